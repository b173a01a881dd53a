/* Containers in containers.  */

#include "pairs.h"
#include <escape/hmaps.h>
#include <escape/slices.h>

#define SLICE_NAME ptrs
#define SLICE_TYPE int *
#include <escape/slice.h>

#define SLICE_NAME maps
#define SLICE_TYPE int_int_map *
#include <escape/slice.h>

#define SLICE_NAME rows
#define SLICE_TYPE ints
#include <escape/slice.h>

#define SLICE_NAME ptr_rows
#define SLICE_TYPE ptrs
#include <escape/slice.h>

#define HMAP_NAME string_ptrs_map
#define HMAP_KEY const char *
#define HMAP_VALUE ptrs
#define HMAP_KEY_STRING
#include <escape/hmap.h>

#define HMAP_NAME int_map_map
#define HMAP_KEY int
#define HMAP_VALUE int_ptr_map *
#include <escape/hmap.h>

struct record
{
  ptrs list;
  string_int_map *seen;
};

#define SLICE_NAME records
#define SLICE_TYPE struct record
#include <escape/slice.h>

#define HMAP_NAME int_record_map
#define HMAP_KEY int
#define HMAP_VALUE struct record
#include <escape/hmap.h>

ptrs global;

int
slice_of_maps (void)
{
  maps s = maps_make (10, 10); // truth: new: stays
  for (size_t i = 0; i < s.len; i++)
    slice_at (s, i) = int_int_map_make (0); // truth: new: stays
  int_int_map_put (slice_at (s, 3), 1, 2);
  int value = int_int_map_get (slice_at (s, 3), 1);
  for (size_t i = 0; i < s.len; i++)
    int_int_map_free (slice_at (s, i));
  maps_free (&s);
  return value;
}

int_int_map *
map_taken_out_of_slice (int k)
{
  maps s = maps_make (10, 10); // truth: new: stays
  for (size_t i = 0; i < s.len; i++)
    slice_at (s, i) = int_int_map_make (0); // truth: new: escapes
  int_int_map *m = slice_at (s, k);
  maps_free (&s);
  return m;
}

maps
slice_of_maps_returned (void)
{
  maps s = maps_make (10, 10); // truth: new: escapes
  for (size_t i = 0; i < s.len; i++)
    slice_at (s, i) = int_int_map_make (0); // truth: new: escapes
  return s;
}

int
map_of_slices (void)
{
  string_ptrs_map *m = string_ptrs_map_make (0); // truth: new: stays
  ptrs l = ptrs_make (0, 4);                     // truth: new: stays
  int *x = NEW (int);                            // truth: new: stays
  string_ptrs_map_put (m, "a", ptrs_append (l, x));
  ptrs found = string_ptrs_map_get (m, "a");
  int value = *slice_at (found, 0);
  free (slice_at (found, 0));
  ptrs_free (&found);
  string_ptrs_map_free (m);
  return value;
}

int *
element_out_of_map_of_slices (void)
{
  string_ptrs_map *m = string_ptrs_map_make (0); // truth: new: stays
  ptrs l = ptrs_make (4, 4);                     // truth: new: stays
  slice_at (l, 0) = NEW (int);                 // truth: new: escapes
  string_ptrs_map_put (m, "a", l);
  ptrs found = string_ptrs_map_get (m, "a");
  int *p = slice_at (found, 0);
  ptrs_free (&found);
  string_ptrs_map_free (m);
  return p;
}

ptrs
slice_out_of_map (void)
{
  string_ptrs_map *m = string_ptrs_map_make (0); // truth: new: stays
  ptrs l = ptrs_make (4, 4);                     // truth: new: escapes
  slice_at (l, 0) = NEW (int);                 // truth: new: escapes
  string_ptrs_map_put (m, "a", l);
  ptrs found = string_ptrs_map_get (m, "a");
  string_ptrs_map_free (m);
  return found;
}

int
matrix (void)
{
  rows m = rows_make (3, 3); // truth: new: stays
  for (size_t i = 0; i < m.len; i++)
    slice_at (m, i) = ints_make (3, 3); // truth: new: stays
  slice_at (slice_at (m, 1), 2) = 3;
  int value = slice_at (slice_at (m, 1), 2);
  for (size_t i = 0; i < m.len; i++)
    ints_free (&slice_at (m, i));
  rows_free (&m);
  return value;
}

ints
row_of_matrix (int k)
{
  rows m = rows_make (3, 3); // truth: new: stays
  for (size_t i = 0; i < m.len; i++)
    slice_at (m, i) = ints_make (3, 3); // truth: new: escapes
  ints row = slice_at (m, k);
  rows_free (&m);
  return row;
}

int
map_of_maps (void)
{
  int_map_map *m = int_map_map_make (0);  // truth: new: stays
  int_ptr_map *in = int_ptr_map_make (0); // truth: new: stays
  int *x = NEW (int);                     // truth: new: stays
  int_ptr_map_put (in, 1, x);
  int_map_map_put (m, 1, in);
  int value = *(int *) int_ptr_map_get (int_map_map_get (m, 1), 1);
  int_ptr_map_free (int_map_map_get (m, 1));
  int_map_map_free (m);
  free (x);
  return value;
}

int_ptr_map *
inner_map_leaves (void)
{
  int_map_map *m = int_map_map_make (0);  // truth: new: stays
  int_ptr_map *in = int_ptr_map_make (0); // truth: new: escapes
  int *x = NEW (int);                     // truth: new: escapes
  int_ptr_map_put (in, 1, x);
  int_map_map_put (m, 1, in);
  in = int_map_map_get (m, 1);
  int_map_map_free (m);
  return in;
}

int
record_of_both (void)
{
  struct record *r = NEW (struct record); // truth: new: stays
  r->list = ptrs_make (2, 2);             // truth: new: stays
  r->seen = string_int_map_make (0);      // truth: new: stays
  slice_at (r->list, 0) = NEW (int);    // truth: new: stays
  string_int_map_put (r->seen, "a", *slice_at (r->list, 0));
  int value = string_int_map_get (r->seen, "a");
  free (slice_at (r->list, 0));
  string_int_map_free (r->seen);
  ptrs_free (&r->list);
  free (r);
  return value;
}

ptrs
list_of_record_leaves (void)
{
  struct record *r = NEW (struct record); // truth: new: stays
  r->list = ptrs_make (2, 2);             // truth: new: escapes
  r->seen = string_int_map_make (0);      // truth: new: stays
  slice_at (r->list, 0) = NEW (int);    // truth: new: escapes
  string_int_map_put (r->seen, "a", *slice_at (r->list, 0));
  ptrs list = r->list;
  string_int_map_free (r->seen);
  free (r);
  return list;
}

int
map_of_records (void)
{
  int_record_map *m = int_record_map_make (0); // truth: new: stays
  struct record r = { 0 };
  r.list = ptrs_make (2, 2);          // truth: new: stays
  slice_at (r.list, 0) = NEW (int); // truth: new: stays
  int_record_map_put (m, 1, r);
  int value = *slice_at (int_record_map_get (m, 1).list, 0);
  free (slice_at (r.list, 0));
  ptrs_free (&r.list);
  int_record_map_free (m);
  return value;
}

void
slice_of_records_kept (void)
{
  records s = records_make (2, 2);                // truth: new: stays
  slice_at (s, 0).list = ptrs_make (2, 2);        // truth: new: escapes
  slice_at (slice_at (s, 0).list, 1) = NEW (int); // truth: new: escapes
  global = slice_at (s, 0).list;
  records_free (&s);
}

ints
view_of_view (void)
{
  ints s = ints_make (10, 10); // truth: new: escapes
  ints t = ints_sub (s, 1, 9);
  ints u = ints_sub (t, 1, 7);
  return ints_sub (u, 1, 2);
}

int *
element_of_element (ptr_rows s) // truth: s: to result 2
{
  return slice_at (slice_at (s, 0), 1);
}

void
append_row (ptr_rows m, int *p) // truth: m: stays; p: to param m 0
{
  slice_at (slice_at (m, 0), 0) = p;
}
