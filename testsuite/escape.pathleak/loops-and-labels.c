/* Ways out of loops, of a switch and past labels; beside each the one that is
   right.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

extern int cond (int);

struct item
{
  struct item *next;
  char *text;
  int bad;
};

int
out_of_a_walk (struct item *list)
{
  struct item *x = malloc (sizeof *x); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!x)
    return -1;
  for (struct item *i = list; i; i = i->next)
    if (i->bad)
      return -1;
  free (x);
  return 0;
}

int
wrong_label (int n)
{
  char *a = malloc (n), *b; /* { dg-bogus "escape:pathleak" } */
  if (!a)
    return -1;
  b = malloc (n); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!b)
    goto only_a;
  if (cond (n))
    goto only_a;
  free (b);
  free (a);
  return 0;
only_a:
  free (a);
  return -1;
}

int
one_case (int c)
{
  char *p;
  switch (c)
    {
    case 'a':
      p = malloc (1); /* { dg-bogus "escape:pathleak" } */
      break;
    case 'b':
      p = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
      break;
    default:
      p = NULL;
    }
  if (!p)
    return -1;
  if (c == 'b')
    return 2;
  free (p);
  return 0;
}

int
two_breaks (int n)
{
  char *p = malloc (n); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  do
    {
      if (cond (n))
	break;
      if (cond (n + 1))
	return -3;
    }
  while (n--);
  free (p);
  return 0;
}

int
last_match (char **v, int n)
{
  char *p = NULL;
  for (int i = 0; i < n; i++)
    if (v[i][0] == 'x')
      {
	p = strdup (v[i]); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
	if (!p)
	  return -1;
      }
  free (p);
  return 0;
}

int
last_match_kept (char **v, int n)
{
  char *p = NULL;
  for (int i = 0; i < n; i++)
    if (v[i][0] == 'x')
      {
	free (p);
	p = strdup (v[i]); /* { dg-bogus "escape:pathleak" } */
	if (!p)
	  return -1;
      }
  free (p);
  return 0;
}

int
grown_until_done (int n)
{
  char *p = NULL, *q;
  for (;;)
    {
      q = realloc (p, n); /* { dg-bogus "escape:pathleak" } */
      if (!q)
	{
	  free (p);
	  return -1;
	}
      p = q;
      if (cond (n))
	break;
      n *= 2;
    }
  free (p);
  return 0;
}

static void
drop (struct item *l)
{
  while (l)
    {
      struct item *next = l->next;
      free (l->text);
      free (l);
      l = next;
    }
}

int
list_given_up (int n)
{
  struct item *head = NULL, **tail = &head;
  while (n--)
    {
      struct item *x = calloc (1, sizeof *x); /* { dg-bogus "escape:pathleak" } */
      if (!x)
	{
	  drop (head);
	  return -1;
	}
      *tail = x;
      tail = &x->next;
      x->text = strdup ("a"); /* { dg-bogus "escape:pathleak" } */
      if (!x->text)
	{
	  drop (head);
	  return -1;
	}
    }
  drop (head);
  return 0;
}

int
by_error_number (int n)
{
  int error = 0;
  char *p = malloc (n); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    error = 1;
  if (!error && cond (n))
    error = 2;
  if (error != 1)
    free (p);
  return error;
}
