/* States of the flow engine, and their values and locations: see state.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "values.h"

#include <string.h>

/* More locations than this are not remembered.  */
#define MAX_BINDINGS 160
#define MAX_VALUES 150

/* Room that a copy has for more of either.  */
#define SPARE 8

/* --- Values. ---  */

/* S's arrays are new, of N_BINDINGS and N_VALUES.  */

static void
make_room (struct state *s, uint32_t n_bindings, uint32_t n_values)
{
  s->bindings.cap = n_bindings;
  s->bindings.v = arena_take (s->arena, n_bindings * sizeof *s->bindings.v);
  s->values.cap = n_values;
  s->values.v = arena_take (s->arena, n_values * sizeof *s->values.v);
}

struct state *
state_new_state (struct arena *arena, unsigned word, uint32_t n_bindings,
                 uint32_t n_values)
{
  struct state *s = arena_alloc (arena, sizeof *s);
  s->arena = arena;
  s->word = (uint16_t)word;
  make_room (s, n_bindings, n_values);
  memset (vec_push_in (arena, &s->values), 0, sizeof (struct value));
  return s;
}

struct state *
state_new (struct arena *arena, unsigned word)
{
  return state_new_state (arena, word, SPARE, SPARE);
}

/* What is in FROM into S, which has room for it.  */

void
state_copy_contents (struct state *s, const struct state *from)
{
  s->bindings.n = from->bindings.n;
  s->values.n = from->values.n;
  if (s->bindings.n)
    memcpy (s->bindings.v, from->bindings.v,
            s->bindings.n * sizeof *s->bindings.v);
  memcpy (s->values.v, from->values.v, s->values.n * sizeof *s->values.v);
}

struct state *
state_copy (struct arena *arena, const struct state *from)
{
  struct state *s = arena_alloc (arena, sizeof *s);
  *s = *from;
  s->arena = arena;
  make_room (s, from->bindings.n + SPARE, from->values.n + SPARE);
  state_copy_contents (s, from);
  return s;
}

value_id
state_value (struct state *s, uint64_t birth, unsigned bits, bool is_signed)
{
  if (s->values.n >= MAX_VALUES)
    s->doubt = true;
  struct value *v = vec_push_in (s->arena, &s->values);
  memset (v, 0, sizeof *v);
  v->birth = birth;
  v->bits = bits;
  v->is_signed = is_signed;
  v->lo = lowest (bits, is_signed);
  v->hi = highest (bits, is_signed);
  return s->values.n - 1;
}

value_id
state_number (struct state *s, int64_t number)
{
  for (value_id v = 1; v < s->values.n; v++)
    if (s->values.v[v].lo == number && s->values.v[v].hi == number
        && s->values.v[v].birth == 0)
      return v;
  value_id v = state_value (s, 0, 0, true);
  s->values.v[v].lo = s->values.v[v].hi = number;
  s->values.v[v].old = true;
  return v;
}

bool
state_is_number (const struct state *s, value_id v, int64_t *number)
{
  const struct value *x = &s->values.v[v];
  if (!v || x->lo != x->hi)
    return false;
  *number = x->lo;
  return true;
}

/* V is not NUMBER.  False: it can be nothing else.  */

bool
state_exclude (struct state *s, struct value *v, int64_t number)
{
  if (excludes (v, number))
    return true;
  if (v->lo == number && v->hi == number)
    return false;
  if (v->lo == number)
    v->lo++;
  else if (v->hi == number)
    v->hi--;
  else if (v->n_unequal < N_UNEQUAL)
    {
      unsigned i = v->n_unequal++;
      for (; i > 0 && v->unequal[i - 1] > number; i--)
        v->unequal[i] = v->unequal[i - 1];
      v->unequal[i] = number;
      return true;
    }
  else
    v->blurred = true;
  (void)s;
  while (v->lo < v->hi && excludes (v, v->lo))
    v->lo++;
  while (v->lo < v->hi && excludes (v, v->hi))
    v->hi--;
  return !excludes (v, v->lo);
}

bool
state_limit (struct value *v, int64_t lo, int64_t hi)
{
  if (lo > v->lo)
    v->lo = lo;
  if (hi < v->hi)
    v->hi = hi;
  if (v->lo > v->hi)
    return false;
  unsigned n = 0;
  for (unsigned i = 0; i < v->n_unequal; i++)
    if (v->unequal[i] >= v->lo && v->unequal[i] <= v->hi)
      v->unequal[n++] = v->unequal[i];
  for (unsigned i = n; i < v->n_unequal; i++)
    v->unequal[i] = 0;
  v->n_unequal = n;
  for (unsigned i = 0; i < v->n_unequal; i++)
    {
      if (v->unequal[i] == v->lo)
        v->lo++;
      if (v->unequal[v->n_unequal - 1 - i] == v->hi)
        v->hi--;
    }
  return v->lo <= v->hi;
}

/* The value that is A OP B, if there is one.  */

static value_id
find_expression (const struct state *s, unsigned op, value_id a, value_id b,
                 unsigned bits, bool is_signed)
{
  for (value_id v = 1; v < s->values.n; v++)
    {
      const struct value *x = &s->values.v[v];
      if (x->op == op && x->a == a && x->b == b && x->bits == bits
          && x->is_signed == is_signed)
        return v;
    }
  return NO_VALUE;
}

value_id
state_expression (struct state *s, unsigned op, value_id a, value_id b,
                  unsigned bits, bool is_signed)
{
  value_id v = find_expression (s, op, a, b, bits, is_signed);
  if (v)
    return v;
  uint64_t birth
      = (s->values.v[a].birth * 31 + s->values.v[b].birth) * 64 + op + 1;
  v = state_value (s, birth, bits, is_signed);
  struct value *x = &s->values.v[v];
  x->op = op;
  x->a = a;
  x->b = b;
  x->old = s->values.v[a].old && (!b || s->values.v[b].old);
  x->param = s->values.v[a].param
             && (!b || s->values.v[b].param
                 || s->values.v[b].lo == s->values.v[b].hi);
  return v;
}

value_id
state_address (struct state *s, region_id region, int64_t off, bool own)
{
  for (value_id v = 1; v < s->values.n; v++)
    {
      const struct value *x = &s->values.v[v];
      if (x->region == region && x->off == off && x->off_known && !x->stale
          && excludes (x, 0))
        return v;
    }
  value_id v
      = state_value (s, (uint64_t)region << 32 | (uint32_t)off, s->word, false);
  struct value *x = &s->values.v[v];
  x->region = region;
  x->off = off;
  x->off_known = true;
  x->own = own;
  x->holds = region == REGION_OBJECT ? HOLDS_MUST : HOLDS_NO;
  state_exclude (s, x, 0);
  return v;
}

/* NUMBER as one of BITS.  */

int64_t
state_wrap (int64_t number, unsigned bits, bool is_signed)
{
  if (bits == 0 || bits >= 64)
    return number;
  uint64_t mask = (UINT64_C (1) << bits) - 1;
  uint64_t n = (uint64_t)number & mask;
  if (is_signed && n >> (bits - 1))
    n |= ~mask;
  return (int64_t)n;
}

static bool
compute (enum skel_op op, int64_t a, int64_t b, int64_t *result)
{
  uint64_t x = a, y = b;
  switch (op)
    {
    case OP_ADD:
      *result = (int64_t)(x + y);
      return true;
    case OP_SUB:
      *result = (int64_t)(x - y);
      return true;
    case OP_MUL:
      *result = (int64_t)(x * y);
      return true;
    case OP_AND:
      *result = a & b;
      return true;
    case OP_OR:
      *result = a | b;
      return true;
    case OP_XOR:
      *result = a ^ b;
      return true;
    case OP_SHL:
      *result = y < 64 ? (int64_t)(x << y) : 0;
      return y < 64;
    case OP_SHR:
      *result = y < 64 && a >= 0 ? a >> y : 0;
      return y < 64 && a >= 0;
    default:
      return false;
    }
}

/* A + B as near as it can be.  OUT is set if it is another number.  */

static int64_t
add_saturating (int64_t a, int64_t b, bool *out)
{
  int64_t sum;
  if (!__builtin_add_overflow (a, b, &sum))
    return sum;
  *out = true;
  return b > 0 ? INT64_MAX : INT64_MIN;
}

/* TO, which is not limited so far, is something in X and something in LO .. HI
   added.  Nothing is said of what may leave its bounds, but that a signed number
   does not, where no doubt is to be left: KEPT.  */

static void
add_range (const struct value *x, int64_t lo, int64_t hi, bool kept,
           struct value *to)
{
  bool out = false;
  int64_t least = add_saturating (x->lo, lo, &out),
          most = add_saturating (x->hi, hi, &out);
  out |= least < to->lo || most > to->hi;
  if (least > to->hi || most < to->lo || (out && !(kept && to->is_signed)))
    return;
  for (unsigned i = 0; i < x->n_unequal && lo == hi; i++)
    {
      bool none = false;
      int64_t n = add_saturating (x->unequal[i], lo, &none);
      if (!none)
        to->unequal[to->n_unequal++] = n;
    }
  state_limit (to, least, most);
}

bool
state_is_displacement (const struct state *s, value_id v, int64_t *bytes)
{
  if (!state_is_number (s, v, bytes))
    return false;
  *bytes = state_wrap (*bytes, s->word, true);
  return *bytes < (INT64_C (1) << 40) && *bytes > -(INT64_C (1) << 40);
}

/* The pointer FROM displaced by BY bytes.  */

static void
displace (struct state *s, value_id to, value_id from, value_id by)
{
  int64_t k = 0;
  struct value *x = &s->values.v[to];
  const struct value *p = &s->values.v[from];
  x->region = p->region;
  x->holds = p->holds;
  x->off_known = p->off_known && state_is_displacement (s, by, &k);
  x->off = x->off_known ? p->off + k * 8 : 0;
  if ((p->region || p->holds) && excludes (p, 0))
    state_exclude (s, x, 0);
}

/* Bits of a number that are known to be 1, and to be 0.  */

struct known
{
  uint64_t ones, zeros;
};

/* What is known of A OP B.  */

static struct known
known_result (enum skel_op op, struct known a, struct known b)
{
  struct known k = { 0, 0 };
  switch (op)
    {
    case OP_AND:
      k.ones = a.ones & b.ones;
      k.zeros = a.zeros | b.zeros;
      break;
    case OP_OR:
      k.ones = a.ones | b.ones;
      k.zeros = a.zeros & b.zeros;
      break;
    case OP_XOR:
      k.ones = (a.ones & b.zeros) | (a.zeros & b.ones);
      k.zeros = (a.ones & b.ones) | (a.zeros & b.zeros);
      break;
    default:
      break;
    }
  return k;
}

/* Operations that are looked into for it.  */
#define MAX_KNOWN 6

static struct known
known_bits (const struct state *s, value_id v, unsigned depth)
{
  const struct value *x = &s->values.v[v];
  struct known k = { 0, 0 };
  if (x->lo == x->hi)
    return (struct known){ (uint64_t)x->lo, ~(uint64_t)x->lo };
  if (x->bits == 0)
    return k;
  if (x->lo >= 0)
    k.zeros = x->hi ? ~(UINT64_MAX >> __builtin_clzll ((uint64_t)x->hi))
                    : UINT64_MAX;
  k.ones |= x->ones;
  k.zeros |= x->zeros;
  if (depth == 0 || (x->op != OP_AND && x->op != OP_OR && x->op != OP_XOR))
    return k;
  struct known of
      = known_result ((enum skel_op)x->op, known_bits (s, x->a, depth - 1),
                      known_bits (s, x->b, depth - 1));
  uint64_t width = UINT64_MAX >> (x->bits < 64 ? 64 - x->bits : 0);
  k.ones |= of.ones & width;
  k.zeros |= of.zeros & width;
  return k;
}

value_id
state_arith (struct state *s, enum skel_op op, value_id a, value_id b,
             unsigned bits, bool is_signed)
{
  int64_t x = 0, y = 0, result = 0;
  bool x_known = state_is_number (s, a, &x),
       y_known = state_is_number (s, b, &y);
  if (x_known && y_known && compute (op, x, y, &result))
    return state_number (s, state_wrap (result, bits, is_signed));
  if (op == OP_SUB && y_known && y != INT64_MIN)
    {
      op = OP_ADD;
      b = state_number (s, -y);
      y = -y;
    }
  if (x_known && !y_known
      && (op == OP_ADD || op == OP_AND || op == OP_OR || op == OP_XOR
          || op == OP_MUL))
    {
      value_id t = a;
      a = b;
      b = t;
      y = x;
      y_known = true;
    }
  if (op >= OP_EQ)
    {
      enum truth t = state_test (s, a, op, b);
      if (t != TRUTH_OPEN)
        return state_number (s, t == TRUTH_ALWAYS);
    }
  if (y_known && y == 0 && (op == OP_ADD || op == OP_OR || op == OP_XOR))
    return state_convert (s, a, bits, is_signed);
  if (y_known && y == 0 && (op == OP_AND || op == OP_MUL))
    return b;
  /* A mask that takes nothing away; all ones already.  */
  if (y_known && y > 0 && op == OP_AND && (y & (y + 1)) == 0
      && s->values.v[a].lo >= 0 && s->values.v[a].hi <= y)
    return state_convert (s, a, bits, is_signed);
  if (y_known && y == 1 && op == OP_OR && bits == 1)
    return b;
  if (a == b && (op == OP_SUB || op == OP_XOR))
    return state_number (s, 0);
  if (a == b && (op == OP_AND || op == OP_OR))
    return state_convert (s, a, bits, is_signed);
  if (op == OP_AND || op == OP_OR || op == OP_XOR)
    {
      struct known k = known_result (op, known_bits (s, a, MAX_KNOWN),
                                     known_bits (s, b, MAX_KNOWN));
      uint64_t width = UINT64_MAX >> (bits && bits < 64 ? 64 - bits : 0);
      if (((k.ones | k.zeros) & width) == width)
        return state_number (s, state_wrap ((int64_t)k.ones, bits, is_signed));
    }
  /* (N | 4) & 1 is N & 1.  */
  const struct value *in = &s->values.v[a];
  if (op == OP_AND && y_known && in->op == OP_OR && in->bits == bits
      && state_is_number (s, in->b, &x) && !(x & y))
    return state_arith (s, OP_AND, in->a, b, bits, is_signed);
  /* (P + 1) + 2 is P + 3.  */
  if (op == OP_ADD && y_known && s->values.v[a].op == OP_ADD
      && s->values.v[a].bits == bits
      && state_is_number (s, s->values.v[a].b, &x)
      && !__builtin_add_overflow (x, y, &result))
    return state_arith (s, OP_ADD, s->values.v[a].a, state_number (s, result),
                        bits, is_signed);
  value_id v = find_expression (s, op, a, b, bits, is_signed);
  if (v)
    return v;
  v = state_expression (s, op, a, b, bits, is_signed);
  struct value *to = &s->values.v[v];
  const struct value *from = &s->values.v[a];
  if (op >= OP_EQ)
    {
      to->lo = 0;
      to->hi = 1;
    }
  else if (op == OP_ADD && y_known)
    {
      add_range (from, y, y, s->whole, to);
      if (bits == s->word)
        displace (s, v, a, b);
    }
  else if (op == OP_AND && y_known && y >= 0)
    {
      to->lo = 0;
      to->hi = from->lo >= 0 && from->hi < y ? from->hi : y;
    }
  else if ((op == OP_AND || op == OP_OR || op == OP_XOR) && bits == 1)
    {
      to->lo = 0;
      to->hi = 1;
    }
  else if (op == OP_MUL && y_known && y > 0 && from->lo >= 0
           && from->hi <= highest (bits, is_signed) / y)
    {
      to->lo = from->lo * y;
      to->hi = from->hi * y;
    }
  else if (op == OP_ADD)
    add_range (from, s->values.v[b].lo, s->values.v[b].hi, s->whole, to);
  else if (op == OP_SUB && s->values.v[b].lo != INT64_MIN)
    add_range (from, -s->values.v[b].hi, -s->values.v[b].lo, s->whole, to);
  if (bits == s->word && !(op == OP_ADD && y_known) && op < OP_EQ)
    {
      const struct value *other = &s->values.v[b];
      if (from->holds || other->holds)
        to->holds = HOLDS_MAY;
      if (op == OP_ADD)
        {
          /* Somewhere in the same object.  */
          const struct value *p = from->region || from->holds ? from : other;
          to->region = p->region;
          to->holds = p->holds;
          if ((p->region || p->holds) && excludes (p, 0))
            state_exclude (s, to, 0);
        }
    }
  return v;
}

/* Is X a number without sign, as wide as there are, whose upper bound is not
   known?  That can be more than what bounds are kept in has room for.  */

static bool
may_be_huge (const struct value *x)
{
  return x->bits == 64 && !x->is_signed && x->hi == INT64_MAX && !x->region
         && !x->holds && !x->own;
}

value_id
state_convert (struct state *s, value_id v, unsigned bits, bool is_signed)
{
  const struct value *from = &s->values.v[v];
  if (from->bits == bits && from->is_signed == is_signed)
    return v;
  /* There and back.  */
  if (from->op == VALUE_CONVERTED && from->bits >= bits
      && s->values.v[from->a].bits == bits
      && s->values.v[from->a].is_signed == is_signed)
    return from->a;
  bool wraps = is_signed && bits == 64 && may_be_huge (from);
  if (bits == 0)
    return state_expression (s, VALUE_CONVERTED, v, NO_VALUE, bits, is_signed);
  if (from->lo == from->hi)
    return state_number (s, state_wrap (from->lo, bits, is_signed));
  if (from->bits && !wraps && from->lo >= lowest (bits, is_signed)
      && from->hi <= highest (bits, is_signed)
      && (from->bits == 64 || bits < 64 || is_signed || from->lo >= 0))
    return v;
  bool same = from->bits == s->word && bits == s->word && !wraps;
  value_id to
      = find_expression (s, VALUE_CONVERTED, v, NO_VALUE, bits, is_signed);
  if (to)
    return to;
  to = state_expression (s, VALUE_CONVERTED, v, NO_VALUE, bits, is_signed);
  from = &s->values.v[v];
  struct value *x = &s->values.v[to];
  x->length = from->length;
  if (same)
    {
      x->region = from->region;
      x->holds = from->holds;
      x->off = from->off;
      x->off_known = from->off_known;
      x->n_unequal = from->n_unequal;
      for (unsigned i = 0; i < from->n_unequal; i++)
        x->unequal[i] = state_wrap (from->unequal[i], bits, is_signed);
      /* Bounds on one side of the sign only are bounds on the other.  */
      if (bits == 64
          || (from->lo >= lowest (bits, is_signed)
              && from->hi <= highest (bits, is_signed)))
        {
          x->lo = from->lo;
          x->hi = from->hi;
        }
      else if (from->lo > 0)
        state_exclude (s, x, 0);
    }
  else if (from->holds)
    x->holds = HOLDS_MAY;
  return to;
}

value_id
state_weaken (struct state *s, value_id value, value_id other, uint64_t birth)
{
  if (value == other)
    return value;
  struct value v = s->values.v[value];
  enum holds h = other ? (enum holds)s->values.v[other].holds : HOLDS_NO;
  if (!v.holds && !h && v.birth == birth && !v.op && !v.old
      && v.lo == lowest (v.bits, v.is_signed)
      && v.hi == highest (v.bits, v.is_signed) && !v.n_unequal && !v.region)
    return value;
  value_id w = state_value (s, birth, v.bits, v.is_signed);
  struct value *x = &s->values.v[w];
  x->holds = v.holds == HOLDS_MUST && h == HOLDS_MUST ? HOLDS_MUST
             : v.holds || h                           ? HOLDS_MAY
                                                      : HOLDS_NO;
  x->old = v.old && other && s->values.v[other].old;
  x->stale = v.stale;
  x->vague = v.tested || v.vague || v.blurred || v.lo == v.hi;
  x->bits_vague = v.bits_vague | v.bits_asked;
  return w;
}

/* --- Locations. ---  */

/* The first binding that is not before AT.  */

static uint32_t
lower_bound (const struct state *s, const struct location *at)
{
  uint32_t lo = 0, hi = s->bindings.n;
  while (lo < hi)
    {
      uint32_t mid = (lo + hi) / 2;
      if (compare_locations (&s->bindings.v[mid].at, at) < 0)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}

struct binding *
state_find (const struct state *s, const struct location *at)
{
  uint32_t i = lower_bound (s, at);
  return i < s->bindings.n && compare_locations (&s->bindings.v[i].at, at) == 0
             ? &s->bindings.v[i]
             : NULL;
}

void
state_bind (struct state *s, struct location at, value_id v)
{
  uint32_t i = lower_bound (s, &at);
  if (i < s->bindings.n && compare_locations (&s->bindings.v[i].at, &at) == 0)
    {
      s->bindings.v[i].value = v;
      return;
    }
  if (s->bindings.n >= MAX_BINDINGS && !s->whole)
    {
      if (s->values.v[v].holds && s->elsewhere == HOLDS_NO)
        s->elsewhere = HOLDS_MAY;
      s->stirred = true;
      return;
    }
  if (s->bindings.n >= 4 * MAX_BINDINGS)
    s->doubt = true;
  vec_push_in (s->arena, &s->bindings);
  memmove (&s->bindings.v[i + 1], &s->bindings.v[i],
           (s->bindings.n - 1 - i) * sizeof *s->bindings.v);
  struct binding b = { at, v, 0 };
  s->bindings.v[i] = b;
}

void
state_unbind (struct state *s, uint32_t i)
{
  s->bindings.n--;
  memmove (&s->bindings.v[i], &s->bindings.v[i + 1],
           (s->bindings.n - i) * sizeof *s->bindings.v);
}

bool
state_holds_none (const struct state *s)
{
  if (s->elsewhere)
    return false;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->values.v[s->bindings.v[i].value].holds)
      return false;
  return true;
}
