/* The address takes a detour through a pointer variable and arithmetic.  */
/* { dg-do compile } */

char *
skip_blanks (const char *text)
{
  char copy[32]; /* { dg-warning {address of local 'copy' escapes its frame \[escape:stack\]} } */
  char *p = copy;
  int i;
  for (i = 0; i < 31 && text[i]; i++)
    copy[i] = text[i];
  copy[i] = 0;
  while (*p == ' ')
    p++;
  return p;
}

int
count_blanks (const char *text)
{
  char copy[32]; /* { dg-bogus "escape:stack" } */
  char *p = copy;
  int i;
  for (i = 0; i < 31 && text[i]; i++)
    copy[i] = text[i];
  copy[i] = 0;
  while (*p == ' ')
    p++;
  return p - copy;
}
