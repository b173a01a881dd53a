/* What writes down a skeleton, for its parts.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   skeleton.cc has values, control and the statements that are neither assignments
   nor calls; skeleton_assign.cc and skeleton_calls.cc have those.  */

#ifndef ESCAPE_GCC_SKELETONS_H
#define ESCAPE_GCC_SKELETONS_H

#include "lower.h"
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

/* --- What the parts share. ---  */

/* The bits of TYPE's values if they are numbers or pointers, else 0.  */
unsigned value_bits (const_tree type);

/* The size of TYPE in bits; -1: it is not known.  */
int64_t type_bits (const_tree type);

/* Has the skeleton an operation for CODE, which is *OP then?  */
bool operation_of (enum tree_code code, enum skel_op *op);

#endif
