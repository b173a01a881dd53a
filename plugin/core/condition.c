/* What a machine learns of conditions: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"

/* Is X some bits of a number?  What is learnt of some says nothing of others.  */

static bool
is_masked (const struct state *s, const struct value *x)
{
  uint64_t mask;
  return state_is_masked (s, x, &mask);
}

static bool
any_operand (const struct state *s, const struct value *x, bool tested)
{
  return x->op
         && (machine_any_root (s, x->a, tested)
             || (x->b && machine_any_root (s, x->b, tested)));
}

/* Does a condition on some bits of A, those of MASK, hang on one that was not
   about bits?  */

static bool
any_root_of_bits (const struct state *s, const struct value *a, uint64_t mask)
{
  return a->blurred || a->vague || (a->bits_vague & mask) || a->tested
         || any_operand (s, a, true);
}

bool
machine_any_root (const struct state *s, value_id v, bool tested)
{
  const struct value *x = state_v (s, v);
  if (x->lo == x->hi)
    return false;
  uint64_t mask;
  if (x->blurred || x->vague || x->bits_vague || x->masked
      || (tested && x->tested))
    return true;
  if (state_is_masked (s, x, &mask))
    return any_root_of_bits (s, state_v (s, x->a), mask);
  return any_operand (s, x, tested);
}

/* Can what is learnt of the expression be said of its operand?  */

static bool
is_kept (const struct state *s, const struct value *x)
{
  int64_t k;
  switch (x->op)
    {
    case OP_OPAQUE:
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
      return true;
    case OP_ADD:
      return state_is_number (s, x->b, &k);
    case OP_XOR:
    case OP_AND:
    case OP_OR:
      return x->bits == 1;
    case VALUE_CONVERTED:
      return state_v (s, x->a)->bits <= x->bits;
    default:
      return false;
    }
}

/* A condition was about V, and what V is computed from.  BLUR: what it says of
   that is not kept.  */

static void
mark_roots (struct state *s, value_id v, bool blur)
{
  struct value *x = state_v (s, v);
  for (value_id i = 1; x->answer && i < s->values.n; i++)
    if (i != v && state_v (s, i)->answer && state_v (s, i)->birth == x->birth)
      state_v (s, i)->vague = true;
  if (x->lo != x->hi)
    {
      x->blurred |= blur;
      x->tested = true;
    }
  if (!x->op)
    return;
  if (is_masked (s, x) && !blur)
    {
      /* It is marked as such already.  */
      x = state_v (s, x->a);
      if (!x->op)
        return;
    }
  blur |= !is_kept (s, x);
  mark_roots (s, x->a, blur);
  if (x->b)
    mark_roots (s, x->b, blur);
}

/* Is A computed from what B is, or from something that B is computed from?  */

static bool
share_root (const struct state *s, value_id a, value_id b)
{
  const struct value *x = state_v (s, a), *y = state_v (s, b);
  if (x->lo == x->hi || y->lo == y->hi)
    return false;
  if (a == b || (x->answer && y->answer && x->birth == y->birth))
    return true;
  if (x->op)
    return share_root (s, x->a, b) || (x->b && share_root (s, x->b, b));
  return y->op
         && (share_root (s, a, y->a) || (y->b && share_root (s, a, y->b)));
}

/* Does a condition on V hang on one before it in a way that is not kept?  */

static bool
hangs_on_others (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  uint64_t mask;
  if (x->blurred || x->vague || x->bits_vague || x->masked)
    return true;
  if (!x->op)
    return false;
  if (state_is_masked (s, x, &mask))
    return any_root_of_bits (s, state_v (s, x->a), mask);
  if (x->b && share_root (s, x->a, x->b))
    return true;
  if (!x->tested && !is_kept (s, x))
    return machine_any_root (s, v, true);
  return machine_any_root (s, v, false);
}

static bool
is_asked (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  return x->asked || (x->op && is_asked (s, x->a))
         || (x->op && x->b && is_asked (s, x->b));
}

/* Is V one less than what was in memory?  */

static bool
counts_down (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  while (x->op == VALUE_CONVERTED)
    x = state_v (s, x->a);
  int64_t by;
  return x->op == OP_ADD && state_is_number (s, x->b, &by) && by == -1
         && !x->param;
}

/* May V be the object, or null because of where that is: a link of a list whose
   links are mixed up, what a callee that is not run took from a queue?  */

static bool
may_hold (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  while (x->op == VALUE_CONVERTED)
    x = state_v (s, x->a);
  return x->holds == HOLDS_MAY && x->op != OP_ADD;
}

/* Is V where the object is?  */

static bool
is_its_place (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  while (x->op == VALUE_CONVERTED)
    x = state_v (s, x->a);
  return x->region == REGION_OBJECT || (!x->op && x->holds == HOLDS_MUST);
}

/* Would A be negative if it were in relation OP to B?  */

static bool
is_negative (const struct state *s, enum skel_op op, value_id b)
{
  int64_t n;
  if (!state_is_number (s, b, &n))
    return false;
  return op == OP_EQ || op == OP_LE ? n < 0 : op == OP_LT && n <= 0;
}

/* Are tests believed to mean what who writes such tests means?  */

static bool
believes (const struct machine *m)
{
  return m->client && m->client->believes;
}

/* Is a callee at work that puts the heap object into memory?  */

static bool
is_in_taker (struct machine *m, const struct config *c)
{
  return c->ctx != 0 && (m->kind == OBJECT_FRESH || m->kind == OBJECT_CONTENT)
         && machine_effect_of (m, machine_outermost (m, c->ctx, NULL), false)
                ->puts;
}

/* Is V what the object holds, in such a callee?  Whether there is such a one
   already, as a tree has a key, the caller may know: by what it compared before,
   or because all its keys are new.  */

bool
machine_is_key (struct machine *m, const struct config *c, value_id v)
{
  const struct state *s = c->state;
  if (!is_in_taker (m, c))
    return false;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (b->at.kind == LOCATION_CELL && b->at.id == REGION_OBJECT
          && b->value == v)
        return true;
    }
  return state_v (s, v)->region == REGION_OBJECT;
}

/* Is it for such a callee's caller to know whether L, A in its relation to B,
   holds?  Whether there is such a key already; whether memory is there that should
   be, but for what a call in there returned.  */

static bool
is_for_caller (struct machine *m, const struct config *c,
               const struct literal *l, value_id a, value_id b)
{
  const struct state *s = c->state;
  int64_t n;
  if (state_is_number (s, a, &n))
    return false;
  if (!state_is_number (s, b, &n))
    return machine_is_key (m, c, a) || machine_is_key (m, c, b);
  return l->op == OP_EQ && n == 0 && l->a.kind == OPERAND_NAME
         && skeleton_of (m, c->ctx)->names.v[l->a.name].is_pointer
         && !state_v (s, a)->answer && is_in_taker (m, c);
}

/* Does V follow from what calls have returned, and from numbers?  */

static bool
is_mere_answer (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  if (x->op)
    return is_mere_answer (s, x->a) && (!x->b || is_mere_answer (s, x->b));
  return x->answer || x->lo == x->hi;
}

/* Literal L holds from here on.  False: it cannot.  *OPEN is set if it need
   not.  */

bool
machine_assume_literal (struct machine *m, struct config *c,
                        const struct literal *l, bool *open)
{
  struct state *s = c->state;
  value_id a = machine_value_of (m, c, l->a);
  if (l->op == OP_OPAQUE)
    {
      const struct skeleton *sk = skeleton_of (m, c->ctx);
      value_id b = machine_value_of (m, c, l->b);
      *open = c->chosen = true;
      if (machine_any_root (s, a, true) || machine_any_root (s, b, true))
        s->doubt = true;
      for (uint32_t i = 0; i < l->n_reads; i++)
        {
          value_id r = machine_value_of (m, c, sk->reads.v[l->reads + i]);
          if (machine_any_root (s, r, true))
            s->doubt = true;
          mark_roots (s, r, true);
        }
      mark_roots (s, a, true);
      mark_roots (s, b, true);
      return true;
    }
  if (l->mask)
    a = state_arith (s, OP_AND, a, state_number (s, (int64_t)l->mask),
                     state_v (s, a)->bits, state_v (s, a)->is_signed);
  value_id b = machine_value_of (m, c, l->b);
  enum truth t = state_test (s, a, l->op, b);
  if (t != TRUTH_OPEN)
    return t == TRUTH_ALWAYS;
  *open = true;
  c->chosen |= !is_mere_answer (s, a) || !is_mere_answer (s, b);
  bool both = machine_any_root (s, a, true) && machine_any_root (s, b, true)
              && !state_allows_pair (s, a, l->op, b);
  /* It would have to be there that an address of the function's own came from.  */
  if (l->op == OP_EQ
      && ((state_v (s, a)->own && !state_v (s, b)->region)
          || (state_v (s, b)->own && !state_v (s, a)->region)))
    s->doubt = true;
  if (l->op == OP_EQ && state_v (s, a)->meant
      && state_v (s, b)->lo == state_v (s, b)->hi)
    {
      if (believes (m))
        return false;
      s->doubt = true;
    }
  /* Nobody measures backwards.  */
  if (state_v (s, a)->length && is_negative (s, l->op, b))
    s->doubt = true;
  if (l->op == OP_EQ && (may_hold (s, a) || may_hold (s, b)))
    s->doubt = true;
  if (is_for_caller (m, c, l, a, b))
    s->doubt = true;
  /* Nor is it to be foreseen which number is less than where it is.  */
  if (l->op != OP_EQ && l->op != OP_NE
      && is_its_place (s, a) != is_its_place (s, b))
    s->doubt = true;
  /* Who asks unseen code about the object, or counts references to it, knows
     when to release it.  */
  if (is_asked (s, a) || is_asked (s, b) || counts_down (s, a))
    s->unsure = true;
  if (hangs_on_others (s, a) || hangs_on_others (s, b) || both
      || share_root (s, a, b))
    s->doubt = true;
  if (!state_assume (s, a, l->op, b))
    return false;
  mark_roots (s, a, false);
  mark_roots (s, b, false);
  return true;
}
