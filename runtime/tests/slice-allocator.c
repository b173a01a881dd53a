/* SPDX-License-Identifier: MIT */
/* Slices in arenas and in allocators of one's own; whichever form grows a
   slice, its old array goes back where it came from.  */

#include "check.h"
#include <escape/arena.h>
#include <escape/memstats.h>
#include <escape/slices.h>

/* An allocator that counts; it neither extends nor fails, but when told to.  */
struct counting
{
  escape_allocator allocator;
  size_t live_bytes, allocs;
  bool fails;
};

static void *
counting_alloc (escape_allocator *self, size_t bytes)
{
  struct counting *c = (struct counting *)self;
  if (c->fails)
    return NULL;
  c->allocs++;
  c->live_bytes += bytes;
  return calloc (1, bytes);
}

static void
counting_free (escape_allocator *self, void *ptr, size_t bytes)
{
  ((struct counting *)self)->live_bytes -= bytes;
  free (ptr);
}

static struct counting counting
    = { .allocator = { counting_alloc, counting_free, NULL } };
static escape_allocator *in = &counting.allocator;

static bool
is_row (ints s, int n)
{
  for (int i = 0; i < n; i++)
    if (s.ptr[i] != i)
      return false;
  return s.len == (size_t)n;
}

static void
test_arena_grows_in_place (void)
{
  memstats before, after;
  memstats_read (&before);
  ARENA_ON_STACK (a, 8192);
  ints s = { 0 };
  for (int i = 0; i < 1000; i++)
    s = ints_append_in (&a.allocator, s, i);
  CHECK (is_row (s, 1000) && s.owned && s.lent);
  CHECK ((void *)s.ptr == (void *)a_frame);
  memstats_read (&after);
  CHECK_SIZE (after.allocs, before.allocs);
  CHECK_SIZE (after.slice_growths - before.slice_growths, 1);

  ints t = ints_make_in (&a.allocator, 1, 1);
  s = ints_append_in (&a.allocator, s, 1000);  /* fits still */
  s = ints_reserve_in (&a.allocator, s, 3000); /* now not: a block */
  CHECK (is_row (s, 1001) && slice_at (t, 0) == 0);
  memstats_read (&after);
  CHECK_SIZE (after.spills - before.spills, 1);
}

static void
test_own_allocator (void)
{
  ints s = slice_literal_in (ints, in, 0, 1, 2);
  CHECK (is_row (s, 3) && counting.live_bytes == 12);
  for (int i = 3; i < 1000; i++)
    s = ints_append_in (in, s, i);
  CHECK (is_row (s, 1000));
  CHECK_SIZE (counting.live_bytes, s.cap * sizeof (int));
  ints t = ints_clone_in (in, s);
  t = ints_append_slice_in (in, t, t);
  t = ints_insert_in (in, t, 1000, 5);
  CHECK (is_row (ints_sub (t, 0, 1000), 1000) && slice_at (t, 1000) == 5);
  t = ints_truncate (t, 7);
  t = ints_clip_in (in, t);
  CHECK (is_row (t, 7) && t.cap == 7);
  ints_free_in (in, &t);
  CHECK_SIZE (counting.live_bytes, s.cap * sizeof (int));
  ints v = ints_sub (s, 0, 3);
  ints_free_in (in, &v); /* a view: nothing */
  s = ints_clip_in (in, ints_truncate (s, 0));
  CHECK_SIZE (counting.live_bytes, 0);
  CHECK (!s.ptr);
}

static void
test_both_forms (void)
{
  memstats before, after;
  memstats_read (&before);
  ints s = ints_of_in (in, (const int[]){ 0, 1, 2 }, 3);
  ints moved = ints_append (s, 3); /* to the heap: the old stays with IN */
  CHECK (is_row (moved, 4) && moved.owned && !moved.lent);
  CHECK_SIZE (counting.live_bytes, 12);
  ints clipped = ints_clip (ints_truncate (s, 1));
  CHECK (clipped.ptr == s.ptr && clipped.cap == 3);
  ints_free_in (in, &s);
  moved = ints_append_in (in, ints_clip (moved), 4); /* and from there to IN */
  CHECK (is_row (moved, 5) && moved.lent);
  ints copy = moved;
  ints_free (&copy); /* not the heap's: IN has it still */
  CHECK (!copy.ptr && counting.live_bytes > 0);
  ints_free_in (in, &moved);
  SLICE_ON_STACK (ints, f, 1);
  f = ints_append_in (in, ints_append_in (in, f, 0), 1);
  CHECK (is_row (f, 2) && f.owned && f.lent);
  ints_free_in (in, &f);
  ints heap = ints_make (1, 1);
  ints_free_in (in, &heap);
  CHECK_SIZE (counting.live_bytes, 0);
  memstats_read (&after);
  CHECK_SIZE (after.live, before.live);
  CHECK_SIZE (after.spills - before.spills, 2);
}

static void
test_out_of_memory (void)
{
  _Alignas(max_align_t) char buffer[32];
  arena a;
  arena_init (&a, buffer, sizeof buffer, 0);
  ints s = { 0 }, out = { 0 };
  int n = 0;
  while (ints_try_append_in (&a.allocator, &s, n))
    n++;
  CHECK ((size_t)n * sizeof (int) == sizeof buffer && is_row (s, n));
  CHECK (!ints_try_insert_in (&a.allocator, &s, 0, 7));
  CHECK (!ints_try_insert_many_in (&a.allocator, &s, 0, s.ptr, 2));
  CHECK (!ints_try_append_slice_in (&a.allocator, &s, s));
  CHECK (!ints_try_reserve_in (&a.allocator, &s, SIZE_MAX));
  CHECK (!ints_try_make_in (&a.allocator, &out, 1, 1));
  CHECK (!ints_try_make_in (&a.allocator, &out, 0, SIZE_MAX / 2));
  CHECK (!ints_try_make_in (&a.allocator, &out, 0, ESCAPE_SLICE_MAX));
  CHECK (!ints_try_clone_in (&a.allocator, &out, s) && !out.ptr);
  CHECK (is_row (s, n));
  arena_end (&a);
}

static void
allocator_fails (void)
{
  counting.fails = true;
  ints_make_in (in, 0, 3);
}

static void
insert_fails (void)
{
  counting.fails = true;
  ints s = { 0 };
  s = slice_insert_many_in (ints, in, s, 0, ((const int[]){ 1, 2 }), 2);
}

/* An allocator that takes nothing back need not say how.  */
static void
test_no_free (void)
{
  counting.allocator.free = NULL;
  ints s = ints_make_in (in, 1, 1);
  int *array = s.ptr;
  ints_free_in (in, &s);
  free (array);
  counting.allocator.free = counting_free;
}

int
main (void)
{
  test_arena_grows_in_place ();
  test_own_allocator ();
  test_both_forms ();
  test_out_of_memory ();
  CHECK_FAULT (allocator_fails,
               "ints_make_in: out of memory for 3 elements of 4 bytes");
  CHECK_FAULT (insert_fails, "slice-allocator.c:");
  CHECK_FAULT (insert_fails,
               "ints_insert_many_in: out of memory for 2 elements of 4 bytes");
  test_no_free ();
  return check_done ();
}
