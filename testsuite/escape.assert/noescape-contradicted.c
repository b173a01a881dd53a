/* A body that keeps an argument which its own declaration promises not to
   keep.  */
/* { dg-do compile } */

static const char *last;

void note_text (const char *text) __attribute__ ((escape_noescape (1)));
int text_hash (const char *text) __attribute__ ((escape_noescape (1)));

void
note_text (const char *text) /* { dg-error {\[escape:assert\]} } */
{
  last = text;
}

int
text_hash (const char *text) /* { dg-bogus "escape:assert" } */
{
  int hash = last == text;
  while (*text)
    hash = hash * 31 + *text++;
  return hash;
}
