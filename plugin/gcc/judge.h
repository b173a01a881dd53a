/* Verdicts, read off solved graphs.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_GCC_JUDGE_H
#define ESCAPE_GCC_JUDGE_H

#include "lower.h"
#include "report.h"

/* Heap objects that are put into slice-like or map-like structs are slices
   and maps.  To be done before the summary is made.  */
void judge_container_kinds (function_info *);

/* Hand INFO's verdicts and findings to the report.  At functions that can be
   called from outside, deferred calls are to unknown code.  */
void judge_function (function_info *);

/* All functions are judged: what their callers found out about objects of
   their callees is in.  */
void judge_finish (void);

/* The name of the VLA whose storage CALL makes, or null.  */
const char *vla_name (gcall *call);

/* What messages call local DECL; null: none of the source's variables.  */
const char *local_name (tree decl);

/* Is FNDECL the program's main function?  */
bool is_main (tree fndecl);

/* Can a value of TYPE hold a pointer?  */
bool holds_pointer (const_tree type, int depth = 0);

/* How many loads deep a value of TYPE can lead to pointers.  */
unsigned deepest_level (const_tree type);

/* --- exits.cc. ---  */

/* Is a pointer to OBJ, an object of the frame, still in a place that lives on
   when the function returns, on some path?  How it got there is appended to
   WHY.  */

enum exit_answer
{
  EXIT_NO,
  EXIT_MAYBE,
  EXIT_YES
};

enum exit_answer exits_dangling (function_info *, object_id obj,
                                 event_path *why);

/* Leave word of what INFO writes, for its callers.  */
void exits_note_accesses (function_info *);

/* The function in hand is done; the unit is.  */
void exits_done (void);
void exits_finish (void);

/* --- dump.cc. ---  */

/* Write INFO's solved graph to the dump file, if there is one.  */
void dump_graph (function_info *);

/* The same of a skeleton.  */
void dump_skeleton (const struct skeleton *);

/* --- events.cc. ---  */

/* Append to OUT what the steps of a trace are in words.  */
void events_of_trace (const struct trace *, event_path &out);

/* The last event of a leak's path: CALLED, as messages have it, is lost here, and
   DEALLOCATOR, unless null, should have released it.  The caller frees it.  */
char *lost_text (const char *called, const char *deallocator);

/* REF as the source has it, about.  The caller frees it.  */
char *expression_text (tree ref);

/* That NAME allocates at LOC, which becomes where the source names it.  The caller
   frees it.  */
char *allocation_text (location_t *loc, const char *name);

/* What a store to REF, or a copy, is in words.  The caller frees it.  */
char *stored_text (tree ref, bool copied);

/* What holds where control takes a branch of STMT: of an `if' whether it is
   TAKEN, of a switch LABEL.  The caller frees it.  */
char *branch_text (const gimple *stmt, bool taken, tree label);

/* --- advice.cc. ---  */

/* OBJ was made by CALL of NAME; if that grows a slice in a loop for which
   nothing was reserved, a note says so.  */
void advise_on_growth (function_info *, object_id obj, gcall *call,
                       const char *name);

/* A note if V, about OBJ, is of a slice of maps that could be an array.  */
void advise_on_maps (function_info *, object_id obj, const verdict *v);

#endif
