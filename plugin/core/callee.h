/* A function that is called, described without its body.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   All that a call can know of what it calls but the body's summary: what its
   declaration, its type and its attributes say.  The client makes one for each
   declaration, and for each type of pointer that calls go through; it is the
   same whether GIMPLE or a recording says it.  */

#ifndef ESCAPE_CORE_CALLEE_H
#define ESCAPE_CORE_CALLEE_H

#include <stdbool.h>
#include <stdint.h>
#include "effects.h"
#include "place.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What the attributes of a function type say.  Argument numbers count from 1,
     as in the source.  All bitmaps: bit N-1 stands for argument N, up to 64
     arguments.  */

  struct fn_attributes
  {
    bool any; /* Some attribute of ours is there.  */
    bool allocates;
    enum heap_kind allocates_kind;
    bool stack_backed; /* Returns storage of the caller's frame.  */
    bool nonallocating;
    uint64_t releases;
    uint64_t noescape;
    uint64_t nonnil;
    const struct flow *flows; /* Parsed, in source order; null if no `flow'. */
    unsigned n_flows;
    const char *deallocator;  /* From GCC's malloc (dealloc), or null.  */
    unsigned deallocator_arg; /* Its argument number, from 1.  */
    bool gnu_malloc;          /* GCC's malloc attribute, any form.  */
  };

  struct callee
  {
    const void *decl; /* The client's function; null: a type only.  */
    const char *name; /* As messages have it.  */
    const struct fn_attributes *attributes; /* Never null.  */
    const struct lib_effects *library; /* The entry that it fits, or null.  */
    bool pure;                         /* Changes nothing.  */
    bool no_memory;                    /* Reads nothing either.  */
    bool fresh;                        /* GCC knows that its result is new.  */
    bool builtin;
    bool alloca;
    bool chain; /* Has a static chain.  */
    /* The type.  */
    bool returns_pointer;
    bool variadic;
    unsigned n_params;          /* Named ones.  */
    uint64_t to_const;          /* Bit I: parameter I points to const.  */
    unsigned alloc_size[2];     /* Arguments, from 1, or 0.  */
    struct place fresh_at;      /* Where in a result by value a pointer is.  */
    enum heap_kind result_kind; /* Of what the result points to ...  */
    bool has_result_kind;       /* ... if its type says so.  */
    /* What GCC knows of a builtin's arguments.  */
    uint64_t not_kept, written;
    unsigned returned_arg; /* From 1; 0: none.  */
  };

#ifdef __cplusplus
}
#endif

#endif
