/* SPDX-License-Identifier: MIT */
/* Slices do what Go's do.  */

#include "check.h"
#include <escape/memstats.h>
#include <escape/slices.h>

struct point
{
  double x, y;
  char name[5];
};

#define SLICE_NAME points
#define SLICE_TYPE struct point
#include <escape/slice.h>

static bool
is (ints s, size_t n, const int *wanted)
{
  return s.len == n
         && (n == 0 || memcmp (s.ptr, wanted, n * sizeof *wanted) == 0);
}
#define IS(s, ...)                                                             \
  is (s, sizeof ((int[]){ __VA_ARGS__ }) / sizeof (int),                       \
      (const int[]){ __VA_ARGS__ })

static void
test_make (void)
{
  ints s = ints_make (3, 10);
  CHECK (IS (s, 0, 0, 0));
  CHECK_SIZE (s.cap, 10);
  CHECK (s.owned);
  ints_free (&s);
  CHECK (!s.ptr && s.len == 0 && s.cap == 0);
  ints_free (&s); /* nil */

  ints none = ints_make (0, 0);
  CHECK (!none.ptr && !none.owned);
  none = ints_append (none, 7);
  CHECK (IS (none, 7));
  ints_free (&none);

  ints lit = slice_literal (ints, 1, 2, 3);
  CHECK (IS (lit, 1, 2, 3));
  ints_free (&lit);
}

static void
test_each (void)
{
  ints s = slice_literal (ints, 1, 2, 3), none = { 0 };
  int sum = 0;
  SLICE_EACH (ints, x, s) sum = sum * 10 + (*x)++;
  SLICE_EACH (ints, x, none) sum = 0;
  CHECK (sum == 123 && IS (s, 2, 3, 4));
  ints_free (&s);
}

static void
test_append_grows_as_in_go (void)
{
  /* What Go 1.19 on amd64 prints for []int32 and for []struct{[24]byte}-like
     elements.  */
  static const size_t caps[]
      = { 2, 4, 8, 16, 32, 64, 128, 256, 512, 864, 1344, 2048, 3072 };
  ints s = { 0 };
  size_t seen = 0, cap = 0;
  for (int i = 0; i < 3000; i++)
    {
      s = ints_append (s, i);
      if (s.cap != cap)
        {
          cap = s.cap;
          if (i > 0 || cap != 1)
            CHECK_SIZE (cap, caps[seen++]);
        }
    }
  CHECK_SIZE (seen, sizeof caps / sizeof caps[0]);
  for (int i = 0; i < 3000; i++)
    CHECK (s.ptr[i] == i);
  ints_free (&s);

  ints five = slice_literal (ints, 1, 2, 3, 4, 5);
  five = ints_append_many (five, (const int[]){ 6, 7, 8, 9, 10, 11 }, 6);
  CHECK_SIZE (five.cap, 12); /* 11 x 4 rounds up to 48 bytes */
  ints_free (&five);
}

static void
test_append_self (void)
{
  ints s = slice_literal (ints, 1, 2, 3);
  for (int i = 0; i < 10; i++)
    s = ints_append_slice (s, s); /* the source moves under its feet */
  CHECK_SIZE (s.len, 3 << 10);
  for (size_t i = 0; i < s.len; i++)
    CHECK (s.ptr[i] == (int)(i % 3) + 1);
  s = ints_append_many (s, NULL, 0);
  ints_free (&s);
}

static void
test_sub_shares (void)
{
  ints s = slice_literal (ints, 0, 1, 2, 3, 4, 5);
  ints v = ints_sub (s, 1, 3);
  CHECK (IS (v, 1, 2));
  CHECK_SIZE (v.cap, 5);
  CHECK (!v.owned);
  slice_at (v, 0) = 10;
  CHECK (slice_at (s, 1) == 10);
  v = ints_append (v, 30); /* within the capacity: writes into s, as in Go */
  CHECK (slice_at (s, 3) == 30);
  CHECK (v.ptr == s.ptr + 1);

  ints w = ints_sub3 (s, 1, 3, 3);
  CHECK_SIZE (w.cap, 2);
  w = ints_append (w, 40); /* beyond: an array of its own */
  CHECK (w.owned && w.ptr != s.ptr + 1);
  CHECK (IS (w, 10, 2, 40));
  CHECK (slice_at (s, 3) == 30);
  ints_free (&w);

  ints longer = ints_sub (ints_sub (s, 0, 2), 0, 6); /* up to cap, not len */
  CHECK_SIZE (longer.len, 6);
  ints_free (&v); /* a view: nothing happens to s */
  CHECK (IS (s, 0, 10, 2, 30, 4, 5));
  ints nothing = ints_sub ((ints){ 0 }, 0, 0);
  CHECK_SIZE (nothing.len, 0);
  ints_free (&s);
}

static void
test_copy_insert_delete (void)
{
  ints s = slice_literal (ints, 1, 2, 3, 4, 5);
  CHECK_SIZE (ints_copy (ints_sub (s, 1, 5), s), 4); /* overlapping */
  CHECK (IS (s, 1, 1, 2, 3, 4));
  s = ints_insert (s, 0, 9);
  s = ints_insert (s, 6, 8);
  s = ints_insert (s, 3, 7);
  CHECK (IS (s, 9, 1, 1, 7, 2, 3, 4, 8));
  s = ints_delete (s, 1, 3);
  CHECK (IS (s, 9, 7, 2, 3, 4, 8));
  CHECK (s.ptr[6] == 0 && s.ptr[7] == 0); /* what falls free is zeroed */
  s = ints_delete (s, 2, 2);
  s = ints_delete (s, 0, 6);
  CHECK_SIZE (s.len, 0);
  ints_free (&s);
}

/* All ways of inserting a part of a slice into itself, with and without room.
 */
static void
test_insert_many (void)
{
  enum
  {
    N = 5
  };
  for (size_t room = 0; room < 2; room++)
    for (size_t i = 0; i <= N; i++)
      for (size_t from = 0; from <= N; from++)
        for (size_t n = 0; n <= N - from; n++)
          {
            int wanted[2 * N];
            ints s = ints_make (N, room ? 2 * N : N);
            for (int k = 0; k < N; k++)
              s.ptr[k] = k;
            for (size_t k = 0; k < N + n; k++)
              wanted[k] = (int)(k < i ? k : k < i + n ? from + (k - i) : k - n);
            s = ints_insert_many (s, i, s.ptr + from, n);
            CHECK (is (s, N + n, wanted));
            ints_free (&s);
          }
  ints s = ints_insert_many ((ints){ 0 }, 0, (const int[]){ 1, 2 }, 2);
  CHECK (IS (s, 1, 2));
  CHECK (ints_try_insert (&s, 1, 9));
  CHECK (IS (s, 1, 9, 2));
  ints_free (&s);
}

static void
test_reuse (void)
{
  ints s = ints_make (0, 100);
  int *array = s.ptr;
  for (int round = 0; round < 3; round++)
    {
      s = ints_truncate (s, 0); /* s = s[:0] */
      for (int i = 0; i < 100; i++)
        s = ints_append (s, i);
      CHECK (s.ptr == array && s.owned);
    }
  ints_clear (s);
  CHECK (s.len == 100 && s.ptr[99] == 0);
  s = ints_truncate (s, 10);
  s = ints_clip (s);
  CHECK (s.len == 10 && s.cap == 10 && s.owned);
  ints exact = ints_reserve_exact (ints_append ((ints){ 0 }, 7), 90);
  CHECK (exact.cap == 91 && slice_at (exact, 0) == 7);
  CHECK (ints_try_reserve_exact (&exact, 90) && exact.cap == 91);
  CHECK (!ints_try_reserve_exact (&exact, SIZE_MAX - 1));
  CHECK (!ints_try_reserve_exact (&exact, SIZE_MAX / 8));
  ints_free (&exact);
  s = ints_reserve (s, 90);
  CHECK (s.cap >= 100);
  s = ints_clip (ints_truncate (s, 0));
  CHECK (!s.ptr);
  ints t = slice_literal (ints, 1, 2, 3);
  ints v = ints_clip (ints_sub (t, 0, 1));
  CHECK_SIZE (v.cap, 1);
  ints c = ints_clone (t);
  slice_at (c, 0) = 5;
  CHECK (slice_at (t, 0) == 1);
  ints_free (&c);
  ints_free (&t);
}

static void
test_stack (void)
{
  memstats before, after;
  memstats_read (&before);
  SLICE_ON_STACK (ints, s, 4);
  for (int i = 0; i < 4; i++)
    s = ints_append (s, i);
  memstats_read (&after);
  CHECK (s.ptr == s_frame && !s.owned);
  CHECK_SIZE (after.allocs - before.allocs, 0);
  ints v = ints_sub (s, 0, 2);
  CHECK (!v.lent);
  s = ints_append (s, 4);
  memstats_read (&after);
  CHECK (s.owned && !s.lent && IS (s, 0, 1, 2, 3, 4));
  CHECK (v.ptr == s_frame && IS (v, 0, 1));
  CHECK_SIZE (after.spills - before.spills, 1);
  CHECK_SIZE (after.allocs - before.allocs, 1);
  ints_free (&s);
  SLICE_ON_STACK (ints, unused, 4);
  ints_free (&unused);
  memstats_read (&after);
  CHECK_SIZE (after.live, before.live);
}

static void
test_bytes (void)
{
  long storage[4] = { 1, 2, 3, 4 };
  longs s = longs_of_bytes (storage, sizeof storage);
  CHECK (s.len == 4 && slice_at (s, 3) == 4 && !s.owned);
  CHECK (!longs_fits_bytes (storage, sizeof storage - 1));
  CHECK (!longs_fits_bytes ((char *)storage + 1, sizeof (long)));
  bytes b = longs_as_bytes (s);
  CHECK_SIZE (b.len, sizeof storage);
  CHECK (bytes_copy (b, b) == b.len);
}

static void
test_structs (void)
{
  points p = points_make (0, 0);
  for (int i = 0; i < 1000; i++)
    p = points_append (p, (struct point){ i, -i, "abcd" });
  CHECK (slice_at (p, 999).y == -999.0);
  CHECK (strcmp (points_ptr (p, 10)->name, "abcd") == 0);
  points_free (&p);
  strings names = slice_literal (strings, "a", "b");
  names = strings_append (names, "c");
  CHECK (strcmp (slice_at (names, 2), "c") == 0);
  strings_free (&names);
}

static void
test_out_of_memory (void)
{
  ints s = slice_literal (ints, 1, 2), out = { 0 };
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  CHECK (!ints_try_append (&s, 3));
  CHECK (!ints_try_reserve (&s, 100));
  CHECK (!ints_try_append_many (&s, s.ptr, 2));
  CHECK (!ints_try_make (&out, 1, 1));
  CHECK (!ints_try_of (&out, s.ptr, 2) && !ints_try_clone (&out, s));
  CHECK (!ints_try_insert (&s, 0, 1));
  CHECK (!ints_try_insert_many (&s, 0, s.ptr, 1));
  CHECK (!ints_try_append_slice (&s, s));
  CHECK (IS (s, 1, 2) && s.owned && !out.ptr);
  s = ints_clip (ints_truncate (s, 1)); /* cannot move: stays */
  CHECK (IS (s, 1) && s.cap == 2);
  check_allocs_left = -1;
  CHECK (ints_try_append (&s, 3));
  CHECK (!ints_try_reserve (&s, SIZE_MAX - 1));
  CHECK (!ints_try_reserve (&s, SIZE_MAX / 8));
  CHECK (!ints_try_make (&out, 0, SIZE_MAX / 2));
  CHECK (IS (s, 1, 3));
  ints_free (&s);
  escape_set_alloc_hook (NULL);
}

int
main (void)
{
  memstats before, after;
  memstats_read (&before);
  test_make ();
  test_each ();
  test_append_grows_as_in_go ();
  test_append_self ();
  test_sub_shares ();
  test_copy_insert_delete ();
  test_insert_many ();
  test_reuse ();
  test_stack ();
  test_bytes ();
  test_structs ();
  test_out_of_memory ();
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, before.live_bytes);
  return check_done ();
}
