/* Growing arrays and a hash table: see vec.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "vec.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* Arenas are lists of chunks, which are kept for the next arena.  */

#define CHUNK_SIZE ((size_t) 64 << 10)

struct chunk
{
  struct chunk *next;
  size_t size;		/* Bytes in DATA.  */
  _Alignas (max_align_t) char data[];
};

struct arena
{
  struct chunk *chunks;	/* The first is the one in use.  */
  size_t used;
};

static struct chunk *spare;

struct arena *
arena_new (void)
{
  return escape_alloc (sizeof (struct arena));
}

void
arena_free (struct arena *a)
{
  while (a->chunks)
    {
      struct chunk *c = a->chunks;
      a->chunks = c->next;
      if (c->size == CHUNK_SIZE)
	{
	  c->next = spare;
	  spare = c;
	}
      else
	free (c);
    }
  free (a);
}

void
arena_free_spare (void)
{
  while (spare)
    {
      struct chunk *c = spare;
      spare = c->next;
      free (c);
    }
}

static void
add_chunk (struct arena *a, size_t size)
{
  struct chunk *c = spare;
  if (size <= CHUNK_SIZE && c)
    spare = c->next;
  else
    {
      if (size < CHUNK_SIZE)
	size = CHUNK_SIZE;
      c = malloc (sizeof *c + size);
      if (!c)
	out_of_memory ();
      c->size = size;
    }
  c->next = a->chunks;
  a->chunks = c;
  a->used = 0;
}

/* Not zeroed.  */

static void *
arena_take (struct arena *a, size_t size)
{
  size = (size + _Alignof (max_align_t) - 1) & -_Alignof (max_align_t);
  if (!a->chunks || a->chunks->size - a->used < size)
    add_chunk (a, size);
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
arena_grow (struct arena *a, void *old, uint32_t *cap, size_t size)
{
  uint32_t n = *cap ? *cap * 2 : 2;
  if (n < *cap)
    out_of_memory ();
  void *p = arena_take (a, n * size);
  if (old)
    memcpy (p, old, *cap * size);
  *cap = n;
  return p;
}

struct entry
{
  uint64_t a, b, c;
  uint32_t value;
  uint32_t used;
};

struct table
{
  struct entry *entries;
  uint32_t size, n;
};

struct table *
table_new (void)
{
  struct table *t = escape_alloc (sizeof *t);
  t->size = 16;
  t->entries = escape_alloc (t->size * sizeof *t->entries);
  return t;
}

void
table_free (struct table *t)
{
  if (!t)
    return;
  free (t->entries);
  free (t);
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
  uint32_t i = (uint32_t) mix (mix (mix (1, a), b), c) & (t->size - 1);
  while (t->entries[i].used
	 && (t->entries[i].a != a || t->entries[i].b != b
	     || t->entries[i].c != c))
    i = (i + 1) & (t->size - 1);
  return &t->entries[i];
}

static void
rehash (struct table *t)
{
  struct entry *old = t->entries;
  uint32_t old_size = t->size;
  t->size *= 2;
  t->entries = escape_alloc (t->size * sizeof *t->entries);
  for (uint32_t i = 0; i < old_size; i++)
    if (old[i].used)
      *find (t, old[i].a, old[i].b, old[i].c) = old[i];
  free (old);
}

uint32_t *
table_slot (struct table *t, uint64_t a, uint64_t b, uint64_t c)
{
  if (t->n * 4 >= t->size * 3)
    rehash (t);
  struct entry *e = find (t, a, b, c);
  if (!e->used)
    {
      *e = (struct entry) { a, b, c, 0, 1 };
      t->n++;
    }
  return &e->value;
}
