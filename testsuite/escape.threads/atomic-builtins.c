/* The __atomic and __sync built-ins, as older code has them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *shared;

void
store (void)
{
  __atomic_store_n (&shared, malloc (1), __ATOMIC_RELEASE); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
swap (void)
{
  void *p = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (__sync_bool_compare_and_swap (&shared, 0, p))
    return 1;
  free (p);
  return 0;
}

int
local (void)
{
  void *mine = 0;
  __atomic_store_n (&mine, malloc (3), __ATOMIC_RELEASE); /* { dg-bogus "escape:heap" } */
  void *p = __atomic_load_n (&mine, __ATOMIC_ACQUIRE);
  int ok = p != 0;
  free (p);
  return ok;
}
