/* SPDX-License-Identifier: MIT */
/* Misuse of a slice is a sentence with file and line, then abort.  */

#include "check.h"
#include <escape/slices.h>
#include <setjmp.h>

static ints s;

static void
index_out_of_range (void)
{
  slice_at (s, 3) = 1;
}

static void
index_negative (void)
{
  slice_at (s, -1) = 1;
}

static void
pointer_out_of_range (void)
{
  slice_ptr (ints, s, 3);
}

static void
bounds_beyond_capacity (void)
{
  slice_sub (ints, s, 0, 4);
}

static void
bounds_reversed (void)
{
  slice_sub (ints, s, 2, 1);
}

static void
bounds_beyond_max (void)
{
  slice_sub3 (ints, s, 0, 3, 2);
}

static void
delete_beyond (void)
{
  s = slice_delete (ints, s, 1, 4);
}

static void
insert_beyond (void)
{
  s = slice_insert (ints, s, 4, 1);
}

static void
truncate_longer (void)
{
  s = slice_truncate (ints, s, 4);
}

static void
make_reversed (void)
{
  slice_make (ints, 5, 3);
}

static void
make_too_long (void)
{
  slice_make (ints, 0, SIZE_MAX / 2);
}

static void
reserve_overflows (void)
{
  s = slice_reserve (ints, s, SIZE_MAX);
}

static void
append_without_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  s = slice_append (ints, s, 1);
}

static void
clone_without_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  slice_clone (ints, s);
}

static void
append_slice_without_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  s = slice_append_slice (ints, s, s);
}

static void
insert_without_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  s = slice_insert (ints, s, 0, 1);
}

static void
bytes_not_whole (void)
{
  long x = 0;
  slice_of_bytes (longs, &x, sizeof x - 1);
}

static void
bytes_not_aligned (void)
{
  long x[2] = { 0 };
  slice_of_bytes (longs, (char *)x + 1, sizeof (long));
}

static void
plain_form (void)
{
  ints_sub (s, 0, 9);
}

static jmp_buf back;
static char heard[200];

static void
handler (const char *where, const char *message)
{
  snprintf (heard, sizeof heard, "%s|%s", where ? where : "-", message);
  longjmp (back, 1);
}

int
main (void)
{
  s = ints_of ((const int[]){ 1, 2, 3 }, 3);
  CHECK_FAULT (index_out_of_range,
               "slice-faults.c:13: index out of range [3] with length 3\n");
  CHECK_FAULT (index_negative, "index out of range [-1] with length 3\n");
  CHECK_FAULT (pointer_out_of_range,
               "slice-faults.c:25: index out of range [3]");
  CHECK_FAULT (bounds_beyond_capacity,
               "slice bounds out of range [:4] with capacity 3");
  CHECK_FAULT (bounds_reversed, "slice bounds out of range [2:1]");
  CHECK_FAULT (bounds_beyond_max,
               "slice bounds out of range [:3] with limit 2");
  CHECK_FAULT (delete_beyond, "slice bounds out of range [:4]");
  CHECK_FAULT (insert_beyond, "slice bounds out of range [4:3]");
  CHECK_FAULT (truncate_longer, "slice bounds out of range [:4]");
  CHECK_FAULT (make_reversed, "with capacity 3");
  CHECK_FAULT (make_too_long, "ints_make: 0 + ");
  CHECK_FAULT (reserve_overflows, "more than a slice can hold");
  CHECK_FAULT (append_without_memory,
               "ints_append: out of memory for 4 elements of 4 bytes");
  CHECK_FAULT (clone_without_memory,
               "ints_of: out of memory for 3 elements of 4 bytes");
  CHECK_FAULT (append_slice_without_memory,
               "ints_append_slice: out of memory for 6 elements of 4 bytes");
  CHECK_FAULT (insert_without_memory,
               "ints_insert: out of memory for 4 elements of 4 bytes");
  CHECK_FAULT (bytes_not_whole, "bytes are not a whole number of elements");
  CHECK_FAULT (bytes_not_aligned, "need alignment");
  CHECK_FAULT (plain_form, "slice bounds out of range [:9]");

  CHECK (escape_set_fault_handler (handler) == NULL);
  if (setjmp (back) == 0)
    slice_at (s, 17)++;
  CHECK (strstr (heard, "slice-faults.c:"));
  CHECK (strstr (heard, "|index out of range [17] with length 3"));
  CHECK (escape_set_fault_handler (NULL) == handler);
  ints_free (&s);
  return check_done ();
}
