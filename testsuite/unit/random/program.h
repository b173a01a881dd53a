/* Random programs: what they consist of.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_RANDOM_PROGRAM_H
#define ESCAPE_RANDOM_PROGRAM_H

#include "outcome.h"
#include "summary.h"

#define PTR 8
#define MAX_FUNCTIONS 5
#define MAX_STMTS 14
#define N_VARS 6
#define N_FRAME 3		/* Frame objects; further ones for parameters.  */
#define MAX_PARAMS 3
#define N_GLOBALS 2
#define N_OUTER 4
#define MAX_SIZE 64
#define BLOCK_SIZE 16		/* Of a parameter or result by value.  */

enum op
{
  OP_NOP,
  OP_ADDRESS,		/* v[a] = &frame object b, at PLACE.  */
  OP_GLOBAL,		/* v[a] = &global b, at PLACE.  */
  OP_FUNCTION,		/* v[a] = function b.  */
  OP_ALLOC,		/* v[a] = new object.  */
  OP_COPY,		/* v[a] = v[b], shifted by PLACE.  */
  OP_MIX,		/* v[a] = bytes of v[b] and v[c].  */
  OP_LOAD,		/* v[a] = SIZE bytes at v[b] + PLACE.  */
  OP_STORE,		/* SIZE bytes at v[a] + PLACE = v[b].  */
  OP_BLOCK,		/* SIZE bytes at v[a] + PLACE = those at v[b] + PLACE2.  */
  OP_RETURN,		/* Return v[a], or the block that it points to.  */
  OP_CALL,		/* v[a] = function b (args).  */
  OP_POINTER,		/* v[a] = v[b] (args), N_ARGS of them.  */
  OP_UNKNOWN		/* v[a] = unknown code (args), N_ARGS of them.  */
};

struct stmt
{
  enum op op;
  unsigned a, b, c;
  struct place place, place2;
  int size;			/* -1: not known.  */
  bool shaped;
  uint32_t key;
  unsigned args[MAX_PARAMS], n_args;
};

struct function
{
  unsigned n_params;
  bool block_param[MAX_PARAMS];
  bool block_result;
  unsigned frame_size[N_FRAME + MAX_PARAMS];
  unsigned n_stmts;
  struct stmt stmts[MAX_STMTS];
  bool recursive, gave_up;
  unsigned recurrence;
  bool collapse;		/* Look for cycles from the start.  */
  enum precision precision;
  enum coarseness coarse;
  /* What the analysis makes of it.  */
  char frame_id[N_FRAME + MAX_PARAMS];	/* For their addresses.  */
  struct summary *summary;
  struct graph *inner, *root;	/* As called by known, by unknown code.  */
  node_id inner_vars[N_VARS], root_vars[N_VARS];
  struct outcome *inner_out, *root_out;
};

struct program
{
  unsigned n;
  uint64_t seed;
  struct function f[MAX_FUNCTIONS];
};

/* The only program there is at a time.  Globals, and the function that the
   program does not have, are known by their addresses.  */
extern struct program *prog;
extern char globals[N_GLOBALS], unknown_function;

/* A number less than N, which the last seed decides.  */
void random_start (uint64_t seed);
unsigned rnd (unsigned n);

/* Make the program of SEED.  */
void random_program (uint64_t seed);

void print_program (void);

/* Can F be called with N_ARGS scalar arguments, for a scalar result?  Nothing
   else is a call of C.  */
bool fits (const struct function *f, unsigned n_args);

#endif
