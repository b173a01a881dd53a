/* program.c -- see program.h.  Its state is in memory that the observation does
   not scan.  */

#include "program.h"

#include <sys/mman.h>

enum
{
  MAX = 1 << 16,
  FUEL = 60,
  DEPTH = 12
};

struct entry
{
  uintptr_t start;
  size_t size;
};

static struct state
{
  struct entry frames[MAX], heap[MAX];
  int n_frames, n_heap;
  int fuel, depth;
  uint64_t stream;
} * state;

void
start_run (int n)
{
  if (!state)
    state = mmap (NULL, sizeof *state, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  state->stream = n * 2654435761u + 12345;
  state->n_frames = state->n_heap = state->depth = 0;
  state->fuel = FUEL;
}

int
rnd (void)
{
  state->stream = state->stream * 6364136223846793005u + 1442695040888963407u;
  return state->stream >> 40;
}

static const struct entry *
find_in (const struct entry *list, int n, uintptr_t p)
{
  for (int i = n; i-- > 0;)
    if (p >= list[i].start && p < list[i].start + list[i].size)
      return &list[i];
  return NULL;
}

static const struct entry *
find (const void *p)
{
  const struct entry *e
      = find_in (state->frames, state->n_frames, (uintptr_t)p);
  return e ? e : find_in (state->heap, state->n_heap, (uintptr_t)p);
}

int
ok (const void *p)
{
  const struct entry *e = find (p);
  return e && e->start == (uintptr_t)p && e->size >= sizeof (struct S);
}

int
okp (const void *p)
{
  const struct entry *e = find (p);
  return e && !((uintptr_t)p & 7)
         && (uintptr_t)p + sizeof p <= e->start + e->size;
}

int
heap (const void *p)
{
  const struct entry *e = find_in (state->heap, state->n_heap, (uintptr_t)p);
  return e && e->start == (uintptr_t)p;
}

int
same (const void *c, const void *q)
{
  return ok (c) && find (c) == find (q);
}

static void
add (struct entry *list, int *n, const void *p, size_t size)
{
  if (*n == MAX)
    abort ();
  list[(*n)++] = (struct entry){ (uintptr_t)p, size };
}

void
reg (const void *p, size_t size)
{
  add (state->frames, &state->n_frames, p, size);
}

void
reg_heap (const void *p, size_t size)
{
  add (state->heap, &state->n_heap, p, size);
}

void
gone (const void *p)
{
  for (int i = state->n_heap; i-- > 0;)
    if (state->heap[i].start == (uintptr_t)p)
      {
        state->heap[i] = state->heap[--state->n_heap];
        return;
      }
}

int
enter (void)
{
  if (--state->fuel < 0 || state->depth > DEPTH)
    return -1;
  state->depth++;
  return state->n_frames;
}

void
leave (int mark)
{
  state->depth--;
  state->n_frames = mark;
}

int
three (void)
{
  return 3;
}

size_t
size (size_t n)
{
  return n;
}

/* kept.c has others of these.  */

__attribute__ ((weak)) void
expect_same (const void *x, const void *y)
{
  if (x != y)
    abort ();
}

__attribute__ ((weak)) void
ended (void *result, void **out)
{
  (void)result;
  (void)out;
}
