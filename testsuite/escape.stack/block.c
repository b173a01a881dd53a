/* A block's variable is gone when the block is left, though the frame lives:
   a pointer that is used afterwards dangles.  */
/* { dg-do compile } */

int
dangling (int n)
{
  int *p = 0;
  if (n > 0)
    {
      int inner = n; /* { dg-warning {address of local 'inner' outlives its block \[escape:stack\]} } */
      p = &inner;
    }
  return p ? *p : 0;
}

int
in_time (int n)
{
  int *p = 0;
  if (n > 0)
    {
      int inner = n; /* { dg-bogus "escape:stack" } */
      p = &inner;
      n = *p;
    }
  return n;
}
