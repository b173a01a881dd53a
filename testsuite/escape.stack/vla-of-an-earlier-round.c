/* An array of variable length is made anew in each round of a loop: what points
   to that of the round before points to nothing.  */
/* { dg-do compile } */

#include <string.h>

extern void use (char *);

int
repeated (int n)
{
  char *last = NULL;
  int sum = 0;
  for (int i = 1; i < n; i++)
    {
      char b[i]; /* { dg-warning {address of local 'b' outlives its block \[escape:stack\]} } */
      memset (b, i, i);
      if (last && last[0] == b[0])
        sum++;
      last = b;
    }
  return sum;
}

int
moved (int n)
{
  struct
  {
    char *a, *b;
  } t = { NULL, NULL };
  do
    {
      char b[n + 1]; /* { dg-warning {address of local 'b' outlives its block \[escape:stack\]} } */
      b[0] = 1;
      t.a = t.b;
      t.b = b;
      if (t.a)
        use (t.a);
    }
  while (n-- > 0);
  return 0;
}

int
this_round (int n)
{
  char *last = NULL;
  int sum = 0;
  for (int i = 1; i < n; i++)
    {
      char b[i]; /* { dg-bogus "escape:stack" } */
      memset (b, i, i);
      last = b;
      use (last);
      sum += last[0];
    }
  return sum;
}

int
compared (int n)
{
  char *last = NULL;
  int sum = 0;
  while (n--)
    {
      char b[n + 8]; /* { dg-bogus "escape:stack" } */
      if (last)
        sum += last == b;
      last = b;
      sum += *last;
    }
  return sum;
}

int
by_alloca (int n)
{
  char *last = NULL;
  int sum = 0;
  while (n--)
    {
      char *b = __builtin_alloca (n + 1); /* { dg-bogus "escape:stack" } */
      *b = n;
      if (last)
        sum += *last;
      last = b;
    }
  return sum;
}
