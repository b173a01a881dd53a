/* The stream that keeps a buffer may be the caller's, and a function in between
   may hand the buffer over.  What is closed, or gets no buffer in the end, keeps
   none.  */
/* { dg-do compile } */

#include <stdio.h>

static void
give (FILE *f, char *buffer, size_t n)
{
  setvbuf (f, buffer, _IOFBF, n);
}

void
bad (FILE *f)
{
  char buffer[64]; /* { dg-warning {address of local 'buffer' escapes its frame \[escape:stack\]} } */
  setvbuf (f, buffer, _IOFBF, sizeof buffer);
  fputs ("x", f);
}

void
bad_by_callee (FILE *f)
{
  char buffer[64]; /* { dg-warning {address of local 'buffer' escapes its frame \[escape:stack\]} } */
  give (f, buffer, sizeof buffer);
}

struct output { FILE *f; };

void
bad_member (struct output *o)
{
  char buffer[BUFSIZ]; /* { dg-warning {address of local 'buffer' escapes its frame \[escape:stack\]} } */
  setbuf (o->f, buffer);
}

void
bad_on_one_way (FILE *f, int n)
{
  char buffer[64]; /* { dg-warning {address of local 'buffer' escapes its frame \[escape:stack\]} } */
  give (f, buffer, sizeof buffer);
  if (n < 0)
    return;
  setvbuf (f, NULL, _IONBF, 0);
}

void
closed (struct output *o)
{
  char buffer[64]; /* { dg-bogus "escape:stack" } */
  give (o->f, buffer, sizeof buffer);
  fputs ("x", o->f);
  fclose (o->f);
}

void
taken_back (FILE *f)
{
  char buffer[64]; /* { dg-bogus "escape:stack" } */
  give (f, buffer, sizeof buffer);
  setvbuf (f, NULL, _IONBF, 0);
}

int
own (const char *name)
{
  char buffer[64]; /* { dg-bogus "escape:stack" } */
  FILE *f = fopen (name, "w");
  if (!f)
    return -1;
  give (f, buffer, sizeof buffer);
  fputs ("x", f);
  return fclose (f);
}

void
unbuffered (FILE *f)
{
  char buffer[64]; /* { dg-bogus "escape:stack" } */
  setvbuf (f, buffer, _IONBF, sizeof buffer);
}

void finish (FILE *);

void
unseen (FILE *f)
{
  char buffer[64]; /* { dg-bogus "escape:stack" } */
  give (f, buffer, sizeof buffer);
  finish (f);
}
