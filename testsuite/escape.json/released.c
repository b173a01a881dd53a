/* released: never, somewhere (on some path, or by a callee that may), or
   unknown, since it reached unknown code.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=leak" } */

#include <stdlib.h>
#include <string.h>

extern void use (void *);

int
never (void)
{
  char *p = malloc (1);
  return p != 0;
}

void
somewhere (int maybe)
{
  char *p = calloc (1, 1); /* { dg-warning {'calloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (maybe)
    free (p);
}

void
unknown (const char *s)
{
  use (strdup (s));
}

/* { dg-json {"name": *"malloc".*"released": *"never"} } */
/* { dg-json {"name": *"calloc".*"released": *"somewhere"} } */
/* { dg-json {"name": *"strdup".*"released": *"unknown"} } */
