/* One path to the end on which the pointer is not overwritten is enough.  */
/* { dg-do compile } */

static const char *where;

int
parse (const char *text)
{
  char copy[8] = ""; /* { dg-warning {address of local 'copy' escapes its frame \[escape:stack\]} } */
  where = copy;
  copy[0] = text[0];
  if (!copy[0])
    return -1;
  where = 0;
  return copy[0];
}

int
parse_well (const char *text)
{
  char copy[8] = ""; /* { dg-bogus "escape:stack" } */
  int result = -1;
  where = copy;
  copy[0] = text[0];
  if (copy[0])
    result = copy[0];
  where = 0;
  return result;
}

const char *
parse_where (void)
{
  return where;
}
