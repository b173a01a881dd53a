/* What is too large for the stack, or of unknown size, may stay all the same.  */

#include "pairs.h"
#include <escape/hmaps.h>
#include <escape/slices.h>

#define SLICE_NAME ptrs
#define SLICE_TYPE int *
#include <escape/slice.h>

struct at_limit
{
  unsigned char b[65536];
};

struct over_limit
{
  unsigned char b[65537];
};

unsigned char
below_limit (void)
{
  bytes s = bytes_make (65535, 65535); // truth: new: stays
  unsigned char b = slice_at (s, 0);
  bytes_free (&s);
  return b;
}

unsigned char
on_limit (void)
{
  bytes s = bytes_make (65536, 65536); // truth: new: stays
  unsigned char b = slice_at (s, 0);
  bytes_free (&s);
  return b;
}

unsigned char
above_limit (void)
{
  bytes s = bytes_make (65537, 65537); // truth: new: stays, large
  unsigned char b = slice_at (s, 0);
  bytes_free (&s);
  return b;
}

unsigned char
object_on_limit (void)
{
  struct at_limit *p = NEW (struct at_limit); // truth: new: stays
  unsigned char b = p->b[0];
  free (p);
  return b;
}

unsigned char
object_above_limit (void)
{
  struct over_limit *p = NEW (struct over_limit); // truth: new: stays, large
  unsigned char b = p->b[0];
  free (p);
  return b;
}

int
unknown_size (size_t n)
{
  ints s = ints_make (n, n); // truth: new: stays, unsized
  int value = slice_at (s, 0);
  ints_free (&s);
  return value;
}

int
unknown_capacity (size_t n)
{
  ints s = ints_make (1, n); // truth: new: stays, unsized
  int value = slice_at (s, 0);
  ints_free (&s);
  return value;
}

ints
unknown_size_returned (size_t n)
{
  ints s = ints_make (n, n); // truth: new: escapes
  return s;
}

int
content_of_unknown_size (size_t n)
{
  ptrs s = ptrs_make (n, n);   // truth: new: stays, unsized
  slice_at (s, 0) = NEW (int); // truth: new: stays
  int value = *slice_at (s, 0);
  free (slice_at (s, 0));
  ptrs_free (&s);
  return value;
}

int
content_of_large (void)
{
  ptrs s = ptrs_make (65536, 65536); // truth: new: stays, large
  slice_at (s, 0) = NEW (int);       // truth: new: stays
  int value = *slice_at (s, 0);
  free (slice_at (s, 0));
  ptrs_free (&s);
  return value;
}

int
size_in_variable (void)
{
  size_t n = 10;
  ints s = ints_make (n, n); // truth: new: stays
  int value = slice_at (s, 0);
  ints_free (&s);
  return value;
}

int
one_of_two_sizes (_Bool c)
{
  size_t n = 10;
  if (c)
    n = 20;
  ints s = ints_make (n, n); // truth: new: stays
  int value = slice_at (s, 0);
  ints_free (&s);
  return value;
}

int
computed_size (void)
{
  size_t n = 10;
  n = n * 2 + 1;
  ints s = ints_make (n, n); // truth: new: stays
  int value = slice_at (s, 0);
  ints_free (&s);
  return value;
}

ints
make_for (size_t n)
{
  return ints_make (n, n); // truth: new: escapes
}

int
size_by_argument (void)
{
  ints s = make_for (10); // truth: call: stays
  int value = slice_at (s, 0);
  ints_free (&s);
  return value;
}

int
map_of_unknown_size (size_t n)
{
  int_int_map *m = int_int_map_make (n); // truth: new: stays
  int_int_map_put (m, 1, 1);
  int value = int_int_map_get (m, 1);
  int_int_map_free (m);
  return value;
}

int
empty_slice (void)
{
  ints s = ints_make (0, 0); // truth: new: stays
  int value = s.len;
  ints_free (&s);
  return value;
}
