/* A struct that is passed by value takes its pointers along.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct name
{
  char *text;
  int length;
};

static struct name current;

static void
name_set (struct name n)
{
  current = n;
}

static int
name_length (struct name n)
{
  return n.text ? n.length : 0;
}

void
set (void)
{
  struct name n = { malloc (4), 4 }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  name_set (n);
}

int
measure (void)
{
  struct name n = { malloc (4), 4 }; /* { dg-bogus "escape:heap" } */
  int length = name_length (n);
  free (n.text);
  return length;
}

int
current_length (void)
{
  return current.length;
}
