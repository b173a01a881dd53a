/* Sparse conditional constant propagation over a function as it stands before
   any optimisation, so that verdicts are the same at every -O level.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Nothing in the function is changed.  */

#ifndef ESCAPE_GCC_CONSTPROP_H
#define ESCAPE_GCC_CONSTPROP_H

class const_values
{
public:
  /* Propagates over FUN at once.  */
  explicit const_values (function *fun);

  /* OP itself if it is a constant, the constant that it always has, or
     null.  */
  tree constant (tree op) const;

  /* The largest constant that OP can have, looking through PHIs and choices;
     null if some value is not constant.  */
  tree maximum (tree op) const;

  /* Can control reach this block, take this edge?  */
  bool executable (basic_block bb) const;
  bool executable (edge e) const;

private:
  enum state
  {
    UNDEFINED,
    CONSTANT,
    VARYING
  };
  struct lattice
  {
    state s;
    tree value;
  };

  lattice get (tree op) const;
  void set (tree name, lattice);
  void add_edge (edge e);
  void enter (edge in);
  void visit (gimple *);
  void visit_phi (gphi *);
  void set_argument (gphi *phi, edge e);
  void visit_control (gimple *);
  tree maximum_1 (tree op, int depth) const;
  static tree valueize (tree op);

  function *m_fun;
  auto_vec<lattice> m_values;
  hash_set<edge> m_edges;
  auto_vec<bool> m_blocks;
  auto_vec<edge> m_edge_list;
  auto_vec<tree> m_name_list;
};

/* The operands of a binary statement, also where a sanitizer has made a call of
   it.  False if STMT is something else.  */
bool arithmetic_operands (gimple *stmt, enum tree_code *code, tree *a, tree *b);

#endif
