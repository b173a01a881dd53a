/* What a function makes outlives it if it returns what a callback hands back, though
   the caller lets it go no further.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-json=handed-back.json" } */
/* { dg-json {"function": "made".*"name": "malloc".*"verdict": "escapes".*"returned".*"promotable": false} } */
/* { dg-json {"function": "made_below".*"name": "malloc".*"verdict": "escapes".*"returned".*"promotable": false} } */
/* { dg-json {"function": "not_back".*"name": "malloc".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "back_inside".*"name": "malloc".*"verdict": "does-not-escape"} } */

#include <stdlib.h>

typedef int *(*hand) (int *);

static int *
back (int *p)
{
  return p;
}

static int *
nothing (int *p)
{
  return p ? NULL : p;
}

static int *
made (hand f)
{
  int *p = malloc (sizeof *p);
  if (p)
    *p = 1;
  return f (p);
}

int
use (void)
{
  int *p = made (back), n = p ? *p : 0;
  free (p);
  return n;
}

static int *
made_below (hand f)
{
  int *p = malloc (sizeof *p);
  if (p)
    *p = 2;
  return f (p);
}

static int
use_below (hand f)
{
  int *p = made_below (f), n = p ? *p : 0;
  free (p);
  return n;
}

int
use_from_above (void)
{
  return use_below (back);
}

static int *
not_back (hand f)
{
  static int n;
  int *p = malloc (sizeof *p);
  int *q = f (p);
  free (p);
  return q ? q : &n;
}

int
use_not (void)
{
  return *not_back (nothing);
}

static int
back_inside (hand f)
{
  int *p = malloc (sizeof *p), *q = f (p);
  int n = q ? *q : 0;
  free (p);
  return n;
}

int
use_inside (void)
{
  return back_inside (back);
}
