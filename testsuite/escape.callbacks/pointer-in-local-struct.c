/* A function pointer that sits in a local struct is known where the struct
   is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct visitor
{
  void (*visit) (struct visitor *, int *);
  int count;
};

static int *kept;

static void
count (struct visitor *v, int *p)
{
  v->count += *p;
}

static void
keep (struct visitor *v, int *p)
{
  v->count++;
  kept = p;
}

static int
run (struct visitor *v, int *p)
{
  v->visit (v, p);
  return v->count;
}

int
counting (void)
{
  struct visitor v = { count, 0 };
  int *p = calloc (1, sizeof *p); /* { dg-bogus "escape:heap" } */
  int n = p ? run (&v, p) : 0;
  free (p);
  return n;
}

int
keeping (void)
{
  struct visitor v = { keep, 0 };
  int *p = calloc (1, sizeof *p); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return p ? run (&v, p) : 0;
}

int
kept_value (void)
{
  return *kept;
}
