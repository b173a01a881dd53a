/* SPDX-License-Identifier: MIT */
/* Eight bytes matched at once: every form gives what a loop gives.  */

#include "check.h"
#include <escape/tophash.h>

static unsigned
by_loop (const uint8_t *t, uint8_t top)
{
  unsigned slots = 0;
  for (unsigned i = 0; i < 8; i++)
    if (t[i] == top)
      slots |= 1u << i;
  return slots;
}

static unsigned
by_mask (escape_mask mask)
{
  unsigned slots = 0;
  for (; mask; mask &= mask - 1)
    slots |= 1u << escape_mask_first (mask);
  return slots;
}

int
main (void)
{
  uint8_t t[8] = { 0 }, last[8];
  for (int round = 0; round < 200000; round++)
    {
      uint64_t r = check_random ();
      memcpy (last, t, sizeof t);
      memcpy (t, &r, sizeof t);
      for (int i = 0; i < 8; i++) /* near misses are where word tricks fail */
        if (check_random () % 2)
          t[i] = (uint8_t)(check_random () % 4
                           + (check_random () % 2 ? 0x7e : 0));
      uint8_t top = check_random () % 2 ? t[r % 8] : (uint8_t)(r >> 20);
      CHECK_SIZE (by_mask (escape_match (t, top)), by_loop (t, top));
      CHECK_SIZE (by_mask (escape_match (t, 0)), by_loop (t, 0));
      CHECK_SIZE (escape_used_bits (t), by_loop (t, 0) ^ 0xff);
      CHECK_SIZE (escape_used_bits_of_two (last, t),
                  (by_loop (last, 0) | by_loop (t, 0) << 8) ^ 0xffff);
    }
  for (unsigned i = 0; i < 256; i++)
    CHECK (escape_tophash ((uint64_t)i << 56 | 123) >= ESCAPE_MIN_TOPHASH);
  printf ("form: %s\n", ESCAPE_TOPHASH_FORM);
  return check_done ();
}
