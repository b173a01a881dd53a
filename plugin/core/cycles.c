/* Placeholders that lead to each other: see cycles.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   In a list, a tree or a data base handle everything leads to everything.
   Telling its placeholders apart costs the square of their number in facts
   and tells nothing: an object escapes if it can be reached.  */

#include "cycles.h"
#include "solve.h"

/* Strongly connected components of what holds pointers to what (Tarjan,
   without recursion).  */

struct visit
{
  object_id obj;
  uint32_t cell, fact; /* The next to follow.  */
};

struct walk
{
  const struct graph *g;
  uint32_t *number, *low; /* Of each object; 0: not met yet.  */
  bool *open;             /* On the stack of unfinished components.  */
  object_id *stack;
  struct visit *path;
  uint32_t index, n_stack, n_path;
  object_id *first; /* The result.  */
  bool found;
};

static void
enter (struct walk *w, object_id o)
{
  w->number[o] = w->low[o] = ++w->index;
  w->open[o] = true;
  w->stack[w->n_stack++] = o;
  w->path[w->n_path++] = (struct visit){ o, 0, 0 };
}

/* The next object that V's holds a pointer to, or none.  */

static object_id
next_held (const struct graph *g, struct visit *v)
{
  const struct object *o = &g->objects.v[v->obj];
  /* Sinks, globals and unknown memory lead nowhere that is the caller's.  */
  if (is_one_cell_kind (o->kind) || o->kind == OBJECT_GLOBAL)
    return NO_OBJECT;
  for (; v->cell < o->cells.n; v->cell++, v->fact = 0)
    {
      const struct node *cell = &g->nodes.v[o->cells.v[v->cell]];
      if (v->fact < cell->facts.n)
        return g->nodes.v[cell->facts.v[v->fact++].target].obj;
    }
  return NO_OBJECT;
}

/* Can OBJ become one with others?  What a parameter points to stays apart: of it
   most is asked, and there is one for each parameter.  */

static bool
can_fold (const struct graph *g, object_id obj)
{
  const struct object *o = &g->objects.v[obj];
  return o->kind == OBJECT_CONTENT && (o->level || o->index < 0);
}

static void
close_component (struct walk *w, object_id o)
{
  object_id first = NO_OBJECT;
  uint32_t bottom = w->n_stack, contents = 0;
  do
    {
      object_id m = w->stack[--bottom];
      w->open[m] = false;
      if (!can_fold (w->g, m))
        continue;
      contents++;
      if (!first || m < first)
        first = m;
    }
  while (w->stack[bottom] != o);
  if (contents > 1)
    {
      w->found = true;
      for (uint32_t i = bottom; i < w->n_stack; i++)
        if (can_fold (w->g, w->stack[i]))
          w->first[w->stack[i]] = first;
    }
  w->n_stack = bottom;
}

static void
walk_from (struct walk *w, object_id root)
{
  enter (w, root);
  while (w->n_path)
    {
      struct visit *v = &w->path[w->n_path - 1];
      object_id o = v->obj, t = next_held (w->g, v);
      if (t && !w->number[t])
        enter (w, t);
      else if (t)
        {
          if (w->open[t] && w->number[t] < w->low[o])
            w->low[o] = w->number[t];
        }
      else
        {
          if (w->low[o] == w->number[o])
            close_component (w, o);
          if (--w->n_path)
            {
              object_id up = w->path[w->n_path - 1].obj;
              if (w->low[o] < w->low[up])
                w->low[up] = w->low[o];
            }
        }
    }
}

object_id *
cycles_find (const struct graph *g, bool *found)
{
  uint32_t n = g->objects.n;
  struct walk w = { .g = g };
  struct arena *a = arena_new ();
  w.number = arena_alloc (a, n * sizeof *w.number);
  w.low = arena_alloc (a, n * sizeof *w.low);
  w.open = arena_alloc (a, n * sizeof *w.open);
  w.stack = arena_alloc (a, n * sizeof *w.stack);
  w.path = arena_alloc (a, n * sizeof *w.path);
  w.first = escape_alloc (n * sizeof *w.first);
  for (object_id o = 0; o < n; o++)
    w.first[o] = graph_representative (g, o);
  for (object_id o = 1; o < n; o++)
    if (!w.number[o])
      walk_from (&w, o);
  arena_free (a);
  *found = w.found;
  return w.first;
}

/* Collapsing renames: afterwards nothing speaks of the cells and objects that
   are gone, but that the objects themselves stay, for their levels.  */

/* The cell that stands for CELL from now on.  */

static node_id
renamed (const struct graph *g, const object_id *first, node_id cell)
{
  const struct node *n = &g->nodes.v[cell];
  if (n->obj == NO_OBJECT || !g->objects.v[first[n->obj]].whole)
    return cell;
  return g->objects.v[first[n->obj]].whole;
}

/* What a cell of the caller's memory holds on entry is not told from what is
   stored there, once one placeholder stands for both: it counts as stored, or
   callers would not hear of the store.  */

static void
note_stores (struct graph *g, const object_id *first)
{
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      object_id initial = g->nodes.v[n].initial;
      if (!initial || !g->objects.v[first[initial]].whole)
        continue;
      for (uint32_t i = 0; i < g->nodes.v[n].facts.n; i++)
        {
          struct fact f = g->nodes.v[n].facts.v[i];
          object_id target = g->nodes.v[f.target].obj;
          if (first[target] == first[initial] && !graph_is_untouched (g, n, &f))
            solve_moved (g, n, f.grade);
        }
    }
}

/* MEMBER becomes part of INTO.  */

static void
join (struct graph *g, object_id into, object_id member)
{
  struct object *r = &g->objects.v[into], *m = &g->objects.v[member];
  struct node *whole = &g->nodes.v[r->whole];
  for (uint32_t i = 0; i < m->cells.n; i++)
    {
      struct node *cell = &g->nodes.v[m->cells.v[i]];
      if (cell == whole)
        continue;
      for (uint32_t k = 0; k < cell->facts.n; k++)
        *vec_push_in (g->arena, &whole->facts) = cell->facts.v[k];
      for (uint32_t k = 0; k < cell->uses.n; k++)
        *vec_push_in (g->arena, &whole->uses) = cell->uses.v[k];
      whole->has_unknown |= cell->has_unknown;
      whole->unknown_stored |= cell->unknown_stored;
      cell->facts.n = cell->todo.n = cell->uses.n = 0;
      cell->index = NULL;
      cell->index_size = 0;
    }
  if (into == member)
    return;
  for (uint32_t i = 0; i < m->readers.n; i++)
    *vec_push_in (g->arena, &r->readers) = m->readers.v[i];
  for (uint32_t i = 0; i < m->births.n; i++)
    *vec_push_in (g->arena, &r->births) = m->births.v[i];
  r->exposed |= m->exposed;
  r->given |= m->given;
  r->kept |= m->kept;
  r->passed_on |= m->passed_on;
  m->cells.n = m->readers.n = m->births.n = 0;
  m->into = into;
}

static void
rename_facts (struct graph *g, const object_id *first)
{
  uint32_t *position = escape_alloc (g->nodes.n * sizeof *position);
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      struct node *nd = &g->nodes.v[n];
      uint32_t kept = 0;
      nd->todo.n = 0;
      for (uint32_t i = 0; i < nd->facts.n; i++)
        {
          struct fact f = nd->facts.v[i];
          f.target = renamed (g, first, f.target);
          if (!position[f.target])
            {
              nd->facts.v[kept++] = f;
              position[f.target] = kept;
              continue;
            }
          struct fact *same = &nd->facts.v[position[f.target] - 1];
          same->pending |= f.pending || f.grade > same->grade;
          if (f.grade > same->grade)
            same->grade = f.grade;
        }
      nd->facts.n = kept;
      for (uint32_t i = 0; i < kept; i++)
        position[nd->facts.v[i].target] = 0;
      solve_reindex (g, n);
    }
  escape_release (position);
}

static void
rename_edges (struct graph *g, const object_id *first)
{
  for (uint32_t e = 1; e < g->edges.n; e++)
    {
      struct flow_edge *edge = &g->edges.v[e];
      edge->src = renamed (g, first, edge->src);
      edge->dst = renamed (g, first, edge->dst);
    }
  solve_relink (g);
}

static void
rename_rest (struct graph *g, const object_id *first)
{
  for (uint32_t i = 0; i < g->links.n; i++)
    {
      struct initial_link *l = &g->links.v[i];
      l->cell = renamed (g, first, l->cell);
      l->content = first[l->content];
    }
  for (uint32_t i = 0; i < g->pending.n; i++)
    g->pending.v[i].target = first[g->pending.v[i].target];
  for (object_id o = 1; o < g->objects.n; o++)
    {
      struct object *obj = &g->objects.v[o];
      for (uint32_t i = 0; i < obj->births.n; i++)
        obj->births.v[i] = renamed (g, first, obj->births.v[i]);
      for (uint32_t i = 0; i < obj->readers.n; i++)
        obj->readers.v[i].dst_obj = first[obj->readers.v[i].dst_obj];
      for (uint32_t i = 0; i < obj->cells.n; i++)
        {
          struct node *cell = &g->nodes.v[obj->cells.v[i]];
          cell->initial = first[cell->initial];
        }
    }
  for (uint32_t c = 0; c < g->calls.n; c++)
    for (uint32_t i = 0; i < g->calls.v[c].seen.n; i++)
      g->calls.v[c].seen.v[i] = first[g->calls.v[c].seen.v[i]];
}

void
cycles_collapse (struct graph *g)
{
  bool found;
  object_id *first = cycles_find (g, &found);
  if (found)
    {
      uint32_t n = g->objects.n;
      for (object_id o = 1; o < n; o++)
        if (first[o] != o && !g->objects.v[first[o]].whole)
          g->objects.v[first[o]].whole
              = graph_cell (g, first[o], place_anywhere);
      note_stores (g, first);
      for (object_id o = 1; o < n; o++)
        if (g->objects.v[first[o]].whole)
          join (g, first[o], o);
      rename_edges (g, first);
      rename_facts (g, first);
      rename_rest (g, first);
      for (object_id o = 1; o < n; o++)
        if (g->objects.v[o].whole && first[o] == o)
          solve_joined (g, o);
    }
  escape_release (first);
}
