/* Verdicts on objects that callbacks of callers can see: the callers add to
   them.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   See core/judged.c.  */

#include "compat.h"
#include "judging.h"
#include "question.h"

struct waiting
{
  verdict *v;
  unsigned
      next; /* The number, from 1, of one that waits for the same; or 0.  */
};

static hash_map<const void *, unsigned> *carried;
static auto_vec<waiting> *carried_in_order;

void
carried_finish (void)
{
  if (carried_in_order)
    for (const waiting &w : *carried_in_order)
      report_verdict (w.v);
  delete carried;
  delete carried_in_order;
  carried = NULL;
  carried_in_order = NULL;
}

bool
waits_for_callers (judge &j, const void *waits, verdict *v)
{
  if (!j.info->reported || !waits)
    return false;
  if (!carried)
    {
      carried = new hash_map<const void *, unsigned>;
      carried_in_order = new auto_vec<waiting>;
    }
  unsigned &slot = carried->get_or_insert (waits);
  carried_in_order->safe_push ({ v, slot });
  slot = carried_in_order->length ();
  return true;
}

void
feed_back (struct judging *j, object_id obj)
{
  const void *what = judge_waited_by (&j->g->objects.v[obj]);
  unsigned *slot = carried && what ? carried->get (what) : NULL;
  if (!slot)
    return;
  struct outcome out = judge_carried (j, obj);
  bool elsewhere = false;
  enum released released = question_released (j->g, j->out, obj, &elsewhere);
  for (unsigned n = *slot; n; n = (*carried_in_order)[n - 1].next)
    {
      verdict *v = (*carried_in_order)[n - 1].v;
      if (judged_add (v, &out, released, !v->path.is_empty ()))
        events_of_trace (question_why (j->g, j->out, j->search, obj,
                                       &v->unknown_callee),
                         v->path);
    }
}

void
give_up_carried (function_info *info)
{
  if (!carried_in_order)
    return;
  hash_set<tree> decls;
  hash_set<function_info *> seen;
  auto_vec<function_info *> queue;
  queue.safe_push (info);
  while (!queue.is_empty ())
    {
      function_info *f = queue.pop ();
      auto_vec<function_info *> callees;
      referred_functions (f, callees);
      for (function_info *callee : callees)
        if (!seen.add (callee))
          {
            decls.add (callee->decl);
            queue.safe_push (callee);
          }
    }
  for (const waiting &w : *carried_in_order)
    if (decls.contains (w.v->function))
      judged_give_up (w.v);
}
