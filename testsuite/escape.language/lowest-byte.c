/* The lowest byte of a pointer, as in a seed for random numbers, does not bring
   the pointer back.  With its other bytes it does, and what was shifted before has
   all of them there.  */
/* { dg-do compile { target lp64 } } */
/* { dg-options "-fplugin-arg-escape-m=1 -fplugin-arg-escape-track=raw" } */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

unsigned char seed[64], bytes[8];
static unsigned char last;

void
in_seed (long time)
{
  FILE *f = fopen ("/dev/urandom", "r"); /* { dg-note {'fopen\(...\)' does not escape} } */
  if (!f)
    return;
  for (unsigned i = 0; i < sizeof seed; i++)
    seed[i] = time ^ i ^ (long) f;
  fclose (f);
}

unsigned char
returned (void)
{
  int *p = malloc (sizeof *p); /* { dg-note {'malloc\(...\)' does not escape} } */
  uintptr_t number = (uintptr_t) p;
  unsigned low = number;
  last = low * 31 + 7;
  free (p);
  return low;
}

void
with_the_others (void)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(...\)' escapes to heap} } */
  bytes[0] = (uintptr_t) p;
  bytes[1] = (uintptr_t) p >> 8;
  bytes[2] = (uintptr_t) p >> 16;
  bytes[3] = (uintptr_t) p >> 24;
  bytes[4] = (uintptr_t) p >> 32;
  bytes[5] = (uintptr_t) p >> 40;
  bytes[6] = (uintptr_t) p >> 48;
  bytes[7] = (uintptr_t) p >> 56;
}

void
with_the_others_in_a_loop (void)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(...\)' escapes to heap} } */
  for (uintptr_t i = 0, n = (uintptr_t) p; n; n >>= 8)
    bytes[i++] = n;
}

void
with_the_rest (uintptr_t *rest) /* { dg-note {'rest' does not escape} } */
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(...\)' escapes to heap} } */
  bytes[0] = (uintptr_t) p;
  *rest = (uintptr_t) p - (unsigned char) (uintptr_t) p;
}

static void
put (unsigned char *to, void *left) /* { dg-note {'to' does not escape} } */
			/* { dg-note {leaking param: 'left' to param 'to' level=0} "" { target *-*-* } .-1 } */
{
  *to = (uintptr_t) left;
  if (left)
    put (to + 1, (void *) ((uintptr_t) left >> 8));
}

void
by_recursion (void)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(...\)' escapes to heap} } */
  put (bytes, p);
}

static void *
without_lowest (void *p) /* { dg-note {leaking param: 'p' to result level=0} } */
{
  return (void *) ((uintptr_t) p >> 8);
}

void
second (void)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(...\)' escapes to heap} } */
  bytes[1] = (uintptr_t) without_lowest (p);
}

void
from_memory (void)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(...\)' escapes to heap} } */
			/* { dg-note {'p' does not escape} "" { target *-*-* } .-1 } */
  for (int i = 0; i < 8; i++)
    bytes[i] = ((unsigned char *) &p)[i];
}
