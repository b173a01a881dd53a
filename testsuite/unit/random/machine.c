/* Random programs: running them over concrete memory, byte by byte.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What unknown code may do is done too: it keeps what it gets, writes, calls
   and returns whatever it can reach.  */

#include "compare.h"

#include <string.h>

#define MAX_STEPS 400

struct concrete objects[MAX_OBJECTS];
int n_objects;
static struct activation *stack[3 * MAX_DEPTH];	/* All that are running.  */
static struct activation *made[MAX_STEPS * 2];
static unsigned n_made;
static unsigned depth, steps;
static struct value kept[64];	/* By unknown code.  */
static unsigned n_kept;
static bool stop;		/* Out of steps, memory, depth.  */

/* --- Memory. ---  */

static int
new_object (enum where where, const void *what, struct activation *maker,
	    int size)
{
  if (n_objects + 1 >= MAX_OBJECTS)
    {
      stop = true;
      return 0;
    }
  struct concrete *o = &objects[++n_objects];
  memset (o, 0, sizeof *o);
  o->where = where;
  o->what = what;
  o->maker = maker;
  unsigned up = 0;
  for (const struct activation *a = maker; a; a = a->parent)
    o->calls[up++] = a == maker ? NULL : a->call;
  o->size = size;
  return n_objects;
}

static struct value
pointer_to (int obj, int off)
{
  struct value v;
  for (int i = 0; i < PTR; i++)
    v.b[i] = (struct byte) { (short) obj, (short) off, (short) i };
  return v;
}

bool
is_pointer (const struct value *v)
{
  for (int i = 0; i < PTR; i++)
    if (!v->b[i].obj || v->b[i].obj != v->b[0].obj
	|| v->b[i].off != v->b[0].off || v->b[i].k != i)
      return false;
  return true;
}

/* The bytes that V + PLACE points to, SIZE of them, if there are.  */

static struct byte *
resolve (const struct value *v, struct place p, int size)
{
  if (!is_pointer (v) || objects[v->b[0].obj].dead)
    return NULL;
  struct concrete *o = &objects[v->b[0].obj];
  int64_t off = v->b[0].off + p.off;
  if (p.period)
    off += (int64_t) p.period * ((int) rnd (4) - 1);
  if (p.stride && p.len)
    {
      int64_t most = (p.len - size) / p.stride;
      if (p.len < size)
	return NULL;
      off += (int64_t) p.stride * rnd ((unsigned) most + 1);
    }
  else if (p.stride == 1)
    {
      if (o->size < size)
	return NULL;
      off = rnd (o->size - size + 1);
    }
  else if (p.stride)
    off += (int64_t) p.stride * ((int) rnd (8) - 3);
  if (o->where == IS_FUNCTION || off < 0 || off + size > o->size)
    return NULL;
  return &o->mem[off];
}

/* --- What can be reached. ---  */

bool reached[MAX_OBJECTS];

static void
reach_bytes (const struct byte *b, int n, int *queue, int *n_queue)
{
  for (int i = 0; i < n; i++)
    if (b[i].obj && !reached[b[i].obj] && !objects[b[i].obj].dead)
      {
	reached[b[i].obj] = true;
	queue[(*n_queue)++] = b[i].obj;
      }
}

static void
reach_from (int *queue, int n)
{
  while (n)
    {
      const struct concrete *c = &objects[queue[--n]];
      reach_bytes (c->mem, c->size, queue, &n);
    }
}

void
reach_outside (const struct activation *a)
{
  static int queue[MAX_OBJECTS];
  int n = 0;
  memset (reached, 0, sizeof reached);
  for (int o = 1; o <= n_objects; o++)
    if (objects[o].where == IN_GLOBAL || objects[o].where == IN_OUTER)
      {
	reached[o] = true;
	queue[n++] = o;
      }
  for (unsigned i = 0; i < n_kept; i++)
    reach_bytes (kept[i].b, PTR, queue, &n);
  if (a)
    for (unsigned i = 0; i < BLOCK_SIZE / PTR; i++)
      reach_bytes (a->result[i].b, PTR, queue, &n);
  /* Everything that waits for A to return.  */
  for (unsigned d = 0; a && d < depth && stack[d] != a; d++)
    {
      for (unsigned i = 0; i < N_VARS; i++)
	reach_bytes (stack[d]->vars[i].b, PTR, queue, &n);
      for (unsigned i = 0; i < N_FRAME + MAX_PARAMS; i++)
	if (stack[d]->frame[i] && !reached[stack[d]->frame[i]])
	  {
	    reached[stack[d]->frame[i]] = true;
	    queue[n++] = stack[d]->frame[i];
	  }
    }
  reach_from (queue, n);
}

/* --- Execution. ---  */

static void run_function (struct function *, struct activation *parent,
			  const struct value args[][BLOCK_SIZE / PTR],
			  struct value result[BLOCK_SIZE / PTR]);

/* A pointer to something that is marked as reached.  */

static struct value
random_reached (void)
{
  int n = 0, chosen = 0;
  for (int o = 1; o <= n_objects; o++)
    if (reached[o] && !objects[o].dead && rnd (++n) == 0)
      chosen = o;
  if (!chosen)
    return (struct value) { 0 };
  int size = objects[chosen].size;
  return pointer_to (chosen,
		     size ? (int) (rnd (2) ? 0 : rnd ((unsigned) size)) : 0);
}

/* Unknown code gets ARGS: keeps them, writes, calls, returns something.  */

static struct value
run_unknown (const struct value *args, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    if (n_kept < 60)
      kept[n_kept++] = args[i];
  for (unsigned i = rnd (4); i > 0 && !stop && !failure; i--)
    {
      reach_outside (NULL);
      struct value to = random_reached (), what = random_reached ();
      if (!is_pointer (&to))
	continue;
      const struct concrete *c = &objects[to.b[0].obj];
      if (c->where == IS_FUNCTION)
	{
	  if (c->what == &unknown_function || rnd (2))
	    continue;
	  struct value in[MAX_PARAMS][BLOCK_SIZE / PTR],
	    result[BLOCK_SIZE / PTR];
	  for (unsigned k = 0; k < MAX_PARAMS; k++)
	    for (unsigned m = 0; m < BLOCK_SIZE / PTR; m++)
	      in[k][m] = random_reached ();
	  run_function ((struct function *) c->what, NULL, in, result);
	  for (unsigned m = 0; m < BLOCK_SIZE / PTR && n_kept < 64; m++)
	    kept[n_kept++] = result[m];
	  continue;
	}
      struct byte *b = resolve (&to, place_anywhere, PTR);
      if (b)
	memcpy (b, what.b, sizeof what.b);
    }
  reach_outside (NULL);
  return random_reached ();
}

/* V + P, as far as that stays in its object.  */

static bool
shift (struct value *v, struct place p)
{
  if (!p.off && !p.stride)
    return true;
  if (!is_pointer (v))
    {
      for (int i = 0; i < PTR; i++)
	v->b[i].k = PTR;
      return true;
    }
  int64_t size = objects[v->b[0].obj].size, off = v->b[0].off + p.off;
  if (p.period)
    off += (int64_t) p.period * ((int) rnd (4) - 1);
  if (p.stride && p.len)
    off += (int64_t) p.stride * rnd ((unsigned) (p.len / p.stride));
  else if (p.stride == 1)
    off = rnd ((unsigned) size + 1);
  else if (p.stride)
    off += (int64_t) p.stride * ((int) rnd (8) - 3);
  if (off < 0 || off > size)
    return false;
  *v = pointer_to (v->b[0].obj, (int) off);
  return true;
}

/* The function that V points to, if A's call can be one of it.  */

static int
function_target (const struct value *v)
{
  if (!is_pointer (v) || v->b[0].off
      || objects[v->b[0].obj].where != IS_FUNCTION)
    return 0;
  return v->b[0].obj;
}

static void
run_call (struct activation *a, const struct stmt *s)
{
  struct value args[MAX_PARAMS][BLOCK_SIZE / PTR],
    result[BLOCK_SIZE / PTR] = { 0 };
  struct function *f = NULL;
  unsigned n = s->n_args;
  if (s->op == OP_CALL)
    f = &prog->f[s->b];
  else if (s->op == OP_POINTER)
    {
      int target = function_target (&a->vars[s->b]);
      if (!target)
	return;
      if (objects[target].what != &unknown_function)
	{
	  f = (struct function *) objects[target].what;
	  if (!fits (f, n))
	    return;
	}
    }
  if (f)
    n = f->n_params;
  memset (args, 0, sizeof args);
  for (unsigned i = 0; i < n; i++)
    {
      args[i][0] = a->vars[s->args[i]];
      if (f && f->block_param[i])
	{
	  struct byte *b = resolve (&a->vars[s->args[i]], place_start,
				    BLOCK_SIZE);
	  if (!b)
	    return;
	  memcpy (args[i], b, sizeof args[i]);
	}
    }
  struct byte *to = NULL;
  if (f && f->block_result
      && !(to = resolve (&a->vars[s->a], place_start, BLOCK_SIZE)))
    return;
  a->call = s;
  if (!f)
    {
      struct value in[MAX_PARAMS];
      for (unsigned i = 0; i < n; i++)
	in[i] = args[i][0];
      result[0] = run_unknown (in, n);
    }
  else
    {
      bool known = s->op == OP_CALL
		   ? !f->summary->unknown : is_known_call (a, s, f);
      run_function (f, known ? a : NULL, args, result);
    }
  if (stop || failure)
    return;
  if (to)
    memcpy (to, result, sizeof result);
  else
    a->vars[s->a] = result[0];
  check_variable (a, s->a);
  check_all (a);
  a->call = NULL;
}

static void
run_block (struct activation *a, const struct stmt *s)
{
  int size = s->size < 0 ? (int) rnd (MAX_SIZE + 1) : s->size;
  struct byte *to = resolve (&a->vars[s->a], s->place, size);
  const struct byte *from = resolve (&a->vars[s->b], s->place2, size);
  if (to && from)
    memmove (to, from, (size_t) size * sizeof *to);
}

static void
run_stmt (struct activation *a, const struct stmt *s)
{
  struct value v = { 0 };
  struct byte *b;
  bool sets = true;
  switch (s->op)
    {
    case OP_ADDRESS:
      v = pointer_to (a->frame[s->b], 0);
      if (!shift (&v, s->place))
	return;
      break;
    case OP_GLOBAL:
      v = pointer_to (1 + (int) s->b, 0);
      if (!shift (&v, s->place))
	return;
      break;
    case OP_FUNCTION:
      v = pointer_to (1 + N_GLOBALS + N_OUTER + (int) s->b, 0);
      break;
    case OP_ALLOC:
      v = pointer_to (new_object (ON_HEAP, s, a, MAX_SIZE), 0);
      break;
    case OP_COPY:
      v = a->vars[s->b];
      if (!shift (&v, s->place))
	return;
      break;
    case OP_MIX:
      for (int i = 0, cut = (int) rnd (PTR + 1); i < PTR; i++)
	v.b[i] = a->vars[i < cut ? s->b : s->c].b[i];
      break;
    case OP_LOAD:
      {
	int size = s->size < 0 ? PTR : s->size;
	b = resolve (&a->vars[s->b], s->place, size);
	if (!b)
	  return;
	memcpy (v.b, b, (size_t) size * sizeof *b);
	break;
      }
    case OP_STORE:
      b = resolve (&a->vars[s->a], s->place, s->size);
      if (b)
	memcpy (b, a->vars[s->b].b, (size_t) s->size * sizeof *b);
      sets = false;
      break;
    case OP_BLOCK:
      run_block (a, s);
      sets = false;
      break;
    case OP_RETURN:
      if (a->f->block_result)
	{
	  b = resolve (&a->vars[s->a], place_start, BLOCK_SIZE);
	  if (!b)
	    return;
	  memcpy (a->result, b, sizeof a->result);
	}
      else
	a->result[0] = a->vars[s->a];
      a->returned = true;
      sets = false;
      break;
    case OP_CALL:
    case OP_POINTER:
    case OP_UNKNOWN:
      run_call (a, s);
      return;
    case OP_NOP:
      return;
    }
  if (stop || failure)
    return;
  if (sets)
    {
      a->vars[s->a] = v;
      check_variable (a, s->a);
    }
  else
    check_all (a);
}

static void
run_function (struct function *f, struct activation *parent,
	      const struct value args[][BLOCK_SIZE / PTR],
	      struct value result[BLOCK_SIZE / PTR])
{
  memset (result, 0, BLOCK_SIZE / PTR * sizeof *result);
  if (depth == MAX_DEPTH || n_made + 1 == sizeof made / sizeof *made)
    {
      stop = true;
      return;
    }
  struct activation *a = escape_alloc (sizeof *a);
  made[n_made++] = a;
  a->f = f;
  a->parent = parent;
  for (unsigned i = 0; i < N_FRAME + MAX_PARAMS; i++)
    a->frame[i] = new_object (IN_FRAME, &f->frame_id[i], a,
			      (int) f->frame_size[i]);
  for (unsigned i = 0; i < f->n_params; i++)
    if (f->block_param[i])
      memcpy (objects[a->frame[N_FRAME + i]].mem, args[i],
	      BLOCK_SIZE * sizeof (struct byte));
    else
      a->vars[i] = args[i][0];
  stack[depth++] = a;
  for (unsigned n = rnd (3 * f->n_stmts); n > 0 && !stop && !failure; n--)
    {
      const struct stmt *s = &f->stmts[rnd (f->n_stmts)];
      if (++steps > MAX_STEPS)
	stop = true;
      else if (s->op != OP_RETURN || rnd (3) == 0)
	run_stmt (a, s);
      if (a->returned)
	break;
    }
  if (!stop && !failure)
    check_outcome (a);
  depth--;
  memcpy (result, a->result, sizeof a->result);
  for (unsigned i = 0; i < N_FRAME + MAX_PARAMS; i++)
    objects[a->frame[i]].dead = true;
}

void
run_program (void)
{
  n_objects = 0;
  n_made = n_kept = depth = steps = 0;
  stop = false;
  for (unsigned i = 0; i < N_GLOBALS; i++)
    new_object (IN_GLOBAL, &globals[i], NULL, MAX_SIZE);
  for (unsigned i = 0; i < N_OUTER; i++)
    new_object (IN_OUTER, NULL, NULL, MAX_SIZE);
  for (unsigned i = 0; i < prog->n; i++)
    new_object (IS_FUNCTION, &prog->f[i], NULL, 0);
  new_object (IS_FUNCTION, &unknown_function, NULL, 0);
  int n = n_objects;
  for (int o = 1; o <= N_GLOBALS + N_OUTER; o++)
    for (int off = 0; off < MAX_SIZE; off += PTR)
      if (rnd (4))
	{
	  int to = 1 + (int) rnd ((unsigned) n);
	  struct value v
	    = pointer_to (to, objects[to].size && rnd (3) == 0
				? 8 * (int) rnd (4) : 0);
	  memcpy (&objects[o].mem[off], v.b, sizeof v.b);
	}
  struct value args[MAX_PARAMS][BLOCK_SIZE / PTR], result[BLOCK_SIZE / PTR];
  for (unsigned i = 0; i < MAX_PARAMS; i++)
    for (unsigned k = 0; k < BLOCK_SIZE / PTR; k++)
      args[i][k] = pointer_to (1 + (int) rnd ((unsigned) n), 0);
  run_function (&prog->f[rnd (3) ? prog->n - 1 : rnd (prog->n)], NULL, args,
		result);
  for (unsigned i = 0; i < n_made; i++)
    escape_release (made[i]);
}
