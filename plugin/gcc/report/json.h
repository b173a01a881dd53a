/* Verdicts -> the JSON file that json= names, if it does.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_GCC_JSON_H
#define ESCAPE_GCC_JSON_H

#include "report.h"

void json_add (const verdict *);

/* All verdicts are added: write the file.  */
void json_write (void);

/* The unit has errors: remove its older file.  */
void json_discard (void);

#endif
