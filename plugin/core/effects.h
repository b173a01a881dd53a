/* What functions without a body do: the flow language and the table for libc.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The flow language is that of the `flow' attribute:

     FLOWS = FLOW { ";" FLOW }
     FLOW  = SRC "->" DST
     SRC   = N { "*" } | "new" "(" KIND ")"
     DST   = "ret" [ "exact" ] | N "*" { "*" } | "heap"

   N counts arguments from 1.  "1" is the argument's value, "1*" what is in
   the memory that it points to, "1**" what is in the memory that this points
   to.  As a destination, "1*" is the memory that argument 1 points to.  All
   "new" of one kind in one text are one object.  What arrives is somewhere in
   what the source points to, not at the same offset; with "exact", which is
   for values only, it is the very pointer.  The libc table uses the same
   language with more words, see libc-effects.def.  */

#ifndef ESCAPE_CORE_EFFECTS_H
#define ESCAPE_CORE_EFFECTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include "verdict.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* As attributes, options and JSON call the kinds.  */
  extern const char *const heap_kind_names[N_KINDS];

  enum flow_src
  {
    FLOW_FROM_ARG,
    FLOW_FROM_NEW
  };

  enum flow_dst
  {
    FLOW_TO_RET,
    FLOW_TO_ARG,
    FLOW_TO_HEAP,
    FLOW_TO_THREAD, /* Table only: another thread keeps it.  */
    FLOW_TO_UNKNOWN /* Table only: hidden state keeps it for a while
			   (strtok); counts as assumed.  */
  };

  struct flow
  {
    enum flow_src src;
    unsigned src_arg;        /* From 1.  FLOW_FROM_ARG.  */
    unsigned src_level;      /* Number of stars.  */
    enum heap_kind new_kind; /* FLOW_FROM_NEW.  */
    enum flow_dst dst;
    unsigned dst_arg;   /* From 1.  FLOW_TO_ARG.  */
    unsigned dst_word;  /* Exact: so many pointers behind its beginning.  */
    unsigned dst_level; /* Number of stars: at least 1 to an argument;
				   to the result 0, or in the table 1 for the
				   memory that the result points to.  */
    bool exact;         /* "exact", in the table =>: offsets are kept.
				   Of a value, it arrives unchanged (memset's
				   result, not strchr's); of content, it is a
				   block copy (memcpy's, not qsort's); of a
				   fresh object, a pointer to its beginning is
				   stored at the beginning of what is named.  */
  };

  /* Parse TEXT into *FLOWS (malloc'ed, owned by the caller), *N_FLOWS of them.
   Returns null, or a malloc'ed sentence saying what was wrong, at which
   character (from 1), and what was expected.  An empty text is the empty
   list: the function has no effects.  */
  char *flow_parse (const char *text, struct flow **flows, unsigned *n_flows);

  /* A call that a library function makes to a function it was handed.  Each
   argument of the callback is an argument of the library function (from 1),
   or 0 for what points to nothing of ours: a number, or memory of the
   library's own.  */

#define MAX_CALLBACK_ARGS 4

  struct callback
  {
    unsigned fn_arg; /* Which argument is the function, from 1.  */
    unsigned n_args;
    unsigned args[MAX_CALLBACK_ARGS];
    unsigned fn_level;                  /* Stars after FN_ARG.  */
    unsigned levels[MAX_CALLBACK_ARGS]; /* Stars after each of ARGS.  */
    bool inside[MAX_CALLBACK_ARGS];     /* It gets a pointer to somewhere in
				   that memory (qsort's elements), not the
				   unchanged value (qsort_r's context).  */
    bool once;                          /* It is called once at most.  */
    bool result_to_ret; /* The callback's result is kept where the
				   caller can get it (thread results): rare. */
  };

  /* Argument ARG of one call is argument OF of an earlier one, or, with LEVEL 1,
   what that one points to; if NAMED, it is the name of the environment variable
   that argument OF sets, as far as they can be seen.  */

  struct same_argument
  {
    unsigned arg, of, level;
    bool named;
  };

#define MAX_WITHDRAWN 3

  /* A call of the function withdraws what an earlier call of one of NAMES has
   left with the library or the kernel.  If N_SAME: where all of SAME hold, or,
   if ANY, one of them.  WHEN, if not 0: if its argument WHEN is the number IS,
   or, with UNLESS, is not.  */

  struct withdrawal
  {
    const char *names[MAX_WITHDRAWN]; /* Null behind the last.  */
    struct same_argument same[2];
    unsigned n_same;
    bool any;
    unsigned when, is;
    bool unless;
    uint64_t all; /* NAMES as a set of bits: see struct lib_effects.  */
  };

  /* A call does not do the first N_FLOWS of its flows where argument ARG (0: no
   such argument) is the number IS; with LEVEL 1, where the first int member of
   what it points to is.  */

  struct idle
  {
    unsigned arg, level, is, n_flows;
  };

  /* What is known of a library function.

   A set of arguments has bit N-1 for argument N, and the bit after the last
   named argument for all the variadic ones; a va_list stands for what it
   holds.  */

  struct lib_effects
  {
    const char *name;
    /* The shape a declaration must have: one letter for the result, then one an
     argument: p pointer, i integer or enum, f floating, n either number, h a
     thread's handle (i of glibc, p of musl), v void (result only), a va_list or
     anything, '.' at the end for varargs.  */
    const char *shape;
    const struct flow *flows; /* Exact and exhaustive.  */
    unsigned n_flows;
    const struct callback *callbacks;
    unsigned n_callbacks;
    unsigned releases;         /* Argument that is released, from 1, or 0.  */
    unsigned releases_content; /* Argument such that what it points to holds
				   pointers that are released (regfree, and
				   getline, which reallocates), or 0.  */
    bool reallocates;          /* ... and the content of what is released
				   moves into the fresh object (into the
				   result; getline's is a flow to 1*).  */
    const char *deallocator;   /* For fresh objects: what releases them, as
				   RELEASES or RELEASES_CONTENT; or null.  */
    unsigned fresh_if_null;    /* Objects are fresh only if this argument may
				   be null (realpath, getcwd); 0: always.  */
    /* Through arguments they are stored, if IF_RET, only where the result is MADE_IF or,
     if OR_MORE, more.  */
    bool if_ret, or_more;
    unsigned made_if;
    /* Size of a fresh result in bytes: arg SIZE_ARG (from 1) times, if not 0,
     arg SIZE_ARG2; 0 where not known.  */
    unsigned size_arg, size_arg2;
    struct withdrawal withdraws;
    uint64_t withdrawn; /* Its bit if others withdraw what it leaves; or 0.  */
    struct idle idle;
    bool allocates;        /* May allocate at all (for nonallocating), even
				   if nothing comes out: printf does.  */
    bool format;           /* Variadic arguments are read or written
				   through, not kept: printf, scanf, open.  */
    bool fills;            /* Writes pointers of its own (static storage,
				   unknown) into memory it was handed:  */
    unsigned fills_args;   /* the memory that these point to.  */
    unsigned inputs_args;  /* Bytes from outside are stored in the memory
				   that these point to (read, scanf): an
				   unknown pointer if they are loaded as a
				   pointer, else a number; */
    unsigned inputs_level; /* with stars (readv), that what is there
				   points to.  */
    bool fails;            /* The result may be null and not the argument that
				   it is otherwise, or what is found in it.  */
    bool others;           /* Other code of the program runs meanwhile: a
				   handler (raise), or a thread that was waited
				   for or held the lock.  */
    bool static_result;    /* Result may point to static storage or to
				   anything that was given to heap or unknown
				   before (strtok, pthread_getspecific).  */
  };

  /* The function of the bit whose number is I; null: of none.  */
  const struct lib_effects *lib_effects_withdrawn (unsigned i);

  /* Looks NAME up: an assembler name without `__builtin_'.  The fortified
   functions (__memcpy_chk) are entries with a shape of their own.
   Returns null if it is not in the table.  SHAPE is not compared.  */
  const struct lib_effects *lib_effects_find (const char *name);

  /* May NAME, a function without a body, leave by a jump instead of coming back
   to its caller?  */
  bool callee_leaves (const char *name);

  /* Number of entries, and the I-th, in alphabetical order: for tests.  */
  unsigned lib_effects_count (void);
  const struct lib_effects *lib_effects_at (unsigned i);

#ifdef __cplusplus
}
#endif

#endif
