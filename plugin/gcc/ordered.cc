/* Questions of order: see ordered.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "skeleton.h"
#include "ordered.h"
#include "source.h"

/* Steps that the engine may run for one function: a share of the budget.  */
#define SHARE 4

static struct flow *current;
static function_info *current_info;

static const struct skeleton *
body_of (void *, const struct skeleton *caller, const struct skel_site *site)
{
  tree fndecl = (tree) const_cast<void *> (site->callee);
  function_info *target = fndecl ? function_info_of (fndecl) : NULL;
  if (!target || !trusts_body (target) || site->kind != SITE_CALL
      || target->decl == caller->function)
    return NULL;
  return lower_skeleton (target);
}

static const struct flow_client client = { NULL, body_of, true };

void
ordered_done (void)
{
  flow_free (current);
  current = NULL;
  current_info = NULL;
}

struct flow *
flow_of (function_info *info)
{
  if (current_info != info)
    {
      ordered_done ();
      current_info = info;
      current = flow_new (lower_skeleton (info), info->graph, &client,
                          options.budget / SHARE);
    }
  return current;
}

/* --- The events of a path. ---  */

static location_t
location_of (const void *where)
{
  location_t loc
      = where ? gimple_location ((const gimple *)where) : UNKNOWN_LOCATION;
  return LOCATION_LOCUS (loc) > BUILTINS_LOCATION ? loc : UNKNOWN_LOCATION;
}

/* Where the source has what control came by over edge E: its last statement in
   front of the edge.  */

static location_t
location_before (const struct skeleton *s, edge_id e)
{
  if (location_t loc = s->edges.v[e].place)
    return loc;
  if (skeleton_ends_by (s, e))
    return UNKNOWN_LOCATION;
  if (s->edges.v[e].n_literals)
    if (location_t loc = location_of (s->edges.v[e].where))
      return loc;
  const struct skel_block &b = s->blocks.v[s->edges.v[e].src];
  for (uint32_t i = b.n_steps; i-- > 0;)
    if (location_t loc = location_of (s->steps.v[b.steps + i].where))
      return loc;
  return location_of (s->edges.v[e].where);
}

static char *
stored_at_text (const struct skel_step &step)
{
  tree where = (tree) const_cast<void *> (step.to.what);
  const gimple *stmt = (const gimple *)step.where;
  if (!where && step.kind != SKEL_BLOCK && stmt && is_gimple_call (stmt))
    return report_text ("passed to %qs", call_name (stmt));
  return where ? stored_text (where, step.kind == SKEL_BLOCK) : NULL;
}

/* Step STEP ends the life of a variable.  */

static char *
gone_text (const struct skeleton *s, uint32_t step)
{
  tree decl
      = (tree) const_cast<void *> (s->memories.v[s->steps.v[step].memory].what);
  const char *name = local_name (decl);
  return name ? report_text ("the block of %qs ends", name) : NULL;
}

/* Does P end with a return?  What ended before is of no interest then.  */

static bool
ends_with_return (const struct flow_path &p)
{
  const struct flow_event &e = p.events.v[p.events.n - 1];
  return e.skeleton->steps.v[e.step].kind == SKEL_RETURN;
}

/* LOC is where it is, and may become where the source names it.  */

static char *
event_text (const struct flow_event &e, location_t *loc, const char *lost)
{
  const gimple *where = (const gimple *)e.where;
  switch (e.kind)
    {
    case FLOW_MADE:
      return allocation_text (loc, call_name (where));
    case FLOW_BRANCH:
      return branch_text (where, e.skeleton->edges.v[e.edge].taken,
                          (tree) const_cast<void *> (
                              e.skeleton->edges.v[e.edge].label));
    case FLOW_STORED:
      return stored_at_text (e.skeleton->steps.v[e.step]);
    case FLOW_CALL:
      return report_text ("calls %qs", call_name (where));
    case FLOW_GONE:
      return gone_text (e.skeleton, e.step);
    case FLOW_RELEASE:
      return report_text ("released by %qs", call_name (where));
    case FLOW_LAST:
      return xstrdup (lost);
    default:
      return NULL;
    }
}

/* What a call does is told only if something happens in it.  */

static bool
is_empty_call (const struct flow_path &p, uint32_t i)
{
  return p.events.v[i].kind == FLOW_CALL && i + 1 < p.events.n
         && p.events.v[i + 1].kind == FLOW_BACK;
}

void
events_of_flow (const struct flow_path &p, const char *lost, event_path &out)
{
  int depth = 0;
  for (uint32_t i = 0; i < p.events.n; i++)
    {
      const struct flow_event &e = p.events.v[i];
      tree function = (tree) const_cast<void *> (e.skeleton->function);
      if (e.kind == FLOW_BACK)
        {
          depth--;
          continue;
        }
      if (e.kind == FLOW_GONE && ends_with_return (p))
        continue;
      if (is_empty_call (p, i))
        {
          i++;
          continue;
        }
      location_t loc = location_of (e.where);
      edge_id by = e.kind == FLOW_LAST && e.edge
                       ? skeleton_returns_by (e.skeleton, e.edge)
                       : NO_EDGE;
      if (e.kind == FLOW_LAST && e.edge && (loc == UNKNOWN_LOCATION || by))
        if (location_t before = location_before (e.skeleton, by ? by : e.edge))
          loc = before;
      if (e.kind == FLOW_LAST && loc == UNKNOWN_LOCATION)
        loc = DECL_STRUCT_FUNCTION (function)->function_end_locus;
      char *text = loc != UNKNOWN_LOCATION && !source_hides (function)
                       ? event_text (e, &loc, lost)
                       : NULL;
      if (text)
        out.safe_push ({ loc, function, depth, text });
      depth += e.kind == FLOW_CALL;
    }
}

enum flow_answer
ask_in_order (function_info *info, object_id obj, enum flow_question question,
              event_path *path, const char *last)
{
  struct flow_path found = {};
  enum flow_answer answer
      = flow_ask (flow_of (info), obj, question, path ? &found : NULL);
  if (path && answer == FLOW_YES)
    events_of_flow (found, last, *path);
  vec_free (&found.events);
  return answer;
}
