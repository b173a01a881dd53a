/* A local's address in the caller's memory outlives the frame.  */
/* { dg-do compile } */

void
minimum (const int *a, int n, const int **out)
{
  int best = a[0]; /* { dg-warning {address of local 'best' escapes its frame \[escape:stack\]} } */
  for (int i = 1; i < n; i++)
    if (a[i] < best)
      best = a[i];
  *out = &best;
}

void
minimum_inside (const int *a, int n, const int **out)
{
  const int *best = &a[0]; /* { dg-bogus "escape:stack" } */
  const int **p = &best;
  for (int i = 1; i < n; i++)
    if (a[i] < **p)
      *p = &a[i];
  *out = best;
}
