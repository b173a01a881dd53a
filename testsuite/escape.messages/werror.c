/* Plain -Werror turns the warnings into errors, the notes stay notes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1 -Werror" } */

#include <stdlib.h>

char *
make (const char *s) /* { dg-note "'s' does not escape" } */
{
  return s[0] ? malloc (8) : 0; /* { dg-error {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}
