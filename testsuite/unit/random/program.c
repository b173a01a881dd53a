/* Random programs: making and printing them.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "program.h"

#include <stdio.h>
#include <string.h>

struct program *prog;
char globals[N_GLOBALS], unknown_function;

static uint64_t random_state;

void
random_start (uint64_t seed)
{
  random_state = seed;
}

unsigned
rnd (unsigned n)
{
  random_state = random_state * UINT64_C (6364136223846793005)
		 + UINT64_C (1442695040888963407);
  return (unsigned) (random_state >> 33) % n;
}

bool
fits (const struct function *f, unsigned n_args)
{
  for (unsigned i = 0; i < f->n_params; i++)
    if (f->block_param[i])
      return false;
  return n_args == f->n_params && !f->block_result;
}

static struct place
random_place (bool access)
{
  struct place p = place_start;
  switch (rnd (8))
    {
    case 0:
    case 1:
    case 2:
      break;
    case 3:
    case 4:
      p.off = PTR * rnd (5);
      break;
    case 5:
      p.off = rnd (24);
      break;
    case 6:
      p.off = rnd (2) ? 8 * rnd (3) : rnd (12);
      p.stride = access && rnd (3) == 0 ? 4 : 8 * (1 + rnd (3));
      if (rnd (2))
	p.len = p.stride * (p.stride < 8 ? 2 + rnd (4) : 1 + rnd (3));
      if (p.len && rnd (2))
	p = place_add (p, place_every (0, p.len + 8 * rnd (4)));
      break;
    case 7:
      p = place_anywhere;
      break;
    }
  if (!access && !p.stride && rnd (3) == 0)
    p.off = -p.off;
  return p;
}

/* Trees and lists: pointers move about in the members of what parameters lead
   to, and the last function makes what they lead to.  In programs of everything
   this is too rare to show what the analysis loses there.  */

static void
random_move (unsigned self, struct stmt *s)
{
  static const enum op moves[]
    = { OP_COPY, OP_LOAD, OP_LOAD, OP_LOAD, OP_LOAD, OP_STORE, OP_STORE,
	OP_STORE, OP_STORE, OP_STORE, OP_RETURN, OP_CALL };
  static const enum op makes[]
    = { OP_ADDRESS, OP_ADDRESS, OP_ALLOC, OP_ALLOC, OP_LOAD, OP_STORE,
	OP_RETURN, OP_CALL, OP_CALL, OP_CALL };
  bool recursive = prog->f[self].recursive;
  memset (s, 0, sizeof *s);
  s->op = self && self + 1 == prog->n
	    ? makes[rnd (sizeof makes / sizeof *makes)]
	    : moves[rnd (sizeof moves / sizeof *moves)];
  if (s->op == OP_CALL && self == 0 && !recursive)
    s->op = OP_STORE;
  s->a = rnd (N_VARS);
  s->b = s->op == OP_CALL      ? rnd (self + recursive)
	 : s->op == OP_ADDRESS ? rnd (N_FRAME)
			       : rnd (N_VARS);
  if (s->op == OP_LOAD || s->op == OP_STORE)
    s->place.off = PTR * rnd (3);
  s->size = PTR;
  s->key = rnd (8) == 0 ? KEY_ANY : KEY_TYPES + rnd (2);
  for (unsigned i = 0; i < MAX_PARAMS; i++)
    s->args[i] = rnd (N_VARS);
}

static void
random_stmt (unsigned self, struct stmt *s)
{
  static const enum op ops[]
    = { OP_ADDRESS, OP_ADDRESS, OP_ADDRESS, OP_GLOBAL, OP_FUNCTION, OP_FUNCTION,
	OP_ALLOC, OP_ALLOC, OP_COPY, OP_COPY, OP_MIX, OP_LOAD, OP_LOAD,
	OP_LOAD, OP_LOAD, OP_STORE, OP_STORE, OP_STORE, OP_STORE, OP_BLOCK,
	OP_BLOCK, OP_RETURN, OP_CALL, OP_CALL, OP_CALL, OP_POINTER, OP_UNKNOWN };
  memset (s, 0, sizeof *s);
  s->op = ops[rnd (sizeof ops / sizeof *ops)];
  if (self == 0 && !prog->f[0].recursive
      && (s->op == OP_CALL || s->op == OP_FUNCTION))
    s->op = OP_STORE;
  if (s->op == OP_UNKNOWN && rnd (4))
    s->op = OP_LOAD;
  s->a = rnd (N_VARS);
  s->b = rnd (N_VARS);
  s->c = rnd (N_VARS);
  bool access = s->op != OP_COPY && s->op != OP_ADDRESS && s->op != OP_GLOBAL;
  s->place = random_place (access);
  if (!access && s->op != OP_COPY && s->place.off < 0)
    s->place.off = 0;
  s->place2 = random_place (true);
  s->size = rnd (4) ? PTR : 1 + rnd (PTR - 1);
  if (s->op == OP_LOAD && s->place.stride == 1 && rnd (2))
    s->size = -1;
  s->key = rnd (6) == 0 ? KEY_ANY : rnd (8) == 0 ? KEY_NUMBER
						  : KEY_TYPES + rnd (3);
  for (unsigned i = 0; i < MAX_PARAMS; i++)
    s->args[i] = rnd (N_VARS);
  s->n_args = rnd (MAX_PARAMS + 1);
  switch (s->op)
    {
    case OP_ADDRESS:
      s->b = rnd (N_FRAME);
      break;
    case OP_GLOBAL:
      s->b = rnd (N_GLOBALS);
      break;
    case OP_FUNCTION:
    case OP_CALL:
      s->b = rnd (self + prog->f[self].recursive);
      break;
    case OP_BLOCK:
      s->size = rnd (4) == 0 ? -1 : rnd (6) == 0 ? (int) (1 + rnd (40))
						  : (int) (8 * (1 + rnd (6)));
      s->shaped = s->size > 0 && s->size % PTR == 0 && rnd (2);
      break;
    default:
      break;
    }
}

void
random_program (uint64_t seed)
{
  memset (prog, 0, sizeof *prog);
  prog->seed = seed;
  random_start (seed);
  prog->n = 1 + rnd (MAX_FUNCTIONS);
  bool moves = rnd (3) == 0;
  for (unsigned i = 0; i < prog->n; i++)
    {
      struct function *f = &prog->f[i];
      f->n_params = moves ? 2 + rnd (2) : rnd (MAX_PARAMS + 1);
      for (unsigned k = 0; k < f->n_params; k++)
	f->block_param[k] = !moves && rnd (4) == 0;
      f->block_result = !moves && rnd (4) == 0;
      for (unsigned k = 0; k < N_FRAME; k++)
	f->frame_size[k] = 8 * (1 + rnd (MAX_SIZE / 8 - 1));
      for (unsigned k = 0; k < MAX_PARAMS; k++)
	f->frame_size[N_FRAME + k] = BLOCK_SIZE;
      f->recursive = rnd (5) == 0;
      f->recurrence = rnd (MAX_RECURRENCE + 1);
      f->collapse = rnd (3) == 0;
      f->precision = (enum precision) (rnd (2) ? 0 : rnd (N_PRECISIONS));
      f->coarse = (enum coarseness) (rnd (2) ? 0 : rnd (N_COARSE));
      f->n_stmts = 2 + rnd (MAX_STMTS - 1);
      for (unsigned k = 0; k < f->n_stmts; k++)
	(moves ? random_move : random_stmt) (i, &f->stmts[k]);
    }
}

static void
print_place (struct place p)
{
  if (p.off || p.stride || p.len)
    printf (" + {%ld,%u,%u,%ld}", (long) p.off, p.stride, p.period,
	    (long) p.len);
}

static void
print_stmt (const struct stmt *s)
{
  switch (s->op)
    {
    case OP_NOP:
      return;
    case OP_ADDRESS:
      printf ("  v%u = &frame%u", s->a, s->b);
      print_place (s->place);
      break;
    case OP_GLOBAL:
      printf ("  v%u = &global%u", s->a, s->b);
      print_place (s->place);
      break;
    case OP_FUNCTION:
      printf ("  v%u = f%u", s->a, s->b);
      break;
    case OP_ALLOC:
      printf ("  v%u = new", s->a);
      break;
    case OP_COPY:
      printf ("  v%u = v%u", s->a, s->b);
      print_place (s->place);
      break;
    case OP_MIX:
      printf ("  v%u = mix (v%u, v%u)", s->a, s->b, s->c);
      break;
    case OP_LOAD:
      printf ("  v%u = %d at v%u", s->a, s->size, s->b);
      print_place (s->place);
      printf ("  key %u", s->key);
      break;
    case OP_STORE:
      printf ("  %d at v%u", s->size, s->a);
      print_place (s->place);
      printf (" = v%u", s->b);
      break;
    case OP_BLOCK:
      printf ("  block of %d%s at v%u", s->size, s->shaped ? " shaped" : "",
	      s->a);
      print_place (s->place);
      printf (" = at v%u", s->b);
      print_place (s->place2);
      break;
    case OP_RETURN:
      printf ("  return v%u", s->a);
      break;
    case OP_CALL:
    case OP_POINTER:
    case OP_UNKNOWN:
      printf ("  v%u = ", s->a);
      if (s->op == OP_CALL)
	printf ("f%u", s->b);
      else if (s->op == OP_POINTER)
	printf ("(*v%u)", s->b);
      else
	printf ("unknown");
      unsigned n = s->op == OP_CALL ? prog->f[s->b].n_params : s->n_args;
      for (unsigned i = 0; i < n; i++)
	printf ("%sv%u", i ? ", " : " (", s->args[i]);
      printf (n ? ")" : " ()");
      break;
    }
  printf ("\n");
}

void
print_program (void)
{
  for (unsigned i = 0; i < prog->n; i++)
    {
      const struct function *f = &prog->f[i];
      printf ("f%u%s (", i, f->recursive ? " recursive" : "");
      for (unsigned k = 0; k < f->n_params; k++)
	if (f->block_param[k])
	  printf (" frame%u", N_FRAME + k);
	else
	  printf (" v%u", k);
      printf (" )%s  precision %d coarse %d collapse %d; frame sizes",
	      f->block_result ? " block result" : "", f->precision, f->coarse,
	      f->collapse);
      for (unsigned k = 0; k < N_FRAME; k++)
	printf (" %u", f->frame_size[k]);
      printf ("\n");
      for (unsigned k = 0; k < f->n_stmts; k++)
	print_stmt (&f->stmts[k]);
    }
}
