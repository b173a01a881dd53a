/* Functions on whole maps: what one map holds goes into the other, and no map
   goes anywhere by itself.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>

int_ptr_map *
merged_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map *other = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  int_ptr_map_put (other, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map_merge (m, other);
  int_ptr_map_free (other);
  return m;
}

bool
try_merged_leaves (int_ptr_map *m)
{
  int_ptr_map *other = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  int_ptr_map_put (other, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  bool done = int_ptr_map_try_merge (m, other);
  int_ptr_map_free (other);
  return done;
}

/* The other one is only read.  */
int_ptr_map *
merged_from_stays (int_ptr_map *other)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  void *value = malloc (8);              /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, value);
  int_ptr_map_merge (m, other);
  int_ptr_map_free (m);
  free (value);
  return other;
}

static bool
same (void *const *a, void *const *b)
{
  return *a == *b;
}

bool
equal_stays (const int_ptr_map *other)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" "" { target lp64 } } */
  /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  void *value = malloc (8);              /* { dg-bogus "escape:" "" { target lp64 } } */
  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  int_ptr_map_put (m, 1, value);
  bool result = int_ptr_map_equal_by (m, other, same)
		|| int_ptr_map_equal (m, other);
  int_ptr_map_free (m);
  free (value);
  return result;
}

static void *const *kept;

static bool
keeps (void *const *a, void *const *b)
{
  kept = a;
  return *a == *b;
}

bool
kept_by_comparison_leaves (const int_ptr_map *other)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map_put (m, 1, NULL);
  return int_ptr_map_equal_by (m, other, keeps) && kept;
}

int_ptr_map *
shrunk_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map_shrink (m);
  return int_ptr_map_try_shrink (m) ? m : NULL;
}

void *
held_through_shrink_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map_shrink (m);
  void *value = int_ptr_map_get (m, 1);
  int_ptr_map_free (m);
  return value;
}

size_t
shrunk_stays (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  void *value = malloc (8);              /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, value);
  int_ptr_map_shrink (m);
  size_t n = int_ptr_map_try_shrink (m) + int_ptr_map_len (m);
  int_ptr_map_free (m);
  free (value);
  return n;
}

void *
cloned_value_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" "" { target lp64 } } */
  /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map *copy = int_ptr_map_clone (m); /* { dg-bogus "escape:" } */
  void *value = int_ptr_map_get (copy, 1);
  int_ptr_map_free (copy);
  int_ptr_map_free (m);
  return value;
}
