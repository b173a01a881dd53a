/* A slice of maps that were never made: the slice's array is there, all its
   elements are nil.  What is stored on some path, or by what the slice is handed
   to, may be there.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <escape/hmaps.h>

#define SLICE_NAME maps
#define SLICE_TYPE int_int_map *
#include <escape/slice.h>

void unknown (maps *);

void
never_made (void)
{
  maps s = maps_make (10, 10);
  for (int i = 0; i < 10; i++)
    int_int_map_put (slice_at (s, i), 1, 2); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  maps_free (&s);
}

void
with_macro (int i)
{
  maps s = maps_make (10, 10);
  hmap_put (int_int_map, slice_at (s, i), 1, 2); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  maps_free (&s);
}

void
slot (int i)
{
  maps s = maps_make (10, 10);
  *int_int_map_slot (slice_at (s, i), 1) += 2; /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  maps_free (&s);
}

/* Reading a nil map, deleting from it, freeing it are no faults.  */

int
only_read (int i)
{
  maps s = maps_make (10, 10);
  int_int_map *m = slice_at (s, i);
  int_int_map_delete (m, 1); /* { dg-bogus "escape:nil" } */
  int found = int_int_map_get (m, 1); /* { dg-bogus "escape:nil" } */
  int_int_map_free (m); /* { dg-bogus "escape:nil" } */
  maps_free (&s);
  return found;
}

void
each_made (void)
{
  maps s = maps_make (10, 10);
  for (int i = 0; i < 10; i++)
    slice_at (s, i) = int_int_map_make (4);
  for (int i = 0; i < 10; i++)
    int_int_map_put (slice_at (s, i), 1, 2); /* { dg-bogus "escape:nil" } */
  for (int i = 0; i < 10; i++)
    int_int_map_free (slice_at (s, i));
  maps_free (&s);
}

void
made_on_some_path (int n)
{
  maps s = maps_make (10, 10);
  if (n > 5)
    slice_at (s, 0) = int_int_map_make (4);
  int_int_map_put (slice_at (s, 0), 1, 2); /* { dg-bogus "escape:nil" } */
  int_int_map_free (slice_at (s, 0));
  maps_free (&s);
}

static void
fill (maps *s)
{
  for (int i = 0; i < (int) s->len; i++)
    slice_at (*s, i) = int_int_map_make (4);
}

void
made_by_callee (void)
{
  maps s = maps_make (10, 10);
  fill (&s);
  int_int_map_put (slice_at (s, 3), 1, 2); /* { dg-bogus "escape:nil" } */
  for (int i = 0; i < 10; i++)
    int_int_map_free (slice_at (s, i));
  maps_free (&s);
}

void
seen_by_unknown_code (void)
{
  maps s = maps_make (10, 10);
  unknown (&s);
  int_int_map_put (slice_at (s, 3), 1, 2); /* { dg-bogus "escape:nil" } */
  maps_free (&s);
}

void
from_outside (maps *s)
{
  int_int_map_put (slice_at (*s, 0), 1, 2); /* { dg-bogus "escape:nil" } */
}

void
made_where_it_is_nil (void)
{
  maps s = maps_make (10, 10);
  for (int i = 0; i < 10; i++)
    {
      if (!slice_at (s, i))
	slice_at (s, i) = int_int_map_make (4);
      int_int_map_put (slice_at (s, i), 1, 2); /* { dg-bogus "escape:nil" } */
    }
  for (int i = 0; i < 10; i++)
    int_int_map_free (slice_at (s, i));
  maps_free (&s);
}

void
asked_before (void)
{
  maps s = maps_make (10, 10);
  for (int i = 0; i < 10; i++)
    {
      int_int_map *m = slice_at (s, i);
      if (!m)
	continue;
      for (int k = 0; k < 3; k++)
	int_int_map_put (m, k, 2); /* { dg-bogus "escape:nil" } */
    }
  maps_free (&s);
}
