/* A variable of a loop's body is new in each round: a pointer kept from one
   round to the next dangles.  */
/* { dg-do compile } */

int
repeats (const int *a, int n)
{
  int *previous = 0, count = 0;
  for (int i = 0; i < n; i++)
    {
      int value = a[i]; /* { dg-warning {address of local 'value' outlives its block \[escape:stack\]} } */
      if (previous && *previous == value)
	count++;
      previous = &value;
    }
  return count;
}

int
repeats_right (const int *a, int n)
{
  int previous = 0, count = 0;
  for (int i = 0; i < n; i++)
    {
      int value = a[i]; /* { dg-bogus "escape:stack" } */
      int *p = &value;
      if (i && previous == *p)
	count++;
      previous = *p;
    }
  return count;
}
