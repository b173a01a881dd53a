/* What unknown code was given may come back from it: it is the same object and
   may be released, but it has been in unknown hands.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

extern void lend (void *);
extern void *give_back (void);

void
lent (void)
{
  void *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  lend (p);
  free (give_back ());
}
