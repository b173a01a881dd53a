/* scanf fills what it is given and keeps nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdio.h>

int
parse (const char *text) /* { dg-note "'text' does not escape" } */
{
  int n = 0; /* { dg-note "'n' does not escape" } */
  char word[16] = ""; /* { dg-note "'word' does not escape" } */
  if (sscanf (text, "%d %15s", &n, word) < 2)
    return 0;
  return n + word[0];
}
