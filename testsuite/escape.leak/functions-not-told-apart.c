/* What is too much for the finest look at it: the functions of a table are not
   told apart then, and what one of them would make, were it called, is not
   leaked.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-budget=2000" } */

#include <stdlib.h>
#include <string.h>

struct tree;

struct class
{
  char *(*pattern) (struct tree *);
  void (*release) (struct tree *);
};

struct tree
{
  const struct class *class;
  struct tree *left, *right;
};

static char *
leaf_pattern (struct tree *t)
{
  return strdup (t->left ? "left" : "right");
}

static void
leaf_release (struct tree *t)
{
  free (t);
}

static char *
pair_pattern (struct tree *t)
{
  char *pattern = t->left->class->pattern (t->left);
  return pattern ? pattern : t->right->class->pattern (t->right);
}

static void
pair_release (struct tree *t)
{
  t->left->class->release (t->left);
  t->right->class->release (t->right);
  free (t);
}

static const struct class leaf = { leaf_pattern, leaf_release };
static const struct class pair = { pair_pattern, pair_release };

static struct tree *
parse (const char **text)
{
  struct tree *t = calloc (1, sizeof *t);
  if (!t)
    abort ();
  t->class = &leaf;
  if (*(*text)++ == '(')
    {
      t->class = &pair;
      t->left = parse (text);
      t->right = parse (text);
    }
  return t;
}

static void
release (struct tree *t)
{
  t->class->release (t);
}

int
check (const char *text)
{
  struct tree *t = parse (&text);
  char *pattern = t->class->pattern (t);
  int result = pattern[0];
  free (pattern);
  release (t); /* { dg-bogus "escape:leak" } */
  return result;
}
