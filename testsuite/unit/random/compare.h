/* Random programs: what a run does beside what the analysis said.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_RANDOM_COMPARE_H
#define ESCAPE_RANDOM_COMPARE_H

#include "machine.h"

/* The first thing that the analysis did not say, or null.  */
extern const char *failure;

/* Is all that variable V of A holds, that the memory of A's objects holds,
   said?  */
void check_variable (const struct activation *a, unsigned v);
void check_all (const struct activation *a);

/* A returns: what of its own can still be reached must have an outcome.  */
void check_outcome (const struct activation *a);

/* Does A, or one that A's callee was passed up to, know that S calls F?  */
bool is_known_call (const struct activation *a, const struct stmt *s,
		    const struct function *f);

#endif
