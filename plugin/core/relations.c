/* What differences and comparisons tell of pointers: see relations.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "relations.h"
#include "components.h"

/* Is O made by the function, so that it can be told from all else?  Of storage of
   the frame that others see the flow engine asks for how long.  */

static bool
is_own (const struct object *o)
{
  return (o->kind == OBJECT_FRESH && !o->given) || o->kind == OBJECT_FRAME
         || o->kind == OBJECT_ALLOCA;
}

/* Can N hold a pointer into OBJ, as far as the graph tells?  */

static bool
may_hold (const struct graph *g, node_id n, object_id obj)
{
  return graph_holds (g, n, obj)
         || (g->objects.v[obj].exposed && g->nodes.v[n].has_unknown);
}

/* --- Differences. ---  */

/* Can A point to an own object that B, which points somewhere, cannot?  */

static bool
is_apart (const struct graph *g, node_id a, node_id b)
{
  const struct node *n = &g->nodes.v[a];
  if (!g->nodes.v[b].facts.n && !graph_has_unread (g, b))
    return false;
  for (uint32_t i = 0; i < n->facts.n; i++)
    if (is_own (graph_target (g, &n->facts.v[i]))
        && !may_hold (g, b, g->nodes.v[n->facts.v[i].target].obj))
      return true;
  return false;
}

static bool
differ (struct graph *g, struct relation r)
{
  if (!is_apart (g, r.a, r.b) && !is_apart (g, r.b, r.a))
    return false;
  graph_copy (g, r.a, r.result, place_anywhere, GRADE_ASSUMED, false, NO_STEP);
  graph_copy (g, r.b, r.result, place_anywhere, GRADE_ASSUMED, false, NO_STEP);
  return true;
}

bool
relations_may_differ (const struct graph *g, node_id a, node_id b)
{
  object_id only = NO_OBJECT;
  node_id sides[] = { a, b };
  bool more = false;
  for (int s = 0; s < 2; s++)
    {
      const struct node *n = &g->nodes.v[sides[s]];
      if (graph_has_unread (g, sides[s]))
        more = true;
      else if (!n->facts.n)
        return false;
      for (uint32_t i = 0; i < n->facts.n; i++)
        {
          object_id o = g->nodes.v[n->facts.v[i].target].obj;
          more |= only && only != o;
          only = o;
        }
    }
  return more;
}

/* --- What comes of it. ---  */

/* From the nodes on QUEUE, which are SEEN, to all that they flow to.  TELL as for
   relations_reach; or null.  */

static void
go_on (const struct graph *g, numbers *queue, bool *seen,
       void (*tell) (void *, node_id cell), void *data)
{
  while (queue->n)
    {
      node_id n = queue->v[--queue->n];
      object_id o = g->nodes.v[n].obj;
      if (o && tell)
        tell (data, n);
      if (n == g->lent_stores || (o && is_one_cell_kind (g->objects.v[o].kind)))
        continue;
      for (uint32_t e = g->nodes.v[n].out; e; e = g->edges.v[e].next_out)
        if (!g->edges.v[e].initial_only && !seen[g->edges.v[e].dst])
          {
            seen[g->edges.v[e].dst] = true;
            numbers_push (queue, g->edges.v[e].dst);
          }
    }
}

/* The same, and on to what is found with it.  */

static void
go_on_finding (const struct graph *g, numbers *queue, bool *seen,
               void (*tell) (void *, node_id cell), void *data)
{
  while (queue->n)
    {
      go_on (g, queue, seen, tell, data);
      for (uint32_t i = 0; i < g->relations.n; i++)
        {
          const struct relation *r = &g->relations.v[i];
          bool leads = r->kind == RELATION_FOUND ? seen[r->a]
                       : r->kind == RELATION_DIFFERENCE
                           ? seen[r->a] || seen[r->b]
                           : false;
          if (leads && !seen[r->result])
            {
              seen[r->result] = true;
              numbers_push (queue, r->result);
            }
        }
    }
}

void
relations_reach (const struct graph *g, node_id n,
                 void (*tell) (void *, node_id cell), void *data)
{
  numbers queue = { NULL, 0, 0 };
  bool *seen = escape_alloc (g->nodes.n);
  seen[n] = true;
  numbers_push (&queue, n);
  go_on_finding (g, &queue, seen, tell, data);
  vec_free (&queue);
  escape_release (seen);
}

/* Mark in FOUND what pointers of the caller's come to by relations, as far as the
   caller will say.  */

static void
find_told (const struct graph *g, bool *found)
{
  numbers queue = { NULL, 0, 0 };
  for (uint32_t i = 0; i < g->relations.n; i++)
    {
      const struct relation *r = &g->relations.v[i];
      if (r->result && !r->done && !r->counted && !found[r->result])
        {
          found[r->result] = true;
          numbers_push (&queue, r->result);
        }
    }
  go_on_finding (g, &queue, found, NULL, NULL);
  vec_free (&queue);
}

/* --- Comparisons. ---  */

/* What flows where, backwards, and the numbers that are computed from
   themselves.  */

struct turning
{
  struct graph *g;
  struct arena *arena;
  uint32_t *starts, *sources;  /* Where each node's sources begin.  */
  enum arithmetic *arithmetic; /* What computes it from itself.  */
  uint32_t *seen, stamp;
};

/* Does what others may do with N tell nothing of the function?  */

static bool
is_elsewhere (const struct graph *g, node_id n)
{
  object_id o = g->nodes.v[n].obj;
  return n == g->lent_stores || (o && is_one_cell_kind (g->objects.v[o].kind))
         || (o && o == g->deferred_args);
}

/* Does E hand on a value?  An index does not become the pointer that it is added
   to.  */

static bool
is_followed (const struct graph *g, const struct flow_edge *e)
{
  return !e->concrete_only && !is_elsewhere (g, e->src)
         && !is_elsewhere (g, e->dst);
}

static void
collect_sources (struct turning *t)
{
  const struct graph *g = t->g;
  t->starts = arena_alloc (t->arena, (g->nodes.n + 1) * sizeof *t->starts);
  t->sources = arena_alloc (t->arena, g->edges.n * sizeof *t->sources);
  for (uint32_t i = 1; i < g->edges.n; i++)
    if (is_followed (g, &g->edges.v[i]))
      t->starts[g->edges.v[i].dst]++;
  uint32_t sum = 0;
  for (node_id n = 0; n <= g->nodes.n; n++)
    t->starts[n] = sum += n < g->nodes.n ? t->starts[n] : 0;
  for (uint32_t i = g->edges.n; i-- > 1;)
    if (is_followed (g, &g->edges.v[i]))
      t->sources[--t->starts[g->edges.v[i].dst]] = g->edges.v[i].src;
}

static void
next_sources (void *data, uint32_t n, numbers *out)
{
  struct turning *t = data;
  for (uint32_t i = t->starts[n]; i < t->starts[n + 1]; i++)
    numbers_push (out, t->sources[i]);
}

/* The MEMBERS, N of them, come from each other.  */

static void
note_turning (struct turning *t, const uint32_t *members, uint32_t n)
{
  enum arithmetic most = ARITHMETIC_NONE;
  bool turns = n > 1;
  for (uint32_t i = t->starts[members[0]]; i < t->starts[members[0] + 1]; i++)
    turns |= t->sources[i] == members[0];
  for (uint32_t i = 0; turns && i < n; i++)
    if (t->g->nodes.v[members[i]].arithmetic > most)
      most = t->g->nodes.v[members[i]].arithmetic;
  for (uint32_t i = 0; most && i < n; i++)
    if (t->g->nodes.v[members[i]].arithmetic)
      t->arithmetic[members[i]] = most;
}

static void
find_turning (struct turning *t)
{
  const struct graph *g = t->g;
  struct components found = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  numbers roots = { NULL, 0, 0 };
  collect_sources (t);
  t->arithmetic = arena_alloc (t->arena, g->nodes.n * sizeof *t->arithmetic);
  t->seen = arena_alloc (t->arena, g->nodes.n * sizeof *t->seen);
  for (node_id n = 1; n < g->nodes.n; n++)
    if (g->nodes.v[n].arithmetic)
      numbers_push (&roots, n);
  components_find (&found, g->nodes.n, roots.v, roots.n, next_sources, t);
  for (uint32_t i = 0; i + 1 < found.starts.n; i++)
    note_turning (t, &found.members.v[found.starts.v[i]],
                  found.starts.v[i + 1] - found.starts.v[i]);
  components_free (&found);
  vec_free (&roots);
}

/* Does A hold what can be searched for, here or by a caller?  */

static bool
is_worth_finding (const struct graph *g, node_id a)
{
  const struct node *n = &g->nodes.v[a];
  for (uint32_t i = 0; i < n->facts.n; i++)
    {
      const struct object *o = graph_target (g, &n->facts.v[i]);
      if (is_own (o) || o->kind == OBJECT_CONTENT)
        return true;
    }
  return graph_has_unread (g, a);
}

/* A is compared with B: from where B comes that is computed from itself, or in a
   recursion merely computed, is found.  */

static void
search_sources (struct turning *t, node_id a, node_id b, bool again)
{
  numbers queue = { NULL, 0, 0 };
  t->stamp++;
  t->seen[b] = t->stamp;
  numbers_push (&queue, b);
  while (queue.n)
    {
      node_id n = queue.v[--queue.n];
      enum arithmetic kind = t->arithmetic[n];
      if (again && t->g->nodes.v[n].arithmetic > kind)
        kind = t->g->nodes.v[n].arithmetic;
      if (kind && n != a)
        graph_found (t->g, a, n, kind == ARITHMETIC_STEP);
      for (uint32_t i = t->starts[n]; !kind && i < t->starts[n + 1]; i++)
        if (t->seen[t->sources[i]] != t->stamp)
          {
            t->seen[t->sources[i]] = t->stamp;
            numbers_push (&queue, t->sources[i]);
          }
    }
  vec_free (&queue);
}

/* Does R's result become an own object of A?  What only counts would have to start
   from a number.  */

static bool
finds (const struct graph *g, const struct relation *r)
{
  const struct node *n = &g->nodes.v[r->a], *at = &g->nodes.v[r->result];
  for (uint32_t i = 0; r->counted && i < at->facts.n; i++)
    if (is_own (graph_target (g, &at->facts.v[i])))
      return false;
  for (uint32_t i = 0; i < n->facts.n; i++)
    if (is_own (graph_target (g, &n->facts.v[i]))
        && (!r->counted || n->facts.v[i].grade == GRADE_SHOWN)
        && !graph_holds (g, r->result, g->nodes.v[n->facts.v[i].target].obj))
      return true;
  return false;
}

/* Look at each comparison once.  */

static void
look_for_searches_in (struct turning *t)
{
  struct graph *g = t->g;
  bool *found = arena_alloc (t->arena, g->nodes.n);
  find_told (g, found);
  for (uint32_t i = 0; i < g->relations.n; i++)
    {
      struct relation r = g->relations.v[i];
      if (r.kind != RELATION_COMPARISON)
        continue;
      bool a = found[r.a] || is_worth_finding (g, r.a);
      bool b = found[r.b] || is_worth_finding (g, r.b);
      if (!a && !b)
        continue;
      if (!t->starts)
        find_turning (t);
      if (a)
        search_sources (t, r.a, r.b, r.again);
      if (b)
        search_sources (t, r.b, r.a, r.again);
    }
}

static void
look_for_searches (struct graph *g)
{
  struct turning t = { .g = g };
  if (!g->computes || !g->relations.n)
    return;
  t.arena = arena_new ();
  for (uint32_t before = 0; before != g->relations.n;)
    {
      before = g->relations.n;
      look_for_searches_in (&t);
    }
  arena_free (t.arena);
}

bool
relations_apply (struct graph *g)
{
  bool more = false;
  look_for_searches (g);
  for (uint32_t i = 0; i < g->relations.n; i++)
    {
      struct relation *r = &g->relations.v[i];
      if (r->done)
        continue;
      if (r->kind == RELATION_DIFFERENCE)
        r->done = differ (g, *r);
      else if (r->kind == RELATION_FOUND && finds (g, r))
        {
          r->done = true;
          graph_copy (g, r->a, r->result, place_anywhere, GRADE_ASSUMED, true,
                      NO_STEP);
        }
      more |= r->done;
    }
  return more;
}

bool
relations_find (const struct graph *g, object_id obj)
{
  for (uint32_t i = 0; i < g->relations.n; i++)
    if (g->relations.v[i].done
        && graph_holds (g, g->relations.v[i].result, obj))
      return true;
  return false;
}
