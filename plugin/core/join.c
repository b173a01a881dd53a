/* The normal form of states, and what two have in common: see state.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "values.h"

#include <string.h>

/* --- Normal form. ---  */

struct renumbering
{
  struct state *s;
  value_id *map;
  VEC (struct value) values;
};

static value_id
renumber (struct renumbering *r, value_id v)
{
  if (!v || r->map[v])
    return v ? r->map[v] : NO_VALUE;
  const struct value *x = &r->s->values.v[v];
  value_id a = renumber (r, x->a), b = renumber (r, x->b);
  struct value *y = &r->values.v[r->values.n];
  *y = *x;
  y->a = a;
  y->b = b;
  return r->map[v] = r->values.n++;
}

static int
compare_behind (const struct state *s, const struct binding *a,
                const struct binding *b)
{
  uint64_t x = s->values.v[a->at.id].birth, y = s->values.v[b->at.id].birth;
  return x != y ? (x < y ? -1 : 1) : compare_locations (&a->at, &b->at);
}

/* Does B belong in front of what comes before place I?  */

static bool
is_misplaced (const struct state *s, const struct binding *b, uint32_t i,
              bool by_birth)
{
  const struct binding *before = &s->bindings.v[i - 1];
  return (by_birth ? compare_behind (s, b, before)
                   : compare_locations (&b->at, &before->at))
         < 0;
}

/* Sort what lies behind pointers by where those were made; then all by number
   again.  Insertion: there are few, and mostly in order.  */

static void
sort_bindings (struct state *s, uint32_t from, bool by_birth)
{
  for (uint32_t i = from + 1; i < s->bindings.n; i++)
    {
      if (!is_misplaced (s, &s->bindings.v[i], i, by_birth))
        continue;
      struct binding b = s->bindings.v[i];
      uint32_t k = i;
      for (; k > from && is_misplaced (s, &b, k, by_birth); k--)
        s->bindings.v[k] = s->bindings.v[k - 1];
      s->bindings.v[k] = b;
    }
}

void
state_normalise (struct state *s)
{
  struct renumbering r = { s, NULL, { NULL, 1, s->values.n } };
  r.map = arena_alloc (s->arena, s->values.n * sizeof *r.map);
  r.values.v = arena_take (s->arena, s->values.n * sizeof *r.values.v);
  memset (r.values.v, 0, sizeof *r.values.v);
  uint32_t first = 0;
  while (first < s->bindings.n
         && s->bindings.v[first].at.kind != LOCATION_DEREF)
    first++;
  sort_bindings (s, first, true);
  for (uint32_t i = 0; i < first; i++)
    {
      struct binding *b = &s->bindings.v[i];
      b->value = renumber (&r, b->value);
      b->at.index = renumber (&r, b->at.index);
    }
  /* What lies behind a pointer that is gone can only be asked whether it holds
     the object; if it may, it is one with the rest that may: a loop over a list
     leaves such a pointer behind in each round.  */
  bool *kept = arena_alloc (s->arena, (s->bindings.n + 1) * sizeof *kept);
  for (bool again = true; again;)
    {
      again = false;
      for (uint32_t i = first; i < s->bindings.n; i++)
        {
          struct binding *b = &s->bindings.v[i];
          if (kept[i]
              || !(r.map[b->at.id] || s->whole
                   || s->values.v[b->value].holds == HOLDS_MUST))
            continue;
          kept[i] = again = true;
          b->at.id = renumber (&r, b->at.id);
          b->at.index = renumber (&r, b->at.index);
          b->value = renumber (&r, b->value);
        }
    }
  uint32_t n = first;
  for (uint32_t i = first; i < s->bindings.n; i++)
    if (kept[i])
      s->bindings.v[n++] = s->bindings.v[i];
    else if (s->values.v[s->bindings.v[i].value].holds && !s->elsewhere)
      s->elsewhere = HOLDS_MAY;
  s->bindings.n = n;
  s->values.v = r.values.v;
  s->values.n = r.values.n;
  s->values.cap = r.values.cap;
  sort_bindings (s, 0, false);
}

uint64_t
state_key (const struct state *s)
{
  uint64_t h = s->life * 8 + (s->given ? 4 : 0) + (s->older ? 2 : 0);
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (s->values.v[b->value].holds != HOLDS_MUST)
        continue;
      uint64_t id = b->at.kind == LOCATION_DEREF ? s->values.v[b->at.id].birth
                                                 : b->at.id;
      h = (h ^ (b->at.kind + 4 * b->at.ctx)) * UINT64_C (0x9e3779b97f4a7c15);
      h = (h ^ id) * UINT64_C (0xff51afd7ed558ccd);
      h = (h ^ (uint64_t)b->at.off) * UINT64_C (0xc4ceb9fe1a85ec53);
    }
  /* The life first: states of different ones never join.  */
  return h >> 8 | (uint64_t)s->life << 60 | (uint64_t)s->given << 59;
}

/* --- Joining. ---  */

/* A's value, if any, and B's; NEXT: another pair of the same A.  */

struct pair
{
  value_id a, b, joined;
  uint32_t next;
};

struct joining
{
  const struct state *a, *b;
  struct state *to;
  VEC (struct pair) pairs; /* From 1.  */
  uint32_t *first;         /* Pair, by A.  */
};

/* Bounds that both are in, of few, so that this comes to an end.  */

static int64_t
below (int64_t n)
{
  return n >= 1 ? 1 : n >= 0 ? 0 : n >= -1 ? -1 : INT64_MIN;
}

static int64_t
above (int64_t n)
{
  return n <= -1 ? -1 : n <= 0 ? 0 : n <= 1 ? 1 : INT64_MAX;
}

static void
join_bounds (const struct value *x, const struct value *y, struct value *z)
{
  int64_t lowest_z = lowest (z->bits, z->is_signed);
  int64_t highest_z = highest (z->bits, z->is_signed);
  z->lo = x->lo == y->lo ? x->lo : below (x->lo < y->lo ? x->lo : y->lo);
  z->hi = x->hi == y->hi ? x->hi : above (x->hi > y->hi ? x->hi : y->hi);
  if (z->lo < lowest_z)
    z->lo = lowest_z;
  if (z->hi > highest_z)
    z->hi = highest_z;
  z->n_unequal = 0;
  for (unsigned i = 0; i < x->n_unequal; i++)
    if (excludes (y, x->unequal[i]) && !excludes (z, x->unequal[i]))
      z->unequal[z->n_unequal++] = x->unequal[i];
  /* Null is worth more than another bound.  */
  if (excludes (x, 0) && excludes (y, 0) && !excludes (z, 0)
      && z->n_unequal < N_UNEQUAL)
    {
      unsigned i = z->n_unequal++;
      for (; i > 0 && z->unequal[i - 1] > 0; i--)
        z->unequal[i] = z->unequal[i - 1];
      z->unequal[i] = 0;
    }
}

static enum holds
join_holds (unsigned x, unsigned y)
{
  return x == y ? (enum holds)x : HOLDS_MAY;
}

/* What VA and VB were joined to; or NO_VALUE.  */

static value_id
joined (const struct joining *j, value_id va, value_id vb)
{
  uint32_t i = j->first[va];
  while (i && j->pairs.v[i].b != vb)
    i = j->pairs.v[i].next;
  return i ? j->pairs.v[i].joined : NO_VALUE;
}

static const struct value nothing = { .lo = INT64_MIN, .hi = INT64_MAX };

/* What holds of A's value VA and of B's VB; NO_VALUE: one of which nothing is
   known.  */

static value_id
join_values (struct joining *j, value_id va, value_id vb)
{
  value_id known = joined (j, va, vb);
  if (known)
    return known;
  const struct value *x = va ? &j->a->values.v[va] : &nothing;
  const struct value *y = vb ? &j->b->values.v[vb] : &nothing;
  value_id a = NO_VALUE, b = NO_VALUE;
  unsigned op = OP_OPAQUE;
  if (va && vb && x->op && x->op == y->op && x->bits == y->bits)
    {
      op = x->op;
      a = join_values (j, x->a, y->a);
      b = x->b && y->b ? join_values (j, x->b, y->b) : NO_VALUE;
      if ((x->b && !y->b) || (!x->b && y->b))
        op = OP_OPAQUE;
    }
  bool same = va && vb && x->bits == y->bits && x->is_signed == y->is_signed;
  struct value *z = vec_push_in (j->to->arena, &j->to->values);
  *z = nothing;
  if (same)
    {
      z->bits = x->bits;
      z->is_signed = x->is_signed;
    }
  else if (va && vb)
    {
      /* A number and something else.  */
      const struct value *typed = x->bits ? x : y;
      z->bits = typed->bits;
      z->is_signed = typed->is_signed;
      if ((x->bits && y->bits) || x->lo < lowest (z->bits, z->is_signed)
          || y->lo < lowest (z->bits, z->is_signed)
          || x->hi > highest (z->bits, z->is_signed)
          || y->hi > highest (z->bits, z->is_signed))
        z->bits = 0;
    }
  else
    {
      z->bits = va ? x->bits : y->bits;
      z->is_signed = va ? x->is_signed : y->is_signed;
    }
  if (!same && (x->bits && y->bits))
    {
      z->lo = INT64_MIN;
      z->hi = INT64_MAX;
    }
  else
    join_bounds (x, y, z);
  z->birth = va ? x->birth : y->birth;
  if (x->birth != y->birth)
    z->birth |= UINT64_C (1) << 63;
  z->op = op;
  z->a = op ? a : NO_VALUE;
  z->b = op ? b : NO_VALUE;
  z->holds = join_holds (x->holds, y->holds);
  bool x_null = x->lo == 0 && x->hi == 0, y_null = y->lo == 0 && y->hi == 0;
  if (x->region == y->region || x_null || y_null)
    {
      const struct value *p = x_null ? y : x;
      z->region = va && vb ? p->region : NO_REGION;
    }
  if ((x->off_known && y->off_known && x->off == y->off)
      || (x->off_known && !y->holds && !y->region)
      || (y->off_known && !x->holds && !x->region))
    {
      z->off_known = true;
      z->off = x->off_known ? x->off : y->off;
    }
  if (!z->region && !z->holds)
    {
      z->off_known = false;
      z->off = 0;
    }
  z->old = va && vb && x->old && y->old;
  z->own = x->own && y->own;
  z->param = x->param && y->param;
  z->answer = x->answer && y->answer;
  z->asked = x->asked || y->asked;
  z->stale = x->stale || y->stale;
  z->meant = x->meant && y->meant;
  z->length = x->length && y->length;
  z->tested = x->tested || y->tested;
  z->blurred = x->blurred || y->blurred;
  z->masked = x->masked || y->masked;
  z->bits_asked = x->bits_asked | y->bits_asked;
  z->bits_vague = x->bits_vague | y->bits_vague;
  z->ones = x->ones & y->ones;
  z->zeros = x->zeros & y->zeros;
  z->vague = x->vague || y->vague;
  struct pair p = { va, vb, j->to->values.n - 1, j->first[va] };
  j->first[va] = j->pairs.n;
  *vec_push_in (j->to->arena, &j->pairs) = p;
  return p.joined;
}

static void
join_into (struct joining *j, struct location at, value_id va, value_id vb)
{
  value_id v = join_values (j, va, vb);
  struct binding b = { at, v, 0 };
  *vec_push_in (j->to->arena, &j->to->bindings) = b;
}

/* X has a value for a location that the other has none for.  */

static void
join_one (struct joining *j, const struct state *s, const struct binding *x,
          bool first)
{
  const struct value *v = &s->values.v[x->value];
  if (!v->holds
      && (x->at.kind == LOCATION_NAME || v->old || x->at.loose || x->at.index))
    return;
  struct location at = x->at;
  if (at.index)
    {
      at.index = NO_VALUE;
      at.loose = true;
    }
  if (at.kind == LOCATION_DEREF)
    at.id = first ? join_values (j, at.id, NO_VALUE)
                  : join_values (j, NO_VALUE, at.id);
  join_into (j, at, first ? x->value : NO_VALUE, first ? NO_VALUE : x->value);
}

/* Do A's X and B's Y lie behind what is the same pointer in both?  */

static bool
is_same_place (struct joining *j, const struct binding *x,
               const struct binding *y)
{
  if (x->at.off != y->at.off || x->at.size != y->at.size
      || x->at.loose != y->at.loose || !x->at.index != !y->at.index)
    return false;
  if (x->at.kind != LOCATION_DEREF)
    return x->at.id == y->at.id && x->at.ctx == y->at.ctx;
  return joined (j, x->at.id, y->at.id)
         || j->a->values.v[x->at.id].birth == j->b->values.v[y->at.id].birth;
}

static void
join_both (struct joining *j, const struct binding *x, const struct binding *y)
{
  struct location at = x->at;
  if (at.kind == LOCATION_DEREF)
    at.id = join_values (j, x->at.id, y->at.id);
  if (at.index)
    at.index = join_values (j, x->at.index, y->at.index);
  join_into (j, at, x->value, y->value);
}

/* Names and cells, which are sorted.  */

static void
join_sorted (struct joining *j, uint32_t *at_a, uint32_t *at_b)
{
  const struct state *a = j->a, *b = j->b;
  uint32_t i = 0, k = 0;
  for (;;)
    {
      const struct binding *x
          = i < a->bindings.n && a->bindings.v[i].at.kind != LOCATION_DEREF
                ? &a->bindings.v[i]
                : NULL;
      const struct binding *y
          = k < b->bindings.n && b->bindings.v[k].at.kind != LOCATION_DEREF
                ? &b->bindings.v[k]
                : NULL;
      if (!x && !y)
        break;
      struct location l, m;
      int order = !x ? 1 : !y ? -1 : 0;
      if (x && y)
        {
          l = x->at;
          m = y->at;
          if (l.index && m.index)
            l.index = m.index = 1;
          order = compare_locations (&l, &m);
        }
      if (order == 0)
        join_both (j, x, y);
      else if (order < 0)
        join_one (j, a, x, true);
      else
        join_one (j, b, y, false);
      i += order <= 0;
      k += order >= 0;
    }
  *at_a = i;
  *at_b = k;
}

static void
join_behind (struct joining *j, uint32_t first_a, uint32_t first_b)
{
  const struct state *a = j->a, *b = j->b;
  bool *done = arena_alloc (j->to->arena, (b->bindings.n + 1) * sizeof *done);
  for (uint32_t i = first_a; i < a->bindings.n; i++)
    {
      bool found = false;
      for (uint32_t k = first_b; k < b->bindings.n && !found; k++)
        if (!done[k] && is_same_place (j, &a->bindings.v[i], &b->bindings.v[k]))
          {
            join_both (j, &a->bindings.v[i], &b->bindings.v[k]);
            done[k] = found = true;
          }
      if (!found)
        join_one (j, a, &a->bindings.v[i], true);
    }
  for (uint32_t k = first_b; k < b->bindings.n; k++)
    if (!done[k])
      join_one (j, b, &b->bindings.v[k], false);
}

/* No two bindings of one location: the weaker of both stands.  */

static void
merge_equal (struct state *s)
{
  sort_bindings (s, 0, false);
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (n
        && compare_locations (&s->bindings.v[n - 1].at, &s->bindings.v[i].at)
               == 0)
      s->bindings.v[n - 1].value = state_weaken (s, s->bindings.v[n - 1].value,
                                                 s->bindings.v[i].value, 1);
    else
      s->bindings.v[n++] = s->bindings.v[i];
  s->bindings.n = n;
}

_Static_assert(offsetof (struct value, zero) + 1 == sizeof (struct value)
                   && offsetof (struct binding, zero) + 4
                          == sizeof (struct binding),
               "padding is never equal");

static bool
is_equal (const struct state *a, const struct state *b)
{
  return a->elsewhere == b->elsewhere && a->stirred == b->stirred
         && a->older == b->older && a->doubt == b->doubt && a->given == b->given
         && a->bindings.n == b->bindings.n && a->values.n == b->values.n
         && (!a->bindings.n
             || !memcmp (a->bindings.v, b->bindings.v,
                         a->bindings.n * sizeof *a->bindings.v))
         && !memcmp (a->values.v, b->values.v,
                     a->values.n * sizeof *a->values.v);
}

bool
state_join (struct state *into, const struct state *from)
{
  if (is_equal (into, from))
    return false;
  struct state *to = state_new_state (from->arena, into->word,
                                      into->bindings.n + from->bindings.n,
                                      into->values.n + from->values.n);
  to->life = into->life;
  to->elsewhere = join_holds (into->elsewhere, from->elsewhere);
  to->given = into->given || from->given;
  to->stirred = into->stirred || from->stirred;
  to->older = into->older || from->older;
  to->doubt = into->doubt || from->doubt;
  to->around = into->around || from->around;
  struct joining j = { into, from, to, { NULL, 0, 0 }, NULL };
  j.first = arena_alloc (to->arena, into->values.n * sizeof *j.first);
  memset (vec_push_in (to->arena, &j.pairs), 0, sizeof *j.pairs.v);
  uint32_t i, k;
  join_sorted (&j, &i, &k);
  join_behind (&j, i, k);
  merge_equal (to);
  state_normalise (to);
  if (is_equal (into, to))
    return false;
  struct state old = *into;
  *into = *to;
  into->arena = old.arena;
  if (to->bindings.n <= old.bindings.cap && to->values.n <= old.values.cap)
    {
      into->bindings = old.bindings;
      into->values = old.values;
      state_copy_contents (into, to);
    }
  else
    *into = *state_copy (old.arena, to);
  return true;
}
