/* What is compared with a pointer, value after value, is the pointer in the end.
   A cursor in the same object, or in a list that the object is in, is none of
   this.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

uintptr_t
halved (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (u <= middle)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

char *
counted (void)
{
  char *p = malloc (8); /* { dg-warning "escapes to heap" } */
  char *q = NULL;
  while (q != p)
    q++;
  return q;
}

uintptr_t
bit_by_bit (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t found = 0;
  for (uintptr_t bit = ~(UINTPTR_MAX >> 1); bit; bit >>= 1)
    if (u >= (found | bit))
      found |= bit;
  return found;
}

int
in_it (int n, int key)
{
  int *a = calloc (n, sizeof *a); /* { dg-bogus "escapes to heap" } */
  if (!a)
    return -1;
  int *low = a, *high = a + n;
  while (low < high)
    {
      int *middle = low + (high - low) / 2;
      if (*middle < key)
        low = middle + 1;
      else
        high = middle;
    }
  int at = low - a;
  free (a);
  return at;
}

struct node { struct node *next; int n; };

int
in_list (int n)
{
  struct node *first = NULL;
  int count = 0;
  while (n--)
    {
      struct node *one = malloc (sizeof *one); /* { dg-bogus "escapes to heap" } */
      if (!one)
        break;
      one->next = first;
      first = one;
    }
  for (struct node *i = first; i && i->next != first; i = i->next)
    count++;
  while (first)
    {
      struct node *next = first->next;
      free (first);
      first = next;
    }
  return count;
}

size_t
up_to_length (const char *s)
{
  char *p = strdup (s), *end = p ? p + strlen (p) : NULL; /* { dg-bogus "escapes to heap" } */
  size_t i = 0, n = end - p;
  while (i < n)
    i++;
  free (p);
  return i;
}

/* Compared by callees.  */

static int
less (void *p, uintptr_t than)
{
  return (uintptr_t) p < than;
}

static int
less_or_more (uintptr_t a, uintptr_t b)
{
  if (a < b)
    return -1;
  return a > b;
}

static int
order (uintptr_t a, uintptr_t b, int down)
{
  return down ? less_or_more (b, a) : less_or_more (a, b);
}

uintptr_t
halved_by_callee (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (less (p, middle))
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

uintptr_t
ordered_by_callee (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  for (;;)
    {
      uintptr_t middle = low + (high - low) / 2;
      int side = order (u, middle, 0);
      if (!side)
        return middle;
      if (side < 0)
        high = middle;
      else
        low = middle;
    }
}

/* Found by one.  */

static uintptr_t
find (uintptr_t u)
{
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (u <= middle)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

uintptr_t
found_by_callee (void)
{
  return find ((uintptr_t) malloc (8)); /* { dg-warning "escapes to heap" } */
}

/* What only counts finds nothing, nor does what is compared elsewhere.  */

static size_t
count (size_t n)
{
  size_t i = 0;
  while (i < n)
    i += 2;
  return i;
}

static int
is_before (const char *a, const char *b)
{
  return a < b;
}

size_t
counted_by_callee (const char *s)
{
  char *p = strdup (s); /* { dg-bogus "escapes to heap" } */
  if (!p)
    return 0;
  char *end = p + strlen (p), *at = p;
  while (is_before (at, end) && *at != ':')
    at++;
  size_t n = count (at - p);
  free (p);
  return n;
}

/* What was found is found again.  */

uintptr_t
found_twice (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (u <= middle)
        high = middle;
      else
        low = middle + 1;
    }
  uintptr_t again = 0;
  for (uintptr_t bit = ~(UINTPTR_MAX >> 1); bit; bit >>= 1)
    if ((again | bit) <= low)
      again |= bit;
  return again;
}
