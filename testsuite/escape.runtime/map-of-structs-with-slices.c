/* Map values that are structs with slices: their members, and what is in the
   slices, are told apart.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <escape/hmap.h>
#include <stdlib.h>

#define SLICE_NAME strings
#define SLICE_TYPE char *
#include <escape/slice.h>

struct record
{
  strings names;
  char *title;
};

#define HMAP_NAME records
#define HMAP_KEY int
#define HMAP_VALUE struct record
#include <escape/hmap.h>

char *
title (void)
{
  records *m = records_make (4);
  struct record r;
  r.title = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  r.names = strings_make (0, 4);
  char *name = malloc (20); /* { dg-bogus "escape:heap" "" { target lp64 } } */
  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  r.names = strings_append (r.names, name);
  records_put (m, 1, r);
  char *found = records_find (m, 1)->title;
  free (slice_at (records_find (m, 1)->names, 0));
  strings_free (&records_find (m, 1)->names);
  records_free (m);
  return found;
}

char *
name (void)
{
  records *m = records_make (4);
  struct record r;
  r.title = malloc (10); /* { dg-bogus "escape:heap" "" { target lp64 } } */
  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  r.names = strings_make (0, 4);
  char *name = malloc (20); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  r.names = strings_append (r.names, name);
  records_put (m, 1, r);
  char *found = slice_at (records_find (m, 1)->names, 0);
  free (records_find (m, 1)->title);
  strings_free (&records_find (m, 1)->names);
  records_free (m);
  return found;
}
