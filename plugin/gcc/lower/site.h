/* A call as calls.cc and callees.cc look at it.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   calls.cc finds out who is called, and with what; callees.cc describes the
   callee.  What the call does is core's to say (apply.h).  */

#ifndef ESCAPE_GCC_SITE_H
#define ESCAPE_GCC_SITE_H

#include "attributes.h"
#include "lower.h"

/* A call_site with what its arrays are.  */

struct site : call_site
{
  gcall *stmt;
  auto_vec<node_id, 8> values, written;
  auto_vec<object_size, 8> sizes;
  auto_vec<bool, 8> known;
  auto_vec<uint64_t, 8> numbers;
};

int64_t pointer_size_bytes (void);

/* The entry of the table for libc that FNDECL's declaration fits, or null.  */
const struct lib_effects *find_library (tree fndecl);

/* FNDECL described; until forget_callees.  */
const struct callee *callee_of_decl (tree fndecl);

/* What the type of CALL and the declarations that its pointer comes from say;
   null if it has none.  */
const struct callee *callee_of_type (gcall *call, tree fndecl);

/* Add what CALLEE does, if that is a builtin that is handled here: true.  */
bool lower_builtin (function_info *info, const site &s, tree callee);

/* joins.cc: if S makes a thread that is certain to be waited for before the
   function can end, the call that waits, one of them; else null.  */
gcall *joined_by (function_info *info, const site &s);

#endif
