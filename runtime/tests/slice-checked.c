/* SPDX-License-Identifier: MIT */
/* In the checked build, use after free is a sentence with two places.  */

#define ESCAPE_CHECKED
#include "check.h"
#include <escape/memstats.h>
#include <escape/slices.h>

static ints s, stale;

static void
start (void)
{
  s = slice_literal (ints, 1, 2, 3);
  stale = s;
}

static void
index_of_freed (void)
{
  start ();
  slice_free (ints, &s);
  slice_at (stale, 0) = 1;
}

static void
index_of_outgrown (void)
{
  start ();
  s = slice_append (ints, s, 4);
  slice_at (stale, 1)++;
}

static void
view_of_freed (void)
{
  start ();
  ints view = ints_sub (s, 1, 3);
  slice_free (ints, &s);
  slice_sub (ints, view, 0, 1);
}

static void
freed_twice (void)
{
  start ();
  slice_free (ints, &s);
  slice_free (ints, &stale);
}

static void
append_to_freed (void)
{
  start ();
  ints_free (&s);
  stale = slice_append (ints, stale, 4);
}

static void
sort_freed (void)
{
  start ();
  ints_free (&s);
  ints_sort (stale);
}

int
main (void)
{
  CHECK_FAULT (index_of_freed,
               "slice-checked.c:23: use of a slice's array after "
               "it was freed at ");
  CHECK_FAULT (index_of_freed, "slice-checked.c:22\n");
  CHECK_FAULT (index_of_outgrown, "after it was freed at its slice's growth");
  CHECK_FAULT (view_of_freed, "use of a slice's array after it was freed");
  CHECK_FAULT (freed_twice, "use of a slice's array after it was freed at");
  CHECK_FAULT (append_to_freed, "use of a slice's array after it was freed\n");
  CHECK_FAULT (sort_freed, "use of a slice's array after it was freed\n");

  /* What is used rightly says nothing, and what was kept goes in the end.  */
  for (int i = 0; i < 2000; i++)
    {
      ints t = ints_make (0, 1);
      for (int j = 0; j < 20; j++)
        t = ints_append (t, j);
      CHECK (slice_at (t, 19) == 19);
      ints_free (&t);
    }
  ints none = { 0 };
  ints_free (&none);
  ints large = ints_make (1, ESCAPE_BURIED_BYTES / sizeof (int));
  ints_free (&large);
  large = ints_make (1, 10);
  ints_free (&large);
  memstats stats;
  memstats_read (&stats);
  CHECK (stats.live <= ESCAPE_BURIED);
  CHECK (stats.live_bytes <= ESCAPE_BURIED_BYTES);
  return check_done ();
}
