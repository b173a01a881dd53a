/* A function declared stack_backed gives storage of the caller's frame: it
   must not be returned, and need not be released.  */
/* { dg-do compile } */

struct slice
{
  int *ptr;
  unsigned long len, cap;
};

int *frame_ints (int *storage, unsigned long) __attribute__ ((escape_stack_backed));

int *
left_behind (int *storage)
{
  int *s = frame_ints (storage, 8); /* { dg-warning {address of .*frame_ints.*escapes its (?:frame|block) \[escape:stack\]} } */
  return s;
}

int
used_up (int *storage)
{
  int *s = frame_ints (storage, 8); /* { dg-bogus "escape:stack" } */
  return s[0];
}
