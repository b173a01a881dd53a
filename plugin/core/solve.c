/* Inclusion solving with a worklist that passes on differences only.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Constraints through pointers become edges between nodes as the pointers'
   targets come in; objects keep a list of their readers, so that a cell made
   late is seen by loads made early.  The invariants stand in graph.h.  */

#include "solve.h"
#include "record.h"
#include "cycles.h"
#include "verify.h"

#include <string.h>

/* A node with more facts than this about one object keeps just a residue
   class of its offsets.  Stops p = p + 8 in a loop.  */
#define MAX_PLACES 24

/* From how many facts on a node has a hash index.  */
#define INDEX_FROM 16

/* Placeholders of the caller's memory a function; past it, deeper ones fold
   into their parent.  */
static const unsigned max_contents[N_PRECISIONS] = { 200, 32, 16 };

/* How many placeholders a function may have if a type is to come once, twice or
   three times in an access path before they merge.  */
static const unsigned max_recurring[MAX_RECURRENCE + 1]
    = { UINT32_MAX, 40, 16 };

/* How often a type may come in an access path before placeholders merge: often
   in a small function, so that the levels of what leaks from a list are exact
   and its head is not taken for what hangs on it.  */

static unsigned
max_recurrence (struct graph *g)
{
  /* In a recursion it must not depend on what was met first, or the rounds
     never end.  */
  if (g->recursive)
    {
      if (g->n_contents >= max_recurring[g->recurrence])
        g->crowded = g->exhausted = true;
      return g->recurrence;
    }
  unsigned most = MAX_RECURRENCE;
  while (g->n_contents >= max_recurring[most])
    most--;
  return most;
}

static void apply_use (struct graph *, struct use, struct fact);
static void connect (struct graph *, const struct reader *, node_id);
static void connect_lent (struct graph *, const struct reader *);
static void ensure_read (struct graph *, object_id, const struct reader *);
static void expose (struct graph *, object_id);
static void give (struct graph *, object_id);
static void keep (struct graph *, object_id);

/* Facts.  */

static uint32_t
hash_node (node_id n)
{
  n *= UINT32_C (2654435761);
  return n ^ n >> 16;
}

static void
index_put (struct node *n, uint32_t i)
{
  uint32_t h = hash_node (n->facts.v[i].target) & (n->index_size - 1);
  while (n->index[h])
    h = (h + 1) & (n->index_size - 1);
  n->index[h] = i + 1;
}

static void
build_index (struct graph *g, struct node *n)
{
  n->index_size = INDEX_FROM * 4;
  while (n->index_size <= n->facts.n * 2)
    n->index_size *= 2;
  n->index = arena_alloc (g->arena, n->index_size * sizeof *n->index);
  for (uint32_t i = 0; i < n->facts.n; i++)
    index_put (n, i);
}

static int64_t
find_fact (const struct node *n, node_id target)
{
  if (n->index)
    {
      uint32_t h = hash_node (target) & (n->index_size - 1);
      for (; n->index[h]; h = (h + 1) & (n->index_size - 1))
        if (n->facts.v[n->index[h] - 1].target == target)
          return n->index[h] - 1;
      return -1;
    }
  for (uint32_t i = 0; i < n->facts.n; i++)
    if (n->facts.v[i].target == target)
      return i;
  return -1;
}

const struct fact *
graph_find_fact (const struct graph *g, node_id n, node_id target)
{
  int64_t i = find_fact (&g->nodes.v[n], target);
  return i < 0 ? NULL : &g->nodes.v[n].facts.v[i];
}

static void
append_fact (struct graph *g, struct node *n, struct fact f)
{
  *vec_push_in (g->arena, &n->facts) = f;
  if (n->index ? n->facts.n * 2 > n->index_size : n->facts.n > INDEX_FROM)
    build_index (g, n);
  else if (n->index)
    index_put (n, n->facts.n - 1);
}

static void
enqueue (struct graph *g, node_id n, uint32_t fact)
{
  struct node *nd = &g->nodes.v[n];
  if (nd->facts.v[fact].pending)
    return;
  nd->facts.v[fact].pending = true;
  *vec_push_in (g->arena, &nd->todo) = fact;
  if (!nd->queued)
    {
      nd->queued = true;
      *vec_push_in (g->arena, &g->worklist) = n;
    }
}

void
solve_reindex (struct graph *g, node_id n)
{
  struct node *nd = &g->nodes.v[n];
  nd->index = NULL;
  if (nd->facts.n > INDEX_FROM)
    build_index (g, nd);
  for (uint32_t i = 0; i < nd->facts.n; i++)
    if (nd->facts.v[i].pending)
      {
        nd->facts.v[i].pending = false;
        enqueue (g, n, i);
      }
}

bool
solve_gives_away (const struct object *o)
{
  switch (o->kind)
    {
    case OBJECT_UNKNOWN:
    case OBJECT_OUTER:
    case OBJECT_GLOBAL:
    case OBJECT_SINK:
      return true;
    default:
      return o->given;
    }
}

static bool
is_opened (const struct object *o)
{
  return o->open && o->kind != OBJECT_CONTENT && o->kind != OBJECT_PARAM;
}

/* Call WHAT for each object that OBJ holds pointers to.  */

static void
spread (struct graph *g, object_id obj,
        void (*what) (struct graph *, object_id))
{
  for (uint32_t i = 0; i < g->objects.v[obj].cells.n; i++)
    {
      node_id cell = g->objects.v[obj].cells.v[i];
      for (uint32_t k = 0; k < g->nodes.v[cell].facts.n; k++)
        what (g, g->nodes.v[g->nodes.v[cell].facts.v[k].target].obj);
    }
}

/* More stores in the caller's memory than this are not told apart: what unknown
   code may do there is no more.  */
#define MAX_LENT_STORES 64

bool
graph_is_left_to_caller (const struct graph *g, const struct object *o)
{
  return o->lent && !o->exposed && g->others_run && !g->crowded_stores
         && g->precision != PRECISION_OBJECTS && o->kind == OBJECT_FRESH;
}

/* OBJ is lent, and unknown code runs.  */

static void
lend_to_others (struct graph *g, object_id obj)
{
  if (!graph_is_left_to_caller (g, &g->objects.v[obj]))
    {
      expose (g, obj);
      return;
    }
  for (uint32_t i = 0; i < g->objects.v[obj].readers.n; i++)
    {
      struct reader r = g->objects.v[obj].readers.v[i];
      ensure_read (g, obj, &r);
    }
}

/* A pointer to OBJ is in the caller's memory.  */

static void
lend (struct graph *g, object_id obj)
{
  struct object *o = &g->objects.v[obj];
  if (o->lent || o->exposed || is_one_cell_kind (o->kind)
      || o->kind == OBJECT_CONTENT)
    return;
  if (o->kind == OBJECT_GLOBAL)
    {
      if (g->others_run)
        expose (g, obj);
      return;
    }
  o->lent = true;
  for (uint32_t i = 0; i < g->objects.v[obj].readers.n; i++)
    {
      struct reader r = g->objects.v[obj].readers.v[i];
      connect_lent (g, &r);
    }
  if (g->others_run)
    lend_to_others (g, obj);
  spread (g, obj, lend);
}

static void
lend_all_to_others (struct graph *g)
{
  g->others_run = true;
  for (object_id o = 1; o < g->objects.n; o++)
    {
      bool lent = g->objects.v[o].lent;
      if (lent)
        lend_to_others (g, o);
      if (lent || g->objects.v[o].kind == OBJECT_CONTENT)
        spread (g, o, lend);
    }
}

void
graph_others_run (struct graph *g)
{
  if (g->others_run)
    return;
  if (g->record)
    record_others_run (g->record);
  lend_all_to_others (g);
}

/* TARGET is stored in HOLDER.  */

static void
note_lent_store (struct graph *g, object_id holder, node_id target,
                 enum grade grade)
{
  const struct object *h = &g->objects.v[holder];
  bool own = h->index >= 0 && h->level == 0 && !h->whole;
  if (h->kind != OBJECT_CONTENT || own || g->crowded_stores)
    return;
  graph_fact (g, g->lent_stores, target, grade);
  if (g->nodes.v[g->lent_stores].facts.n > MAX_LENT_STORES)
    {
      g->crowded_stores = true;
      lend_all_to_others (g);
    }
}

/* CELL of HOLDER has a new fact, about TARGET.  */

static void
note_stored (struct graph *g, object_id holder, node_id cell, node_id target,
             enum grade grade)
{
  object_id obj = g->nodes.v[target].obj;
  enum object_kind kind = g->objects.v[holder].kind;
  if (kind == OBJECT_SINK)
    g->objects.v[obj].passed_on = true;
  if (solve_gives_away (&g->objects.v[holder]))
    {
      give (g, obj);
      /* What is behind a pointer to const is not const.  */
      if (kind == OBJECT_SINK
          && g->objects.v[holder].reason == REASON_CONST_CALL)
        spread (g, obj, keep);
      else
        keep (g, obj);
    }
  else if (g->objects.v[holder].exposed)
    expose (g, obj);
  else if (kind == OBJECT_CONTENT || g->objects.v[holder].lent)
    lend (g, obj);
  if (is_opened (&g->objects.v[holder]))
    graph_open (g, obj);
  struct fact f = { target, grade, false };
  if (!graph_is_untouched (g, cell, &f))
    note_lent_store (g, holder, target, grade);
}

/* The entry's own target is the first cell that its placeholder got.  */

static bool
is_initial (const struct graph *g, node_id cell, node_id target)
{
  object_id initial = g->nodes.v[cell].initial;
  return initial && g->nodes.v[target].obj == initial
         && (!g->objects.v[initial].cells.n
             || g->objects.v[initial].cells.v[0] == target);
}

bool
graph_is_untouched (const struct graph *g, node_id cell, const struct fact *f)
{
  if (!is_initial (g, cell, f->target))
    return false;
  if (!g->nodes.v[cell].moved)
    return true;
  /* One place, one placeholder: it is where it was.  */
  const struct object *initial = graph_target (g, f);
  return !g->nodes.v[cell].place.stride && initial->births.n == 1
         && !g->nodes.v[f->target].place.stride;
}

void
solve_moved (struct graph *g, node_id cell, enum grade grade)
{
  const struct node *n = &g->nodes.v[cell];
  if (n->moved || n->obj == NO_OBJECT)
    return;
  g->nodes.v[cell].moved = true;
  if (n->initial && g->objects.v[n->initial].cells.n)
    note_lent_store (g, n->obj, g->objects.v[n->initial].cells.v[0], grade);
}

/* CELL is to be one more target of N; if N has many of that object already,
   answer with a cell that covers them all.  */

static node_id
widen (struct graph *g, node_id n, node_id cell)
{
  const struct node *nd = &g->nodes.v[n];
  object_id obj = g->nodes.v[cell].obj;
  if (nd->facts.n < MAX_PLACES || g->objects.v[obj].cells.n < MAX_PLACES)
    return cell;
  struct place all = g->nodes.v[cell].place;
  unsigned count = 0;
  for (uint32_t i = 0; i < nd->facts.n; i++)
    {
      const struct node *t = &g->nodes.v[nd->facts.v[i].target];
      if (t->obj != obj)
        continue;
      count++;
      all = place_cover (all, t->place);
    }
  return count < MAX_PLACES ? cell : graph_cell (g, obj, all);
}

/* Does N's fact about unknown memory say as much as one about CELL would?  */

bool
graph_is_subsumed (const struct graph *g, node_id n, node_id cell)
{
  const struct node *nd = &g->nodes.v[n];
  if (!nd->has_unknown)
    return false;
  const struct object *o = &g->objects.v[g->nodes.v[cell].obj];
  switch (o->kind)
    {
    case OBJECT_UNKNOWN:
      return false;
    case OBJECT_CONSTANT:
    case OBJECT_FUNCTION:
      return true;
    default:
      return o->kept && nd->initial != g->nodes.v[cell].obj;
    }
}

void
graph_fact (struct graph *g, node_id n, node_id cell, enum grade grade)
{
  if (g->precision >= PRECISION_OWN_FIELDS && graph_is_subsumed (g, n, cell))
    return;
  int64_t i = find_fact (&g->nodes.v[n], cell);
  if (i < 0)
    {
      cell = widen (g, n, cell);
      i = find_fact (&g->nodes.v[n], cell);
    }
  struct node *nd = &g->nodes.v[n];
  if (i >= 0)
    {
      if (nd->facts.v[i].grade >= grade)
        return;
      nd->facts.v[i].grade = grade;
    }
  else
    {
      nd->has_unknown |= g->nodes.v[cell].obj == GRAPH_UNKNOWN;
      append_fact (g, nd, (struct fact){ cell, grade, false });
      i = nd->facts.n - 1;
      if (nd->obj != NO_OBJECT)
        note_stored (g, nd->obj, n, cell, grade);
    }
  enqueue (g, n, (uint32_t)i);
}

/* Edges.  */

/* Nothing of the caller's or of unknown code: see graph_copy.  */

static bool
is_concrete (const struct object *o)
{
  switch (o->kind)
    {
    case OBJECT_FRAME:
    case OBJECT_ALLOCA:
    case OBJECT_FRESH:
    case OBJECT_GLOBAL:
    case OBJECT_FUNCTION:
      return true;
    default:
      return false;
    }
}

bool
solve_passes (const struct graph *g, const struct flow_edge *e,
              const struct fact *f)
{
  return (!e->concrete_only || is_concrete (graph_target (g, f)))
         && (!e->initial_only || is_initial (g, e->src, f->target));
}

enum grade
solve_grade (const struct graph *g, const struct flow_edge *e, object_id obj)
{
  return e->merged && g->nodes.v[e->src].initial != obj ? GRADE_ASSUMED
                                                        : e->grade;
}

static void
pass_on (struct graph *g, const struct flow_edge *e, struct fact f)
{
  const struct node *t = &g->nodes.v[f.target];
  if (!solve_passes (g, e, &f))
    return;
  node_id target = f.target, dst = e->dst;
  enum grade grade = solve_grade (g, e, t->obj);
  if (f.grade < grade)
    grade = f.grade;
  /* The pointer to a struct's own array is not shown to be in the array.  */
  if (e->one_of_many && t->obj == g->nodes.v[e->src].obj)
    grade = GRADE_ASSUMED;
  if ((e->shift.off || e->shift.stride) && !place_is_anywhere (t->place))
    target = graph_cell (g, t->obj, place_add (t->place, e->shift));
  if (is_initial (g, dst, target))
    solve_moved (g, dst, grade);
  if (g->nodes.v[target].obj == GRAPH_UNKNOWN)
    g->nodes.v[dst].unknown_stored = true;
  graph_fact (g, dst, target, grade);
}

static uint32_t
hash_edge (const struct flow_edge *e)
{
  uint64_t h = (uint64_t)e->src << 32 | e->dst;
  h = (h ^ (uint64_t)(e->any_step ? 0 : e->step) << 17
       ^ (uint64_t)e->shift.off << 40 ^ e->shift.stride)
      * UINT64_C (0x9e3779b97f4a7c15);
  return (uint32_t)(h >> 32);
}

static bool
same_edge (const struct flow_edge *a, const struct flow_edge *b)
{
  return a->src == b->src && a->dst == b->dst && a->any_step == b->any_step
         && (a->any_step || a->step == b->step)
         && place_equal (a->shift, b->shift)
         && a->concrete_only == b->concrete_only
         && a->initial_only == b->initial_only
         && a->one_of_many == b->one_of_many && a->merged == b->merged;
}

/* The place of E in the index: of the edge itself if it is there, else
   empty.  */

static uint32_t *
edge_slot (const struct graph *g, const struct flow_edge *e)
{
  uint32_t mask = g->edge_index_size - 1;
  uint32_t h = hash_edge (e) & mask;
  while (g->edge_index[h] && !same_edge (&g->edges.v[g->edge_index[h]], e))
    h = (h + 1) & mask;
  return &g->edge_index[h];
}

static void
grow_edge_index (struct graph *g)
{
  g->edge_index_size = g->edge_index_size ? g->edge_index_size * 2 : 64;
  g->edge_index
      = arena_alloc (g->arena, g->edge_index_size * sizeof *g->edge_index);
  for (uint32_t i = 1; i < g->edges.n; i++)
    *edge_slot (g, &g->edges.v[i]) = i;
}

void
solve_relink (struct graph *g)
{
  memset (g->edge_index, 0, g->edge_index_size * sizeof *g->edge_index);
  for (node_id n = 1; n < g->nodes.n; n++)
    g->nodes.v[n].out = 0;
  uint32_t kept = 1;
  for (uint32_t i = 1; i < g->edges.n; i++)
    {
      struct flow_edge e = g->edges.v[i];
      if (e.src == e.dst && g->nodes.v[e.src].obj
          && g->objects.v[g->nodes.v[e.src].obj].whole)
        continue;
      uint32_t *slot = edge_slot (g, &e);
      if (*slot)
        {
          if (g->edges.v[*slot].grade < e.grade)
            g->edges.v[*slot].grade = e.grade;
          continue;
        }
      e.next_out = g->nodes.v[e.src].out;
      g->nodes.v[e.src].out = *slot = kept;
      g->edges.v[kept++] = e;
    }
  g->edges.n = kept;
}

void
solve_edge (struct graph *g, struct flow_edge e)
{
  if (g->edges.n * 2 >= g->edge_index_size)
    grow_edge_index (g);
  uint32_t *slot = edge_slot (g, &e);
  uint32_t i = *slot;
  if (i)
    {
      if (g->edges.v[i].grade >= e.grade)
        return;
      g->edges.v[i].grade = e.grade;
    }
  else
    {
      e.next_out = g->nodes.v[e.src].out;
      i = g->edges.n;
      *slot = i;
      *vec_push_in (g->arena, &g->edges) = e;
      g->nodes.v[e.src].out = i;
    }
  e = g->edges.v[i];
  for (uint32_t k = 0; k < g->nodes.v[e.src].facts.n; k++)
    if (!g->nodes.v[e.src].facts.v[k].pending)
      pass_on (g, &e, g->nodes.v[e.src].facts.v[k]);
}

/* Reading.  */

/* Can what is stored in CELL be in another place than the one that R reads?  It is
   not shown to be found then.  */

static bool
is_merged (const struct graph *g, const struct reader *r, node_id cell)
{
  const struct object *o = &g->objects.v[g->nodes.v[cell].obj];
  int64_t size = r->block ? r->size : (int64_t)g->pointer_size;
  if (!place_is_anywhere (g->nodes.v[cell].place) || size < 0
      || (o->extent >= 0 && o->extent <= size))
    return false;
  switch (o->kind)
    {
    case OBJECT_CONTENT:
      return g->precision >= PRECISION_OWN_FIELDS;
    case OBJECT_FRAME:
    case OBJECT_ALLOCA:
    case OBJECT_FRESH:
    case OBJECT_CALL_RESULT:
      return g->precision >= PRECISION_OBJECTS || !place_is_anywhere (r->place);
    default:
      return false;
    }
}

static void
connect (struct graph *g, const struct reader *r, node_id cell)
{
  struct place place = g->nodes.v[cell].place;
  struct flow_edge e = { .src = cell,
                         .dst = r->dst,
                         .shift = place_start,
                         .grade = r->grade,
                         .merged = is_merged (g, r, cell),
                         .step = r->step };
  if (!place_overlaps (place, g->pointer_size, r->place, r->size))
    return;
  /* A small number is no piece of a pointer that is somewhere or other.  */
  if (r->type_key == KEY_NARROW && place_is_anywhere (place))
    return;
  if (r->block)
    e.dst = graph_cell (g, r->dst_obj,
                        place_relocate (place, r->place, r->dst_place));
  else
    {
      /* A piece of a pointer is not shown to be one.  */
      bool whole = (r->size < 0 || r->size >= (int64_t)g->pointer_size)
                   && place_is_aligned (place, r->place);
      if (!whole)
        {
          e.grade = GRADE_ASSUMED;
          e.shift = place_anywhere;
        }
      e.initial_only
          = r->entry && g->precision == PRECISION_FULL
            && g->objects.v[g->nodes.v[cell].obj].kind == OBJECT_CONTENT;
      e.one_of_many = r->place.stride && !place.stride;
    }
  e.any_step = e.grade == GRADE_ASSUMED || g->precision >= PRECISION_OWN_FIELDS;
  if (e.initial_only || e.dst != cell)
    solve_edge (g, e);
  else
    graph_copy (g, cell, cell, e.shift, e.grade, false, e.step);
}

/* R reads an object that is lent.  What comes in by other paths is seen by
   readers, but not entered in the object's cells: the caller, who knows which
   paths lead there, does so.  */

static void
connect_lent (struct graph *g, const struct reader *r)
{
  if (r->type_key == KEY_NARROW)
    return;
  node_id dst = r->block ? graph_cell (g, r->dst_obj,
                                       place_add (r->dst_place, place_anywhere))
                         : r->dst;
  graph_copy (g, g->lent_stores, dst,
              !r->block && r->size >= 0 && r->size < (int64_t)g->pointer_size
                  ? place_anywhere
                  : place_start,
              GRADE_ASSUMED, false, NO_STEP);
}

/* In a graph with fewer placeholders than this each access path has one.  */
#define SOME_CONTENTS 16

/* As many of the same type, for the same depth below the same parameter, can
   one load bring before further ones share the last.  */
#define MAX_FAN 4

/* A placeholder that READER, a load's destination, brought already and that
   can stand for one more below PARENT.  */

static object_id
similar_content (const struct graph *g, const struct object *parent,
                 node_id reader, uint32_t type_key)
{
  unsigned level = parent->kind == OBJECT_CONTENT ? parent->level + 1 : 0;
  unsigned count = 0;
  object_id same = NO_OBJECT;
  if (reader == NO_NODE || g->n_contents < SOME_CONTENTS)
    return NO_OBJECT;
  const struct node *n = &g->nodes.v[reader];
  for (uint32_t i = 0; i < n->facts.n; i++)
    {
      const struct object *o = graph_target (g, &n->facts.v[i]);
      if (o->kind == OBJECT_CONTENT && o->index == parent->index
          && o->level == level && o->type_key == type_key)
        {
          count++;
          same = g->nodes.v[n->facts.v[i].target].obj;
        }
    }
  return count < MAX_FAN ? NO_OBJECT : same;
}

/* The placeholder for what CELL points to on entry: an ancestor if its type
   recurs, but not, if it can be helped, what a parameter itself points to.  */

static object_id
content_for (struct graph *g, node_id cell, uint32_t type_key, node_id reader)
{
  object_id parent = g->nodes.v[cell].obj;
  unsigned count = 0;
  object_id nearest = NO_OBJECT;
  bool all = g->precision != PRECISION_FULL;
  for (object_id a = parent; g->objects.v[a].kind == OBJECT_CONTENT;
       a = g->objects.v[a].parent)
    if (g->objects.v[a].type_key == type_key)
      {
        if (!nearest && (all || g->objects.v[a].level))
          nearest = a;
        count++;
      }
  const struct object *p = &g->objects.v[parent];
  if (p->whole
      || (g->precision == PRECISION_OBJECTS && p->kind == OBJECT_CONTENT
          && p->level >= 1))
    return parent;
  bool many = g->n_contents >= (g->recursive ? max_contents[PRECISION_FULL]
                                             : max_contents[g->precision]);
  if (nearest && (many || count > max_recurrence (g)))
    return nearest;
  if (p->kind == OBJECT_CONTENT
      && (many
          || (p->type_key == KEY_NUMBER && g->n_contents >= SOME_CONTENTS)))
    return parent;
  object_id same = similar_content (g, p, reader, type_key);
  if (same)
    return same;
  /* What others put into own objects.  */
  bool own = p->kind != OBJECT_PARAM && p->kind != OBJECT_CONTENT;
  if (own && g->precision >= PRECISION_OWN_FIELDS && g->own_content)
    return graph_representative (g, g->own_content);
  object_id o = graph_object (g, OBJECT_CONTENT, NULL, -1);
  if (own)
    g->own_content = o;
  p = &g->objects.v[parent];
  struct object *c = &g->objects.v[o];
  c->parent = parent;
  c->index = own ? -1 : p->index;
  c->type_key = type_key;
  c->level = p->kind == OBJECT_CONTENT ? p->level + 1 : 0;
  g->n_contents++;
  return o;
}

static void
ensure_initial (struct graph *g, object_id obj, struct place place,
                uint32_t type_key, node_id reader)
{
  if (type_key == KEY_NARROW)
    return;
  node_id cell = graph_cell (g, obj, place);
  object_id old = g->nodes.v[cell].initial;
  if (old)
    {
      if (g->objects.v[old].type_key == KEY_NUMBER)
        g->objects.v[old].type_key = type_key;
      return;
    }
  object_id content = content_for (g, cell, type_key, reader);
  g->nodes.v[cell].initial = content;
  *vec_push_in (g->arena, &g->links) = (struct initial_link){ cell, content };
  *vec_push_in (g->arena, &g->objects.v[content].births) = cell;
  node_id start = graph_cell (g, content, place_start);
  if (graph_find_fact (g, cell, start))
    solve_moved (g, cell, GRADE_SHOWN);
  graph_fact (g, cell, start,
              g->objects.v[obj].open ? GRADE_SHOWN : GRADE_ASSUMED);
}

/* Make the placeholders that reader R of OBJ asks for.  */

static void
ensure_read (struct graph *g, object_id obj, const struct reader *r)
{
  int64_t ptr = g->pointer_size;
  if (r->looks)
    return;
  if (!r->block)
    ensure_initial (g, obj, r->place, r->type_key, r->dst);
  else if (r->shape)
    for (unsigned i = 0; i < r->shape->n; i++)
      ensure_initial (g, obj, place_add (r->place, r->shape->parts[i]),
                      r->shape->type_keys[i], NO_NODE);
  else if (r->size >= 0 && r->size <= 4 * ptr)
    /* What is left at the end can be a piece of a pointer.  */
    for (int64_t o = 0; o < r->size; o += ptr)
      ensure_initial (g, obj, place_add (r->place, place_at (o)),
                      o + ptr <= r->size ? KEY_ANY : KEY_NUMBER, NO_NODE);
  else
    ensure_initial (g, obj,
                    place_add (r->place,
                               (struct place){ 0, (uint32_t)ptr, 0,
                                               r->size < 0 ? 0 : r->size }),
                    KEY_ANY, NO_NODE);
}

static void
add_reader (struct graph *g, object_id obj, struct reader r)
{
  struct object *o = &g->objects.v[obj];
  if (o->kind == OBJECT_CONSTANT || o->kind == OBJECT_FUNCTION)
    return;
  *vec_push_in (g->arena, &o->readers) = r;
  if (o->open || graph_is_left_to_caller (g, o))
    ensure_read (g, obj, &r);
  if (g->objects.v[obj].lent)
    connect_lent (g, &r);
  for (uint32_t i = 0; i < g->objects.v[obj].cells.n; i++)
    connect (g, &r, g->objects.v[obj].cells.v[i]);
}

void
solve_new_cell (struct graph *g, node_id cell)
{
  object_id obj = g->nodes.v[cell].obj;
  for (uint32_t i = 0; i < g->objects.v[obj].readers.n; i++)
    {
      struct reader r = g->objects.v[obj].readers.v[i];
      connect (g, &r, cell);
    }
}

/* Exposure.  */

static void
expose (struct graph *g, object_id obj)
{
  struct object *o = &g->objects.v[obj];
  if (o->exposed || is_one_cell_kind (o->kind))
    return;
  o->exposed = true;
  if (o->kind != OBJECT_CONTENT && !o->read_only)
    graph_fact (g, graph_cell (g, obj, place_anywhere),
                graph_cell (g, GRAPH_UNKNOWN, place_anywhere), GRADE_ASSUMED);
  spread (g, obj, expose);
  if (g->has_deferred)
    graph_open (g, obj);
}

static void
give (struct graph *g, object_id obj)
{
  struct object *o = &g->objects.v[obj];
  if (o->given || is_one_cell_kind (o->kind))
    return;
  o->given = true;
  expose (g, obj);
  spread (g, obj, give);
}

static void
keep (struct graph *g, object_id obj)
{
  struct object *o = &g->objects.v[obj];
  if (o->kept || is_one_cell_kind (o->kind))
    return;
  o->kept = true;
  spread (g, obj, keep);
}

void
graph_open (struct graph *g, object_id obj)
{
  struct object *o = &g->objects.v[obj];
  if (o->open
      || (o->kind != OBJECT_FRAME && o->kind != OBJECT_FRESH
          && o->kind != OBJECT_ALLOCA))
    return;
  o->open = true;
  for (uint32_t i = 0; i < g->objects.v[obj].readers.n; i++)
    {
      struct reader r = g->objects.v[obj].readers.v[i];
      ensure_read (g, obj, &r);
    }
  spread (g, obj, graph_open);
}

void
solve_joined (struct graph *g, object_id obj)
{
  node_id whole = g->objects.v[obj].whole;
  struct node *cell = &g->nodes.v[whole];
  g->objects.v[obj].cells.n = 0;
  *vec_push_in (g->arena, &g->objects.v[obj].cells) = whole;
  cell->moved = true;
  if (cell->initial != obj)
    {
      cell->initial = obj;
      *vec_push_in (g->arena, &g->links) = (struct initial_link){ whole, obj };
      *vec_push_in (g->arena, &g->objects.v[obj].births) = whole;
      graph_fact (g, whole, whole, GRADE_SHOWN);
    }
  for (uint32_t i = 0; i < g->nodes.v[whole].facts.n; i++)
    {
      struct fact f = g->nodes.v[whole].facts.v[i];
      note_lent_store (g, obj, f.target, f.grade);
      enqueue (g, whole, i);
    }
  for (uint32_t i = 0; i < g->objects.v[obj].readers.n; i++)
    {
      struct reader r = g->objects.v[obj].readers.v[i];
      connect (g, &r, whole);
    }
  if (g->objects.v[obj].exposed)
    {
      g->objects.v[obj].exposed = false;
      expose (g, obj);
    }
  if (g->objects.v[obj].given)
    {
      g->objects.v[obj].given = false;
      give (g, obj);
    }
  if (g->objects.v[obj].kept)
    {
      g->objects.v[obj].kept = false;
      keep (g, obj);
    }
}

/* Uses of pointers.  */

static void
copy_block (struct graph *g, const struct block *b, struct fact dst,
            struct fact src)
{
  const struct node *d = &g->nodes.v[dst.target];
  const struct node *s = &g->nodes.v[src.target];
  object_id src_obj = s->obj;
  add_reader (g, src_obj,
              (struct reader){ place_add (s->place, b->src_place), b->size,
                               true, NO_NODE, d->obj,
                               place_add (d->place, b->dst_place), b->shape, 0,
                               dst.grade < src.grade ? dst.grade : src.grade,
                               false, false, b->step });
}

/* Everything that CALL is handed is open to what it may do.  */

static void
defer (struct graph *g, struct call *c)
{
  if (c->deferred)
    return;
  c->deferred = true;
  node_id sink = graph_cell (g, g->deferred_args, place_anywhere);
  for (uint32_t i = 0; i < c->args.n; i++)
    graph_copy (g, c->args.v[i], sink, place_start, GRADE_SHOWN, false,
                NO_STEP);
  graph_others_run (g);
  if (!g->has_deferred)
    {
      g->has_deferred = true;
      for (object_id o = 1; o < g->objects.n; o++)
        if (g->objects.v[o].exposed)
          graph_open (g, o);
    }
}

static void
new_target (struct graph *g, uint32_t call, struct fact f)
{
  object_id target = g->nodes.v[f.target].obj;
  struct call *c = &g->calls.v[call];
  uint32_t *seen = table_slot (g->seen_table, call, target, 0);
  if (*seen)
    return;
  *seen = 1;
  *vec_push_in (g->arena, &c->seen) = target;
  *vec_push_in (g->arena, &g->pending)
      = (struct pending_call){ call, target, f.grade };
}

static void
apply_use (struct graph *g, struct use u, struct fact f)
{
  const struct node *t = &g->nodes.v[f.target];
  object_id obj = t->obj;
  enum object_kind kind = g->objects.v[obj].kind;
  struct place place = place_add (t->place, u.place);
  switch (u.kind)
    {
    case USE_LOAD:
      add_reader (g, obj,
                  (struct reader){ place, u.size, false, u.other, NO_OBJECT,
                                   place_start, NULL, u.type_key, f.grade,
                                   u.entry, u.looks, u.step });
      break;
    case USE_STORE:
      if (kind == OBJECT_CONSTANT || kind == OBJECT_FUNCTION)
        break;
      graph_copy (g, u.other, graph_cell (g, obj, place), place_start, f.grade,
                  false, u.step);
      break;
    case USE_BLOCK_DST:
    case USE_BLOCK_SRC:
      {
        struct block b = g->blocks.v[u.index];
        node_id other = u.kind == USE_BLOCK_DST ? b.src : b.dst;
        for (uint32_t i = 0; i < g->nodes.v[other].facts.n; i++)
          {
            struct fact o = g->nodes.v[other].facts.v[i];
            if (o.pending)
              continue;
            if (u.kind == USE_BLOCK_DST)
              copy_block (g, &b, f, o);
            else
              copy_block (g, &b, o, f);
          }
        break;
      }
    case USE_CALL:
      new_target (g, u.index, f);
      break;
    }
}

void
solve_new_use (struct graph *g, node_id ptr, uint32_t i)
{
  struct use u = g->nodes.v[ptr].uses.v[i];
  for (uint32_t k = 0; k < g->nodes.v[ptr].facts.n; k++)
    if (!g->nodes.v[ptr].facts.v[k].pending)
      apply_use (g, u, g->nodes.v[ptr].facts.v[k]);
}

void
graph_defer (struct graph *g, uint32_t call)
{
  defer (g, &g->calls.v[call]);
}

static void
propagate (struct graph *g, node_id n)
{
  while (g->nodes.v[n].todo.n && !graph_is_over_budget (g))
    {
      uint32_t i = g->nodes.v[n].todo.v[--g->nodes.v[n].todo.n];
      g->nodes.v[n].facts.v[i].pending = false;
      struct fact f = g->nodes.v[n].facts.v[i];
      for (uint32_t e = g->nodes.v[n].out; e; e = g->edges.v[e].next_out)
        {
          struct flow_edge edge = g->edges.v[e];
          pass_on (g, &edge, f);
          g->steps_done++;
        }
      for (uint32_t k = 0; k < g->nodes.v[n].uses.n; k++)
        {
          apply_use (g, g->nodes.v[n].uses.v[k], f);
          g->steps_done++;
        }
    }
}

bool
graph_solve (struct graph *g)
{
  while (!g->exhausted && g->worklist_head < g->worklist.n)
    {
      if (graph_is_over_budget (g))
        {
          g->exhausted = true;
          break;
        }
      if (g->steps_done >= g->next_collapse)
        {
          cycles_collapse (g);
          g->next_collapse = g->steps_done * 2;
        }
      node_id n = g->worklist.v[g->worklist_head++];
      if (g->worklist_head == g->worklist.n)
        g->worklist_head = g->worklist.n = 0;
      g->nodes.v[n].queued = false;
      propagate (g, n);
      if (g->nodes.v[n].todo.n)
        g->exhausted = true;
    }
  if (!g->exhausted)
    VERIFY (graph_verify (g));
  return !g->exhausted;
}
