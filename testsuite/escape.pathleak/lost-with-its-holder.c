/* What only a released object holds is lost with it, though unseen code ran in
   between: that cannot reach memory that nobody gave it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>

struct buffer
{
  char *bytes;
  size_t n;
};

extern int may_fail (void);
extern void take (struct buffer *);

int
lost (void)
{
  struct buffer *b = malloc (sizeof *b);
  if (!b)
    return -1;
  b->bytes = malloc (9); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!b->bytes || may_fail ())
    {
      free (b);
      return -1;
    }
  free (b->bytes);
  free (b);
  return 0;
}

/* Partly built, and given up.  */

struct buffer *
given_up (size_t n)
{
  struct buffer *b = malloc (sizeof *b);
  if (!b)
    return NULL;
  b->bytes = malloc (n); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (may_fail ())
    {
      free (b);
      return NULL;
    }
  return b;
}

struct buffer *
taken_down (size_t n)
{
  struct buffer *b = malloc (sizeof *b);
  if (!b)
    return NULL;
  b->bytes = malloc (n); /* { dg-bogus "pathleak" } */
  if (may_fail ())
    {
      free (b->bytes);
      free (b);
      return NULL;
    }
  return b;
}

/* Who was given the holder may have the rest.  */

int
given (void)
{
  struct buffer *b = malloc (sizeof *b);
  if (!b)
    return -1;
  b->bytes = malloc (9); /* { dg-bogus "pathleak" } */
  take (b);
  if (may_fail ())
    {
      free (b);
      return -1;
    }
  free (b->bytes);
  free (b);
  return 0;
}

/* By helpers.  */

static struct buffer *
make (size_t n)
{
  struct buffer *b = malloc (sizeof *b);
  if (!b)
    return NULL;
  b->bytes = malloc (n); /* { dg-bogus "pathleak" } */
  if (!b->bytes)
    {
      free (b);
      return NULL;
    }
  return b;
}

static void
drop (struct buffer *b)
{
  free (b->bytes);
  free (b);
}

int
half_dropped (void)
{
  struct buffer *b = make (3); /* { dg-warning {'make\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!b)
    return -1;
  if (may_fail ())
    {
      free (b);
      return -1;
    }
  drop (b);
  return 0;
}

int
dropped (void)
{
  struct buffer *b = make (3); /* { dg-bogus "pathleak" } */
  if (!b)
    return -1;
  if (may_fail ())
    {
      drop (b);
      return -1;
    }
  drop (b);
  return 0;
}
