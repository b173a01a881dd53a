/* Storing a local's address in caller's memory that unknown code then gets:
   it may have overwritten the cell, so nothing is warned of.  */
/* { dg-do compile } */

struct context
{
  char *scratch;
};

extern void run (struct context *);

void
with_scratch (struct context *c)
{
  char buf[64]; /* { dg-bogus "escape:stack" } */
  c->scratch = buf;
  run (c);
}

void
without_run (struct context *c)
{
  char buf[64]; /* { dg-warning {address of local 'buf' escapes its frame \[escape:stack\]} } */
  c->scratch = buf;
  buf[0] = 0;
}
