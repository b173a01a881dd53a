/* A function that may be called with what another was set with: each K is kept.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=stack" } */
/* { dg-json-not {"name": ?"k".*"verdict": ?"does-not-escape"} } */

#include <stdlib.h>
#include <string.h>
#include <pthread.h>
int *G;
struct s
{
  int *a, *b;
  struct s *n;
};
void unknown (void);
struct t
{
  void (*f) (void *);
  void *d;
};
static void
use (void *p)
{
  *(char *)p = 0;
}
static void
keep (void *p)
{
  G = p;
}
int
function_set_anew (int c)
{
  int k;
  struct t t = { use, &k };
  if (c)
    t.f = keep;
  t.f (t.d);
  return 0;
}
int
both_set_anew (int c)
{
  int k, m;
  struct t t = { use, &m };
  if (c)
    t = (struct t){ keep, &k };
  t.f (t.d);
  return 0;
}
int
function_read_before (int c)
{
  int k, m;
  struct t t = { keep, &m };
  if (c)
    t = (struct t){ use, &k };
  void (*f) (void *) = t.f;
  if (c > 5)
    t.f = keep;
  t.f (t.d);
  f (t.d);
  return 0;
}
int
exchanged_with_another (int n)
{
  int k, m;
  struct t t = { use, &k }, u = { keep, &m };
  for (int i = 0; i < n; i++)
    {
      t.f (t.d);
      struct t x = t;
      t.f = u.f;
      u = x;
    }
  return 0;
}
int
set_round_by_round (int c)
{
  int k, m;
  void *d = &m;
  void (*f) (void *) = use;
  for (int i = 0; i < c; i++)
    {
      f (d);
      f = keep;
      if (i)
        d = &k;
    }
  return 0;
}
int
set_on_other_conditions (int c)
{
  int k, m;
  void *d;
  void (*f) (void *);
  if (c)
    {
      f = keep;
      d = &m;
    }
  else
    {
      f = use;
      d = &k;
    }
  if (c > 1)
    f = keep;
  else if (c < -5)
    d = &m;
  f (d);
  return 0;
}
int
element_and_other_element (int c)
{
  int k;
  struct t v[2] = { { use, &k }, { keep, 0 } };
  v[c].f (v[!c].d);
  return 0;
}
int
data_set_behind (int c)
{
  int k, m;
  struct t t;
  if (c)
    {
      t.f = use;
      t.d = &k;
    }
  else
    {
      t.f = keep;
      t.d = &m;
    }
  goto in;
in:
  t.d = c == 3 ? &m : &k;
  t.f (t.d);
  return 0;
}
int
set_through_pointer (int c)
{
  int k, m;
  struct t t = { use, &k };
  struct t *p = &t;
  if (c)
    {
      t.f = keep;
    }
  else
    {
      p->d = &m;
    }
  t.f (t.d);
  return 0;
}
int
by_case (int c)
{
  int k;
  struct t t;
  switch (c)
    {
    case 0:
      t.f = use;
      t.d = 0;
      break;
    case 1:
      t.f = use;
      t.d = 0;
      break;
    case 2:
      t.f = keep;
      t.d = &k;
      break;
    default:
      t.f = use;
      t.d = 0;
    }
  t.f (t.d);
  return 0;
}