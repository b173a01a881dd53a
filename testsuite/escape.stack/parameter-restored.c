/* The caller's memory counts like a global: put back on every path, it keeps
   nothing.  */
/* { dg-do compile } */

struct parser
{
  const char *text;
  int *errors;
};

extern int next_token (const char *);

int
parse_quietly (struct parser *p)
{
  int ignored = 0; /* { dg-bogus "escape:stack" } */
  int *saved = p->errors;
  p->errors = &ignored;
  ++*p->errors;
  p->errors = saved;
  return ignored;
}

int
parse_loudly (struct parser *p)
{
  int ignored = 0; /* { dg-warning {address of local 'ignored' escapes its frame \[escape:stack\]} } */
  int *saved = p->errors;
  p->errors = &ignored;
  ++*p->errors;
  if (p->text[0] == 0)
    return -1;
  p->errors = saved;
  return ignored;
}
