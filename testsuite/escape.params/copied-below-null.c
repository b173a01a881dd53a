/* A copy to a member of what a null pointer points to goes nowhere, whether GCC
   makes an assignment of it or not.
   { dg-do compile }
   { dg-options "-fplugin-arg-escape-m=1 -Wno-stringop-overflow -Wno-nonnull -Wno-array-bounds -Wno-stringop-overread" } */

#include <string.h>

struct s
{
  struct s *a, *b;
};

extern int ok (const void *) __attribute__ ((escape_flow ("")));

int
f (struct s *from) /* { dg-note "'from' does not escape" } */
{
  struct s *to = 0;
  if (ok (to) && ok (from))
    memmove (&to->b, &from->b, sizeof from->b);
  return 0;
}
