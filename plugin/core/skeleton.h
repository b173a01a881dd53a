/* A function in order: what the flow engine runs on.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The graph (graph.h) says where pointers can be, without order.  The SKELETON
   says in which order things happen: blocks of STEPS, and EDGES with what must
   hold where control takes them.  Lowering writes it down beside the graph,
   before anything is solved: a call is a SITE with its arguments, what it does
   is found out when the engine runs (flow.h), from the callee's own skeleton or
   from what the solved graph has of the call.

   VALUES are named.  A NAME is an SSA name: it is defined in one place, and
   keeps its value until control comes there again.  MEMORY is a piece of
   storage that the function names: a variable of its frame or a global, one
   for each declaration, however many objects the graph has of it.  All else is
   reached through pointers.

   Invariants (skeleton_verify):
   1. Block 1 is the entry, nothing leads there.  Steps of a block stand in
      order; what ends control (SKEL_RETURN, SKEL_STOP, a site that does not
      return) is the last one, and such a block has no edges out.
   2. The copies of an edge happen at once, behind its conditions, in front of
      the block that it leads to.
   3. What is not understood is said to be so: SKEL_OPAQUE defines a name that
      the function computes from others, OP_OPAQUE is a condition on names,
      SKEL_BARRIER writes to and reads all that others can see.  Leaving a step
      out is wrong; an inexact one is not.
   4. Every edge that control can take is there, and each write, release, end
      of a life.  Steps that only read may be left out if nothing they define
      is used; uses of pointers behind the life of what they point to need
      SKEL_USE, SKEL_LOAD, SKEL_STORE or a site.

   All offsets and sizes are in BITS, so that bit-fields are told apart.

   No GCC header; WHERE and WHAT are the client's, as in graph.h.  Everything
   else is an index, so that a skeleton can be written to a file.  */

#ifndef ESCAPE_CORE_SKELETON_H
#define ESCAPE_CORE_SKELETON_H

#include "graph.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef uint32_t name_id;
  typedef uint32_t memory_id;
  typedef uint32_t block_id;
  typedef uint32_t edge_id;
  typedef uint32_t site_id;

#define NO_NAME 0
#define NO_MEMORY 0
#define NO_BLOCK 0
#define NO_EDGE 0
#define NO_SITE 0
#define SKEL_ENTRY ((block_id)1)

  struct skel_name
  {
    node_id node;   /* The graph's variable, or NO_NODE: no pointer.  */
    uint16_t bits;  /* Of the value; 0: not a number or pointer of at most
			 64 bits: the engine knows nothing of it.  */
    bool is_signed; /* How it is compared and widened.  */
    bool is_pointer;
    const void *what; /* The client's, for the words of a path; or null.  */
  };

  enum memory_kind
  {
    MEMORY_FRAME,   /* A variable of the frame, a parameter too.  */
    MEMORY_GLOBAL,  /* Static storage.  */
    MEMORY_CONSTANT /* A literal, a function: never written.  */
  };

  struct skel_memory
  {
    enum memory_kind kind;
    const void *what; /* The declaration: the same in every function.  */
    object_id object; /* One of the graph's objects for it, or NO_OBJECT; the
			 others have the same WHAT.  */
    int64_t bits;     /* -1: not known.  */
    bool addressed;   /* Frame: its address is a value somewhere.  */
    bool shared;      /* Global: unseen code may write to it by its name
			 (public, external; or other functions of the unit that
			 unseen code may call write to it).  */
    bool is_volatile; /* What is read there says nothing, what is written
			 there stays nowhere for certain.  */
    bool is_const;    /* Nobody writes to it.  */
    const char *text; /* Constants of functions that set variables of the
			 environment: the string that it is; or null.  */
  };

  /* A value.  */

  enum operand_kind
  {
    OPERAND_UNKNOWN, /* Some value.  */
    OPERAND_NUMBER,  /* NUMBER; null is 0.  */
    OPERAND_NAME,
    OPERAND_ADDRESS /* Of MEMORY, NUMBER bits behind its start.  */
  };

  struct operand
  {
    enum operand_kind kind;
    name_id name;
    memory_id memory;
    int64_t number;
  };

  /* SIZE bits, OFF behind BASE: an address (OPERAND_ADDRESS, OPERAND_NAME), or a
   number, or unknown.  EXACT: exactly these; else somewhere in OFF .. OFF +
   SIZE, or, with SIZE -1, anywhere in the object.  INDEX, if not NO_NAME, is
   the name that says where: two inexact references with equal BASE, OFF, SIZE
   and INDEX are to the same place as long as INDEX has the same value.  Where
   UNIT is not 0, this is WIDTH bits, INDEX times UNIT behind OFF.  */

  struct reference
  {
    struct operand base;
    int64_t off, size;
    bool exact;
    bool is_volatile; /* Or atomic.  */
    name_id index;
    int64_t unit, width;
    const void *what; /* The expression, for the words of a path.  */
  };

  enum skel_op
  {
    OP_OPAQUE, /* Depends on A and B, and on all that READS of the step or
		  literal name.  */
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_AND,
    OP_OR,
    OP_XOR,
    OP_SHL,
    OP_SHR,
    OP_EQ, /* Comparisons: 1 or 0.  */
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE
  };

  enum skel_kind
  {
    SKEL_COPY,   /* RESULT is A, converted to RESULT's bits.  */
    SKEL_ARITH,  /* RESULT is A OP B.  Of a pointer, OP_ADD and OP_SUB count
		    bytes.  */
    SKEL_OPAQUE, /* RESULT is computed from A, B and the names in READS.  */
    SKEL_LOAD,   /* RESULT is what is at FROM.  A load of fewer bits than a
		    byte's is one of a bit-field.  */
    SKEL_STORE,  /* A goes to TO.  OPERAND_UNKNOWN: something.  */
    SKEL_BLOCK,  /* What is at FROM goes to TO: an assignment of structs,
		    memcpy, memmove.  Not EXACT: not known how much.  */
    SKEL_CLEAR,  /* Every byte at TO becomes A, a number: memset, = {}.  */
    SKEL_CALL,
    SKEL_USE,     /* A is used, as a pointer that must be alive, in some way
		    that changes nothing.  */
    SKEL_BEGIN,   /* The life of MEMORY, a variable of a block, begins, and
		    what is in it is undefined.  Need not be said where its
		    first use shows it.  */
    SKEL_END,     /* The life of MEMORY ends.  */
    SKEL_RESTORE, /* Storage of alloca and VLAs made behind A was saved
		    (__builtin_stack_save) is gone.  */
    SKEL_BARRIER, /* asm, setjmp that returns again, and what is not
		    understood: unseen code runs, with no argument.  */
    SKEL_RETURN,  /* With A, or with what is at FROM (a struct); or nothing. */
    SKEL_STOP     /* Control ends: unreachable, abort, a trap.  */
  };

  struct skel_step
  {
    enum skel_kind kind;
    enum skel_op op;
    const void *where; /* The statement: the same pointer that the graph's
			  steps have.  */
    name_id result;
    struct operand a, b;
    struct reference to, from;
    memory_id memory;
    site_id site;
    uint32_t reads, n_reads; /* OPAQUE: in skeleton's READS.  */
  };

  /* A condition.  MASK, if not 0, is applied to A first.  Compared as A's name
   is, signed or not.  */

  struct literal
  {
    struct operand a;
    enum skel_op op; /* A comparison, or OP_OPAQUE.  */
    struct operand b;
    uint64_t mask;
    uint32_t reads, n_reads; /* OP_OPAQUE: in skeleton's READS.  */
  };

  /* RESULT is VALUE where control came by this edge: what a PHI says.  */

  struct skel_copy
  {
    name_id result;
    struct operand value;
  };

  /* An edge is taken only where all its LITERALS hold.  A switch has an edge for
   each label (a range is two literals), and one for the default with all the
   others denied; what cannot be said so is OP_OPAQUE.  Where no literal is,
   the edge is always taken.  */

  struct skel_edge
  {
    block_id src, dst;
    const void *where; /* The condition's statement, or null.  */
    bool taken;        /* The condition is true there: for `when 'n < 0''.  */
    bool jumped;       /* Control may come by it with a longjmp.  */
    const void *label; /* Of a switch: the case.  */
    uint64_t place;    /* Without a condition: where the source says to go
			    there, as the client has it, or 0.  Not written to a
			    file: WHERE is the place there.  */
    uint32_t literals, n_literals;
    uint32_t copies, n_copies;
  };

  struct skel_block
  {
    uint32_t steps, n_steps;
    uint32_t edges, n_edges; /* In skeleton's OUT.  */
    bool executable;         /* Else nothing of it counts: see lowering's
				constant propagation.  Edges to it are not
				there.  */
  };

  /* What an argument is: a value, or, of a struct by value, what is at BLOCK.  */

  struct skel_arg
  {
    struct operand value;
    bool by_block;
    struct reference block;
    bool to_const;     /* Declared a pointer to const: unseen code that gets it
		      neither keeps nor releases what it points to, as `leak'
		      has it.  Or a number, for a function of libc.  */
    bool held;         /* libc or the kernel has it from then on, till somebody
		      withdraws it: if the call's result is an int, where that
		      is 0.  */
    bool held_content; /* The same of what is where it points.  */
    bool kept; /* The call may do more with it than read and write where it
		      points, and give it back: keep it, or what can be reached
		      from it, somewhere, hand it on, release it.  */
  };

  /* What is known of the callee without its body; by attributes, tables, GCC.  */

  enum site_kind
  {
    SITE_CALL,
    SITE_ALLOCATE, /* The result is a fresh object or, if MAY_FAIL, null.  */
    SITE_ALLOCA,   /* The same of storage of the frame; never null.  */
    SITE_RELEASE,  /* Argument OBJECT is released, unless null.  */
    SITE_MOVE,     /* realloc: argument OBJECT is released and the result is
		      a fresh object, or the result is null and it is not.
		      Null: as SITE_ALLOCATE.  */
    SITE_FILL      /* asprintf: in memory, at FILLED behind what argument
		      OBJECT points to, is a pointer to a fresh object where
		      the result is MADE_IF or, if OR_MORE, more; else
		      something.  GROWS (getline): or what was there stays.  */
  };

  struct skel_site
  {
    enum site_kind kind;
    const void *where;  /* The call: as in the graph.  */
    const void *callee; /* Its declaration; null: through FN.  */
    struct operand fn;
    uint32_t args, n_args; /* In skeleton's ARGS.  */
    name_id result;        /* NO_NAME: not used, or in memory.  */
    struct reference to;   /* Where it goes, in memory; or SIZE 0.  */
    unsigned object;       /* SITE_RELEASE, SITE_MOVE, SITE_FILL: from 0.
                              SITE_CALL: what a new thread gets, where it
                              returns 0; 0: none.  */
    int64_t filled, made_if;
    bool or_more, grows;
    bool alone;      /* SITE_FILL: it writes nothing else there.  */
    int returns_arg; /* The result is this argument, or, if MAY_FAIL, null;
			       or -1.  */
    bool may_fail;   /* SITE_ALLOCATE, SITE_MOVE.  */
    bool clears;     /* What it makes is zero: calloc.  */
    bool only_makes; /* SITE_CALL: see summary_only_makes.  */
    bool no_return;  /* It does not come back.  */
    bool returns_nonnull;
    bool unseen;    /* Code that nobody sees may run in it and, unless
			       WRITES_ARGS_ONLY, write to all that it sees.
			       A visible callee that calls such is not.  */
    bool recursive; /* It calls the very function: the client's.  */
    bool pure;      /* It writes nothing.  Its result depends on its
			       arguments, and unless IS_CONST on memory.  */
    bool is_const;
    bool writes_args_only; /* It writes at most to what its arguments point
			       to, directly: the table for libc.  */
    bool moves;            /* It may put what it gets where its arguments
			      point to.  */
    bool joins;            /* It waits for another thread.  */
    bool leaves;           /* It may leave by longjmp.  */
    int64_t first_int;     /* Of a function of libc that does less where the
			       first int of what an argument points to is some
			       number: where that is; or -1.  */
    bool twice;            /* It returns 0, and, once control comes to it by an
			       edge that is JUMPED, something else.  */
  };

  /* A parameter: its value on entry is NAME, and in MEMORY if its address is
   taken or it is a struct by value.  Either may be missing.  */

  struct skel_param
  {
    name_id name;
    memory_id memory;
  };

  struct skeleton
  {
    const void *function;
    VEC (struct skel_name) names; /* From 1, as all below.  */
    VEC (struct skel_memory) memories;
    VEC (struct skel_block) blocks;
    VEC (struct skel_edge) edges;
    VEC (struct skel_site) sites;
    VEC (struct skel_param) params; /* From 0.  */
    VEC (struct skel_step)
    steps;             /* From 0; of a block, one behind the
					 other.  */
    VEC (edge_id) out; /* From 0, as all below.  */
    VEC (struct literal) literals;
    VEC (struct skel_copy) copies;
    VEC (struct skel_arg) args;
    VEC (struct operand) reads;
    bool returns_twice; /* It calls setjmp or the like.  */
    bool jumps;         /* It calls longjmp: control may leave at it.  */
    bool returns;       /* Some step is a return.  */
    bool variadic;
    bool is_main;
    bool done;                /* skeleton_finish was called.  */
    block_id current;         /* Where steps go.  */
    struct skel_index *index; /* Made when first asked for.  */
  };

  /* Operands.  */
  struct operand operand_unknown (void);
  struct operand operand_number (int64_t);
  struct operand operand_name (name_id);
  struct operand operand_address (memory_id, int64_t off);

  struct reference reference_at (struct operand base, int64_t off,
                                 int64_t size);

  /* Building.  Blocks are all made first, then filled in any order, each in one
   go: skeleton_block begins one, and until the next, steps go there.  Edges can
   be added at any time; their order is kept, and is the order in which the
   engine goes.  */
  struct skeleton *skeleton_new (const void *function);
  void skeleton_free (struct skeleton *);

  name_id skeleton_name (struct skeleton *, struct skel_name);
  void skeleton_param (struct skeleton *, struct skel_param);
  memory_id skeleton_memory (struct skeleton *, struct skel_memory);
  block_id skeleton_add_block (struct skeleton *);
  void skeleton_block (struct skeleton *, block_id);

  /* A new step at the end of the block, all fields 0 but these.  The pointer is
   valid until the next.  */
  struct skel_step *skeleton_step (struct skeleton *, enum skel_kind,
                                   const void *where);

  /* The same that is a call: a new site; its args are added by skeleton_arg
   before the next site.  */
  struct skel_site *skeleton_site (struct skeleton *, enum site_kind,
                                   const void *where);
  struct skel_arg *skeleton_arg (struct skeleton *, struct operand value);

  /* Name N is one that the last step (SKEL_OPAQUE) or, if LITERAL, the last
   literal depends on.  */
  void skeleton_reads (struct skeleton *, struct operand, bool literal);

  /* A new edge; its literals and copies are added before the next.  */
  struct skel_edge *skeleton_edge (struct skeleton *, block_id src,
                                   block_id dst, const void *where);
  struct literal *skeleton_literal (struct skeleton *, struct operand a,
                                    enum skel_op, struct operand b);
  void skeleton_copy (struct skeleton *, name_id result, struct operand value);

  /* All is there.  */
  void skeleton_finish (struct skeleton *);

  /* Is the value of NAME used where control has come to the beginning of BLOCK,
   before it is defined again?  What a PHI in BLOCK defines is, if anything uses
   it.  Computed when first asked of a name.  */
  bool skeleton_live_in (const struct skeleton *, name_id, block_id);

  /* Is it used behind step INDEX of BLOCK?  */
  bool skeleton_used_behind (const struct skeleton *, name_id, block_id,
                             uint32_t index);

  /* The step that defines NAME, which is one; or null: it is there on entry, or
   edges define it.  */
  const struct skel_step *skeleton_definition (const struct skeleton *,
                                               name_id);

  /* Does STEP have the address of a memory for which IS is true?  */
  bool skeleton_names_memory (const struct skeleton *, const struct skel_step *,
                              bool (*is) (const struct skel_memory *,
                                          const void *data),
                              const void *data);

  /* If control does nothing behind E but return, so that several returns may have
     become one there: the edge from E on that has the place of this one in the
     source, else E.  */
  edge_id skeleton_returns_by (const struct skeleton *, edge_id e);

  /* Is what control does last in the block that the edge leads to, if need be over
     empty ones, to return with no value?  */
  bool skeleton_ends_by (const struct skeleton *, edge_id);

  /* From which blocks can control come to a return, and not by BLOCK?  AVOIDS:
     false, by block.  Where control comes to BLOCK by an edge from a block for
     which that is so to one for which it is not, that edge decides.  */
  void skeleton_avoiding (const struct skeleton *, block_id block,
                          bool *avoids);

  /* Does the edge go back, to a block that leads to it: of a loop?  */
  bool skeleton_goes_back (const struct skeleton *, edge_id);

  /* Does E leave a loop?  */
  bool skeleton_leaves_loop (const struct skeleton *, edge_id);

  /* If E leaves a loop at one of the conditions that its rounds begin with: the
   block that it begins with; else NO_BLOCK.  */
  block_id skeleton_skipped_loop (const struct skeleton *, edge_id);

  /* The number of BLOCK in reverse postorder, from 1; 0: control does not come
   there.  */
  uint32_t skeleton_order (const struct skeleton *, block_id);

  /* Null, or what is wrong with it: for the tests' builds.  */
  const char *skeleton_verify (const struct skeleton *);

#ifdef __cplusplus
}
#endif

#endif
