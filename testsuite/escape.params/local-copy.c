/* A parameter that is put into a local struct stays, unless the struct
   leaves.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct cursor
{
  const char *at;
  int line;
};

int
lines (const char *text) /* { dg-note "'text' does not escape" } */
{
  struct cursor c = { text, 1 };
  for (; *c.at; c.at++)
    c.line += *c.at == '\n';
  return c.line;
}

struct cursor
start (const char *text) /* { dg-note "leaking param: 'text' to result level=0" } */
{
  struct cursor c = { text, 1 };
  return c;
}
