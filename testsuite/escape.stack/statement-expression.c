/* A variable of a statement expression is gone when the expression has its
   value.  The value itself may leave.  */
/* { dg-do compile } */

int
by_address (int n)
{
  int *p = ({ int twice = 2 * n; &twice; }); /* { dg-warning {address of local 'twice' outlives its block \[escape:stack\]} } */
  return *p;
}

int
by_value (int n)
{
  int v = ({ int twice = 2 * n; int *q = &twice; *q; }); /* { dg-bogus "escape:stack" } */
  return v;
}
