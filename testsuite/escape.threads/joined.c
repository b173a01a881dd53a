/* What a thread is handed does not escape by that, if the frame cannot end
   before it has waited for the thread.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-ignore=stack,leak" } */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <threads.h>

void unknown (void);
static int *kept;

static void *
work (void *arg) /* { dg-note "'arg' does not escape" } */
{
  ++*(int *) arg;
  return NULL;
}

static void *
keep (void *arg) /* { dg-note "leaking param: 'arg'" } */
{
  kept = arg;
  return NULL;
}

static void *
give_back (void *arg) /* { dg-note "leaking param: 'arg' to result level=0" } */
{
  return arg;
}

static int
work_c11 (void *arg) /* { dg-note "'arg' does not escape" } */
{
  return ++*(int *) arg;
}

int
joined (void)
{
  int *p = malloc (4); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  pthread_create (&thread, NULL, work, p);
  printf ("waiting\n");
  pthread_join (thread, NULL);
  int value = *p;
  free (p);
  return value;
}

int
tested (void)
{
  int n = 0; /* { dg-note "'n' does not escape" } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  if (pthread_create (&thread, NULL, work, &n) != 0)
    return -1;
  if (pthread_join (thread, NULL))
    abort ();
  return n;
}

int
joined_c11 (void)
{
  int n = 0; /* { dg-note "'n' does not escape" } */
  thrd_t thread; /* { dg-note "'thread' does not escape" } */
  if (thrd_create (&thread, work_c11, &n) != thrd_success)
    return -1;
  thrd_join (thread, NULL);
  return n;
}

int
each_round (int rounds)
{
  int n = 0; /* { dg-note "'n' does not escape" } */
  for (int i = 0; i < rounds; i++)
    {
      pthread_t thread; /* { dg-note "'thread' does not escape" } */
      if (pthread_create (&thread, NULL, work, &n))
	break;
      pthread_join (thread, NULL);
    }
  return n;
}

/* By one of several ways control does not come to the join.  */

int
returns_before (int c)
{
  int n = 0; /* { dg-note "'n' escapes" } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  if (pthread_create (&thread, NULL, work, &n))
    return -1;
  if (c)
    return 0;
  pthread_join (thread, NULL);
  return n;
}

int
joins_the_last (int rounds)
{
  int n = 0; /* { dg-note "'n' escapes" } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  for (int i = 0; i < rounds; i++)
    pthread_create (&thread, NULL, work, &n);
  pthread_join (thread, NULL);
  return n;
}

int
may_jump_out (void)
{
  int n = 0; /* { dg-note "'n' escapes" } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  pthread_create (&thread, NULL, work, &n);
  unknown ();
  pthread_join (thread, NULL);
  return n;
}

static void
end_thread (int c)
{
  if (c)
    pthread_exit (NULL);
}

int
may_end_this_thread (int c)
{
  int n = 0; /* { dg-note "'n' escapes" } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  pthread_create (&thread, NULL, work, &n);
  end_thread (c);
  pthread_join (thread, NULL);
  return n;
}

int
joins_another (pthread_t *other) /* { dg-note "'other' does not escape" } */
{
  int n = 0; /* { dg-note "'n' escapes" } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  pthread_create (&thread, NULL, work, &n);
  thread = *other;
  pthread_join (thread, NULL);
  return n;
}

int
block_ends_before (void)
{
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  int m = 0; /* { dg-note "'m' does not escape" } */
  {
    int n = m; /* { dg-note "'n' escapes" } */
    pthread_create (&thread, NULL, work, &n);
  }
  work (&m);
  pthread_join (thread, NULL);
  return m;
}

/* The thread itself keeps it, or hands it back.  */

int
thread_keeps (void)
{
  int *p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  pthread_create (&thread, NULL, keep, p);
  pthread_join (thread, NULL);
  return *p;
}

void *
handed_back (void)
{
  int *p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  void *result = NULL; /* { dg-note "'result' does not escape" } */
  pthread_t thread; /* { dg-note "'thread' does not escape" } */
  pthread_create (&thread, NULL, give_back, p);
  pthread_join (thread, &result);
  return result;
}
