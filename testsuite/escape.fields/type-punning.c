/* A pointer that is written as one type and read as another, or byte by byte,
   is still that pointer.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

unsigned long
as_long (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return *(unsigned long *) (void *) &p;
}

static unsigned char bytes[sizeof (void *)];

void
byte_by_byte (void)
{
  char *p = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  const unsigned char *from = (const unsigned char *) &p;
  for (unsigned i = 0; i < sizeof p; i++)
    bytes[i] = from[i];
}

int
byte (int i)
{
  return bytes[i];
}
