/* A call as calls.cc and callees.cc look at it.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   callees.cc says what functions without a body in the unit do: by their
   attributes, by the table for libc, as builtins of GCC, or as unknown code.
   calls.cc finds out who is called.  */

#ifndef ESCAPE_GCC_SITE_H
#define ESCAPE_GCC_SITE_H

#include "attributes.h"
#include "lower.h"

/* A call, however it comes about.  */

struct site
{
  gcall *stmt; /* The statement in this function.  */
  tree fntype; /* May be null.  */
  auto_vec<node_id, 8> args;
  auto_vec<node_id, 8> stores; /* See struct call_site; empty: none.  */
  uint64_t block_args;
  node_id chain;
  node_id result, result_memory;
  const struct trace *inner; /* How a callee makes it, or null.  */
  enum grade grade;
};

int64_t pointer_size_bytes (void);

/* A variable that is PTR displaced by PLACE.  */
node_id shifted (struct graph *g, node_id ptr, struct place place);

/* Argument I of S (from 0), or NO_NODE.  */
node_id site_arg (const site &s, unsigned i);

/* What argument ARG (from 1) with LEVEL stars stands for; VARIADIC: and all
   those after it.  */
node_id flow_value (function_info *info, const site &s, unsigned arg,
                    unsigned level, bool variadic);

/* Are the targets of S not told apart from others?  */
bool is_guess (function_info *info, const site &s);

/* VALUE, shifted, is what S gives back.  */
void to_result (function_info *info, const site &s, node_id value,
                struct place shift, step_id step);

/* The function allocates, as STEP shows.  */
void note_allocates (function_info *info, enum grade grade, step_id step);

/* The arguments in SET (bit N-1 for argument N) may be released.  */
void apply_releases (function_info *info, const site &s,
                     unsigned HOST_WIDE_INT set, tree callee);

/* guards.cc: is CALL, which releases what PTR points to, made under a condition
   that may say which storage that is?  */
bool is_guarded (gcall *call, tree ptr);

/* All that a function with a `flow' attribute does.  */
void apply_attributes (function_info *info, const site &s,
                       const fn_attributes *a, tree callee);

/* The entry of the table for libc that FNDECL's declaration fits, or null.  */
const struct lib_effects *find_library (tree fndecl);
void apply_library (function_info *info, const site &s,
                    const struct lib_effects *e, tree callee);

/* True if CALLEE is a builtin that was handled.  */
bool apply_builtin (function_info *info, const site &s, tree callee);

/* joins.cc: if S makes a thread that is certain to be waited for before the
   function can end, the call that waits, one of them; else null.  */
gcall *joined_by (function_info *info, const site &s);

/* Unknown code; A may be null.  */
void apply_unknown (function_info *info, const site &s, const fn_attributes *a,
                    tree callee);

#endif
