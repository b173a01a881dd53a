/* Initialising with zeros stores no pointer, and clears what was there.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct node
{
  struct node *next;
  char *name;
};

struct node
blank (void)
{
  struct node n;
  n.next = 0;
  n.name = malloc (3); /* { dg-bogus "escape:heap" } */
  free (n.name);
  n = (struct node){ 0 };
  return n;
}
