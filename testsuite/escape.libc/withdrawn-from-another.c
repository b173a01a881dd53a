/* What withdraws a registration withdraws that one, and does it for certain: not
   a timer, queue, key, variable or stream of another name, not a call that only
   asks, nor one that leaves what it finds.  */
/* { dg-do compile } */

#define _GNU_SOURCE
#include <mqueue.h>
#include <pthread.h>
#include <search.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

int
another_epoll (int ep, int other, int fd)
{
  int c = fd; /* { dg-warning "address of local 'c' escapes its frame" } */
  struct epoll_event ev = { EPOLLIN, { .ptr = &c } };
  epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev);
  return epoll_ctl (other, EPOLL_CTL_DEL, fd, NULL);
}

int
another_timer (timer_t other)
{
  timer_t id; /* { dg-warning "address of local 'id' escapes its frame" } */
  struct sigevent se = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
  se.sigev_value.sival_ptr = &id;
  if (timer_create (CLOCK_REALTIME, &se, &id))
    return -1;
  pause ();
  return timer_delete (other);
}

struct alarm { timer_t id; };

int
timer_of_member (struct alarm *a)
{
  int n = 0; /* { dg-bogus "escapes its frame" } */
  struct sigevent se = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
  se.sigev_value.sival_ptr = &n;
  if (timer_create (CLOCK_REALTIME, &se, &a->id))
    return -1;
  pause ();
  return timer_delete (a->id);
}

int
another_variable (time_t t)
{
  char zone[] = "TZ=UTC"; /* { dg-warning "address of local 'zone' escapes its frame" } */
  putenv (zone);
  int hour = localtime (&t)->tm_hour;
  unsetenv ("HOME");
  return hour;
}

int
formatted (time_t t, const char *name)
{
  char zone[64]; /* { dg-bogus "escapes its frame" } */
  snprintf (zone, sizeof zone, "TZ=%s", name);
  putenv (zone);
  int hour = localtime (&t)->tm_hour;
  unsetenv ("TZ");
  return hour;
}

int
another_formatted (time_t t, const char *name)
{
  char zone[64]; /* { dg-warning "address of local 'zone' escapes its frame" } */
  snprintf (zone, sizeof zone, "TZ=%s", name);
  putenv (zone);
  int hour = localtime (&t)->tm_hour;
  unsetenv ("TZDIR");
  return hour;
}

int
set_again (time_t t)
{
  char zone[] = "TZ=UTC"; /* { dg-bogus "escapes its frame" } */
  putenv (zone);
  int hour = localtime (&t)->tm_hour;
  setenv ("TZ", "CET", 1);
  return hour;
}

int
set_if_missing (time_t t)
{
  char zone[] = "TZ=UTC"; /* { dg-warning "address of local 'zone' escapes its frame" } */
  putenv (zone);
  int hour = localtime (&t)->tm_hour;
  setenv ("TZ", "CET", 0);
  return hour;
}

void
line_buffered (const char *s)
{
  char b[256]; /* { dg-warning "address of local 'b' escapes its frame" } */
  setvbuf (stdout, b, _IOFBF, sizeof b);
  puts (s);
  setvbuf (stdout, NULL, _IOLBF, 0);
}

void
closed (FILE *f, const char *s)
{
  char b[BUFSIZ]; /* { dg-bogus "escapes its frame" } */
  setbuf (f, b);
  fputs (s, f);
  fclose (f);
}

void
unbuffered (const char *s)
{
  char b[BUFSIZ]; /* { dg-bogus "escapes its frame" } */
  setbuf (stdout, b);
  puts (s);
  setvbuf (stdout, NULL, _IONBF, 0);
}

size_t
asked (size_t (*f) (const stack_t *))
{
  static stack_t was;
  char stack[16384]; /* { dg-warning "address of local 'stack' escapes its frame" } */
  stack_t s = { .ss_sp = stack, .ss_size = sizeof stack };
  sigaltstack (&s, NULL);
  sigaltstack (NULL, &was);
  return was.ss_size;
}

int
notified (mqd_t q)
{
  int n = 0; /* { dg-bogus "escapes its frame" } */
  struct sigevent se = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
  se.sigev_value.sival_ptr = &n;
  mq_notify (q, &se);
  pause ();
  mq_notify (q, NULL);
  return n;
}

int
another_notified (mqd_t q, const struct sigevent *other)
{
  int n = 0; /* { dg-warning "address of local 'n' escapes its frame" } */
  struct sigevent se = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
  se.sigev_value.sival_ptr = &n;
  mq_notify (q, &se);
  pause ();
  mq_notify (q, other);
  return n;
}

static pthread_key_t key, other_key;

int
specific (void)
{
  int n = 1; /* { dg-bogus "escapes its frame" } */
  pthread_setspecific (key, &n);
  int *p = pthread_getspecific (key);
  int r = *p;
  pthread_setspecific (key, NULL);
  return r;
}

int
another_specific (void)
{
  int n = 1; /* { dg-warning "address of local 'n' escapes its frame" } */
  pthread_setspecific (key, &n);
  int *p = pthread_getspecific (key);
  int r = *p;
  pthread_setspecific (other_key, NULL);
  return r;
}

int
deleted_key (void)
{
  tss_t k;
  int n = 1; /* { dg-bogus "escapes its frame" } */
  if (tss_create (&k, NULL) != thrd_success)
    return 0;
  tss_set (k, &n);
  int *p = tss_get (k);
  int r = *p;
  tss_delete (k);
  return r;
}

int
looked_up (int n)
{
  char name[16]; /* { dg-bogus "escapes its frame" } */
  snprintf (name, sizeof name, "%d", n);
  ENTRY e = { name, NULL }, *found = hsearch (e, FIND);
  return found ? *(int *)found->data : 0;
}

int
entered (int n)
{
  char name[16]; /* { dg-warning "address of local 'name' escapes its frame" } */
  snprintf (name, sizeof name, "%d", n);
  ENTRY e = { name, NULL }, *found = hsearch (e, ENTER);
  return found ? 1 : 0;
}

int
table_destroyed (int n)
{
  char name[16]; /* { dg-bogus "escapes its frame" } */
  snprintf (name, sizeof name, "%d", n);
  ENTRY e = { name, NULL };
  if (!hcreate (30))
    return -1;
  n = hsearch (e, ENTER) != NULL;
  hdestroy ();
  return n;
}

static struct hsearch_data own_table;

int
looked_up_there (int n)
{
  char name[16]; /* { dg-bogus "escapes its frame" } */
  snprintf (name, sizeof name, "%d", n);
  ENTRY e = { name, NULL }, *found;
  return hsearch_r (e, FIND, &found, &own_table) ? *(int *)found->data : 0;
}

int
entered_there (int n)
{
  char name[16]; /* { dg-warning "address of local 'name' escapes its frame" } */
  snprintf (name, sizeof name, "%d", n);
  ENTRY e = { name, NULL }, *found;
  return hsearch_r (e, ENTER, &found, &own_table);
}

/* The kernel reads nothing of what it gets with a removal.  */

int
removed (int ep, int fd)
{
  int c = fd; /* { dg-bogus "escapes its frame" } */
  struct epoll_event ev = { EPOLLIN, { .ptr = &c } };
  return epoll_ctl (ep, EPOLL_CTL_DEL, fd, &ev);
}
