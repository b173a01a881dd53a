/* A variable of a loop's body that is used in the next round outlives its
   iteration; one that is not does not.  */
/* { dg-do compile } */

int
rounds (const int *a, int n)
{
  int *previous = 0, count = 0;
  for (int i = 0; i < n; i++)
    {
      int kept = a[i]; /* { dg-warning {address of local 'kept' outlives its block \[escape:stack\]} } */
      int gone = a[i], *p = &gone;
      if (previous && *previous == *p)
	count++;
      previous = &kept;
    }
  return count;
}

/* { dg-json {"name": *"kept".*"outlives_iteration": *true\M} } */
/* { dg-json {"name": *"kept".*"promotable": *false\M} } */
/* { dg-json {"name": *"gone".*"outlives_iteration": *false\M} } */
/* { dg-json {"name": *"gone".*"promotable": *true\M} } */
