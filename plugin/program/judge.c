/* Verdicts, read off solved graphs: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What judge.cc asks of GIMPLE; what the unit knew of blocks and loops is in the
   recording.  */

#include "program.h"
#include "digest.h"
#include "question.h"

#include <fnmatch.h>
#include <string.h>

struct judge
{
  struct function *f;
  struct graph *g;
  struct outcome *out;
  struct search *search;
};

static node_id
node_of (const struct judge *j, node_id recorded)
{
  return recorded < j->f->replay.n_nodes ? j->f->replay.nodes[recorded]
                                         : NO_NODE;
}

static const struct spot *
spot_of (const void *call)
{
  return call;
}

/* Is FILE, or its end from some folder on, what a pattern of --exclude says?  */

static bool
is_excluded (const char *file)
{
  for (uint32_t i = 0; i < options.exclude.n; i++)
    for (const char *end = file; end;)
      {
        if (!fnmatch (options.exclude.v[i], end, 0))
          return true;
        end = strchr (end, '/');
        if (end)
          end++;
      }
  return false;
}

bool
judge_is_told (const struct function *f)
{
  return f->code->reported && !f->code->in_header
         && !is_excluded (f->code->place.file);
}

static void
free_paths (struct verdict *v)
{
  vec_free (&v->path);
  vec_free (&v->bug_path);
  vec_free (&v->loss_path);
}

static void
say (const struct judge *j, struct told *t)
{
  if (options.cache)
    cache_note (j->f, t);
  judge_tell (j->f, t);
}

static void
hand_over (const struct judge *j, struct verdict *v)
{
  struct told t = { .kind = TOLD_VERDICT, .verdict = *v };
  if (judge_is_told (j->f))
    say (j, &t);
  else
    free_paths (v);
}

/* Of GROUP, at PLACE; PATH is empty afterwards.  */

static void
tell_finding (const struct judge *j, enum group group,
              struct source_place place, const char *text, event_path *path,
              bool ok)
{
  struct told t = { .kind = TOLD_FINDING,
                    .verdict = { .path = *path },
                    .group = group,
                    .place = place,
                    .text = text,
                    .ok = ok };
  *path = (event_path){ NULL, 0, 0 };
  say (j, &t);
}

/* --- Objects that callbacks of callers can see. ---

   A callback may store a pointer to the object of the function that calls it
   wherever it can, and which callback that is is known in the callers.  There
   the object is a clone that is `carried'; its verdict waits for them.  */

struct waiting
{
  const void *what;
  struct verdict v;
};

static VEC (struct waiting) waiting;
static struct table *waiting_numbers;

/* The number, from 1, of the verdict that waits for WHAT; or 0.  */

static uint32_t
number_waiting (const void *what)
{
  return what && waiting_numbers
             ? *table_slot (waiting_numbers, (uintptr_t)what, 0, 0)
             : 0;
}

static void
wait_for_callers (const struct told *t)
{
  if (!waiting_numbers)
    waiting_numbers = table_new (unit_arena ());
  *vec_push (&waiting) = (struct waiting){ t->what, t->verdict };
  *table_slot (waiting_numbers, (uintptr_t)t->what, 0, 0) = waiting.n;
}

/* V, about OBJ of this very function, is told now or, if callbacks of callers
   can see OBJ, in the end.  */

static void
hand_over_own (const struct judge *j, object_id obj, struct verdict *v)
{
  const struct object *o = &j->g->objects.v[obj];
  if (!judge_is_told (j->f) || !(o->open || o->carried) || !o->what)
    {
      hand_over (j, v);
      return;
    }
  struct told t
      = { .kind = TOLD_WAITING, .verdict = *v, .maker = j->f, .what = o->what };
  say (j, &t);
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

/* OBJ is a callee's object that only callbacks see.  It has escaped its frame if
   it is found anywhere but in its like.  */

static void
feed_back (const struct judge *j, object_id obj)
{
  const struct graph *g = j->g;
  const struct object *o = &g->objects.v[obj];
  if (!number_waiting (o->what))
    return;
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
  bool elsewhere = false;
  struct told t = { .kind = TOLD_SEEN,
                    .maker = options.cache ? digest_maker (o->what) : NULL,
                    .what = o->what,
                    .outcome = out };
  struct verdict *v = &t.verdict;
  v->released = question_released (g, j->out, obj, &elsewhere);
  if (out.shown || out.assumed)
    events_of_trace (question_why (g, j->out, j->search, obj,
                                   &v->unknown_callee),
                     &v->path);
  say (j, &t);
}

/* What T, which is seen of what waits, makes of its verdict.  */

static void
take_back (struct told *t)
{
  uint32_t n = number_waiting (t->what);
  struct verdict *seen = &t->verdict;
  struct verdict *v = n ? &waiting.v[n - 1].v : NULL;
  if (!n)
    return;
  if (seen->released != RELEASED_NEVER)
    v->leak_bug = v->promotable = false;
  if (v->released == RELEASED_NEVER)
    v->released = seen->released;
  if (!t->outcome.shown && !t->outcome.assumed)
    return;
  v->escapes = true;
  v->promotable = v->leak_bug = false;
  v->reasons |= question_reasons (&t->outcome);
  if (t->outcome.shown)
    v->grade = GRADE_SHOWN;
  else if (!v->path.n)
    v->grade = GRADE_ASSUMED;
  if (v->path.n)
    return;
  v->unknown_callee = seen->unknown_callee;
  event_path path = v->path;
  v->path = seen->path;
  seen->path = path;
}

/* A function was given up, so what it hands to callees as callbacks is not
   known: any of their objects that callbacks see may be anywhere.  */

static void
give_up_waiting (void)
{
  for (uint32_t i = 0; i < waiting.n; i++)
    {
      struct verdict *v = &waiting.v[i].v;
      if (!v->escapes)
        v->grade = GRADE_ASSUMED;
      v->escapes = true;
      v->reasons |= REASON_BUDGET;
      v->promotable = v->leak_bug = false;
      if (v->released == RELEASED_NEVER)
        v->released = RELEASED_UNKNOWN;
    }
}

void
judge_finish (void)
{
  for (uint32_t i = 0; i < waiting.n; i++)
    {
      report_verdict (&waiting.v[i].v);
      free_paths (&waiting.v[i].v);
    }
  vec_free (&waiting);
  waiting_numbers = NULL;
}

/* --- Where control can go. ---  */

static bool
is_null_edge (const struct judge *j, const struct unit_edge *e, object_id obj)
{
  node_id n = node_of (j, e->null_node);
  return n != NO_NODE && graph_holds (j->g, n, obj);
}

/* Can control come from block FROM to the function's end, with OBJ if that is
   one: not where what holds it is null and else nothing returns?  */

static bool
returns_from (const struct judge *j, uint32_t from, object_id obj)
{
  const struct unit_function *code = j->f->code;
  bool *seen = escape_alloc ((code->n_blocks + 1) * sizeof *seen);
  uint32_t *queue = escape_alloc ((code->n_blocks + 1) * sizeof *queue);
  uint32_t n = 0;
  queue[n++] = from;
  while (n && !seen[EXIT_BLOCK_NUMBER])
    {
      uint32_t block = queue[--n];
      for (uint32_t i = 0; i < code->edges.n; i++)
        {
          const struct unit_edge *e = &code->edges.v[i];
          if (e->from != block || seen[e->to])
            continue;
          if (obj && is_null_edge (j, e, obj))
            {
              bool other_returns = false;
              for (uint32_t k = 0; k < code->edges.n; k++)
                if (code->edges.v[k].from == block && k != i)
                  other_returns |= code->edges.v[k].to == EXIT_BLOCK_NUMBER
                                   || returns_from (j, code->edges.v[k].to, 0);
              if (!other_returns)
                continue;
            }
          seen[e->to] = true;
          queue[n++] = e->to;
        }
    }
  bool found = code->n_blocks > EXIT_BLOCK_NUMBER && seen[EXIT_BLOCK_NUMBER];
  escape_release (seen);
  escape_release (queue);
  return found;
}

/* Where the function returns after block FROM, where OBJ is made: by the
   shortest way with OBJ.  */

static struct source_place
where_returned (const struct judge *j, uint32_t from, object_id obj)
{
  const struct unit_function *code = j->f->code;
  struct step_back
  {
    uint32_t block;
    const struct unit_edge *by;
  };
  bool *seen = escape_alloc ((code->n_blocks + 1) * sizeof *seen);
  struct step_back *queue = escape_alloc ((code->n_blocks + 1) * sizeof *queue);
  struct source_place found = code->end;
  uint32_t n = 0;
  queue[n++] = (struct step_back){ from, NULL };
  seen[from] = true;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < code->edges.n; k++)
      {
        const struct unit_edge *e = &code->edges.v[k];
        if (e->from != queue[i].block || seen[e->to]
            || is_null_edge (j, e, obj))
          continue;
        if (e->to == EXIT_BLOCK_NUMBER)
          {
            if (e->place.line)
              found = e->place;
            else if (queue[i].by && queue[i].by->place.line)
              found = queue[i].by->place;
            i = n;
            break;
          }
        seen[e->to] = true;
        queue[n++] = (struct step_back){ e->to, e };
      }
  escape_release (seen);
  escape_release (queue);
  return found;
}

static bool
contains (const struct unit_loop *l, uint32_t block)
{
  for (uint32_t i = 0; i < l->blocks.n; i++)
    if (l->blocks.v[i] == block)
      return true;
  return false;
}

static bool
dies_in (const struct judge *j, const struct unit_loop *l, const void *what)
{
  for (uint32_t i = 0; i < l->dying.n; i++)
    if (&j->f->code->things.v[l->dying.v[i] - 1] == what)
      return true;
  return false;
}

struct looked_at
{
  VEC (object_id) objects;
};

/* Does an object made at SPOT outlive the iteration of the innermost loop around
   it?  SEEN: of which that was asked before.  */

static bool
outlives_iteration (const struct judge *j, object_id obj,
                    const struct spot *spot, struct looked_at *seen)
{
  struct graph *g = j->g;
  for (uint32_t i = 0; i < seen->objects.n; i++)
    if (seen->objects.v[i] == obj)
      return false;
  *vec_push (&seen->objects) = obj;
  if (!spot->loop)
    return false;
  const struct unit_loop *loop = &j->f->code->loops.v[spot->loop - 1];
  if (j->out[obj].shown || j->out[obj].assumed & ~REASON_CONST_CALL)
    return true;
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      const struct node *node = &g->nodes.v[n];
      if (node->obj == NO_OBJECT || !graph_holds (g, n, obj))
        continue;
      const struct object *holder = &g->objects.v[node->obj];
      const struct spot *made = spot_of (holder->call);
      if (holder->kind == OBJECT_FRAME && holder->what
          && !dies_in (j, loop, holder->what))
        return true;
      if ((holder->kind != OBJECT_FRESH && holder->kind != OBJECT_ALLOCA)
          || node->obj == obj)
        continue;
      if (!made || !contains (loop, made->block))
        return true;
      if (holder->kind == OBJECT_FRESH
          && outlives_iteration (j, node->obj, made, seen))
        return true;
    }
  for (uint32_t i = 0; i < loop->surviving.n; i++)
    if (graph_holds (g, node_of (j, loop->surviving.v[i]), obj))
      return true;
  return false;
}

/* --- Silence and promises. ---  */

/* Is OBJ held by a variable that is declared `ok', or the function is?  */

static bool
is_covered (const struct judge *j, object_id obj)
{
  const struct unit_function *code = j->f->code;
  if (code->ok)
    return true;
  for (uint32_t i = 0; i < code->attributed.n; i++)
    if (code->attributed.v[i].ok
        && graph_holds (j->g, node_of (j, code->attributed.v[i].node), obj))
      return true;
  for (object_id o = 1; o < j->g->objects.n; o++)
    {
      const struct object *holder = &j->g->objects.v[o];
      const struct thing *t = holder->what;
      if (holder->kind != OBJECT_FRAME || !t || !t->ok)
        continue;
      for (uint32_t c = 0; c < holder->cells.n; c++)
        if (graph_holds (j->g, holder->cells.v[c], obj))
          return true;
    }
  return false;
}

/* OBJ escapes, but a variable that holds it is declared `local'.  */

static void
check_local (const struct judge *j, object_id obj, const struct thing *own)
{
  const struct unit_function *code = j->f->code;
  const char *name = own && own->local ? own->text : NULL;
  struct source_place place = own ? own->place : code->place;
  if ((!j->out[obj].shown && !j->out[obj].assumed) || !code->reported)
    return;
  for (uint32_t i = 0; !name && i < code->attributed.n; i++)
    {
      const struct attributed *a = &code->attributed.v[i];
      if (a->local && graph_holds (j->g, node_of (j, a->node), obj))
        {
          name = a->name;
          place = a->place;
        }
    }
  for (object_id o = 1; !name && o < j->g->objects.n; o++)
    {
      const struct object *holder = &j->g->objects.v[o];
      const struct thing *t = holder->what;
      if (holder->kind != OBJECT_FRAME || !t || !t->local)
        continue;
      for (uint32_t c = 0; c < holder->cells.n; c++)
        if (graph_holds (j->g, holder->cells.v[c], obj))
          {
            name = t->text;
            place = t->place;
          }
    }
  if (!name)
    return;
  event_path path = { NULL, 0, 0 };
  events_of_trace (question_why (j->g, j->out, j->search, obj, NULL), &path);
  tell_finding (j, GROUP_ASSERT, place,
                report_text ("%q is declared %q but escapes", name, "local"),
                &path, code->ok);
  vec_free (&path);
}

/* --- Allocations. ---  */

static void
fill_verdict (const struct judge *j, struct verdict *v, object_id obj)
{
  const struct outcome *o = &j->out[obj];
  v->escapes = o->shown || o->assumed;
  v->reasons = question_reasons (o);
  v->grade = o->shown || !v->escapes ? GRADE_SHOWN : GRADE_ASSUMED;
  if (v->escapes)
    events_of_trace (question_why (j->g, j->out, j->search, obj,
                                   &v->unknown_callee),
                     &v->path);
}

static void
tell_birth (const struct judge *j, const struct object *o, event_path *path)
{
  step_id birth = j->g->nodes.v[o->births.v[0]].birth;
  if (birth)
    events_of_trace (trace_single (j->g, j->g->steps.v[birth]), path);
}

/* Is OBJ released by what a function without a body calls back?  The engine does
   not follow that.  */

static bool
released_by_library (const struct judge *j, object_id obj)
{
  const struct graph *g = j->g;
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release *r = &g->releases.v[i];
      const struct step *step = &g->steps.v[r->step];
      const struct symbol *callee = step->what;
      if (!r->direct && !(r->how & RELEASE_MOVES) && step->where && callee
          && callee->thing.kind == THING_FUNCTION && !callee->body
          && !callee->imports && graph_holds (g, r->ptr, obj))
        return true;
    }
  return false;
}

/* Fill in of V what hangs on the order.  What is lost on some path and released
   on none is never released.  SAME: as in judge.cc.  */

static void
judge_order (const struct judge *j, object_id obj, const struct verdict *same,
             struct verdict *v)
{
  const struct object *o = &j->g->objects.v[obj];
  const struct outcome *out = &j->out[obj];
  if (v->leak_bug || released_by_library (j, obj))
    return;
  unsigned kept = (out->shown | out->assumed)
                  & ~(REASON_RETURNED | REASON_GLOBAL | REASON_CONST_CALL);
  if (kept)
    {
      if (v->released == RELEASED_SOMEWHERE
          && (!same || same->released == RELEASED_ALWAYS)
          && is_always_released (j->f, obj, false))
        v->released = RELEASED_ALWAYS;
      return;
    }
  const char *lost
      = lost_text (v->written,
                   o->heap_kind == KIND_RAW ? o->deallocator : NULL);
  bool is_lost
      = !j->f->code->is_main
        && ask_in_order (j->f, obj, FLOW_LOST, &v->loss_path, lost) == FLOW_YES;
  bool nowhere = is_lost
                 && ask_in_order (j->f, obj, FLOW_RELEASED, NULL, "") == FLOW_NO
                 && ask_in_order (j->f, obj, FLOW_LEAVES, NULL, "") == FLOW_NO;
  v->leak_bug = nowhere && !out->shown && !(out->assumed & ~REASON_CONST_CALL)
                && (!o->origin || v->released == RELEASED_NEVER);
  v->path_leak_bug = is_lost && !nowhere;
  if (v->leak_bug)
    {
      event_path path = v->bug_path;
      v->bug_path = v->loss_path;
      v->loss_path = path;
      v->released = RELEASED_NEVER;
    }
  if (!is_lost && v->released == RELEASED_SOMEWHERE
      && is_always_released (j->f, obj, true))
    v->released = RELEASED_ALWAYS;
}

/* Is a pointer to OBJ, of the frame, called NAME, still in a place that lives on
   when the function returns, on some path?  */

static bool
dangles (const struct judge *j, object_id obj, const char *name,
         event_path *path)
{
  return ask_in_order (j->f, obj, FLOW_DANGLES, path,
                       report_text ("the function returns, and %q is gone",
                                    name))
         == FLOW_YES;
}

/* As in judge.cc.  */

static bool
is_never_there (const struct judge *j, object_id obj)
{
  return is_always_released (j->f, obj, true)
         && ask_in_order (j->f, obj, FLOW_RELEASED, NULL, "") == FLOW_NO;
}

/* SAME: of another object of the same call, which this will be merged into.  */

static struct verdict
judge_allocation (const struct judge *j, object_id obj, const char *name,
                  const struct verdict *same)
{
  const struct object *o = &j->g->objects.v[obj];
  const struct spot *spot = spot_of (o->call);
  const struct outcome *out = &j->out[obj];
  struct verdict v = { .object = CLASS_ALLOCATION,
                       .place = spot->written_at,
                       .name = name,
                       .written = written_name (spot, name),
                       .heap_kind = o->heap_kind,
                       .on_stack = o->kind == OBJECT_ALLOCA };
  fill_verdict (j, &v, obj);
  unsigned size_reason = o->size.kind != SIZE_CONSTANT ? REASON_UNKNOWN_SIZE
                         : o->size.bytes > options.stack_limit ? REASON_SIZE
                                                               : 0;
  v.size = o->size.kind == SIZE_CONSTANT && o->size.bytes <= INT64_MAX
               ? (int64_t)o->size.bytes
               : -1;
  struct looked_at seen = { { NULL, 0, 0 } };
  v.outlives_iteration = outlives_iteration (j, obj, spot, &seen);
  vec_free (&seen.objects);
  bool elsewhere = false;
  v.released = question_released (j->g, j->out, obj, &elsewhere);
  if (!v.escapes && !v.on_stack)
    v.reasons |= size_reason;
  v.promotable = !v.escapes && !size_reason && !elsewhere
                 && !v.outlives_iteration && !o->several;
  v.left_to_callers = v.escapes && !j->f->code->root
                      && !(v.reasons & ~(REASON_RETURNED | REASON_PARAMETER));
  v.leak_bug
      = !v.on_stack && !out->shown && !(out->assumed & ~REASON_CONST_CALL)
        && v.released == RELEASED_NEVER && !j->f->code->is_main && !o->carried
        && !o->doubtful && returns_from (j, spot->block, obj)
        && !is_never_there (j, obj);
  if (v.leak_bug)
    {
      tell_birth (j, o, &v.bug_path);
      *vec_push (&v.bug_path) = (struct event){
        where_returned (j, spot->block, obj), j->f->symbol->thing.text,
        lost_text (v.written, o->heap_kind == KIND_RAW ? o->deallocator : NULL)
      };
    }
  if (!v.on_stack && !o->carried && !o->doubtful && !o->shared)
    judge_order (j, obj, same, &v);
  /* Inlined, it is the caller's.  */
  if (v.on_stack && out->shown && !o->caller_frame)
    v.stack_bug = dangles (j, obj, name, &v.bug_path);
  v.ok = is_covered (j, obj);
  check_local (j, obj, NULL);
  return v;
}

static void
judge_own_allocations (const struct judge *j)
{
  const struct caller *c = &j->f->caller;
  for (uint32_t i = 0; i < c->allocations.n; i++)
    {
      const struct allocation *a = &c->allocations.v[i];
      bool again = false;
      for (uint32_t k = 0; k < i && !again; k++)
        again = c->allocations.v[k].call == a->call;
      /* A function pointer with several targets allocates once.  */
      if (again)
        continue;
      struct verdict v = judge_allocation (j, a->object, a->name, NULL);
      if (v.on_stack && *spot_of (a->call)->vla)
        {
          v.object = CLASS_VARIABLE;
          v.name = v.written = spot_of (a->call)->vla;
        }
      hand_over_own (j, a->object, &v);
    }
}

/* Is O, of the same call as A's object, told with it?  */

static bool
belong_together (const struct verdict *a, const struct object *o)
{
  return a->on_stack == (o->kind == OBJECT_ALLOCA)
         && (a->heap_kind == o->heap_kind || a->heap_kind == KIND_RAW
             || o->heap_kind == KIND_RAW);
}

static void
merge_sizes (struct verdict *into, const struct verdict *v)
{
  const unsigned sizes = REASON_SIZE | REASON_UNKNOWN_SIZE;
  into->size = into->size < 0 || v->size < 0 ? -1 : into->size + v->size;
  into->reasons &= ~sizes;
  if (into->escapes)
    return;
  if (into->size < 0)
    into->reasons |= REASON_UNKNOWN_SIZE;
  else if ((uint64_t)into->size > options.stack_limit)
    into->reasons |= REASON_SIZE;
  if (into->reasons & sizes)
    into->promotable = false;
}

/* V is about a further object of the call that INTO is about.  */

static void
merge_verdict (struct verdict *into, struct verdict *v)
{
  if (v->escapes && !into->escapes)
    {
      into->escapes = true;
      into->grade = v->grade;
      into->reasons = 0;
      into->unknown_callee = v->unknown_callee;
      event_path path = into->path;
      into->path = v->path;
      v->path = path;
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
    into->heap_kind = v->heap_kind;
  merge_sizes (into, v);
  into->left_to_callers
      = into->left_to_callers && (!v->escapes || v->left_to_callers);
  if (v->leak_bug && !into->leak_bug)
    {
      into->leak_bug = true;
      event_path path = into->bug_path;
      into->bug_path = v->bug_path;
      v->bug_path = path;
    }
  if (v->path_leak_bug && !into->path_leak_bug)
    {
      into->path_leak_bug = true;
      event_path path = into->loss_path;
      into->loss_path = v->loss_path;
      v->loss_path = path;
    }
  if (v->released != into->released && into->released == RELEASED_ALWAYS)
    into->released = v->released;
  into->ok |= v->ok;
  free_paths (v);
}

/* What a call's callees made and handed out is an allocation at the call.  */

static void
judge_clones (const struct judge *j)
{
  struct made
  {
    const void *call;
    struct verdict v;
  };
  VEC (struct made) made = { NULL, 0, 0 };
  for (object_id o = 1; o < j->g->objects.n; o++)
    {
      const struct object *obj = &j->g->objects.v[o];
      if (obj->origin && obj->carried)
        feed_back (j, o);
      if (!obj->origin || obj->carried || obj->shared || obj->never
          || (obj->kind != OBJECT_FRESH && obj->kind != OBJECT_ALLOCA))
        continue;
      step_id birth = j->g->nodes.v[obj->births.v[0]].birth;
      const struct thing *callee = j->g->steps.v[birth].what;
      uint32_t i = 0;
      while (i < made.n
             && !(made.v[i].call == obj->call
                  && belong_together (&made.v[i].v, obj)))
        i++;
      struct verdict v
          = judge_allocation (j, o,
                              callee ? callee->text : spot_of (obj->call)->name,
                              i < made.n ? &made.v[i].v : NULL);
      if (i < made.n)
        merge_verdict (&made.v[i].v, &v);
      else
        *vec_push (&made) = (struct made){ obj->call, v };
    }
  for (uint32_t i = 0; i < made.n; i++)
    {
      struct verdict *v = &made.v[i].v;
      /* Whoever has a part of a container is trusted with the whole.  */
      v->leak_bug &= !v->escapes || v->heap_kind == KIND_RAW;
      v->path_leak_bug &= !v->leak_bug;
      hand_over (j, v);
    }
  vec_free (&made);
}

/* --- Variables. ---  */

static void
judge_variables (const struct judge *j)
{
  for (object_id o = 1; o < j->g->objects.n; o++)
    {
      const struct object *obj = &j->g->objects.v[o];
      const struct thing *t = obj->what;
      if (obj->kind != OBJECT_FRAME || !t || obj->origin || !*t->text
          || !t->address_used)
        continue;
      bool again = false;
      for (object_id k = 1; k < o && !again; k++)
        again = j->g->objects.v[k].kind == OBJECT_FRAME
                && j->g->objects.v[k].what == t;
      if (again)
        continue;
      bool elsewhere = false;
      struct verdict v = { .object = CLASS_VARIABLE,
                           .place = t->place,
                           .name = t->text,
                           .on_stack = true,
                           .size = obj->extent };
      unsigned shown = j->out[o].shown;
      if (t->taken_back)
        j->out[o].shown = 0;
      fill_verdict (j, &v, o);
      j->out[o].shown = shown;
      v.released = question_released (j->g, j->out, o, &elsewhere);
      v.outlives_iteration = t->outlives;
      v.promotable = !v.escapes && !v.outlives_iteration;
      v.stack_bug = (shown || outcome_is_open (&j->out[o])) && !t->taken_back
                    && dangles (j, o, t->text, &v.bug_path);
      if (v.stack_bug)
        v.grade = GRADE_SHOWN;
      v.ok = t->ok || j->f->code->ok;
      check_local (j, o, t);
      hand_over_own (j, o, &v);
    }
}

/* --- Releases. ---  */

/* What messages call the storage O; null: nothing.  */

static const char *
storage_name (const struct object *o)
{
  const struct thing *t = o->what;
  return (o->kind == OBJECT_FRAME || o->kind == OBJECT_GLOBAL
          || o->kind == OBJECT_FUNCTION)
                 && t && *t->text
             ? t->text
             : NULL;
}

/* Can it not be shown that some release gets WHAT?  HOW: of the one in question.
   Under a guard it has to be seen that the guard lets it through.  */

static bool
is_spared (const struct judge *j, object_id what, bool several,
           enum release_how how)
{
  enum object_kind kind = j->g->objects.v[what].kind;
  if (several || (kind != OBJECT_FRAME && kind != OBJECT_GLOBAL))
    return how & RELEASE_GUARDED;
  if (how & RELEASE_GUARDED)
    return !is_forced (j->f, what, FLOW_RELEASED_WRONGLY);
  return ask_in_order (j->f, what, FLOW_RELEASED_WRONGLY, NULL, "") != FLOW_YES;
}

static void
judge_frees (const struct judge *j)
{
  struct graph *g = j->g;
  const struct unit_function *code = j->f->code;
  for (uint32_t i = 0; i < g->releases.n && judge_is_told (j->f); i++)
    {
      const struct release *r = &g->releases.v[i];
      const struct step *step = &g->steps.v[r->step];
      bool several;
      object_id what = question_bad_release (g, r, &several);
      if (!what || !step->where || is_spared (j, what, several, r->how))
        continue;
      const struct spot *spot = spot_of (step->where);
      event_path path = { NULL, 0, 0 };
      search_run (j->search, what, GRADE_SHOWN, NULL);
      int how = search_reached (j->search, r->ptr);
      if (how)
        events_of_trace (search_trace (j->search, r->ptr, how), &path);
      events_of_trace (trace_single (j->g, *step), &path);
      if (r->direct && path.n)
        path.v[path.n - 1].text
            = report_text ("%s: remove this call", path.v[path.n - 1].text);
      const char *name = several ? NULL : storage_name (&g->objects.v[what]);
      const char *called
          = r->direct ? written_name (spot, r->deallocator) : r->deallocator;
      const struct object *o = &g->objects.v[what];
      const struct thing *t = o->kind == OBJECT_FRAME ? o->what : NULL;
      tell_finding (j, GROUP_FREE, r->direct ? spot->written_at : spot->place,
                    name ? report_text ("%q of %q, which is not on the heap",
                                        called, name)
                         : report_text ("%q of storage that is not on the heap",
                                        called),
                    &path, code->ok || (t && t->ok));
      vec_free (&path);
    }
}

/* --- Promises. ---  */

static void
judge_contracts (const struct judge *j)
{
  const struct unit_function *code = j->f->code;
  const struct fn_attributes *a
      = j->f->member->unit->callees.v[code->callee - 1].attributes;
  if (a->nonallocating && j->f->caller.allocates)
    {
      event_path path = { NULL, 0, 0 };
      events_of_trace (j->f->caller.allocates, &path);
      tell_finding (j, GROUP_ALLOC, path.n ? path.v[0].place : code->place,
                    report_text (j->f->caller.allocates_grade == GRADE_SHOWN
                                     ? "%q is declared %q but allocates"
                                     : "%q is declared %q but is assumed to "
                                       "allocate",
                                 j->f->symbol->thing.text, "nonallocating"),
                    &path, code->ok);
      vec_free (&path);
    }
}

/* The arguments in SET must not be kept.  */

static void
judge_noescape (const struct judge *j, uint64_t set)
{
  const struct unit_function *code = j->f->code;
  unsigned n;
  struct leak *leaks
      = outcome_leaks (j->g, j->out, NULL, (int)code->n_params, &n);
  for (unsigned k = 0; k < n; k++)
    {
      const struct leak *l = &leaks[k];
      if (l->param >= 64 || !(set >> l->param & 1) || l->level
          || !question_kept (j->out, l))
        continue;
      set &= ~(UINT64_C (1) << l->param);
      const struct unit_parameter *p = &code->parameters.v[l->param];
      event_path path = { NULL, 0, 0 };
      events_of_trace (question_leak (j->g, j->search, l), &path);
      tell_finding (j, GROUP_ASSERT, p->place,
                    report_text ("%q is declared %q for argument %d, but %q "
                                 "escapes",
                                 j->f->symbol->thing.text, "noescape",
                                 l->param + 1, p->name),
                    &path, code->ok);
      vec_free (&path);
    }
  escape_release (leaks);
}

/* --- Parameters. ---  */

static void
judge_parameters (const struct judge *j)
{
  const struct unit_function *code = j->f->code;
  unsigned n;
  unsigned *levels = escape_alloc ((code->n_params + 1) * sizeof *levels);
  for (uint32_t i = 0; i < code->n_params; i++)
    levels[i] = code->parameters.v[i].max_level;
  struct leak *leaks
      = outcome_leaks (j->g, j->out, levels, (int)code->n_params, &n);
  for (uint32_t i = 0; i < code->n_params; i++)
    {
      const struct unit_parameter *p = &code->parameters.v[i];
      if (!p->told)
        continue;
      VEC (struct leak) own = { NULL, 0, 0 };
      struct verdict v = { .object = CLASS_PARAMETER,
                           .place = p->place,
                           .name = p->name,
                           .size = -1,
                           .ok = p->ok || code->ok };
      for (unsigned k = 0; k < n; k++)
        {
          /* A small number can be a part of a pointer, which is no news.  */
          if (leaks[k].param != (int)i
              || (leaks[k].to == LEAK_TO_RESULT && code->small_result))
            continue;
          if (!v.path.n)
            events_of_trace (question_leak (j->g, j->search, &leaks[k]),
                             &v.path);
          *vec_push (&own) = leaks[k];
        }
      v.leaks = own.v;
      v.n_leaks = own.n;
      v.escapes = own.n;
      hand_over (j, &v);
      vec_free (&own);
    }
  escape_release (leaks);
  escape_release (levels);
}

/* --- What the unit has found. ---  */

static void
tell_findings (const struct judge *j)
{
  const struct unit_function *code = j->f->code;
  for (uint32_t i = 0; i < code->findings.n; i++)
    {
      const struct unit_finding *found = &code->findings.v[i];
      event_path path = { NULL, 0, 0 };
      for (uint32_t k = 0; k < found->path.n; k++)
        {
          const struct unit_event *e = &found->path.v[k];
          *vec_push (&path)
              = (struct event){ e->place, e->function, quoted_text (e->text) };
        }
      if (found->group < N_GROUPS)
        tell_finding (j, (enum group)found->group, found->place,
                      quoted_text (found->text), &path, code->ok);
      vec_free (&path);
    }
}

/* --- A function. ---  */

void
judge_tell (struct function *f, struct told *t)
{
  t->verdict.function = f;
  switch (t->kind)
    {
    case TOLD_VERDICT:
      report_verdict (&t->verdict);
      break;
    case TOLD_WAITING:
      wait_for_callers (t);
      return;
    case TOLD_SEEN:
      take_back (t);
      break;
    case TOLD_FINDING:
      report_finding (t->group, f, t->place, t->text, &t->verdict.path, t->ok);
      break;
    case TOLD_GIVEN_UP:
      give_up_waiting ();
      if (judge_is_told (f))
        report_note (1, f, f->code->place,
                     report_text ("%q is too large to analyse within the "
                                  "budget; it is taken for unknown code",
                                  f->symbol->thing.text));
      break;
    default:
      break;
    }
  free_paths (&t->verdict);
}

static void
new_outcome (struct judge *j)
{
  if (j->search)
    search_free (j->search);
  escape_release (j->out);
  j->out = outcome_compute (j->g);
  j->search = search_new (j->g);
}

/* Nobody else is to say what the callbacks of F's callers do.  False if that is
   too much.  */

static bool
close_graph (struct function *f)
{
  apply_deferred_as_unknown (&f->caller);
  return apply_and_solve (&f->caller, true);
}

void
judge_function (struct function *f)
{
  struct judge j = { f, f->caller.graph, NULL, NULL };
  bool closed = !f->caller.gave_up && (f->root || f->caller.summary->unknown);
  if (f->caller.gave_up || (closed && !close_graph (f)))
    {
      struct told t = { .kind = TOLD_GIVEN_UP };
      say (&j, &t);
      return;
    }
  new_outcome (&j);
  judge_own_allocations (&j);
  judge_clones (&j);
  judge_variables (&j);
  judge_frees (&j);
  if (judge_is_told (f))
    {
      tell_findings (&j);
      judge_contracts (&j);
      judge_noescape (&j, f->member->unit->callees.v[f->code->callee - 1]
                              .attributes->noescape);
    }
  bool solved = true;
  if (!closed)
    {
      /* A parameter that is handed to a callback leaks as far as this function
         can say.  */
      solved = close_graph (f);
      if (solved)
        new_outcome (&j);
    }
  if (solved)
    judge_parameters (&j);
  search_free (j.search);
  escape_release (j.out);
}
