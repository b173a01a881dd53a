/* memcpy moves a pointer as an assignment does.  memcpy of what it points to
   moves no address.  */
/* { dg-do compile } */

#include <string.h>

static int *hook;
static int saved;

void
set_hook (int n)
{
  int local = n; /* { dg-warning {address of local 'local' escapes its frame \[escape:stack\]} } */
  int *p = &local;
  memcpy (&hook, &p, sizeof p);
}

void
set_saved (int n)
{
  int local = n; /* { dg-bogus "escape:stack" } */
  int *p = &local;
  memcpy (&saved, p, sizeof saved);
}

int
get (void)
{
  return hook ? *hook : saved;
}
