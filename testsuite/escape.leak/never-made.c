/* What a callee makes only for a pointer that it is not given is not made.
   { dg-do compile } */

#include <stdlib.h>
#include <string.h>

extern int find (const char *key, char buffer[40]);

static int
look_up (const char *key, char **name, size_t *length)
{
  char buffer[40];
  if (!find (key, buffer))
    return 0;
  if (name)
    *name = strdup (buffer);
  if (length != NULL)
    *length = strlen (buffer);
  return 1;
}

static int
through (const char *key, char **name)
{
  return look_up (key, name, NULL);
}

int
is_there (const char *key)
{
  return look_up (key, NULL, NULL);
}

int
is_there_too (const char *key)
{
  return through (key, NULL);
}

int
forgets (const char *key)
{
  char *name = NULL;
  return look_up (key, &name, NULL) && *name == 'a'; /* { dg-warning {'look_up\(\.\.\.\)' is never released \[escape:leak\]} } */
}

int
forgets_too (const char *key)
{
  char *name = NULL;
  return through (key, &name) && *name == 'a'; /* { dg-warning {'through\(\.\.\.\)' is never released \[escape:leak\]} } */
}

static int
cleared (const char *key, char **name)
{
  if (name && !*key)
    {
      *name = strdup ("empty");
      name = NULL;
    }
  if (name)
    *name = strdup (key);
  return key[0];
}

int
is_there_at_all (const char *key)
{
  return cleared (key, NULL);
}

/* The call that makes it may come after conditions of other things.  */

static void
room_or_default (int n, int s, char ***to)
{
  if (to)
    {
      if (n == 1)
        *to = NULL;
      else if (n > 8 && (s == 0 || n > s))
        *to = NULL;
      else
        *to = malloc (n);
    }
}

void
no_room (int n, int s)
{
  room_or_default (n, s, NULL); /* { dg-bogus "escape:leak" } */
}
