/* Unknown code that takes a pointer to const does not keep the object, but may
   hand it back.
   { dg-do compile } */

#include <stdlib.h>

extern const char *checked (const char *);
extern int valid (const char *);

char *
returned (void)
{
  char *p = calloc (1, 20);
  return p ? (char *) checked (p) : NULL;
}

int
lost (void)
{
  char *p = calloc (1, 20); /* { dg-warning {'calloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p && valid (p);
}
