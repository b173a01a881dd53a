/* Append in a loop on a slice with no reserved capacity gets a note that says
   what to reserve; where capacity was reserved there is none.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stddef.h>
#include <stdlib.h>

typedef struct
{
  int *ptr;
  size_t len, cap;
} __attribute__ ((escape_slice)) ints;

static ints
append (ints s, int x) /* { dg-note "leaking param: 's' to result level=0" } */
{
  if (s.len == s.cap)
    {
      s.cap = s.cap ? s.cap * 2 : 4;
      s.ptr = realloc (s.ptr, s.cap * sizeof *s.ptr); /* { dg-note {'realloc\(\.\.\.\)' escapes to heap} } */
    }
  s.ptr[s.len++] = x;
  return s;
}

int
squares (int n)
{
  ints s = { 0 };
  for (int i = 0; i < n; i++)
    s = append (s, i * i); /* { dg-note {'append\(\.\.\.\)' grows a slice in a loop: reserve 'n' elements before it} } */
  /* { dg-note {'append\(\.\.\.\)' does not escape but its size is not known} "" { target *-*-* } .-1 } */
  int last = s.ptr[s.len - 1];
  free (s.ptr);
  return last;
}

int
reserved (int n)
{
  ints s = { malloc (n * sizeof (int)), 0, n }; /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  for (int i = 0; i < n; i++)
    s = append (s, i); /* { dg-note {'append\(\.\.\.\)' does not escape but its size is not known} } */
  /* { dg-bogus "grows a slice" "" { target *-*-* } .-1 } */
  int last = s.ptr[s.len - 1];
  free (s.ptr);
  return last;
}
