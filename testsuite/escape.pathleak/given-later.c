/* An object that is released on one path and that unseen code or a thread gets on
   another is lost nevertheless where nobody has it yet.  */
/* { dg-do compile } */

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int enlist (void *);
void take (void *);
void take_number (uintptr_t);
int asked (void);
void run (void);

int
before_it_is_given (int n)
{
  char *p = malloc (8); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  if (n < 0)
    return -1;
  if (enlist (p) < 0)
    {
      free (p);
      return -1;
    }
  return 0;
}

static void *
work (void *text)
{
  free (text);
  return NULL;
}

int
no_thread (const char *text)
{
  pthread_t thread;
  char *copy = strdup (text); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!copy)
    return -1;
  if (pthread_create (&thread, NULL, work, copy))
    return -1;
  return pthread_detach (thread);
}

static void *
look (void *text)
{
  return *(char *) text ? text : NULL;
}

int
no_thread_to_wait_for (const char *text)
{
  pthread_t thread;
  char *copy = strdup (text); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!copy)
    return -1;
  int error = pthread_create (&thread, NULL, look, copy);
  if (error)
    return error;
  pthread_join (thread, NULL);
  free (copy);
  return 0;
}

int
thread_or_none (const char *text)
{
  pthread_t thread;
  char *copy = strdup (text); /* { dg-bogus "escape:pathleak" } */
  if (!copy)
    return -1;
  if (!pthread_create (&thread, NULL, work, copy))
    return pthread_detach (thread);
  free (copy);
  return -1;
}

/* Where it is never released, nobody knows whose it is.  */
int
never_released (int n)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!p || n < 0)
    return -1;
  return enlist (p);
}

struct file
{
  int size, wanted, direct;
  char *buffer;
};

static int
start (struct file *f)
{
  f->buffer = malloc (f->wanted); /* { dg-bogus "escape:pathleak" } */
  if (!f->buffer)
    return -1;
  if (!f->direct && enlist (f))
    {
      free (f->buffer);
      return -1;
    }
  f->size = f->wanted;
  return 0;
}

/* That nobody wants buffers of no size, and so has only one, callers know.  */
int
write_twice (struct file *f)
{
  if (f->size == 0 && start (f) < 0) /* { dg-bogus "escape:pathleak" } */
    return -1;
  if (f->size == 0 && start (f) < 0) /* { dg-bogus "escape:pathleak" } */
    return -1;
  return 0;
}

/* Whoever does not ask whether there is a thread means that there is.  */
int
thread_or_error (const char *text)
{
  pthread_t thread;
  char *copy = strdup (text); /* { dg-bogus "escape:pathleak" } */
  return copy ? pthread_create (&thread, NULL, work, copy) : -1;
}

int
given_or_released (void)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  int given = asked ();
  if (given)
    take (p);
  if (!given)
    free (p);
  return 0;
}

struct holder
{
  char *p;
};

void watch (struct holder *);

/* Who knows where it is put may have released it.  */
int
watched (int n)
{
  struct holder h = { NULL };
  watch (&h);
  h.p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!h.p)
    return -1;
  run ();
  if (n)
    return 0;
  free (h.p);
  return 0;
}

int
given_as_a_number (int n)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  take_number ((uintptr_t) p | 1);
  if (n)
    return 0;
  free (p);
  return 0;
}

int
given_in_pieces (int n)
{
  char *p = malloc (8), pieces[sizeof p]; /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  memcpy (pieces, &p, sizeof p);
  take (pieces);
  if (n)
    return 0;
  free (p);
  return 0;
}
