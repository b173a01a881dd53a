/* Where there is one mend, the last line of the path says it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>
#include <escape/hmaps.h>

void
freed (void)
{
  char buf[4];
  free (buf); /* { dg-warning {\[escape:free\]} } */
  /* { dg-path {\(1\) address of 'buf' is taken here} "" { target *-*-* } .-1 } */
} /* { dg-path {\(2\) released by 'free': remove this call} "" { target *-*-* } .-2 } */

void
nil (void)
{
  int_int_map *m = 0;
  int_int_map_put (m, 1, 2); /* { dg-warning {\[escape:nil\]} } */
} /* { dg-path {\(1\) 'int_int_map_put' writes to it: make the map before} "" { target *-*-* } .-1 } */

void
idle (void)
{
  free (malloc (4)); /* { dg-warning {\[escape:unneeded\]} } */
} /* { dg-path {\(1\) a local variable would do here} "" { target *-*-* } .-1 } */
