/* Containers of one scope belong to its frame, wherever their room is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/hmaps.h>
#include <escape/local.h>
#include <escape/slices.h>

int
stays (int n)
{
  SLICE_LOCAL (ints, s, 8);        /* { dg-bogus "escape:" } */
  HMAP_LOCAL (int_int_map, m, 16); /* { dg-bogus "escape:" } */
  s = ints_append (s, n);          /* { dg-bogus "escape:" } */
  int_int_map_put (m, 1, n);       /* { dg-bogus "escape:" } */
  return slice_at (s, 0) + int_int_map_get (m, 1);
}

ints
slice_dangles (void)
{
  SLICE_LOCAL (ints, s, 8); /* { dg-warning {address of local 's_frame' escapes its frame \[escape:stack\]} } */
  s.len = 1;
  return s;
}

int *
value_dangles (void)
{
  HMAP_LOCAL (int_int_map, m, 8); /* { dg-warning {address of local 'm_frame' escapes its frame \[escape:stack\]} } */
  return int_int_map_slot (m, 1);
}
