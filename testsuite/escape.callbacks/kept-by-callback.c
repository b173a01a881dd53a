/* An object that is handed to a callback escapes if the callback puts it
   where it outlives the frame that it was made in: in the caller's frame, in
   what that has allocated with alloca, in the frame of a function between.
   And a static function can be called from outside by another name.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

static void
put (void **to, void *what)
{
  *to = what;
}

static void
with_slot (void (*f) (void **, void *), void **slot)
{
  int i = 1;
  f (slot, &i);
}

/* { dg-json {"name": ?"i".*"verdict": ?"escapes"} } */

int
slot_in_alloca (void)
{
  void **slot = __builtin_alloca (sizeof *slot);
  with_slot (put, slot);
  return *slot != 0;
}

static void
inner (void (*f) (void **, void *), void **slot)
{
  int k = 1;
  f (slot, &k);
}

/* { dg-json {"name": ?"k".*"verdict": ?"escapes"} } */

static int
outer (void (*f) (void **, void *))
{
  void *slot = 0;
  inner (f, &slot);
  return slot != 0;
}

/* { dg-json {"name": ?"slot".*"verdict": ?"does-not-escape"} } */

int
slot_between (void)
{
  return outer (put);
}

static void
each (void (*f) (void *))
{
  f (malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

extern void each_from_outside (void (*) (void *))
  __attribute__ ((alias ("each")));
