/* strtol stores a pointer into its string where endptr points.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdlib.h>

long
number (const char *s) /* { dg-note "'s' does not escape" } */
{
  char *end = 0; /* { dg-note "'end' does not escape" } */
  long n = strtol (s, &end, 10);
  return end == s ? -1 : n;
}

long
number_and_rest (const char *s, /* { dg-note "leaking param: 's' to param 'rest' level=0" } */
		 char **rest)	/* { dg-note "'rest' does not escape" } */
{
  return strtol (s, rest, 10);
}
