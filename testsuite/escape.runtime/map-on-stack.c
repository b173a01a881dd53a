/* A stack-backed map gives back by itself what it took; it must not leave.  */
/* { dg-do compile } */

#include <escape/hmaps.h>

int
counts (int n)
{
  HMAP_ON_STACK (int_int_map, m, 8); /* { dg-bogus "escape:stack" } */
  for (int i = 0; i < n; i++)
    int_int_map_put (m, i, i); /* { dg-bogus "escape:leak" } */
  return (int) int_int_map_len (m);
}

int_int_map *
left_behind (void)
{
  HMAP_ON_STACK (int_int_map, m, 8); /* { dg-warning {address of .*m_.*escapes its (?:frame|block) \[escape:stack\]} } */
  int_int_map_put (m, 1, 1);
  return m;
}
