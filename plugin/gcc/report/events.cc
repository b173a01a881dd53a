/* Traces -> events of diagnostic paths.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The steps of a trace are statements; here they get words.  */

#include "compat.h"
#include "ssa.h"
#include "tree-pretty-print.h"
#include "judge.h"
#include "source.h"

/* An expression in the words of the source: temporaries are replaced by what
   they hold.  */

static void
print_expression (pretty_printer *pp, tree t, int depth)
{
  if (depth > 12)
    {
      pp_string (pp, "...");
      return;
    }
  switch (TREE_CODE (t))
    {
    case SSA_NAME:
      {
        tree var = SSA_NAME_VAR (t);
        if (var && DECL_NAME (var) && !DECL_IGNORED_P (var))
          {
            pp_string (pp, IDENTIFIER_POINTER (DECL_NAME (var)));
            return;
          }
        gimple *def = SSA_NAME_DEF_STMT (t);
        if (is_gimple_assign (def)
            && (gimple_assign_single_p (def) || gimple_assign_cast_p (def)))
          print_expression (pp, gimple_assign_rhs1 (def), depth + 1);
        else if (is_gimple_assign (def)
                 && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR)
          {
            print_expression (pp, gimple_assign_rhs1 (def), depth + 1);
            pp_string (pp, "[...]");
          }
        else if (is_gimple_call (def))
          {
            pp_string (pp, call_name (def));
            pp_string (pp, "(...)");
          }
        else
          pp_string (pp, "...");
        return;
      }
    case COMPONENT_REF:
      {
        tree base = TREE_OPERAND (t, 0), field = TREE_OPERAND (t, 1);
        if (TREE_CODE (base) == MEM_REF
            && integer_zerop (TREE_OPERAND (base, 1))
            && TREE_CODE (TREE_OPERAND (base, 0)) == SSA_NAME)
          {
            print_expression (pp, TREE_OPERAND (base, 0), depth + 1);
            if (DECL_NAME (field))
              pp_string (pp, "->");
          }
        else
          {
            print_expression (pp, base, depth + 1);
            if (DECL_NAME (field))
              pp_string (pp, ".");
          }
        if (DECL_NAME (field))
          pp_string (pp, IDENTIFIER_POINTER (DECL_NAME (field)));
        return;
      }
    case ARRAY_REF:
      print_expression (pp, TREE_OPERAND (t, 0), depth + 1);
      pp_string (pp, "[");
      if (TREE_CODE (TREE_OPERAND (t, 1)) == INTEGER_CST)
        pp_wide_integer (pp, tree_to_shwi (TREE_OPERAND (t, 1)));
      else
        print_expression (pp, TREE_OPERAND (t, 1), depth + 1);
      pp_string (pp, "]");
      return;
    case MEM_REF:
      {
        tree ptr = TREE_OPERAND (t, 0);
        if (TREE_CODE (ptr) == ADDR_EXPR)
          print_expression (pp, TREE_OPERAND (ptr, 0), depth + 1);
        else
          {
            pp_string (pp, "*");
            print_expression (pp, ptr, depth + 1);
          }
        return;
      }
    case ADDR_EXPR:
      pp_string (pp, "&");
      print_expression (pp, TREE_OPERAND (t, 0), depth + 1);
      return;
    case REALPART_EXPR:
    case IMAGPART_EXPR:
    case VIEW_CONVERT_EXPR:
    case BIT_FIELD_REF:
      print_expression (pp, TREE_OPERAND (t, 0), depth + 1);
      return;
    default:
      if (DECL_P (t) && DECL_NAME (t) && !DECL_IGNORED_P (t))
        pp_string (pp, IDENTIFIER_POINTER (DECL_NAME (t)));
      else if (DECL_P (t) && DECL_NAME (t)
               && startswith (IDENTIFIER_POINTER (DECL_NAME (t)), "FRAME"))
        pp_string (pp, "the enclosing frame");
      else
        pp_string (pp, "...");
    }
}

char *
expression_text (tree ref)
{
  pretty_printer pp;
  print_expression (&pp, ref, 0);
  return xstrdup (pp_formatted_text (&pp));
}

char *
allocation_text (location_t *loc, const char *name)
{
  char *call = source_call_text (loc, name);
  char *text = report_text ("%qs is allocated here", call);
  free (call);
  return text;
}

char *
lost_text (const char *called, const char *deallocator)
{
  return deallocator
             ? report_text ("%qs is lost here: release it before, with "
                            "%qs",
                            called, deallocator)
             : report_text ("%qs is lost here: release it before", called);
}

char *
stored_text (tree ref, bool copied)
{
  char *expr = expression_text (ref);
  tree base = get_base_address (ref);
  char *text;
  if (base && VAR_P (base) && is_global_var (base))
    text = decl_function_context (base)
               ? report_text ("stored in static variable %qs", expr)
               : report_text ("stored in global %qs", expr);
  else if (!strcmp (expr, "..."))
    text = xstrdup ("stored here");
  else
    text = copied ? report_text ("copied into %qs", expr)
                  : report_text ("stored in %qs", expr);
  free (expr);
  return text;
}

/* S in words; *LOC, of its statement, becomes where the user sees it.  */

static char *
step_text (const struct step &s, location_t *loc)
{
  gimple *where = (gimple *)const_cast<void *> (s.where);
  tree what = (tree) const_cast<void *> (s.what);
  const char *callee = "";
  if (where && is_gimple_call (where))
    callee = what && TREE_CODE (what) == FUNCTION_DECL ? function_name (what)
                                                       : call_name (where);
  switch (s.kind)
    {
    case STEP_ADDRESS:
      {
        char *expr = expression_text (what);
        char *text = report_text ("address of %qs is taken here", expr);
        free (expr);
        return text;
      }
    case STEP_ALLOCATE:
      return allocation_text (loc, callee);
    case STEP_STORE:
      return what && TREE_CODE (what) != FUNCTION_DECL
                 ? stored_text (what, false)
                 : report_text ("stored by %qs", callee);
    case STEP_COPY:
      return stored_text (what, true);
    case STEP_RETURN:
      return xstrdup ("returned here");
    case STEP_PASS:
      return report_text ("passed to %qs", callee);
    case STEP_RECEIVE:
      return report_text ("handed back by %qs", callee);
    case STEP_UNKNOWN:
      return where && is_gimple_call (where)
                 ? report_text ("passed to unknown code in %qs", callee)
             : where && gimple_code (where) != GIMPLE_ASM
                 ? xstrdup ("looked at bit by bit")
                 : xstrdup ("handed to inline assembler");
    case STEP_RELEASE:
      return report_text ("released by %qs", callee);
    case STEP_LIBRARY:
      return report_text ("passed to %qs", callee);
    default:
      return NULL;
    }
}

/* How deep a call is said to be at most: GCC indents by it.  */
#define MAX_TOLD_DEPTH 16

/* LOC, where S of T is; several returns that became one are at no line but the
   last.  */

static location_t
step_location (const struct trace *t, const struct step &s, location_t loc)
{
  return loc == UNKNOWN_LOCATION && s.kind == STEP_RETURN
             ? DECL_STRUCT_FUNCTION ((tree) const_cast<void *> (t->function))
                   ->function_end_locus
             : loc;
}

static location_t
statement_location (const struct step &s)
{
  return s.where ? gimple_location ((gimple *)const_cast<void *> (s.where))
                 : UNKNOWN_LOCATION;
}

/* A teller that writes to OUT, and notes where events are left out.  */

struct path_teller : trace_teller
{
  event_path *out;
  unsigned gap;
};

static void
push_event (struct trace_teller *r, const struct trace *t, const struct step *s,
            int depth, location_t loc, char *text)
{
  static_cast<path_teller *> (r)->out->safe_push (
      { step_location (t, *s, loc), (tree) const_cast<void *> (t->function),
        MIN (depth, MAX_TOLD_DEPTH), text });
}

static void
tell_step (struct trace_teller *r, const struct trace *t, const struct step *s,
           int depth)
{
  location_t loc = statement_location (*s);
  if (char *text = step_text (*s, &loc))
    push_event (r, t, s, depth, loc, text);
}

static void
tell_gap (struct trace_teller *r, const struct trace *t, const struct step *s,
          int depth)
{
  path_teller *teller = static_cast<path_teller *> (r);
  teller->gap = teller->out->length ();
  push_event (r, t, s, depth, statement_location (*s), NULL);
}

void
events_of_trace (const struct trace *t, event_path &out)
{
  path_teller teller = {};
  teller.tell = tell_step;
  teller.leave_out = tell_gap;
  teller.out = &out;
  trace_tell (t, report_path_limit (), &teller);
  if (!teller.left_out)
    return;
  out[teller.gap].left_out = teller.left_out;
  out[teller.gap].text = left_out_text (teller.left_out);
}

/* --- Conditions, as the source has them. ---  */

/* VALUE, which is compared.  The caller frees it.  */

static char *
operand_text (tree value)
{
  if (TREE_CODE (value) == INTEGER_CST)
    {
      if (POINTER_TYPE_P (TREE_TYPE (value)) && integer_zerop (value))
        return xstrdup ("NULL");
      pretty_printer pp;
      pp_wide_int (&pp, wi::to_wide (value), TYPE_SIGN (TREE_TYPE (value)));
      return xstrdup (pp_formatted_text (&pp));
    }
  return expression_text (value);
}

/* The bit-field that a byte and MASK are read for, in words; or null.  */

static char *
bit_field_text (tree byte, tree mask)
{
  gimple *def = TREE_CODE (byte) == SSA_NAME ? SSA_NAME_DEF_STMT (byte) : NULL;
  if (!def || !gimple_assign_load_p (def) || !tree_fits_uhwi_p (mask)
      || TREE_CODE (gimple_assign_rhs1 (def)) != BIT_FIELD_REF)
    return NULL;
  tree ref = gimple_assign_rhs1 (def), holder = TREE_OPERAND (ref, 0);
  tree type = TREE_TYPE (holder);
  HOST_WIDE_INT at = bit_field_offset (ref).to_constant ();
  at += ctz_hwi (tree_to_uhwi (mask));
  if (RECORD_OR_UNION_TYPE_P (type))
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
      if (TREE_CODE (f) == FIELD_DECL && DECL_BIT_FIELD (f) && DECL_NAME (f)
          && int_bit_position (f) == at)
        return expression_text (
            build3 (COMPONENT_REF, TREE_TYPE (f), holder, f, NULL_TREE));
  return NULL;
}

/* A CODE B, or null where there are no words for it.  */

static char *
comparison_text (tree a, enum tree_code code, tree b, int depth = 0)
{
  gimple *def = TREE_CODE (a) == SSA_NAME ? SSA_NAME_DEF_STMT (a) : NULL;
  bool named = def && SSA_NAME_VAR (a) && !DECL_IGNORED_P (SSA_NAME_VAR (a));
  bool truth = (code == EQ_EXPR || code == NE_EXPR) && integer_zerop (b);
  char *left = NULL;
  if (def && !named && depth < 8)
    {
      if (gimple_call_builtin_p (def, BUILT_IN_EXPECT)
          || gimple_call_internal_p (def, IFN_BUILTIN_EXPECT))
        return comparison_text (gimple_call_arg (def, 0), code, b, depth + 1);
      if (truth && gimple_assign_cast_p (def)
          && INTEGRAL_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (def))))
        return comparison_text (gimple_assign_rhs1 (def), code,
                                build_zero_cst (
                                    TREE_TYPE (gimple_assign_rhs1 (def))),
                                depth + 1);
      if (truth && is_gimple_assign (def)
          && TREE_CODE_CLASS (gimple_assign_rhs_code (def)) == tcc_comparison)
        {
          enum tree_code inner = gimple_assign_rhs_code (def);
          if (code == EQ_EXPR)
            inner = invert_tree_comparison (inner, false);
          return comparison_text (gimple_assign_rhs1 (def), inner,
                                  gimple_assign_rhs2 (def), depth + 1);
        }
      if (is_gimple_assign (def)
          && gimple_assign_rhs_code (def) == BIT_AND_EXPR)
        left = bit_field_text (gimple_assign_rhs1 (def),
                               gimple_assign_rhs2 (def));
    }
  bool flag = TREE_CODE (TREE_TYPE (a)) == BOOLEAN_TYPE || left;
  if (!left)
    left = operand_text (a);
  char *right = operand_text (b), *text = NULL;
  if (strstr (left, "...") != left && strcmp (right, "..."))
    text = truth && flag
               ? concat (code == EQ_EXPR ? "!" : "", left, NULL)
               : concat (left, " ", op_symbol_code (code), " ", right, NULL);
  free (left);
  free (right);
  return text;
}

/* What holds where control goes from STMT to LABEL, null for all others.  */

static char *
case_text (const gswitch *stmt, tree label)
{
  char *index = operand_text (gimple_switch_index (stmt)), *text;
  if (!label || !CASE_LOW (label))
    text = report_text ("when %qs is none of the cases", index);
  else
    {
      char *low = operand_text (CASE_LOW (label));
      char *high = CASE_HIGH (label) ? operand_text (CASE_HIGH (label)) : NULL;
      char *holds = high ? concat (low, " <= ", index, " <= ", high, NULL)
                         : concat (index, " == ", low, NULL);
      text = report_text ("when %qs", holds);
      free (low);
      free (high);
      free (holds);
    }
  free (index);
  return text;
}

char *
branch_text (const gimple *stmt, bool taken, tree label)
{
  if (const gswitch *s = dyn_cast<const gswitch *> (stmt))
    return case_text (s, label);
  const gcond *c = dyn_cast<const gcond *> (stmt);
  enum tree_code code = c ? gimple_cond_code (c) : ERROR_MARK;
  if (c && !taken)
    code
        = invert_tree_comparison (code,
                                  HONOR_NANS (TREE_TYPE (gimple_cond_lhs (c))));
  char *holds = code != ERROR_MARK ? comparison_text (gimple_cond_lhs (c), code,
                                                      gimple_cond_rhs (c))
                                   : NULL;
  char *text = holds ? report_text ("when %qs", holds)
                     : xstrdup (taken ? "when this condition holds"
                                      : "when this condition does not hold");
  free (holds);
  return text;
}
