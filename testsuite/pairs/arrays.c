/* Arrays: constant indices are apart, variable ones together.  */

#include "pairs.h"

struct items
{
  int n;
  int *item[4];
};

struct two
{
  int *a, *b;
};

int *
constant_index (void)
{
  int *a[2];
  a[0] = NEW (int); // truth: new: escapes
  a[1] = NEW (int); // truth: new: stays
  *a[1] = 1;
  free (a[1]);
  return a[0];
}

int *
variable_index (int i, int j)
{
  int *a[8] = { 0 };
  a[i] = NEW (int); // truth: new: escapes
  return a[j];
}

int
array_stays (int i)
{
  int *a[8] = { 0 };
  a[0] = NEW (int); // truth: new: stays
  a[i] = NEW (int); // truth: new: stays
  int value = *a[0];
  free (a[0]);
  free (a[i]);
  return value;
}

int *
array_copied (void)
{
  int *a[3], *b[3];
  a[0] = NEW (int); // truth: new: stays
  a[1] = NEW (int); // truth: new: escapes
  a[2] = 0;
  memcpy (b, a, sizeof b);
  free (b[0]);
  return b[1];
}

int *
two_dimensions (void)
{
  int *a[2][2] = { 0 };
  a[0][1] = NEW (int); // truth: new: stays
  a[1][0] = NEW (int); // truth: new: escapes
  free (a[0][1]);
  return a[1][0];
}

int *
pointer_to_array (void)
{
  int *a[2]; // truth: local a: stays
  int *(*p)[2] = &a;
  (*p)[0] = NEW (int); // truth: new: stays
  (*p)[1] = NEW (int); // truth: new: escapes
  free (a[0]);
  return (*p)[1];
}

int *
array_in_struct (void)
{
  struct items t = { 0 };
  t.item[1] = NEW (int); // truth: new: escapes
  t.item[2] = NEW (int); // truth: new: stays
  t.n = *t.item[2];
  free (t.item[2]);
  return t.item[1];
}

int *
copied_in_part (void)
{
  int *a[2], *b[2]; // truth: local a: stays; local b: stays
  a[0] = NEW (int); // truth: new: escapes
  a[1] = NEW (int); // truth: new: stays
  memcpy (b, a, sizeof b[0]);
  free (a[1]);
  return b[0];
}

struct items
array_returned (void)
{
  struct items t = { 0 };
  t.item[0] = NEW (int); // truth: new: escapes
  t.item[3] = NEW (int); // truth: new: escapes
  return t;
}

int *
element_of_param (int *(*a)[2]) // truth: a: to result 1
{
  return (*a)[1];
}

int *
address_of_element (int (*a)[4], int i) // truth: a: to result 0
{
  return &(*a)[i];
}

int *
element_overwritten (void)
{
  int *a[2];
  a[0] = NEW (int); // truth: new: stays
  *a[0] = 1;
  free (a[0]);
  a[0] = NEW (int); // truth: new: escapes
  return a[0];
}

int
sum_of_all (void)
{
  int sum = 0;
  int x = 1, y = 2; // truth: local x: stays; local y: stays
  int *a[2] = { &x, &y };
  for (int i = 0; i < 2; i++)
    sum += *a[i];
  return sum;
}

void
store_in_param (int *(*a)[2], int *p, int i) // truth: a: stays; p: to param a 0
{
  (*a)[i] = p;
}

int *
array_of_structs (void)
{
  struct two t[2];
  t[0].a = NEW (int); // truth: new: stays
  t[0].b = NEW (int); // truth: new: stays
  t[1].a = NEW (int); // truth: new: escapes
  free (t[0].a);
  free (t[0].b);
  return t[1].a;
}

int *
field_at_variable_index (int i, int j)
{
  struct two t[4] = { 0 };
  t[i].a = NEW (int); // truth: new: stays
  t[i].b = NEW (int); // truth: new: escapes
  free (t[i].a);
  return t[j].b;
}
