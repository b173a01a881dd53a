/* Core operations of maps, each in a function of its own, for callgrind to
   count: py/test_costs.py.  Secrets and seeds are fixed, so that a count is the
   same on each run.  */

#include <escape/hmaps.h>

enum
{
  N = 10000
};

static uint64_t keys[N], others[N];

/* What a program calls at many places is inlined here as if at one.  */
#define COUNTED_AS(type) __attribute__ ((noinline, noclone, flatten)) type
#define COUNTED COUNTED_AS (void)

static uint64_uint64_map *
make (size_t hint)
{
  uint64_uint64_map *m = uint64_uint64_map_make (hint);
  m->head.hash0 = UINT64_C (0x0123456789abcdef);
  return m;
}

COUNTED
count_insert (uint64_uint64_map *m)
{
  for (int i = 0; i < N; i++)
    uint64_uint64_map_put (m, keys[i], keys[i]);
}

COUNTED
count_insert_hint (uint64_uint64_map *m)
{
  for (int i = 0; i < N; i++)
    uint64_uint64_map_put (m, keys[i], keys[i]);
}

COUNTED
count_replace (uint64_uint64_map *m)
{
  for (int i = 0; i < N; i++)
    *uint64_uint64_map_slot (m, keys[i]) += 1;
}

COUNTED_AS (uint64_t)
count_hit (const uint64_uint64_map *m)
{
  uint64_t sum = 0;
  for (int i = 0; i < N; i++)
    sum += *uint64_uint64_map_find (m, keys[i]);
  return sum;
}

COUNTED_AS (uint64_t)
count_miss (const uint64_uint64_map *m)
{
  uint64_t sum = 0;
  for (int i = 0; i < N; i++)
    sum += uint64_uint64_map_has (m, others[i]);
  return sum;
}

COUNTED_AS (uint64_t)
count_iterate (uint64_uint64_map *m)
{
  uint64_t sum = 0;
  uint64_uint64_map_iter it = uint64_uint64_map_iter_begin (m);
  it.walk.start = it.walk.next = 0; /* else random, and so would the count be */
  it.walk.offset = 4;
  while (uint64_uint64_map_iter_next (&it))
    sum += *it.value;
  return sum;
}

/* Ten entries from somewhere on.  */
COUNTED_AS (uint64_t)
count_short_walk (uint64_uint64_map *m)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < N; i++)
    {
      uint64_uint64_map_iter it = uint64_uint64_map_iter_begin (m);
      it.walk.start = it.walk.next = i * 40503 & m->head.mask;
      it.walk.offset = i % ESCAPE_SLOTS;
      for (int steps = 0; steps < 10 && uint64_uint64_map_iter_next (&it);
           steps++)
        sum += *it.value;
      uint64_uint64_map_iter_end (&it);
    }
  return sum;
}

COUNTED_AS (uint64_uint64_map *)
count_clone (const uint64_uint64_map *m)
{
  return uint64_uint64_map_clone (m);
}

COUNTED
count_delete (uint64_uint64_map *m)
{
  for (int i = 0; i < N; i++)
    uint64_uint64_map_delete (m, keys[i]);
}

COUNTED
count_delete_absent (uint64_uint64_map *m)
{
  for (int i = 0; i < N; i++)
    uint64_uint64_map_delete (m, others[i]);
}

/* Of strings of 16 bytes.  */
static char texts[N][17];

COUNTED
count_string_insert (string_int_map *m)
{
  for (int i = 0; i < N; i++)
    string_int_map_put (m, texts[i], i);
}

COUNTED_AS (int)
count_string_hit (const string_int_map *m)
{
  int sum = 0;
  for (int i = 0; i < N; i++)
    sum += string_int_map_get (m, texts[i]);
  return sum;
}

int
main (void)
{
  uint64_t sum = escape_random (); /* sets the secrets, before they are fixed */
  escape_hash_secret[0] = UINT64_C (0x2d358dccaa6c78a5);
  escape_hash_secret[1] = UINT64_C (0x8bb84b93962eacc9);
  for (int i = 0; i < N; i++)
    {
      keys[i] = escape_hash_int ((uint64_t)i, 1);
      others[i] = escape_hash_int ((uint64_t)i, 2);
      for (int j = 0; j < 16; j++)
        texts[i][j] = "0123456789abcdef"[keys[i] >> 4 * j & 15];
    }
  uint64_uint64_map *m = make (0), *hinted = make (N);
  count_insert (m);
  count_insert_hint (hinted);
  count_replace (m);
  sum += count_hit (m) + count_miss (m) + count_iterate (m);
  sum += count_short_walk (m);
  uint64_uint64_map *copy = count_clone (m);
  count_delete_absent (m);
  count_delete (m);
  uint64_uint64_map_free (m);
  uint64_uint64_map_free (hinted);
  uint64_uint64_map_free (copy);

  string_int_map *s = string_int_map_make (0);
  s->head.hash0 = UINT64_C (0x0123456789abcdef);
  count_string_insert (s);
  sum += (uint64_t)count_string_hit (s);
  string_int_map_free (s);
  return sum == 0;
}
