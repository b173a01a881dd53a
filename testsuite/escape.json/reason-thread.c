/* Reason: handed to a thread.  */
/* { dg-do compile } */

#include <pthread.h>
#include <stdlib.h>

static void *
run (void *p)
{
  *(int *) p = 1;
  return 0;
}

int
start (void)
{
  pthread_t t;
  return pthread_create (&t, 0, run, malloc (4));
}

/* { dg-json {"name": *"malloc".*"reasons": *\[[^]]*"thread"} } */
