/* What a function does to its caller's memory.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A summary is a small graph of its own: objects as seen from the caller
   (parameters, what their access paths lead to, fresh objects that come out,
   globals) and effects on them.  Instantiating it at a call makes a variable
   for each of its objects, which holds whatever the object can be there, and
   constraints for the effects; the caller's solver does the rest, so aliased
   arguments need no care.  */

#ifndef ESCAPE_CORE_SUMMARY_H
#define ESCAPE_CORE_SUMMARY_H

#include "graph.h"
#include "trace.h"

#ifdef __cplusplus
extern "C"
{
#endif

  struct summary_object
  {
    enum object_kind kind;
    const void *what;
    int64_t extent;
    enum heap_kind heap_kind;
    struct object_size size;
    const char *deallocator;
    int index;         /* Parameter or deferred call.  */
    uint32_t type_key; /* Of a placeholder.  */
    uint64_t needs;    /* See struct object.  */
    struct need only_if;
    bool doubtful;
    bool several, merged;
    uint32_t instead; /* Those that have the same, but 0, are alternatives.  */
    bool carried;     /* Only callbacks see it: it goes back to the
				   function that made it.  */
    bool caller_frame;
    bool read_only;
    bool shared; /* By all calls of a recursion.  */
    bool behind; /* A placeholder that only relations speak of: see
				   related.c.  */
    const struct trace *birth;           /* How it was allocated.  */
    const void *function;                /* Whose object, for carried ones.  */
    const struct summary_object *origin; /* If that was a clone itself.  */
  };

  /* A pointer to PLACE in object number OBJECT.  */

  struct term
  {
    uint32_t object;
    struct place place;
    enum grade grade;
  };

  /* Placeholder CHILD is what PLACE of PARENT points to on entry.  */

  struct summary_link
  {
    uint32_t parent;
    struct place place;
    uint32_t child;
  };

  enum effect_kind
  {
    EFFECT_STORE,
    EFFECT_SINK,
    EFFECT_RELEASE
  };

  struct effect
  {
    enum effect_kind kind;
    struct term target; /* What is stored, kept or released.  */
    uint32_t holder;    /* EFFECT_STORE: where.  */
    struct place place;
    enum reason reason;   /* EFFECT_SINK.  */
    const char *name;     /* Of the sink's callee; the deallocator.  */
    enum release_how how; /* EFFECT_RELEASE.  */
    const struct trace *trace;
  };

  typedef VEC (struct term) term_list;

  struct deferred
  {
    struct term fn;
    uint64_t block_args;
    uint32_t n_args;
    const struct term **args; /* For each argument its terms ...  */
    uint32_t *n_terms;        /* ... and how many.  */
    uint32_t result;          /* Object number of its result.  */
    unsigned depth;
    bool many;                 /* It is made more than once.  */
    const struct trace *trace; /* The call.  */
  };

  /* What a difference or a comparison of what is the caller's tells: see
   relations.h.  What comes of it goes to the places TO, and perhaps OUTSIDE.  */

  struct destination
  {
    uint32_t holder;
    struct place place;
  };

  struct summary_relation
  {
    enum relation_kind kind;
    bool counted, outside;
    term_list a, b;
    VEC (struct destination) to;
  };

  struct summary
  {
    const void *function;
    bool unknown;    /* Nothing is known: unknown code.  */
    bool imprecise;  /* Objects were folded on the way: what it says of them
				   is sound, but not shown.  */
    bool guessed;    /* The function was looked at coarsely.  */
    bool others_run; /* It calls unknown code.  */
    bool variadic;
    uint64_t withdraws; /* What others have left with libc, as in struct
			   withdrawing: perhaps.  */
    int n_params;       /* Parameter N_PARAMS is the variadic rest.  */
    VEC (struct summary_object) objects;
    VEC (struct summary_link) links;
    VEC (struct effect) effects;
    VEC (struct deferred) deferred;
    VEC (struct summary_relation) relations;
    /* Does it allocate, itself or by a call?  Null: no.  */
    const struct trace *allocates;
    enum grade allocates_grade;
    /* The same for summaries that say the same, whatever their traces and
       whether they allocate; 0: it makes objects or calls, or is of a round.  */
    uint64_t likeness;
  };

  /* How much of the caller's memory a summary tells apart.  Folding makes a
   placeholder and all that can be reached from it one object, in which places
   are not known.  */

  enum coarseness
  {
    COARSE_NOT,    /* Every placeholder.  */
    COARSE_CYCLES, /* Those that can be reached from each other fold.  */
    COARSE_DEEP, /* Those that are more than one load deep fold; and the numbers
		      of one object, each of which may be a piece of a pointer.  */
    COARSE_PARAMS, /* All below a parameter fold, and no places are told
			   apart.  */
    N_COARSE
  };

  /* Read the summary off G.  N_PARAMS without the variadic rest.  At least as
   coarse as COARSE, more if it becomes too big otherwise.  Without TRACED,
   effects have no traces: for the rounds of a fixed point.  It lives until
   unit_arena_free.  */
  struct summary *summary_extract (const struct graph *g, int n_params,
                                   bool variadic, enum coarseness coarse,
                                   bool traced);

  /* The summary of unknown code.  */
  struct summary *summary_unknown (void);

  /* Does A say all that B says?  If B was made from A, which stands for a call of
   the function itself, A is a fixed point: what the function does in so many
   calls of itself is in A, then what it does in one more.  */
  bool summary_covers (const struct summary *a, const struct summary *b);

/* Parameter number of a nested function's static chain.  */
#define CHAIN_PARAM 100000

  struct callee;

  /* See struct summary: of one that was extracted TRACED.  */
  uint64_t summary_likeness (const struct summary *s);

  /* A call as the caller sees it.  ARGS[I] is a variable with the argument's
   value, or, if bit I of BLOCK_ARGS is set, one that points to it.  Where a
   callee makes the call (INNER), nothing is known but the values.  */

  struct call_site
  {
    const void *where;  /* The client's call.  */
    const void *callee; /* The client's function, for the trace.  */
    const char *name;   /* What messages call the callee if it is not known.  */
    const struct callee *type; /* What the type of the call says, or null.  */
    const node_id *args;
    const node_id *stores; /* By argument: what points to where stores
			   behind it go, or NO_NODE: where it points
			   itself.  May be null.  */
    uint32_t n_args;
    uint64_t block_args;
    node_id chain; /* Static chain, or NO_NODE.  */
    const struct object_size
        *arg_sizes;             /* Values of arguments, as sizes; may be
					   null.  */
    const bool *arg_known;      /* Is an argument the number ...  */
    const uint64_t *arg_values; /* ... that is here?  Else the bits that it has
				   in common with the caller's parameter.  */
    uint64_t nonnull;           /* Arguments that are certainly not null.  */
    uint64_t needs; /* Of the caller's parameters, as of objects.  */
    struct need only_if;
    const struct shape *shape; /* Of what is copied, for block copies.  */
    node_id result;            /* NO_NODE: not used, or in memory.  */
    node_id result_memory;     /* Points to where it goes; or NO_NODE.  */
    bool small_result;  /* Too small for a pointer, and no piece of one.  */
    bool indirect;      /* Through a pointer.  */
    bool many;          /* The callee that makes it does so more than once.  */
    bool joined;        /* It makes a thread that is waited for ...  */
    bool join_discards; /* ... by a call that discards its result.  */
    bool recursive;     /* Within one component: nothing is cloned.  */
    const struct trace *inner; /* If a callee makes the call: how.  */
    enum heap_kind kind;       /* Kind of the fresh result if HAS_KIND.  */
    bool has_kind;
    enum heap_kind lhs_kind; /* What the result is assigned to points to.  */
    bool has_lhs_kind;
  };

  /* Does what S speaks of only read and write what its parameter PARAM points to:
   is the pointer itself neither kept, handed on nor released?  Known with
   certainty only.  */
  bool summary_only_accesses (const struct summary *s, int param);

  /* May the function that S, which may be null, speaks of store something where its
     arguments lead?  */
  bool summary_moves (const struct summary *s);

  /* Does S speak of a function that makes one object, hands out nothing but that
     or null, and keeps nothing of it elsewhere?  Known with certainty only.  */
  bool summary_only_makes (const struct summary *s);

  /* In G, the constraints for what S says at the call SITE (instantiate.c).  */
  void summary_instantiate (struct graph *g, const struct summary *s,
                            const struct call_site *site);

#ifdef __cplusplus
}
#endif

#endif
