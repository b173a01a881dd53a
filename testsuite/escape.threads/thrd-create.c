/* C11 threads are threads.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-ignore=pathleak" } */

#include <stdlib.h>
#include <threads.h>

static int
run (void *arg)
{
  return *(int *) arg;
}

int
start (void)
{
  thrd_t t;
  int *n = calloc (1, sizeof *n); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int *m = calloc (1, sizeof *m); /* { dg-bogus "escape:heap" } */
  if (n && m && thrd_create (&t, run, n) == thrd_success)
    thrd_detach (t);
  free (m);
  return 0;
}
