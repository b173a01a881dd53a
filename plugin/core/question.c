/* Questions about a solved graph: see question.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "question.h"

unsigned
question_reasons (const struct outcome *o)
{
  unsigned r = o->shown | o->assumed;
  if (r & REASON_CONST_CALL)
    r = (r & ~REASON_CONST_CALL) | REASON_UNKNOWN_CALL;
  return r;
}

const struct trace *
question_why (const struct graph *g, const struct outcome *out,
              struct search *search, object_id obj, const char **callee)
{
  const struct outcome *o = &out[obj];
  node_id cell
      = search_find (search, obj, o->shown ? GRADE_SHOWN : GRADE_ASSUMED,
                     o->shown ? o->shown : o->assumed | REASON_CONST_CALL);
  if (!cell)
    {
      const struct object *start = &g->objects.v[obj];
      step_id birth
          = start->births.n ? g->nodes.v[start->births.v[0]].birth : NO_STEP;
      return birth && search_cut_short (search)
                 ? trace_single (g, g->steps.v[birth])
                 : NULL;
    }
  if (callee)
    *callee = g->objects.v[g->nodes.v[cell].obj].name;
  return search_trace (search, cell, search_reached (search, cell));
}

enum released
question_released (const struct graph *g, const struct outcome *out,
                   object_id obj, bool *elsewhere)
{
  bool some = false;
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release *r = &g->releases.v[i];
      if (!graph_holds (g, r->ptr, obj))
        continue;
      /* What the call makes that moves it is there when the call has
         returned.  */
      bool itself = r->how & RELEASE_MOVES
                    && g->steps.v[r->step].where == g->objects.v[obj].call;
      some |= !itself;
      if (!r->direct || r->how & RELEASE_MOVES)
        *elsewhere = true;
    }
  if (some)
    return RELEASED_SOMEWHERE;
  return out[obj].assumed & ~REASON_CONST_CALL ? RELEASED_UNKNOWN
                                               : RELEASED_NEVER;
}

object_id
question_bad_release (const struct graph *g, const struct release *r,
                      bool *several)
{
  const struct node *n = &g->nodes.v[r->ptr];
  object_id what = NO_OBJECT;
  *several = false;
  for (uint32_t k = 0; k < n->facts.n; k++)
    {
      const struct object *o = graph_target (g, &n->facts.v[k]);
      switch (o->kind)
        {
        case OBJECT_FRAME:
          /* A callee's own, for its callbacks: told there.  */
          if (!o->what || o->origin)
            return NO_OBJECT;
          break;
        case OBJECT_ALLOCA:
        case OBJECT_GLOBAL:
        case OBJECT_CONSTANT:
        case OBJECT_FUNCTION:
          break;
        default:
          return NO_OBJECT;
        }
      if (n->facts.v[k].grade != GRADE_SHOWN)
        return NO_OBJECT;
      object_id t = g->nodes.v[n->facts.v[k].target].obj;
      *several |= what && what != t;
      what = t;
    }
  return what;
}

const struct trace *
question_leak (const struct graph *g, struct search *search,
               const struct leak *l)
{
  (void)g;
  unsigned want = l->to == LEAK_TO_RESULT ? REASON_RETURNED
                  : l->to == LEAK_TO_PARAM
                      ? REASON_PARAMETER
                      : ~(unsigned)(REASON_RETURNED | REASON_PARAMETER);
  search_run (search, l->content, GRADE_ASSUMED, NULL);
  node_id cell = search_root (search, want, GRADE_ASSUMED);
  return cell ? search_trace (search, cell, search_reached (search, cell))
              : NULL;
}

bool
question_kept (const struct outcome *out, const struct leak *l)
{
  unsigned shown = out[l->content].shown;
  return l->to == LEAK_TO_RESULT ? shown & REASON_RETURNED
         : l->to == LEAK_TO_PARAM
             ? shown & REASON_PARAMETER
             : shown & ~(unsigned)(REASON_RETURNED | REASON_PARAMETER);
}
