/* Freeing a struct does not free what it points to.  */
/* { dg-do compile } */

#include <stdlib.h>

struct user
{
  char *name;
};

void
forgetful (void)
{
  struct user *u = malloc (sizeof *u); /* { dg-bogus "escape:leak" } */
  if (!u)
    return;
  u->name = malloc (32); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  free (u);
}

void
careful (void)
{
  struct user *u = malloc (sizeof *u); /* { dg-bogus "escape:leak" } */
  if (!u)
    return;
  u->name = malloc (32); /* { dg-bogus "escape:leak" } */
  free (u->name);
  free (u);
}
