/* What returning does in a machine: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"

/* Does memory that holds AT live longer than the function?  RESULT is what is
   returned.  */

static enum holds
outlives (struct machine *m, const struct state *s, const struct location *at,
          value_id result, unsigned depth)
{
  if (at->kind == LOCATION_NAME)
    return HOLDS_NO;
  if (at->kind == LOCATION_DEREF)
    return state_v (s, at->id)->old ? HOLDS_MUST : HOLDS_MAY;
  const struct region *r = &m->regions.v[at->id];
  if (at->id == REGION_OBJECT)
    return HOLDS_NO;
  bool frames = m->kind == OBJECT_FRAME || m->kind == OBJECT_ALLOCA;
  if (!r->made && r->kind == MEMORY_GLOBAL)
    return HOLDS_MUST;
  if (!r->made && (!frames || r->ctx != 0 || !machine_may_be_left (m, at->id)))
    return HOLDS_NO;
  /* What was made here lives on if something that lives on leads to it; and so does
     what a variable of the frame holds, though that is gone itself.  */
  if (depth == 0)
    return HOLDS_MAY;
  if (result && state_v (s, result)->region == at->id)
    return HOLDS_MUST;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (b->at.kind != LOCATION_NAME && s->values.v[b->value].region == at->id
          && !b->at.loose
          && outlives (m, s, &b->at, result, depth - 1) == HOLDS_MUST)
        return HOLDS_MUST;
    }
  return HOLDS_MAY;
}

/* Does memory that lives longer have the object?  RESULT as above.  */

enum holds
machine_held_outside (struct machine *m, const struct state *s, value_id result)
{
  enum holds somewhere = s->elsewhere;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      enum holds h = (enum holds)s->values.v[b->value].holds;
      if (!h || b->at.kind == LOCATION_NAME)
        continue;
      enum holds o = outlives (m, s, &b->at, result, 3);
      if (o == HOLDS_NO)
        continue;
      /* Of an array used as a stack, what is above its height is no more.  */
      if (h == HOLDS_MUST && o == HOLDS_MUST && !b->at.loose && !b->at.index)
        return HOLDS_MUST;
      somewhere = HOLDS_MAY;
    }
  return somewhere;
}

static void
return_from_function (struct machine *m, struct config *c, value_id result,
                      enum holds returned)
{
  struct state *s = c->state;
  m->returns |= s->life != LIFE_UNMADE;
  enum holds held = machine_held_outside (m, s, result);
  if (returned > held)
    held = returned;
  if (s->given)
    held = HOLDS_MAY;
  switch (s->life)
    {
    case LIFE_LIVE:
    case LIFE_ENDED:
      if (held)
        {
          m->event (m, c, FLOW_DANGLES, held == HOLDS_MUST);
          m->event (m, c, FLOW_LEAVES, held == HOLDS_MUST);
        }
      if (s->life == LIFE_LIVE && held != HOLDS_MUST && !s->given)
        m->event (m, c, FLOW_LOST, held == HOLDS_NO);
      if (s->life == LIFE_LIVE)
        m->event (m, c, FLOW_NOT_RELEASED, !s->given && !s->elsewhere);
      break;
    case LIFE_RELEASED:
      if (held)
        m->event (m, c, FLOW_LEAVES, held == HOLDS_MUST);
      break;
    case LIFE_UNMADE:
      break;
    }
}

/* Context CTX is left: its frame goes.  */

static void
leave_frame (struct machine *m, struct state *s, uint32_t ctx)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct location *at = &s->bindings.v[i].at;
      const struct region *r = &m->regions.v[at->id];
      if ((at->kind == LOCATION_NAME && at->ctx == ctx)
          || (at->kind == LOCATION_CELL && at->id != REGION_OBJECT && !r->made
              && r->kind == MEMORY_FRAME && r->ctx == ctx))
        continue;
      s->bindings.v[n++] = s->bindings.v[i];
    }
  s->bindings.n = n;
}

/* Is O computed from a parameter of S's function?  */

static bool
is_given (const struct skeleton *s, struct operand o)
{
  while (o.kind == OPERAND_NAME)
    {
      for (uint32_t i = 0; i < s->params.n; i++)
        if (s->params.v[i].name == o.name)
          return true;
      const struct skel_step *step = skeleton_definition (s, o.name);
      if (!step || (step->kind != SKEL_COPY && step->kind != SKEL_ARITH))
        return false;
      o = step->a;
    }
  return false;
}

static bool
asks_what_is_given (const struct skeleton *s, edge_id e)
{
  for (uint32_t i = 0; i < s->edges.v[e].n_literals; i++)
    if (is_given (s, s->literals.v[s->edges.v[e].literals + i].a))
      return true;
  return false;
}

/* Did the callee that C comes from go its way whatever its caller gave it?  If it
   makes the object and loses it so, it is told of that itself.  */

static bool
chose_itself (const struct config *c)
{
  unsigned nested = 0;
  for (const struct trail *t = c->trail; t; t = t->before)
    {
      nested += t->event.kind == FLOW_BACK;
      if (t->event.kind == FLOW_CALL && --nested == 0)
        return true;
      if (t->event.kind == FLOW_BRANCH && !t->open
          && asks_what_is_given (t->event.skeleton, t->event.edge))
        return false;
    }
  return false;
}

static void
return_to_caller (struct machine *m, struct config *c,
                  const struct skel_step *step, value_id result)
{
  struct context x = m->contexts.v[c->ctx];
  const struct skeleton *caller = skeleton_of (m, x.parent);
  uint32_t at = caller->blocks.v[x.block].steps + x.index;
  const struct skel_site *site = &caller->sites.v[caller->steps.v[at].site];
  uint32_t ctx = c->ctx;
  struct target src;
  bool by_block = step->from.size != 0 && site->to.size;
  if (by_block)
    src = machine_resolve (m, c, &step->from);
  VEC (struct binding) moved = { NULL, 0, 0 };
  enum holds h = HOLDS_NO;
  if (by_block)
    for (uint32_t i = 0; i < c->state->bindings.n; i++)
      {
        const struct binding *b = &c->state->bindings.v[i];
        if (b->at.kind == LOCATION_NAME
            || !machine_may_alias (m, c->state, &b->at, &src.at))
          continue;
        if (src.exact && machine_covers (&src.at, &b->at) && !b->at.loose
            && !b->at.index)
          *vec_push_in (m->scratch, &moved) = *b;
        else if (state_v (c->state, b->value)->holds)
          h = HOLDS_MAY;
      }
  machine_note (m, c, FLOW_BACK, NO_EDGE, machine_step_of (m, c));
  c->ctx = x.parent;
  c->block = x.block;
  c->index = x.index;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index);
  if (by_block)
    {
      struct target dst = machine_resolve (m, c, &site->to);
      value_id v = NO_VALUE;
      if (h)
        {
          v = state_value (c->state, born, 0, true);
          state_v (c->state, v)->holds = h;
        }
      machine_write_to (m, c, dst, NO_VALUE, born);
      for (uint32_t i = 0; i < moved.n && dst.exact; i++)
        {
          struct location to = moved.v[i].at;
          to.kind = dst.at.kind;
          to.id = dst.at.id;
          to.off += dst.at.off - src.at.off;
          state_bind (c->state, to, moved.v[i].value);
        }
      if (v)
        {
          struct location loose = dst.at;
          loose.loose = true;
          state_bind (c->state, loose, v);
        }
    }
  else
    {
      if (!result)
        result = state_value (c->state, born, 0, true);
      machine_define_result (m, c, site, result);
    }
  leave_frame (m, c->state, ctx);
  if (c->state->life == LIFE_LIVE && machine_makes_object (m, c->ctx, site)
      && state_holds_none (c->state) && chose_itself (c))
    c->state->doubt = true;
  machine_next_step (m, c);
}

void
machine_run_return (struct machine *m, struct config *c,
                    const struct skel_step *step)
{
  value_id result = NO_VALUE;
  enum holds h = HOLDS_NO;
  if (step->from.size != 0 && c->ctx == 0)
    {
      struct target t = machine_resolve (m, c, &step->from);
      for (uint32_t i = 0; i < c->state->bindings.n; i++)
        {
          const struct binding *b = &c->state->bindings.v[i];
          enum holds x = (enum holds)state_v (c->state, b->value)->holds;
          if (x && machine_may_alias (m, c->state, &b->at, &t.at)
              && b->at.kind != LOCATION_NAME && h != HOLDS_MUST)
            h = t.exact && machine_covers (&t.at, &b->at) && !b->at.loose
                    ? x
                    : HOLDS_MAY;
        }
    }
  else if (step->a.kind != OPERAND_UNKNOWN)
    {
      result = machine_value_of (m, c, step->a);
      h = (enum holds)state_v (c->state, result)->holds;
    }
  if (c->ctx == 0)
    return_from_function (m, c, result, h);
  else
    return_to_caller (m, c, step, result);
}
