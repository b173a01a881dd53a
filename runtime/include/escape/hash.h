/* SPDX-License-Identifier: MIT */
/* Seeded hashes for maps, strong against chosen keys.

   The folded 64 x 64 -> 128 bit product of wyhash (Wang Yi, public domain), as
   in Go where the processor has no AES, but with secrets of the process in the
   place of known constants.  Each factor is masked by a secret or by the map's
   seed, which come from getrandom.  Who cannot see the hashes does not know
   which keys collide; hashes differ from run to run and from map to map.  This
   is no proof: for keys that are an enemy's and worth one,
   escape_hash_strong.  */

#ifndef ESCAPE_HASH_H
#define ESCAPE_HASH_H

#include <escape/base.h>
#include <string.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

ESCAPE_BEGIN_DECLS

/* SipHash-1-3 (Aumasson and Bernstein, https://131002.net/siphash/) of the N
   bytes at PTR, keyed by SEED and a secret of the process: for HMAP_HASH, where
   a pseudo-random function is asked for.  O(N).  */
uint64_t escape_hash_strong (const void *ptr, size_t n,
                             uint64_t seed) ESCAPE_PURE
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* For escape_hash_bytes: more than 16 bytes.  */
uint64_t escape_hash_long (const void *ptr, size_t n, uint64_t seed) ESCAPE_PURE
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Set, once, before the first seed is given out.  */
extern uint64_t escape_hash_secret[2];

/* Unpredictable bits: from the kernel once a thread, then from a keyed
   generator.  */
uint64_t escape_random (void) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The same where nobody gains by guessing them: an insert on the way to a million
   takes 74 ns instead of 78, since some overflow buckets are counted by chance.
 */
uint64_t escape_random_quick (void) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

ESCAPE_END_DECLS

/* The 128-bit product of A and B, its halves xored.  */
ESCAPE_TEMPLATE uint64_t
escape_fold (uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
  __extension__ typedef unsigned __int128 wide;
  wide p = (wide)a * b;
  /* By shifting P, GCC keeps it in the frame where it is short of registers.  */
  uint64_t half[2];
  memcpy (half, &p, sizeof half);
  return half[0] ^ half[1];
#else
  uint64_t ah = a >> 32, al = (uint32_t)a, bh = b >> 32, bl = (uint32_t)b;
  uint64_t hh = ah * bh, hl = ah * bl, lh = al * bh, ll = al * bl;
  uint64_t mid = (ll >> 32) + (uint32_t)hl + (uint32_t)lh;
  uint64_t lo = (mid << 32) | (uint32_t)ll;
  uint64_t hi = hh + (hl >> 32) + (lh >> 32) + (mid >> 32);
  return lo ^ hi;
#endif
}

/* The hash of an integer.  O(1), never fails.  */
ESCAPE_TEMPLATE uint64_t
escape_hash_int (uint64_t key, uint64_t seed)
{
  uint64_t x = escape_fold (key ^ seed, escape_hash_secret[0]);
  return escape_fold (x ^ seed, escape_hash_secret[1]);
}

/* The hash of a number; of 0.0 and -0.0, which are equal, the same.  O(1), never
   fails.  */
ESCAPE_TEMPLATE uint64_t
escape_hash_real (double key, uint64_t seed)
{
  uint64_t bits;
  if (key == 0)
    key = 0;
  memcpy (&bits, &key, sizeof bits);
  return escape_hash_int (bits, seed);
}

ESCAPE_TEMPLATE uint64_t
escape_load64 (const unsigned char *p)
{
  uint64_t word;
  memcpy (&word, p, sizeof word);
  return word;
}

ESCAPE_TEMPLATE uint64_t
escape_load32 (const unsigned char *p)
{
  uint32_t word;
  memcpy (&word, p, sizeof word);
  return word;
}

/* The hash of the last words A and B of N bytes.  */
ESCAPE_TEMPLATE uint64_t
escape_hash_words (uint64_t a, uint64_t b, size_t n, uint64_t seed)
{
  uint64_t x = escape_fold (a ^ escape_hash_secret[0], b ^ seed);
  return escape_fold (x ^ seed, escape_hash_secret[1] ^ n);
}

/* The hash of the N bytes at PTR.  O(N).  Up to 16 bytes it is inlined:
   a lookup among a hundred keys of 16 bytes takes 5 ns, instead of 20 with a call
   of SipHash.  */
ESCAPE_TEMPLATE uint64_t escape_hash_bytes (const void *ptr, size_t n,
                                            uint64_t seed)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_TEMPLATE uint64_t
escape_hash_bytes (const void *ptr, size_t n, uint64_t seed)
{
  const unsigned char *p = (const unsigned char *)ptr;
  uint64_t a = 0, b = 0;
  if (n > 16)
    return escape_hash_long (ptr, n, seed);
  if (n >= 8)
    {
      a = escape_load64 (p);
      b = escape_load64 (p + n - 8);
    }
  else if (n >= 4)
    {
      a = escape_load32 (p);
      b = escape_load32 (p + n - 4);
    }
  else if (n > 0)
    a = (uint64_t)p[0] << 16 | (uint64_t)p[n / 2] << 8 | p[n - 1];
  return escape_hash_words (a, b, n, seed);
}

/* Whether the N bytes at A and at B are the same.  O(N).  Up to 16 bytes it is
   inlined: a lookup among a hundred keys of 16 bytes takes 4.0 ns instead of 4.4,
   a miss 2.8 instead of 3.3.  */
ESCAPE_TEMPLATE bool escape_equal_bytes (const void *a, const void *b, size_t n)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_TEMPLATE bool
escape_equal_bytes (const void *a, const void *b, size_t n)
{
  const unsigned char *p = (const unsigned char *)a;
  const unsigned char *q = (const unsigned char *)b;
  if (n > 16)
    return memcmp (p, q, n) == 0;
  if (n >= 8)
    return escape_load64 (p) == escape_load64 (q)
           && escape_load64 (p + n - 8) == escape_load64 (q + n - 8);
  if (n >= 4)
    return escape_load32 (p) == escape_load32 (q)
           && escape_load32 (p + n - 4) == escape_load32 (q + n - 4);
  return n == 0
         || (p[0] == q[0] && p[n / 2] == q[n / 2] && p[n - 1] == q[n - 1]);
}

/* The hash of a C string.  */
ESCAPE_TEMPLATE uint64_t
escape_hash_string (const char *s, uint64_t seed)
{
  return escape_hash_bytes (s, strlen (s), seed);
}

#endif /* ESCAPE_HASH_H */
