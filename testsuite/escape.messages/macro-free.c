/* A deallocator that a macro calls is named by the macro.  */
/* { dg-do compile } */

#include <stdlib.h>

#define DROP(p) free (p)

void
drop (void)
{
  char buffer[4];
  DROP (buffer); /* { dg-warning {'DROP' of 'buffer', which is not on the heap \[escape:free\]} } */
}
