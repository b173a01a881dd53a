/* The vocabulary of verdicts: why an object escapes and how sure we are.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Shared by the solver, the summaries and the report; no GCC header.  */

#ifndef ESCAPE_CORE_VERDICT_H
#define ESCAPE_CORE_VERDICT_H

/* Why an object escapes; a verdict holds a set of them, as bits.  */

enum reason
{
  REASON_RETURNED = 1 << 0,
  REASON_GLOBAL = 1 << 1,
  REASON_PARAMETER = 1 << 2,
  REASON_HEAP = 1 << 3, /* Stored in memory of an unknown owner.  */
  REASON_THREAD = 1 << 4,
  REASON_UNKNOWN_CALL = 1 << 5,
  REASON_VARARGS = 1 << 6,
  REASON_ASM = 1 << 7,
  REASON_SIZE = 1 << 8,
  REASON_UNKNOWN_SIZE = 1 << 9,
  REASON_BUDGET = 1 << 10,
  /* Not reported by itself: unknown code took a pointer to const, which
     `leak' does not count as keeping.  Reported as REASON_UNKNOWN_CALL.  */
  REASON_CONST_CALL = 1 << 11
};

/* How a fact is known: by visible code, or by the worst case for code that
   cannot be seen.  Shown beats assumed.  */

enum grade
{
  GRADE_ASSUMED = 0,
  GRADE_SHOWN = 1
};

/* What kind of heap object an allocation makes.  */

enum heap_kind
{
  KIND_RAW,
  KIND_SLICE,
  KIND_MAP,
  N_KINDS
};

/* Whether a heap object reaches a deallocator.  */

enum released
{
  RELEASED_NEVER,
  RELEASED_SOMEWHERE,
  RELEASED_ALWAYS, /* On every path on which it is made.  */
  RELEASED_UNKNOWN
};

#endif
