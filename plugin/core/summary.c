/* Summaries: extracting them from a solved graph.  See summary.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "extraction.h"
#include "outcome.h"
#include "cycles.h"
#include "verify.h"

#include <string.h>

/* Fresh objects that a summary tells apart; further ones of a kind are one
   with the first.  Keeps wrappers of wrappers from doubling.  */
#define MAX_FRESH 48

/* A summary that would have more effects than this at a coarseness becomes
   coarser; past the last, the function is taken for unknown code.  What
   callers pay grows with the effects, and what leads to each other has many
   that tell nothing.  */
static const unsigned max_effects[N_COARSE] = { 32, 60, 80, 300 };

/* Deferred calls that a summary tells apart; further ones of the same function
   pointer are one with the first.  */
#define MAX_DEFERRED 8

static bool
has_too_many_effects (const struct extraction *x)
{
  return x->s->effects.n > max_effects[x->coarse];
}

bool
extraction_comes_out (const struct object *o)
{
  switch (o->kind)
    {
    case OBJECT_FRESH:
      return true;
    case OBJECT_ALLOCA:
      return o->caller_frame || o->open;
    case OBJECT_FRAME:
      return o->open;
    case OBJECT_NONE:
    case OBJECT_SINK:
    case OBJECT_PARAM:
      return false;
    default:
      return true;
    }
}

static uint32_t
find_similar (struct extraction *x, const struct object *o)
{
  for (uint32_t i = 0; i < x->s->objects.n; i++)
    {
      const struct summary_object *so = &x->s->objects.v[i];
      if (so->kind == o->kind && so->heap_kind == o->heap_kind)
        return i + 1;
    }
  return 0;
}

static const struct trace *
birth_trace (const struct graph *g, const struct object *o)
{
  if (!o->births.n)
    return NULL;
  step_id step = g->nodes.v[o->births.v[0]].birth;
  return step ? trace_single (g, g->steps.v[step]) : NULL;
}

/* The placeholder that stands for OBJ in the summary.  */

static object_id
folded (const struct extraction *x, object_id obj)
{
  return x->fold[obj];
}

/* What is said of OBJ, of grade GRADE: where objects were folded into it, that it
   is so of all of them is not shown.  */

static enum grade
folded_grade (const struct extraction *x, object_id obj, enum grade grade)
{
  return x->vague[folded (x, obj)] ? GRADE_ASSUMED : grade;
}

/* PLACE in OBJ as the summary has it.  */

struct place
extraction_place (const struct extraction *x, object_id obj, struct place place)
{
  return x->fold[obj] == obj && !x->blurred[obj] ? place : place_anywhere;
}

/* The number of OBJ in the summary, entered if it is new; -1 if the caller
   cannot see it.  */

int64_t
extraction_number (struct extraction *x, object_id obj)
{
  if (x->number[obj])
    return x->number[obj] - 1;
  const struct object *o = &x->g->objects.v[obj];
  if (!extraction_comes_out (o))
    return -1;
  object_id into = folded (x, obj);
  if (into != obj)
    {
      int64_t n = extraction_number (x, into);
      x->number[obj] = (uint32_t)n + 1;
      x->queue[x->tail++] = obj;
      extraction_number (x, o->parent);
      return n;
    }
  if (o->kind == OBJECT_FRESH && ++x->n_fresh > MAX_FRESH)
    {
      uint32_t same = find_similar (x, o);
      if (same)
        {
          struct summary_object *so = &x->s->objects.v[same - 1];
          so->several = so->merged = true;
          so->instead = 0;
          so->size.kind = SIZE_UNKNOWN;
          so->extent = -1;
          so->needs = 0;
          so->only_if.arg = 0;
          x->number[obj] = same;
          x->queue[x->tail++] = obj;
          return same - 1;
        }
    }
  struct summary_object *so = vec_push_in (x->scratch, &x->s->objects);
  memset (so, 0, sizeof *so);
  so->kind = o->kind;
  so->what = o->what;
  so->extent = o->extent;
  so->heap_kind = o->heap_kind;
  so->size = o->size;
  so->deallocator = o->deallocator;
  so->index = o->index;
  so->type_key = o->type_key;
  so->needs = o->needs;
  so->only_if = o->only_if;
  so->doubtful = o->doubtful;
  so->several = o->several || o->repeated;
  so->merged = o->merged || o->shared;
  so->instead = o->instead;
  so->caller_frame = o->caller_frame;
  so->read_only = o->read_only;
  so->shared = o->shared;
  so->carried = true; /* Until it is seen to come out.  */
  so->function = x->g->function;
  so->origin = o->origin;
  if (o->kind == OBJECT_FRESH || o->kind == OBJECT_ALLOCA)
    so->birth = birth_trace (x->g, o);
  x->number[obj] = x->s->objects.n;
  x->queue[x->tail++] = obj;
  uint32_t n = x->s->objects.n - 1;
  /* A placeholder needs those that its access path goes through.  */
  if (o->kind == OBJECT_CONTENT)
    extraction_number (x, o->parent);
  return n;
}

bool
extraction_term (struct extraction *x, node_id node, const struct fact *f,
                 struct term *t)
{
  const struct node *cell = &x->g->nodes.v[f->target];
  if ((x->coarse != COARSE_NOT || x->g->precision != PRECISION_FULL)
      && graph_is_subsumed (x->g, node, f->target))
    return false;
  int64_t n = extraction_number (x, cell->obj);
  if (n < 0)
    return false;
  *t = (struct term){ (uint32_t)n, extraction_place (x, cell->obj, cell->place),
                      folded_grade (x, cell->obj, f->grade) };
  return true;
}

/* Is placeholder OBJ what a parameter points to, and nothing else by the way?  */

static bool
is_own (const struct extraction *x, object_id obj)
{
  const struct object *o = &x->g->objects.v[obj];
  return o->kind == OBJECT_CONTENT && !o->level && !o->whole && !o->into
         && o->births.n == 1
         && x->g->objects.v[x->g->nodes.v[o->births.v[0]].obj].kind
                == OBJECT_PARAM;
}

/* Where what F says of a pointer is shown of a parameter's value, but not of all
   that the summary folds with what it points to, T speaks of that value apart.  */

static void
set_apart (struct extraction *x, object_id obj, struct place place,
           enum grade grade, struct term *t)
{
  if (grade != GRADE_SHOWN || !x->vague[folded (x, obj)] || !is_own (x, obj))
    return;
  if (!x->own[obj])
    {
      const struct object *o = &x->g->objects.v[obj];
      struct summary_object *so = vec_push_in (x->scratch, &x->s->objects);
      memset (so, 0, sizeof *so);
      so->kind = OBJECT_CONTENT;
      so->extent = o->extent;
      so->index = o->index;
      so->type_key = o->type_key;
      so->function = x->g->function;
      x->own[obj] = x->s->objects.n;
    }
  *t = (struct term){ x->own[obj] - 1, place, GRADE_SHOWN };
}

static uint64_t
place_key (struct place p)
{
  return (uint64_t)p.off * 31 + place_bound (p) * UINT64_C (0x9e3779b97f4a7c15)
         + p.stride;
}

static bool
same_effect (const struct effect *a, const struct effect *b)
{
  return a->kind == b->kind && a->target.object == b->target.object
         && a->holder == b->holder && a->reason == b->reason && a->how == b->how
         && place_equal (a->place, b->place)
         && place_equal (a->target.place, b->target.place);
}

/* Add E, which CELL and OBJ show if it is a store.  Folded objects can repeat
   an effect; so can sinks.  */

static void
add_effect (struct extraction *x, struct effect e, node_id cell, object_id obj)
{
  struct summary *s = x->s;
  for (uint64_t salt = 0;; salt++)
    {
      uint32_t *slot
          = table_slot (x->effects, (uint64_t)e.target.object << 32 | e.holder,
                        place_key (e.place) << 20 ^ place_key (e.target.place),
                        (uint64_t)e.kind << 40 | (uint64_t)e.reason << 8
                            | (uint64_t)e.how << 6 | salt << 48);
      if (!*slot)
        {
          *vec_push_in (x->scratch, &s->effects) = e;
          *vec_push_in (x->scratch, &x->stored_in) = cell;
          *vec_push_in (x->scratch, &x->stored) = obj;
          *slot = s->effects.n;
          return;
        }
      struct effect *o = &s->effects.v[*slot - 1];
      if (!same_effect (o, &e))
        continue;
      if (o->target.grade < e.target.grade)
        {
          *o = e;
          x->stored_in.v[*slot - 1] = cell;
          x->stored.v[*slot - 1] = obj;
        }
      return;
    }
}

/* Take in all objects that the caller can get at, starting from what is
   queued.  */

static void
close_over (struct extraction *x)
{
  while (x->head < x->tail)
    {
      const struct object *o = &x->g->objects.v[x->queue[x->head++]];
      if (o->kind == OBJECT_GLOBAL)
        continue;
      for (uint32_t i = 0; i < o->cells.n; i++)
        {
          const struct node *cell = &x->g->nodes.v[o->cells.v[i]];
          for (uint32_t k = 0; k < cell->facts.n; k++)
            if (!graph_is_untouched (x->g, o->cells.v[i], &cell->facts.v[k]))
              {
                struct term ignored;
                extraction_term (x, o->cells.v[i], &cell->facts.v[k], &ignored);
              }
        }
    }
}

/* Is OBJ memory of the caller in which something is stored?  */

static bool
is_written (const struct graph *g, object_id obj)
{
  const struct object *o = &g->objects.v[obj];
  if (o->kind != OBJECT_CONTENT)
    return false;
  for (uint32_t i = 0; i < o->cells.n; i++)
    {
      const struct node *cell = &g->nodes.v[o->cells.v[i]];
      for (uint32_t k = 0; k < cell->facts.n; k++)
        if (!graph_is_untouched (g, o->cells.v[i], &cell->facts.v[k]))
          return true;
    }
  return false;
}

/* What is stored in the cells of OBJ.  */

static void
extract_stores (struct extraction *x, object_id obj)
{
  const struct graph *g = x->g;
  const struct object *holder = &g->objects.v[obj];
  if (holder->kind == OBJECT_GLOBAL || is_one_cell_kind (holder->kind))
    return;
  uint32_t n = x->number[obj] - 1;
  for (uint32_t i = 0; i < holder->cells.n; i++)
    {
      const struct node *cell = &g->nodes.v[holder->cells.v[i]];
      for (uint32_t k = 0; k < cell->facts.n; k++)
        {
          struct effect e = { .kind = EFFECT_STORE };
          const struct fact *f = &cell->facts.v[k];
          object_id t = g->nodes.v[f->target].obj;
          if (graph_is_untouched (g, holder->cells.v[i], f)
              || !extraction_term (x, holder->cells.v[i], f, &e.target)
              || (t == GRAPH_UNKNOWN && holder->exposed
                  && !cell->unknown_stored))
            continue;
          e.holder = n;
          e.place = extraction_place (x, obj, cell->place);
          e.target.grade = folded_grade (x, obj, e.target.grade);
          if (!x->vague[folded (x, obj)])
            set_apart (x, t, g->nodes.v[f->target].place, f->grade, &e.target);
          add_effect (x, e, holder->cells.v[i], t);
        }
    }
}

static void
extract_sinks (struct extraction *x, object_id obj,
               const struct outcome *outcome)
{
  const struct graph *g = x->g;
  unsigned roots[2] = { outcome->assumed & ~outcome->shown, outcome->shown };
  switch (g->objects.v[obj].kind)
    {
    case OBJECT_CONTENT:
    case OBJECT_FRESH:
    case OBJECT_FRAME:
    case OBJECT_ALLOCA:
    case OBJECT_CALL_RESULT:
      break;
    default:
      return;
    }
  for (int grade = GRADE_SHOWN; grade >= GRADE_ASSUMED; grade--)
    {
      unsigned left = roots[grade] & ~(REASON_RETURNED | REASON_PARAMETER);
      if (!left)
        continue;
      if (x->search)
        search_run (x->search, obj, (enum grade)grade, NULL);
      for (unsigned bit = 1; bit <= left; bit <<= 1)
        {
          if (!(left & bit))
            continue;
          struct effect e = { .kind = EFFECT_SINK };
          e.target = (struct term){ (uint32_t)extraction_number (x, obj),
                                    place_start,
                                    folded_grade (x, obj, (enum grade)grade) };
          set_apart (x, obj, place_start, (enum grade)grade, &e.target);
          e.reason = (enum reason)bit;
          node_id cell = x->search
                             ? search_root (x->search, bit, (enum grade)grade)
                             : NO_NODE;
          if (cell)
            {
              e.name = g->objects.v[g->nodes.v[cell].obj].name;
              e.trace = search_trace (x->search, cell,
                                      search_reached (x->search, cell));
            }
          add_effect (x, e, NO_NODE, NO_OBJECT);
        }
    }
}

/* Give each store effect the chain from its target to its holder.  */

static void
trace_stores (struct extraction *x)
{
  const struct graph *g = x->g;
  uint32_t n = x->s->effects.n;
  /* The effects of each object, as lists.  */
  uint32_t *first = arena_alloc (x->scratch, g->objects.n * sizeof *first);
  uint32_t *next = arena_alloc (x->scratch, (n + 1) * sizeof *next);
  for (uint32_t k = n; k-- > 0;)
    if (x->stored_in.v[k])
      {
        next[k] = first[x->stored.v[k]];
        first[x->stored.v[k]] = k + 1;
      }
  for (object_id obj = 1; obj < g->objects.n; obj++)
    {
      if (!first[obj] || obj == GRAPH_UNKNOWN || obj == GRAPH_OUTER)
        continue;
      search_run (x->search, obj, GRADE_ASSUMED, NULL);
      for (uint32_t k = first[obj]; k; k = next[k - 1])
        if (search_reached (x->search, x->stored_in.v[k - 1]) == 1)
          x->s->effects.v[k - 1].trace
              = search_trace (x->search, x->stored_in.v[k - 1], 1);
    }
}

/* What is `unreleased' comes out, as OUT says, past its releases; what is only
   assumed to come out may have been released.  What does not come out is not the
   caller's to release.  Neither are constants: that the release
   can be of one, among others, is known here.  */

static void
extract_releases (struct extraction *x, const struct outcome *out)
{
  const struct graph *g = x->g;
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release *r = &g->releases.v[i];
      const struct node *ptr = &g->nodes.v[r->ptr];
      for (uint32_t k = 0; k < ptr->facts.n; k++)
        {
          object_id obj = g->nodes.v[ptr->facts.v[k].target].obj;
          enum object_kind kind = g->objects.v[obj].kind;
          struct effect e = { .kind = EFFECT_RELEASE };
          /* What only a release speaks of must come in now.  */
          if ((kind != OBJECT_CONTENT && !x->number[obj])
              || (g->objects.v[obj].unreleased && out[obj].shown)
              || kind == OBJECT_UNKNOWN || kind == OBJECT_OUTER
              || kind == OBJECT_CONSTANT || kind == OBJECT_FUNCTION
              || !extraction_term (x, r->ptr, &ptr->facts.v[k], &e.target))
            continue;
          e.name = r->deallocator;
          e.how = r->how;
          if (r->guarded_call
              || (g->objects.v[obj].unreleased && out[obj].assumed))
            e.how |= RELEASE_GUARDED;
          e.trace = trace_single (g, g->steps.v[r->step]);
          add_effect (x, e, NO_NODE, NO_OBJECT);
        }
    }
}

/* Do the terms V, N of them, tell of what T tells, in whatever grade?  */

bool
extraction_has_term (const struct term *v, uint32_t n, const struct term *t)
{
  for (uint32_t i = 0; i < n; i++)
    if (v[i].object == t->object && place_equal (v[i].place, t->place))
      return true;
  return false;
}

/* What ARG holds is among argument I of D.  */

static void
add_terms (struct extraction *x, struct deferred *d, uint32_t i, node_id arg)
{
  const struct node *n = &x->g->nodes.v[arg];
  for (uint32_t k = 0; k < n->facts.n; k++)
    {
      struct term t;
      if (!extraction_term (x, arg, &n->facts.v[k], &t)
          || extraction_has_term (d->args[i], d->n_terms[i], &t))
        continue;
      struct term *more
          = arena_alloc (x->scratch, (d->n_terms[i] + 1) * sizeof *more);
      if (d->n_terms[i])
        memcpy (more, d->args[i], d->n_terms[i] * sizeof *more);
      more[d->n_terms[i]++] = t;
      d->args[i] = more;
    }
}

/* An earlier call that C, of FN, is to be one with, or null.  */

static struct deferred *
similar_call (struct extraction *x, const struct term *fn, const struct call *c)
{
  if (x->s->deferred.n < MAX_DEFERRED)
    return NULL;
  for (uint32_t i = 0; i < x->s->deferred.n; i++)
    {
      struct deferred *d = &x->s->deferred.v[i];
      if (d->fn.object == fn->object && place_equal (d->fn.place, fn->place)
          && d->n_args == c->args.n && d->block_args == c->block_args)
        return d;
    }
  return NULL;
}

bool
extraction_same_terms (const struct term *a, const struct term *b, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    if (a[i].object != b[i].object || a[i].grade != b[i].grade
        || !place_equal (a[i].place, b[i].place))
      return false;
  return true;
}

/* An earlier call that says all that D does, or null: a recursion finds its own
   calls again.  */

static struct deferred *
equal_call (struct extraction *x, const struct deferred *d)
{
  for (uint32_t i = 0; i < x->s->deferred.n; i++)
    {
      struct deferred *e = &x->s->deferred.v[i];
      if (!extraction_same_terms (&d->fn, &e->fn, 1) || d->n_args != e->n_args
          || d->block_args != e->block_args)
        continue;
      uint32_t k = 0;
      while (k < d->n_args && d->n_terms[k] == e->n_terms[k]
             && extraction_same_terms (d->args[k], e->args[k], d->n_terms[k]))
        k++;
      if (k == d->n_args)
        return e;
    }
  return NULL;
}

/* Object FROM of the summary is INTO.  Nothing but calls speaks of it yet.  */

static void
replace_object (struct extraction *x, uint32_t from, uint32_t into)
{
  for (object_id o = 1; o < x->g->objects.n; o++)
    if (x->number[o] == from + 1)
      x->number[o] = into + 1;
  for (uint32_t i = 0; i < x->s->deferred.n; i++)
    {
      struct deferred *d = &x->s->deferred.v[i];
      for (uint32_t k = 0; k < d->n_args; k++)
        for (uint32_t t = 0; t < d->n_terms[k]; t++)
          if (d->args[k][t].object == from)
            ((struct term *)d->args[k])[t].object = into;
    }
}

/* What call SAME returns is RESULT too.  */

static void
merge_results (struct extraction *x, struct deferred *same, object_id result)
{
  if (!result)
    return;
  if (same->result == UINT32_MAX)
    same->result = (uint32_t)extraction_number (x, result);
  else if (!x->number[result])
    {
      x->number[result] = same->result + 1;
      x->queue[x->tail++] = result;
    }
  else if (x->number[result] != same->result + 1)
    replace_object (x, x->number[result] - 1, same->result);
}

static void
extract_call (struct extraction *x, const struct call *c,
              const struct fact *target, uint32_t call_index)
{
  const struct graph *g = x->g;
  struct deferred d = { 0 };
  if (!extraction_term (x, c->fn, target, &d.fn))
    return;
  object_id result = NO_OBJECT;
  for (object_id o = 1; o < g->objects.n && !result; o++)
    if (g->objects.v[o].kind == OBJECT_CALL_RESULT
        && g->objects.v[o].index == (int)call_index)
      result = o;
  struct deferred *same = similar_call (x, &d.fn, c);
  if (same)
    {
      same->many = true;
      for (uint32_t i = 0; i < same->n_args; i++)
        add_terms (x, same, i, c->args.v[i]);
      merge_results (x, same, result);
      return;
    }
  d.block_args = c->block_args;
  d.depth = c->depth + 1;
  d.many = c->many;
  d.n_args = c->args.n;
  d.args = arena_alloc (x->scratch, d.n_args * sizeof *d.args);
  d.n_terms = arena_alloc (x->scratch, d.n_args * sizeof *d.n_terms);
  for (uint32_t i = 0; i < d.n_args; i++)
    add_terms (x, &d, i, c->args.v[i]);
  same = equal_call (x, &d);
  if (same)
    {
      same->many = true;
      if (d.depth < same->depth)
        same->depth = d.depth;
      merge_results (x, same, result);
      return;
    }
  d.result = result ? (uint32_t)extraction_number (x, result) : UINT32_MAX;
  struct step step = { STEP_PASS, c->where, NULL, c->inner };
  d.trace = trace_single (g, step);
  *vec_push_in (x->scratch, &x->s->deferred) = d;
}

static void
extract_calls (struct extraction *x)
{
  const struct graph *g = x->g;
  for (uint32_t i = 0; i < g->calls.n; i++)
    {
      const struct call *c = &g->calls.v[i];
      if (!c->deferred)
        continue;
      const struct node *fn = &g->nodes.v[c->fn];
      for (uint32_t k = 0; k < fn->facts.n; k++)
        if (graph_target (g, &fn->facts.v[k])->kind == OBJECT_CONTENT)
          extract_call (x, c, &fn->facts.v[k], i);
    }
}

static uint32_t
number_of_param (struct extraction *x, object_id obj)
{
  if (!x->number[obj])
    {
      struct summary_object *so = vec_push_in (x->scratch, &x->s->objects);
      memset (so, 0, sizeof *so);
      so->kind = OBJECT_PARAM;
      so->extent = -1;
      so->index = x->g->objects.v[obj].index;
      x->number[obj] = x->s->objects.n;
    }
  return x->number[obj] - 1;
}

/* The placeholders that lead to those that are in the summary must be in it
   too, or a caller would not know what these are.  */

static void
enter_parents (struct extraction *x)
{
  const struct graph *g = x->g;
  uint32_t before;
  do
    {
      before = x->tail;
      for (uint32_t i = 0; i < g->links.n; i++)
        {
          object_id parent = g->nodes.v[g->links.v[i].cell].obj;
          object_id content = g->links.v[i].content;
          /* One that is folded adds what leads to it.  */
          if (!x->number[content] && x->number[folded (x, content)])
            extraction_number (x, content);
          if (x->number[content])
            extraction_number (x, parent);
        }
    }
  while (x->tail != before);
}

/* Does placeholder OBJ fold with others because it is a number?  */

static bool
is_number (const struct extraction *x, object_id obj)
{
  const struct object *o = &x->g->objects.v[obj];
  return x->coarse > COARSE_CYCLES && o->kind == OBJECT_CONTENT
         && o->type_key == KEY_NUMBER;
}

/* Is placeholder OBJ still what its place points to, as the summary has it?  It is
   where it folds with what is beside it.  */

static bool
is_in_place (const struct extraction *x, object_id obj)
{
  const struct object *o = x->g->objects.v;
  object_id into = folded (x, obj);
  bool beside = is_number (x, obj) && is_number (x, into)
                && o[obj].parent == o[into].parent;
  return (into == obj || beside) && !x->blurred[obj] && !x->blurred[into];
}

static void
extract_links (struct extraction *x)
{
  const struct graph *g = x->g;
  struct table *seen = table_new (x->scratch);
  for (uint32_t i = 0; i < g->links.n; i++)
    {
      const struct node *cell = &g->nodes.v[g->links.v[i].cell];
      object_id content = g->links.v[i].content;
      if (!x->number[content])
        continue;
      bool param = g->objects.v[cell->obj].kind == OBJECT_PARAM;
      int64_t parent = param ? (int64_t)number_of_param (x, cell->obj)
                             : extraction_number (x, cell->obj);
      if (parent < 0)
        continue;
      struct summary_link l
          = { (uint32_t)parent, extraction_place (x, cell->obj, cell->place),
              x->number[content] - 1 };
      if (!is_in_place (x, content))
        l.place = place_anywhere;
      uint32_t *slot = table_slot (seen, (uint64_t)l.parent << 32 | l.child,
                                   place_key (l.place), (uint64_t)l.place.off);
      if (!*slot)
        *vec_push_in (x->scratch, &x->s->links) = l;
      *slot = 1;
      if (x->own[content])
        *vec_push_in (x->scratch, &x->s->links)
            = (struct summary_link){ number_of_param (x, cell->obj),
                                     cell->place, x->own[content] - 1 };
    }
}

/* Does placeholder OBJ stand for what several places of the caller's memory point
   to?  That is so of folded ones and, where functions are looked at coarsely, of
   those that types which recur share and of all that is not a parameter's own.  */

static bool
is_vague (const struct extraction *x, object_id obj)
{
  const struct object *o = &x->g->objects.v[obj];
  if (o->kind != OBJECT_CONTENT)
    return false;
  bool fields = x->g->precision == PRECISION_FULL;
  return x->blurred[obj] || (!fields && (o->level || o->index < 0))
         || ((!fields || x->coarse > COARSE_CYCLES) && o->births.n > 1);
}

/* The first number in the object in which OBJ, a number, is.  NUMBERS: these, by
   object.  */

static object_id
number_beside (const struct graph *g, object_id obj, object_id *numbers)
{
  object_id *first = &numbers[g->objects.v[obj].parent];
  if (!*first)
    *first = obj;
  return *first;
}

/* Decide which placeholders fold: those that lead to each other, then those
   that are too deep, and numbers of one object.  */

static void
fold (struct extraction *x)
{
  const struct graph *g = x->g;
  unsigned deepest = x->coarse == COARSE_DEEP     ? 1
                     : x->coarse == COARSE_PARAMS ? 0
                                                  : UINT32_MAX;
  bool found;
  object_id *first = x->coarse != COARSE_NOT ? cycles_find (g, &found) : NULL;
  object_id *numbers = arena_alloc (x->scratch, g->objects.n * sizeof *numbers);
  x->fold = arena_alloc (x->scratch, g->objects.n * sizeof *x->fold);
  x->blurred = arena_alloc (x->scratch, g->objects.n * sizeof *x->blurred);
  x->vague = arena_alloc (x->scratch, g->objects.n * sizeof *x->vague);
  for (object_id obj = 1; obj < g->objects.n; obj++)
    {
      object_id o = first ? first[obj] : graph_representative (g, obj);
      if (o != obj)
        x->folded = x->blurred[o] = true;
      if (g->objects.v[o].whole || x->coarse == COARSE_PARAMS)
        x->blurred[o] = true;
      while (g->objects.v[o].kind == OBJECT_CONTENT
             && g->objects.v[o].level > deepest)
        {
          o = g->objects.v[o].parent;
          o = first ? first[o] : graph_representative (g, o);
        }
      if (o == obj && is_number (x, obj))
        o = number_beside (g, obj, numbers);
      x->fold[obj] = o;
      x->folded |= o != obj;
      x->vague[o] |= o != obj || is_vague (x, obj);
    }
  escape_release (first);
}

/* What is stored, released and kept, of all that is in the summary; that brings
   more into it, of which the same must be said.  */

static void
extract_effects (struct extraction *x, const struct outcome *out)
{
  const struct graph *g = x->g;
  bool *sunk = arena_alloc (x->scratch, g->objects.n * sizeof *sunk);
  uint32_t stored = 0, before;
  do
    {
      before = x->tail;
      for (; stored < x->tail && !has_too_many_effects (x); stored++)
        extract_stores (x, x->queue[stored]);
      if (has_too_many_effects (x))
        return;
      extract_releases (x, out);
      for (object_id o = 1; o < g->objects.n; o++)
        if (!sunk[o] && !g->objects.v[o].into
            && (x->number[o] || g->objects.v[o].kind == OBJECT_CONTENT))
          {
            sunk[o] = true;
            extract_sinks (x, o, &out[o]);
          }
      enter_parents (x);
    }
  while (x->tail != before || stored < x->tail);
}

/* Which calls S, of a function that was looked at coarsely, leaves to its callers
   is not shown, nor what it releases.  What becomes of objects is as sure as the
   facts are.  */

static void
lower_grades (struct summary *s)
{
  for (uint32_t i = 0; i < s->effects.n; i++)
    if (s->effects.v[i].kind == EFFECT_RELEASE)
      s->effects.v[i].target.grade = GRADE_ASSUMED;
  for (uint32_t i = 0; i < s->deferred.n; i++)
    {
      struct deferred *d = &s->deferred.v[i];
      d->fn.grade = GRADE_ASSUMED;
      for (uint32_t k = 0; k < d->n_args; k++)
        for (uint32_t t = 0; t < d->n_terms[k]; t++)
          ((struct term *)d->args[k])[t].grade = GRADE_ASSUMED;
    }
}

/* The summary at COARSE, in SCRATCH.  */

static struct summary *
extract (const struct graph *g, const struct outcome *out,
         enum coarseness coarse, bool traced, struct arena *scratch)
{
  struct summary *s = arena_alloc (scratch, sizeof *s);
  struct extraction x
      = { .g = g, .s = s, .scratch = scratch, .coarse = coarse };
  s->function = g->function;
  fold (&x);
  x.number = arena_alloc (scratch, g->objects.n * sizeof *x.number);
  x.own = arena_alloc (scratch, g->objects.n * sizeof *x.own);
  x.queue = arena_alloc (scratch, g->objects.n * sizeof *x.queue);
  x.effects = table_new (scratch);
  x.search = traced ? search_new (g) : NULL;

  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_RESULT || is_written (g, o))
      extraction_number (&x, o);
  close_over (&x);
  for (uint32_t i = 0; i < s->objects.n; i++)
    s->objects.v[i].carried = false;
  extract_calls (&x);
  close_over (&x);
  extract_effects (&x, out);
  if (!has_too_many_effects (&x))
    {
      extract_relations (&x);
      enter_parents (&x);
      extract_links (&x);
      if (traced)
        trace_stores (&x);
    }
  s->unknown = has_too_many_effects (&x);
  s->guessed = coarse > COARSE_CYCLES || g->precision != PRECISION_FULL;
  s->imprecise = x.folded || s->guessed;
  if (s->guessed)
    lower_grades (s);

  if (traced)
    search_free (x.search);
  return s;
}

#define KEEP(V)                                                                \
  ((V)->v = arena_copy (unit_arena (), (V)->v, (V)->n * sizeof *(V)->v),       \
   (V)->cap = (V)->n)

/* A copy of S that stays, just as big as it has to be.  */

static struct summary *
keep (const struct summary *s)
{
  struct arena *a = unit_arena ();
  struct summary *k = arena_copy (a, s, sizeof *s);
  if (s->unknown)
    k->objects.n = k->links.n = k->effects.n = k->deferred.n = k->relations.n
        = 0;
  KEEP (&k->objects);
  KEEP (&k->links);
  KEEP (&k->effects);
  KEEP (&k->deferred);
  KEEP (&k->relations);
  for (uint32_t i = 0; i < k->deferred.n; i++)
    {
      struct deferred *d = &k->deferred.v[i];
      d->args = arena_copy (a, d->args, d->n_args * sizeof *d->args);
      d->n_terms = arena_copy (a, d->n_terms, d->n_args * sizeof *d->n_terms);
      for (uint32_t t = 0; t < d->n_args; t++)
        d->args[t]
            = arena_copy (a, d->args[t], d->n_terms[t] * sizeof *d->args[t]);
    }
  for (uint32_t i = 0; i < k->relations.n; i++)
    {
      struct summary_relation *r = &k->relations.v[i];
      KEEP (&r->a);
      KEEP (&r->b);
      KEEP (&r->to);
    }
  return k;
}

struct summary *
summary_unknown (void)
{
  struct summary *s = arena_alloc (unit_arena (), sizeof *s);
  s->unknown = true;
  return s;
}

struct summary *
summary_extract (const struct graph *g, int n_params, bool variadic,
                 enum coarseness coarse, bool traced)
{
  struct outcome *out = outcome_compute_direct (g);
  struct summary *kept = NULL;
  for (int c = coarse; c < N_COARSE && (!kept || kept->unknown); c++)
    {
      struct arena *scratch = arena_new ();
      struct summary *s = extract (g, out, (enum coarseness)c, traced, scratch);
      s->n_params = n_params;
      s->variadic = variadic;
      s->others_run = g->others_run;
      for (uint32_t i = 0; i < g->withdrawals.n; i++)
        s->withdraws |= g->withdrawals.v[i].what;
      if (!s->unknown || c + 1 == N_COARSE)
        kept = keep (s);
      arena_free (scratch);
    }
  escape_release (out);
  VERIFY (summary_verify (kept));
  kept->likeness = traced ? summary_likeness (kept) : 0;
  return kept;
}
