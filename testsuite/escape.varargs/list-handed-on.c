/* A va_list by address, by value, copied, in a struct: what va_arg finds is what
   was passed, not the list, nor the address of what was passed by value.  */
/* { dg-do compile } */

#include <stdarg.h>

struct box
{
  void *p, *q;
  long pad[3];
};

struct pair
{
  void *p, *q;
};

static struct box kept_box;
static struct pair kept_pair;
static void *kept;
static int full;

static void
by_address (va_list *a)
{
  kept_box = va_arg (*a, struct box);
}

static void
copied_by_address (va_list *a)
{
  va_list b;
  va_copy (b, *a);
  kept_box = va_arg (b, struct box);
  va_end (b);
}

static void
copied_by_value (va_list a)
{
  va_list b;
  va_copy (b, a);
  copied_by_address (&b);
  va_end (b);
}

static void
four_ways (int n, ...)
{
  va_list a; /* { dg-bogus "escape:stack" } */
  va_start (a, n);
  by_address (&a);
  copied_by_address (&a);
  copied_by_value (a);
  va_end (a);
}

static int
is_full (const struct box *b)
{
  return b->p && b->q;
}

void
give_box (void *p)
{
  struct box b = { p }; /* { dg-bogus "escape:stack" } */
  full = is_full (&b);
  four_ways (1, b);
}

void
give_box_with_local (void *p)
{
  int x;		    /* { dg-warning {address of local 'x' escapes its frame \[escape:stack\]} } */
  struct box b = { p, &x }; /* { dg-bogus "escape:stack" } */
  full = is_full (&b);
  four_ways (1, b);
}

void
give_its_address (void *p)
{
  struct box b = { p }; /* { dg-bogus "escape:stack" } */
  struct box c = { &b };
  full = is_full (&b);
  c.p = p;
  four_ways (1, c);
}

static void
small (int n, ...)
{
  va_list a, b; /* { dg-bogus "escape:stack" } */
  va_start (a, n);
  va_copy (b, a);
  kept_pair = va_arg (b, struct pair);
  va_end (a);
  va_end (b);
}

static int
has_both (const struct pair *p)
{
  return p->p && p->q;
}

void
give_pair (void *p)
{
  struct pair b = { p, 0 }; /* { dg-bogus "escape:stack" } */
  full = has_both (&b);
  small (1, b);
}

struct state
{
  int n;
  va_list list;
};

static void
from_struct (struct state *s)
{
  va_list b;
  va_copy (b, s->list);
  kept = va_arg (b, void *);
  va_end (b);
  kept = va_arg (s->list, void *);
}

static void
in_struct (int n, ...)
{
  struct state s = { n }; /* { dg-bogus "escape:stack" } */
  va_start (s.list, n);
  from_struct (&s);
  va_end (s.list);
}

void
give (void *p)
{
  in_struct (2, p, p);
}

void
give_local (void *p)
{
  int x; /* { dg-warning {address of local 'x' escapes its frame \[escape:stack\]} } */
  in_struct (2, p, &x);
}

static va_list *list;

void
keep_list (int n, ...)
{
  va_list a; /* { dg-warning {address of local 'a' escapes its frame \[escape:stack\]} } */
  va_start (a, n);
  list = &a;
  va_end (a);
}

void *
last_kept (void)
{
  return full ? kept_box.p : kept_pair.p ? va_arg (*list, void *) : kept;
}
