/* Every allocation function of libc makes a heap object, and the message names
   the function.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -D_GNU_SOURCE" } */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *
by_malloc (void)
{
  return malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
by_calloc (size_t n)
{
  return calloc (n, 8); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
by_realloc (void *old)
{
  return realloc (old, 8); /* { dg-warning {'realloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
by_reallocarray (void *old, size_t n)
{
  return reallocarray (old, n, 8); /* { dg-warning {'reallocarray\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
by_aligned_alloc (void)
{
  return aligned_alloc (64, 128); /* { dg-warning {'aligned_alloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

char *
by_strdup (const char *s)
{
  return strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

char *
by_strndup (const char *s)
{
  return strndup (s, 8); /* { dg-warning {'strndup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}
