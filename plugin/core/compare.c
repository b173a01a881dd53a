/* What comparing says of values: see state.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "values.h"

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
        if (!assume_number (s, v, OP_NE, state_wrap (n, bits, x->is_signed)))
          return false;
      return true;
    }
  lo = state_wrap (lo, bits, x->is_signed);
  hi = state_wrap (hi, bits, x->is_signed);
  return lo > hi
         || (assume_number (s, v, OP_GE, lo)
             && assume_number (s, v, OP_LE, hi));
}

/* A minus K, as a machine has it that wraps, in BITS.  */

static int64_t
wrapped_minus (int64_t a, int64_t k, unsigned bits, bool is_signed)
{
  return state_wrap ((int64_t)((uint64_t)a - (uint64_t)k), bits, is_signed);
}

/* X is an operand and K: what that says of the operand.  */

static bool
assume_addend (struct state *s, const struct value *x, int64_t k)
{
  const struct value *a = &s->values.v[x->a];
  int64_t lo, hi;
  if (x->lo == x->hi)
    return assume_number (s, x->a, OP_EQ,
                          wrapped_minus (x->lo, k, a->bits, a->is_signed));
  for (unsigned i = 0; i < x->n_unequal; i++)
    if (!assume_number (s, x->a, OP_NE,
                        wrapped_minus (x->unequal[i], k, a->bits,
                                       a->is_signed)))
      return false;
  if (!x->is_signed)
    return a->bits != x->bits
           || assume_range (s, x->a, x->bits,
                            wrapped_minus (x->lo, k, x->bits, false),
                            wrapped_minus (x->hi, k, x->bits, false));
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
    return assume_number (s, x->a, OP_EQ, state_wrap (x->lo, bits, is_signed));
  if (bits == 64 || bits < x->bits)
    return true;
  for (unsigned i = 0; i < x->n_unequal; i++)
    if (!assume_number (s, x->a, OP_NE,
                        state_wrap (x->unequal[i], bits, is_signed)))
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
  a->bits_asked |= mask;
  if (x->lo == x->hi)
    return assume_bits (s, x->a, (uint64_t)x->lo & mask,
                        ~(uint64_t)x->lo & mask);
  if (!open)
    return !excludes (x, state_wrap ((int64_t)ones, x->bits, x->is_signed));
  bool least = !excludes (x, state_wrap ((int64_t)ones, x->bits, x->is_signed));
  bool most = !excludes (x, state_wrap ((int64_t)(ones | open), x->bits,
                                        x->is_signed));
  if (!(open & (open - 1)))
    return least ? most || assume_bits (s, x->a, 0, open)
                 : most && assume_bits (s, x->a, open, 0);
  if (x->n_unequal > 1 || (x->n_unequal && !excludes (x, 0)))
    a->blurred = true;
  return true;
}

/* One of V and W is converted from the other: what is known of V's bits is so of
   W's.  */

static bool
share_bits (struct state *s, value_id v, value_id w)
{
  const struct value *x = &s->values.v[v];
  struct value *y = &s->values.v[w];
  uint64_t low = bits_of (x) & bits_of (y);
  if (!x->bits || !y->bits)
    return true;
  if (y->lo == y->hi)
    return !((uint64_t)y->lo & x->zeros & low)
           && !(~(uint64_t)y->lo & x->ones & low);
  y->masked = true;
  y->bits_asked |= x->bits_asked & low;
  return assume_bits (s, w, x->ones & low, x->zeros & low);
}

/* These bits of V are 1, and those are 0; so they are in what V is converted from
   and to.  */

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
  if (x->ones && !state_exclude (s, x, 0))
    return false;
  if (x->op == VALUE_CONVERTED && !share_bits (s, v, x->a))
    return false;
  uint64_t mask;
  for (value_id i = 1; i < s->values.n; i++)
    {
      const struct value *to = &s->values.v[i];
      if (to->a == v && to->lo != to->hi
          && ((to->op == VALUE_CONVERTED && !share_bits (s, v, i))
              || (state_is_masked (s, to, &mask)
                  && !assume_masked (s, i, mask))))
        return false;
    }
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
      /* That P + K is not null says nothing of P.  */
      return !b_known || x.bits == 64
             || (x.bits == s->word && !x.is_signed && x.lo == 1
                 && x.hi == highest (x.bits, false) && !x.n_unequal)
             || assume_addend (s, &x, k);
    case OP_AND:
      if (state_is_masked (s, &x, &mask))
        return (!not_zero || state_exclude (s, &s->values.v[x.a], 0))
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
      ok = !excludes (x, n) && state_limit (x, n, n)
           && (!x->masked
               || assume_bits (s, v, (uint64_t)n & bits_of (x),
                               ~(uint64_t)n & bits_of (x)));
      if (ok && n == 0)
        ok = assume_null (s, v);
      break;
    case OP_NE:
      ok = state_exclude (s, x, n);
      break;
    case OP_LT:
      ok = n != INT64_MIN && state_limit (x, INT64_MIN, n - 1);
      break;
    case OP_LE:
      ok = state_limit (x, INT64_MIN, n);
      break;
    case OP_GT:
      ok = n != INT64_MAX && state_limit (x, n + 1, INT64_MAX);
      break;
    case OP_GE:
      ok = state_limit (x, n, INT64_MAX);
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
  if (!state_limit (a, b->lo, b->hi) || !state_limit (b, a->lo, a->hi))
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
      if (!state_exclude (s, a, 0) || !state_exclude (s, b, 0))
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
  value_id e = state_expression (s, op, a, b, 1, false);
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

/* May V be such a number as far as is known, or a place, which is no more
   either?  */

static bool
can_be_amount (const struct state *s, value_id v)
{
  const struct value *x = &s->values.v[v];
  int64_t k;
  if (x->op == OP_ADD && state_is_number (s, x->b, &k))
    x = &s->values.v[x->a];
  return !x->op && !x->region;
}

/* It is one, and so is what it is some more or less than.  */

static bool
assume_amount (struct state *s, value_id v)
{
  value_id from = s->values.v[v].op ? s->values.v[v].a : NO_VALUE;
  return assume_number (s, v, OP_GE, 0)
         && (!from || assume_number (s, from, OP_GE, 0));
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
      if (can_be_amount (s, a) && can_be_amount (s, b))
        return assume_amount (s, a) && assume_amount (s, b)
               && assume_one (s, a, op, b);
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
          || !state_limit (x, INT64_MIN, y->hi - 1)
          || !state_limit (y, x->lo + 1, INT64_MAX))
        return false;
      break;
    case OP_LE:
      if (!state_limit (x, INT64_MIN, y->hi)
          || !state_limit (y, x->lo, INT64_MAX))
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
           && state_limit (a, INT64_MIN, b->hi - 1)
           && state_limit (b, a->lo + 1, INT64_MAX);
      break;
    case OP_LE:
      ok = state_limit (a, INT64_MIN, b->hi)
           && state_limit (b, a->lo, INT64_MAX);
      break;
    case OP_EQ:
      ok = state_limit (a, b->lo, b->hi) && state_limit (b, a->lo, a->hi)
           && !(a->lo == a->hi && excludes (b, a->lo));
      break;
    case OP_NE:
      if (a->lo == a->hi)
        ok = state_exclude (s, b, a->lo);
      else if (b->lo == b->hi)
        ok = state_exclude (s, a, b->lo);
      break;
    default:
      break;
    }
  *changed |= a->lo != x.lo || a->hi != x.hi || b->lo != y.lo || b->hi != y.hi;
  return ok;
}

/* V is a number and K: what the bounds of each say of the other, as long as there
   is no wrapping round.  */

static bool
bound_by_step (struct state *s, value_id v, int64_t k, bool *changed)
{
  struct value *x = &s->values.v[v], *a = &s->values.v[x->a];
  struct value before = *x, was = *a;
  int64_t n;
  if (x->bits != a->bits || !x->bits || x->region || a->region)
    return true;
  if (!x->is_signed
      && (x->bits == 64 ? x->lo < 0 || a->lo < 0
          : k < 0       ? a->lo < -k
                        : a->hi > highest (x->bits, false) - k))
    return true;
  bool ok = true;
  if (!__builtin_add_overflow (a->lo, k, &n))
    ok = ok && state_limit (x, n, INT64_MAX);
  if (!__builtin_add_overflow (a->hi, k, &n))
    ok = ok && state_limit (x, INT64_MIN, n);
  if (!__builtin_sub_overflow (x->lo, k, &n))
    ok = ok && state_limit (a, n, INT64_MAX);
  if (!__builtin_sub_overflow (x->hi, k, &n))
    ok = ok && state_limit (a, INT64_MIN, n);
  *changed |= x->lo != before.lo || x->hi != before.hi || a->lo != was.lo
              || a->hi != was.hi;
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
          int64_t k;
          if (x->op == OP_ADD && state_is_number (s, x->b, &k)
              && !bound_by_step (s, v, k, &changed))
            return false;
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
