/* Arguments that are passed on without being named: by
   __builtin_va_arg_pack in an inline function, as libc's headers do it, and by
   __builtin_apply.  */
/* { dg-do compile } */
/* { dg-options "-std=gnu17 -fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

extern int tell (const char *, ...);
extern void anything ();

static int *kept;

void
keep_second (int n, int *a, int *b)
{
  kept = b;
}

extern inline __attribute__ ((always_inline, gnu_inline)) int
pass_on (const char *text, ...)
{
  return tell (text, __builtin_va_arg_pack ());
}

extern inline __attribute__ ((always_inline, gnu_inline)) void
pass_on_to_keep (int n, ...)
{
  void (*keep) () = keep_second;
  keep (n, __builtin_va_arg_pack ());
}

static void
apply (int *p, ...)
{
  __builtin_apply (anything, __builtin_apply_args (), 64);
}

void
packed (void)
{
  pass_on ("", malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
}

void
packed_for_our_own (void)
{
  int i; /* { dg-warning {address of local 'i' escapes its frame} } */
  pass_on_to_keep (1, kept, &i);
}

void
applied (void)
{
  apply (malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
}
