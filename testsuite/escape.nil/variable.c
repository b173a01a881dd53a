/* A map variable that is certainly nil where it is written to; its neighbours,
   which perhaps are not.  */
/* { dg-do compile } */

#include <escape/hmaps.h>

void
certainly (void)
{
  int_int_map *m = NULL;
  int_int_map_put (m, 1, 2); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
}

void
on_one_path (int n)
{
  int_int_map *m = NULL;
  if (n)
    m = int_int_map_make (1);
  int_int_map_put (m, 1, 2); /* { dg-bogus "escape:nil" } */
  int_int_map_free (m);
}

/* The call itself is on one path only; where it is reached, it faults.  */

void
reached_on_one_path (int n)
{
  int_int_map *m = NULL;
  if (n)
    int_int_map_put (m, 1, 2); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
}

void
guarded (void)
{
  int_int_map *m = NULL;
  if (m)
    int_int_map_put (m, 1, 2); /* { dg-bogus "escape:nil" } */
}

struct state
{
  int_int_map *made, *not_made;
};

void
members (void)
{
  struct state s = { int_int_map_make (1), NULL };
  int_int_map_put (s.made, 1, 2); /* { dg-bogus "escape:nil" } */
  int_int_map_put (s.not_made, 1, 2); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  int_int_map_free (s.made);
}

void
parameter (int_int_map *m)
{
  int_int_map_put (m, 1, 2); /* { dg-bogus "escape:nil" } */
}

static int_int_map *
none (void)
{
  return NULL;
}

static int_int_map *
some (int n)
{
  return n ? int_int_map_make (1) : NULL;
}

void
from_callee (int n)
{
  int_int_map_put (none (), 1, 2); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  int_int_map *m = some (n);
  int_int_map_put (m, 1, 2); /* { dg-bogus "escape:nil" } */
  int_int_map_free (m);
}

static int_int_map *
never_returns (void)
{
  for (;;)
    ;
}

void
not_reached (void)
{
  int_int_map_put (never_returns (), 1, 2); /* { dg-bogus "escape:nil" } */
}

extern int_int_map *global;

void
of_others (void)
{
  int_int_map_put (global, 1, 2); /* { dg-bogus "escape:nil" } */
}

void
reserved (void)
{
  int_int_map *m = NULL;
  int_int_map_reserve (m, 10); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
}
