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
  struct judging is; /* First: casts.  */
  struct function *f;
};

static struct judge *
judge_of (struct judging *j)
{
  return (struct judge *)j;
}

static struct verdict *
verdict_of (struct judged *v)
{
  return (struct verdict *)v;
}

static node_id
node_of (struct judge *j, node_id recorded)
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
say (struct function *f, struct told *t)
{
  if (options.cache)
    cache_note (f, t);
  judge_tell (f, t);
}

static void
hand_over (struct judge *j, struct verdict *v)
{
  struct told t = { .kind = TOLD_VERDICT, .verdict = *v };
  if (judge_is_told (j->f))
    say (j->f, &t);
  else
    free_paths (v);
}

void
judge_found (struct function *f, enum group group, struct source_place place,
             const char *text, event_path *path, bool ok, unsigned fault)
{
  struct told t = { .kind = TOLD_FINDING,
                    .verdict = { .judged = { .fault = fault }, .path = *path },
                    .group = group,
                    .place = place,
                    .text = text,
                    .ok = ok };
  *path = (event_path){ NULL, 0, 0 };
  say (f, &t);
}

/* --- Objects that callbacks of callers can see. ---

   See core/judged.c.  What their functions say of them waits for the callers.  */

struct waiting
{
  const void *what;
  struct verdict v;
  uint32_t next; /* That waits for the same, or 0.  */
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
  uint32_t *slot = table_slot (waiting_numbers, (uintptr_t)t->what, 0, 0);
  *vec_push (&waiting) = (struct waiting){ t->what, t->verdict, *slot };
  *slot = waiting.n;
}

/* V is told now or, if it WAITS (judge_waits_by), in the end.  */

static void
hand_over_by (struct judge *j, struct verdict *v, const void *waits)
{
  if (!judge_is_told (j->f) || !waits)
    {
      hand_over (j, v);
      return;
    }
  struct told t
      = { .kind = TOLD_WAITING, .verdict = *v, .maker = j->f, .what = waits };
  say (j->f, &t);
}

/* V is about OBJ of this very function.  */

static void
hand_over_own (struct judge *j, object_id obj, struct verdict *v)
{
  hand_over_by (j, v, judge_waits_by (&j->is.g->objects.v[obj]));
}

/* OBJ is a callee's object that only callbacks see: its verdict hears of it.  */

static void
feed_back (struct judging *jg, object_id obj)
{
  struct judge *j = judge_of (jg);
  const void *what = judge_waited_by (&jg->g->objects.v[obj]);
  if (!number_waiting (what))
    return;
  bool elsewhere = false;
  struct told t = { .kind = TOLD_SEEN,
                    .maker = options.cache ? digest_maker (what) : NULL,
                    .what = what,
                    .outcome = judge_carried (jg, obj) };
  struct verdict *v = &t.verdict;
  v->judged.released = question_released (jg->g, jg->out, obj, &elsewhere);
  if (t.outcome.shown || t.outcome.assumed)
    events_of_trace (question_why (jg->g, jg->out, jg->search, obj,
                                   &v->judged.unknown_callee),
                     &v->path);
  say (j->f, &t);
}

/* What T, which is seen of what waits, makes of its verdicts.  */

static void
take_back (struct told *t)
{
  struct verdict *seen = &t->verdict;
  for (uint32_t n = number_waiting (t->what); n; n = waiting.v[n - 1].next)
    {
      struct verdict *v = &waiting.v[n - 1].v;
      if (!judged_add (&v->judged, &t->outcome, seen->judged.released,
                       v->path.n != 0))
        continue;
      v->judged.unknown_callee = seen->judged.unknown_callee;
      event_path path = v->path;
      v->path = seen->path;
      seen->path = path;
    }
}

/* A function was given up, so what it hands to callees as callbacks is not
   known: any of their objects that callbacks see may be anywhere.  */

static void
give_up_waiting (void)
{
  for (uint32_t i = 0; i < waiting.n; i++)
    judged_give_up (&waiting.v[i].v.judged);
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

static const void *
loop_of (struct judging *j, const void *call)
{
  uint32_t loop = spot_of (call)->loop;
  return loop ? &judge_of (j)->f->code->loops.v[loop - 1] : NULL;
}

static bool
in_loop (struct judging *j, const void *loop, const void *call)
{
  (void)j;
  const struct unit_loop *l = loop;
  for (uint32_t i = 0; i < l->blocks.n; i++)
    if (l->blocks.v[i] == spot_of (call)->block)
      return true;
  return false;
}

static bool
dies_in (struct judging *j, const void *loop, const void *what)
{
  const struct unit_loop *l = loop;
  for (uint32_t i = 0; i < l->dying.n; i++)
    if (&judge_of (j)->f->code->things.v[l->dying.v[i] - 1] == what)
      return true;
  return false;
}

static bool
survives (struct judging *j, const void *loop, object_id obj)
{
  const struct unit_loop *l = loop;
  for (uint32_t i = 0; i < l->surviving.n; i++)
    if (graph_holds (j->g, node_of (judge_of (j), l->surviving.v[i]), obj))
      return true;
  return false;
}

/* --- Silence and promises. ---  */

/* Is OBJ held by a variable that is declared `ok', or the function is?  */

static bool
is_covered (struct judge *j, object_id obj)
{
  const struct unit_function *code = j->f->code;
  if (code->ok)
    return true;
  for (uint32_t i = 0; i < code->attributed.n; i++)
    if (code->attributed.v[i].ok
        && graph_holds (j->is.g, node_of (j, code->attributed.v[i].node), obj))
      return true;
  for (object_id o = 1; o < j->is.g->objects.n; o++)
    {
      const struct object *holder = &j->is.g->objects.v[o];
      const struct thing *t = holder->what;
      if (holder->kind != OBJECT_FRAME || !t || !t->ok)
        continue;
      for (uint32_t c = 0; c < holder->cells.n; c++)
        if (graph_holds (j->is.g, holder->cells.v[c], obj))
          return true;
    }
  return false;
}

/* OBJ escapes, but a variable that holds it is declared `local'.  */

static void
check_local (struct judge *j, object_id obj, const struct thing *own)
{
  const struct unit_function *code = j->f->code;
  const char *name = own && own->local ? own->text : NULL;
  struct source_place place = own ? own->place : code->place;
  if ((!j->is.out[obj].shown && !j->is.out[obj].assumed) || !code->reported)
    return;
  for (uint32_t i = 0; !name && i < code->attributed.n; i++)
    {
      const struct attributed *a = &code->attributed.v[i];
      if (a->local && graph_holds (j->is.g, node_of (j, a->node), obj))
        {
          name = a->name;
          place = a->place;
        }
    }
  for (object_id o = 1; !name && o < j->is.g->objects.n; o++)
    {
      const struct object *holder = &j->is.g->objects.v[o];
      const struct thing *t = holder->what;
      if (holder->kind != OBJECT_FRAME || !t || !t->local)
        continue;
      for (uint32_t c = 0; c < holder->cells.n; c++)
        if (graph_holds (j->is.g, holder->cells.v[c], obj))
          {
            name = t->text;
            place = t->place;
          }
    }
  if (!name)
    return;
  event_path path = { NULL, 0, 0 };
  events_of_trace (question_why (j->is.g, j->is.out, j->is.search, obj, NULL),
                   &path);
  judge_found (j->f, GROUP_ASSERT, place,
               report_text ("%q is declared %q but escapes", name, "local"),
               &path, code->ok, judge_fault (&j->is, obj));
  vec_free (&path);
}

/* --- Allocations. ---  */

static struct flow *
flow_for (struct judging *j)
{
  return flow_of (judge_of (j)->f);
}

static event_path *
path_of (struct judged *v, enum judged_path which)
{
  struct verdict *of = verdict_of (v);
  return which == PATH_WHY   ? &of->path
         : which == PATH_BUG ? &of->bug_path
                             : &of->loss_path;
}

static void
tell_trace (struct judging *j, struct judged *v, enum judged_path which,
            const struct trace *t)
{
  (void)j;
  events_of_trace (t, path_of (v, which));
}

/* That V's object OBJ is lost.  */

static const char *
lost_of (struct judging *j, struct judged *v, object_id obj)
{
  const struct object *o = &j->g->objects.v[obj];
  const struct spot *by = judge_releasing_call (j, obj);
  return lost_text (verdict_of (v)->written, o->heap_kind != KIND_RAW ? NULL
                                             : by                     ? by->name
                                                  : o->deallocator);
}

static void
tell_flow (struct judging *j, struct judged *v, enum judged_path which,
           object_id obj, enum flow_question question,
           const struct flow_path *found)
{
  (void)question;
  events_of_flow (found, lost_of (j, v, obj), path_of (v, which));
}

static void
tell_failing (struct judging *j, struct judged *v, enum judged_path which,
              const struct failing *how)
{
  (void)j;
  struct flow_event end = how->end;
  struct flow_path path = { { &end, 1, 1 }, false };
  const char *text = how->null
                         ? report_text ("this path fails: null is returned")
                         : report_text ("this path fails: %l is returned",
                                        (long long)how->value);
  events_of_flow (&path, text, path_of (v, which));
}

static void
move_path (struct judged *into, enum judged_path to, struct judged *v,
           enum judged_path from)
{
  event_path *old = path_of (v, from), *path = path_of (into, to);
  for (uint32_t i = 0; i < old->n; i++)
    *vec_push (path) = old->v[i];
  vec_free (old);
}

static bool
calls_library (struct judging *j, const struct step *step)
{
  (void)j;
  const struct symbol *callee = step->what;
  return step->where && callee && callee->thing.kind == THING_FUNCTION
         && !callee->body && !callee->imports;
}

static const struct lib_effects *
library_of (const void *what)
{
  const struct symbol *s = what;
  return s->callee ? s->callee->library : NULL;
}

/* Is a pointer to OBJ, of the frame, called NAME, still in a place that lives on
   when the function returns, on some path?  */

static bool
dangles (struct judge *j, object_id obj, const char *name, event_path *path)
{
  return ask_in_order (j->f, obj, FLOW_DANGLES, path,
                       report_text ("the function returns, and %q is gone",
                                    name))
         == FLOW_YES;
}

/* SAME: of another object of the same call, which this will be merged into.  */

static struct verdict
judge_made (struct judge *j, object_id obj, const char *name,
            const struct judged *same)
{
  const struct object *o = &j->is.g->objects.v[obj];
  const struct spot *spot = spot_of (o->call);
  struct verdict v = { .judged = { .fault = judge_fault (&j->is, obj) },
                       .object = CLASS_ALLOCATION,
                       .place = spot->written_at,
                       .name = name,
                       .written = written_name (spot, name) };
  judge_allocation (&j->is, obj, same, &v.judged);
  /* Inlined, it is the caller's.  */
  if (v.judged.on_stack && j->is.out[obj].shown && !o->caller_frame)
    v.judged.stack_bug = dangles (j, obj, name, &v.bug_path);
  v.ok = is_covered (j, obj);
  check_local (j, obj, NULL);
  return v;
}

static void
judge_own_allocations (struct judge *j)
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
      struct verdict v = judge_made (j, a->object, a->name, NULL);
      if (v.judged.on_stack && *spot_of (a->call)->vla)
        {
          v.object = CLASS_VARIABLE;
          v.name = v.written = spot_of (a->call)->vla;
        }
      hand_over_own (j, a->object, &v);
    }
}

/* What a call's callees made and handed out is an allocation at the call.  */

static struct judged *
clone_verdict (struct judging *j, object_id o, const struct judged *same)
{
  const struct object *obj = &j->g->objects.v[o];
  step_id birth = j->g->nodes.v[obj->births.v[0]].birth;
  const struct thing *callee = j->g->steps.v[birth].what;
  struct verdict *v = escape_alloc (sizeof *v);
  *v = judge_made (judge_of (j), o,
                   callee ? callee->text : spot_of (obj->call)->name, same);
  return &v->judged;
}

static void
hand_over_clone (struct judging *j, struct judged *v, const void *waits)
{
  hand_over_by (judge_of (j), verdict_of (v), waits);
  escape_release (v);
}

static void
drop_clone (struct judged *v, struct judged *into)
{
  verdict_of (into)->ok |= verdict_of (v)->ok;
  free_paths (verdict_of (v));
  escape_release (v);
}

static const struct judge_client client = { .flow = flow_for,
                                            .tell_trace = tell_trace,
                                            .tell_flow = tell_flow,
                                            .tell_failing = tell_failing,
                                            .move_path = move_path,
                                            .calls_library = calls_library,
                                            .library = library_of,
                                            .loop = loop_of,
                                            .in_loop = in_loop,
                                            .dies_in = dies_in,
                                            .survives = survives,
                                            .clone = clone_verdict,
                                            .hand_over = hand_over_clone,
                                            .drop = drop_clone,
                                            .feed_back = feed_back };

/* --- Variables. ---  */

static void
judge_variables (struct judge *j)
{
  for (object_id o = 1; o < j->is.g->objects.n; o++)
    {
      const struct object *obj = &j->is.g->objects.v[o];
      const struct thing *t = obj->what;
      if (obj->kind != OBJECT_FRAME || !t || obj->origin || !*t->text
          || !t->address_used)
        continue;
      bool again = false;
      for (object_id k = 1; k < o && !again; k++)
        again = j->is.g->objects.v[k].kind == OBJECT_FRAME
                && j->is.g->objects.v[k].what == t;
      if (again)
        continue;
      bool elsewhere = false;
      struct verdict v = { .judged = { .on_stack = true,
                                       .size = obj->extent,
                                       .fault = judge_fault (&j->is, o) },
                           .object = CLASS_VARIABLE,
                           .place = t->place,
                           .name = t->text };
      unsigned shown = j->is.out[o].shown;
      if (t->taken_back)
        j->is.out[o].shown = 0;
      judge_escape (&j->is, o, &v.judged);
      j->is.out[o].shown = shown;
      v.judged.released = question_released (j->is.g, j->is.out, o, &elsewhere);
      v.judged.outlives_iteration = t->outlives;
      v.judged.promotable = !v.judged.escapes && !v.judged.outlives_iteration;
      v.judged.stack_bug = (shown || outcome_is_open (&j->is.out[o]))
                           && !t->taken_back && !judge_is_withdrawn (&j->is, o)
                           && dangles (j, o, t->text, &v.bug_path);
      if (v.judged.stack_bug)
        v.judged.grade = GRADE_SHOWN;
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

static void
judge_frees (struct judge *j)
{
  struct graph *g = j->is.g;
  const struct unit_function *code = j->f->code;
  for (uint32_t i = 0; i < g->releases.n && judge_is_told (j->f); i++)
    {
      const struct release *r = &g->releases.v[i];
      const struct step *step = &g->steps.v[r->step];
      bool several;
      object_id what = question_bad_release (g, r, &several);
      if (!what || !step->where
          || judge_is_spared (&j->is, what, several, r->how))
        continue;
      const struct spot *spot = spot_of (step->where);
      event_path path = { NULL, 0, 0 };
      search_run (j->is.search, what, GRADE_SHOWN, NULL);
      int how = search_reached (j->is.search, r->ptr);
      if (how)
        events_of_trace (search_trace (j->is.search, r->ptr, how), &path);
      events_of_trace (trace_single (j->is.g, *step), &path);
      if (r->direct && path.n)
        path.v[path.n - 1].text
            = report_text ("%s: remove this call", path.v[path.n - 1].text);
      const char *name = several ? NULL : storage_name (&g->objects.v[what]);
      const char *called
          = r->direct ? written_name (spot, r->deallocator) : r->deallocator;
      const struct object *o = &g->objects.v[what];
      const struct thing *t = o->kind == OBJECT_FRAME ? o->what : NULL;
      judge_found (j->f, GROUP_FREE, r->direct ? spot->written_at : spot->place,
                   name ? report_text ("%q of %q, which is not on the heap",
                                       called, name)
                        : report_text ("%q of storage that is not on the heap",
                                       called),
                   &path, code->ok || (t && t->ok), 0);
      vec_free (&path);
    }
}

/* --- Promises. ---  */

static void
judge_contracts (struct judge *j)
{
  const struct unit_function *code = j->f->code;
  const struct fn_attributes *a
      = j->f->member->unit->callees.v[code->callee - 1].attributes;
  if (a->nonallocating && j->f->caller.allocates)
    {
      event_path path = { NULL, 0, 0 };
      events_of_trace (j->f->caller.allocates, &path);
      judge_found (j->f, GROUP_ALLOC, path.n ? path.v[0].place : code->place,
                   report_text (j->f->caller.allocates_grade == GRADE_SHOWN
                                    ? "%q is declared %q but allocates"
                                    : "%q is declared %q but is assumed to "
                                      "allocate",
                                j->f->symbol->thing.text, "nonallocating"),
                   &path, code->ok, 0);
      vec_free (&path);
    }
}

/* The arguments in SET must not be kept.  */

static void
judge_noescape (struct judge *j, uint64_t set)
{
  const struct unit_function *code = j->f->code;
  unsigned n;
  struct leak *leaks
      = outcome_leaks (j->is.g, j->is.out, NULL, (int)code->n_params, &n);
  for (unsigned k = 0; k < n; k++)
    {
      const struct leak *l = &leaks[k];
      if (l->param >= 64 || !(set >> l->param & 1) || l->level
          || !question_kept (j->is.out, l))
        continue;
      set &= ~(UINT64_C (1) << l->param);
      const struct unit_parameter *p = &code->parameters.v[l->param];
      event_path path = { NULL, 0, 0 };
      events_of_trace (question_leak (j->is.g, j->is.search, l), &path);
      judge_found (j->f, GROUP_ASSERT, p->place,
                   report_text ("%q is declared %q for argument %d, but %q "
                                "escapes",
                                j->f->symbol->thing.text, "noescape",
                                l->param + 1, p->name),
                   &path, code->ok, 0);
      vec_free (&path);
    }
  escape_release (leaks);
}

/* --- Parameters. ---  */

static void
judge_parameters (struct judge *j)
{
  const struct unit_function *code = j->f->code;
  unsigned n;
  unsigned *levels = escape_alloc ((code->n_params + 1) * sizeof *levels);
  for (uint32_t i = 0; i < code->n_params; i++)
    levels[i] = code->parameters.v[i].max_level;
  struct leak *leaks
      = outcome_leaks (j->is.g, j->is.out, levels, (int)code->n_params, &n);
  for (uint32_t i = 0; i < code->n_params; i++)
    {
      const struct unit_parameter *p = &code->parameters.v[i];
      if (!p->told)
        continue;
      VEC (struct leak) own = { NULL, 0, 0 };
      struct verdict v = { .judged = { .size = -1 },
                           .object = CLASS_PARAMETER,
                           .place = p->place,
                           .name = p->name,
                           .ok = p->ok || code->ok };
      for (unsigned k = 0; k < n; k++)
        {
          /* A small number can be a part of a pointer, which is no news.  */
          if (leaks[k].param != (int)i
              || (leaks[k].to == LEAK_TO_RESULT && code->small_result))
            continue;
          if (!v.path.n)
            events_of_trace (question_leak (j->is.g, j->is.search, &leaks[k]),
                             &v.path);
          *vec_push (&own) = leaks[k];
        }
      v.leaks = own.v;
      v.n_leaks = own.n;
      v.judged.escapes = own.n;
      hand_over (j, &v);
      vec_free (&own);
    }
  escape_release (leaks);
  escape_release (levels);
}

/* --- What the unit has found. ---  */

static void
tell_findings (struct judge *j)
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
        judge_found (j->f, (enum group)found->group, found->place,
                     quoted_text (found->text), &path, code->ok, 0);
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
      report_finding (t->group, f, t->place, t->text, &t->verdict.path, t->ok,
                      t->verdict.judged.fault);
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
  struct judge j = { { &client, f->caller.graph, NULL, NULL, NULL,
                       f->code->root, f->code->is_main, options.stack_limit },
                     f };
  bool closed = !f->caller.gave_up && (f->root || f->caller.summary->unknown);
  if (f->caller.gave_up || (closed && !close_graph (f)))
    {
      struct told t = { .kind = TOLD_GIVEN_UP };
      say (f, &t);
      return;
    }
  judging_begin (&j.is);
  judge_own_allocations (&j);
  judge_clones (&j.is);
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
        judging_begin (&j.is);
    }
  if (solved)
    judge_parameters (&j);
  judging_end (&j.is);
}
