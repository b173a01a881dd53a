/* Maps in an arena: they go where the arena goes, need no free, and must not
   outlive the arena's frame.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/arena.h>
#include <escape/hmaps.h>
#include <stdlib.h>

size_t
stays (int n)
{
  ARENA_ON_STACK (a, 4096); /* { dg-bogus "escape:" } */
  int_int_map *m = int_int_map_make_in (&a.allocator, 8); /* { dg-bogus "escape:" } */
  for (int i = 0; i < n; i++)
    int_int_map_put (m, i, i);
  return int_int_map_len (m);
}

int_int_map *
dangles (void)
{
  ARENA_ON_STACK (a, 4096); /* { dg-warning {'a' escapes its (?:frame|block) \[escape:stack\]} } */
  /* { dg-warning {'a_frame' escapes its (?:frame|block) \[escape:stack\]} "" { target *-*-* } .-1 } */
  int_int_map *m = int_int_map_try_make_in (&a.allocator, 8);
  return m;
}

void *
value_leaves (void)
{
  ARENA_ON_STACK (a, 4096); /* { dg-bogus "escape:" } */
  int_ptr_map *m = int_ptr_map_make_in (&a.allocator, 8);
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return int_ptr_map_get (m, 1);
}

bool
value_stays (void)
{
  ARENA_ON_STACK (a, 4096); /* { dg-bogus "escape:" } */
  void *value = malloc (8); /* { dg-bogus "escape:" } */
  int_ptr_map *m = int_ptr_map_make_in (&a.allocator, 8);
  int_ptr_map_put (m, 1, value);
  bool found = int_ptr_map_has (m, 1);
  int_ptr_map_free_in (&a.allocator, m);
  free (value);
  return found;
}

int_int_map *
goes_with_arena (arena *a)
{
  return int_int_map_make_in (&a->allocator, 8); /* { dg-bogus "escape:" } */
}
