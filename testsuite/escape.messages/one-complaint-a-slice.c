/* What is wrong with a slice or a map is said once, where it was made first; at
   m=1 the others are noted.  */
/* { dg-do compile } */

#include <escape/hmaps.h>
#include <escape/slices.h>

ints kept;
int_int_map *kept_map;

void
appended (void)
{
  ints s = ints_make (0, 4); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  s = ints_append (s, 1);
  s = ints_append (s, 2);
  kept = s;
}

int
lost (void)
{
  ints s = ints_make (0, 4); /* { dg-warning {'ints_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  s = ints_append (s, 1);
  return s.ptr[0];
}

void
from_nil (int n)
{
  ints s = { 0 };
  for (int i = 0; i < n; i++)
    s = ints_append (s, i); /* { dg-warning {'ints_append\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  kept = s;
}

void
two_slices (void)
{
  ints s = ints_make (0, 4); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  ints t = ints_make (0, 4); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  kept = s;
  t = ints_append (t, 1);
  kept = t;
}

void
map (void)
{
  int_int_map *m = int_int_map_make (0); /* { dg-warning {'int_int_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_int_map_put (m, 1, 2);
  int_int_map_put (m, 2, 3);
  kept_map = m;
}
