/* Where a function is looked at coarsely, unknown memory stands for all that
   everybody is given: that an address is taken back from one place does not
   mean that it is in no other.  */
/* { dg-do compile } */
/* { dg-options "-finstrument-functions -fplugin-arg-escape-budget=200" } */
/* { dg-json {"name": "l".*"verdict": "escapes"} } */

#include <stdarg.h>

void *kept;

static void *
first (int n, ...)
{
  va_list list;
  va_start (list, n);
  void *x = va_arg (list, void *);
  va_end (list);
  return x;
}

void
keep (void)
{
  char l[64];
  static void *for_a_moment;
  for_a_moment = &l;
  void *x = for_a_moment;
  for_a_moment = 0;
  kept = first (1, x);
}
