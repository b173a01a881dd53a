/* posix_memalign, asprintf and getline hand their object out through a pointer
   argument; it escapes where that variable's value does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -D_GNU_SOURCE" } */

#include <stdio.h>
#include <stdlib.h>

void *
page_new (void)
{
  void *page;
  if (posix_memalign (&page, 4096, 4096)) /* { dg-warning {'posix_memalign\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
    return 0;
  return page;
}

int
page_probe (void)
{
  void *page;
  if (posix_memalign (&page, 4096, 4096)) /* { dg-bogus "escape:heap" } */
    return 0;
  free (page);
  return 1;
}

char *
label_new (int n)
{
  char *label;
  if (asprintf (&label, "item %d", n) < 0) /* { dg-warning {'asprintf\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
    return 0;
  return label;
}

int
label_length (int n)
{
  char *label;
  int length = asprintf (&label, "item %d", n); /* { dg-bogus "escape:heap" } */
  if (length >= 0)
    free (label);
  return length;
}
