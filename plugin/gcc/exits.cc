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
  pursuit (statement_order &, object_id obj);
  ~pursuit ();
  enum exit_answer at_end (event_path *why);

private:
  void visit (node_id, step_id, int from, int after, bool vague);
  void arrive (int stop);
  bool is_known_place (int stop);
  void run ();
  void leave_variable (int stop);
  void leave_cell (int stop);
  watched watch (node_id cell, const struct step &);
  void explain (int stop, event_path *why);
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
  auto_vec<stop> stops;
  auto_vec<arrival> arrivals;
  hash_set<visit_hash> seen;
};

/* More cells than this are not followed, and nothing further where the pursuits
   of the function went over so many places and writes: nothing is certain
   then.  */
#define MAX_ARRIVALS 200
#define MAX_SCANNED (1 << 22)

pursuit::pursuit (statement_order &o, object_id obj)
    : order (o), g (o.g), obj (obj)
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

/* Does STEP hand the pointer to a callee that was looked at coarsely?  Where that
   leads is shown, but not that all of it can be so at once.  */

static bool
is_coarse (const struct step &step)
{
  tree callee = step.kind == STEP_PASS ? (tree) const_cast<void *> (step.what)
                                       : NULL_TREE;
  function_info *target = callee && TREE_CODE (callee) == FUNCTION_DECL
                              ? function_info_of (callee)
                              : NULL;
  if (target && target->summary && target->summary->imprecise)
    return true;
  for (unsigned i = 0; step.inner && i < step.inner->n; i++)
    if (is_coarse (step.inner->steps[i]))
      return true;
  return false;
}

void
pursuit::visit (node_id node, step_id step, int from, int after, bool vague)
{
  vague |= is_coarse (g->steps.v[step]);
  bool cell = g->nodes.v[node].obj != NO_OBJECT;
  /* Each store into a cell has a way of its own.  */
  uint64_t key = (uint64_t)node << 33
                 | (cell ? (uint64_t)step : (uint64_t)(after + 1)) << 1 | vague;
  if (seen.add (key + 1))
    return;
  stops.safe_push ({ node, step, from, after, -1, vague });
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
  arrivals.last ().path = new way (order, stmt, arrivals.last ().what);
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
  pursuit p (order_of (info), obj);
  return p.at_end (why);
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
