/* With optimisation GCC reads members that lie side by side at once, and compares
   them at once.  That is the same question as each alone.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct value
{
  unsigned char tag;
  _Bool owned : 1;
  unsigned kind : 3;
  char a, b;
  char *text;
};

static void
drop (struct value *v)
{
  if (v->tag == 1 && v->owned)
    free (v->text);
  v->tag = 0;
  v->owned = 0;
}

int
number_and_bit (const char *s)
{
  struct value v = { .tag = 1, .owned = 1, .text = strdup (s) }; /* { dg-bogus "escape:" } */
  int r = v.text ? v.text[0] : 0;
  drop (&v);
  return r;
}

static struct value
make (const char *s)
{
  return (struct value) { .tag = 1, .owned = 1, .text = strdup (s) };
}

int
made_by_callee (const char *s)
{
  struct value v = make (s); /* { dg-bogus "escape:" } */
  int r = v.text ? v.text[0] : 0;
  drop (&v);
  return r;
}

int
not_owned_any_more (const char *s, int n)
{
  struct value v = make (s); /* { dg-warning {'make\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (n > 3)
    v.owned = 0;
  drop (&v);
  return n;
}

int
apart (struct value *v)
{
  char *p = NULL;
  if (v->owned && v->kind == 5)
    p = malloc (8); /* { dg-bogus "escape:" } */
  if (v->kind == 5 && v->owned)
    free (p);
  return 0;
}

int
characters (struct value *v)
{
  char *p = NULL;
  if (v->a == 'x' && v->b == 'y')
    p = malloc (8); /* { dg-bogus "escape:" } */
  if (v->b != 'y')
    return 1;
  if (v->a != 'x')
    return 2;
  free (p);
  return 0;
}

int
less_than_nothing (struct value *v)
{
  signed char *s = (signed char *) &v->a;
  char *p = malloc (8); /* { dg-bogus "escape:" } */
  struct { signed char a, b; } two = { s[0], s[1] };
  two.a = two.b = -1;
  if (two.a == -1 && two.b == -1)
    free (p);
  return 0;
}

int
one_is_enough (struct value *v)
{
  char *p = NULL;
  if (v->owned || v->kind)
    p = malloc (8); /* { dg-bogus "escape:" } */
  if (v->owned)
    free (p);
  else if (v->kind)
    free (p);
  return 0;
}

int
one_is_not_enough (struct value *v)
{
  char *p = NULL;
  if (v->owned || v->kind)
    p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (v->owned)
    free (p);
  return 0;
}

int
one_of_two (struct value *v)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (v->owned && v->kind == 5)
    free (p);
  return 0;
}
