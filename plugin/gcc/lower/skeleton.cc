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
#include "tree-dfa.h"
#include "skeletons.h"

/* --- Values. ---  */

unsigned
value_bits (const_tree type)
{
  if (!INTEGRAL_TYPE_P (type) && !POINTER_TYPE_P (type)
      && TREE_CODE (type) != OFFSET_TYPE)
    return 0;
  unsigned bits = TYPE_PRECISION (type);
  return bits <= 64 ? bits : 0;
}

int64_t
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

/* --- Statements. ---  */

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

/* Where the source says to go by E, which is also where it has the statements of
   GCC's own that a return brings.  A block in which nothing else stands is not
   there at every -O.  */

static uint64_t
place_of_jump (edge e)
{
  gimple_stmt_iterator i = gsi_last_nondebug_bb (e->src);
  while (!gsi_end_p (i) && is_profiling (gsi_stmt (i)))
    gsi_prev_nondebug (&i);
  if (gsi_end_p (i) || gimple_code (gsi_stmt (i)) == GIMPLE_LABEL)
    return UNKNOWN_LOCATION;
  bool brought = gimple_clobber_p (gsi_stmt (i))
                 || gimple_code (gsi_stmt (i)) == GIMPLE_PREDICT;
  return e->goto_locus == UNKNOWN_LOCATION && brought
             ? gimple_location (gsi_stmt (i))
             : e->goto_locus;
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
      else if (VOID_TYPE_P (TREE_TYPE (TREE_TYPE (info->decl))))
        made->place = place_of_jump (e);
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

/* Only of returns it is asked where the source says to go.  */

static void
forget_other_jumps (struct skeleton *s)
{
  for (edge_id e = 1; e < s->edges.n; e++)
    if (s->edges.v[e].place && !skeleton_returns_by (s, e))
      s->edges.v[e].place = 0;
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
  forget_other_jumps (s);
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
