/* The comparison that fts was given sees the entries, and what the program has
   kept in them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <fts.h>
#include <stdlib.h>
#include <string.h>

void *kept;

static int
keeping (const FTSENT **a, const FTSENT **b)
{
  kept = (*a)->fts_pointer;
  return strcmp ((*a)->fts_name, (*b)->fts_name);
}

static int
by_name (const FTSENT **a, const FTSENT **b)
{
  return strcmp ((*a)->fts_name, (*b)->fts_name);
}

int
kept_by_comparison (char *const *paths)
{
  FTS *f = fts_open (paths, FTS_PHYSICAL, keeping); /* { dg-warning "escapes to heap" } */
  FTSENT *e;
  if (!f)
    return 1;
  while ((e = fts_read (f)))
    e->fts_pointer = malloc (8); /* { dg-warning "'malloc\\(...\\)' escapes to heap" } */
  return fts_close (f);
}

int
compared (char *const *paths)
{
  void *p = malloc (8); /* { dg-bogus "escapes" } */
  FTS *f = fts_open (paths, FTS_PHYSICAL, by_name); /* { dg-bogus "escapes" } */
  FTSENT *e;
  if (!f)
    abort ();
  while ((e = fts_read (f)))
    e->fts_pointer = p;
  free (p);
  return fts_close (f);
}

int
not_compared (char *const *paths)
{
  FTS *f = fts_open (paths, FTS_PHYSICAL, NULL); /* { dg-bogus "escapes" } */
  FTSENT *e;
  int n = 0;
  if (!f)
    return 1;
  while ((e = fts_read (f)))
    n++;
  fts_close (f);
  return n;
}
