/* Functions bottom-up: see bottomup.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "bottomup.h"

#include <stdlib.h>

/* --- The fixed point of a component. ---  */

/* How often a function of a recursion may change before it is looked at more
   coarsely, and before it is given up.  */
#define PATIENCE 6
#define MAX_CHANGES (5 * PATIENCE)

/* In a big component the traces of calls inside it stay short; in others all
   is done once more, so that they are whole.  */
#define MAX_TRACED 8

/* From these numbers of functions on, a recursion is looked at more coarsely
   from the start; from the latter on, its graphs are not kept.  */
#define BIG_COMPONENT 12
#define HUGE_COMPONENT 48

/* The steps that all rounds of a recursion may take, in budgets of a function:
   so many, and one for so many values.  The part of the memory that its summaries
   may.  */
#define COMPONENT_BUDGETS 7
#define BUDGET_VALUES 1500
#define COMPONENT_MEMORY_SHARE 4

struct component
{
  const struct bottomup_client *client;
  struct caller **v;
  uint32_t n;
  uint64_t steps, budget;
  size_t memory; /* That the summaries of its rounds may take.  */
  struct rounds rounds;
};

static void
enter (const struct component *c, struct caller *f)
{
  if (c->client->enter)
    c->client->enter (f);
}

static void
leave (const struct component *c, struct caller *f)
{
  if (c->client->leave)
    c->client->leave (f);
}

void
bottomup_uses (struct caller *caller, struct caller *target)
{
  for (uint32_t i = 0; i < target->callers.n; i++)
    if (target->callers.v[i] == caller)
      return;
  *vec_push (&target->callers) = caller;
}

/* Read F's summary off its solved graph; TRACED: with the traces of its
   effects.  */

static void
extract_summary (const struct component *c, struct caller *f, bool traced)
{
  c->client->mark (f);
  struct summary *s
      = summary_extract (f->graph, f->n_params, f->variadic, f->coarse, traced);
  s->allocates = f->allocates;
  s->allocates_grade = f->allocates_grade;
  f->changed = !f->summary || !summary_covers (f->summary, s);
  if (f->changed || traced)
    f->summary = s;
}

/* Build, solve and summarise F.  False if it is too much at any precision.  */

static bool
summarise (struct component *c, struct caller *f, bool empty_unknown,
           bool traced)
{
  for (;;)
    {
      c->client->drop (f);
      c->client->build (f);
      bool done = apply_and_solve (f, empty_unknown);
      c->steps += f->graph->steps_done;
      if (done)
        break;
      if (f->graph->crowded)
        f->recurrence--;
      else if (f->precision + 1 == N_PRECISIONS)
        return false;
      else
        f->precision = (enum precision) (f->precision + 1);
    }
  f->graph->recursive = false;
  extract_summary (c, f, traced);
  return true;
}

/* Nothing is known of F: callers take it for unknown code.  */

static void
give_up (const struct component *c, struct caller *f)
{
  f->gave_up = true;
  if (c->client->give_up)
    c->client->give_up (f);
  c->client->drop (f);
  f->summary = summary_unknown ();
}

static void
summarise_again (struct component *c, struct caller *f, bool empty_unknown)
{
  f->dirty = false;
  bool ok
      = ++f->changes <= MAX_CHANGES && summarise (c, f, empty_unknown, false);
  if (!ok)
    give_up (c, f);
  for (uint32_t i = 0; (!ok || f->changed) && i < f->callers.n; i++)
    f->callers.v[i]->dirty = true;
  if (!f->changed || f->changes % PATIENCE)
    return;
  if (f->recurrence)
    f->recurrence = 0;
  else if (f->precision + 1 < N_PRECISIONS)
    f->precision = (enum precision) (f->precision + 1);
}

/* Are BYTES too many for the summaries of C?  */

static bool
is_too_much (struct component *c, size_t bytes)
{
  bool too_much = bytes > c->memory;
  if (too_much && bytes < c->rounds.fewest)
    c->rounds.fewest = bytes;
  if (!too_much && bytes > c->rounds.most)
    c->rounds.most = bytes;
  return too_much;
}

/* Summarise the functions of C until nothing changes.  False if that is too
   much.  */

static bool
find_fixed_point (struct component *c)
{
  uint64_t values = 0;
  for (uint32_t i = 0; i < c->n; i++)
    values += c->v[i]->n_values;
  uint64_t most = c->budget * (COMPONENT_BUDGETS + values / BUDGET_VALUES);
  size_t before = arena_taken (unit_arena ());
  c->steps = 0;
  for (int empty_unknown = 0; empty_unknown < 2; empty_unknown++)
    {
      for (uint32_t i = 0; i < c->n; i++)
        c->v[i]->dirty = !c->v[i]->gave_up;
      for (bool again = true; again;)
        {
          again = false;
          for (uint32_t i = 0; i < c->n; i++)
            {
              struct caller *f = c->v[i];
              if (!f->dirty || f->gave_up)
                continue;
              again = true;
              enter (c, f);
              summarise_again (c, f, empty_unknown);
              leave (c, f);
              if (c->n > HUGE_COMPONENT)
                c->client->drop (f);
              if (c->steps > most
                  || is_too_much (c, arena_taken (unit_arena ()) - before))
                return false;
            }
        }
    }
  return true;
}

/* The calls of C of itself are calls of unknown code.  */

static void
cut_recursion (struct component *c)
{
  for (uint32_t i = 0; i < c->n; i++)
    {
      struct caller *f = c->v[i];
      if (!f->gave_up)
        f->summary = summary_unknown ();
      f->precision = PRECISION_FULL;
      f->coarse = COARSE_NOT;
    }
  c->rounds.cut = true;
  c->client->cut (c->v[0]);
}

/* Nothing is known of the functions of C yet, and types may come RECURRENCE
   times in an access path.  */

static void
begin_recursion (struct component *c, unsigned recurrence)
{
  for (uint32_t i = 0; i < c->n; i++)
    {
      struct caller *f = c->v[i];
      f->summary = NULL;
      f->changes = 0;
      f->gave_up = false;
      f->recurrence = recurrence;
      f->precision = PRECISION_FULL;
      if (c->n > BIG_COMPONENT)
        {
          f->precision = PRECISION_OWN_FIELDS;
          f->coarse = c->n > HUGE_COMPONENT ? COARSE_PARAMS : COARSE_DEEP;
        }
    }
}

/* Is some function of C looked at less precisely than it could be?  */

static bool
lost_precision (const struct component *c)
{
  for (uint32_t i = 0; i < c->n; i++)
    if (c->v[i]->gave_up || c->v[i]->precision != PRECISION_FULL)
      return true;
  return false;
}

static void
finish (struct component *c, struct caller *f)
{
  c->client->finish (f);
  c->client->drop (f);
  f->analysed = true;
}

/* F once more, now that the summaries of its component are known; with
   traces.  */

static void
summarise_at_last (struct component *c, struct caller *f)
{
  if (f->gave_up)
    return;
  enter (c, f);
  if (!summarise (c, f, true, true))
    give_up (c, f);
  leave (c, f);
}

static void
summarise_recursion (struct component *c)
{
  bool small = c->n <= BIG_COMPONENT;
  begin_recursion (c, small ? MAX_RECURRENCE : 0);
  bool cut = !find_fixed_point (c);
  /* Members that are told apart are worth more than a list's head.  */
  if (small && (cut || lost_precision (c)))
    {
      begin_recursion (c, 0);
      cut = !find_fixed_point (c);
    }
  if (cut)
    cut_recursion (c);
  bool one_by_one = cut || c->n > HUGE_COMPONENT;
  for (uint32_t i = 0; i < c->n; i++)
    {
      struct caller *f = c->v[i];
      if (one_by_one || c->n <= MAX_TRACED)
        summarise_at_last (c, f);
      else if (!f->gave_up)
        {
          enter (c, f);
          extract_summary (c, f, true);
          leave (c, f);
        }
      if (one_by_one)
        finish (c, f);
    }
}

static bool
is_settled (struct component *c)
{
  if (!c->client->is_settled || !c->client->is_settled (c->v, c->n, c->memory))
    return false;
  for (uint32_t i = 0; i < c->n; i++)
    c->v[i]->analysed = true;
  return true;
}

static void
analyse_component (struct component *c)
{
  if (is_settled (c))
    return;
  c->rounds = (struct rounds){ false, 0, SIZE_MAX };
  for (uint32_t i = 0; i < c->n && c->client->begin; i++)
    c->client->begin (c->v[i]);
  if (c->v[0]->recursive)
    summarise_recursion (c);
  else
    summarise_at_last (c, c->v[0]);
  for (uint32_t i = 0; i < c->n; i++)
    if (!c->v[i]->analysed)
      finish (c, c->v[i]);
  for (uint32_t i = 0; i < c->n; i++)
    {
      vec_free (&c->v[i]->callers);
      if (c->client->end)
        c->client->end (c->v[i]);
    }
  if (c->client->settle)
    c->client->settle (c->v, c->n, &c->rounds);
}

/* --- The order. ---  */

struct order
{
  const struct bottomup_client *client;
  struct caller **all;
  bool direct; /* Only calls by name inside a component count.  */
};

static int
compare_numbers (const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* Sorted, so that it does not depend on whom the client names first.  */

static void
successors (void *data, uint32_t number, numbers *out)
{
  struct order *o = data;
  struct caller *f = o->all[number];
  uint32_t from = out->n, n = from;
  o->client->references (f, o->direct, out);
  for (uint32_t i = from; i < out->n; i++)
    if (!o->direct || o->all[out->v[i]]->component == f->component)
      {
        f->recursive |= out->v[i] == number;
        out->v[n++] = out->v[i];
      }
  out->n = n;
  if (n > from + 1)
    qsort (&out->v[from], n - from, sizeof *out->v, compare_numbers);
}

/* The members of the components of C know which one they are in: the numbers go
   on behind *LAST.  */

static void
number_components (const struct order *o, const struct components *c,
                   uint32_t *last)
{
  for (uint32_t i = 0; i + 1 < c->starts.n; i++)
    {
      ++*last;
      for (uint32_t k = c->starts.v[i]; k < c->starts.v[i + 1]; k++)
        {
          struct caller *f = o->all[c->members.v[k]];
          f->component = *last;
          f->recursive |= c->starts.v[i + 1] - c->starts.v[i] > 1;
        }
    }
}

/* In a component with more functions than this only calls by name count: the
   rest of the cycle goes through tables of functions, and their targets are
   taken for unknown code where they come too late.  */
#define MAX_COMPONENT 48

/* Append to OUT the component of the SIZE functions MEMBERS, or what it falls
   into.  */

static void
append_component (struct order *o, uint32_t n, uint32_t *members, uint32_t size,
                  struct components *out)
{
  if (size <= MAX_COMPONENT)
    {
      for (uint32_t k = 0; k < size; k++)
        *vec_push (&out->members) = members[k];
      *vec_push (&out->starts) = out->members.n;
      return;
    }
  qsort (members, size, sizeof *members, compare_numbers);
  for (uint32_t k = 0; k < size; k++)
    o->all[members[k]]->recursive = false;
  o->direct = true;
  components_find (out, n, members, size, successors, o);
  o->direct = false;
}

/* The components of the N functions of ALL, callees first.  */

static void
find_order (struct order *o, uint32_t n, struct components *out)
{
  struct components all = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  numbers roots = { NULL, 0, 0 };
  uint32_t last = 0;
  for (uint32_t i = 0; i < n; i++)
    {
      o->all[i]->number = i;
      *vec_push (&roots) = i;
    }
  components_find (&all, n, roots.v, n, successors, o);
  number_components (o, &all, &last);
  *vec_push (&out->starts) = 0;
  for (uint32_t i = 0; i + 1 < all.starts.n; i++)
    append_component (o, n, &all.members.v[all.starts.v[i]],
                      all.starts.v[i + 1] - all.starts.v[i], out);
  number_components (o, out, &last);
  components_free (&all);
  vec_free (&roots);
}

void
bottomup_run (const struct bottomup_client *client, struct caller **all,
              uint32_t n, uint64_t budget, size_t memory)
{
  struct order order = { .client = client, .all = all };
  struct components found = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  struct component c = { .client = client,
                         .budget = budget,
                         .memory = memory / COMPONENT_MEMORY_SHARE };
  VEC (struct caller *) members = { NULL, 0, 0 };
  find_order (&order, n, &found);
  for (uint32_t i = 0; i + 1 < found.starts.n; i++)
    {
      members.n = 0;
      for (uint32_t k = found.starts.v[i]; k < found.starts.v[i + 1]; k++)
        *vec_push (&members) = all[found.members.v[k]];
      c.v = members.v;
      c.n = members.n;
      analyse_component (&c);
    }
  vec_free (&members);
  components_free (&found);
}
