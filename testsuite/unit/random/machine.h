/* Random programs: running them over concrete memory, byte by byte.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_RANDOM_MACHINE_H
#define ESCAPE_RANDOM_MACHINE_H

#include "program.h"

#define MAX_OBJECTS 400
#define MAX_DEPTH 6

/* A byte of a pointer to offset OFF of object OBJ, number K of its bytes; OBJ
   0: of a number.  K past all: made unrecognisable.  */

struct byte
{
  short obj, off, k;
};

struct value
{
  struct byte b[PTR];
};

enum where { IN_FRAME, ON_HEAP, IN_GLOBAL, IN_OUTER, IS_FUNCTION };

struct concrete
{
  enum where where;
  bool dead;
  const void *what;		/* As the graphs have it.  */
  /* Frame and heap objects: who made it, and by which of their calls those
     did that called the maker.  */
  struct activation *maker;
  const struct stmt *calls[3 * MAX_DEPTH];
  int size;
  struct byte mem[MAX_SIZE];
};

struct activation
{
  struct function *f;
  struct activation *parent;	/* Null: called by unknown code.  */
  bool returned;
  const struct stmt *call;	/* Now running.  */
  struct value vars[N_VARS];
  struct value result[BLOCK_SIZE / PTR];
  int frame[N_FRAME + MAX_PARAMS];
};

/* The objects that there are: 1 to N_OBJECTS.  */
extern struct concrete objects[MAX_OBJECTS];
extern int n_objects;

/* Is V one whole pointer?  */
bool is_pointer (const struct value *v);

/* Mark in REACHED the objects that can be reached once A has returned; if A is
   null, those that unknown code can reach now.  */
extern bool reached[MAX_OBJECTS];
void reach_outside (const struct activation *a);

/* Run the program, which has been analysed, once: its statements in random
   order.  */
void run_program (void);

#endif
