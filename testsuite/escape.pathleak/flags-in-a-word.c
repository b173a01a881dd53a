/* Flags that are set in a word of which the rest is not known; and what they are
   behind a call that is not looked into.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdbool.h>
#include <stdlib.h>

enum
{
  PLAIN = 1,
  SHARED = 2,
  OWNED = 4
};

int
set_and_tested (unsigned word)
{
  char *p = malloc (8); /* { dg-bogus "escape:" } */
  if (!p)
    return -1;
  word |= OWNED;
  if (word & OWNED)
    free (p);
  return (int) word;
}

int
set_in_one_of_many_and_tested (unsigned word)
{
  char *p = malloc (8); /* { dg-bogus "escape:" } */
  if (!p)
    return -1;
  word = (word & ~PLAIN) | OWNED;
  word ^= SHARED;
  if ((word & (OWNED | PLAIN)) == OWNED)
    free (p);
  return (int) word;
}

int
cleared_and_tested (unsigned word)
{
  char *p = malloc (8); /* { dg-bogus "escape:" } */
  if (!p)
    return -1;
  word &= ~SHARED;
  if (!(word & SHARED))
    free (p);
  return (int) word;
}

int
another_is_set_between (unsigned word)
{
  char *p = malloc (8); /* { dg-bogus "escape:" } */
  if (!p)
    return -1;
  if (word & OWNED)
    free (p);
  word |= SHARED;
  if (!(word & OWNED))
    free (p);
  return 0;
}

int
another_is_set (unsigned word)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  word |= SHARED;
  if (word & OWNED)
    free (p);
  return (int) word;
}

struct buffer
{
  char *p;
  size_t len, word;
};

size_t next_size (size_t) __attribute__ ((const));

static void
look_at (struct buffer old)
{
  (void) old;
}

static bool
regrow (struct buffer *b, struct buffer *old, size_t size)
{
  *old = *b;
  char *p = malloc (size);
  if (!p)
    return false;
  b->p = p;
  b->word = size | OWNED;
  return true;
}

static bool
widen (struct buffer *b, size_t size)
{
  struct buffer old;
  if (!regrow (b, &old, size))
    return false;
  if (b->p != old.p)
    look_at (old);
  return true;
}

static bool
reserve (struct buffer *b, size_t n)
{
  return n == 0 || widen (b, next_size (n));
}

static char *
text_of (struct buffer *b)
{
  if (!reserve (b, 1))
    return NULL;
  b->p[b->len] = 0;
  return b->p;
}

static void
drop_at (struct buffer *b)
{
  if (b->word & OWNED)
    free (b->p);
  *b = (struct buffer) { 0 };
}

static void
drop (struct buffer *b)
{
  drop_at (b);
}

int
set_deep_below (void)
{
  struct buffer b = { 0 };
  int n = text_of (&b) != NULL; /* { dg-bogus "escape:" } */
  drop (&b);
  return n;
}
