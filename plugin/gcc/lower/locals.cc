/* Locals that live in memory, followed in order: see locals.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "gimple-walk.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "attributes.h"
#include "site.h"
#include "order.h"
#include "record.h"
#include "locals.h"

/* More accesses, parts or work than this for one local, and it is not
   followed.  */
#define MAX_ACCESSES 64
#define MAX_PARTS 24
#define MAX_WORK 100000

struct local_versions::access
{
  gimple *stmt; /* Null: the entry.  */
  bool write;
  bool exact;       /* All of [FROM, TO), and nothing else.  */
  int64_t from, to; /* Bytes.  */
};

/* A call that gets the local's address, of a function that only other units
   know: the program splits the local if that only reads and writes there.  */

struct local_versions::pass
{
  gcall *call;
  unsigned arg;
  int64_t off; /* -1: not known.  */
};

struct local_versions::local
{
  tree decl;
  int64_t size;
  auto_vec<access> accesses;
  auto_vec<int64_t> cuts; /* Where parts begin, and the end.  */
  hash_map<gimple *, object_id> writes, reads;
  auto_vec<std::pair<edge, object_id> > over; /* See read_over.  */
  object_id entry;
  auto_vec<pass> passes;
  uint32_t split;   /* With PASSES: the number of the record's split.  */
  bool passed;      /* Its address is handed to callees, ... */
  bool overwritten; /* ... and one overwrites it for certain.  */
  bool failed;
};

static bool
can_follow (tree decl)
{
  return (VAR_P (decl) || TREE_CODE (decl) == PARM_DECL)
         && !is_global_var (decl) && !is_gimple_reg (decl)
         && !TREE_THIS_VOLATILE (decl) && !DECL_HAS_VALUE_EXPR_P (decl)
         && (AGGREGATE_TYPE_P (TREE_TYPE (decl))
             || POINTER_TYPE_P (TREE_TYPE (decl)))
         && type_bytes (TREE_TYPE (decl)) > 0;
}

/* Does TYPE have a place for a pointer?  */

static bool
has_place (const_tree type)
{
  const struct shape *shape = type_shape (const_cast<tree> (type));
  return !shape || shape->n;
}

local_versions::local *
local_versions::find (tree decl)
{
  local **l = m_locals.get (decl);
  return l && !(*l)->failed ? *l : NULL;
}

/* The record of DECL, made when first asked for, or null.  */

local_versions::local *
local_versions::record (tree decl)
{
  if (!decl || !DECL_P (decl) || !can_follow (decl))
    return NULL;
  bool existed;
  local *&l = m_locals.get_or_insert (decl, &existed);
  if (!existed)
    {
      l = new local ();
      l->decl = decl;
      l->size = type_bytes (TREE_TYPE (decl));
      l->failed = !has_place (TREE_TYPE (decl));
      m_list.safe_push (l);
      if (TREE_CODE (decl) == PARM_DECL)
        {
          access a = { NULL, true, true, 0, l->size };
          l->accesses.safe_push (a);
        }
    }
  l->failed |= l->accesses.length () >= MAX_ACCESSES;
  return l->failed ? NULL : l;
}

void
local_versions::note (gimple *stmt, tree ref, int64_t size, bool write)
{
  local *l = record (get_base_address (ref));
  if (!l)
    return;
  struct place place;
  lower_reference (m_info, ref, stmt, &place, ACCESS_PLAIN);
  bool bits = TREE_CODE (ref) == COMPONENT_REF
              && DECL_BIT_FIELD (TREE_OPERAND (ref, 1));
  access a = { stmt, write, !place.stride && size > 0 && !bits, place.off,
               place.off + size };
  if (!a.exact || a.from < 0 || a.to > l->size)
    {
      a.exact = false;
      a.from = 0;
      a.to = l->size;
    }
  l->accesses.safe_push (a);
}

bool
local_versions::note_load (gimple *stmt, tree, tree ref, void *data)
{
  ((local_versions *)data)
      ->note (stmt, ref, type_bytes (TREE_TYPE (ref)), false);
  return false;
}

bool
local_versions::note_store (gimple *stmt, tree, tree ref, void *data)
{
  ((local_versions *)data)
      ->note (stmt, ref, type_bytes (TREE_TYPE (ref)), true);
  return false;
}

/* Is a body all that can tell what CALL does?  */

static bool
asks_body (gcall *call)
{
  tree fndecl = gimple_call_fndecl (call);
  return fndecl && !fndecl_built_in_p (fndecl)
         && !stmt_can_make_abnormal_goto (call) && !find_library (fndecl)
         && !fn_attributes_of (TREE_TYPE (fndecl), fndecl)->flows
         && !fn_attributes_of_call (call, fndecl)->flows;
}

/* What CALL, of a known function, does to the memory that argument I points to,
   if it does no more with the address than use it; else null.  */

static const outside_accesses *
accesses_behind (function_info *info, gcall *call, unsigned i)
{
  tree fndecl = gimple_call_fndecl (call);
  function_info *target = fndecl ? function_info_of (fndecl) : NULL;
  if (!target || !target->analysed || target->component == info->component
      || !trusts_body (target)
      || !summary_only_accesses (target->summary, (int)i))
    return NULL;
  return accesses_of (fndecl);
}

/* STMT uses ARG, the address of OP.  If it hands it to a callee that does
   nothing but read and write there, that is an access like others.  */

bool
local_versions::note_passed (gimple *stmt, tree op, tree arg)
{
  gcall *call = dyn_cast<gcall *> (stmt);
  unsigned n = 0, i = 0;
  for (unsigned k = 0; call && k < gimple_call_num_args (call); k++)
    {
      tree a = gimple_call_arg (call, k);
      if (a == arg)
        i = k;
      if (TREE_CODE (a) == ADDR_EXPR
          && get_base_address (TREE_OPERAND (a, 0)) == get_base_address (op))
        n++;
    }
  if (n != 1 || gimple_call_arg (call, i) != arg)
    return false;
  if (!asks_body (call))
    return false;
  const outside_accesses *known = accesses_behind (m_info, call, i);
  local *l = known || m_info->record ? record (get_base_address (op)) : NULL;
  if (!l)
    return false;
  struct place place;
  lower_reference (m_info, op, stmt, &place, ACCESS_PLAIN);
  for (bool write : { false, true })
    {
      /* What comes through a callee of another unit is its version for all
         behind it.  */
      access a = { stmt, write, write && !known, 0, l->size };
      l->accesses.safe_push (a);
    }
  l->passed = true;
  if (!known)
    {
      pass p = { call, i, place.stride || place.off < 0 ? -1 : place.off };
      l->passes.safe_push (p);
      return true;
    }
  for (const outside_access &w : known->writes)
    {
      access a
          = { stmt, true, true, place.off + w.off, place.off + w.off + w.size };
      if (w.param != (int)i || !w.anew || place.stride || a.from < 0
          || a.to <= a.from || a.to > l->size)
        continue;
      l->accesses.safe_push (a);
      l->overwritten = true;
    }
  return true;
}

bool
local_versions::note_address (gimple *stmt, tree op, tree arg, void *data)
{
  local_versions *v = (local_versions *)data;
  tree base = get_base_address (op);
  int64_t bytes;
  if (base && DECL_P (base) && !is_for_checks (stmt)
      && !is_block_call (v->m_info, stmt, &bytes)
      && !v->note_passed (stmt, op, arg))
    v->m_taken.add (base);
  return false;
}

void
local_versions::note_block_call (gimple *stmt)
{
  int64_t bytes;
  if (!is_block_call (m_info, stmt, &bytes))
    return;
  for (unsigned i = 0; i < 2; i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      if (TREE_CODE (arg) == ADDR_EXPR)
        note (stmt, TREE_OPERAND (arg, 0), bytes, i == 0);
    }
}

static int
compare_bytes (const void *a, const void *b)
{
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

/* Cut L into the parts that its accesses tell apart.  */

bool
local_versions::cut (local *l)
{
  l->cuts.safe_push (0);
  l->cuts.safe_push (l->size);
  for (const access &a : l->accesses)
    for (int64_t at : { a.from, a.to })
      if (!l->cuts.contains (at))
        l->cuts.safe_push (at);
  l->cuts.qsort (compare_bytes);
  return l->cuts.length () <= MAX_PARTS
         && (uint64_t)l->cuts.length () * l->accesses.length ()
                    * n_basic_blocks_for_fn (m_info->fun)
                <= MAX_WORK;
}

object_id
local_versions::new_version (local *l)
{
  struct graph *g = m_info->graph;
  return l->passes.is_empty ()
             ? graph_object (g, OBJECT_FRAME, l->decl, l->size)
             : graph_version (g, l->decl, l->size, l->split);
}

object_id
local_versions::version (local *l, gimple *stmt, bool write)
{
  if (!stmt)
    {
      if (!l->entry)
        l->entry = new_version (l);
      return l->entry;
    }
  bool existed;
  object_id &o = (write ? l->writes : l->reads).get_or_insert (stmt, &existed);
  if (!existed)
    o = new_version (l);
  return o;
}

/* Let what DEF writes to [FROM, TO) flow to all reads that it reaches; or else
   to object INTO, if it is still there where control takes OVER.  */

void
local_versions::flow (local *l, const access &def, int64_t from, int64_t to,
                      edge over, object_id into)
{
  struct graph *g = m_info->graph;
  node_id source
      = graph_address (g, version (l, def.stmt, true), place_start, NO_STEP);
  hash_set<basic_block> seen;
  auto_vec<basic_block> queue;
  basic_block bb;
  gimple_stmt_iterator i;
  if (def.stmt)
    {
      bb = gimple_bb (def.stmt);
      i = gsi_for_stmt (def.stmt);
      gsi_next (&i);
    }
  else
    {
      bb = single_succ (ENTRY_BLOCK_PTR_FOR_FN (m_info->fun));
      i = gsi_start_bb (bb);
      seen.add (bb);
    }
  struct place part = place_at (from);
  for (;;)
    {
      bool killed = false;
      for (; !gsi_end_p (i) && !killed; gsi_next (&i))
        for (const access &a : l->accesses)
          {
            if (a.stmt != gsi_stmt (i) || a.to <= from || a.from >= to)
              continue;
            if (a.write)
              killed |= a.exact && a.from <= from && a.to >= to;
            else if (!over)
              graph_block (g,
                           graph_address (g, version (l, a.stmt, false),
                                          place_start, NO_STEP),
                           part, source, part, to - from, NULL, NO_STEP);
          }
      if (!killed)
        {
          edge e;
          edge_iterator ei;
          FOR_EACH_EDGE (e, ei, bb->succs)
            {
              if (e == over)
                graph_block (g, graph_address (g, into, place_start, NO_STEP),
                             part, source, part, to - from, NULL, NO_STEP);
              if (e->dest != EXIT_BLOCK_PTR_FOR_FN (m_info->fun)
                  && m_info->values->executable (e) && !seen.add (e->dest))
                queue.safe_push (e->dest);
            }
        }
      if (queue.is_empty ())
        return;
      bb = queue.pop ();
      i = gsi_start_bb (bb);
    }
}

void
local_versions::connect (local *l, edge over, object_id into)
{
  for (const access &a : l->accesses)
    for (unsigned k = 0; a.write && k + 1 < l->cuts.length (); k++)
      if (l->cuts[k] >= a.from && l->cuts[k + 1] <= a.to)
        flow (l, a, l->cuts[k], l->cuts[k + 1], over, into);
}

/* Have L split if what its passes come to allows it.  */

void
local_versions::split (local *l)
{
  struct record *r = m_info->record;
  if (l->passes.is_empty ())
    return;
  l->split = record_split (r, l->decl, l->size, l->overwritten);
  for (const pass &p : l->passes)
    record_split_if (r, callee_of_decl (gimple_call_fndecl (p.call)), p.arg,
                     p.off);
}

/* Let what L holds go through its passes.  */

void
local_versions::go_through (local *l)
{
  struct graph *g = m_info->graph;
  for (const pass &p : l->passes)
    {
      node_id ends[2];
      for (bool write : { false, true })
        ends[write] = graph_address (g, version (l, p.call, write), place_start,
                                     NO_STEP);
      record_pass (m_info->record, l->split, ends[0], ends[1],
                   callee_of_decl (gimple_call_fndecl (p.call)), p.arg, p.off);
    }
}

local_versions::local_versions (function_info *info) : m_info (info)
{
  if (info->fun->calls_setjmp || info->fun->has_nonlocal_label
      || info->graph->precision != PRECISION_FULL)
    return;
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      if (!info->values->executable (bb))
        continue;
      for (gphi_iterator i = gsi_start_phis (bb); !gsi_end_p (i); gsi_next (&i))
        walk_stmt_load_store_addr_ops (i.phi (), this, NULL, NULL,
                                       note_address);
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        {
          walk_stmt_load_store_addr_ops (gsi_stmt (i), this, note_load,
                                         note_store, note_address);
          note_block_call (gsi_stmt (i));
        }
    }
  for (local *l : m_list)
    {
      if (l->failed || m_taken.contains (l->decl)
          || (l->passed && !l->overwritten && l->passes.is_empty ())
          || !cut (l))
        l->failed = true;
      else
        {
          split (l);
          for (const access &a : l->accesses)
            version (l, a.stmt, a.write);
          connect (l);
          go_through (l);
        }
    }
}

local_versions::~local_versions ()
{
  for (local *l : m_list)
    delete l;
}

/* Does anything write to L between where control took E and STMT, which it has
   come to without another way coming in?  */

bool
local_versions::is_written_behind (local *l, edge e, gimple *stmt)
{
  gimple_stmt_iterator i = gsi_for_stmt (stmt);
  for (basic_block bb = gimple_bb (stmt);;)
    {
      for (; !gsi_end_p (i); gsi_prev (&i))
        if (l->writes.get (gsi_stmt (i)))
          return true;
      if (bb == e->dest)
        return false;
      bb = single_pred (bb);
      i = gsi_last_bb (bb);
    }
}

object_id
local_versions::read_over (tree decl, gimple *stmt, edge e)
{
  local *l = find (decl);
  if (!l || !l->reads.get (stmt) || is_written_behind (l, e, stmt))
    return NO_OBJECT;
  for (const std::pair<edge, object_id> &known : l->over)
    if (known.first == e)
      return known.second;
  object_id o = new_version (l);
  l->over.safe_push (std::make_pair (e, o));
  connect (l, e, o);
  return o;
}

bool
local_versions::is_accessed (tree decl, gimple *stmt)
{
  local *l = find (decl);
  return l && (l->writes.get (stmt) || l->reads.get (stmt));
}

bool
local_versions::is_conditional (tree decl, uint32_t *split)
{
  local *l = find (decl);
  *split = l ? l->split : 0;
  return l && !l->passes.is_empty ();
}

/* An access that was not foreseen: anything can come before or after it.  */

object_id
local_versions::loose (local *l, gimple *stmt, bool write)
{
  struct graph *g = m_info->graph;
  object_id o = version (l, stmt, write);
  node_id here = graph_address (g, o, place_start, NO_STEP);
  for (const access &a : l->accesses)
    if (a.write != write)
      {
        node_id there = graph_address (g, version (l, a.stmt, a.write),
                                       place_start, NO_STEP);
        graph_block (g, write ? there : here, place_start, write ? here : there,
                     place_start, -1, NULL, NO_STEP);
      }
  for (const std::pair<edge, object_id> &known : l->over)
    if (write)
      graph_block (g, graph_address (g, known.second, place_start, NO_STEP),
                   place_start, here, place_start, -1, NULL, NO_STEP);
  access a = { stmt, write, false, 0, l->size };
  l->accesses.safe_push (a);
  return o;
}

object_id
local_versions::written (tree decl, gimple *stmt)
{
  local *l = find (decl);
  if (!l)
    return NO_OBJECT;
  if (!stmt)
    return l->entry;
  object_id *o = l->writes.get (stmt);
  return o ? *o : loose (l, stmt, true);
}

object_id
local_versions::read (tree decl, gimple *stmt)
{
  local *l = find (decl);
  if (!l)
    return NO_OBJECT;
  object_id *o = l->reads.get (stmt);
  return o ? *o : loose (l, stmt, false);
}
