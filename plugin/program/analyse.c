/* Functions of all units, callees first: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What unit.cc does with GIMPLE, with recordings: a function's constraints are
   replayed as often as its component's fixed point needs, at the precision that
   the budget allows.  */

#include "program.h"
#include "components.h"

#include <stdlib.h>
#include <string.h>

static struct program *program;

/* --- What core asks (apply.h). ---  */

static const struct callee *
callee_of (struct caller *caller, const void *function)
{
  (void)caller;
  return ((const struct symbol *)function)->callee;
}

bool
is_trusted (const struct symbol *s)
{
  /* A weak one may be another in the end.  */
  return s->body && !(options.distrust && s->interposable)
         && (s->definition->binding != BINDING_WEAK || s->definition->comdat
             || !program->open);
}

static bool
body_of (struct caller *caller, const struct callee *callee,
         const struct summary **summary, bool *recursive)
{
  struct function *f = (struct function *)caller;
  const struct symbol *s = callee->decl;
  struct function *target = s ? s->body : NULL;
  if (s && s->imports)
    {
      *recursive = false;
      *summary = s->imports->summary;
      return true;
    }
  if (!target || !is_trusted (s))
    return false;
  *recursive = target->component == f->component;
  *summary = target->summary;
  if ((!target->analysed && !*recursive) || (*summary && (*summary)->unknown))
    return false;
  if (*recursive)
    {
      uint32_t i = 0;
      while (i < f->callees.n && f->callees.v[i] != target)
        i++;
      if (i == f->callees.n)
        *vec_push (&f->callees) = target;
    }
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

static bool
is_guarded (struct caller *caller, const struct call_site *site, uint32_t arg)
{
  (void)caller;
  return arg < 64 && site->guarded >> arg & 1;
}

static const struct code recorded_code
    = { callee_of, body_of, fill_global, is_guarded };

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

static void
free_graph (struct function *f)
{
  if (f->caller.graph)
    graph_free (f->caller.graph);
  f->caller.graph = NULL;
  escape_release (f->replay.nodes);
  f->replay.nodes = NULL;
}

static void
make_graph (struct function *f)
{
  uint64_t budget = options.budget;
  if (f->precision == PRECISION_FULL)
    budget /= 16;
  else if (f->precision == PRECISION_OWN_FIELDS)
    budget /= 8;
  free_graph (f);
  struct caller *c = &f->caller;
  c->graph = graph_new (f, f->member->unit->pointer_size, f->precision, budget);
  c->graph->recursive = f->recursive;
  c->graph->recurrence = f->recurrence;
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

/* What is made in a loop is several objects.  */

static void
mark_repeated (struct graph *g)
{
  for (object_id o = 1; o < g->objects.n; o++)
    {
      const struct spot *made = g->objects.v[o].call;
      if (g->objects.v[o].kind == OBJECT_FRESH && made)
        g->objects.v[o].repeated = g->objects.v[o].shared || made->loop;
    }
}

/* --- The fixed point of a component: as in unit.cc. ---  */

#define PATIENCE 6
#define MAX_CHANGES (5 * PATIENCE)
#define MAX_TRACED 8
#define BIG_COMPONENT 12
#define HUGE_COMPONENT 48

static void
extract_summary (struct function *f, bool traced)
{
  mark_repeated (f->caller.graph);
  struct summary *s = summary_extract (f->caller.graph, (int)f->code->n_params,
                                       f->code->variadic, f->coarse, traced);
  s->allocates = f->caller.allocates;
  s->allocates_grade = f->caller.allocates_grade;
  f->changed = !f->summary || !summary_covers (f->summary, s);
  if (f->changed || traced)
    f->summary = s;
}

static bool
summarise (struct function *f, bool empty_unknown, bool traced)
{
  for (;;)
    {
      make_graph (f);
      if (!f->caller.graph->exhausted
          && apply_and_solve (&f->caller, empty_unknown))
        break;
      if (f->precision + 1 == N_PRECISIONS)
        return false;
      f->precision = (enum precision) (f->precision + 1);
    }
  f->caller.graph->recursive = false;
  mark_containers (f);
  extract_summary (f, traced);
  return true;
}

static void
give_up (struct function *f)
{
  f->gave_up = true;
  free_graph (f);
  f->summary = summary_unknown ();
}

static void
summarise_again (struct function **c, uint32_t n, struct function *f,
                 bool empty_unknown)
{
  f->dirty = false;
  bool ok = ++f->changes <= MAX_CHANGES && summarise (f, empty_unknown, false);
  if (!ok)
    give_up (f);
  for (uint32_t i = 0; (!ok || f->changed) && i < n; i++)
    for (uint32_t k = 0; k < c[i]->callees.n; k++)
      c[i]->dirty |= c[i]->callees.v[k] == f;
  if (!f->changed || f->changes % PATIENCE)
    return;
  if (f->recurrence)
    f->recurrence = 0;
  else if (f->precision + 1 < N_PRECISIONS)
    f->precision = (enum precision) (f->precision + 1);
}

/* Nothing is known of the N functions of C yet, and types may come RECURRENCE
   times in an access path.  */

static void
begin_recursion (struct function **c, uint32_t n, unsigned recurrence)
{
  for (uint32_t i = 0; i < n; i++)
    {
      c[i]->summary = NULL;
      c[i]->changes = 0;
      c[i]->gave_up = false;
      c[i]->recurrence = recurrence;
      c[i]->precision = PRECISION_FULL;
      if (n > BIG_COMPONENT)
        {
          c[i]->precision = PRECISION_OWN_FIELDS;
          c[i]->coarse = n > HUGE_COMPONENT ? COARSE_PARAMS : COARSE_DEEP;
        }
    }
}

static void
find_fixed_point (struct function **c, uint32_t n)
{
  for (int empty_unknown = 0; empty_unknown < 2; empty_unknown++)
    {
      for (uint32_t i = 0; i < n; i++)
        c[i]->dirty = !c[i]->gave_up;
      for (bool again = true; again;)
        {
          again = false;
          for (uint32_t i = 0; i < n; i++)
            if (c[i]->dirty && !c[i]->gave_up)
              {
                again = true;
                summarise_again (c, n, c[i], empty_unknown);
              }
        }
    }
}

/* Is some function of C looked at less precisely than it could be?  */

static bool
lost_precision (struct function **c, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    if (c[i]->gave_up || c[i]->precision != PRECISION_FULL)
      return true;
  return false;
}

static void
summarise_recursion (struct function **c, uint32_t n)
{
  bool small = n <= BIG_COMPONENT;
  begin_recursion (c, n, small ? MAX_RECURRENCE : 0);
  find_fixed_point (c, n);
  /* As the compiler does: members that are told apart are worth more than a
     list's head.  */
  if (small && lost_precision (c, n))
    {
      begin_recursion (c, n, 0);
      find_fixed_point (c, n);
    }
  for (uint32_t i = 0; i < n; i++)
    {
      if (c[i]->gave_up)
        continue;
      if (n > MAX_TRACED)
        extract_summary (c[i], true);
      else if (!summarise (c[i], true, true))
        give_up (c[i]);
    }
}

static void
analyse_component (struct function **c, uint32_t n)
{
  if (c[0]->recursive)
    summarise_recursion (c, n);
  else if (!summarise (c[0], true, true))
    give_up (c[0]);
  for (uint32_t i = 0; i < n; i++)
    {
      judge_function (c[i]);
      ordered_done (c[i]);
      free_graph (c[i]);
      vec_free (&c[i]->caller.allocations);
      vec_free (&c[i]->callees);
      c[i]->analysed = true;
    }
}

/* --- The order. ---  */

struct order
{
  struct program *p;
  uint32_t stamp;
  VEC (const struct symbol *) queue;
  bool direct;        /* Only calls by name, ...  */
  uint32_t component; /* ... inside this.  */
};

/* Note S, which a function refers to.  */

static void
refer (struct order *o, struct symbol *s, numbers *out)
{
  if (s->body)
    {
      if (!o->direct || s->body->component == o->component)
        *vec_push (out) = s->body->number;
    }
  else if (!o->direct && s->definition && s->stamp != o->stamp)
    {
      s->stamp = o->stamp;
      *vec_push (&o->queue) = s;
    }
}

static void
successors (void *data, uint32_t number, numbers *out)
{
  struct order *o = data;
  struct function *f = o->p->functions.v[number];
  uint32_t from = out->n;
  o->stamp++;
  o->queue.n = 0;
  for (uint32_t i = 0; i < f->code->refs.n; i++)
    if (!o->direct || f->code->refs.v[i].direct)
      refer (o, f->member->symbols[f->code->refs.v[i].symbol - 1], out);
  for (uint32_t i = 0; i < o->queue.n; i++)
    {
      const struct symbol *s = o->queue.v[i];
      for (uint32_t k = 0; k < s->definition->refs.n; k++)
        refer (o, s->owner->symbols[s->definition->refs.v[k] - 1], out);
      for (uint32_t k = 0; s->followed && k < s->mentions.n; k++)
        {
          const struct mention *m = &s->mentions.v[k];
          for (uint32_t c = 0; c < m->symbol->contents.n; c++)
            if (m->symbol->contents.v[c].symbol)
              refer (o, m->member->symbols[m->symbol->contents.v[c].symbol - 1],
                     out);
        }
    }
  for (uint32_t i = from; i < out->n; i++)
    f->recursive |= out->v[i] == number;
}

static void
number_components (struct program *p, const struct components *c,
                   uint32_t *count)
{
  for (uint32_t i = 0; i + 1 < c->starts.n; i++)
    {
      ++*count;
      for (uint32_t k = c->starts.v[i]; k < c->starts.v[i + 1]; k++)
        {
          struct function *f = p->functions.v[c->members.v[k]];
          f->component = *count;
          f->recursive |= c->starts.v[i + 1] - c->starts.v[i] > 1;
        }
    }
}

/* In a component with more functions than this only calls by name count.  */
#define MAX_COMPONENT 48

static int
compare_numbers (const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void
analyse_in_order (struct program *p, const struct components *c)
{
  VEC (struct function *) members = { NULL, 0, 0 };
  for (uint32_t i = 0; i + 1 < c->starts.n; i++)
    {
      members.n = 0;
      for (uint32_t k = c->starts.v[i]; k < c->starts.v[i + 1]; k++)
        *vec_push (&members) = p->functions.v[c->members.v[k]];
      analyse_component (members.v, members.n);
    }
  vec_free (&members);
}

void
analyse_program (struct program *p)
{
  struct components all = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  struct order order = { .p = p };
  uint32_t n = p->functions.n, count = 0;
  numbers roots = { NULL, 0, 0 };
  program = p;
  for (uint32_t i = 0; i < n; i++)
    {
      p->functions.v[i]->number = i;
      *vec_push (&roots) = i;
    }
  components_find (&all, n, roots.v, n, successors, &order);
  number_components (p, &all, &count);
  struct components final = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  *vec_push (&final.starts) = 0;
  for (uint32_t i = 0; i + 1 < all.starts.n; i++)
    {
      uint32_t from = all.starts.v[i], size = all.starts.v[i + 1] - from;
      if (size <= MAX_COMPONENT)
        {
          for (uint32_t k = 0; k < size; k++)
            *vec_push (&final.members) = all.members.v[from + k];
          *vec_push (&final.starts) = final.members.n;
          continue;
        }
      uint32_t *members = &all.members.v[from];
      qsort (members, size, sizeof *members, compare_numbers);
      order.component = p->functions.v[members[0]]->component;
      for (uint32_t k = 0; k < size; k++)
        p->functions.v[members[k]]->recursive = false;
      order.direct = true;
      components_find (&final, n, members, size, successors, &order);
      order.direct = false;
    }
  number_components (p, &final, &count);
  analyse_in_order (p, &final);
  judge_finish ();
  components_free (&all);
  components_free (&final);
  vec_free (&roots);
  vec_free (&order.queue);
}
