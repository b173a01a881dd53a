/* States of the flow engine: see state.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "state.h"

#include <string.h>

/* More locations than this are not remembered.  */
#define MAX_BINDINGS 160
#define MAX_VALUES 150

/* Room that a copy has for more of either.  */
#define SPARE 8

/* --- Values. ---  */

static int64_t
lowest (unsigned bits, bool is_signed)
{
  if (bits == 0 || bits >= 64)
    return INT64_MIN;
  return is_signed ? -(INT64_C (1) << (bits - 1)) : 0;
}

static int64_t
highest (unsigned bits, bool is_signed)
{
  if (bits == 0 || bits >= 64)
    return INT64_MAX;
  return is_signed ? (INT64_C (1) << (bits - 1)) - 1
                   : (int64_t)((UINT64_C (1) << bits) - 1);
}

/* S's arrays are new, of N_BINDINGS and N_VALUES.  */

static void
make_room (struct state *s, uint32_t n_bindings, uint32_t n_values)
{
  s->bindings.cap = n_bindings;
  s->bindings.v = arena_take (s->arena, n_bindings * sizeof *s->bindings.v);
  s->values.cap = n_values;
  s->values.v = arena_take (s->arena, n_values * sizeof *s->values.v);
}

static struct state *
new_state (struct arena *arena, unsigned word, uint32_t n_bindings,
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
  return new_state (arena, word, SPARE, SPARE);
}

/* What is in FROM into S, which has room for it.  */

static void
copy_contents (struct state *s, const struct state *from)
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
  copy_contents (s, from);
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

static bool
excludes (const struct value *v, int64_t number)
{
  if (number < v->lo || number > v->hi)
    return true;
  for (unsigned i = 0; i < v->n_unequal; i++)
    if (v->unequal[i] == number)
      return true;
  return false;
}

/* V is not NUMBER.  False: it can be nothing else.  */

static bool
exclude (struct state *s, struct value *v, int64_t number)
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

static bool
limit (struct value *v, int64_t lo, int64_t hi)
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

static value_id
expression (struct state *s, unsigned op, value_id a, value_id b, unsigned bits,
            bool is_signed)
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
  exclude (s, x, 0);
  return v;
}

/* NUMBER as one of BITS.  */

static int64_t
wrap (int64_t number, unsigned bits, bool is_signed)
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
  limit (to, least, most);
}

bool
state_is_displacement (const struct state *s, value_id v, int64_t *bytes)
{
  if (!state_is_number (s, v, bytes))
    return false;
  *bytes = wrap (*bytes, s->word, true);
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
    exclude (s, x, 0);
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
    return state_number (s, wrap (result, bits, is_signed));
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
        return state_number (s, wrap ((int64_t)k.ones, bits, is_signed));
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
  v = expression (s, op, a, b, bits, is_signed);
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
            exclude (s, to, 0);
        }
    }
  return v;
}

value_id
state_convert (struct state *s, value_id v, unsigned bits, bool is_signed)
{
  const struct value *from = &s->values.v[v];
  if (from->bits == bits && from->is_signed == is_signed)
    return v;
  if (bits == 0)
    return expression (s, VALUE_CONVERTED, v, NO_VALUE, bits, is_signed);
  if (from->lo == from->hi)
    return state_number (s, wrap (from->lo, bits, is_signed));
  if (from->bits && from->lo >= lowest (bits, is_signed)
      && from->hi <= highest (bits, is_signed)
      && (from->bits == 64 || bits < 64 || is_signed || from->lo >= 0))
    return v;
  bool same = from->bits == s->word && bits == s->word;
  value_id to
      = find_expression (s, VALUE_CONVERTED, v, NO_VALUE, bits, is_signed);
  if (to)
    return to;
  to = expression (s, VALUE_CONVERTED, v, NO_VALUE, bits, is_signed);
  from = &s->values.v[v];
  struct value *x = &s->values.v[to];
  x->length = from->length;
  if (same)
    {
      x->lo = from->lo;
      x->hi = from->hi;
      x->n_unequal = from->n_unequal;
      memcpy (x->unequal, from->unequal, sizeof x->unequal);
      x->region = from->region;
      x->holds = from->holds;
      x->off = from->off;
      x->off_known = from->off_known;
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
  return w;
}

/* --- Comparing. ---  */

enum skel_op
op_negation (enum skel_op op)
{
  switch (op)
    {
    case OP_EQ:
      return OP_NE;
    case OP_NE:
      return OP_EQ;
    case OP_LT:
      return OP_GE;
    case OP_GE:
      return OP_LT;
    case OP_LE:
      return OP_GT;
    case OP_GT:
      return OP_LE;
    default:
      return OP_OPAQUE;
    }
}

static enum skel_op
op_mirror (enum skel_op op)
{
  switch (op)
    {
    case OP_LT:
      return OP_GT;
    case OP_GT:
      return OP_LT;
    case OP_LE:
      return OP_GE;
    case OP_GE:
      return OP_LE;
    default:
      return op;
    }
}

static enum truth
negated (enum truth t)
{
  return t == TRUTH_OPEN ? t : t == TRUTH_ALWAYS ? TRUTH_NEVER : TRUTH_ALWAYS;
}

/* Does the order of signed numbers say which of them is less?  */

static bool
is_ordered (const struct value *a, const struct value *b)
{
  bool wide
      = (a->bits == 64 && !a->is_signed) || (b->bits == 64 && !b->is_signed);
  return !wide || (a->lo >= 0 && b->lo >= 0);
}

/* Are A and B the same?  */

static enum truth
test_equal (const struct state *s, value_id va, value_id vb)
{
  const struct value *a = &s->values.v[va], *b = &s->values.v[vb];
  if (va == vb)
    return TRUTH_ALWAYS;
  if (a->lo > b->hi || a->hi < b->lo)
    return TRUTH_NEVER;
  if (a->lo == a->hi)
    {
      if (b->lo == b->hi)
        return TRUTH_ALWAYS;
      return excludes (b, a->lo) ? TRUTH_NEVER : TRUTH_OPEN;
    }
  if (b->lo == b->hi)
    return excludes (a, b->lo) ? TRUTH_NEVER : TRUTH_OPEN;
  bool there = excludes (a, 0) || excludes (b, 0);
  if (a->region && b->region && there)
    {
      if (a->region != b->region)
        return TRUTH_NEVER;
      if (a->off_known && b->off_known)
        {
          if (a->off != b->off)
            return TRUTH_NEVER;
          return excludes (a, 0) && excludes (b, 0) ? TRUTH_ALWAYS : TRUTH_OPEN;
        }
      return TRUTH_OPEN;
    }
  if ((a->old && b->own && excludes (b, 0))
      || (b->old && a->own && excludes (a, 0)))
    return TRUTH_NEVER;
  if ((a->holds == HOLDS_MUST && b->holds == HOLDS_NO)
      || (b->holds == HOLDS_MUST && a->holds == HOLDS_NO))
    return TRUTH_NEVER;
  if (a->holds == HOLDS_MUST && b->holds == HOLDS_MUST && a->off_known
      && b->off_known)
    return a->off == b->off ? TRUTH_ALWAYS : TRUTH_NEVER;
  return TRUTH_OPEN;
}

/* What an expression that is there says of it.  */

static enum truth
test_known (const struct state *s, value_id a, enum skel_op op, value_id b)
{
  for (value_id v = 1; v < s->values.n; v++)
    {
      const struct value *x = &s->values.v[v];
      if (x->op < OP_EQ || x->op > OP_GE || (x->lo == 0 && x->hi != 0))
        continue;
      enum skel_op has;
      if (x->a == a && x->b == b)
        has = (enum skel_op)x->op;
      else if (x->a == b && x->b == a)
        has = op_mirror ((enum skel_op)x->op);
      else
        continue;
      if (excludes (x, 1))
        has = op_negation (has);
      else if (!excludes (x, 0))
        continue;
      /* HAS holds.  */
      if (has == op)
        return TRUTH_ALWAYS;
      if (has == op_negation (op))
        return TRUTH_NEVER;
      if (has == OP_EQ)
        return op == OP_LE || op == OP_GE ? TRUTH_ALWAYS : TRUTH_NEVER;
      if (has == OP_LT && (op == OP_LE || op == OP_NE))
        return TRUTH_ALWAYS;
      if (has == OP_GT && (op == OP_GE || op == OP_NE))
        return TRUTH_ALWAYS;
      if ((has == OP_LT && (op == OP_GT || op == OP_EQ))
          || (has == OP_GT && (op == OP_LT || op == OP_EQ)))
        return TRUTH_NEVER;
    }
  return TRUTH_OPEN;
}

enum truth
state_test (const struct state *s, value_id a, enum skel_op op, value_id b)
{
  const struct value *x = &s->values.v[a], *y = &s->values.v[b];
  enum truth t = TRUTH_OPEN;
  switch (op)
    {
    case OP_EQ:
      t = test_equal (s, a, b);
      break;
    case OP_NE:
      t = negated (test_equal (s, a, b));
      break;
    case OP_LT:
    case OP_GE:
      if (a == b)
        t = TRUTH_NEVER;
      else if (is_ordered (x, y))
        t = x->hi < y->lo    ? TRUTH_ALWAYS
            : x->lo >= y->hi ? TRUTH_NEVER
                             : TRUTH_OPEN;
      if (op == OP_GE)
        t = negated (t);
      break;
    case OP_GT:
    case OP_LE:
      if (a == b)
        t = TRUTH_NEVER;
      else if (is_ordered (x, y))
        t = x->lo > y->hi    ? TRUTH_ALWAYS
            : x->hi <= y->lo ? TRUTH_NEVER
                             : TRUTH_OPEN;
      if (op == OP_LE)
        t = negated (t);
      break;
    default:
      return TRUTH_OPEN;
    }
  return t == TRUTH_OPEN ? test_known (s, a, op, b) : t;
}

/* The object is not in the value (YES) or is.  */

static bool
assume_null (struct state *s, value_id v)
{
  struct value *x = &s->values.v[v];
  if (x->holds == HOLDS_MUST)
    return false;
  x->holds = HOLDS_NO;
  x->region = NO_REGION;
  x->off_known = false;
  x->off = 0;
  return true;
}

static bool assume_number (struct state *s, value_id v, enum skel_op op,
                           int64_t n);

/* One of V's operands is bounded, and it is not known which.  */

static void
blur_operands (struct state *s, value_id v)
{
  struct value *x = &s->values.v[v];
  if (s->values.v[x->a].lo != s->values.v[x->a].hi
      && (!x->b || s->values.v[x->b].lo != s->values.v[x->b].hi))
    s->values.v[x->a].blurred = s->values.v[x->b].blurred = true;
}

static uint64_t
bits_of (const struct value *x)
{
  return UINT64_MAX >> (x->bits && x->bits < 64 ? 64 - x->bits : 0);
}

bool
state_is_masked (const struct state *s, const struct value *x, uint64_t *mask)
{
  const struct value *a = &s->values.v[x->a];
  int64_t k;
  if (x->op != OP_AND || !a->bits || a->bits > x->bits
      || !state_is_number (s, x->b, &k))
    return false;
  *mask = (uint64_t)k & bits_of (x);
  if (a->is_signed && (*mask & ~bits_of (a)))
    return false;
  *mask &= bits_of (a);
  return true;
}

/* V, as a number of BITS without sign, is in LO .. HI; or, where HI is the less,
   not in between.  */

static bool
assume_range (struct state *s, value_id v, unsigned bits, int64_t lo,
              int64_t hi)
{
  const struct value *x = &s->values.v[v];
  if (lo > hi)
    {
      if (lo - hi > N_UNEQUAL)
        return true;
      for (int64_t n = hi + 1; n < lo; n++)
        if (!assume_number (s, v, OP_NE, wrap (n, bits, x->is_signed)))
          return false;
      return true;
    }
  lo = wrap (lo, bits, x->is_signed);
  hi = wrap (hi, bits, x->is_signed);
  return lo > hi
         || (assume_number (s, v, OP_GE, lo)
             && assume_number (s, v, OP_LE, hi));
}

/* X is an operand and K: what that says of the operand.  */

static bool
assume_addend (struct state *s, const struct value *x, int64_t k)
{
  const struct value *a = &s->values.v[x->a];
  int64_t lo, hi;
  if (x->lo == x->hi)
    return assume_number (s, x->a, OP_EQ,
                          wrap (x->lo - k, a->bits, a->is_signed));
  for (unsigned i = 0; i < x->n_unequal; i++)
    if (!assume_number (s, x->a, OP_NE,
                        wrap (x->unequal[i] - k, a->bits, a->is_signed)))
      return false;
  if (!x->is_signed)
    return a->bits != x->bits
           || assume_range (s, x->a, x->bits, wrap (x->lo - k, x->bits, false),
                            wrap (x->hi - k, x->bits, false));
  if (__builtin_sub_overflow (x->lo, k, &lo)
      || __builtin_sub_overflow (x->hi, k, &hi))
    return true;
  return (x->lo == lowest (x->bits, true) || assume_number (s, x->a, OP_GE, lo))
         && (x->hi == highest (x->bits, true)
             || assume_number (s, x->a, OP_LE, hi));
}

/* The same of what X is converted from.  */

static bool
assume_converted (struct state *s, const struct value *x)
{
  const struct value *a = &s->values.v[x->a];
  unsigned bits = a->bits;
  bool is_signed = a->is_signed;
  if (excludes (x, 0) && !assume_number (s, x->a, OP_NE, 0))
    return false;
  if (!bits || bits > x->bits)
    return true;
  if (x->lo == x->hi)
    return assume_number (s, x->a, OP_EQ, wrap (x->lo, bits, is_signed));
  if (bits == 64 || bits < x->bits)
    return true;
  for (unsigned i = 0; i < x->n_unequal; i++)
    if (!assume_number (s, x->a, OP_NE, wrap (x->unequal[i], bits, is_signed)))
      return false;
  return x->lo < 0 || assume_range (s, x->a, bits, x->lo, x->hi);
}

static bool assume_bits (struct state *s, value_id v, uint64_t ones,
                         uint64_t zeros);

/* V is some bits of its operand, those of MASK: what the one says of the other.
   What cannot be said so blurs the operand.  */

static bool
assume_masked (struct state *s, value_id v, uint64_t mask)
{
  struct value *x = &s->values.v[v], *a = &s->values.v[x->a];
  uint64_t ones = a->ones & mask, open = mask & ~(a->ones | a->zeros);
  a->masked = true;
  if (x->lo == x->hi)
    return assume_bits (s, x->a, (uint64_t)x->lo & mask,
                        ~(uint64_t)x->lo & mask);
  if (!open)
    return !excludes (x, wrap ((int64_t)ones, x->bits, x->is_signed));
  bool least = !excludes (x, wrap ((int64_t)ones, x->bits, x->is_signed));
  bool most
      = !excludes (x, wrap ((int64_t)(ones | open), x->bits, x->is_signed));
  if (!(open & (open - 1)))
    return least ? most || assume_bits (s, x->a, 0, open)
                 : most && assume_bits (s, x->a, open, 0);
  if (x->n_unequal > 1 || (x->n_unequal && !excludes (x, 0)))
    a->blurred = true;
  return true;
}

/* These bits of V are 1, and those are 0.  */

static bool
assume_bits (struct state *s, value_id v, uint64_t ones, uint64_t zeros)
{
  struct value *x = &s->values.v[v];
  if ((ones & x->zeros) || (zeros & x->ones))
    return false;
  if (!(ones & ~x->ones) && !(zeros & ~x->zeros))
    return true;
  x->ones |= ones;
  x->zeros |= zeros;
  if (x->ones && !exclude (s, x, 0))
    return false;
  uint64_t mask;
  for (value_id i = 1; i < s->values.n; i++)
    if (s->values.v[i].a == v && s->values.v[i].lo != s->values.v[i].hi
        && state_is_masked (s, &s->values.v[i], &mask)
        && !assume_masked (s, i, mask))
      return false;
  return true;
}

/* Value V, an expression, was bounded: so are its operands.  */

static bool
assume_operands (struct state *s, value_id v)
{
  struct value x = s->values.v[v];
  int64_t k = 0;
  bool b_known = x.b && state_is_number (s, x.b, &k);
  bool zero = x.lo == 0 && x.hi == 0, not_zero = excludes (&x, 0);
  uint64_t mask;
  switch (x.op)
    {
    case OP_ADD:
      return !b_known || x.bits == 64 || assume_addend (s, &x, k);
    case OP_AND:
      if (state_is_masked (s, &x, &mask))
        return (!not_zero || exclude (s, &s->values.v[x.a], 0))
               && assume_masked (s, v, mask);
      if (not_zero && (x.bits == 1 || b_known)
          && !assume_number (s, x.a, OP_NE, 0))
        return false;
      if (zero)
        blur_operands (s, v);
      return !(not_zero && x.bits == 1) || assume_number (s, x.b, OP_NE, 0);
    case OP_OR:
      if (not_zero)
        blur_operands (s, v);
      return !zero
             || (assume_number (s, x.a, OP_EQ, 0)
                 && assume_number (s, x.b, OP_EQ, 0));
    case OP_XOR:
      if (b_known && x.lo == x.hi)
        return assume_number (s, x.a, OP_EQ, x.lo ^ k);
      return true;
    case VALUE_CONVERTED:
      return assume_converted (s, &x);
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
      if (zero)
        return state_assume (s, x.a, op_negation ((enum skel_op)x.op), x.b);
      return !not_zero || state_assume (s, x.a, (enum skel_op)x.op, x.b);
    default:
      return true;
    }
}

static bool
assume_number (struct state *s, value_id v, enum skel_op op, int64_t n)
{
  struct value *x = &s->values.v[v];
  struct value before = *x;
  bool ok = true;
  switch (op)
    {
    case OP_EQ:
      ok = !excludes (x, n) && limit (x, n, n)
           && (!x->masked
               || assume_bits (s, v, (uint64_t)n & bits_of (x),
                               ~(uint64_t)n & bits_of (x)));
      if (ok && n == 0)
        ok = assume_null (s, v);
      break;
    case OP_NE:
      ok = exclude (s, x, n);
      break;
    case OP_LT:
      ok = n != INT64_MIN && limit (x, INT64_MIN, n - 1);
      break;
    case OP_LE:
      ok = limit (x, INT64_MIN, n);
      break;
    case OP_GT:
      ok = n != INT64_MAX && limit (x, n + 1, INT64_MAX);
      break;
    case OP_GE:
      ok = limit (x, n, INT64_MAX);
      break;
    default:
      break;
    }
  if (!ok)
    return false;
  x->tested = true;
  bool changed = x->lo != before.lo || x->hi != before.hi
                 || x->n_unequal != before.n_unequal;
  return !changed || assume_operands (s, v);
}

/* A and B are the same.  */

static bool
assume_equal (struct state *s, value_id va, value_id vb)
{
  struct value *a = &s->values.v[va], *b = &s->values.v[vb];
  if (!limit (a, b->lo, b->hi) || !limit (b, a->lo, a->hi))
    return false;
  if (a->region && !b->region)
    {
      b->region = a->region;
      b->off = a->off;
      b->off_known = a->off_known;
    }
  else if (b->region && !a->region)
    {
      a->region = b->region;
      a->off = b->off;
      a->off_known = b->off_known;
    }
  if (excludes (a, 0) || excludes (b, 0))
    {
      if (!exclude (s, a, 0) || !exclude (s, b, 0))
        return false;
      if (a->holds == HOLDS_MUST || b->holds == HOLDS_MUST)
        a->holds = b->holds = HOLDS_MUST;
      else if (a->holds == HOLDS_NO || b->holds == HOLDS_NO)
        a->holds = b->holds = HOLDS_NO;
    }
  return true;
}

/* A, a pointer, is not B, the address of a place.  */

static void
assume_other (struct state *s, value_id va, value_id vb)
{
  struct value *a = &s->values.v[va];
  const struct value *b = &s->values.v[vb];
  if (b->holds == HOLDS_MUST && a->holds == HOLDS_MAY && a->off_known
      && b->off_known && a->off == b->off)
    a->holds = HOLDS_NO;
}

/* A OP B holds: so an expression says.  */

static bool
remember (struct state *s, enum skel_op op, value_id a, value_id b)
{
  value_id e = expression (s, op, a, b, 1, false);
  s->values.v[e].lo = s->values.v[e].hi = 1;
  return true;
}

/* Is V a number of which there can be more and less?  What is compared with such,
   without sign, is no more than INT64_MAX: nobody has as much of anything.  */

static bool
is_amount (const struct state *s, value_id v)
{
  int64_t n;
  return state_is_number (s, v, &n) && n >= 0 && n < INT64_MAX;
}

static bool
assume_one (struct state *s, value_id a, enum skel_op op, value_id b)
{
  int64_t n;
  enum truth t = state_test (s, a, op, b);
  if (t != TRUTH_OPEN)
    return t == TRUTH_ALWAYS;
  struct value *x = &s->values.v[a], *y = &s->values.v[b];
  if (!is_ordered (x, y) && op != OP_EQ && op != OP_NE)
    {
      if (is_amount (s, b))
        return assume_number (s, a, OP_GE, 0) && assume_one (s, a, op, b);
      if (is_amount (s, a))
        return assume_number (s, b, OP_GE, 0) && assume_one (s, a, op, b);
      x->blurred = y->blurred = true;
      return remember (s, op, a, b);
    }
  if (state_is_number (s, b, &n))
    return assume_number (s, a, op, n);
  if (state_is_number (s, a, &n))
    return assume_number (s, b, op_mirror (op), n);
  x->tested = y->tested = true;
  switch (op)
    {
    case OP_EQ:
      if (!assume_equal (s, a, b))
        return false;
      break;
    case OP_NE:
      assume_other (s, a, b);
      assume_other (s, b, a);
      break;
    case OP_LT:
      if (y->hi == INT64_MIN || x->lo == INT64_MAX
          || !limit (x, INT64_MIN, y->hi - 1)
          || !limit (y, x->lo + 1, INT64_MAX))
        return false;
      break;
    case OP_LE:
      if (!limit (x, INT64_MIN, y->hi) || !limit (y, x->lo, INT64_MAX))
        return false;
      break;
    case OP_GT:
      return assume_one (s, b, OP_LT, a);
    case OP_GE:
      return assume_one (s, b, OP_LE, a);
    default:
      return true;
    }
  return remember (s, op, a, b);
}

/* A OP B is known to hold: what it says of their bounds.  *CHANGED is set if that
   is news.  */

static bool
bound_by (struct state *s, value_id va, enum skel_op op, value_id vb,
          bool *changed)
{
  struct value *a = &s->values.v[va], *b = &s->values.v[vb];
  struct value x = *a, y = *b;
  bool ok = true;
  if (op == OP_GT || op == OP_GE)
    return bound_by (s, vb, op_mirror (op), va, changed);
  if (op != OP_EQ && op != OP_NE && !is_ordered (a, b))
    return true;
  switch (op)
    {
    case OP_LT:
      ok = b->hi != INT64_MIN && a->lo != INT64_MAX
           && limit (a, INT64_MIN, b->hi - 1)
           && limit (b, a->lo + 1, INT64_MAX);
      break;
    case OP_LE:
      ok = limit (a, INT64_MIN, b->hi) && limit (b, a->lo, INT64_MAX);
      break;
    case OP_EQ:
      ok = limit (a, b->lo, b->hi) && limit (b, a->lo, a->hi)
           && !(a->lo == a->hi && excludes (b, a->lo));
      break;
    case OP_NE:
      if (a->lo == a->hi)
        ok = exclude (s, b, a->lo);
      else if (b->lo == b->hi)
        ok = exclude (s, a, b->lo);
      break;
    default:
      break;
    }
  *changed |= a->lo != x.lo || a->hi != x.hi || b->lo != y.lo || b->hi != y.hi;
  return ok;
}

/* What comparisons that are known say, now that something else is.  */

static bool
propagate (struct state *s)
{
  bool changed = true;
  for (unsigned round = 0; changed && round < 4; round++)
    {
      changed = false;
      for (value_id v = 1; v < s->values.n; v++)
        {
          const struct value *x = &s->values.v[v];
          if (x->op < OP_EQ || x->op > OP_GE || x->lo != x->hi)
            continue;
          enum skel_op op = (enum skel_op)x->op;
          if (!bound_by (s, x->a, x->lo ? op : op_negation (op), x->b,
                         &changed))
            return false;
        }
    }
  return true;
}

bool
state_assume (struct state *s, value_id a, enum skel_op op, value_id b)
{
  return assume_one (s, a, op, b) && propagate (s);
}

/* --- Locations. ---  */

static int
compare_locations (const struct location *a, const struct location *b)
{
  uint64_t x = (uint64_t)a->kind << 48 | (uint64_t)a->ctx << 32 | a->id;
  uint64_t y = (uint64_t)b->kind << 48 | (uint64_t)b->ctx << 32 | b->id;
  if (x != y)
    return x < y ? -1 : 1;
#define BY(F)                                                                  \
  if (a->F != b->F)                                                            \
  return a->F < b->F ? -1 : 1
  BY (off);
  BY (size);
  BY (index);
  BY (loose);
#undef BY
  return 0;
}

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
  struct state *to
      = new_state (from->arena, into->word, into->bindings.n + from->bindings.n,
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
      copy_contents (into, to);
    }
  else
    *into = *state_copy (old.arena, to);
  return true;
}
