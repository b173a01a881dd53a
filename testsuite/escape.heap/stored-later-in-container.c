/* The order of the stores does not matter: an object that is put into a
   container after the container has escaped escapes too.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct cell
{
  struct cell *next;
};

struct cell *chain;

void
chain_start (void)
{
  struct cell *c = malloc (sizeof *c); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!c)
    return;
  chain = c;
  c->next = malloc (sizeof *c); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
chain_probe (void)
{
  struct cell *c = malloc (sizeof *c); /* { dg-bogus "escape:heap" } */
  if (!c)
    return;
  c->next = malloc (sizeof *c); /* { dg-bogus "escape:heap" } */
  free (c->next);
  free (c);
}
