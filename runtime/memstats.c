/* SPDX-License-Identifier: MIT */
/* Counters: one block a thread, written by that thread alone, read by all.

   A block is linked into `threads' when its thread counts first and folded into
   `gone' when the thread ends.  Writers use relaxed loads and stores, no
   read-modify-write: only the owner writes.

   Live bytes have a peak, which no sum over threads can tell afterwards.  So
   each thread collects its changes in `pending' and moves them to the shared
   `flushed' when they exceed FLUSH_BYTES; `high' is the largest that `pending'
   was since.  With one thread, flushed + high is exact.  */

#include "internal.h"
#include <escape/memstats.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define FLUSH_BYTES 32768

struct block
{
  uint64_t counters[ESCAPE_COUNTERS];
  uint64_t allocs, frees, alloc_bytes, free_bytes;
  int64_t pending, high;
  int64_t peak; /* of this thread's own, up to the last flush */
  struct block *next, **link;
  bool linked;
};

static _Thread_local struct block mine;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static bool key_made;
static struct block *threads;
static struct block gone;
static int64_t flushed, peak;

#define GET(field) __atomic_load_n (&(field), __ATOMIC_RELAXED)
#define SET(field, value) __atomic_store_n (&(field), (value), __ATOMIC_RELAXED)
#define ADD(field, n) SET (field, GET (field) + (n))

static void
raise_peak (int64_t value)
{
  int64_t seen = GET (peak);
  while (value > seen
         && !__atomic_compare_exchange_n (&peak, &seen, value, true,
                                          __ATOMIC_RELAXED, __ATOMIC_RELAXED))
    continue;
}

/* The most bytes that B's thread had taken and not given back itself.  */

static int64_t
own_peak (const struct block *b)
{
  int64_t live = (int64_t)(GET (b->alloc_bytes) - GET (b->free_bytes));
  int64_t since = live - GET (b->pending) + GET (b->high);
  return since > b->peak ? since : b->peak;
}

static void
flush (struct block *b)
{
  b->peak = own_peak (b);
  int64_t pending = GET (b->pending);
  int64_t before = __atomic_fetch_add (&flushed, pending, __ATOMIC_RELAXED);
  raise_peak (before + GET (b->high));
  SET (b->pending, 0);
  SET (b->high, 0);
}

static void
add_block (struct block *sum, const struct block *b)
{
  for (int i = 0; i < ESCAPE_COUNTERS; i++)
    sum->counters[i] += GET (b->counters[i]);
  sum->allocs += GET (b->allocs);
  sum->frees += GET (b->frees);
  sum->alloc_bytes += GET (b->alloc_bytes);
  sum->free_bytes += GET (b->free_bytes);
}

static void
thread_ends (void *arg)
{
  struct block *b = arg;
  pthread_mutex_lock (&lock);
  flush (b);
  add_block (&gone, b);
  *b->link = b->next;
  if (b->next)
    b->next->link = b->link;
  struct block empty = { .linked = false };
  *b = empty; /* a later destructor of this thread may count again */
  pthread_mutex_unlock (&lock);
}

static void
make_key (void)
{
  key_made = pthread_key_create (&key, thread_ends) == 0;
}

static void
link_block (struct block *b)
{
  pthread_once (&once, make_key);
  pthread_mutex_lock (&lock);
  b->next = threads;
  b->link = &threads;
  if (threads)
    threads->link = &b->next;
  threads = b;
  b->linked = true;
  pthread_mutex_unlock (&lock);
  /* Without a key the block would dangle when the thread ends: then it must not
     be seen.  */
  if (!key_made || pthread_setspecific (key, b) != 0)
    {
      pthread_mutex_lock (&lock);
      *b->link = b->next;
      if (b->next)
        b->next->link = b->link;
      pthread_mutex_unlock (&lock);
    }
}

static inline struct block *
counters (void)
{
  struct block *b = &mine;
  if (ESCAPE_UNLIKELY (!b->linked))
    link_block (b);
  return b;
}

void
escape_count (enum escape_counter which)
{
  struct block *b = counters ();
  ADD (b->counters[which], 1);
}

void
escape_count_alloc (size_t bytes)
{
  struct block *b = counters ();
  ADD (b->allocs, 1);
  ADD (b->alloc_bytes, bytes);
  int64_t pending = GET (b->pending) + (int64_t)bytes;
  SET (b->pending, pending);
  if (pending > GET (b->high))
    SET (b->high, pending);
  if (pending > FLUSH_BYTES)
    flush (b);
}

void
escape_count_free (size_t bytes)
{
  struct block *b = counters ();
  ADD (b->frees, 1);
  ADD (b->free_bytes, bytes);
  int64_t pending = GET (b->pending) - (int64_t)bytes;
  SET (b->pending, pending);
  if (pending < -FLUSH_BYTES)
    flush (b);
}

void
escape_count_growth (size_t bytes, size_t wanted)
{
  struct block *b = counters ();
  ADD (b->counters[ESCAPE_SLICE_GROWTHS], 1);
  ADD (b->allocs, 1);
  ADD (b->frees, 1);
  ADD (b->alloc_bytes, wanted);
  ADD (b->free_bytes, bytes);
  int64_t pending = GET (b->pending) + (int64_t)(wanted - bytes);
  SET (b->pending, pending);
  if (pending > GET (b->high))
    SET (b->high, pending);
  if (pending > FLUSH_BYTES)
    flush (b);
}

static void
fill (memstats *out, const struct block *sum)
{
  out->allocs = sum->allocs;
  out->frees = sum->frees;
  out->alloc_bytes = sum->alloc_bytes;
  out->free_bytes = sum->free_bytes;
  out->live = sum->allocs - sum->frees;
  out->live_bytes = sum->alloc_bytes - sum->free_bytes;
  out->peak_bytes = 0;
  out->spills = sum->counters[ESCAPE_SPILLS];
  out->slice_growths = sum->counters[ESCAPE_SLICE_GROWTHS];
  out->map_growths = sum->counters[ESCAPE_MAP_GROWTHS];
  out->map_regrowths = sum->counters[ESCAPE_MAP_REGROWTHS];
  out->pool_hits = sum->counters[ESCAPE_POOL_HITS];
  out->pool_misses = sum->counters[ESCAPE_POOL_MISSES];
}

void
memstats_read (memstats *out)
{
  pthread_mutex_lock (&lock);
  struct block sum = gone;
  int64_t base = GET (flushed), most = GET (peak);
  for (const struct block *b = threads; b; b = b->next)
    {
      add_block (&sum, b);
      if (base + GET (b->high) > most)
        most = base + GET (b->high);
    }
  pthread_mutex_unlock (&lock);
  fill (out, &sum);
  int64_t live = (int64_t)out->live_bytes;
  out->peak_bytes = (uint64_t)(most > live ? most : live);
}

void
memstats_read_thread (memstats *out)
{
  struct block sum = { .linked = false };
  add_block (&sum, &mine);
  fill (out, &sum);
  out->peak_bytes = (uint64_t)own_peak (&mine);
}

void
memstats_print (const memstats *s, FILE *stream)
{
  fprintf (stream, "allocs        %12" PRIu64 " %15" PRIu64 " bytes\n",
           s->allocs, s->alloc_bytes);
  fprintf (stream, "frees         %12" PRIu64 " %15" PRIu64 " bytes\n",
           s->frees, s->free_bytes);
  fprintf (stream, "live          %12" PRIu64 " %15" PRIu64 " bytes\n", s->live,
           s->live_bytes);
  fprintf (stream, "peak                       %15" PRIu64 " bytes\n",
           s->peak_bytes);
  fprintf (stream, "spills        %12" PRIu64 "\n", s->spills);
  fprintf (stream, "slice growths %12" PRIu64 "\n", s->slice_growths);
  fprintf (stream, "map growths   %12" PRIu64 "\n", s->map_growths);
  fprintf (stream, "map regrowths %12" PRIu64 "\n", s->map_regrowths);
  fprintf (stream, "pool hits     %12" PRIu64 "\n", s->pool_hits);
  fprintf (stream, "pool misses   %12" PRIu64 "\n", s->pool_misses);
}

static void
print_at_exit (void)
{
  memstats stats;
  memstats_read (&stats);
  memstats_print (&stats, stderr);
}

static void __attribute__ ((constructor)) print_at_exit_if_asked (void)
{
  const char *wish = getenv ("ESCAPE_MEMSTATS");
  if (wish && strcmp (wish, "1") == 0)
    atexit (print_at_exit);
}
