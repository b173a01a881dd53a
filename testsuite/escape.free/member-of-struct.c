/* An array inside a struct that is a local, freed by mistake for the pointer
   beside it.  */
/* { dg-do compile } */

#include <stdlib.h>

struct request
{
  char inline_name[16];
  char *long_name;
};

void
request_done (void)
{
  struct request r = { "", malloc (100) };
  char *name = r.inline_name;
  free (name); /* { dg-warning {'free' of 'r', which is not on the heap \[escape:free\]} } */
  free (r.long_name); /* { dg-bogus "escape:free" } */
}
