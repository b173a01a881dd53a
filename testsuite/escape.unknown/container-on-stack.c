/* Unknown code that gets a local container gets what is in it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct args
{
  int n;
  char *text;
};

extern void run (struct args *);
extern void run_number (int);

void
give (void)
{
  struct args a = { 1, malloc (8) }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  run (&a);
}

void
give_number (void)
{
  struct args a = { 1, malloc (8) }; /* { dg-bogus "escape:heap" } */
  run_number (a.n);
  free (a.text);
}
