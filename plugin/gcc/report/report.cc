/* Verdicts and findings -> diagnostics, notes, JSON.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each verdict becomes, as it comes in, one JSON line and the diagnostics that
   the groups and m= ask for.  Nothing is printed before report_flush, which
   sorts both, drops duplicates, completes the JSON file and only then speaks.

   Relies on the front end being done: pragmas and `ok's are all known.  Texts
   are formatted by a printer of our own, since GCC's directives for trees are
   wrong under -flto; GCC itself only sees "%s".  */

#include "compat.h"
#include <fnmatch.h>
#include "report.h"
#include "attributes.h"
#include "pragma.h"

/* --- One diagnostic. ---  */

enum severity
{
  SEVERITY_NOTE,
  SEVERITY_WARNING, /* Whatever -Werror says.  */
  SEVERITY_BUG,     /* A warning; with -Werror an error.  */
  SEVERITY_ERROR
};

struct message
{
  location_t loc;
  expanded_location where; /* Of LOC, for sorting.  */
  enum severity severity;
  tree function;
  char *text;             /* Plain, for sorting.  */
  char *shown;            /* With the terminal's colours.  */
  const event_path *path; /* Null for none.  */
};

static vec<message> messages;

/* One line of the JSON file.  */

struct json_line
{
  expanded_location where;
  char *text;
};

static vec<json_line> json_lines;

/* Functions whose objects are reported; decls whose `ok' was needed.  */
static hash_set<tree> reported_functions;
static hash_set<tree> used_oks;

/* --- Where things are. ---  */

static location_t
user_location (location_t loc)
{
  return expansion_point_location_if_in_system_header (loc);
}

static const char *
after_slash (const char *name)
{
  const char *slash = strchr (name, '/');
  return slash ? slash + 1 : NULL;
}

/* Is FILE, or its end from some folder on, what a pattern of exclude= says?  */

static bool
excluded_p (const char *file)
{
  for (const char *pattern : options.exclude)
    for (const char *end = file; end; end = after_slash (end))
      if (fnmatch (pattern, end, 0) == 0)
        return true;
  return false;
}

/* Is nothing told of what DECL declares or defines?  Where the definition stands
   counts, not where its name is spelled: that of a function that a template
   header makes is the user's.  */

static bool
hidden_p (tree decl)
{
  location_t loc
      = linemap_resolve_location (line_table, DECL_SOURCE_LOCATION (decl),
                                  LRK_MACRO_EXPANSION_POINT, NULL);
  if (!warn_system_headers && in_system_header_at (loc))
    return true;
  const char *file = options.exclude.is_empty () ? NULL : LOCATION_FILE (loc);
  return file && excluded_p (file);
}

bool
report_hides (tree function)
{
  return function && hidden_p (function);
}

static int
compare_places (const expanded_location *a, const expanded_location *b)
{
  int order = strcmp (a->file ? a->file : "", b->file ? b->file : "");
  if (order == 0)
    order = a->line - b->line;
  if (order == 0)
    order = a->column - b->column;
  return order;
}

/* --- Making diagnostics. ---  */

char *
report_text (const char *format, ...)
{
  va_list ap;
  va_start (ap, format);
  char *text = compat_vformat (false, format, &ap);
  va_end (ap);
  return text;
}

/* Keep a diagnostic for report_flush.  */

static void ATTRIBUTE_GCC_DIAG (5, 6)
    add_message (enum severity severity, tree function, location_t loc,
                 const event_path *path, const char *format, ...)
{
  message m;
  va_list ap;
  m.loc = user_location (loc);
  m.where = expand_location (m.loc);
  m.severity = severity;
  m.function = function;
  m.path = path && !path->is_empty () ? path : NULL;
  va_start (ap, format);
  m.text = compat_vformat (false, format, &ap);
  va_end (ap);
  va_start (ap, format);
  m.shown = compat_vformat (compat_diagnostics_show_color (), format, &ap);
  va_end (ap);
  messages.safe_push (m);
}

/* Is GROUP warned of at LOC?  Then with which severity?  */

static bool
group_severity (enum group group, location_t loc, enum severity *severity)
{
  enum group_state state = group_state_at (group, user_location (loc));
  *severity = state == STATE_ERROR ? SEVERITY_ERROR
              : state == STATE_BUG ? SEVERITY_BUG
                                   : SEVERITY_WARNING;
  return state != STATE_IGNORE;
}

/* If OK is set, remember that it silenced something.  */

static bool
silenced_by (tree ok)
{
  if (ok)
    used_oks.add (ok);
  return ok;
}

/* --- Verdicts -> diagnostics. ---  */

/* How a message calls the object: NAME, or NAME(...) for what a call made.
   Points to a static buffer that the next call overwrites.  */

static const char *
called (const verdict *v)
{
  static char *name;
  free (name);
  name = v->object == OBJECT_ALLOCATION ? concat (v->name, "(...)", NULL)
                                        : xstrdup (v->name);
  return name;
}

/* Notes carry their path from m=2 on.  */

static const event_path *
note_path (const verdict *v)
{
  return options.m >= 2 ? &v->path : NULL;
}

static const event_path *
bug_path (const verdict *v)
{
  return v->bug_path.is_empty () ? &v->path : &v->bug_path;
}

static bool
tracked_p (const verdict *v)
{
  return options.track & 1u << v->heap_kind;
}

/* Could the allocation V live on the stack, as far as is known for sure?  */

static bool
unneeded_p (const verdict *v)
{
  return !v->escapes && v->promotable && v->released != RELEASED_UNKNOWN
         && !v->leak_bug && v->size >= 0
         && (unsigned HOST_WIDE_INT)v->size <= options.stack_limit;
}

static void
tell_leak (const verdict *v)
{
  enum severity severity;
  if (v->leak_bug && !silenced_by (v->ok)
      && group_severity (GROUP_LEAK, v->loc, &severity))
    add_message (severity, v->function, v->loc, bug_path (v),
                 "%qs is never released [escape:leak]", called (v));
}

static void
tell_heap_escape (const verdict *v)
{
  enum severity severity;
  if (v->left_to_callers ? v->ok != NULL_TREE : silenced_by (v->ok))
    return;
  if (!v->left_to_callers && tracked_p (v)
      && group_severity (GROUP_HEAP, v->loc, &severity))
    add_message (severity, v->function, v->loc, &v->path,
                 "%qs escapes to heap [escape:heap]", called (v));
  else if (options.m >= 1)
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs escapes to heap", called (v));
}

static void
tell_unneeded (const verdict *v)
{
  enum severity severity;
  if (unneeded_p (v) && !silenced_by (v->ok) && tracked_p (v)
      && group_severity (GROUP_UNNEEDED, v->loc, &severity))
    add_message (severity, v->function, v->loc, &v->path,
                 "%qs does not escape and could live on the stack (%wd bytes) "
                 "[escape:unneeded]",
                 called (v), v->size);
}

static void
note_heap_no_escape (const verdict *v)
{
  if (v->ok || options.m < 1)
    return;
  if (v->reasons & REASON_SIZE)
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs does not escape but is too large for the stack "
                 "(%wd %s %llu bytes)",
                 called (v), v->size, ">", options.stack_limit);
  else if (v->reasons & REASON_UNKNOWN_SIZE)
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs does not escape but its size is not known", called (v));
  else
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs does not escape", called (v));
}

static void
tell_heap_object (const verdict *v)
{
  tell_leak (v);
  if (v->escapes)
    tell_heap_escape (v);
  else
    {
      tell_unneeded (v);
      note_heap_no_escape (v);
    }
}

static void
note_frame_object (const verdict *v)
{
  if (!v->escapes)
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs does not escape", called (v));
  else if (v->grade == GRADE_SHOWN)
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "address of local %qs escapes its frame", called (v));
  else if (v->unknown_callee)
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs is passed to unknown code in %qs", called (v),
                 v->unknown_callee);
  else
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs is passed to unknown code", called (v));
}

static void
tell_frame_object (const verdict *v)
{
  enum severity severity;
  if (v->stack_bug && silenced_by (v->ok))
    return;
  if (v->stack_bug && group_severity (GROUP_STACK, v->loc, &severity))
    add_message (severity, v->function, v->loc, bug_path (v),
                 "address of local %qs escapes its frame [escape:stack]",
                 called (v));
  else if (options.m >= 1 && !v->ok)
    note_frame_object (v);
}

static void
note_leak (const verdict *v, const param_leak *leak)
{
  tree function = v->function;
  const event_path *path = note_path (v);
  switch (leak->to)
    {
    case param_leak::TO_HEAP:
      add_message (SEVERITY_NOTE, function, v->loc, path,
                   leak->level ? "leaking param content: %qs"
                               : "leaking param: %qs",
                   v->name);
      break;
    case param_leak::TO_RESULT:
      add_message (SEVERITY_NOTE, function, v->loc, path,
                   "leaking param: %qs to result level=%u", v->name,
                   leak->level);
      break;
    case param_leak::TO_PARAM:
      add_message (SEVERITY_NOTE, function, v->loc, path,
                   "leaking param: %qs to param %qs level=%u", v->name,
                   leak->param, leak->level);
      break;
    }
}

static void
tell_parameter (const verdict *v)
{
  if (options.m < 1 || v->ok)
    return;
  if (v->leaks.is_empty ())
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs does not escape", v->name);
  for (unsigned i = 0; i < v->leaks.length (); i++)
    note_leak (v, &v->leaks[i]);
}

/* --- Verdicts -> JSON. ---  */

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
  static const char *const released[] = { "never", "somewhere", "unknown" };
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
      expanded_location where = expand_location (user_location (event->loc));
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

static void
add_json_line (const verdict *v)
{
  static const char *const objects[]
      = { "allocation", "variable", "parameter" };
  pretty_printer pp;
  json_line line;
  line.where = expand_location (user_location (v->loc));

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

/* --- What the judge calls. ---  */

bool
report_explains_leaks (void)
{
  return options.json || options.m >= 2;
}

static void
free_path (event_path &path)
{
  for (path_event &e : path)
    free (e.text);
}

static void
free_verdict (verdict *v)
{
  free_path (v->path);
  free_path (v->bug_path);
  delete v;
}

void
report_verdict (verdict *v)
{
  if (report_hides (v->function))
    {
      free_verdict (v);
      return;
    }
  unsigned before = messages.length ();
  if (options.json)
    add_json_line (v);
  if (v->object == OBJECT_PARAMETER)
    tell_parameter (v);
  else if (v->object == OBJECT_VARIABLE || v->on_stack)
    tell_frame_object (v);
  else
    tell_heap_object (v);
  /* Messages point to its paths.  */
  if (messages.length () == before)
    free_verdict (v);
}

void
report_finding (enum group group, tree function, location_t loc,
                const char *text, event_path &path, tree ok)
{
  enum severity severity;
  event_path *kept = new event_path;
  kept->safe_splice (path);
  path.truncate (0);
  if (!report_hides (function) && !silenced_by (ok)
      && group_severity (group, loc, &severity))
    add_message (severity, function, loc, kept, "%s [escape:%s]", text,
                 group_names[group]);
}

void
report_note (int level, tree function, location_t loc, const char *text)
{
  if (options.m >= level && !report_hides (function))
    add_message (SEVERITY_NOTE, function, loc, NULL, "%s", text);
}

void
report_function (tree function)
{
  reported_functions.add (function);
}

/* Note each `ok' of what was reported on that silenced nothing.  */

static void
note_unused_oks (void)
{
  const vec<tree> &decls = decls_with_ok ();
  for (unsigned i = 0; i < decls.length (); i++)
    {
      tree decl = decls[i];
      tree function
          = TREE_CODE (decl) == FUNCTION_DECL ? decl : DECL_CONTEXT (decl);
      bool in_function = function && TREE_CODE (function) == FUNCTION_DECL;
      if (used_oks.contains (decl) || !DECL_NAME (decl)
          || (in_function && !reported_functions.contains (function)))
        continue;
      if (in_function ? !report_hides (function) : !hidden_p (decl))
        add_message (SEVERITY_NOTE, in_function ? function : NULL_TREE,
                     DECL_SOURCE_LOCATION (decl), NULL,
                     "%qs on %qs silenced nothing: remove it", "escape_ok",
                     IDENTIFIER_POINTER (DECL_NAME (decl)));
    }
}

/* --- The JSON file. ---  */

/* The name of this unit's JSON file, found out once.  What a symbolic link
   names is replaced, not the link; but /dev/stdout stays what it is, even if it
   leads to a regular file.  */

static const char *
json_file_name (void)
{
  static char *name;
  if (name)
    return name;

  size_t length = strlen (options.json);
  if (options.json[length - 1] == '/')
    name = concat (options.json, lbasename (dump_base_name), ".escape.json",
                   NULL);
  else
    name = xstrdup (options.json);

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

static bool
write_lines (const char *name, int open_flags)
{
  int fd = open (name, O_WRONLY | O_CREAT | open_flags, 0666);
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

/* Write a temporary file beside NAME and rename it.  On failure errno says
   why.  */

static bool
replace_file (const char *name)
{
  char number[32];
  snprintf (number, sizeof number, ".%ld", (long)getpid ());
  char *temporary = concat (name, number, NULL);
  bool done = write_lines (temporary, O_EXCL) && rename (temporary, name) == 0;
  if (!done)
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

static void
write_json (void)
{
  if (options.json[strlen (options.json) - 1] == '/')
    make_directories (options.json);
  const char *name = json_file_name ();
  bool done
      = special_file_p (name) ? write_lines (name, 0) : replace_file (name);
  if (!done)
    error_at (UNKNOWN_LOCATION, "cannot write the JSON file %qs: %s", name,
              xstrerror (errno));
}

void
report_discard (void)
{
  if (!options.json)
    return;
  const char *name = json_file_name ();
  if (!special_file_p (name))
    unlink (name);
}

/* --- Speaking. ---  */

static int
compare_json_lines (const void *pa, const void *pb)
{
  const json_line *a = (const json_line *)pa;
  const json_line *b = (const json_line *)pb;
  int order = compare_places (&a->where, &b->where);
  return order ? order : strcmp (a->text, b->text);
}

static int
compare_messages (const void *pa, const void *pb)
{
  const message *a = (const message *)pa;
  const message *b = (const message *)pb;
  int order = compare_places (&a->where, &b->where);
  if (order == 0)
    order = strcmp (a->text, b->text);
  if (order == 0)
    order = a->severity - b->severity;
  return order;
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

static void
emit_message (const message *m)
{
  pretty_printer event_printer;
  simple_diagnostic_path *path = NULL;
  rich_location where (line_table, m->loc);

  if (m->path)
    {
      path = compat_new_path (&event_printer);
      for (unsigned i = 0; i < m->path->length (); i++)
        {
          const path_event *event = &(*m->path)[i];
          path->add_event (user_location (event->loc), event->function,
                           event->depth, "%s", event->text);
        }
      where.set_path (path);
    }

  /* For the line "In function ...".  */
  tree saved_function = current_function_decl;
  current_function_decl = m->function;
  switch (m->severity)
    {
    case SEVERITY_NOTE:
      inform (&where, "%s", m->shown);
      break;
    case SEVERITY_WARNING:
      {
        bool errors = compat_warnings_are_errors ();
        compat_set_warnings_are_errors (false);
        warning_at (&where, 0, "%s", m->shown);
        compat_set_warnings_are_errors (errors);
        break;
      }
    case SEVERITY_BUG:
      warning_at (&where, 0, "%s", m->shown);
      break;
    case SEVERITY_ERROR:
      error_at (&where, "%s", m->shown);
      break;
    }
  current_function_decl = saved_function;
  delete path;
}

void
report_flush (void)
{
  if (options.json)
    {
      sort_json_lines ();
      write_json ();
    }

  note_unused_oks ();
  messages.qsort (compare_messages);
  for (unsigned i = 0; i < messages.length (); i++)
    if (i == 0 || compare_messages (&messages[i - 1], &messages[i]) != 0)
      emit_message (&messages[i]);
}
