/* What libc stores through a pointer is made where its result says so: there it is
   released, or lost.  */
/* { dg-do compile } */
/* { dg-options "-D_GNU_SOURCE -fplugin-arg-escape-ignore=heap" } */

#include <dirent.h>
#include <netdb.h>
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
formatted (int n)
{
  char *text;
  if (asprintf (&text, "%d", n) < 0) /* { dg-bogus "escape:" } */
    return -1;
  n = strlen (text);
  free (text);
  return n;
}

int
formatted_and_lost (int n)
{
  char *text;
  if (asprintf (&text, "%d", n) < 0) /* { dg-warning {'asprintf\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    return -1;
  if (n > 5)
    return -1;
  free (text);
  return 0;
}

/* Some set it to null where they fail.  */

int
formatted_or_null (int n)
{
  char *text = NULL;
  if (asprintf (&text, "%d", n) == -1) /* { dg-bogus "escape:" } */
    text = NULL;
  if (!text)
    return -1;
  free (text);
  return 0;
}

int
formatted_twice (int n)
{
  char *text;
  if (asprintf (&text, "%d", n) < 0) /* { dg-warning {'asprintf\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    return -1;
  if (n > 5 && asprintf (&text, "%s.", text) < 0) /* { dg-bogus "escape:" } */
    return -1;
  free (text);
  return 0;
}

__attribute__ ((format (printf, 1, 2))) int
told (const char *format, ...)
{
  va_list args;
  char *text;
  va_start (args, format);
  int n = vasprintf (&text, format, args); /* { dg-warning {'vasprintf\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  va_end (args);
  if (n == -1)
    return -1;
  if (n == 0)
    return 0;
  puts (text);
  free (text);
  return n;
}

__attribute__ ((format (printf, 1, 2))) int
told_and_freed (const char *format, ...)
{
  va_list args;
  char *text;
  va_start (args, format);
  int n = vasprintf (&text, format, args); /* { dg-bogus "escape:" } */
  va_end (args);
  if (n == -1)
    return -1;
  puts (text);
  free (text);
  return n;
}

int
aligned (size_t n)
{
  void *p;
  if (posix_memalign (&p, 64, n)) /* { dg-bogus "escape:" } */
    return -1;
  memset (p, 0, n);
  free (p);
  return 0;
}

int
aligned_and_lost (size_t n)
{
  void *p;
  int error = posix_memalign (&p, 64, n); /* { dg-warning {'posix_memalign\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (error)
    return error;
  if (n > 5)
    return -1;
  free (p);
  return 0;
}

/* Where it fails, what was there stays.  */

int
old_one_stays (size_t n)
{
  void *p = malloc (n); /* { dg-bogus "escape:" } */
  void *old = p;
  if (posix_memalign (&p, 64, 2 * n)) /* { dg-bogus "escape:" } */
    {
      free (p);
      return -1;
    }
  free (old);
  free (p);
  return 0;
}

/* The buffer is one for all lines, and is there where there is no line, too.  */

int
lines (FILE *f)
{
  char *line = NULL;
  size_t size = 0;
  int n = 0;
  while (getline (&line, &size, f) != -1) /* { dg-bogus "escape:" } */
    n++;
  free (line);
  return n;
}

int
lines_up_to (FILE *f, int max)
{
  char *line = NULL;
  size_t size = 0;
  int n = 0;
  while (getline (&line, &size, f) != -1) /* { dg-warning {'getline\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    if (line[0] == '#' || ++n > max)
      return -1;
  free (line);
  return n;
}

int
each_line_freed (FILE *f)
{
  char *line = NULL;
  size_t size = 0;
  int n = 0;
  while (getline (&line, &size, f) != -1) /* { dg-bogus "escape:" } */
    {
      n += line[0];
      free (line);
      line = NULL;
      size = 0;
    }
  free (line);
  return n;
}

int
fields (FILE *f)
{
  char *field = NULL;
  size_t size = 0;
  if (getdelim (&field, &size, ':', f) == -1) /* { dg-bogus "escape:" } */
    {
      free (field);
      return -1;
    }
  if (getdelim (&field, &size, '\n', f) == -1) /* { dg-bogus "escape:" } */
    {
      free (field);
      return -1;
    }
  free (field);
  return 0;
}

int
fields_lost (FILE *f, int n)
{
  char *field = NULL;
  size_t size = 0;
  if (getdelim (&field, &size, ':', f) == -1) /* { dg-warning {'getdelim\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    {
      free (field);
      return -1;
    }
  if (n > 5)
    return -1;
  free (field);
  return 0;
}

int
address (const char *host)
{
  struct addrinfo *all;
  if (getaddrinfo (host, "http", NULL, &all)) /* { dg-bogus "escape:" } */
    return -1;
  int family = all->ai_family;
  freeaddrinfo (all);
  return family;
}

int
address_lost (const char *host)
{
  struct addrinfo *all;
  if (getaddrinfo (host, "http", NULL, &all)) /* { dg-warning {'getaddrinfo\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    return -1;
  if (all->ai_family != 2)
    return -1;
  freeaddrinfo (all);
  return 0;
}

int
files (const char *dir)
{
  struct dirent **list;
  int n = scandir (dir, &list, NULL, alphasort); /* { dg-bogus "escape:" } */
  if (n < 0)
    return -1;
  for (int i = 0; i < n; i++)
    free (list[i]);
  free (list);
  return n;
}

int
files_lost (const char *dir)
{
  struct dirent **list;
  int n = scandir (dir, &list, NULL, alphasort); /* { dg-warning {'scandir\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (n <= 0)
    return -1;
  if (n > 100)
    return -1;
  for (int i = 0; i < n; i++)
    free (list[i]);
  free (list);
  return n;
}

int
matches (const char *pattern, const char *text)
{
  regex_t r;
  if (regcomp (&r, pattern, REG_NOSUB)) /* { dg-bogus "escape:" } */
    return -1;
  int n = regexec (&r, text, 0, NULL, 0);
  regfree (&r);
  return n;
}
