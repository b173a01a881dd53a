/* Error paths.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   An object that only leaves where its function fails is a leak in the making.
   A path fails if all that it can return from there on is negative or null, and
   the function can return something else as well.  */

#include "compat.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "judge.h"

struct failure
{
  function_info *info;
  hash_set<basic_block> reached;
  tree value;           /* One that is returned, and ...  */
  location_t loc;       /* ... where.  */
  bool fails, succeeds; /* What control that was reached can return.  */
  bool other;           /* Other control can return something else.  */

  void reach (basic_block from);
  void look (tree value, bool here, location_t loc, int depth);
};

void
failure::reach (basic_block from)
{
  auto_vec<basic_block> todo;
  todo.safe_push (from);
  reached.add (from);
  while (!todo.is_empty ())
    {
      basic_block bb = todo.pop ();
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->succs)
        if (info->values->executable (e) && !reached.add (e->dest))
          todo.safe_push (e->dest);
    }
}

/* VALUE is returned; HERE: by control that was reached.  */

void
failure::look (tree v, bool here, location_t where, int depth)
{
  tree c = info->values->constant (v);
  gphi *phi = TREE_CODE (v) == SSA_NAME && depth < 6
                  ? dyn_cast<gphi *> (SSA_NAME_DEF_STMT (v))
                  : NULL;
  if (!c && phi)
    {
      for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
        {
          edge e = gimple_phi_arg_edge (phi, i);
          if (info->values->executable (e))
            look (gimple_phi_arg_def (phi, i),
                  here && reached.contains (e->src),
                  gimple_phi_arg_location (phi, i), depth + 1);
        }
      return;
    }
  bool bad = c && TREE_CODE (c) == INTEGER_CST
             && (POINTER_TYPE_P (TREE_TYPE (c)) ? integer_zerop (c)
                                                : tree_int_cst_sgn (c) < 0);
  if (here && bad && !fails)
    {
      value = c;
      loc = where;
    }
  fails |= here && bad;
  succeeds |= here && !bad;
  other |= !here && !bad;
}

void
judge_failure (function_info *info, gimple *stmt, event_path &path)
{
  failure f;
  f.info = info;
  f.value = NULL_TREE;
  f.loc = UNKNOWN_LOCATION;
  f.fails = f.succeeds = f.other = false;
  if (!gimple_bb (stmt) || VOID_TYPE_P (TREE_TYPE (TREE_TYPE (info->decl))))
    return;
  f.reach (gimple_bb (stmt));
  edge e;
  edge_iterator i;
  FOR_EACH_EDGE (e, i, EXIT_BLOCK_PTR_FOR_FN (info->fun)->preds)
    if (info->values->executable (e))
      if (greturn *ret = safe_dyn_cast<greturn *> (last_stmt (e->src)))
        if (tree v = gimple_return_retval (ret))
          {
            if (is_block_type (TREE_TYPE (v)))
              return;
            f.look (v, f.reached.contains (e->src), gimple_location (ret), 0);
          }
  if (!f.fails || f.succeeds || !f.other || f.loc == UNKNOWN_LOCATION)
    return;
  char *text = POINTER_TYPE_P (TREE_TYPE (f.value))
                   ? xstrdup ("this path fails: null is returned")
                   : report_text ("this path fails: %wd is returned",
                                  tree_to_shwi (f.value));
  path.safe_push ({ f.loc, info->decl, 0, text });
}
