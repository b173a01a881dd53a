/* One line may carry several messages; each object is told once, whatever the
   number of calls that made it escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

extern void use (void *);

void
several (void)
{
  int a = 1, b = 2; /* { dg-note "'a' is passed to unknown code in 'use'" } */
  use (&a); /* { dg-note "'b' is passed to unknown code in 'use'" "" { target *-*-* } .-1 } */
  use (&a);
  use (&b);
  use (&b);
}
