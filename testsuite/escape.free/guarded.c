/* Storage that is released under a flag of the object that points to it: which
   storage it is, the flag says.  A test of the pointer itself says nothing.  */
/* { dg-do compile } */

#include <stdlib.h>

struct buffer
{
  char *data;
  int owned;
  char small[32];
};

static void
drop (struct buffer *b)
{
  if (b->owned)
    free (b->data);
}

static void
drop_large (struct buffer *b)
{
  if (b->data != b->small)
    free (b->data);
}

static void
drop_any (struct buffer *b)
{
  if (b->data)
    free (b->data);
}

int
by_flag (void)
{
  struct buffer b;
  b.data = b.small;
  b.owned = 0;
  drop (&b); /* { dg-bogus "escape:free" } */
  return b.owned;
}

int
by_place (void)
{
  struct buffer b;
  b.data = b.small;
  b.owned = 0;
  drop_large (&b); /* { dg-bogus "escape:free" } */
  return b.owned;
}

int
by_nothing (void)
{
  struct buffer b;
  b.data = b.small;
  b.owned = 0;
  drop_any (&b); /* { dg-warning {'free' of 'b', which is not on the heap \[escape:free\]} } */
  return b.owned;
}

/* The flag may be asked long before.  */

static void
drop_all (struct buffer *b, int n)
{
  if (!b->owned)
    return;
  for (int i = 0; i < n; i++)
    b->data[i] = 0;
  free (b->data);
}

int
by_earlier_flag (void)
{
  struct buffer b;
  b.data = b.small;
  b.owned = 0;
  drop_all (&b, 3); /* { dg-bogus "escape:free" } */
  return b.owned;
}

static void
drop_wiped (struct buffer *b, int n)
{
  if (n < 0)
    return;
  for (int i = 0; i < n; i++)
    b->data[i] = 0;
  free (b->data);
}

int
by_earlier_number (void)
{
  struct buffer b;
  b.data = b.small;
  b.owned = 0;
  drop_wiped (&b, 3); /* { dg-warning {'free' of 'b', which is not on the heap \[escape:free\]} } */
  return b.owned;
}

/* What a call returns, and what it says of it.  */

static char text[4];

static char *
get_text (int *owned)
{
  *owned = 0;
  return text;
}

void
by_answer (void)
{
  int owned;
  char *p = get_text (&owned);
  if (owned)
    free (p); /* { dg-bogus "escape:free" } */
}

/* What is moved is released.  */

static int
grow (struct buffer *b, size_t n)
{
  char *data = b->owned ? realloc (b->data, n) : malloc (n);
  if (!data)
    return -1;
  b->data = data;
  b->owned = 1;
  return 0;
}

static char *
move_any (struct buffer *b, size_t n)
{
  return realloc (b->data, n);
}

void
moved (void)
{
  struct buffer b;
  b.data = b.small;
  b.owned = 0;
  if (!grow (&b, 100)) /* { dg-bogus "escape:free" } */
    free (b.data);
}

char *
moved_by_nothing (void)
{
  struct buffer b;
  b.data = b.small;
  b.owned = 0;
  return move_any (&b, 100); /* { dg-warning {'realloc' of 'b', which is not on the heap \[escape:free\]} } */
}
