/* The pass over a unit: its functions, bottom-up.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A function refers to what it calls, to the functions whose addresses it
   mentions, and to those in the initialisers of variables that it mentions.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "import.h"
#include "tree-cfg.h"
#include "attributes.h"
#include "bottomup.h"
#include "constructor.h"
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
    n += info->n_values;
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
      info->n_values = SSANAMES (info->fun)->length ();
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

static void
refer (tree fndecl, numbers *out)
{
  if (function_info *target = function_info_of (fndecl))
    numbers_push (out, target->number);
}

static void
references (caller *f, bool direct, numbers *out)
{
  cgraph_node *node = static_cast<function_info *> (f)->node;
  if (direct)
    {
      for (cgraph_edge *e = node->callees; e; e = e->next_callee)
        refer (e->callee->decl, out);
      return;
    }
  hash_set<symtab_node *> seen;
  auto_vec<symtab_node *> queue;
  queue.safe_push (node);
  seen.add (node);
  for (unsigned i = 0; i < queue.length (); i++)
    {
      auto_vec<symtab_node *> next;
      each_reference (queue[i], next);
      for (symtab_node *n : next)
        {
          if (cgraph_node *fn = dyn_cast<cgraph_node *> (n))
            refer (fn->decl, out);
          else if (!seen.add (n) && n->definition)
            {
              queue.safe_push (n);
              const static_contents *c = static_contents_of (n->decl);
              for (unsigned k = 0; c->known && k < c->stores.length (); k++)
                if (c->stores[k].function)
                  refer (c->stores[k].function, out);
            }
        }
    }
}

void
referred_functions (function_info *info, auto_vec<function_info *> &out)
{
  numbers found = { NULL, 0, 0 };
  references (info, false, &found);
  for (uint32_t i = 0; i < found.n; i++)
    out.safe_push ((*all_functions)[found.v[i]]);
  vec_free (&found);
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
  delete info->cases;
  info->cases = NULL;
  delete info->locals;
  info->locals = NULL;
}

/* What bottomup.c asks for.  */

static function_info *
info_of (caller *f)
{
  return static_cast<function_info *> (f);
}

static void
begin (caller *f)
{
  function_info *info = info_of (f);
  push_cfun (info->fun);
  info->values = new const_values (info->fun);
  info->loops = new loop_nest (info->fun, *info->values);
  pop_cfun ();
}

static void
end (caller *f)
{
  function_info *info = info_of (f);
  delete info->loops;
  info->loops = NULL;
  delete info->values;
  info->values = NULL;
  delete info->address_used;
  info->address_used = NULL;
}

static void
enter (caller *f)
{
  push_cfun (info_of (f)->fun);
}

static void
leave (caller *)
{
  pop_cfun ();
}

static void
build (caller *f)
{
  lower_function (info_of (f));
}

static void
mark (caller *f)
{
  function_info *info = info_of (f);
  judge_container_kinds (info);
  if (constructor_asks (info->graph))
    constructor_mark (info->graph, lower_skeleton (info), info->recursive);
}

static void
free_skeleton (function_info *info)
{
  skeleton_free (info->skeleton);
  info->skeleton = NULL;
}

/* The skeleton has the nodes of the graph.  */

static void
drop (caller *f)
{
  free_graph (info_of (f));
  free_skeleton (info_of (f));
}

/* What is in it is told all the same.  */

static void
give_up (caller *f)
{
  if (!info_of (f)->address_used)
    lower_function (info_of (f));
}

static void
cut (caller *f)
{
  tree decl = info_of (f)->decl;
  char *text = report_text ("the recursion that %qs is part of is too large to "
                            "analyse within the "
                            "budget; calls in it are taken for unknown code",
                            function_name (decl));
  report_note (1, decl, DECL_SOURCE_LOCATION (decl), text);
  free (text);
}

/* Skeletons of up to this many steps are kept, to be run at calls.  */
#define MAX_KEPT 400

static void
finish (caller *f)
{
  function_info *info = info_of (f);
  push_cfun (info->fun);
  judge_function (info);
  pop_cfun ();
  free_graph (info);
  push_cfun (info->fun);
  section_add_function (info);
  pop_cfun ();
  if (info->skeleton && info->skeleton->steps.n > MAX_KEPT)
    free_skeleton (info);
}

static const bottomup_client client
    = { references, begin,   end,    enter, leave,   build,  mark,
        drop,       give_up, finish, cut,   nullptr, nullptr };

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
  auto_vec<caller *> callers;
  for (function_info *info : *all_functions)
    callers.safe_push (info);
  bottomup_run (&client, callers.address (), callers.length (), options.budget,
                memory);
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
  unit_arena_free ();
}
