/* The flow engine: see flow.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Two passes over the machine, and a shortcut.  In the first, states that come
   to a position join if their keys are equal: it finds what cannot be on any
   path, and for each state that can be there, whether what is asked can still
   come.  In the second, paths are run alone, nearest first, only through states
   from which it can.  */

#include "machine.h"

#include <string.h>

/* States of a position that are kept apart; steps of the two passes and of the
   shortcut for one object; events of a path; how often it comes to a position,
   by its own choice and in all.  */
#define MAX_KEYS 8
#define MAX_STEPS 2000
#define MAX_ALONE 1000
#define MAX_TRIED 300
#define MAX_TRAIL 600
#define MAX_VISITS 2
#define MAX_FORCED_VISITS 20

struct node_of
{
  uint32_t position;
  uint64_t key;
  struct state *state;
  bool queued;
  uint32_t into;    /* Another one that stands for it; 0: none.  */
  uint32_t next;    /* At the same position.  */
  uint32_t reasons; /* Bit Q: FLOW_... Q is found from here on.  */
  uint32_t distance[N_FLOW_QUESTIONS]; /* In edges.  */
};

#define RANKS (MAX_DEPTH_OF_MAKER / 2 + 1)

/* RANK: by reverse postorder, of a position in a callee behind that of the call.
   In this order, states come together before control goes on from there.  */

struct position
{
  uint64_t rank[RANKS];
  uint32_t ctx;
  block_id block;
  uint32_t index;
  uint32_t first; /* Node.  */
  uint32_t n_nodes;
};

struct link
{
  uint32_t from, to;
};

struct flow
{
  const struct skeleton *skeleton;
  const struct graph *graph;
  const struct flow_client *client;
  uint64_t budget, done;
  object_id object; /* That the rest is about.  */
  struct machine *machine;
  VEC (struct position) positions;
  VEC (struct node_of) nodes;
  VEC (struct link) links;
  VEC (uint32_t) queue; /* A heap: the node of least rank first.  */
  struct table *position_table;
  uint32_t current; /* The node that is run.  */
  bool passed, exhausted;
  /* Of the second pass.  */
  enum flow_question question;
  VEC (struct config) stack;
  const struct trail *found;
  /* Of the shortcut.  */
  struct table *visits;
  uint32_t waiting; /* On the stack since before the run.  */
  bool survives, tried_all;
  bool answered[N_FLOW_QUESTIONS];
  enum flow_answer answers[N_FLOW_QUESTIONS];
  struct flow_path paths[N_FLOW_QUESTIONS];
};

struct flow *
flow_new (const struct skeleton *s, const struct graph *g,
          const struct flow_client *client, uint64_t budget)
{
  struct flow *f = escape_alloc (sizeof *f);
  f->skeleton = s;
  f->graph = g;
  f->client = client;
  f->budget = budget;
  return f;
}

const struct skeleton *
flow_skeleton (const struct flow *f)
{
  return f->skeleton;
}

const struct skeleton *
flow_body (const struct flow *f, const struct skeleton *caller,
           const struct skel_site *site)
{
  return f->client && f->client->body && !site->unseen
             ? f->client->body (f->client->data, caller, site)
             : NULL;
}

static void
forget_object (struct flow *f)
{
  for (unsigned q = 0; q < N_FLOW_QUESTIONS; q++)
    vec_free (&f->paths[q].events);
  if (f->machine)
    machine_free (f->machine);
  f->machine = NULL;
  f->object = NO_OBJECT;
  f->passed = f->survives = f->tried_all = false;
  f->visits = NULL;
  memset (f->answered, 0, sizeof f->answered);
}

void
flow_free (struct flow *f)
{
  if (!f)
    return;
  forget_object (f);
  vec_free (&f->positions);
  vec_free (&f->nodes);
  vec_free (&f->links);
  vec_free (&f->queue);
  vec_free (&f->stack);
  escape_release (f);
}

/* What the machine has done since the last time is paid for.  */

static void
count_work (struct flow *f)
{
  f->done += f->machine->work;
  f->machine->work = 0;
}

/* --- The first pass. ---  */

/* Sixteen bits of its block and of its index for each call that it is in.  */

static void
find_rank (const struct machine *m, struct position *p)
{
  uint32_t ctx = p->ctx;
  block_id block = p->block;
  uint32_t index = p->index;
  for (;;)
    {
      const struct context *x = &m->contexts.v[ctx];
      uint32_t order = skeleton_order (x->skeleton, block);
      uint64_t own = (uint64_t)(order < UINT16_MAX ? order : UINT16_MAX) << 16
                     | (index < UINT16_MAX ? index : UINT16_MAX);
      p->rank[x->depth / 2] |= own << (x->depth % 2 ? 0 : 32);
      if (ctx == 0)
        return;
      block = x->block;
      index = x->index;
      ctx = x->parent;
    }
}

static int
compare_ranks (const struct position *a, const struct position *b)
{
  for (unsigned i = 0; i < RANKS; i++)
    if (a->rank[i] != b->rank[i])
      return a->rank[i] < b->rank[i] ? -1 : 1;
  return 0;
}

static uint32_t
position_of (struct flow *f, const struct config *c)
{
  uint32_t *slot = table_slot (f->position_table, c->ctx, c->block, c->index);
  if (!*slot)
    {
      struct position p = { { 0 }, c->ctx, c->block, c->index, 0, 0 };
      find_rank (f->machine, &p);
      *vec_push (&f->positions) = p;
      *slot = f->positions.n - 1;
    }
  return *slot;
}

static uint32_t
node_with (const struct flow *f, uint32_t position, uint64_t key)
{
  uint32_t n = f->positions.v[position].first;
  while (n && f->nodes.v[n].key != key)
    n = f->nodes.v[n].next;
  return n;
}

/* One at POSITION whose states may join with one of KEY: of the same life.  */

static uint32_t
node_like (const struct flow *f, uint32_t position, uint64_t key)
{
  uint32_t n = f->positions.v[position].first;
  while (n && f->nodes.v[n].key >> 59 != key >> 59)
    n = f->nodes.v[n].next;
  return n;
}

/* Is node A to be run before B?  */

static bool
is_before (const struct flow *f, uint32_t a, uint32_t b)
{
  int order = compare_ranks (&f->positions.v[f->nodes.v[a].position],
                             &f->positions.v[f->nodes.v[b].position]);
  return order ? order < 0 : a < b;
}

static void
enqueue (struct flow *f, uint32_t n)
{
  if (f->nodes.v[n].queued)
    return;
  f->nodes.v[n].queued = true;
  vec_push (&f->queue);
  uint32_t i = f->queue.n - 1;
  for (; i > 0 && is_before (f, n, f->queue.v[(i - 1) / 2]); i = (i - 1) / 2)
    f->queue.v[i] = f->queue.v[(i - 1) / 2];
  f->queue.v[i] = n;
}

static uint32_t
dequeue (struct flow *f)
{
  uint32_t first = f->queue.v[0], last = f->queue.v[--f->queue.n], i = 0;
  for (uint32_t k; (k = 2 * i + 1) < f->queue.n; i = k)
    {
      if (k + 1 < f->queue.n && is_before (f, f->queue.v[k + 1], f->queue.v[k]))
        k++;
      if (!is_before (f, f->queue.v[k], last))
        break;
      f->queue.v[i] = f->queue.v[k];
    }
  f->queue.v[i] = last;
  f->nodes.v[first].queued = false;
  return first;
}

static void
link_to (struct flow *f, uint32_t to)
{
  for (uint32_t i = f->links.n; i-- > 0 && f->links.n - i < 8;)
    if (f->links.v[i].from == f->current && f->links.v[i].to == to)
      return;
  struct link l = { f->current, to };
  *vec_push (&f->links) = l;
}

static void
go_joining (struct machine *m, struct config *c)
{
  struct flow *f = m->data;
  uint32_t p = position_of (f, c);
  uint64_t key = state_key (c->state);
  uint32_t n = node_with (f, p, key);
  if (!n && f->positions.v[p].n_nodes >= MAX_KEYS)
    n = node_like (f, p, key);
  if (n)
    {
      if (state_join (f->nodes.v[n].state, c->state))
        enqueue (f, n);
    }
  else
    {
      struct node_of *node = vec_push (&f->nodes);
      memset (node, 0, sizeof *node);
      n = f->nodes.n - 1;
      node->position = p;
      node->key = key;
      node->state = state_copy (m->arena, c->state);
      node->next = f->positions.v[p].first;
      f->positions.v[p].first = n;
      f->positions.v[p].n_nodes++;
      enqueue (f, n);
    }
  link_to (f, n);
}

static void
event_joining (struct machine *m, struct config *c, enum flow_question q,
               bool certain)
{
  struct flow *f = m->data;
  (void)c;
  (void)certain;
  f->nodes.v[f->current].reasons |= 1u << q;
}

/* From the nodes where Q is found, backwards.  */

static void
find_distances (struct flow *f)
{
  uint32_t *first = escape_alloc ((f->nodes.n + 1) * sizeof *first);
  uint32_t *next = escape_alloc ((f->links.n + 1) * sizeof *next);
  uint32_t *queue = escape_alloc ((f->nodes.n + 1) * sizeof *queue);
  for (uint32_t i = 0; i < f->links.n; i++)
    {
      next[i] = first[f->links.v[i].to];
      first[f->links.v[i].to] = i + 1;
    }
  for (unsigned q = 0; q < N_FLOW_QUESTIONS; q++)
    {
      uint32_t head = 0, tail = 0;
      for (uint32_t n = 1; n < f->nodes.n; n++)
        {
          f->nodes.v[n].distance[q] = UINT32_MAX;
          if (f->nodes.v[n].reasons >> q & 1)
            {
              f->nodes.v[n].distance[q] = 0;
              queue[tail++] = n;
            }
        }
      while (head < tail)
        {
          uint32_t n = queue[head++];
          for (uint32_t i = first[n]; i; i = next[i - 1])
            {
              uint32_t from = f->links.v[i - 1].from;
              if (!from || f->nodes.v[from].distance[q] != UINT32_MAX)
                continue;
              f->nodes.v[from].distance[q] = f->nodes.v[n].distance[q] + 1;
              queue[tail++] = from;
            }
        }
    }
  escape_release (first);
  escape_release (next);
  escape_release (queue);
}

static struct config
entry_of (struct flow *f)
{
  struct config c
      = { machine_entry (f->machine), 0, SKEL_ENTRY, 0, NULL, false, false };
  return c;
}

static void
first_pass (struct flow *f)
{
  struct machine *m = f->machine;
  uint64_t left = f->budget > f->done ? f->budget - f->done : 0;
  uint64_t budget = left < MAX_STEPS ? left : MAX_STEPS;
  m->budget = &budget;
  m->event = event_joining;
  m->go = go_joining;
  m->alone = false;
  f->current = 0;
  struct config start = entry_of (f);
  state_normalise (start.state);
  go_joining (m, &start);
  while (f->queue.n && budget)
    {
      f->current = dequeue (f);
      const struct node_of *n = &f->nodes.v[f->current];
      const struct position *p = &f->positions.v[n->position];
      arena_empty (m->scratch);
      struct config c = { state_copy (m->scratch, n->state),
                          p->ctx,
                          p->block,
                          p->index,
                          NULL,
                          false,
                          false };
      machine_run (m, &c);
    }
  f->exhausted = budget == 0;
  f->passed = true;
  count_work (f);
  find_distances (f);
}

/* --- The second. ---  */

/* The least distance of the nodes at a position, of those with LIFE if that is
   not negative.  */

static uint32_t
least_distance (struct flow *f, uint32_t ctx, block_id block, uint32_t index,
                int life)
{
  uint32_t least = UINT32_MAX;
  uint32_t p = *table_slot (f->position_table, ctx, block, index);
  for (uint32_t n = p ? f->positions.v[p].first : 0; n; n = f->nodes.v[n].next)
    if ((life < 0 || (int)f->nodes.v[n].state->life == life)
        && f->nodes.v[n].distance[f->question] < least)
      least = f->nodes.v[n].distance[f->question];
  return least;
}

/* How far what is asked is from C, as the first pass has it; UINT32_MAX: it does
   not come.  Where the first pass did not come by, as in callees that have
   nothing to do with the object as it is then, it is as far as from around
   there.  */

static uint32_t
distance_of (struct flow *f, const struct config *c)
{
  struct machine *m = f->machine;
  uint32_t p = *table_slot (f->position_table, c->ctx, c->block, c->index);
  if (p)
    {
      struct state *normal = state_copy (m->scratch, c->state);
      normal->whole = false;
      state_normalise (normal);
      uint32_t n = node_with (f, p, state_key (normal));
      uint32_t d = n ? f->nodes.v[n].distance[f->question]
                     : least_distance (f, c->ctx, c->block, c->index,
                                       (int)c->state->life);
      if (n || d != UINT32_MAX || (c->ctx == 0 && c->index == 0))
        return d;
      /* Behind a call that the first pass did not go into in such a state.  */
      if (c->ctx == 0)
        return least_distance (f, 0, c->block, 0, -1);
    }
  /* A state that the first pass did not run in the callee, or behind it.  */
  const struct context *x = &m->contexts.v[c->ctx];
  bool inside = p && c->ctx != 0;
  uint32_t ctx = inside ? x->parent : c->ctx;
  block_id block = inside ? x->block : c->block;
  for (;;)
    {
      if (*table_slot (f->position_table, ctx, block, 0))
        return least_distance (f, ctx, block, 0, -1);
      if (ctx == 0)
        return UINT32_MAX;
      block = m->contexts.v[ctx].block;
      ctx = m->contexts.v[ctx].parent;
    }
}

/* Has C's path come to its block too often, in one call?  */

static bool
goes_round (const struct config *c, const struct skeleton *s)
{
  unsigned n = 0, open = 0;
  for (const struct trail *t = c->trail; t; t = t->before)
    if (t->ctx == c->ctx && t->event.edge)
      {
        n += s->edges.v[t->event.edge].dst == c->block;
        open += t->open && s->edges.v[t->event.edge].dst == c->block;
      }
  return n > MAX_FORCED_VISITS || open > MAX_VISITS;
}

static void
go_alone (struct machine *m, struct config *c)
{
  struct flow *f = m->data;
  const struct skeleton *s = m->contexts.v[c->ctx].skeleton;
  if (c->state->doubt || f->found || *m->budget == 0
      || (c->trail && c->trail->length > MAX_TRAIL)
      || (c->index == 0 && goes_round (c, s)))
    return;
  *vec_push (&f->stack) = *c;
}

/* The edge by which control came to where T's path ends; if that is a return, the
   one behind which it did nothing else.  */

static edge_id
last_edge (const struct trail *t)
{
  const struct skeleton *s = t->event.skeleton;
  edge_id last = NO_EDGE;
  for (t = t->before; t; t = t->before)
    if (t->event.kind == FLOW_BRANCH && t->event.skeleton == s)
      {
        if (last != NO_EDGE && !skeleton_returns_by (s, t->event.edge))
          break;
        last = t->event.edge;
      }
  return last;
}

static void
event_alone (struct machine *m, struct config *c, enum flow_question q,
             bool certain)
{
  struct flow *f = m->data;
  if (q != f->question || !certain || c->state->doubt || f->found)
    return;
  if (!c->state->lost_at || q != FLOW_LOST)
    {
      const struct skeleton *s = m->contexts.v[c->ctx].skeleton;
      machine_note (m, c, FLOW_LAST, NO_EDGE,
                    s->blocks.v[c->block].steps + c->index);
    }
  f->found = c->trail;
  /* What comes behind the loss was only run to see that control returns.  */
  if (q == FLOW_LOST && c->state->lost_at)
    while (f->found->length > c->state->lost_at)
      f->found = f->found->before;
  ((struct trail *)f->found)->event.edge = last_edge (f->found);
}

static void
path_of (const struct trail *t, struct flow_path *path)
{
  uint32_t n = t->length;
  for (uint32_t i = 0; i < n; i++)
    vec_push (&path->events);
  path->open = false;
  for (; t; t = t->before)
    {
      path->events.v[--n] = t->event;
      path->open |= t->open;
    }
}

/* Of those that were just put on the stack from FROM on, the last is run next,
   where it is; the others wait.  */

static void
wait_from (struct flow *f, uint32_t from)
{
  struct arena *arena = f->machine->arena;
  for (uint32_t i = from; i + 1 < f->stack.n; i++)
    f->stack.v[i].state = state_copy (arena, f->stack.v[i].state);
}

/* C is run now.  */

static void
take_up (struct machine *m, struct config *c)
{
  if (c->state->arena == m->scratch)
    return;
  arena_empty (m->scratch);
  c->state = state_copy (m->scratch, c->state);
}

/* Of those that were just put on the stack from FROM on, the nearest on top.  */

static void
sort_stack (struct flow *f, uint32_t from)
{
  uint32_t n = 0;
  uint32_t far[16];
  for (uint32_t i = from; i < f->stack.n && n < 16; i++)
    {
      struct config c = f->stack.v[i];
      uint32_t d = distance_of (f, &c);
      if (d == UINT32_MAX)
        continue;
      uint32_t k = n++;
      for (; k > 0 && far[k - 1] < d; k--)
        {
          far[k] = far[k - 1];
          f->stack.v[from + k] = f->stack.v[from + k - 1];
        }
      far[k] = d;
      f->stack.v[from + k] = c;
    }
  f->stack.n = from + n;
  wait_from (f, from);
}

static bool
second_pass (struct flow *f, enum flow_question q)
{
  struct machine *m = f->machine;
  uint64_t budget = MAX_ALONE;
  m->event = event_alone;
  m->go = go_alone;
  m->alone = true;
  m->budget = &budget;
  f->question = q;
  f->found = NULL;
  f->stack.n = 0;
  *vec_push (&f->stack) = entry_of (f);
  while (f->stack.n && !f->found && budget)
    {
      struct config c = f->stack.v[--f->stack.n];
      uint32_t from = f->stack.n;
      take_up (m, &c);
      machine_run (m, &c);
      sort_stack (f, from);
    }
  count_work (f);
  m->alone = false;
  if (!f->found)
    return false;
  path_of (f->found, &f->paths[q]);
  return true;
}

/* --- The shortcut: is the object always released? ---

   Most are not, and some way to the end shows it: the first pass need not find
   all that is so on the others.  States are what they are there, but that none
   join; so what is found here, that would find too.  Where all ways are short,
   they are all there are.  */

static void
event_trying (struct machine *m, struct config *c, enum flow_question q,
              bool certain)
{
  struct flow *f = m->data;
  (void)c;
  (void)certain;
  f->survives |= q == FLOW_NOT_RELEASED;
}

static bool
is_ahead (const struct machine *m, const struct config *a,
          const struct config *b)
{
  struct position x = { { 0 }, a->ctx, a->block, a->index, 0, 0 };
  struct position y = { { 0 }, b->ctx, b->block, b->index, 0, 0 };
  find_rank (m, &x);
  find_rank (m, &y);
  return compare_ranks (&x, &y) > 0;
}

/* Of the ways on, the one that is furthest ahead comes last.  */

static void
go_trying (struct machine *m, struct config *c)
{
  struct flow *f = m->data;
  uint32_t *visits = table_slot (f->visits, c->ctx, c->block, c->index);
  if (f->survives)
    return;
  if ((*visits)++ > MAX_VISITS)
    {
      f->tried_all = false;
      return;
    }
  uint32_t i = f->stack.n;
  vec_push (&f->stack);
  for (; i > f->waiting && is_ahead (m, &f->stack.v[i - 1], c); i--)
    f->stack.v[i] = f->stack.v[i - 1];
  f->stack.v[i] = *c;
}

static void
try_ways (struct flow *f)
{
  struct machine *m = f->machine;
  uint64_t budget = MAX_TRIED;
  m->event = event_trying;
  m->go = go_trying;
  m->alone = false;
  m->budget = &budget;
  f->visits = table_new (m->arena);
  f->tried_all = true;
  f->stack.n = 0;
  struct config start = entry_of (f);
  state_normalise (start.state);
  *vec_push (&f->stack) = start;
  while (f->stack.n && !f->survives && budget)
    {
      struct config c = f->stack.v[--f->stack.n];
      f->waiting = f->stack.n;
      take_up (m, &c);
      machine_run (m, &c);
      wait_from (f, f->waiting);
    }
  f->tried_all &= f->stack.n == 0 && budget;
  count_work (f);
}

/* --- Questions. ---  */

static void
begin (struct flow *f, object_id obj)
{
  forget_object (f);
  f->object = obj;
  f->positions.n = f->nodes.n = f->links.n = f->queue.n = 0;
  memset (vec_push (&f->positions), 0, sizeof *f->positions.v);
  memset (vec_push (&f->nodes), 0, sizeof *f->nodes.v);
  f->machine = machine_new (f->skeleton, f->graph, f->client, obj);
  f->machine->data = f;
  f->position_table = table_new (f->machine->arena);
}

/* Is the object one that the order can say something of?  */

static bool
is_followed (const struct flow *f, object_id obj)
{
  const struct object *o = &f->graph->objects.v[obj];
  if (o->into || o->shared || (o->merged && o->kind != OBJECT_FRESH))
    return false;
  switch (o->kind)
    {
    case OBJECT_FRAME:
    case OBJECT_GLOBAL:
      return !o->origin;
    case OBJECT_ALLOCA:
    case OBJECT_FRESH:
      return o->call != NULL;
    case OBJECT_CONTENT:
      return o->level == 0 && o->index >= 0
             && o->index < (int)f->skeleton->params.n;
    default:
      return false;
    }
}

/* Does OBJ stand for others too than the one that the engine sees made, as what a
   recursive callee makes does?  That none of them is so, it cannot tell.  */

static bool
stands_for_others (const struct flow *f, object_id obj)
{
  return f->graph->objects.v[obj].merged;
}

/* False: nothing can be told of OBJ.  */

static bool
come_to (struct flow *f, object_id obj)
{
  if (!is_followed (f, obj) || (f->object != obj && f->done >= f->budget))
    return false;
  if (f->object != obj)
    begin (f, obj);
  return true;
}

/* Was what makes the object not recognised?  */

static bool
is_unseen (const struct flow *f)
{
  const struct machine *m = f->machine;
  return m->kind == OBJECT_FRESH && !m->made && !m->known;
}

static bool
is_variable (const struct skel_memory *memory, const void *what)
{
  return memory->what == what;
}

/* Does a name get the address of WHAT where control takes edge E?  */

static bool
gives_address (const struct skeleton *s, edge_id id, const void *what)
{
  const struct skel_edge *e = &s->edges.v[id];
  for (uint32_t i = 0; i < e->n_copies; i++)
    {
      struct operand o = s->copies.v[e->copies + i].value;
      if (o.kind == OPERAND_ADDRESS && s->memories.v[o.memory].what == what)
        return true;
    }
  return false;
}

/* By block: does control come there from the end of BLOCK?  FORWARD: without going
   back.  */

static bool *
find_behind (const struct skeleton *s, block_id block, bool forward)
{
  bool *behind = escape_alloc (s->blocks.n);
  block_id *todo = escape_alloc ((s->blocks.n + 1) * sizeof *todo);
  uint32_t n = 0;
  todo[n++] = block;
  while (n)
    {
      const struct skel_block *b = &s->blocks.v[todo[--n]];
      for (uint32_t i = 0; i < b->n_edges; i++)
        {
          edge_id e = s->out.v[b->edges + i];
          block_id to = s->edges.v[e].dst;
          if (behind[to] || (forward && skeleton_goes_back (s, e)))
            continue;
          behind[to] = true;
          todo[n++] = to;
        }
    }
  escape_release (todo);
  return behind;
}

/* May N lead to OBJ: no, perhaps, or as far as was seen?  */

static enum flow_answer
leads_to (const struct graph *g, object_id obj, node_id n)
{
  enum flow_answer found = FLOW_NO;
  for (uint32_t k = 0; k < g->nodes.v[n].facts.n; k++)
    {
      const struct fact *fact = &g->nodes.v[n].facts.v[k];
      enum flow_answer a = fact->grade == GRADE_SHOWN ? FLOW_YES : FLOW_MAYBE;
      if (g->nodes.v[fact->target].obj == obj && a > found)
        found = a;
    }
  return found;
}

static enum flow_answer
memory_leads_to (const struct graph *g, object_id obj)
{
  enum flow_answer found = FLOW_NO;
  for (node_id n = 1; n < g->nodes.n && found != FLOW_YES; n++)
    {
      object_id holder = g->nodes.v[n].obj;
      if (holder == NO_OBJECT || holder == obj)
        continue;
      enum object_kind kind = g->objects.v[holder].kind;
      enum flow_answer a = leads_to (g, obj, n);
      if (a
          && (kind == OBJECT_SINK || kind == OBJECT_UNKNOWN
              || kind == OBJECT_OUTER))
        a = FLOW_MAYBE;
      if (a > found)
        found = a;
    }
  return found;
}

static bool
uses_pointer (const struct skel_step *step)
{
  switch (step->kind)
    {
    case SKEL_LOAD:
    case SKEL_STORE:
    case SKEL_BLOCK:
    case SKEL_CLEAR:
    case SKEL_CALL:
    case SKEL_USE:
      return true;
    default:
      return false;
    }
}

/* Is the address of WHAT taken in block B, behind step END if that is not
   negative?  */

static bool
is_named_in (const struct skeleton *s, block_id b, int64_t end,
             const void *what)
{
  const struct skel_block *x = &s->blocks.v[b];
  for (uint32_t i = (uint32_t)(end + 1); i < x->n_steps; i++)
    if (skeleton_names_memory (s, &s->steps.v[x->steps + i], is_variable, what))
      return true;
  for (uint32_t i = 0; i < x->n_edges; i++)
    if (gives_address (s, s->out.v[x->edges + i], what))
      return true;
  return false;
}

/* Can variable OBJ be used behind the end of its life, step END of BLOCK?  By its
   address there, by a name that is still used, or by what memory leads to.  */

static enum flow_answer
can_be_late_behind (const struct flow *f, object_id obj, block_id block,
                    uint32_t end)
{
  const struct skeleton *s = f->skeleton;
  const struct graph *g = f->graph;
  bool *forward = find_behind (s, block, true);
  bool *behind = find_behind (s, block, false);
  bool named = false, used = false;
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      named |= (b == block || forward[b])
               && is_named_in (s, b, b == block ? (int64_t)end : -1,
                               g->objects.v[obj].what);
      for (uint32_t i = b != block || behind[b] ? 0 : end + 1;
           (b == block || behind[b]) && i < s->blocks.v[b].n_steps; i++)
        used |= uses_pointer (&s->steps.v[s->blocks.v[b].steps + i]);
    }
  escape_release (forward);
  escape_release (behind);
  if (named)
    return FLOW_YES;
  enum flow_answer found = used ? memory_leads_to (g, obj) : FLOW_NO;
  for (name_id n = 1; n < s->names.n && used && found != FLOW_YES; n++)
    {
      enum flow_answer a = leads_to (g, obj, s->names.v[n].node);
      if (a > found && skeleton_used_behind (s, n, block, end))
        found = a;
    }
  return found;
}

/* Can variable OBJ be used behind the end of its life at all?  YES: a path may
   show it.  */

static enum flow_answer
can_be_late (const struct flow *f, object_id obj)
{
  const struct skeleton *s = f->skeleton;
  const void *what = f->graph->objects.v[obj].what;
  enum flow_answer found = FLOW_NO;
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps && found != FLOW_YES; i++)
      {
        const struct skel_step *step = &s->steps.v[s->blocks.v[b].steps + i];
        enum flow_answer a
            = step->kind == SKEL_END && s->memories.v[step->memory].what == what
                  ? can_be_late_behind (f, obj, b, i)
                  : FLOW_NO;
        if (a > found)
          found = a;
      }
  return found;
}

/* What the joined states say: NO or, if a path can show it, YES.  */

static enum flow_answer
answer_joined (struct flow *f, enum flow_question q)
{
  if (!f->passed)
    first_pass (f);
  if (f->exhausted || is_unseen (f))
    return FLOW_MAYBE;
  for (uint32_t n = 1; n < f->nodes.n; n++)
    if (f->nodes.v[n].reasons >> q & 1)
      return FLOW_YES;
  /* A function that does not return is not understood, perhaps.  */
  bool returns = f->machine->returns || f->machine->kind == OBJECT_FRESH
                 || f->machine->kind == OBJECT_CONTENT;
  return (q == FLOW_DANGLES || q == FLOW_LEAVES) && !returns ? FLOW_MAYBE
                                                             : FLOW_NO;
}

static enum flow_answer
answer (struct flow *f, enum flow_question q)
{
  enum flow_answer a = answer_joined (f, q);
  return a == FLOW_YES && !second_pass (f, q) ? FLOW_MAYBE : a;
}

enum flow_answer
flow_ask (struct flow *f, object_id obj, enum flow_question q,
          struct flow_path *path)
{
  if (q == FLOW_USED_LATE && f->graph->objects.v[obj].kind == OBJECT_FRAME)
    {
      enum flow_answer a = can_be_late (f, obj);
      if (a != FLOW_YES)
        return a;
    }
  if (!come_to (f, obj))
    return FLOW_MAYBE;
  if (!f->answered[q])
    f->answers[q] = answer (f, q);
  f->answered[q] = true;
  if (path && f->answers[q] == FLOW_YES)
    for (uint32_t i = 0; i < f->paths[q].events.n; i++)
      *vec_push (&path->events) = f->paths[q].events.v[i];
  if (f->answers[q] == FLOW_NO && stands_for_others (f, obj))
    return FLOW_MAYBE;
  return f->answers[q];
}

bool
flow_is_never (struct flow *f, object_id obj, enum flow_question q)
{
  return !stands_for_others (f, obj) && come_to (f, obj)
         && answer_joined (f, q) == FLOW_NO;
}

bool
flow_is_forced (struct flow *f, object_id obj, enum flow_question q)
{
  return flow_ask (f, obj, q, NULL) == FLOW_YES && !f->paths[q].open;
}

bool
flow_always_released (struct flow *f, object_id obj, bool thorough)
{
  if (stands_for_others (f, obj) || !come_to (f, obj))
    return false;
  if (!f->passed && !f->visits)
    try_ways (f);
  if (f->survives)
    return false;
  if (f->tried_all)
    return !is_unseen (f);
  return thorough && flow_ask (f, obj, FLOW_NOT_RELEASED, NULL) == FLOW_NO;
}

uint64_t
flow_steps (const struct flow *f)
{
  return f->done;
}
