/* The name of a thread may be in the struct that the thread gets, so that others
   than the function can wait for it: but who is not called does not.  */
/* { dg-do compile } */

#include <pthread.h>
#include <stddef.h>

struct worker { pthread_t thread; int n; };

static void *
run (void *p)
{
  struct worker *w = p;
  w->n++;
  return NULL;
}

int
not_joined_on_one_way (int n)
{
  struct worker w = { .n = n }; /* { dg-warning {address of local 'w' escapes its frame \[escape:stack\]} } */
  if (pthread_create (&w.thread, NULL, run, &w))
    return -2;
  if (n < 0)
    return -1;
  pthread_join (w.thread, NULL);
  return w.n;
}

int
joined (int n)
{
  struct worker w = { .n = n }; /* { dg-bogus "escape:stack" } */
  if (pthread_create (&w.thread, NULL, run, &w))
    return -2;
  if (n < 0)
    {
      pthread_join (w.thread, NULL);
      return -1;
    }
  pthread_join (w.thread, NULL);
  return w.n;
}

void wait_for (struct worker *);

int
joined_by_others (int n)
{
  struct worker w = { .n = n }; /* { dg-bogus "escape:stack" } */
  if (pthread_create (&w.thread, NULL, run, &w))
    return -2;
  wait_for (&w);
  return w.n;
}

static void
stop (struct worker *w)
{
  pthread_join (w->thread, NULL);
}

int
joined_by_callee (int n)
{
  struct worker w = { .n = n }; /* { dg-bogus "escape:stack" } */
  if (pthread_create (&w.thread, NULL, run, &w))
    return -2;
  stop (&w);
  return w.n;
}
