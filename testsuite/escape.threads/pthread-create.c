/* What is handed to a thread escapes: no frame is known to outlive it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <pthread.h>
#include <stdlib.h>

struct job
{
  int id;
  char *name;
};

static void *
run (void *arg)
{
  struct job *j = arg;
  j->id++;
  return 0;
}

int
start (void)
{
  pthread_t t;
  struct job *j = malloc (sizeof *j); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!j)
    return -1;
  j->name = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (pthread_create (&t, 0, run, j))
    return -1;
  return pthread_detach (t);
}

int
run_here (void)
{
  struct job *j = malloc (sizeof *j); /* { dg-bogus "escape:heap" } */
  if (!j)
    return -1;
  j->id = 1;
  run (j);
  int id = j->id;
  free (j);
  return id;
}
