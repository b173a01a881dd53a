/* What the parts that lower a function's statements share.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   values.cc has the objects, places and variables of operands, shapes.cc the
   parts of types; assign.cc, asm.cc and calls.cc lower a kind of statement each;
   lower.cc goes through the function.  */

#ifndef ESCAPE_GCC_STATEMENTS_H
#define ESCAPE_GCC_STATEMENTS_H

#include "lower.h"

/* --- values.cc. ---  */

int64_t pointer_bytes (void);

/* A step of KIND of INFO's graph: STMT does it with WHAT, or null.  */
step_id new_step (function_info *, enum step_kind kind, gimple *stmt,
                  tree what);

/* The object of DECL, or of NAME, an SSA name wider than a pointer.  */
object_id decl_object (function_info *, tree decl);
object_id wide_object (function_info *, tree name);

/* What arrives as parameter INDEX, as a pointer to where it is.  */
node_id param_memory (function_info *, int index);

/* The variable of NAME, an SSA name, or NO_NODE if it holds no pointer.  */
node_id ssa_value (function_info *, tree name);

/* A variable with the address OP, an ADDR_EXPR that STMT takes.  */
node_id address_value (function_info *, tree op, gimple *stmt);

/* OP as a multiple of something plus a constant: the displacement that it
   stands for, in units of SCALE bytes.  WRAPS: a part of the value is lost
   later on.  */
struct place displacement (function_info *, tree op, int64_t scale,
                           bool wraps = false, int depth = 0);

/* What is known of the type that TYPE points to: see the keys in graph.h.  */
uint32_t pointee_key (const_tree type);

/* --- shapes.cc. ---  */

/* Is REF a part of a union, so that it may overlap a pointer?  */
bool is_in_union (tree ref);

/* Is REF a side of a memcpy that GCC has made an assignment?  It does so or
   not, depending on options.  */
bool is_folded_copy (tree ref);

/* --- assign.cc. ---  */

void lower_assign (function_info *, gimple *stmt);

/* STMT copies SRC to DST, blocks both.  */
void copy_block (function_info *, gimple *stmt, tree dst, tree src);

/* STMT compares A and B.  */
void lower_comparison (function_info *, gimple *stmt, tree a, tree b);

/* STMT goes by OP, which may be a digit of a pointer.  */
void lower_test (function_info *, gimple *stmt, tree op);

/* --- asm.cc. ---  */

void lower_asm (function_info *, gasm *stmt);

/* Does STMT possibly hand out the address of its operand in memory with BASE? */
bool hands_out_address (gasm *stmt, tree base);

#endif
