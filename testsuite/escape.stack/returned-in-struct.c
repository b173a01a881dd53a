/* A view of a local array is returned by value.  A view of the caller's array
   is fine.  */
/* { dg-do compile } */

struct view
{
  const int *first;
  int count;
};

struct view
squares (void)
{
  int table[4] = { 0, 1, 4, 9 }; /* { dg-warning {address of local 'table' escapes its frame \[escape:stack\]} } */
  struct view v = { table, 4 };
  return v;
}

struct view
without_first (struct view v)
{
  struct view rest = { v.first + 1, v.count - 1 }; /* { dg-bogus "escape:stack" } */
  return rest;
}
