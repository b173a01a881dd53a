/* Locals that live in memory, followed in order.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The graph knows no order.  A local in memory whose address is never a value
   can be given one all the same: only statements that name it touch it; memcpy
   of it is one of them, and a call of a known function that does nothing with
   its address but read and write there is another.  Each
   statement that writes it gets an object of its own, its version; each that
   reads it gets one that is made of the versions that reach it, part by part.
   So a pointer that was overwritten does not escape with the struct, nor does
   one that a callee overwrites whatever happens.  */

#ifndef ESCAPE_GCC_LOCALS_H
#define ESCAPE_GCC_LOCALS_H

#include "lower.h"

class local_versions
{
public:
  explicit local_versions (function_info *info);
  ~local_versions ();

  /* The object that STMT (null: the entry) writes or reads when it names DECL;
     NO_OBJECT if DECL is not followed.  */
  object_id written (tree decl, gimple *stmt);
  object_id read (tree decl, gimple *stmt);

  /* Is DECL, which is followed, split on conditions?  *SPLIT: the number of that
     in the record.  */
  bool is_conditional (tree decl, uint32_t *split);

  /* What STMT reads of DECL, as it was where control took E, a way to STMT's
     block or one that leads to nowhere else; NO_OBJECT if that is not known or
     no different.  */
  object_id read_over (tree decl, gimple *stmt, edge e);

  /* Is DECL followed, and does STMT access it?  */
  bool is_accessed (tree decl, gimple *stmt);

private:
  struct access;
  struct pass;
  struct local;

  local *find (tree decl);
  local *record (tree decl);
  bool note_passed (gimple *stmt, tree op, tree arg);
  void note (gimple *stmt, tree ref, int64_t size, bool write);
  void note_block_call (gimple *stmt);
  bool cut (local *);
  void connect (local *, edge over = NULL, object_id into = NO_OBJECT);
  void flow (local *, const access &def, int64_t from, int64_t to,
             edge over = NULL, object_id into = NO_OBJECT);
  bool is_written_behind (local *, edge e, gimple *stmt);
  object_id new_version (local *);
  object_id version (local *, gimple *stmt, bool write);
  void split (local *);
  void go_through (local *);
  object_id loose (local *, gimple *stmt, bool write);

  static bool note_load (gimple *, tree, tree, void *);
  static bool note_store (gimple *, tree, tree, void *);
  static bool note_address (gimple *, tree, tree, void *);

  function_info *m_info;
  hash_map<tree, local *> m_locals;
  auto_vec<local *> m_list;
  hash_set<tree> m_taken;
};

#endif
