/* The map without types: the forms that report a failure, and those that take an
   allocator, as the others.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/arena.h>
#include <escape/hmap_any.h>
#include <stdlib.h>

static const hmap_kind kind = { sizeof (int), sizeof (void *), NULL, NULL };

hmap_any *
try_clone_leaves (const hmap_any *m)
{
  return hmap_any_try_clone (m); /* { dg-warning {'hmap_any_try_clone\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
compared_stays (const hmap_any *m)
{
  hmap_any *copy = hmap_any_try_clone (m); /* { dg-bogus "escape:" } */
  bool same = copy && hmap_any_equal (copy, m);
  hmap_any_free (copy);
  return same;
}

bool
try_merge_leaves (hmap_any *m)
{
  hmap_any *other = hmap_any_make (&kind, 4); /* { dg-bogus "escape:" } */
  void *value = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hmap_any_put (other, &(int){ 1 }, &value);
  bool done = hmap_any_try_merge (m, other);
  hmap_any_free (other);
  return done;
}

void *
iterated_leaves (void)
{
  hmap_any *m = hmap_any_make (&kind, 4); /* { dg-bogus "escape:" } */
  void *value = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hmap_any_put (m, &(int){ 1 }, &value);
  hmap_any_iter it = hmap_any_iter_begin (m);
  void *first = hmap_any_iter_next (&it) ? *(void **) it.value : NULL;
  hmap_any_iter_end (&it);
  hmap_any_free (m);
  return first;
}

size_t
in_an_arena_stays (void)
{
  ARENA_ON_STACK (a, 4096);
  size_t n = 0;
  hmap_any *m = hmap_any_try_make_in (&kind, &a.allocator, 8); /* { dg-bogus "escape:" } */
  if (m)
    {
      n = hmap_any_len (m);
      hmap_any_free_in (&a.allocator, m);
    }
  arena_end (&a);
  return n;
}
