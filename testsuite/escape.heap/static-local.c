/* A static local lives as long as a global does: the memo of a function
   escapes.  An automatic variable of the same shape keeps its object.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
square_cached (unsigned char n)
{
  static int *memo;
  if (!memo)
    memo = calloc (256, sizeof *memo); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!memo)
    return n * n;
  if (!memo[n])
    memo[n] = n * n;
  return memo[n];
}

int
square_uncached (unsigned char n)
{
  int *memo = calloc (256, sizeof *memo); /* { dg-bogus "escape:heap" } */
  if (!memo)
    return n * n;
  memo[n] = n * n;
  int result = memo[n];
  free (memo);
  return result;
}
