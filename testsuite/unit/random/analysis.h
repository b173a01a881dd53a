/* Random programs: analysing them, as plugin/gcc does.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_RANDOM_ANALYSIS_H
#define ESCAPE_RANDOM_ANALYSIS_H

/* Store in each function of the program what the analysis makes of it.  */
void analyse_program (void);
void free_analysis (void);

#endif
