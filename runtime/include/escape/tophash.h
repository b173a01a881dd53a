/* SPDX-License-Identifier: MIT */
/* Eight tophash bytes at once: which of a bucket's slots may hold a key.

   A mask has a set bit for each slot that matches, lowest slot lowest: one bit
   a slot with SSE2, the top bit of a byte a slot in the forms on 64-bit words
   (NEON, and portable).  Take a slot with escape_mask_first, drop it with mask
   &= mask - 1.  ESCAPE_NO_SIMD forces the portable form.

   The functions' flow says that no pointer comes out of them: the plugin need
   not think that a slot number computed from a bucket's bytes points to what
   the bucket holds.  */

#ifndef ESCAPE_TOPHASH_H
#define ESCAPE_TOPHASH_H

#include <escape/base.h>
#include <string.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#if defined __SSE2__ && !defined ESCAPE_NO_SIMD
#  include <emmintrin.h>
#  define ESCAPE_TOPHASH_FORM "SSE2"
#elif defined __ARM_NEON && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__          \
    && !defined ESCAPE_NO_SIMD
#  include <arm_neon.h>
#  define ESCAPE_TOPHASH_FORM "NEON"
#else
#  define ESCAPE_TOPHASH_FORM "portable"
#endif

/* What a tophash byte says when it is not the top byte of a hash.  Go tells
   apart whether more follows after an empty slot; here a chain ends where no
   bucket follows, which costs readers one comparison less and deletions a walk
   back.  */
enum
{
  ESCAPE_EMPTY = 0,
  ESCAPE_EVACUATED = 1,       /* moved to the new buckets */
  ESCAPE_EVACUATED_EMPTY = 2, /* was empty when its bucket was evacuated */
  ESCAPE_MIN_TOPHASH = 3
};

#define ESCAPE_EACH_BYTE(byte) (UINT64_C (0x0101010101010101) * (byte))

/* The top byte of HASH, moved out of the way of the marks: four in 256 hashes
   share the least.  (Go adds 3 to them: an instruction more.)  */
ESCAPE_TEMPLATE uint8_t
escape_tophash (uint64_t hash)
{
  uint64_t top = hash >> 56;
  return (uint8_t)(top < ESCAPE_MIN_TOPHASH ? +ESCAPE_MIN_TOPHASH : top);
}

#if defined __SSE2__ && !defined ESCAPE_NO_SIMD

typedef uint32_t escape_mask;
#  define ESCAPE_MASK_WIDTH 1 /* bits a slot */
#  define ESCAPE_MASK_ALL 0xff

ESCAPE_TEMPLATE escape_mask escape_match (const uint8_t *tophash, uint8_t top)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_TEMPLATE escape_mask
escape_match (const uint8_t *tophash, uint8_t top)
{
  __m128i word = _mm_loadl_epi64 ((const __m128i *)(const void *)tophash);
#  ifdef __x86_64__
  /* A multiplication is two instructions less than unpacking: a miss among a
     hundred takes 3.0 ns instead of 3.3.  */
  __m128i tops = _mm_cvtsi64_si128 ((long long)ESCAPE_EACH_BYTE (top));
#  else
  __m128i tops = _mm_set1_epi8 ((char)top);
#  endif
  __m128i same = _mm_cmpeq_epi8 (word, tops);
  return (escape_mask)_mm_movemask_epi8 (same) & 0xff;
}

ESCAPE_TEMPLATE unsigned
escape_mask_first (escape_mask mask)
{
  return (unsigned)__builtin_ctz (mask);
}

#else

typedef uint64_t escape_mask;
#  define ESCAPE_MASK_WIDTH 8
#  define ESCAPE_MASK_ALL ESCAPE_EACH_BYTE (0x80)

#  if defined __ARM_NEON && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__          \
      && !defined ESCAPE_NO_SIMD

ESCAPE_TEMPLATE escape_mask escape_match (const uint8_t *tophash, uint8_t top)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_TEMPLATE escape_mask
escape_match (const uint8_t *tophash, uint8_t top)
{
  uint8x8_t same = vceq_u8 (vld1_u8 (tophash), vdup_n_u8 (top));
  return vget_lane_u64 (vreinterpret_u64_u8 (same), 0)
         & ESCAPE_EACH_BYTE (0x80);
}

#  else

ESCAPE_TEMPLATE uint64_t escape_tophash_word (const uint8_t *tophash)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_TEMPLATE uint64_t
escape_tophash_word (const uint8_t *tophash)
{
  uint64_t word;
  memcpy (&word, tophash, sizeof word);
#    if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64 (word);
#    endif
  return word;
}

/* The top bit of each byte of WORD that is zero, and of no other: no carry
   leaves a byte, so that there are no false matches as with the shorter (x - 1)
   & ~x.  */
ESCAPE_TEMPLATE escape_mask
escape_zero_bytes (uint64_t word)
{
  uint64_t low = ESCAPE_EACH_BYTE (0x7f);
  return ~(((word & low) + low) | word | low);
}

ESCAPE_TEMPLATE escape_mask escape_match (const uint8_t *tophash, uint8_t top)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_TEMPLATE escape_mask
escape_match (const uint8_t *tophash, uint8_t top)
{
  return escape_zero_bytes (escape_tophash_word (tophash)
                            ^ ESCAPE_EACH_BYTE (top));
}

#  endif

ESCAPE_TEMPLATE unsigned
escape_mask_first (escape_mask mask)
{
  return (unsigned)__builtin_ctzll (mask) / 8;
}

#endif

/* The slots that are not empty.  */
ESCAPE_TEMPLATE escape_mask
escape_used (const uint8_t *tophash)
{
  return escape_match (tophash, ESCAPE_EMPTY) ^ ESCAPE_MASK_ALL;
}

/* The same in eight bits, one a slot.  */
ESCAPE_TEMPLATE uint8_t
escape_used_bits (const uint8_t *tophash)
{
  uint64_t used = escape_used (tophash);
  return (uint8_t)(ESCAPE_MASK_WIDTH == 1
                       ? used
                       : (used >> 7) * UINT64_C (0x0102040810204080) >> 56);
}

/* The same of two buckets, the first's lowest.  */
ESCAPE_TEMPLATE uint16_t
escape_used_bits_of_two (const uint8_t *first, const uint8_t *second)
{
#if defined __SSE2__ && !defined ESCAPE_NO_SIMD
  __m128i words = _mm_unpacklo_epi64 (
      _mm_loadl_epi64 ((const __m128i *)(const void *)first),
      _mm_loadl_epi64 ((const __m128i *)(const void *)second));
  __m128i empty = _mm_cmpeq_epi8 (words, _mm_setzero_si128 ());
  return (uint16_t)~_mm_movemask_epi8 (empty);
#else
  return (uint16_t)(escape_used_bits (first)
                    | escape_used_bits (second) << 8);
#endif
}

#endif /* ESCAPE_TOPHASH_H */
