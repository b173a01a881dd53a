/* A store into a volatile variable is a store.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *volatile mailbox;

void
post (void)
{
  mailbox = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
local (void)
{
  char *volatile mine = malloc (1); /* { dg-bogus "escape:heap" } */
  free (mine);
}
