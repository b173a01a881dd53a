/* A parameter that is only read, written through, compared or measured does
   not escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

int
length (const char *s) /* { dg-note "'s' does not escape" } */
{
  const char *end = s;
  while (*end)
    end++;
  return end - s;
}

void
clear (int *p, int n) /* { dg-note "'p' does not escape" } */
{
  for (int i = 0; i < n; i++)
    p[i] = 0;
}

int
same (const void *a,  /* { dg-note "'a' does not escape" } */
      const void *b)  /* { dg-note "'b' does not escape" } */
{
  return a == b;
}
