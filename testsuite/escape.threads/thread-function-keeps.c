/* What the thread's function does with its argument is known too: a local that
   it stores in a global is shown to be left behind.  */
/* { dg-do compile } */

#include <pthread.h>

static int *progress;

static void *
run (void *arg)
{
  progress = arg;
  ++*progress;
  return 0;
}

int
start_and_join (void)
{
  pthread_t t;
  int n = 0; /* { dg-warning {address of local 'n' escapes its frame \[escape:stack\]} } */
  if (pthread_create (&t, 0, run, &n))
    return -1;
  pthread_join (t, 0);
  return *progress;
}
