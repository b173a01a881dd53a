/* What was compared with a local's address and found to be another pointer is
   returned: no warning.
   { dg-do compile } */

#include <stdlib.h>
#include <string.h>

extern char *unknown (void);

static char *
pick (char *own, int which)
{
  return which ? own : unknown ();
}

char *
other (int which)
{
  char buf[20];
  strcpy (buf, "x");
  char *p = pick (buf, which);
  if (p == buf)
    return NULL;
  return p;
}

char *
copied (int which)
{
  char buf[20];
  strcpy (buf, "x");
  char *p = pick (buf, which);
  if (p == NULL)
    p = unknown ();
  else if (buf == p)
    p = strdup (buf);
  return p;
}

char *
in_one_expression (int which)
{
  char buf[20];
  strcpy (buf, "x");
  char *p = pick (buf, which);
  return p != buf ? p : NULL;
}

char *
the_same (int which)
{
  char buf[20]; /* { dg-warning {address of local 'buf' escapes its frame \[escape:stack\]} } */
  strcpy (buf, "x");
  char *p = pick (buf, which);
  if (p != buf)
    return NULL;
  return p;
}

char *
of_another (int which)
{
  char buf[20]; /* { dg-warning {address of local 'buf' escapes its frame \[escape:stack\]} } */
  char more[20];
  strcpy (buf, "x");
  strcpy (more, "y");
  char *p = pick (buf, which);
  if (p == more)
    return NULL;
  return p;
}
