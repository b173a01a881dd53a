/* Sums, overlaps and copies of places: see place.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "place.h"

const struct place place_start = { 0, 0, 0, 0 };
const struct place place_anywhere = { 0, 1, 0, 0 };

static uint32_t
gcd (uint32_t a, uint32_t b)
{
  while (b)
    {
      uint32_t t = a % b;
      a = b;
      b = t;
    }
  return a;
}

/* At what distance P is there again, without end; 0: nowhere.  */

static uint32_t
repeats (struct place p)
{
  return p.len ? p.period : p.stride;
}

/* All offsets of P differ by multiples of this.  */

static uint32_t
grain (struct place p)
{
  return gcd (p.stride, p.period);
}

struct place
place_normal (struct place p)
{
  if (p.period && (p.len >= p.period || p.period >> 31))
    p = place_every (p.off, grain (p));
  else if (p.period && p.len <= p.stride)
    p = place_every (p.off, p.period);
  uint32_t again = repeats (p);
  if (again)
    {
      p.off %= again;
      if (p.off < 0)
        p.off += again;
    }
  return p;
}

struct place
place_add (struct place a, struct place b)
{
  int64_t off;
  if (place_is_anywhere (a) || place_is_anywhere (b)
      || __builtin_add_overflow (a.off, b.off, &off))
    return place_anywhere;
  if (!a.stride || !b.stride)
    {
      struct place r = a.stride ? a : b;
      r.off = off;
      return place_normal (r);
    }
  struct place r = { off, gcd (a.len ? a.stride : 0, b.len ? b.stride : 0),
                     gcd (repeats (a), repeats (b)), 0 };
  if (r.period)
    r.len = a.len < r.period && b.len < r.period ? a.len + b.len : r.period;
  else
    {
      /* An array in the elements of an array: the outer one has no end.  */
      struct place outer = a.stride > b.stride ? a : b;
      r.len = a.stride > b.stride ? b.len : a.len;
      r.period = outer.stride;
      r.stride = a.stride > b.stride ? b.stride : a.stride;
    }
  return place_normal (r);
}

struct place
place_cover (struct place a, struct place b)
{
  int64_t d;
  if (__builtin_sub_overflow (a.off, b.off, &d) || d == INT64_MIN)
    return place_anywhere;
  d = d < 0 ? -d : d;
  return place_normal (
      place_every (a.off, gcd (gcd (grain (a), grain (b)),
                               d > UINT32_MAX ? 1 : (uint32_t)d)));
}

/* Do [X, X + ASIZE) and [Y, Y + BSIZE) meet for an X that is D + K * STEP
   above Y?  */

static bool
meet (int64_t d, uint32_t step, int64_t asize, int64_t bsize)
{
  if (!step)
    return d < bsize && -d < asize;
  d %= step;
  if (d < 0)
    d += step;
  return d < bsize || step - d < asize;
}

bool
place_overlaps (struct place a, int64_t asize, struct place b, int64_t bsize)
{
  int64_t d;
  if (place_is_anywhere (a) || place_is_anywhere (b)
      || __builtin_sub_overflow (a.off, b.off, &d) || d == INT64_MIN)
    return true;
  if (asize < 0)
    asize = INT64_MAX;
  if (bsize < 0)
    bsize = INT64_MAX;
  if (!a.stride && !b.stride)
    return meet (d, 0, asize, bsize);
  /* Each as a whole array, and as its elements.  */
  int64_t awhole = a.len > asize ? a.len : asize;
  int64_t bwhole = b.len > bsize ? b.len : bsize;
  return meet (d, gcd (repeats (a), repeats (b)), awhole, bwhole)
         && meet (d, gcd (grain (a), grain (b)), asize, bsize)
         && meet (d, gcd (grain (a), repeats (b)), asize, bwhole)
         && meet (d, gcd (repeats (a), grain (b)), awhole, bsize);
}

bool
place_is_aligned (struct place c, struct place r)
{
  uint32_t step = gcd (grain (c), grain (r));
  return step ? (c.off - r.off) % step == 0 : c.off == r.off;
}

struct place
place_relocate (struct place c, struct place from, struct place to)
{
  if (__builtin_sub_overflow (c.off, from.off, &c.off))
    return place_anywhere;
  return place_add (place_add (c, place_every (0, grain (from))), to);
}
