/* Maps of the runtime: keys and values apart, both as long as the map.  */

#include "pairs.h"
#include <escape/hmaps.h>

struct pair
{
  int *a, *b;
};

#define HMAP_NAME names
#define HMAP_KEY const char *
#define HMAP_VALUE int *
#define HMAP_KEY_STRING
#include <escape/hmap.h>

#define HMAP_NAME ptr_int_map
#define HMAP_KEY int *
#define HMAP_VALUE int
#define HMAP_KEY_POINTER
#include <escape/hmap.h>

#define HMAP_NAME ptr_ptr_map
#define HMAP_KEY int *
#define HMAP_VALUE int *
#define HMAP_KEY_POINTER
#include <escape/hmap.h>

#define HMAP_NAME int_pair_map
#define HMAP_KEY int
#define HMAP_VALUE struct pair
#include <escape/hmap.h>

int *global;
names *global_map;

int
map_stays (void)
{
  int_int_map *m = int_int_map_make (0); // truth: new: stays
  int_int_map_put (m, 1, 2);
  int value = int_int_map_get (m, 1);
  int_int_map_free (m);
  return value;
}

int_int_map *
map_returned (void)
{
  int_int_map *m = int_int_map_make (0); // truth: new: escapes
  int_int_map_put (m, 1, 2);
  return m;
}

void
map_kept (void)
{
  names *m = names_make (0);       // truth: new: escapes
  int *x = NEW (int); // truth: new: escapes
  names_put (m, "a", x);
  global_map = m;
}

int
value_stays (void)
{
  names *m = names_make (0);       // truth: new: stays
  int *x = NEW (int); // truth: new: stays
  names_put (m, "a", x);
  int value = *names_get (m, "a");
  free (names_get (m, "a"));
  names_free (m);
  return value;
}

int *
value_taken_out (const char *k)
{
  names *m = names_make (0);       // truth: new: stays
  int *x = NEW (int); // truth: new: escapes
  names_put (m, "a", x);
  int *p = names_get (m, k);
  names_free (m);
  return p;
}

int
address_as_value (void)
{
  int x = 1;                 // truth: local x: stays
  names *m = names_make (0); // truth: new: stays
  names_put (m, "a", &x);
  int value = *names_get (m, "a");
  names_free (m);
  return value;
}

int
key_stays (void)
{
  ptr_int_map *m = ptr_int_map_make (0); // truth: new: stays
  int *k = NEW (int);                    // truth: new: stays
  ptr_int_map_put (m, k, 2);
  int value = ptr_int_map_get (m, k);
  ptr_int_map_free (m);
  free (k);
  return value;
}

int *
value_leaves_key_stays (void)
{
  ptr_ptr_map *m = ptr_ptr_map_make (0); // truth: new: stays
  int *k = NEW (int);                    // truth: new: stays
  int *v = NEW (int);                    // truth: new: escapes
  ptr_ptr_map_put (m, k, v);
  int *found = ptr_ptr_map_get (m, k);
  ptr_ptr_map_free (m);
  free (k);
  return found;
}

int *
key_taken_out (void)
{
  ptr_int_map *m = ptr_int_map_make (0); // truth: new: stays
  int *k = NEW (int);                    // truth: new: escapes
  ptr_int_map_put (m, k, 2);
  int *found = 0;
  HMAP_EACH (ptr_int_map, it, m)
    {
      found = *it.key;
      break;
    }
  ptr_int_map_free (m);
  return found;
}

int *
struct_values (void)
{
  int_pair_map *m = int_pair_map_make (0); // truth: new: stays
  struct pair t;
  t.a = NEW (int); // truth: new: stays
  t.b = NEW (int); // truth: new: escapes
  int_pair_map_put (m, 1, t);
  int *b = int_pair_map_get (m, 1).b;
  free (t.a);
  int_pair_map_free (m);
  return b;
}

void put (names *m, int *p);
int *get (names *m);

int
filled_by_callee (void)
{
  names *m = names_make (0); // truth: new: stays
  put (m, NEW (int));        // truth: new: stays
  int value = *get (m);
  free (get (m));
  names_free (m);
  return value;
}

void
put (names *m, int *p) // truth: m: stays; p: to param m 0
{
  names_put (m, "a", p);
}

int *
get (names *m)
{
  return names_get (m, "a");
}

int
count (names *m) // truth: m: stays
{
  int n = 0;
  HMAP_EACH (names, it, m)
    n += **it.value;
  return n;
}

void
keep_values (names *m) // truth: m: to heap 1
{
  HMAP_EACH (names, it, m)
    global = *it.value;
}

names *
make_map (void)
{
  return names_make (100); // truth: new: escapes
}

int
made_by_callee (void)
{
  names *m = make_map ();          // truth: call: stays
  int *x = NEW (int); // truth: new: stays
  names_put (m, "a", x);
  int value = *names_get (m, "a");
  free (names_get (m, "a"));
  names_free (m);
  return value;
}

int
deleted (void)
{
  int_ptr_map *m = int_ptr_map_make (0); // truth: new: stays
  int *x = NEW (int); // truth: new: stays
  int_ptr_map_put (m, 1, x);
  int *p = int_ptr_map_get (m, 1);
  int n = *p;
  int_ptr_map_delete (m, 1);
  free (p);
  int_ptr_map_free (m);
  return n;
}

names *
moved_between_maps (void)
{
  names *m = names_make (0);       // truth: new: stays
  names *r = names_make (0);       // truth: new: escapes
  int *x = NEW (int); // truth: new: escapes
  names_put (m, "a", x);
  HMAP_EACH (names, it, m)
    names_put (r, *it.key, *it.value);
  names_free (m);
  return r;
}
