/* What a callee stores through a pointer that is null here is not lost: control
   does not come further.  Where the callee looks first, it is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>

static int
say_why (char **why, int n)
{
  if (n > 3)
    {
      *why = malloc (9);
      return -1;
    }
  return 0;
}

int
never_fails (int n)
{
  return say_why (NULL, n); /* { dg-bogus "escape:leak" } */
}

static int
say_why_perhaps (char **why, int n)
{
  if (n > 3)
    {
      char *text = malloc (9); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
      if (why)
	*why = text;
      return -1;
    }
  return 0;
}

int
fails (int n)
{
  return say_why_perhaps (NULL, n); /* { dg-warning {'say_why_perhaps\(\.\.\.\)' is never released \[escape:leak\]} } */
}

int
asks (int n)
{
  char *why = NULL;
  int r = say_why (&why, n); /* { dg-warning {'say_why\(\.\.\.\)' is never released \[escape:leak\]} } */
  return r;
}

/* Again and again, in a loop of the callee.  */

struct item
{
  struct item *next;
};

struct list
{
  struct item *first;
};

static void
fill (struct list *out, int n)
{
  for (int i = 0; i < n; i++)
    {
      struct item *p = malloc (sizeof *p);
      if (!p)
	abort ();
      p->next = out->first;
      out->first = p;
    }
}

void
fills_nothing (int n)
{
  fill (NULL, n); /* { dg-bogus "escape:leak" } */
  fill (NULL, 0); /* { dg-bogus "escape:leak" } */
}

void
fills_its_own (int n)
{
  struct list l = { 0 };
  fill (&l, n); /* { dg-warning {'fill\(\.\.\.\)' is never released \[escape:leak\]} } */
}

static void
fill_perhaps (struct list *out, int n)
{
  for (int i = 0; i < n; i++)
    {
      struct item *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
      if (!p)
	abort ();
      if (out)
	{
	  p->next = out->first;
	  out->first = p;
	}
    }
}

void
drops_all (int n)
{
  fill_perhaps (NULL, n); /* { dg-warning {'fill_perhaps\(\.\.\.\)' is never released \[escape:leak\]} } */
}

static void
fill_or_free (struct list *out, int n)
{
  for (int i = 0; i < n; i++)
    {
      struct item *p = malloc (sizeof *p);
      if (!p)
	abort ();
      if (out)
	{
	  p->next = out->first;
	  out->first = p;
	}
      else
	free (p);
    }
}

void
frees_all (int n)
{
  fill_or_free (NULL, n); /* { dg-bogus "escape:" } */
}
