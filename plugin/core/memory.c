/* What a machine knows of names and of memory: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"

/* --- Values of operands. ---  */

struct location
machine_name_location (uint32_t ctx, name_id name)
{
  struct location at
      = { LOCATION_NAME, false, (uint16_t)ctx, name, NO_VALUE, 0, 0, 0 };
  return at;
}

bool
machine_graph_allows (const struct machine *m, uint32_t ctx, name_id name)
{
  if (ctx != 0 || !name)
    return true;
  node_id n = m->skeleton->names.v[name].node;
  return n != NO_NODE && graph_holds (m->graph, n, m->object);
}

/* The object, storage of the frame, is SEEN where the graph does not have it.  */

void
machine_note_seen (struct machine *m, struct config *c, bool seen)
{
  if (seen && (m->kind == OBJECT_FRAME || m->kind == OBJECT_ALLOCA))
    m->event (m, c, FLOW_LEAVES, false);
}

void
machine_define (struct machine *m, struct config *c, name_id name, value_id v)
{
  const struct skel_name *n = &skeleton_of (m, c->ctx)->names.v[name];
  bool held = state_v (c->state, v)->holds;
  v = state_convert (c->state, v, n->bits, n->is_signed);
  struct value *x = state_v (c->state, v);
  bool allowed = machine_graph_allows (m, c->ctx, name);
  machine_note_seen (m, c, held && (!allowed || !x->holds));
  if (x->holds == HOLDS_MAY && !allowed)
    x->holds = HOLDS_NO;
  state_bind (c->state, machine_name_location (c->ctx, name), v);
}

/* A variable of a block that was left, an array of variable length too, lives
   again: what points to it from before is stale.  */

void
machine_revive (struct config *c)
{
  struct state *s = c->state;
  for (value_id v = 1; v < s->values.n; v++)
    if (s->values.v[v].holds)
      s->values.v[v].stale = true;
  s->life = LIFE_LIVE;
  s->around = false;
}

/* The variable is named: it is there.  Behind the end of its life only if control
   has gone back since.  */

static void
enter_object (struct machine *m, struct config *c)
{
  if (m->kind != OBJECT_FRAME && m->kind != OBJECT_GLOBAL)
    return;
  if (c->state->life == LIFE_UNMADE)
    c->state->life = LIFE_LIVE;
  else if (c->state->life == LIFE_ENDED && c->state->around)
    machine_revive (c);
}

value_id
machine_value_of (struct machine *m, struct config *c, struct operand o)
{
  switch (o.kind)
    {
    case OPERAND_NUMBER:
      return state_number (c->state, o.number);
    case OPERAND_ADDRESS:
      {
        region_id r = machine_region_of (m, c->ctx, o.memory);
        if (r == REGION_OBJECT)
          enter_object (m, c);
        return state_address (c->state, r, o.number, machine_is_own (m, r));
      }
    case OPERAND_NAME:
      {
        struct location at = machine_name_location (c->ctx, o.name);
        struct binding *b = state_find (c->state, &at);
        if (b)
          return b->value;
        const struct skel_name *n = &skeleton_of (m, c->ctx)->names.v[o.name];
        value_id v = state_value (c->state, birth (c->ctx, BIRTH_NAME, o.name),
                                  n->bits, n->is_signed);
        state_bind (c->state, at, v);
        return v;
      }
    default:
      return state_value (c->state, birth (c->ctx, BIRTH_STEP, c->index), 0,
                          true);
    }
}

/* --- Places in memory. ---  */

/* Where an access begins of which nothing is known, in front of all else.  */
#define NOWHERE (INT64_MIN / 4)

/* Is INDEX, of R, known to be number K?  */

static bool
is_element (const struct state *s, const struct reference *r, value_id index,
            int64_t *k)
{
  return r->unit > 0 && r->width > 0 && state_is_number (s, index, k) && *k >= 0
         && *k <= (r->size - r->width) / r->unit;
}

struct target
machine_resolve (struct machine *m, struct config *c, const struct reference *r)
{
  struct state *s = c->state;
  value_id base = machine_value_of (m, c, r->base);
  value_id v = base;
  /* What is accessed is there.  */
  bool tested = state_v (s, base)->tested;
  if (!state_assume (s, base, OP_NE, state_number (s, 0)))
    s->stuck = true;
  state_v (s, base)->tested = tested;
  int64_t off = r->off, k;
  while (!s->values.v[v].region && s->values.v[v].op == OP_ADD
         && s->values.v[v].bits == s->word
         && state_is_displacement (s, s->values.v[v].b, &k))
    {
      off += k * 8;
      v = s->values.v[v].a;
    }
  /* The address that a variable number is added to.  */
  value_id index = NO_VALUE;
  if (!s->values.v[v].region && !s->values.v[v].holds
      && s->values.v[v].op == OP_ADD && s->values.v[v].bits == s->word
      && r->exact && !r->index)
    {
      index = s->values.v[v].b;
      v = s->values.v[v].a;
    }
  struct target t = { { LOCATION_DEREF, false, 0, v, index, 0, off, r->size },
                      r->exact,
                      r->is_volatile,
                      base };
  t.at.anywhere = index != NO_VALUE;
  if (r->index && r->size > 0)
    {
      t.exact = true;
      t.at.index = machine_value_of (m, c, operand_name (r->index));
      if (is_element (s, r, t.at.index, &k))
        {
          t.at.index = NO_VALUE;
          t.at.off += k * r->unit;
          t.at.size = r->width;
        }
    }
  const struct value *p = state_v (s, v);
  if (p->region && (p->region != REGION_OBJECT || m->kind != OBJECT_CONTENT))
    {
      t.at.kind = LOCATION_CELL;
      t.at.id = p->region;
      if (p->off_known)
        t.at.off += p->off;
      else if (p->op == OP_ADD && r->size > 0)
        {
          /* Some element: the one that the number says.  */
          const struct value *array = state_v (s, p->a);
          t.at.index = p->b;
          t.at.anywhere = true;
          if (array->region == p->region && array->off_known)
            t.at.off += array->off;
          else
            t.at.off = NOWHERE;
        }
      else
        t.exact = false;
      t.is_volatile |= m->regions.v[p->region].is_volatile;
    }
  if (!t.exact)
    {
      t.at.loose = true;
      t.at.size = t.at.kind == LOCATION_CELL && !p->off_known ? -1 : r->size;
      if (t.at.size < 0 && !(t.at.kind == LOCATION_CELL && p->off_known))
        t.at.off = NOWHERE;
      t.at.index = NO_VALUE;
      t.at.anywhere = false;
    }
  return t;
}

/* No array is that long, in bytes: a bound that is greater is none.  */
#define MAX_EXTENT (INT64_C (1) << 48)

/* AT, or, for some element, all where it can be.  */

static struct location
extent_of (const struct state *s, const struct location *at)
{
  struct location all = *at;
  if (!at->anywhere)
    return all;
  const struct value *index = state_v (s, at->index);
  if (index->lo >= 0 && index->hi < MAX_EXTENT && at->size > 0
      && at->off != NOWHERE)
    {
      all.off += index->lo * 8;
      all.size += (index->hi - index->lo) * 8;
    }
  else
    {
      all.off = NOWHERE;
      all.size = -1;
    }
  return all;
}

static bool
ranges_overlap (const struct state *s, const struct location *a,
                const struct location *b)
{
  struct location x = extent_of (s, a), y = extent_of (s, b);
  return (x.size < 0 || x.off + x.size > y.off)
         && (y.size < 0 || y.off + y.size > x.off);
}

static bool
same_base (const struct location *a, const struct location *b)
{
  return a->kind == b->kind && a->id == b->id && a->kind != LOCATION_NAME;
}

/* May a pointer with value V point into region R?  */

static bool
may_point_to (const struct machine *m, const struct state *s, value_id v,
              region_id id)
{
  const struct value *p = state_v (s, v);
  const struct region *r = &m->regions.v[id];
  if (p->region)
    return p->region == id;
  if (id == REGION_OBJECT)
    return p->holds != HOLDS_NO;
  if (p->holds == HOLDS_MUST || r->is_const)
    return false;
  if (p->old)
    return !r->made && r->kind == MEMORY_GLOBAL;
  return r->made || r->kind == MEMORY_GLOBAL || r->addressed;
}

/* Can A and B, not of one base, share memory?  Through pointers that are not
   known, accesses of different sizes are taken to be of different things.  */

bool
machine_may_alias (const struct machine *m, const struct state *s,
                   const struct location *a, const struct location *b)
{
  if (a->kind == LOCATION_NAME || b->kind == LOCATION_NAME)
    return false;
  if (same_base (a, b))
    return ranges_overlap (s, a, b);
  if (a->kind == LOCATION_CELL && b->kind == LOCATION_CELL)
    return false;
  if (a->size > 0 && b->size > 0 && a->size != b->size && a->size <= 64
      && b->size <= 64)
    return false;
  if (a->kind == LOCATION_CELL)
    {
      const struct location *t = a;
      a = b;
      b = t;
    }
  if (b->kind == LOCATION_CELL)
    return may_point_to (m, s, a->id, b->id);
  const struct value *x = state_v (s, a->id), *y = state_v (s, b->id);
  if ((x->holds == HOLDS_MUST && y->holds == HOLDS_NO)
      || (y->holds == HOLDS_MUST && x->holds == HOLDS_NO))
    return false;
  return true;
}

/* Does AT, exact, have all of B?  */

bool
machine_covers (const struct location *at, const struct location *b)
{
  return same_base (at, b) && !at->loose && !at->index && at->size > 0
         && b->size > 0 && at->off <= b->off
         && at->off + at->size >= b->off + b->size;
}

/* What may be in AT, which has no value.  */

enum holds
machine_held_around (const struct machine *m, const struct state *s,
                     const struct location *at)
{
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->values.v[s->bindings.v[i].value].holds
        && machine_may_alias (m, s, &s->bindings.v[i].at, at))
      return HOLDS_MAY;
  if (s->elsewhere
      && (at->kind == LOCATION_DEREF || machine_is_seen (m, at->id)))
    return HOLDS_MAY;
  return HOLDS_NO;
}

/* Was what is in AT there when the function was entered?  */

static bool
is_old (const struct machine *m, const struct state *s,
        const struct location *at)
{
  if (s->stirred)
    return false;
  if (at->kind == LOCATION_DEREF)
    {
      if (!state_v (s, at->id)->old)
        return false;
    }
  else if (m->regions.v[at->id].kind != MEMORY_GLOBAL
           || m->regions.v[at->id].made)
    return false;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (!s->values.v[s->bindings.v[i].value].old
        && machine_may_alias (m, s, &s->bindings.v[i].at, at))
      return false;
  return true;
}

/* The object's storage is gone and is used by way of BASE.  */

void
machine_check_use (struct machine *m, struct config *c, value_id base)
{
  enum holds h = (enum holds)state_v (c->state, base)->holds;
  if (h && (c->state->life == LIFE_ENDED || state_v (c->state, base)->stale))
    m->event (m, c, FLOW_USED_LATE, h == HOLDS_MUST);
}

/* Does what is at AT never change, so that no caller can make it one thing or the
   other?  An index can.  */

static bool
is_fixed (const struct machine *m, const struct location *at)
{
  return at->kind == LOCATION_CELL && m->regions.v[at->id].is_const
         && !at->index && !at->anywhere;
}

value_id
machine_load (struct machine *m, struct config *c, const struct reference *r,
              uint64_t born, unsigned bits, bool is_signed, name_id name)
{
  struct state *s = c->state;
  struct target t = machine_resolve (m, c, r);
  machine_check_use (m, c, t.base);
  if (t.exact && !t.is_volatile)
    {
      struct binding *b = state_find (s, &t.at);
      if (b)
        return b->value;
      struct location all = extent_of (s, &t.at);
      for (uint32_t i = 0; i < s->bindings.n; i++)
        {
          const struct binding *z = &s->bindings.v[i];
          int64_t n;
          if (z->at.kind == t.at.kind && machine_covers (&z->at, &all)
              && state_is_number (s, z->value, &n) && n == 0)
            return z->value;
        }
    }
  enum holds h = machine_held_around (m, s, &t.at);
  bool allowed = machine_graph_allows (m, c->ctx, name);
  machine_note_seen (m, c, h && (!allowed || c->ctx != 0));
  if (!allowed)
    h = HOLDS_NO;
  bool old = !t.is_volatile && t.exact && is_old (m, s, &t.at);
  if (old)
    born = (t.at.kind == LOCATION_CELL ? (uint64_t)t.at.id << 40
                                       : state_v (s, t.at.id)->birth * 31)
           + (uint64_t)t.at.off * 8 + 7;
  value_id v = state_value (s, born, bits, is_signed);
  struct value *x = state_v (s, v);
  x->holds = h;
  x->old = old;
  x->vague
      = t.is_volatile || is_fixed (m, &t.at) || machine_is_copied (s, &t.at);
  for (uint32_t i = 0; i < s->bindings.n && !x->vague; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      const struct value *there = state_v (s, b->value);
      x->vague = t.exact && machine_covers (&b->at, &t.at) && there->vague;
      /* One of several elements, of which something is known of one.  */
      if (t.at.index && same_base (&b->at, &t.at)
          && ranges_overlap (s, &b->at, &t.at))
        x->vague |= there->tested || there->vague || there->holds
                    || there->lo == there->hi;
      /* Several members at once, or one of several.  */
      if (t.exact && !t.at.index && !b->at.index && !b->at.loose
          && same_base (&b->at, &t.at) && ranges_overlap (s, &b->at, &t.at))
        x->vague |= there->tested || there->masked || there->vague
                    || there->lo == there->hi;
    }
  if (t.exact && !t.is_volatile && !t.at.loose)
    state_bind (s, t.at, v);
  return v;
}

/* What is left of a run of zeros at I where AT was written.  */

static void
split_zeros (struct state *s, uint32_t i, const struct location *at)
{
  struct location z = s->bindings.v[i].at;
  value_id v = s->bindings.v[i].value;
  state_unbind (s, i);
  int64_t end = z.off + z.size;
  if (z.off < at->off)
    {
      struct location left = z;
      left.size = at->off - z.off;
      state_bind (s, left, v);
    }
  if (at->size >= 0 && at->off + at->size < end)
    {
      struct location right = z;
      right.off = at->off + at->size;
      right.size = end - right.off;
      state_bind (s, right, v);
    }
}

/* V (NO_VALUE: something that is no pointer to the object) goes to T.  */

void
machine_write_to (struct machine *m, struct config *c, struct target t,
                  value_id v, uint64_t born)
{
  struct state *s = c->state;
  const struct location *at = &t.at;
  int64_t zero;
  bool holds = v && s->values.v[v].holds;
  bool exact = t.exact && !t.is_volatile;
  machine_note_seen (m, c, holds && t.is_volatile);
  for (uint32_t i = 0; i < s->bindings.n;)
    {
      struct binding *b = &s->bindings.v[i];
      if (b->at.kind == LOCATION_NAME || !machine_may_alias (m, s, &b->at, at))
        i++;
      else if (t.exact && machine_covers (at, &b->at))
        state_unbind (s, i);
      else if (t.exact && same_base (at, &b->at) && at->index
               && b->at.index == at->index && b->at.off == at->off
               && b->at.size == at->size)
        state_unbind (s, i);
      else if (t.exact && same_base (at, &b->at) && !at->index && !b->at.index
               && !b->at.loose)
        {
          if (state_is_number (s, b->value, &zero) && zero == 0)
            {
              uint32_t before = s->bindings.n;
              split_zeros (s, i, at);
              i = 0;
              if (s->bindings.n > before + 1)
                break;
            }
          else
            {
              /* In part overwritten: no pointer any more.  */
              machine_note_seen (m, c, state_v (s, b->value)->holds);
              state_unbind (s, i);
            }
        }
      else
        {
          value_id w = state_weaken (s, b->value, v, born + 3);
          s->bindings.v[i++].value = w;
        }
    }
  if (!t.exact || t.is_volatile || at->kind == LOCATION_DEREF)
    if (v && !s->values.v[v].old && !exact)
      s->stirred = true;
  if (exact)
    {
      if (v)
        state_bind (s, *at, v);
    }
  else if (holds)
    {
      struct location loose = *at;
      loose.loose = true;
      state_bind (s, loose, state_weaken (s, v, NO_VALUE, born + 1));
    }
}

void
machine_store (struct machine *m, struct config *c, const struct reference *r,
               value_id v, uint64_t born)
{
  struct target t = machine_resolve (m, c, r);
  machine_check_use (m, c, t.base);
  if (v && t.at.kind == LOCATION_CELL && t.at.size > 0 && t.exact)
    {
      int64_t n;
      const struct value *x = state_v (c->state, v);
      if (x->bits > t.at.size && !state_is_number (c->state, v, &n))
        v = state_convert (c->state, v, (unsigned)t.at.size, false);
    }
  machine_write_to (m, c, t, v, born);
}

/* Something that follows from what is known.  */

value_id
machine_computed (struct state *s)
{
  value_id v = state_value (s, BIRTH_COMPUTED, 0, true);
  state_v (s, v)->vague = true;
  return v;
}

/* Copy what is at FROM to TO.  */

void
machine_copy_block (struct machine *m, struct config *c,
                    const struct reference *to, const struct reference *from,
                    uint64_t born)
{
  struct state *s = c->state;
  struct target src = machine_resolve (m, c, from),
                dst = machine_resolve (m, c, to);
  machine_check_use (m, c, src.base);
  machine_check_use (m, c, dst.base);
  bool exact = src.exact && dst.exact && src.at.size == dst.at.size
               && !src.at.index && !dst.at.index && !src.is_volatile
               && !dst.is_volatile;
  VEC (struct binding) moved = { NULL, 0, 0 };
  enum holds h = HOLDS_NO;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (b->at.kind == LOCATION_NAME
          || !machine_may_alias (m, s, &b->at, &src.at))
        continue;
      if (exact && !b->at.loose && !b->at.index
          && machine_covers (&src.at, &b->at))
        *vec_push_in (s->arena, &moved) = *b;
      else if (s->values.v[b->value].holds)
        h = HOLDS_MAY;
    }
  if (s->elsewhere
      && (src.at.kind == LOCATION_DEREF || machine_is_seen (m, src.at.id)))
    h = HOLDS_MAY;
  if (!exact)
    for (uint32_t i = 0; i < s->bindings.n; i++)
      if (s->values.v[s->bindings.v[i].value].holds
          && machine_may_alias (m, s, &s->bindings.v[i].at, &src.at))
        h = HOLDS_MAY;
  value_id something = NO_VALUE;
  machine_note_seen (m, c, h);
  if (h)
    {
      something = state_value (s, born, 0, true);
      s->values.v[something].holds = h;
    }
  machine_write_to (m, c, dst, NO_VALUE, born);
  for (uint32_t i = 0; i < moved.n; i++)
    {
      struct location at = moved.v[i].at;
      at.kind = dst.at.kind;
      at.id = dst.at.id;
      at.off += dst.at.off - src.at.off;
      state_bind (s, at, moved.v[i].value);
    }
  if (!exact && dst.at.kind == LOCATION_CELL)
    machine_note_copied (m, c, (region_id)dst.at.id, src.base);
  if (exact && moved.n == 0 && src.at.kind == LOCATION_CELL
      && src.at.id != REGION_OBJECT && m->regions.v[src.at.id].is_const)
    state_bind (s, dst.at, machine_computed (s));
  if (something)
    {
      struct location loose = dst.at;
      loose.loose = true;
      loose.index = NO_VALUE;
      state_bind (s, loose, something);
    }
  if (!(src.exact && is_old (m, s, &src.at)) && dst.at.kind != LOCATION_CELL)
    s->stirred = true;
}

/* The memory of REGION is there no more.  */

void
machine_drop_region (struct machine *m, struct config *c, region_id region)
{
  struct state *s = c->state;
  for (uint32_t i = 0; i < s->bindings.n;)
    if (s->bindings.v[i].at.kind == LOCATION_CELL
        && s->bindings.v[i].at.id == region)
      state_unbind (s, i);
    else
      i++;
  (void)m;
}

void
machine_drop_behind (struct config *c, value_id v)
{
  struct state *s = c->state;
  for (uint32_t i = 0; i < s->bindings.n;)
    if (s->bindings.v[i].at.kind == LOCATION_DEREF
        && s->bindings.v[i].at.id == v)
      state_unbind (s, i);
    else
      i++;
}
