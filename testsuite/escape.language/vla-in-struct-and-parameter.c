/* A parameter of variably modified type is a pointer like any other.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

double
sum (int n, double a[n][n]) /* { dg-note "'a' does not escape" } */
{
  double s = 0;
  for (int i = 0; i < n; i++)
    s += a[i][i];
  return s;
}

double *
row (int n, double a[n][n], int i) /* { dg-note "leaking param: 'a' to result level=0" } */
{
  return a[i];
}
