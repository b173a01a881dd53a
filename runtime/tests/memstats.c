/* SPDX-License-Identifier: MIT */
/* The figures add up, per thread and in all, and can be seen at exit.  */

#include "check.h"
#include <escape/memstats.h>
#include <escape/slices.h>
#include <pthread.h>

static void *
work (void *arg)
{
  memstats stats;
  (void)arg;
  ints s = ints_make (0, 1000);
  for (int i = 0; i < 2000; i++)
    s = ints_append (s, i);
  memstats_read_thread (&stats);
  CHECK_SIZE (stats.live, 1);
  CHECK_SIZE (stats.live_bytes, s.cap * sizeof (int));
  ints_free (&s);
  memstats_read_thread (&stats);
  CHECK (stats.allocs == stats.frees && stats.alloc_bytes == stats.free_bytes);
  uint64_t peak = stats.peak_bytes;
  CHECK (peak >= 2000 * sizeof (int));
  s = ints_make (0, 50000);
  ints_free (&s);
  ints t = ints_make (0, 10);
  memstats_read_thread (&stats);
  CHECK (stats.peak_bytes >= 50000 * sizeof (int)
         && stats.peak_bytes < 50000 * sizeof (int) + peak);
  ints_free (&t);
  return NULL;
}

static void
exit_with_stats (void)
{
  ints s = ints_make (0, 10);
  ints_free (&s);
  memstats stats;
  memstats_read (&stats);
  memstats_print (&stats, stderr);
  abort ();
}

int
main (int argc, char **argv)
{
  memstats before, after;
  if (argc > 1)
    {
      ints s = ints_make (0, 10);
      ints_free (&s);
      return 0;
    }
  memstats_read (&before);
  CHECK_SIZE (before.allocs, 0);
  ints s = ints_make (0, 100000);
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, 400000);
  CHECK_SIZE (after.peak_bytes, 400000);
  ints_free (&s);
  s = ints_make (0, 100);
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, 400);
  CHECK_SIZE (after.peak_bytes, 400000);
  CHECK_SIZE (after.allocs, 2);
  CHECK_SIZE (after.alloc_bytes, 400400);
  ints_free (&s);

  pthread_t threads[3];
  memstats_read (&before);
  for (int i = 0; i < 3; i++)
    if (pthread_create (&threads[i], NULL, work, NULL) != 0)
      return 77;
  for (int i = 0; i < 3; i++)
    pthread_join (threads[i], NULL);
  memstats_read (&after);
  CHECK (after.allocs - before.allocs >= 6); /* of threads that are gone */
  CHECK_SIZE (after.live, 0);
  CHECK_SIZE (after.slice_growths - before.slice_growths, 6);

  CHECK_FAULT (exit_with_stats, "slice growths");
  char command[4096];
  const char *runner = getenv ("RUNNER"); /* an emulator, of another machine */
  snprintf (
      command, sizeof command,
      "ESCAPE_MEMSTATS=1 %s '%s' child 2>&1 | grep -q '^allocs  *1  *40 bytes'",
      runner ? runner : "", argv[0]);
  CHECK (system (command) == 0);
  return check_done ();
}
