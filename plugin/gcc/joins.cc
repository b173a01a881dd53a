/* Threads that are waited for.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What a thread is handed is in another's hands for as long as it runs.  Where
   control cannot leave the function that made the thread before it has waited
   for its end, the thread runs like a function that was called there: what it
   keeps is what its own summary says.  That is so if the thread's name is in a
   local that nothing else writes to, and each way from the call that made the
   thread comes to the call that joins it: without a return, without another
   thread in its place, without code that could jump out or end this thread, and
   before the end of any block with variables in it.  */

#include "compat.h"
#include "ssa.h"
#include "import.h"
#include "tree-cfg.h"
#include "gimple-walk.h"
#include "site.h"
#include "order.h"

static bool
is_called (const gimple *stmt, const char *posix, const char *c11)
{
  tree fndecl = is_gimple_call (stmt) ? gimple_call_fndecl (stmt) : NULL_TREE;
  if (!fndecl || !find_library (fndecl))
    return false;
  const char *name = function_name (fndecl);
  return !strcmp (name, posix) || !strcmp (name, c11);
}

bool
may_leave (tree fndecl)
{
  const char *name = function_name (fndecl);
  if (callee_leaves (name))
    return true;
  if (function_info_of (fndecl))
    {
      const outside_accesses *known = accesses_of (fndecl);
      return !known || known->leaves || known->unknown_code;
    }
  if (fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    return false;
  const struct lib_effects *e = find_library (fndecl);
  if (const struct exported *known = e ? NULL : import_find (fndecl))
    return known->leaves;
  return !e
         || (e->n_callbacks && strcmp (name, "pthread_create")
             && strcmp (name, "thrd_create"));
}

/* A thread whose name CREATE puts in THREAD.  */

struct join_search
{
  function_info *info;
  gcall *create;
  tree thread;
  bool taken; /* Something else gets at THREAD.  */
};

static bool
note_store (gimple *stmt, tree base, tree, void *data)
{
  join_search *j = (join_search *)data;
  j->taken |= base == j->thread && !gimple_clobber_p (stmt);
  return false;
}

static bool
note_address (gimple *stmt, tree base, tree, void *data)
{
  join_search *j = (join_search *)data;
  j->taken |= base == j->thread && stmt != j->create && !is_for_checks (stmt);
  return false;
}

static bool
is_taken (join_search &j)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, j.info->fun)
    {
      for (gphi_iterator i = gsi_start_phis (bb); !gsi_end_p (i); gsi_next (&i))
        walk_stmt_load_store_addr_ops (i.phi (), &j, NULL, NULL, note_address);
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        walk_stmt_load_store_addr_ops (gsi_stmt (i), &j, NULL, note_store,
                                       note_address);
    }
  return j.taken;
}

/* Can control pass STMT and be sure to come out behind it, or nowhere, with the
   thread still there to be joined?  */

static bool
is_harmless (const join_search &j, gimple *stmt)
{
  if (is_gimple_debug (stmt))
    return true;
  if (stmt == j.create || ended_variable (stmt)
      || gimple_code (stmt) == GIMPLE_ASM)
    return false;
  if (!is_gimple_call (stmt) || gimple_call_internal_p (stmt))
    return true;
  tree fndecl = gimple_call_fndecl (stmt);
  return fndecl && !may_leave (fndecl);
}

static bool
is_zero (tree value, void *)
{
  return integer_zerop (value);
}

/* Is E taken only if no thread was made?  */

static bool
is_without_thread (const join_search &j, edge e)
{
  tree result = gimple_call_lhs (j.create);
  return result && TREE_CODE (result) == SSA_NAME
         && compared_on (result, e, is_zero, NULL) == NE_EXPR;
}

/* The call that joins the thread on all ways from where it is made, one of them
   if there are several; or null.  */

static gcall *
find_join (const join_search &j)
{
  gcall *join = NULL;
  hash_set<basic_block> seen;
  auto_vec<basic_block> queue;
  basic_block bb = gimple_bb (j.create);
  gimple_stmt_iterator i = gsi_for_stmt (j.create);
  gsi_next (&i);
  for (;;)
    {
      tree name = NULL_TREE;
      bool joined = false;
      for (; !gsi_end_p (i) && !joined; gsi_next (&i))
        {
          gimple *stmt = gsi_stmt (i);
          if (gimple_assign_load_p (stmt)
              && gimple_assign_rhs1 (stmt) == j.thread)
            name = gimple_assign_lhs (stmt);
          if (is_called (stmt, "pthread_join", "thrd_join")
              && (gimple_call_arg (stmt, 0) == name
                  || gimple_call_arg (stmt, 0) == j.thread))
            {
              join = as_a<gcall *> (stmt);
              joined = true;
            }
          else if (!is_harmless (j, stmt))
            return NULL;
        }
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
        {
          if (joined || !j.info->values->executable (e)
              || is_without_thread (j, e) || seen.add (e->dest))
            continue;
          if (e->dest == EXIT_BLOCK_PTR_FOR_FN (j.info->fun))
            return NULL;
          queue.safe_push (e->dest);
        }
      if (queue.is_empty ())
        return join;
      bb = queue.pop ();
      i = gsi_start_bb (bb);
    }
}

gcall *
joined_by (function_info *info, const site &s)
{
  if (s.inner || !is_called (s.stmt, "pthread_create", "thrd_create"))
    return NULL;
  tree name = gimple_call_arg (s.stmt, 0);
  tree thread
      = TREE_CODE (name) == ADDR_EXPR ? TREE_OPERAND (name, 0) : NULL_TREE;
  join_search j = { info, s.stmt, thread, false };
  if (!thread || !VAR_P (thread) || is_global_var (thread)
      || TREE_THIS_VOLATILE (thread) || info->fun->calls_setjmp
      || info->fun->has_nonlocal_label || is_taken (j))
    return NULL;
  return find_join (j);
}
