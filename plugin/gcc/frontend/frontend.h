/* What the C front end knows and GIMPLE forgets.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_GCC_FRONTEND_H
#define ESCAPE_GCC_FRONTEND_H

/* Looks at the body of FNDECL (PLUGIN_PRE_GENERICIZE callback).  */
void frontend_pre_genericize (void *fndecl, void *);

/* Keeps what this module remembers from being collected (PLUGIN_GGC_MARKING
   callback).  */
void frontend_ggc_mark (void);

/* An address of a local in a return statement, which the front end has replaced
   by null by the time GIMPLE is made.  DECL is the variable; LOC the return
   statement's.  */
struct returned_local
{
  tree function;
  tree decl;
  location_t loc;
};
const vec<returned_local> &returned_locals (void);

/* Is DECL the variable that a compound literal of a function became?  */
bool decl_is_compound_literal (tree decl);

#endif
