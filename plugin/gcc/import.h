/* Facts of functions elsewhere: the option `import'.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   They stand where a body would: behind `flow' and the table for libc, in front
   of what else attributes say; a body in the unit comes before them.  */

#ifndef ESCAPE_GCC_IMPORT_H
#define ESCAPE_GCC_IMPORT_H

#include "exports.h"

/* Read the files that the options name.  What cannot be used is told and
   ignored, what is damaged is an error.  */
void import_read (void);

/* The analysis begins: it is known whether numbers are pieces of pointers.  */
void import_begin (void);

/* It is over.  */
void import_end (void);

/* Are numbers pieces of pointers in what is imported?  */
bool import_pieces (void);

/* What is known of FNDECL, which has no body here; or null.  */
const struct exported *import_find (tree fndecl);

#endif
