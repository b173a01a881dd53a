/* Is storage reachable after it is gone?  The flow-sensitive half of the
   `stack' group.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The graph says that a pointer to a local can be in a place that lives longer.
   Real code puts it there and takes it away again before it returns.  So the
   pointer is followed once more along the edges of the graph, and now in order:
   from each statement that puts it into a cell, along control flow, as far as
   nothing overwrites the cell for certain (order.h).  What reads the cell on
   that way hands the pointer on.  Where the way comes to the end of the
   function, and the cell is in memory that lives on, the storage dangles.  Only
   what is certain is warned of.  */

#include "compat.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "judge.h"
#include "order.h"

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
  int from; /* The stop before, or -1.  */
  int after;
  int arrival; /* Of a cell: its way.  -1: none.  */
  bool vague;
};

struct arrival
{
  int stop; /* The one that put it there.  */
  watched what;
  way *path;
};

/* What was visited: a node and how, told apart in all 64 bits.  */

struct visit_hash : int_hash<uint64_t, 0, UINT64_MAX>
{
  static hashval_t
  hash (uint64_t key)
  {
    return (hashval_t)(key >> 32) * 0x9e3779b1 ^ (hashval_t)key;
  }
};

class pursuit
{
public:
  pursuit (statement_order &, object_id obj, tree variable);
  ~pursuit ();
  enum exit_answer at_end (event_path *why);
  gimple *late_use (gimple **ending);
  bool comes_to (tree name) const;
  const vec<tree> &certain_names ();

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
  tree name_of (node_id);
  bool is_address (tree value) const;
  bool differs_on (tree name, edge e) const;
  bool leaves_loop (tree name, basic_block) const;
  bool passes_idle_loop (int stop);
  bool comes_out_of_itself (int stop) const;
  bool differs_past (int stop, const struct flow_edge &);

  statement_order &order;
  struct graph *g;
  object_id obj;
  tree variable;
  auto_vec<stop> stops;
  auto_vec<arrival> arrivals;
  hash_set<visit_hash> seen;
  hash_set<int_hash<node_id, 0> > certain; /* Variables that hold it.  */
  auto_vec<tree> names; /* Their names, once they were asked for.  */
};

/* More cells than this are not followed, and nothing further where the pursuits
   of the function went over so many places and writes: nothing is certain
   then.  */
#define MAX_ARRIVALS 200
#define MAX_SCANNED (1 << 22)

pursuit::pursuit (statement_order &o, object_id obj, tree v)
    : order (o), g (o.g), obj (obj), variable (v)
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
  uint64_t key = (uint64_t)node << 33
                 | (cell ? (uint64_t)step : (uint64_t)(after + 1)) << 1 | vague;
  if (seen.add (key + 1))
    return;
  stops.safe_push ({ node, step, from, after, -1, vague });
  if (!cell && !vague)
    certain.add (node);
}

/* The name that NODE is the value of, or null.  */

tree
pursuit::name_of (node_id node)
{
  auto_vec<tree, 4> names;
  order.names_of (node, names);
  return names.is_empty () ? NULL_TREE : names[0];
}

/* Is VALUE the address of the object, and nothing else?  */

bool
pursuit::is_address (tree value) const
{
  if (TREE_CODE (value) == ADDR_EXPR)
    return get_base_address (TREE_OPERAND (value, 0))
           == (const_tree)g->objects.v[obj].what;
  if (TREE_CODE (value) != SSA_NAME
      || SSA_NAME_VERSION (value) >= order.info->n_ssa)
    return false;
  const struct node &n = g->nodes.v[order.info->ssa[SSA_NAME_VERSION (value)]];
  return n.facts.n == 1 && g->nodes.v[n.facts.v[0].target].obj == obj;
}

/* Wherever control takes E, was NAME compared with the object's address and
   found to be another?  */

bool
pursuit::differs_on (tree name, edge e) const
{
  auto is = [] (tree value, void *self) {
    return ((const pursuit *)self)->is_address (value);
  };
  return compared_on (name, e, is, const_cast<pursuit *> (this)) == NE_EXPR;
}

/* Does control pass EDGE, which leaves the variable of STOP, only where that
   is another pointer?  */

bool
pursuit::differs_past (int stop, const struct flow_edge &edge)
{
  tree from = name_of (stops[stop].node), to = name_of (edge.dst);
  if (!from || SSA_NAME_IS_DEFAULT_DEF (from))
    return false;
  gimple *s = to ? SSA_NAME_DEF_STMT (to)
                 : (gimple *)const_cast<void *> (g->steps.v[edge.step].where);
  if (!s || !gimple_bb (s))
    return false;
  gphi *phi = dyn_cast<gphi *> (s);
  if (!phi)
    return single_pred_p (gimple_bb (s))
           && differs_on (from, single_pred_edge (gimple_bb (s)));
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    if (gimple_phi_arg_def (phi, i) == from
        && !differs_on (from, gimple_phi_arg_edge (phi, i)))
      return false;
  return true;
}

/* Does the pointer come to NAME for certain?  */

bool
pursuit::comes_to (tree name) const
{
  function_info *info = order.info;
  if (SSA_NAME_IS_VIRTUAL_OPERAND (name)
      || SSA_NAME_VERSION (name) >= info->n_ssa)
    return false;
  node_id n = info->ssa[SSA_NAME_VERSION (name)];
  return n
         && const_cast<hash_set<int_hash<node_id, 0> > &> (certain).contains (
             n);
}

static int
compare_versions (const void *a, const void *b)
{
  unsigned v = SSA_NAME_VERSION (*(const tree *)a);
  unsigned w = SSA_NAME_VERSION (*(const tree *)b);
  return v < w ? -1 : v > w;
}

/* The names that it comes to.  */

const vec<tree> &
pursuit::certain_names ()
{
  if (names.is_empty ())
    {
      for (node_id n : certain)
        order.names_of (n, names);
      names.qsort (compare_versions);
    }
  return names;
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
  gimple *stmt = (gimple *)const_cast<void *> (g->steps.v[stops[i].step].where);
  if (cell.place.stride || order.several[cell.obj])
    return false;
  /* The very store that the step sums up, that is.  */
  const struct step &step = g->steps.v[stops[i].step];
  const void *ref = step.kind == STEP_RECEIVE ? gimple_get_lhs (stmt)
                                              : innermost_step (step).what;
  for (const write_at &w : order.blocks[gimple_bb (stmt)->index])
    if (w.stmt == stmt && w.write.sure && covers (w.write.where, what.where)
        && (!step.inner || w.write.ref == ref))
      return true;
  return false;
}

/* The global that REF, perhaps a callee's expression, is in, and where.  */

static region
global_region (tree ref)
{
  poly_int64 poff, psize, pmax;
  bool reverse;
  HOST_WIDE_INT off, size;
  tree base = get_ref_base_and_extent (ref, &poff, &psize, &pmax, &reverse);
  if (!base || !VAR_P (base) || !is_global_var (base))
    return { NULL, NO_OBJECT, 0, -1 };
  if (maybe_ne (psize, pmax) || !poff.is_constant (&off)
      || !psize.is_constant (&size))
    return { base, NO_OBJECT, 0, -1 };
  return { base, NO_OBJECT, off / BITS_PER_UNIT, size / BITS_PER_UNIT };
}

/* What the number of the element that REF is, or the pointer to it, was loaded
   from.  OWN: in this very function.  */

static region
height_of (statement_order &order, tree ref, bool own)
{
  region none = { NULL, NO_OBJECT, 0, 0 };
  tree op = NULL_TREE;
  while (handled_component_p (ref) && !op)
    {
      if (TREE_CODE (ref) == ARRAY_REF
          && TREE_CODE (TREE_OPERAND (ref, 1)) == SSA_NAME)
        op = TREE_OPERAND (ref, 1);
      ref = TREE_OPERAND (ref, 0);
    }
  if (!op && TREE_CODE (ref) == MEM_REF
      && TREE_CODE (TREE_OPERAND (ref, 0)) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (TREE_OPERAND (ref, 0));
      if (is_gimple_assign (def)
          && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR)
        op = gimple_assign_rhs2 (def);
    }
  for (int depth = 0; op && TREE_CODE (op) == SSA_NAME && depth < 8; depth++)
    {
      gimple *def = SSA_NAME_DEF_STMT (op);
      if (!is_gimple_assign (def))
        return none;
      op = gimple_assign_rhs1 (def);
      if (!gimple_assign_load_p (def))
        continue;
      if (!own)
        return global_region (op);
      auto_vec<region, 8> regions;
      bool sure = true;
      return order.resolve (op, regions, &sure) && regions.length () == 1
                 ? regions[0]
                 : none;
    }
  return none;
}

/* May unknown code write to DECL, by way of other functions?  */

static bool
is_shared (function_info *info, tree decl)
{
  if (!is_global_var (decl))
    return false;
  varpool_node *node = varpool_node::get (decl);
  if (TREE_PUBLIC (decl) || DECL_EXTERNAL (decl) || !node)
    return true;
  struct ipa_ref *ref = NULL;
  for (unsigned i = 0; node->iterate_referring (i, ref); i++)
    if (ref->referring != info->node && ref->use != IPA_REF_LOAD)
      return true;
  return false;
}

/* What to look for after STEP has put the pointer into CELL.  */

watched
pursuit::watch (node_id cell, const struct step &step)
{
  watched w = { region_of_cell (g, cell), NULL_TREE, NULL, false, {} };
  const struct step &inner = innermost_step (step);
  tree what = (tree) const_cast<void *> (inner.what);
  bool stores = (inner.kind == STEP_STORE || inner.kind == STEP_COPY) && what
                && TREE_CODE (what) != FUNCTION_DECL;
  if (stores)
    {
      w.field = field_of (what);
      w.height = height_of (order, what, !step.inner);
      if (!step.inner)
        w.ref = what;
    }
  enum object_kind kind = g->objects.v[g->nodes.v[cell].obj].kind;
  if (kind == OBJECT_SINK || kind == OBJECT_OUTER || kind == OBJECT_UNKNOWN)
    {
      /* A callee's global, perhaps.  */
      w.where
          = stores ? global_region (what) : region{ NULL, NO_OBJECT, 0, -1 };
      if (w.where.decl && w.where.size >= 0)
        w.where.size = g->pointer_size;
      w.shared = !w.where.decl;
    }
  if (w.where.decl)
    w.shared = is_shared (order.info, (tree) const_cast<void *> (w.where.decl));
  return w;
}

void
pursuit::arrive (int i)
{
  const struct step step = g->steps.v[stops[i].step];
  gimple *stmt = (gimple *)const_cast<void *> (step.where);
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
      if (edge.grade != GRADE_SHOWN
          || !is_in_order (g->steps.v[edge.step].inner))
        continue;
      gimple *where
          = (gimple *)const_cast<void *> (g->steps.v[edge.step].where);
      int next_after = after;
      if (where && gimple_bb (where))
        {
          if (after >= 0 && !arrivals[after].path->comes_by (where))
            continue;
          next_after = -1;
        }
      visit (edge.dst, edge.step, i, next_after,
             stops[i].vague || differs_past (i, edge));
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
      if (edge.grade != GRADE_SHOWN
          || !is_in_order (g->steps.v[edge.step].inner))
        continue;
      gimple *where
          = (gimple *)const_cast<void *> (g->steps.v[edge.step].where);
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
  for (unsigned i = 0; i < stops.length () && order.scanned++ <= MAX_SCANNED;
       i++)
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
    events_of_trace (trace_single (g, g->steps.v[steps.pop ()]), *why);
}

/* May STMT have stored to a local instead?  */

static bool
may_hit_local (statement_order &order, gimple *stmt)
{
  struct graph *g = order.g;
  tree lhs = gimple_get_lhs (stmt);
  auto_vec<region, 8> regions;
  bool sure = true;
  if (!lhs || TREE_CODE (lhs) == SSA_NAME
      || !order.resolve (lhs, regions, &sure))
    return false;
  for (const region &r : regions)
    if (r.obj
        && (g->objects.v[r.obj].kind == OBJECT_FRAME
            || g->objects.v[r.obj].kind == OBJECT_ALLOCA))
      return true;
  return false;
}

/* Does NAME, which a loop gives other values, hold the pointer behind it, at BB,
   only where the loop did not run?  */

bool
pursuit::leaves_loop (tree name, basic_block bb) const
{
  gphi *phi = dyn_cast<gphi *> (SSA_NAME_DEF_STMT (name));
  loop_region *loop
      = phi ? order.info->loops->innermost (gimple_bb (phi)) : NULL;
  if (!loop || !loop->entries.contains (gimple_bb (phi)) || loop->contains (bb))
    return false;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    {
      tree arg = gimple_phi_arg_def (phi, i);
      if (!loop->contains (gimple_phi_arg_edge (phi, i)->src))
        continue;
      if (TREE_CODE (arg) != SSA_NAME)
        {
          if (is_address (arg))
            return false;
          continue;
        }
      for (const stop &s : stops)
        if (s.node == order.info->ssa[SSA_NAME_VERSION (arg)])
          return false;
    }
  return true;
}

/* Does the pointer come to stop I only where a loop did not run?  Who wrote the
   loop may know that it does.  */

bool
pursuit::passes_idle_loop (int i)
{
  for (; stops[i].from >= 0; i = stops[i].from)
    {
      tree from = name_of (stops[stops[i].from].node);
      tree to = name_of (stops[i].node);
      gimple *stmt
          = to ? SSA_NAME_DEF_STMT (to)
               : (gimple *)const_cast<void *> (g->steps.v[stops[i].step].where);
      if (from && stmt && gimple_bb (stmt)
          && leaves_loop (from, gimple_bb (stmt)))
        return true;
    }
  return false;
}

/* Was the pointer that comes to stop I read out of the object itself?  A head that
   points to itself is an empty list: who takes out what it leads to has asked
   whether there is something in it.  */

bool
pursuit::comes_out_of_itself (int i) const
{
  while (i >= 0 && g->nodes.v[stops[i].node].obj != obj)
    i = stops[i].from;
  return i >= 0;
}

/* Is the pointer still somewhere when the function returns?  */

enum exit_answer
pursuit::at_end (event_path *why)
{
  enum exit_answer answer = order.scanned > MAX_SCANNED ? EXIT_MAYBE : EXIT_NO;
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
              || !(holder.reason
                   & (REASON_GLOBAL | REASON_HEAP | REASON_THREAD
                      | REASON_PARAMETER | REASON_RETURNED))
              || (holder.reason == REASON_THREAD && order.joins))
            continue;
          /* Fall through.  */
        case OBJECT_GLOBAL:
        case OBJECT_CONTENT:
        case OBJECT_OUTER:
          {
            const arrival *a
                = stops[i].arrival >= 0 ? &arrivals[stops[i].arrival] : NULL;
            if (a && !a->path->reaches_end)
              continue;
            /* Unknown code got the memory that holds it: it may put things
	       right.  */
            certain &= a && !a->path->uncertain && !order.jumps
                       && !(holder.exposed && holder.passed_on);
            const struct step &step = g->steps.v[stops[i].step];
            if (step.kind == STEP_STORE
                && may_hit_local (order,
                                  (gimple *)const_cast<void *> (step.where)))
              certain = false;
            break;
          }
        default:
          continue;
        }
      /* An array's element that is not known, behind a parameter, may be
	 anything.  */
      if (holder.kind == OBJECT_CONTENT && n.place.stride == 1 && !n.place.len)
        certain = false;
      if (certain && !passes_idle_loop (i) && !comes_out_of_itself (i))
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
    if (lhs && TREE_CODE (lhs) == SSA_NAME && POINTER_TYPE_P (TREE_TYPE (lhs)))
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
          gimple *s = (gimple *)const_cast<void *> (
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
      for (gcall *call : order.calls)
        {
          const outside_accesses *known
              = accesses_of (gimple_call_fndecl (call));
          if (!known || !a.path->comes_by_late (call))
            continue;
          for (const outside_access &r : known->reads)
            {
              auto_vec<region, 8> regions;
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
  const pursuit &pointer;
  hash_set<tree> names; /* Looked at from their definition on.  */
  gimple *found;
};

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
                       && b.pointer.comes_to (lhs) && !b.names.add (lhs))
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
                      && !is_null_on (name, e) && b.pointer.comes_to (result)
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

/* Where control comes to real uses, and to a return of an object's address.  */

class uses_ahead
{
public:
  uses_ahead (statement_order &);
  bool behind (gimple *, object_id) const;

private:
  bool is_use_or_note (gimple *);

  statement_order &order;
  auto_vec<unsigned> last;    /* By block: the position of the last, or 0.  */
  auto_vec<bool> later;       /* By block: in one that may follow.  */
  auto_vec<node_id> returned; /* The values of all returns.  */
};

/* Is STMT a real use?  Of a return, note what it returns instead.  */

bool
uses_ahead::is_use_or_note (gimple *stmt)
{
  if (!is_real_use (stmt))
    return false;
  greturn *r = dyn_cast<greturn *> (stmt);
  if (!r)
    return true;
  tree value = gimple_return_retval (r);
  if (value && TREE_CODE (value) == SSA_NAME)
    returned.safe_push (order.info->ssa[SSA_NAME_VERSION (value)]);
  return false;
}

uses_ahead::uses_ahead (statement_order &o) : order (o)
{
  auto_vec<basic_block> queue;
  last.safe_grow_cleared (order.n_blocks, true);
  later.safe_grow_cleared (order.n_blocks, true);
  basic_block bb;
  FOR_EACH_BB_FN (bb, order.info->fun)
    {
      for (gimple_stmt_iterator i = gsi_last_bb (bb);
           !gsi_end_p (i) && !last[bb->index]; gsi_prev (&i))
        if (is_use_or_note (gsi_stmt (i)))
          last[bb->index] = *order.positions.get (gsi_stmt (i));
      if (last[bb->index])
        queue.safe_push (bb);
    }
  while (!queue.is_empty ())
    {
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, queue.pop ()->preds)
        if (!later[e->src->index])
          {
            later[e->src->index] = true;
            queue.safe_push (e->src);
          }
    }
}

bool
uses_ahead::behind (gimple *stmt, object_id obj) const
{
  int bb = gimple_bb (stmt)->index;
  if (later[bb] || last[bb] > *order.positions.get (stmt))
    return true;
  for (node_id n : returned)
    if (n && graph_holds (order.g, n, obj))
      return true;
  return false;
}

/* A use of POINTER, in a name of the function, behind I in BB, where the life of
   what it points to ends.  */

static gimple *
use_behind (function_info *info, pursuit &pointer, basic_block bb,
            gimple_stmt_iterator i)
{
  gsi_next (&i);
  for (tree name : pointer.certain_names ())
    {
      block_search b = { info, pointer, hash_set<tree> (), NULL };
      follow (b, bb, i, name);
      if (b.found)
        return b.found;
    }
  return NULL;
}

/* --- The interface. ---  */

static statement_order *current;

static statement_order &
order_of (function_info *info)
{
  if (!current || current->info != info || current->g != info->graph)
    {
      delete current;
      current = new statement_order (info);
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
                             gimple *use, void *data),
              void *data)
{
  hash_map<tree, object_id> objects;
  hash_map<tree, vec<gimple *> > ends;
  auto_vec<tree> decls;
  struct graph *g = info->graph;
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_FRAME && g->objects.v[o].what
        && !g->objects.v[o].origin)
      objects.put ((tree) const_cast<void *> (g->objects.v[o].what), o);
  statement_order &order = order_of (info);
  uses_ahead uses (order);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb);
         !gsi_end_p (i) && info->values->executable (bb); gsi_next (&i))
      {
        tree decl = ended_variable (gsi_stmt (i));
        object_id *obj = decl ? objects.get (decl) : NULL;
        if (!obj || !info->address_used->contains (decl)
            || !uses.behind (gsi_stmt (i), *obj))
          continue;
        bool existed;
        ends.get_or_insert (decl, &existed).safe_push (gsi_stmt (i));
        if (!existed)
          decls.safe_push (decl);
      }
  for (tree decl : decls)
    {
      pursuit p (order, *objects.get (decl), decl);
      vec<gimple *> *list = ends.get (decl);
      gimple *use = NULL, *last = NULL;
      for (unsigned i = 0; i < list->length () && !use; i++)
        {
          last = (*list)[i];
          use = use_behind (info, p, gimple_bb (last), gsi_for_stmt (last));
        }
      if (!use)
        use = p.late_use (&last);
      if (use)
        found (info, decl, last, use, data);
      list->release ();
    }
}

void
exits_note_accesses (function_info *info)
{
  note_accesses (order_of (info));
}

void
exits_finish (void)
{
  forget_accesses ();
}
