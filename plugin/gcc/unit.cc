/* The pass over a unit: functions bottom-up over the call graph's strongly
   connected components, each leaving a summary that its callers instantiate.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The order follows direct calls, the addresses of functions that a function
   mentions and the initialisers of the variables that it mentions, so that
   the targets of most calls through pointers have their summaries in time.
   Where that makes a big cycle, only direct calls count in it.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "import.h"
#include "tree-cfg.h"
#include "attributes.h"
#include "report.h"
#include "judge.h"
#include "locals.h"
#include "lower.h"
#include "section.h"
#include "skeleton.h"

#include <sys/resource.h>

static hash_map<tree, function_info *> *by_decl;
static hash_map<tree, function_info *> *resolved; /* See function_info_of.  */
static auto_vec<function_info *> *all_functions;

/* What calls of FNDECL run, if that is known of the unit.  */

static function_info *
resolve (tree fndecl)
{
  cgraph_node *node = cgraph_node::get (fndecl);
  if (!node || node->ifunc_resolver || (node->alias && node->weakref)
      || DECL_WEAK (fndecl))
    return NULL;
  /* An alias is what it stands for, but of an ifunc only the resolver is in
     sight.  */
  while (node->alias && node->get_alias_target ())
    {
      node = node->get_alias_target ();
      if (node->ifunc_resolver)
        return NULL;
    }
  function_info **info = by_decl->get (node->decl);
  return info ? *info : NULL;
}

function_info *
function_info_of (tree fndecl)
{
  bool known;
  function_info *&info = resolved->get_or_insert (fndecl, &known);
  if (!known)
    info = resolve (fndecl);
  return info;
}

/* Memory.  What the analysis takes is to stay in proportion to what GCC itself
   takes, which grows with the SSA names of the unit.  It is counted in advance,
   by arenas, so that the same source comes to the same end; only where the
   system has set a limit that is nearer, that counts.  */

#define BASE_MEMORY ((size_t)32 << 20)
#define NAME_MEMORY 1024

/* A graph may have that much in any case.  */
#define LEAST_MEMORY ((size_t)4 << 20)

/* The part of what the system still gives that is not GCC's own.  */
#define SYSTEM_SHARE 3

static size_t memory; /* Bytes for all arenas.  */

/* Bytes of address space that the process may still take, or SIZE_MAX.  */

static size_t
address_space_left (void)
{
  struct rlimit limit;
  unsigned long pages;
  if (getrlimit (RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return SIZE_MAX;
  FILE *file = fopen ("/proc/self/statm", "r");
  bool known = file && fscanf (file, "%lu", &pages) == 1;
  if (file)
    fclose (file);
  size_t used = known ? (size_t)pages * sysconf (_SC_PAGESIZE) : 0;
  return used < limit.rlim_cur ? limit.rlim_cur - used : 0;
}

static unsigned
count_names (const vec<function_info *> &functions)
{
  unsigned n = 0;
  for (function_info *info : functions)
    n += SSANAMES (info->fun)->length ();
  return n;
}

static void
find_memory (unsigned names)
{
  memory = BASE_MEMORY + (size_t)NAME_MEMORY * names;
  memory = MIN (memory, address_space_left () / SYSTEM_SHARE);
}

size_t
graph_memory (void)
{
  size_t used = arenas_size ();
  return used + LEAST_MEMORY < memory ? memory - used : LEAST_MEMORY;
}

/* Collecting.  */

/* Does REF hand over a function's address only to tell that it runs?  */

static bool
is_profiled (const ipa_ref *ref)
{
  return ref->stmt && is_profiling (ref->stmt);
}

static bool
has_address_taken (cgraph_node *node)
{
  bool profiled = false;
  ipa_ref *ref = NULL;
  for (unsigned i = 0; node->iterate_referring (i, ref); i++)
    if (is_profiled (ref))
      profiled = true;
    else if (ref->use == IPA_REF_ADDR)
      return true;
  return node->address_taken && !profiled;
}

static bool
is_visible_symbol (cgraph_node *node, void *)
{
  return TREE_PUBLIC (node->decl) || has_address_taken (node)
         || DECL_PRESERVE_P (node->decl);
}

/* Can NODE be called by code that does not use its summary: from outside,
   through a pointer, by another name, or because a `flow' stands for it?  */

static bool
is_root (cgraph_node *node)
{
  return node->call_for_symbol_and_aliases (is_visible_symbol, NULL, true)
         || fn_attributes_of (TREE_TYPE (node->decl), node->decl)->flows;
}

/* In the order of their declarations.  GCC's own order depends on options, and
   what a recursion comes to where it is cut short on ours.  */

static int
compare_functions (const void *a, const void *b)
{
  const function_info *f = *(function_info *const *)a;
  const function_info *g = *(function_info *const *)b;
  return DECL_UID (f->decl) < DECL_UID (g->decl)
             ? -1
             : DECL_UID (f->decl) > DECL_UID (g->decl);
}

static void
collect_functions (void)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      function *fun = DECL_STRUCT_FUNCTION (node->decl);
      if (!fun || !fun->cfg || node->inlined_to || !gimple_in_ssa_p (fun))
        continue;
      function_info *info = new function_info ();
      info->node = node;
      info->decl = node->decl;
      info->fun = fun;
      info->variadic = stdarg_p (TREE_TYPE (node->decl));
      for (tree p = DECL_ARGUMENTS (node->decl); p; p = DECL_CHAIN (p))
        info->n_params++;
      info->root = is_root (node);
      info->hidden = report_hides (node->decl);
      by_decl->put (node->decl, info);
      all_functions->safe_push (info);
    }
  all_functions->qsort (compare_functions);
}

/* The functions and variables that SYMBOL refers to.  */

static void
each_reference (symtab_node *symbol, auto_vec<symtab_node *> &out)
{
  struct ipa_ref *ref = NULL;
  for (unsigned i = 0; symbol->iterate_reference (i, ref); i++)
    if (!is_profiled (ref))
      out.safe_push (ref->referred);
  if (cgraph_node *node = dyn_cast<cgraph_node *> (symbol))
    for (cgraph_edge *e = node->callees; e; e = e->next_callee)
      out.safe_push (e->callee);
}

static bool
is_constructor (tree decl)
{
  return TREE_CODE (decl) == FUNCTION_DECL
         && (DECL_STATIC_CONSTRUCTOR (decl) || DECL_STATIC_DESTRUCTOR (decl));
}

/* A function is reported if it can be reached from an exported or used
   symbol.  */

static void
mark_reported (void)
{
  hash_set<symtab_node *> seen;
  auto_vec<symtab_node *> queue;
  symtab_node *node;
  FOR_EACH_SYMBOL (node)
  if (node->definition && !DECL_EXTERNAL (node->decl)
      && (TREE_PUBLIC (node->decl) || DECL_PRESERVE_P (node->decl)
          || node->forced_by_abi || is_constructor (node->decl))
      && !seen.add (node))
    queue.safe_push (node);
  while (!queue.is_empty ())
    {
      symtab_node *symbol = queue.pop ();
      if (function_info **info = by_decl->get (symbol->decl))
        (*info)->reported = !DECL_EXTERNAL (symbol->decl);
      auto_vec<symtab_node *> next;
      each_reference (symbol, next);
      for (symtab_node *n : next)
        if (!seen.add (n))
          queue.safe_push (n);
    }
}

/* The functions of its own component that INFO calls by name.  */

static void
direct_successors (function_info *info, auto_vec<function_info *> &out)
{
  for (cgraph_edge *e = info->node->callees; e; e = e->next_callee)
    {
      function_info *target = function_info_of (e->callee->decl);
      if (target && target->component == info->component)
        out.safe_push (target);
    }
  out.qsort (compare_functions);
}

/* The functions that INFO may call, in a fixed order.  */

static void
successors (function_info *info, auto_vec<function_info *> &out)
{
  hash_set<symtab_node *> seen;
  auto_vec<symtab_node *> queue;
  queue.safe_push (info->node);
  seen.add (info->node);
  for (unsigned i = 0; i < queue.length (); i++)
    {
      auto_vec<symtab_node *> next;
      each_reference (queue[i], next);
      for (symtab_node *n : next)
        {
          if (cgraph_node *fn = dyn_cast<cgraph_node *> (n))
            {
              function_info *target = function_info_of (fn->decl);
              if (target)
                out.safe_push (target);
            }
          else if (!seen.add (n) && n->definition)
            {
              queue.safe_push (n);
              const static_contents *c = static_contents_of (n->decl);
              for (unsigned k = 0; c->known && k < c->stores.length (); k++)
                if (function_info *target
                    = c->stores[k].function
                          ? function_info_of (c->stores[k].function)
                          : NULL)
                  out.safe_push (target);
            }
        }
    }
  out.qsort (compare_functions);
}

/* Strongly connected components of FUNCTIONS, callees first (Tarjan, without
   recursion: call chains can be long).  NEXT gives a function's callees.  */

struct scc_state
{
  unsigned index, low;
  bool on_stack;
  unsigned next;
  auto_vec<function_info *> succ;
};

typedef auto_vec<function_info *> component;

static unsigned n_components;

static void
find_components (const auto_vec<function_info *> &functions,
                 void (*next) (function_info *, auto_vec<function_info *> &),
                 auto_vec<component *> &components)
{
  unsigned n_before = components.length ();
  hash_map<function_info *, scc_state *> states;
  auto_vec<function_info *> stack, path;
  unsigned index = 0;
  for (function_info *root : functions)
    {
      if (states.get (root))
        continue;
      path.safe_push (root);
      while (!path.is_empty ())
        {
          function_info *f = path.last ();
          bool existed;
          scc_state *&slot = states.get_or_insert (f, &existed);
          if (!existed)
            {
              scc_state *s = new scc_state ();
              slot = s;
              s->index = s->low = ++index;
              s->on_stack = true;
              stack.safe_push (f);
              next (f, s->succ);
            }
          scc_state *s = *states.get (f);
          if (s->next < s->succ.length ())
            {
              function_info *t = s->succ[s->next++];
              if (t == f)
                f->recursive = true;
              scc_state **ts = states.get (t);
              if (!ts)
                path.safe_push (t);
              else if ((*ts)->on_stack)
                s->low = MIN (s->low, (*ts)->index);
              continue;
            }
          path.pop ();
          if (!path.is_empty ())
            {
              scc_state *up = *states.get (path.last ());
              up->low = MIN (up->low, s->low);
            }
          if (s->low != s->index)
            continue;
          component *c = new component;
          function_info *t;
          do
            {
              t = stack.pop ();
              (*states.get (t))->on_stack = false;
              t->callees.empty ();
              for (function_info *callee : (*states.get (t))->succ)
                t->callees.add (callee);
              c->safe_push (t);
            }
          while (t != f);
          if (c->length () > 1)
            for (function_info *m : *c)
              m->recursive = true;
          components.safe_push (c);
        }
    }
  for (auto s : states)
    delete s.second;
  for (unsigned i = n_before; i < components.length (); i++)
    {
      n_components++;
      for (function_info *f : *components[i])
        f->component = n_components;
    }
}

/* In a component with more functions than this only calls by name count: the
   rest of the cycle goes through tables of functions, and their targets are
   taken for unknown code where they come too late.  */
#define MAX_COMPONENT 48

/* The components of the unit, callees first.  */

static void
order_functions (auto_vec<component *> &components)
{
  auto_vec<component *> all;
  find_components (*all_functions, successors, all);
  for (component *c : all)
    {
      if (c->length () <= MAX_COMPONENT)
        {
          components.safe_push (c);
          continue;
        }
      for (function_info *f : *c)
        f->recursive = false;
      c->qsort (compare_functions);
      find_components (*c, direct_successors, components);
      delete c;
    }
}

/* Analysing.  */

static void
free_graph (function_info *info)
{
  if (info->graph)
    graph_free (info->graph);
  info->graph = NULL;
  XDELETEVEC (info->ssa);
  info->ssa = NULL;
  delete info->wide;
  info->wide = NULL;
  delete info->locals;
  info->locals = NULL;
}

/* Read INFO's summary off its solved graph; TRACED: with the traces of its
   effects.  */

static void
extract_summary (function_info *info, bool traced)
{
  mark_unreleased (info);
  mark_repeated (info);
  mark_alternatives (info);
  struct summary *s = summary_extract (info->graph, info->n_params,
                                       info->variadic, info->coarse, traced);
  s->allocates = info->allocates;
  s->allocates_grade = info->allocates_grade;
  info->changed = !info->summary || !summary_covers (info->summary, s);
  if (info->changed || traced)
    info->summary = s;
}

/* Steps that the solver did for the component in hand.  */
static uint64_t component_steps;

/* Lower, solve and summarise INFO.  False if it is too much at any
   precision.  */

static bool
summarise (function_info *info, bool empty_unknown, bool traced)
{
  for (;;)
    {
      free_graph (info);
      lower_function (info);
      bool done = apply_and_solve (info, empty_unknown);
      component_steps += info->graph->steps_done;
      if (done)
        break;
      if (info->graph->crowded)
        info->recurrence--;
      else if (info->precision + 1 == N_PRECISIONS)
        return false;
      else
        info->precision = (enum precision) (info->precision + 1);
    }
  info->graph->recursive = false;
  judge_container_kinds (info);
  extract_summary (info, traced);
  return true;
}

/* Nothing is known of INFO: callers take it for unknown code.  */

static void
give_up (function_info *info)
{
  info->gave_up = true;
  /* What is in it is told all the same.  */
  if (!info->address_used)
    lower_function (info);
  free_graph (info);
  info->summary = summary_unknown ();
}

/* How often a function of a recursion may change before it is looked at more
   coarsely, and before it is given up.  */
#define PATIENCE 6
#define MAX_CHANGES (5 * PATIENCE)

/* INFO's summary has changed: those of its component that call it are to be
   done again.  */

static void
mark_callers (function_info *info)
{
  for (function_info *caller : info->callers)
    caller->dirty = true;
}

static void
summarise_again (function_info *info, bool empty_unknown)
{
  info->dirty = false;
  bool ok = ++info->changes <= MAX_CHANGES
            && summarise (info, empty_unknown, false);
  if (!ok)
    give_up (info);
  if (!ok || info->changed)
    mark_callers (info);
  if (!info->changed || info->changes % PATIENCE)
    return;
  if (info->recurrence)
    info->recurrence = 0;
  else if (info->precision + 1 < N_PRECISIONS)
    info->precision = (enum precision) (info->precision + 1);
}

/* In a big component the traces of calls inside it stay short; in others all
   is done once more, so that they are whole.  */
#define MAX_TRACED 8

/* From these numbers of functions on, a recursion is looked at more coarsely
   from the start; from the latter on, its graphs are not kept.  */
#define BIG_COMPONENT 12
#define HUGE_COMPONENT 48

/* The steps that all rounds of a recursion may take, and the part of the unit's
   memory that their summaries may: past either, its calls of itself are taken
   for unknown code.  */
#define COMPONENT_STEPS 2000000
#define COMPONENT_NAME_STEPS 200
#define COMPONENT_MEMORY_SHARE 4

/* What the functions of C call in it, backwards.  */

static void
find_callers (component &c)
{
  for (function_info *info : c)
    for (function_info *callee : info->callees)
      if (callee->component == info->component)
        callee->callers.safe_push (info);
}

/* Summarise the functions of C until nothing changes.  False if that is too
   much.  */

static bool
find_fixed_point (component &c)
{
  uint64_t most
      = COMPONENT_STEPS + (uint64_t)COMPONENT_NAME_STEPS * count_names (c);
  size_t before = arena_size (unit_arena ());
  component_steps = 0;
  for (int empty_unknown = 0; empty_unknown < 2; empty_unknown++)
    {
      for (function_info *info : c)
        info->dirty = !info->gave_up;
      for (bool again = true; again;)
        {
          again = false;
          for (function_info *info : c)
            if (info->dirty && !info->gave_up)
              {
                again = true;
                push_cfun (info->fun);
                summarise_again (info, empty_unknown);
                pop_cfun ();
                if (c.length () > HUGE_COMPONENT)
                  free_graph (info);
                if (component_steps > most
                    || arena_size (unit_arena ()) - before
                           > memory / COMPONENT_MEMORY_SHARE)
                  return false;
              }
        }
    }
  return true;
}

/* The calls of C of itself are calls of unknown code.  */

static void
cut_recursion (component &c)
{
  for (function_info *info : c)
    {
      if (!info->gave_up)
        info->summary = summary_unknown ();
      info->precision = PRECISION_FULL;
      info->coarse = COARSE_NOT;
    }
  char *text = report_text ("the recursion that %qs is part of is too large to "
                            "analyse within the "
                            "budget; calls in it are taken for unknown code",
                            function_name (c[0]->decl));
  report_note (1, c[0]->decl, DECL_SOURCE_LOCATION (c[0]->decl), text);
  free (text);
}

/* Skeletons of up to this many steps are kept, to be run at calls.  */
#define MAX_KEPT 400

static void
free_skeleton (function_info *info)
{
  skeleton_free (info->skeleton);
  info->skeleton = NULL;
}

static void
finish_function (function_info *info)
{
  push_cfun (info->fun);
  judge_function (info);
  pop_cfun ();
  free_graph (info);
  push_cfun (info->fun);
  section_add_function (info);
  pop_cfun ();
  free_graph (info);
  if (info->skeleton && info->skeleton->steps.n > MAX_KEPT)
    free_skeleton (info);
  info->analysed = true;
}

/* INFO once more, now that the summaries of its component are known; with
   traces.  */

static void
summarise_at_last (function_info *info)
{
  if (info->gave_up)
    return;
  push_cfun (info->fun);
  if (!summarise (info, true, true))
    give_up (info);
  pop_cfun ();
}

/* Nothing is known of the functions of C yet, and types may come RECURRENCE
   times in an access path.  */

static void
begin_recursion (component &c, unsigned recurrence)
{
  for (function_info *info : c)
    {
      info->summary = NULL;
      info->changes = 0;
      info->gave_up = false;
      info->recurrence = recurrence;
      info->precision = PRECISION_FULL;
      if (c.length () > BIG_COMPONENT)
        {
          info->precision = PRECISION_OWN_FIELDS;
          info->coarse
              = c.length () > HUGE_COMPONENT ? COARSE_PARAMS : COARSE_DEEP;
        }
    }
}

/* Is some function of C looked at less precisely than it could be?  */

static bool
lost_precision (component &c)
{
  for (function_info *info : c)
    if (info->gave_up || info->precision != PRECISION_FULL)
      return true;
  return false;
}

static void
analyse_recursion (component &c)
{
  bool small = c.length () <= BIG_COMPONENT;
  find_callers (c);
  begin_recursion (c, small ? MAX_RECURRENCE : 0);
  bool cut = !find_fixed_point (c);
  /* Members that are told apart are worth more than a list's head.  */
  if (small && (cut || lost_precision (c)))
    {
      begin_recursion (c, 0);
      cut = !find_fixed_point (c);
    }
  if (cut)
    cut_recursion (c);
  bool one_by_one = cut || c.length () > HUGE_COMPONENT;
  for (function_info *info : c)
    {
      if (one_by_one || c.length () <= MAX_TRACED)
        summarise_at_last (info);
      else if (!info->gave_up)
        {
          push_cfun (info->fun);
          extract_summary (info, true);
          pop_cfun ();
        }
      if (one_by_one)
        finish_function (info);
    }
  for (function_info *info : c)
    if (!info->analysed)
      finish_function (info);
}

static void
analyse_component (component &c)
{
  for (function_info *info : c)
    {
      push_cfun (info->fun);
      info->values = new const_values (info->fun);
      info->loops = new loop_nest (info->fun, *info->values);
      pop_cfun ();
    }
  if (c[0]->recursive)
    analyse_recursion (c);
  else
    {
      summarise_at_last (c[0]);
      finish_function (c[0]);
    }
  for (function_info *info : c)
    {
      delete info->loops;
      info->loops = NULL;
      delete info->values;
      info->values = NULL;
      delete info->address_used;
      info->address_used = NULL;
    }
}

void
escape_analyse_unit (void)
{
  by_decl = new hash_map<tree, function_info *>;
  resolved = new hash_map<tree, function_info *>;
  all_functions = new auto_vec<function_info *>;
  collect_functions ();
  mark_reported ();
  unsigned names = count_names (*all_functions);
  find_memory (names);
  report_expect (names);
  find_pieces (*all_functions);
  import_begin ();
  auto_vec<component *> components;
  order_functions (components);
  for (component *c : components)
    {
      analyse_component (*c);
      delete c;
    }
  section_finish ();
  judge_finish ();
  import_end ();
  forget_static_contents ();
  forget_callees ();
  for (function_info *info : *all_functions)
    {
      vec_free (&info->allocations);
      free_skeleton (info);
      delete info;
    }
  delete by_decl;
  delete resolved;
  delete all_functions;
  by_decl = resolved = NULL;
  all_functions = NULL;
  n_components = 0;
  unit_arena_free ();
}
