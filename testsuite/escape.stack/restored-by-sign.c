/* Whether the caller's pointer was replaced is kept in a variable, a member, a
   bit or a mask, or is known by the pointer that was saved; what is told of is
   only what a test leaves there.  */
/* { dg-do compile } */

#include <stddef.h>

extern int use (const char *);

static char *
spell (int flags, char *buf)
{
  buf[0] = flags & 1 ? 'b' : 's';
  buf[1] = 0;
  return buf;
}

int
by_saved_pointer (char **argp, int number)
{
  char buf[80]; /* { dg-bogus "escape:stack" } */
  char *arg = *argp, *saved = NULL;
  if (number)
    {
      saved = arg;
      arg = spell (number, buf);
    }
  int r = use (arg);
  if (saved != NULL)
    arg = saved;
  *argp = arg;
  return r;
}

struct kept
{
  char *saved;
  int n;
};

int
by_saved_member (char **argp, int number)
{
  char buf[80]; /* { dg-bogus "escape:stack" } */
  struct kept k = { NULL, 0 };
  char *arg = *argp;
  if (number)
    {
      k.saved = arg;
      arg = spell (number, buf);
    }
  int r = use (arg);
  if (k.saved)
    arg = k.saved;
  *argp = arg;
  return r;
}

int
by_early_return (char **argp, int number)
{
  char buf[80]; /* { dg-bogus "escape:stack" } */
  char *saved = NULL;
  if (number)
    {
      saved = *argp;
      *argp = spell (number, buf);
    }
  int r = use (*argp);
  if (!saved)
    return r;
  *argp = saved;
  return r;
}

int
by_mask (char **argp, int number)
{
  char buf[80]; /* { dg-bogus "escape:stack" } */
  unsigned flags = 0;
  char *old = *argp;
  if (number)
    {
      *argp = spell (number, buf);
      flags |= 4;
    }
  int r = use (buf);
  if (flags & 4)
    *argp = old;
  return r;
}

static int
push (char **argp, char *with, char **saved)
{
  if (!with)
    return -1;
  *saved = *argp;
  *argp = with;
  return 0;
}

int
by_code (char **argp, int number)
{
  char buf[80]; /* { dg-bogus "escape:stack" } */
  char *saved;
  buf[0] = 0;
  if (push (argp, number ? buf : NULL, &saved) < 0)
    return -1;
  int r = use (*argp);
  *argp = saved;
  return r;
}

int
returns_early (char **argp, int number)
{
  char buf[80]; /* { dg-warning {address of local 'buf' escapes its frame \[escape:stack\]} } */
  char *saved = NULL;
  if (number)
    {
      saved = *argp;
      *argp = spell (number, buf);
    }
  int r = use (buf);
  if (r < 0)
    return r;
  if (saved)
    *argp = saved;
  return r;
}

int
asks_another (char **argp, int number, int other)
{
  char buf[80]; /* { dg-warning {address of local 'buf' escapes its frame \[escape:stack\]} } */
  char *saved = *argp;
  if (number)
    *argp = spell (number, buf);
  int r = use (buf);
  if (other)
    *argp = saved;
  return r;
}

int
asks_another_bit (char **argp, int number)
{
  char buf[80]; /* { dg-warning {address of local 'buf' escapes its frame \[escape:stack\]} } */
  unsigned flags = 0;
  char *old = *argp;
  if (number)
    {
      *argp = spell (number, buf);
      flags |= 4;
    }
  int r = use (buf);
  if (flags & 2)
    *argp = old;
  return r;
}
