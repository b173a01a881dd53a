/* Functions of all units, callees first: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What unit.cc does with GIMPLE, with recordings: a function's constraints are
   replayed as often as bottomup.c asks.  */

#include "program.h"
#include "constructor.h"
#include "kept.h"

#include <unistd.h>

static struct program *program;

/* --- What core asks (apply.h). ---  */

static const struct callee *
callee_of (struct caller *caller, const void *function)
{
  const struct symbol *s = function;
  (void)caller;
  cache_ask (s, ASKED_KNOWN);
  return s->callee;
}

bool
is_trusted (const struct symbol *s)
{
  /* A weak one may be another in the end.  */
  return s->body && !(options.distrust && s->interposable)
         && (s->definition->binding != BINDING_WEAK || s->definition->comdat
             || !program->open);
}

const struct summary *
summary_of (const struct function *f)
{
  if (f->kept && !f->caller.summary)
    cache_fetch ((struct function *)f);
  return f->caller.summary;
}

/* Is nothing known of what F does?  */

static bool
is_unknown (const struct function *f)
{
  return f->kept ? f->kept->unknown
                 : f->caller.summary && f->caller.summary->unknown;
}

struct body_answer
analyse_ask (const struct function *f, const struct symbol *s)
{
  const struct function *target = s->body;
  if (s->imports)
    return (struct body_answer){ true, false };
  if (!target || !is_trusted (s))
    return (struct body_answer){ false, false };
  bool recursive = target->caller.component == f->caller.component;
  return (struct body_answer){
    (target->caller.analysed || recursive) && !is_unknown (target), recursive
  };
}

static bool
body_of (struct caller *caller, const struct callee *callee,
         const struct summary **summary, bool *recursive)
{
  const struct symbol *s = callee->decl;
  if (!s)
    return false;
  struct body_answer r = analyse_ask ((const struct function *)caller, s);
  cache_ask (s, ASKED_BODY);
  if (!r.has_body)
    return false;
  *summary = s->imports ? s->imports->summary : summary_of (s->body);
  *recursive = r.recursive;
  if (r.recursive)
    bottomup_uses (caller, &s->body->caller);
  return true;
}

/* Put in OBJ what units say of its symbol S.  */

static void
fill_from_units (struct graph *g, object_id obj, const struct symbol *s)
{
  bool complete = s->followed;
  for (uint32_t i = 0; i < s->mentions.n; i++)
    {
      const struct mention *m = &s->mentions.v[i];
      /* Of a constant only the initialiser counts.  */
      if (!complete && m->symbol != s->definition)
        continue;
      for (uint32_t k = 0; k < m->symbol->contents.n; k++)
        {
          const struct content *c = &m->symbol->contents.v[k];
          node_id cell = graph_cell (g, obj, c->at);
          if (!c->symbol)
            {
              graph_fact (g, cell, graph_cell (g, GRAPH_OUTER, place_anywhere),
                          GRADE_SHOWN);
              continue;
            }
          const struct symbol *to = m->member->symbols[c->symbol - 1];
          object_id target
              = graph_decl_object (g,
                                   to->is_function ? OBJECT_FUNCTION
                                                   : OBJECT_GLOBAL,
                                   to,
                                   to->definition && !to->is_function
                                       ? to->definition->extent
                                       : -1);
          graph_fact (g, cell, graph_cell (g, target, c->shift), GRADE_SHOWN);
        }
    }
}

/* The globals that those hold which come in are new too: so all from OBJ on.  */

static void
fill_global (struct caller *caller, object_id obj)
{
  struct graph *g = caller->graph;
  for (; obj < g->objects.n; obj++)
    {
      struct object *o = &g->objects.v[obj];
      if (o->kind != OBJECT_GLOBAL || o->filled)
        continue;
      const struct symbol *s = o->what;
      cache_ask (s, ASKED_KNOWN);
      o->filled = true;
      if (s->followed || s->literal)
        {
          o->read_only = true;
          fill_from_units (g, obj, s);
        }
      else
        graph_fact (g, graph_cell (g, obj, place_anywhere),
                    graph_cell (g, GRAPH_OUTER, place_anywhere), GRADE_SHOWN);
    }
}

static const struct code recorded_code = { callee_of, body_of, fill_global };

/* --- Replaying. ---  */

static const void *
decl_of (struct replay *r, enum object_kind kind, uint32_t number)
{
  struct function *f = r->client;
  if (kind == OBJECT_GLOBAL || kind == OBJECT_FUNCTION)
    return number <= f->member->unit->symbols.n ? f->member->symbols[number - 1]
                                                : NULL;
  return number <= f->code->things.n ? &f->code->things.v[number - 1] : NULL;
}

static const struct callee *
callee_by_number (struct replay *r, uint32_t number)
{
  return &r->unit->callees.v[number - 1];
}

static const struct unit_overwrite *
overwrites_behind (struct replay *r, const struct callee *callee, uint32_t arg,
                   uint32_t *n)
{
  static const struct unit_overwrite none[1];
  struct function *f = r->client;
  const struct symbol *s = callee->decl;
  if (!s)
    return NULL;
  struct body_answer known = analyse_ask (f, s);
  cache_ask (s, ASKED_BODY);
  if (!known.has_body || known.recursive || s->imports
      || !summary_only_accesses (summary_of (s->body), (int)arg))
    return NULL;
  *n = s->body->code->overwrites.n;
  return *n ? s->body->code->overwrites.v : none;
}

static void
drop (struct caller *caller)
{
  struct function *f = (struct function *)caller;
  if (caller->graph)
    graph_free (caller->graph);
  caller->graph = NULL;
  escape_release (f->replay.nodes);
  f->replay.nodes = NULL;
}

static void
build (struct caller *c)
{
  struct function *f = (struct function *)c;
  uint64_t budget = options.budget;
  if (c->precision == PRECISION_FULL)
    budget /= 16;
  else if (c->precision == PRECISION_OWN_FIELDS)
    budget /= 8;
  c->graph = graph_new (f, f->member->unit->pointer_size, c->precision, budget);
  c->graph->hidden = f->code->in_header;
  c->graph->recursive = c->recursive;
  c->graph->recurrence = c->recurrence;
  c->code = &recorded_code;
  c->budget = options.budget;
  c->always_inline = f->code->always_inline;
  c->allocations.n = 0;
  c->allocates = NULL;
  f->replay = (struct replay){ .unit = f->member->unit,
                               .function = f->code,
                               .client = f,
                               .decl = decl_of,
                               .callee = callee_by_number,
                               .overwrites = overwrites_behind,
                               .any_number
                               = program->pieces && !f->member->unit->pieces };
  if (!replay_run (&f->replay, c))
    fail ("the section `.gnu.escape' of %s is damaged: what it says of `%s' "
          "contradicts itself",
          f->member->where, f->symbol->thing.text);
}

/* Heap objects that are put into slice-like or map-like structs are slices and
   maps.  */

static void
mark_containers (struct function *f)
{
  struct graph *g = f->caller.graph;
  for (uint32_t i = 0; i < f->code->containers.n; i++)
    {
      const struct container_put *put = &f->code->containers.v[i];
      if (put->value >= f->replay.n_nodes)
        continue;
      const struct node *n = &g->nodes.v[f->replay.nodes[put->value]];
      for (uint32_t k = 0; k < n->facts.n; k++)
        {
          struct object *o
              = &g->objects.v[g->nodes.v[n->facts.v[k].target].obj];
          if (o->kind == OBJECT_FRESH && o->heap_kind == KIND_RAW)
            o->heap_kind = put->kind;
        }
    }
}

static void
mark (struct caller *caller)
{
  struct function *f = (struct function *)caller;
  mark_containers (f);
  if (constructor_asks (caller->graph))
    constructor_mark (caller->graph, ordered_skeleton (f), caller->recursive);
}

/* Every so many functions a terminal is told how far it is.  */
#define PROGRESS 1000

static uint32_t n_finished;

static void
tell_progress (void)
{
  if (++n_finished % PROGRESS == 0 && isatty (STDERR_FILENO))
    fprintf (stderr, "\rescape: %u of %u functions", n_finished,
             program->functions.n);
}

/* Nothing of it stays.  */

static void
end_progress (void)
{
  if (n_finished >= PROGRESS && isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
}

static void
finish (struct caller *caller)
{
  struct function *f = (struct function *)caller;
  tell_progress ();
  program_judge_nil (f);
  judge_function (f);
  ordered_done (f);
  drop (caller);
  vec_free (&caller->allocations);
}

void
analyse_cut (struct caller *caller)
{
  const struct function *f = (const struct function *)caller;
  report_note (1, f, f->code->place,
               report_text ("the recursion that %q is part of is too large to "
                            "analyse within the budget; calls in it are taken "
                            "for unknown code",
                            f->symbol->thing.text));
}

/* --- What refers to what. ---  */

struct references
{
  uint32_t stamp;
  VEC (const struct symbol *) queue;
};

static struct references seen;

/* Note S, which a function or a variable refers to.  */

static void
refer (struct symbol *s, numbers *out)
{
  if (s->body)
    *vec_push (out) = s->body->caller.number;
  else if (s->definition && s->stamp != seen.stamp)
    {
      s->stamp = seen.stamp;
      *vec_push (&seen.queue) = s;
    }
}

static void
references (struct caller *caller, bool direct, numbers *out)
{
  const struct function *f = (const struct function *)caller;
  seen.stamp++;
  seen.queue.n = 0;
  for (uint32_t i = 0; i < f->code->refs.n; i++)
    if (!direct || f->code->refs.v[i].direct)
      refer (f->member->symbols[f->code->refs.v[i].symbol - 1], out);
  for (uint32_t i = 0; i < seen.queue.n && !direct; i++)
    {
      const struct symbol *s = seen.queue.v[i];
      for (uint32_t k = 0; k < s->definition->refs.n; k++)
        refer (s->owner->symbols[s->definition->refs.v[k] - 1], out);
      for (uint32_t k = 0; s->followed && k < s->mentions.n; k++)
        {
          const struct mention *m = &s->mentions.v[k];
          for (uint32_t c = 0; c < m->symbol->contents.n; c++)
            if (m->symbol->contents.v[c].symbol)
              refer (m->member->symbols[m->symbol->contents.v[c].symbol - 1],
                     out);
        }
    }
}

/* Component after component.  */

static bool
is_settled (struct caller **v, uint32_t n, size_t memory)
{
  bool settled = options.cache && cache_tell (v, n, memory);
  for (uint32_t i = 0; i < n && settled; i++)
    tell_progress ();
  return settled;
}

static void
settle (struct caller **v, uint32_t n, const struct rounds *rounds)
{
  if (options.cache)
    cache_end (v, n, rounds);
}

static const struct bottomup_client client = { .references = references,
                                               .is_settled = is_settled,
                                               .settle = settle,
                                               .build = build,
                                               .mark = mark,
                                               .drop = drop,
                                               .finish = finish,
                                               .cut = analyse_cut };

/* What the analysis of the program may take, besides its units: for each byte of
   constraints, about a tenth of an SSA name.  */
#define BASE_MEMORY ((size_t)32 << 20)
#define BYTE_MEMORY 128

void
analyse_program (struct program *p)
{
  VEC (struct caller *) all = { NULL, 0, 0 };
  size_t memory = BASE_MEMORY;
  program = p;
  if (options.cache)
    cache_open (p);
  for (uint32_t i = 0; i < p->functions.n; i++)
    {
      struct function *f = p->functions.v[i];
      f->caller.n_params = (int)f->code->n_params;
      f->caller.variadic = f->code->variadic;
      f->caller.n_values = f->code->constraints_size / 8;
      memory += (size_t)f->code->constraints_size * BYTE_MEMORY;
      *vec_push (&all) = &f->caller;
    }
  bottomup_run (&client, all.v, all.n, options.budget, memory);
  end_progress ();
  judge_finish ();
  if (options.cache)
    cache_close ();
  vec_free (&all);
  vec_free (&seen.queue);
}
