/* Places: sums, overlaps, copies.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"

static struct place
place (int64_t off, uint32_t stride, int64_t len)
{
  return (struct place) { off, stride, 0, len };
}

static void
check_sum (struct place a, struct place b, struct place sum)
{
  CHECK (place_equal (place_add (a, b), sum));
  CHECK (place_equal (place_add (b, a), sum));
}

static void
test_sums (void)
{
  check_sum (place (8, 0, 0), place (16, 0, 0), place (24, 0, 0));
  check_sum (place (8, 0, 0), place (-16, 0, 0), place (-8, 0, 0));
  /* What is there in every element is taken to the first.  */
  check_sum (place (8, 24, 0), place (20, 0, 0), place (4, 24, 0));
  check_sum (place (8, 24, 0), place (-16, 0, 0), place (16, 24, 0));
  /* Steps of both kinds.  */
  check_sum (place (0, 24, 0), place (0, 16, 0), place (0, 8, 0));
  check_sum (place (4, 24, 0), place (5, 7, 0), place_anywhere);
  check_sum (place_anywhere, place (8, 0, 0), place_anywhere);
  /* A bound moves with its place; where both vary it is gone.  */
  check_sum (place (8, 8, 32), place (16, 0, 0), place (24, 8, 32));
  check_sum (place (8, 8, 32), place (0, 8, 0), place (0, 8, 0));
  check_sum (place (8, 1, 3), place (16, 0, 0), place (24, 1, 3));
  /* Past all numbers.  */
  check_sum (place (INT64_MAX, 0, 0), place (1, 0, 0), place_anywhere);
  check_sum (place (INT64_MIN, 0, 0), place (-1, 0, 0), place_anywhere);
}

/* Keys of a bucket of 144 bytes: eight pointers from 16 on; values follow.  */
static const struct place keys = { 16, 8, 144, 64 }, values = { 80, 8, 144, 64 };

static void
test_array_in_array (void)
{
  check_sum (place_every (0, 144), place (16, 8, 64), keys);
  check_sum (place (0, 144, 1440), place (16, 8, 64), keys);
  check_sum (place_every (288, 144), place (80, 8, 64), values);
  /* Steps over whole elements change nothing.  */
  check_sum (keys, place_every (0, 144), keys);
  check_sum (keys, place_at (144), keys);
  check_sum (keys, place_every (0, 288), keys);
  check_sum (keys, place_at (64), values);
  check_sum (values, place_at (-64 - 144), keys);
  /* An array in them, and steps within.  */
  check_sum (keys, place (0, 4, 8), (struct place) { 16, 4, 144, 72 });
  check_sum (keys, place_every (0, 8), place_every (0, 8));
  check_sum (keys, keys, (struct place) { 32, 8, 144, 128 });
  check_sum (keys, values, (struct place) { 96, 8, 144, 128 });
  /* As long as an element, or longer.  */
  check_sum (place_every (0, 64), place (8, 8, 64), place_every (0, 8));
  check_sum (place_every (0, 24), place (0, 8, 64), place_every (0, 8));
  check_sum (place (0, 8, 64), place (0, 8, 64), place_every (0, 8));
  /* An array of one.  */
  check_sum (place_every (0, 24), place (8, 8, 8), place_every (8, 24));
  check_sum (place_every (0, 24), place (8, 16, 16), place_every (8, 24));
  CHECK (place_bound (keys) != place_bound (place_at (16)));
  CHECK (place_bound (keys) != place_bound (place (16, 8, 64)));
}

static void
test_covers (void)
{
  CHECK (place_equal (place_cover (at8, at8), at8));
  CHECK (place_equal (place_cover (at8, place_at (32)), place_every (8, 24)));
  CHECK (place_equal (place_cover (keys, values), place_every (0, 8)));
  CHECK (place_equal (place_cover (at8, place_at (INT64_MIN)),
		      place_anywhere));
  CHECK (place_equal (place_cover (at8, place_at ((int64_t) 1 << 40)),
		      place_anywhere));
}

static void
check_overlap (struct place a, int64_t asize, struct place b, int64_t bsize,
	       bool expected)
{
  CHECK (place_overlaps (a, asize, b, bsize) == expected);
  CHECK (place_overlaps (b, bsize, a, asize) == expected);
}

static void
test_overlaps (void)
{
  check_overlap (keys, 8, keys, 8, true);
  check_overlap (keys, 8, values, 8, false);
  check_overlap (keys, 8, place_at (16), 8, true);
  check_overlap (keys, 8, place_at (72), 8, true);
  check_overlap (keys, 8, place_at (80), 8, false);
  check_overlap (keys, 8, place_at (8), 8, false);
  check_overlap (keys, 8, place_at (8), 9, true);
  check_overlap (keys, 8, place_at (16 + 7 * 144), 8, true);
  check_overlap (keys, 8, place_at (80 + 7 * 144), 8, false);
  check_overlap (keys, 8, place_at (16 - 144), 8, true);
  check_overlap (keys, 8, place_at (80), 72, false);
  check_overlap (keys, 8, place_at (80), 81, true);
  check_overlap (keys, 8, place_at (80), -1, true);
  check_overlap (keys, 8, place (80, 8, 64), 8, false);
  check_overlap (keys, 8, place (80, 8, 128), 8, true);
  check_overlap (keys, 8, place_every (80, 144), 64, false);
  check_overlap (keys, 8, place_every (80, 144), 128, true);
  check_overlap (keys, 8, place_every (80, 72), 8, false);
  check_overlap (keys, 8, place_every (88, 72), 8, true);
  check_overlap (keys, 8, place_anywhere, 1, true);
  /* An array in the first element, and members of all elements.  */
  check_overlap (place (16, 8, 64), 8, place (8, 144, 1440), 8, false);
  check_overlap (place (16, 8, 64), 8, place (24, 144, 1440), 8, true);
  /* Between the elements.  */
  struct place firsts = { 16, 16, 144, 64 };
  check_overlap (firsts, 8, place_at (24), 8, false);
  check_overlap (firsts, 8, place_at (32), 8, true);
  check_overlap (firsts, 8, place_every (24, 16), 8, false);
}

static void
test_alignment (void)
{
  CHECK (place_is_aligned (keys, keys));
  CHECK (place_is_aligned (keys, place_at (24)));
  CHECK (place_is_aligned (place_at (24 + 144), keys));
  CHECK (!place_is_aligned (keys, place_at (20)));
}

static void
test_copies (void)
{
  /* A bucket, a whole array of them, a key.  */
  CHECK (place_equal (place_relocate (keys, place_every (0, 144), place_start),
		      keys));
  CHECK (place_equal (place_relocate (keys, place_start, place_at (8)),
		      place_add (keys, at8)));
  CHECK (place_equal (place_relocate (keys, keys, place_at (4)),
		      place_every (4, 8)));
  CHECK (place_equal (place_relocate (at16, at8, place_at (100)),
		      place_at (108)));
}

int
main (void)
{
  test_sums ();
  test_array_in_array ();
  test_covers ();
  test_overlaps ();
  test_alignment ();
  test_copies ();
  return report_failures ();
}
