/* A site in a static function that escapes for a reason of its own, here into
   a global, is warned of at the site.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *pool;

static int
pool_init (void)
{
  pool = malloc (1024); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return pool != 0;
}

static int
pool_check (void)
{
  char *p = malloc (1024); /* { dg-bogus "escape:heap" } */
  int ok = p != 0;
  free (p);
  return ok;
}

int
pool_start (void)
{
  return pool_check () && pool_init ();
}

int
pool_byte (int i)
{
  return pool[i];
}
