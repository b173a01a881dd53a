/* A variable has not got the value that it had where libc stored in it by two
   pointers, where a handler ran, or where another thread had the lock.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>

void
scattered (int fd)
{
  int x = 0;
  char *p = malloc (3); /* { dg-bogus "never released" } */
  struct iovec v = { &x, sizeof x };
  readv (fd, &v, 1);
  if (x)
    free (p);
}

void
another (int fd)
{
  int x = 0, y = 0;
  char *p = malloc (3); /* { dg-warning "never released" } */
  struct iovec v = { &x, sizeof x };
  readv (fd, &v, 1);
  if (y)
    free (p);
}

void
received (int fd)
{
  int x = 0;
  char *p = malloc (3); /* { dg-bogus "never released" } */
  struct iovec v = { &x, sizeof x };
  struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1 };
  recvmsg (fd, &m, 0);
  if (x)
    free (p);
}

static int done;

static void
on_signal (int n)
{
  done = n;
}

void
handle_signals (void)
{
  signal (SIGUSR1, on_signal);
}

void
handled (void)
{
  char *p = malloc (3); /* { dg-bogus "never released" } */
  done = 0;
  raise (SIGUSR1);
  if (done)
    free (p);
}

void
not_handled (void)
{
  char *p = malloc (3); /* { dg-warning "never released" } */
  done = 0;
  puts ("nothing happens");
  if (done)
    free (p);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int finished;

void
finish (void)
{
  pthread_mutex_lock (&mutex);
  finished = 1;
  pthread_mutex_unlock (&mutex);
}

void
locked_again (void)
{
  char *p = malloc (3); /* { dg-bogus "never released" } */
  pthread_mutex_lock (&mutex);
  finished = 0;
  pthread_mutex_unlock (&mutex);
  pthread_mutex_lock (&mutex);
  if (finished)
    free (p);
  pthread_mutex_unlock (&mutex);
}

void
locked_once (void)
{
  char *p = malloc (3); /* { dg-warning "never released" } */
  pthread_mutex_lock (&mutex);
  finished = 0;
  if (finished)
    free (p);
  pthread_mutex_unlock (&mutex);
}
