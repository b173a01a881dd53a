/* SPDX-License-Identifier: MIT */
/* Hashes of more bytes than are inlined, SipHash-1-3, the process's secrets, and seeds.  */

#include "internal.h"
#include <errno.h>
#include <escape/hash.h>
#include <pthread.h>
#include <time.h>

#if defined __has_include
#  if __has_include(<sys/random.h>)
#    include <sys/random.h>
#    define HAVE_GETRANDOM 1
#  endif
#endif

uint64_t escape_hash_secret[2];

struct sip
{
  uint64_t v0, v1, v2, v3;
};

static inline uint64_t
rotate (uint64_t x, int n)
{
  return (x << n) | (x >> (64 - n));
}

static inline struct sip
sip_round (struct sip s)
{
  s.v0 += s.v1;
  s.v1 = rotate (s.v1, 13) ^ s.v0;
  s.v0 = rotate (s.v0, 32);
  s.v2 += s.v3;
  s.v3 = rotate (s.v3, 16) ^ s.v2;
  s.v0 += s.v3;
  s.v3 = rotate (s.v3, 21) ^ s.v0;
  s.v2 += s.v1;
  s.v1 = rotate (s.v1, 17) ^ s.v2;
  s.v2 = rotate (s.v2, 32);
  return s;
}

static inline struct sip
sip_word (struct sip s, uint64_t word)
{
  s.v3 ^= word;
  s = sip_round (s);
  s.v0 ^= word;
  return s;
}

static inline uint64_t
load_little_endian (const unsigned char *p)
{
  uint64_t word;
  memcpy (&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64 (word);
#endif
  return word;
}

static uint64_t
siphash_1_3 (const unsigned char *p, size_t n, uint64_t k0, uint64_t k1)
{
  struct sip s = { k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du,
                   k0 ^ 0x6c7967656e657261u, k1 ^ 0x7465646279746573u };
  uint64_t last = (uint64_t)n << 56;
  for (; n >= 8; n -= 8, p += 8)
    s = sip_word (s, load_little_endian (p));
  for (size_t i = 0; i < n; i++)
    last |= (uint64_t)p[i] << (8 * i);
  s = sip_word (s, last);
  s.v2 ^= 0xff;
  s = sip_round (sip_round (sip_round (s)));
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

uint64_t
escape_hash_strong (const void *ptr, size_t n, uint64_t seed)
{
  return siphash_1_3 (ptr, n, seed, escape_hash_secret[0]);
}

/* Each pair of words is folded into the seed of the next; the last 16 bytes are
   taken whole, whatever was taken of them before.  */
uint64_t
escape_hash_long (const void *ptr, size_t n, uint64_t seed)
{
  const unsigned char *p = ptr, *last = p + n - 16;
  uint64_t chain = seed;
  for (; p < last; p += 16)
    chain = escape_fold (escape_load64 (p) ^ escape_hash_secret[1],
                         escape_load64 (p + 8) ^ chain);
  return escape_hash_words (escape_load64 (last) ^ chain,
                            escape_load64 (last + 8), n, seed);
}

/* N bytes that nobody can guess; without a kernel that gives them, bytes that
   few can.  */
static void
fill_random (void *out, size_t n)
{
  size_t done = 0;
#ifdef HAVE_GETRANDOM
  while (done < n)
    {
      ssize_t got = getrandom ((char *)out + done, n - done, 0);
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      done += (size_t)got;
    }
#endif
  if (done < n)
    {
      struct timespec now;
      timespec_get (&now, TIME_UTC);
      uint64_t here[4]
          = { (uint64_t)(uintptr_t)out, (uint64_t)now.tv_sec,
              (uint64_t)now.tv_nsec, (uint64_t)(uintptr_t)&fill_random };
      for (size_t i = 0; i < n; i++)
        {
          here[3]++;
          ((unsigned char *)out)[i] = (unsigned char)siphash_1_3 (
              (const unsigned char *)here, sizeof here, 1, 2);
        }
    }
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
make_secrets (void)
{
  fill_random (escape_hash_secret, sizeof escape_hash_secret);
  escape_hash_secret[0] |= 1;
  escape_hash_secret[1] |= 1;
}

uint64_t
escape_random (void)
{
  static _Thread_local struct
  {
    uint64_t key[2], counter;
  } state;
  if (state.counter == 0)
    {
      pthread_once (&once, make_secrets);
      fill_random (state.key, sizeof state.key);
    }
  state.counter++;
  return siphash_1_3 ((const unsigned char *)&state.counter,
                      sizeof state.counter, state.key[0], state.key[1]);
}

/* wyrand, from the same author as wyhash.  */
uint64_t
escape_random_quick (void)
{
  static _Thread_local uint64_t state;
  if (state == 0)
    state = escape_random () | 1;
  state += UINT64_C (0xa0761d6478bd642f);
  return escape_fold (state, state ^ UINT64_C (0xe7037ed1a0b428db));
}
