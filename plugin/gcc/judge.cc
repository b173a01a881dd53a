/* Verdicts, read off solved graphs: see judge.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   One function a question: does it escape, why, does it outlive its iteration,
   is it released, could it live on the stack.  Nothing here adds to a graph,
   but that deferred calls become unknown ones where the function is called
   from outside.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "attributes.h"
#include "frontend.h"
#include "import.h"
#include "judging.h"
#include "question.h"
#include "ordered.h"
#include "section.h"
#include "site.h"
#include "source.h"

void
judge_finish (void)
{
  exits_finish ();
  carried_finish ();
}

void
judge_container_kinds (function_info *info)
{
  struct graph *g = info->graph;
  for (const container_store &c : info->container_stores)
    {
      const struct node *n = &g->nodes.v[c.value];
      for (uint32_t k = 0; k < n->facts.n; k++)
        {
          object_id o = g->nodes.v[n->facts.v[k].target].obj;
          if (g->objects.v[o].kind == OBJECT_FRESH
              && g->objects.v[o].heap_kind == KIND_RAW)
            g->objects.v[o].heap_kind = c.kind;
        }
    }
}

static judge &
judge_of (struct judging *j)
{
  return *static_cast<judge *> (j);
}

static verdict *
verdict_of (struct judged *v)
{
  return static_cast<verdict *> (v);
}

static gimple *
call_of (const void *call)
{
  return (gimple *)const_cast<void *> (call);
}

/* --- Loops. ---  */

static loop_region *
region_of (const void *loop)
{
  return (loop_region *)const_cast<void *> (loop);
}

static const void *
loop_of (struct judging *j, const void *call)
{
  return judge_of (j).info->loops->innermost (gimple_bb (call_of (call)));
}

static bool
in_loop (struct judging *, const void *loop, const void *call)
{
  return region_of (loop)->contains (gimple_bb (call_of (call)));
}

static bool
dies_in (struct judging *j, const void *loop, const void *what)
{
  return judge_of (j).info->loops->dies_in (region_of (loop),
                                            (tree) const_cast<void *> (what));
}

static bool
survives (struct judging *j, const void *loop, object_id obj)
{
  function_info *info = judge_of (j).info;
  tree name;
  unsigned i;
  FOR_EACH_SSA_NAME (i, name, info->fun)
    {
      node_id n = info->ssa[SSA_NAME_VERSION (name)];
      if (graph_holds (j->g, n, obj)
          && info->loops->survives (region_of (loop), name))
        return true;
    }
  return false;
}

unsigned
fault_of (judge &j, object_id obj)
{
  return j.first_fault + judge_fault (&j, obj);
}

/* Is a pointer to OBJ, of the frame, still in a place that lives on when the
   function returns, on some path?  What the engine cannot tell, exits.cc may.  */

static bool
dangles (judge &j, object_id obj, const char *name, event_path &why)
{
  event_path path;
  char *last = report_text ("the function returns, and %qs is gone", name);
  enum flow_answer answer
      = ask_in_order (j.info, obj, FLOW_DANGLES, &path, last);
  free (last);
  /* Of what a callee made in this frame, exits.cc does not see when.  */
  if (answer == FLOW_NO
      || (answer == FLOW_MAYBE
          && (j.g->objects.v[obj].origin || !j.out[obj].shown)))
    return false;
  if (exits_dangling (j.info, obj, &why) == EXIT_YES)
    return true;
  if (answer != FLOW_YES)
    return false;
  for (path_event &e : path)
    why.safe_push (e);
  path.truncate (0);
  return true;
}

tree
covering_ok (judge &j, tree var)
{
  if (var && decl_ok (var))
    return var;
  return decl_ok (j.info->decl) ? j.info->decl : NULL_TREE;
}

/* Has a variable of the function attributes?  Of most functions none has.  */

static bool
has_attributed (judge &j)
{
  tree name;
  unsigned i;
  if (j.attributed >= 0)
    return j.attributed;
  j.attributed = 0;
  FOR_EACH_SSA_NAME (i, name, j.info->fun)
    {
      tree var = SSA_NAME_VAR (name);
      j.attributed |= var && DECL_P (var) && DECL_ATTRIBUTES (var);
    }
  for (object_id o = 1; o < j.g->objects.n; o++)
    {
      tree var = (tree) const_cast<void *> (j.g->objects.v[o].what);
      j.attributed |= j.g->objects.v[o].kind == OBJECT_FRAME && var
                      && DECL_ATTRIBUTES (var);
    }
  return j.attributed;
}

tree
holding_variable (judge &j, object_id obj, bool (*test) (tree))
{
  struct graph *g = j.g;
  tree name;
  unsigned i;
  if (!has_attributed (j))
    return NULL_TREE;
  FOR_EACH_SSA_NAME (i, name, j.info->fun)
    {
      tree var = SSA_NAME_VAR (name);
      node_id n = j.info->ssa[SSA_NAME_VERSION (name)];
      if (var && DECL_P (var) && DECL_ATTRIBUTES (var) && test (var)
          && graph_holds (g, n, obj))
        return var;
    }
  for (object_id o = 1; o < g->objects.n; o++)
    {
      const struct object *holder = &g->objects.v[o];
      tree var = (tree) const_cast<void *> (holder->what);
      if (holder->kind != OBJECT_FRAME || !var || !DECL_ATTRIBUTES (var)
          || !test (var))
        continue;
      for (uint32_t c = 0; c < holder->cells.n; c++)
        if (graph_holds (g, holder->cells.v[c], obj))
          return var;
    }
  return NULL_TREE;
}

static bool
test_ok (tree var)
{
  return decl_ok (var) != NULL;
}

/* Does the unit's main function own it?  What main allocates lasts as long as
   the process.  */

bool
is_main (tree fndecl)
{
  return DECL_NAME (fndecl) && TREE_PUBLIC (fndecl)
         && !strcmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), "main");
}

/* --- What the core asks and tells: see judged.h. ---  */

static struct flow *
flow_for (struct judging *j)
{
  return flow_of (judge_of (j).info);
}

static event_path &
path_of (verdict *v, enum judged_path which)
{
  return which == PATH_WHY   ? v->path
         : which == PATH_BUG ? v->bug_path
                             : v->loss_path;
}

static void
tell_trace (struct judging *, struct judged *v, enum judged_path which,
            const struct trace *t)
{
  events_of_trace (t, path_of (verdict_of (v), which));
}

/* That V's object is lost.  The caller frees it.  */

static char *
lost_of (judge &j, const verdict *v, object_id obj)
{
  const struct object &o = j.g->objects.v[obj];
  location_t loc = v->loc;
  char *called = source_call_text (&loc, v->name);
  const void *by = judge_releasing_call (&j, obj);
  char *lost = lost_text (called, o.heap_kind != KIND_RAW ? NULL
                                  : by ? call_name ((const gimple *)by)
                                       : o.deallocator);
  free (called);
  return lost;
}

static void
tell_flow (struct judging *jg, struct judged *v, enum judged_path which,
           object_id obj, enum flow_question, const struct flow_path *found)
{
  char *lost = lost_of (judge_of (jg), verdict_of (v), obj);
  events_of_flow (*found, lost, path_of (verdict_of (v), which));
  free (lost);
}

static void
tell_failing (struct judging *, struct judged *v, enum judged_path which,
              const struct failing *how)
{
  struct flow_event end = how->end;
  struct flow_path path = { { &end, 1, 1 }, false };
  char *text = how->null ? report_text ("this path fails: null is returned")
                         : report_text ("this path fails: %wd is returned",
                                        how->value);
  events_of_flow (path, text, path_of (verdict_of (v), which));
  free (text);
}

static void
move_path (struct judged *into, enum judged_path to, struct judged *v,
           enum judged_path from)
{
  event_path &old = path_of (verdict_of (v), from);
  for (path_event &e : old)
    path_of (verdict_of (into), to).safe_push (e);
  old.truncate (0);
}

static bool
calls_library (struct judging *, const struct step *step)
{
  gimple *call = call_of (step->where);
  tree callee
      = call && is_gimple_call (call) ? gimple_call_fndecl (call) : NULL_TREE;
  return callee && !function_info_of (callee) && !import_find (callee);
}

static const struct lib_effects *
library_of (const void *what)
{
  return find_library ((tree) const_cast<void *> (what));
}

static verdict *
new_verdict (judge &j, enum object_class object, location_t loc,
             const char *name)
{
  verdict *v = new verdict ();
  v->object = object;
  v->function = j.info->decl;
  v->loc = loc;
  v->name = name;
  return v;
}

/* Allocations.  */

/* SAME: of another object of the same call, which this will be merged into.  */

static verdict *
judge_made (judge &j, object_id obj, const char *name, const judged *same)
{
  const struct object &o = j.g->objects.v[obj];
  gimple *call = call_of (o.call);
  verdict *v = new_verdict (j, OBJECT_ALLOCATION, gimple_location (call), name);
  v->fault = fault_of (j, obj);
  judge_allocation (&j, obj, same, v);
  /* Inlined, it is the caller's.  */
  if (v->on_stack && j.out[obj].shown && !o.caller_frame)
    v->stack_bug = dangles (j, obj, v->name, v->bug_path);
  tree lhs = gimple_call_lhs (call);
  v->ok = covering_ok (j, lhs ? holding_variable (j, obj, test_ok) : NULL_TREE);
  check_local (j, obj, NULL_TREE);
  if (j.info->reported)
    advise_on_maps (j.info, obj, v);
  return v;
}

/* The name of the VLA whose storage CALL makes, or null: that of the pointer to
   it without its number, since optimisation drops the variable.  */

const char *
vla_name (gcall *call)
{
  tree lhs = gimple_call_lhs (call);
  if (!gimple_call_alloca_for_var_p (call) || !lhs
      || TREE_CODE (lhs) != SSA_NAME)
    return NULL;
  auto_vec<tree> names;
  names.safe_push (lhs);
  imm_use_iterator it;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, it, lhs)
  if (is_gimple_assign (USE_STMT (use))
      && TREE_CODE (gimple_assign_lhs (USE_STMT (use))) == SSA_NAME)
    names.safe_push (gimple_assign_lhs (USE_STMT (use)));
  for (tree name : names)
    {
      tree var = SSA_NAME_VAR (name);
      if (!var || !DECL_NAME (var))
        continue;
      const char *given = IDENTIFIER_POINTER (DECL_NAME (var));
      size_t length = strcspn (given, ".");
      if (length && given[length])
        return IDENTIFIER_POINTER (get_identifier_with_length (given, length));
    }
  return NULL;
}

/* The variable of INFO's function that was the VLA called NAME, if it is still
   there.  */

static tree
vla_decl (function_info *info, const char *name)
{
  tree decl;
  unsigned i;
  FOR_EACH_LOCAL_DECL (info->fun, i, decl)
    if (VAR_P (decl) && DECL_HAS_VALUE_EXPR_P (decl) && DECL_NAME (decl)
        && TREE_CODE (DECL_VALUE_EXPR (decl)) == INDIRECT_REF
        && !strcmp (IDENTIFIER_POINTER (DECL_NAME (decl)), name))
      return decl;
  return NULL_TREE;
}

static void
hand_over (struct judging *j, struct judged *v, const void *waits)
{
  if (waits_for_callers (judge_of (j), waits, verdict_of (v)))
    return;
  if (judge_of (j).info->reported)
    report_verdict (verdict_of (v));
  else
    delete verdict_of (v);
}

/* V is about OBJ of this very function.  */

static void
hand_over_own (judge &j, object_id obj, verdict *v)
{
  hand_over (&j, v, judge_waits_by (&j.g->objects.v[obj]));
}

/* Is OBJ, storage of a block called NAME, used behind the block's end?  */

static bool
is_used_late (judge &j, object_id obj, const char *name, event_path &why)
{
  char *last = report_text ("a pointer to %qs is used here", name);
  enum flow_answer answer
      = ask_in_order (j.info, obj, FLOW_USED_LATE, &why, last);
  free (last);
  return answer == FLOW_YES;
}

static void
tell_late_use (judge &j, const verdict &v, event_path &why)
{
  char *text = report_text ("address of local %qs outlives its block", v.name);
  if (j.info->reported)
    report_finding (GROUP_STACK, j.info->decl, v.loc, text, why, v.ok);
  free (text);
}

/* Does the life of variable DECL end in a loop?  */

static bool
ends_in_loop (function_info *info, tree decl)
{
  const struct skeleton *s = lower_skeleton (info);
  for (uint32_t i = 0; i < s->steps.n; i++)
    {
      const struct skel_step &step = s->steps.v[i];
      gimple *where = (gimple *)const_cast<void *> (step.where);
      if (step.kind == SKEL_END && s->memories.v[step.memory].what == decl
          && info->loops->innermost (gimple_bb (where)))
        return true;
    }
  return false;
}

static void
judge_own_allocations (judge &j)
{
  hash_set<gimple *> seen;
  for (uint32_t i = 0; i < j.info->allocations.n; i++)
    {
      const struct allocation &a = j.info->allocations.v[i];
      gcall *call = as_a<gcall *> (call_of (a.call));
      /* A function pointer with several targets allocates once.  */
      if (seen.add (call))
        continue;
      verdict *v = judge_made (j, a.object, a.name, NULL);
      if (const char *name = v->on_stack ? vla_name (call) : NULL)
        {
          v->object = OBJECT_VARIABLE;
          v->name = name;
          if (tree vla = vla_decl (j.info, name))
            v->ok = covering_ok (j, vla);
          event_path late;
          if (!v->stack_bug && is_used_late (j, a.object, name, late))
            tell_late_use (j, *v, late);
        }
      hand_over_own (j, a.object, v);
    }
}

/* What a call's callees made and handed out is an allocation at the call.  */

static struct judged *
clone_verdict (struct judging *jg, object_id o, const struct judged *same)
{
  judge &j = judge_of (jg);
  const struct object &obj = j.g->objects.v[o];
  step_id birth = j.g->nodes.v[obj.births.v[0]].birth;
  tree callee = (tree) const_cast<void *> (j.g->steps.v[birth].what);
  verdict *v = judge_made (j, o,
                           callee ? function_name (callee)
                                  : call_name (call_of (obj.call)),
                           same);
  if (j.info->reported)
    advise_on_growth (j.info, o, as_a<gcall *> (call_of (obj.call)), v->name);
  return v;
}

static void
drop_verdict (struct judged *v, struct judged *into)
{
  if (!verdict_of (into)->ok)
    verdict_of (into)->ok = verdict_of (v)->ok;
  delete verdict_of (v);
}

static const struct judge_client client
    = { flow_for,      tell_trace,    tell_flow, tell_failing, move_path,
        calls_library, library_of,    loop_of,   in_loop,      dies_in,
        survives,      clone_verdict, hand_over, drop_verdict, feed_back };

/* Variables.  */

const char *
local_name (tree decl)
{
  if (!DECL_P (decl))
    return NULL;
  if (DECL_NAME (decl) && !DECL_ARTIFICIAL (decl) && !DECL_IGNORED_P (decl))
    return IDENTIFIER_POINTER (DECL_NAME (decl));
  return decl_is_compound_literal (decl) ? "compound literal" : NULL;
}

/* The return statement that hands out the address of DECL and that GIMPLE has
   no trace of; or null.  */

static const returned_local *
find_returned (tree decl)
{
  for (const returned_local &r : returned_locals ())
    if (r.decl == decl)
      return &r;
  return NULL;
}

/* V's variable is returned by R.  */

static void
add_returned (verdict *v, const returned_local &r)
{
  path_event e = { r.loc, r.function, 0,
                   report_text ("address of %qs is returned here", v->name) };
  event_path &path = v->escapes ? v->bug_path : v->path;
  v->reasons |= REASON_RETURNED;
  v->grade = GRADE_SHOWN;
  v->escapes = v->stack_bug = true;
  v->promotable = false;
  path.safe_push (e);
}

/* Does STMT store a pointer as what it is, whole?  */

static bool
stores_pointer (gimple *stmt)
{
  return stmt && gimple_assign_single_p (stmt)
         && (POINTER_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (stmt)))
             || RECORD_OR_UNION_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (stmt))));
}

/* Does OBJ, of the frame, outlive the function, as the graph has it, by nothing
   but stores of its own that are all overwritten before other code runs?  What
   has been on the heap, or in the library's hands, may come back in ways that the
   engine does not follow.  */

static bool
is_taken_back (judge &j, object_id obj)
{
  const struct graph *g = j.g;
  const struct outcome &o = j.out[obj];
  if (!o.shown || o.assumed || o.shown & ~(REASON_PARAMETER | REASON_GLOBAL)
      || j.info->fun->calls_setjmp || j.info->fun->has_nonlocal_label)
    return false;
  for (uint32_t i = 1; i < g->edges.n; i++)
    {
      const struct flow_edge &e = g->edges.v[i];
      const struct step &step = g->steps.v[e.step];
      object_id by = g->nodes.v[e.dst].obj;
      if (!graph_holds (g, e.src, obj))
        continue;
      if (step.kind == STEP_LIBRARY)
        return false;
      if (by == NO_OBJECT)
        continue;
      const struct object &holder = g->objects.v[by];
      enum grade grade;
      if (outcome_root (&holder, &grade)
              ? !stores_pointer ((gimple *)const_cast<void *> (step.where))
              : holder.kind != OBJECT_FRAME)
        return false;
    }
  return flow_is_never (flow_of (j.info), obj, FLOW_LEAVES);
}

static void
judge_variable (judge &j, object_id obj, tree decl)
{
  const struct object &o = j.g->objects.v[obj];
  verdict *v = new_verdict (j, OBJECT_VARIABLE, DECL_SOURCE_LOCATION (decl),
                            local_name (decl));
  v->fault = fault_of (j, obj);
  v->on_stack = true;
  unsigned shown = j.out[obj].shown;
  bool back = is_taken_back (j, obj);
  if (back)
    {
      j.out[obj].shown = 0;
      section_note_taken_back (decl);
    }
  judge_escape (&j, obj, v);
  j.out[obj].shown = shown;
  v->size = o.extent;
  bool elsewhere = false;
  v->released = question_released (j.g, j.out, obj, &elsewhere);
  event_path late;
  bool is_late = is_used_late (j, obj, v->name, late);
  v->outlives_iteration = is_late && ends_in_loop (j.info, decl);
  if (v->outlives_iteration)
    section_note_outliving (decl);
  v->promotable = !v->escapes && !v->outlives_iteration;
  v->ok = covering_ok (j, decl);
  if ((shown || outcome_is_open (&j.out[obj])) && !back
      && !judge_is_withdrawn (&j, obj))
    v->stack_bug = dangles (j, obj, v->name, v->bug_path);
  if (v->stack_bug)
    v->grade = GRADE_SHOWN;
  if (const returned_local *r = v->stack_bug ? NULL : find_returned (decl))
    add_returned (v, *r);
  if (is_late && !v->stack_bug)
    tell_late_use (j, *v, late);
  check_local (j, obj, decl);
  hand_over_own (j, obj, v);
}

/* Nested functions reach their enclosing one's variables through a struct of
   the compiler's, which holds the trampolines too.  */

static bool
is_frame_struct (tree decl)
{
  return DECL_P (decl) && DECL_NAME (decl) && DECL_ARTIFICIAL (decl)
         && startswith (IDENTIFIER_POINTER (DECL_NAME (decl)), "FRAME.");
}

static bool
is_trampoline (tree f)
{
  if (TREE_CODE (TREE_TYPE (f)) != RECORD_TYPE)
    return false;
  tree data = TYPE_FIELDS (TREE_TYPE (f));
  return data && DECL_NAME (data)
         && !strcmp (IDENTIFIER_POINTER (DECL_NAME (data)), "__data");
}

/* Is member F of such a struct a variable of the source?  */

static bool
is_captured_variable (tree f)
{
  return TREE_CODE (f) == FIELD_DECL && DECL_NAME (f) && !is_trampoline (f)
         && !strchr (IDENTIFIER_POINTER (DECL_NAME (f)), '.');
}

/* Does the function of trampoline F, in a struct of INFO's frame, use that
   frame?  Unoptimised, all nested functions have trampolines.  */

static bool
uses_frame (function_info *info, tree f)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      {
        gimple *s = gsi_stmt (i);
        if (!gimple_call_builtin_p (s, BUILT_IN_INIT_TRAMPOLINE))
          continue;
        tree where = gimple_call_arg (s, 0), fn = gimple_call_arg (s, 1);
        if (TREE_CODE (where) != ADDR_EXPR || TREE_CODE (fn) != ADDR_EXPR
            || TREE_CODE (TREE_OPERAND (where, 0)) != COMPONENT_REF
            || TREE_OPERAND (TREE_OPERAND (where, 0), 1) != f)
          continue;
        function *nested = DECL_STRUCT_FUNCTION (TREE_OPERAND (fn, 0));
        tree chain = nested ? nested->static_chain_decl : NULL_TREE;
        tree def = chain ? ssa_default_def (nested, chain) : NULL_TREE;
        return def && !has_zero_uses (def);
      }
  return true;
}

/* Does something that outlives the frame hold the address of member F of OBJ,
   as far as addresses in it are told apart?  */

static bool
is_member_held (judge &j, object_id obj, tree f)
{
  struct graph *g = j.g;
  int64_t from = int_byte_position (f), size = type_bytes (TREE_TYPE (f));
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      object_id holder = g->nodes.v[n].obj;
      enum grade grade;
      if (holder == NO_OBJECT || holder == obj
          || (!outcome_root (&g->objects.v[holder], &grade)
              && !j.out[holder].shown && !j.out[holder].assumed))
        continue;
      for (uint32_t k = 0; k < g->nodes.v[n].facts.n; k++)
        {
          const struct node &t = g->nodes.v[g->nodes.v[n].facts.v[k].target];
          if (t.obj == obj
              && (t.place.stride
                  || (t.place.off >= from && t.place.off < from + size)))
            return true;
        }
    }
  return false;
}

/* If the struct escapes, tell it of the captured variables whose addresses do;
   if it is a nested function that uses the frame, of the first one.  */

static void
judge_frame_struct (judge &j, object_id obj, tree frame)
{
  if (!j.out[obj].shown && !j.out[obj].assumed)
    return;
  auto_vec<tree> told;
  tree first = NULL_TREE;
  bool needed = false, idle = false;
  for (tree f = TYPE_FIELDS (TREE_TYPE (frame)); f; f = DECL_CHAIN (f))
    if (is_captured_variable (f))
      {
        if (is_member_held (j, obj, f))
          told.safe_push (f);
        if (!first || DECL_SOURCE_LOCATION (f) < DECL_SOURCE_LOCATION (first))
          first = f;
      }
    else if (TREE_CODE (f) == FIELD_DECL && is_trampoline (f)
             && is_member_held (j, obj, f))
      {
        bool uses = uses_frame (j.info, f);
        needed |= uses;
        idle |= !uses;
      }
  if (told.is_empty () && first && (needed || !idle))
    told.safe_push (first);
  for (tree f : told)
    {
      verdict *v = new_verdict (j, OBJECT_VARIABLE, DECL_SOURCE_LOCATION (f),
                                IDENTIFIER_POINTER (DECL_NAME (f)));
      v->fault = fault_of (j, obj);
      v->on_stack = true;
      judge_escape (&j, obj, v);
      v->size = type_bytes (TREE_TYPE (f));
      if (j.out[obj].shown)
        v->stack_bug = dangles (j, obj, v->name, v->bug_path);
      v->ok = covering_ok (j, NULL_TREE);
      hand_over (&j, v, NULL);
    }
}

static void
judge_variables (judge &j)
{
  hash_set<tree> judged;
  for (object_id o = 1; o < j.g->objects.n; o++)
    {
      const struct object &obj = j.g->objects.v[o];
      if (obj.kind != OBJECT_FRAME || !obj.what || obj.origin)
        continue;
      tree decl = (tree) const_cast<void *> (obj.what);
      if (is_frame_struct (decl))
        judge_frame_struct (j, o, decl);
      /* Of a local that is followed in order no version's address goes
	 anywhere.  */
      else if (local_name (decl) && j.info->address_used->contains (decl)
               && !judged.add (decl))
        judge_variable (j, o, decl);
    }
  for (const returned_local &r : returned_locals ())
    if (r.function == j.info->decl && local_name (r.decl)
        && !judged.add (r.decl))
      {
        verdict *v
            = new_verdict (j, OBJECT_VARIABLE, DECL_SOURCE_LOCATION (r.decl),
                           local_name (r.decl));
        v->on_stack = true;
        v->size = type_bytes (TREE_TYPE (r.decl));
        v->ok = covering_ok (j, r.decl);
        add_returned (v, r);
        hand_over (&j, v, NULL);
      }
}

/* Parameters.  */

bool
holds_pointer (const_tree type, int depth)
{
  if (POINTER_TYPE_P (type))
    return true;
  if (TREE_CODE (type) == ARRAY_TYPE)
    return holds_pointer (TREE_TYPE (type), depth);
  if (RECORD_OR_UNION_TYPE_P (type) && depth < 32)
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
      if (TREE_CODE (f) == FIELD_DECL
          && holds_pointer (TREE_TYPE (f), depth + 1))
        return true;
  return false;
}

/* How many loads deep a value of TYPE can lead to pointers: char * to none but
   itself.  */

unsigned
deepest_level (const_tree type)
{
  unsigned level = 0;
  while (POINTER_TYPE_P (type))
    {
      const_tree to = TREE_TYPE (type);
      if (TREE_CODE (to) == FUNCTION_TYPE)
        return level;
      if (POINTER_TYPE_P (to))
        {
          type = to;
          level++;
          continue;
        }
      if (VOID_TYPE_P (to) || AGGREGATE_TYPE_P (to)
          || type_bytes (to) >= POINTER_SIZE_UNITS)
        return UINT_MAX;
      return level;
    }
  return UINT_MAX;
}

static void
judge_parameters (judge &j)
{
  auto_vec<unsigned> max_level;
  auto_vec<tree> parms;
  for (tree p = DECL_ARGUMENTS (j.info->decl); p; p = DECL_CHAIN (p))
    {
      parms.safe_push (p);
      max_level.safe_push (deepest_level (TREE_TYPE (p)));
    }
  auto_vec<const char *> names;
  for (unsigned i = 0; i < parms.length (); i++)
    {
      char number[16];
      snprintf (number, sizeof number, "#%u", i + 1);
      names.safe_push (IDENTIFIER_POINTER (DECL_NAME (parms[i])
                                               ? DECL_NAME (parms[i])
                                               : get_identifier (number)));
    }
  unsigned n;
  struct leak *leaks
      = outcome_leaks (j.g, j.out, max_level.address (), parms.length (), &n);
  for (unsigned i = 0; i < parms.length (); i++)
    {
      if (!holds_pointer (TREE_TYPE (parms[i])) || DECL_ARTIFICIAL (parms[i]))
        continue;
      verdict *v = new_verdict (j, OBJECT_PARAMETER,
                                DECL_SOURCE_LOCATION (parms[i]), names[i]);
      v->size = -1;
      v->ok = covering_ok (j, parms[i]);
      for (unsigned k = 0; k < n; k++)
        {
          /* A small number can be a part of a pointer, which is no news.  */
          if (leaks[k].param != (int)i
              || (leaks[k].to == LEAK_TO_RESULT
                  && type_bytes (TREE_TYPE (TREE_TYPE (j.info->decl)))
                         < POINTER_SIZE_UNITS))
            continue;
          param_leak l;
          l.to = leaks[k].to == LEAK_TO_HEAP     ? param_leak::TO_HEAP
                 : leaks[k].to == LEAK_TO_RESULT ? param_leak::TO_RESULT
                                                 : param_leak::TO_PARAM;
          l.param
              = leaks[k].to == LEAK_TO_PARAM ? names[leaks[k].to_param] : NULL;
          l.level = leaks[k].level;
          v->leaks.safe_push (l);
          v->escapes = true;
          if (!v->path.length () && report_explains_leaks ())
            events_of_trace (question_leak (j.g, j.search, &leaks[k]), v->path);
        }
      hand_over (&j, v, NULL);
    }
  escape_release (leaks);
}

/* DECL, a variable or the member of a frame struct that stands for it.  */

static void
give_up_variable (function_info *info, tree decl, const char *name)
{
  verdict *v = new verdict ();
  v->object = OBJECT_VARIABLE;
  v->function = info->decl;
  v->loc = DECL_SOURCE_LOCATION (decl);
  v->name = name;
  v->on_stack = v->escapes = true;
  v->reasons = REASON_BUDGET;
  v->size = type_bytes (TREE_TYPE (decl));
  v->released = RELEASED_UNKNOWN;
  report_verdict (v);
}

static void
give_up_parameters (function_info *info)
{
  for (tree p = DECL_ARGUMENTS (info->decl); p; p = DECL_CHAIN (p))
    if (holds_pointer (TREE_TYPE (p)) && DECL_NAME (p))
      {
        verdict *v = new verdict ();
        v->object = OBJECT_PARAMETER;
        v->function = info->decl;
        v->loc = DECL_SOURCE_LOCATION (p);
        v->name = IDENTIFIER_POINTER (DECL_NAME (p));
        v->escapes = true;
        v->size = -1;
        param_leak l = { param_leak::TO_HEAP, NULL, 0 };
        v->leaks.safe_push (l);
        report_verdict (v);
      }
}

/* A function that was too much: everything in it is taken to escape.  */

static void
judge_given_up (function_info *info)
{
  give_up_carried (info);
  if (!info->reported)
    return;
  report_function (info->decl);
  char *text = report_text ("%qs is too large to analyse within the budget; it "
                            "is taken for unknown "
                            "code",
                            function_name (info->decl));
  report_note (1, info->decl, DECL_SOURCE_LOCATION (info->decl), text);
  free (text);
  for (uint32_t i = 0; i < info->allocations.n; i++)
    {
      const struct allocation &a = info->allocations.v[i];
      verdict *v = new verdict ();
      v->object = OBJECT_ALLOCATION;
      v->function = info->decl;
      v->loc = gimple_location (call_of (a.call));
      v->name = a.name;
      v->on_stack = is_alloca_call (call_of (a.call));
      v->escapes = true;
      v->reasons = REASON_BUDGET;
      v->size = -1;
      v->released = RELEASED_UNKNOWN;
      report_verdict (v);
    }
  for (tree decl : *info->address_used)
    {
      if (local_name (decl))
        give_up_variable (info, decl, local_name (decl));
      if (is_frame_struct (decl))
        for (tree f = TYPE_FIELDS (TREE_TYPE (decl)); f; f = DECL_CHAIN (f))
          if (is_captured_variable (f))
            give_up_variable (info, f, IDENTIFIER_POINTER (DECL_NAME (f)));
    }
  give_up_parameters (info);
}

/* At m=3, the figures of the graph and the solver.  */

static void
tell_figures (function_info *info)
{
  if (options.m < 3 || !info->reported)
    return;
  const struct graph *g = info->graph;
  const struct summary *s = info->summary;
  uint64_t facts = 0;
  for (node_id n = 0; n < g->nodes.n; n++)
    facts += g->nodes.v[n].facts.n;
  char text[300];
  snprintf (text, sizeof text,
            "graph: %u objects, %u nodes, %u edges, %lu facts, %lu steps at "
            "precision %d; summary: %u objects, %u links, %u effects, %u "
            "deferred calls",
            g->objects.n - 1, g->nodes.n - 1, g->edges.n - 1,
            (unsigned long)facts, (unsigned long)g->steps_done,
            (int)g->precision, s->objects.n, s->links.n, s->effects.n,
            s->deferred.n);
  report_note (3, info->decl, DECL_SOURCE_LOCATION (info->decl), text);
}

/* The callbacks of INFO's callers are unknown code: for INFO itself nobody else
   is to say what they do.  False if that is too much.  */

static bool
close_graph (function_info *info)
{
  apply_deferred_as_unknown (info);
  return apply_and_solve (info, true);
}

void
judge_function (function_info *info)
{
  bool closed = !info->gave_up && (info->root || info->summary->unknown);
  if (info->gave_up || (closed && !close_graph (info)))
    {
      dump_graph (info);
      judge_given_up (info);
      return;
    }
  tell_figures (info);
  judge j;
  static_cast<judging &> (j) = { &client,
                                 info->graph,
                                 NULL,
                                 NULL,
                                 NULL,
                                 info->root,
                                 is_main (info->decl),
                                 options.stack_limit };
  j.info = info;
  j.attributed = -1;
  judging_begin (&j);
  dump_graph (info);
  if (options.m >= 3)
    dump_skeleton (lower_skeleton (info));
  if (info->reported)
    report_function (info->decl);
  static unsigned n_faults;
  j.first_fault = n_faults;
  n_faults += j.g->objects.n;
  judge_own_allocations (j);
  judge_clones (&j);
  judge_variables (j);
  judge_frees (j);
  judge_nil_maps (j);
  exits_note_accesses (info);
  exits_done ();
  ordered_done ();
  if (info->reported)
    judge_contracts (j);
  /* A parameter that is handed to a callback leaks as far as this function can
     say.  */
  bool solved = closed || !info->reported || close_graph (info);
  if (!closed && solved && info->reported)
    judging_begin (&j);
  if (solved)
    judge_parameters (j);
  else
    give_up_parameters (info);
  judging_end (&j);
}
