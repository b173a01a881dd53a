/* The difference of two pointers into one object is a number.  That of an object
   made here and another leads back to it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static ptrdiff_t offset;

void
measure (int n)
{
  int *a = calloc (10, sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    return;
  int *p = a;
  while (p < a + 9 && *p == n)
    p++;
  offset = p - a;
  free (a);
}

ptrdiff_t
measured (void)
{
  return offset;
}

static char base[8];

void
from_base (void)
{
  char *p = malloc (8); /* { dg-warning "escapes to heap" } */
  offset = p - base;
}

char *
there_and_back (char *from)
{
  char *p = malloc (8); /* { dg-warning "escapes to heap" } */
  ptrdiff_t way = p - from;
  return from + way;
}

struct link { int32_t next; };

void
relative (struct link *l)
{
  char *p = calloc (1, 8); /* { dg-warning "escapes to heap" } */
  p[0] = 1;
  l->next = (int32_t) (p - (char *) l);
}

/* Both are in it, though one comes back from elsewhere.  */

void
until (const char *s)
{
  char *p = strdup (s), *end; /* { dg-bogus "escapes to heap" } */
  if (!p)
    return;
  strtol (p, &end, 10);
  offset = end - p;
  free (p);
}

void
found (const char *s)
{
  char *p = strdup (s); /* { dg-bogus "escapes to heap" } */
  char *colon = p ? strchr (p, ':') : NULL;
  offset = colon ? colon - p : 0;
  free (p);
}

/* The same in callees, which cannot know.  */

static ptrdiff_t
distance (char *to, char *from)
{
  return to - from;
}

static ptrdiff_t
distance_later (char *to, char *from, int n)
{
  return n ? distance_later (to, from, n - 1) : distance (to, from);
}

struct way { ptrdiff_t steps; };

static void
set_way (struct way *w, const int *to, const int *from)
{
  w->steps = to - from;
}

char *
there_and_back_by_callee (char *from)
{
  char *p = malloc (8); /* { dg-warning "escapes to heap" } */
  return from + distance (p, from);
}

char *
there_and_back_by_recursion (char *from)
{
  char *p = malloc (8); /* { dg-warning "escapes to heap" } */
  return from + distance_later (p, from, 3);
}

int *
there_and_back_by_struct (int *from)
{
  struct way w;
  int *p = malloc (8); /* { dg-warning "escapes to heap" } */
  set_way (&w, p, from);
  return from + w.steps;
}

static ptrdiff_t
width (const char *begin, const char *end)
{
  return end - begin;
}

void
measured_by_callee (const char *s)
{
  char *p = strdup (s); /* { dg-bogus "escapes to heap" } */
  if (!p)
    return;
  offset = width (p, p + strlen (p));
  free (p);
}

static ptrdiff_t
distance_at (char *const *to, char *const *from)
{
  return *to - *from;
}

char *
there_and_back_by_memory (char *from)
{
  char *p = malloc (8); /* { dg-warning "escapes to heap" } */
  return from + distance_at (&p, &from);
}

static char *
along (char *from, ptrdiff_t way)
{
  return from + way;
}

char *
there_and_back_by_callees (char *from)
{
  char *p = malloc (8); /* { dg-warning "escapes to heap" } */
  return along (from, distance (p, from));
}

/* One of several, in what may be another's place.  */

char *
either_of_two (char *from, int n)
{
  char *p = n ? malloc (8) : from; /* { dg-warning "escapes to heap" } */
  return from + distance (p, from);
}

/* Sorting by address tells an order.  */

static int
by_address (const void *a, const void *b)
{
  return *(char *const *)a - *(char *const *)b;
}

int
sorted (void)
{
  char *v[2] = { malloc (8), malloc (8) }; /* { dg-bogus "escapes to heap" } */
  qsort (v, 2, sizeof *v, by_address);
  free (v[0]);
  free (v[1]);
  return 0;
}

static char *
beside (char *p, char *from)
{
  return along (from, distance (p, from));
}

char *
there_and_back_below (char *from)
{
  return beside (malloc (8), from); /* { dg-warning "escapes to heap" } */
}

/* There and back once more: it is known only here that the first way led
   anywhere.  */

static char *
there_and_back_of (char *p)
{
  char *q = base + distance (p, base);
  return base + distance_at (&q, &(char *){ base });
}

char *
there_and_back_twice (void)
{
  return there_and_back_of (malloc (8)); /* { dg-warning "escapes to heap" } */
}
