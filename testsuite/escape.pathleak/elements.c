/* An element whose number is known on the path is that very element.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>
#include <string.h>

int
other_one (const char *s, const char *t)
{
  char *line[2] = { strdup (s), strdup (t) }; /* { dg-bogus "escape:" } */
  int i = !line[0] + (!line[1] << 1);
  if (i)
    {
      i &= 1;
      if (line[i])
	free (line[i]);
      return -1;
    }
  free (line[0]);
  free (line[1]);
  return 0;
}

int
wrong_one (const char *s, const char *t)
{
  char *line[2];
  line[0] = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  line[1] = strdup (t); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  int i = !line[0] + (!line[1] << 1);
  if (i)
    {
      i = !(i & 1);
      if (line[i])
	free (line[i]);
      return -1;
    }
  free (line[0]);
  free (line[1]);
  return 0;
}

int
all_but_last (int n)
{
  char *line[4];
  for (int i = 0; i < 4; i++)
    line[i] = malloc (n); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  for (int i = 0; i < 3; i++)
    free (line[i]);
  return 0;
}

int
all (int n)
{
  char *line[4];
  for (int i = 0; i < 4; i++)
    line[i] = malloc (n); /* { dg-bogus "escape:" } */
  for (int i = 0; i < 4; i++)
    free (line[i]);
  return 0;
}

/* All are null, whichever it is.  */

int
none_set (int n, int k)
{
  char *line[4] = { 0 };
  char *p = malloc (n); /* { dg-bogus "escape:" } */
  if (line[k])
    return -1;
  free (p);
  return 0;
}

/* What is not null is the one that was set.  */

int
perhaps_set (int n, int k)
{
  char *line[4] = { 0 };
  char *p = malloc (n); /* { dg-bogus "escape:" } */
  line[n & 3] = p;
  if (!line[k])
    {
      free (p);
      return -1;
    }
  free (line[k]);
  return 0;
}
