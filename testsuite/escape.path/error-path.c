/* What leaves only where the function fails: the path says so, with what is
   returned there.  What leaves where it can succeed gets no such event, nor does
   a function that has no other result.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

void *failed;
int check (void);

int
negative (void)
{
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
  if (!p)
    return -1;
  if (check () < 0)
    {
      failed = p; /* { dg-path {\(2\) stored in global 'failed'} } */
      return -5; /* { dg-path {\(3\) this path fails: -5 is returned} } */
    }
  free (p);
  return 0;
}

char *
null (void)
{
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
  if (check () < 0)
    {
      failed = p; /* { dg-path {\(2\) stored in global 'failed'} } */
      return NULL; /* { dg-path {\(3\) this path fails: null is returned} } */
    }
  free (p);
  return "done";
}

int
on_success (void)
{
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
  if (!p)
    return -1;
  failed = p; /* { dg-path {\(2\) stored in global 'failed'} } */
  return 0; /* { dg-bogus "this path fails" } */
}

int
either (void)
{
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
  failed = p; /* { dg-path {\(2\) stored in global 'failed'} } */
  if (check ())
    return -1; /* { dg-bogus "this path fails" } */
  return 0;
}

int
always_the_same (void)
{
  failed = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
  /* { dg-path {\(2\) stored in global 'failed'} "" { target *-*-* } .-2 } */
  return -1; /* { dg-bogus "this path fails" } */
}
