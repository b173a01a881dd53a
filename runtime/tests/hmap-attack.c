/* SPDX-License-Identifier: MIT */
/* Keys that are chosen to collide under one seed slow a map that has it, and no
   other: counted in comparisons and in buckets that are looked at.  */

#include "check.h"
#include <escape/hash.h>

static size_t comparisons;

static bool
same_number (uint64_t a, uint64_t b)
{
  comparisons++;
  return a == b;
}

#define HMAP_NAME numbers
#define HMAP_KEY uint64_t
#define HMAP_VALUE int
#define HMAP_HASH(key, seed) escape_hash_int (key, seed)
#define HMAP_EQUAL(a, b) same_number (a, b)
#include <escape/hmap.h>

struct name
{
  char text[16];
};

static bool
same_name (const struct name *a, const struct name *b)
{
  comparisons++;
  return memcmp (a, b, sizeof *a) == 0;
}

#define HMAP_NAME names
#define HMAP_KEY struct name
#define HMAP_VALUE int
#define HMAP_HASH(key, seed) escape_hash_bytes (&(key), sizeof (key), seed)
#define HMAP_EQUAL(a, b) same_name (&(a), &(b))
#include <escape/hmap.h>

enum
{
  CHOSEN = 1000
};
static const uint64_t known = UINT64_C (0x0123456789abcdef);
static uint64_t bad_numbers[CHOSEN];
static struct name bad_names[CHOSEN];

/* The same bucket in any table of up to 256 buckets, and one of 128 tophashes.
 */
static bool
collides (uint64_t hash)
{
  return (hash & 0xff) == 0 && hash >> 63;
}

static void
choose (void)
{
  uint64_t k = 0;
  for (int n = 0; n < CHOSEN; k++)
    if (collides (escape_hash_int (k, known)))
      bad_numbers[n++] = k;
  k = 0;
  for (int n = 0; n < CHOSEN; k++)
    {
      struct name name;
      snprintf (name.text, sizeof name.text, "%015d", (int)k);
      if (collides (escape_hash_bytes (&name, sizeof name, known)))
        bad_names[n++] = name;
    }
}

/* The longest chain.  */
static size_t
longest (const hmap *h, size_t size)
{
  size_t most = 0;
  for (size_t i = 0; i <= h->mask; i++)
    {
      size_t n = 0;
      for (void *b = (char *)h->buckets + i * size; b;
           b = ((escape_hmap_bucket *)b)->overflow)
        n++;
      if (n > most)
        most = n;
    }
  return most;
}

/* Fill a map with the chosen numbers, names; SEED 0: its own.  Returns the
   longest chain.  */
static size_t
fill_numbers (uint64_t seed)
{
  numbers *m = numbers_make (0);
  if (seed)
    m->head.hash0 = seed;
  comparisons = 0;
  for (int i = 0; i < CHOSEN; i++)
    numbers_put (m, bad_numbers[i], i);
  size_t most = longest (&m->head, sizeof (numbers_bucket));
  numbers_free (m);
  return most;
}

static size_t
fill_names (uint64_t seed)
{
  names *m = names_make (0);
  if (seed)
    m->head.hash0 = seed;
  comparisons = 0;
  for (int i = 0; i < CHOSEN; i++)
    names_put (m, bad_names[i], i);
  size_t most = longest (&m->head, sizeof (names_bucket));
  names_free (m);
  return most;
}

int
main (void)
{
  (void)escape_random (); /* sets the secrets */
  choose ();
  /* The attack works: all are in one chain.  */
  CHECK (fill_numbers (known) >= CHOSEN / 8);
  CHECK (comparisons >= CHOSEN);
  CHECK (fill_names (known) >= CHOSEN / 8);
  CHECK (comparisons >= CHOSEN);
  for (int round = 0; round < 50; round++)
    {
      CHECK (fill_numbers (0) <= 4);
      CHECK (comparisons < CHOSEN / 4);
      CHECK (fill_names (0) <= 4);
      CHECK (comparisons < CHOSEN / 4);
      /* A seed that differs in one bit is another one.  */
      CHECK (fill_numbers (known ^ UINT64_C (1) << round) <= 4);
      CHECK (fill_names (known ^ UINT64_C (1) << round) <= 4);
    }
  return check_done ();
}
