/* A signal handler takes no pointer of ours with it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <signal.h>
#include <stdlib.h>

static volatile sig_atomic_t stopped;

static void
on_stop (int sig)
{
  stopped = sig;
}

int
guard (void)
{
  int *p = calloc (1, sizeof *p); /* { dg-bogus "escape:heap" } */
  signal (SIGINT, on_stop);
  int n = p ? *p : 0;
  free (p);
  return n + stopped;
}
