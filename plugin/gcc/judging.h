/* What the files that judge a function share: judge.cc, which goes through its
   objects and parameters, findings.cc and carried.cc.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_GCC_JUDGING_H
#define ESCAPE_GCC_JUDGING_H

#include "judge.h"

struct judge : judging
{
  function_info *info;
  unsigned first_fault; /* Of this function; see fault_of.  */
  int attributed;       /* Has a variable attributes?  -1: not asked.  */
};

/* The number, in the unit, of what may be wrong with OBJ: see judge_fault.  */
unsigned fault_of (judge &, object_id obj);

/* The decl with ok("why") that covers an object that VAR holds, or all of the
   function.  */
tree covering_ok (judge &, tree var);

/* The variable that is declared with the attribute that TEST asks for and
   holds OBJ, or null.  */
tree holding_variable (judge &, object_id obj, bool (*test) (tree));

/* --- findings.cc: bugs, and promises that are not kept. ---  */

/* OBJ escapes, but OWN, its variable, or one that holds it is declared `local'.
   OWN may be null.  */
void check_local (judge &, object_id obj, tree own);

/* Storage that is not on the heap reaches a deallocator: only if nothing that
   the pointer can be is on the heap or unknown.  */
void judge_frees (judge &);

/* Writes into maps that were never made: tell of the function's own, and note for
   its callers which parameters it writes to as maps whatever happens.  */
void judge_nil_maps (judge &);

/* What the function's own attributes promise.  */
void judge_contracts (judge &);

/* --- carried.cc: objects that callbacks of callers can see. ---  */

/* If callbacks of callers can see what V is about, it waits until they are judged,
   by WAITS (judge_waits_by): true.  */
bool waits_for_callers (judge &, const void *waits, verdict *v);

/* OBJ is a callee's object that only callbacks see: its verdict hears of it.  */
void feed_back (struct judging *, object_id obj);

/* INFO was given up, so what it hands to callees as callbacks is not known:
   their objects that only callbacks see may be anywhere.  */
void give_up_carried (function_info *info);

/* All functions are judged.  */
void carried_finish (void);

#endif
