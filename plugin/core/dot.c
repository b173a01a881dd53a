/* A solved graph as text for Graphviz: see dot.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "dot.h"

#include <inttypes.h>
#include <string.h>

struct writer
{
  FILE *file;
  const struct graph *g;
  const struct dot_names *names;
};

/* TEXT inside a quoted string.  In a record, more characters have a
   meaning.  */

static void
put_text (struct writer *w, const char *text)
{
  for (; *text; text++)
    {
      if (*text == '\n')
        {
          fputs ("\\n", w->file);
          continue;
        }
      if (strchr ("\"\\{}|<> ", *text))
        putc ('\\', w->file);
      putc (*text, w->file);
    }
}

/* The same outside of records, where only the quote and the backslash
   count.  */

static void
put_plain (struct writer *w, const char *text)
{
  for (; *text; text++)
    {
      if (*text == '"' || *text == '\\')
        putc ('\\', w->file);
      putc (*text == '\n' ? ' ' : *text, w->file);
    }
}

static const char *
kind_text (enum object_kind kind)
{
  switch (kind)
    {
    case OBJECT_UNKNOWN:
      return "unknown memory";
    case OBJECT_OUTER:
      return "outer memory";
    case OBJECT_FRAME:
      return "frame";
    case OBJECT_ALLOCA:
      return "alloca";
    case OBJECT_FRESH:
      return "heap";
    case OBJECT_GLOBAL:
      return "global";
    case OBJECT_CONSTANT:
      return "constant";
    case OBJECT_FUNCTION:
      return "function";
    case OBJECT_PARAM:
      return "parameter";
    case OBJECT_CONTENT:
      return "content";
    case OBJECT_RESULT:
      return "result";
    case OBJECT_CALL_RESULT:
      return "result of call";
    case OBJECT_SINK:
      return "sink";
    case OBJECT_NONE:
      break;
    }
  return "nothing";
}

static const char *
step_text (enum step_kind kind)
{
  switch (kind)
    {
    case STEP_NONE:
    case STEP_SILENT:
      break;
    case STEP_ADDRESS:
      return "address";
    case STEP_ALLOCATE:
      return "allocate";
    case STEP_STORE:
      return "store";
    case STEP_LOAD:
      return "load";
    case STEP_COPY:
      return "copy";
    case STEP_RETURN:
      return "return";
    case STEP_PASS:
      return "pass";
    case STEP_RECEIVE:
      return "receive";
    case STEP_UNKNOWN:
      return "unknown code";
    case STEP_RELEASE:
      return "release";
    case STEP_LIBRARY:
      return "library";
    }
  return "";
}

static void
put_place (struct writer *w, struct place p)
{
  if (p.stride == 1 && !p.len)
    {
      putc ('*', w->file);
      return;
    }
  fprintf (w->file, "%+" PRId64, p.off);
  if (p.stride)
    fprintf (w->file, "+%" PRIu32 "k", p.stride);
  if (p.len)
    fprintf (w->file,
             ".."
             "%" PRId64,
             p.off + p.len);
  if (p.period)
    fprintf (w->file, "+%" PRIu32 "j", p.period);
}

/* The head of OBJ's record: what it is, and what is true of it.  */

static void
put_head (struct writer *w, object_id obj)
{
  const struct object *o = &w->g->objects.v[obj];
  const char *name = w->names->object (w->names->data, o);
  if (obj == w->g->deferred_args)
    put_text (w, "arguments of deferred calls");
  else
    put_text (w, kind_text (o->kind));
  if (o->kind == OBJECT_PARAM)
    fprintf (w->file, "\\ %d", o->index + 1);
  if (o->kind == OBJECT_CONTENT)
    fprintf (w->file, "\\ %d\\ level\\ %u", o->index + 1, o->level);
  if (!name)
    name = o->name;
  if (name)
    {
      fputs ("\\ ", w->file);
      put_text (w, name);
    }
  if (o->exposed)
    put_text (w, ", exposed");
  else if (o->lent)
    put_text (w, ", lent");
}

static void
put_object (struct writer *w, object_id obj)
{
  const struct object *o = &w->g->objects.v[obj];
  fprintf (w->file, "  o%" PRIu32 " [shape=record, label=\"{", obj);
  put_head (w, obj);
  for (uint32_t i = 0; i < o->cells.n; i++)
    {
      fprintf (w->file, "|<n%" PRIu32 ">", o->cells.v[i]);
      put_place (w, w->g->nodes.v[o->cells.v[i]].place);
    }
  fputs ("}\"];\n", w->file);
}

static void
put_node_name (struct writer *w, node_id n)
{
  object_id obj = w->g->nodes.v[n].obj;
  if (obj != NO_OBJECT)
    fprintf (w->file, "o%" PRIu32 ":", obj);
  fprintf (w->file, "n%" PRIu32, n);
}

static void
put_variable (struct writer *w, node_id n)
{
  const char *name = n == w->g->lent_stores
                         ? "stored in the caller's memory"
                         : w->names->variable (w->names->data, n);
  fprintf (w->file, "  n%" PRIu32 " [shape=plaintext, label=\"", n);
  if (name)
    put_plain (w, name);
  else
    fprintf (w->file, "n%" PRIu32, n);
  fputs ("\"];\n", w->file);
}

static void
put_facts (struct writer *w, node_id n)
{
  const struct node *node = &w->g->nodes.v[n];
  for (uint32_t i = 0; i < node->facts.n; i++)
    {
      const struct fact *f = &node->facts.v[i];
      fputs ("  ", w->file);
      put_node_name (w, n);
      fputs (" -> ", w->file);
      put_node_name (w, f->target);
      fprintf (w->file, " [style=dashed%s];\n",
               f->grade == GRADE_ASSUMED ? ", color=grey" : "");
    }
}

static void
put_step (struct writer *w, step_id id)
{
  const struct step *s = &w->g->steps.v[id];
  const char *text = step_text (s->kind);
  const char *place = *text ? w->names->place (w->names->data, s) : NULL;
  put_plain (w, text);
  if (place)
    {
      putc (' ', w->file);
      put_plain (w, place);
    }
}

static void
put_edge (struct writer *w, const struct flow_edge *e)
{
  fputs ("  ", w->file);
  put_node_name (w, e->src);
  fputs (" -> ", w->file);
  put_node_name (w, e->dst);
  fputs (" [label=\"", w->file);
  put_step (w, e->step);
  if (e->shift.off || e->shift.stride)
    {
      putc (' ', w->file);
      put_place (w, e->shift);
    }
  fprintf (w->file, "\"%s];\n",
           e->grade == GRADE_ASSUMED ? ", color=grey" : "");
}

void
dot_write (FILE *file, const struct graph *g, const char *name,
           const struct dot_names *names)
{
  struct writer w = { file, g, names };
  fputs ("digraph \"", file);
  put_plain (&w, name);
  fputs ("\" {\n  rankdir=LR;\n", file);
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].cells.n)
      put_object (&w, o);
  for (node_id n = 1; n < g->nodes.n; n++)
    if (g->nodes.v[n].obj == NO_OBJECT && g->nodes.v[n].facts.n)
      put_variable (&w, n);
  for (node_id n = 1; n < g->nodes.n; n++)
    put_facts (&w, n);
  for (uint32_t e = 1; e < g->edges.n; e++)
    if (g->nodes.v[g->edges.v[e].src].facts.n
        && g->nodes.v[g->edges.v[e].dst].facts.n)
      put_edge (&w, &g->edges.v[e]);
  fputs ("}\n", file);
}
