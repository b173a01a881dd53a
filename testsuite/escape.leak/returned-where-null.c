/* The path that returns the pointer is the one on which there is none.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

char *
last_word (const char *text)
{
  char *copy = malloc (100); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!copy)
    return copy;
  strncpy (copy, text, 99);
  return copy[0] ? (char *) text : 0;
}
