/* A slice of maps that always has the same room gets a note that a fixed array in
   a struct would do; one of unknown length, one that escapes, one of something
   else gets none.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -fplugin-arg-escape-ignore=heap" } */

#include <escape/hmaps.h>

#define SLICE_NAME maps
#define SLICE_TYPE int_int_map *
#include <escape/slice.h>

static void
fill (maps *s) /* { dg-note {'s' does not escape} } */
{
  for (size_t i = 0; i < s->len; i++)
    slice_at (*s, i) = int_int_map_make (4); /* { dg-note {'int_int_map_make\(\.\.\.\)' escapes to heap} } */
}

static void
drop (maps *s) /* { dg-note {'s' does not escape} } */
{
  for (size_t i = 0; i < s->len; i++)
    int_int_map_free (slice_at (*s, i));
  maps_free (s);
}

void
ten (void)
{
  maps s = maps_make (10, 10); /* { dg-note {'maps_make\(\.\.\.\)' always has room for 10 maps: a fixed array of them in a struct needs no heap} } */
/* { dg-note {'s' does not escape} "" { target *-*-* } .-1 } */
/* { dg-note {'maps_make\(\.\.\.\)' does not escape} "" { target *-*-* } .-2 } */
  fill (&s); /* { dg-note {'fill\(\.\.\.\)' does not escape but its size is not known} } */
  drop (&s);
}

void
of_any_length (size_t n)
{
  maps s = maps_make (n, n); /* { dg-bogus "fixed array" } */
/* { dg-note {'s' does not escape} "" { target *-*-* } .-1 } */
/* { dg-note {'maps_make\(\.\.\.\)' does not escape but its size is not known} "" { target *-*-* } .-2 } */
  fill (&s); /* { dg-note {'fill\(\.\.\.\)' does not escape but its size is not known} } */
  drop (&s);
}

maps
returned (void)
{
  maps s = maps_make (10, 10); /* { dg-bogus "fixed array" } */
/* { dg-note {'s' does not escape} "" { target *-*-* } .-1 } */
/* { dg-note {'maps_make\(\.\.\.\)' escapes to heap} "" { target *-*-* } .-2 } */
  fill (&s); /* { dg-note {'fill\(\.\.\.\)' escapes to heap} } */
  return s;
}

#define SLICE_NAME names
#define SLICE_TYPE char *
#include <escape/slice.h>

void
of_strings (void)
{
  names s = names_make (10, 10); /* { dg-bogus "fixed array" } */
/* { dg-note {'s' does not escape} "" { target *-*-* } .-1 } */
/* { dg-note {'names_make\(\.\.\.\)' does not escape} "" { target *-*-* } .-2 } */
  slice_at (s, 0) = "a";
  names_free (&s);
}
