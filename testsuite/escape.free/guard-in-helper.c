/* The guard of a release may stand in a helper: what its result depends on is
   asked, through further helpers.  That the pointer is not null says nothing there
   either, nor does what the helper does besides.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>

struct text
{
  unsigned flags;
  char *data;
  char small[16];
};

static char nothing[1];

/* DROP is handed a text to which its data does not belong.  */

#define BORROWED(drop)				      \
  void borrowed_##drop (void)			      \
  {						      \
    struct text t = { 0, nothing };		      \
    drop (&t);					      \
  }

static unsigned
flags (const struct text *t)
{
  return t->flags;
}

static int
owned (const struct text *t)
{
  return flags (t) & 1;
}

static void
drop_owned (struct text *t)
{
  if (owned (t))
    free (t->data);
}

BORROWED (drop_owned)

static int
heap_kind (const void *p)
{
  const struct text *t = p;
  switch (t->flags)
    {
    case 1:
    case 3:
      return 1;
    default:
      return 0;
    }
}

static void
drop_by_kind (struct text *t)
{
  int heap = t && heap_kind (t);
  if (heap)
    free (t->data);
}

BORROWED (drop_by_kind)

static void
drop_in_switch (struct text *t)
{
  switch (flags (t))
    {
    case 1:
      free (t->data);
      break;
    case 2:
      puts (t->data);
      break;
    }
}

BORROWED (drop_in_switch)

static int
is_odd (unsigned flags)
{
  return flags & 1;
}

static void
drop_odd (struct text *t)
{
  if (is_odd (t->flags))
    free (t->data);
}

BORROWED (drop_odd)

static int
by_value (struct text t)
{
  return t.flags & 1;
}

static void
drop_by_value (struct text *t)
{
  if (by_value (*t))
    free (t->data);
}

BORROWED (drop_by_value)

static int
is_small (const struct text *t)
{
  return t->data == t->small;
}

static void
drop_large (struct text *t)
{
  if (!is_small (t))
    free (t->data);
}

/* It has what is not large, but elsewhere.  */
BORROWED (drop_large) /* { dg-warning {'free' of 'nothing', which is not on the heap \[escape:free\]} } */

void
borrowed_here (void)
{
  struct text t = { 0, nothing };
  if (owned (&t))
    free (t.data); /* { dg-bogus "escape:free" } */
}

static void
drop_each (struct text *t)
{
  for (int i = 0; i < 2; i++)
    if (owned (&t[i]))
      free (t[i].data);
}

void
borrowed_in_array (void)
{
  struct text t[2] = { { 0, nothing }, { 0, nothing } };
  drop_each (t); /* { dg-bogus "escape:free" } */
}

struct holder
{
  struct text *text;
};

static void
drop_inner (struct holder *h)
{
  if (h->text->flags)
    free (h->text->data);
}

void
borrowed_inside (void)
{
  struct text t = { 0, nothing };
  struct holder h = { &t };
  drop_inner (&h); /* { dg-bogus "escape:free" } */
}

/* Where a place is asked for, the pointer itself is a guard.  */

static char pool[100];

static int
in_pool (const char *p)
{
  return p >= pool && p < pool + sizeof pool;
}

static void
drop_unless_in_pool (char *p)
{
  if (!in_pool (p))
    free (p);
}

static void
drop_outside_pool (char *p)
{
  if (p < pool || p >= pool + sizeof pool)
    free (p);
}

void
from_pool (void)
{
  drop_unless_in_pool (pool + 5); /* { dg-bogus "escape:free" } */
  drop_outside_pool (pool + 5); /* { dg-bogus "escape:free" } */
}

/* These release it in any case, or ask for something else.  */

static int
has_data (const struct text *t)
{
  return t->data != NULL;
}

static void
drop_if_any (struct text *t)
{
  if (t && has_data (t))
    free (t->data);
}

void
borrowed_drop_if_any (void)
{
  struct text t = { 0, nothing };
  drop_if_any (&t); /* { dg-warning {'free' of 'nothing', which is not on the heap \[escape:free\]} } */
}

static char *
get_data (struct text *t)
{
  return t->data;
}

static void
drop_got (struct text *t)
{
  if (get_data (t))
    free (get_data (t));
}

void
borrowed_drop_got (void)
{
  struct text t = { 0, nothing };
  drop_got (&t); /* { dg-warning {'free' of 'nothing', which is not on the heap \[escape:free\]} } */
}

static int
is_empty (const char *data)
{
  return !data || !*data;
}

static void
drop_if_not_empty (struct text *t)
{
  if (!is_empty (t->data))
    free (t->data);
}

void
borrowed_drop_if_not_empty (void)
{
  struct text t = { 0, nothing };
  drop_if_not_empty (&t); /* { dg-warning {'free' of 'nothing', which is not on the heap \[escape:free\]} } */
}

static int
print (struct text *t)
{
  if (t->flags)
    putchar ('\n');
  return puts (t->data);
}

static void
drop_if_printed (struct text *t)
{
  if (print (t) >= 0)
    free (t->data);
}

void
borrowed_drop_if_printed (void)
{
  struct text t = { 0, nothing };
  drop_if_printed (&t); /* { dg-warning {'free' of 'nothing', which is not on the heap \[escape:free\]} } */
}

static void
drop_after_owned (struct text *t)
{
  if (owned (t))
    puts (t->data);
  free (t->data);
}

void
borrowed_drop_after_owned (void)
{
  struct text t = { 0, nothing };
  drop_after_owned (&t); /* { dg-warning {'free' of 'nothing', which is not on the heap \[escape:free\]} } */
}
