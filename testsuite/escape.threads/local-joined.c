/* A local that a thread works on, joined before the return: ordinary C, no
   warning.  */
/* { dg-do compile } */

#include <pthread.h>

static void *
run (void *arg)
{
  ++*(int *) arg;
  return 0;
}

int
start_and_join (void)
{
  pthread_t t;
  int n = 0; /* { dg-bogus "escape:stack" } */
  if (pthread_create (&t, 0, run, &n))
    return -1;
  pthread_join (t, 0);
  return n;
}
