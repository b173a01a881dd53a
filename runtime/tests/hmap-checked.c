/* SPDX-License-Identifier: MIT */
/* In the checked build, what is used after its map was freed says so, and
   touches no memory that is not the map's any more.  */

#define ESCAPE_CHECKED
#include "check.h"
#include <escape/hmaps.h>

static int_int_map *
full (void)
{
  int_int_map *m = int_int_map_make (0);
  for (int i = 0; i < 100; i++)
    int_int_map_put (m, i, i);
  return m;
}

/* What GCC's own -Wuse-after-free would find.  */
static int_int_map *
freed (void)
{
  int_int_map *volatile m = full ();
  int_int_map_free (m);
  return m;
}

/* The place of the free is told.  */
static void
freed_somewhere (void)
{
  int_int_map *volatile m = full ();
  hmap_free (int_int_map, m);
  int_int_map_get (m, 1);
}

static void
get_after_free (void)
{
  int_int_map_get (freed (), 1);
}

static void
len_after_free (void)
{
  int_int_map_len (freed ());
}

static void
put_after_free (void)
{
  hmap_put (int_int_map, freed (), 1, 1);
}

static void
delete_after_free (void)
{
  int_int_map_delete (freed (), 1);
}

static void
clear_after_free (void)
{
  int_int_map_clear (freed ());
}

static void
reserve_after_free (void)
{
  int_int_map_reserve (freed (), 1000);
}

static void
shrink_after_free (void)
{
  int_int_map_shrink (freed ());
}

static void
clone_after_free (void)
{
  int_int_map_clone (freed ());
}

static void
merge_after_free (void)
{
  int_int_map_merge (full (), freed ());
}

static void
walk_after_free (void)
{
  int_int_map_iter_begin (freed ());
}

static void
free_twice (void)
{
  int_int_map_free (freed ());
}

static void
walk_on (void)
{
  int n = 0;
  int_int_map *m = full ();
  HMAP_EACH (int_int_map, it, m)
  if (n++ == 20)
    {
      int_int_map *volatile hidden = m;
      int_int_map_free (hidden);
    }
}

static void
end_after_free (void)
{
  int_int_map *m = full ();
  int_int_map_iter it = int_int_map_iter_begin (m);
  int_int_map_free (m);
  int_int_map_iter_end (&it);
}

int
main (void)
{
#define FREED(fn) CHECK_FAULT (fn, "use of a map after it was freed\n")
  FREED (get_after_free);
  FREED (len_after_free);
  CHECK_FAULT (put_after_free,
               "hmap-checked.c:51: use of a map after it was freed\n");
  FREED (delete_after_free);
  FREED (clear_after_free);
  FREED (reserve_after_free);
  FREED (shrink_after_free);
  FREED (clone_after_free);
  FREED (merge_after_free);
  FREED (walk_after_free);
  FREED (free_twice);
  FREED (walk_on);
  FREED (end_after_free);

  CHECK_FAULT (freed_somewhere, "hmap-checked.c:32\n");
  return check_done ();
}
