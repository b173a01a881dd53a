/* `released' is `always' where each path on which it was made releases it, by
   whatever callee; one that leaves it out makes it `somewhere'.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
drop (char **p)
{
  free (*p);
  *p = NULL;
}

int
on_each (int n)
{
  char *p = malloc (8);
  if (!p)
    return -1;
  if (n < 0)
    {
      free (p);
      return -2;
    }
  drop (&p);
  return 0;
}

int
on_some (int n)
{
  char *p = malloc (8);
  if (!p)
    return -1;
  if (n < 0)
    return -2;
  drop (&p);
  return 0;
}

/* { dg-warning "escape:pathleak" "" { target *-*-* } 32 } */
/* { dg-json {"function": *"on_each".*"name": *"malloc".*"released": *"always"} } */
/* { dg-json {"function": *"on_some".*"name": *"malloc".*"released": *"somewhere"} } */
