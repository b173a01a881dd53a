/* A free list in a static variable keeps what is put back: those objects
   escape, though their user returns them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct item
{
  struct item *next;
};

static struct item *pool;

static struct item *
item_get (void)
{
  struct item *i = pool;
  if (i)
    pool = i->next;
  else
    i = malloc (sizeof *i);
  return i;
}

static void
item_put (struct item *i)
{
  i->next = pool;
  pool = i;
}

int
use (void)
{
  struct item *i = item_get (); /* { dg-warning {'item_get\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!i)
    return 0;
  item_put (i);
  return 1;
}
