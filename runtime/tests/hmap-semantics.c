/* SPDX-License-Identifier: MIT */
/* Maps do what Go's do.  */

#include "check.h"
#include <escape/arena.h>
#include <escape/hmaps.h>
#include <escape/memstats.h>
#include <escape/slices.h>

struct cell
{
  int32_t row, column;
};

#define HMAP_NAME sheet
#define HMAP_KEY struct cell
#define HMAP_VALUE double
#define HMAP_KEY_PLAIN
#include <escape/hmap.h>

/* Fractions differ in their hashes.  */
#define HMAP_NAME reals
#define HMAP_KEY double
#define HMAP_VALUE int
#include <escape/hmap.h>

/* All keys collide: one chain.  */
#define HMAP_NAME clash
#define HMAP_KEY int
#define HMAP_VALUE int
#define HMAP_HASH(key, seed) ((void)(key), (seed))
#include <escape/hmap.h>

static void
test_get_put_delete (void)
{
  string_int_map *m = string_int_map_make (0);
  CHECK_SIZE (string_int_map_len (m), 0);
  CHECK (string_int_map_get (m, "a") == 0);
  CHECK (!string_int_map_has (m, "a"));
  string_int_map_put (m, "a", 1);
  hmap_put (string_int_map, m, "b", 2);
  *string_int_map_slot (m, "c") += 3;
  *hmap_slot (string_int_map, m, "c") += 3;
  char other_a[] = "a"; /* equal, not identical */
  CHECK (string_int_map_get (m, other_a) == 1);
  CHECK (*string_int_map_find (m, "c") == 6);
  CHECK (!string_int_map_find (m, "d"));
  int v = 9;
  CHECK (string_int_map_lookup (m, "b", &v) && v == 2);
  CHECK (!string_int_map_lookup (m, "x", &v) && v == 0);
  CHECK (string_int_map_delete (m, "b") && !string_int_map_delete (m, "b"));
  CHECK_SIZE (string_int_map_len (m), 2);
  string_int_map_clear (m);
  CHECK_SIZE (string_int_map_len (m), 0);
  CHECK (!string_int_map_has (m, "a"));
  string_int_map_put (m, "a", 5);
  CHECK (string_int_map_get (m, "a") == 5);
  string_int_map_free (m);
  string_int_map_free (NULL);
}

static void
test_nil (void)
{
  int_int_map *nil = NULL;
  CHECK (int_int_map_get (nil, 1) == 0);
  CHECK (!int_int_map_has (nil, 1));
  CHECK (!int_int_map_find (nil, 1));
  CHECK (!int_int_map_delete (nil, 1));
  CHECK_SIZE (int_int_map_len (nil), 0);
  int_int_map_clear (nil);
  CHECK (!int_int_map_clone (nil));
  HMAP_EACH (int_int_map, it, nil)
  CHECK (it.key == NULL);
}

static void
test_hint (void)
{
  /* B is the smallest with count <= 6.5 x 2^B; up to 8 fit in one bucket.  */
  static const struct
  {
    size_t hint;
    unsigned B;
  } table[] = { { 0, 0 },   { 8, 0 },    { 9, 1 },     { 13, 1 },   { 14, 2 },
                { 26, 2 },  { 27, 3 },   { 52, 3 },    { 53, 4 },   { 104, 4 },
                { 105, 5 }, { 1000, 8 }, { 6656, 10 }, { 6657, 11 } };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    {
      int_int_map *m = int_int_map_make (table[i].hint);
      CHECK_SIZE (m->head.B, table[i].B);
      for (size_t k = 0; k < table[i].hint; k++)
        int_int_map_put (m, (int)k, 1);
      CHECK_SIZE (m->head.B, table[i].B);
      int_int_map_free (m);
    }
  CHECK (!int_int_map_try_make (SIZE_MAX));
}

static void
test_growth (void)
{
  memstats before, after;
  memstats_read (&before);
  int_int_map *m = int_int_map_make (0);
  for (int i = 0; i < 8; i++)
    int_int_map_put (m, i, i);
  CHECK (m->head.B == 0 && !m->head.oldbuckets);
  int_int_map_put (m, 8, 8); /* the ninth: above 8 in one bucket */
  CHECK_SIZE (m->head.B, 1);
  for (int i = 9; i < 100000; i++)
    {
      int_int_map_put (m, i, i);
      CHECK (!escape_hmap_overloaded (m->head.count, m->head.B)
             || m->head.oldbuckets);
      if (i % 1000 == 0)
        for (int j = 0; j <= i; j += 97)
          CHECK (int_int_map_get (m, j) == j);
    }
  CHECK_SIZE (int_int_map_len (m), 100000);
  memstats_read (&after);
  CHECK_SIZE (after.map_growths - before.map_growths, m->head.B);
  int_int_map_free (m);
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, before.live_bytes);
}

static size_t
evacuated (const int_int_map *m)
{
  size_t n = 0;
  for (size_t i = 0; m->head.oldbuckets && i < escape_hmap_old_count (&m->head);
       i++)
    n += escape_hmap_evacuated (
        &((int_int_map_bucket *)m->head.oldbuckets)[i].head);
  return n;
}

/* No write moves more than two buckets.  */
static void
test_incremental (void)
{
  int_int_map *m = int_int_map_make (0);
  for (int i = 0; i < 3000; i++)
    {
      void *old = m->head.oldbuckets;
      size_t was = evacuated (m);
      int_int_map_put (m, i, i);
      if (m->head.oldbuckets && m->head.oldbuckets == old)
        CHECK (evacuated (m) - was >= 1 && evacuated (m) - was <= 2);
      else if (m->head.oldbuckets)
        CHECK (evacuated (m) <= 2);
    }
  int_int_map_free (m);
}

/* Entries come and go: overflow buckets pile up, and the map renews itself at
   the same size.  */
static void
test_same_size_growth (void)
{
  memstats before, after;
  memstats_read (&before);
  int_int_map *m = int_int_map_make (1600);
  unsigned B = m->head.B;
  for (int i = 0; i < 200000; i++)
    {
      int_int_map_put (m, i, i);
      if (i >= 1500)
        int_int_map_delete (m, i - 1500);
    }
  CHECK_SIZE (m->head.B, B);
  CHECK_SIZE (int_int_map_len (m), 1500);
  memstats_read (&after);
  CHECK (after.map_regrowths > before.map_regrowths);
  CHECK (after.map_growths == before.map_growths);
  CHECK (after.live_bytes - before.live_bytes < 100000);
  int_int_map_free (m);
}

static void
test_one_chain (void)
{
  clash *m = clash_make (0);
  for (int i = 0; i < 300; i++)
    clash_put (m, i, i);
  for (int i = 0; i < 300; i += 2)
    CHECK (clash_delete (m, i));
  for (int i = 0; i < 300; i++)
    CHECK (clash_get (m, i) == (i % 2 ? i : 0));
  for (int i = 299; i > 0; i -= 2)
    CHECK (clash_delete (m, i));
  CHECK_SIZE (clash_len (m), 0);
  clash_put (m, 1, 1);
  CHECK (clash_get (m, 1) == 1);
  clash_free (m);
}

static void
test_kinds_of_keys (void)
{
  sheet *s = sheet_make (0);
  for (int r = 0; r < 30; r++)
    for (int c = 0; c < 30; c++)
      sheet_put (s, (struct cell){ r, c }, r + c / 100.0);
  CHECK (sheet_get (s, (struct cell){ 7, 5 }) == 7.05);
  CHECK_SIZE (sheet_len (s), 900);
  sheet_free (s);

  bytes_int_map *b = bytes_int_map_make (0);
  unsigned char text[] = "abcabc";
  bytes_int_map_put (b, bytes_view (text, 3), 1);
  bytes_int_map_put (b, bytes_view (text, 0), 2);
  CHECK (bytes_int_map_get (b, bytes_view (text + 3, 3)) == 1);
  CHECK (bytes_int_map_get (b, (bytes){ 0 }) == 2);
  CHECK_SIZE (bytes_int_map_len (b), 2);
  bytes_int_map_free (b);
}

static void
test_reals (void)
{
  enum
  {
    N = 100000
  };
  reals *m = reals_make (0);
  for (int i = -N; i < N; i++)
    reals_put (m, i / (double)N, i);
  CHECK_SIZE (reals_len (m), 2 * N);
  CHECK (reals_get (m, -0.5) == -N / 2 && reals_get (m, 1.5) == 0);
  reals_put (m, -0.0, 7);
  CHECK (reals_get (m, 0.0) == 7);
  CHECK_SIZE (reals_len (m), 2 * N);
  reals_free (m);
}

static void
test_clone_reserve (void)
{
  int_int_map *m = int_int_map_make (0);
  for (int i = 0; i < 100; i++)
    int_int_map_put (m, i, i);
  int_int_map *c = int_int_map_clone (m);
  int_int_map_put (c, 5, 50);
  CHECK_SIZE (int_int_map_len (c), 100);
  CHECK (int_int_map_get (m, 5) == 5 && int_int_map_get (c, 5) == 50);
  int_int_map_free (c);

  int_int_map_reserve (m, 10000);
  unsigned B = m->head.B;
  for (int i = 100; i < 10100; i++)
    int_int_map_put (m, i, i);
  CHECK_SIZE (m->head.B, B);
  for (int i = 0; i < 10100; i++)
    CHECK (int_int_map_get (m, i) == i);
  int_int_map_free (m);

  int_int_map *empty = int_int_map_make (0);
  int_int_map_reserve (empty, 1000);
  CHECK_SIZE (empty->head.B, 8);
  CHECK (!int_int_map_try_reserve (empty, SIZE_MAX));
  int_int_map_put (empty, 1, 1);
  CHECK (!int_int_map_try_reserve (empty, SIZE_MAX));
  int_int_map_free (empty);
}

static void
test_shrink (void)
{
  memstats before, after;
  memstats_read (&before);
  int_int_map *m = int_int_map_make (100000);
  for (int i = 0; i < 1000; i++)
    int_int_map_put (m, i, i);
  int_int_map_iter open = int_int_map_iter_begin (m);
  CHECK (int_int_map_iter_next (&open));
  int_int_map_shrink (m);
  CHECK_SIZE (m->head.B, 8);
  int n = 1;
  while (int_int_map_iter_next (&open)) /* the walk goes on */
    n += *open.key == *open.value;
  CHECK_SIZE (n, 1000);
  for (int i = 0; i < 1000; i++)
    CHECK (int_int_map_get (m, i) == i);
  for (int i = 0; i < 1000; i++)
    int_int_map_delete (m, i);
  int_int_map_shrink (m);
  CHECK_SIZE (m->head.B, 0);
  memstats_read (&after);
  CHECK (after.live_bytes - before.live_bytes < 400);
  int_int_map_shrink (m);
  int_int_map_free (m);
  int_int_map_shrink (NULL);
}

static void
test_merge (void)
{
  int_int_map *a = int_int_map_make (0), *b = int_int_map_make (0);
  for (int i = 0; i < 100; i++)
    int_int_map_put (a, i, i);
  for (int i = 50; i < 300; i++)
    int_int_map_put (b, i, -i);
  int_int_map_merge (a, b);
  CHECK_SIZE (int_int_map_len (a), 300);
  for (int i = 0; i < 300; i++)
    CHECK (int_int_map_get (a, i) == (i < 50 ? i : -i));
  int_int_map_merge (a, a);
  int_int_map_merge (a, NULL);
  int_int_map_merge (NULL, NULL);
  CHECK_SIZE (int_int_map_len (a), 300);
  CHECK_SIZE (int_int_map_len (b), 250);

  /* Without memory: all or nothing.  */
  int_int_map *c = int_int_map_make (0);
  int_int_map_put (c, 60, 7);
  int_int_map_put (c, -1, 8);
  escape_set_alloc_hook (check_hook);
  bool done = false;
  for (long allowed = 0; !done; allowed++)
    {
      CHECK_SIZE (int_int_map_len (c), 2);
      CHECK (int_int_map_get (c, 60) == 7 && int_int_map_get (c, -1) == 8);
      check_allocs_left = allowed;
      done = int_int_map_try_merge (c, b);
      CHECK (done || allowed < 10);
    }
  check_allocs_left = -1;
  escape_set_alloc_hook (NULL);
  CHECK_SIZE (int_int_map_len (c), 251);
  int_int_map_free (a);
  int_int_map_free (b);
  int_int_map_free (c);
}

static bool
same_magnitude (const int *a, const int *b)
{
  return *a == *b || *a == -*b;
}

static void
test_equal (void)
{
  int_int_map *a = int_int_map_make (0), *b = int_int_map_make (1000);
  CHECK (int_int_map_equal (a, b) && int_int_map_equal (a, NULL));
  for (int i = 0; i < 100; i++)
    {
      int_int_map_put (a, i, i);
      int_int_map_put (b, 99 - i, 99 - i);
      CHECK (int_int_map_equal (a, b) == (i == 99));
    }
  CHECK (int_int_map_equal (a, a) && !int_int_map_equal (a, NULL));
  int_int_map_put (b, 5, -5);
  CHECK (!int_int_map_equal (a, b));
  CHECK (int_int_map_equal_by (a, b, same_magnitude));
  int_int_map_free (a);
  int_int_map_free (b);
}

/* All that a map has can come from an arena, and goes with it.  */
static void
test_arena (void)
{
  memstats before, after;
  memstats_read (&before);
  {
    ARENA_ON_STACK (a, 20000);
    int_int_map *m = int_int_map_make_in (&a.allocator, 100);
    for (int i = 0; i < 100; i++)
      int_int_map_put (m, i, i);
    memstats_read (&after);
    CHECK_SIZE (after.allocs - before.allocs, 0);
    for (int i = 0; i < 3000; i++)
      int_int_map_put (m, i, i);
    for (int i = 0; i < 2900; i++)
      CHECK (int_int_map_delete (m, i));
    int_int_map_shrink (m);
    CHECK_SIZE (int_int_map_len (m), 100);
    for (int i = 2900; i < 3000; i++)
      CHECK (int_int_map_get (m, i) == i);
    int_int_map_free_in (&a.allocator, m);

    arena bounded;
    arena_init (&bounded, NULL, 0, 3000);
    CHECK (!int_int_map_try_make_in (&bounded.allocator, 1000));
    m = int_int_map_make_in (&bounded.allocator, 0);
    int i = 0;
    while (int_int_map_try_put (m, i, i))
      i++;
    CHECK (i > 8 && i < 1000);
    for (int j = 0; j < i; j++)
      CHECK (int_int_map_get (m, j) == j);
    arena_end (&bounded);
  }
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, before.live_bytes);
}

/* The arithmetic of tables that no machine here has: what would be asked for,
   and when a table is full.  */
#if SIZE_MAX > UINT32_MAX
static size_t asked;

static bool
ask_only (size_t bytes)
{
  if (bytes > 1000000)
    asked = bytes;
  return bytes <= 1000000;
}

static void
test_large (void)
{
  size_t most = (size_t)1 << 40;
  escape_set_alloc_hook (ask_only);
  for (unsigned B = 20; B <= 38; B++)
    {
      size_t n = (size_t)13 << (B - 1);
      CHECK_SIZE (escape_hmap_B (n), B);
      CHECK_SIZE (escape_hmap_B (n + 1), B + 1);
      CHECK (!escape_hmap_overloaded (n, B)
             && escape_hmap_overloaded (n + 1, B));
      CHECK (!uint64_uint64_map_try_make (n));
      size_t buckets = ((size_t)1 << B) + ((size_t)1 << (B - 4));
      CHECK_SIZE (asked, sizeof (escape_hmap_array)
                             + buckets * sizeof (uint64_uint64_map_bucket));
    }
  CHECK_SIZE (escape_hmap_B (most), 38);
  uint64_uint64_map *m = uint64_uint64_map_make (0);
  CHECK (!uint64_uint64_map_try_reserve (m, most));
  CHECK_SIZE (asked, sizeof (escape_hmap_array)
                         + (((size_t)1 << 38) + ((size_t)1 << 34))
                               * sizeof (uint64_uint64_map_bucket));
  uint64_uint64_map_free (m);
  escape_set_alloc_hook (NULL);
  hmap h = { .noverflow = 0x7fff };
  escape_hmap_set_B (&h, 38);
  CHECK_SIZE (h.limit, (size_t)13 << 37);
  CHECK (!escape_hmap_too_many_overflow (&h));
  h.noverflow++;
  CHECK (escape_hmap_too_many_overflow (&h));
  CHECK_SIZE (h.mask, ((size_t)1 << 38) - 1);
  CHECK_SIZE (escape_hmap_old_count (&h), (size_t)1 << 37);
  h.flags = ESCAPE_MAP_SAME_SIZE;
  CHECK_SIZE (escape_hmap_old_count (&h), (size_t)1 << 38);
}
#endif

static void
test_stack (void)
{
  memstats before, after;
  memstats_read (&before);
  {
    HMAP_ON_STACK (int_int_map, m, 13);
    for (int i = 0; i < 8; i++)
      int_int_map_put (m, i, i);
    memstats_read (&after);
    CHECK_SIZE (after.allocs - before.allocs, 0);
    CHECK_SIZE (after.spills - before.spills, 0);
    for (int i = 8; i < 1000; i++)
      int_int_map_put (m, i, i);
    for (int i = 0; i < 1000; i++)
      CHECK (int_int_map_get (m, i) == i);
    memstats_read (&after);
    CHECK_SIZE (after.spills - before.spills, 1);
    int_int_map_clear (m);
    int_int_map_put (m, 1, 2);
  }
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, before.live_bytes);
}

/* Whatever allocation fails, the map holds what it held and goes on when there
   is memory again.  */
static void
test_out_of_memory (void)
{
  escape_set_alloc_hook (check_hook);
  clash *chain = clash_make (0);
  for (int nth = 0; nth < 6; nth++)
    {
      int_int_map *m = int_int_map_make (0);
      int in = 0, refused = 0;
      for (int i = 0; i < 3000; i++)
        {
          check_allocs_left = i % 7 ? nth / 3 : 0;
          if (int_int_map_try_put (m, in, in))
            in++;
          else
            refused++;
          int_int_map_delete (m, -1);
          if (i % 50 == 0)
            for (int j = 0; j < in; j++)
              CHECK (int_int_map_get (m, j) == j);
          CHECK_SIZE (int_int_map_len (m), in);
        }
      CHECK (nth / 3 || refused > 0);
      check_allocs_left = 0;
      CHECK (!int_int_map_try_clone (m));
      CHECK (!int_int_map_try_make (0));
      CHECK (!int_int_map_try_reserve (m, 100000));
      for (int j = 0; j < in; j += 2)
        CHECK (int_int_map_delete (m, j));
      for (int j = 0; j < in; j++)
        CHECK (int_int_map_get (m, j) == (j % 2 ? j : 0));
      check_allocs_left = -1;
      CHECK (int_int_map_try_reserve (m, 10000));
      for (int j = 1; j < in; j += 2)
        CHECK (int_int_map_get (m, j) == j);
      int_int_map_free (m);
    }
  int in = 0;
  for (int i = 0; i < 300; i++)
    {
      check_allocs_left = (long)(check_random () % 2);
      in += clash_try_put (chain, in, in);
      for (int j = 0; j < in; j++)
        CHECK (clash_get (chain, j) == j);
    }
  CHECK (in > 100 && in < 300);
  check_allocs_left = -1;
  escape_set_alloc_hook (NULL);
  clash_free (chain);
}

/* Two maps, two seeds, two orders.  */
static void
test_seeds (void)
{
  int same = 0;
  for (int round = 0; round < 20; round++)
    {
      int_int_map *a = int_int_map_make (0), *b = int_int_map_make (0);
      CHECK (a->head.hash0 != b->head.hash0);
      for (int i = 0; i < 100; i++)
        {
          int_int_map_put (a, i, i);
          int_int_map_put (b, i, i);
        }
      int_int_map_iter i = int_int_map_iter_begin (a),
                       j = int_int_map_iter_begin (b);
      bool equal = true;
      while (int_int_map_iter_next (&i) && int_int_map_iter_next (&j))
        equal = equal && *i.key == *j.key;
      same += equal;
      int_int_map_iter_end (&j);
      int_int_map_free (a);
      int_int_map_free (b);
    }
  CHECK_SIZE (same, 0);
}

int
main (void)
{
  memstats before, after;
  memstats_read (&before);
  test_get_put_delete ();
  test_nil ();
  test_hint ();
  test_growth ();
  test_incremental ();
  test_same_size_growth ();
  test_one_chain ();
  test_kinds_of_keys ();
  test_reals ();
  test_clone_reserve ();
  test_shrink ();
  test_merge ();
  test_equal ();
  test_arena ();
#if SIZE_MAX > UINT32_MAX
  test_large ();
#endif
  test_stack ();
  test_out_of_memory ();
  test_seeds ();
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, before.live_bytes);
  return check_done ();
}
