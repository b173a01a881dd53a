/* A variable declared stack_backed stands for storage of the frame, as a
   slice over a local array does.  */
/* { dg-do compile } */

struct slice
{
  int *ptr;
  unsigned long len, cap;
};

struct slice
left_behind (int n)
{
  int array[4] = { n }; /* { dg-warning {address of local 'array' escapes its frame \[escape:stack\]} } */
  struct slice s __attribute__ ((escape_stack_backed)) = { array, 1, 4 };
  return s;
}

int
used_up (int n)
{
  int array[4] = { n }; /* { dg-bogus "escape:stack" } */
  struct slice s __attribute__ ((escape_stack_backed)) = { array, 1, 4 };
  return s.ptr[0];
}
