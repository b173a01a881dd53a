/* Which small numbers can be pieces of pointers.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A pointer can be handed on in halves, as two numbers that are put together
   later.  To see a pointer in each small number would cost much and say little.
   So a unit is looked through for statements that cut pointers into pieces.
   Where there is one, each number can be a piece; elsewhere a parameter, result
   or member counts only if it is put together with others, or is a byte that
   moves through a pointer to char, as in a memcpy written by hand.  That a pointer
   decides which way control goes, or which element of a table is taken, makes no
   piece of it; but for the names of digits.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "site.h"

/* More names than this are not looked at: it may be.  */
#define MAX_NAMES 64

/* The bits from here on are of use only to who wants the rest as well.  */
#define HIGH_BITS 16

/* Whether some function cuts pointers; whether some hands them on as integers,
   so that any integer of their size can be one; whether some makes a
   floating-point number of one's value.  */
static bool unit_cuts_pointers, unit_passes_numbers, unit_floats_pointers;

/* Whether some function takes a number in memory apart, digit by digit.  */
static bool unit_cuts_in_memory;

/* A name that has the value.  JOINED: together with others.  */

struct piece
{
  tree name;
  bool joined;
};

struct piece_search
{
  function_info *info;
  auto_vec<piece, 16> seen;
  auto_vec<unsigned, 16> todo; /* Of those.  */
  bool found;

  void add (tree name, bool joined);
  void visit_assign (gassign *, tree name, bool joined);
  void visit_call (gcall *, tree name, bool joined);
  void visit (gimple *, tree name, bool joined);
};

static bool
is_narrow (const_tree type)
{
  return type_bytes (type) < POINTER_SIZE_UNITS;
}

/* Is OP moved up within its word, to make room below?  */

static bool
is_moved_up (function_info *info, tree op)
{
  if (TREE_CODE (op) != SSA_NAME)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (op);
  enum tree_code code;
  tree a, b;
  if (!arithmetic_operands (def, &code, &a, &b))
    return false;
  tree by = info->values->constant (b);
  if (code == LSHIFT_EXPR)
    return !by || compare_tree_int (by, 8) >= 0;
  return code == MULT_EXPR && by && TREE_CODE (by) == INTEGER_CST
         && compare_tree_int (by, 256) >= 0;
}

/* NAME has the value as well.  */

void
piece_search::add (tree name, bool joined)
{
  tree type = TREE_TYPE (name);
  if (TREE_CODE (name) != SSA_NAME
      || (!INTEGRAL_TYPE_P (type) && !POINTER_TYPE_P (type))
      || TREE_CODE (type) == BOOLEAN_TYPE)
    return;
  joined &= !is_narrow (type);
  unsigned i = 0;
  while (i < seen.length () && seen[i].name != name)
    i++;
  if (i == seen.length ())
    seen.safe_push ({ name, joined });
  else if (seen[i].joined || !joined)
    return;
  seen[i].joined = joined;
  todo.safe_push (i);
  found |= seen.length () > MAX_NAMES;
}

void
piece_search::visit_assign (gassign *stmt, tree name, bool joined)
{
  tree lhs = gimple_assign_lhs (stmt);
  enum tree_code code = gimple_assign_rhs_code (stmt);
  if (TREE_CODE (lhs) != SSA_NAME)
    {
      /* Not if it is the index in what is assigned to.  Locals can be there to
	 join it with others; elsewhere, and in text, it counts as a number.  */
      tree base = get_base_address (lhs);
      /* A number in place of a pointer is no part of it.  */
      if (TREE_CODE (lhs) == COMPONENT_REF
          && TREE_CODE (TREE_TYPE (TREE_OPERAND (lhs, 0))) == UNION_TYPE)
        return;
      if (gimple_assign_single_p (stmt) && gimple_assign_rhs1 (stmt) == name)
        found |= joined
                 || (type_bytes (TREE_TYPE (name)) == 1
                     && load_key (lhs) == KEY_NUMBER)
                 || (is_narrow (TREE_TYPE (name))
                     && type_bytes (TREE_TYPE (name)) > 1
                     && load_key (lhs) != KEY_NARROW && base && DECL_P (base)
                     && !is_global_var (base));
      return;
    }
  bool shift = code == LSHIFT_EXPR || code == RSHIFT_EXPR;
  if (TREE_CODE_CLASS (code) == tcc_comparison || code == POINTER_PLUS_EXPR
      || code == TRUNC_DIV_EXPR || code == TRUNC_MOD_EXPR
      || (shift && gimple_assign_rhs1 (stmt) != name)
      || gimple_assign_load_p (stmt))
    return;
  if (POINTER_TYPE_P (TREE_TYPE (lhs)))
    found |= joined;
  if (gimple_assign_rhs_class (stmt) == GIMPLE_BINARY_RHS)
    {
      tree other = gimple_assign_rhs1 (stmt) == name
                       ? gimple_assign_rhs2 (stmt)
                       : gimple_assign_rhs1 (stmt);
      if (code == BIT_IOR_EXPR || code == BIT_XOR_EXPR)
        joined |= !info->values->constant (other);
      else if (code == PLUS_EXPR)
        joined |= is_moved_up (info, other) || is_moved_up (info, name);
    }
  add (lhs, joined || is_moved_up (info, lhs));
}

/* Does the body of TARGET put argument ARG together with others?  */

static bool
joins (function_info *target, unsigned arg)
{
  const struct summary *s = target->summary;
  for (unsigned i = 0; s && i < s->links.n; i++)
    {
      const struct summary_object *o = &s->objects.v[s->links.v[i].parent];
      if (o->kind == OBJECT_PARAM && o->index == (int)arg)
        return true;
    }
  return false;
}

void
piece_search::visit_call (gcall *call, tree name, bool joined)
{
  tree fndecl = gimple_call_fndecl (call);
  function_info *target = fndecl ? function_info_of (fndecl) : NULL;
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    if (gimple_call_arg (call, i) == name)
      found |= joined
               || (target && is_narrow (TREE_TYPE (name))
                   && (int)i < target->n_params && joins (target, i));
  if (gimple_call_internal_p (call) && gimple_call_lhs (call))
    add (gimple_call_lhs (call), joined);
}

void
piece_search::visit (gimple *stmt, tree name, bool joined)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_PHI:
      add (gimple_phi_result (stmt), joined);
      break;
    case GIMPLE_ASSIGN:
      visit_assign (as_a<gassign *> (stmt), name, joined);
      break;
    case GIMPLE_CALL:
      visit_call (as_a<gcall *> (stmt), name, joined);
      break;
    case GIMPLE_RETURN:
    case GIMPLE_ASM:
      found |= joined;
      break;
    default:
      break;
    }
}

bool
may_be_piece (function_info *info, tree name)
{
  if (unit_cuts_pointers)
    return true;
  piece_search search;
  search.info = info;
  search.found = false;
  search.add (name, false);
  while (!search.found && !search.todo.is_empty ())
    {
      piece p = search.seen[search.todo.pop ()];
      imm_use_iterator it;
      use_operand_p use;
      FOR_EACH_IMM_USE_FAST (use, it, p.name)
      search.visit (USE_STMT (use), p.name, p.joined);
    }
  return search.found;
}

/* Where values come from.  */

/* Is VALUE, or what it was made of by casts, copies, PHIs and statements that
   it PASSES as their first operand, such that it IS a source?  What has been
   small is no whole pointer any more.  */

static bool
comes_from (tree value, bool (*is) (tree), bool (*passes) (gimple *))
{
  hash_set<tree> seen;
  auto_vec<tree> todo;
  bool whole = !is_narrow (TREE_TYPE (value));
  todo.safe_push (value);
  while (!todo.is_empty ())
    {
      tree op = todo.pop ();
      if (whole && is_narrow (TREE_TYPE (op)))
        continue;
      if (is (op) || seen.elements () > MAX_NAMES)
        return true;
      if (TREE_CODE (op) != SSA_NAME || seen.add (op))
        continue;
      gimple *def = SSA_NAME_DEF_STMT (op);
      if (gphi *phi = dyn_cast<gphi *> (def))
        for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
          todo.safe_push (gimple_phi_arg_def (phi, i));
      else if (gimple_assign_cast_p (def) || gimple_assign_ssa_name_copy_p (def)
               || (is_gimple_assign (def) && passes (def)))
        todo.safe_push (gimple_assign_rhs1 (def));
    }
  return false;
}

/* A pointer, or a number out of memory that may hold anything.  */

static bool
is_or_holds_pointer (tree op)
{
  if (POINTER_TYPE_P (TREE_TYPE (op)))
    return true;
  gimple *def = TREE_CODE (op) == SSA_NAME ? SSA_NAME_DEF_STMT (op) : NULL;
  return def && gimple_assign_load_p (def)
         && load_key (gimple_assign_rhs1 (def)) == KEY_NUMBER;
}

static bool
is_shift (gimple *stmt)
{
  return gimple_assign_rhs_code (stmt) == RSHIFT_EXPR;
}

bool
may_return_piece (tree value)
{
  return unit_cuts_pointers
         || comes_from (value, is_or_holds_pointer, is_shift);
}

/* A pointer, or an integer that is said to be one.  */

static bool
is_pointer (tree op)
{
  tree type = TREE_TYPE (op), name = TYPE_NAME (type);
  return POINTER_TYPE_P (type)
         || (name && TREE_CODE (name) == TYPE_DECL
             && !strcmp (IDENTIFIER_POINTER (DECL_NAME (name)), "uintptr_t"));
}

/* A value that comes from elsewhere.  */

static bool
is_foreign (tree op)
{
  if (is_pointer (op))
    return true;
  if (TREE_CODE (op) != SSA_NAME
      || type_bytes (TREE_TYPE (op)) < POINTER_SIZE_UNITS)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (op);
  return SSA_NAME_IS_DEFAULT_DEF (op) || is_gimple_call (def)
         || gimple_assign_load_p (def);
}

/* Does STMT make one number of two that keeps the bits of the first?  */

static bool
is_arithmetic (gimple *stmt)
{
  enum tree_code code = gimple_assign_rhs_code (stmt);
  return code == RSHIFT_EXPR || code == TRUNC_DIV_EXPR || code == PLUS_EXPR
         || code == BIT_XOR_EXPR || code == BIT_IOR_EXPR;
}

bool
is_lowest_byte (tree name)
{
  if (type_bytes (TREE_TYPE (name)) != 1)
    return false;
  while (TREE_CODE (name) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (name);
      if (gimple_assign_cast_p (def) || gimple_assign_ssa_name_copy_p (def))
        name = gimple_assign_rhs1 (def);
      else
        {
          const struct lib_effects *e
              = is_gimple_call (def) && POINTER_TYPE_P (TREE_TYPE (name))
                    ? find_library (gimple_call_fndecl (def))
                    : NULL;
          return e && e->deallocator;
        }
    }
  return false;
}

/* The unit.  */

/* Does TYPE consist of small numbers, none a byte?  */

static bool
is_of_numbers (const_tree type)
{
  if (TREE_CODE (type) == ARRAY_TYPE)
    return is_of_numbers (TREE_TYPE (type));
  if (!RECORD_OR_UNION_TYPE_P (type))
    return type_bytes (type) > 1 && is_narrow (type);
  for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
    if (TREE_CODE (f) == FIELD_DECL && !is_of_numbers (TREE_TYPE (f)))
      return false;
  return true;
}

/* And can some of them together be a pointer?  */

static bool
is_of_pieces (const_tree type)
{
  return AGGREGATE_TYPE_P (type) && !is_narrow (type) && is_of_numbers (type);
}

/* Is RESULT, made of VALUE, what VALUE is the next time: in a loop, in memory, or
   as the parameter of a function that calls itself?  */

static bool
comes_back (tree value, tree result, int depth = 0)
{
  gimple *def = SSA_NAME_DEF_STMT (value);
  tree var = SSA_NAME_VAR (value);
  imm_use_iterator it;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, it, result)
  {
    gimple *stmt = USE_STMT (use);
    if (stmt == def && gimple_code (stmt) == GIMPLE_PHI)
      return true;
    tree lhs = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
    if (is_gimple_call (stmt)
            ? SSA_NAME_IS_DEFAULT_DEF (value) && var
                  && DECL_CONTEXT (var) == gimple_call_fndecl (stmt)
        : lhs && TREE_CODE (lhs) == SSA_NAME
            ? gimple_assign_cast_p (stmt) && depth < 4
                  && comes_back (value, lhs, depth + 1)
            : lhs && gimple_assign_load_p (def)
                  && operand_equal_p (gimple_assign_rhs1 (def), lhs, 0))
      return true;
  }
  return false;
}

/* Does STMT divide VALUE, or shift it down?  */

static bool
is_cut (gimple *stmt, tree value)
{
  return is_gimple_assign (stmt) && gimple_assign_rhs1 (stmt) == value
         && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
         && (gimple_assign_rhs_code (stmt) == RSHIFT_EXPR
             || gimple_assign_rhs_code (stmt) == TRUNC_DIV_EXPR);
}

/* Fewer cuts of one value than this leave most of it behind.  */
#define SOME_CUTS 4

/* Does STMT leave behind in memory what it has cut from what was there?  */

static bool
cuts_in_memory (gimple *stmt)
{
  if (!is_gimple_assign (stmt)
      || TREE_CODE (gimple_assign_rhs1 (stmt)) != SSA_NAME
      || !is_cut (stmt, gimple_assign_rhs1 (stmt)))
    return false;
  tree value = gimple_assign_rhs1 (stmt);
  return gimple_assign_load_p (SSA_NAME_DEF_STMT (value))
         && comes_back (value, gimple_assign_lhs (stmt));
}

/* Is COPY of VALUE cut again and again, or is what a cut leaves VALUE the next
   time?  Sanitizers look at copies.  */

static bool
is_cut_often (tree value, tree copy, unsigned *cuts)
{
  imm_use_iterator it;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, it, copy)
  {
    gimple *stmt = USE_STMT (use);
    if (is_cut (stmt, copy)
            ? ++*cuts == SOME_CUTS
                  || comes_back (value, gimple_assign_lhs (stmt))
            : gimple_assign_ssa_name_copy_p (stmt)
                  && is_cut_often (value, gimple_assign_lhs (stmt), cuts))
      return true;
  }
  return false;
}

bool
is_taken_apart (tree value)
{
  unsigned cuts = 0;
  for (unsigned depth = 0; depth < MAX_NAMES; depth++)
    {
      if (TREE_CODE (value) != SSA_NAME)
        return false;
      gimple *def = SSA_NAME_DEF_STMT (value);
      bool cut
          = is_gimple_assign (def) && is_cut (def, gimple_assign_rhs1 (def));
      if (cut
          && (TREE_CODE (gimple_assign_rhs2 (def)) != INTEGER_CST
              || ++cuts == SOME_CUTS))
        return true;
      if (!cut && !gimple_assign_cast_p (def)
          && !gimple_assign_ssa_name_copy_p (def))
        break;
      value = gimple_assign_rhs1 (def);
    }
  return (unit_cuts_in_memory
          && gimple_assign_load_p (SSA_NAME_DEF_STMT (value)))
         || is_cut_often (value, value, &cuts);
}

/* Is OP, or what it was cast from, one of the digits of a number?  */

static bool
is_digit (tree op)
{
  while (TREE_CODE (op) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (op);
      bool low = is_gimple_assign (def)
                 && (gimple_assign_rhs_code (def) == BIT_AND_EXPR
                     || gimple_assign_rhs_code (def) == TRUNC_MOD_EXPR);
      if (low && is_taken_apart (gimple_assign_rhs1 (def)))
        return true;
      if (!low && !gimple_assign_cast_p (def)
          && !gimple_assign_ssa_name_copy_p (def))
        return false;
      op = gimple_assign_rhs1 (def);
    }
  return false;
}

/* Does NAME, which is OP, come back as it from a shift or a product?  */

static bool
is_moved_on (tree op, tree name, int depth)
{
  imm_use_iterator it;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, it, name)
  {
    gimple *stmt = USE_STMT (use);
    tree lhs = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
    if (!lhs || TREE_CODE (lhs) != SSA_NAME)
      continue;
    if (is_cut (stmt, name) || gimple_assign_rhs_code (stmt) == LSHIFT_EXPR
                || gimple_assign_rhs_code (stmt) == MULT_EXPR
            ? comes_back (op, lhs)
            : (gimple_assign_cast_p (stmt)
               || gimple_assign_ssa_name_copy_p (stmt))
                  && depth < 4 && is_moved_on (op, lhs, depth + 1))
      return true;
  }
  return false;
}

/* Is OP one bit, or what walks from one to the next?  */

static bool
is_moving_bit (tree op)
{
  if (TREE_CODE (op) != SSA_NAME)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (op);
  if (!is_gimple_assign (def))
    return is_moved_on (op, op, 0);
  enum tree_code code = gimple_assign_rhs_code (def);
  if (gimple_assign_cast_p (def) || gimple_assign_ssa_name_copy_p (def))
    return is_moving_bit (gimple_assign_rhs1 (def));
  return (code == LSHIFT_EXPR || code == RSHIFT_EXPR)
         && TREE_CODE (gimple_assign_rhs1 (def)) == INTEGER_CST
         && TREE_CODE (gimple_assign_rhs2 (def)) == SSA_NAME;
}

/* A pointer, or a parameter that can be one.  */

static bool
is_pointer_or_parameter (tree op)
{
  return is_pointer (op)
         || (unit_passes_numbers && TREE_CODE (op) == SSA_NAME
             && SSA_NAME_IS_DEFAULT_DEF (op) && is_foreign (op));
}

tree
pointer_of_digit (tree op)
{
  while (TREE_CODE (op) == SSA_NAME && INTEGRAL_TYPE_P (TREE_TYPE (op)))
    {
      gimple *def = SSA_NAME_DEF_STMT (op);
      if (!is_gimple_assign (def))
        return NULL_TREE;
      enum tree_code code = gimple_assign_rhs_code (def);
      tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
      if (code == BIT_AND_EXPR || code == TRUNC_MOD_EXPR)
        {
          if (TREE_CODE (b) == SSA_NAME && !is_moving_bit (b))
            std::swap (a, b);
          if (!is_taken_apart (a)
              && !(code == BIT_AND_EXPR && is_moving_bit (b)))
            return NULL_TREE;
          while (is_narrow (TREE_TYPE (a)) && TREE_CODE (a) == SSA_NAME
                 && gimple_assign_cast_p (SSA_NAME_DEF_STMT (a)))
            a = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (a));
          return !is_narrow (TREE_TYPE (a))
                         && comes_from (a, is_pointer_or_parameter,
                                        is_arithmetic)
                     ? a
                     : NULL_TREE;
        }
      if (!gimple_assign_cast_p (def) && !gimple_assign_ssa_name_copy_p (def)
          && !(TREE_CODE_CLASS (code) == tcc_comparison
               && is_gimple_min_invariant (b)))
        return NULL_TREE;
      op = a;
    }
  return NULL_TREE;
}

tree
digit_named_by (tree ref)
{
  if (type_bytes (TREE_TYPE (ref)) != 1)
    return NULL_TREE;
  tree index = NULL_TREE, table = ref;
  if (TREE_CODE (ref) == ARRAY_REF)
    {
      index = TREE_OPERAND (ref, 1);
      table = get_base_address (ref);
    }
  else if (TREE_CODE (ref) == MEM_REF
           && TREE_CODE (TREE_OPERAND (ref, 0)) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (TREE_OPERAND (ref, 0));
      if (is_gimple_assign (def)
          && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR)
        index = gimple_assign_rhs2 (def);
    }
  bool read_only = TREE_CODE (table) == STRING_CST
                   || (DECL_P (table) && TREE_READONLY (table))
                   || TYPE_READONLY (TREE_TYPE (ref));
  return index && read_only && is_digit (index) ? index : NULL_TREE;
}

/* Does STMT take high bits of a pointer?  */

static bool
cuts_number (gimple *stmt)
{
  if (!is_gimple_assign (stmt))
    return false;
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree value = gimple_assign_rhs1 (stmt);
  if ((code != RSHIFT_EXPR && code != TRUNC_DIV_EXPR)
      || type_bytes (TREE_TYPE (value)) != POINTER_SIZE_UNITS)
    return false;
  tree by = gimple_assign_rhs2 (stmt);
  tree lhs = gimple_assign_lhs (stmt);
  bool again = TREE_CODE (value) == SSA_NAME
               && (gimple_code (SSA_NAME_DEF_STMT (value)) == GIMPLE_PHI
                   || (TREE_CODE (lhs) == SSA_NAME && comes_back (value, lhs)));
  if (!again
      && (TREE_CODE (by) == INTEGER_CST
              ? compare_tree_int (by, code == RSHIFT_EXPR ? HIGH_BITS
                                                          : 1 << HIGH_BITS)
                    < 0
              : code == TRUNC_DIV_EXPR))
    return false;
  return comes_from (value, unit_passes_numbers ? is_foreign : is_pointer,
                     is_arithmetic);
}

/* Does STMT hand on a pointer as an integer that does not say so?  */

static bool
is_passed_number (tree op)
{
  return op && INTEGRAL_TYPE_P (TREE_TYPE (op))
         && type_bytes (TREE_TYPE (op)) >= POINTER_SIZE_UNITS
         && comes_from (op, is_pointer, is_arithmetic);
}

static bool
passes_number (gimple *stmt)
{
  if (gimple_assign_single_p (stmt))
    return TREE_CODE (gimple_assign_lhs (stmt)) != SSA_NAME
           && is_passed_number (gimple_assign_rhs1 (stmt));
  if (greturn *r = dyn_cast<greturn *> (stmt))
    return is_passed_number (gimple_return_retval (r));
  if (!is_gimple_call (stmt) || gimple_call_internal_p (stmt))
    return false;
  for (unsigned i = 0; i < gimple_call_num_args (stmt); i++)
    if (is_passed_number (gimple_call_arg (stmt, i)))
      return true;
  return false;
}

/* The variable that PTR points to, if its address is taken nearby, or null.  */

static tree
addressed (tree ptr)
{
  while (TREE_CODE (ptr) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (ptr);
      if (!is_gimple_assign (def)
          || (gimple_assign_rhs_code (def) != POINTER_PLUS_EXPR
              && gimple_assign_rhs_code (def) != ADDR_EXPR
              && !gimple_assign_ssa_name_copy_p (def)))
        return NULL_TREE;
      ptr = gimple_assign_rhs1 (def);
    }
  return TREE_CODE (ptr) == ADDR_EXPR && DECL_P (TREE_OPERAND (ptr, 0))
             ? TREE_OPERAND (ptr, 0)
             : NULL_TREE;
}

/* Is REF a small number, or a struct of them, in memory that holds a pointer?
   A member of a struct in a union counts only in a local: elsewhere unions
   mostly hold now one, now the other.  */

static bool
covers_pointer (tree ref)
{
  if (!is_of_numbers (TREE_TYPE (ref)))
    return false;
  tree base = get_base_address (ref);
  bool local = base && DECL_P (base) && !is_global_var (base);
  bool member
      = TREE_CODE (ref) == COMPONENT_REF && !AGGREGATE_TYPE_P (TREE_TYPE (ref));
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    {
      tree whole = TREE_TYPE (TREE_OPERAND (ref, 0));
      if (TREE_CODE (whole) == UNION_TYPE && is_of_pieces (TREE_TYPE (ref))
          && type_bytes (whole) <= 2 * POINTER_SIZE_UNITS
          && !is_of_pieces (whole))
        return local || !member;
    }
  tree object = TREE_CODE (ref) == MEM_REF ? addressed (TREE_OPERAND (ref, 0))
                                           : NULL_TREE;
  if (!object)
    return false;
  return POINTER_TYPE_P (TREE_TYPE (object))
         || (is_of_pieces (TREE_TYPE (ref))
             && !is_of_pieces (TREE_TYPE (object)));
}

/* Does CALL copy bytes to or from a struct of small numbers?  Some function that
   is given the addresses of both may, too.  */

static bool
copies_pieces (gimple *call)
{
  bool pieces = false, pointer = false;
  if (!is_gimple_call (call) || gimple_call_num_args (call) < 2)
    return false;
  bool copies = gimple_call_builtin_p (call, BUILT_IN_MEMCPY)
                || gimple_call_builtin_p (call, BUILT_IN_MEMMOVE);
  for (unsigned i = 0; i < gimple_call_num_args (call) && (!copies || i < 2);
       i++)
    {
      tree arg = gimple_call_arg (call, i);
      if (TREE_CODE (arg) != ADDR_EXPR)
        continue;
      tree type = TREE_TYPE (TREE_OPERAND (arg, 0));
      bool of_pieces = is_of_pieces (type);
      pieces |= of_pieces;
      pointer |= copies ? !of_pieces : POINTER_TYPE_P (type);
    }
  return pieces && pointer;
}

/* Does STMT make a floating-point number of a pointer's value?  */

static bool
floats_pointer (gimple *stmt)
{
  return is_gimple_assign (stmt) && gimple_assign_rhs_code (stmt) == FLOAT_EXPR
         && type_bytes (TREE_TYPE (gimple_assign_rhs1 (stmt)))
                >= POINTER_SIZE_UNITS
         && comes_from (gimple_assign_rhs1 (stmt),
                        unit_passes_numbers ? is_foreign : is_pointer,
                        is_arithmetic);
}

static bool
cuts_pointer (gimple *stmt)
{
  if (gimple_assign_single_p (stmt))
    return covers_pointer (gimple_assign_lhs (stmt))
           || covers_pointer (gimple_assign_rhs1 (stmt));
  return cuts_number (stmt) || copies_pieces (stmt);
}

static bool
any_statement (function *fun, bool (*is) (gimple *))
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      if (is (gsi_stmt (i)))
        return true;
  return false;
}

static bool
any_statement (const vec<function_info *> &functions, bool (*is) (gimple *))
{
  for (function_info *info : functions)
    if (any_statement (info->fun, is))
      return true;
  return false;
}

void
find_pieces (const vec<function_info *> &functions)
{
  unit_passes_numbers = any_statement (functions, passes_number);
  unit_cuts_pointers = any_statement (functions, cuts_pointer);
  unit_floats_pointers = any_statement (functions, floats_pointer);
  unit_cuts_in_memory = any_statement (functions, cuts_in_memory);
}

bool
numbers_are_pieces (void)
{
  return unit_cuts_pointers;
}

bool
floats_are_pointers (void)
{
  return unit_floats_pointers;
}
