/* Two numbers that were compared with each other and with constants only: what
   all that says of their difference.  See state.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   `while (p < end && *p == ' ') p++;' asks of P and END twice: P < END, P + 1 >=
   END.  Bounds of both and of the difference are all that is known of such a pair,
   so that a pair of numbers within them shows that all of it can be.  */

#include "values.h"

/* What is known of X, of Y and of Y - X.  */

struct pair
{
  const struct state *s;
  value_id x, y;
  int64_t lo, hi;                 /* Of the difference ...  */
  int64_t unequal[2 * N_UNEQUAL]; /* ... which is none of these.  */
  unsigned n_unequal;
  int64_t x_lo, x_hi, y_lo, y_hi;
  unsigned n_others; /* Numbers that X or Y is not.  */
};

/* Numbers larger than that are not added to each other.  */
#define LARGEST (INT64_MAX / 8)
#define LARGEST_STEP (1 << 20)

/* V is its root and *BY.  */

static value_id
root_of (const struct state *s, value_id v, int64_t *by)
{
  *by = 0;
  for (;;)
    {
      const struct value *x = state_v (s, v);
      int64_t k;
      if (x->op != OP_ADD || !state_is_number (s, x->b, &k) || k > LARGEST_STEP
          || k < -LARGEST_STEP)
        return v;
      *by += k;
      v = x->a;
    }
}

/* Is V computed from W?  */

static bool
comes_from (const struct state *s, value_id v, value_id w)
{
  const struct value *x = state_v (s, v);
  return v == w
         || (x->op
             && (comes_from (s, x->a, w) || (x->b && comes_from (s, x->b, w))));
}

static bool
is_plain (const struct value *x)
{
  return !x->op && x->lo != x->hi && !x->blurred && !x->vague && !x->masked
         && !x->bits_vague && !x->region && x->holds == HOLDS_NO;
}

static int64_t
clamp (int64_t n)
{
  return n > LARGEST ? LARGEST : n < -LARGEST ? -LARGEST : n;
}

/* A, which is FROM and I, is in relation OP to B, which is TO and J.  */

static bool
add_relation (struct pair *p, value_id from, int64_t i, enum skel_op op,
              value_id to, int64_t j)
{
  if (from == p->y && to == p->x)
    {
      static const enum skel_op mirror[]
          = { [OP_EQ] = OP_EQ, [OP_NE] = OP_NE, [OP_LT] = OP_GT,
              [OP_LE] = OP_GE, [OP_GT] = OP_LT, [OP_GE] = OP_LE };
      return add_relation (p, to, j, mirror[op], from, i);
    }
  if (from != p->x || to != p->y)
    return false;
  /* X + I OP Y + J: the difference is in the mirrored relation to this.  */
  int64_t d = i - j;
  switch (op)
    {
    case OP_EQ:
      p->lo = p->lo > d ? p->lo : d;
      p->hi = p->hi < d ? p->hi : d;
      return true;
    case OP_NE:
      if (p->n_unequal == sizeof p->unequal / sizeof *p->unequal)
        return false;
      p->unequal[p->n_unequal++] = d;
      return true;
    case OP_LT:
    case OP_LE:
      d += op == OP_LT;
      p->lo = p->lo > d ? p->lo : d;
      return true;
    case OP_GT:
    case OP_GE:
      d -= op == OP_GT;
      p->hi = p->hi < d ? p->hi : d;
      return true;
    default:
      return false;
    }
}

/* What value V says of the pair.  False: that cannot be told.  */

static bool
add_value (struct pair *p, value_id v)
{
  const struct value *x = state_v (p->s, v);
  if (!comes_from (p->s, v, p->x) && !comes_from (p->s, v, p->y))
    return true;
  int64_t i, j;
  value_id root = root_of (p->s, v, &i);
  if (root == p->x || root == p->y)
    {
      int64_t *lo = root == p->x ? &p->x_lo : &p->y_lo;
      int64_t *hi = root == p->x ? &p->x_hi : &p->y_hi;
      int64_t least = clamp (x->lo) - i, most = clamp (x->hi) - i;
      *lo = *lo > least ? *lo : least;
      *hi = *hi < most ? *hi : most;
      p->n_others += x->n_unequal;
      return !x->blurred && !x->vague && !x->masked && !x->bits_vague;
    }
  if (x->op < OP_EQ || x->op > OP_GE)
    return !x->tested && x->lo != x->hi && !x->blurred;
  if (x->lo != x->hi)
    return !x->tested;
  enum skel_op op
      = x->lo ? (enum skel_op)x->op : op_negation ((enum skel_op)x->op);
  value_id a = root_of (p->s, x->a, &i), b = root_of (p->s, x->b, &j);
  int64_t n;
  /* Then it is the other one's bound.  */
  if (state_is_number (p->s, a, &n) || state_is_number (p->s, b, &n))
    return true;
  return add_relation (p, a, i, op, b, j);
}

/* Are there X and Y that differ by D, also such as are none of the numbers that
   they are not?  */

static bool
can_differ_by (const struct pair *p, int64_t d)
{
  for (unsigned i = 0; i < p->n_unequal; i++)
    if (p->unequal[i] == d)
      return false;
  int64_t least = p->x_lo > p->y_lo - d ? p->x_lo : p->y_lo - d;
  int64_t most = p->x_hi < p->y_hi - d ? p->x_hi : p->y_hi - d;
  return least <= most && most - least >= (int64_t)p->n_others;
}

bool
state_allows_pair (const struct state *s, value_id a, enum skel_op op,
                   value_id b)
{
  int64_t i, j;
  struct pair p = { .s = s,
                    .x = root_of (s, a, &i),
                    .y = root_of (s, b, &j),
                    .lo = -2 * LARGEST,
                    .hi = 2 * LARGEST,
                    .x_lo = -LARGEST,
                    .x_hi = LARGEST,
                    .y_lo = -LARGEST,
                    .y_hi = LARGEST };
  const struct value *x = state_v (s, p.x), *y = state_v (s, p.y);
  if (p.x == p.y || !is_plain (x) || !is_plain (y) || x->bits != y->bits
      || x->is_signed != y->is_signed
      || (x->bits == 64 && !x->is_signed && (x->lo < 0 || y->lo < 0))
      || !add_relation (&p, p.x, i, op, p.y, j))
    return false;
  for (value_id v = 1; v < s->values.n; v++)
    if (!add_value (&p, v))
      return false;
  /* One of the first that are no exception will do.  */
  for (int64_t d = p.lo; d <= p.hi && d <= p.lo + 2 * N_UNEQUAL; d++)
    if (can_differ_by (&p, d))
      return true;
  for (int64_t d = p.hi; d >= p.lo && d >= p.hi - 2 * N_UNEQUAL; d--)
    if (can_differ_by (&p, d))
      return true;
  return false;
}
