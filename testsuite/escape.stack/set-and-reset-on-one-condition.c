/* Set under a condition and reset under the same one: the paths on which the
   condition changes do not happen.  Another condition is another matter.  */
/* { dg-do compile } */

struct stream
{
  char *buffer;
  int flags;
};

static const char *note;

int
on_parameter (int verbose)
{
  char text[8] = "n"; /* { dg-bogus "escape:stack" } */
  if (verbose)
    note = text;
  text[0]++;
  if (verbose)
    note = 0;
  return text[0];
}

int
on_member (struct stream *s)
{
  char text[8] = "n"; /* { dg-bogus "escape:stack" } */
  if (s->flags & 1)
    s->buffer = text;
  text[0]++;
  if (s->flags & 1)
    s->buffer = 0;
  return text[0];
}

int
on_another (int verbose, int quiet)
{
  char text[8] = "n"; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  if (verbose)
    note = text;
  text[0]++;
  if (quiet)
    note = 0;
  return text[0];
}

const char *
last_note (void)
{
  return note;
}
