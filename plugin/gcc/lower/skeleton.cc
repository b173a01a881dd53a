/* GIMPLE -> skeleton: what happens in which order.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   One function a GIMPLE construct, as in lower.cc.  A value wider than a pointer
   is a memory of its own here too, moved by block copies.  What cannot be said
   is written down as opaque, inexact or a barrier, never left out.

   The front end reads a bit-field as the byte around it and a mask.  Beside such
   a load, the very field is loaded into a name that GIMPLE does not have, so that
   what is stored in the field is what a condition on it asks.  */

#include "compat.h"
#include "ssa.h"
#include "import.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "attr-fnspec.h"
#include "attributes.h"
#include "site.h"
#include "skeleton.h"

/* A member, of the value FIELD, that is the bits BITS of a word, shifted there.  */

struct field_part
{
  name_id field;
  int shift;
  unsigned HOST_WIDE_INT bits;
};

/* What a mask takes out of a word: so many PARTS; all of them are FIELD.  */

struct masked_field
{
  name_id field;
  int shift;
  unsigned parts, n_parts;
};

class skeleton_lowering
{
public:
  explicit skeleton_lowering (function_info *);
  ~skeleton_lowering ();
  struct skeleton *run ();

private:
  /* Values and places.  */
  name_id name_of (tree ssa);
  name_id new_name (tree type);
  tree literal_of (tree string);
  memory_id memory_of (tree decl_or_ssa);
  struct operand value (tree op);
  struct operand address_of (tree ref);
  struct reference reference_to (tree ref);
  struct reference behind (tree ptr, tree bytes);
  struct reference whole (tree wide);
  name_id scaled_index (tree index, int64_t bytes);

  /* Statements.  */
  void statement (gimple *);
  void assign (gimple *);
  bool copy_constant (gimple *, struct reference to, tree rhs);
  void assign_wide (gimple *, struct reference to);
  void assign_name (gimple *, tree lhs);
  void assign_address (gimple *, tree lhs, tree ref);
  void arithmetic (gimple *, tree lhs, enum tree_code, tree a, tree b);
  void load (gimple *, tree lhs, tree ref);
  void load_fields (gimple *, tree lhs, tree ref, const masked_field *all);
  bool load_members (gimple *, tree ref, HOST_WIDE_INT start,
                     HOST_WIDE_INT size, unsigned HOST_WIDE_INT mask,
                     struct masked_field *);
  name_id whole_of_members (gimple *, const struct masked_field &,
                            unsigned bits);
  void store (gimple *, struct reference to, struct operand);
  void block (gimple *, struct reference to, struct reference from);
  void clear (gimple *, struct reference to, struct operand);
  void copy (gimple *, tree lhs, struct operand);
  void opaque (gimple *, tree lhs);
  void move_on (gimple *, tree lhs, struct operand, struct operand bytes);
  void assembler (gasm *);
  void wide_phi (gphi *);

  /* Calls.  */
  void call (gcall *);
  bool internal_call (gcall *);
  bool builtin (gcall *, tree callee);
  bool memory_builtin (gcall *, enum built_in_function);
  bool atomic (gcall *, tree callee);
  void site (gcall *, tree callee);
  void describe (struct skel_site *, gcall *, tree callee);
  void hold (gcall *, const struct lib_effects *);
  void keep_in (gcall *, const struct lib_effects *);
  void note_texts ();
  void describe_library (struct skel_site *, gcall *,
                         const struct lib_effects *);
  void describe_unseen (struct skel_site *, gcall *, tree callee,
                        const fn_attributes *);
  struct skel_arg *argument (gcall *, unsigned i);

  /* Control.  */
  void edges_of (basic_block);
  const masked_field *field_of (tree name);
  const masked_field *members_asked (gcond *);
  void condition (gcond *, bool taken);
  void relation (gimple *where, tree a, enum tree_code, tree b);
  void member_condition (const masked_field &, unsigned i, enum skel_op,
                         tree number);
  void case_of (gswitch *, unsigned i);
  void ways_of (gswitch *);
  bool ways_of_several (gcond *, edge);
  void ways_of_members (gcond *, const masked_field &, edge);
  void opaque_condition (gimple *);
  void copies_on (edge);
  void parameters ();
  void stop_at_end (basic_block);

  function_info *info;
  const const_values *values;
  const_values *own_values; /* Where INFO has none any more.  */
  struct skeleton *s;
  auto_vec<name_id> names; /* By SSA version.  */
  auto_vec<block_id> blocks;
  hash_map<tree, memory_id> memories;
  hash_map<nofree_string_hash, tree> literals;
  hash_map<tree, masked_field> fields;
  auto_vec<field_part> parts;
  bool names_variables; /* Of the environment.  */
};

/* --- Values. ---  */

/* The bits of TYPE's values if they are numbers or pointers, else 0.  */

static unsigned
value_bits (const_tree type)
{
  if (!INTEGRAL_TYPE_P (type) && !POINTER_TYPE_P (type)
      && TREE_CODE (type) != OFFSET_TYPE)
    return 0;
  unsigned bits = TYPE_PRECISION (type);
  return bits <= 64 ? bits : 0;
}

static int64_t
type_bits (const_tree type)
{
  int64_t bytes = type_bytes (type);
  return bytes < 0 || bytes > INT64_MAX / BITS_PER_UNIT ? -1
                                                        : bytes * BITS_PER_UNIT;
}

name_id
skeleton_lowering::name_of (tree ssa)
{
  name_id &slot = names[SSA_NAME_VERSION (ssa)];
  if (!slot)
    {
      tree type = TREE_TYPE (ssa);
      struct skel_name n = {};
      n.node = info->ssa ? info->ssa[SSA_NAME_VERSION (ssa)] : NO_NODE;
      n.bits = value_bits (type);
      n.is_signed = n.bits && !TYPE_UNSIGNED (type);
      n.is_pointer = POINTER_TYPE_P (type);
      n.what = ssa;
      slot = skeleton_name (s, n);
    }
  return slot;
}

/* One that GIMPLE does not have.  */

name_id
skeleton_lowering::new_name (tree type)
{
  struct skel_name n = {};
  n.bits = value_bits (type);
  n.is_signed = n.bits && !TYPE_UNSIGNED (type);
  return skeleton_name (s, n);
}

/* May unseen code write to DECL, a global, if INFO's function calls it?  By way
   of other functions, or of this one again.  */

static bool
is_written_elsewhere (function_info *info, tree decl)
{
  varpool_node *node = varpool_node::get (decl);
  if (!node || TREE_PUBLIC (decl) || DECL_EXTERNAL (decl))
    return true;
  struct ipa_ref *ref = NULL;
  for (unsigned i = 0; node->iterate_referring (i, ref); i++)
    if (ref->use != IPA_REF_LOAD
        && (info->root || ref->referring != info->node
            || ref->use == IPA_REF_ADDR))
      return true;
  return false;
}

/* Of equal literals, which the compiler makes one, the first that was met.  */

tree
skeleton_lowering::literal_of (tree t)
{
  bool existed;
  tree &first = literals.get_or_insert (TREE_STRING_POINTER (t), &existed);
  if (!existed)
    first = t;
  return TREE_STRING_LENGTH (first) == TREE_STRING_LENGTH (t)
                 && !memcmp (TREE_STRING_POINTER (first),
                             TREE_STRING_POINTER (t), TREE_STRING_LENGTH (t))
             ? first
             : t;
}

memory_id
skeleton_lowering::memory_of (tree t)
{
  bool existed;
  if (TREE_CODE (t) == STRING_CST)
    t = literal_of (t);
  /* Whoever writes to a variable writes to its aliases.  */
  if (varpool_node *node
      = VAR_P (t) && is_global_var (t) ? varpool_node::get (t) : NULL)
    t = node->ultimate_alias_target ()->decl;
  memory_id &slot = memories.get_or_insert (t, &existed);
  if (existed)
    return slot;
  struct skel_memory m = {};
  m.what = t;
  m.bits = type_bits (TREE_TYPE (t));
  if (TREE_CODE (t) == FUNCTION_DECL || TREE_CODE (t) == LABEL_DECL
      || TREE_CODE (t) == CONST_DECL || TREE_CODE (t) == STRING_CST)
    m.kind = MEMORY_CONSTANT;
  else if (DECL_P (t) && is_global_var (t))
    {
      m.kind = MEMORY_GLOBAL;
      m.is_const = TREE_READONLY (t);
      m.shared = !m.is_const && is_written_elsewhere (info, t);
    }
  else
    m.kind = MEMORY_FRAME;
  m.is_const |= m.kind == MEMORY_CONSTANT;
  m.is_volatile = TREE_THIS_VOLATILE (t) || TYPE_VOLATILE (TREE_TYPE (t))
                  || TYPE_ATOMIC (TREE_TYPE (t));
  return slot = skeleton_memory (s, m);
}

/* OP as a number, an address or a name.  */

struct operand
skeleton_lowering::value (tree op)
{
  tree constant = values->constant (op);
  if (constant)
    op = constant;
  switch (TREE_CODE (op))
    {
    case INTEGER_CST:
      return value_bits (TREE_TYPE (op))
                 ? operand_number ((int64_t)TREE_INT_CST_LOW (op))
                 : operand_unknown ();
    case ADDR_EXPR:
      return address_of (TREE_OPERAND (op, 0));
    case SSA_NAME:
      return is_block_type (TREE_TYPE (op)) ? operand_unknown ()
                                            : operand_name (name_of (op));
    default:
      return operand_unknown ();
    }
}

/* The address of REF, which does not depend on names; else unknown.  */

struct operand
skeleton_lowering::address_of (tree ref)
{
  struct reference r = reference_to (ref);
  bool known = r.base.kind == OPERAND_ADDRESS
               && (r.exact || ref == get_base_address (ref));
  if (r.base.kind == OPERAND_ADDRESS)
    s->memories.v[r.base.memory].addressed = true;
  return known ? operand_address (r.base.memory, r.off)
         : r.base.kind == OPERAND_NUMBER ? operand_number (0)
                                         : operand_unknown ();
}

/* Do parts of unions overlap in REF?  */

static bool
has_union (tree ref)
{
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (TREE_TYPE (ref)) == UNION_TYPE
        || TREE_CODE (ref) == VIEW_CONVERT_EXPR)
      return true;
  return TREE_CODE (TREE_TYPE (ref)) == UNION_TYPE;
}

/* The one name that says which element REF is in, or null.  *BYTES: of an
   element, or 0.  */

static tree
only_index (tree ref, int64_t *bytes)
{
  tree index = NULL_TREE;
  *bytes = 0;
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (ref) == ARRAY_REF
        && TREE_CODE (TREE_OPERAND (ref, 1)) == SSA_NAME)
      {
        if (index)
          return NULL_TREE;
        index = TREE_OPERAND (ref, 1);
        tree size = array_ref_element_size (ref);
        if (tree_fits_shwi_p (size)
            && integer_zerop (array_ref_low_bound (ref)))
          *bytes = tree_to_shwi (size);
      }
  return index;
}

struct reference
skeleton_lowering::reference_to (tree ref)
{
  struct reference r = reference_at (operand_unknown (), 0, -1);
  r.what = ref;
  r.exact = false;
  r.is_volatile = TREE_THIS_VOLATILE (ref) || TYPE_VOLATILE (TREE_TYPE (ref))
                  || TYPE_ATOMIC (TREE_TYPE (ref));
  if (TREE_CODE (ref) == WITH_SIZE_EXPR)
    ref = TREE_OPERAND (ref, 0);
  poly_int64 poff, psize, pmax;
  bool reverse;
  tree base = get_ref_base_and_extent (ref, &poff, &psize, &pmax, &reverse);
  HOST_WIDE_INT off, size, max;
  if (!base || !poff.is_constant (&off) || !psize.is_constant (&size)
      || !pmax.is_constant (&max))
    return r;
  r.exact = size == max && size > 0 && !reverse;
  r.off = off;
  r.size = max;
  if (TREE_CODE (base) == MEM_REF)
    {
      tree ptr = TREE_OPERAND (base, 0);
      r.off
          += mem_ref_offset (base).force_shwi ().to_constant () * BITS_PER_UNIT;
      r.base = value (ptr);
      /* Where it points is part of the reference.  */
      if (r.base.kind == OPERAND_ADDRESS)
        {
          r.off += r.base.number;
          r.base.number = 0;
        }
    }
  else if (TREE_CODE (base) == SSA_NAME)
    {
      if (is_block_type (TREE_TYPE (base)))
        r.base = operand_address (memory_of (base), 0);
    }
  else if (DECL_P (base) || TREE_CODE (base) == STRING_CST)
    r.base = operand_address (memory_of (base), 0);
  else
    r.exact = false;
  if (r.size < 0)
    r.off = 0;
  if (!r.exact && !has_union (ref))
    {
      int64_t bytes;
      tree index = only_index (ref, &bytes);
      if (index)
        r.index = name_of (index);
      if (index && size > 0 && size <= max && bytes > 0
          && bytes < INT64_MAX / BITS_PER_UNIT)
        {
          r.unit = bytes * BITS_PER_UNIT;
          r.width = size;
        }
    }
  return r;
}

/* BYTES bytes, a value, from where PTR points on.  */

struct reference
skeleton_lowering::behind (tree ptr, tree bytes)
{
  struct operand base = value (ptr);
  struct reference r = reference_at (base, 0, -1);
  tree n = bytes ? values->constant (bytes) : NULL_TREE;
  r.exact = n && tree_fits_shwi_p (n) && tree_to_shwi (n) > 0
            && tree_to_shwi (n) < INT64_MAX / BITS_PER_UNIT;
  if (r.exact)
    r.size = tree_to_shwi (n) * BITS_PER_UNIT;
  if (base.kind == OPERAND_ADDRESS)
    {
      r.off = r.exact ? base.number : 0;
      r.base.number = 0;
    }
  return r;
}

/* All of WIDE, a name that is a memory here.  */

struct reference
skeleton_lowering::whole (tree wide)
{
  return reference_at (operand_address (memory_of (wide), 0), 0,
                       type_bits (TREE_TYPE (wide)));
}

/* --- Assignments. ---  */

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

static bool
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

/* --- Calls. ---  */

struct skel_arg *
skeleton_lowering::argument (gcall *call, unsigned i)
{
  tree arg = gimple_call_arg (call, i);
  struct skel_arg *a;
  if (is_block_type (TREE_TYPE (arg)) && !CONSTANT_CLASS_P (arg))
    {
      struct reference from
          = TREE_CODE (arg) == SSA_NAME ? whole (arg) : reference_to (arg);
      a = skeleton_arg (s, operand_unknown ());
      a->by_block = true;
      a->block = from;
    }
  else if (is_gimple_val (arg) || CONSTANT_CLASS_P (arg))
    {
      struct operand v = value (arg);
      a = skeleton_arg (s, v);
    }
  else
    {
      /* A small struct in memory.  */
      struct reference from = reference_to (arg);
      a = skeleton_arg (s, operand_unknown ());
      a->by_block = true;
      a->block = from;
    }
  tree fntype = gimple_call_fntype (call);
  tree t = fntype ? TYPE_ARG_TYPES (fntype) : NULL_TREE;
  for (unsigned k = i; t && k; k--)
    t = TREE_CHAIN (t);
  tree callee = gimple_call_fndecl (call);
  /* A known function does not take numbers for pointers.  */
  a->to_const = (t && POINTER_TYPE_P (TREE_VALUE (t))
                 && TYPE_READONLY (TREE_TYPE (TREE_VALUE (t))))
                || (!a->by_block && !POINTER_TYPE_P (TREE_TYPE (arg)) && callee
                    && find_library (callee));
  return a;
}

/* Does a function that the table describes so keep argument I, from 0?  */

static bool
library_keeps (const struct lib_effects *e, unsigned i)
{
  unsigned named = strcspn (e->shape + 1, ".");
  if (i >= named)
    return !e->format;
  for (unsigned k = 0; k < e->n_flows; k++)
    if (e->flows[k].src == FLOW_FROM_ARG && e->flows[k].src_arg == i + 1
        && (e->flows[k].dst != FLOW_TO_RET || e->flows[k].src_level
            || e->flows[k].dst_level))
      return true;
  return e->n_callbacks || e->releases == i + 1 || e->releases_content == i + 1;
}

/* Does CALL of CALLEE, or null, keep its argument I: see struct skel_arg.  */

static bool
is_kept (gcall *call, tree callee, unsigned i)
{
  tree fntype = gimple_call_fntype (call);
  const fn_attributes *a = fntype ? fn_attributes_of_call (call, callee) : NULL;
  if (a && a->flows)
    {
      bool kept = i < 64 && (a->releases >> i & 1);
      for (unsigned k = 0; k < a->n_flows; k++)
        kept |= a->flows[k].src == FLOW_FROM_ARG && a->flows[k].src_arg == i + 1
                && (a->flows[k].dst != FLOW_TO_RET || a->flows[k].src_level);
      return kept;
    }
  if (const struct lib_effects *e = callee ? find_library (callee) : NULL)
    return library_keeps (e, i);
  function_info *target = callee ? function_info_of (callee) : NULL;
  if (target && trusts_body (target))
    return !target->summary || !summary_only_accesses (target->summary, i);
  if (const struct exported *known = callee ? import_find (callee) : NULL)
    return !summary_only_accesses (known->summary, i);
  if (a && i < 64 && (a->noescape >> i & 1))
    return false;
  if (gimple_call_flags (call) & (ECF_PURE | ECF_CONST | ECF_NOVOPS))
    return false;
  attr_fnspec fnspec = callee ? gimple_call_fnspec (call) : attr_fnspec ("");
  return !(fnspec.arg_specified_p (i) && fnspec.arg_noescape_p (i));
}

static bool
is_one_of (const char *name, const char *const *list)
{
  for (; *list; list++)
    if (!strcmp (name, *list))
      return true;
  return false;
}

/* Is argument I of CALL, as it is declared, a pointer to a pointer?  */

static bool
points_to_pointer (gcall *call, unsigned i)
{
  tree t = TYPE_ARG_TYPES (gimple_call_fntype (call));
  while (t && i--)
    t = TREE_CHAIN (t);
  return t && POINTER_TYPE_P (TREE_VALUE (t))
         && POINTER_TYPE_P (TREE_TYPE (TREE_VALUE (t)));
}

/* The first member of what argument ARG of CALL points to, by its type, that is an
   int: so many bits behind its beginning; or -1.  */

static int64_t
first_int (gcall *call, unsigned arg)
{
  tree type = arg < gimple_call_num_args (call)
                  ? TREE_TYPE (gimple_call_arg (call, arg))
                  : NULL_TREE;
  if (!type || !POINTER_TYPE_P (type)
      || TREE_CODE (TREE_TYPE (type)) != RECORD_TYPE)
    return -1;
  for (tree f = TYPE_FIELDS (TREE_TYPE (type)); f; f = DECL_CHAIN (f))
    if (TREE_CODE (f) == FIELD_DECL
        && TYPE_MAIN_VARIANT (TREE_TYPE (f)) == integer_type_node)
      return tree_fits_shwi_p (bit_position (f)) ? int_bit_position (f) : -1;
  return -1;
}

/* What the table for libc says.  */

void
skeleton_lowering::describe_library (struct skel_site *site, gcall *call,
                                     const struct lib_effects *e)
{
  bool fresh = false;
  const struct flow *filled = NULL;
  bool deep
      = e->n_callbacks || e->releases_content || e->inputs_level || e->others;
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src == FLOW_FROM_NEW && f->dst == FLOW_TO_RET && !f->dst_level)
        fresh = true;
      else if (f->src == FLOW_FROM_ARG && !f->src_level && f->exact
               && f->dst == FLOW_TO_RET && !f->dst_level)
        site->returns_arg = f->src_arg - 1;
      else if (f->src == FLOW_FROM_NEW && f->dst == FLOW_TO_ARG && f->exact)
        filled = f;
      /* Into what it makes it may put as much as it likes.  */
      /* A number that is kept somewhere is nothing that is written to what the
         arguments lead to.  */
      if (f->dst == FLOW_TO_UNKNOWN && !f->src_level && f->src == FLOW_FROM_ARG
          && f->src_arg <= gimple_call_num_args (call)
          && INTEGRAL_TYPE_P (
              TREE_TYPE (gimple_call_arg (call, f->src_arg - 1))))
        continue;
      site->moves |= f->src == FLOW_FROM_ARG && f->dst == FLOW_TO_ARG;
      deep
          |= f->dst != FLOW_TO_RET
             && (f->dst != FLOW_TO_ARG
                 || (f->dst_level > 1 && (!filled || f->src != FLOW_FROM_NEW)));
    }
  if (e->fresh_if_null && fresh)
    {
      tree arg = e->fresh_if_null <= gimple_call_num_args (call)
                     ? values->constant (
                         gimple_call_arg (call, e->fresh_if_null - 1))
                     : NULL_TREE;
      fresh = arg && integer_zerop (arg);
    }
  if (e->reallocates && e->releases)
    site->kind = SITE_MOVE;
  else if (e->releases)
    site->kind = SITE_RELEASE;
  else if (fresh)
    site->kind = SITE_ALLOCATE;
  else if (e->if_ret && filled)
    {
      site->kind = SITE_FILL;
      site->object = filled->dst_arg - 1;
      site->filled = (int64_t)filled->dst_word * POINTER_SIZE;
      site->made_if = e->made_if;
      site->or_more = e->or_more;
      site->grows = e->reallocates;
      site->alone = points_to_pointer (call, site->object);
      deep = e->n_callbacks || e->inputs_level || e->others;
    }
  if (e->releases)
    site->object = e->releases - 1;
  site->writes_args_only = !deep;
  site->moves |= e->n_callbacks;
  if (e->idle.level == 1)
    site->first_int = first_int (call, e->idle.arg - 1);
  for (unsigned i = 0; i < e->withdraws.n_same; i++)
    names_variables |= e->withdraws.same[i].named;
}

/* The string that T, a constant, is; or null.  */

static const char *
text_of (tree t)
{
  if (VAR_P (t) && TREE_READONLY (t) && DECL_INITIAL (t))
    t = DECL_INITIAL (t);
  return TREE_CODE (t) == STRING_CST
                 && memchr (TREE_STRING_POINTER (t), 0, TREE_STRING_LENGTH (t))
             ? TREE_STRING_POINTER (t)
             : NULL;
}

/* Note the texts of constants.  */

void
skeleton_lowering::note_texts ()
{
  for (memory_id m = 1; m < s->memories.n; m++)
    if (s->memories.v[m].is_const)
      s->memories.v[m].text
          = text_of ((tree) const_cast<void *> (s->memories.v[m].what));
}

/* What is known of unseen code.  */

void
skeleton_lowering::describe_unseen (struct skel_site *site, gcall *call,
                                    tree callee, const fn_attributes *a)
{
  site->unseen = !site->pure;
  if (a && a->stack_backed)
    site->kind = SITE_ALLOCA;
  else if ((a && (a->allocates || a->gnu_malloc))
           || gimple_call_flags (call) & ECF_MALLOC)
    site->kind = SITE_ALLOCATE;
  else if (a && a->releases && !(a->releases & (a->releases - 1)))
    {
      site->kind = SITE_RELEASE;
      site->object = ctz_hwi (a->releases);
    }
  unsigned arg;
  attr_fnspec fnspec = callee ? gimple_call_fnspec (call) : attr_fnspec ("");
  if (fnspec.returns_arg (&arg))
    site->returns_arg = arg;
  if (site->kind == SITE_CALL)
    {
      site->may_fail = false;
      site->object = 0;
    }
}

/* SITE is CALL of CALLEE, which may be null.  */

void
skeleton_lowering::describe (struct skel_site *site, gcall *call, tree callee)
{
  static const char *const jumping[]
      = { "longjmp",   "_longjmp",   "siglongjmp", "__longjmp_chk",
          "__longjmp", "setcontext", NULL };
  static const char *const joining[]
      = { "pthread_join",       "pthread_timedjoin_np",
          "pthread_tryjoin_np", "pthread_clockjoin_np",
          "thrd_join",          "pthread_barrier_wait",
          "sem_wait",           "pthread_cond_wait",
          "cnd_wait",           NULL };
  int flags = gimple_call_flags (call);
  const char *name = call_name (call);
  site->callee = callee;
  site->recursive = callee == info->decl;
  site->returns_arg = -1;
  site->may_fail = true;
  site->no_return = gimple_call_noreturn_p (call)
                    && EDGE_COUNT (gimple_bb (call)->succs) == 0;
  site->leaves = is_one_of (name, jumping);
  site->joins = is_one_of (name, joining);
  s->jumps |= site->leaves;
  site->twice = (flags & ECF_RETURNS_TWICE) != 0 && strcmp (name, "vfork");
  s->returns_twice |= (flags & ECF_RETURNS_TWICE) != 0;
  if (gimple_call_internal_p (call))
    {
      site->unseen = true;
      return;
    }
  tree fntype = gimple_call_fntype (call);
  const fn_attributes *a = fntype ? fn_attributes_of_call (call, callee) : NULL;
  if (fntype && lookup_attribute ("returns_nonnull", TYPE_ATTRIBUTES (fntype)))
    {
      site->returns_nonnull = true;
      site->may_fail = false;
    }
  function_info *target = callee ? function_info_of (callee) : NULL;
  const struct lib_effects *e = callee ? find_library (callee) : NULL;
  site->is_const = (flags & ECF_CONST) != 0;
  site->pure = (flags & (ECF_CONST | ECF_PURE | ECF_NOVOPS)) != 0;
  if (a && a->flows)
    {
      for (unsigned i = 0; i < a->n_flows; i++)
        if (a->flows[i].src == FLOW_FROM_NEW && a->flows[i].dst == FLOW_TO_RET)
          site->kind = SITE_ALLOCATE;
        else if (a->flows[i].dst == FLOW_TO_ARG)
          site->moves = true;
      if (a->allocates)
        site->kind = SITE_ALLOCATE;
      site->may_fail &= site->kind == SITE_ALLOCATE;
      if (a->releases && !(a->releases & (a->releases - 1)))
        {
          site->kind = SITE_RELEASE;
          site->object = ctz_hwi (a->releases);
        }
      return;
    }
  if (e)
    {
      describe_library (site, call, e);
      if (site->kind == SITE_CALL)
        {
          site->may_fail = e->fails;
          site->object = !strcmp (name, "pthread_create") ? 3
                         : !strcmp (name, "thrd_create")  ? 2
                                                          : 0;
        }
    }
  else if (!callee || !(target && trusts_body (target)))
    {
      const struct exported *known = callee ? import_find (callee) : NULL;
      if (known)
        {
          site->only_makes = summary_only_makes (known->summary);
          site->moves = summary_moves (known->summary);
        }
      else
        describe_unseen (site, call, callee, a);
    }
  else
    site->moves = summary_moves (target->summary);
  if (!e && site->kind == SITE_CALL)
    site->may_fail = false;
  if (callee && fndecl_built_in_p (callee, BUILT_IN_NORMAL))
    site->clears = DECL_FUNCTION_CODE (callee) == BUILT_IN_CALLOC;
}

void
skeleton_lowering::site (gcall *call, tree callee)
{
  tree lhs = gimple_call_lhs (call);
  struct operand fn = operand_unknown ();
  if (!callee && !gimple_call_internal_p (call) && gimple_call_fn (call))
    fn = value (gimple_call_fn (call));
  name_id result = NO_NAME;
  struct reference to = reference_at (operand_unknown (), 0, 0);
  if (lhs && TREE_CODE (lhs) == SSA_NAME && !is_block_type (TREE_TYPE (lhs)))
    result = name_of (lhs);
  else if (lhs)
    to = TREE_CODE (lhs) == SSA_NAME ? whole (lhs) : reference_to (lhs);
  struct skel_site *site = skeleton_site (s, SITE_CALL, call);
  site->fn = fn;
  site->result = result;
  site->to = to;
  describe (site, call, callee);
  bool any = !gimple_call_internal_p (call);
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    argument (call, i)->kept = any && is_kept (call, callee, i);
  if (tree chain = gimple_call_chain (call))
    {
      struct operand v = value (chain);
      skeleton_arg (s, v)->kept = true;
    }
  if (const struct lib_effects *e = callee ? find_library (callee) : NULL)
    {
      hold (call, e);
      keep_in (call, e);
    }
}

/* Mark the arguments of CALL, of E and the last site, that E keeps for certain until
   they are withdrawn.  */

void
skeleton_lowering::hold (gcall *call, const struct lib_effects *e)
{
  const struct idle &idle = e->idle;
  unsigned n = gimple_call_num_args (call);
  tree is = idle.arg && !idle.level && idle.arg <= n
                ? values->constant (gimple_call_arg (call, idle.arg - 1))
                : NULL_TREE;
  if (!e->withdrawn
      || (idle.arg
          && (!is || TREE_CODE (is) != INTEGER_CST
              || compare_tree_int (is, idle.is) == 0)))
    return;
  struct skel_arg *args = &s->args.v[s->sites.v[s->sites.n - 1].args];
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src != FLOW_FROM_ARG || f->src_level > 1 || f->src_arg > n
          || (f->dst != FLOW_TO_HEAP && f->dst != FLOW_TO_THREAD))
        continue;
      args[f->src_arg - 1].held |= f->src_level == 0;
      args[f->src_arg - 1].held_content |= f->src_level == 1;
    }
}

/* CALL, of E, keeps an argument in what another one points to, until it is given
   something else or nothing to keep there: setvbuf.  Where in there nobody need
   know; but not at the beginning, where all that such calls write is taken to
   be.  */

void
skeleton_lowering::keep_in (gcall *call, const struct lib_effects *e)
{
  const struct withdrawal &w = e->withdraws;
  bool replaces = false;
  for (const char *name : w.names)
    replaces |= name && !strcmp (name, e->name);
  if (!replaces)
    return;
  tree when = w.when && w.when <= gimple_call_num_args (call)
                  ? values->constant (gimple_call_arg (call, w.when - 1))
                  : NULL_TREE;
  if (w.when && (!when || TREE_CODE (when) != INTEGER_CST))
    return;
  bool nothing = when && compare_tree_int (when, w.is) == 0;
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src != FLOW_FROM_ARG || f->src_level || f->dst != FLOW_TO_ARG
          || f->dst_level != 1
          || MAX (f->src_arg, f->dst_arg) > gimple_call_num_args (call))
        continue;
      tree kept = gimple_call_arg (call, f->src_arg - 1);
      /* No buffer, and no word that there is to be none: the old one stays.  */
      tree known = values->constant (kept);
      if (when && !nothing && known && integer_zerop (known))
        continue;
      struct operand into = value (gimple_call_arg (call, f->dst_arg - 1));
      store (call, reference_at (into, POINTER_SIZE, POINTER_SIZE),
             nothing ? operand_number (0) : value (kept));
    }
}

/* memcpy and its like, whose first argument is where they write.  */

bool
skeleton_lowering::memory_builtin (gcall *call, enum built_in_function code)
{
  unsigned n = gimple_call_num_args (call);
  tree lhs = gimple_call_lhs (call);
  auto arg = [&] (unsigned i) { return gimple_call_arg (call, i); };
  switch (code)
    {
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMCPY_CHK:
    case BUILT_IN_MEMMOVE_CHK:
    case BUILT_IN_MEMPCPY:
    case BUILT_IN_MEMPCPY_CHK:
      if (n < 3)
        return false;
      block (call, behind (arg (0), arg (2)), behind (arg (1), arg (2)));
      break;
    case BUILT_IN_BCOPY:
      if (n < 3)
        return false;
      block (call, behind (arg (1), arg (2)), behind (arg (0), arg (2)));
      return true;
    case BUILT_IN_MEMSET:
    case BUILT_IN_MEMSET_CHK:
      if (n < 3)
        return false;
      clear (call, behind (arg (0), arg (2)), value (arg (1)));
      break;
    case BUILT_IN_BZERO:
      if (n < 2)
        return false;
      clear (call, behind (arg (0), arg (1)), operand_number (0));
      return true;
    default:
      return false;
    }
  if (lhs && TREE_CODE (lhs) == SSA_NAME
      && (code == BUILT_IN_MEMPCPY || code == BUILT_IN_MEMPCPY_CHK))
    move_on (call, lhs, value (arg (0)), value (arg (2)));
  else
    copy (call, lhs, value (arg (0)));
  return true;
}

/* __atomic_* and __sync_*: the first argument is the place.  */

bool
skeleton_lowering::atomic (gcall *call, tree callee)
{
  const char *name = IDENTIFIER_POINTER (DECL_NAME (callee));
  if (startswith (name, "__builtin_"))
    name += strlen ("__builtin_");
  if ((!startswith (name, "__atomic_") && !startswith (name, "__sync_"))
      || !gimple_call_num_args (call))
    return false;
  struct reference at = behind (gimple_call_arg (call, 0), NULL_TREE);
  at.is_volatile = true;
  for (unsigned i = 1; i < gimple_call_num_args (call) && i < 3; i++)
    {
      struct operand v = value (gimple_call_arg (call, i));
      store (call, at, v);
      /* What is there can go where that points: compare_exchange.  */
      if (v.kind == OPERAND_ADDRESS || v.kind == OPERAND_NAME)
        block (call, behind (gimple_call_arg (call, i), NULL_TREE), at);
    }
  tree lhs = gimple_call_lhs (call);
  if (lhs && TREE_CODE (lhs) == SSA_NAME && !is_block_type (TREE_TYPE (lhs)))
    {
      struct skel_step *step = skeleton_step (s, SKEL_LOAD, call);
      step->result = name_of (lhs);
      step->from = at;
    }
  else
    opaque (call, lhs);
  return true;
}

/* Builtins that are steps of their own kind.  */

bool
skeleton_lowering::builtin (gcall *call, tree callee)
{
  tree lhs = gimple_call_lhs (call);
  if (!fndecl_built_in_p (callee, BUILT_IN_NORMAL))
    return false;
  enum built_in_function code = DECL_FUNCTION_CODE (callee);
  if (ALLOCA_FUNCTION_CODE_P (code))
    {
      site (call, callee);
      struct skel_site *made = &s->sites.v[s->sites.n - 1];
      made->kind = SITE_ALLOCA;
      made->unseen = made->may_fail = false;
      made->returns_nonnull = true;
      return true;
    }
  if (memory_builtin (call, code))
    return true;
  switch (code)
    {
    case BUILT_IN_EXPECT:
    case BUILT_IN_EXPECT_WITH_PROBABILITY:
    case BUILT_IN_ASSUME_ALIGNED:
    case BUILT_IN_EXTEND_POINTER:
    case BUILT_IN_EXTRACT_RETURN_ADDR:
    case BUILT_IN_ADJUST_TRAMPOLINE:
    case BUILT_IN_ADJUST_DESCRIPTOR:
      copy (call, lhs, value (gimple_call_arg (call, 0)));
      return true;
    case BUILT_IN_UNREACHABLE:
    case BUILT_IN_TRAP:
      return true; /* The block ends there.  */
    case BUILT_IN_STACK_RESTORE:
      {
        struct operand saved = value (gimple_call_arg (call, 0));
        skeleton_step (s, SKEL_RESTORE, call)->a = saved;
        return true;
      }
    case BUILT_IN_VA_START:
      store (call, behind (gimple_call_arg (call, 0), NULL_TREE),
             operand_unknown ());
      return true;
    case BUILT_IN_VA_COPY:
      block (call, behind (gimple_call_arg (call, 0), NULL_TREE),
             behind (gimple_call_arg (call, 1), NULL_TREE));
      return true;
    case BUILT_IN_STACK_SAVE:
    case BUILT_IN_VA_END:
    case BUILT_IN_VA_ARG_PACK_LEN:
    case BUILT_IN_PREFETCH:
    case BUILT_IN_OBJECT_SIZE:
    case BUILT_IN_FRAME_ADDRESS:
    case BUILT_IN_RETURN_ADDRESS:
    case BUILT_IN_CLEAR_PADDING:
    case BUILT_IN_PROFILE_FUNC_ENTER:
    case BUILT_IN_PROFILE_FUNC_EXIT:
    case BUILT_IN_CONSTANT_P:
    case BUILT_IN_CLASSIFY_TYPE:
    case BUILT_IN_CLEAR_CACHE:
      opaque (call, lhs);
      return true;
    default:
      return atomic (call, callee);
    }
}

/* Internal functions that are known.  */

bool
skeleton_lowering::internal_call (gcall *call)
{
  tree lhs = gimple_call_lhs (call);
  enum tree_code code;
  tree a, b;
  if (compat_is_deferred_init (call))
    {
      opaque (call, lhs && TREE_CODE (lhs) == SSA_NAME ? lhs : NULL_TREE);
      return true;
    }
  if (lhs && TREE_CODE (lhs) == SSA_NAME
      && arithmetic_operands (call, &code, &a, &b))
    {
      arithmetic (call, lhs, code, a, b);
      return true;
    }
  switch (gimple_call_internal_fn (call))
    {
    case IFN_ASAN_MARK:
      {
        tree decl = TREE_CODE (gimple_call_arg (call, 1)) == ADDR_EXPR
                        ? TREE_OPERAND (gimple_call_arg (call, 1), 0)
                        : NULL_TREE;
        bool ends = integer_zerop (gimple_call_arg (call, 0));
        if (decl && VAR_P (decl))
          skeleton_step (s, ends ? SKEL_END : SKEL_BEGIN, call)->memory
              = memory_of (decl);
        return true;
      }
    case IFN_BUILTIN_EXPECT:
    case IFN_LAUNDER:
    case IFN_ANNOTATE:
    case IFN_HWASAN_CHOOSE_TAG:
    case IFN_HWASAN_SET_TAG:
      copy (call, lhs, value (gimple_call_arg (call, 0)));
      return true;
    case IFN_VA_ARG:
      if (lhs && TREE_CODE (lhs) == SSA_NAME
          && !is_block_type (TREE_TYPE (lhs)))
        {
          struct reference from = behind (gimple_call_arg (call, 0), NULL_TREE);
          struct skel_step *step = skeleton_step (s, SKEL_LOAD, call);
          step->result = name_of (lhs);
          step->from = from;
          return true;
        }
      return false;
    default:
      break;
    }
  if (is_for_checks (call) || gimple_call_flags (call) & (ECF_CONST | ECF_PURE))
    {
      opaque (call, lhs);
      return true;
    }
  return false;
}

void
skeleton_lowering::call (gcall *call)
{
  if (gimple_call_internal_p (call))
    {
      if (!internal_call (call))
        site (call, NULL_TREE);
      return;
    }
  if (is_check_call (call))
    {
      opaque (call, gimple_call_lhs (call));
      return;
    }
  tree callee = gimple_call_fndecl (call);
  if (!callee)
    {
      tree known = values->constant (gimple_call_fn (call));
      if (known && TREE_CODE (known) == ADDR_EXPR
          && TREE_CODE (TREE_OPERAND (known, 0)) == FUNCTION_DECL)
        callee = TREE_OPERAND (known, 0);
    }
  if (!callee || !builtin (call, callee))
    site (call, callee);
}

/* Inputs are handed to unseen code, which makes the outputs.  */

void
skeleton_lowering::assembler (gasm *stmt)
{
  auto_vec<struct operand, 8> inputs;
  for (unsigned i = 0; i < gimple_asm_ninputs (stmt); i++)
    {
      tree op = TREE_VALUE (gimple_asm_input_op (stmt, i));
      struct operand a = is_gimple_val (op) ? value (op) : operand_unknown ();
      if (!is_gimple_val (op) && !CONSTANT_CLASS_P (op))
        a = reference_to (op).base;
      inputs.safe_push (a);
    }
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree op = TREE_VALUE (gimple_asm_output_op (stmt, i));
      if (TREE_CODE (op) != SSA_NAME)
        inputs.safe_push (reference_to (op).base);
    }
  struct skel_site *site = skeleton_site (s, SITE_CALL, stmt);
  site->unseen = true;
  site->returns_arg = -1;
  for (struct operand &a : inputs)
    skeleton_arg (s, a);
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree op = TREE_VALUE (gimple_asm_output_op (stmt, i));
      if (TREE_CODE (op) != SSA_NAME || is_block_type (TREE_TYPE (op)))
        {
          struct reference to
              = TREE_CODE (op) == SSA_NAME ? whole (op) : reference_to (op);
          to.exact = false;
          store (stmt, to, operand_unknown ());
          continue;
        }
      name_id result = name_of (op);
      skeleton_step (s, SKEL_OPAQUE, stmt)->result = result;
      for (struct operand &a : inputs)
        if (a.kind == OPERAND_NAME || a.kind == OPERAND_ADDRESS)
          skeleton_reads (s, a, false);
    }
}

/* A value that is wider than a pointer may be any of what comes together.  */

void
skeleton_lowering::wide_phi (gphi *phi)
{
  tree result = gimple_phi_result (phi);
  struct reference to = whole (result);
  to.exact = false;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    {
      tree arg = gimple_phi_arg_def (phi, i);
      if (TREE_CODE (arg) != SSA_NAME)
        store (phi, to, operand_unknown ());
      else
        {
          struct reference from = whole (arg);
          from.exact = false;
          block (phi, to, from);
        }
    }
}

void
skeleton_lowering::statement (gimple *stmt)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_ASSIGN:
      assign (stmt);
      break;
    case GIMPLE_CALL:
      call (as_a<gcall *> (stmt));
      break;
    case GIMPLE_ASM:
      assembler (as_a<gasm *> (stmt));
      break;
    case GIMPLE_RETURN:
      {
        tree v = gimple_return_retval (as_a<greturn *> (stmt));
        struct operand a = operand_unknown ();
        struct reference from = reference_at (operand_unknown (), 0, 0);
        if (v && TREE_CODE (v) == SSA_NAME && is_block_type (TREE_TYPE (v)))
          from = whole (v);
        else if (v && !is_block_type (TREE_TYPE (v))
                 && (is_gimple_val (v) || CONSTANT_CLASS_P (v)))
          a = value (v);
        else if (v)
          from = reference_to (v);
        struct skel_step *step = skeleton_step (s, SKEL_RETURN, stmt);
        step->a = a;
        step->from = from;
        break;
      }
    case GIMPLE_COND:
    case GIMPLE_SWITCH:
    case GIMPLE_GOTO:
    case GIMPLE_LABEL:
    case GIMPLE_NOP:
    case GIMPLE_PREDICT:
    case GIMPLE_DEBUG:
    case GIMPLE_EH_DISPATCH:
    case GIMPLE_RESX:
      break;
    default:
      skeleton_step (s, SKEL_BARRIER, stmt);
    }
}

/* --- Control. ---  */

/* That the edge is taken hangs on all that STMT reads.  */

void
skeleton_lowering::opaque_condition (gimple *stmt)
{
  ssa_op_iter it;
  tree use;
  skeleton_literal (s, operand_unknown (), OP_OPAQUE, operand_unknown ());
  if (stmt)
    FOR_EACH_SSA_TREE_OPERAND (use, stmt, it, SSA_OP_USE)
    {
      struct operand a = value (use);
      if (a.kind == OPERAND_NAME)
        skeleton_reads (s, a, true);
    }
}

/* NUMBER, of no more than 64 bits, without its sign.  */

static unsigned HOST_WIDE_INT
bits_of (const_tree number)
{
  return TREE_INT_CST_LOW (number)
         & (HOST_WIDE_INT_M1U
            >> (HOST_BITS_PER_WIDE_INT - TYPE_PRECISION (TREE_TYPE (number))));
}

const masked_field *
skeleton_lowering::field_of (tree name)
{
  return TREE_CODE (name) == SSA_NAME ? fields.get (name) : NULL;
}

/* The members that C asks at once, whether each is what it is to be, as GCC makes
   of `s->a == 1 && s->b'; or null.  */

const masked_field *
skeleton_lowering::members_asked (gcond *c)
{
  tree number = gimple_cond_rhs (c);
  const masked_field *m = field_of (gimple_cond_lhs (c));
  if (!m || m->n_parts < 2 || TREE_CODE (number) != INTEGER_CST
      || (gimple_cond_code (c) != EQ_EXPR && gimple_cond_code (c) != NE_EXPR))
    return NULL;
  unsigned HOST_WIDE_INT others = bits_of (number);
  for (unsigned i = 0; i < m->n_parts; i++)
    others &= ~parts[m->parts + i].bits;
  return others ? NULL : m;
}

/* Member I of M is in relation OP to what NUMBER has there.  */

void
skeleton_lowering::member_condition (const masked_field &m, unsigned i,
                                     enum skel_op op, tree number)
{
  const struct field_part &p = parts[m.parts + i];
  skeleton_literal (s, operand_name (p.field), op,
                    operand_number ((bits_of (number) & p.bits) >> p.shift));
}

/* That A CODE B, as WHERE asks.  */

void
skeleton_lowering::relation (gimple *where, tree a, enum tree_code code, tree b)
{
  enum skel_op op;
  if (!value_bits (TREE_TYPE (a)) || !value_bits (TREE_TYPE (b))
      || !operation_of (code, &op))
    {
      opaque_condition (where);
      return;
    }
  const masked_field *field = field_of (a);
  struct operand x = value (a), y = value (b);
  if (field && (op == OP_EQ || op == OP_NE) && TREE_CODE (b) == INTEGER_CST)
    {
      x = operand_name (field->field);
      y = operand_number (bits_of (b) >> field->shift);
    }
  skeleton_literal (s, x, op, y);
}

void
skeleton_lowering::condition (gcond *c, bool taken)
{
  enum tree_code code = gimple_cond_code (c);
  relation (c, gimple_cond_lhs (c),
            taken ? code : invert_tree_comparison (code, false),
            gimple_cond_rhs (c));
}

/* Of a switch with more labels nothing is said of where none fits: each state
   would be held against each.  */
#define MAX_EXCLUDED 64

/* What holds where SW goes to its label I.  */

void
skeleton_lowering::case_of (gswitch *sw, unsigned i)
{
  tree index = gimple_switch_index (sw), label = gimple_switch_label (sw, i);
  struct operand x = value (index);
  bool known = value_bits (TREE_TYPE (index)) != 0;
  if (known && i)
    {
      struct operand low = value (CASE_LOW (label));
      skeleton_literal (s, x, CASE_HIGH (label) ? OP_GE : OP_EQ, low);
      if (CASE_HIGH (label))
        skeleton_literal (s, x, OP_LE, value (CASE_HIGH (label)));
      return;
    }
  /* None of the others.  */
  known &= gimple_switch_num_labels (sw) <= MAX_EXCLUDED;
  for (unsigned k = 1; known && k < gimple_switch_num_labels (sw); k++)
    {
      label = gimple_switch_label (sw, k);
      if (CASE_HIGH (label))
        known = false;
      else
        skeleton_literal (s, x, OP_NE, value (CASE_LOW (label)));
    }
  if (!known)
    opaque_condition (sw);
}

/* The ways that C, which asks all members of M, goes by E: one if each is as
   asked for; else one for each that is the first that is not.  */

void
skeleton_lowering::ways_of_members (gcond *c, const masked_field &m, edge e)
{
  bool taken = (e->flags & EDGE_TRUE_VALUE) != 0;
  bool all = taken == (gimple_cond_code (c) == EQ_EXPR);
  for (unsigned i = all ? m.n_parts : 0; i < m.n_parts + all; i++)
    {
      skeleton_edge (s, blocks[e->src->index], blocks[e->dest->index], c)->taken
          = taken;
      for (unsigned k = 0; k < i; k++)
        member_condition (m, k, OP_EQ, gimple_cond_rhs (c));
      if (!all)
        member_condition (m, i, OP_NE, gimple_cond_rhs (c));
      copies_on (e);
    }
}

/* The ways that C, which asks several things at once, goes by E, if it does.  */

bool
skeleton_lowering::ways_of_several (gcond *c, edge e)
{
  conjunction ways[MAX_CONJUNCTIONS];
  bool taken = (e->flags & EDGE_TRUE_VALUE) != 0;
  unsigned n = ways_of_condition (c, taken, ways);
  for (unsigned i = 0; i < n; i++)
    {
      skeleton_edge (s, blocks[e->src->index], blocks[e->dest->index], c)->taken
          = taken;
      for (unsigned k = 0; k < ways[i].n; k++)
        relation (ways[i].asked[k].where, ways[i].asked[k].a,
                  ways[i].asked[k].code, ways[i].asked[k].b);
      copies_on (e);
    }
  return n;
}

/* A way for each label.  */

void
skeleton_lowering::ways_of (gswitch *sw)
{
  for (unsigned i = 0; i < gimple_switch_num_labels (sw); i++)
    {
      edge e = gimple_switch_edge (info->fun, sw, i);
      if (!values->executable (e))
        continue;
      struct skel_edge *made = skeleton_edge (s, blocks[e->src->index],
                                              blocks[e->dest->index], sw);
      made->label = gimple_switch_label (sw, i);
      case_of (sw, i);
      copies_on (e);
    }
}

void
skeleton_lowering::copies_on (edge e)
{
  for (gphi_iterator i = gsi_start_phis (e->dest); !gsi_end_p (i);
       gsi_next (&i))
    {
      tree result = gimple_phi_result (i.phi ());
      if (virtual_operand_p (result) || is_block_type (TREE_TYPE (result)))
        continue;
      struct operand a = value (PHI_ARG_DEF_FROM_EDGE (i.phi (), e));
      skeleton_copy (s, name_of (result), a);
    }
}

void
skeleton_lowering::edges_of (basic_block bb)
{
  gimple *last = last_stmt (bb);
  gcond *c = safe_dyn_cast<gcond *> (last);
  if (gswitch *sw = safe_dyn_cast<gswitch *> (last))
    {
      ways_of (sw);
      return;
    }
  const masked_field *members = c ? members_asked (c) : NULL;
  edge e;
  edge_iterator ei;
  unsigned n = 0;
  FOR_EACH_EDGE (e, ei, bb->succs)
    n += values->executable (e) && e->dest != EXIT_BLOCK_PTR_FOR_FN (info->fun);
  FOR_EACH_EDGE (e, ei, bb->succs)
    {
      if (!values->executable (e)
          || e->dest == EXIT_BLOCK_PTR_FOR_FN (info->fun))
        continue;
      if (members)
        {
          ways_of_members (c, *members, e);
          continue;
        }
      if (c && !(e->flags & (EDGE_EH | EDGE_ABNORMAL))
          && ways_of_several (c, e))
        continue;
      struct skel_edge *made
          = skeleton_edge (s, blocks[bb->index], blocks[e->dest->index],
                           c ? last : NULL);
      made->taken = (e->flags & EDGE_TRUE_VALUE) != 0;
      made->jumped = (e->flags & EDGE_ABNORMAL) != 0;
      if (c && !(e->flags & (EDGE_EH | EDGE_ABNORMAL)))
        condition (c, made->taken);
      else if (n > 1)
        opaque_condition (last);
      else if (VOID_TYPE_P (TREE_TYPE (TREE_TYPE (info->decl)))
               && single_succ_p (e->dest)
               && single_succ (e->dest) == EXIT_BLOCK_PTR_FOR_FN (info->fun))
        made->place = e->goto_locus;
      copies_on (e);
    }
}

void
skeleton_lowering::parameters ()
{
  for (tree p = DECL_ARGUMENTS (info->decl); p; p = DECL_CHAIN (p))
    {
      struct skel_param param = {};
      tree name
          = is_gimple_reg (p) ? ssa_default_def (info->fun, p) : NULL_TREE;
      if (!is_gimple_reg (p))
        param.memory = memory_of (p);
      else if (name && is_block_type (TREE_TYPE (p)))
        param.memory = memory_of (name);
      else if (name)
        param.name = name_of (name);
      skeleton_param (s, param);
    }
}

/* Control that comes to the end of BB, which has no way out, ends there.  */

void
skeleton_lowering::stop_at_end (basic_block bb)
{
  const struct skel_block &b = s->blocks.v[blocks[bb->index]];
  if (b.n_steps)
    {
      const struct skel_step &last = s->steps.v[b.steps + b.n_steps - 1];
      if (last.kind == SKEL_RETURN
          || (last.kind == SKEL_CALL && s->sites.v[last.site].no_return))
        return;
    }
  skeleton_step (s, SKEL_STOP, last_stmt (bb));
}

skeleton_lowering::skeleton_lowering (function_info *i)
    : info (i), values (i->values), own_values (NULL),
      s (skeleton_new (i->decl)), names_variables (false)
{
  if (!values)
    values = own_values = new const_values (info->fun);
  names.safe_grow_cleared (SSANAMES (info->fun)->length (), true);
  blocks.safe_grow_cleared (last_basic_block_for_fn (info->fun), true);
}

skeleton_lowering::~skeleton_lowering ()
{
  delete own_values;
}

struct skeleton *
skeleton_lowering::run ()
{
  s->variadic = info->variadic;
  s->is_main = DECL_NAME (info->decl) && TREE_PUBLIC (info->decl)
               && !strcmp (IDENTIFIER_POINTER (DECL_NAME (info->decl)), "main");
  parameters ();
  block_id entry = skeleton_add_block (s);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    if (values->executable (bb))
      blocks[bb->index] = skeleton_add_block (s);
  skeleton_block (s, entry);
  FOR_EACH_BB_FN (bb, info->fun)
    {
      if (!blocks[bb->index])
        continue;
      skeleton_block (s, blocks[bb->index]);
      for (gphi_iterator i = gsi_start_phis (bb); !gsi_end_p (i); gsi_next (&i))
        if (!virtual_operand_p (gimple_phi_result (i.phi ()))
            && is_block_type (TREE_TYPE (gimple_phi_result (i.phi ()))))
          wide_phi (i.phi ());
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        statement (gsi_stmt (i));
      if (EDGE_COUNT (bb->succs) == 0)
        stop_at_end (bb);
    }
  edge first = single_succ_edge (ENTRY_BLOCK_PTR_FOR_FN (info->fun));
  skeleton_edge (s, entry, blocks[first->dest->index], NULL);
  copies_on (first);
  FOR_EACH_BB_FN (bb, info->fun)
    if (blocks[bb->index])
      edges_of (bb);
  if (names_variables)
    note_texts ();
  skeleton_finish (s);
  return s;
}

struct skeleton *
lower_skeleton (function_info *info)
{
  if (info->skeleton)
    return info->skeleton;
  push_cfun (info->fun);
  skeleton_lowering lowering (info);
  struct skeleton *s = lowering.run ();
  pop_cfun ();
  const char *wrong = flag_checking ? skeleton_verify (s) : NULL;
  if (wrong)
    internal_error ("skeleton of %qs: %s", function_name (info->decl), wrong);
  return info->skeleton = s;
}
