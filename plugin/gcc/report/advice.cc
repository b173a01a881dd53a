/* Advice on slices: that grow in a loop, that hold a known number of maps.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Append past the capacity makes a new array.  A call in a loop that makes the
   array of the very slice that it is handed grows that slice; if nothing has
   reserved capacity for it, a note says what to reserve.

   A slice of maps is two levels of allocations.  Where the outer one is as good as
   an array, a note says so.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "judge.h"
#include "site.h"

/* Did the call that made OBJ ask for room?  Calls whose numbers are all zero
   did not.  */

static bool
has_room (function_info *info, const struct object *obj)
{
  gimple *call = (gimple *)const_cast<void *> (obj->call);
  if (!call || (obj->size.kind == SIZE_CONSTANT && !obj->size.bytes))
    return false;
  bool numbers = false;
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    {
      tree arg = gimple_call_arg (call, i);
      if (!INTEGRAL_TYPE_P (TREE_TYPE (arg)))
        continue;
      numbers = true;
      tree value = info->values->constant (arg);
      if (!value || !integer_zerop (value))
        return true;
    }
  return !numbers;
}

/* Does NAME count the iterations of LOOP: is it, but for conversions, a PHI at its
   entry, to which each round adds a number?  */

static bool
is_counter (loop_region *loop, tree name)
{
  gimple *def = SSA_NAME_DEF_STMT (name);
  while (gimple_assign_cast_p (def)
         && TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME)
    def = SSA_NAME_DEF_STMT (gimple_assign_rhs1 (def));
  gphi *phi = dyn_cast<gphi *> (def);
  if (!phi || !loop->entries.contains (gimple_bb (phi)))
    return false;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    {
      tree next = gimple_phi_arg_def (phi, i), a, b;
      enum tree_code code;
      if (loop->contains (gimple_phi_arg_edge (phi, i)->src)
          && TREE_CODE (next) == SSA_NAME
          && arithmetic_operands (SSA_NAME_DEF_STMT (next), &code, &a, &b)
          && code == PLUS_EXPR && TREE_CODE (b) == INTEGER_CST)
        return true;
    }
  return false;
}

/* What bounds the number of LOOP's iterations, if it counts up to something
   that it does not change; else null.  The first such condition counts.  */

static tree
loop_bound (function_info *info, loop_region *loop)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      if (!loop->contains (bb))
        continue;
      gcond *cond = safe_dyn_cast<gcond *> (gsi_stmt (gsi_last_bb (bb)));
      if (!cond
          || (loop->contains (EDGE_SUCC (bb, 0)->dest)
              && loop->contains (EDGE_SUCC (bb, 1)->dest)))
        continue;
      tree sides[2] = { gimple_cond_lhs (cond), gimple_cond_rhs (cond) };
      for (int i = 0; i < 2; i++)
        {
          tree side = sides[i], other = sides[1 - i];
          if (TREE_CODE (other) != SSA_NAME || !is_counter (loop, other))
            continue;
          if (tree value = info->values->constant (side))
            {
              if (TREE_CODE (value) == INTEGER_CST && !integer_zerop (value))
                return value;
              continue;
            }
          if (TREE_CODE (side) == SSA_NAME && INTEGRAL_TYPE_P (TREE_TYPE (side))
              && !loop->contains (gimple_bb (SSA_NAME_DEF_STMT (side))))
            return side;
        }
    }
  return NULL_TREE;
}

void
advise_on_growth (function_info *info, object_id obj, gcall *call,
                  const char *name)
{
  struct graph *g = info->graph;
  loop_region *loop = info->loops->innermost (gimple_bb (call));
  uint32_t making = g->objects.v[obj].making;
  if (options.m < 1 || !loop || g->objects.v[obj].heap_kind != KIND_SLICE
      || !making)
    return;
  const struct making *m = &g->makings.v[making - 1];
  for (uint32_t i = 0; i < m->n_args; i++)
    {
      object_list arrays = {};
      judged_handed (g, m, i, &arrays);
      bool grows = false, room = false;
      for (uint32_t k = 0; k < arrays.n; k++)
        {
          const struct object *o = &g->objects.v[arrays.v[k]];
          grows |= arrays.v[k] == obj;
          /* The caller's slice, or unknown: it may have room.  */
          room |= arrays.v[k] != obj
                  && (o->kind != OBJECT_FRESH || has_room (info, o));
        }
      vec_free (&arrays);
      if (!grows)
        continue;
      if (room)
        return;
      char *called = concat (name, "(...)", NULL);
      tree bound = loop_bound (info, loop);
      char *text;
      if (bound && TREE_CODE (bound) == INTEGER_CST)
        text = report_text ("%qs grows a slice in a loop: reserve %wd elements "
                            "before it",
                            called, tree_to_shwi (bound));
      else if (bound)
        {
          char *expr = expression_text (bound);
          text = report_text ("%qs grows a slice in a loop: reserve %qs "
                              "elements before it",
                              called, expr);
          free (expr);
        }
      else
        text = report_text ("%qs grows a slice in a loop: reserve capacity "
                            "before it",
                            called);
      report_note (1, info->decl, gimple_location (call), text);
      free (text);
      free (called);
      return;
    }
}

/* Does OBJ hold pointers to maps made here, and nothing else?  */

static bool
holds_maps (const struct graph *g, object_id obj)
{
  bool some = false;
  const struct object &o = g->objects.v[obj];
  for (uint32_t c = 0; c < o.cells.n; c++)
    {
      const struct node *cell = &g->nodes.v[o.cells.v[c]];
      for (uint32_t f = 0; f < cell->facts.n; f++)
        {
          const struct object *held = graph_target (g, &cell->facts.v[f]);
          if (held->kind != OBJECT_FRESH || held->heap_kind != KIND_MAP)
            return false;
          some = true;
        }
    }
  return some;
}

void
advise_on_maps (function_info *info, object_id obj, const verdict *v)
{
  if (options.m < 1 || v->escapes || v->heap_kind != KIND_SLICE
      || v->size < pointer_size_bytes ()
      || (unsigned HOST_WIDE_INT)v->size > options.stack_limit
      || !holds_maps (info->graph, obj))
    return;
  char *called = concat (v->name, "(...)", NULL);
  char *text
      = report_text ("%qs always has room for %wd maps: a fixed array of them "
                     "in "
                     "a struct needs no heap",
                     called, (HOST_WIDE_INT)(v->size / pointer_size_bytes ()));
  report_note (1, info->decl, v->loc, text);
  free (text);
  free (called);
}
