/* Two numbers, or two places in a text, that are compared with each other more than
   once: what that says of their difference is known, and so is what it says of
   both when one is compared with a constant.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

int more (void);
char *get (void);

int
skips_spaces (const char *p, const char *end)
{
  char *name = malloc (8); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!name)
    return -1;
  while (p < end && *p == ' ')
    p++;
  if (more ())
    return -1;
  free (name);
  return 0;
}

int
behind_what_was_found (const char *end)
{
  const char *colon = get ();
  char *name = malloc (8); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!name)
    return -1;
  for (colon++; colon < end && *colon == ' '; colon++)
    ;
  if (more ())
    return -1;
  free (name);
  return 0;
}

int
counts (size_t i, size_t n)
{
  char *name = malloc (8); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!name)
    return -1;
  while (i < n)
    i++;
  char *value = malloc (8);
  if (!value)
    return -1;
  free (name);
  free (value);
  return 0;
}

struct text
{
  int at, length;
  const char *characters;
};

int
in_memory (struct text *t)
{
  char *name = malloc (8); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!name)
    return -1;
  while (t->at < t->length && t->characters[t->at] == ' ')
    t->at++;
  if (t->at == t->length)
    return -1;
  free (name);
  return 0;
}

int
never_again (size_t i, size_t n)
{
  if (i >= n)
    return -1;
  char *name = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!name)
    return -1;
  if (i >= n || i > n || i == n)
    return -1;
  free (name);
  return 0;
}

int
no_such_difference (int i, int n)
{
  char *name = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!name)
    return -1;
  if (i < n && n < i + 1)
    return -1;
  if (i < n && n <= i + 3 && i + 2 < n && n != i + 3)
    return -1;
  if (i + 2 <= n && n < i)
    return -1;
  free (name);
  return 0;
}

/* A constant says something of the other one, too.  */
int
no_such_numbers (int i, int n)
{
  char *name = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!name)
    return -1;
  if (n < i - 3 && n > 3 && i < 7)
    return -1;
  if (i > 5 && n < i - 3 && n > 3 && i < 7)
    return -1;
  if (i < n && n < i + 3 && i > 10 && n < 12)
    return -1;
  free (name);
  return 0;
}

/* Nor do three go round.  */
int
no_such_order (int i, int n, int k)
{
  char *name = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!name)
    return -1;
  if (i < n && n < k && k < i)
    return -1;
  if (i < n && n + 1 < k && k <= i + 1)
    return -1;
  free (name);
  return 0;
}
