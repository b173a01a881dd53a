/* Checks of what the analysis relies on: for the tests.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Built with ESCAPE_CHECKING (configure --enable-checking), each solved graph
   and each summary is checked; a fault ends the process with a sentence.  */

#ifndef ESCAPE_CORE_VERIFY_H
#define ESCAPE_CORE_VERIFY_H

#include "summary.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What is wrong with the solved graph G, or null: the two invariants at the
     head of graph.h, as far as the constraints say what can be at run time.  */
  const char *graph_verify (const struct graph *g);

  /* What is wrong with S, or null: numbers in range, placeholders that hang on
     parameters, effects on what the caller can see.  */
  const char *summary_verify (const struct summary *s);

  /* End the process if FAULT is not null.  */
  void verify_holds (const char *fault);

#ifdef ESCAPE_CHECKING
#  define VERIFY(FAULT) verify_holds (FAULT)
#else
#  define VERIFY(FAULT) ((void)0)
#endif

#ifdef __cplusplus
}
#endif

#endif
