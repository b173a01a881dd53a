/* What static variables hold.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A variable that only this unit knows, and by its name only, holds what its
   initialiser and the unit's assignments put there: a table of operations that
   is set once calls what it was set to.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "tree-dfa.h"
#include "lower.h"

/* A variable with more assignments than this is not followed.  */
#define MAX_STORES 64

static hash_map<tree, static_contents *> *all_contents;

/* STMT writes to DECL.  False if it does so in a way that is not followed.  */

static bool
note_store (static_contents *c, tree decl, gimple *stmt)
{
  if (!gimple_assign_single_p (stmt) || c->stores.length () >= MAX_STORES)
    return false;
  tree lhs = gimple_assign_lhs (stmt), rhs = gimple_assign_rhs1 (stmt);
  if (get_base_address (lhs) != decl)
    return false;
  if (CONSTANT_CLASS_P (rhs)
      || (TREE_CODE (rhs) == CONSTRUCTOR && !CONSTRUCTOR_NELTS (rhs))
      || (!is_block_type (TREE_TYPE (lhs)) && load_key (lhs) == KEY_NARROW))
    return true;
  HOST_WIDE_INT off, size;
  bool reverse;
  if (is_block_type (TREE_TYPE (lhs))
      || !get_ref_base_and_extent_hwi (lhs, &off, &size, &reverse))
    return false;
  tree fn = TREE_CODE (rhs) == ADDR_EXPR ? TREE_OPERAND (rhs, 0) : NULL_TREE;
  if (fn && TREE_CODE (fn) != FUNCTION_DECL)
    fn = NULL_TREE;
  c->stores.safe_push ({ off / BITS_PER_UNIT, fn });
  return true;
}

/* Is REF in a function that nothing calls?  Some are there without optimisation
   only.  */

static bool
is_unused (struct ipa_ref *ref)
{
  cgraph_node *node = dyn_cast<cgraph_node *> (ref->referring);
  function_info *info = node ? function_info_of (node->decl) : NULL;
  return info && !info->reported;
}

static bool
find_stores (static_contents *c, tree decl)
{
  varpool_node *node = varpool_node::get (decl);
  if (!node || TREE_THIS_VOLATILE (decl) || DECL_PRESERVE_P (decl)
      || node->alias)
    return false;
  struct ipa_ref *ref;
  for (unsigned i = 0; node->iterate_referring (i, ref); i++)
    if (ref->use != IPA_REF_LOAD && !is_unused (ref)
        && (ref->use != IPA_REF_STORE || !ref->stmt
            || !note_store (c, decl, ref->stmt)))
      return false;
  return true;
}

const static_contents *
static_contents_of (tree decl)
{
  if (!all_contents)
    all_contents = new hash_map<tree, static_contents *>;
  bool existed;
  static_contents *&slot = all_contents->get_or_insert (decl, &existed);
  if (!existed)
    {
      slot = new static_contents ();
      bool own = !TREE_PUBLIC (decl) && !DECL_EXTERNAL (decl);
      if (own || options.program)
        slot->by_name_only = find_stores (slot, decl);
      slot->known = own && slot->by_name_only;
      if (!slot->by_name_only)
        slot->stores.truncate (0);
    }
  return slot;
}

void
forget_static_contents (void)
{
  if (all_contents)
    for (auto entry : *all_contents)
      delete entry.second;
  delete all_contents;
  all_contents = NULL;
}
