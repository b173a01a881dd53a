/* Is storage reachable after it is gone?  The flow-sensitive half of the
   `stack' group.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The graph says that a pointer to a local can be in a place that lives longer.
   Real code puts it there and takes it away again before it returns.  So for
   the chain of stores that leads there, each store is asked: on all paths from
   it to where its cell is read next, or to the function's end, is the cell
   overwritten?  If so the chain is broken, the store is excluded and another
   chain is looked for, until there is none, or one that holds.  */

#include "compat.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "judge.h"

/* Must-writes.  */

static bool
same_place (struct place a, struct place b)
{
  return a.off == b.off && a.stride == b.stride && a.len == b.len;
}

/* Is REF, written by STMT, exactly CELL or a block around it?  */

static bool
covers_cell (function_info *info, gimple *stmt, tree ref, node_id cell)
{
  struct graph *g = info->graph;
  struct place place;
  const struct node *c = &g->nodes.v[cell];
  if (c->place.stride || TREE_CODE (ref) == SSA_NAME)
    return false;
  node_id ptr = lower_reference (info, ref, stmt, &place);
  if (!ptr || place.stride || g->nodes.v[ptr].facts.n != 1)
    return false;
  const struct node *t = &g->nodes.v[g->nodes.v[ptr].facts.v[0].target];
  if (t->obj != c->obj || t->place.stride)
    return false;
  int64_t from = t->place.off + place.off;
  int64_t size = type_bytes (TREE_TYPE (ref));
  return size > 0 && from <= c->place.off
	 && from + size >= c->place.off + (int64_t) g->pointer_size;
}

/* Cells that FN must have written when it returns, as its callers see them:
   decided when it is judged.  */

struct must_write
{
  const void *global;	/* The variable, or null: ...  */
  int param;		/* ... what this parameter points to.  */
  struct place place;
};

static hash_map<tree, auto_vec<must_write> *> *must_writes;

/* Does the callee of CALL overwrite CELL whatever happens?  */

static bool
callee_covers (function_info *info, gcall *call, node_id cell)
{
  struct graph *g = info->graph;
  tree fndecl = gimple_call_fndecl (call);
  auto_vec<must_write> **writes
    = fndecl && must_writes ? must_writes->get (fndecl) : NULL;
  if (!writes)
    return false;
  const struct node *c = &g->nodes.v[cell];
  for (const must_write &w : **writes)
    {
      if (w.global)
	{
	  if (g->objects.v[c->obj].what == w.global
	      && g->objects.v[c->obj].kind == OBJECT_GLOBAL
	      && same_place (c->place, w.place))
	    return true;
	  continue;
	}
      if (w.param >= (int) gimple_call_num_args (call))
	continue;
      node_id arg = lower_value (info, gimple_call_arg (call, w.param), call);
      if (!arg || g->nodes.v[arg].facts.n != 1)
	continue;
      const struct node *t = &g->nodes.v[g->nodes.v[arg].facts.v[0].target];
      if (t->obj == c->obj
	  && same_place (place_add (t->place, w.place), c->place))
	return true;
    }
  return false;
}

static bool
overwrites (function_info *info, gimple *stmt, node_id cell)
{
  if (gimple_clobber_p (stmt))
    return false;
  if (gcall *call = dyn_cast<gcall *> (stmt))
    if (callee_covers (info, call, cell))
      return true;
  tree lhs = gimple_get_lhs (stmt);
  return lhs && covers_cell (info, stmt, lhs, cell);
}

/* On all paths from behind FROM to TO, or to a normal return if TO is null, is
   CELL overwritten?  */

static bool
is_overwritten (function_info *info, gimple *from, gimple *to, node_id cell)
{
  hash_set<basic_block> seen;
  auto_vec<basic_block> queue;
  basic_block bb = gimple_bb (from);
  gimple_stmt_iterator i = gsi_for_stmt (from);
  gsi_next (&i);
  for (;;)
    {
      bool stopped = false;
      for (; !gsi_end_p (i) && !stopped; gsi_next (&i))
	{
	  gimple *s = gsi_stmt (i);
	  if (s == to)
	    return false;
	  if (!is_gimple_debug (s) && overwrites (info, s, cell))
	    stopped = true;
	}
      if (!stopped)
	{
	  edge e;
	  edge_iterator ei;
	  FOR_EACH_EDGE (e, ei, bb->succs)
	    {
	      if (!info->values->executable (e))
		continue;
	      if (e->dest == EXIT_BLOCK_PTR_FOR_FN (info->fun))
		{
		  if (!to)
		    return false;
		}
	      else if (!seen.add (e->dest))
		queue.safe_push (e->dest);
	    }
	}
      if (queue.is_empty ())
	return true;
      bb = queue.pop ();
      i = gsi_start_bb (bb);
    }
}

/* Leave word of what INFO must write, for its callers.  */

void
exits_note_must_writes (function_info *info)
{
  struct graph *g = info->graph;
  auto_vec<must_write> *writes = NULL;
  hash_set<int_hash<unsigned, 0> > tried;
  basic_block entry = single_succ (ENTRY_BLOCK_PTR_FOR_FN (info->fun));
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
	 gsi_next (&i))
      {
	tree lhs = gimple_get_lhs (gsi_stmt (i));
	struct place place;
	if (!lhs || TREE_CODE (lhs) == SSA_NAME
	    || gimple_clobber_p (gsi_stmt (i))
	    || !info->values->executable (bb)
	    || !POINTER_TYPE_P (TREE_TYPE (lhs)))
	  continue;
	node_id ptr = lower_reference (info, lhs, gsi_stmt (i), &place);
	if (!ptr || place.stride || g->nodes.v[ptr].facts.n != 1)
	  continue;
	const struct node *t = &g->nodes.v[g->nodes.v[ptr].facts.v[0].target];
	const struct object *o = &g->objects.v[t->obj];
	if (t->place.stride
	    || (o->kind != OBJECT_GLOBAL
		&& !(o->kind == OBJECT_CONTENT && o->level == 0
		     && o->index >= 0 && o->index < info->n_params)))
	  continue;
	node_id cell = graph_cell (g, t->obj, place_add (t->place, place));
	if (tried.add (cell) || tried.elements () > 32)
	  continue;
	gimple_stmt_iterator first = gsi_start_bb (entry);
	while (!gsi_end_p (first) && is_gimple_debug (gsi_stmt (first)))
	  gsi_next (&first);
	if (gsi_end_p (first)
	    || (!overwrites (info, gsi_stmt (first), cell)
		&& !is_overwritten (info, gsi_stmt (first), NULL, cell)))
	  continue;
	if (!writes)
	  writes = new auto_vec<must_write>;
	must_write w = { o->kind == OBJECT_GLOBAL ? o->what : NULL, o->index,
			 g->nodes.v[cell].place };
	writes->safe_push (w);
      }
  if (!writes)
    return;
  if (!must_writes)
    must_writes = new hash_map<tree, auto_vec<must_write> *>;
  must_writes->put (info->decl, writes);
}

void
exits_finish (void)
{
  if (must_writes)
    for (auto w : *must_writes)
      delete w.second;
  delete must_writes;
  must_writes = NULL;
}

/* Chains.  */

/* The statement of STEP, and whether it puts something into memory.  */

static gimple *
storing_statement (const struct step &s)
{
  switch (s.kind)
    {
    case STEP_STORE:
    case STEP_COPY:
    case STEP_PASS:
    case STEP_RECEIVE:
    case STEP_LIBRARY:
      return (gimple *) const_cast<void *> (s.where);
    default:
      return NULL;
    }
}

struct chain_question
{
  function_info *info;
  gimple *next_read;	/* Statement that reads what the edge looked at
			   writes; null: at the end.  */
  bool uncertain;
};

/* Asked from the end of the chain to its start: is what E stores overwritten
   before it is read by the step after it?  */

static bool
breaks_chain (void *data, const struct flow_edge *e)
{
  chain_question *q = (chain_question *) data;
  struct graph *g = q->info->graph;
  const struct step &step = g->steps.v[e->step];
  const struct node *dst = &g->nodes.v[e->dst];
  gimple *stmt = storing_statement (step);
  bool broken = false;
  if (dst->obj != NO_OBJECT && stmt && gimple_bb (stmt))
    {
      const struct object &holder = g->objects.v[dst->obj];
      bool own = holder.kind == OBJECT_FRAME || holder.kind == OBJECT_FRESH
		 || holder.kind == OBJECT_ALLOCA;
      bool outside = holder.kind == OBJECT_GLOBAL
		     || holder.kind == OBJECT_CONTENT;
      if ((own || outside) && !dst->place.stride)
	broken = is_overwritten (q->info, stmt,
				 holder.kind == OBJECT_FRAME ? q->next_read
							     : NULL,
				 e->dst);
      /* Unknown code got the memory that holds it: it may put things right. */
      if (outside && holder.exposed && holder.passed_on)
	q->uncertain = true;
      /* A store that may hit a local instead.  */
      if (outside && step.kind == STEP_STORE && gimple_get_lhs (stmt)
	  && TREE_CODE (gimple_get_lhs (stmt)) != SSA_NAME)
	{
	  struct place place;
	  node_id ptr = lower_reference (q->info, gimple_get_lhs (stmt), stmt,
					 &place);
	  for (uint32_t k = 0; ptr && k < g->nodes.v[ptr].facts.n; k++)
	    {
	      enum object_kind kind
		= graph_target (g, &g->nodes.v[ptr].facts.v[k])->kind;
	      if (kind == OBJECT_FRAME || kind == OBJECT_ALLOCA)
		q->uncertain = true;
	    }
	}
    }
  /* What comes out of memory that can hold other things too, or is not known
     by place, need not be the pointer to the local.  */
  const struct node *src = &g->nodes.v[e->src];
  if (src->obj != NO_OBJECT)
    {
      if (src->place.stride == 1 && !src->place.len)
	q->uncertain = true;
      const struct node *seen = dst->obj == NO_OBJECT ? dst : src;
      for (uint32_t k = 0; k < seen->facts.n; k++)
	{
	  enum object_kind kind = graph_target (g, &seen->facts.v[k])->kind;
	  if (kind != OBJECT_FRAME && kind != OBJECT_ALLOCA)
	    q->uncertain = true;
	}
    }
  if (dst->obj != NO_OBJECT && dst->place.stride == 1 && !dst->place.len
      && g->objects.v[dst->obj].kind == OBJECT_CONTENT)
    q->uncertain = true;
  /* What reads the source of this edge.  */
  if (g->nodes.v[e->src].obj != NO_OBJECT)
    q->next_read = (gimple *) const_cast<void *> (step.where);
  return broken;
}

static bool
calls_any (function_info *info, const char *const *names)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
	 gsi_next (&i))
      if (is_gimple_call (gsi_stmt (i)))
	{
	  const char *name = call_name (gsi_stmt (i));
	  for (unsigned k = 0; names[k]; k++)
	    if (!strcmp (name, names[k]))
	      return true;
	}
  return false;
}

/* Some path may leave by longjmp, or come back by it.  */

static bool
jumps (function_info *info)
{
  static const char *const names[]
    = { "setjmp", "_setjmp", "__sigsetjmp", "sigsetjmp", "longjmp",
	"_longjmp", "siglongjmp", "__longjmp_chk", "__longjmp", NULL };
  return calls_any (info, names);
}

static bool
joins (function_info *info)
{
  static const char *const names[]
    = { "pthread_join", "pthread_timedjoin_np", "pthread_tryjoin_np",
	"pthread_clockjoin_np", "thrd_join", "pthread_exit", "thrd_exit",
	"pthread_barrier_wait", "sem_wait", "pthread_cond_wait", "cnd_wait",
	NULL };
  return calls_any (info, names);
}

enum exit_answer
exits_dangling (function_info *info, object_id obj, const struct trace **why)
{
  struct graph *g = info->graph;
  struct search *search = search_new (g);
  bool *excluded = XCNEWVEC (bool, g->steps.n + 1);
  enum exit_answer answer = EXIT_NO;
  uint32_t n_steps = g->steps.n;
  unsigned reasons = REASON_RETURNED | REASON_PARAMETER | REASON_GLOBAL
		     | REASON_HEAP | REASON_THREAD;
  if (joins (info))
    reasons &= ~REASON_THREAD;
  for (int round = 0; round < 64; round++)
    {
      search_run (search, obj, GRADE_SHOWN, excluded);
      node_id cell = search_root (search, reasons, GRADE_SHOWN);
      if (!cell)
	break;
      chain_question q = { info, NULL, false };
      step_id broken = search_find_step (search, cell,
					 search_reached (search, cell),
					 breaks_chain, &q);
      if (broken && broken < n_steps)
	{
	  excluded[broken] = true;
	  continue;
	}
      bool returned = g->objects.v[g->nodes.v[cell].obj].kind
		      == OBJECT_RESULT;
      answer = q.uncertain || g->precision != PRECISION_FULL
	       || (!returned && jumps (info)) ? EXIT_MAYBE : EXIT_YES;
      if (why)
	*why = search_trace (search, cell, search_reached (search, cell));
      break;
    }
  search_free (search);
  XDELETEVEC (excluded);
  return answer;
}

/* Blocks.  */

/* Does STMT use the value of NAME for more than handing it on or comparing
   it?  */

static bool
is_real_use (gimple *stmt)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_CALL:
      return !gimple_call_internal_p (stmt);
    case GIMPLE_RETURN:
    case GIMPLE_ASM:
      return true;
    case GIMPLE_ASSIGN:
      return gimple_vuse (stmt) != NULL_TREE && !gimple_clobber_p (stmt);
    default:
      return false;
    }
}

struct block_search
{
  function_info *info;
  tree decl;
  object_id obj;
  hash_set<tree> names;		/* Looked at from their definition on.  */
  gimple *found;
};

static bool
may_point_to (function_info *info, tree name, object_id obj)
{
  struct graph *g = info->graph;
  if (SSA_NAME_IS_VIRTUAL_OPERAND (name))
    return false;
  node_id n = info->ssa[SSA_NAME_VERSION (name)];
  for (uint32_t k = 0; n && k < g->nodes.v[n].facts.n; k++)
    if (g->nodes.v[n].facts.v[k].grade == GRADE_SHOWN
	&& g->nodes.v[g->nodes.v[n].facts.v[k].target].obj == obj)
      return true;
  return false;
}

/* Follow control from BB at I on while NAME keeps its value from before, and
   look for uses of it.  */

static void
follow (block_search &b, basic_block bb, gimple_stmt_iterator i, tree name)
{
  hash_set<basic_block> seen;
  auto_vec<basic_block> queue;
  gimple *def = SSA_NAME_DEF_STMT (name);
  for (;;)
    {
      bool stopped = false;
      for (; !gsi_end_p (i) && !stopped && !b.found; gsi_next (&i))
	{
	  gimple *s = gsi_stmt (i);
	  if (s == def)
	    {
	      stopped = true;
	      break;
	    }
	  if (is_gimple_debug (s))
	    continue;
	  ssa_op_iter it;
	  tree use;
	  FOR_EACH_SSA_TREE_OPERAND (use, s, it, SSA_OP_USE)
	    if (use == name)
	      {
		tree lhs = gimple_get_lhs (s);
		if (is_real_use (s))
		  b.found = s;
		else if (is_gimple_assign (s) && lhs
			 && TREE_CODE (lhs) == SSA_NAME
			 && may_point_to (b.info, lhs, b.obj)
			 && !b.names.add (lhs))
		  {
		    gimple_stmt_iterator next = i;
		    gsi_next (&next);
		    follow (b, bb, next, lhs);
		  }
		break;
	      }
	}
      if (b.found)
	return;
      if (!stopped)
	{
	  edge e;
	  edge_iterator ei;
	  FOR_EACH_EDGE (e, ei, bb->succs)
	    {
	      if (e->dest == EXIT_BLOCK_PTR_FOR_FN (b.info->fun)
		  || !b.info->values->executable (e))
		continue;
	      bool redefined = false;
	      for (gphi_iterator p = gsi_start_phis (e->dest); !gsi_end_p (p);
		   gsi_next (&p))
		{
		  tree result = gimple_phi_result (p.phi ());
		  redefined |= result == name;
		  if (PHI_ARG_DEF_FROM_EDGE (p.phi (), e) == name
		      && may_point_to (b.info, result, b.obj)
		      && !b.names.add (result))
		    follow (b, e->dest, gsi_start_bb (e->dest), result);
		}
	      if (!redefined && !seen.add (e->dest))
		queue.safe_push (e->dest);
	    }
	}
      if (queue.is_empty () || b.found)
	return;
      bb = queue.pop ();
      i = gsi_start_bb (bb);
    }
}

/* Is what STMT ends the life of a local's storage?  */

static tree
ended_variable (gimple *stmt)
{
  if (gimple_clobber_p (stmt))
    {
      tree lhs = gimple_assign_lhs (stmt);
      return VAR_P (lhs) ? lhs : NULL_TREE;
    }
  if (gimple_call_internal_p (stmt, IFN_ASAN_MARK)
      && integer_onep (gimple_call_arg (stmt, 0))
      && TREE_CODE (gimple_call_arg (stmt, 1)) == ADDR_EXPR)
    {
      tree decl = TREE_OPERAND (gimple_call_arg (stmt, 1), 0);
      return VAR_P (decl) ? decl : NULL_TREE;
    }
  return NULL_TREE;
}

void
exits_blocks (function_info *info,
	      void (*found) (function_info *, tree decl, gimple *last,
			     gimple *use))
{
  struct graph *g = info->graph;
  hash_set<tree> told;
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
	 gsi_next (&i))
      {
	tree decl = ended_variable (gsi_stmt (i));
	if (!decl || !DECL_NAME (decl) || DECL_ARTIFICIAL (decl)
	    || !info->address_used->contains (decl) || told.contains (decl)
	    || !info->values->executable (bb))
	  continue;
	object_id obj = graph_decl_object (g, OBJECT_FRAME, decl, -1);
	tree name;
	unsigned k;
	FOR_EACH_SSA_NAME (k, name, info->fun)
	  {
	    if (k >= info->n_ssa || !may_point_to (info, name, obj))
	      continue;
	    block_search b = { info, decl, obj, hash_set<tree> (), NULL };
	    gimple_stmt_iterator next = i;
	    gsi_next (&next);
	    follow (b, bb, next, name);
	    if (b.found)
	      {
		told.add (decl);
		found (info, decl, gsi_stmt (i), b.found);
		break;
	      }
	  }
      }
}
