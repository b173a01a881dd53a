/* Inline asm with a memory clobber may read and write what is reachable from
   outside, and what it was given; a local that nothing outside leads to is not.
   A mere barrier, without an instruction, is there for the compiler.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

int *global;

void
not_reachable (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  int *p = &i;
  asm volatile ("nop" : : : "memory");
  *p = 1;
}

void
barrier (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  int *p = &i;
  asm volatile ("" : : : "memory");
  *p = 1;
}

void
given (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  asm volatile ("nop" : : "r" (&i) : "memory");
}

void
given_without_clobber (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  asm volatile ("nop" : : "r" (&i));
}

void
only_written (void)
{
  int i; /* { dg-bogus "unknown" } */
  asm volatile ("nop" : "=m" (i) : : "memory");
}

/* What is behind a pointer that it was given is unknown afterwards.  */

void
filled (void)
{
  int i = 0; /* { dg-warning {address of local 'i' escapes its frame} } */
  int *slot = &i; /* { dg-note {'slot' is passed to unknown code} } */
  asm volatile ("nop" : : "r" (&slot) : "memory");
  global = slot;
}
