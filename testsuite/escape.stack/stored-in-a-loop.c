/* The condition under which a loop goes round does not hold any more where it
   has ended: what was stored in its body is still there then.  */
/* { dg-do compile } */

#include <stdlib.h>

void *table[10];

void
fill_global (int n)
{
  int k; /* { dg-warning {address of local 'k' escapes its frame \[escape:stack\]} } */
  for (int i = 0; i < n; i++)
    table[i] = &k;
}

void
fill_parameter (void **to, int n)
{
  int k; /* { dg-warning {address of local 'k' escapes its frame \[escape:stack\]} } */
  while (n-- > 0)
    *to++ = &k;
}

struct node { struct node *next; void *data; };

struct node *
list (int n)
{
  int k; /* { dg-warning {address of local 'k' escapes its frame \[escape:stack\]} } */
  struct node *all = NULL;
  for (int i = 0; i < n; i++)
    {
      struct node *one = malloc (sizeof *one);
      one->next = all;
      one->data = &k;
      all = one;
    }
  return all;
}

struct reader { char *line; int (*more) (void); };

void
read_all (struct reader *r)
{
  char line[80]; /* { dg-warning {address of local 'line' escapes its frame \[escape:stack\]} } */
  while (r->more ())
    r->line = line;
}

/* A condition that the loop does not change holds behind it too.  */

void
taken_back (struct reader *r, int own, int n)
{
  char line[80];
  for (int i = 0; i < n; i++)
    if (own)
      r->line = line;
  if (own)
    r->line = NULL;
}

/* Nothing is certain of elements that are cleared in another loop.  */

void
cleared (int n)
{
  int k;
  for (int i = 0; i < n; i++)
    table[i] = &k;
  for (int i = 0; i < n; i++)
    table[i] = NULL;
}

/* Each round clears what it stored.  */

void
cleared_in_each_round (struct reader *r, int n)
{
  char line[80];
  for (int i = 0; i < n; i++)
    {
      r->line = line;
      if (i == 3)
        continue;
      r->line = NULL;
    }
  r->line = NULL;
}
