/* Storage of the frame is no allocation, neither is releasing.  */
/* { dg-do compile } */

#include <alloca.h>
#include <stdlib.h>
#include <string.h>

__attribute__ ((escape_nonallocating)) int
digest (const char *s, char *old)
{
  char copy[16] = "";
  char *more = alloca (16);
  int vla[strlen (s) + 1];
  vla[0] = s[0];
  more[0] = s[0];
  memcpy (copy + 1, more, 1);
  free (old); /* { dg-bogus "escape:alloc" } */
  return copy[1] + vla[0];
}
