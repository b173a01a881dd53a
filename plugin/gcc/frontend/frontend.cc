/* What the C front end knows and GIMPLE forgets.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "attributes.h"
#include "frontend.h"

static vec<returned_local> returned;

/* The local of FNDECL whose address T is, as the C front end sees it: through
   conversions, arithmetic and components.  Null if there is none.  */

static tree
addressed_local (tree t, tree fndecl)
{
  for (;;)
    switch (TREE_CODE (t))
      {
      CASE_CONVERT:
      case NON_LVALUE_EXPR:
      case PLUS_EXPR:
      case MINUS_EXPR:
      case POINTER_PLUS_EXPR:
        t = TREE_OPERAND (t, 0);
        continue;

      case ADDR_EXPR:
        t = TREE_OPERAND (t, 0);
        while (REFERENCE_CLASS_P (t) && TREE_CODE (t) != INDIRECT_REF)
          t = TREE_OPERAND (t, 0);
        return decl_is_automatic (t) && DECL_CONTEXT (t) == fndecl ? t
                                                                   : NULL_TREE;

      default:
        return NULL_TREE;
      }
}

/* If T, a return, has a value, the address of a local, that was replaced by
   COMPOUND_EXPR <address, 0>, remember it.  One that the source wrote has a
   location.  An address that is only one arm of a conditional is not
   replaced, and GIMPLE still has it.  */

static void
note_return (tree t, tree fndecl)
{
  tree set = TREE_OPERAND (t, 0);
  if (!set || (TREE_CODE (set) != MODIFY_EXPR && TREE_CODE (set) != INIT_EXPR))
    return;
  tree value = TREE_OPERAND (set, 1);
  if (TREE_CODE (value) != COMPOUND_EXPR || EXPR_HAS_LOCATION (value)
      || !integer_zerop (TREE_OPERAND (value, 1)))
    return;
  tree decl = addressed_local (TREE_OPERAND (value, 0), fndecl);
  if (decl)
    {
      returned_local found = { fndecl, decl, EXPR_LOCATION (t) };
      returned.safe_push (found);
    }
}

/* Compound literals become variables that nothing tells from temporaries: by
   DECL_UID, which is never used again.  */

static hash_set<int_hash<unsigned, 0> > compound_literals;

static tree
note_tree (tree *tp, int *walk_subtrees, void *fndecl)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == RETURN_EXPR)
    note_return (*tp, (tree)fndecl);
  else if (TREE_CODE (*tp) == COMPOUND_LITERAL_EXPR)
    compound_literals.add (DECL_UID (COMPOUND_LITERAL_EXPR_DECL (*tp)));
  return NULL_TREE;
}

bool
decl_is_compound_literal (tree decl)
{
  return VAR_P (decl) && compound_literals.contains (DECL_UID (decl));
}

void
frontend_pre_genericize (void *data, void *)
{
  tree fndecl = (tree)data;
  if (TREE_CODE (fndecl) != FUNCTION_DECL || !DECL_SAVED_TREE (fndecl))
    return;
  walk_tree_without_duplicates (&DECL_SAVED_TREE (fndecl), note_tree, fndecl);
}

const vec<returned_local> &
returned_locals (void)
{
  return returned;
}

void
frontend_ggc_mark (void)
{
  unsigned i;
  returned_local *local;
  FOR_EACH_VEC_ELT (returned, i, local)
    {
      gt_ggc_mx_tree_node (local->function);
      gt_ggc_mx_tree_node (local->decl);
    }
}
