/* What searches in an object hands back a pointer into it or null.  Where it is
   null, the object is lost as anywhere else.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
no_colon (const char *s)
{
  char *d = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!d)
    return -1;
  char *colon = strchr (d, ':');
  if (!colon)
    return -2;
  *colon = 0;
  puts (d);
  free (d);
  return 0;
}

int
asked_at_once (const char *s)
{
  char *d = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!d)
    return -1;
  if (!strstr (d, "=>"))
    return -2;
  free (d);
  return 0;
}

int
empty_folder (const char *name)
{
  DIR *d = opendir (name); /* { dg-warning {'opendir\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!d)
    return -1;
  struct dirent *first = readdir (d);
  if (!first)
    return -2;
  int n = strlen (first->d_name);
  closedir (d);
  return n;
}

int
released_if_nothing_is_found (const char *s)
{
  char *d = strdup (s); /* { dg-bogus "escape:" } */
  char *colon = d ? strchr (d, ':') : NULL;
  if (!colon)
    {
      free (d);
      return -2;
    }
  *colon = 0;
  puts (d);
  free (d);
  return 0;
}

/* Asked twice, it says the same.  */

int
asked_again (const char *s)
{
  char *d = strdup (s); /* { dg-bogus "escape:" } */
  if (!d)
    return -1;
  if (strchr (d, ':'))
    {
      free (d);
      return 1;
    }
  if (!strchr (d, ':'))
    free (d);
  return 0;
}

/* From what is found one comes back to the beginning.  */

int
found_is_released (const char *s)
{
  char *d = strdup (s); /* { dg-bogus "escape:" } */
  if (!d)
    return -1;
  char *first = memchr (d, *d, 1);
  if (first)
    free (first);
  else
    free (d);
  return 0;
}

/* Neither a flow that is declared nor a body that is not run says that there may
   be nothing.  */

char *skip (char *s) __attribute__ ((escape_flow ("1 -> ret")));
struct list
{
  char *first;
};
char *first_of (struct list *l) __attribute__ ((escape_flow ("1* -> ret")));

char *
always_found (const char *s)
{
  char *d = strdup (s); /* { dg-bogus "escape:" } */
  return d ? skip (d) : NULL;
}

char *
always_found_inside (const char *s)
{
  struct list l = { strdup (s) }; /* { dg-bogus "escape:" } */
  return first_of (&l);
}

static char *
behind (char *s, int n)
{
  return n ? behind (s + 1, n - 1) : s;
}

char *
always_found_by_recursion (const char *s, int n)
{
  char *d = strdup (s); /* { dg-bogus "escape:" } */
  return d ? behind (d, n) : NULL;
}
