/* What is cleared if it is still there is not there at the end.  */
/* { dg-do compile } */

#include <stddef.h>

struct parser
{
  char *buffer;
};

extern int next (void);

int
cleared_if_there (struct parser *p)
{
  char b[8]; /* { dg-bogus "escape:stack" } */
  if (!p->buffer)
    p->buffer = b;
  int r = next ();
  if (p->buffer == b)
    p->buffer = NULL;
  return r;
}

int
cleared_unless_another (struct parser *p, int own)
{
  char b[8]; /* { dg-bogus "escape:stack" } */
  if (own & 1)
    p->buffer = b;
  int r = next ();
  if (b != p->buffer)
    return r;
  p->buffer = NULL;
  return -r;
}

int
not_cleared (struct parser *p)
{
  char b[8]; /* { dg-warning {address of local 'b' escapes its frame \[escape:stack\]} } */
  if (!p->buffer)
    p->buffer = b;
  b[0] = 1;
  if (p->buffer == b)
    return 1;
  return b[0];
}

int
compared_before (struct parser *p)
{
  char b[8]; /* { dg-warning {address of local 'b' escapes its frame \[escape:stack\]} } */
  char *before = p->buffer;
  b[0] = 1;
  p->buffer = b;
  if (before == b)
    p->buffer = NULL;
  return b[0];
}

int
compared_with_another (struct parser *p)
{
  char b[8], c[8]; /* { dg-warning {address of local 'b' escapes its frame \[escape:stack\]} } */
  b[0] = c[0] = 1;
  p->buffer = b;
  if (p->buffer == c)
    p->buffer = NULL;
  return b[0] + c[0];
}
