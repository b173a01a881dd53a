/* SPDX-License-Identifier: MIT */
/* Hashes depend on each byte, on the length and on the seed, and read nothing
   beyond their bytes.  */

#include "check.h"
#include <escape/hash.h>

typedef uint64_t hash_fn (const void *ptr, size_t n, uint64_t seed);

static uint64_t
hash_inlined (const void *ptr, size_t n, uint64_t seed)
{
  return escape_hash_bytes (ptr, n, seed);
}

/* Flip each bit of each input of up to 100 bytes: half of the hash's bits change
   on average, and each of them sometimes.  */
static void
test_avalanche (hash_fn *hash)
{
  unsigned flips = 0, least[64] = { 0 };
  size_t changed = 0;
  for (size_t n = 1; n <= 100; n++)
    {
      unsigned char *bytes = malloc (n); /* for the sanitizer: not one more */
      for (size_t i = 0; i < n; i++)
        bytes[i] = (unsigned char)check_random ();
      uint64_t before = hash (bytes, n, 5);
      CHECK (hash (bytes, n, 5) == before);
      CHECK (hash (bytes, n, 6) != before);
      CHECK (hash (bytes, n - 1, 5) != before);
      for (size_t i = 0; i < 8 * n; i++)
        {
          bytes[i / 8] ^= (unsigned char)(1 << i % 8);
          uint64_t difference = before ^ hash (bytes, n, 5);
          bytes[i / 8] ^= (unsigned char)(1 << i % 8);
          CHECK (difference != 0);
          changed += (size_t)__builtin_popcountll (difference);
          for (int b = 0; b < 64; b++)
            least[b] += difference >> b & 1;
          flips++;
        }
      free (bytes);
    }
  CHECK (changed > 31u * flips && changed < 33u * flips);
  for (int b = 0; b < 64; b++)
    CHECK (least[b] > flips * 45 / 100 && least[b] < flips * 55 / 100);
}

static void
test_integers (void)
{
  size_t changed = 0;
  for (int i = 0; i < 64; i++)
    for (int j = 0; j < 64; j++)
      {
        uint64_t key = UINT64_C (1) << j, seed = check_random ();
        uint64_t difference = escape_hash_int (key, seed)
                              ^ escape_hash_int (key ^ UINT64_C (1) << i, seed);
        CHECK (difference != 0);
        changed += (size_t)__builtin_popcountll (difference);
      }
  CHECK (changed > 31 * 64 * 64 && changed < 33 * 64 * 64);
}

/* Bytes are the same until one of them differs.  */
static void
test_equal (void)
{
  for (size_t n = 0; n <= 40; n++)
    {
      unsigned char *a = calloc (1, n ? n : 1), *b = calloc (1, n ? n : 1);
      CHECK (escape_equal_bytes (a, b, n));
      for (size_t i = 0; i < n; i++)
        {
          b[i] = 1;
          CHECK (!escape_equal_bytes (a, b, n));
          b[i] = 0;
        }
      free (a);
      free (b);
    }
  CHECK (escape_equal_bytes (NULL, NULL, 0));
}

static void
test_quick (void)
{
  uint64_t all = 0, first = escape_random_quick ();
  for (int i = 0; i < 100; i++)
    all |= first ^ escape_random_quick ();
  CHECK (all == UINT64_MAX);
}

int
main (void)
{
  (void)escape_random (); /* sets the secrets */
  test_avalanche (hash_inlined);
  test_avalanche (escape_hash_strong);
  test_integers ();
  test_equal ();
  test_quick ();
  CHECK (escape_hash_string ("abc", 1) == escape_hash_bytes ("abcd", 3, 1));
  return check_done ();
}
