/* What is compared with a pointer, value after value, is the pointer in the end.
   A cursor in the same object, or in a list that the object is in, is none of
   this.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=pathleak" } */

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

/* The guesses are in memory, of the frame, static, or somebody else's.  */

struct range { uintptr_t low, high; };

uintptr_t
halved_in_struct (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  struct range r = { 0, UINTPTR_MAX };
  while (r.low < r.high)
    {
      uintptr_t middle = r.low + (r.high - r.low) / 2;
      if (u <= middle)
        r.high = middle;
      else
        r.low = middle + 1;
    }
  return r.low;
}

static uintptr_t
middle_of (struct range r)
{
  return r.low + (r.high - r.low) / 2;
}

static void
narrow (struct range *r, void *p)
{
  uintptr_t middle = middle_of (*r);
  if ((uintptr_t) p <= middle)
    r->high = middle;
  else
    r->low = middle + 1;
}

uintptr_t
narrowed_by_callee (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  struct range r = { 0, UINTPTR_MAX };
  while (r.low < r.high)
    narrow (&r, p);
  return r.low;
}

/* The guesses are arguments of a recursion.  */

static uintptr_t
between (uintptr_t u, uintptr_t low, uintptr_t high)
{
  if (low >= high)
    return low;
  uintptr_t middle = low + (high - low) / 2;
  return u <= middle ? between (u, low, middle) : between (u, middle + 1, high);
}

uintptr_t
found_by_recursion (void)
{
  return between ((uintptr_t) malloc (8), 0, UINTPTR_MAX); /* { dg-warning "escapes to heap" } */
}

/* What is compared stands in memory, or is asked for its difference.  */

static int
order_of (const uintptr_t *a, const uintptr_t *b)
{
  return *a < *b ? -1 : *a > *b;
}

uintptr_t
halved_in_memory (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  for (;;)
    {
      uintptr_t middle = low + (high - low) / 2;
      int side = order_of (&u, &middle);
      if (!side)
        return middle;
      if (side < 0)
        high = middle;
      else
        low = middle;
    }
}

uintptr_t
halved_by_difference (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if ((intptr_t) (middle - u) >= 0)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

uintptr_t
byte_by_byte (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t found = 0;
  for (int k = sizeof u; k-- > 0;)
    {
      uintptr_t first = u >> 8 * k;
      found <<= 8;
      while (memcmp (&found, &first, sizeof first))
        found++;
    }
  return found;
}

/* Counting finds what is a pointer, not what could be one.  */

uintptr_t
counted_as_number (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t n = 0;
  while (n != u)
    n++;
  return n;
}

static uintptr_t
count_to (uintptr_t u)
{
  uintptr_t n = 0;
  while (n < u)
    n++;
  return n;
}

uintptr_t
counted_in_callee (void)
{
  return count_to ((uintptr_t) malloc (8)); /* { dg-warning "escapes to heap" } */
}

static void
step_up (uintptr_t *n)
{
  ++*n;
}

uintptr_t
stepped_by_callee (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t n = 0;
  while (!less (p, n))
    step_up (&n);
  return n;
}

/* An element is looked for by its place in an array, a key by its address.  */

size_t
place_of (size_t n, int key)
{
  int *a = calloc (n, sizeof *a); /* { dg-bogus "escapes to heap" } */
  if (!a)
    return 0;
  int *at = a;
  while (at < a + n && *at != key)
    at++;
  size_t low = 0, high = n;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (&a[middle] < at)
        low = middle + 1;
      else
        high = middle;
    }
  free (a);
  return low;
}

struct tree { struct tree *left, *right; void *key; int n; };

int
looked_up (const struct tree *t)
{
  void *key = malloc (8); /* { dg-bogus "escapes to heap" } */
  int n = 0;
  while (t && t->key != key)
    {
      n += t->n;
      t = (uintptr_t) key < (uintptr_t) t->key ? t->left : t->right;
    }
  free (key);
  return n;
}

/* What was found in a callee is searched for again, there and here.  */

static uintptr_t
find_twice (uintptr_t u)
{
  uintptr_t low = find (u), high = UINTPTR_MAX, from = 0;
  while (from < high)
    {
      uintptr_t middle = from + (high - from) / 2;
      if (low <= middle)
        high = middle;
      else
        from = middle + 1;
    }
  return from;
}

uintptr_t
found_three_times (void)
{
  return find (find_twice ((uintptr_t) malloc (8))); /* { dg-warning "escapes to heap" } */
}
