/* A whole struct that is cleared, or assigned, overwrites the pointer in it. */
/* { dg-do compile } */

#include <string.h>

struct scope
{
  int level;
  int *counter;
};

struct scope scope;

int
cleared (int n)
{
  int counter = n; /* { dg-bogus "escape:stack" } */
  scope.counter = &counter;
  n += *scope.counter;
  memset (&scope, 0, sizeof scope);
  return n;
}

int
assigned (int n)
{
  int counter = n; /* { dg-bogus "escape:stack" } */
  struct scope saved = scope;
  scope.counter = &counter;
  n += *scope.counter;
  scope = saved;
  return n;
}

int
other_field (int n)
{
  int counter = n; /* { dg-warning {address of local 'counter' escapes its frame \[escape:stack\]} } */
  scope.counter = &counter;
  n += *scope.counter;
  scope.level = 0;
  return n;
}
