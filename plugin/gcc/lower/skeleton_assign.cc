/* Assignments in a skeleton: see skeletons.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "ssa.h"
#include "skeletons.h"

void
skeleton_lowering::store (gimple *stmt, struct reference to, struct operand a)
{
  struct skel_step *step = skeleton_step (s, SKEL_STORE, stmt);
  step->to = to;
  step->a = a;
}

void
skeleton_lowering::block (gimple *stmt, struct reference to,
                          struct reference from)
{
  struct skel_step *step = skeleton_step (s, SKEL_BLOCK, stmt);
  step->to = to;
  step->from = from;
}

void
skeleton_lowering::clear (gimple *stmt, struct reference to, struct operand a)
{
  struct skel_step *step = skeleton_step (s, SKEL_CLEAR, stmt);
  step->to = to;
  step->a = a;
}

/* LHS, if it is not null, is A.  */

void
skeleton_lowering::copy (gimple *stmt, tree lhs, struct operand a)
{
  if (!lhs)
    return;
  if (TREE_CODE (lhs) != SSA_NAME)
    {
      store (stmt, reference_to (lhs), a);
      return;
    }
  if (is_block_type (TREE_TYPE (lhs)))
    {
      store (stmt, whole (lhs), operand_unknown ());
      return;
    }
  struct skel_step *step = skeleton_step (s, SKEL_COPY, stmt);
  step->result = name_of (lhs);
  step->a = a;
}

/* LHS, if it is not null, is made of all that STMT reads.  */

void
skeleton_lowering::opaque (gimple *stmt, tree lhs)
{
  if (!lhs)
    return;
  name_id result
      = TREE_CODE (lhs) == SSA_NAME && !is_block_type (TREE_TYPE (lhs))
            ? name_of (lhs)
            : new_name (ptr_type_node);
  auto_vec<struct operand, 8> reads;
  for (unsigned i = 1; i < gimple_num_ops (stmt); i++)
    {
      tree op = gimple_op (stmt, i);
      if (!op || op == gimple_get_lhs (stmt))
        continue;
      struct operand a = TREE_CODE (op) == ADDR_EXPR || is_gimple_val (op)
                             ? value (op)
                             : operand_unknown ();
      if (TREE_CODE (op) == SSA_NAME && is_block_type (TREE_TYPE (op)))
        a = operand_address (memory_of (op), 0);
      if (a.kind == OPERAND_NAME || a.kind == OPERAND_ADDRESS)
        reads.safe_push (a);
    }
  struct skel_step *step = skeleton_step (s, SKEL_OPAQUE, stmt);
  step->result = result;
  for (struct operand &a : reads)
    skeleton_reads (s, a, false);
  if (TREE_CODE (lhs) != SSA_NAME)
    store (stmt, reference_to (lhs), operand_name (result));
  else if (is_block_type (TREE_TYPE (lhs)))
    {
      struct reference to = whole (lhs);
      to.exact = false;
      store (stmt, to, operand_name (result));
    }
}

/* LHS is A, a pointer, moved by BYTES.  */

void
skeleton_lowering::move_on (gimple *stmt, tree lhs, struct operand a,
                            struct operand bytes)
{
  struct skel_step *step = skeleton_step (s, SKEL_ARITH, stmt);
  step->result = name_of (lhs);
  step->op = OP_ADD;
  step->a = a;
  step->b = bytes;
}

/* A name for INDEX times BYTES.  */

name_id
skeleton_lowering::scaled_index (tree index, int64_t bytes)
{
  name_id wide = new_name (sizetype), scaled = new_name (sizetype);
  struct skel_step *step = skeleton_step (s, SKEL_COPY, NULL);
  step->result = wide;
  step->a = value (index);
  step = skeleton_step (s, SKEL_ARITH, NULL);
  step->result = scaled;
  step->op = OP_MUL;
  step->a = operand_name (wide);
  step->b = operand_number (bytes);
  return scaled;
}

/* LHS is the address of REF.  */

void
skeleton_lowering::assign_address (gimple *stmt, tree lhs, tree ref)
{
  int64_t off = 0;
  tree index = NULL_TREE, t = ref;
  int64_t unit = 0;
  bool known = true;
  for (; handled_component_p (t) && known; t = TREE_OPERAND (t, 0))
    switch (TREE_CODE (t))
      {
      case COMPONENT_REF:
        {
          tree at = component_ref_field_offset (t);
          known = tree_fits_shwi_p (at);
          if (known)
            off += tree_to_shwi (at)
                   + tree_to_shwi (DECL_FIELD_BIT_OFFSET (TREE_OPERAND (t, 1)))
                         / BITS_PER_UNIT;
          break;
        }
      case ARRAY_REF:
        {
          tree i = TREE_OPERAND (t, 1), size = array_ref_element_size (t);
          tree constant = values->constant (i);
          known = tree_fits_shwi_p (size)
                  && integer_zerop (array_ref_low_bound (t));
          if (known && constant && tree_fits_shwi_p (constant))
            off += tree_to_shwi (constant) * tree_to_shwi (size);
          else if (known && !index && TREE_CODE (i) == SSA_NAME)
            {
              index = i;
              unit = tree_to_shwi (size);
            }
          else
            known = false;
          break;
        }
      case REALPART_EXPR:
      case VIEW_CONVERT_EXPR:
        break;
      default:
        known = false;
      }
  struct reference r = reference_to (ref);
  struct operand base = r.base;
  if (base.kind == OPERAND_ADDRESS)
    s->memories.v[base.memory].addressed = true;
  if (TREE_CODE (t) == MEM_REF && known)
    off += mem_ref_offset (t).force_shwi ().to_constant ();
  if (base.kind == OPERAND_ADDRESS && known && !index)
    copy (stmt, lhs, address_of (ref));
  else if ((base.kind == OPERAND_NAME || base.kind == OPERAND_ADDRESS) && known)
    {
      struct operand displacement = operand_number (off);
      if (base.kind == OPERAND_ADDRESS)
        base.number = off * BITS_PER_UNIT;
      if (index)
        {
          if (base.kind == OPERAND_NAME && off)
            {
              name_id moved = new_name (ptr_type_node);
              struct skel_step *step = skeleton_step (s, SKEL_ARITH, stmt);
              step->result = moved;
              step->op = OP_ADD;
              step->a = base;
              step->b = displacement;
              base = operand_name (moved);
            }
          displacement = operand_name (scaled_index (index, unit));
        }
      move_on (stmt, lhs, base, displacement);
    }
  else
    {
      struct skel_step *step = skeleton_step (s, SKEL_OPAQUE, stmt);
      step->result = name_of (lhs);
      step->a = base;
    }
}

bool
operation_of (enum tree_code code, enum skel_op *op)
{
  switch (code)
    {
    case PLUS_EXPR:
    case POINTER_PLUS_EXPR:
      *op = OP_ADD;
      break;
    case MINUS_EXPR:
    case POINTER_DIFF_EXPR:
      *op = OP_SUB;
      break;
    case MULT_EXPR:
      *op = OP_MUL;
      break;
    case BIT_AND_EXPR:
    case TRUTH_AND_EXPR:
      *op = OP_AND;
      break;
    case BIT_IOR_EXPR:
    case TRUTH_OR_EXPR:
      *op = OP_OR;
      break;
    case BIT_XOR_EXPR:
    case TRUTH_XOR_EXPR:
      *op = OP_XOR;
      break;
    case LSHIFT_EXPR:
      *op = OP_SHL;
      break;
    case RSHIFT_EXPR:
      *op = OP_SHR;
      break;
    case EQ_EXPR:
      *op = OP_EQ;
      break;
    case NE_EXPR:
      *op = OP_NE;
      break;
    case LT_EXPR:
      *op = OP_LT;
      break;
    case LE_EXPR:
      *op = OP_LE;
      break;
    case GT_EXPR:
      *op = OP_GT;
      break;
    case GE_EXPR:
      *op = OP_GE;
      break;
    default:
      return false;
    }
  return true;
}

void
skeleton_lowering::arithmetic (gimple *stmt, tree lhs, enum tree_code code,
                               tree a, tree b)
{
  enum skel_op op;
  masked_field *field = fields.get (lhs);
  if (!value_bits (TREE_TYPE (lhs)) || !value_bits (TREE_TYPE (a))
      || !value_bits (TREE_TYPE (b)) || !operation_of (code, &op))
    {
      opaque (stmt, lhs);
      return;
    }
  struct operand x = value (a), y = value (b);
  if (field)
    {
      op = OP_SHL;
      x = operand_name (field->field);
      y = operand_number (field->shift);
    }
  struct skel_step *step = skeleton_step (s, SKEL_ARITH, stmt);
  step->result = name_of (lhs);
  step->op = op;
  step->a = x;
  step->b = y;
}

/* Is it one member of a struct, a number, that the bits AT .. AT + N are?  */

static bool
is_member_at (tree f, HOST_WIDE_INT *at, HOST_WIDE_INT *n)
{
  if (TREE_CODE (f) != FIELD_DECL || !INTEGRAL_TYPE_P (TREE_TYPE (f))
      || !tree_fits_shwi_p (bit_position (f))
      || !tree_fits_shwi_p (DECL_SIZE (f)))
    return false;
  *at = int_bit_position (f);
  *n = tree_to_shwi (DECL_SIZE (f));
  return *n > 0;
}

/* LHS is N bits at START of REF, of which a mask keeps MASK: no more and no less
   than some members.  Finds a name for each of these; false if it is not so.  */

bool
skeleton_lowering::load_members (gimple *stmt, tree ref, HOST_WIDE_INT start,
                                 HOST_WIDE_INT size,
                                 unsigned HOST_WIDE_INT mask,
                                 struct masked_field *found)
{
  tree record = TREE_TYPE (TREE_OPERAND (ref, 0));
  HOST_WIDE_INT at, n;
  if (!RECORD_OR_UNION_TYPE_P (record) || !mask)
    return false;
  found->parts = parts.length ();
  found->n_parts = 0;
  for (tree f = TYPE_FIELDS (record); f && mask; f = DECL_CHAIN (f))
    {
      if (!is_member_at (f, &at, &n) || at < start || at + n > start + size)
        continue;
      int shift = BYTES_BIG_ENDIAN ? start + size - at - n : at - start;
      unsigned HOST_WIDE_INT bits
          = (n < 64 ? (HOST_WIDE_INT_1U << n) - 1 : HOST_WIDE_INT_M1U) << shift;
      if ((mask & bits) != bits)
        continue;
      mask &= ~bits;
      struct skel_name named = {};
      named.bits = n;
      struct field_part part = { skeleton_name (s, named), shift, bits };
      struct reference from = reference_to (ref);
      from.off += at - start;
      from.size = n;
      struct skel_step *step = skeleton_step (s, SKEL_LOAD, stmt);
      step->result = part.field;
      step->from = from;
      parts.safe_push (part);
      found->n_parts++;
    }
  if (mask)
    return false;
  bool one = found->n_parts == 1;
  found->field
      = one ? parts.last ().field : whole_of_members (stmt, *found, size);
  found->shift = one ? parts.last ().shift : 0;
  return true;
}

/* What the members of FOUND are together, in a word of BITS bits.  */

name_id
skeleton_lowering::whole_of_members (gimple *stmt,
                                     const struct masked_field &found,
                                     unsigned bits)
{
  struct operand all = operand_number (0);
  struct skel_name word = {};
  word.bits = bits;
  for (unsigned i = 0; i < found.n_parts; i++)
    {
      const struct field_part p = parts[found.parts + i];
      name_id moved = skeleton_name (s, word), sum = skeleton_name (s, word);
      struct skel_step *step = skeleton_step (s, SKEL_ARITH, stmt);
      step->result = moved;
      step->op = OP_SHL;
      step->a = operand_name (p.field);
      step->b = operand_number (p.shift);
      step = skeleton_step (s, SKEL_ARITH, stmt);
      step->result = sum;
      step->op = OP_OR;
      step->a = all;
      step->b = operand_name (moved);
      all = operand_name (sum);
    }
  return all.name;
}

/* What USE makes of a number that is the same number, or null.  */

static tree
same_number (gimple *use)
{
  if (!is_gimple_assign (use)
      || !(gimple_assign_ssa_name_copy_p (use) || gimple_assign_cast_p (use)))
    return NULL_TREE;
  tree to = TREE_TYPE (gimple_assign_lhs (use)),
       from = TREE_TYPE (gimple_assign_rhs1 (use));
  return INTEGRAL_TYPE_P (to) && TYPE_PRECISION (to) == TYPE_PRECISION (from)
             ? gimple_assign_lhs (use)
             : NULL_TREE;
}

/* LHS is loaded from REF, a byte or more with members in it, or a copy of that;
   ALL of it are members too, or that is null.  For each that a mask takes out of
   it, a name, and for what several are together.  */

void
skeleton_lowering::load_fields (gimple *stmt, tree lhs, tree ref,
                                const masked_field *all)
{
  imm_use_iterator it;
  use_operand_p use;
  HOST_WIDE_INT start = bit_field_offset (ref).to_constant ();
  HOST_WIDE_INT size = bit_field_size (ref).to_constant ();
  if (all)
    fields.put (lhs, *all);
  FOR_EACH_IMM_USE_FAST (use, it, lhs)
  {
    gimple *to = USE_STMT (use);
    if (tree same = same_number (to))
      load_fields (stmt, same, ref, all);
    if (!is_gimple_assign (to) || gimple_assign_rhs_code (to) != BIT_AND_EXPR
        || !tree_fits_uhwi_p (gimple_assign_rhs2 (to)))
      continue;
    masked_field m;
    if (load_members (stmt, ref, start, size,
                      tree_to_uhwi (gimple_assign_rhs2 (to)), &m))
      fields.put (gimple_assign_lhs (to), m);
  }
}

void
skeleton_lowering::load (gimple *stmt, tree lhs, tree ref)
{
  struct reference from = reference_to (ref);
  masked_field all;
  bool parted = TREE_CODE (ref) == BIT_FIELD_REF && from.exact && from.size > 0
                && from.size <= HOST_BITS_PER_WIDE_INT
                && INTEGRAL_TYPE_P (TREE_TYPE (lhs));
  bool whole
      = parted
        && load_members (stmt, ref, bit_field_offset (ref).to_constant (),
                         from.size,
                         HOST_WIDE_INT_M1U
                             >> (HOST_BITS_PER_WIDE_INT - from.size),
                         &all)
        && all.n_parts > 1;
  if (whole)
    copy (stmt, lhs, operand_name (all.field));
  else
    {
      struct skel_step *step = skeleton_step (s, SKEL_LOAD, stmt);
      step->result = name_of (lhs);
      step->from = from;
    }
  if (parted)
    load_fields (stmt, lhs, ref, whole ? &all : NULL);
}

/* What REF is a part of.  */

static tree
innermost (tree ref)
{
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  return ref;
}

/* LHS, a name with a number or pointer in it, or something as small.  */

void
skeleton_lowering::assign_name (gimple *stmt, tree lhs)
{
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);
  tree type = TREE_TYPE (lhs);
  switch (gimple_assign_rhs_class (stmt))
    {
    case GIMPLE_SINGLE_RHS:
      if (code == ADDR_EXPR)
        assign_address (stmt, lhs, TREE_OPERAND (rhs, 0));
      else if (is_gimple_val (rhs))
        copy (stmt, lhs, value (rhs));
      else if (code == VIEW_CONVERT_EXPR
               && TREE_CODE (TREE_OPERAND (rhs, 0)) == SSA_NAME
               && !is_block_type (TREE_TYPE (TREE_OPERAND (rhs, 0))))
        copy (stmt, lhs, value (TREE_OPERAND (rhs, 0)));
      else if (code == CONSTRUCTOR
               || (TREE_CODE (innermost (rhs)) == SSA_NAME
                   && !is_block_type (TREE_TYPE (innermost (rhs)))))
        opaque (stmt, lhs);
      else
        load (stmt, lhs, rhs);
      break;
    case GIMPLE_UNARY_RHS:
      if (CONVERT_EXPR_CODE_P (code) && value_bits (type)
          && value_bits (TREE_TYPE (rhs)))
        copy (stmt, lhs, value (rhs));
      else if (code == NEGATE_EXPR && value_bits (type))
        arithmetic (stmt, lhs, MINUS_EXPR, build_zero_cst (type), rhs);
      else if (code == BIT_NOT_EXPR && value_bits (type))
        arithmetic (stmt, lhs, BIT_XOR_EXPR, rhs, build_all_ones_cst (type));
      else
        opaque (stmt, lhs);
      break;
    case GIMPLE_BINARY_RHS:
      arithmetic (stmt, lhs, code, rhs, gimple_assign_rhs2 (stmt));
      break;
    default:
      opaque (stmt, lhs);
    }
}

/* A scalar that is a part of an initialiser, and where it is.  */

struct initial_part
{
  int64_t off, bits;
  tree value;
};

/* More parts than this are copied as one.  */
#define MAX_INITIAL_PARTS 32

/* Add the PARTS of INIT, which begins at OFF, that are not null.  False: they
   cannot be told apart.  */

static bool
initial_parts (auto_vec<initial_part, MAX_INITIAL_PARTS> &parts, tree init,
               int64_t off)
{
  STRIP_NOPS (init);
  tree type = TREE_TYPE (init);
  int64_t bits = type_bits (type);
  if (TREE_CODE (init) != CONSTRUCTOR)
    {
      if (bits < 0 || TREE_CODE (init) == STRING_CST || is_block_type (type)
          || parts.length () >= MAX_INITIAL_PARTS)
        return false;
      if (!integer_zerop (init))
        parts.quick_push ({ off, bits, init });
      return true;
    }
  bool array = TREE_CODE (type) == ARRAY_TYPE;
  if (!array && TREE_CODE (type) != RECORD_TYPE)
    return false;
  int64_t first = 0, size = array ? type_bits (TREE_TYPE (type)) : 0;
  if (array && TYPE_DOMAIN (type)
      && tree_fits_shwi_p (TYPE_MIN_VALUE (TYPE_DOMAIN (type))))
    first = tree_to_shwi (TYPE_MIN_VALUE (TYPE_DOMAIN (type)));
  unsigned HOST_WIDE_INT i;
  tree index, value;
  FOR_EACH_CONSTRUCTOR_ELT (CONSTRUCTOR_ELTS (init), i, index, value)
  {
    if (!index || size < 0 || (array && !tree_fits_shwi_p (index))
        || (!array && DECL_BIT_FIELD (index)))
      return false;
    int64_t at = array ? (tree_to_shwi (index) - first) * size
                       : int_bit_position (index);
    if (!initial_parts (parts, value, off + at))
      return false;
  }
  return true;
}

/* TO gets what the constant RHS has, part by part if they can be told apart:
   some targets have the value of a compound initialiser in memory.  */

bool
skeleton_lowering::copy_constant (gimple *stmt, struct reference to, tree rhs)
{
  tree base = get_base_address (rhs);
  if (!base || !DECL_P (base) || !to.exact)
    return false;
  tree init = ctor_for_folding (base);
  struct reference from = reference_to (rhs);
  auto_vec<initial_part, MAX_INITIAL_PARTS> parts;
  if (!init || TREE_CODE (init) != CONSTRUCTOR || !from.exact || from.off
      || from.size != type_bits (TREE_TYPE (base))
      || !initial_parts (parts, init, 0))
    return false;
  clear (stmt, to, operand_number (0));
  for (const initial_part &part : parts)
    {
      struct reference at = to;
      at.off += part.off;
      at.size = part.bits;
      store (stmt, at, value (part.value));
    }
  return true;
}

/* TO, wider than a pointer, gets what STMT computes.  */

void
skeleton_lowering::assign_wide (gimple *stmt, struct reference to)
{
  tree rhs = gimple_assign_rhs1 (stmt);
  if (gimple_assign_single_p (stmt))
    {
      if (TREE_CODE (rhs) == CONSTRUCTOR && !CONSTRUCTOR_NELTS (rhs))
        {
          clear (stmt, to, operand_number (0));
          return;
        }
      if (TREE_CODE (rhs) == SSA_NAME)
        {
          block (stmt, to, whole (rhs));
          return;
        }
      if (CONSTANT_CLASS_P (rhs) && TREE_CODE (rhs) != STRING_CST)
        {
          store (stmt, to, operand_unknown ());
          return;
        }
      if (TREE_CODE (rhs) != CONSTRUCTOR)
        {
          if (!copy_constant (stmt, to, rhs))
            block (stmt, to, reference_to (rhs));
          return;
        }
    }
  /* Parts, put together: they may be somewhere in it.  */
  store (stmt, to, operand_unknown ());
  to.exact = false;
  auto_vec<tree, 8> parts;
  unsigned HOST_WIDE_INT i;
  tree part;
  if (TREE_CODE (rhs) == CONSTRUCTOR)
    FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (rhs), i, part)
  parts.safe_push (part);
  else for (i = 1; i < gimple_num_ops (stmt); i++) if (gimple_op (stmt, i))
      parts.safe_push (gimple_op (stmt, i));
  for (tree p : parts)
    if (TREE_CODE (p) == SSA_NAME && is_block_type (TREE_TYPE (p)))
      {
        struct reference from = whole (p);
        from.exact = false;
        block (stmt, to, from);
      }
    else if (TREE_CODE (p) == SSA_NAME || TREE_CODE (p) == ADDR_EXPR)
      store (stmt, to, value (p));
}

void
skeleton_lowering::assign (gimple *stmt)
{
  tree lhs = gimple_assign_lhs (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);
  if (gimple_clobber_p (stmt))
    {
      if (VAR_P (lhs))
        skeleton_step (s, SKEL_END, stmt)->memory = memory_of (lhs);
      return;
    }
  if (TREE_CODE (lhs) == SSA_NAME)
    {
      if (is_block_type (TREE_TYPE (lhs)))
        assign_wide (stmt, whole (lhs));
      else
        assign_name (stmt, lhs);
      return;
    }
  struct reference to = reference_to (lhs);
  if (is_block_type (TREE_TYPE (lhs)) || !gimple_assign_single_p (stmt))
    assign_wide (stmt, to);
  else if (is_gimple_val (rhs) || CONSTANT_CLASS_P (rhs))
    store (stmt, to, value (rhs));
  else if (TREE_CODE (rhs) == CONSTRUCTOR)
    assign_wide (stmt, to);
  else
    block (stmt, to, reference_to (rhs));
}
