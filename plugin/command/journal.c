/* What the programs of a build leave word of: see command.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   In the file each field ends with a null byte.  A record begins with a field
   that has TAG_KIND and ends with one that has TAG_END and how many fields there
   were, so that a torn one is seen.  */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "command.h"

void
record_add (struct journal_record *r, enum journal_tag tag, const char *text)
{
  char *field = format_string ("%c%s", tag, text);
  strings_add (&r->fields, field);
  free (field);
}

const char *
record_get (const struct journal_record *r, enum journal_tag tag)
{
  for (size_t i = 0; i < r->fields.n; i++)
    if (r->fields.v[i][0] == (char)tag)
      return r->fields.v[i] + 1;
  return NULL;
}

void
record_free (struct journal_record *r)
{
  strings_free (&r->fields);
}

static char *
journal_path (const char *folder)
{
  return format_string ("%s/journal", folder);
}

bool
journal_append (const char *folder, const struct journal_record *r)
{
  char *path = journal_path (folder);
  int fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  free (path);
  if (fd < 0)
    return false;

  char *bytes = NULL;
  size_t n = 0;
  FILE *memory = check_memory (open_memstream (&bytes, &n));
  for (size_t i = 0; i < r->fields.n; i++)
    fwrite (r->fields.v[i], 1, strlen (r->fields.v[i]) + 1, memory);
  fprintf (memory, "%c%zu%c", TAG_END, r->fields.n, 0);
  fclose (memory);

  /* At once: O_APPEND puts each write behind the last, whoever wrote.  */
  bool ok = write (fd, bytes, n) == (ssize_t)n;
  free (bytes);
  close (fd);
  return ok;
}

struct journal_record *
journal_read (const char *folder, size_t *n)
{
  struct journal_record *records = NULL, now = { 0 };
  size_t room = 0;
  *n = 0;
  char *path = journal_path (folder);
  FILE *file = fopen (path, "r");
  free (path);
  if (!file)
    return NULL;
  char *field = NULL;
  size_t field_room = 0;
  ssize_t length;
  while ((length = getdelim (&field, &field_room, 0, file)) > 0)
    {
      if (field[length - 1] || length < 2)
        break;
      if (field[0] != TAG_END)
        {
          if (field[0] == TAG_KIND)
            record_free (&now);
          strings_add (&now.fields, field);
          continue;
        }
      if (strtoull (field + 1, NULL, 10) != now.fields.n || !now.fields.n)
        {
          record_free (&now);
          continue;
        }
      if (*n == room)
        {
          room = room ? 2 * room : 64;
          records = check_memory (realloc (records, room * sizeof *records));
        }
      records[(*n)++] = now;
      now = (struct journal_record){ 0 };
    }
  record_free (&now);
  free (field);
  fclose (file);
  return records;
}
