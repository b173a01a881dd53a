/* A map that nobody frees is a leak.  */
/* { dg-do compile } */

#include <escape/hmaps.h>

size_t
lost (void)
{
  int_int_map *m = int_int_map_make (16); /* { dg-warning {'int_int_map_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  return int_int_map_len (m);
}
