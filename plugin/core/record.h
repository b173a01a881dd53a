/* A function's constraints, written down instead of added to a graph, and added
   later on.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   While a graph has a RECORD, its building functions number nodes, objects and
   steps as they do otherwise, but write each constraint down; calls stay what
   they are: a site and a callee.  Replaying calls the same functions in the
   same order.  */

#ifndef ESCAPE_CORE_RECORD_H
#define ESCAPE_CORE_RECORD_H

#include "apply.h"
#include "encode.h"

#ifdef __cplusplus
extern "C"
{
#endif

  struct record
  {
    struct coder coder;
    struct unit *unit;
    struct unit_function *function;
    void *client;
    uint32_t n_splits;
    /* Numbers, from 1, for what the client has: statements and what stands in
       them (things), decls that objects are of, callees, types.  0 for null.  */
    uint32_t (*spot) (struct record *, const void *where);
    uint32_t (*thing) (struct record *, enum step_kind, const void *what);
    uint32_t (*decl) (struct record *, enum object_kind, const void *what);
    uint32_t (*callee) (struct record *, const struct callee *);
    uint32_t (*type_key) (struct record *, uint32_t key);
  };

  /* Begin writing down what is added to G, which is new.  */
  void record_begin (struct record *, struct graph *g, struct unit *,
                     struct unit_function *);

  /* Done: the constraints are the function's body.  */
  void record_end (struct record *, struct graph *g);

  /* Who knows what the numbers of a recording stand for.  */

  struct replay
  {
    const struct unit *unit;
    const struct unit_function *function;
    void *client;
    const void *(*decl) (struct replay *, enum object_kind, uint32_t number);
    const struct callee *(*callee) (struct replay *, uint32_t number);
    /* If the callee does nothing to the memory that argument ARG points to but
       read and write there: *N of what it overwrites; else null.  */
    const struct unit_overwrite *(*overwrites) (struct replay *,
                                                const struct callee *,
                                                uint32_t arg, uint32_t *n);
    bool any_number; /* Narrow numbers can be pieces of pointers.  */
    /* Results.  */
    node_id *nodes; /* By recorded number; freed with escape_release.  */
    uint32_t n_nodes;
  };

  /* A local whose address callees get that only other units know is split into
     versions, one for each access, on condition that these callees do nothing
     with it but read and write there, and that something overwrites it: that a
     replay can see.  If it is not so, all versions are the one local.

     Begin a split of DECL; its number.  OVERWRITTEN: something does already.  */
  uint32_t record_split (struct record *, const void *decl, int64_t extent,
                         bool overwritten);

  /* A condition of the split begun last: CALLEE gets the address of byte OFF, or
     if that is not known of byte -1, as argument ARG.  */
  void record_split_if (struct record *, const struct callee *, uint32_t arg,
                        int64_t off);

  /* In SPLIT, argument ARG of the call that is recorded next points to READ, and
     what the callee stores there goes to WRITTEN.  */
  void record_split_arg (struct record *, uint32_t split, uint32_t arg,
                         node_id read, node_id written);

  /* Of SPLIT: what is at BEFORE, the address of the version that CALLEE gets, is
     still at AFTER, but for what it overwrites.  */
  void record_pass (struct record *, uint32_t split, node_id before,
                    node_id after, const struct callee *, uint32_t arg,
                    int64_t off);

  /* Add the constraints of R's function to the new graph of CALLER.  False if
     they cannot be read.  What may be too much for the graph's precision stops
     short with the graph exhausted.  */
  bool replay_run (struct replay *r, struct caller *caller);

  /* --- For graph.c and apply.c. ---  */

  void record_variable (struct record *);
  void record_object (struct record *, enum object_kind, const void *what,
                      int64_t extent, bool decl);
  void record_version (struct record *, uint32_t split);
  void record_param (struct record *, int index);
  void record_cell (struct record *, object_id, struct place);
  void record_address (struct record *, object_id, struct place, step_id);
  void record_copy (struct record *, node_id src, node_id dst, struct place,
                    enum grade, bool concrete_only, step_id);
  void record_load (struct record *, node_id ptr, struct place, int64_t size,
                    node_id dst, uint32_t key, bool entry, step_id);
  void record_store (struct record *, node_id ptr, struct place, node_id src,
                     step_id);
  void record_block (struct record *, node_id dst, struct place, node_id src,
                     struct place, int64_t size, const struct shape *, step_id);
  void record_step (struct record *, enum step_kind, const void *where,
                    const void *what);
  void record_sink (struct record *, enum reason, enum grade, const char *name,
                    step_id);
  void record_relation (struct record *, enum relation_kind, node_id a,
                        node_id b, node_id result);
  void record_arithmetic (struct record *, node_id, enum arithmetic);
  void record_others_run (struct record *);
  void record_call (struct record *, const struct call_site *,
                    const struct callee *, node_id fn, bool through);

#ifdef __cplusplus
}
#endif

#endif
