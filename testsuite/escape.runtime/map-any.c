/* The map without types: bytes are copied in and out, so what they point to goes
   where the map goes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/arena.h>
#include <escape/hmap_any.h>
#include <stdlib.h>

static const hmap_kind kind = { sizeof (int), sizeof (void *), NULL, NULL };

hmap_any *
make_leaves (void)
{
  return hmap_any_make (&kind, 4); /* { dg-warning {'hmap_any_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

hmap_any *
try_make_leaves (void)
{
  return hmap_any_try_make (&kind, 4); /* { dg-warning {'hmap_any_try_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
never_freed (void)
{
  hmap_any *m = hmap_any_make (&kind, 4); /* { dg-warning {'hmap_any_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  return hmap_any_len (m);
}

void
put_leaves (hmap_any *m)
{
  int key = 1;              /* { dg-bogus "escape:" } */
  void *value = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hmap_any_put (m, &key, &value);
}

bool
try_put_leaves (hmap_any *m)
{
  void *value = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return hmap_any_try_put (m, &(int){ 1 }, &value);
}

void
slots_leave (hmap_any *m)
{
  *(void **) hmap_any_slot (m, &(int){ 1 }) = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void **slot = hmap_any_try_slot (m, &(int){ 2 });
  if (slot)
    *slot = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
find_leaves (void)
{
  hmap_any *m = hmap_any_make (&kind, 4); /* { dg-warning {'hmap_any_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return hmap_any_find (m, &(int){ 1 });
}

void *
lookup_leaves (void)
{
  hmap_any *m = hmap_any_make (&kind, 4); /* { dg-bogus "escape:" } */
  void *value = malloc (8), *out; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hmap_any_put (m, &(int){ 1 }, &value);
  hmap_any_lookup (m, &(int){ 1 }, &out);
  hmap_any_free (m);
  return out;
}

void *
walked_leaves (void)
{
  hmap_any *m = hmap_any_make (&kind, 4); /* { dg-bogus "escape:" } */
  void *value = malloc (8), *out = NULL; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hmap_any_put (m, &(int){ 1 }, &value);
  HMAP_EACH (hmap_any, it, m)
    out = *(void **) it.value;
  hmap_any_free (m);
  return out;
}

void
merge_leaves (hmap_any *m)
{
  hmap_any *other = hmap_any_make (&kind, 4); /* { dg-bogus "escape:" } */
  void *value = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hmap_any_put (other, &(int){ 1 }, &value);
  hmap_any_merge (m, other);
  hmap_any_free (other);
}

hmap_any *
clone_leaves (const hmap_any *m)
{
  return hmap_any_clone (m); /* { dg-warning {'hmap_any_clone\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

static bool
same (const void *a, const void *b)
{
  return *(void *const *) a == *(void *const *) b;
}

size_t
all_stay (const hmap_any *other)
{
  hmap_any *m = hmap_any_make (&kind, 4); /* { dg-bogus "escape:" } */
  void *value = malloc (8);               /* { dg-bogus "escape:" } */
  void *out;                              /* { dg-bogus "escape:" } */
  int key = 1;                            /* { dg-bogus "escape:" } */
  hmap_any_put (m, &key, &value);
  hmap_any_reserve (m, 100);
  hmap_any_merge (m, other);
  size_t n = hmap_any_len (m) + hmap_any_has (m, &key)
	     + hmap_any_lookup (m, &key, &out) + hmap_any_equal_by (m, other, same)
	     + hmap_any_try_reserve (m, 10) + hmap_any_try_shrink (m)
	     + hmap_any_delete (m, &key);
  hmap_any_shrink (m);
  hmap_any_clear (m);
  hmap_any_free (m);
  free (value);
  return n;
}

hmap_any *
dangles (void)
{
  ARENA_ON_STACK (a, 4096); /* { dg-warning {'a' escapes its (?:frame|block) \[escape:stack\]} } */
  /* { dg-warning {'a_frame' escapes its (?:frame|block) \[escape:stack\]} "" { target *-*-* } .-1 } */
  return hmap_any_make_in (&kind, &a.allocator, 8);
}
