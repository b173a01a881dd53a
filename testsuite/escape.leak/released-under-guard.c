/* A function that releases under a guard what it has made, and else returns it,
   returns what nobody has released.  */
/* { dg-do compile } */

#include <stdlib.h>

struct box
{
  int value;
};

struct list
{
  struct box *head;
  int owned;
};

static struct box *
make (int owned)
{
  struct list l = { malloc (sizeof (struct box)), owned };
  if (!l.head)
    return NULL;
  if (l.owned)
    {
      free (l.head);
      return NULL;
    }
  return l.head;
}

int
lost (int owned)
{
  struct box *b = make (owned); /* { dg-warning {'make\(...\)' is never released \[escape:leak\]} } */
  return b != NULL;
}

int
released (int owned)
{
  struct box *b = make (owned); /* { dg-bogus "escape:leak" } */
  int made = b != NULL;
  free (b);
  return made;
}
