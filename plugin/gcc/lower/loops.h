/* The loops of a function, reducible or not, and what lives across their
   iterations.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   GCC's own loop tree knows natural loops only; loops made with goto into the
   middle count here too.  The nest is Steensgaard's: a loop is a strongly
   connected region of the flow graph, the loops in it those of the region
   without its entry blocks.  */

#ifndef ESCAPE_GCC_LOOPS_H
#define ESCAPE_GCC_LOOPS_H

#include "constprop.h"

struct loop_region
{
  hash_set<basic_block> blocks;
  hash_set<basic_block> entries;
  auto_vec<basic_block> inner; /* The others, while the nest is made.  */

  bool
  contains (basic_block bb)
  {
    return bb && blocks.contains (bb);
  }
};

class loop_nest
{
public:
  loop_nest (function *fun, const const_values &values); /* Lazy.  */
  ~loop_nest ();

  /* The innermost loop around BB, or null.  */
  loop_region *innermost (basic_block bb);

  /* Is VAR a variable of a block inside LOOP, so that its storage ends with
     each iteration?  */
  bool dies_in (loop_region *loop, tree var);

  /* Does NAME carry its value over an iteration's end: by a PHI at an entry
     of LOOP, or by a use behind it?  */
  bool survives (loop_region *loop, tree name);

private:
  struct state
  {
    unsigned index, low, next;
    bool on_stack, member;
    loop_region *loop;
  };

  void find (const auto_vec<basic_block> &blocks);

  function *m_fun;
  const const_values &m_values;
  auto_vec<loop_region *> m_loops;
  auto_vec<loop_region *> m_innermost; /* By block; once one was asked for. */
  auto_vec<state> m_states;            /* By block.  */
};

#endif
