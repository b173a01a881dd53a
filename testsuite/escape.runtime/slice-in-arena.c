/* The functions with `_in': the array is a part of the allocator.  It is no
   leak if nobody frees it, it goes where the arena goes, and what it holds is
   the arena's.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/arena.h>
#include <escape/slices.h>
#include <stdlib.h>
#include <string.h>

int
all_stay (const int *from, ints t)
{
  ARENA_ON_STACK (a, 4096);
  escape_allocator *in = &a.allocator;
  ints s = ints_make_in (in, 0, 8), u = { 0 };
  s = ints_append_in (in, s, 1);
  s = ints_append_many_in (in, s, from, 2);
  s = ints_append_slice_in (in, s, t);
  s = ints_insert_in (in, s, 0, 1);
  s = ints_insert_many_in (in, s, 0, from, 2);
  s = ints_reserve_in (in, s, 100);
  s = ints_clip_in (in, s);
  u = slice_literal_in (ints, in, 1, 2);
  u = ints_of_in (in, from, 2);
  u = ints_clone_in (in, s);
  bool all = ints_try_make_in (in, &u, 1, 1) && ints_try_of_in (in, &u, from, 1)
	     && ints_try_clone_in (in, &u, s) && ints_try_reserve_in (in, &s, 9)
	     && ints_try_append_in (in, &s, 1)
	     && ints_try_append_many_in (in, &s, from, 1)
	     && ints_try_append_slice_in (in, &s, u)
	     && ints_try_insert_in (in, &s, 0, 1)
	     && ints_try_insert_many_in (in, &s, 0, from, 1);
  int n = all ? slice_at (s, 0) + slice_at (u, 0) : 0;
  ints_free_in (in, &u);
  return n;
}

ints
make_leaves (void)
{
  ARENA_ON_STACK (a, 4096); /* { dg-warning {address of local 'a' escapes its frame \[escape:stack\]} } */
  /* { dg-warning {address of local 'a_frame' escapes its frame \[escape:stack\]} "" { target *-*-* } .-1 } */
  return ints_make_in (&a.allocator, 0, 8);
}

ints
append_leaves (void)
{
  ARENA_ON_STACK (a, 4096); /* { dg-warning {address of local 'a' escapes its frame \[escape:stack\]} } */
  /* { dg-warning {address of local 'a_frame' escapes its frame \[escape:stack\]} "" { target *-*-* } .-1 } */
  ints s = { 0 };
  return ints_append_in (&a.allocator, s, 8);
}

void
try_insert_leaves (ints *s)
{
  ARENA_ON_STACK (a, 4096); /* { dg-warning {address of local 'a' escapes its frame \[escape:stack\]} } */
  /* { dg-warning {address of local 'a_frame' escapes its frame \[escape:stack\]} "" { target *-*-* } .-1 } */
  if (!ints_try_insert_in (&a.allocator, s, 0, 8))
    abort ();
}

ints
goes_with_the_heap_arena (void)
{
  arena *a = arena_make (4096, 0); /* { dg-warning {'arena_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!a)
    abort ();
  return ints_clone_in (&a->allocator, (ints){ 0 });
}

ints
callers_arena (escape_allocator *in)
{
  ints s = ints_make_in (in, 0, 8); /* { dg-bogus "escape:" } */
  return ints_append_in (in, s, 8); /* { dg-bogus "escape:" } */
}

size_t
content_stays (const char *text)
{
  ARENA_ON_STACK (a, 4096);
  char *copy = strdup (text); /* { dg-bogus "escape:" } */
  strings s = strings_append_in (&a.allocator, (strings){ 0 }, copy);
  s = strings_insert_many_in (&a.allocator, s, 0, s.ptr, 1);
  size_t n = strlen (slice_at (s, 0));
  free (copy);
  return n;
}

strings
content_leaves (escape_allocator *in, const char *text)
{
  char *copy = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return strings_append_in (in, (strings){ 0 }, copy);
}

const char *
content_taken_out (const char *text)
{
  ARENA_ON_STACK (a, 4096);
  char *copy = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  strings s = strings_append_in (&a.allocator, (strings){ 0 }, copy);
  return slice_at (s, 0);
}

/* Grown by the plain form it is on the heap after that.  */
ints
moved_to_heap (void)
{
  ints t = { 0 };
  {
    ARENA_ON_STACK (a, 4096);
    ints s = ints_make_in (&a.allocator, 1, 1);
    t = ints_clone (s); /* { dg-warning {'ints_clone\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  }
  return t;
}
