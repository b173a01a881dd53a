/* What libc opens: a read that fails is a way out like any other.  */
/* { dg-do compile } */

#include <dirent.h>
#include <stdio.h>

int
not_read (const char *name)
{
  char line[10];
  FILE *f = fopen (name, "r"); /* { dg-warning {'fopen\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!f)
    return -1;
  if (!fgets (line, sizeof line, f))
    return -2;
  fclose (f);
  return line[0];
}

int
read_or_not (const char *name)
{
  char line[10] = "";
  FILE *f = fopen (name, "r"); /* { dg-bogus "escape:" } */
  int result = 0;
  if (!f)
    return -1;
  if (!fgets (line, sizeof line, f))
    result = -2;
  fclose (f);
  return result + line[0];
}

int
found (const char *name)
{
  DIR *d = opendir (name); /* { dg-warning {'opendir\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  struct dirent *e;
  if (!d)
    return -1;
  while ((e = readdir (d)))
    if (e->d_name[0] == 'x')
      return 1;
  closedir (d);
  return 0;
}

int
standard_input (const char *name)
{
  FILE *f = name ? fopen (name, "r") : stdin; /* { dg-bogus "escape:" } */
  if (!f)
    return -1;
  int c = getc (f);
  if (f != stdin)
    fclose (f);
  return c;
}

int
reopened (const char *name)
{
  FILE *f = fopen (name, "r"); /* { dg-bogus "escape:" } */
  if (!f)
    return -1;
  if (!freopen ("/dev/null", "r", f))
    return -1;
  fclose (f);
  return 0;
}
