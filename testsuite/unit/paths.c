/* The flow engine on random functions, beside what their runs do.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A function over numbers, pointers, variables, a global, allocations, unseen
   calls, branches and loops is built at random, and each question is asked of
   each of its objects.  Then its skeleton is run, over concrete memory, many
   times with random arguments and answers.  What the engine says is on no path
   no run may do; what it says is on some path some run must do.

       paths [SEED [NUMBER OF FUNCTIONS]]  */

#include "build.h"

#include <inttypes.h>

/* --- Random numbers. ---  */

static uint64_t state_of_random;

static unsigned
below (unsigned n)
{
  state_of_random = state_of_random * UINT64_C (6364136223846793005)
		    + UINT64_C (1442695040888963407);
  return (unsigned)(state_of_random >> 33) % n;
}

/* --- Functions. ---  */

#define N_NUMBERS 3
#define N_POINTERS 3
#define N_MEMORIES 4
#define N_UNSEEN 3

/* What is made of the function: its variables as names, at a point.  */

struct env
{
  struct operand numbers[N_NUMBERS], pointers[N_POINTERS];
};

struct function
{
  struct built b;
  memory_id memories[N_MEMORIES]; /* 0: global; 1: a block's; frame.  */
  VEC (object_id) objects;
  struct env env;
  block_id current;
  unsigned left; /* Statements.  */
};

static struct operand
any_number (struct function *f)
{
  static const int64_t constants[] = { -1, 0, 1, 2, 17 };
  return below (3) ? f->env.numbers[below (N_NUMBERS)]
		   : operand_number (constants[below (5)]);
}

static struct operand
any_pointer (struct function *f)
{
  return f->env.pointers[below (N_POINTERS)];
}

/* Something that can be written to: a variable, or what a pointer points to.  */

static struct operand
any_base (struct function *f)
{
  if (below (3))
    return operand_address (f->memories[below (N_MEMORIES)], 0);
  struct operand p = any_pointer (f);
  return p.kind == OPERAND_NUMBER ? operand_address (f->memories[0], 0) : p;
}

static void
simple_statement (struct function *f)
{
  struct built *b = &f->b;
  struct operand *number_to = &f->env.numbers[below (N_NUMBERS)];
  struct operand *pointer_to = &f->env.pointers[below (N_POINTERS)];
  switch (below (14))
    {
    case 0:
    case 1:
      {
	name_id p = pointer (b);
	*vec_push (&f->objects) = allocate (b, p);
	*pointer_to = operand_name (p);
	break;
      }
    case 2:
    case 3:
      {
	struct operand p = any_pointer (f);
	if (p.kind == OPERAND_NAME)
	  release (b, p.name);
	break;
      }
    case 4:
      *pointer_to = ZERO;
      break;
    case 5:
      {
	name_id p = pointer (b);
	set (b, p, operand_address (f->memories[1 + below (N_MEMORIES - 1)], 0));
	*pointer_to = operand_name (p);
	break;
      }
    case 6:
    case 7:
      put (b, any_base (f), 0, 64, any_pointer (f));
      break;
    case 8:
      {
	name_id p = pointer (b);
	get (b, p, any_base (f), 0, 64);
	*pointer_to = operand_name (p);
	break;
      }
    case 9:
      put (b, any_base (f), 64 + below (2) * 32, 32, any_number (f));
      break;
    case 10:
      {
	name_id n = number (b);
	get (b, n, any_base (f), 64 + below (2) * 32, 32);
	*number_to = operand_name (n);
	break;
      }
    case 11:
      *number_to = operand_number (below (2));
      break;
    case 12:
      {
	static const enum skel_op ops[] = { OP_ADD, OP_SUB, OP_AND, OP_EQ };
	struct operand x = any_number (f), y = any_number (f);
	/* Not 2 * n, which is not any number.  */
	if (x.kind == OPERAND_NAME && y.kind == OPERAND_NAME && x.name == y.name)
	  y = operand_number (1);
	*number_to = operand_name (compute (b, x, ops[below (4)], y));
	break;
      }
    default:
      {
	name_id n = number (b);
	call_unseen (b, n,
		     below (2) ? any_number (f)
		     : below (3) ? operand_unknown ()
				 : any_pointer (f));
	*number_to = operand_name (n);
	break;
      }
    }
}

static void statements (struct function *f, unsigned depth);

static void
start_block (struct function *f, block_id b)
{
  f->current = b;
  skeleton_block (f->b.s, b);
}

static void
any_condition (struct function *f, block_id from, block_id yes, block_id no)
{
  static const enum skel_op ops[]
      = { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE };
  if (below (3) == 0)
    {
      struct operand other
	  = below (3) ? ZERO
	    : below (2)
		? any_pointer (f)
		: operand_address (f->memories[1 + below (N_MEMORIES - 1)], 0);
      when (&f->b, from, any_pointer (f), ops[below (2)], other, yes, no);
    }
  else
    when (&f->b, from, any_number (f), ops[below (6)],
	  below (2) ? any_number (f) : ZERO, yes, no);
}

/* The copies that make ENV's values those of NAMES, on the edge that is added
   last.  */

static void
carry_all (struct function *f, const struct env *names, const struct env *env)
{
  for (unsigned i = 0; i < N_NUMBERS; i++)
    carry (&f->b, names->numbers[i].name, env->numbers[i]);
  for (unsigned i = 0; i < N_POINTERS; i++)
    carry (&f->b, names->pointers[i].name, env->pointers[i]);
}

static struct env
new_names (struct function *f)
{
  struct env e;
  for (unsigned i = 0; i < N_NUMBERS; i++)
    e.numbers[i] = operand_name (number (&f->b));
  for (unsigned i = 0; i < N_POINTERS; i++)
    e.pointers[i] = operand_name (pointer (&f->b));
  return e;
}

static void
branch_statement (struct function *f, unsigned depth)
{
  block_id yes = block (&f->b), no = block (&f->b), after = block (&f->b);
  any_condition (f, f->current, yes, no);
  struct env before = f->env, names = new_names (f);
  start_block (f, yes);
  statements (f, depth + 1);
  jump (&f->b, f->current, after);
  carry_all (f, &names, &f->env);
  f->env = before;
  start_block (f, no);
  if (below (2))
    statements (f, depth + 1);
  jump (&f->b, f->current, after);
  carry_all (f, &names, &f->env);
  start_block (f, after);
  f->env = names;
}

static void
loop_statement (struct function *f, unsigned depth)
{
  block_id head = block (&f->b), body = block (&f->b), after = block (&f->b);
  struct env names = new_names (f);
  jump (&f->b, f->current, head);
  carry_all (f, &names, &f->env);
  f->env = names;
  start_block (f, head);
  any_condition (f, head, body, after);
  start_block (f, body);
  statements (f, depth + 1);
  if (below (3) == 0)
    end_life (&f->b, f->memories[1]);
  jump (&f->b, f->current, head);
  carry_all (f, &names, &f->env);
  f->env = names;
  start_block (f, after);
}

static void
return_statement (struct function *f)
{
  block_id leave = block (&f->b), after = block (&f->b);
  any_condition (f, f->current, leave, after);
  start_block (f, leave);
  give_back (&f->b, below (3) ? operand_unknown () : any_pointer (f));
  start_block (f, after);
}

static void
statements (struct function *f, unsigned depth)
{
  for (unsigned n = 1 + below (5); n > 0 && f->left; n--)
    {
      f->left--;
      unsigned kind = below (12);
      if (kind < 2 && depth < 3)
	branch_statement (f, depth);
      else if (kind == 2 && depth < 2)
	loop_statement (f, depth);
      else if (kind == 3)
	return_statement (f);
      else
	simple_statement (f);
    }
}

static void
build_function (struct function *f)
{
  memset (f, 0, sizeof *f);
  f->b = build_new ();
  f->left = 8 + below (16);
  for (unsigned i = 0; i < N_MEMORIES; i++)
    f->memories[i]
	= variable (&f->b, i == 0 ? MEMORY_GLOBAL : MEMORY_FRAME, 16, true);
  for (unsigned i = 0; i < N_NUMBERS; i++)
    f->env.numbers[i] = operand_name (parameter_number (&f->b));
  for (unsigned i = 0; i < N_POINTERS; i++)
    f->env.pointers[i] = ZERO;
  f->b.s->memories.v[f->memories[0]].shared = below (2);
  start_block (f, block (&f->b));
  for (unsigned i = 1; i < N_MEMORIES; i++)
    {
      put (&f->b, operand_address (f->memories[i], 0), 0, 64, ZERO);
      put (&f->b, operand_address (f->memories[i], 0), 64, 32, ZERO);
      put (&f->b, operand_address (f->memories[i], 0), 96, 32, ZERO);
    }
  statements (f, 0);
  while (f->left)
    statements (f, 0);
  if (below (3) == 0)
    end_life (&f->b, f->memories[1]);
  give_back (&f->b, below (3) ? operand_unknown () : any_pointer (f));
  finish (&f->b);
}

/* --- Running it. ---  */

/* A value: a number, or, with an instance, a pointer to its start.  */

struct value
{
  unsigned instance;
  int64_t number;
};

/* Memory of one object as it was made once.  Instance 0 is none.  */

struct instance
{
  object_id object;
  bool live, ended, released, given;
  struct value pointer, numbers[2];
};

static const int64_t arguments[] = { -2, -1, 0, 1, 2, 9, 17, 18 };

static int64_t
any_argument (void)
{
  return below (2) ? arguments[below (8)] : (int64_t)below (80) - 40;
}

/* Memory of the caller, and what memory that was not written points to.  */
#define OLD_INSTANCE (N_MEMORIES + 1)
#define GARBAGE_INSTANCE (N_MEMORIES + 2)
#define MAX_RUN 300
/* A step makes one at most.  */
#define MAX_INSTANCES (GARBAGE_INSTANCE + 1 + MAX_RUN)
#define MAX_TRIES 100000

struct run
{
  const struct function *f;
  struct instance instances[MAX_INSTANCES];
  unsigned n;
  struct value *names;
  bool agreeing; /* Unseen code answers the same to the same.  */
  bool stuck; /* At what null points to.  */
  struct value asked[MAX_RUN], answers[MAX_RUN];
  unsigned n_asked;
};

/* Bit Q of an object: found in some run.  STRICT: what a no denies; else what a
   yes claims.  */

static uint32_t *done_strictly, *done;

static void
happens (object_id o, enum flow_question q)
{
  done[o] |= 1u << q;
  done_strictly[o] |= 1u << q;
}

/* The last of variable M.  */

static unsigned
instance_of_memory (struct run *r, memory_id m)
{
  object_id o = r->f->b.s->memories.v[m].object;
  unsigned i = r->n - 1;
  while (i && r->instances[i].object != o)
    i--;
  return i;
}

/* Put something into X; a pointer is null or to instance I.  */

static void
fill (struct instance *x, unsigned i)
{
  x->numbers[0].number = any_argument ();
  x->numbers[1].number = any_argument ();
  x->pointer.instance = below (2) ? i : 0;
}

/* A new one, with anything in it.  */

static unsigned
new_instance (struct run *r, object_id o)
{
  struct instance x = { .object = o, .live = true };
  fill (&x, r->n == OLD_INSTANCE ? OLD_INSTANCE : GARBAGE_INSTANCE);
  r->instances[r->n] = x;
  return r->n++;
}

static struct value
evaluate (struct run *r, struct operand o)
{
  struct value v = { 0, o.number };
  if (o.kind == OPERAND_NAME)
    return r->names[o.name];
  if (o.kind == OPERAND_ADDRESS)
    {
      v.instance = instance_of_memory (r, o.memory);
      v.number = 0;
      if (r->instances[v.instance].ended)
	v.instance = new_instance (r, r->instances[v.instance].object);
      r->instances[v.instance].live = true;
    }
  return v;
}

static bool
is_frame (const struct run *r, unsigned i)
{
  return r->f->b.g->objects.v[r->instances[i].object].kind == OBJECT_FRAME;
}

/* A pointer as a number.  A variable is always at the same place.  */

static int64_t
address_of (const struct run *r, struct value v)
{
  const struct instance *x = &r->instances[v.instance];
  return !v.instance ? v.number
	 : is_frame (r, v.instance) ? 1000 + x->object
				    : 2000 + v.instance;
}

static bool
compare (const struct run *r, enum skel_op op, struct value a, struct value b)
{
  int64_t x = address_of (r, a), y = address_of (r, b);
  switch (op)
    {
    case OP_EQ:
      return x == y;
    case OP_NE:
      return x != y;
    case OP_LT:
      return x < y;
    case OP_LE:
      return x <= y;
    case OP_GT:
      return x > y;
    default:
      return x >= y;
    }
}

static int64_t
calculate (enum skel_op op, int64_t x, int64_t y)
{
  switch (op)
    {
    case OP_ADD:
      return (int32_t)((uint64_t)x + (uint64_t)y);
    case OP_SUB:
      return (int32_t)((uint64_t)x - (uint64_t)y);
    case OP_AND:
      return x & y;
    default:
      return x == y;
    }
}

static void
use (const struct run *r, struct value v)
{
  const struct instance *x = &r->instances[v.instance];
  if (v.instance && x->object && !x->live && !x->released)
    happens (x->object, FLOW_USED_LATE);
}

static struct value *
place (struct run *r, const struct reference *ref)
{
  struct value base = evaluate (r, ref->base);
  struct instance *i = &r->instances[base.instance];
  r->stuck |= !base.instance;
  use (r, base);
  return ref->size == 64 ? &i->pointer : &i->numbers[ref->off == 96];
}

/* Mark what can be reached from instance I.  LEFT: what frames hold goes with
   them.  */

static void
reach (const struct run *r, unsigned i, bool left, bool *reached)
{
  while (i && !reached[i])
    {
      reached[i] = true;
      if (left && is_frame (r, i))
	break;
      i = r->instances[i].pointer.instance;
    }
}

/* What memory that lives longer leads to.  */

static void
reach_outside (struct run *r, bool *reached)
{
  reach (r, instance_of_memory (r, r->f->memories[0]), true, reached);
  reach (r, OLD_INSTANCE, true, reached);
  /* Unseen code is not taken to keep a frame's address.  */
  for (unsigned i = 1; i < r->n; i++)
    if (r->instances[i].given && !is_frame (r, i))
      reach (r, i, true, reached);
}

static void
leave (struct run *r, struct value result)
{
  bool reached[MAX_INSTANCES] = { false }, held[MAX_INSTANCES] = { false };
  reach_outside (r, reached);
  reach (r, result.instance, true, reached);
  held[result.instance] = true;
  for (unsigned i = 1; i < r->n; i++)
    held[r->instances[i].pointer.instance]
	|= reached[i] || r->f->b.g->objects.v[r->instances[i].object].call;
  for (unsigned i = 1; i < r->n; i++)
    {
      const struct instance *x = &r->instances[i];
      bool fresh = r->f->b.g->objects.v[x->object].kind == OBJECT_FRESH;
      if (is_frame (r, i) && reached[i])
	{
	  happens (x->object, FLOW_DANGLES);
	  happens (x->object, FLOW_LEAVES);
	}
      if (!fresh)
	continue;
      if (reached[i])
	happens (x->object, FLOW_LEAVES);
      if (x->live)
	{
	  happens (x->object, FLOW_NOT_RELEASED);
	  if (!reached[i])
	    done[x->object] |= 1u << FLOW_LOST;
	  if (!reached[i] && !held[i])
	    happens (x->object, FLOW_LOST);
	}
    }
}

/* Code that is called sees what memory that lives longer leads to.  */

static void
look (struct run *r)
{
  bool reached[MAX_INSTANCES] = { false };
  reach_outside (r, reached);
  for (unsigned i = 1; i < r->n; i++)
    if (is_frame (r, i) && reached[i])
      happens (r->instances[i].object, FLOW_LEAVES);
}

/* Unseen code can reach instance I.  */

static void
hand_out (struct run *r, unsigned i)
{
  bool reached[MAX_INSTANCES] = { false };
  reach (r, i, false, reached);
  for (i = 1; i < r->n; i++)
    r->instances[i].given |= reached[i];
}

/* Is instance I a variable that unseen code is shown, now or later?  */

static bool
is_shown (const struct run *r, unsigned i)
{
  const struct graph *g = r->f->b.g;
  const struct object *o = &g->objects.v[r->instances[i].object];
  return o->kind == OBJECT_FRAME && graph_is_written_by_others (g, o);
}

/* Unseen code does, or not.  */

static void
disturb (struct run *r)
{
  unsigned global = instance_of_memory (r, r->f->memories[0]);
  bool shared = r->f->b.s->memories.v[r->f->memories[0]].shared;
  for (unsigned i = 1; i < r->n; i++)
    if (r->instances[i].live
	&& (i == global ? shared : r->instances[i].given || is_shown (r, i))
	&& below (2))
      {
	if (r->instances[i].given)
	  hand_out (r, i);
	fill (&r->instances[i], OLD_INSTANCE);
      }
}

static void
call (struct run *r, const struct skel_site *site)
{
  struct skeleton *s = r->f->b.s;
  struct value arg = { 0, INT64_MIN }, result = { 0, 0 };
  look (r);
  if (site->n_args)
    arg = evaluate (r, s->args.v[site->args].value);
  struct instance *x = &r->instances[arg.instance];
  switch (site->kind)
    {
    case SITE_ALLOCATE:
      if (below (3))
	{
	  object_id made = 1;
	  while (r->f->b.g->objects.v[made].call != site->where)
	    made++;
	  bool held[MAX_INSTANCES] = { false };
	  for (unsigned i = 0; i < r->n; i++)
	    held[r->instances[i].pointer.instance] = true;
	  for (unsigned i = 1; i < r->n; i++)
	    if (r->instances[i].object == made && r->instances[i].live
		&& !held[i])
	      done[made] |= 1u << FLOW_LOST | 1u << FLOW_NOT_RELEASED;
	  result.instance = new_instance (r, made);
	}
      break;
    case SITE_RELEASE:
      if (!arg.instance)
	break;
      if (r->f->b.g->objects.v[x->object].kind != OBJECT_FRESH)
	{
	  happens (x->object, FLOW_RELEASED_WRONGLY);
	  break;
	}
      happens (x->object, x->released ? FLOW_RELEASED_TWICE : FLOW_RELEASED);
      x->released = true;
      x->live = false;
      fill (x, GARBAGE_INSTANCE);
      break;
    default:
      result.number = any_argument ();
      use (r, arg);
      hand_out (r, arg.instance);
      hand_out (r, instance_of_memory (r, r->f->memories[0]));
      disturb (r);
      for (unsigned i = 0; r->agreeing && i < r->n_asked; i++)
	if (r->asked[i].instance == arg.instance
	    && r->asked[i].number == arg.number)
	  result = r->answers[i];
      r->asked[r->n_asked] = arg;
      r->answers[r->n_asked++] = result;
    }
  if (site->result)
    r->names[site->result] = result;
}

/* False: the run is over.  */

static bool
step (struct run *r, const struct skel_step *s)
{
  switch (s->kind)
    {
    case SKEL_COPY:
      r->names[s->result] = evaluate (r, s->a);
      break;
    case SKEL_ARITH:
      {
	struct value v = { 0, calculate (s->op, evaluate (r, s->a).number,
					 evaluate (r, s->b).number) };
	r->names[s->result] = v;
	break;
      }
    case SKEL_LOAD:
      r->names[s->result] = *place (r, &s->from);
      break;
    case SKEL_STORE:
      *place (r, &s->to) = evaluate (r, s->a);
      break;
    case SKEL_CALL:
      call (r, &r->f->b.s->sites.v[s->site]);
      break;
    case SKEL_END:
      {
	struct instance *x = &r->instances[instance_of_memory (r, s->memory)];
	x->live = false;
	x->ended = true;
	fill (x, GARBAGE_INSTANCE);
      }
      break;
    case SKEL_RETURN:
      {
	struct value none = { 0, 0 };
	leave (r, s->a.kind == OPERAND_UNKNOWN ? none : evaluate (r, s->a));
	return false;
      }
    default:
      abort ();
    }
  return !r->stuck;
}

static block_id
follow (struct run *r, block_id from)
{
  const struct skeleton *s = r->f->b.s;
  const struct skel_block *b = &s->blocks.v[from];
  for (uint32_t i = 0; i < b->n_edges; i++)
    {
      const struct skel_edge *e = &s->edges.v[s->out.v[b->edges + i]];
      bool holds = true;
      for (uint32_t k = 0; k < e->n_literals; k++)
	{
	  const struct literal *l = &s->literals.v[e->literals + k];
	  holds &= compare (r, l->op, evaluate (r, l->a), evaluate (r, l->b));
	}
      if (!holds)
	continue;
      struct value values[N_NUMBERS + N_POINTERS];
      for (uint32_t k = 0; k < e->n_copies; k++)
	values[k] = evaluate (r, s->copies.v[e->copies + k].value);
      for (uint32_t k = 0; k < e->n_copies; k++)
	r->names[s->copies.v[e->copies + k].result] = values[k];
      return e->dst;
    }
  abort ();
}

static void
run_once (const struct function *f, bool agreeing)
{
  static struct run r;
  const struct skeleton *s = f->b.s;
  memset (&r, 0, sizeof r);
  r.f = f;
  r.agreeing = agreeing;
  r.n = 1;
  r.names = escape_alloc (s->names.n * sizeof *r.names);
  for (unsigned i = 0; i < N_MEMORIES; i++)
    {
      struct instance x = { .object = s->memories.v[f->memories[i]].object };
      r.instances[r.n++] = x;
    }
  for (uint32_t i = 0; i < s->params.n; i++)
    r.names[s->params.v[i].name].number = any_argument ();
  new_instance (&r, NO_OBJECT);
  new_instance (&r, NO_OBJECT);
  fill (&r.instances[instance_of_memory (&r, f->memories[0])], OLD_INSTANCE);
  block_id b = SKEL_ENTRY;
  for (unsigned steps = 0; steps < MAX_RUN;)
    {
      bool on = true;
      for (uint32_t i = 0; i < s->blocks.v[b].n_steps && on; i++, steps++)
	on = steps < MAX_RUN - 2 && step (&r, &s->steps.v[s->blocks.v[b].steps + i]);
      if (!on)
	break;
      b = follow (&r, b);
      steps++;
    }
  escape_release (r.names);
}

/* --- Comparing. ---  */

static uint64_t counts[N_FLOW_QUESTIONS][3];

static void
print_operand (struct operand o)
{
  if (o.kind == OPERAND_NAME)
    printf ("n%u", o.name);
  else if (o.kind == OPERAND_ADDRESS)
    printf ("&m%u", o.memory);
  else if (o.kind == OPERAND_NUMBER)
    printf ("%" PRId64, o.number);
  else
    printf ("?");
}

static void
print_function (const struct function *f)
{
  static const char *const ops[]
      = { "?", "+", "-", "*", "&", "|", "^", "<<", ">>", "==", "!=", "<", "<=",
	  ">", ">=" };
  const struct skeleton *s = f->b.s;
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      printf ("block %u:\n", b);
      for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
	{
	  const struct skel_step *x = &s->steps.v[s->blocks.v[b].steps + i];
	  const struct skel_site *site = &s->sites.v[x->site];
	  printf ("  %u: ", s->blocks.v[b].steps + i);
	  switch (x->kind)
	    {
	    case SKEL_COPY:
	    case SKEL_ARITH:
	      printf ("n%u = ", x->result);
	      print_operand (x->a);
	      if (x->kind == SKEL_ARITH)
		{
		  printf (" %s ", ops[x->op]);
		  print_operand (x->b);
		}
	      break;
	    case SKEL_LOAD:
	      printf ("n%u = [", x->result);
	      print_operand (x->from.base);
	      printf (" + %d]", (int)x->from.off);
	      break;
	    case SKEL_STORE:
	      printf ("[");
	      print_operand (x->to.base);
	      printf (" + %d] = ", (int)x->to.off);
	      print_operand (x->a);
	      break;
	    case SKEL_CALL:
	      printf ("n%u = %s (", site->result,
		      site->kind == SITE_ALLOCATE  ? "malloc"
		      : site->kind == SITE_RELEASE ? "free"
						   : "unseen");
	      for (uint32_t k = 0; k < site->n_args; k++)
		print_operand (s->args.v[site->args + k].value);
	      printf (")");
	      for (object_id o = 1; o < f->b.g->objects.n; o++)
		if (f->b.g->objects.v[o].call == site->where)
		  printf (" makes object %u", o);
	      break;
	    case SKEL_END:
	      printf ("end of m%u", x->memory);
	      break;
	    default:
	      printf ("return ");
	      print_operand (x->a);
	    }
	  printf ("\n");
	}
      for (uint32_t i = 0; i < s->blocks.v[b].n_edges; i++)
	{
	  edge_id id = s->out.v[s->blocks.v[b].edges + i];
	  const struct skel_edge *e = &s->edges.v[id];
	  printf ("  edge %u to block %u", id, e->dst);
	  for (uint32_t k = 0; k < e->n_literals; k++)
	    {
	      printf (" if ");
	      print_operand (s->literals.v[e->literals + k].a);
	      printf (" %s ", ops[s->literals.v[e->literals + k].op]);
	      print_operand (s->literals.v[e->literals + k].b);
	    }
	  for (uint32_t k = 0; k < e->n_copies; k++)
	    {
	      printf ("; n%u = ", s->copies.v[e->copies + k].result);
	      print_operand (s->copies.v[e->copies + k].value);
	    }
	  printf ("\n");
	}
    }
  for (memory_id m = 1; m < s->memories.n; m++)
    printf ("m%u is object %u%s\n", m, s->memories.v[m].object,
	    s->memories.v[m].kind == MEMORY_GLOBAL ? ", a global" : "");
}

static bool
compare_answers (struct function *f, uint64_t seed)
{
  static const char *const words[]
      = { "dangles", "used late", "lost", "released", "not released",
	  "released twice", "released wrongly", "leaves" };
  const struct graph *g = f->b.g;
  uint32_t *any = escape_alloc (g->objects.n * sizeof *any);
  bool wrong = false;
  done = escape_alloc (g->objects.n * sizeof *done);
  done_strictly = escape_alloc (g->objects.n * sizeof *done_strictly);
  for (unsigned i = 0; i < 150; i++)
    run_once (f, false);
  struct flow *flow = flow_new (f->b.s, g, NULL, 10000000);
  for (object_id o = 3; o < g->objects.n; o++)
    {
      bool fresh = g->objects.v[o].kind == OBJECT_FRESH;
      if (!fresh && g->objects.v[o].kind != OBJECT_FRAME)
	continue;
      bool always = fresh && flow_always_released (flow, o, true);
      for (unsigned q = 0; q < N_FLOW_QUESTIONS; q++)
	{
	  if (fresh ? q == FLOW_DANGLES || q == FLOW_USED_LATE
			  || q == FLOW_RELEASED_WRONGLY
		    : q != FLOW_DANGLES && q != FLOW_USED_LATE
			  && q != FLOW_RELEASED_WRONGLY && q != FLOW_LEAVES)
	    continue;
	  struct flow_path path = { { NULL, 0, 0 }, false };
	  enum flow_answer a
	      = flow_ask (flow, o, (enum flow_question)q, &path);
	  counts[q][a]++;
	  /* With answers that agree, and without.  */
	  for (unsigned agreeing = 0; a == FLOW_YES && agreeing < 2; agreeing++)
	    {
	      done[o] &= ~(1u << q);
	      for (unsigned i = 0; i < MAX_TRIES && !(done[o] >> q & 1); i++)
		run_once (f, agreeing);
	      if (!(done[o] >> q & 1))
		{
		  printf ("seed %" PRIu64 ": object %u: %s: yes, but no run\n",
			  seed, o, words[q]);
		  for (uint32_t i = 0; i < path.events.n; i++)
		    printf ("  event %d edge %u step %u\n",
			    path.events.v[i].kind, path.events.v[i].edge,
			    path.events.v[i].step);
		  wrong = true;
		  break;
		}
	    }
	  /* The shortcut says what asking does.  */
	  if (q == FLOW_NOT_RELEASED
	      && (always ? a == FLOW_YES || done_strictly[o] >> q & 1
			 : a == FLOW_NO))
	    {
	      printf ("seed %" PRIu64 ": object %u: always released: %d\n",
		      seed, o, always);
	      wrong = true;
	    }
	  if (a == FLOW_NO && done_strictly[o] >> q & 1)
	    {
	      printf ("seed %" PRIu64 ": object %u: %s: no, but a run\n", seed,
		      o, words[q]);
	      wrong = true;
	    }
	  vec_free (&path.events);
	}
    }
  flow_free (flow);
  escape_release (any);
  escape_release (done);
  escape_release (done_strictly);
  return wrong;
}

int
main (int argc, char **argv)
{
  uint64_t seed = argc > 1 ? strtoull (argv[1], NULL, 10) : 1;
  unsigned n = argc > 2 ? (unsigned)atoi (argv[2]) : 1000;
  for (unsigned i = 0; i < n && failures < 3; i++)
    {
      struct function f;
      state_of_random = (seed + i) * UINT64_C (0x9e3779b97f4a7c15);
      build_function (&f);
      if (compare_answers (&f, seed + i))
	{
	  failures++;
	  print_function (&f);
	}
      vec_free (&f.objects);
      build_free (&f.b);
    }
  if (argc > 2)
    for (unsigned q = 0; q < N_FLOW_QUESTIONS; q++)
      printf ("question %u: %" PRIu64 " no, %" PRIu64 " maybe, %" PRIu64
	      " yes\n",
	      q, counts[q][0], counts[q][1], counts[q][2]);
  return report_failures ();
}
