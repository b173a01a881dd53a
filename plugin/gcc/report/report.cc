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
#include "report.h"
#include "json.h"
#include "section.h"
#include "source.h"
#include "attributes.h"
#include "pragma.h"
#include "trace.h"

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
  enum group group; /* Unless it is a note.  */
  unsigned fault;   /* See struct verdict.  */
  location_t loc;
  expanded_location where; /* Of LOC, for sorting.  */
  enum severity severity;
  tree function;
  char *text;             /* Plain, for sorting.  */
  char *shown;            /* With the terminal's colours.  */
  const event_path *path; /* Null for none.  */
};

static vec<message> messages;

/* Functions whose objects are reported; decls whose `ok' was needed.  */
static hash_set<tree> reported_functions;
static hash_set<tree> used_oks;

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

/* --- Bounds. ---  */

char *
left_out_text (unsigned n)
{
  return n == UINT_MAX
             ? report_text ("more than %u events are left out here", n - 1)
             : report_text ("%u events are left out here", n);
}

/* Leave out so much of the middle of PATH that MOST events remain.  */

static void
shorten_path (event_path &path, unsigned most)
{
  unsigned n = path.length (), first = most / 2, last = n - (most - first - 1);
  if (n <= most)
    return;
  path_event gap = path[first];
  gap.left_out = 0;
  for (unsigned i = first; i < last; i++)
    {
      gap.left_out = sum_left_out (gap.left_out,
                                   path[i].left_out ? path[i].left_out : 1);
      free (path[i].text);
    }
  gap.text = left_out_text (gap.left_out);
  path[first] = gap;
  path.block_remove (first + 1, last - first - 1);
}

/* Events that a unit tells before its further paths are only so long, and again
   before diagnostics have none: with a path each, what is said of thousands of
   objects takes longer to print than to compile.  */
#define BASE_EVENTS 2000
#define NAMES_AN_EVENT 8
#define SHORT_PATH 3

static unsigned events_told, many_events = BASE_EVENTS;

void
report_expect (unsigned names)
{
  events_told = 0;
  many_events = BASE_EVENTS + names / NAMES_AN_EVENT;
}

unsigned
report_path_limit (void)
{
  return events_told < many_events ? MAX_EVENTS : SHORT_PATH;
}

static void
bound_path (event_path &path)
{
  shorten_path (path, report_path_limit ());
  events_told += path.length ();
}

/* Keep a diagnostic for report_flush.  Its FAULT and GROUP are to be set if it is
   not a note.  */

static message *ATTRIBUTE_GCC_DIAG (5, 6)
    add_message (enum severity severity, tree function, location_t loc,
                 const event_path *path, const char *format, ...)
{
  message m;
  va_list ap;
  m.group = N_GROUPS;
  m.fault = 0;
  m.loc = source_location (loc);
  m.where = expand_location (m.loc);
  m.severity = severity;
  m.function = function;
  m.path = path && !path->is_empty () && events_told < 2 * many_events ? path
                                                                       : NULL;
  va_start (ap, format);
  m.text = compat_vformat (false, format, &ap);
  va_end (ap);
  va_start (ap, format);
  m.shown = compat_vformat (compat_diagnostics_show_color (), format, &ap);
  va_end (ap);
  messages.safe_push (m);
  return &messages.last ();
}

/* M speaks of FAULT, for GROUP.  */

static void
set_fault (message *m, enum group group, unsigned fault)
{
  m->group = group;
  m->fault = fault;
}

/* Is GROUP warned of at TOKEN?  Then with which severity?  A token of a macro's
   expansion is behind the pragmas that the expansion has before it.  */

static bool
group_severity (enum group group, location_t token, enum severity *severity)
{
  enum group_state state = group_state_at (group, token);
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
  name = v->object == OBJECT_ALLOCATION ? concat (v->written, "(...)", NULL)
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
      && group_severity (GROUP_LEAK, v->token, &severity))
    set_fault (add_message (severity, v->function, v->loc, bug_path (v),
                            "%qs is never released [escape:leak]", called (v)),
               GROUP_LEAK, v->fault);
}

static void
tell_path_leak (const verdict *v)
{
  enum severity severity;
  if (v->path_leak_bug && !silenced_by (v->ok)
      && group_severity (GROUP_PATHLEAK, v->token, &severity))
    set_fault (add_message (severity, v->function, v->loc, &v->loss_path,
                            "%qs is not released on this path "
                            "[escape:pathleak]",
                            called (v)),
               GROUP_PATHLEAK, v->fault);
}

static void
tell_heap_escape (const verdict *v)
{
  enum severity severity;
  if (v->left_to_callers ? v->ok != NULL_TREE : silenced_by (v->ok))
    return;
  if (!v->left_to_callers && tracked_p (v)
      && group_severity (GROUP_HEAP, v->token, &severity))
    set_fault (add_message (severity, v->function, v->loc, &v->path,
                            "%qs escapes to heap [escape:heap]", called (v)),
               GROUP_HEAP, v->fault);
  else if (options.m >= 1)
    add_message (SEVERITY_NOTE, v->function, v->loc, note_path (v),
                 "%qs escapes to heap", called (v));
}

/* What would do in place of the heap object V.  */

static char *
instead_text (const verdict *v)
{
  return v->heap_kind == KIND_RAW
             ? xstrdup ("a local variable would do here")
             : report_text ("%qs would do here", v->heap_kind == KIND_SLICE
                                                     ? "SLICE_ON_STACK"
                                                     : "HMAP_ON_STACK");
}

static void
tell_unneeded (verdict *v)
{
  enum severity severity;
  if (!unneeded_p (v) || silenced_by (v->ok) || !tracked_p (v)
      || !group_severity (GROUP_UNNEEDED, v->token, &severity))
    return;
  v->bug_path.safe_push ({ v->loc, v->function, 0, instead_text (v) });
  set_fault (add_message (severity, v->function, v->loc, &v->bug_path,
                          "%qs does not escape and could live on the stack "
                          "(%wd bytes) [escape:unneeded]",
                          called (v), v->size),
             GROUP_UNNEEDED, v->fault);
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
tell_heap_object (verdict *v)
{
  tell_leak (v);
  tell_path_leak (v);
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
  if (v->stack_bug && group_severity (GROUP_STACK, v->token, &severity))
    set_fault (add_message (severity, v->function, v->loc, bug_path (v),
                            "address of local %qs escapes its frame "
                            "[escape:stack]",
                            called (v)),
               GROUP_STACK, v->fault);
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

/* --- What the judge calls. ---  */

bool
report_hides (tree function)
{
  return function && source_hides (function);
}

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
  free_path (v->loss_path);
  delete v;
}

/* That the storage of V is reachable when it is gone is so whatever other units
   do.  */

static void
note_for_program (const verdict *v)
{
  if (!v->stack_bug || v->ok)
    return;
  char *text
      = report_text ("address of local %qs escapes its frame", called (v));
  section_note_finding (GROUP_STACK, v->function, v->loc, text, *bug_path (v));
  free (text);
}

void
report_verdict (verdict *v)
{
  if (report_hides (v->function))
    {
      free_verdict (v);
      return;
    }
  v->written = v->name;
  v->token = v->loc;
  if (v->object == OBJECT_ALLOCATION)
    v->written = source_call (&v->loc, v->name);
  unsigned before = messages.length ();
  bound_path (v->path);
  bound_path (v->bug_path);
  json_add (v);
  note_for_program (v);
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
                const char *text, event_path &path, tree ok, unsigned fault)
{
  enum severity severity;
  location_t token = loc;
  if (group != GROUP_STACK && group != GROUP_ASSERT)
    source_call (&loc, NULL);
  event_path *kept = new event_path;
  bound_path (path);
  kept->safe_splice (path);
  path.truncate (0);
  if ((group == GROUP_STACK || group == GROUP_NIL) && !ok
      && !report_hides (function))
    section_note_finding (group, function, loc, text, *kept);
  if (!report_hides (function) && !silenced_by (ok)
      && group_severity (group, token, &severity))
    set_fault (add_message (severity, function, loc, kept, "%s [escape:%s]",
                            text, group_names[group]),
               group, fault);
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
      if (in_function ? !report_hides (function) : !source_hides (decl))
        add_message (SEVERITY_NOTE, in_function ? function : NULL_TREE,
                     DECL_SOURCE_LOCATION (decl), NULL,
                     "%qs on %qs silenced nothing: remove it", "escape_ok",
                     IDENTIFIER_POINTER (DECL_NAME (decl)));
    }
}

/* --- Speaking. ---  */

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
          path->add_event (source_location (event->loc), event->function,
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

/* The groups that have told of each fault so far.  */

typedef hash_map<int_hash<unsigned, 0>, unsigned> faults_told;

/* Is what M complains of said already?  An assertion says it all.  */

static bool
told_already (faults_told &told, const message *m)
{
  if (m->fault == 0)
    return false;
  unsigned &groups = told.get_or_insert (m->fault);
  bool again = groups & (1u << m->group | 1u << GROUP_ASSERT);
  groups |= 1u << m->group;
  return again;
}

static const path_event &
last_event (const message *m)
{
  return (*m->path)[m->path->length () - 1];
}

/* Is the object of M made and lost in a callee, of which that is told already?  */

static bool
is_lost_in_callee (const message *m)
{
  if (m->group != GROUP_PATHLEAK || !m->path || last_event (m).depth == 0)
    return false;
  for (const message &own : messages)
    if (own.group == GROUP_PATHLEAK && own.path
        && own.function == last_event (m).function
        && last_event (&own).loc == last_event (m).loc)
      for (unsigned i = 0; i < m->path->length (); i++)
        if ((*m->path)[i].loc == own.loc && (*m->path)[i].depth > 0)
          return true;
  return false;
}

/* A complaint that another one has made needless: of an escape there is still a
   note, if notes are asked for.  */

static bool
becomes_note (message *m)
{
  if (options.m < 1 || (m->group != GROUP_HEAP && m->group != GROUP_STACK))
    return false;
  m->severity = SEVERITY_NOTE;
  for (char *text : { m->text, m->shown })
    *strstr (text, " [escape:") = '\0';
  if (options.m < 2)
    m->path = NULL;
  return true;
}

/* One complaint a fault; the first, in the order of the messages.  */

static void
merge_faults (void)
{
  faults_told told;
  for (const message &m : messages)
    if (m.group == GROUP_ASSERT && m.fault)
      told.put (m.fault, 1u << GROUP_ASSERT);
  unsigned kept = 0;
  for (message &m : messages)
    if (m.group == GROUP_ASSERT
        || (!is_lost_in_callee (&m) && !told_already (told, &m))
        || becomes_note (&m))
      messages[kept++] = m;
  messages.truncate (kept);
}

void
report_flush (void)
{
  json_write ();
  note_unused_oks ();
  messages.qsort (compare_messages);
  merge_faults ();
  for (unsigned i = 0; i < messages.length (); i++)
    if (i == 0 || compare_messages (&messages[i - 1], &messages[i]) != 0)
      emit_message (&messages[i]);
}
