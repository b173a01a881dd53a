/* What follows from what is known, though a machine does not compute it: see
   parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"

/* How far the memory is looked through that arguments lead to.  */
#define MAX_DECIDED 3

/* How deep callees of a callee are looked at.  */
#define MAX_CLOSED 3

#define CHARACTER 8 /* Bits.  */

/* Does who knows the state know what V is, and what is in the memory that it
   leads to, though the engine does not compute it?  */

static bool
is_decided (const struct machine *m, const struct state *s, value_id v,
            unsigned depth)
{
  const struct value *x = state_v (s, v);
  if (!x->region)
    return x->lo == x->hi || x->birth == BIRTH_COMPUTED;
  if (x->region != REGION_OBJECT && m->regions.v[x->region].is_const)
    return true;
  if (depth == 0 || !machine_is_own (m, x->region))
    return false;
  bool some = false;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->bindings.v[i].at.kind == LOCATION_CELL
        && s->bindings.v[i].at.id == x->region)
      {
        if (!is_decided (m, s, s->bindings.v[i].value, depth - 1))
          return false;
        some = true;
      }
  return some;
}

static bool
are_arguments_decided (struct machine *m, struct config *c,
                       const struct skel_site *site, unsigned first)
{
  for (uint32_t i = first; i < site->n_args; i++)
    {
      const struct skel_arg *a
          = &skeleton_of (m, c->ctx)->args.v[site->args + i];
      if (a->by_block
          || !is_decided (m, c->state, machine_value_of (m, c, a->value),
                          MAX_DECIDED))
        return false;
    }
  return site->n_args > first;
}

/* Does what BODY does depend on its arguments alone, and on memory that they
   lead to?  */

static bool
is_closed (const struct machine *m, const struct skeleton *body, unsigned depth)
{
  for (uint32_t i = 1; i < body->memories.n; i++)
    if (body->memories.v[i].kind == MEMORY_GLOBAL
        && !body->memories.v[i].is_const)
      return false;
  for (uint32_t i = 1; i < body->sites.n; i++)
    {
      const struct skel_site *site = &body->sites.v[i];
      if (site->writes_args_only && site->pure)
        continue;
      const struct skeleton *callee
          = site->unseen || depth == 0
                ? NULL
                : m->client->body (m->client->data, body, site);
      if (!site->recursive && (!callee || !is_closed (m, callee, depth - 1)))
        return false;
    }
  return true;
}

/* Does SITE look for a number, *N, in the memory that its first argument points to,
   as strchr and memchr do?  */

static bool
is_search (struct machine *m, struct config *c, const struct skel_site *site,
           int64_t *n)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  return site->pure && sk->names.v[site->result].is_pointer && site->n_args > 1
         && state_is_number (c->state, machine_argument (m, c, site, 1), n);
}

/* Does what is known of the string that V points to leave open whether N is in
   it: no more than some characters, which are neither N nor its end?  */

static bool
may_hold_character (const struct state *s, value_id v, int64_t n)
{
  region_id r = state_v (s, v)->region;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct location *at = &s->bindings.v[i].at;
      int64_t there;
      if (!(at->kind == LOCATION_CELL && r && at->id == r)
          && !(at->kind == LOCATION_DEREF && at->id == v))
        continue;
      if (at->size != CHARACTER
          || (state_is_number (s, s->bindings.v[i].value, &there)
              && (there == 0 || (char)there == (char)n)))
        return false;
    }
  return true;
}

/* Is the answer of SITE, which is not run, a matter of what is known: strcmp of
   two literals, a walk through a list that was built here?  */

bool
machine_is_answer_decided (struct machine *m, struct config *c,
                           const struct skel_site *site)
{
  int64_t n;
  if (!m->alone)
    return false;
  if (is_search (m, c, site, &n))
    {
      value_id v = machine_argument (m, c, site, 0);
      region_id r = state_v (c->state, v)->region;
      if (!r)
        return !may_hold_character (c->state, v, n);
      if (!m->regions.v[r].is_const && may_hold_character (c->state, v, n))
        return false;
    }
  if (!are_arguments_decided (m, c, site, 0))
    return false;
  /* The client does not give out a function to itself.  */
  const struct skeleton *body = site->recursive
                                    ? skeleton_of (m, c->ctx)
                                    : machine_callee_of (m, c, site);
  return body ? is_closed (m, body, MAX_CLOSED)
              : site->writes_args_only && site->pure;
}

/* SITE has written to its first argument what follows from the others, as strcpy
   does: if those are known, so is that.  */

void
machine_note_computed (struct machine *m, struct config *c,
                       const struct skel_site *site)
{
  if (site->returns_arg != 0 || site->may_fail || site->n_args == 0)
    return;
  value_id to = machine_argument (m, c, site, 0);
  region_id id = state_v (c->state, to)->region;
  const struct region *r = &m->regions.v[id];
  if (!id || id == REGION_OBJECT || r->made || r->kind != MEMORY_FRAME
      || !are_arguments_decided (m, c, site, 1))
    return;
  int64_t bits = skeleton_of (m, r->ctx)->memories.v[r->number].bits;
  struct location all = { LOCATION_CELL, false, 0, id, NO_VALUE, 0, 0, bits };
  if (bits > 0)
    state_bind (c->state, all, machine_computed (c->state));
}

/* --- Copies of strings. ---  */

/* Is something known, or was something asked, of a character in the string that
   V points to?  */

static bool
is_string_known (const struct state *s, value_id v)
{
  region_id r = state_v (s, v)->region;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct location *at = &s->bindings.v[i].at;
      const struct value *x = state_v (s, s->bindings.v[i].value);
      if ((at->kind == LOCATION_CELL && r && at->id == r)
          || (at->kind == LOCATION_DEREF && at->id == v))
        if ((at->size == CHARACTER
             && (x->tested || x->masked || x->blurred || x->lo == x->hi))
            || (at->loose && x->vague && !x->holds))
          return true;
    }
  return false;
}

static struct location
string_in (region_id r)
{
  struct location at
      = { LOCATION_CELL, true, 0, r, NO_VALUE, 0, INT64_MIN / 4, -1 };
  return at;
}

/* The memory R has got, perhaps in part, what FROM points to.  What is known of
   its characters, nobody need ask once more.  */

void
machine_note_copied (struct machine *m, struct config *c, region_id r,
                     value_id from)
{
  if (!m->alone || !r || !is_string_known (c->state, from))
    return;
  struct location at = string_in (r);
  value_id v
      = state_value (c->state, state_v (c->state, from)->birth + 13, 0, true);
  state_v (c->state, v)->vague = true;
  if (!state_find (c->state, &at))
    state_bind (c->state, at, v);
}

/* The same of what SITE makes of its arguments.  */

void
machine_note_made_of (struct machine *m, struct config *c,
                      const struct skel_site *site, region_id r)
{
  for (uint32_t i = 0; m->alone && i < site->n_args; i++)
    machine_note_copied (m, c, r, machine_argument (m, c, site, i));
}

/* Is the character at AT one of which nobody knows whether it was asked for
   already?  */

bool
machine_is_copied (const struct state *s, const struct location *at)
{
  if (at->kind != LOCATION_CELL || at->size != CHARACTER)
    return false;
  struct location all = string_in ((region_id)at->id);
  return state_find (s, &all) != NULL;
}
