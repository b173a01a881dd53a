/* A helper that tells the differences of many pointers, that looks for many, or
   that compares many for its caller: each of them can come out.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=pathleak" } */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define EACH(DO)                                                              \
  DO (0) DO (1) DO (2) DO (3) DO (4) DO (5) DO (6) DO (7) DO (8) DO (9)       \
  DO (10) DO (11) DO (12) DO (13) DO (14) DO (15) DO (16) DO (17) DO (18)     \
  DO (19)
#define MEMBER(N) char *p##N;
#define NUMBER(N) uintptr_t u##N;

struct many { EACH (MEMBER) char *from; };
struct numbers { EACH (NUMBER) };

static ptrdiff_t
apart (const struct many *m, int which)
{
  switch (which)
    {
#define APART(N) case N: return m->p##N - m->from;
      EACH (APART)
    }
  return 0;
}

ptrdiff_t
first_apart (void)
{
  struct many m = { .from = (char *) &m };
  m.p0 = malloc (8); /* { dg-warning "escapes to heap" } */
  return apart (&m, 0);
}

ptrdiff_t
last_apart (void)
{
  struct many m = { .from = (char *) &m };
  m.p19 = malloc (8); /* { dg-warning "escapes to heap" } */
  return apart (&m, 19);
}

static uintptr_t
find (const struct numbers *n, int which)
{
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      int below = 0;
      switch (which)
	{
#define BELOW(N) case N: below = n->u##N <= middle; break;
	  EACH (BELOW)
	}
      if (below)
	high = middle;
      else
	low = middle + 1;
    }
  return low;
}

uintptr_t
first_found (void)
{
  struct numbers n = { 0 };
  n.u0 = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  return find (&n, 0);
}

uintptr_t
last_found (void)
{
  struct numbers n = { 0 };
  n.u19 = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  return find (&n, 19);
}

static int
order (const struct numbers *n, const struct numbers *guess, int which)
{
  switch (which)
    {
#define ORDER(N) case N: return n->u##N < guess->u##N ? -1 : n->u##N > guess->u##N;
      EACH (ORDER)
    }
  return 0;
}

static uintptr_t
halved (const struct numbers *n, int which)
{
  uintptr_t low = 0, high = UINTPTR_MAX;
  for (;;)
    {
      uintptr_t middle = low + (high - low) / 2;
      struct numbers guess;
#define GUESS(N) guess.u##N = middle;
      EACH (GUESS)
      int side = order (n, &guess, which);
      if (!side)
	return middle;
      if (side < 0)
	high = middle;
      else
	low = middle;
    }
}

uintptr_t
first_halved (void)
{
  struct numbers n = { 0 };
  n.u0 = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  return halved (&n, 0);
}

uintptr_t
last_halved (void)
{
  struct numbers n = { 0 };
  n.u19 = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  return halved (&n, 19);
}

uintptr_t
last_ordered (void)
{
  uintptr_t low = 0, high = UINTPTR_MAX;
  struct numbers n = { 0 }, guess = { 0 };
  n.u19 = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  for (;;)
    {
      guess.u19 = low + (high - low) / 2;
      int side = order (&n, &guess, 19);
      if (!side)
	return guess.u19;
      if (side < 0)
	high = guess.u19;
      else
	low = guess.u19;
    }
}

/* What is only compared stays.  */

int
sides_only (void)
{
  struct numbers n = { 0 }, guess = { 0 };
  void *p = malloc (8), *q = malloc (8); /* { dg-bogus "escapes to heap" } */
  n.u19 = (uintptr_t) p;
  guess.u19 = (uintptr_t) q;
  int side = order (&n, &guess, 19);
  free (p);
  free (q);
  return side;
}
