/* What reads containers, and deletes from them, does not allocate, whatever it
   checks; what may grow does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <escape/bytes.h>
#include <escape/hmaps.h>
#include <escape/slices.h>
#include <stdlib.h>

#define NONALLOCATING ESCAPE_NONALLOCATING

NONALLOCATING int element (ints s, size_t i);
int
element (ints s, size_t i)
{
  return slice_at (s, i) + *slice_ptr (ints, s, i); /* { dg-bogus "escape:" } */
}

NONALLOCATING size_t shorter (ints s);
size_t
shorter (ints s)
{
  s = slice_sub (ints, s, 1, 2);      /* { dg-bogus "escape:" } */
  s = slice_delete (ints, s, 0, 1);   /* { dg-bogus "escape:" } */
  return slice_truncate (ints, s, 0).len; /* { dg-bogus "escape:" } */
}

NONALLOCATING int value (int_int_map *m, int key);
int
value (int_int_map *m, int key)
{
  int *found = int_int_map_find (m, key);         /* { dg-bogus "escape:" } */
  return found ? *found : int_int_map_get (m, 1); /* { dg-bogus "escape:" } */
}

NONALLOCATING bool gone (int_int_map *m, int key);
bool
gone (int_int_map *m, int key)
{
  bool was = int_int_map_delete (m, key); /* { dg-bogus "escape:" } */
  int_int_map_clear (m);                  /* { dg-bogus "escape:" } */
  return was;
}

NONALLOCATING long sum (int_int_map *m);
long
sum (int_int_map *m)
{
  long n = 0;
  HMAP_EACH (int_int_map, it, m) /* { dg-bogus "escape:" } */
    n += *it.value;
  return n;
}

#define HMAP_NAME owner
#define HMAP_KEY char *
#define HMAP_VALUE int
#define HMAP_KEY_STRING
#define HMAP_FREE_KEY free
#include <escape/hmap.h>

NONALLOCATING bool owned_is_gone (owner *m, char *key);
bool
owned_is_gone (owner *m, char *key)
{
  return owner_delete (m, key); /* { dg-bogus "escape:" } */
}

NONALLOCATING void growing (int_int_map *m);
void
growing (int_int_map *m)
{
  int_int_map_put (m, 1, 2); /* { dg-warning {'growing' is declared 'nonallocating' but is assumed to allocate \[escape:alloc\]} } */
}

NONALLOCATING ints longer (ints s);
ints
longer (ints s)
{
  return ints_append (s, 1); /* { dg-warning {'longer' is declared 'nonallocating' but allocates \[escape:alloc\]} } */
}
