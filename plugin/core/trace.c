/* The shortest chain of causes: see trace.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "trace.h"
#include "outcome.h"
#include "solve.h"

#include <string.h>

static struct trace *
new_trace (const struct graph *g, unsigned n)
{
  struct trace *t
      = arena_alloc (unit_arena (), sizeof *t + n * sizeof (struct step));
  t->function = g ? g->function : NULL;
  t->hidden = g && g->hidden;
  t->n = n;
  return t;
}

/* The events of STEP of T and what is in it.  */

static unsigned
events_of (const struct trace *t, const struct step *step)
{
  unsigned inner = step->inner ? step->inner->events : 0;
  return sum_left_out (inner, trace_tells (t, step));
}

const struct trace *
trace_single (const struct graph *g, struct step step)
{
  struct trace *t = new_trace (g, 1);
  t->steps[0] = step;
  t->gap = 1;
  t->events = events_of (t, &step);
  return t;
}

/* A state of the search is a node and whether another object was gone
   through: 2 * node + through.  */

struct hop
{
  uint32_t stamp;
  uint32_t from; /* State before; 0 at the start.  */
  uint32_t edge; /* 0 where another object is gone through.  */
};

struct search
{
  struct arena *arena;
  const struct graph *g;
  struct hop *hops;
  uint32_t n_nodes;
  uint32_t *queue;
  uint32_t n;
  uint32_t *object_stamps;
  uint32_t stamp;
  uint64_t left;  /* States that runs may still look at.  */
  bool cut_short; /* The last run was.  */
};

/* What the runs of one search may look at: that many states, and each object of
   a graph so many times all of it ...  */
#define SEARCH_STATES 2000000
#define SEARCH_ROUNDS 32

/* ... and once that is used up, so many a run.  */
#define NEAR_STATES 64

struct search *
search_new (const struct graph *g)
{
  struct arena *a = arena_new ();
  struct search *s = arena_alloc (a, sizeof *s);
  s->arena = a;
  s->g = g;
  s->n_nodes = g->nodes.n;
  s->hops = arena_alloc (a, 2 * (size_t)s->n_nodes * sizeof *s->hops);
  s->queue = arena_alloc (a, 2 * (size_t)s->n_nodes * sizeof *s->queue);
  s->object_stamps = arena_alloc (a, g->objects.n * sizeof *s->object_stamps);
  s->left = SEARCH_STATES + (uint64_t)SEARCH_ROUNDS * s->n_nodes;
  return s;
}

void
search_free (struct search *s)
{
  arena_free (s->arena);
}

static void
visit (struct search *s, uint32_t state, uint32_t from, uint32_t edge)
{
  /* Nodes made since have no part in the solution.  */
  if (state / 2 >= s->n_nodes)
    return;
  struct hop *h = &s->hops[state];
  if (h->stamp == s->stamp)
    return;
  *h = (struct hop){ s->stamp, from, edge };
  s->queue[s->n++] = state;
}

/* What a run looks for.  */

struct run
{
  object_id obj;
  enum grade grade;
  const bool *excluded;
  unsigned reasons; /* It ends at the first cell that keeps for one of these; 0:
                       all is looked at.  */
};

/* Does STATE stand for a cell whose object keeps what it gets, with GRADE, for
   one of REASONS?  Where the object itself starts, nothing is kept.  */

static bool
is_root (const struct search *s, uint32_t state, unsigned reasons,
         enum grade grade)
{
  object_id obj = s->g->nodes.v[state / 2].obj;
  enum grade root_grade;
  return obj != NO_OBJECT && s->hops[state].edge
         && (outcome_root (&s->g->objects.v[obj], &root_grade) & reasons)
         && root_grade >= grade;
}

/* Look at what can be reached from STATE in one step of run R.  */

static void
advance (struct search *s, const struct run *r, uint32_t state)
{
  const struct graph *g = s->g;
  const struct node *n = &g->nodes.v[state / 2];
  bool concrete = g->objects.v[r->obj].kind != OBJECT_CONTENT;
  for (uint32_t e = n->out; e; e = g->edges.v[e].next_out)
    {
      const struct flow_edge *edge = &g->edges.v[e];
      if (solve_grade (g, edge, r->obj) < r->grade
          || (r->excluded && r->excluded[edge->step])
          || (edge->concrete_only && !concrete)
          || (edge->initial_only && g->nodes.v[edge->src].initial != r->obj))
        continue;
      visit (s, 2 * edge->dst + (state & 1), state, e);
    }
  /* Where a placeholder starts, nothing has been stored.  */
  if (n->obj == NO_OBJECT || !s->hops[state].edge
      || s->object_stamps[n->obj] == s->stamp)
    return;
  s->object_stamps[n->obj] = s->stamp;
  const struct object *holder = &g->objects.v[n->obj];
  for (uint32_t k = 0; k < holder->births.n; k++)
    visit (s, 2 * holder->births.v[k] + 1, state, 0);
}

static node_id
run (struct search *s, struct run r)
{
  s->stamp++;
  s->n = 0;
  s->object_stamps[r.obj] = s->stamp;
  const struct object *start = &s->g->objects.v[r.obj];
  for (uint32_t i = 0; i < start->births.n; i++)
    visit (s, 2 * start->births.v[i], 0, 0);
  uint64_t most = s->left < NEAR_STATES ? NEAR_STATES : s->left;
  node_id found = NO_NODE;
  uint32_t i;
  for (i = 0; i < s->n && i < most && !found; i++)
    if (r.reasons && is_root (s, s->queue[i], r.reasons, r.grade))
      found = s->queue[i] / 2;
    else
      advance (s, &r, s->queue[i]);
  s->cut_short = !found && i < s->n;
  s->left -= i < s->left ? i : s->left;
  return found;
}

void
search_run (struct search *s, object_id obj, enum grade grade,
            const bool *excluded)
{
  run (s, (struct run){ obj, grade, excluded, 0 });
}

node_id
search_find (struct search *s, object_id obj, enum grade grade,
             unsigned reasons)
{
  return run (s, (struct run){ obj, grade, NULL, reasons });
}

bool
search_cut_short (const struct search *s)
{
  return s->cut_short;
}

int
search_reached (const struct search *s, node_id cell)
{
  return cell >= s->n_nodes                        ? 0
         : s->hops[2 * cell].stamp == s->stamp     ? 1
         : s->hops[2 * cell + 1].stamp == s->stamp ? 2
                                                   : 0;
}

node_id
search_root (const struct search *s, unsigned reasons, enum grade grade)
{
  for (uint32_t i = 0; i < s->n; i++)
    if (is_root (s, s->queue[i], reasons, grade))
      return s->queue[i] / 2;
  return NO_NODE;
}

/* The step by which STATE was reached from the one before.  */

static step_id
step_into (const struct search *s, uint32_t state)
{
  const struct hop *h = &s->hops[state];
  return h->edge    ? s->g->edges.v[h->edge].step
         : !h->from ? s->g->nodes.v[state / 2].birth
                    : NO_STEP;
}

/* The steps that are told on the way to STATE, last first, into STEPS if that is
   not null.  Returns their number.  */

static uint32_t
walk_back (const struct search *s, uint32_t state, step_id *steps)
{
  uint32_t n = 0;
  step_id last = NO_STEP;
  for (; state; state = s->hops[state].from)
    {
      step_id step = step_into (s, state);
      if (s->g->steps.v[step].kind <= STEP_SILENT || step == last)
        continue;
      if (steps)
        steps[n] = step;
      last = step;
      n++;
    }
  return n;
}

const struct trace *
search_trace (const struct search *s, node_id cell, int how)
{
  const struct graph *g = s->g;
  uint32_t state = 2 * cell + (how == 2);
  uint32_t n = walk_back (s, state, NULL);
  struct arena *scratch = arena_new ();
  step_id *steps = arena_alloc (scratch, (n + 1) * sizeof *steps);
  walk_back (s, state, steps);
  struct trace *t = new_trace (g, n < MAX_EVENTS ? n : MAX_EVENTS);
  t->n = 0;
  uint32_t first = n > MAX_EVENTS ? FIRST_EVENTS : n;
  uint32_t last = n > MAX_EVENTS ? n - LAST_EVENTS : n;
  t->gap = n;
  for (uint32_t i = 0; i < n; i++)
    {
      struct step step = g->steps.v[steps[n - 1 - i]];
      if (i >= first && i < last)
        {
          t->gap = t->n;
          t->left_out = sum_left_out (t->left_out, events_of (t, &step));
          continue;
        }
      struct step *before = t->n ? &t->steps[t->n - 1] : NULL;
      /* An object that comes out of a call: one tale of it is enough.  */
      if (before && before->kind == STEP_ALLOCATE && before->where == step.where
          && step.inner)
        {
          if (step.kind == STEP_RECEIVE)
            continue;
          before->inner = NULL;
        }
      t->steps[t->n++] = step;
    }
  arena_free (scratch);
  t->events = t->left_out;
  for (uint32_t i = 0; i < t->n; i++)
    t->events = sum_left_out (t->events, events_of (t, &t->steps[i]));
  return t;
}

step_id
search_find_step (const struct search *s, node_id cell, int how,
                  bool (*tell) (void *, const struct flow_edge *), void *data)
{
  uint32_t state = 2 * cell + (how == 2);
  for (const struct hop *h = &s->hops[state]; h->from; h = &s->hops[h->from])
    if (h->edge && tell (data, &s->g->edges.v[h->edge]))
      return s->g->edges.v[h->edge].step;
  return NO_STEP;
}

/* --- Telling. ---  */

/* Calls in calls deeper than this are left out.  */
#define MAX_EVENT_DEPTH 64

/* The next N events, the first of which is in STEP of T, are left out.  */

static void
leave_out (struct trace_teller *r, const struct trace *t,
           const struct step *step, int depth, unsigned n)
{
  if (n && !r->left_out)
    r->leave_out (r, t, step, depth);
  r->left_out = sum_left_out (r->left_out, n);
  r->number = sum_left_out (r->number, n);
}

static void
tell_steps (struct trace_teller *r, const struct trace *t, int depth)
{
  for (unsigned i = 0; i < t->n; i++)
    {
      const struct step *s = &t->steps[i];
      if (i == t->gap)
        leave_out (r, t, s, depth, t->left_out);
      if (trace_tells (t, s) && r->number >= r->first && r->number < r->last)
        leave_out (r, t, s, depth, 1);
      else if (trace_tells (t, s))
        {
          r->number++;
          r->tell (r, t, s, depth);
        }
      if (!s->inner)
        continue;
      int inner_depth = depth + !t->hidden;
      unsigned end = sum_left_out (r->number, s->inner->events);
      if (inner_depth >= MAX_EVENT_DEPTH
          || (r->number >= r->first && end <= r->last))
        leave_out (r, t, s, depth, s->inner->events);
      else
        tell_steps (r, s->inner, inner_depth);
    }
}

void
trace_tell (const struct trace *t, unsigned most, struct trace_teller *teller)
{
  if (!t)
    return;
  bool all = t->events <= most;
  teller->left_out = teller->number = 0;
  teller->first = all ? UINT32_MAX : most / 2;
  teller->last = all ? UINT32_MAX : t->events - (most - most / 2 - 1);
  tell_steps (teller, t, 0);
}
