/* The address of a local that is taken back too late, somewhere else, or not on
   all ways: each K is kept, or may be.  */
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
struct h
{
  int *p;
  struct h *n;
};
int
of_another (struct h *h, struct h *o)
{
  int k;
  h->p = &k;
  o->p = 0;
  return 0;
}
int
element_of_array (struct h *h, int n)
{
  int k;
  for (int i = 0; i < n; i++)
    {
      h[i].p = &k;
      h[0].p = 0;
    }
  return 0;
}
int
of_the_next (struct h *h)
{
  int k;
  h->p = &k;
  h = h->n;
  h->p = 0;
  return 0;
}
int
copied_before (struct h *h)
{
  int k;
  h->p = &k;
  *h->n = *h;
  h->p = 0;
  return 0;
}
int
read_through_alias (struct h *h)
{
  int k;
  int **l = &h->p;
  *l = &k;
  G = h->p;
  *l = 0;
  return 0;
}
int
unknown_code_before (struct h *h)
{
  int k;
  h->p = &k;
  unknown ();
  h->p = 0;
  return 0;
}
int
others_may_see_it (struct h *h)
{
  int k;
  h->p = &k;
  __sync_synchronize ();
  h->p = 0;
  return 0;
}
int
left_in_between (struct h *h, int c)
{
  int k;
  while (c--)
    {
      if (c == 4)
        return 1;
      h->p = &k;
    }
  h->p = 0;
  return 0;
}
int *volatile GV;
int
volatile_place (void)
{
  int k;
  GV = &k;
  GV = 0;
  return 0;
}
int
put_there_again (struct h *h)
{
  int k;
  h->p = &k;
  h->p = h->p;
  return 0;
}
int
put_there_twice (struct h *h)
{
  int k;
  int *o = &k;
  h->p = o;
  h->p = 0;
  h->p = o;
  return 0;
}
int
whole_struct_twice (struct h *h)
{
  int k;
  struct h l = { &k, 0 };
  *h = l;
  h->p = 0;
  *h->n = l;
  return 0;
}
struct bf
{
  long p;
};
int
half_of_it (struct bf *b)
{
  int k;
  b->p = (long)&k;
  *(int *)&b->p = 0;
  return 0;
}
int
asm_before (struct h *h)
{
  int k;
  h->p = &k;
  asm volatile("" ::: "memory");
  h->p = 0;
  return 0;
}
static void
look (struct h *h)
{
  G = h->p;
}
int
callee_looks_before (struct h *h)
{
  int k;
  h->p = &k;
  look (h);
  h->p = 0;
  return 0;
}