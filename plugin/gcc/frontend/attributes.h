/* The escape attributes: handlers.cc checks and records their uses,
   attributes.cc tells the rest of the plugin what they say.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_GCC_ATTRIBUTES_H
#define ESCAPE_GCC_ATTRIBUTES_H

#include "verdict.h"
#include "callee.h"
#include "effects.h"

/* Registers both spellings (PLUGIN_ATTRIBUTES callback).  */
void attributes_register (void);

/* Keeps what this module remembers from being collected (PLUGIN_GGC_MARKING
   callback).  */
void attributes_ggc_mark (void);

/* Keeps what typedefs say from being forgotten (PLUGIN_ALL_IPA_PASSES_START
   callback).  */
void attributes_keep_typedefs (void);

/* FNTYPE is a FUNCTION_TYPE, FNDECL its decl or null for indirect calls.
   Cached; the result lives as long as the compilation.  */
const fn_attributes *fn_attributes_of (tree fntype, tree fndecl);

/* The same for CALL, which calls FNDECL if that is known; with what the
   variables, members and typedefs say that the pointer comes from.  */
const fn_attributes *fn_attributes_of_call (const gcall *call, tree fndecl);

/* Does RECORD (any type; main variants are looked at) carry slice or map?  If
   so, store the kind.  */
bool type_container_kind (tree type, enum heap_kind *kind);

bool decl_is_automatic (tree decl);    /* It lives in a frame.  */
bool decl_is_local (tree decl);        /* `local' */
bool decl_is_stack_backed (tree decl); /* `stack_backed' on a variable */

/* The why of ok("why") on DECL, or null.  */
const char *decl_ok (tree decl);

/* The functions with a body, variables and parameters of this unit that carry
   `ok', so that unused ones can be told: the decls that GIMPLE knows, not those
   of merged redeclarations.  To be called when the symbol table is complete. */
const vec<tree> &decls_with_ok (void);

/* Forget the attributes of functions and variables: identical code folding
   compares them.  To be called when all verdicts are told.  */
void attributes_strip (void);

/* --- What the handlers share with those who ask. ---  */

/* All attributes are known by their GNU names, which begin so.  */
extern const char attribute_prefix[sizeof "escape_"];
static const size_t attribute_prefix_length = sizeof attribute_prefix - 1;

/* Arguments of a function that a bitmap of fn_attributes can hold.  */
#define MAX_ARGUMENT 64

/* Is the attribute at A in LIST, with the same arguments?  */
bool has_equal_attribute (tree a, tree list);

/* What the typedefs say that TYPE is named by: a list of its own.  */
tree typedef_attributes (tree type);

/* The kind that the string TEXT names, or false.  */
bool parse_kind (const char *text, enum heap_kind *kind);

/* ARG of an attribute as an integer constant, or null.  */
tree integer_argument (tree arg);

/* The string that is the only argument of attribute A, which a handler has
   accepted.  */
const char *attribute_string (tree a);

/* DECL, which is automatic, carries `ok'.  */
void remember_ok (tree decl);

/* DECL, a typedef, carries an attribute of function types.  */
void remember_typedef (tree decl);

#endif
