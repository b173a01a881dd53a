/* The address of a local is given to libc or the kernel and withdrawn before the
   function returns.  That is no bug, unless it is withdrawn on some ways out
   only, or something else is.  */
/* { dg-do compile } */

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

struct connection { int fd; };

int
deleted (int ep, int fd)
{
  struct connection c = { fd }; /* { dg-bogus "escapes its frame" } */
  struct epoll_event ev = { EPOLLIN, { .ptr = &c } }, out;
  if (epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev) < 0)
    return -1;
  int n = epoll_wait (ep, &out, 1, 1000);
  epoll_ctl (ep, EPOLL_CTL_DEL, fd, NULL);
  return n;
}

int
closed (int fd)
{
  struct connection c = { fd }; /* { dg-bogus "escapes its frame" } */
  struct epoll_event ev = { EPOLLIN, { .ptr = &c } }, out;
  int ep = epoll_create1 (0);
  if (ep < 0)
    return -1;
  epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev);
  int n = epoll_wait (ep, &out, 1, 1000);
  close (ep);
  return n;
}

int
another_deleted (int ep, int fd, int other)
{
  struct connection c = { fd }; /* { dg-warning "address of local 'c' escapes its frame" } */
  struct epoll_event ev = { EPOLLIN, { .ptr = &c } };
  epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev);
  return epoll_ctl (ep, EPOLL_CTL_DEL, other, NULL);
}

int
only_changed (int ep, int fd)
{
  struct connection c = { fd }; /* { dg-warning "address of local 'c' escapes its frame" } */
  struct epoll_event ev = { EPOLLIN, { .ptr = &c } };
  epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev);
  ev.events = EPOLLOUT;
  return epoll_ctl (ep, EPOLL_CTL_MOD, fd, &ev);
}

int
timed (void)
{
  timer_t id; /* { dg-bogus "escapes its frame" } */
  struct sigevent se = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
  se.sigev_value.sival_ptr = &id;
  if (timer_create (CLOCK_REALTIME, &se, &id))
    return -1;
  pause ();
  return timer_delete (id);
}

void
on_other_stack (void (*f) (void))
{
  char stack[16384]; /* { dg-bogus "escapes its frame" } */
  stack_t s = { .ss_sp = stack, .ss_size = sizeof stack };
  sigaltstack (&s, NULL);
  f ();
  s.ss_flags = SS_DISABLE;
  sigaltstack (&s, NULL);
}

int
in_environment (time_t t)
{
  char zone[] = "TZ=UTC"; /* { dg-bogus "escapes its frame" } */
  putenv (zone);
  int hour = localtime (&t)->tm_hour;
  unsetenv ("TZ");
  return hour;
}

int
sometimes_in_environment (time_t t, int c)
{
  char zone[] = "TZ=UTC"; /* { dg-warning "address of local 'zone' escapes its frame" } */
  putenv (zone);
  int hour = localtime (&t)->tm_hour;
  if (c)
    unsetenv ("TZ");
  return hour;
}

void
buffered (const char *s)
{
  char b[256]; /* { dg-bogus "escapes its frame" } */
  setvbuf (stdout, b, _IOFBF, sizeof b);
  puts (s);
  fflush (stdout);
  setvbuf (stdout, NULL, _IONBF, 0);
}

void
another_buffered (const char *s)
{
  char b[256]; /* { dg-warning "address of local 'b' escapes its frame" } */
  setvbuf (stdout, b, _IOFBF, sizeof b);
  puts (s);
  setvbuf (stderr, NULL, _IONBF, 0);
}

long
one_random (unsigned seed)
{
  char state[64]; /* { dg-bogus "escapes its frame" } */
  char *old = initstate (seed, state, sizeof state);
  long r = random ();
  setstate (old);
  return r;
}

void
logged (const char *name)
{
  char id[32]; /* { dg-bogus "escapes its frame" } */
  snprintf (id, sizeof id, "p-%s", name);
  openlog (id, 0, LOG_USER);
  syslog (LOG_INFO, "hello");
  closelog ();
}

/* Another name takes its place; none does not.  */

void
renamed (const char *name)
{
  char id[32]; /* { dg-bogus "escapes its frame" } */
  snprintf (id, sizeof id, "p-%s", name);
  openlog (id, 0, LOG_USER);
  syslog (LOG_INFO, "hello");
  openlog ("program", 0, LOG_USER);
}

void
opened_again (const char *name)
{
  char id[32]; /* { dg-warning {address of local 'id' escapes its frame \[escape:stack\]} } */
  snprintf (id, sizeof id, "p-%s", name);
  openlog (id, 0, LOG_USER);
  openlog (NULL, 0, LOG_DAEMON);
}
