/* A function that ends in longjmp does not come back, as longjmp does not: what
   is held there is released where setjmp returns again.  */
/* { dg-do compile } */

#include <setjmp.h>
#include <stdlib.h>

static jmp_buf again;

extern int failed (void);

static void
leave (void)
{
  longjmp (again, 1);
}

static void
leave_in_callee (void)
{
  leave ();
}

static void
leave_if (int n)
{
  if (n)
    longjmp (again, 1);
}

int
left (void)
{
  char *volatile p = NULL;
  if (setjmp (again))
    {
      free (p);
      return 1;
    }
  p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  leave ();
  return 0;
}

int
left_in_callee (void)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!failed ())
    {
      free (p);
      return 0;
    }
  leave_in_callee ();
  return 1;
}

int
left_or_not (int n)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!failed ())
    {
      free (p);
      return 0;
    }
  leave_if (n);
  return 1;
}
