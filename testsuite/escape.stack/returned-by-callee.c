/* The callee hands its argument back and the caller returns it.  */
/* { dg-do compile } */

static char *
trim (char *s)
{
  while (*s == ' ')
    s++;
  return s;
}

char *
trimmed_copy (char c)
{
  char copy[3] = { ' ', c, 0 }; /* { dg-warning {address of local 'copy' escapes its frame \[escape:stack\]} } */
  return trim (copy);
}

char
trimmed_first (char c)
{
  char copy[3] = { ' ', c, 0 }; /* { dg-bogus "escape:stack" } */
  return *trim (copy);
}
