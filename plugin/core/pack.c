/* Packing: see pack.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "pack.h"
#include "vec.h"

#include <string.h>

/* --- Bits. ---  */

/* How likely a bit is 1, of 65536.  */
typedef uint16_t chance;

#define EVEN 32768
#define LEAST 64

struct bits
{
  bool packing;
  uint32_t low, high; /* What the number that all bits are is between.  */
  uint32_t number;    /* Unpacking: its next digits.  */
  const uint8_t *p, *end;
  VEC (uint8_t) out;
};

static uint32_t
next_byte (struct bits *b)
{
  return b->p < b->end ? *b->p++ : 0;
}

/* Code BIT, or find out what it is.  */

static unsigned
code_bit (struct bits *b, chance *c, unsigned bit)
{
  uint32_t middle
      = b->low + (uint32_t)((uint64_t)(b->high - b->low) * *c >> 16);
  if (!b->packing)
    bit = b->number <= middle;
  if (bit)
    {
      b->high = middle;
      *c += (65536 - LEAST - *c) >> 4;
    }
  else
    {
      b->low = middle + 1;
      *c -= (*c - LEAST) >> 4;
    }
  while (!((b->low ^ b->high) >> 24))
    {
      if (b->packing)
        *vec_push (&b->out) = (uint8_t)(b->high >> 24);
      else
        b->number = b->number << 8 | next_byte (b);
      b->low <<= 8;
      b->high = b->high << 8 | 255;
    }
  return bit;
}

/* N bits of VALUE, the highest first, by the tree C.  */

static unsigned
code_tree (struct bits *b, chance *c, unsigned n, unsigned value)
{
  unsigned node = 1;
  for (unsigned i = n; i-- > 0;)
    node = node << 1 | code_bit (b, &c[node], value >> i & 1);
  return node - (1u << n);
}

/* --- The model. ---  */

#define LEAST_LENGTH 3
#define LENGTH_BITS 8
#define MOST_LENGTH (LEAST_LENGTH + (1 << LENGTH_BITS) - 1)

/* Of the bits of a distance, the highest are coded together with how many there
   are.  */
#define TOP_BITS 4

struct model
{
  chance bytes[256][256]; /* By the byte before.  */
  chance repeats[8][16];  /* Is it a repetition?  By what was so far, and the
                             highest bits of the byte before.  */
  chance again[8];        /* From the same distance as the last?  */
  chance lengths[2][1 << LENGTH_BITS];
  chance widths[4][32]; /* Of distances, by the length.  */
  chance tops[32][1 << TOP_BITS];
  chance rests[32];
  unsigned past; /* Which of the last three were repetitions.  */
  uint32_t last; /* Distance.  */
};

static struct model *
model_new (void)
{
  struct model *m = escape_alloc (sizeof *m);
  chance *all = &m->bytes[0][0];
  for (size_t i = 0; i < offsetof (struct model, past) / sizeof *all; i++)
    all[i] = EVEN;
  m->last = 1;
  return m;
}

static unsigned
width_of (uint32_t n)
{
  unsigned w = 0;
  for (; n; n >>= 1)
    w++;
  return w;
}

/* DISTANCE, from 1, of a repetition of LENGTH.  */

static uint32_t
code_distance (struct bits *b, struct model *m, uint32_t length,
               uint32_t distance)
{
  unsigned form = length - LEAST_LENGTH < 3 ? length - LEAST_LENGTH : 3;
  unsigned w = code_tree (b, m->widths[form], 5, width_of (distance) & 31);
  if (!w)
    return 1;
  unsigned rest = w - 1, top = rest < TOP_BITS ? rest : TOP_BITS;
  rest -= top;
  uint32_t value = 1;
  value
      = value << top
        | code_tree (b, m->tops[w], top, distance >> rest & ((1u << top) - 1));
  for (; rest > 0; rest--)
    value = value << 1
            | code_bit (b, &m->rests[rest], distance >> (rest - 1) & 1);
  return value;
}

/* What comes next: a byte (LENGTH 1), or the LENGTH bytes DISTANCE before.  */

struct token
{
  uint32_t length, distance;
  uint8_t byte;
};

static struct token
code_token (struct bits *b, struct model *m, uint8_t before, struct token t)
{
  bool repeats = code_bit (b, &m->repeats[m->past][before >> 4], t.length > 1);
  m->past = (m->past << 1 | repeats) & 7;
  if (!repeats)
    {
      t.length = 1;
      t.byte = (uint8_t)code_tree (b, m->bytes[before], 8, t.byte);
      return t;
    }
  bool again = code_bit (b, &m->again[m->past], t.distance == m->last);
  t.length = LEAST_LENGTH
             + code_tree (b, m->lengths[again], LENGTH_BITS,
                          t.length - LEAST_LENGTH);
  t.distance = again ? m->last : code_distance (b, m, t.length, t.distance);
  m->last = t.distance;
  return t;
}

/* --- Repetitions. ---  */

#define HASH_BITS 16
#define TRIES 8

struct finder
{
  const uint8_t *data;
  size_t size;
  uint32_t *head, *next; /* Positions plus 1.  */
};

static uint32_t
hash_at (const struct finder *f, size_t i)
{
  uint32_t n = (uint32_t)f->data[i] | (uint32_t)f->data[i + 1] << 8
               | (uint32_t)f->data[i + 2] << 16;
  return n * UINT32_C (2654435761) >> (32 - HASH_BITS);
}

static void
enter (struct finder *f, size_t i)
{
  if (i + LEAST_LENGTH > f->size)
    return;
  uint32_t h = hash_at (f, i);
  f->next[i] = f->head[h];
  f->head[h] = (uint32_t)i + 1;
}

static uint32_t
common_length (const struct finder *f, size_t a, size_t b)
{
  uint32_t n = 0;
  while (n < MOST_LENGTH && b + n < f->size && f->data[a + n] == f->data[b + n])
    n++;
  return n;
}

/* The best repetition at I; one from LAST costs less, far ones more.  */

static struct token
find (const struct finder *f, size_t i, uint32_t last)
{
  struct token best = { 1, 0, f->data[i] };
  if (i + LEAST_LENGTH > f->size)
    return best;
  if (last <= i)
    {
      uint32_t n = common_length (f, i - last, i);
      if (n >= LEAST_LENGTH)
        best = (struct token){ n, last, best.byte };
    }
  unsigned tries = TRIES;
  for (uint32_t at = f->head[hash_at (f, i)]; at && tries--;
       at = f->next[at - 1])
    {
      uint32_t n = common_length (f, at - 1, i);
      uint32_t distance = (uint32_t)(i - (at - 1));
      if (n > best.length + (best.distance == last) && (n > 3 || distance < 256)
          && (n > 4 || distance < 1 << 14))
        best = (struct token){ n, distance, best.byte };
    }
  return best;
}

uint8_t *
pack (const uint8_t *data, size_t size, size_t *packed)
{
  struct bits b = { .packing = true, .high = UINT32_MAX };
  struct model *m = model_new ();
  struct finder f = { data, size, NULL, NULL };
  f.head = escape_alloc (sizeof *f.head << HASH_BITS);
  f.next = escape_alloc ((size + 1) * sizeof *f.next);
  for (size_t i = 0; i < size;)
    {
      struct token t = find (&f, i, m->last);
      enter (&f, i);
      /* A longer one behind the next byte is better.  */
      if (t.length > 1 && t.length < 32 && i + 1 < size
          && find (&f, i + 1, m->last).length > t.length + 1)
        t.length = 1;
      code_token (&b, m, i ? data[i - 1] : 0, t);
      for (uint32_t k = 1; k < t.length; k++)
        enter (&f, i + k);
      i += t.length;
    }
  for (int i = 24; i >= 0; i -= 8)
    *vec_push (&b.out) = (uint8_t)(b.low >> i);
  escape_release (f.head);
  escape_release (f.next);
  escape_release (m);
  *packed = b.out.n;
  return b.out.v;
}

void
unpack (const uint8_t *data, size_t packed, uint8_t *out, size_t size)
{
  struct bits b = { .high = UINT32_MAX, .p = data, .end = data + packed };
  struct model *m = model_new ();
  for (int i = 0; i < 4; i++)
    b.number = b.number << 8 | next_byte (&b);
  for (size_t i = 0; i < size;)
    {
      struct token t = { 1, 0, 0 };
      t = code_token (&b, m, i ? out[i - 1] : 0, t);
      if (t.length == 1)
        {
          out[i++] = t.byte;
          continue;
        }
      for (uint32_t k = 0; k < t.length && i < size; k++, i++)
        out[i] = t.distance <= i ? out[i - t.distance] : 0;
    }
  escape_release (m);
}
