/* Threads of which it is not certain that they have ended before the frame does:
   each K is kept.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=stack" } */
/* { dg-json-not {"name": ?"k".*"verdict": ?"does-not-escape"} } */

#include <stdlib.h>
#include <string.h>
#include <pthread.h>
int *G;
struct s
{
  int *a, *b;
  struct s *n;
};
void unknown (void);
struct t
{
  void (*f) (void *);
  void *d;
};
static void *
run (void *a)
{
  *(int *)a = 1;
  return 0;
}
static void *
run2 (void *a)
{
  G = a;
  return 0;
}
int
another_is_not_joined (void)
{
  int k;
  pthread_t t, u;
  pthread_create (&t, 0, run, &k);
  pthread_create (&u, 0, run, &k);
  pthread_join (t, 0);
  return k;
}
int
detached_by_copy (void)
{
  int k;
  pthread_t t;
  pthread_create (&t, 0, run, &k);
  pthread_t u = t;
  pthread_detach (u);
  return k;
}
int
unknown_function (void *(*f) (void *))
{
  int k;
  pthread_t t;
  pthread_create (&t, 0, f, &k);
  pthread_join (t, 0);
  return k;
}
int
one_function_keeps_it (int c)
{
  int k;
  pthread_t t;
  pthread_create (&t, 0, c ? run : run2, &k);
  pthread_join (t, 0);
  return k;
}
int
joined_under_condition (int c)
{
  int k;
  pthread_t t;
  if (pthread_create (&t, 0, run, &k) == 0 && c)
    pthread_join (t, 0);
  return k;
}
int
one_too_few (int n)
{
  int k;
  pthread_t t[4];
  for (int i = 0; i < n; i++)
    pthread_create (&t[i], 0, run, &k);
  for (int i = 0; i < n - 1; i++)
    pthread_join (t[i], 0);
  return k;
}
int
left_before (int n)
{
  int k;
  pthread_t t;
  int r = pthread_create (&t, 0, run, &k);
  if (r)
    return 0;
  if (n)
    goto out;
  pthread_join (t, 0);
out:
  return k;
}
static void
start (pthread_t *t, int *k)
{
  pthread_create (t, 0, run, k);
}
int
made_by_callee (void)
{
  int k;
  pthread_t t;
  start (&t, &k);
  return k;
}
int
left_from_loop (void)
{
  int k;
  pthread_t t;
  for (;;)
    {
      pthread_create (&t, 0, run, &k);
      if (G)
        break;
      pthread_join (t, 0);
    }
  return k;
}
int
other_is_joined (pthread_t *o)
{
  int k;
  pthread_t t;
  pthread_create (&t, 0, run, &k);
  pthread_join (*o, 0);
  return k;
}