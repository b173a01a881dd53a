/* Functions that return a pointer into their argument: the argument flows to
   the result, level 0.  The other argument does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <string.h>

char *
by_chr (char *s) /* { dg-note "leaking param: 's' to result level=0" } */
{
  return strchr (s, ':');
}

char *
by_str (char *s,       /* { dg-note "leaking param: 's' to result level=0" } */
	const char *t) /* { dg-note "'t' does not escape" } */
{
  return strstr (s, t);
}

char *
by_cpy (char *to,	  /* { dg-note "leaking param: 'to' to result level=0" } */
	const char *from) /* { dg-note "'from' does not escape" } */
{
  return strcpy (to, from);
}

void *
by_memchr (void *p) /* { dg-note "leaking param: 'p' to result level=0" } */
{
  return memchr (p, 0, 10);
}

char *
by_pbrk (char *s,      /* { dg-note "leaking param: 's' to result level=0" } */
	 const char *t) /* { dg-note "'t' does not escape" } */
{
  return strpbrk (s, t);
}
