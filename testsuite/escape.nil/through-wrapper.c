/* A function that writes to its parameter whatever happens is a writer itself;
   one that asks first, or that may return before, is not.  */
/* { dg-do compile } */

#include <escape/hmaps.h>

static void
add (int_int_map *m, int k)
{
  if (k < 0)
    k = -k;
  int_int_map_put (m, k, 1); /* { dg-bogus "escape:nil" } */
}

static void
add_twice (int_int_map *m, int k)
{
  add (m, k);
  add (m, k);
}

static void
add_if_there (int_int_map *m, int k)
{
  if (m)
    int_int_map_put (m, k, 1);
}

static void
add_positive (int_int_map *m, int k)
{
  if (k > 0)
    int_int_map_put (m, k, 1);
}

void
caller (int k)
{
  int_int_map *nil = NULL;
  add (nil, k); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  add_twice (nil, k); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  add_if_there (nil, k); /* { dg-bogus "escape:nil" } */
  add_positive (nil, k); /* { dg-bogus "escape:nil" } */
  int_int_map *m = int_int_map_make (1);
  add (m, k); /* { dg-bogus "escape:nil" } */
  int_int_map_free (m);
}
