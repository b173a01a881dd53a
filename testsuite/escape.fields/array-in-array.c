/* Arrays that are members of the elements of an array: each stays apart from
   the others, whatever the indices.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

struct row
{
  char *left[4], *right[4];
  int n;
};

char *
through_pointer (unsigned i, unsigned j)
{
  struct row *rows = calloc (8, sizeof *rows);
  rows[i].left[j % 4] = malloc (1);   /* { dg-bogus "escape:heap" } */
  rows[i].right[j % 4] = malloc (2);  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (rows[j].left[i % 4]);
  char *found = rows[j].right[i % 4];
  free (rows);
  return found;
}

char *
in_frame (unsigned i, unsigned j)
{
  struct row rows[8];
  for (unsigned k = 0; k < 8; k++)
    rows[k].left[j % 4] = malloc (3); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  rows[0].right[i % 4] = malloc (4);  /* { dg-bogus "escape:heap" } */
  free (rows[j % 8].right[0]);
  return rows[i % 8].left[3];
}

/* A step over the elements of one array can lead into the next.  */

char *
stepping (unsigned i, unsigned j)
{
  struct row *rows = calloc (8, sizeof *rows);
  rows[i].left[j % 4] = malloc (5);   /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char **p = &rows[i].right[0];
  p -= j;
  char *found = *p;
  free (rows);
  return found;
}
