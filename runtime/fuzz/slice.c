/* SPDX-License-Identifier: MIT */
/* Slices against plain arrays: a program of bytes is run on both.

   Three slices of int: one on the heap, one in an allocator that counts, one
   that begins in a frame and is grown by both forms, the other of them in an
   arena.  After each operation they are compared.  A bit of each operation says
   whether memory is out meanwhile: what the operation tried must then have been
   done or not done at all.  */

#include <escape/arena.h>
#include <escape/slices.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WRONG(what)                                                            \
  (fprintf (stderr, "%s:%d: %s\n", __FILE__, __LINE__, what), abort ())
#define HOLDS(cond) ((cond) ? (void)0 : WRONG (#cond))

enum
{
  MOST = 300, /* elements: longer slices are cut to their first tenth */
  SLICES = 3
};

static bool no_memory;

static bool
hook (size_t bytes)
{
  (void)bytes;
  return !no_memory;
}

/* The allocator: it checks that each block comes back with its size, once.  */
static size_t blocks_out, bytes_out;

static void *
block_alloc (escape_allocator *self, size_t bytes)
{
  (void)self;
  size_t *block = no_memory ? NULL : (size_t *)calloc (1, bytes + 16);
  if (!block)
    return NULL;
  *block = bytes;
  blocks_out++;
  bytes_out += bytes;
  return (char *)block + 16;
}

static void
block_free (escape_allocator *self, void *ptr, size_t bytes)
{
  (void)self;
  size_t *block = (size_t *)(void *)((char *)ptr - 16);
  HOLDS (*block == bytes);
  blocks_out--;
  bytes_out -= bytes;
  free (block);
}

struct model
{
  int v[3 * MOST];
  size_t n;
};

static void
model_insert (struct model *m, size_t i, const int *src, size_t n)
{
  int copy[3 * MOST];
  memcpy (copy, src, n * sizeof *copy);
  memmove (m->v + i + n, m->v + i, (m->n - i) * sizeof *m->v);
  memcpy (m->v + i, copy, n * sizeof *copy);
  m->n += n;
}

static int
compare (const void *a, const void *b)
{
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

static void
same (ints s, const struct model *m)
{
  HOLDS (s.len == m->n && s.cap >= s.len);
  HOLDS (s.len == 0 || memcmp (s.ptr, m->v, s.len * sizeof (int)) == 0);
}

/* What lies between length and capacity can be had by sub: it must be memory
   of the slice's own.  */
static void
touch_capacity (ints s)
{
  ints all = ints_sub (s, 0, s.cap);
  int sum = 0;
  for (size_t i = s.len; i < all.len; i++)
    sum += all.ptr[i];
  __asm__ volatile("" : : "r"(sum)); /* the loads are not optimised away */
}

struct program
{
  const unsigned char *at, *end;
};

static unsigned
next (struct program *p)
{
  return p->at < p->end ? *p->at++ : 0;
}

/* An index up to N, N included.  */
static size_t
index_to (struct program *p, size_t n)
{
  return ((size_t)next (p) << 8 | next (p)) % (n + 1);
}

/* The operations that may allocate, on S as on M, in the form for IN; false:
   none of them.  */
static bool
grow (struct program *p, unsigned op, escape_allocator *in, ints *s,
      struct model *m)
{
  int x = (int)next (p);
  size_t i = index_to (p, m->n), from = index_to (p, m->n),
         n = index_to (p, m->n - from);
  int some[5] = { x, x + 1, x + 2, x + 3, x + 4 };
  ints part = ints_sub (*s, from, from + n);
  const int *old = s->ptr;
  size_t cap = s->cap;
  bool done = true;
  switch (op)
    {
    case 0:
    case 1:
    case 2:
      done = in ? ints_try_append_in (in, s, x) : ints_try_append (s, x);
      if (done)
        m->v[m->n++] = x;
      break;
    case 3:
      done = in ? ints_try_append_many_in (in, s, some, 5)
                : ints_try_append_many (s, some, 5);
      if (done)
        model_insert (m, m->n, some, 5);
      break;
    case 4:
      done = in ? ints_try_append_slice_in (in, s, part)
                : ints_try_append_slice (s, part);
      if (done)
        model_insert (m, m->n, m->v + from, n);
      break;
    case 5:
      done = in ? ints_try_insert_in (in, s, i, x) : ints_try_insert (s, i, x);
      if (done)
        model_insert (m, i, &x, 1);
      break;
    case 6:
      done = in ? ints_try_insert_many_in (in, s, i, part.ptr, n)
                : ints_try_insert_many (s, i, part.ptr, n);
      if (done)
        model_insert (m, i, m->v + from, n);
      break;
    case 7:
      done = in ? ints_try_reserve_in (in, s, n) : ints_try_reserve (s, n);
      break;
    case 8:
      *s = in ? ints_clip_in (in, *s) : ints_clip (*s);
      break;
    case 9:
      {
        ints copy = { 0 };
        done = in ? ints_try_clone_in (in, &copy, *s)
                  : ints_try_clone (&copy, *s);
        HOLDS (done || !copy.ptr);
        if (!done)
          break;
        same (copy, m);
        HOLDS (ints_equal (copy, *s));
        if (in)
          ints_free_in (in, s);
        else
          ints_free (s);
        *s = copy;
        old = s->ptr;
        break;
      }
    default:
      return false;
    }
  HOLDS (done || no_memory);
  HOLDS (done || (s->ptr == old && s->cap == cap));
  return true;
}

/* The operations that do not.  */
static void
change (struct program *p, unsigned op, ints *s, struct model *m)
{
  size_t lo = index_to (p, m->n), hi = lo + index_to (p, m->n - lo);
  int x = (int)next (p);
  switch (op)
    {
    case 10:
      *s = ints_delete (*s, lo, hi);
      memmove (m->v + lo, m->v + hi, (m->n - hi) * sizeof *m->v);
      m->n -= hi - lo;
      break;
    case 11:
      *s = ints_truncate (*s, hi);
      m->n = hi;
      break;
    case 12:
      if (lo < m->n)
        slice_at (*s, lo) = m->v[lo] = x;
      break;
    case 13:
      ints_reverse (ints_sub (*s, lo, hi));
      for (size_t i = lo, k = hi; i + 1 < k; i++)
        {
          int keep = m->v[i];
          m->v[i] = m->v[--k];
          m->v[k] = keep;
        }
      break;
    case 14:
      {
        ints part = ints_sub (*s, lo, hi);
        ints_sort (part);
        if (hi > lo)
          qsort (m->v + lo, hi - lo, sizeof *m->v, compare);
        HOLDS (ints_is_sorted (part));
        bool found;
        size_t at = ints_search (part, x, &found);
        HOLDS (found == ints_contains (part, x));
        HOLDS (!found || (ptrdiff_t)at == ints_index (part, x));
        break;
      }
    case 15: /* append to a view, within the array: seen in the whole */
      {
        ints view = ints_sub (*s, lo, hi);
        if (view.cap == view.len)
          break;
        view = ints_append (view, x);
        HOLDS (!view.owned && view.ptr == s->ptr + lo);
        if (hi < m->n)
          m->v[hi] = x;
        break;
      }
    case 16: /* append to a view, beyond its limit: not seen */
      {
        ints view = ints_sub3 (*s, lo, hi, hi);
        if (ints_try_append (&view, x))
          {
            HOLDS (view.owned && slice_at (view, view.len - 1) == x);
            ints_free (&view);
          }
        else
          HOLDS (no_memory);
        break;
      }
    case 17:
      ints_copy (ints_sub (*s, lo, m->n), ints_sub (*s, 0, hi));
      memmove (m->v + lo, m->v,
               (hi < m->n - lo ? hi : m->n - lo) * sizeof *m->v);
      break;
    case 18:
      ints_clear (ints_sub (*s, lo, hi));
      memset (m->v + lo, 0, (hi - lo) * sizeof *m->v);
      break;
    default:
      touch_capacity (*s);
    }
}

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  struct program p = { data, data + size };
  escape_allocator blocks = { block_alloc, block_free, NULL };
  ARENA_ON_STACK (a, 256);
  SLICE_ON_STACK (ints, framed, 4);
  ints s[SLICES] = { { 0 }, { 0 }, framed };
  static struct model m[SLICES];
  for (unsigned i = 0; i < SLICES; i++)
    m[i].n = 0;
  escape_set_alloc_hook (hook);
  while (p.at < p.end)
    {
      unsigned op = next (&p), which = next (&p);
      unsigned i = which % SLICES;
      escape_allocator *in = i == 0              ? NULL
                             : i == 1            ? &blocks
                             : (which & 64) != 0 ? &a.allocator
                                                 : NULL;
      no_memory = (op & 128) != 0;
      if (!grow (&p, op % 20, in, &s[i], &m[i]))
        change (&p, op % 20, &s[i], &m[i]);
      no_memory = false;
      same (s[i], &m[i]);
      if (m[i].n > MOST)
        {
          m[i].n /= 10;
          s[i] = ints_truncate (s[i], m[i].n);
        }
    }
  ints_free (&s[0]);
  ints_free_in (&blocks, &s[1]);
  ints_free_in (&a.allocator, &s[2]);
  HOLDS (blocks_out == 0 && bytes_out == 0);
  escape_set_alloc_hook (NULL);
  return 0;
}
