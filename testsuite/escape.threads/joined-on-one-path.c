/* Who returns on a way on which the thread is not waited for leaves it with a local
   that is gone.  */
/* { dg-do compile } */

#include <pthread.h>

int look (void);

static void *
run (void *a)
{
  *(int *) a = 1;
  return NULL;
}

int
returns_early (int c)
{
  int x = 0; /* { dg-warning "address of local 'x' escapes its frame" } */
  pthread_t t;
  if (pthread_create (&t, NULL, run, &x))
    return -1;
  if (c)
    return -1;
  pthread_join (t, NULL);
  return x;
}

int
jumps_over_it (int c)
{
  int x = 0; /* { dg-warning "address of local 'x' escapes its frame" } */
  pthread_t t;
  pthread_create (&t, NULL, run, &x);
  int r = c > 3 ? -1 : look ();
  if (r < 0)
    goto out;
  pthread_join (t, NULL);
out:
  return r;
}

int
another_condition (int c)
{
  int x = 0; /* { dg-warning "address of local 'x' escapes its frame" } */
  pthread_t t;
  if (c > 1)
    pthread_create (&t, NULL, run, &x);
  look ();
  if (c > 3)
    pthread_join (t, NULL);
  return x;
}

int
same_condition (int c)
{
  int x = 0; /* { dg-bogus "escape:stack" } */
  pthread_t t;
  if (c > 1)
    pthread_create (&t, NULL, run, &x);
  look ();
  if (c > 1)
    pthread_join (t, NULL);
  return x;
}

int
noted (int c)
{
  int x = 0, started = 0; /* { dg-bogus "escape:stack" } */
  pthread_t t;
  if (c && pthread_create (&t, NULL, run, &x) == 0)
    started = 1;
  look ();
  if (started)
    pthread_join (t, NULL);
  return x;
}

static void
stop (pthread_t t)
{
  pthread_join (t, NULL);
}

int
by_callee (int c)
{
  int x = 0; /* { dg-bogus "escape:stack" } */
  pthread_t t;
  if (pthread_create (&t, NULL, run, &x))
    return -1;
  if (c)
    {
      stop (t);
      return -1;
    }
  stop (t);
  return x;
}

/* Others may wait for it.  */

pthread_t worker;

int
known_to_others (int c)
{
  int x = 0; /* { dg-bogus "escape:stack" } */
  if (pthread_create (&worker, NULL, run, &x))
    return -1;
  if (look ())
    return -1;
  pthread_join (worker, NULL);
  return x;
}
