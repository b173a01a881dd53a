/* Threads that get what a machine follows: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What a thread has got is held by a location that stands for all threads, until
   somebody waits for one.  */

#include "parts.h"

#define THREADS (UINT64_MAX - 1)
/* The same of threads whose names others may know.  */
#define KNOWN_THREADS (UINT64_MAX - 3)

bool
machine_is_of_own_thread (const struct state *s, const struct location *at)
{
  return at->kind == LOCATION_DEREF && state_v (s, at->id)->birth == THREADS;
}

static bool
is_of_thread (const struct state *s, const struct location *at)
{
  return machine_is_of_own_thread (s, at)
         || (at->kind == LOCATION_DEREF
             && state_v (s, at->id)->birth == KNOWN_THREADS);
}

void
machine_join_threads (struct state *s)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (!is_of_thread (s, &s->bindings.v[i].at))
      s->bindings.v[n++] = s->bindings.v[i];
  s->bindings.n = n;
}

/* Where the name of the thread goes that SITE makes, if that is a variable of the
   frame, or NO_REGION.  */

static region_id
name_of_thread (struct machine *m, struct config *c,
                const struct skel_site *site)
{
  region_id name = state_v (c->state, machine_argument (m, c, site, 0))->region;
  return name
                 && (name == REGION_OBJECT
                     || m->regions.v[name].kind == MEMORY_FRAME)
             ? name
             : NO_REGION;
}

/* Does SITE make a thread that gets the object, of the frame, and that nobody
   outside waits for?  */

bool
machine_starts_thread (struct machine *m, struct config *c,
                       const struct skel_site *site)
{
  if ((m->kind != OBJECT_FRAME && m->kind != OBJECT_ALLOCA) || !site->object
      || site->object >= site->n_args)
    return false;
  value_id v = machine_argument (m, c, site, site->object);
  return state_v (c->state, v)->holds == HOLDS_MUST
         && name_of_thread (m, c, site);
}

/* It does, or makes none.  */

void
machine_start_thread (struct machine *m, struct config *c,
                      const struct skel_site *site)
{
  struct state *s = c->state;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index);
  machine_disturb (m, c, site);
  struct config d = machine_branch (c);
  value_id failed = state_value (d.state, born, 32, true);
  state_assume (d.state, failed, OP_NE, state_number (d.state, 0));
  machine_define_result (m, &d, site, failed);
  machine_next_step (m, &d);
  struct location at
      = { LOCATION_DEREF, false, 0, NO_VALUE, NO_VALUE, 0, 0, s->word };
  at.id = state_value (s,
                       machine_is_seen (m, name_of_thread (m, c, site))
                           ? KNOWN_THREADS
                           : THREADS,
                       s->word, false);
  state_v (s, at.id)->old = true;
  state_bind (s, at, machine_argument (m, c, site, site->object));
  s->elsewhere = HOLDS_MAY;
  machine_define_result (m, c, site, state_number (s, 0));
}
