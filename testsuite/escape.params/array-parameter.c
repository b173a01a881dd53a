/* An array parameter is a pointer.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

int *
largest (int a[], int n) /* { dg-note "leaking param: 'a' to result level=0" } */
{
  int *best = a;
  for (int i = 1; i < n; i++)
    if (a[i] > *best)
      best = &a[i];
  return best;
}

int
largest_value (int a[static 1], int n) /* { dg-note "'a' does not escape" } */
{
  int best = a[0];
  for (int i = 1; i < n; i++)
    if (a[i] > best)
      best = a[i];
  return best;
}
