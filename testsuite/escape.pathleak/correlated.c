/* Conditions that go together: no path has one without the other.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct holder
{
  char *p;
  unsigned owned : 1;
};

int
same_number (int n)
{
  char local[16], *p = local;
  if (n > 16)
    p = malloc (n); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  p[0] = 1;
  if (n > 16)
    free (p);
  return 0;
}

int
flag (int c)
{
  struct holder h = { 0, 0 };
  if (c)
    {
      h.p = malloc (8); /* { dg-bogus "escape:pathleak" } */
      h.owned = 1;
    }
  if (h.owned)
    free (h.p);
  return c;
}

int
error_code (int c)
{
  int error = 0;
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    error = -1;
  else if (c)
    error = -2;
  if (error != -1)
    free (p);
  return error;
}

int
other_flag (int c, int d)
{
  char *p = NULL;
  if (c)
    p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (d)
    free (p);
  return c;
}

/* The same is asked of the same text, spelt twice.  */

int
first_letter (const char *name)
{
  FILE *f = stdin;
  if (strcmp (name, "-") != 0)
    f = fopen (name, "r"); /* { dg-bogus "escape:pathleak" } */
  if (!f)
    return EOF;
  int c = getc (f);
  if (strcmp (name, "-") != 0)
    fclose (f);
  return c;
}

int
first_letter_or_not (const char *name)
{
  FILE *f = stdin;
  if (strcmp (name, "-") != 0)
    f = fopen (name, "r"); /* { dg-warning {'fopen\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!f)
    return EOF;
  int c = getc (f);
  if (strcmp (name, "+") != 0)
    fclose (f);
  return c;
}
