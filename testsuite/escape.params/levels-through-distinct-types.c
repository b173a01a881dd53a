/* Levels through types that do not recur: each load adds one.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct inner
{
  int *number;
};

struct middle
{
  struct inner *inner;
};

struct outer
{
  int tag;
  struct middle middle;
};

struct inner *
one (struct outer *o) /* { dg-note "leaking param: 'o' to result level=1" } */
{
  return o->middle.inner;
}

int *
two (struct outer *o) /* { dg-note "leaking param: 'o' to result level=2" } */
{
  return o->middle.inner->number;
}

struct inner **
none (struct outer *o) /* { dg-note "leaking param: 'o' to result level=0" } */
{
  return &o->middle.inner;
}
