/* What a call answers that the engine does not run may follow from what is known:
   a walk through a list that was built here, a comparison of literals.  Then
   one of the two ways is never taken.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node { struct node *next; int n; };

static int
all_positive (const struct node *l)
{
  return !l || (l->n > 0 && all_positive (l->next));
}

static int
length (const struct node *l)
{
  return l ? 1 + length (l->next) : 0;
}

int
built_here (void)
{
  struct node b = { NULL, 2 }, a = { &b, 1 };
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (all_positive (&a))
    free (p);
  return 0;
}

int
counted (void)
{
  struct node b = { NULL, 2 }, a = { &b, 1 };
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (length (&a) == 2)
    free (p);
  return 0;
}

int
continued_elsewhere (const struct node *more)
{
  struct node a = { (struct node *) more, 1 };
  char *p = malloc (8); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (all_positive (&a))
    free (p);
  return 0;
}

int
copied_literal (void)
{
  char text[8];
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  strcpy (text, "ab");
  if (!strcmp (text, "ab"))
    free (p);
  return 0;
}

int
initialised (void)
{
  char text[8] = "ab";
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (strlen (text) == 2)
    free (p);
  return 0;
}

int
copied_bytes (void)
{
  char text[8];
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  memcpy (text, "ab", 3);
  if (strchr (text, 'b'))
    free (p);
  return 0;
}

int
read_in (FILE *f)
{
  char text[8];
  char *p = malloc (8); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!fgets (text, sizeof text, f))
    {
      free (p);
      return -1;
    }
  if (!strcmp (text, "ab"))
    free (p);
  return 0;
}

int
copied_parameter (const char *from)
{
  char text[8];
  char *p = malloc (8); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  strcpy (text, from);
  if (!strcmp (text, "ab"))
    free (p);
  return 0;
}
