/* An argz vector that runs empty is released by what removes from it; one that
   does not is the caller's.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#define _GNU_SOURCE
#include <argz.h>
#include <envz.h>
#include <stdlib.h>

int
emptied (void)
{
  char *v = NULL;
  size_t n = 0;
  argz_create_sep ("a:b", ':', &v, &n); /* { dg-bogus "released" } */
  while (n > 0)
    argz_delete (&v, &n, v);
  return 0;
}

int
shortened (void)
{
  char *v = NULL, *e = NULL;
  size_t n = 0;
  int letters = 0;
  argz_create_sep ("a:b", ':', &v, &n); /* { dg-bogus "released" } */
  envz_remove (&v, &n, "a");
  while ((e = argz_next (v, n, e)))
    letters++;
  free (v); /* { dg-bogus "released" } */
  return letters;
}

int
forgotten (void)
{
  char *v = NULL;
  size_t n = 0;
  argz_create_sep ("a:b", ':', &v, &n); /* { dg-warning "'argz_create_sep\\(...\\)' is never released" } */
  return argz_count (v, n);
}
