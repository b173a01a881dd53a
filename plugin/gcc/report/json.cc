/* Verdicts -> the JSON file.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each verdict becomes a line as it comes in.  The lines are sorted, and the file
   is written beside itself and renamed, before the first diagnostic.  */

#include "compat.h"
#include "effects.h"
#include "json.h"
#include "source.h"

/* One line of the JSON file.  */

struct json_line
{
  expanded_location where;
  char *text;
};

static vec<json_line> json_lines;

/* --- Verdicts -> lines. ---  */

/* The length of the UTF-8 sequence at S, or 0 if there is no valid one.  */

static unsigned
utf8_length (const unsigned char *s)
{
  static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
  unsigned n = *s < 0x80             ? 1
               : (*s & 0xe0) == 0xc0 ? 2
               : (*s & 0xf0) == 0xe0 ? 3
               : (*s & 0xf8) == 0xf0 ? 4
                                     : 0;
  if (n <= 1)
    return n;
  unsigned code = *s & (0x7f >> n);
  for (unsigned i = 1; i < n; i++)
    {
      if ((s[i] & 0xc0) != 0x80)
        return 0;
      code = code << 6 | (s[i] & 0x3f);
    }
  bool surrogate = code >= 0xd800 && code < 0xe000;
  return code < least[n] || code > 0x10ffff || surrogate ? 0 : n;
}

/* Append TEXT as a JSON string.  A byte that is not UTF-8 becomes U+FFFD, as
   Go's encoder has it.  */

static void
json_string (pretty_printer *pp, const char *text)
{
  const unsigned char *s = (const unsigned char *)(text ? text : "");
  pp_character (pp, '"');
  while (*s)
    {
      unsigned n = utf8_length (s);
      if (n == 0)
        {
          pp_string (pp, "\\ufffd");
          s++;
        }
      else if (*s == '"' || *s == '\\')
        {
          pp_character (pp, '\\');
          pp_character (pp, *s++);
        }
      else if (*s < 0x20 || *s == 0x7f)
        {
          char escape[8];
          snprintf (escape, sizeof escape, "\\u%04x", *s++);
          pp_string (pp, escape);
        }
      else
        for (; n > 0; n--)
          pp_character (pp, *s++);
    }
  pp_character (pp, '"');
}

/* Append `, "KEY": '.  */

static void
json_key (pretty_printer *pp, const char *key)
{
  pp_string (pp, ", \"");
  pp_string (pp, key);
  pp_string (pp, "\": ");
}

static void
json_string_member (pretty_printer *pp, const char *key, const char *value)
{
  json_key (pp, key);
  json_string (pp, value);
}

static void
json_number_member (pretty_printer *pp, const char *key, HOST_WIDE_INT value)
{
  json_key (pp, key);
  pp_wide_integer (pp, value);
}

static void
json_bool_member (pretty_printer *pp, const char *key, bool value)
{
  json_key (pp, key);
  pp_string (pp, value ? "true" : "false");
}

/* Append the members of a place: `"function": ..., "file": ...' and so on.  */

static void
json_place (pretty_printer *pp, tree function, const expanded_location *where)
{
  tree name = function ? DECL_NAME (function) : NULL_TREE;
  pp_string (pp, "\"function\": ");
  json_string (pp, name ? IDENTIFIER_POINTER (name) : "");
  json_string_member (pp, "file", where->file);
  json_number_member (pp, "line", where->line);
  json_number_member (pp, "column", where->column);
}

static const struct
{
  unsigned reasons;
  const char *name;
} reason_names[] = {
  { REASON_RETURNED, "returned" },
  { REASON_GLOBAL, "global" },
  { REASON_PARAMETER, "parameter" },
  { REASON_HEAP, "heap" },
  { REASON_THREAD, "thread" },
  { REASON_UNKNOWN_CALL | REASON_CONST_CALL, "unknown-call" },
  { REASON_VARARGS, "varargs" },
  { REASON_ASM, "asm" },
  { REASON_SIZE, "size" },
  { REASON_UNKNOWN_SIZE, "unknown-size" },
  { REASON_BUDGET, "budget" },
};

static void
json_reasons (pretty_printer *pp, unsigned reasons)
{
  const char *separator = "";
  json_key (pp, "reasons");
  pp_character (pp, '[');
  for (unsigned i = 0; i < ARRAY_SIZE (reason_names); i++)
    if (reasons & reason_names[i].reasons)
      {
        pp_string (pp, separator);
        json_string (pp, reason_names[i].name);
        separator = ", ";
      }
  pp_character (pp, ']');
}

/* What only allocations and variables have.  */

static void
json_object_members (pretty_printer *pp, const verdict *v)
{
  static const char *const released[]
      = { "never", "somewhere", "always", "unknown" };
  json_reasons (pp, v->reasons);
  json_string_member (pp, "grade",
                      v->grade == GRADE_SHOWN ? "shown" : "assumed");
  json_bool_member (pp, "outlives_iteration", v->outlives_iteration);
  if (v->size >= 0)
    json_number_member (pp, "size", v->size);
  else
    {
      json_key (pp, "size");
      pp_string (pp, "null");
    }
  json_string_member (pp, "released", released[v->released]);
  json_bool_member (pp, "promotable", v->promotable);
}

static void
json_leaks (pretty_printer *pp, const verdict *v)
{
  json_key (pp, "leaks");
  pp_character (pp, '[');
  for (unsigned i = 0; i < v->leaks.length (); i++)
    {
      const param_leak *leak = &v->leaks[i];
      char *to = leak->to == param_leak::TO_HEAP ? xstrdup ("heap")
                 : leak->to == param_leak::TO_RESULT
                     ? xstrdup ("result")
                     : concat ("param:", leak->param, NULL);
      pp_string (pp, i ? ", {\"to\": " : "{\"to\": ");
      json_string (pp, to);
      json_number_member (pp, "level", leak->level);
      pp_character (pp, '}');
      free (to);
    }
  pp_character (pp, ']');
}

static void
json_path (pretty_printer *pp, const event_path *path)
{
  json_key (pp, "path");
  pp_character (pp, '[');
  for (unsigned i = 0; i < path->length (); i++)
    {
      const path_event *event = &(*path)[i];
      expanded_location where = expand_location (source_location (event->loc));
      pp_string (pp, i ? ", {" : "{");
      json_place (pp, event->function, &where);
      json_string_member (pp, "text", event->text);
      pp_character (pp, '}');
    }
  pp_character (pp, ']');
}

static const char *
json_kind (const verdict *v)
{
  if (v->object == OBJECT_PARAMETER)
    return "parameter";
  if (v->object == OBJECT_VARIABLE || v->on_stack)
    return "local";
  return heap_kind_names[v->heap_kind];
}

static const char *
json_verdict (const verdict *v)
{
  if (v->object == OBJECT_PARAMETER)
    return v->leaks.is_empty () ? "does-not-escape" : "leaks";
  return v->escapes ? "escapes" : "does-not-escape";
}

void
json_add (const verdict *v)
{
  if (!options.json)
    return;
  static const char *const objects[]
      = { "allocation", "variable", "parameter" };
  pretty_printer pp;
  json_line line;
  line.where = expand_location (source_location (v->loc));

  pp_character (&pp, '{');
  json_place (&pp, v->function, &line.where);
  json_string_member (&pp, "object", objects[v->object]);
  json_string_member (&pp, "name", v->name);
  json_string_member (&pp, "kind", json_kind (v));
  json_string_member (&pp, "verdict", json_verdict (v));
  if (v->object == OBJECT_PARAMETER)
    json_leaks (&pp, v);
  else
    json_object_members (&pp, v);
  json_path (&pp, &v->path);
  pp_character (&pp, '}');
  line.text = xstrdup (pp_formatted_text (&pp));
  json_lines.safe_push (line);
}

static int
compare_json_lines (const void *pa, const void *pb)
{
  const json_line *a = (const json_line *)pa;
  const json_line *b = (const json_line *)pb;
  int order = compare_places (&a->where, &b->where);
  return order ? order : strcmp (a->text, b->text);
}

static void
sort_json_lines (void)
{
  json_lines.qsort (compare_json_lines);
  unsigned kept = 0;
  for (unsigned i = 0; i < json_lines.length (); i++)
    if (kept == 0
        || strcmp (json_lines[i].text, json_lines[kept - 1].text) != 0)
      json_lines[kept++] = json_lines[i];
  json_lines.truncate (kept);
}

/* --- The JSON file. ---  */

static bool
in_folder_p (void)
{
  return options.json[strlen (options.json) - 1] == '/';
}

/* FNV-1a, of TEXT and its end, from HASH on.  */

static uint64_t
hash_text (uint64_t hash, const char *text)
{
  do
    hash = (hash ^ (unsigned char)*text) * UINT64_C (0x100000001b3);
  while (*text++);
  return hash;
}

/* The file of this unit in the folder options.json: no other unit's, and the
   same whenever the same command runs.  */

static char *
name_in_folder (void)
{
  const char *base = lbasename (dump_base_name);
  char *dump_folder = xstrndup (dump_base_name, base - dump_base_name);
  const char *working_folder = getpwd ();
  uint64_t hash = UINT64_C (0xcbf29ce484222325);
  hash = hash_text (hash, working_folder ? working_folder : "");
  hash = hash_text (hash, dump_folder);
  hash = hash_text (hash, main_input_filename ? main_input_filename : "");
  free (dump_folder);
  char suffix[40];
  snprintf (suffix, sizeof suffix, "-%016llx.escape.json",
            (unsigned long long)hash);
  return concat (options.json, base, suffix, NULL);
}

/* The name of this unit's JSON file, found out once.  What a symbolic link
   names is replaced, not the link; but /dev/stdout stays what it is, even if it
   leads to a regular file.  */

static const char *
json_file_name (void)
{
  static char *name;
  if (name)
    return name;

  name = in_folder_p () ? name_in_folder () : xstrdup (options.json);

  struct stat st;
  if (strncmp (name, "/dev/", 5) != 0 && lstat (name, &st) == 0
      && S_ISLNK (st.st_mode))
    if (char *target = realpath (name, NULL))
      {
        free (name);
        name = target;
      }
  return name;
}

/* Is NAME something that must not be replaced by a file: a device, a pipe?  */

static bool
special_file_p (const char *name)
{
  struct stat st;
  return strncmp (name, "/dev/", 5) == 0
         || (stat (name, &st) == 0 && !S_ISREG (st.st_mode));
}

/* Write all lines to FD and close it.  On failure errno says why.  */

static bool
write_lines (int fd)
{
  FILE *file = fd < 0 ? NULL : fdopen (fd, "w");
  if (!file)
    return false;
  for (unsigned i = 0; i < json_lines.length (); i++)
    {
      fputs (json_lines[i].text, file);
      putc ('\n', file);
    }
  bool written = !ferror (file);
  return fclose (file) == 0 && written;
}

/* Create a file beside NAME, and say in *TEMPORARY how it is called: one that a
   killed compilation has left is not touched.  */

static int
create_beside (const char *name, char **temporary)
{
  for (unsigned n = 0;; n++)
    {
      char number[40];
      snprintf (number, sizeof number, ".%ld-%u", (long)getpid (), n);
      *temporary = concat (name, number, NULL);
      int fd = open (*temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
      if (fd >= 0 || errno != EEXIST)
        return fd;
      free (*temporary);
    }
}

/* Write a temporary file beside NAME and rename it.  */

static bool
replace_file (const char *name)
{
  char *temporary;
  int fd = create_beside (name, &temporary);
  bool done = write_lines (fd) && rename (temporary, name) == 0;
  if (!done && fd >= 0)
    {
      int saved_errno = errno;
      unlink (temporary);
      errno = saved_errno;
    }
  free (temporary);
  return done;
}

/* Make the directory that NAME, which ends with a slash, names, and those
   above it.  A failure shows when the file is opened.  */

static void
make_directories (const char *name)
{
  char *path = xstrdup (name);
  for (char *slash = strchr (path + 1, '/'); slash;
       slash = strchr (slash + 1, '/'))
    {
      *slash = '\0';
      mkdir (path, 0777);
      *slash = '/';
    }
  free (path);
}

void
json_write (void)
{
  if (!options.json)
    return;
  sort_json_lines ();
  if (in_folder_p ())
    make_directories (options.json);
  const char *name = json_file_name ();
  bool done = special_file_p (name) ? write_lines (open (name, O_WRONLY))
                                    : replace_file (name);
  if (!done)
    error_at (UNKNOWN_LOCATION, "cannot write the JSON file %qs: %s", name,
              xstrerror (errno));
}

void
json_discard (void)
{
  if (!options.json)
    return;
  const char *name = json_file_name ();
  if (!special_file_p (name))
    unlink (name);
}
