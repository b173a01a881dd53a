/* Bugs, and promises that are not kept.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What is told of here is not part of an object's verdict: storage that is
   released but not on the heap, attributes that say what is not so.  */

#include "compat.h"
#include "attributes.h"
#include "import.h"
#include "judging.h"
#include "nil.h"
#include "ordered.h"
#include "question.h"
#include "source.h"

void
check_local (judge &j, object_id obj, tree own)
{
  if (!j.out[obj].shown && !j.out[obj].assumed)
    return;
  tree var = own && decl_is_local (own)
                 ? own
                 : holding_variable (j, obj, decl_is_local);
  if (!var)
    return;
  event_path path;
  events_of_trace (question_why (j.g, j.out, j.search, obj, NULL), path);
  char *text = report_text ("%qs is declared %qs but escapes",
                            IDENTIFIER_POINTER (DECL_NAME (var)), "local");
  report_finding (GROUP_ASSERT, j.info->decl, DECL_SOURCE_LOCATION (var), text,
                  path, covering_ok (j, NULL_TREE), fault_of (j, obj));
  free (text);
}

/* What messages call the object OBJ that is not on the heap, or null.  */

static const char *
storage_name (const struct object &obj)
{
  tree decl = (tree) const_cast<void *> (obj.what);
  switch (obj.kind)
    {
    case OBJECT_FRAME:
      return local_name (decl);
    case OBJECT_GLOBAL:
    case OBJECT_FUNCTION:
      return decl && DECL_P (decl) && DECL_NAME (decl)
                 ? IDENTIFIER_POINTER (DECL_NAME (decl))
                 : NULL;
    default:
      return NULL;
    }
}

/* The text that DEALLOCATOR frees what is not on the heap: WHAT, or one of
   several objects if that is none.  */

static char *
bad_free_text (judge &j, const char *deallocator, object_id what)
{
  const char *name
      = what == NO_OBJECT ? NULL : storage_name (j.g->objects.v[what]);
  return name ? report_text ("%qs of %qs, which is not on the heap",
                             deallocator, name)
              : report_text ("%qs of storage that is not on the heap",
                             deallocator);
}

void
judge_frees (judge &j)
{
  struct graph *g = j.g;
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release *r = &g->releases.v[i];
      const struct step &step = g->steps.v[r->step];
      gimple *where = (gimple *)const_cast<void *> (step.where);
      bool several;
      object_id what = question_bad_release (g, r, &several);
      if (!what || judge_is_spared (&j, what, several, r->how))
        continue;
      event_path path;
      /* Where it comes from, as far as that is a step of its own.  */
      search_run (j.search, what, GRADE_SHOWN, NULL);
      int how = search_reached (j.search, r->ptr);
      if (how)
        events_of_trace (search_trace (j.search, r->ptr, how), path);
      events_of_trace (trace_single (g, step), path);
      if (r->direct && path.length ())
        {
          char *released = path.last ().text;
          path.last ().text = concat (released, ": remove this call", NULL);
          free (released);
        }
      location_t loc = gimple_location (where);
      char *text = bad_free_text (j,
                                  r->direct ? source_call (&loc, r->deallocator)
                                            : r->deallocator,
                                  several ? NO_OBJECT : what);
      tree decl = g->objects.v[what].kind == OBJECT_FRAME
                      ? (tree) const_cast<void *> (g->objects.v[what].what)
                      : NULL_TREE;
      if (j.info->reported)
        report_finding (GROUP_FREE, j.info->decl, loc, text, path,
                        covering_ok (j, decl));
      free (text);
    }
}

/* The arguments in SET must not be kept: not outside, not in the result, not in
   what another argument points to.  */

static void
judge_noescape (judge &j, unsigned HOST_WIDE_INT set)
{
  tree decl = j.info->decl;
  auto_vec<tree> parms;
  for (tree p = DECL_ARGUMENTS (decl); p; p = DECL_CHAIN (p))
    parms.safe_push (p);
  unsigned n;
  struct leak *leaks = outcome_leaks (j.g, j.out, NULL, parms.length (), &n);
  for (unsigned k = 0; k < n; k++)
    {
      const struct leak &l = leaks[k];
      if (l.param >= 64 || !(set >> l.param & 1) || l.level != 0
          || !question_kept (j.out, &l))
        continue;
      set &= ~(HOST_WIDE_INT_1U << l.param);
      tree p = parms[l.param];
      event_path path;
      events_of_trace (question_leak (j.g, j.search, &l), path);
      char *text
          = report_text ("%qs is declared %qs for argument %d, but %qs escapes",
                         function_name (decl), "noescape", l.param + 1,
                         DECL_NAME (p) ? IDENTIFIER_POINTER (DECL_NAME (p))
                                       : "");
      report_finding (GROUP_ASSERT, decl, DECL_SOURCE_LOCATION (p), text, path,
                      covering_ok (j, NULL_TREE));
      free (text);
    }
  escape_release (leaks);
}

/* --- Maps that were never made. ---  */

/* The arguments of CALL of FNDECL, which may be null, that must not be null, as
   bits.  */

static unsigned HOST_WIDE_INT
nonnil_arguments (gcall *call, tree fndecl)
{
  if (!call || gimple_call_internal_p (call) || !gimple_call_fntype (call))
    return 0;
  function_info *callee = fndecl ? function_info_of (fndecl) : NULL;
  const struct exported *known = fndecl ? import_find (fndecl) : NULL;
  return fn_attributes_of_call (call, fndecl)->nonnil
         | (callee && trusts_body (callee) ? callee->nonnil : 0)
         | (known ? known->nonnil : 0);
}

static gcall *
call_at (const struct skel_site *site)
{
  return as_a<gcall *> ((gimple *)const_cast<void *> (site->where));
}

static uint64_t
nonnil (void *, const struct skel_site *site)
{
  gimple *at = (gimple *)const_cast<void *> (site->where);
  return nonnil_arguments (dyn_cast<gcall *> (at),
                           (tree) const_cast<void *> (site->callee));
}

static bool
comes_back (void *, const struct skel_site *site)
{
  tree fndecl = (tree) const_cast<void *> (site->callee);
  function_info *callee = fndecl ? function_info_of (fndecl) : NULL;
  return !callee || EDGE_COUNT (EXIT_BLOCK_PTR_FOR_FN (callee->fun)->preds) > 0;
}

static void
tell_nil (void *data, const struct skel_site *site, const object_id *holders,
          uint32_t n)
{
  judge &j = *(judge *)data;
  gcall *call = call_at (site);
  event_path path;
  for (uint32_t i = 0; i < n; i++)
    {
      const struct object &o = j.g->objects.v[holders[i]];
      gimple *made = (gimple *)const_cast<void *> (o.call);
      if (o.kind != OBJECT_FRESH || !made)
        continue;
      location_t loc = gimple_location (made);
      char *name = source_call_text (&loc, call_name (made));
      path.safe_push ({ loc, j.info->decl, 0,
                        report_text ("%qs is allocated here, and no map is "
                                     "ever stored in it",
                                     name) });
      free (name);
    }
  path.safe_push (
      { gimple_location (call), j.info->decl, 0,
        report_text (path.length () ? "%qs writes to an element of it: make "
                                      "the map before"
                                    : "%qs writes to it: make the map before",
                     call_name (call)) });
  report_finding (GROUP_NIL, j.info->decl, gimple_location (call),
                  "assignment to entry in nil map", path,
                  covering_ok (j, NULL_TREE));
}

/* Does INFO's function call one that must not be given null?  */

static bool
calls_nonnil (function_info *info)
{
  for (cgraph_edge *e = info->node->callees; e; e = e->next_callee)
    if (nonnil_arguments (e->call_stmt, e->callee->decl))
      return true;
  for (cgraph_edge *e = info->node->indirect_calls; e; e = e->next_callee)
    if (nonnil_arguments (e->call_stmt, NULL_TREE))
      return true;
  return false;
}

void
judge_nil_maps (judge &j)
{
  const struct nil_client client = { &j, nonnil, comes_back, tell_nil };
  if (calls_nonnil (j.info))
    j.info->nonnil |= nil_judge (lower_skeleton (j.info),
                                 j.info->reported ? j.g : NULL, &client);
}

void
judge_contracts (judge &j)
{
  tree decl = j.info->decl;
  const fn_attributes *a = fn_attributes_of (TREE_TYPE (decl), decl);
  const char *name = function_name (decl);
  if (a->nonallocating && j.info->allocates)
    {
      event_path path;
      events_of_trace (j.info->allocates, path);
      char *text
          = j.info->allocates_grade == GRADE_SHOWN
                ? report_text ("%qs is declared %qs but allocates", name,
                               "nonallocating")
                : report_text ("%qs is declared %qs but is assumed to allocate",
                               name, "nonallocating");
      /* Where the function that promised calls what allocates.  */
      report_finding (GROUP_ALLOC, decl,
                      path.length () ? path[0].loc
                                     : DECL_SOURCE_LOCATION (decl),
                      text, path, covering_ok (j, NULL_TREE));
      free (text);
    }
  if (!a->noescape || j.info->gave_up)
    return;
  judge_noescape (j, a->noescape);
}
