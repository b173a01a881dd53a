/* An asm that is given an operand in memory knows where that is, and can hand the
   address out (lea) in what else it gives.  One that gives nothing as wide as an
   address, or only the operand itself, does not; nor does one without an
   instruction.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void *kept;

void
heap (void)
{
  int *p = malloc (4); /* { dg-warning "escapes to heap" } */
  void *q;
  __asm__ ("# %0 %1" : "=r" (q) : "m" (*p));
  kept = q;
}

void
member (void)
{
  struct { int a, b; } *p = malloc (8); /* { dg-warning "escapes to heap" } */
  void *q;
  __asm__ ("# %0 %1" : "=m" (q) : "m" (p->b));
  kept = q;
}

void
local (void)
{
  int i = 1; /* { dg-note {'i' is passed to unknown code} } */
  void *q;
  __asm__ ("# %0 %1" : "=r" (q), "+m" (i));
  kept = q;
}

int
increment (short *p) /* { dg-note {'p' does not escape} } */
{
  unsigned char zero;
  __asm__ ("# %0 %1" : "+m" (*p), "=r" (zero));
  return zero;
}

void *
barrier (short *p) /* { dg-note {'p' does not escape} } */
{
  void *q = 0;
  __asm__ ("" : "+r" (q) : "m" (*p));
  return q;
}

void
stored (void)
{
  int *p = malloc (4); /* { dg-warning "escapes to heap" } */
  __asm__ volatile ("# %0" : : "m" (*p) : "memory");
}

void
counted (void)
{
  int n = 0; /* { dg-bogus "unknown" } */
  __asm__ volatile ("# %0" : "+m" (n) : : "memory");
}
