/* Memory that a machine tells apart, and what calls may do to it: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"
#include "trace.h"

#include <string.h>

/* --- Regions. ---  */

/* Is O the graph's object for variable MEMORY of the function?  */

bool
machine_is_object_of (const struct machine *m, object_id o,
                      const struct skel_memory *memory)
{
  const struct object *obj = &m->graph->objects.v[o];
  if (memory->object == o)
    return true;
  return memory->what && obj->what == memory->what
         && (obj->kind == OBJECT_GLOBAL || obj->kind == OBJECT_CONSTANT
             || (obj->kind == OBJECT_FRAME && !obj->origin));
}

static region_id
new_region (struct machine *m, struct region r)
{
  *vec_push_in (m->arena, &m->regions) = r;
  return m->regions.n - 1;
}

region_id
machine_region_of (struct machine *m, uint32_t ctx, memory_id id)
{
  const struct skel_memory *memory = &skeleton_of (m, ctx)->memories.v[id];
  bool global = memory->kind != MEMORY_FRAME && memory->what;
  uint32_t *slot
      = global ? table_slot (m->region_table, (uintptr_t)memory->what, 1, 0)
               : table_slot (m->region_table, ctx, id, 2);
  if (*slot)
    return *slot;
  bool own = ctx == 0 || global;
  if (own && machine_is_object_of (m, m->object, memory))
    return *slot = REGION_OBJECT;
  struct region r = { false,
                      ctx,
                      id,
                      memory->kind,
                      memory->addressed,
                      memory->shared,
                      memory->is_const || memory->kind == MEMORY_CONSTANT,
                      memory->is_volatile,
                      memory->what,
                      ctx == 0 ? memory->object : NO_OBJECT };
  if (ctx == 0 && memory->kind == MEMORY_FRAME && r.object == NO_OBJECT)
    r.object = *table_slot (m->variable_table, (uintptr_t)memory->what, 0, 0);
  return *slot = new_region (m, r);
}

/* Was R not there when the function was entered?  */

bool
machine_is_own (const struct machine *m, region_id id)
{
  const struct region *r = &m->regions.v[id];
  if (id == REGION_OBJECT)
    return m->kind != OBJECT_GLOBAL && m->kind != OBJECT_CONTENT;
  return r->made || r->kind == MEMORY_FRAME;
}

/* May unseen code write to what is in R?  */

bool
machine_is_seen (const struct machine *m, region_id id)
{
  const struct region *r = &m->regions.v[id];
  object_id o = id == REGION_OBJECT ? m->object : r->object;
  if (id != REGION_OBJECT && r->is_const)
    return false;
  if (id != REGION_OBJECT && r->kind == MEMORY_GLOBAL)
    return r->shared;
  if (o != NO_OBJECT)
    return graph_is_written_by_others (m->graph, &m->graph->objects.v[o]);
  return r->addressed;
}

/* Does the graph have variable R of the frame in memory that lives longer?  */

bool
machine_may_be_left (const struct machine *m, region_id id)
{
  const struct skel_memory *memory
      = &m->skeleton->memories.v[m->regions.v[id].number];
  const struct graph *g = m->graph;
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      if (g->nodes.v[n].obj == NO_OBJECT)
        continue;
      enum object_kind kind = g->objects.v[g->nodes.v[n].obj].kind;
      if (kind == OBJECT_FRAME || kind == OBJECT_ALLOCA || kind == OBJECT_FRESH)
        continue;
      for (uint32_t k = 0; k < g->nodes.v[n].facts.n; k++)
        if (machine_is_object_of (m,
                                  g->nodes.v[g->nodes.v[n].facts.v[k].target]
                                      .obj,
                                  memory))
          return true;
    }
  return false;
}

/* Is what parameter V points to memory that the function, as the graph has it, shows
   to no code that is not seen?  */

bool
machine_is_private (const struct machine *m, const struct value *v)
{
  const struct skeleton *s = m->skeleton;
  node_id n = NO_NODE;
  for (uint32_t i = 0; v->param && i < s->params.n; i++)
    if (s->params.v[i].name
        && v->birth == birth (0, BIRTH_NAME, s->params.v[i].name))
      n = s->names.v[s->params.v[i].name].node;
  for (uint32_t k = 0; k < m->graph->nodes.v[n].facts.n; k++)
    {
      object_id to
          = m->graph->nodes.v[m->graph->nodes.v[n].facts.v[k].target].obj;
      const struct object *o = &m->graph->objects.v[to];
      if (o->kind != OBJECT_CONTENT || (o->exposed && o->passed_on))
        return false;
    }
  return m->graph->nodes.v[n].facts.n != 0;
}

/* --- What calls can do, as the graph has it. ---  */

/* Of the call at WHERE; INNER, if not null, of what that statement makes in the
   innermost callee.  Null if nothing is noted.  */

static struct call_effect *
find_effect (struct machine *m, const void *where, const void *inner, bool make)
{
  uint32_t *slot
      = table_slot (m->effect_table, (uintptr_t)where, (uintptr_t)inner, 0);
  if (!*slot)
    {
      if (!make)
        return NULL;
      memset (vec_push_in (m->arena, &m->effects), 0, sizeof *m->effects.v);
      *slot = m->effects.n;
    }
  return &m->effects.v[*slot - 1];
}

struct call_effect *
machine_effect_of (struct machine *m, const void *where, bool make)
{
  static struct call_effect none;
  struct call_effect *e = find_effect (m, where, NULL, make);
  return e ? e : &none;
}

/* How a callee makes what STEP does: the statement there.  */

const struct step *
machine_step_inside (const struct step *step)
{
  return step->inner && step->inner->n ? &step->inner->steps[0] : NULL;
}

/* The statement that allocates, in the innermost callee, by the trace of O's
   birth.  */

static const void *
innermost_allocation (const struct graph *g, const struct object *o)
{
  if (!o->births.n)
    return NULL;
  const struct step *s = &g->steps.v[g->nodes.v[o->births.v[0]].birth];
  for (const struct step *next = s; next; next = machine_step_inside (next))
    s = next;
  return s->where;
}

void
machine_find_effects (struct machine *m)
{
  const struct graph *g = m->graph;
  for (uint32_t i = 0; i < g->releases.n; i++)
    if (graph_holds (g, g->releases.v[i].ptr, m->object))
      {
        struct call_effect *e
            = machine_effect_of (m, g->steps.v[g->releases.v[i].step].where,
                                 true);
        e->releases = true;
        e->guarded |= g->releases.v[i].how & RELEASE_GUARDED;
      }
  for (uint32_t i = 1; i < g->edges.n; i++)
    {
      const struct flow_edge *e = &g->edges.v[i];
      const struct node *dst = &g->nodes.v[e->dst];
      const void *where = g->steps.v[e->step].where;
      if (dst->obj == NO_OBJECT || !where
          || !graph_holds (g, e->src, m->object))
        continue;
      struct call_effect *c = machine_effect_of (m, where, true);
      const struct object *o = &g->objects.v[dst->obj];
      if (o->kind != OBJECT_SINK)
        c->puts = true;
      else if (o->reason == REASON_CONST_CALL)
        ;
      else if (o->grade == GRADE_SHOWN)
        c->keeps = true;
      else
        c->gives = true;
    }
  for (object_id o = 1; o < g->objects.n; o++)
    {
      const struct object *obj = &g->objects.v[o];
      const void *inner = obj->kind == OBJECT_FRESH && obj->call
                              ? innermost_allocation (g, obj)
                              : NULL;
      if (inner)
        find_effect (m, obj->call, inner, true)->exposed
            |= graph_is_written_by_others (g, obj);
    }
}

/* The function's own call in which WHERE is, a statement of context CTX.  */

const void *
machine_outermost (const struct machine *m, uint32_t ctx, const void *where)
{
  if (ctx == 0)
    return where;
  while (m->contexts.v[ctx].parent != 0)
    ctx = m->contexts.v[ctx].parent;
  const struct context *x = &m->contexts.v[ctx];
  const struct skel_step *call
      = &m->skeleton->steps.v[m->skeleton->blocks.v[x->block].steps + x->index];
  return m->skeleton->sites.v[call->site].where;
}

/* What step STEP of context CTX makes.  */

region_id
machine_region_made (struct machine *m, uint32_t ctx, uint32_t step)
{
  uint32_t *slot = table_slot (m->region_table, ctx, step, 3);
  if (*slot)
    return *slot;
  const struct skeleton *s = skeleton_of (m, ctx);
  const void *where = s->sites.v[s->steps.v[step].site].where;
  const struct call_effect *e
      = find_effect (m, machine_outermost (m, ctx, where), where, false);
  struct region r = { true,  ctx,   step,  MEMORY_FRAME, !e || e->exposed,
                      false, false, false, NULL,         NO_OBJECT };
  return *slot = new_region (m, r);
}
