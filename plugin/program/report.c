/* Verdicts and findings -> messages and JSON: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The texts, groups and keys are those of the compiler's plugin (report.cc);
   so is the order: everything is kept, sorted and told once.  */

#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum severity
{
  SEVERITY_NOTE,
  SEVERITY_WARNING,
  SEVERITY_ERROR
};

struct message
{
  struct source_place place;
  enum severity severity;
  const char *text;
  event_path path;
  enum group group; /* Unless it is a note.  */
  /* The function that it is told of, and what is wrong there: see struct judged.
   */
  const struct function *function;
  unsigned fault;
};

struct line
{
  struct source_place place;
  char *text;
};

static VEC (struct message) messages;
static VEC (struct line) lines;
static struct arena *texts; /* Of everything that is kept.  */

/* --- Texts. ---  */

static const char *
quote (bool close)
{
  static const char *marks[2];
  if (!marks[0])
    {
      bool utf8 = !strcmp (nl_langinfo (CODESET), "UTF-8");
      marks[0] = utf8 ? "\xe2\x80\x98" : "'";
      marks[1] = utf8 ? "\xe2\x80\x99" : "'";
    }
  return marks[close];
}

const char *
report_text (const char *format, ...)
{
  va_list ap;
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream (&text, &size);
  if (!out)
    abort ();
  va_start (ap, format);
  for (const char *p = format; *p; p++)
    {
      if (*p != '%')
        {
          putc (*p, out);
          continue;
        }
      switch (*++p)
        {
        case 'q':
          fprintf (out, "%s%s%s", quote (false), va_arg (ap, const char *),
                   quote (true));
          break;
        case 'n': /* The first bytes, so many, of a string.  */
          {
            int n = va_arg (ap, int);
            fprintf (out, "%.*s", n, va_arg (ap, const char *));
            break;
          }
        case 's':
          fputs (va_arg (ap, const char *), out);
          break;
        case 'd':
          fprintf (out, "%d", va_arg (ap, int));
          break;
        case 'u':
          fprintf (out, "%u", va_arg (ap, unsigned));
          break;
        case 'l':
          fprintf (out, "%lld", va_arg (ap, long long));
          break;
        }
    }
  va_end (ap);
  if (fclose (out))
    abort ();
  if (!texts)
    texts = arena_new ();
  const char *kept = arena_copy (texts, text, size + 1);
  free (text);
  return kept;
}

/* --- Paths. ---  */

static const char *
callee_name (const struct step *s)
{
  const struct thing *what = s->what;
  const struct spot *where = s->where;
  return what && what->kind == THING_FUNCTION ? what->text : where->name;
}

const char *
written_name (const struct spot *spot, const char *name)
{
  return strcmp (spot->written, spot->name) ? spot->written : name;
}

const char *
lost_text (const char *called, const char *deallocator)
{
  const char *call = report_text ("%s(...)", called);
  return deallocator
             ? report_text ("%q is lost here: release it before, with %q", call,
                            deallocator)
             : report_text ("%q is lost here: release it before", call);
}

const char *
stored_text (const struct thing *t, bool copied)
{
  if (t->kind == THING_STATIC)
    return report_text ("stored in static variable %q", t->text);
  if (t->kind == THING_GLOBAL)
    return report_text ("stored in global %q", t->text);
  if (!strcmp (t->text, "..."))
    return "stored here";
  return report_text (copied ? "copied into %q" : "stored in %q", t->text);
}

const char *
allocation_text (const struct spot *spot, const char *name)
{
  return report_text ("%q is allocated here",
                      report_text ("%s(...)", written_name (spot, name)));
}

const char *
quoted_text (const char *text)
{
  const char *out = "";
  for (size_t n; *text; text += n)
    {
      n = strcspn (text, (char[]){ TEXT_OPEN_QUOTE, TEXT_CLOSE_QUOTE, 0 });
      char *part = strndup (text, n);
      out = report_text ("%s%s%s", out, part,
                         text[n] ? quote (text[n] == TEXT_CLOSE_QUOTE) : "");
      free (part);
      n += text[n] != 0;
    }
  return out;
}

static const char *
step_text (const struct step *s)
{
  const struct thing *what = s->what;
  const struct spot *where = s->where;
  switch (s->kind)
    {
    case STEP_ADDRESS:
      return what ? report_text ("address of %q is taken here", what->text)
                  : NULL;
    case STEP_ALLOCATE:
      return allocation_text (where, callee_name (s));
    case STEP_STORE:
      return !what ? NULL
             : what->kind != THING_FUNCTION
                 ? stored_text (what, false)
                 : report_text ("stored by %q", what->text);
    case STEP_COPY:
      return what ? stored_text (what, true) : NULL;
    case STEP_RETURN:
      return "returned here";
    case STEP_PASS:
    case STEP_LIBRARY:
      return report_text ("passed to %q", callee_name (s));
    case STEP_RECEIVE:
      return report_text ("handed back by %q", callee_name (s));
    case STEP_UNKNOWN:
      return where->assembler ? "handed to inline assembler"
             : where->call
                 ? report_text ("passed to unknown code in %q", callee_name (s))
                 : "looked at bit by bit";
    case STEP_RELEASE:
      return report_text ("released by %q", callee_name (s));
    default:
      return NULL;
    }
}

/* A teller that writes to OUT, and notes where events are left out.  */

struct path_teller
{
  struct trace_teller is; /* First: casts.  */
  event_path *out;
  uint32_t gap;
};

static void
push_event (struct trace_teller *r, const struct trace *t, const struct step *s,
            const char *text)
{
  const struct function *f = t->function;
  const struct spot *where = s->where;
  struct source_place place = !where ? f->code->end
                              : s->kind == STEP_ALLOCATE && where->call
                                  ? where->written_at
                                  : where->place;
  *vec_push (((struct path_teller *)r)->out)
      = (struct event){ place, f->symbol->thing.text, text };
}

static void
tell_step (struct trace_teller *r, const struct trace *t, const struct step *s,
           int depth)
{
  const char *text = step_text (s);
  (void)depth;
  if (text)
    push_event (r, t, s, text);
}

static void
tell_gap (struct trace_teller *r, const struct trace *t, const struct step *s,
          int depth)
{
  struct path_teller *teller = (struct path_teller *)r;
  (void)depth;
  teller->gap = teller->out->n;
  push_event (r, t, s, "");
}

static const char *
left_out_text (unsigned n)
{
  return n == UINT32_MAX
             ? report_text ("more than %u events are left out here", n - 1)
             : report_text ("%u events are left out here", n);
}

void
events_of_trace (const struct trace *t, event_path *out)
{
  struct path_teller teller = { { tell_step, tell_gap, 0, 0, 0, 0 }, out, 0 };
  trace_tell (t, MAX_EVENTS, &teller.is);
  if (teller.is.left_out)
    out->v[teller.gap].text = left_out_text (teller.is.left_out);
}

/* --- Messages. ---  */

/* Leave out so much of the middle of PATH that MAX_EVENTS remain.  */

static void
shorten_path (event_path *path)
{
  uint32_t first = FIRST_EVENTS, last = path->n - LAST_EVENTS;
  if (path->n <= MAX_EVENTS)
    return;
  path->v[first].text = left_out_text (last - first);
  memmove (&path->v[first + 1], &path->v[last], LAST_EVENTS * sizeof *path->v);
  path->n = MAX_EVENTS;
}

/* Of nothing that is wrong.  */

static struct message *
add_message (enum severity severity, struct source_place place,
             const event_path *path, const char *text)
{
  struct message m
      = { place, severity, text, { NULL, 0, 0 }, N_GROUPS, NULL, 0 };
  for (uint32_t i = 0; path && i < path->n; i++)
    *vec_push (&m.path) = path->v[i];
  shorten_path (&m.path);
  *vec_push (&messages) = m;
  return &messages.v[messages.n - 1];
}

/* Complain for GROUP, if it is warned of, of what is wrong in F.  */

static void
complain (enum group group, const struct function *f, unsigned fault,
          struct source_place place, const event_path *path, const char *text)
{
  enum group_state state = options.state[group];
  if (state == STATE_IGNORE)
    return;
  struct message *m
      = add_message (state == STATE_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING,
                     place, path,
                     report_text ("%s [escape:%s]", text, group_names[group]));
  m->group = group;
  m->function = f;
  m->fault = fault;
}

static void
complain_of (const struct verdict *v, enum group group, const event_path *path,
             const char *text)
{
  complain (group, v->function, v->judged.fault, v->place, path, text);
}

static const char *
called (const struct verdict *v)
{
  return v->object == CLASS_ALLOCATION ? report_text ("%s(...)", v->written)
                                       : v->name;
}

static const event_path *
note_path (const struct verdict *v)
{
  return options.m >= 2 ? &v->path : NULL;
}

static void
note (const struct verdict *v, const char *text)
{
  if (options.m >= 1)
    add_message (SEVERITY_NOTE, v->place, note_path (v), text);
}

static bool
is_tracked (const struct verdict *v)
{
  return options.track & 1u << v->judged.heap_kind;
}

static void
tell_heap_escape (const struct verdict *v)
{
  const char *text = report_text ("%q escapes to heap", called (v));
  if (v->ok)
    return;
  if (is_tracked (v) && !v->judged.left_to_callers
      && options.state[GROUP_HEAP] != STATE_IGNORE)
    complain_of (v, GROUP_HEAP, &v->path, text);
  else
    note (v, text);
}

static bool
is_unneeded (const struct verdict *v)
{
  return !v->judged.escapes && v->judged.promotable
         && v->judged.released != RELEASED_UNKNOWN && !v->judged.leak_bug
         && v->judged.size >= 0
         && (uint64_t)v->judged.size <= options.stack_limit;
}

static void
tell_no_escape (const struct verdict *v)
{
  if (v->ok)
    return;
  const char *instead
      = v->judged.heap_kind == KIND_RAW
            ? "a local variable would do here"
            : report_text ("%q would do here", v->judged.heap_kind == KIND_SLICE
                                                   ? "SLICE_ON_STACK"
                                                   : "HMAP_ON_STACK");
  struct event event = { v->place, v->function->symbol->thing.text, instead };
  event_path path = { &event, 1, 1 };
  if (is_unneeded (v) && is_tracked (v))
    complain_of (v, GROUP_UNNEEDED, &path,
                 report_text ("%q does not escape and could live on the stack "
                              "(%l bytes)",
                              called (v), (long long)v->judged.size));
  if (v->judged.reasons & REASON_SIZE)
    note (v, report_text ("%q does not escape but is too large for the stack "
                          "(%l > %l bytes)",
                          called (v), (long long)v->judged.size,
                          (long long)options.stack_limit));
  else if (v->judged.reasons & REASON_UNKNOWN_SIZE)
    note (v, report_text ("%q does not escape but its size is not known",
                          called (v)));
  else
    note (v, report_text ("%q does not escape", called (v)));
}

static void
tell_heap_object (const struct verdict *v)
{
  if (v->judged.leak_bug && !v->ok)
    complain_of (v, GROUP_LEAK, v->bug_path.n ? &v->bug_path : &v->path,
                 report_text ("%q is never released", called (v)));
  if (v->judged.path_leak_bug && !v->ok)
    complain_of (v, GROUP_PATHLEAK, &v->loss_path,
                 report_text ("%q is not released on this path", called (v)));
  if (v->judged.escapes)
    tell_heap_escape (v);
  else
    tell_no_escape (v);
}

static void
tell_frame_object (const struct verdict *v)
{
  const char *gone
      = report_text ("address of local %q escapes its frame", called (v));
  if (v->ok)
    return;
  if (v->judged.stack_bug && options.state[GROUP_STACK] != STATE_IGNORE)
    complain_of (v, GROUP_STACK, v->bug_path.n ? &v->bug_path : &v->path, gone);
  else if (!v->judged.escapes)
    note (v, report_text ("%q does not escape", called (v)));
  else if (v->judged.grade == GRADE_SHOWN)
    note (v, gone);
  else if (v->judged.unknown_callee)
    note (v, report_text ("%q is passed to unknown code in %q", called (v),
                          v->judged.unknown_callee));
  else
    note (v, report_text ("%q is passed to unknown code", called (v)));
}

static void
tell_parameter (const struct verdict *v)
{
  if (v->ok)
    return;
  if (!v->n_leaks)
    note (v, report_text ("%q does not escape", v->name));
  for (unsigned i = 0; i < v->n_leaks; i++)
    {
      const struct leak *l = &v->leaks[i];
      switch (l->to)
        {
        case LEAK_TO_HEAP:
          note (v, report_text (l->level ? "leaking param content: %q"
                                         : "leaking param: %q",
                                v->name));
          break;
        case LEAK_TO_RESULT:
          note (v, report_text ("leaking param: %q to result level=%u", v->name,
                                l->level));
          break;
        case LEAK_TO_PARAM:
          note (v,
                report_text ("leaking param: %q to param %q level=%u", v->name,
                             v->function->code->parameters.v[l->to_param].name,
                             l->level));
          break;
        }
    }
}

/* --- JSON. ---  */

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

static void
json_string (FILE *out, const char *text)
{
  const unsigned char *s = (const unsigned char *)(text ? text : "");
  putc ('"', out);
  while (*s)
    {
      unsigned n = utf8_length (s);
      if (n == 0)
        {
          fputs ("\\ufffd", out);
          s++;
        }
      else if (*s == '"' || *s == '\\')
        fprintf (out, "\\%c", *s++);
      else if (*s < 0x20 || *s == 0x7f)
        fprintf (out, "\\u%04x", *s++);
      else
        for (; n > 0; n--)
          putc (*s++, out);
    }
  putc ('"', out);
}

static void
json_member (FILE *out, const char *key, const char *value)
{
  fprintf (out, ", \"%s\": ", key);
  json_string (out, value);
}

static void
json_place (FILE *out, const char *function, struct source_place p)
{
  fputs ("\"function\": ", out);
  json_string (out, function);
  json_member (out, "file", p.file);
  fprintf (out, ", \"line\": %u, \"column\": %u", p.line, p.column);
}

static void
json_path (FILE *out, const event_path *path)
{
  fputs (", \"path\": [", out);
  for (uint32_t i = 0; i < path->n; i++)
    {
      const struct event *e = &path->v[i];
      fputs (i ? ", {" : "{", out);
      json_place (out, e->function, e->place);
      json_member (out, "text", e->text);
      putc ('}', out);
    }
  putc (']', out);
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
json_object_members (FILE *out, const struct verdict *v)
{
  static const char *const released[] = { [RELEASED_NEVER] = "never",
                                          [RELEASED_ALWAYS] = "always",
                                          [RELEASED_SOMEWHERE] = "somewhere",
                                          [RELEASED_UNKNOWN] = "unknown" };
  const char *separator = "";
  fputs (", \"reasons\": [", out);
  for (unsigned i = 0; i < sizeof reason_names / sizeof *reason_names; i++)
    if (v->judged.reasons & reason_names[i].reasons)
      {
        fprintf (out, "%s\"%s\"", separator, reason_names[i].name);
        separator = ", ";
      }
  putc (']', out);
  json_member (out, "grade",
               v->judged.grade == GRADE_SHOWN ? "shown" : "assumed");
  fprintf (out, ", \"outlives_iteration\": %s",
           v->judged.outlives_iteration ? "true" : "false");
  if (v->judged.size >= 0)
    fprintf (out, ", \"size\": %lld", (long long)v->judged.size);
  else
    fputs (", \"size\": null", out);
  json_member (out, "released", released[v->judged.released]);
  fprintf (out, ", \"promotable\": %s",
           v->judged.promotable ? "true" : "false");
}

static void
json_leaks (FILE *out, const struct verdict *v)
{
  fputs (", \"leaks\": [", out);
  for (unsigned i = 0; i < v->n_leaks; i++)
    {
      const struct leak *l = &v->leaks[i];
      fputs (i ? ", {\"to\": " : "{\"to\": ", out);
      json_string (out,
                   l->to == LEAK_TO_HEAP ? "heap"
                   : l->to == LEAK_TO_RESULT
                       ? "result"
                       : report_text ("param:%s", v->function->code->parameters
                                                      .v[l->to_param]
                                                      .name));
      fprintf (out, ", \"level\": %u}", l->level);
    }
  putc (']', out);
}

static void
add_json_line (const struct verdict *v)
{
  static const char *const objects[]
      = { "allocation", "variable", "parameter" };
  struct line l = { v->place, NULL };
  size_t size;
  FILE *out = open_memstream (&l.text, &size);
  bool parameter = v->object == CLASS_PARAMETER;
  if (!out)
    abort ();
  putc ('{', out);
  json_place (out, v->function->symbol->thing.text, v->place);
  json_member (out, "object", objects[v->object]);
  json_member (out, "name", v->name);
  json_member (out, "kind",
               parameter ? "parameter"
               : v->object == CLASS_VARIABLE || v->judged.on_stack
                   ? "local"
                   : heap_kind_names[v->judged.heap_kind]);
  json_member (out, "verdict",
               !v->judged.escapes ? "does-not-escape"
               : parameter        ? "leaks"
                                  : "escapes");
  if (parameter)
    json_leaks (out, v);
  else
    json_object_members (out, v);
  json_path (out, &v->path);
  json_member (out, "unit", v->function->member->label);
  putc ('}', out);
  if (fclose (out))
    abort ();
  *vec_push (&lines) = l;
}

/* --- What the judge calls. ---  */

void
report_verdict (const struct verdict *v)
{
  if (options.json)
    add_json_line (v);
  if (v->object == CLASS_PARAMETER)
    tell_parameter (v);
  else if (v->object == CLASS_VARIABLE || v->judged.on_stack)
    tell_frame_object (v);
  else
    tell_heap_object (v);
}

void
report_finding (enum group group, const struct function *f,
                struct source_place place, const char *text,
                const event_path *path, bool ok, unsigned fault)
{
  if (!ok)
    complain (group, f, fault, place, path, text);
}

void
report_note (int level, const struct function *f, struct source_place place,
             const char *text)
{
  (void)f;
  if (options.m >= level)
    add_message (SEVERITY_NOTE, place, NULL, text);
}

/* --- Speaking. ---  */

static int
compare_places (const struct source_place *a, const struct source_place *b)
{
  int order = strcmp (a->file, b->file);
  if (!order)
    order = a->line < b->line ? -1 : a->line > b->line;
  if (!order)
    order = a->column < b->column ? -1 : a->column > b->column;
  return order;
}

static int
compare_messages (const void *pa, const void *pb)
{
  const struct message *a = pa, *b = pb;
  int order = compare_places (&a->place, &b->place);
  if (!order)
    order = strcmp (a->text, b->text);
  return order ? order : (int)a->severity - (int)b->severity;
}

static int
compare_lines (const void *pa, const void *pb)
{
  const struct line *a = pa, *b = pb;
  int order = compare_places (&a->place, &b->place);
  return order ? order : strcmp (a->text, b->text);
}

/* A file of JSON is written beside the one that is asked for, and renamed.  */

struct output
{
  const char *path;
  char *name;
  FILE *file;
  bool special; /* No file, so that nothing can be beside it.  */
};

/* If no file can be made, FILE is null, and output_close fails.  */

static struct output
output_open (const char *path)
{
  struct output o = { path, NULL, NULL, !strncmp (path, "/dev/", 5) };
  if (asprintf (&o.name, "%s.%ld", path, (long)getpid ()) < 0)
    abort ();
  o.file = fopen (o.special ? path : o.name, o.special ? "w" : "wx");
  return o;
}

static void
output_close (struct output *o)
{
  bool done = o->file && !ferror (o->file);
  if (o->file)
    done = !fclose (o->file) && done;
  if (done && !o->special)
    done = !rename (o->name, o->path);
  if (!done)
    {
      int error = errno;
      if (o->file && !o->special)
        unlink (o->name);
      fail ("cannot write the JSON file %s: %s", o->path, strerror (error));
    }
  free (o->name);
}

static void
write_json (void)
{
  struct output o = output_open (options.json);
  qsort (lines.v, lines.n, sizeof *lines.v, compare_lines);
  for (uint32_t i = 0; o.file && i < lines.n; i++)
    if (!i || compare_lines (&lines.v[i - 1], &lines.v[i]))
      fprintf (o.file, "%s\n", lines.v[i].text);
  output_close (&o);
}

static void
print_place (struct source_place p)
{
  if (*p.file && p.line)
    fprintf (stderr, "%s:%u:%u: ", p.file, p.line, p.column);
  else
    fputs ("escape: ", stderr);
}

static const struct event *
last_event (const struct message *m)
{
  return &m->path.v[m->path.n - 1];
}

/* Is the object of M made and lost in a callee, of which that is told already?  */

static bool
is_lost_in_callee (const struct message *m)
{
  if (m->group != GROUP_PATHLEAK || !m->path.n
      || !strcmp (last_event (m)->function, m->function->symbol->thing.text))
    return false;
  for (uint32_t i = 0; i < messages.n; i++)
    {
      const struct message *own = &messages.v[i];
      if (own->group != GROUP_PATHLEAK || !own->path.n
          || strcmp (own->function->symbol->thing.text,
                     last_event (m)->function)
          || compare_places (&last_event (own)->place, &last_event (m)->place))
        continue;
      for (uint32_t k = 0; k < m->path.n; k++)
        if (!compare_places (&m->path.v[k].place, &own->place))
          return true;
    }
  return false;
}

/* Is what M complains of said already: one complaint a fault and group, and an
   assertion says it all?  TOLD: by fault.  */

static bool
told_already (struct table *told, const struct message *m)
{
  if (!m->fault)
    return false;
  uint32_t *groups = table_slot (told, (uintptr_t)m->function, m->fault, 0);
  bool again = *groups & (1u << m->group | 1u << GROUP_ASSERT);
  *groups |= 1u << m->group;
  return again;
}

/* A complaint that another one has made needless: of an escape there is still a
   note, if notes are asked for.  */

static bool
becomes_note (struct message *m)
{
  if (options.m < 1 || (m->group != GROUP_HEAP && m->group != GROUP_STACK))
    return false;
  m->severity = SEVERITY_NOTE;
  m->text = report_text ("%n", (int)(strstr (m->text, " [escape:") - m->text),
                         m->text);
  if (options.m < 2)
    vec_free (&m->path);
  return true;
}

static void
merge_faults (void)
{
  struct arena *arena = arena_new ();
  struct table *told = table_new (arena);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < messages.n; i++)
    if (messages.v[i].group == GROUP_ASSERT)
      told_already (told, &messages.v[i]);
  for (uint32_t i = 0; i < messages.n; i++)
    {
      struct message *m = &messages.v[i];
      if (m->group == GROUP_ASSERT
          || (!is_lost_in_callee (m) && !told_already (told, m))
          || becomes_note (m))
        messages.v[kept++] = *m;
      else
        vec_free (&m->path);
    }
  messages.n = kept;
  arena_free (arena);
}

static const char *const severity_names[] = { "note", "warning", "error" };

static void
print_message (const struct message *m)
{
  print_place (m->place);
  fprintf (stderr, "%s: %s\n", severity_names[m->severity], m->text);
  for (uint32_t k = 0; k < m->path.n; k++)
    {
      print_place (m->path.v[k].place);
      fprintf (stderr, "note: (%u) %s\n", k + 1, m->path.v[k].text);
    }
}

/* The complaint M, with the function that it is of, which what is printed does not
   tell.  */

static void
write_finding (FILE *out, const struct message *m)
{
  int length = (int)(strstr (m->text, " [escape:") - m->text);
  putc ('{', out);
  json_place (out, m->function ? m->function->symbol->thing.text : "",
              m->place);
  json_member (out, "group", group_names[m->group]);
  json_member (out, "level", severity_names[m->severity]);
  json_member (out, "text", report_text ("%n", length, m->text));
  json_path (out, &m->path);
  fputs ("}\n", out);
}

int
report_flush (void)
{
  int status = 0;
  struct output findings = { NULL, NULL, NULL, false };
  if (options.json)
    write_json ();
  if (options.findings)
    findings = output_open (options.findings);
  if (messages.n)
    qsort (messages.v, messages.n, sizeof *messages.v, compare_messages);
  merge_faults ();
  for (uint32_t i = 0; i < messages.n; i++)
    {
      const struct message *m = &messages.v[i];
      if (i && !compare_messages (&messages.v[i - 1], m))
        continue;
      print_message (m);
      if (findings.file && m->severity != SEVERITY_NOTE)
        write_finding (findings.file, m);
      if (m->severity == SEVERITY_ERROR)
        status = 1;
    }
  if (options.findings)
    output_close (&findings);
  return status;
}
