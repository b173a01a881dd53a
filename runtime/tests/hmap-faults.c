/* SPDX-License-Identifier: MIT */
/* Misuse of a map is a sentence, with file and line where the macro form passes
   them, then abort.  */

#include "check.h"
#include <escape/arena.h>
#include <escape/hmaps.h>
#include <setjmp.h>

static int_int_map *m, *nil;

static void
put_into_nil (void)
{
  hmap_put (int_int_map, nil, 1, 2);
}

static void
slot_of_nil (void)
{
  *hmap_slot (int_int_map, nil, 1) += 2;
}

static void
put_into_nil_plain (void)
{
  int_int_map_put (nil, 1, 2);
}

static void
reserve_of_nil (void)
{
  hmap_reserve (int_int_map, nil, 1);
}

/* What another thread would see in the middle of a write.  */
static void
write_while_writing (void)
{
  m->head.flags |= ESCAPE_MAP_WRITING;
  int_int_map_put (m, 1, 1);
}

static void
delete_while_writing (void)
{
  m->head.flags |= ESCAPE_MAP_WRITING;
  int_int_map_delete (m, 1);
}

static void
read_while_writing (void)
{
  m->head.flags |= ESCAPE_MAP_WRITING;
  int_int_map_get (m, 1);
}

static void
walk_while_writing (void)
{
  HMAP_EACH (int_int_map, it, m)
  m->head.flags |= ESCAPE_MAP_WRITING;
}

static void
make_without_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 1;
  hmap_make (int_int_map, 0);
}

static void
put_without_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  for (int i = 0; i < 100; i++)
    hmap_put (int_int_map, m, i, i);
}

static void
free_of_frame (void)
{
  HMAP_ON_STACK (int_int_map, s, 8);
  int_int_map *volatile hidden = s; /* else the compiler sees it, and warns */
  int_int_map_free (hidden);
}

static void
free_to_another (void)
{
  ARENA_ON_STACK (a, 1000);
  ARENA_ON_STACK (b, 1000);
  int_int_map *in_a = int_int_map_make_in (&a.allocator, 0);
  hmap_free_in (int_int_map, &b.allocator, in_a);
}

static jmp_buf back;
static char heard[200];

static void
handler (const char *where, const char *message)
{
  snprintf (heard, sizeof heard, "%s|%s", where ? where : "-", message);
  longjmp (back, 1);
}

#if ESCAPE_CAN_CLEAR_PADDING
struct padded
{
  int number;
  char letter;
};

#  define HMAP_NAME padded_map
#  define HMAP_KEY struct padded
#  define HMAP_VALUE int
#  define HMAP_KEY_PLAIN
#  include <escape/hmap.h>

static void
keys_with_padding (void)
{
  padded_map_make (0);
}
#endif

int
main (void)
{
#if ESCAPE_CAN_CLEAR_PADDING
  CHECK_FAULT (keys_with_padding,
               "HMAP_KEY_PLAIN: padded_map_key has padding\n");
#endif
  m = int_int_map_make (0);
  int_int_map_put (m, 1, 1);
  CHECK_FAULT (put_into_nil,
               "hmap-faults.c:15: assignment to entry in nil map\n");
  CHECK_FAULT (slot_of_nil,
               "hmap-faults.c:21: assignment to entry in nil map\n");
  CHECK_FAULT (put_into_nil_plain, "assignment to entry in nil map\n");
  CHECK_FAULT (reserve_of_nil,
               "hmap-faults.c:33: assignment to entry in nil map\n");
  CHECK_FAULT (write_while_writing, "concurrent map writes\n");
  CHECK_FAULT (delete_while_writing, "concurrent map writes\n");
  CHECK_FAULT (read_while_writing, "concurrent map read and map write\n");
  CHECK_FAULT (walk_while_writing, "concurrent map iteration and map write\n");
  CHECK_FAULT (make_without_memory, "int_int_map_make: out of memory\n");
  CHECK_FAULT (put_without_memory, "int_int_map_put: out of memory\n");
  CHECK_FAULT (free_of_frame,
               "int_int_map_free of a map that is not from there\n");
  CHECK_FAULT (
      free_to_another,
      "hmap-faults.c:96: int_int_map_free_in of a map that is not from "
      "there\n");

  /* A handler that leaves by longjmp finds the map whole.  */
  escape_set_fault_handler (handler);
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  volatile int put = 2;
  if (setjmp (back) == 0)
    for (;; put++)
      hmap_put (int_int_map, m, put, put);
  check_allocs_left = -1;
  CHECK (strstr (heard, "|int_int_map_put: out of memory"));
  CHECK_SIZE (int_int_map_len (m), put - 1);
  for (int i = 1; i < put; i++)
    CHECK (int_int_map_get (m, i) == i);
  int_int_map_put (m, put, put);
  CHECK (int_int_map_get (m, put) == put);
  int_int_map_free (m);
  return check_done ();
}
