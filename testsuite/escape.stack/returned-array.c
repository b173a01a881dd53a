/* A local array, returned by its name.  A string literal lives for ever.  */
/* { dg-do compile } */

#include <stdio.h>

const char *
label (int n)
{
  char buf[16]; /* { dg-warning {address of local 'buf' escapes its frame \[escape:stack\]} } */
  sprintf (buf, "item %d", n);
  return buf;
}

const char *
title (void)
{
  const char *buf = "item"; /* { dg-bogus "escape:stack" } */
  return buf;
}
