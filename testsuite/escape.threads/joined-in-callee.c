/* A callee may wait for the thread.  */
/* { dg-do compile } */

#include <pthread.h>

struct job
{
  int in, out;
};

static void *
work (void *p)
{
  struct job *job = p;
  job->out = job->in;
  return 0;
}

static void
finish (pthread_t thread)
{
  pthread_join (thread, 0);
}

int
waits (int n)
{
  struct job job = { n, 0 }; /* { dg-bogus "escape:stack" } */
  pthread_t thread;
  if (pthread_create (&thread, 0, work, &job))
    return -1;
  finish (thread);
  return job.out;
}

int
goes_on (int n)
{
  struct job job = { n, 0 }; /* { dg-warning {address of local 'job' escapes its frame \[escape:stack\]} } */
  pthread_t thread;
  if (pthread_create (&thread, 0, work, &job))
    return -1;
  return job.out;
}
