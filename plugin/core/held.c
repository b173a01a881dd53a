/* What libc or the kernel keeps of what a machine follows: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A location that stands for all that was registered holds it.  Which of several
   registrations some call withdraws is not known here: where the function makes a
   call that withdraws anything, nothing is certain (withdrawn.c).  */

#include "parts.h"

#define HELD (UINT64_MAX - 4)

bool
machine_is_registered (const struct state *s, const struct location *at)
{
  return at->kind == LOCATION_DEREF && state_v (s, at->id)->birth == HELD;
}

/* What ARG of a site hands over that holds the object for certain, or NO_VALUE.  */

static value_id
handed (struct machine *m, struct config *c, const struct skel_arg *a)
{
  struct state *s = c->state;
  value_id v = a->by_block ? NO_VALUE : machine_value_of (m, c, a->value);
  if (v && a->held && state_v (s, v)->holds == HOLDS_MUST)
    return v;
  region_id r = v ? state_v (s, v)->region : NO_REGION;
  for (uint32_t i = 0; a->held_content && r && i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (b->at.kind == LOCATION_CELL && b->at.id == r && !b->at.loose
          && !b->at.index && state_v (s, b->value)->holds == HOLDS_MUST)
        return b->value;
    }
  return NO_VALUE;
}

/* Does nothing in the function but SITE itself withdraw what libc keeps?  */

static bool
is_for_good (const struct machine *m, const struct config *c,
             const struct skel_site *site)
{
  for (uint32_t i = 0; i < m->graph->withdrawals.n; i++)
    if (c->ctx != 0 || m->graph->withdrawals.v[i].where != site->where)
      return false;
  return true;
}

bool
machine_register (struct machine *m, struct config *c,
                  const struct skel_site *site)
{
  struct state *s = c->state;
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  value_id v = NO_VALUE;
  if (m->kind != OBJECT_FRAME && m->kind != OBJECT_ALLOCA)
    return false;
  for (uint32_t i = 0; i < site->n_args && !v; i++)
    if (sk->args.v[site->args + i].held
        || sk->args.v[site->args + i].held_content)
      v = handed (m, c, &sk->args.v[site->args + i]);
  if (!v || !is_for_good (m, c, site))
    return false;
  const struct skel_name *n = &sk->names.v[site->result];
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index);
  machine_disturb (m, c, site);
  if (site->result && !n->is_pointer)
    {
      /* Or that fails.  */
      struct config d = machine_branch (c);
      value_id failed = state_value (d.state, born, n->bits, n->is_signed);
      state_assume (d.state, failed, OP_NE, state_number (d.state, 0));
      if (!d.state->elsewhere)
        d.state->elsewhere = HOLDS_MAY;
      machine_define_result (m, &d, site, failed);
      machine_next_step (m, &d);
    }
  struct location at
      = { LOCATION_DEREF, false, 0, NO_VALUE, NO_VALUE, 0, 0, s->word };
  at.id = state_value (s, HELD, s->word, false);
  state_v (s, at.id)->old = true;
  state_bind (s, at, v);
  if (!s->elsewhere)
    s->elsewhere = HOLDS_MAY;
  machine_note (m, c, FLOW_STORED, NO_EDGE, machine_step_of (m, c));
  if (site->result || site->to.size)
    machine_define_result (m, c, site,
                           site->result && !n->is_pointer
                               ? state_number (s, 0)
                               : state_value (s, born, n->bits, n->is_signed));
  return true;
}
