/* Atomic operations are stores and loads: into a global the object escapes,
   into a local it does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdatomic.h>
#include <stdlib.h>

static _Atomic (char *) shared;

void
publish (void)
{
  char *old = atomic_exchange (&shared, malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (old);
}

void
store (void)
{
  atomic_store (&shared, malloc (2)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
compare_and_swap (void)
{
  char *none = 0;
  char *p = malloc (3); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (atomic_compare_exchange_strong (&shared, &none, p))
    return 1;
  free (p);
  return 0;
}

int
local (void)
{
  _Atomic (char *) mine = 0;
  atomic_store (&mine, malloc (4)); /* { dg-bogus "escape:heap" } */
  char *p = atomic_load (&mine);
  int ok = p != 0;
  free (p);
  return ok;
}
