/* Strings, paths, arguments: see command.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "command.h"

void
die (int status, const char *format, ...)
{
  va_list args;
  fputs ("escape: ", stderr);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  fputc ('\n', stderr);
  exit (status);
}

void *
check_memory (void *p)
{
  if (!p)
    die (EXIT_USAGE, "out of memory");
  return p;
}

char *
copy_string (const char *text)
{
  return check_memory (strdup (text));
}

char *
format_string (const char *format, ...)
{
  char *text;
  va_list args;
  va_start (args, format);
  int n = vasprintf (&text, format, args);
  va_end (args);
  return check_memory (n < 0 ? NULL : text);
}

void
strings_add (struct strings *list, const char *text)
{
  if (list->n + 2 > list->room)
    {
      list->room = list->room ? 2 * list->room : 16;
      list->v = check_memory (realloc (list->v, list->room * sizeof *list->v));
    }
  list->v[list->n++] = copy_string (text);
  list->v[list->n] = NULL;
}

void
strings_free (struct strings *list)
{
  for (size_t i = 0; i < list->n; i++)
    free (list->v[i]);
  free (list->v);
  *list = (struct strings){ 0 };
}

const char *
base_name (const char *path)
{
  const char *slash = strrchr (path, '/');
  return slash ? slash + 1 : path;
}

char *
absolute_path (const char *directory, const char *path)
{
  return path[0] == '/' ? copy_string (path)
                        : format_string ("%s/%s", directory, path);
}

bool
make_folders (const char *path)
{
  char *copy = copy_string (path);
  bool ok = true;
  for (char *p = copy + 1; ok; p++)
    {
      char c = *p;
      if (c && c != '/')
        continue;
      *p = 0;
      ok = mkdir (copy, 0777) == 0 || errno == EEXIST;
      *p = c;
      if (!c)
        break;
    }
  free (copy);
  return ok;
}

char *
own_path (void)
{
  char *path = realpath ("/proc/self/exe", NULL);
  if (!path)
    die (EXIT_USAGE, "cannot find its own file through /proc: %s",
         strerror (errno));
  return path;
}

char *
plugin_beside (void)
{
  char *self = own_path ();
  *strrchr (self, '/') = 0;
  char *plugin = format_string ("%s/escape.so", self);
  free (self);
  if (access (plugin, R_OK) == 0)
    return plugin;
  free (plugin);
  return NULL;
}

char *
plugin_file (const char *path)
{
  char *file = realpath (path, NULL);
  if (!file || access (file, R_OK) != 0)
    die (EXIT_USAGE, "cannot read the plugin %s: %s", path, strerror (errno));
  return file;
}

const char *
option_value (int argc, char **argv, int *i, const char *name)
{
  size_t n = strlen (name);
  if (strncmp (argv[*i], name, n) != 0)
    return NULL;
  if (argv[*i][n] == '=')
    return argv[*i] + n + 1;
  if (argv[*i][n])
    return NULL;
  if (*i + 1 == argc)
    die (EXIT_USAGE, "%s needs a value", name);
  return argv[++*i];
}

void
split_quoted (const char *command, struct strings *list)
{
  char *word = check_memory (malloc (strlen (command) + 1));
  while (*command)
    {
      size_t n = 0;
      bool quoted = false;
      for (; *command && (quoted || *command != ' '); command++)
        if (*command == '\'')
          quoted = !quoted;
        else if (!quoted && *command == '\\' && command[1])
          word[n++] = *++command;
        else
          word[n++] = *command;
      word[n] = 0;
      strings_add (list, word);
      while (*command == ' ')
        command++;
    }
  free (word);
}

/* The arguments in TEXT, a response file: divided by white space but in
   quotes, a backslash before any character.  */

static void
split_response (const char *text, struct strings *list, int depth)
{
  char *word = check_memory (malloc (strlen (text) + 1));
  for (;;)
    {
      while (isspace ((unsigned char)*text))
        text++;
      if (!*text)
        break;
      size_t n = 0;
      char quote = 0;
      for (; *text && (quote || !isspace ((unsigned char)*text)); text++)
        if (*text == '\\' && text[1])
          word[n++] = *++text;
        else if (quote ? *text == quote : *text == '\'' || *text == '"')
          quote = quote ? 0 : *text;
        else
          word[n++] = *text;
      word[n] = 0;
      expand_argument (word, list, depth);
    }
  free (word);
}

/* What FILE holds, as a string that the caller frees; or null.  */

static char *
read_text (const char *path)
{
  FILE *file = fopen (path, "r");
  if (!file)
    return NULL;
  char *text = NULL;
  size_t room = 0;
  ssize_t n = getdelim (&text, &room, 0, file);
  fclose (file);
  if (n >= 0)
    return text;
  free (text);
  return copy_string ("");
}

/* How deep response files may name each other.  */
#define MAX_RESPONSE_DEPTH 8

void
expand_argument (const char *arg, struct strings *list, int depth)
{
  char *text = arg[0] == '@' && depth < MAX_RESPONSE_DEPTH ? read_text (arg + 1)
                                                           : NULL;
  if (!text)
    {
      strings_add (list, arg);
      return;
    }
  split_response (text, list, depth + 1);
  free (text);
}

char *
first_line_of (char *const *command, int fd, int *status)
{
  int ends[2];
  *status = -1;
  if (pipe2 (ends, O_CLOEXEC) != 0)
    return copy_string (strerror (errno));
  pid_t child = fork ();
  if (child == 0)
    {
      int null = open ("/dev/null", O_RDWR);
      dup2 (null, 0);
      dup2 (null, 3 - fd);
      dup2 (ends[1], fd);
      execvp (command[0], command);
      _exit (127);
    }
  close (ends[1]);
  FILE *file = child > 0 ? fdopen (ends[0], "r") : NULL;
  char *line = NULL;
  size_t room = 0;
  if (!file)
    {
      close (ends[0]);
      return copy_string (strerror (errno));
    }
  ssize_t n = getline (&line, &room, file);
  if (n < 0)
    {
      free (line);
      line = copy_string ("");
      n = 0;
    }
  if (n && line[n - 1] == '\n')
    line[n - 1] = 0;
  while (fgetc (file) != EOF)
    ;
  fclose (file);
  int how;
  while (waitpid (child, &how, 0) < 0 && errno == EINTR)
    ;
  *status = WIFEXITED (how) ? WEXITSTATUS (how) : -1;
  return line;
}

/* FNV-1a.  */

uint64_t
hash_bytes (uint64_t hash, const void *bytes, size_t n)
{
  for (const unsigned char *p = bytes; n--; p++)
    hash = (hash ^ *p) * UINT64_C (0x100000001b3);
  return hash;
}

/* The number of bytes of the UTF-8 character at P, or 0 if there is none.  */

static int
utf8_length (const unsigned char *p)
{
  int n = *p < 0x80   ? 1
          : *p < 0xc2 ? 0
          : *p < 0xe0 ? 2
          : *p < 0xf0 ? 3
          : *p < 0xf5 ? 4
                      : 0;
  for (int i = 1; i < n; i++)
    if ((p[i] & 0xc0) != 0x80)
      return 0;
  return n;
}

void
json_string (FILE *file, const char *text)
{
  fputc ('"', file);
  for (const unsigned char *p = (const unsigned char *)text; *p;)
    {
      int n = utf8_length (p);
      if (*p == '"' || *p == '\\')
        fprintf (file, "\\%c", *p++);
      else if (*p < 0x20)
        fprintf (file, "\\u%04x", *p++);
      else if (n == 0)
        {
          /* No character: the one that stands for those.  */
          fputs ("\\ufffd", file);
          p++;
        }
      else
        for (; n; n--)
          fputc (*p++, file);
    }
  fputc ('"', file);
}
