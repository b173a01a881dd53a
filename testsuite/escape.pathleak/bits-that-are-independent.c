/* Bits of one word: what is known of some says nothing of the others, and all that
   is known of each is kept.  */
/* { dg-do compile } */

#include <stdlib.h>

int look (void);

int
another_bit (int f)
{
  char *p = NULL;
  if (f & 4)
    p = malloc (8); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
  int r = look ();
  if (f & 8)
    free (p);
  return r;
}

int
one_of_two (unsigned f)
{
  char *p = NULL;
  if (f & 6)
    p = malloc (8); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
  int r = look ();
  if (f & 2)
    free (p);
  return r;
}

int
each_of_two (unsigned f)
{
  char *p = NULL;
  if (f & 6)
    p = malloc (8); /* { dg-bogus "escape:" } */
  int r = look ();
  if (f & 2)
    free (p);
  else if (f & 4)
    free (p);
  return r;
}

int
both_wanted (unsigned char f)
{
  char *p = NULL;
  if (f & 1)
    p = malloc (8); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
  int r = look ();
  if ((f & 3) == 3)
    free (p);
  return r;
}

int
both_there (unsigned char f)
{
  char *p = NULL;
  if ((f & 3) == 3)
    p = malloc (8); /* { dg-bogus "escape:" } */
  int r = look ();
  if (f & 1 && f & 2)
    free (p);
  return r;
}

int
whole_and_bit (short f)
{
  char *p = NULL;
  if (!(f & 7))
    p = malloc (8); /* { dg-bogus "escape:" } */
  int r = look ();
  if (f != 3)
    free (p);
  return r;
}

struct options { unsigned flags; };

int
in_struct (struct options *o)
{
  char *p = NULL;
  unsigned f = o->flags;
  if (f & 1)
    p = malloc (8); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
  int r = look ();
  if (f & 2)
    free (p);
  return r;
}
