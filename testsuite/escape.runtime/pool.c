/* Pools: what is put in is the pool's, what is got from it is its user's.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/pool.h>
#include <stdlib.h>

static const pool_ops buffers = POOL_OPS_MEMORY (64);

pool *
make_leaves (void)
{
  return pool_make (&buffers, 4); /* { dg-warning {'pool_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
get_leaves (pool *p)
{
  return pool_get (p); /* { dg-warning {'pool_get\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
all_stay (void)
{
  pool *p = pool_make (&buffers, 4); /* { dg-bogus "escape:" } */
  char *buffer = pool_get (p);       /* { dg-bogus "escape:" } */
  if (buffer)
    buffer[0] = 0;
  pool_put (p, buffer);
  pool_free (p);
}

void
put_leaves (pool *p)
{
  pool_put (p, malloc (64)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
never_freed (void)
{
  pool_make (&buffers, 4); /* { dg-warning {'pool_make\(\.\.\.\)' is never released \[escape:leak\]} } */
}

void
never_put_back (pool *p)
{
  char *buffer = pool_get (p); /* { dg-warning {'pool_get\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (buffer)
    buffer[0] = 0;
}

void
local_put (pool *p)
{
  char buffer[64] = { 0 };
  pool_put (p, buffer); /* { dg-warning {'pool_put' of 'buffer', which is not on the heap \[escape:free\]} } */
}
