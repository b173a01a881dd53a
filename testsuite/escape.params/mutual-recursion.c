/* Two functions that call each other: what leaks in one leaks in both.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

static const char *word;

static int odd (const char *s, int depth);

int
even (const char *s, int depth) /* { dg-note "leaking param: 's'(?! to)" } */
{
  return *s ? odd (s + 1, depth) : depth;
}

static int
odd (const char *s, int depth) /* { dg-note "leaking param: 's'(?! to)" } */
{
  word = s;
  return *s ? even (s + 1, depth + 1) : depth;
}

char
word_first (void)
{
  return *word;
}
