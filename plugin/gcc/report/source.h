/* Where things are in the source, as its writer sees it.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_GCC_SOURCE_H
#define ESCAPE_GCC_SOURCE_H

/* Where LOC is for the user: what a macro of a system header makes is where the
   macro is used.  */
location_t source_location (location_t loc);

/* What the user wrote to make the call at *LOC of the function NAME: the
   outermost macro whose definition, not argument, contains the call, or else
   NAME.  *LOC becomes the place of that.  */
const char *source_call (location_t *loc, const char *name);

/* NAME(...), as messages speak of what a call made; with source_call, if LOC is
   not null.  The caller frees it.  */
char *source_call_text (location_t *loc, const char *name);

/* Is nothing told of what DECL declares or defines?  */
bool source_hides (tree decl);

/* By file, line, column.  */
int compare_places (const expanded_location *, const expanded_location *);

#endif
