/* What is registered with libc is withdrawn by functions of the unit's own; by
   the function that takes a node out of what holds it; by another putenv of the
   same name.  */
/* { dg-do compile } */

#define _GNU_SOURCE
#include <search.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

static int
watch (int ep, int fd, void *data)
{
  struct epoll_event ev = { EPOLLIN, { .ptr = data } };
  return epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev);
}

static void
unwatch (int ep, int fd)
{
  epoll_ctl (ep, EPOLL_CTL_DEL, fd, NULL);
}

static void
finish (int ep, int fd, int quiet)
{
  if (!quiet)
    unwatch (ep, fd);
}

int
watched (int ep, int fd)
{
  int c = fd; /* { dg-bogus "escapes its frame" } */
  if (watch (ep, fd, &c))
    return -1;
  struct epoll_event out;
  int n = epoll_wait (ep, &out, 1, 1000);
  unwatch (ep, fd);
  return n;
}

int
finished (int ep, int fd)
{
  int c = fd; /* { dg-bogus "escapes its frame" } */
  struct epoll_event ev = { EPOLLIN, { .ptr = &c } };
  epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev);
  finish (ep, fd, 0);
  return c;
}

int
on_one_way (int ep, int fd)
{
  int c = fd; /* { dg-warning "address of local 'c' escapes its frame" } */
  if (watch (ep, fd, &c))
    return -1;
  struct epoll_event out;
  if (epoll_wait (ep, &out, 1, 1000) < 0)
    return -2;
  unwatch (ep, fd);
  return 0;
}

struct link
{
  struct link *next, *prev;
  int number;
};

static struct link all;

int
taken_out (int n)
{
  struct link a, b; /* { dg-bogus "escapes its frame" } */
  a.number = n;
  insque (&a, &all);
  insque (&b, &a);
  remque (&b);
  remque (&a);
  return 0;
}

int
left_in (int n)
{
  struct link a; /* { dg-warning "address of local 'a' escapes its frame" } */
  a.number = n;
  insque (&a, &all);
  if (n < 0)
    return -1;
  remque (&a);
  return 0;
}

static void *tree;

static int
compare (const void *a, const void *b)
{
  return strcmp (a, b);
}

int
deleted (void)
{
  char key[] = "a"; /* { dg-bogus "escapes its frame" } */
  tsearch (key, &tree, compare);
  tdelete (key, &tree, compare);
  return 0;
}

int
put_again (void)
{
  char text[] = "A=1"; /* { dg-bogus "escapes its frame" } */
  putenv (text);
  return putenv ("A=2");
}

int
another_put (void)
{
  char text[] = "A=1"; /* { dg-warning "address of local 'text' escapes its frame" } */
  putenv (text);
  return putenv ("AB=2");
}

static void
use_stack (char *p, size_t n)
{
  stack_t s = { .ss_sp = p, .ss_size = n };
  sigaltstack (&s, NULL);
}

static void
stop_using (char *p)
{
  stack_t s = { .ss_sp = p };
  s.ss_flags = SS_DISABLE;
  sigaltstack (&s, NULL);
}

void
on_other_stack (void (*f) (void))
{
  char stack[16384]; /* { dg-bogus "escapes its frame" } */
  use_stack (stack, sizeof stack);
  f ();
  stop_using (stack);
}

void
still_on_other_stack (void (*f) (void))
{
  char stack[16384]; /* { dg-warning "address of local 'stack' escapes its frame" } */
  use_stack (stack, sizeof stack);
  f ();
  use_stack (stack, sizeof stack);
}
