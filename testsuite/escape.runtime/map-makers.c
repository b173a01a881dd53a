/* Functions that make and free maps: the map escapes where the result does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>

int_int_map *
make_leaves (void)
{
  return int_int_map_make (4); /* { dg-warning {'int_int_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int_int_map *
try_make_leaves (void)
{
  return int_int_map_try_make (4); /* { dg-warning {'int_int_map_try_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
make_stays (void)
{
  int_int_map *m = int_int_map_make (4);     /* { dg-bogus "escape:" } */
  int_int_map *n = int_int_map_try_make (4); /* { dg-bogus "escape:" } */
  size_t len = int_int_map_len (m) + int_int_map_len (n);
  int_int_map_free (m);
  int_int_map_free (n);
  return len;
}

int_int_map *
clone_leaves (void)
{
  int_int_map *m = int_int_map_make (4);      /* { dg-bogus "escape:" "" { target lp64 } } */
  /* { dg-warning {'int_int_map_make\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  int_int_map *copy = int_int_map_clone (m); /* { dg-warning {'int_int_map_clone\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_int_map_free (m);
  return copy;
}

int_int_map *
try_clone_leaves (int_int_map *m)
{
  return int_int_map_try_clone (m); /* { dg-warning {'int_int_map_try_clone\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
clone_stays (int_int_map *m)
{
  int_int_map *copy = int_int_map_clone (m); /* { dg-bogus "escape:" } */
  size_t n = int_int_map_len (copy);
  int_int_map_free (copy);
  return n;
}

size_t
never_freed (void)
{
  int_int_map *m = int_int_map_try_make (4); /* { dg-warning {'int_int_map_try_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  return int_int_map_len (m);
}

int_int_map *
reserved_leaves (void)
{
  int_int_map *m = int_int_map_make (0); /* { dg-warning {'int_int_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-warning {is not released on this path \[escape:pathleak\]} "" { target lp64 } .-1 } */
  int_int_map_reserve (m, 100);
  return int_int_map_try_reserve (m, 200) ? m : NULL;
}

size_t
reserved_stays (void)
{
  int_int_map *m = int_int_map_make (0); /* { dg-bogus "escape:" } */
  int_int_map_reserve (m, 100);
  size_t n = int_int_map_try_reserve (m, 200);
  int_int_map_free (m);
  return n;
}

int_int_map *
dangles (void)
{
  HMAP_ON_STACK (int_int_map, m, 8); /* { dg-warning {address of local 'm_head' escapes its frame \[escape:stack\]} } */
  /* { dg-warning {address of local 'm_frame' escapes its frame \[escape:stack\]} "" { target *-*-* } .-1 } */
  int_int_map_put (m, 1, 2);
  return m;
}

void *
pooled_leaves (void)
{
  return int_int_map_pool_create (8); /* { dg-warning {'int_int_map_pool_create\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
pooled_stays (void)
{
  void *m = int_int_map_pool_create (8); /* { dg-bogus "escape:" } */
  if (!m)
    return;
  int_int_map_pool_clear (m);
  int_int_map_pool_drop (m);
}
