/* Objects, cells, variables and constraints of one function.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   THE ANALYSIS.  Each function becomes a graph.  An OBJECT is a piece of
   memory: a variable of the frame, what an allocation makes, a global, what a
   parameter points to.  A CELL is a place in an object where a pointer can
   be.  A VARIABLE holds a value that has no address (an SSA name).  Cells and
   variables are NODES; a FACT says that a node may hold a pointer to a
   certain cell.  CONSTRAINTS (copy, load, store, block copy) make facts from
   facts until nothing new comes: solve.c.  What a function does to the memory
   of its caller is its SUMMARY, which the callers instantiate: summary.c.  An
   object escapes when a pointer to it can be in a cell that lives longer than
   the object: outcome.c; the shortest chain that leads there: trace.c.  Memory
   of the caller that leads to itself is one object once telling its parts
   apart costs much: cycles.c.

   Two invariants carry everything:

   1. Inclusion: if at run time a value can be a pointer into object O at
      offset F, then each node that stands for the value has a fact whose cell
      is in O and overlaps F -- or O is exposed and the node has a fact about
      OBJECT_UNKNOWN, which stands for every exposed object at once.

   2. Exposure: an object that code outside the function can reach (it is
      reachable from a sink, a global or, once unknown code runs, the caller's
      memory) is exposed, and OBJECT_UNKNOWN is among its contents, because
      others may write to it.  As long as no unknown code runs, what is
      reachable from the caller's memory is only lent: the function itself may
      write to it by another path, so what it stores in memory that it found
      by loads is what reads of the object may find.

   Facts are of two grades (verdict.h).  A fact is as good as the worst step
   that made it; a better derivation upgrades it.

   No GCC header is used.  What the client knows of statements and
   declarations passes through as const void *.  */

#ifndef ESCAPE_CORE_GRAPH_H
#define ESCAPE_CORE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "place.h"
#include "vec.h"
#include "verdict.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef uint32_t node_id;
  typedef uint32_t object_id;
  typedef uint32_t step_id;

#define NO_NODE 0
#define NO_OBJECT 0
#define NO_STEP 0

  /* Type keys say by which type memory of the caller is read: equal keys along
   an access path are a type that recurs.  Three have a meaning.  */
  enum
  {
    KEY_ANY = 0,
    KEY_NUMBER = 1, /* An integer: it can hold a pointer, but that it goes
			   somewhere is no leak to tell.  */
    KEY_NARROW = 2, /* Narrower than a pointer, and no byte of one.  */
    KEY_TYPES = 3   /* From here on: pointed-to types.  */
  };

/* Set in the key of a pointed-to type of which each value is narrower than a
   pointer, and which is not used to copy pieces of pointers: not char.  */
#define KEY_TO_NARROW (UINT32_C (1) << 31)

  enum object_kind
  {
    OBJECT_NONE,
    OBJECT_UNKNOWN,  /* Whatever unknown code hands out: any exposed object. */
    OBJECT_OUTER,    /* Memory reachable from globals.  */
    OBJECT_FRAME,    /* A variable of the frame, or a temporary.  */
    OBJECT_ALLOCA,   /* Allocated at run time, gone with the frame.  */
    OBJECT_FRESH,    /* On the heap.  */
    OBJECT_GLOBAL,   /* Static storage; thread-local too.  */
    OBJECT_CONSTANT, /* A literal: never written, holds no pointer.  */
    OBJECT_FUNCTION,
    OBJECT_PARAM,       /* Argument INDEX as it arrives: a block by value.  */
    OBJECT_CONTENT,     /* What a cell of the caller's memory points to on
			   entry: one for each access path.  */
    OBJECT_RESULT,      /* What the function returns, by value.  */
    OBJECT_CALL_RESULT, /* What deferred call INDEX returns, by value.  */
    OBJECT_SINK         /* Something that keeps what it gets; see REASON.  */
  };

  /* Bytes of an allocation: CONSTANT, or the value of argument ARG (from 0) of
   the function times FACTOR, or times that of ARG2.  */

  enum size_kind
  {
    SIZE_UNKNOWN,
    SIZE_CONSTANT,
    SIZE_ARG,
    SIZE_ARG_ARG
  };

  struct object_size
  {
    enum size_kind kind;
    uint64_t bytes; /* SIZE_CONSTANT; else the factor.  */
    unsigned arg, arg2;
  };

  /* A condition on an argument of the function: its bits in MASK are VALUE, or,
   unless EQUAL, are something else.  */

  struct need
  {
    unsigned arg; /* From 1; 0: no condition.  */
    bool equal;
    uint64_t mask, value;
  };

  struct summary;
  struct summary_object;
  struct record;
  struct call_site;
  struct trace;

  /* See below.  */
  struct reader;

  struct object
  {
    enum object_kind kind;
    const void *what; /* The client's: a decl, a call.  */
    int64_t extent;   /* Bytes, or -1.  */
    /* Allocations.  */
    enum heap_kind heap_kind;
    struct object_size size;
    const char *deallocator;
    const struct summary_object *origin; /* What it is a clone of.  */
    const void *call;                    /* The call that it came out of.  */
    uint64_t needs;      /* Bit I: it is made only if parameter I is not
				   null, or zero.  */
    struct need only_if; /* ... and under this condition.  */
    bool doubtful;       /* It may never be made.  */
    bool carried;        /* A clone that only callbacks can see.  */
    bool caller_frame;   /* An alloca that belongs to the caller.  */
    bool shared;         /* One for all its calls.  */
    bool made;           /* Its size and needs are known.  */
    bool repeated;       /* The client's: the call that makes it is made
				   again and again.  */
    bool several;        /* One call makes several ...  */
    bool merged;         /* ... that are not all made by one statement of a
			    callee, each in its turn.  */
    bool called_back;    /* A callback that the callee calls makes it.  */
    bool never;          /* The call makes none: see is_never_made.  */
    uint32_t making;     /* Of a container that a callee makes: the number of
                            the graph's making, from 1.  */
    object_id instead;   /* The client's: the first of those of which one call
                            of the function makes one at most.  */
    bool dropped;        /* A call returned it, and nobody took it.  */
    bool unreleased;     /* The client's: it comes out of the function
				   past what releases it there.  */
    /* OBJECT_PARAM, OBJECT_CALL_RESULT: which.  OBJECT_CONTENT: the parameter
     that its access path starts from, or -1.  */
    int index;
    /* OBJECT_CONTENT.  */
    object_id parent;
    unsigned level; /* C loads from the parameter's value.  */
    uint32_t type_key;
    /* OBJECT_SINK.  */
    enum reason reason;
    enum grade grade;
    const char *name; /* Of the callee that is the sink, or null.  */

    bool exposed;
    bool given;     /* Exposed by what every caller sees: a global,
				   a sink or unknown memory leads to it.  */
    bool kept;      /* Given, and not only to code that neither keeps nor
				   releases it: REASON_CONST_CALL.  */
    bool lent;      /* In the caller's memory: see invariant 2.  */
    bool passed_on; /* Its address is in a sink of unknown code.  */
    bool open;      /* Reads see what others put there: parameters,
				   what callbacks of the caller get.  */
    bool read_only;
    bool filled;    /* The client has told what it holds from the
				   start: globals.  */
    node_id whole;  /* A placeholder that stands for several, with
				   this one cell: see cycles.h.  */
    object_id into; /* The placeholder that stands for it.  */

    VEC (node_id) cells;
    VEC (struct reader) readers;
    VEC (node_id) births; /* Nodes that hold its address from the start.  */
  };

  /* Something that reads an object and wants to hear of each cell that overlaps
   PLACE .. PLACE + SIZE: a load into node DST, or a block copy to DST_PLACE of
   object DST_OBJ.  */

  struct reader
  {
    struct place place;
    int64_t size; /* Bytes; -1: to the end.  */
    bool block;
    node_id dst;
    object_id dst_obj;
    struct place dst_place;
    const struct shape *shape;
    uint32_t type_key;
    enum grade grade;
    bool entry; /* What the caller's memory holds on entry. */
    bool looks; /* See graph_look.  */
    step_id step;
  };

  struct fact
  {
    node_id target; /* A cell.  */
    enum grade grade;
    bool pending; /* Not passed on yet.  */
  };

  /* A resolved copy.  The value is shifted by SHIFT on the way.  */

  struct flow_edge
  {
    node_id src, dst;
    struct place shift;
    enum grade grade;
    bool concrete_only; /* Only own objects pass: see graph_copy.  */
    bool initial_only;  /* Only what its source, a cell of the caller's
				   memory, holds on entry.  */
    bool merged;        /* What is stored in its source may be stored in
				   another place than the one that is read.  */
    bool any_step;      /* One for all steps.  */
    bool one_of_many;   /* Its source is one of the cells that a variable
				   index may stand for.  */
    step_id step;
    uint32_t next_out; /* List of its source's; 0 ends.  */
  };

  enum use_kind
  {
    USE_LOAD,
    USE_STORE,
    USE_BLOCK_DST,
    USE_BLOCK_SRC,
    USE_CALL
  };

  struct use
  {
    enum use_kind kind;
    struct place place;
    int64_t size;
    node_id other;  /* Load: destination.  Store: source.  */
    uint32_t index; /* Block or call number.  */
    uint32_t type_key;
    bool entry; /* Of a load: see graph_load_entry.  */
    bool looks; /* ... and graph_look.  */
    step_id step;
  };

  /* What makes a number of others.  */

  enum arithmetic
  {
    ARITHMETIC_NONE,
    ARITHMETIC_STEP, /* A constant more or less.  */
    ARITHMETIC_ANY
  };

  struct node
  {
    object_id obj;       /* Of a cell; NO_OBJECT for a variable.  */
    struct place place;  /* Of a cell.  */
    object_id initial;   /* Placeholder for what it holds on entry.  */
    bool moved;          /* That is stored in it as well: from another
				   place that this node stands for, perhaps.  */
    bool unknown_stored; /* The function itself stores values from
				   unknown code in it.  */
    bool has_unknown;    /* A fact is about OBJECT_UNKNOWN.  */
    step_id birth;       /* Of an address variable: its step.  */
    bool queued;
    enum arithmetic arithmetic; /* Of a variable: what made it.  */
    uint32_t look; /* Of a variable: the last of the graph's looks that it
                              is from, plus 1; or 0.  */
    VEC (struct fact) facts;
    uint32_t *index; /* Hash of targets, once there are many.  */
    uint32_t index_size;
    VEC (uint32_t) todo; /* Facts not yet passed on.  */
    VEC (struct use) uses;
    uint32_t out; /* First edge; 0: none.  */
  };

  /* The pointer-bearing parts of a block, so that its fields stay apart when it
   is copied from memory that is only known by access path.  */

  struct shape
  {
    unsigned n;
    const struct place *parts;
    const uint32_t *type_keys;
  };

  struct block
  {
    node_id dst, src; /* Pointers.  */
    struct place dst_place, src_place;
    int64_t size;              /* -1: not known.  */
    const struct shape *shape; /* May be null.  */
    step_id step;
  };

  /* What happened at a step, for the trace.  */

  enum step_kind
  {
    STEP_NONE,
    STEP_SILENT,   /* Nothing worth telling: a copy between variables.  */
    STEP_ADDRESS,  /* The address of WHAT is taken.  */
    STEP_ALLOCATE, /* WHERE allocates.  */
    STEP_STORE,
    STEP_LOAD,
    STEP_COPY, /* A block copy.  */
    STEP_RETURN,
    STEP_PASS,    /* WHERE passes it to a function that has INNER.  */
    STEP_RECEIVE, /* WHERE's callee hands it back by INNER.  */
    STEP_UNKNOWN, /* WHERE passes it to unknown code.  */
    STEP_RELEASE,
    STEP_LIBRARY /* WHERE is a call of a function known by a table.  */
  };

  struct step
  {
    enum step_kind kind;
    const void *where;         /* The client's statement.  */
    const void *what;          /* The client's expression or declaration.  */
    const struct trace *inner; /* What the callee does with it.  */
  };

  /* What a difference or a comparison tells of pointers: see relations.h.  */

  enum relation_kind
  {
    RELATION_DIFFERENCE, /* RESULT is A minus B.  */
    RELATION_COMPARISON, /* A is compared with B.  */
    RELATION_FOUND,      /* RESULT is what is compared with A, number after
                            number, until it is the same.  */
    RELATION_RETURNED    /* A call returns A, which may be one of the objects B
                            that it has made, if a callback hands that back.  */
  };

  struct relation
  {
    enum relation_kind kind;
    node_id a, b, result;
    bool again;   /* A call within the recursion compares.  */
    bool counted; /* FOUND by counting.  */
    bool done;    /* RESULT has what A has.  */
  };

  /* DST has what is at PLACE of what SRC points to, see graph_look, or, unless
   LOADS, what SRC has, shifted by PLACE.  */

  struct lookup
  {
    node_id src, dst;
    struct place place;
    enum grade grade;
    bool loads;
    uint32_t next; /* One more of DST's, plus 1; or 0.  */
  };

  /* A set.  */

  enum release_how
  {
    RELEASE_PLAIN = 0,
    RELEASE_MOVES = 1,  /* realloc.  */
    RELEASE_GUARDED = 2 /* Under a condition on the object that holds
				   the pointer: `if (s->owned) free (s->ptr)'. */
  };

  struct release
  {
    node_id ptr;
    const char *deallocator; /* Name, as the source has it.  */
    bool direct;             /* The call stands in this very function.  */
    enum release_how how;
    step_id step;
    bool guarded_call; /* Not DIRECT, and so for who calls the function.  */
  };

  /* A call through a pointer.  ARGS are variables; a block argument is a
   variable that points to the block.  */

  struct call
  {
    node_id fn;
    const void *where; /* The client's call statement.  */
    VEC (node_id) args;
    uint64_t block_args;   /* Bit I: ARGS[I] points to the block.  */
    node_id result;        /* Variable, or NO_NODE.  */
    node_id result_memory; /* Pointer to where the result goes, or NO_NODE. */
    const struct trace *inner; /* How it came to be called; null if WHERE calls
				   it itself.  */
    unsigned depth;            /* Times that it was passed up.  */
    bool deferred;             /* Some target is the caller's to know.  */
    bool unknown;              /* Unknown code is among the targets.  */
    bool held;            /* Of all that some memory holds: what of it is no
                                  function is not called.  */
    bool many;            /* It is made more than once in a call of the
                                  function.  */
    VEC (object_id) seen; /* Targets so far.  */
    const char *name;     /* As messages call what is called.  */
    /* What else is known of it; null if a callee makes it.  */
    const struct call_site *site;
  };

  /* A call whose callee makes containers.  */

  struct making
  {
    const void *where;   /* The client's call.  */
    const node_id *args; /* Values; of structs, pointers to them.  */
    uint32_t n_args;
    node_id result_memory; /* Points to where a struct that it returns goes, or
                              NO_NODE.  */
  };

  /* A call that got a new target, for the client to act on.  */

  struct pending_call
  {
    uint32_t call;
    object_id target;
    enum grade grade;
  };

  /* The call WHERE withdraws what calls of functions of libc have left, WHAT as a
   set of bits (effects.h).  BY: the function of libc that it calls by itself;
   null: what it calls does, perhaps.  */

  struct lib_effects;

  struct withdrawing
  {
    const void *where;
    uint64_t what;
    const struct lib_effects *by;
  };

  struct initial_link
  {
    node_id cell;
    object_id content;
  };

/* The highest RECURRENCE of a graph.  */
#define MAX_RECURRENCE 2

  /* How finely a function is looked at.  What needs too many steps is done again
   more coarsely, so that cost stays bounded and the answer sound.  */

  enum precision
  {
    PRECISION_FULL,
    PRECISION_OWN_FIELDS, /* Members of the caller's memory are not told apart. */
    PRECISION_OBJECTS,    /* Nor are those of any object.  */
    N_PRECISIONS
  };

  struct graph
  {
    const void *function;
    struct record *record; /* Constraints are written there; or null.  */
    unsigned pointer_size;
    struct arena *arena; /* Of the arrays in objects, nodes and calls.  */
    VEC (struct object) objects;
    VEC (struct node) nodes;
    VEC (struct flow_edge) edges;
    VEC (struct step) steps;
    VEC (struct block) blocks;
    VEC (struct call) calls;
    VEC (struct making) makings;
    VEC (struct release) releases;
    VEC (struct withdrawing) withdrawals;
    VEC (struct relation) relations;
    VEC (struct lookup) looks;
    VEC (struct pending_call) pending;
    VEC (struct initial_link) links;
    VEC (node_id) worklist;
    unsigned worklist_head;
    struct table *cell_table, *decl_table, *addr_table;
    struct table *nested_table; /* Calls that callbacks make, by what their
				   summaries say of them.  */
    struct table *seen_table;   /* Calls and their targets so far.  */
    struct table *found_table; /* Relations FOUND, by what is found where; null:
				   none yet.  */
    uint32_t *edge_index;      /* Hash of the edges, by number.  */
    uint32_t edge_index_size;
    object_id deferred_args; /* A pseudo-object, open: what deferred calls are
				   handed.  */
    object_id own_content;   /* The last placeholder for what others put into
				   own objects; coarsely, it stands for all.  */
    bool has_deferred;
    bool computes;       /* Some node has an ARITHMETIC.  */
    bool others_run;     /* Unknown code is called.  */
    node_id lent_stores; /* What is stored in the caller's memory, but
				   where the parameters themselves point.  */
    enum precision precision;
    bool recursive;      /* The function is part of a recursion that is yet to
				   come to its fixed point: ...  */
    unsigned recurrence; /* ... how often a type may come in an access path
				   before placeholders merge.  */
    bool crowded;        /* That was too often: nothing is solved.  */
    bool crowded_stores; /* LENT_STORES has too much to be looked at.  */
    unsigned n_contents;
    uint64_t steps_done, budget;
    size_t memory;          /* Bytes that its arena may have; 0: any number.  */
    uint64_t next_collapse; /* At how many steps to look for cycles.  */
    bool exhausted;         /* A budget was used up.  */
    bool hidden; /* The client's: what goes on in the function is not told, but
                    what it calls is.  */
  };

  /* A graph for FUNCTION with POINTER_SIZE in bytes.  BUDGET bounds the solver's
   steps.  Owned by the caller, who frees it with graph_free.  */
  struct graph *graph_new (const void *function, unsigned pointer_size,
                           enum precision, uint64_t budget);
  void graph_free (struct graph *);

/* The two objects that every graph has.  */
#define GRAPH_UNKNOWN ((object_id)1)
#define GRAPH_OUTER ((object_id)2)

  /* Kinds that have one cell only: their parts are not told apart.  */
  static inline bool
  is_one_cell_kind (enum object_kind k)
  {
    return k == OBJECT_UNKNOWN || k == OBJECT_OUTER || k == OBJECT_SINK
           || k == OBJECT_CONSTANT || k == OBJECT_FUNCTION;
  }

  step_id graph_step (struct graph *, enum step_kind, const void *where,
                      const void *what, const struct trace *inner);

  node_id graph_variable (struct graph *);
  object_id graph_object (struct graph *, enum object_kind, const void *what,
                          int64_t extent);

  /* While a graph has a record: a version of DECL, of a split of it that may be
   undone: see record_split.  */
  object_id graph_version (struct graph *, const void *decl, int64_t extent,
                           uint32_t split);

  /* The function's parameter INDEX as it arrives.  */
  object_id graph_param (struct graph *, int index);

  /* The object for DECL (global, function, constant), made when first asked
   for.  */
  object_id graph_decl_object (struct graph *, enum object_kind,
                               const void *decl, int64_t extent);

  node_id graph_cell (struct graph *, object_id, struct place);

  /* O is made under NEEDS and ONLY_IF, and then SIZE bytes long.  Of an object
   that is made in several ways, as in a recursion, what holds of all is known.  */
  void graph_made (struct object *o, struct object_size size, uint64_t needs,
                   struct need only_if);

  /* A variable that holds the address of PLACE in OBJ.  */
  node_id graph_address (struct graph *, object_id, struct place, step_id);

  /* DST may hold a pointer to CELL.  */
  void graph_fact (struct graph *, node_id dst, node_id cell, enum grade);

  /* SRC's value, shifted, flows to DST.  CONCRETE_ONLY: facts about the caller's
   or unknown memory do not: for operands that are plain numbers unless shown
   otherwise.  */
  void graph_copy (struct graph *, node_id src, node_id dst, struct place shift,
                   enum grade, bool concrete_only, step_id);

  void graph_load (struct graph *, node_id ptr, struct place, int64_t size,
                   node_id dst, uint32_t type_key, step_id);

  /* The same where nothing but own objects was written to since the function
   began: of the caller's memory, what it holds on entry.  That what PTR points
   to may go by other names is the callers' to see to: their loads are not told
   apart by order.  */
  void graph_load_entry (struct graph *, node_id ptr, struct place,
                         int64_t size, node_id dst, uint32_t type_key, step_id);

  /* What is at PLACE of what PTR points to flows to DST, as far as something else
   reads or writes it.  Of the caller's memory that nothing reads there comes no
   placeholder: graph_has_unread.  */
  void graph_look (struct graph *, node_id ptr, struct place, node_id dst);

  /* The same as graph_copy, where SRC can be from such a look.  */
  void graph_copy_look (struct graph *, node_id src, node_id dst,
                        struct place shift, enum grade);

  void graph_store (struct graph *, node_id ptr, struct place, node_id src,
                    step_id);
  void graph_block (struct graph *, node_id dst, struct place dst_place,
                    node_id src, struct place src_place, int64_t size,
                    const struct shape *, step_id);

  /* RESULT is A minus B; A is compared with B, by a call within the recursion if
   AGAIN; RESULT is made to be A by comparisons, by COUNTED ones; A is returned, and
   may be one of B; N is made by arithmetic of KIND.  See relations.h.  */
  void graph_difference (struct graph *, node_id a, node_id b, node_id result);
  void graph_comparison (struct graph *, node_id a, node_id b, bool again);
  void graph_found (struct graph *, node_id a, node_id result, bool counted);
  void graph_returned (struct graph *, node_id a, node_id b);
  void graph_arithmetic (struct graph *, node_id n, enum arithmetic kind);

  /* A new sink; returns the node that flows end in.  */
  node_id graph_sink (struct graph *, enum reason, enum grade, const char *name,
                      step_id);

  void graph_release (struct graph *, node_id ptr, const char *deallocator,
                      bool direct, enum release_how, step_id);

  /* Add a call through FN; its fields but FN are the client's to fill before the
   next solve.  */
  uint32_t graph_call (struct graph *, node_id fn, const void *where);

  /* The same in two steps: fill its fields between graph_call with NO_NODE and
   this, which can find targets at once.  */
  void graph_call_arg (struct graph *, uint32_t call, node_id arg);
  void graph_call_through (struct graph *, uint32_t call, node_id fn);

  /* Mark OBJ as read and written by callbacks that the caller knows.  */
  void graph_open (struct graph *, object_id);

  /* The function calls unknown code: it may write to all that it can reach.  */
  void graph_others_run (struct graph *);

  /* Does unknown code run to which the caller may show O, a fresh object that is
   lent?  What reads of O find is for the caller to say then: a placeholder
   stands for it.  */
  bool graph_is_left_to_caller (const struct graph *, const struct object *);

  /* May code that is not seen here write to O?  */
  static inline bool
  graph_is_written_by_others (const struct graph *g, const struct object *o)
  {
    return o->exposed || graph_is_left_to_caller (g, o)
           || (o->kind == OBJECT_CONTENT && o->level && g->others_run);
  }

  /* CALL has targets that only the caller knows.  */
  void graph_defer (struct graph *, uint32_t call);

  /* Is a budget used up, of steps or of memory?  Nothing need be added to the
   graph then.  */
  static inline bool
  graph_is_over_budget (const struct graph *g)
  {
    return g->steps_done > g->budget
           || (g->memory && arena_size (g->arena) > g->memory);
  }

  /* Propagate until nothing changes or calls have new targets (then they are in
   PENDING, for the client to take out and act on, and call again).  False if
   the budget is used up.  */
  bool graph_solve (struct graph *);

  /* The fact of NODE about TARGET, or null.  */
  const struct fact *graph_find_fact (const struct graph *, node_id,
                                      node_id target);

  /* Does FACT of CELL say no more than what is there on entry?  */
  bool graph_is_untouched (const struct graph *, node_id cell,
                           const struct fact *);

  /* Does N's fact about unknown memory say as much as one about CELL would?  */
  bool graph_is_subsumed (const struct graph *, node_id n, node_id cell);

  /* Does what is at PLACE of OBJ come from the caller, while nothing reads it?  */
  bool graph_is_unread (const struct graph *, object_id, struct place);

  /* Can N be what is in memory of the caller that nothing but a look reads?  */
  bool graph_has_unread (const struct graph *, node_id);

  /* The object that stands for OBJ.  */
  static inline object_id
  graph_representative (const struct graph *g, object_id obj)
  {
    while (g->objects.v[obj].into)
      obj = g->objects.v[obj].into;
    return obj;
  }

  static inline const struct object *
  graph_target (const struct graph *g, const struct fact *f)
  {
    return &g->objects.v[g->nodes.v[f->target].obj];
  }

  /* Can node N hold a pointer into OBJ?  */
  static inline bool
  graph_holds (const struct graph *g, node_id n, object_id obj)
  {
    const struct node *node = &g->nodes.v[n];
    for (uint32_t k = 0; k < node->facts.n; k++)
      if (g->nodes.v[node->facts.v[k].target].obj == obj)
        return true;
    return false;
  }

#ifdef __cplusplus
}
#endif

#endif
