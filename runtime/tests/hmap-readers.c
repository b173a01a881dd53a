/* SPDX-License-Identifier: MIT */
/* Any number of threads may read and walk a map at the same time, also one that
   stopped in the middle of a growth.  */

#include "check.h"
#include <escape/hmaps.h>
#include <pthread.h>

/* The 833rd begins the growth from 128 buckets to 256.  */
#define ENTRIES 836

static int_int_map *m;

static void *
work (void *arg)
{
  long bad = 0;
  (void)arg;
  for (int round = 0; round < 20; round++)
    {
      int n = 0;
      for (int i = 0; i < ENTRIES; i++)
        bad += int_int_map_get (m, i) != i;
      HMAP_EACH (int_int_map, it, m)
      n += *it.key == *it.value;
      bad += n != ENTRIES;
    }
  return bad ? "bad" : NULL;
}

int
main (void)
{
  pthread_t threads[4];
  m = int_int_map_make (0);
  for (int i = 0; i < ENTRIES; i++)
    int_int_map_put (m, i, i);
  CHECK (m->head.oldbuckets != NULL);
  for (int i = 0; i < 4; i++)
    if (pthread_create (&threads[i], NULL, work, NULL) != 0)
      return 77;
  for (int i = 0; i < 4; i++)
    {
      void *said;
      pthread_join (threads[i], &said);
      CHECK (said == NULL);
    }
  int_int_map_free (m);
  return check_done ();
}
