/* Storage with a count of references that never comes to 0: what is not on the
   heap has one.  Where the count is known, it says what happens.  */
/* { dg-do compile } */

#include <stdlib.h>

struct object
{
  int count;
  int n;
};

extern int more (struct object *);

static void
ref (struct object *o)
{
  o->count++;
}

static void
unref (struct object *o)
{
  if (--o->count == 0)
    free (o);
}

static void
unref_early (struct object *o)
{
  if (--o->count > 0)
    return;
  free (o);
}

struct object shared = { 1, 0 };

int
of_many (int k)
{
  struct object o = { 1 << 30, 0 };
  while (k--)
    unref (&o); /* { dg-bogus "escape:free" } */
  return 0;
}

int
in_pairs (int k)
{
  struct object o = { 1000, 0 };
  for (int i = 0; i < k; i++)
    {
      ref (&o);
      unref_early (&o); /* { dg-bogus "escape:free" } */
    }
  return 0;
}

int
unseen_code_counts (void)
{
  struct object o = { 2, 0 };
  while (more (&o))
    unref (&o); /* { dg-bogus "escape:free" } */
  return 0;
}

void
of_static (void)
{
  shared.count++;
  unref (&shared); /* { dg-bogus "escape:free" } */
}

void
of_static_early (void)
{
  ref (&shared);
  unref_early (&shared); /* { dg-bogus "escape:free" } */
}

int
of_one (void)
{
  struct object o = { 1, 0 };
  unref (&o); /* { dg-warning {'free' of 'o', which is not on the heap \[escape:free\]} } */
  return 0;
}

int
of_one_early (void)
{
  struct object o = { 1, 0 };
  unref_early (&o); /* { dg-warning {'free' of 'o', which is not on the heap \[escape:free\]} } */
  return 0;
}
