/* What the steps of a skeleton do to a state.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A MACHINE follows one object through a function.  It is handed a
   configuration, a state at a position, runs it to where control parts or comes
   together, and hands on what is there.  Whether states that come to a position
   join, or each goes on alone, is its user's to decide: flow.c.

   A callee that is run in place of its call is a CONTEXT of its own; its names,
   and the variables of its frame, are apart from those of other contexts.
   Context 0 is the function itself, and the graph speaks of that alone.  */

#ifndef ESCAPE_CORE_MACHINE_H
#define ESCAPE_CORE_MACHINE_H

#include "flow.h"
#include "state.h"

/* How deep a callee that makes the object may be in others, to be run in place of
   its call.  */
#define MAX_DEPTH_OF_MAKER 5

/* Of a path, the last event; those before it follow.  */

struct trail
{
  const struct trail *before;
  struct flow_event event;
  uint32_t length;
  uint32_t ctx;
  uint16_t depth;
  bool open;   /* A FLOW_BRANCH that need not have been taken; ...  */
  bool chosen; /* ... by what is not just a call's answer.  */
};

/* In front of step INDEX of a block.  */

struct config
{
  struct state *state;
  uint32_t ctx;
  block_id block;
  uint32_t index;
  const struct trail *trail;
  bool open;   /* The edge that it came by need not have been taken; ...  */
  bool chosen; /* ... by what is not just a call's answer.  */
};

struct context
{
  const struct skeleton *skeleton;
  uint32_t parent; /* The call stands in this one, ...  */
  block_id block;  /* ... here.  */
  uint32_t index;
  unsigned depth;
};

struct region
{
  bool made; /* By step WHERE of CTX; else the variable MEMORY of CTX.  */
  uint32_t ctx;
  uint32_t number; /* The step or memory.  */
  enum memory_kind kind;
  bool addressed, shared, is_const, is_volatile;
  const void *what;
  object_id object; /* The graph's, or NO_OBJECT.  */
};

/* What the solved graph says that a call can do with the object.  */

struct call_effect
{
  bool releases, keeps, gives, puts;
  bool guarded; /* It releases it under a condition.  */
  bool exposed; /* Others may write to what it makes.  */
};

struct machine
{
  const struct skeleton *skeleton;
  const struct graph *graph;
  const struct flow_client *client;
  object_id object;
  enum object_kind kind;
  VEC (const void *)
  making;           /* The call of the function that makes it, the one
				in that callee, and so on.  */
  bool known;       /* Of those that were run, each was there.  */
  uint64_t *budget; /* Steps that are left.  */
  uint64_t work;    /* What those cost that were run: see machine_run.  */
  bool made;        /* The heap object was seen made.  */
  struct arena *arena;
  struct arena *scratch; /* Of the configuration that is run.  */
  bool returns;          /* Control can return with the object made.  */
  bool alone;            /* A path is run alone.  */
  bool exposes;          /* Unseen code can see memory of the function.  */
  bool is_found;         /* Numbers lead to the object: see relations.h.  */
  bool *makes_ahead; /* By block of the function: the object may be made from
			 there on.  */
  VEC (struct context) contexts;
  VEC (struct region) regions;
  struct table *context_table, *region_table, *effect_table, *callee_table;
  struct table *variable_table; /* The graph's objects for variables.  */
  uint32_t n_callees;
  VEC (struct call_effect) effects;
  /* What is found, and where control goes on.  */
  void (*event) (struct machine *, struct config *, enum flow_question,
                 bool certain);
  void (*go) (struct machine *, struct config *);
  void *data;
};

struct machine *machine_new (const struct skeleton *, const struct graph *,
                             const struct flow_client *, object_id);
void machine_free (struct machine *);

/* The state on entry.  */
struct state *machine_entry (struct machine *);

/* Run C, whose state is used up.  */
void machine_run (struct machine *, struct config *c);

/* Add an event to C's path.  */
void machine_note (struct machine *, struct config *, enum flow_event_kind,
                   edge_id, uint32_t step);

#endif
