/* The verdict on an object: see judged.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "judged.h"
#include "question.h"
#include "summary.h"

void
judging_begin (struct judging *j)
{
  judging_end (j);
  j->out = outcome_compute (j->g);
  j->search = search_new (j->g);
}

void
judging_end (struct judging *j)
{
  if (j->search)
    search_free (j->search);
  escape_release (j->out);
  escape_release (j->one_with);
  j->search = NULL;
  j->out = NULL;
  j->one_with = NULL;
}

static const struct skeleton *
skeleton_of (struct judging *j)
{
  return flow_skeleton (j->client->flow (j));
}

/* What only leaves where the function fails is a leak in the making: tell so of V
   if all that comes behind WHY, by which its object escapes, is a failure.  */

static void
tell_failing (struct judging *j, struct judged *v, const struct trace *why)
{
  const struct step *last = why && why->n ? &why->steps[why->n - 1] : NULL;
  struct failing how;
  if (last && last->where && last->kind != STEP_RETURN
      && ends_failing (skeleton_of (j), last->where, &how))
    j->client->tell_failing (j, v, PATH_WHY, &how);
}

void
judge_escape (struct judging *j, object_id obj, struct judged *v)
{
  const struct outcome *o = &j->out[obj];
  v->escapes = o->shown || o->assumed;
  v->reasons = question_reasons (o);
  v->grade = o->shown || !v->escapes ? GRADE_SHOWN : GRADE_ASSUMED;
  if (!v->escapes)
    return;
  const struct trace *why
      = question_why (j->g, j->out, j->search, obj, &v->unknown_callee);
  j->client->tell_trace (j, v, PATH_WHY, why);
  tell_failing (j, v, why);
}

static bool
contains (const object_list *list, object_id obj)
{
  for (uint32_t i = 0; i < list->n; i++)
    if (list->v[i] == obj)
      return true;
  return false;
}

/* --- Containers. ---  */

/* Append to OUT all that OBJ holds.  */

static void
held_objects (const struct graph *g, object_id obj, object_list *out)
{
  const struct object *o = &g->objects.v[obj];
  for (uint32_t c = 0; c < o->cells.n; c++)
    {
      const struct node *cell = &g->nodes.v[o->cells.v[c]];
      for (uint32_t f = 0; f < cell->facts.n; f++)
        *vec_push (out) = g->nodes.v[cell->facts.v[f].target].obj;
    }
}

static void
behind (const struct graph *g, node_id ptr, object_list *out)
{
  for (uint32_t k = 0; ptr != NO_NODE && k < g->nodes.v[ptr].facts.n; k++)
    held_objects (g, g->nodes.v[g->nodes.v[ptr].facts.v[k].target].obj, out);
}

void
judged_handed (const struct graph *g, const struct making *m, uint32_t i,
               object_list *out)
{
  behind (g, m->args[i], out);
}

/* Append to OUT the maps that M was handed and that hold OBJ.  */

static void
maps_around (const struct graph *g, const struct making *m, object_id obj,
             object_list *out)
{
  for (uint32_t i = 0; i < m->n_args; i++)
    for (uint32_t k = 0;
         m->args[i] != NO_NODE && k < g->nodes.v[m->args[i]].facts.n; k++)
      {
        object_id holder
            = g->nodes.v[g->nodes.v[m->args[i]].facts.v[k].target].obj;
        object_list held = { NULL, 0, 0 };
        if (g->objects.v[holder].heap_kind == KIND_MAP)
          held_objects (g, holder, &held);
        if (contains (&held, obj))
          *vec_push (out) = holder;
        vec_free (&held);
      }
}

/* Append to OUT what OBJ, which M has made, is one container with: the map around
   it; the arrays of the slice that M was handed, if it put OBJ there or returns a
   slice that has one or the other.  */

static void
made_together (const struct graph *g, const struct making *m, object_id obj,
               object_list *out)
{
  object_list handed = { NULL, 0, 0 }, returned = { NULL, 0, 0 };
  maps_around (g, m, obj, out);
  for (uint32_t i = 0; i < m->n_args; i++)
    judged_handed (g, m, i, &handed);
  behind (g, m->result_memory, &returned);
  bool put = contains (&handed, obj);
  for (uint32_t i = 0; i < handed.n; i++)
    if (put || (contains (&returned, obj) && contains (&returned, handed.v[i])))
      *vec_push (out) = handed.v[i];
  vec_free (&handed);
  vec_free (&returned);
}

static object_id
told_with (const struct judging *j, object_id obj)
{
  while (j->one_with[obj] != obj)
    obj = j->one_with[obj];
  return obj;
}

static bool
is_container (const struct object *o)
{
  return o->kind == OBJECT_FRESH && o->heap_kind != KIND_RAW;
}

static void
number_faults (struct judging *j)
{
  const struct graph *g = j->g;
  j->one_with = escape_alloc (g->objects.n * sizeof *j->one_with);
  for (object_id o = 0; o < g->objects.n; o++)
    j->one_with[o] = o;
  for (object_id o = 1; o < g->objects.n; o++)
    {
      const struct object *obj = &g->objects.v[o];
      object_list others = { NULL, 0, 0 };
      if (!obj->making || !is_container (obj))
        continue;
      made_together (g, &g->makings.v[obj->making - 1], o, &others);
      for (uint32_t i = 0; i < others.n; i++)
        if (is_container (&g->objects.v[others.v[i]]))
          j->one_with[told_with (j, others.v[i])] = told_with (j, o);
      vec_free (&others);
    }
}

object_id
judge_fault (struct judging *j, object_id obj)
{
  if (!j->one_with)
    number_faults (j);
  return told_with (j, obj);
}

/* --- Order. ---  */

static enum flow_answer
ask (struct judging *j, object_id obj, enum flow_question question)
{
  return flow_ask (j->client->flow (j), obj, question, NULL);
}

static bool
is_always_released (struct judging *j, object_id obj, bool thorough)
{
  return flow_always_released (j->client->flow (j), obj, thorough);
}

/* Is OBJ never made, for all that can be told of the order, or does control never
   return with it, as where it is stored through a null pointer?  */

static bool
is_never_there (struct judging *j, object_id obj)
{
  return is_always_released (j, obj, true)
         && ask (j, obj, FLOW_RELEASED) == FLOW_NO;
}

/* Is OBJ released by what a function of the library calls back?  The engine does
   not follow that.  */

static bool
is_released_by_library (struct judging *j, object_id obj)
{
  const struct graph *g = j->g;
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release *r = &g->releases.v[i];
      if (!r->direct && !(r->how & RELEASE_MOVES)
          && graph_holds (g, r->ptr, obj)
          && j->client->calls_library (j, &g->steps.v[r->step]))
        return true;
    }
  return false;
}

/* Does the function release OBJ on some path, itself or by a callee?  */

static bool
is_released_here (const struct graph *g, object_id obj)
{
  for (uint32_t i = 0; i < g->releases.n; i++)
    if (!(g->releases.v[i].how & RELEASE_MOVES)
        && graph_holds (g, g->releases.v[i].ptr, obj))
      return true;
  return false;
}

/* Is OBJ lost on some path?  Which goes to V.  */

static bool
is_lost (struct judging *j, object_id obj, struct judged *v)
{
  struct flow_path found = { { NULL, 0, 0 }, false };
  bool lost
      = !j->is_main
        && flow_ask (j->client->flow (j), obj, FLOW_LOST, &found) == FLOW_YES;
  if (lost)
    j->client->tell_flow (j, v, PATH_LOSS, obj, FLOW_LOST, &found);
  vec_free (&found.events);
  return lost;
}

/* Fill in of V what hangs on the order.  What is lost on some path and released
   on none is never released.  Of what somebody has, only whether it is always
   released is left to ask, and not that if SAME is not.  */

static void
judge_order (struct judging *j, object_id obj, const struct judged *same,
             struct judged *v)
{
  const struct outcome *out = &j->out[obj];
  /* What a thread releases, it was given: the engine knows when.  */
  if (v->leak_bug
      || (!(out->shown & REASON_THREAD) && is_released_by_library (j, obj)))
    return;
  /* Lost where it is made up of parts, as when it is not returned after all, or
     not linked into the caller's memory; and what is given to somebody on one path
     and released on another, on a third, if the caller's memory never has it: how
     often that is filled, the caller knows.  */
  unsigned kept = (out->shown | out->assumed)
                  & ~(REASON_RETURNED | REASON_GLOBAL | REASON_PARAMETER
                      | REASON_CONST_CALL);
  unsigned linked
      = (out->shown | out->assumed) & (REASON_GLOBAL | REASON_PARAMETER);
  if (kept & ~(REASON_UNKNOWN_CALL | REASON_THREAD) || (kept && linked))
    {
      if (v->released == RELEASED_SOMEWHERE
          && (!same || same->released == RELEASED_ALWAYS)
          && is_always_released (j, obj, false))
        v->released = RELEASED_ALWAYS;
      return;
    }
  bool lost = (!kept || is_released_here (j->g, obj)) && is_lost (j, obj, v);
  bool nowhere = lost && ask (j, obj, FLOW_RELEASED) == FLOW_NO
                 && ask (j, obj, FLOW_LEAVES) == FLOW_NO;
  /* The graph follows pointers where the engine does not: in numbers, in
     pieces.  An object that escapes and goes nowhere went there.  */
  v->leak_bug = nowhere && !out->shown && !(out->assumed & ~REASON_CONST_CALL);
  v->path_leak_bug = lost && !nowhere;
  if (v->leak_bug)
    {
      j->client->move_path (v, PATH_BUG, v, PATH_LOSS);
      v->released = RELEASED_NEVER;
    }
  if (!lost && v->released == RELEASED_SOMEWHERE
      && (!kept || !same || same->released == RELEASED_ALWAYS)
      && is_always_released (j, obj, !kept))
    v->released = RELEASED_ALWAYS;
}

const void *
judge_releasing_call (struct judging *j, object_id obj)
{
  const struct graph *g = j->g;
  const struct skeleton *s = flow_skeleton (j->client->flow (j));
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release *r = &g->releases.v[i];
      const void *where = g->steps.v[r->step].where;
      if (r->how & RELEASE_MOVES || !graph_holds (g, r->ptr, obj))
        continue;
      for (uint32_t k = 0; k < s->sites.n; k++)
        if (s->sites.v[k].where == where && s->sites.v[k].n_args == 1
            && s->sites.v[k].callee)
          return where;
    }
  return NULL;
}

bool
judge_is_spared (struct judging *j, object_id what, bool several,
                 enum release_how how)
{
  enum object_kind kind = j->g->objects.v[what].kind;
  if (several || (kind != OBJECT_FRAME && kind != OBJECT_GLOBAL))
    return how & RELEASE_GUARDED;
  return ask (j, what, FLOW_RELEASED_WRONGLY) != FLOW_YES;
}

/* --- Allocations. ---  */

/* Does OBJ, made at CALL, outlive the iteration of the innermost loop around
   CALL: does a name or cell that lives on hold it?  SEEN are the objects of
   which that was asked before, which may hold each other.  */

static bool
outlives_iteration (struct judging *j, object_id obj, const void *call,
                    object_list *seen)
{
  const struct judge_client *client = j->client;
  const struct graph *g = j->g;
  if (contains (seen, obj))
    return false;
  *vec_push (seen) = obj;
  const void *loop = client->loop (j, call);
  if (!loop)
    return false;
  if (j->out[obj].shown || j->out[obj].assumed & ~REASON_CONST_CALL)
    return true;
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      object_id by = g->nodes.v[n].obj;
      if (by == NO_OBJECT || !graph_holds (g, n, obj))
        continue;
      const struct object *holder = &g->objects.v[by];
      if (holder->kind == OBJECT_FRAME && holder->what
          && !client->dies_in (j, loop, holder->what))
        return true;
      if ((holder->kind != OBJECT_FRESH && holder->kind != OBJECT_ALLOCA)
          || by == obj)
        continue;
      if (!holder->call || !client->in_loop (j, loop, holder->call))
        return true;
      if (holder->kind == OBJECT_FRESH
          && outlives_iteration (j, by, holder->call, seen))
        return true;
    }
  return client->survives (j, loop, obj);
}

/* Does the function get OBJ from the callee that makes it, in memory, by name or as
   a result that it drops?  Not where it would by an argument that is null here.
   SEEN are the objects of that call of which this was asked before, which may hold
   each other.  */

static bool
comes_out (struct judging *j, object_id obj, object_list *seen)
{
  const struct graph *g = j->g;
  const struct skeleton *s = skeleton_of (j);
  if (g->objects.v[obj].dropped)
    return true;
  if (contains (seen, obj))
    return false;
  *vec_push (seen) = obj;
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      object_id by = g->nodes.v[n].obj;
      const struct object *holder = &g->objects.v[by];
      if (by != NO_OBJECT && holder->kind != OBJECT_SINK
          && graph_holds (g, n, obj)
          && (!holder->origin || holder->call != g->objects.v[obj].call
              || comes_out (j, by, seen)))
        return true;
    }
  for (name_id n = 1; n < s->names.n; n++)
    if (s->names.v[n].node && graph_holds (g, s->names.v[n].node, obj))
      return true;
  return false;
}

void
judge_allocation (struct judging *j, object_id obj, const struct judged *same,
                  struct judged *v)
{
  const struct object *o = &j->g->objects.v[obj];
  const struct outcome *out = &j->out[obj];
  bool sized = o->size.kind == SIZE_CONSTANT;
  unsigned size_reason = !sized                           ? REASON_UNKNOWN_SIZE
                         : o->size.bytes > j->stack_limit ? REASON_SIZE
                                                          : 0;
  v->heap_kind = o->heap_kind;
  v->on_stack = o->kind == OBJECT_ALLOCA;
  judge_escape (j, obj, v);
  v->size = sized && o->size.bytes <= INT64_MAX ? (int64_t)o->size.bytes : -1;
  object_list seen = { NULL, 0, 0 };
  v->outlives_iteration = outlives_iteration (j, obj, o->call, &seen);
  bool elsewhere = false;
  v->released = question_released (j->g, j->out, obj, &elsewhere);
  if (!v->escapes && !v->on_stack)
    v->reasons |= size_reason;
  v->promotable = !v->escapes && !size_reason && !elsewhere
                  && !v->outlives_iteration && !o->several;
  v->left_to_callers = v->escapes && !j->root
                       && !(v->reasons & ~(REASON_RETURNED | REASON_PARAMETER));
  struct flow_event end;
  bool held = !v->on_stack && !out->shown
              && !(out->assumed & ~REASON_CONST_CALL)
              && v->released == RELEASED_NEVER;
  seen.n = 0;
  if (held && o->origin && !comes_out (j, obj, &seen))
    {
      /* The callee may have released it: the engine knows.  */
      held = false;
      if (ask (j, obj, FLOW_RELEASED) != FLOW_NO)
        {
          v->released = RELEASED_SOMEWHERE;
          v->promotable = false;
        }
    }
  vec_free (&seen);
  v->leak_bug = held && !j->is_main && !o->carried && !o->doubtful
                && ends_with (skeleton_of (j), j->g, o->call, obj, &end)
                && !is_never_there (j, obj);
  if (v->leak_bug)
    {
      step_id birth
          = o->births.n ? j->g->nodes.v[o->births.v[0]].birth : NO_STEP;
      j->client->tell_trace (j, v, PATH_BUG,
                             birth ? trace_single (j->g, j->g->steps.v[birth])
                                   : NULL);
      struct flow_path lost = { { &end, 1, 1 }, false };
      j->client->tell_flow (j, v, PATH_BUG, obj, FLOW_LOST, &lost);
    }
  if (!v->on_stack && !o->carried && !o->doubtful && !o->shared)
    judge_order (j, obj, same, v);
}

/* --- What callees have made. ---  */

/* What the objects of a verdict need in all: of alternatives, the largest.  */

struct needed_size
{
  const void *function;
  uint32_t instead;
  int64_t bytes;
};

/* A call's verdict.  */

struct made
{
  const void *call;
  const void *waits; /* See judge_waits_by.  */
  struct judged *v;
  VEC (struct needed_size) sizes;
};

static int64_t
add_size (struct made *m, const struct object *obj, int64_t bytes)
{
  const struct summary_object *origin = obj->origin;
  uint32_t instead = obj->called_back ? 0 : origin->instead;
  int64_t sum = 0;
  bool alternative = false;
  for (uint32_t i = 0; i < m->sizes.n; i++)
    {
      struct needed_size *s = &m->sizes.v[i];
      if (instead && s->instead == instead && s->function == origin->function)
        {
          alternative = true;
          s->bytes = s->bytes < 0 || bytes < 0 ? -1
                     : s->bytes > bytes        ? s->bytes
                                               : bytes;
        }
      sum = sum < 0 || s->bytes < 0 ? -1 : sum + s->bytes;
    }
  if (alternative)
    return sum;
  *vec_push (&m->sizes)
      = (struct needed_size){ origin->function, instead, bytes };
  return sum < 0 || bytes < 0 ? -1 : sum + bytes;
}

static void
merge_sizes (const struct judging *j, struct judged *into, int64_t size)
{
  const unsigned sizes = REASON_SIZE | REASON_UNKNOWN_SIZE;
  into->size = size;
  into->reasons &= ~sizes;
  if (into->escapes)
    return;
  if (into->size < 0)
    into->reasons |= REASON_UNKNOWN_SIZE;
  else if ((uint64_t)into->size > j->stack_limit)
    into->reasons |= REASON_SIZE;
  if (into->reasons & sizes)
    into->promotable = false;
}

/* V is about a further object of the call that INTO is about; they need SIZE in
   all.  */

static void
merge (struct judging *j, struct judged *into, struct judged *v, int64_t size)
{
  const struct judge_client *client = j->client;
  if (v->escapes && !into->escapes)
    {
      into->escapes = true;
      into->grade = v->grade;
      into->reasons = 0;
      into->unknown_callee = v->unknown_callee;
      client->move_path (into, PATH_WHY, v, PATH_WHY);
    }
  if (v->escapes)
    {
      into->reasons |= v->reasons;
      if (v->grade == GRADE_SHOWN)
        into->grade = GRADE_SHOWN;
    }
  into->outlives_iteration |= v->outlives_iteration;
  into->promotable &= v->promotable;
  if (into->heap_kind == KIND_RAW)
    {
      into->heap_kind = v->heap_kind;
      into->fault = v->fault;
    }
  merge_sizes (j, into, size);
  into->left_to_callers
      = into->left_to_callers && (!v->escapes || v->left_to_callers);
  if (v->leak_bug && !into->leak_bug)
    {
      into->leak_bug = true;
      client->move_path (into, PATH_BUG, v, PATH_BUG);
    }
  if (v->path_leak_bug && !into->path_leak_bug)
    {
      into->path_leak_bug = true;
      client->move_path (into, PATH_LOSS, v, PATH_LOSS);
    }
  if (v->released != into->released && into->released == RELEASED_ALWAYS)
    into->released = v->released;
  client->drop (v, into);
}

/* Is OBJ, of the same call as A's object, told with it?  A container that is made
   together with raw memory is made of it: a map's head and its buckets are a
   map.  */

static bool
belong_together (const struct judged *a, const struct object *o)
{
  return a->on_stack == (o->kind == OBJECT_ALLOCA)
         && (a->heap_kind == o->heap_kind || a->heap_kind == KIND_RAW
             || o->heap_kind == KIND_RAW);
}

void
judge_clones (struct judging *j)
{
  VEC (struct made) made = { NULL, 0, 0 };
  for (object_id o = 1; o < j->g->objects.n; o++)
    {
      const struct object *obj = &j->g->objects.v[o];
      if (obj->origin && obj->carried)
        j->client->feed_back (j, o);
      /* A container without memory is one; of raw memory nothing is left.  */
      if (!obj->origin || obj->carried || obj->shared
          || (obj->never && obj->heap_kind == KIND_RAW)
          || (obj->kind != OBJECT_FRESH && obj->kind != OBJECT_ALLOCA))
        continue;
      uint32_t i = 0;
      while (i < made.n
             && !(made.v[i].call == obj->call
                  && belong_together (made.v[i].v, obj)))
        i++;
      struct judged *v
          = j->client->clone (j, o, i < made.n ? made.v[i].v : NULL);
      if (i == made.n)
        {
          *vec_push (&made)
              = (struct made){ obj->call, NULL, v, { NULL, 0, 0 } };
          add_size (&made.v[i], obj, v->size);
        }
      else
        merge (j, made.v[i].v, v, add_size (&made.v[i], obj, v->size));
      if (judge_waits_by (obj))
        made.v[i].waits = judge_waits_by (obj);
    }
  for (uint32_t i = 0; i < made.n; i++)
    {
      struct judged *v = made.v[i].v;
      /* Whoever has a part of a container is trusted with the whole.  */
      v->leak_bug &= !v->escapes || v->heap_kind == KIND_RAW;
      v->path_leak_bug &= !v->leak_bug;
      j->client->hand_over (j, v, made.v[i].waits);
      vec_free (&made.v[i].sizes);
    }
  vec_free (&made);
}

/* --- Objects that callbacks of callers can see. ---

   A callback that a function calls may store a pointer to the function's own
   object wherever it can, and which callback that is is known in the callers.
   There the object is a clone that is `carried'.  */

const void *
judge_waits_by (const struct object *o)
{
  return !o->open && !o->carried ? NULL : o->origin ? o->call : o->what;
}

const void *
judge_waited_by (const struct object *o)
{
  const struct summary_object *s = o->origin;
  while (s->origin && s->origin->carried)
    s = s->origin;
  return s->origin && s->birth ? s->birth->steps[0].where : s->what;
}

/* Does HOLDER outlive the frame that OBJ, which only callbacks see, belongs to?
   It does if it is this function's own, or belongs to a frame between that and
   OBJ's.  */

static bool
outlives_carried (const struct object *holder, const struct object *obj)
{
  if ((holder->kind != OBJECT_FRAME && holder->kind != OBJECT_FRESH
       && holder->kind != OBJECT_ALLOCA)
      || !holder->what)
    return false;
  if (!holder->carried)
    return true;
  const struct summary_object *outer = holder->origin, *inner = obj->origin;
  while (outer && inner && outer->function == inner->function)
    {
      outer = outer->origin;
      inner = inner->origin;
    }
  return !outer && inner;
}

struct outcome
judge_carried (const struct judging *j, object_id obj)
{
  const struct graph *g = j->g;
  const struct object *o = &g->objects.v[obj];
  struct outcome out = j->out[obj];
  for (object_id h = 1; h < g->objects.n; h++)
    {
      const struct object *holder = &g->objects.v[h];
      if (h == obj || !outlives_carried (holder, o))
        continue;
      for (uint32_t c = 0; c < holder->cells.n; c++)
        {
          const struct node *cell = &g->nodes.v[holder->cells.v[c]];
          for (uint32_t k = 0; k < cell->facts.n; k++)
            if (g->nodes.v[cell->facts.v[k].target].obj != obj)
              continue;
            else if (cell->facts.v[k].grade == GRADE_SHOWN)
              out.shown |= REASON_PARAMETER;
            else
              out.assumed |= REASON_PARAMETER;
        }
    }
  for (uint32_t i = 0; i < g->relations.n; i++)
    {
      const struct relation *r = &g->relations.v[i];
      if (r->kind == RELATION_RETURNED && graph_holds (g, r->a, obj)
          && graph_holds (g, r->b, obj))
        out.shown |= REASON_RETURNED;
    }
  return out;
}

bool
judged_add (struct judged *v, const struct outcome *out, enum released released,
            bool path)
{
  if (released != RELEASED_NEVER)
    v->leak_bug = v->promotable = false;
  if (v->released == RELEASED_NEVER)
    v->released = released;
  if (!out->shown && !out->assumed)
    return false;
  v->escapes = true;
  v->promotable = v->leak_bug = false;
  v->reasons |= question_reasons (out);
  if (out->shown)
    v->grade = GRADE_SHOWN;
  else if (!path)
    v->grade = GRADE_ASSUMED;
  return !path;
}

void
judged_give_up (struct judged *v)
{
  if (!v->escapes)
    v->grade = GRADE_ASSUMED;
  v->escapes = true;
  v->reasons |= REASON_BUDGET;
  v->promotable = v->leak_bug = false;
  if (v->released == RELEASED_NEVER)
    v->released = RELEASED_UNKNOWN;
}
