/* The section `.gnu.escape': what core needs of the unit, for the whole program.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each function is lowered once more into a recording (record.h), in which calls
   stay what they are; with linkage, places and names it is written into the
   assembler's file when the unit is complete.  */

#ifndef ESCAPE_GCC_SECTION_H
#define ESCAPE_GCC_SECTION_H

#include "lower.h"
#include "report.h"

/* Write INFO down, if that is asked for.  Its values and loops are known.  */
void section_add_function (function_info *);

/* For lower.cc: INFO's graph is new, and is to be written down.  */
void section_begin_function (function_info *);

/* FUNCTION, which is judged and then added, is told TEXT of, whatever other units
   do.  */
void section_note_finding (enum group group, tree function, location_t loc,
                           const char *text, const event_path &path);

/* The same of DECL, a variable of a function: it is taken back from where it is
   stored; it is used behind its block's end.  */
void section_note_taken_back (tree decl);
void section_note_outliving (tree decl);

/* KEY is the number of pointed-to TYPE in this unit.  */
void section_note_type (uint32_t key, tree type);

/* What the assembler calls DECL, as far as that is decided; or "".  */
const char *assembler_name (tree decl);

/* All functions are added.  */
void section_finish (void);

/* Write the section, if there is one, to the assembler's file.  */
void section_write (void);

#endif
