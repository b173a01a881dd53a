/* Unions in structs in unions: by value, by pointer, returned, copied whole and
   in part, what overlaps is one place and what does not is not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct value
{
  int tag;
  union
  {
    int *pointer;
    struct
    {
      int *first, *second;
    } pair;
    struct
    {
      union
      {
	int *pointer;
	long number;
      } left;
      int count;
    } deep;
  } u;
};

int *global;

static struct value
without_second (struct value v)
{
  v.u.pair.second = NULL;
  return v;
}

struct value
returned_whole (void)
{
  int *x = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  struct value v = { 0 };
  v.u.deep.left.pointer = x;
  return v;
}

struct value
returned_without_one (void)
{
  int *x = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  int *y = malloc (4); /* { dg-bogus "escapes to heap" } */
  struct value v = { 0 };
  v.u.pair.first = x;
  v.u.pair.second = y;
  struct value w = without_second (v);
  free (y);
  return w;
}

void
overlapping_members (struct value *out)
{
  int *x = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  int *y = malloc (4); /* { dg-bogus "escapes to heap" } */
  struct value v;
  v.u.pair.first = x;
  v.u.pair.second = y;
  out->u.deep.left.pointer = v.u.pointer;
  free (y);
}

void
by_number (void)
{
  int *x = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  struct value v;
  v.u.pointer = x;
  global = (int *) v.u.deep.left.number;
}

void
copied_in_part (void)
{
  int *x = malloc (4); /* { dg-bogus "escapes to heap" } */
  int *y = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  struct value v;
  v.u.pair.first = x;
  v.u.pair.second = y;
  memcpy (&global, (char *) &v + offsetof (struct value, u.pair.second),
	  sizeof global);
  free (x);
}

static void
move (struct value *to, const struct value *from)
{
  *to = *from;
}

void
copied_by_callee (void)
{
  int *x = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  int *y = malloc (4); /* { dg-bogus "escapes to heap" } */
  struct value v, w;
  v.u.pair.first = x;
  v.u.pair.second = y;
  move (&w, &v);
  global = w.u.pointer;
  free (w.u.pair.second);
}
