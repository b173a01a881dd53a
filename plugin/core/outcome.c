/* Which objects outlive their function, and why: see outcome.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "outcome.h"

unsigned
outcome_root (const struct object *o, enum grade *grade)
{
  *grade = GRADE_SHOWN;
  switch (o->kind)
    {
    case OBJECT_RESULT:
      return REASON_RETURNED;
    case OBJECT_CONTENT:
      return REASON_PARAMETER;
    case OBJECT_GLOBAL:
      return REASON_GLOBAL;
    case OBJECT_OUTER:
      return REASON_HEAP;
    case OBJECT_UNKNOWN:
      *grade = GRADE_ASSUMED;
      return REASON_HEAP;
    case OBJECT_SINK:
      *grade = o->grade;
      return o->reason;
    default:
      return 0;
    }
}

/* Pass O's reasons on to what its cells hold; objects that changed go on
   QUEUE.  */

static void
contain (const struct graph *g, object_id o, bool direct, struct outcome *out,
         bool *queued, object_id *queue, uint32_t *n)
{
  const struct object *obj = &g->objects.v[o];
  enum grade grade;
  unsigned root = outcome_root (obj, &grade);
  unsigned shown = out[o].shown | (grade == GRADE_SHOWN ? root : 0);
  unsigned assumed = out[o].assumed | (grade == GRADE_ASSUMED ? root : 0);
  /* Pointer to const speaks of the object that is handed over only.  */
  unsigned inner_assumed = out[o].assumed;
  if (inner_assumed & REASON_CONST_CALL)
    inner_assumed = (inner_assumed & ~REASON_CONST_CALL) | REASON_UNKNOWN_CALL;
  assumed = inner_assumed | (grade == GRADE_ASSUMED ? root : 0);
  for (uint32_t i = 0; i < obj->cells.n; i++)
    {
      const struct node *cell = &g->nodes.v[obj->cells.v[i]];
      for (uint32_t k = 0; k < cell->facts.n; k++)
        {
          const struct fact *f = &cell->facts.v[k];
          object_id t = g->nodes.v[f->target].obj;
          /* What the caller's memory holds on entry is the caller's.  */
          unsigned s = shown, a = assumed;
          if (cell->initial == t)
            {
              if (direct)
                continue;
              s = out[o].shown;
              a = inner_assumed;
            }
          if (f->grade == GRADE_ASSUMED)
            {
              a |= s;
              s = 0;
            }
          if ((out[t].shown | s) == out[t].shown
              && (out[t].assumed | a) == out[t].assumed)
            continue;
          out[t].shown |= s;
          out[t].assumed |= a;
          if (!queued[t])
            {
              queued[t] = true;
              queue[(*n)++] = t;
            }
        }
    }
}

static struct outcome *
compute (const struct graph *g, bool direct)
{
  uint32_t n = g->objects.n;
  struct outcome *out = escape_alloc (n * sizeof *out);
  struct arena *a = arena_new ();
  bool *queued = arena_alloc (a, n * sizeof *queued);
  object_id *queue = arena_alloc (a, n * sizeof *queue);
  uint32_t top = 0;
  for (object_id o = n; --o > 0;)
    {
      queued[o] = true;
      queue[top++] = o;
    }
  while (top)
    {
      object_id o = queue[--top];
      queued[o] = false;
      contain (g, o, direct, out, queued, queue, &top);
    }
  for (object_id o = 1; o < n; o++)
    out[o] = out[graph_representative (g, o)];
  arena_free (a);
  return out;
}

struct outcome *
outcome_compute (const struct graph *g)
{
  return compute (g, false);
}

struct outcome *
outcome_compute_direct (const struct graph *g)
{
  return compute (g, true);
}

/* Is A the placeholder B or one that B's access path goes through?  */

static bool
is_prefix (const struct graph *g, object_id a, object_id b)
{
  while (b != a && g->objects.v[b].kind == OBJECT_CONTENT)
    b = g->objects.v[b].parent;
  return a == b;
}

/* Call TELL for each placeholder that T stands for.  */

static void
tell_members (const struct graph *g, object_id holder, object_id t,
              void (*tell) (void *, object_id holder, object_id), void *data)
{
  tell (data, holder, t);
  for (object_id o = 1; g->objects.v[t].whole && o < g->objects.n; o++)
    if (g->objects.v[o].into && graph_representative (g, o) == t)
      tell (data, holder, o);
}

/* Call TELL for each placeholder that what is stored in HOLDER leads to.  */

static void
reach (const struct graph *g, object_id holder, uint32_t *stamps,
       uint32_t stamp, object_id *queue,
       void (*tell) (void *, object_id holder, object_id), void *data)
{
  uint32_t n = 0;
  queue[n++] = graph_representative (g, holder);
  bool first = true;
  while (n)
    {
      object_id o = queue[--n];
      const struct object *obj = &g->objects.v[o];
      for (uint32_t i = 0; i < obj->cells.n; i++)
        {
          const struct node *cell = &g->nodes.v[obj->cells.v[i]];
          for (uint32_t k = 0; k < cell->facts.n; k++)
            {
              object_id t = g->nodes.v[cell->facts.v[k].target].obj;
              if ((first
                   && graph_is_untouched (g, obj->cells.v[i],
                                          &cell->facts.v[k]))
                  || stamps[t] == stamp)
                continue;
              stamps[t] = stamp;
              if (g->objects.v[t].kind == OBJECT_CONTENT)
                tell_members (g, holder, t, tell, data);
              else
                queue[n++] = t;
            }
        }
      first = false;
    }
}

struct leak_table
{
  const struct graph *g;
  const unsigned *max_level;
  int n_params;
  VEC (struct leak) leaks;
};

/* Is content C only where numbers are read, or where what is declared to hold
   numbers is copied?  That it goes somewhere is no leak to tell.  */

static bool
is_number (const struct graph *g, const struct object *c)
{
  return c->type_key == KEY_NUMBER
         || (c->type_key == KEY_ANY
             && (g->objects.v[c->parent].type_key & KEY_TO_NARROW));
}

static void
add_leak (struct leak_table *t, object_id content, enum leak_to to,
          int to_param)
{
  const struct object *c = &t->g->objects.v[content];
  if (c->index < 0 || c->index >= t->n_params || is_number (t->g, c)
      || (t->max_level && c->level > t->max_level[c->index]))
    return;
  for (uint32_t i = 0; i < t->leaks.n; i++)
    {
      struct leak *l = &t->leaks.v[i];
      if (l->param == c->index && l->to == to && l->to_param == to_param)
        {
          if (c->level < l->level)
            {
              l->level = c->level;
              l->content = content;
            }
          return;
        }
    }
  uint32_t i = t->leaks.n;
  vec_push (&t->leaks);
  struct leak l = { c->index, to, to_param, c->level, content };
  for (; i > 0; i--)
    {
      const struct leak *p = &t->leaks.v[i - 1];
      if (p->param < l.param
          || (p->param == l.param
              && (p->to < l.to || (p->to == l.to && p->to_param < to_param))))
        break;
      t->leaks.v[i] = *p;
    }
  t->leaks.v[i] = l;
}

static void
tell_param (void *data, object_id holder, object_id content)
{
  struct leak_table *t = data;
  int to = t->g->objects.v[holder].index;
  /* That what hangs on an object moves about in what hangs on it, as in any
     container, does not make it live longer.  */
  if (to == t->g->objects.v[content].index
      && (t->g->objects.v[content].level > 0
          || is_prefix (t->g, holder, content)
          || t->g->objects.v[graph_representative (t->g, holder)].whole))
    return;
  add_leak (t, content, LEAK_TO_PARAM, to);
}

struct leak *
outcome_leaks (const struct graph *g, const struct outcome *out,
               const unsigned *max_level, int n_params, unsigned *n)
{
  struct leak_table t = { g, max_level, n_params, { NULL, 0, 0 } };
  uint32_t *stamps = escape_alloc (g->objects.n * sizeof *stamps);
  object_id *queue = escape_alloc ((g->objects.n + 1) * sizeof *queue);
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_CONTENT)
      {
        unsigned all = out[o].shown | out[o].assumed;
        if (all & ~(REASON_RETURNED | REASON_PARAMETER))
          add_leak (&t, o, LEAK_TO_HEAP, 0);
        if (all & REASON_RETURNED)
          add_leak (&t, o, LEAK_TO_RESULT, 0);
        if (g->objects.v[o].index >= 0 && g->objects.v[o].index < n_params)
          reach (g, o, stamps, o, queue, tell_param, &t);
      }
  escape_release (stamps);
  escape_release (queue);
  *n = t.leaks.n;
  return t.leaks.v;
}

bool
outcome_is_open (const struct outcome *o)
{
  return !o->shown && o->assumed
         && !(o->assumed
              & ~(REASON_RETURNED | REASON_GLOBAL | REASON_PARAMETER));
}
