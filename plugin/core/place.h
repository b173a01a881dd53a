/* Places in an object.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_CORE_PLACE_H
#define ESCAPE_CORE_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* A set of offsets in bytes: OFF + I * STRIDE + J * PERIOD for all integers I
   and J.  STRIDE 0: the one place OFF.  LEN, if not 0, bounds I * STRIDE to
   [0, LEN): the elements of an array; with a PERIOD, of the array that is a
   member of the elements of another.  PERIOD is not 0 only beside a smaller
   LEN.  STRIDE 1 without bound is "anywhere".  */

  struct place
  {
    int64_t off;
    uint32_t stride, period;
    int64_t len;
  };

  extern const struct place place_start; /* offset 0 */
  extern const struct place place_anywhere;

  static inline struct place
  place_at (int64_t off)
  {
    struct place p = { off, 0, 0, 0 };
    return p;
  }

  /* OFF + I * STRIDE.  */

  static inline struct place
  place_every (int64_t off, uint32_t stride)
  {
    struct place p = { off, stride, 0, 0 };
    return p;
  }

  static inline bool
  place_equal (struct place a, struct place b)
  {
    return a.off == b.off && a.stride == b.stride && a.period == b.period
           && a.len == b.len;
  }

  /* Of a normal place.  */

  static inline bool
  place_is_anywhere (struct place p)
  {
    return p.stride == 1 && !p.len;
  }

  /* The one way to write P.  */
  struct place place_normal (struct place p);

  /* PERIOD and LEN of a normal place as one word, as part of a key.  */
  static inline uint64_t
  place_bound (struct place p)
  {
    return p.period
               ? UINT64_C (1) << 63 | (uint64_t)p.period << 32 | (uint64_t)p.len
               : (uint64_t)p.len;
  }

  /* All sums of an offset in A and one in B.  */
  struct place place_add (struct place a, struct place b);

  /* A place without bounds that has all of A and B.  */
  struct place place_cover (struct place a, struct place b);

  /* Do [A .. +ASIZE) and [B .. +BSIZE) share a byte for some of their offsets?
   Negative sizes have no end.  */
  bool place_overlaps (struct place a, int64_t asize, struct place b,
                       int64_t bsize);

  /* Is a value read at R from cell place C a whole pointer as it was stored?  */
  bool place_is_aligned (struct place c, struct place r);

  /* Where cell place C lies after a block copy from FROM to TO.  */
  struct place place_relocate (struct place c, struct place from,
                               struct place to);

#ifdef __cplusplus
}
#endif

#endif
