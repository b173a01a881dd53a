/* Unknown code may have put a heap object in the variable.  */
/* { dg-do compile } */

#include <stdlib.h>

extern void grow (char **p);

void
right (void)
{
  char buf[16] = "";
  char *p = buf;
  grow (&p);
  if (p != buf)
    free (p); /* { dg-bogus "escape:free" } */
}
