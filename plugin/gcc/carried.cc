/* Verdicts on objects that callbacks of callers can see: the callers add to
   them.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A callback that a function calls may store a pointer to the function's own
   object wherever it can, and which callback that is is known in the callers.
   There the object is a clone that is `carried'.  */

#include "compat.h"
#include "judging.h"

static hash_map<const void *, verdict *> *carried;
static auto_vec<verdict *> *carried_in_order;

void
carried_finish (void)
{
  if (carried_in_order)
    for (verdict *v : *carried_in_order)
      report_verdict (v);
  delete carried;
  delete carried_in_order;
  carried = NULL;
  carried_in_order = NULL;
}

bool
waits_for_callers (judge &j, object_id obj, verdict *v)
{
  const struct object &o = j.g->objects.v[obj];
  if (!j.info->reported || !(o.open || o.carried) || !o.what)
    return false;
  if (!carried)
    {
      carried = new hash_map<const void *, verdict *>;
      carried_in_order = new auto_vec<verdict *>;
    }
  carried->put (o.what, v);
  carried_in_order->safe_push (v);
  return true;
}

/* O is a clone of an object that an inner call has made: the functions that
   its frame hangs on, the outermost first.  */

static void
frames_of (const struct object &o, auto_vec<const void *> &frames)
{
  for (const struct summary_object *so = o.origin; so; so = so->origin)
    frames.safe_push (so->function);
}

/* Does HOLDER, an object of the frame or heap, outlive the frame that OBJ,
   which only callbacks see, belongs to?  It does if it is this function's own,
   or belongs to a frame between that and OBJ's.  */

static bool
outlives_carried (const struct object &holder, const struct object &obj)
{
  if (holder.kind != OBJECT_FRAME && holder.kind != OBJECT_FRESH
      && holder.kind != OBJECT_ALLOCA)
    return false;
  if (!holder.what)
    return false;
  if (!holder.carried)
    return true;
  auto_vec<const void *> outer, inner;
  frames_of (holder, outer);
  frames_of (obj, inner);
  if (outer.length () >= inner.length ())
    return false;
  for (unsigned i = 0; i < outer.length (); i++)
    if (outer[i] != inner[i])
      return false;
  return true;
}

void
feed_back (judge &j, object_id obj)
{
  const struct object &o = j.g->objects.v[obj];
  verdict **v = carried && o.what ? carried->get (o.what) : NULL;
  if (!v)
    return;
  struct outcome out = j.out[obj];
  for (object_id h = 1; h < j.g->objects.n; h++)
    {
      const struct object &holder = j.g->objects.v[h];
      if (h == obj || !outlives_carried (holder, o))
        continue;
      for (uint32_t c = 0; c < holder.cells.n; c++)
        {
          const struct node *cell = &j.g->nodes.v[holder.cells.v[c]];
          for (uint32_t k = 0; k < cell->facts.n; k++)
            if (j.g->nodes.v[cell->facts.v[k].target].obj == obj)
              {
                if (cell->facts.v[k].grade == GRADE_SHOWN)
                  out.shown |= REASON_PARAMETER;
                else
                  out.assumed |= REASON_PARAMETER;
              }
        }
    }
  bool elsewhere = false;
  enum released released = released_of (j, obj, &elsewhere);
  if (released != RELEASED_NEVER)
    (*v)->leak_bug = (*v)->promotable = false;
  if ((*v)->released == RELEASED_NEVER)
    (*v)->released = released;
  if (!out.shown && !out.assumed)
    return;
  (*v)->escapes = true;
  (*v)->promotable = false;
  (*v)->leak_bug = false;
  (*v)->reasons |= reasons_of (out);
  if (out.shown)
    (*v)->grade = GRADE_SHOWN;
  else if (!(*v)->path.length ())
    (*v)->grade = GRADE_ASSUMED;
  if (!(*v)->path.length ())
    events_of_trace (escape_trace (j, obj, &(*v)->unknown_callee), (*v)->path);
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
  for (verdict *v : *carried_in_order)
    if (decls.contains (v->function))
      {
        if (!v->escapes)
          v->grade = GRADE_ASSUMED;
        v->escapes = true;
        v->reasons |= REASON_BUDGET;
        v->promotable = v->leak_bug = false;
        if (v->released == RELEASED_NEVER)
          v->released = RELEASED_UNKNOWN;
      }
}
