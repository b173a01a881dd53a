/* A slice that frees its elements (SLICE_FREE) releases them; one that was not
   told does not.  A struct may hold a slice of itself.  */
/* { dg-do compile } */

#include <escape/slices.h>
#include <stdlib.h>
#include <string.h>

#define SLICE_NAME texts
#define SLICE_TYPE char *
#define SLICE_FREE(text) free (text)
#include <escape/slice.h>

struct tree;
SLICE_DECLARE (trees, struct tree);
struct tree
{
  char *name;
  trees children;
};

#define SLICE_NAME trees
#define SLICE_TYPE struct tree
#define SLICE_DECLARED
#define SLICE_FREE(t) (free ((t).name), trees_free (&(t).children))
#include <escape/slice.h>

int
freed_with_it (const char *name)
{
  texts s = { 0 };
  char *text = strdup (name);  /* { dg-bogus "escape:leak" } */
  s = texts_append (s, text);  /* { dg-bogus "escape:leak" } */
  int n = slice_at (s, 0)[0];
  texts_free (&s);
  return n;
}

int
nobody_frees_it (const char *name)
{
  texts s = { 0 };
  char *text = strdup (name);  /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  s = texts_append (s, text);  /* { dg-warning {'texts_append\(\.\.\.\)' is never released \[escape:leak\]} } */
  return slice_at (s, 0)[0];
}

int
not_told (const char *name)
{
  strings s = { 0 };
  char *text = strdup (name);  /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  s = strings_append (s, text);
  int n = slice_at (s, 0)[0];
  strings_free (&s);
  return n;
}

static struct tree
leaf (const char *name)
{
  struct tree t = { strdup (name), { 0 } }; /* { dg-bogus "escape:" } */
  return t;
}

size_t
whole_tree (const char *name)
{
  struct tree root = leaf (name);
  root.children = trees_append (root.children, leaf ("child")); /* { dg-bogus "escape:leak" } */
  trees forest = trees_append ((trees){ 0 }, root); /* { dg-bogus "escape:leak" } */
  size_t n = forest.len;
  trees_free (&forest);
  return n;
}

size_t
children_lost (void)
{
  struct tree root = { NULL, { 0 } };
  struct tree child = { NULL, { 0 } };
  root.children = trees_append (root.children, child); /* { dg-warning {'trees_append\(\.\.\.\)' is never released \[escape:leak\]} } */
  return root.children.len;
}
