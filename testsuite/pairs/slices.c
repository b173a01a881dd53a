/* Slices of the runtime: the array, its elements, views of it.  */

#include "pairs.h"
#include <escape/slices.h>

struct pair
{
  int *a, *b;
};

#define SLICE_NAME ptrs
#define SLICE_TYPE int *
#include <escape/slice.h>

#define SLICE_NAME pairs
#define SLICE_TYPE struct pair
#include <escape/slice.h>

struct buffer
{
  ints data;
  int n;
};

int *global;
ints global_ints;

int
slice_stays (void)
{
  ints s = ints_make (10, 10); // truth: new: stays
  slice_at (s, 3) = 4;
  int value = slice_at (s, 3);
  ints_free (&s);
  return value;
}

ints
slice_returned (void)
{
  ints s = ints_make (10, 10); // truth: new: escapes
  slice_at (s, 3) = 4;
  return s;
}

void
slice_kept (void)
{
  ints s = ints_make (10, 10); // truth: new: escapes
  global_ints = ints_sub (s, 2, 10);
}

int
element_stays (void)
{
  ptrs s = ptrs_make (1, 1);       // truth: new: stays
  slice_at (s, 0) = NEW (int); // truth: new: stays
  int value = *slice_at (s, 0);
  free (slice_at (s, 0));
  ptrs_free (&s);
  return value;
}

int *
element_leaves (int i)
{
  ptrs s = ptrs_make (8, 8);       // truth: new: stays
  slice_at (s, i) = NEW (int); // truth: new: escapes
  int *p = slice_at (s, 0);
  ptrs_free (&s);
  return p;
}

ptrs
element_leaves_with_slice (void)
{
  ptrs s = ptrs_make (1, 1);       // truth: new: escapes
  slice_at (s, 0) = NEW (int); // truth: new: escapes
  return s;
}

int *
constant_elements_apart (void)
{
  ptrs s = ptrs_make (2, 2);       // truth: new: stays
  slice_at (s, 0) = NEW (int); // truth: new: escapes
  slice_at (s, 1) = NEW (int); // truth: new: stays
  *slice_at (s, 1) = 1;
  int *p = slice_at (s, 0);
  free (slice_at (s, 1));
  ptrs_free (&s);
  return p;
}

int
appended_stays (void)
{
  ptrs s = ptrs_make (0, 4);       // truth: new: stays
  int *x = NEW (int); // truth: new: stays
  s = ptrs_append (s, x);
  int value = *slice_at (s, 0);
  free (slice_at (s, 0));
  ptrs_free (&s);
  return value;
}

int *
appended_leaves (void)
{
  ptrs s = ptrs_make (0, 4);       // truth: new: stays
  int *x = NEW (int); // truth: new: escapes
  s = ptrs_append (s, x);
  int *p = slice_at (s, s.len - 1);
  ptrs_free (&s);
  return p;
}

ptrs
appended_and_returned (void)
{
  ptrs s = ptrs_make (0, 4);       // truth: new: escapes
  int *x = NEW (int); // truth: new: escapes
  s = ptrs_append (s, x);
  return s;
}

int
sub_slice_stays (void)
{
  ints s = ints_make (10, 10); // truth: new: stays
  ints t = ints_sub (s, 2, 4);
  slice_at (t, 0) = 1;
  int value = slice_at (s, 2);
  ints_free (&s);
  return value;
}

ints
sub_slice_returned (void)
{
  ints s = ints_make (10, 10); // truth: new: escapes
  return ints_sub (s, 2, 4);
}

ptrs
elements_copied (void)
{
  ptrs s = ptrs_make (2, 2);       // truth: new: stays
  ptrs t = ptrs_make (2, 2);       // truth: new: escapes
  slice_at (s, 1) = NEW (int); // truth: new: escapes
  memcpy (t.ptr, s.ptr, s.len * sizeof *s.ptr);
  ptrs_free (&s);
  return t;
}

ints
numbers_copied (void)
{
  ints s = ints_make (2, 2); // truth: new: stays
  ints t = ints_make (2, 2); // truth: new: escapes
  slice_at (s, 1) = 1;
  memcpy (t.ptr, s.ptr, s.len * sizeof *s.ptr);
  ints_free (&s);
  return t;
}

int
literal (void)
{
  int *x = NEW (int), y = 2;           // truth: new: stays; local y: stays
  ptrs s = slice_literal (ptrs, x, &y); // truth: new: stays
  int value = *slice_at (s, 0) + *slice_at (s, 1);
  ptrs_free (&s);
  free (x);
  return value;
}

int
slice_in_struct (void)
{
  struct buffer b;
  b.data = ints_make (16, 16); // truth: new: stays
  b.n = b.data.len;
  int value = slice_at (b.data, b.n - 1);
  ints_free (&b.data);
  return value;
}

int *
slice_of_structs (int i)
{
  pairs s = pairs_make (4, 4);       // truth: new: stays
  slice_at (s, i).a = NEW (int); // truth: new: stays
  slice_at (s, i).b = NEW (int); // truth: new: escapes
  int *p = slice_at (s, 0).b;
  free (slice_at (s, i).a);
  pairs_free (&s);
  return p;
}

int *
address_of_element (void)
{
  ints s = ints_make (4, 4); // truth: new: escapes
  return &slice_at (s, 1);
}

int *
first (ptrs s) // truth: s: to result 1
{
  return slice_at (s, 0);
}

ints
rest (ints s) // truth: s: to result 0
{
  return ints_sub (s, 1, s.len);
}

void
put (ptrs s, int *p) // truth: s: stays; p: to param s 0
{
  slice_at (s, 0) = p;
}

int
sum (ints s) // truth: s: stays
{
  int n = 0;
  for (size_t i = 0; i < s.len; i++)
    n += slice_at (s, i);
  return n;
}

void
keep_all (ptrs s) // truth: s: to heap 1
{
  for (size_t i = 0; i < s.len; i++)
    global = slice_at (s, i);
}

void
copy_into (ptrs t, ptrs s) // truth: t: stays; s: to param t 1
{
  memcpy (t.ptr, s.ptr, s.len * sizeof *s.ptr);
}

int
slice_by_callees (void)
{
  ptrs s = ptrs_make (1, 1); // truth: new: stays
  put (s, NEW (int));        // truth: new: stays
  int value = *first (s);
  free (slice_at (s, 0));
  ptrs_free (&s);
  return value;
}
