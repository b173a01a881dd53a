/* pthread_setspecific keeps the pointer; pthread_mutex_lock keeps nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <pthread.h>
#include <stdlib.h>

extern pthread_key_t key;

struct counter
{
  pthread_mutex_t lock;
  int value;
};

int
specific (void)
{
  return pthread_setspecific (key, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
locked (void)
{
  struct counter *c = calloc (1, sizeof *c); /* { dg-bogus "escape:heap" } */
  if (!c)
    return 0;
  pthread_mutex_init (&c->lock, 0);
  pthread_mutex_lock (&c->lock);
  int n = ++c->value;
  pthread_mutex_unlock (&c->lock);
  pthread_mutex_destroy (&c->lock);
  free (c);
  return n;
}
