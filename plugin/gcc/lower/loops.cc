/* The loops of a function: see loops.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "ssa.h"
#include "loops.h"

loop_nest::loop_nest (function *fun, const const_values &values)
    : m_fun (fun), m_values (values)
{
}

loop_nest::~loop_nest ()
{
  for (loop_region *l : m_loops)
    delete l;
}

/* Find the loops among BLOCKS, outer ones before those in them, by Tarjan's
   algorithm; edges that leave BLOCKS do not count.  */

void
loop_nest::find (const auto_vec<basic_block> &blocks)
{
  for (basic_block bb : blocks)
    m_states[bb->index] = { 0, 0, 0, false, true, NULL };
  auto_vec<basic_block> stack, path;
  auto_vec<loop_region *> found;
  unsigned index = 0;
  for (basic_block root : blocks)
    {
      if (m_states[root->index].index)
        continue;
      path.safe_push (root);
      while (!path.is_empty ())
        {
          basic_block bb = path.last ();
          state &s = m_states[bb->index];
          if (!s.index)
            {
              s.index = s.low = ++index;
              s.on_stack = true;
              stack.safe_push (bb);
            }
          if (s.next < EDGE_COUNT (bb->succs))
            {
              edge e = EDGE_SUCC (bb, s.next++);
              state &t = m_states[e->dest->index];
              if (!t.member || !m_values.executable (e))
                continue;
              if (!t.index)
                path.safe_push (e->dest);
              else if (t.on_stack)
                s.low = MIN (s.low, t.index);
              continue;
            }
          path.pop ();
          if (!path.is_empty ())
            {
              state &up = m_states[path.last ()->index];
              up.low = MIN (up.low, s.low);
            }
          if (s.low != s.index)
            continue;
          loop_region *l = new loop_region;
          basic_block t;
          do
            {
              t = stack.pop ();
              m_states[t->index].on_stack = false;
              m_states[t->index].loop = l;
              l->blocks.add (t);
            }
          while (t != bb);
          if (l->blocks.elements () == 1 && !find_edge (bb, bb))
            {
              m_states[bb->index].loop = NULL;
              delete l;
            }
          else
            found.safe_push (l);
        }
    }
  for (basic_block bb : blocks)
    {
      m_states[bb->index].member = false;
      loop_region *l = m_states[bb->index].loop;
      if (!l)
        continue;
      m_innermost[bb->index] = l;
      edge e;
      edge_iterator ei;
      bool entry = false;
      FOR_EACH_EDGE (e, ei, bb->preds)
        entry |= m_values.executable (e) && !l->contains (e->src);
      if (entry)
        l->entries.add (bb);
      else
        l->inner.safe_push (bb);
    }
  for (loop_region *l : found)
    {
      m_loops.safe_push (l);
      if (l->inner.length () < l->blocks.elements ())
        find (l->inner);
      l->inner.release ();
    }
}

loop_region *
loop_nest::innermost (basic_block bb)
{
  if (m_innermost.is_empty ())
    {
      m_innermost.safe_grow_cleared (last_basic_block_for_fn (m_fun), true);
      m_states.safe_grow_cleared (last_basic_block_for_fn (m_fun), true);
      auto_vec<basic_block> all;
      basic_block b;
      FOR_EACH_BB_FN (b, m_fun)
        if (m_values.executable (b))
          all.safe_push (b);
      find (all);
    }
  return bb ? m_innermost[bb->index] : NULL;
}

bool
loop_nest::dies_in (loop_region *loop, tree var)
{
  for (basic_block bb : loop->blocks)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      {
        gimple *s = gsi_stmt (i);
        if (gimple_clobber_p (s) && gimple_assign_lhs (s) == var)
          return true;
      }
  return false;
}

bool
loop_nest::survives (loop_region *loop, tree name)
{
  gimple *def = SSA_NAME_DEF_STMT (name);
  basic_block bb = gimple_bb (def);
  /* It came out of memory, or by a PHI.  */
  if (!loop->contains (bb))
    return true;
  if (gphi *phi = dyn_cast<gphi *> (def))
    if (loop->entries.contains (bb))
      for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
        if (loop->contains (gimple_phi_arg_edge (phi, i)->src))
          return true;
  imm_use_iterator it;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, it, name)
  {
    gimple *s = USE_STMT (use);
    if (!is_gimple_debug (s) && gimple_bb (s)
        && !loop->contains (gimple_bb (s)))
      return true;
  }
  return false;
}
