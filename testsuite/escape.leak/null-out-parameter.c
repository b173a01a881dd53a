/* What a callee stores through a pointer that is null here is not lost: control
   does not come further.  Where the callee looks first, it is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>

static int
say_why (char **why, int n)
{
  if (n > 3)
    {
      *why = malloc (9);
      return -1;
    }
  return 0;
}

int
never_fails (int n)
{
  return say_why (NULL, n); /* { dg-bogus "escape:leak" } */
}

static int
say_why_perhaps (char **why, int n)
{
  if (n > 3)
    {
      char *text = malloc (9);
      if (why)
	*why = text;
      return -1;
    }
  return 0;
}

int
fails (int n)
{
  return say_why_perhaps (NULL, n); /* { dg-warning {'say_why_perhaps\(\.\.\.\)' is never released \[escape:leak\]} } */
}

int
asks (int n)
{
  char *why = NULL;
  int r = say_why (&why, n); /* { dg-warning {'say_why\(\.\.\.\)' is never released \[escape:leak\]} } */
  return r;
}
