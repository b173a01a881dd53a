/* Copying what a member points to is no leak where it is declared to point to
   numbers; bytes can carry pointers, and so can an int where it is as wide as
   one, and what is read as a pointer.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <string.h>

struct ints
{
  int *ptr;
  size_t len;
};

struct any
{
  char *ptr;
  size_t len;
};

void
fill (struct ints *to, struct ints from) /* { dg-note "'from' does not escape" "" { target lp64 } } */
/* { dg-note "leaking param: 'from' to param 'to' level=1" "" { target ilp32 } .-1 } */
/* { dg-note "'to' does not escape" "" { target *-*-* } .-2 } */
{
  memcpy (to->ptr, from.ptr, from.len * sizeof *from.ptr);
}

void
fill_any (struct any *to, struct any from) /* { dg-note "leaking param: 'from' to param 'to' level=1" } */
/* { dg-note "'to' does not escape" "" { target *-*-* } .-1 } */
{
  memcpy (to->ptr, from.ptr, from.len);
}

void
disguised (struct ints *to, struct ints from) /* { dg-note "leaking param: 'from' to param 'to' level=1" } */
/* { dg-note "'to' does not escape" "" { target *-*-* } .-1 } */
{
  *(int **) to->ptr = *(int **) from.ptr;
}
