/* A local that is used behind the end of its block, in a frame that is still
   there.  */
/* { dg-do compile } */

int
behind (int n)
{
  int *p = 0;
  if (n > 0)
    {
      int i = n; /* { dg-warning {address of local 'i' outlives its block \[escape:stack\]} } */
      p = &i;
    }
  return n > 0 ? *p : 0;
}

int *
returned (void)
{
  int i = 1; /* { dg-warning {address of local 'i' escapes its frame \[escape:stack\]} } */
  int *p = &i;
  return p;
}
