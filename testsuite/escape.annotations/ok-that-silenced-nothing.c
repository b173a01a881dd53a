/* An ok that no setting needs is itself noted, so that it does not outlive its
   cause.  */
/* { dg-do compile } */

int
twice (int n)
{
  int x __attribute__ ((escape_ok ("no longer true"))) = n; /* { dg-note "'x'" } */
  int *p = &x;
  return *p + n;
}
