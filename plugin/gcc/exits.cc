/* Is storage reachable after it is gone?  The flow-sensitive half of the
   `stack' group.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The graph says that a pointer to a local can be in a place that lives longer.
   Real code puts it there and takes it away again before it returns.  So the
   pointer is followed once more along the edges of the graph, and now in order:
   from each statement that puts it into a cell, along control flow, as far as
   nothing overwrites the cell for certain.  What reads the cell on that way
   hands the pointer on.  Where the way comes to the end of the function, and
   the cell is in memory that lives on, the storage dangles.

   Whether a statement overwrites is asked of regions: bytes of an object.  What
   may overwrite (a pointer with several targets, a callee that does it on some
   path, removal from a list) makes the answer uncertain, and only what is
   certain is warned of.  */

#include "compat.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "attributes.h"
#include "judge.h"

/* --- Regions. ---  */

/* Bytes OFF .. OFF + SIZE of an object: a variable by its decl, since a global
   need not be in the graph and a local can be several objects there (see
   locals.h); others by their number.  Neither: not known which object.  SIZE
   -1: to the end.  */

struct region
{
  const void *decl;
  object_id obj;
  int64_t off, size;
};

/* A write.  SURE: it happens whenever control passes, to exactly this region.
   FIELD is the member, or else the type, that is written, if known.  */

struct write
{
  struct region where;
  bool sure;
  const void *field;
};

static bool
same_object (const region &a, const region &b)
{
  return a.decl ? a.decl == b.decl : a.obj && a.obj == b.obj;
}

static bool
covers (const region &a, const region &b)
{
  return same_object (a, b) && a.off <= b.off
	 && (a.size < 0 || (b.size >= 0 && a.off + a.size >= b.off + b.size));
}

static bool
overlaps (const region &a, const region &b)
{
  return same_object (a, b) && (a.size < 0 || a.off + a.size > b.off)
	 && (b.size < 0 || b.off + b.size > a.off);
}

static const void *
variable_of (const struct object &o)
{
  return o.kind == OBJECT_GLOBAL || (o.kind == OBJECT_FRAME && !o.origin)
	 ? o.what : NULL;
}

static region
region_of_object (const struct graph *g, object_id o, int64_t off,
		  int64_t size)
{
  return { variable_of (g->objects.v[o]), o, off, size };
}

static region
region_of_cell (const struct graph *g, node_id cell)
{
  const struct node &c = g->nodes.v[cell];
  /* An element that is not known which is somewhere in the array.  */
  return c.place.stride ? region_of_object (g, c.obj, 0, -1)
			: region_of_object (g, c.obj, c.place.off,
					    g->pointer_size);
}

/* The member that REF ends in, or the type of what it is.  */

static const void *
field_of (tree ref)
{
  if (TREE_CODE (ref) == COMPONENT_REF)
    return TREE_OPERAND (ref, 1);
  return POINTER_TYPE_P (TREE_TYPE (ref))
	 ? TYPE_MAIN_VARIANT (TREE_TYPE (TREE_TYPE (ref))) : NULL;
}

/* --- What callees write and read, as their callers see it. ---  */

struct outside_access
{
  const void *global;	/* This variable, or null: ...  */
  int param;		/* ... what this parameter points to, or -1: ...  */
  const void *field;	/* ... this member of something.  */
  int64_t off, size;
  bool sure;
};

struct outside_accesses
{
  auto_vec<outside_access> writes, reads;
};

static hash_map<tree, outside_accesses *> *known_accesses;

void
exits_finish (void)
{
  if (known_accesses)
    for (auto a : *known_accesses)
      delete a.second;
  delete known_accesses;
  known_accesses = NULL;
}

static const outside_accesses *
accesses_of (tree fndecl)
{
  function_info *target = function_info_of (fndecl);
  outside_accesses **a = target && known_accesses
			 ? known_accesses->get (target->decl) : NULL;
  return a ? *a : NULL;
}

/* --- The order of a function's statements. ---  */

/* Does STMT end the life of a local's storage?  Of which?  */

static tree
ended_variable (gimple *stmt)
{
  if (gimple_clobber_p (stmt))
    {
      tree lhs = gimple_assign_lhs (stmt);
      return VAR_P (lhs) ? lhs : NULL_TREE;
    }
  if (gimple_call_internal_p (stmt, IFN_ASAN_MARK)
      && integer_zerop (gimple_call_arg (stmt, 0))	/* POISON */
      && TREE_CODE (gimple_call_arg (stmt, 1)) == ADDR_EXPR)
    {
      tree decl = TREE_OPERAND (gimple_call_arg (stmt, 1), 0);
      return VAR_P (decl) ? decl : NULL_TREE;
    }
  return NULL_TREE;
}

struct write_at
{
  unsigned pos;
  gimple *stmt;
  struct write write;
};

class exit_order
{
public:
  exit_order (function_info *);

  function_info *info;
  struct graph *g;
  hash_map<gimple *, unsigned> positions;
  vec<write_at> *blocks;	/* By block number, N_BLOCKS of them.  */
  int n_blocks;
  hash_map<gimple *, vec<tree> > targets;
  hash_map<const void *, object_id> variables;
  auto_vec<bool> several;	/* Objects that stand for more than one.  */
  bool jumps, joins;

  ~exit_order ();
  bool resolve (tree ref, auto_vec<region> &out, bool *sure);
  void point (tree ptr, int64_t off, int64_t size, auto_vec<region> &out,
	      bool *sure);
  void map_access (gcall *, const outside_access &, auto_vec<region> &out,
		   bool *sure);

private:
  void find_several ();
  void find_targets ();
  void add_writes (basic_block, gimple *, unsigned pos);
  void add (basic_block, gimple *, unsigned pos, const auto_vec<region> &,
	    bool sure, const void *field);
  void add_call_writes (basic_block, gcall *, unsigned pos);
  void add_callee_writes (basic_block, gcall *, unsigned pos, tree callee,
			  bool sure);
};

/* Can control come back to BB?  */

static bool
is_in_cycle (function_info *info, basic_block bb)
{
  auto_vec<basic_block> queue;
  hash_set<basic_block> seen;
  queue.safe_push (bb);
  while (!queue.is_empty ())
    {
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, queue.pop ()->succs)
	{
	  if (e->dest == bb)
	    return true;
	  if (info->values->executable (e) && !seen.add (e->dest))
	    queue.safe_push (e->dest);
	}
    }
  return false;
}

/* A placeholder that several access paths lead to, and an allocation in a
   loop, are several objects at run time: writing to one does not overwrite
   what the others hold.  */

void
exit_order::find_several ()
{
  several.safe_grow_cleared (g->objects.n, true);
  auto_vec<unsigned> links;
  links.safe_grow_cleared (g->objects.n, true);
  for (uint32_t i = 0; i < g->links.n; i++)
    {
      object_id o = g->links.v[i].content;
      const struct node &from = g->nodes.v[g->links.v[i].cell];
      if (++links[o] > 1 || from.place.stride)
	several[o] = true;
    }
  for (object_id o = 1; o < g->objects.n; o++)
    {
      const struct object &obj = g->objects.v[o];
      switch (obj.kind)
	{
	case OBJECT_FRESH:
	case OBJECT_ALLOCA:
	  {
	    gimple *call = (gimple *) const_cast<void *> (obj.call);
	    several[o] = !call || !gimple_bb (call) || obj.shared
			 || is_in_cycle (info, gimple_bb (call));
	    break;
	  }
	case OBJECT_CONTENT:
	  /* Placeholders are made after those above them.  */
	  if (obj.parent && obj.parent < o && several[obj.parent])
	    several[o] = true;
	  break;
	case OBJECT_GLOBAL:
	case OBJECT_FRAME:
	  if (variable_of (obj))
	    variables.put (obj.what, o);
	  break;
	case OBJECT_PARAM:
	case OBJECT_RESULT:
	  break;
	default:
	  several[o] = true;
	}
    }
}

/* The functions that each call through a pointer, or by a library function or
   a callee, was found to reach.  */

void
exit_order::find_targets ()
{
  for (uint32_t i = 0; i < g->calls.n; i++)
    {
      const struct call &c = g->calls.v[i];
      gimple *where = (gimple *) const_cast<void *> (c.where);
      for (uint32_t k = 0; k < c.seen.n; k++)
	if (g->objects.v[c.seen.v[k]].kind == OBJECT_FUNCTION)
	  targets.get_or_insert (where).safe_push (
	    (tree) const_cast<void *> (g->objects.v[c.seen.v[k]].what));
    }
}

exit_order::exit_order (function_info *i)
: info (i), g (i->graph), jumps (false), joins (false)
{
  static const char *const jumping[]
    = { "setjmp", "_setjmp", "__sigsetjmp", "sigsetjmp", "longjmp",
	"_longjmp", "siglongjmp", "__longjmp_chk", "__longjmp", NULL };
  static const char *const joining[]
    = { "pthread_join", "pthread_timedjoin_np", "pthread_tryjoin_np",
	"pthread_clockjoin_np", "thrd_join", "pthread_exit", "thrd_exit",
	"pthread_barrier_wait", "sem_wait", "pthread_cond_wait", "cnd_wait",
	NULL };
  find_several ();
  find_targets ();
  n_blocks = last_basic_block_for_fn (info->fun);
  blocks = XCNEWVEC (vec<write_at>, n_blocks);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      unsigned pos = 1;
      for (gphi_iterator p = gsi_start_phis (bb); !gsi_end_p (p);
	   gsi_next (&p))
	positions.put (p.phi (), 0);
      for (gimple_stmt_iterator s = gsi_start_bb (bb); !gsi_end_p (s);
	   gsi_next (&s), pos++)
	{
	  gimple *stmt = gsi_stmt (s);
	  positions.put (stmt, pos);
	  if (is_gimple_call (stmt))
	    {
	      const char *name = call_name (stmt);
	      for (unsigned k = 0; jumping[k]; k++)
		jumps |= !strcmp (name, jumping[k]);
	      for (unsigned k = 0; joining[k]; k++)
		joins |= !strcmp (name, joining[k]);
	    }
	  if (!is_gimple_debug (stmt) && info->values->executable (bb))
	    add_writes (bb, stmt, pos);
	}
    }
}

exit_order::~exit_order ()
{
  for (int i = 0; i < n_blocks; i++)
    blocks[i].release ();
  XDELETEVEC (blocks);
  for (auto t : targets)
    t.second.release ();
}

/* SIZE bytes at OFF behind where PTR, a value, points to.  *SURE is cleared if
   that may be several places.  */

void
exit_order::point (tree ptr, int64_t off, int64_t size, auto_vec<region> &out,
		   bool *sure)
{
  if (TREE_CODE (ptr) == ADDR_EXPR)
    {
      unsigned before = out.length ();
      if (!resolve (TREE_OPERAND (ptr, 0), out, sure))
	return;
      for (unsigned i = before; i < out.length (); i++)
	{
	  out[i].off += off;
	  out[i].size = size;
	}
      return;
    }
  if (TREE_CODE (ptr) != SSA_NAME
      || SSA_NAME_VERSION (ptr) >= info->n_ssa)
    return;
  node_id n = info->ssa[SSA_NAME_VERSION (ptr)];
  if (!n)
    return;
  const struct node &node = g->nodes.v[n];
  if (node.facts.n != 1)
    *sure = false;
  for (uint32_t k = 0; k < node.facts.n; k++)
    {
      const struct node &t = g->nodes.v[node.facts.v[k].target];
      if (several[t.obj] || t.place.stride)
	*sure = false;
      if (t.place.stride)
	out.safe_push (region_of_object (g, t.obj, 0, -1));
      else
	out.safe_push (region_of_object (g, t.obj, t.place.off + off, size));
    }
}

/* The regions that REF may be.  False: nothing is known.  */

bool
exit_order::resolve (tree ref, auto_vec<region> &out, bool *sure)
{
  poly_int64 poff, psize, pmax;
  bool reverse;
  tree base = get_ref_base_and_extent (ref, &poff, &psize, &pmax, &reverse);
  HOST_WIDE_INT off, size, max;
  if (!base || !poff.is_constant (&off) || !psize.is_constant (&size)
      || !pmax.is_constant (&max))
    return false;
  *sure &= size == max && size > 0;
  off = max < 0 ? 0 : off / BITS_PER_UNIT;
  size = max < 0 ? -1 : max / BITS_PER_UNIT;
  if (DECL_P (base))
    {
      object_id *o = variables.get (base);
      out.safe_push ({ base, o ? *o : NO_OBJECT, off, size });
      return true;
    }
  if (TREE_CODE (base) != MEM_REF)
    return false;
  point (TREE_OPERAND (base, 0),
	 off + mem_ref_offset (base).force_shwi ().to_constant (), size, out,
	 sure);
  return true;
}

void
exit_order::add (basic_block bb, gimple *stmt, unsigned pos,
		 const auto_vec<region> &regions, bool sure,
		 const void *field)
{
  for (const region &r : regions)
    {
      write_at w = { pos, stmt, { r, sure, field } };
      enum object_kind kind = r.obj ? g->objects.v[r.obj].kind : OBJECT_NONE;
      if (kind == OBJECT_UNKNOWN || kind == OBJECT_OUTER)
	{
	  w.write.where = { NULL, NO_OBJECT, 0, -1 };
	  w.write.sure = false;
	}
      blocks[bb->index].safe_push (w);
    }
}

/* Where the callee of CALL accesses A, here.  */

void
exit_order::map_access (gcall *call, const outside_access &a,
			auto_vec<region> &out, bool *sure)
{
  if (a.global)
    {
      object_id *o = variables.get (a.global);
      out.safe_push ({ a.global, o ? *o : NO_OBJECT, a.off, a.size });
    }
  else if (a.param >= 0)
    {
      if (a.param < (int) gimple_call_num_args (call))
	point (gimple_call_arg (call, a.param), a.off, a.size, out, sure);
    }
  else
    out.safe_push ({ NULL, NO_OBJECT, 0, -1 });
}

void
exit_order::add_callee_writes (basic_block bb, gcall *call, unsigned pos,
			       tree callee, bool sure)
{
  const outside_accesses *a = accesses_of (callee);
  for (unsigned i = 0; a && i < a->writes.length (); i++)
    {
      const outside_access &w = a->writes[i];
      auto_vec<region> regions;
      bool certain = sure && w.sure;
      map_access (call, w, regions, &certain);
      add (bb, call, pos, regions, certain, w.field);
    }
}

/* Bytes that a builtin CALL writes behind its first argument: 0 if it is not
   such, -1 if their number is not known.  */

static int64_t
bytes_written (function_info *info, gcall *call)
{
  tree fndecl = gimple_call_fndecl (call);
  unsigned arg = 2;
  if (!fndecl || !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    return 0;
  switch (DECL_FUNCTION_CODE (fndecl))
    {
    case BUILT_IN_BZERO:
      arg = 1;
      break;
    case BUILT_IN_MEMSET:
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMPCPY:
    case BUILT_IN_MEMSET_CHK:
    case BUILT_IN_MEMCPY_CHK:
    case BUILT_IN_MEMMOVE_CHK:
    case BUILT_IN_MEMPCPY_CHK:
      break;
    default:
      return 0;
    }
  if (arg >= gimple_call_num_args (call))
    return 0;
  tree n = info->values->constant (gimple_call_arg (call, arg));
  return n && tree_fits_shwi_p (n) ? tree_to_shwi (n) : -1;
}

void
exit_order::add_call_writes (basic_block bb, gcall *call, unsigned pos)
{
  tree fndecl = gimple_call_fndecl (call);
  if (fndecl)
    add_callee_writes (bb, call, pos, fndecl, true);
  if (vec<tree> *some = targets.get (call))
    for (tree target : *some)
      add_callee_writes (bb, call, pos, target,
			 !fndecl && some->length () == 1);
  if (int64_t size = bytes_written (info, call))
    {
      auto_vec<region> regions;
      bool sure = size > 0;
      point (gimple_call_arg (call, 0), 0, size, regions, &sure);
      add (bb, call, pos, regions, sure, NULL);
    }
  /* What is released holds nothing any more.  */
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release &r = g->releases.v[i];
      const struct node &n = g->nodes.v[r.ptr];
      if (g->steps.v[r.step].where != call)
	continue;
      for (uint32_t k = 0; k < n.facts.n; k++)
	{
	  object_id o = g->nodes.v[n.facts.v[k].target].obj;
	  auto_vec<region> regions;
	  regions.safe_push (region_of_object (g, o, 0, -1));
	  add (bb, call, pos, regions,
	       r.direct && r.how == RELEASE_PLAIN && n.facts.n == 1 && !several[o],
	       NULL);
	}
    }
}

void
exit_order::add_writes (basic_block bb, gimple *stmt, unsigned pos)
{
  tree lhs = ended_variable (stmt);
  if (!lhs)
    lhs = gimple_get_lhs (stmt);
  if (lhs && TREE_CODE (lhs) != SSA_NAME)
    {
      auto_vec<region> regions;
      bool sure = true;
      resolve (lhs, regions, &sure);
      add (bb, stmt, pos, regions, sure, field_of (lhs));
    }
  if (gcall *call = dyn_cast<gcall *> (stmt))
    add_call_writes (bb, call, pos);
}

/* --- The way from a store. ---  */

/* Do A and B have the same value, wherever they are computed?  Memory that
   they are loaded from is taken to be unchanged.  */

static bool
same_value (tree a, tree b, int depth = 0)
{
  if (a == b)
    return true;
  if (!a || !b || depth > 8 || TREE_CODE (a) != TREE_CODE (b))
    return false;
  if (TREE_CODE (a) != SSA_NAME)
    {
      if (TREE_CODE (a) == MEM_REF)
	return same_value (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0), depth + 1)
	       && operand_equal_p (TREE_OPERAND (a, 1), TREE_OPERAND (b, 1), 0);
      if (TREE_CODE (a) == COMPONENT_REF)
	return TREE_OPERAND (a, 1) == TREE_OPERAND (b, 1)
	       && same_value (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0),
			      depth + 1);
      if (TREE_CODE (a) == ARRAY_REF)
	return same_value (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0), depth + 1)
	       && same_value (TREE_OPERAND (a, 1), TREE_OPERAND (b, 1),
			      depth + 1);
      return operand_equal_p (a, b, 0);
    }
  gimple *da = SSA_NAME_DEF_STMT (a), *db = SSA_NAME_DEF_STMT (b);
  if (!is_gimple_assign (da) || !is_gimple_assign (db)
      || gimple_assign_rhs_code (da) != gimple_assign_rhs_code (db)
      || gimple_num_ops (da) != gimple_num_ops (db))
    return false;
  for (unsigned i = 1; i < gimple_num_ops (da); i++)
    if (!same_value (gimple_op (da, i), gimple_op (db, i), depth + 1))
      return false;
  return true;
}

struct condition
{
  gcond *cond;
  bool value;
};

/* What is known to hold at BB, from the conditions that lead to it only.  */

static void
conditions_at (function_info *info, basic_block bb, auto_vec<condition> &out)
{
  for (int depth = 0; depth < 32; depth++)
    {
      edge only = NULL, e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->preds)
	if (info->values->executable (e))
	  {
	    if (only)
	      return;
	    only = e;
	  }
      if (!only || only->src == ENTRY_BLOCK_PTR_FOR_FN (info->fun))
	return;
      bb = only->src;
      if (gcond *c = safe_dyn_cast<gcond *> (last_stmt (bb)))
	out.safe_push ({ c, (only->flags & EDGE_TRUE_VALUE) != 0 });
    }
}

/* Can E be taken where HOLDS holds?  */

static bool
contradicts (const auto_vec<condition> &holds, edge e)
{
  gcond *c = safe_dyn_cast<gcond *> (last_stmt (e->src));
  if (!c)
    return false;
  bool value = (e->flags & EDGE_TRUE_VALUE) != 0;
  for (const condition &h : holds)
    if (same_value (gimple_cond_lhs (c), gimple_cond_lhs (h.cond))
	&& same_value (gimple_cond_rhs (c), gimple_cond_rhs (h.cond)))
      {
	if (gimple_cond_code (c) == gimple_cond_code (h.cond))
	  return value != h.value;
	if (gimple_cond_code (c)
	    == invert_tree_comparison (gimple_cond_code (h.cond), false))
	  return value == h.value;
      }
  return false;
}

/* What is overwritten: a region, or the very expression that was stored to.  */

struct watched
{
  struct region where;
  tree ref;			/* Null: none.  */
  const void *field;
};

enum write_effect { WRITE_NONE, WRITE_MAYBE, WRITE_SURE };

static enum write_effect
effect_of (const watched &w, const write_at &at)
{
  const struct write &write = at.write;
  /* What hangs on a local that is left behind is left behind with it.  */
  if (ended_variable (at.stmt))
    return WRITE_NONE;
  if (write.sure && covers (write.where, w.where))
    return WRITE_SURE;
  if (w.ref)
    {
      tree lhs = gimple_get_lhs (at.stmt);
      if (lhs && TREE_CODE (lhs) != SSA_NAME && same_value (lhs, w.ref))
	return WRITE_SURE;
    }
  /* What hits an exact place hits it or not; what only may hit it is what is
     not understood.  */
  if (!write.sure && overlaps (write.where, w.where))
    return WRITE_MAYBE;
  bool vague = !write.where.decl && !write.where.obj;
  bool lost = !w.where.decl && !w.where.obj;
  return (vague || lost) && w.field && w.field == write.field ? WRITE_MAYBE
							       : WRITE_NONE;
}

/* The statements that are reached from a store before what it wrote is
   overwritten for certain; the first overwriting one counts.  In each block
   from its start, or from the store on.  LATE: those behind the end of the
   life of a variable.  */

class way
{
public:
  way (exit_order &, gimple *from, const watched &, tree variable);
  /* From the start of the function.  */
  way (exit_order &, const watched &);
  ~way ();

  bool comes_by (gimple *) const;
  bool comes_by_late (gimple *) const;

  bool reaches_end;
  bool uncertain;
  gimple *ending;		/* The end of the variable's life.  */

private:
  struct span
  {
    unsigned first, last;
  };
  typedef hash_map<basic_block, vec<span> > spans;

  void run (basic_block, unsigned pos);
  bool contains (const spans &, gimple *) const;

  exit_order &order;
  const watched &what;
  tree variable;
  auto_vec<condition> holds;
  mutable spans early, late;
};

way::way (exit_order &o, gimple *from, const watched &w, tree v)
: reaches_end (false), uncertain (false), ending (NULL), order (o), what (w),
  variable (v)
{
  unsigned *pos = order.positions.get (from);
  if (!pos)
    return;
  conditions_at (order.info, gimple_bb (from), holds);
  run (gimple_bb (from), *pos + 1);
}

way::way (exit_order &o, const watched &w)
: reaches_end (false), uncertain (false), ending (NULL), order (o), what (w),
  variable (NULL_TREE)
{
  run (single_succ (ENTRY_BLOCK_PTR_FOR_FN (order.info->fun)), 0);
}

way::~way ()
{
  for (auto s : early)
    s.second.release ();
  for (auto s : late)
    s.second.release ();
}

void
way::run (basic_block bb, unsigned pos)
{
  struct place_in_code
  {
    basic_block bb;
    unsigned pos;
    bool late;
  };
  auto_vec<place_in_code> queue;
  hash_set<basic_block> seen_early, seen_late;
  queue.safe_push ({ bb, pos, false });
  while (!queue.is_empty ())
    {
      place_in_code p = queue.pop ();
      unsigned last = UINT_MAX;
      unsigned start = p.pos;
      bool is_late = p.late;
      for (const write_at &w : order.blocks[p.bb->index])
	{
	  if (w.pos < p.pos)
	    continue;
	  if (variable && !is_late && ended_variable (w.stmt) == variable)
	    {
	      early.get_or_insert (p.bb).safe_push ({ start, w.pos });
	      start = w.pos + 1;
	      is_late = true;
	      if (!ending)
		ending = w.stmt;
	      continue;
	    }
	  enum write_effect effect = effect_of (what, w);
	  if (effect == WRITE_MAYBE)
	    uncertain = true;
	  if (effect == WRITE_SURE)
	    {
	      last = w.pos;
	      break;
	    }
	}
      (is_late ? late : early).get_or_insert (p.bb).safe_push ({ start, last });
      if (last != UINT_MAX)
	continue;
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, p.bb->succs)
	{
	  if (!order.info->values->executable (e) || contradicts (holds, e))
	    continue;
	  if (e->dest == EXIT_BLOCK_PTR_FOR_FN (order.info->fun))
	    reaches_end = true;
	  else if (!(is_late ? seen_late : seen_early).add (e->dest))
	    queue.safe_push ({ e->dest, 0, is_late });
	}
    }
}

bool
way::contains (const spans &s, gimple *stmt) const
{
  vec<span> *list
    = const_cast<spans &> (s).get (gimple_bb (stmt));
  unsigned *pos = order.positions.get (stmt);
  if (!list || !pos)
    return false;
  for (const span &x : *list)
    if (*pos >= x.first && *pos <= x.last)
      return true;
  return false;
}

bool
way::comes_by (gimple *stmt) const
{
  return contains (early, stmt) || contains (late, stmt);
}

bool
way::comes_by_late (gimple *stmt) const
{
  return contains (late, stmt);
}

/* --- Following a pointer. ---  */

/* The last step of what STEP sums up: the store itself.  */

static const struct step &
innermost_step (const struct step &step)
{
  const struct step *s = &step;
  while (s->inner && s->inner->n)
    s = &s->inner->steps[s->inner->n - 1];
  return *s;
}

/* A place that the pointer comes to: a variable, or a cell that it is put into.
   AFTER is the number of the arrival whose cell was read without a statement
   that says where, or -1: what comes next must be on its way.  VAGUE: it came
   out of memory where something else may have been.  */

struct stop
{
  node_id node;
  step_id step;
  int from;			/* The stop before, or -1.  */
  int after;
  int arrival;			/* Of a cell: its way.  -1: none.  */
  bool vague;
};

struct arrival
{
  int stop;			/* The one that put it there.  */
  watched what;
  way *path;
};

class pursuit
{
public:
  pursuit (exit_order &, object_id obj, tree variable);
  ~pursuit ();
  enum exit_answer at_end (event_path *why);
  gimple *late_use (gimple **ending);

private:
  void visit (node_id, step_id, int from, int after, bool vague);
  void arrive (int stop);
  bool is_known_place (int stop);
  void run ();
  void leave_variable (int stop);
  void leave_cell (int stop);
  watched watch (node_id cell, const struct step &);
  void explain (int stop, event_path *why);
  bool is_used (tree name, hash_set<tree> &seen);

  exit_order &order;
  struct graph *g;
  tree variable;
  auto_vec<stop> stops;
  auto_vec<arrival> arrivals;
  hash_set<int_hash<uint64_t, 0, UINT64_MAX> > seen;
};

/* More cells than this are not followed: nothing is certain then.  */
#define MAX_ARRIVALS 200

pursuit::pursuit (exit_order &o, object_id obj, tree v)
: order (o), g (o.g), variable (v)
{
  const struct object &object = g->objects.v[obj];
  for (uint32_t i = 0; i < object.births.n; i++)
    visit (object.births.v[i], g->nodes.v[object.births.v[i]].birth, -1, -1,
	   g->precision != PRECISION_FULL);
  run ();
}

pursuit::~pursuit ()
{
  for (const arrival &a : arrivals)
    delete a.path;
}

void
pursuit::visit (node_id node, step_id step, int from, int after, bool vague)
{
  bool cell = g->nodes.v[node].obj != NO_OBJECT;
  /* Each store into a cell has a way of its own.  */
  uint64_t key = (uint64_t) node << 33
		 | (cell ? (uint64_t) step : (uint64_t) (after + 1)) << 1
		 | vague;
  if (seen.add (key + 1))
    return;
  stops.safe_push ({ node, step, from, after, -1, vague });
}

/* Does what comes to the cell of stop I go there for certain, and nowhere
   else?  */

bool
pursuit::is_known_place (int i)
{
  if (stops[i].arrival < 0)
    return false;
  const watched &what = arrivals[stops[i].arrival].what;
  i = arrivals[stops[i].arrival].stop;
  const struct node &cell = g->nodes.v[stops[i].node];
  gimple *stmt = (gimple *) const_cast<void *> (
    g->steps.v[stops[i].step].where);
  if (cell.place.stride || order.several[cell.obj])
    return false;
  for (const write_at &w : order.blocks[gimple_bb (stmt)->index])
    if (w.stmt == stmt && w.write.sure && covers (w.write.where, what.where))
      return true;
  return false;
}

/* What to look for after STEP has put the pointer into CELL.  */

watched
pursuit::watch (node_id cell, const struct step &step)
{
  watched w = { region_of_cell (g, cell), NULL_TREE, NULL };
  const struct step &inner = innermost_step (step);
  tree what = (tree) const_cast<void *> (inner.what);
  bool stores = (inner.kind == STEP_STORE || inner.kind == STEP_COPY) && what
		&& TREE_CODE (what) != FUNCTION_DECL;
  if (stores)
    {
      w.field = field_of (what);
      if (!step.inner)
	w.ref = what;
    }
  enum object_kind kind = g->objects.v[g->nodes.v[cell].obj].kind;
  if (kind != OBJECT_SINK && kind != OBJECT_OUTER && kind != OBJECT_UNKNOWN)
    return w;
  /* A callee's global, perhaps.  */
  w.where = { NULL, NO_OBJECT, 0, -1 };
  if (!stores)
    return w;
  poly_int64 poff, psize, pmax;
  bool reverse;
  HOST_WIDE_INT off;
  tree base = get_ref_base_and_extent (what, &poff, &psize, &pmax, &reverse);
  if (base && VAR_P (base) && is_global_var (base)
      && known_eq (psize, pmax) && poff.is_constant (&off))
    w.where = { base, NO_OBJECT, off / BITS_PER_UNIT,
		(int64_t) g->pointer_size };
  return w;
}

void
pursuit::arrive (int i)
{
  const struct step step = g->steps.v[stops[i].step];
  gimple *stmt = (gimple *) const_cast<void *> (step.where);
  /* The same local, as it is seen further on.  */
  int from = stops[i].from;
  if (!stmt && from >= 0 && stops[from].arrival >= 0
      && g->nodes.v[stops[from].node].obj != NO_OBJECT
      && variable_of (g->objects.v[g->nodes.v[stops[from].node].obj])
      && variable_of (g->objects.v[g->nodes.v[stops[i].node].obj])
	 == variable_of (g->objects.v[g->nodes.v[stops[from].node].obj]))
    {
      stops[i].arrival = stops[from].arrival;
      return;
    }
  arrival a = { i, watch (stops[i].node, step), NULL };
  if (arrivals.length () >= MAX_ARRIVALS || !stmt || !gimple_bb (stmt))
    return;
  arrivals.safe_push (a);
  stops[i].arrival = arrivals.length () - 1;
  arrivals.last ().path
    = new way (order, stmt, arrivals.last ().what, variable);
}

void
pursuit::leave_variable (int i)
{
  const struct node &n = g->nodes.v[stops[i].node];
  int after = stops[i].after;
  for (uint32_t e = n.out; e; e = g->edges.v[e].next_out)
    {
      const struct flow_edge &edge = g->edges.v[e];
      if (edge.grade != GRADE_SHOWN)
	continue;
      gimple *where = (gimple *) const_cast<void *> (
	g->steps.v[edge.step].where);
      int next_after = after;
      if (where && gimple_bb (where))
	{
	  if (after >= 0 && !arrivals[after].path->comes_by (where))
	    continue;
	  next_after = -1;
	}
      visit (edge.dst, edge.step, i, next_after, stops[i].vague);
    }
}

/* What reads the cell while the pointer is in it hands it on; and if the
   object that the cell is in is local, it goes where that goes.  */

void
pursuit::leave_cell (int i)
{
  arrive (i);
  const struct node &n = g->nodes.v[stops[i].node];
  int number = stops[i].arrival;
  way *path = number >= 0 ? arrivals[number].path : NULL;
  bool vague = stops[i].vague || !is_known_place (i);
  for (uint32_t e = n.out; e; e = g->edges.v[e].next_out)
    {
      const struct flow_edge &edge = g->edges.v[e];
      if (edge.grade != GRADE_SHOWN)
	continue;
      gimple *where = (gimple *) const_cast<void *> (
	g->steps.v[edge.step].where);
      bool placed = where && gimple_bb (where);
      if (path && placed && !path->comes_by (where))
	continue;
      visit (edge.dst, edge.step, i, path && !placed ? number : -1, vague);
    }
  const struct object &holder = g->objects.v[n.obj];
  bool local = holder.kind == OBJECT_FRAME || holder.kind == OBJECT_FRESH
	       || holder.kind == OBJECT_ALLOCA;
  if (local && (!path || path->reaches_end))
    for (uint32_t k = 0; k < holder.births.n; k++)
      visit (holder.births.v[k], NO_STEP, i, -1, stops[i].vague);
}

void
pursuit::run ()
{
  for (unsigned i = 0; i < stops.length (); i++)
    if (g->nodes.v[stops[i].node].obj == NO_OBJECT)
      leave_variable (i);
    else
      leave_cell (i);
}

/* The events on the way to stop I.  */

void
pursuit::explain (int i, event_path *why)
{
  auto_vec<step_id> steps;
  for (; i >= 0; i = stops[i].from)
    {
      step_id s = stops[i].step;
      if (g->steps.v[s].kind > STEP_SILENT
	  && (steps.is_empty () || steps.last () != s))
	steps.safe_push (s);
    }
  while (!steps.is_empty ())
    events_of_trace (trace_single (order.info->decl, g->steps.v[steps.pop ()]),
		     *why);
}

/* May STMT have stored to a local instead?  */

static bool
may_hit_local (exit_order &order, gimple *stmt)
{
  struct graph *g = order.g;
  tree lhs = gimple_get_lhs (stmt);
  auto_vec<region> regions;
  bool sure = true;
  if (!lhs || TREE_CODE (lhs) == SSA_NAME
      || !order.resolve (lhs, regions, &sure))
    return false;
  for (const region &r : regions)
    if (r.obj && (g->objects.v[r.obj].kind == OBJECT_FRAME
		  || g->objects.v[r.obj].kind == OBJECT_ALLOCA))
      return true;
  return false;
}

/* Is the pointer still somewhere when the function returns?  */

enum exit_answer
pursuit::at_end (event_path *why)
{
  enum exit_answer answer = EXIT_NO;
  for (unsigned i = 0; i < stops.length (); i++)
    {
      const struct node &n = g->nodes.v[stops[i].node];
      if (n.obj == NO_OBJECT)
	continue;
      const struct object &holder = g->objects.v[n.obj];
      bool certain = !stops[i].vague;
      switch (holder.kind)
	{
	case OBJECT_RESULT:
	  break;
	case OBJECT_SINK:
	  if (holder.grade != GRADE_SHOWN
	      || !(holder.reason & (REASON_GLOBAL | REASON_HEAP
				    | REASON_THREAD | REASON_PARAMETER
				    | REASON_RETURNED))
	      || (holder.reason == REASON_THREAD && order.joins))
	    continue;
	  /* Fall through.  */
	case OBJECT_GLOBAL:
	case OBJECT_CONTENT:
	case OBJECT_OUTER:
	  {
	    const arrival *a = stops[i].arrival >= 0
			       ? &arrivals[stops[i].arrival] : NULL;
	    if (a && !a->path->reaches_end)
	      continue;
	    /* Unknown code got the memory that holds it: it may put things
	       right.  */
	    certain &= a && !a->path->uncertain && !order.jumps
		      && !(holder.exposed && holder.passed_on);
	    const struct step &step = g->steps.v[stops[i].step];
	    if (step.kind == STEP_STORE
		&& may_hit_local (order, (gimple *) const_cast<void *> (
					   step.where)))
	      certain = false;
	    break;
	  }
	default:
	  continue;
	}
      /* An array's element that is not known, behind a parameter, may be
	 anything.  */
      if (holder.kind == OBJECT_CONTENT && n.place.stride == 1
	  && !n.place.len)
	certain = false;
      if (certain)
	{
	  if (why)
	    explain (i, why);
	  return EXIT_YES;
	}
      answer = EXIT_MAYBE;
    }
  return answer;
}

/* --- Blocks. ---  */

/* Does STMT do more with a pointer than hand it on or compare it?  */

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

/* Is NAME's value used, or that of a name that it is handed to?  */

bool
pursuit::is_used (tree name, hash_set<tree> &names)
{
  imm_use_iterator it;
  use_operand_p use;
  if (names.add (name))
    return false;
  auto_vec<tree> next;
  FOR_EACH_IMM_USE_FAST (use, it, name)
    {
      gimple *s = USE_STMT (use);
      if (is_gimple_debug (s))
	continue;
      if (is_real_use (s))
	return true;
      tree lhs = gimple_code (s) == GIMPLE_PHI ? gimple_phi_result (s)
					       : gimple_get_lhs (s);
      if (lhs && TREE_CODE (lhs) == SSA_NAME
	  && POINTER_TYPE_P (TREE_TYPE (lhs)))
	next.safe_push (lhs);
    }
  for (tree n : next)
    if (is_used (n, names))
      return true;
  return false;
}

/* A use of what a cell holds after the life of the variable has ended, or
   null.  */

gimple *
pursuit::late_use (gimple **ending)
{
  for (const arrival &a : arrivals)
    {
      if (!a.path->ending || a.path->uncertain || stops[a.stop].vague)
	continue;
      *ending = a.path->ending;
      /* Loads in this function.  */
      const struct node &n = g->nodes.v[stops[a.stop].node];
      for (uint32_t e = n.out; e; e = g->edges.v[e].next_out)
	{
	  gimple *s = (gimple *) const_cast<void *> (
	    g->steps.v[g->edges.v[e].step].where);
	  if (!s || !gimple_bb (s) || !a.path->comes_by_late (s))
	    continue;
	  tree lhs = gimple_get_lhs (s);
	  hash_set<tree> names;
	  if (gimple_assign_load_p (s) && lhs && TREE_CODE (lhs) == SSA_NAME
	      && POINTER_TYPE_P (TREE_TYPE (lhs)) && is_used (lhs, names))
	    return s;
	}
      /* Loads in callees.  */
      basic_block bb;
      FOR_EACH_BB_FN (bb, order.info->fun)
	for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
	     gsi_next (&i))
	  {
	    gcall *call = dyn_cast<gcall *> (gsi_stmt (i));
	    tree fndecl = call ? gimple_call_fndecl (call) : NULL_TREE;
	    const outside_accesses *known
	      = fndecl ? accesses_of (fndecl) : NULL;
	    if (!known || !a.path->comes_by_late (call))
	      continue;
	    for (const outside_access &r : known->reads)
	      {
		auto_vec<region> regions;
		bool sure = true;
		order.map_access (call, r, regions, &sure);
		for (const region &x : regions)
		  if (sure && overlaps (x, a.what.where))
		    return call;
	      }
	  }
    }
  return NULL;
}

struct block_search
{
  function_info *info;
  object_id obj;
  hash_set<tree> names;		/* Looked at from their definition on.  */
  gimple *found;
};

static bool
may_point_to (function_info *info, tree name, object_id obj)
{
  struct graph *g = info->graph;
  if (SSA_NAME_IS_VIRTUAL_OPERAND (name)
      || SSA_NAME_VERSION (name) >= info->n_ssa)
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

/* A use of a pointer to OBJ, in a name of the function, behind I in BB, where
   its life ends.  */

static gimple *
use_behind (function_info *info, object_id obj, basic_block bb,
	    gimple_stmt_iterator i)
{
  tree name;
  unsigned k;
  gsi_next (&i);
  FOR_EACH_SSA_NAME (k, name, info->fun)
    {
      if (!may_point_to (info, name, obj))
	continue;
      block_search b = { info, obj, hash_set<tree> (), NULL };
      follow (b, bb, i, name);
      if (b.found)
	return b.found;
    }
  return NULL;
}

/* --- The interface. ---  */

static exit_order *current;

static exit_order &
order_of (function_info *info)
{
  if (!current || current->info != info || current->g != info->graph)
    {
      delete current;
      current = new exit_order (info);
    }
  return *current;
}

void
exits_done (void)
{
  delete current;
  current = NULL;
}

enum exit_answer
exits_dangling (function_info *info, object_id obj, event_path *why)
{
  pursuit p (order_of (info), obj, NULL_TREE);
  return p.at_end (why);
}

void
exits_blocks (function_info *info,
	      void (*found) (function_info *, tree decl, gimple *last,
			     gimple *use, void *data), void *data)
{
  hash_set<tree> told, followed;
  hash_map<tree, object_id> objects;
  struct graph *g = info->graph;
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_FRAME && g->objects.v[o].what
	&& !g->objects.v[o].origin)
      objects.put ((tree) const_cast<void *> (g->objects.v[o].what), o);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
	 gsi_next (&i))
      {
	tree decl = ended_variable (gsi_stmt (i));
	object_id *obj = decl ? objects.get (decl) : NULL;
	if (!obj || !info->address_used->contains (decl)
	    || told.contains (decl) || !info->values->executable (bb))
	  continue;
	gimple *last = gsi_stmt (i);
	gimple *use = use_behind (info, *obj, bb, i);
	if (!use && !followed.add (decl))
	  {
	    pursuit p (order_of (info), *obj, decl);
	    use = p.late_use (&last);
	  }
	if (use)
	  {
	    told.add (decl);
	    found (info, decl, last, use, data);
	  }
      }
}

/* What INFO's function writes to and reads from its caller's memory and
   globals, for its callers.  */

#define MAX_ACCESSES 256

static bool
is_global (const region &r)
{
  return r.decl && is_global_var ((tree) const_cast<void *> (r.decl));
}

static bool
to_outside (exit_order &order, const region &r, outside_access *a)
{
  struct graph *g = order.g;
  *a = { r.decl, -1, NULL, r.off, r.size, false };
  if (is_global (r))
    return true;
  if (r.decl || !r.obj)
    return false;
  const struct object &o = g->objects.v[r.obj];
  if (o.kind == OBJECT_CONTENT && o.level == 0 && o.index >= 0
      && o.index < order.info->n_params && !order.several[r.obj])
    {
      a->param = o.index;
      return true;
    }
  return false;
}

static bool
is_own (exit_order &order, const region &r)
{
  if (r.decl)
    return !is_global (r);
  if (!r.obj)
    return false;
  enum object_kind kind = order.g->objects.v[r.obj].kind;
  return kind == OBJECT_FRAME || kind == OBJECT_ALLOCA || kind == OBJECT_FRESH
	 || kind == OBJECT_RESULT || kind == OBJECT_PARAM;
}

static void
add_access (auto_vec<outside_access> &list, const outside_access &a)
{
  for (outside_access &b : list)
    if (a.global == b.global && a.param == b.param && a.field == b.field
	&& a.off == b.off && a.size == b.size)
      {
	b.sure |= a.sure;
	return;
      }
  if (list.length () < MAX_ACCESSES)
    list.safe_push (a);
}

static void
collect_writes (exit_order &order, outside_accesses *all)
{
  unsigned asked = 0;
  for (int i = 0; i < order.n_blocks; i++)
    for (const write_at &w : order.blocks[i])
      {
	outside_access a;
	const region &r = w.write.where;
	if (is_own (order, r)
	    || (r.size >= 0 && r.size < (int64_t) order.g->pointer_size))
	  continue;
	if (to_outside (order, r, &a))
	  {
	    a.field = w.write.field;
	    if (w.write.sure && asked++ < 64)
	      {
		watched what = { r, NULL_TREE, NULL };
		way path (order, what);
		a.sure = !path.reaches_end;
	      }
	  }
	else if (w.write.field)
	  a = { NULL, -1, w.write.field, 0, -1, false };
	else
	  continue;
	add_access (all->writes, a);
      }
}

static void
collect_reads (exit_order &order, outside_accesses *all)
{
  function_info *info = order.info;
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      if (!info->values->executable (bb))
	continue;
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
	   gsi_next (&i))
	{
	  gimple *s = gsi_stmt (i);
	  auto_vec<region> regions;
	  bool sure = true;
	  if (gimple_assign_load_p (s)
	      && POINTER_TYPE_P (TREE_TYPE (gimple_assign_lhs (s))))
	    order.resolve (gimple_assign_rhs1 (s), regions, &sure);
	  else if (gcall *call = dyn_cast<gcall *> (s))
	    {
	      tree fndecl = gimple_call_fndecl (call);
	      const outside_accesses *known
		= fndecl ? accesses_of (fndecl) : NULL;
	      for (unsigned k = 0; known && k < known->reads.length (); k++)
		order.map_access (call, known->reads[k], regions, &sure);
	    }
	  for (const region &r : regions)
	    {
	      outside_access a;
	      if (to_outside (order, r, &a))
		add_access (all->reads, a);
	    }
	}
    }
}

void
exits_note_accesses (function_info *info)
{
  exit_order &order = order_of (info);
  outside_accesses *all = new outside_accesses;
  collect_writes (order, all);
  collect_reads (order, all);
  if (!known_accesses)
    known_accesses = new hash_map<tree, outside_accesses *>;
  known_accesses->put (info->decl, all);
}
