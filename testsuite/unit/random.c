/* Random programs: what their execution does, the analysis must have said.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A program is a few small functions over variables, frame objects,
   allocations, globals, calls (direct, through pointers, to unknown code).  It
   is lowered as plugin/gcc does, at a random precision, summaries bottom-up.
   Then an interpreter runs it over concrete memory, byte by byte, statements in
   random order, and compares, for the function that is running:

   - a value that holds a pointer, or a piece of one, into an object of the
     function has a fact about it, at that offset; or the object is known to be
     in others' reach, and the value to come from there;
   - the same for all memory of the function's objects;
   - an object that can be reached once its function has returned has an
     outcome.

   A failure prints the program, cut down as far as it still fails.

       random [SEED [NUMBER OF PROGRAMS]]  */

#include "random/analysis.h"
#include "random/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Analyse the program, run it RUNS times.  True if it fails.  */

static bool
try_program (unsigned runs)
{
  enum precision precisions[MAX_FUNCTIONS];
  unsigned recurrences[MAX_FUNCTIONS];
  failure = NULL;
  for (unsigned i = 0; i < prog->n; i++)
    {
      precisions[i] = prog->f[i].precision;
      recurrences[i] = prog->f[i].recurrence;
    }
  analyse_program ();
  random_start (prog->seed);
  for (unsigned i = 0; i < runs && !failure; i++)
    run_program ();
  free_analysis ();
  for (unsigned i = 0; i < prog->n; i++)
    {
      prog->f[i].precision = precisions[i];
      prog->f[i].recurrence = recurrences[i];
    }
  return failure != NULL;
}

/* Take away what the failure does not need.  */

static void
shrink (unsigned runs)
{
  for (bool again = true; again;)
    {
      again = false;
      for (unsigned i = 0; i < prog->n; i++)
	for (unsigned k = 0; k < prog->f[i].n_stmts; k++)
	  {
	    struct function before = prog->f[i];
	    memmove (&prog->f[i].stmts[k], &prog->f[i].stmts[k + 1],
		     (prog->f[i].n_stmts - k - 1) * sizeof (struct stmt));
	    prog->f[i].n_stmts--;
	    if (prog->f[i].n_stmts && try_program (runs))
	      again = true;
	    else
	      prog->f[i] = before;
	  }
      for (unsigned i = 0; i < prog->n; i++)
	{
	  struct function before = prog->f[i];
	  prog->f[i].precision = PRECISION_FULL;
	  prog->f[i].coarse = COARSE_NOT;
	  if (!try_program (runs))
	    prog->f[i] = before;
	  before = prog->f[i];
	  prog->f[i].collapse = false;
	  if (!try_program (runs))
	    prog->f[i] = before;
	  before = prog->f[i];
	  prog->f[i].recursive = false;
	  if (!try_program (runs))
	    prog->f[i] = before;
	}
    }
  try_program (runs);
}

int
main (int argc, char **argv)
{
  uint64_t seed = argc > 1 ? strtoull (argv[1], NULL, 10) : 1;
  unsigned n = argc > 2 ? (unsigned) atoi (argv[2]) : 300;
  prog = escape_alloc (sizeof *prog);
  for (unsigned i = 0; i < n; i++)
    {
      random_program (seed + i);
      if (!try_program (60))
	continue;
      printf ("seed %lu: %s\n", (unsigned long) (seed + i), failure);
      shrink (600);
      print_program ();
      printf ("cut down: %s\n", failure ? failure : "gone");
      return EXIT_FAILURE;
    }
  escape_release (prog);
  return EXIT_SUCCESS;
}
