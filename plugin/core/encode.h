/* Units as bytes and back: the section `.gnu.escape'.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A CODER goes through a structure in one order, whether it writes or reads, so
   that each structure has one function for both.  Numbers are LEB128; texts are
   numbers in a table that the unit has once.  A reader trusts nothing: what is
   out of range sets BAD, and everything read after that is zero.

   The section holds units, each

     "ESCU"  version  length  unpacked length  hash  body

   with 32-bit little-endian numbers, the hash 64 bits wide, the body packed
   (pack.h).  Linkers put the
   units of several objects one behind the other, perhaps with padding of zeros
   between.  The hash is the checksum of the body and the unit's name: a unit
   that comes twice is one.  */

#ifndef ESCAPE_CORE_ENCODE_H
#define ESCAPE_CORE_ENCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "callee.h"
#include "graph.h"
#include "summary.h"

#ifdef __cplusplus
extern "C"
{
#endif

#define ENCODE_VERSION 11
/* Where a text has words in quotes, which are the reader's.  */
#define TEXT_OPEN_QUOTE '\1'
#define TEXT_CLOSE_QUOTE '\2'

#define ENCODE_HEAD 24 /* Bytes before the body.  */

  struct coder
  {
    bool writing, bad;
    VEC (uint8_t) out; /* Writing.  */
    const uint8_t *p, *end;
    struct unit *unit;                    /* Its tables.  */
    uint32_t n_nodes, n_objects, n_steps; /* In the function so far.  */
  };

  /* --- The parts of a unit. ---  */

  enum binding
  {
    BINDING_LOCAL,
    BINDING_WEAK,
    BINDING_GLOBAL,
    N_BINDINGS
  };

  /* A pointer that a variable with static storage holds.  */

  struct content
  {
    struct place at;
    uint32_t symbol;    /* What it points to, from 1; 0: unknown memory.  */
    struct place shift; /* Where in it.  */
  };

  struct unit_symbol
  {
    const char *name;   /* The assembler's.  */
    const char *source; /* The source's.  */
    enum binding binding;
    bool is_function, defined, hidden, kept, comdat, is_const;
    bool ifunc;     /* An ifunc, or what stands for another object's symbol.  */
    uint32_t alias; /* The symbol that it stands for, from 1; or 0.  */
    int64_t extent;
    bool by_name_only; /* In this unit nothing but its assignments, which are
                           among CONTENTS, writes to it.  */
    bool literal;      /* Its initialiser counts: it is constant.  */
    VEC (struct content) contents;
    VEC (uint32_t) refs; /* Symbols that its initialiser mentions.  */
    uint32_t function;   /* Of a function with a body: its number, from 1.  */
  };

  struct source_place
  {
    const char *file;
    uint32_t line, column;
  };

  /* A statement that traces and verdicts speak of.  */

  struct spot
  {
    struct source_place place;
    const char *name;    /* Of what a call calls.  */
    const char *vla;     /* Of the array whose storage it makes, or "".  */
    const char *written; /* Of a call: what the user wrote ...  */
    struct source_place written_at; /* ... and where.  */
    bool call, assembler;
    uint32_t block, loop; /* LOOP from 1; 0: in none.  */
  };

  /* An expression or function in a step, or a variable of the frame.  */

  enum thing_kind
  {
    THING_EXPRESSION,
    THING_GLOBAL,
    THING_STATIC,
    THING_FUNCTION,
    THING_VARIABLE,
    THING_CONSTANT,
    N_THING_KINDS
  };

  struct thing
  {
    enum thing_kind kind;
    const char *text; /* "": a temporary, not named.  */
    /* Variables.  */
    struct source_place place;
    bool ok, local, address_used;
    bool taken_back; /* It outlives the function by nothing but stores that are
                        overwritten before other code runs.  */
    bool outlives;   /* It is used behind its block's end, in a loop.  */
  };

  struct unit_parameter
  {
    const char *name;
    struct source_place place;
    bool told, ok;      /* Is there a verdict?  */
    uint32_t max_level; /* See outcome_leaks.  */
  };

  struct unit_loop
  {
    VEC (uint32_t) blocks;
    VEC (uint32_t) dying;     /* Things whose storage ends with a round.  */
    VEC (uint32_t) surviving; /* Nodes whose values live on.  */
  };

  struct attributed
  {
    node_id node;
    bool ok, local;
    const char *name;
    struct source_place place;
  };

  struct container_put
  {
    node_id value;
    enum heap_kind kind;
  };

  /* What the unit has found for certain, whatever other units do.  Texts have
     the quotes of TEXT_OPEN_QUOTE.  */

  struct unit_event
  {
    struct source_place place;
    const char *function, *text;
  };

  struct unit_finding
  {
    uint32_t group;
    struct source_place place;
    const char *text;
    VEC (struct unit_event) path;
  };

  /* Whatever happens, the function overwrites bytes OFF .. OFF + SIZE behind a
     parameter, and never with what was there on entry.  */

#define MAX_OVERWRITES 64

  struct unit_overwrite
  {
    uint32_t param; /* From 0.  */
    int64_t off, size;
  };

  struct unit_reference
  {
    uint32_t symbol; /* From 1.  */
    bool direct;     /* Called by name.  */
  };

  /* A function as it is before solving.  */

  struct unit_function
  {
    uint32_t symbol, callee; /* From 1.  */
    struct source_place place, end;
    bool reported, root, always_inline, in_header, ok, is_main, variadic;
    bool small_result; /* Too small for a pointer.  */
    bool returns;      /* It can.  */
    uint32_t n_params;
    VEC (struct unit_parameter) parameters;
    VEC (struct unit_reference) refs;
    VEC (struct spot) spots;
    VEC (struct thing) things;
    VEC (struct unit_overwrite) overwrites;
    uint32_t n_blocks;
    VEC (struct unit_loop) loops;
    VEC (struct attributed) attributed;
    VEC (struct container_put) containers;
    VEC (struct unit_finding) findings;
    VEC (uint8_t) body; /* Its constraints; read where the unit is.  */
    const uint8_t *constraints;
    uint32_t constraints_size;
    VEC (uint8_t) order; /* Its skeleton, likewise: transcript.h.  */
    const uint8_t *skeleton;
    uint32_t skeleton_size;
  };

  struct unit
  {
    struct arena *arena; /* Of all that is in it.  */
    const char *file;    /* As GCC was given it.  */
    const char *target;  /* The machine that it is compiled for.  */
    uint32_t pointer_size;
    bool pieces; /* Numbers can be pieces of pointers.  */
    uint64_t hash;
    size_t sealed; /* Its bytes in the section.  */
    VEC (const char *) texts;
    struct table *text_numbers;
    VEC (uint32_t) keys;
    struct table *key_numbers;
    VEC (struct shape) shapes;
    VEC (struct callee) callees; /* DECL is the symbol's number, from 1.  */
    VEC (struct unit_symbol) symbols;
    VEC (struct unit_function) functions;
  };

  struct unit *unit_new (void);
  void unit_free (struct unit *);

  /* UNIT as bytes, with the head: *SIZE of them; freed with
     escape_release.  */
  uint8_t *unit_encode (struct unit *, size_t *size);

  /* The unit at DATA, of SIZE bytes.  *USED: how many it takes, with the zeros
     before it; 0 if there is none any more.  Null, and *ERROR a sentence, if it
     cannot be read; *ERROR null if nothing is left.  */
  struct unit *unit_decode (const uint8_t *data, size_t size, size_t *used,
                            const char **error);

  /* The unit whose body, unpacked, is the SIZE bytes at BODY, which stay; null if
     it cannot be read.  */
  struct unit *unit_decode_body (const uint8_t *body, size_t size);

  uint64_t encode_hash (const void *, size_t);

  /* The N bytes at BODY, packed, behind a head with MAGIC: *SIZE bytes, freed
     with escape_release.  */
  uint8_t *encode_seal (const char *magic, const uint8_t *body, size_t n,
                        size_t *size);

  /* TEXT, kept in UNIT once.  */
  const char *unit_text (struct unit *, const char *text);

  void coder_free (struct coder *);

#ifdef __cplusplus
}
#endif

#endif
