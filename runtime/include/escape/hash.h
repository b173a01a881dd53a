/* SPDX-License-Identifier: MIT */
/* Seeded hashes for maps, strong against chosen keys.

   Byte strings: SipHash-1-3 (Aumasson and Bernstein,
   https://131002.net/siphash/), keyed by the map's seed and by a secret of the
   process.  Integers: two rounds of the folded 64 x 64 -> 128 bit product of
   wyhash (Wang Yi, public domain), whose constants are secrets of the process
   instead of known ones.  Seeds and secrets come from getrandom.  Who cannot
   see the hashes cannot choose keys that collide; hashes differ from run to run
   and from map to map.  */

#ifndef ESCAPE_HASH_H
#define ESCAPE_HASH_H

#include <escape/base.h>
#include <string.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

ESCAPE_BEGIN_DECLS

/* The hash of the N bytes at PTR.  O(N).  */
uint64_t escape_hash_bytes (const void *ptr, size_t n,
                            uint64_t seed) ESCAPE_PURE
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Set, once, before the first seed is given out.  */
extern uint64_t escape_hash_secret[2];

/* Unpredictable bits: from the kernel once a thread, then from a keyed
   generator.  */
uint64_t escape_random (void) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

ESCAPE_END_DECLS

/* The 128-bit product of A and B, its halves xored.  */
ESCAPE_TEMPLATE uint64_t
escape_fold (uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
  __extension__ typedef unsigned __int128 wide;
  wide p = (wide)a * b;
  return (uint64_t)p ^ (uint64_t)(p >> 64);
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

/* The hash of a C string.  */
ESCAPE_TEMPLATE uint64_t
escape_hash_string (const char *s, uint64_t seed)
{
  return escape_hash_bytes (s, strlen (s), seed);
}

#endif /* ESCAPE_HASH_H */
