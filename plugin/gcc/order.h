/* What statements write, and how far in a function a value in memory comes.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The graph knows no order.  The questions of the `stack' group do: is what a
   statement stored overwritten before the function ends, or before it is read?
   What may overwrite (a pointer with several targets, a callee that does it on
   some path, removal from a list) leaves that open.  */

#ifndef ESCAPE_GCC_ORDER_H
#define ESCAPE_GCC_ORDER_H

#include "lower.h"

/* Bytes OFF .. OFF + SIZE of an object: a variable by its decl, since a global
   need not be in the graph and a local can be several objects there (see
   locals.h); others by their number.  Neither: not known which object.  SIZE
   -1: to the end.  */

struct region
{
  const void *decl;
  object_id obj;
  int64_t off, size;
};

/* A write.  SURE: it happens whenever control passes, to exactly this region.
   FIELD is the member, or else the type, that is written, if known; REF the
   expression, perhaps a callee's.  UNKNOWN_CODE: it may write all that it can
   see, and nothing else is known.  CLEAN: the graph knows each pointer that it
   writes, as it does not where pointers move as other things.  */

struct write
{
  struct region where;
  bool sure;
  const void *field;
  tree ref;
  bool unknown_code;
  bool clean;
};

bool covers (const region &a, const region &b);
bool overlaps (const region &a, const region &b);

/* The variable that O is, or null.  */
const void *variable_of (const struct object &o);
region region_of_object (const struct graph *, object_id, int64_t off,
                         int64_t size);
region region_of_cell (const struct graph *, node_id cell);

/* The member that REF ends in, or the type of what it is.  */
const void *field_of (tree ref);

/* What a function writes to the memory of its callers and to globals, as they see
   it.  */

struct outside_access
{
  const void *global; /* This variable, or null: ...  */
  int param;          /* ... what this parameter points to, or -1: ...  */
  const void *field;  /* ... this member of something.  */
  int64_t off, size;
  bool sure;
  bool anew; /* Sure, and never with what was there on entry.  */
  bool clean;
  tree ref; /* The expression.  */
};

struct outside_accesses
{
  auto_vec<outside_access> writes;
  bool joins;        /* It waits for other threads.  */
  bool unknown_code; /* It calls unknown code.  */
  bool leaves;       /* Control may leave it other than by its return.  */
};

/* Leave word of that for the function of the order; ask for it; forget all.  */
class statement_order;
void note_accesses (statement_order &);
const outside_accesses *accesses_of (tree fndecl);

/* joins.cc: may control leave a call of FNDECL other than behind it, as far as
   is known; exits of the process do not count.  */
bool may_leave (tree fndecl);
void forget_accesses (void);

/* Does STMT end the life of a local's storage?  Of which?  */
tree ended_variable (gimple *stmt);

struct write_at
{
  unsigned pos;
  gimple *stmt;
  tree ended; /* The variable whose life STMT ends, or null. */
  struct write write;
};

/* All writes of a function, in order.  */

class statement_order
{
public:
  statement_order (function_info *);

  function_info *info;
  struct graph *g;
  hash_map<gimple *, unsigned> positions;
  vec<write_at> *blocks; /* By block number, N_BLOCKS of them.  */
  int n_blocks;
  hash_map<gimple *, vec<tree> > targets;
  hash_map<gimple *, vec<uint32_t> > releases;
  hash_map<const void *, object_id> variables;
  auto_vec<bool> several;     /* Objects that stand for more than one.  */
  hash_set<gimple *> unknown; /* Calls of unknown code.  */
  auto_vec<gcall *> calls;    /* Of functions of the unit, by name.  */
  uint64_t scanned;           /* Writes that ways went over.  */
  bool jumps, joins, calls_unknown, leaves;

  ~statement_order ();
  bool resolve (tree ref, vec<region> &out, bool *sure);
  void point (tree ptr, int64_t off, int64_t size, vec<region> &out,
              bool *sure);
  void map_access (gcall *, const outside_access &, vec<region> &out,
                   bool *sure);
  void names_of (node_id, vec<tree> &out);

private:
  auto_vec<tree> first_name; /* By node; once one was asked for.  */
  auto_vec<tree> next_name;  /* By version: one of the same node.  */
  void find_several ();
  void find_targets ();
  void find_releases ();
  void find_unknown ();
  void add_writes (basic_block, gimple *, unsigned pos);
  void add (basic_block, gimple *, unsigned pos, const vec<region> &, bool sure,
            const void *field, tree ref, bool clean);
  void add_call_writes (basic_block, gcall *, unsigned pos);
  void add_callee_writes (basic_block, gcall *, unsigned pos, tree callee,
                          bool sure);
};

struct condition
{
  gcond *cond;
  bool value;
};

/* What is overwritten: a region, or the very expression that was stored to.  */

struct watched
{
  struct region where;
  tree ref; /* Null: none.  */
  const void *field;
  bool shared; /* Unknown code may write to it.  */
  /* What the number of an array's element was loaded from: a stack's height. */
  struct region height;
};

/* The statements that are reached from a store before what it wrote is
   overwritten for certain; the first overwriting one counts.  In each block
   from its start, or from the store on.  */

class way
{
public:
  way (statement_order &, gimple *from, const watched &);
  /* From the start of the function.  */
  way (statement_order &, const watched &);
  ~way ();

  bool comes_by (gimple *) const;

  bool reaches_end;
  bool uncertain;

private:
  struct span
  {
    unsigned first, last;
  };
  typedef hash_map<basic_block, vec<span> > spans;

  void run (basic_block, unsigned pos);
  bool denied_on (edge) const;

  statement_order &order;
  watched what;
  gimple *store;             /* Where the way begins; or null.  */
  auto_vec<condition> holds; /* At the store; at most 32.  */
  hash_map<basic_block, uint32_t> renewed;
  mutable spans reached;
};

/* Do A and B have the same value, wherever they are computed?  Memory that
   they are loaded from is taken to be unchanged.  */
bool same_value (tree a, tree b, int depth = 0);

/* Can what T tells have happened in this order?  */
bool is_in_order (const struct trace *t);

#endif
