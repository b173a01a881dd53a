/* Building the graph: objects, cells, variables, constraints.  The algorithm
   and its invariants stand in graph.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "graph.h"
#include "record.h"
#include "solve.h"

#include <string.h>

/* An object with more cells than this gets no new ones: further places share
   the one that stands for anywhere.  */
#define MAX_CELLS 600

/* How far outside an object a pointer to it is followed, in bytes: from a
   member, as if it were one of a struct, to other members.  Nothing is there to
   be read.  */
#define MAX_OUTSIDE 4096

/* Steps after which cycles are looked for: small functions are left alone.  */
#define FIRST_COLLAPSE 2000

struct graph *
graph_new (const void *function, unsigned pointer_size,
           enum precision precision, uint64_t budget)
{
  struct graph *g = escape_alloc (sizeof *g);
  g->arena = arena_new ();
  g->function = function;
  g->pointer_size = pointer_size;
  g->precision = precision;
  g->budget = budget;
  g->next_collapse = FIRST_COLLAPSE;
  g->cell_table = table_new (g->arena);
  g->decl_table = table_new (g->arena);
  g->addr_table = table_new (g->arena);
  g->nested_table = table_new (g->arena);
  g->seen_table = table_new (g->arena);
  /* Number 0 of everything means none.  */
  memset (vec_push_in (g->arena, &g->objects), 0, sizeof (struct object));
  memset (vec_push_in (g->arena, &g->nodes), 0, sizeof (struct node));
  memset (vec_push_in (g->arena, &g->edges), 0, sizeof (struct flow_edge));
  memset (vec_push_in (g->arena, &g->steps), 0, sizeof (struct step));
  for (unsigned k = OBJECT_UNKNOWN; k <= OBJECT_OUTER; k++)
    {
      object_id o = graph_object (g, (enum object_kind)k, NULL, -1);
      node_id cell = graph_cell (g, o, place_anywhere);
      graph_fact (g, cell, cell,
                  k == OBJECT_UNKNOWN ? GRADE_ASSUMED : GRADE_SHOWN);
    }
  /* Open from the start, so that what flows in is opened.  */
  g->deferred_args = graph_object (g, OBJECT_CALL_RESULT, NULL, -1);
  g->lent_stores = graph_variable (g);
  return g;
}

void
graph_free (struct graph *g)
{
  arena_free (g->arena);
  escape_release (g);
}

step_id
graph_step (struct graph *g, enum step_kind kind, const void *where,
            const void *what, const struct trace *inner)
{
  if (g->record)
    record_step (g->record, kind, where, what);
  *vec_push_in (g->arena, &g->steps)
      = (struct step){ kind, where, what, inner };
  return g->steps.n - 1;
}

static node_id
new_node (struct graph *g)
{
  g->steps_done++;
  memset (vec_push_in (g->arena, &g->nodes), 0, sizeof (struct node));
  return g->nodes.n - 1;
}

node_id
graph_variable (struct graph *g)
{
  if (g->record)
    record_variable (g->record);
  return new_node (g);
}

static object_id
new_object (struct graph *g, enum object_kind kind, const void *what,
            int64_t extent)
{
  struct object *o = vec_push_in (g->arena, &g->objects);
  memset (o, 0, sizeof *o);
  o->kind = kind;
  o->what = what;
  o->extent = extent;
  o->index = -1;
  o->open = kind == OBJECT_PARAM || kind == OBJECT_CONTENT
            || kind == OBJECT_CALL_RESULT;
  return g->objects.n - 1;
}

object_id
graph_object (struct graph *g, enum object_kind kind, const void *what,
              int64_t extent)
{
  if (g->record)
    record_object (g->record, kind, what, extent, false);
  return new_object (g, kind, what, extent);
}

object_id
graph_version (struct graph *g, const void *decl, int64_t extent,
               uint32_t split)
{
  record_version (g->record, split);
  return new_object (g, OBJECT_FRAME, decl, extent);
}

object_id
graph_param (struct graph *g, int index)
{
  if (g->record)
    record_param (g->record, index);
  object_id o = new_object (g, OBJECT_PARAM, NULL, -1);
  g->objects.v[o].index = index;
  return o;
}

object_id
graph_decl_object (struct graph *g, enum object_kind kind, const void *decl,
                   int64_t extent)
{
  /* Literals lead nowhere: coarsely, the first stands for all.  */
  bool any = kind == OBJECT_CONSTANT && g->precision >= PRECISION_OWN_FIELDS;
  uint32_t *slot
      = table_slot (g->decl_table, any ? 0 : (uintptr_t)decl, any, 0);
  if (!*slot)
    {
      if (g->record)
        record_object (g->record, kind, decl, extent, true);
      *slot = new_object (g, kind, decl, extent);
    }
  return *slot;
}

void
graph_made (struct object *o, struct object_size size, uint64_t needs,
            struct need only_if)
{
  struct need *n = &o->only_if;
  struct object_size *s = &o->size;
  if (!o->made)
    {
      o->made = true;
      *s = size;
      o->needs = needs;
      *n = only_if;
      return;
    }
  o->needs &= needs;
  if (n->arg != only_if.arg || n->equal != only_if.equal
      || n->mask != only_if.mask || n->value != only_if.value)
    n->arg = 0;
  if (s->kind != size.kind || s->bytes != size.bytes || s->arg != size.arg
      || s->arg2 != size.arg2)
    s->kind = SIZE_UNKNOWN;
}

node_id
graph_cell (struct graph *g, object_id obj, struct place place)
{
  obj = graph_representative (g, obj);
  struct object *o = &g->objects.v[obj];
  if (o->whole)
    return o->whole;
  if (is_one_cell_kind (o->kind) && o->cells.n)
    return o->cells.v[0];
  place = place_normal (place);
  if (is_one_cell_kind (o->kind)
      || (g->precision >= PRECISION_OWN_FIELDS && o->kind == OBJECT_CONTENT)
      || (g->precision >= PRECISION_OBJECTS && o->kind != OBJECT_PARAM
          && o->kind != OBJECT_RESULT))
    place = place_anywhere;
  else if (!place.stride
           && (place.off < -MAX_OUTSIDE
               || (o->extent >= 0 && place.off > o->extent + MAX_OUTSIDE)))
    place = place_anywhere;
  uint64_t b = (uint64_t)obj << 32 | place.stride;
  uint32_t *slot
      = table_slot (g->cell_table, b, place.off, place_bound (place));
  if (*slot)
    return *slot;
  if (o->cells.n >= MAX_CELLS && !place_equal (place, place_anywhere))
    return graph_cell (g, obj, place_anywhere);
  if (g->record)
    record_cell (g->record, obj, place);
  node_id n = new_node (g);
  *table_slot (g->cell_table, b, place.off, place_bound (place)) = n;
  g->nodes.v[n].obj = obj;
  g->nodes.v[n].place = place;
  *vec_push_in (g->arena, &o->cells) = n;
  if (!g->record)
    solve_new_cell (g, n);
  return n;
}

node_id
graph_address (struct graph *g, object_id obj, struct place place, step_id step)
{
  node_id cell = graph_cell (g, obj, place);
  uint32_t *slot = table_slot (g->addr_table, cell, step, 0);
  if (*slot)
    return *slot;
  if (g->record)
    record_address (g->record, obj, place, step);
  node_id n = new_node (g);
  *table_slot (g->addr_table, cell, step, 0) = n;
  g->nodes.v[n].birth = step;
  *vec_push_in (g->arena, &g->objects.v[obj].births) = n;
  if (!g->record)
    graph_fact (g, n, cell, GRADE_SHOWN);
  return n;
}

void
graph_copy (struct graph *g, node_id src, node_id dst, struct place shift,
            enum grade grade, bool concrete_only, step_id step)
{
  if (src == NO_NODE || dst == NO_NODE)
    return;
  if (g->record)
    {
      record_copy (g->record, src, dst, shift, grade, concrete_only, step);
      return;
    }
  if (src == dst && !shift.off && !shift.stride)
    {
      solve_moved (g, dst, grade);
      return;
    }
  /* Which step it was makes no difference where nothing is certain.  */
  bool any_step
      = grade == GRADE_ASSUMED || g->precision >= PRECISION_OWN_FIELDS;
  solve_edge (g, (struct flow_edge){ src, dst, shift, grade, concrete_only,
                                     false, false, any_step, false, step, 0 });
}

static void
add_use (struct graph *g, node_id ptr, struct use use)
{
  *vec_push_in (g->arena, &g->nodes.v[ptr].uses) = use;
  solve_new_use (g, ptr, g->nodes.v[ptr].uses.n - 1);
}

void
graph_load (struct graph *g, node_id ptr, struct place place, int64_t size,
            node_id dst, uint32_t type_key, step_id step)
{
  if (ptr == NO_NODE || dst == NO_NODE)
    return;
  if (g->record)
    record_load (g->record, ptr, place, size, dst, type_key, false, step);
  else
    add_use (g, ptr,
             (struct use){ USE_LOAD, place, size, dst, 0, type_key, false,
                           false, step });
}

void
graph_load_entry (struct graph *g, node_id ptr, struct place place,
                  int64_t size, node_id dst, uint32_t type_key, step_id step)
{
  if (ptr == NO_NODE || dst == NO_NODE)
    return;
  if (g->record)
    record_load (g->record, ptr, place, size, dst, type_key, true, step);
  else
    add_use (g, ptr,
             (struct use){ USE_LOAD, place, size, dst, 0, type_key, true, false,
                           step });
}

/* L, which is of a graph without a record.  */

static void
add_look (struct graph *g, struct lookup l)
{
  l.next = g->nodes.v[l.dst].look;
  *vec_push_in (g->arena, &g->looks) = l;
  g->nodes.v[l.dst].look = g->looks.n;
}

void
graph_look (struct graph *g, node_id ptr, struct place place, node_id dst)
{
  if (ptr == NO_NODE || dst == NO_NODE)
    return;
  add_look (g, (struct lookup){ ptr, dst, place, GRADE_SHOWN, true, 0 });
  add_use (g, ptr,
           (struct use){ .kind = USE_LOAD,
                         .place = place,
                         .size = g->pointer_size,
                         .other = dst,
                         .looks = true });
}

void
graph_copy_look (struct graph *g, node_id src, node_id dst, struct place shift,
                 enum grade grade)
{
  if (src == NO_NODE)
    return;
  graph_copy (g, src, dst, shift, grade, false, NO_STEP);
  if (g->nodes.v[src].look)
    add_look (g, (struct lookup){ src, dst, shift, grade, false, 0 });
}

bool
graph_is_unread (const struct graph *g, object_id obj, struct place place)
{
  obj = graph_representative (g, obj);
  const struct object *o = &g->objects.v[obj];
  if (o->whole
      || (o->kind != OBJECT_CONTENT && !o->open
          && !graph_is_left_to_caller (g, o)))
    return false;
  for (uint32_t i = 0; i < o->cells.n; i++)
    {
      const struct node *cell = &g->nodes.v[o->cells.v[i]];
      if (cell->initial && place_equal (cell->place, place))
        return false;
    }
  return true;
}

bool
graph_has_unread (const struct graph *g, node_id n)
{
  for (uint32_t i = g->nodes.v[n].look; i; i = g->looks.v[i - 1].next)
    {
      const struct lookup *l = &g->looks.v[i - 1];
      const struct node *src = &g->nodes.v[l->src];
      if (l->src != n && graph_has_unread (g, l->src))
        return true;
      for (uint32_t k = 0; l->loads && k < src->facts.n; k++)
        {
          const struct node *t = &g->nodes.v[src->facts.v[k].target];
          if (graph_is_unread (g, t->obj, place_add (t->place, l->place)))
            return true;
        }
    }
  return false;
}

void
graph_store (struct graph *g, node_id ptr, struct place place, node_id src,
             step_id step)
{
  if (ptr == NO_NODE || src == NO_NODE)
    return;
  if (g->record)
    record_store (g->record, ptr, place, src, step);
  else
    add_use (g, ptr,
             (struct use){ USE_STORE, place, 0, src, 0, 0, false, false,
                           step });
}

void
graph_block (struct graph *g, node_id dst, struct place dst_place, node_id src,
             struct place src_place, int64_t size, const struct shape *shape,
             step_id step)
{
  if (dst == NO_NODE || src == NO_NODE || size == 0)
    return;
  if (g->record)
    {
      record_block (g->record, dst, dst_place, src, src_place, size, shape,
                    step);
      return;
    }
  *vec_push_in (g->arena, &g->blocks)
      = (struct block){ dst, src, dst_place, src_place, size, shape, step };
  uint32_t i = g->blocks.n - 1;
  add_use (g, dst,
           (struct use){ USE_BLOCK_DST, dst_place, size, 0, i, 0, false, false,
                         step });
  add_use (g, src,
           (struct use){ USE_BLOCK_SRC, src_place, size, 0, i, 0, false, false,
                         step });
}

static void
add_relation (struct graph *g, struct relation r)
{
  if (r.a == NO_NODE
      || (r.kind == RELATION_FOUND ? r.result == NO_NODE : r.b == NO_NODE)
      || (r.kind == RELATION_DIFFERENCE && r.result == NO_NODE))
    return;
  if (g->record)
    record_relation (g->record, r.kind, r.a, r.b, r.result);
  else
    *vec_push_in (g->arena, &g->relations) = r;
}

void
graph_difference (struct graph *g, node_id a, node_id b, node_id result)
{
  add_relation (g, (struct relation){ .kind = RELATION_DIFFERENCE,
                                      .a = a,
                                      .b = b,
                                      .result = result });
}

void
graph_comparison (struct graph *g, node_id a, node_id b, bool again)
{
  add_relation (g, (struct relation){ .kind = RELATION_COMPARISON,
                                      .a = a,
                                      .b = b,
                                      .again = again });
}

void
graph_found (struct graph *g, node_id a, node_id result, bool counted)
{
  if (a == NO_NODE || result == NO_NODE)
    return;
  if (!g->found_table)
    g->found_table = table_new (g->arena);
  uint32_t *slot = table_slot (g->found_table, a, result, 0);
  if (*slot)
    {
      g->relations.v[*slot - 1].counted &= counted;
      return;
    }
  add_relation (g, (struct relation){ .kind = RELATION_FOUND,
                                      .a = a,
                                      .result = result,
                                      .counted = counted });
  *slot = g->relations.n;
}

void
graph_returned (struct graph *g, node_id a, node_id b)
{
  add_relation (g,
                (struct relation){ .kind = RELATION_RETURNED, .a = a, .b = b });
}

void
graph_arithmetic (struct graph *g, node_id n, enum arithmetic kind)
{
  if (n == NO_NODE || g->nodes.v[n].arithmetic >= kind)
    return;
  if (g->record)
    record_arithmetic (g->record, n, kind);
  g->nodes.v[n].arithmetic = kind;
  g->computes = true;
}

/* The slot for the sink that stands for all such.  Whose NAME says the same is
   one, wherever that stands.  */

static uint32_t *
sink_slot (struct graph *g, enum reason reason, enum grade grade,
           const char *name)
{
  uint64_t h = name ? encode_hash (name, strlen (name)) : 0;
  for (;; h++)
    {
      uint32_t *slot = table_slot (g->decl_table, h, reason, 2 + grade);
      const char *other = g->objects.v[*slot].name;
      if (!*slot || (name && other ? !strcmp (name, other) : name == other))
        return slot;
    }
}

node_id
graph_sink (struct graph *g, enum reason reason, enum grade grade,
            const char *name, step_id step)
{
  /* Coarsely, one stands for all of a kind: the edges have the steps.  */
  uint32_t *slot = NULL;
  if (g->precision >= PRECISION_OWN_FIELDS)
    {
      slot = sink_slot (g, reason, grade, name);
      if (*slot)
        return graph_cell (g, *slot, place_anywhere);
    }
  if (g->record)
    record_sink (g->record, reason, grade, name, step);
  object_id o = new_object (g, OBJECT_SINK, g->steps.v[step].where, -1);
  if (slot)
    *slot = o;
  g->objects.v[o].reason = reason;
  g->objects.v[o].grade = grade;
  g->objects.v[o].name = name;
  struct record *record = g->record;
  g->record = NULL;
  node_id n = graph_cell (g, o, place_anywhere);
  g->record = record;
  return n;
}

void
graph_release (struct graph *g, node_id ptr, const char *deallocator,
               bool direct, enum release_how how, step_id step)
{
  if (ptr != NO_NODE)
    *vec_push_in (g->arena, &g->releases)
        = (struct release){ ptr, deallocator, direct, how, step, false };
}

void
graph_call_through (struct graph *g, uint32_t call, node_id fn)
{
  g->calls.v[call].fn = fn;
  if (fn != NO_NODE)
    add_use (g, fn,
             (struct use){ USE_CALL, place_start, 0, 0, call, 0, false, false,
                           NO_STEP });
}

void
graph_call_arg (struct graph *g, uint32_t call, node_id arg)
{
  *vec_push_in (g->arena, &g->calls.v[call].args) = arg;
}

uint32_t
graph_call (struct graph *g, node_id fn, const void *where)
{
  struct call *c = vec_push_in (g->arena, &g->calls);
  memset (c, 0, sizeof *c);
  c->where = where;
  uint32_t i = g->calls.n - 1;
  graph_call_through (g, i, fn);
  return i;
}
