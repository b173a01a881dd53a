/* What comes out of a function only by some bytes of its address, and was released
   there, is no loss of its callers'.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

static int
low_half (unsigned short *half)
{
  char *p = calloc (1, 64); /* { dg-bogus "escape:leak" } */
  if (p == NULL)
    return -1;
  memcpy (half, &p, sizeof *half);
  free (p);
  return 0;
}

static int
low_half_again (unsigned short *half)
{
  unsigned short h;
  if (low_half (&h) == -1)
    return -1;
  *half = h;
  return 0;
}

int
is_odd (void)
{
  unsigned short h;
  int r = low_half_again (&h); /* { dg-bogus "escape:leak" } */
  return r == 0 && (h & 1);
}

/* What comes out whole, and was not released, is one.  */

static char *
line (void)
{
  char *p = calloc (1, 64);
  if (p == NULL)
    return NULL;
  if (p[0] != 0)
    {
      free (p);
      return NULL;
    }
  return p;
}

static char *
line_again (void)
{
  return line ();
}

int
first (void)
{
  char *p = line_again (); /* { dg-warning {'line_again\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p ? p[0] : 0;
}
