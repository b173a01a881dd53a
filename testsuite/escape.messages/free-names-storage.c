/* The freed storage is named, if it is one and has a name.  */
/* { dg-do compile } */

#include <stdlib.h>

struct pair
{
  int first, second;
};

static struct pair pair;
void function (void);

void
named (int n)
{
  char buf[4];
  free (buf); /* { dg-warning {'free' of 'buf', which is not on the heap \[escape:free\]} } */
  free (buf + n); /* { dg-warning {'free' of 'buf', which is not on the heap \[escape:free\]} } */
  free (&pair.second); /* { dg-warning {'free' of 'pair', which is not on the heap \[escape:free\]} } */
  free ((void *) function); /* { dg-warning {'free' of 'function', which is not on the heap \[escape:free\]} } */
}

void
unnamed (int n)
{
  char a[4], b[4];
  free ("text"); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
  free (n ? a : b); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
  free (__builtin_alloca (8)); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}
