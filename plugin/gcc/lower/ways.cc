/* A condition that is several: the ways to it, see lower.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Of `a || b' GCC makes, depending on options and costs, one branch on a bit-or of
   both.  The ways that C has for it are as many again: both the same question.  */

#include "compat.h"
#include "lower.h"

/* Alternatives, each of comparisons that hold together.  */

struct alternatives
{
  conjunction v[MAX_CONJUNCTIONS];
  unsigned n;
  bool failed; /* They are too many.  */
};

static void find_ways (tree op, bool want, alternatives &out, unsigned depth);

/* One way, that of A CODE B, if WANT, else of the contrary.  */

static void
one_way (gimple *where, tree a, tree_code code, tree b, bool want,
         alternatives &out)
{
  if (!want)
    code = invert_tree_comparison (code, HONOR_NANS (a));
  out.n = 1;
  out.v[0].n = 1;
  out.v[0].asked[0] = { where, a, code, b };
  out.failed |= code == ERROR_MARK;
}

/* To OUT what holds in each of A and of B together.  */

static void
add_both (const alternatives &a, const alternatives &b, alternatives &out)
{
  out.failed |= a.failed || b.failed;
  for (unsigned i = 0; i < a.n && !out.failed; i++)
    for (unsigned k = 0; k < b.n; k++)
      {
        if (out.n == MAX_CONJUNCTIONS || a.v[i].n + b.v[k].n > MAX_CONJUNCTS)
          {
            out.failed = true;
            return;
          }
        conjunction &w = out.v[out.n++];
        w = a.v[i];
        for (unsigned m = 0; m < b.v[k].n; m++)
          w.asked[w.n++] = b.v[k].asked[m];
      }
}

/* The ways that X and Y are WANT both, in the order in which C asks; or, if EITHER,
   that not both are the contrary.  */

static void
join_ways (tree x, tree y, bool want, bool either, alternatives &out,
           unsigned depth)
{
  alternatives a = {}, b = {};
  find_ways (x, want, a, depth);
  find_ways (y, want, b, depth);
  if (!either)
    {
      add_both (a, b, out);
      return;
    }
  out = a;
  alternatives no = {};
  find_ways (x, !want, no, depth);
  add_both (no, b, out);
}

/* The ways that OP is not 0, if WANT, or else 0.  */

static void
find_ways (tree op, bool want, alternatives &out, unsigned depth)
{
  gimple *def = TREE_CODE (op) == SSA_NAME ? SSA_NAME_DEF_STMT (op) : NULL;
  tree zero = build_zero_cst (TREE_TYPE (op));
  if (!def || !is_gimple_assign (def) || depth > MAX_CONJUNCTS)
    {
      one_way (def, op, NE_EXPR, zero, want, out);
      return;
    }
  tree_code code = gimple_assign_rhs_code (def);
  tree a = gimple_assign_rhs1 (def);
  bool truth = TREE_CODE (TREE_TYPE (a)) == BOOLEAN_TYPE;
  if (TREE_CODE_CLASS (code) == tcc_comparison)
    {
      tree b = gimple_assign_rhs2 (def);
      if (truth && integer_zerop (b) && (code == EQ_EXPR || code == NE_EXPR))
        find_ways (a, want == (code == NE_EXPR), out, depth + 1);
      else
        one_way (def, a, code, b, want, out);
    }
  else if ((CONVERT_EXPR_CODE_P (code) && truth) || code == SSA_NAME)
    find_ways (a, want, out, depth + 1);
  else if (code == BIT_NOT_EXPR && truth)
    find_ways (a, !want, out, depth + 1);
  else if (code == BIT_IOR_EXPR)
    join_ways (a, gimple_assign_rhs2 (def), want, want, out, depth + 1);
  else if (code == BIT_AND_EXPR && truth)
    join_ways (a, gimple_assign_rhs2 (def), want, !want, out, depth + 1);
  else
    one_way (def, op, NE_EXPR, zero, want, out);
}

unsigned
ways_of_condition (gcond *c, bool taken, conjunction *ways)
{
  tree_code code = gimple_cond_code (c);
  if ((code != EQ_EXPR && code != NE_EXPR)
      || !integer_zerop (gimple_cond_rhs (c)))
    return 0;
  alternatives all = {};
  find_ways (gimple_cond_lhs (c), taken == (code == NE_EXPR), all, 0);
  if (all.failed || (all.n == 1 && all.v[0].n == 1))
    return 0;
  for (unsigned i = 0; i < all.n; i++)
    ways[i] = all.v[i];
  return all.n;
}
