/* SPDX-License-Identifier: MIT */
/* A heap profile: what was taken from the heap, by the calls that led there.

   Where ESCAPE_HEAPPROFILE names a file, alloc.c tells of each block that it takes
   or gives back, none left out, and at exit a line for each stack of calls is
   written there, in the text form of gperftools that pprof reads.  One lock guards
   all.  The memory that it needs itself is malloc's and in no profile.  What it
   cannot remember, for want of memory, it leaves out.  */

#include "internal.h"
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool escape_heap_profiled;

#ifdef __GLIBC__
#  include <execinfo.h>
#  include <pthread.h>
#  include <unistd.h>

#  define DEPTH 32         /* calls of a stack, the innermost */
#  define CHAINS (1 << 12) /* of stacks, by hash */

struct sum
{
  uint64_t count, bytes;
};

struct stack
{
  struct stack *next;
  struct sum taken, given;
  int depth;
  void *calls[];
};

/* A block that is live, and who took it.  */
struct block
{
  void *ptr; /* or null: a free slot */
  size_t bytes;
  struct stack *stack;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct stack *stacks[CHAINS];
static struct block *blocks; /* open addressing, at most half full */
static size_t live, room;    /* room: a power of two, or 0 */
static const char *target;

static size_t
hash_pointer (const void *ptr)
{
  uint64_t mixed = (uint64_t)(uintptr_t)ptr * UINT64_C (0x9e3779b97f4a7c15);
  return (size_t)(mixed ^ mixed >> 32);
}

/* The stack of these DEPTH calls; null when there is no memory.  */

static struct stack *
find_stack (void *const *calls, int depth)
{
  size_t hash = 0, size = (size_t)depth * sizeof *calls;
  for (int i = 0; i < depth; i++)
    hash = hash_pointer ((void *)(hash + (uintptr_t)calls[i]));
  struct stack **chain = &stacks[hash % CHAINS], *s;
  for (s = *chain; s; s = s->next)
    if (s->depth == depth && !memcmp (s->calls, calls, size))
      return s;
  if ((s = calloc (1, sizeof *s + size)))
    {
      s->depth = depth;
      memcpy (s->calls, calls, size);
      s->next = *chain;
      *chain = s;
    }
  return s;
}

/* The slot of PTR, or the free one where it would be.  There is one.  */

static struct block *
slot_of (const void *ptr)
{
  size_t i = hash_pointer (ptr) & (room - 1);
  while (blocks[i].ptr && blocks[i].ptr != ptr)
    i = (i + 1) & (room - 1);
  return &blocks[i];
}

static bool
make_room (void)
{
  if (2 * (live + 1) <= room)
    return true;
  struct block *old = blocks;
  size_t n = room, wanted = room ? 2 * room : 1024;
  struct block *wider = calloc (wanted, sizeof *wider);
  if (!wider)
    return false;
  blocks = wider;
  room = wanted;
  for (size_t i = 0; i < n; i++)
    if (old[i].ptr)
      *slot_of (old[i].ptr) = old[i];
  free (old);
  return true;
}

/* Empty SLOT; those behind that would have been there move up.  */

static void
remove_block (struct block *slot)
{
  size_t hole = (size_t)(slot - blocks);
  for (size_t i = (hole + 1) & (room - 1); blocks[i].ptr;
       i = (i + 1) & (room - 1))
    {
      size_t home = hash_pointer (blocks[i].ptr) & (room - 1);
      if (((i - home) & (room - 1)) >= ((i - hole) & (room - 1)))
        {
          blocks[hole] = blocks[i];
          hole = i;
        }
    }
  blocks[hole].ptr = NULL;
  live--;
}

void
escape_heap_taken (void *ptr, size_t bytes, const void *caller)
{
  void *calls[DEPTH + 4]; /* and those of ours */
  int depth = backtrace (calls, DEPTH + 4), first = 0;
  while (first < depth && calls[first] != caller)
    first++;
  if (first == depth)
    first = 0;
  depth = depth - first < DEPTH ? depth - first : DEPTH;
  pthread_mutex_lock (&lock);
  struct stack *s = make_room () ? find_stack (calls + first, depth) : NULL;
  if (s)
    {
      *slot_of (ptr) = (struct block){ ptr, bytes, s };
      live++;
      s->taken.count++;
      s->taken.bytes += bytes;
    }
  pthread_mutex_unlock (&lock);
}

void
escape_heap_given (void *ptr)
{
  pthread_mutex_lock (&lock);
  struct block *slot = room ? slot_of (ptr) : NULL;
  if (slot && slot->ptr)
    {
      slot->stack->given.count++;
      slot->stack->given.bytes += slot->bytes;
      remove_block (slot);
    }
  pthread_mutex_unlock (&lock);
}

static void
write_sums (FILE *file, struct sum taken, struct sum given)
{
  fprintf (file, "%6" PRIu64 ": %8" PRIu64 " [%6" PRIu64 ": %8" PRIu64 "] @",
           taken.count - given.count, taken.bytes - given.bytes, taken.count,
           taken.bytes);
}

static void
write_profile (FILE *file)
{
  struct sum taken = { 0 }, given = { 0 };
  for (size_t i = 0; i < CHAINS; i++)
    for (const struct stack *s = stacks[i]; s; s = s->next)
      {
        taken.count += s->taken.count;
        taken.bytes += s->taken.bytes;
        given.count += s->given.count;
        given.bytes += s->given.bytes;
      }
  fputs ("heap profile: ", file);
  write_sums (file, taken, given);
  fputs (" heapprofile\n", file);
  for (size_t i = 0; i < CHAINS; i++)
    for (const struct stack *s = stacks[i]; s; s = s->next)
      {
        write_sums (file, s->taken, s->given);
        for (int k = 0; k < s->depth; k++)
          fprintf (file, " %p", s->calls[k]);
        fputc ('\n', file);
      }
  fputs ("\nMAPPED_LIBRARIES:\n", file);
  FILE *maps = fopen ("/proc/self/maps", "r");
  int c;
  while (maps && (c = getc (maps)) != EOF)
    putc (c, file);
  if (maps)
    fclose (maps);
}

/* The file that TARGET names: the first %p in it is the process's number.  */

static FILE *
open_target (void)
{
  const char *number = strstr (target, "%p");
  char path[4096];
  int n = number ? snprintf (path, sizeof path, "%.*s%ld%s",
                             (int)(number - target), target, (long)getpid (),
                             number + 2)
                 : snprintf (path, sizeof path, "%s", target);
  if (n < 0 || (size_t)n >= sizeof path)
    {
      errno = ENAMETOOLONG;
      return NULL;
    }
  return fopen (path, "w");
}

static void
write_at_exit (void)
{
  FILE *file = open_target ();
  bool failed = !file;
  if (file)
    {
      pthread_mutex_lock (&lock);
      write_profile (file);
      pthread_mutex_unlock (&lock);
      failed = ferror (file);
      failed |= fclose (file) != 0;
    }
  if (failed)
    fprintf (stderr, "escape: cannot write the heap profile %s: %s\n", target,
             strerror (errno));
}

static void
lock_all (void)
{
  pthread_mutex_lock (&lock);
}

static void
unlock_all (void)
{
  pthread_mutex_unlock (&lock);
}

static void __attribute__ ((constructor)) profile_if_asked (void)
{
  target = getenv ("ESCAPE_HEAPPROFILE");
  if (!target || !*target)
    return;
  void *call;
  backtrace (&call, 1); /* The first time it loads a library.  */
  pthread_atfork (lock_all, unlock_all, unlock_all);
  escape_heap_profiled = atexit (write_at_exit) == 0;
}

#else

void
escape_heap_taken (void *ptr, size_t bytes, const void *caller)
{
  (void)ptr;
  (void)bytes;
  (void)caller;
}

void
escape_heap_given (void *ptr)
{
  (void)ptr;
}

static void __attribute__ ((constructor)) profile_if_asked (void)
{
  if (getenv ("ESCAPE_HEAPPROFILE"))
    fputs ("escape: no heap profile: it needs glibc's backtrace\n", stderr);
}

#endif
