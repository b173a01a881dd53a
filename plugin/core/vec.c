/* Growing arrays and a hash table: see vec.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE

#include "vec.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static _Noreturn void
out_of_memory (void)
{
  fputs ("escape: out of memory\n", stderr);
  exit (1);
}

void *
escape_alloc (size_t size)
{
  void *p = calloc (1, size ? size : 1);
  if (!p)
    out_of_memory ();
  return p;
}

void
escape_release (void *p)
{
  free (p);
}

void *
escape_grow (void *old, uint32_t *cap, size_t size)
{
  uint32_t n = *cap ? *cap * 2 : 4;
  if (n < *cap)
    out_of_memory ();
  void *p = realloc (old, n * size);
  if (!p)
    out_of_memory ();
  *cap = n;
  return p;
}

/* Arenas are lists of chunks, which are kept for the next arena.  They come
   straight from the system: the heap is the compiler's, and holes that big
   short-lived arrays leave in it cost the compiler time later.  */

#define CHUNK_SIZE ((size_t)1 << 20)

/* Arrays from this size on have a chunk each, so that they grow in place.  */
#define OWN_CHUNK (CHUNK_SIZE / 2)

struct chunk
{
  struct chunk *next, *prev;
  size_t size; /* Bytes in DATA.  */
  _Alignas(max_align_t) char data[];
};

struct arena
{
  struct chunk *chunks; /* The first is the one in use.  */
  size_t used;
  size_t size;       /* Of all its chunks, in bytes.  */
  size_t taken;      /* Of what was asked for.  */
  struct chunk *own; /* Of one array each.  */
};

static struct chunk *spare;

/* Bytes in chunks of all arenas.  */
static size_t all_size;

static void
count_size (struct arena *a, size_t old_size, size_t size)
{
  a->size += size - old_size;
  all_size += size - old_size;
}

size_t
arena_size (const struct arena *a)
{
  return a->size;
}

size_t
arena_taken (const struct arena *a)
{
  return a->taken;
}

size_t
arenas_size (void)
{
  return all_size;
}

static struct chunk *
map_chunk (size_t size)
{
  struct chunk *c = mmap (NULL, sizeof *c + size, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (c == MAP_FAILED)
    out_of_memory ();
  c->size = size;
  return c;
}

static void
unmap_chunks (struct chunk *c)
{
  while (c)
    {
      struct chunk *next = c->next;
      munmap (c, sizeof *c + c->size);
      c = next;
    }
}

struct arena *
arena_new (void)
{
  return escape_alloc (sizeof (struct arena));
}

/* Keep KEPT, of A's chunks the last, and what is in it no more.  */

static void
give_back (struct arena *a, struct chunk *kept)
{
  all_size -= a->size;
  while (a->chunks != kept)
    {
      struct chunk *c = a->chunks;
      a->chunks = c->next;
      c->next = spare;
      spare = c;
    }
  unmap_chunks (a->own);
  a->own = NULL;
  a->used = 0;
  a->size = kept ? CHUNK_SIZE : 0;
  all_size += a->size;
}

void
arena_empty (struct arena *a)
{
  struct chunk *last = a->chunks;
  while (last && last->next)
    last = last->next;
  give_back (a, last);
}

void
arena_free (struct arena *a)
{
  if (!a)
    return;
  give_back (a, NULL);
  free (a);
}

/* C, new or moved, takes its place in the list of A's own chunks.  */

static void *
link_own (struct arena *a, struct chunk *c)
{
  if (c->prev)
    c->prev->next = c;
  else
    a->own = c;
  if (c->next)
    c->next->prev = c;
  return c->data;
}

void *
arena_take (struct arena *a, size_t size)
{
  a->taken += size;
  if (size >= OWN_CHUNK)
    {
      struct chunk *c = map_chunk (size);
      count_size (a, 0, size);
      c->next = a->own;
      return link_own (a, c);
    }
  size = (size + _Alignof(max_align_t) - 1) & -_Alignof(max_align_t);
  if (!a->chunks || CHUNK_SIZE - a->used < size)
    {
      struct chunk *c = spare;
      if (c)
        spare = c->next;
      else
        c = map_chunk (CHUNK_SIZE);
      count_size (a, 0, CHUNK_SIZE);
      c->next = a->chunks;
      a->chunks = c;
      a->used = 0;
    }
  void *p = a->chunks->data + a->used;
  a->used += size;
  return p;
}

void *
arena_alloc (struct arena *a, size_t size)
{
  return memset (arena_take (a, size), 0, size);
}

void *
arena_copy (struct arena *a, const void *from, size_t size)
{
  return size ? memcpy (arena_take (a, size), from, size) : NULL;
}

void *
arena_grow (struct arena *a, void *old, uint32_t *cap, size_t size)
{
  uint32_t n = *cap ? *cap * 2 : 2;
  if (n < *cap)
    out_of_memory ();
  size_t old_size = *cap * size;
  *cap = n;
  if (old_size >= OWN_CHUNK)
    {
      struct chunk *c
          = (struct chunk *)((char *)old - offsetof (struct chunk, data));
      c = mremap (c, sizeof *c + c->size, sizeof *c + n * size, MREMAP_MAYMOVE);
      if (c == MAP_FAILED)
        out_of_memory ();
      count_size (a, c->size, n * size);
      a->taken += n * size - old_size;
      c->size = n * size;
      return link_own (a, c);
    }
  void *p = arena_take (a, n * size);
  if (old_size)
    memcpy (p, old, old_size);
  return p;
}

static struct arena *of_unit;

struct arena *
unit_arena (void)
{
  if (!of_unit)
    of_unit = arena_new ();
  return of_unit;
}

void
unit_arena_free (void)
{
  arena_free (of_unit);
  of_unit = NULL;
  unmap_chunks (spare);
  spare = NULL;
}

struct entry
{
  uint64_t a, b, c;
  uint32_t value;
  uint32_t used;
};

struct table
{
  struct arena *arena;
  struct entry *entries;
  uint32_t size, n;
};

struct table *
table_new (struct arena *a)
{
  struct table *t = arena_alloc (a, sizeof *t);
  t->arena = a;
  t->size = 16;
  t->entries = arena_alloc (a, t->size * sizeof *t->entries);
  return t;
}

static uint64_t
mix (uint64_t h, uint64_t x)
{
  h = (h ^ x) * UINT64_C (0x9e3779b97f4a7c15);
  return h ^ (h >> 29);
}

static struct entry *
find (struct table *t, uint64_t a, uint64_t b, uint64_t c)
{
  uint32_t i = (uint32_t)mix (mix (mix (1, a), b), c) & (t->size - 1);
  while (
      t->entries[i].used
      && (t->entries[i].a != a || t->entries[i].b != b || t->entries[i].c != c))
    i = (i + 1) & (t->size - 1);
  return &t->entries[i];
}

static void
rehash (struct table *t)
{
  struct entry *old = t->entries;
  uint32_t old_size = t->size;
  t->size *= 2;
  t->entries = arena_alloc (t->arena, t->size * sizeof *t->entries);
  for (uint32_t i = 0; i < old_size; i++)
    if (old[i].used)
      *find (t, old[i].a, old[i].b, old[i].c) = old[i];
}

uint32_t *
table_slot (struct table *t, uint64_t a, uint64_t b, uint64_t c)
{
  if (t->n * 4 >= t->size * 3)
    rehash (t);
  struct entry *e = find (t, a, b, c);
  if (!e->used)
    {
      *e = (struct entry){ a, b, c, 0, 1 };
      t->n++;
    }
  return &e->value;
}
