/* kept.c -- tell which objects of a program of chains.py are kept, on any
   machine that runs GNU/Linux, be it emulated.

   Where observe.c, for x86-64, looks at each activation, this looks when a chain
   is over: is there a pointer into the chain's object in what it returned, in
   what main gave it, in a variable of the program, or in the heap behind these?
   Prints a line for each chain, `kept' or `gone'.

   It takes the place of malloc and its like, and never uses an address twice.
   Frames do; so the pointers that it finds are made null.  Its own state is in
   memory that it does not search.  */

#define _GNU_SOURCE
#include "program.h"

#include <link.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>

enum
{
  GRANULE = 16,
  OBJECT = 64, /* What a chain's object has, at least.  */
  ARENA_SIZE = 1 << 24,
  MAX_BLOCKS = 1 << 16
};

struct block
{
  uintptr_t start;
  size_t size;
  bool free, reached;
};

static struct
{
  char lock;
  uintptr_t arena, next;
  struct block blocks[MAX_BLOCKS]; /* By their addresses.  */
  size_t n_blocks;
  uintptr_t object; /* The chain's.  */
  bool found;
} * state;

static void *
map (size_t size)
{
  void *p = mmap (NULL, size, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED)
    abort ();
  return p;
}

/* --- The heap. --- */

/* The block that P points into, or null.  */
static struct block *
block_of (uintptr_t p)
{
  size_t low = 0, high = state->n_blocks;
  while (low < high)
    {
      size_t middle = (low + high) / 2;
      struct block *b = &state->blocks[middle];
      if (p - b->start < b->size)
        return b;
      if (p < b->start)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

static void *
allocate (size_t size, size_t alignment)
{
  if (!state) /* There is one thread yet.  */
    {
      state = map (sizeof *state);
      state->arena = state->next = (uintptr_t)map (ARENA_SIZE);
    }
  while (__atomic_test_and_set (&state->lock, __ATOMIC_ACQUIRE))
    ;
  uintptr_t start = (state->next + alignment - 1) & -alignment;
  /* A gap, so that a pointer past the end is nobody else's.  */
  state->next = (start + size + GRANULE) & -(uintptr_t)GRANULE;
  if (state->next > state->arena + ARENA_SIZE || state->n_blocks == MAX_BLOCKS)
    abort ();
  state->blocks[state->n_blocks++] = (struct block){ start, size + 1 };
  __atomic_clear (&state->lock, __ATOMIC_RELEASE);
  return (void *)start;
}

void *
malloc (size_t size)
{
  return allocate (size, GRANULE);
}

void *
calloc (size_t n, size_t size)
{
  size_t whole;
  return __builtin_mul_overflow (n, size, &whole) ? NULL
                                                  : allocate (whole, GRANULE);
}

void
free (void *p)
{
  struct block *b = p ? block_of ((uintptr_t)p) : NULL;
  if (b)
    b->free = true;
}

void *
realloc (void *p, size_t size)
{
  void *q = allocate (size, GRANULE);
  struct block *b = p ? block_of ((uintptr_t)p) : NULL;
  if (b)
    {
      memcpy (q, p, b->size - 1 < size ? b->size - 1 : size);
      free (p);
    }
  return q;
}

void *
reallocarray (void *p, size_t n, size_t size)
{
  size_t whole;
  return __builtin_mul_overflow (n, size, &whole) ? NULL : realloc (p, whole);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  return allocate (size, alignment < GRANULE ? GRANULE : alignment);
}

void *
memalign (size_t alignment, size_t size)
{
  return aligned_alloc (alignment, size);
}

int
posix_memalign (void **result, size_t alignment, size_t size)
{
  *result = aligned_alloc (alignment, size);
  return 0;
}

/* --- The search. --- */

static void
search (uintptr_t from, uintptr_t to)
{
  for (; from + sizeof (uintptr_t) <= to; from += sizeof (uintptr_t))
    {
      uintptr_t value = *(uintptr_t *)from;
      struct block *b = block_of (value);
      if (value - state->object < OBJECT)
        {
          state->found = true;
          *(uintptr_t *)from = 0;
        }
      else if (b && !b->free && !b->reached)
        {
          b->reached = true;
          search (b->start, b->start + b->size - 1);
        }
    }
}

static int
search_program (struct dl_phdr_info *info, size_t size, void *data)
{
  (void)size;
  (void)data;
  if (*info->dlpi_name) /* A library.  */
    return 0;
  for (int i = 0; i < info->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *p = &info->dlpi_phdr[i];
      uintptr_t start = info->dlpi_addr + p->p_vaddr;
      if (p->p_type == PT_TLS)
        start = (uintptr_t)info->dlpi_tls_data;
      else if (p->p_type != PT_LOAD || !(p->p_flags & PF_W))
        continue;
      start = (start + sizeof start - 1) & -sizeof start;
      search (start, start + p->p_memsz);
    }
  return 0;
}

void
expect_same (const void *x, const void *y)
{
  if (x != y)
    abort ();
  state->object = (uintptr_t)x;
}

void
ended (void *result, void **out)
{
  state->found = (uintptr_t)result - state->object < OBJECT;
  for (size_t i = 0; i < state->n_blocks; i++)
    state->blocks[i].reached = false;
  search ((uintptr_t)out, (uintptr_t)(out + 2));
  dl_iterate_phdr (search_program, NULL);
  puts (state->found ? "kept" : "gone");
}
