/* What statements write, and how far in a function a value in memory comes: see
   order.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "ssa.h"
#include "import.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "attributes.h"
#include "order.h"

/* --- Regions. ---  */

static bool
same_object (const region &a, const region &b)
{
  return a.decl ? a.decl == b.decl : a.obj && a.obj == b.obj;
}

bool
covers (const region &a, const region &b)
{
  return same_object (a, b) && a.off <= b.off
         && (a.size < 0 || (b.size >= 0 && a.off + a.size >= b.off + b.size));
}

bool
overlaps (const region &a, const region &b)
{
  return same_object (a, b) && (a.size < 0 || a.off + a.size > b.off)
         && (b.size < 0 || b.off + b.size > a.off);
}

const void *
variable_of (const struct object &o)
{
  return o.kind == OBJECT_GLOBAL || (o.kind == OBJECT_FRAME && !o.origin)
             ? o.what
             : NULL;
}

region
region_of_object (const struct graph *g, object_id o, int64_t off, int64_t size)
{
  return { variable_of (g->objects.v[o]), o, off, size };
}

region
region_of_cell (const struct graph *g, node_id cell)
{
  const struct node &c = g->nodes.v[cell];
  /* An element that is not known which is somewhere in the array.  */
  return c.place.stride
             ? region_of_object (g, c.obj, 0, -1)
             : region_of_object (g, c.obj, c.place.off, g->pointer_size);
}

const void *
field_of (tree ref)
{
  if (TREE_CODE (ref) == COMPONENT_REF)
    return TREE_OPERAND (ref, 1);
  return POINTER_TYPE_P (TREE_TYPE (ref))
             ? TYPE_MAIN_VARIANT (TREE_TYPE (TREE_TYPE (ref)))
             : NULL;
}

/* --- What callees write and read, as their callers see it. ---  */

static hash_map<tree, outside_accesses *> *known_accesses;

void
forget_accesses (void)
{
  if (known_accesses)
    for (auto a : *known_accesses)
      delete a.second;
  delete known_accesses;
  known_accesses = NULL;
}

const outside_accesses *
accesses_of (tree fndecl)
{
  function_info *target = function_info_of (fndecl);
  outside_accesses **a
      = target && known_accesses ? known_accesses->get (target->decl) : NULL;
  return a ? *a : NULL;
}

/* --- The order of a function's statements. ---  */

tree
ended_variable (gimple *stmt)
{
  if (gimple_clobber_p (stmt))
    {
      tree lhs = gimple_assign_lhs (stmt);
      return VAR_P (lhs) ? lhs : NULL_TREE;
    }
  if (gimple_call_internal_p (stmt, IFN_ASAN_MARK)
      && integer_zerop (gimple_call_arg (stmt, 0)) /* POISON */
      && TREE_CODE (gimple_call_arg (stmt, 1)) == ADDR_EXPR)
    {
      tree decl = TREE_OPERAND (gimple_call_arg (stmt, 1), 0);
      return VAR_P (decl) ? decl : NULL_TREE;
    }
  return NULL_TREE;
}

/* A placeholder that several access paths lead to, and an allocation in a
   loop, are several objects at run time: writing to one does not overwrite
   what the others hold.  */

void
statement_order::find_several ()
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
            gimple *call = (gimple *)const_cast<void *> (obj.call);
            basic_block bb = call ? gimple_bb (call) : NULL;
            several[o] = !bb || obj.shared || obj.several
                         || info->loops->innermost (bb);
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
statement_order::find_targets ()
{
  for (uint32_t i = 0; i < g->calls.n; i++)
    {
      const struct call &c = g->calls.v[i];
      gimple *where = (gimple *)const_cast<void *> (c.where);
      for (uint32_t k = 0; k < c.seen.n; k++)
        if (g->objects.v[c.seen.v[k]].kind == OBJECT_FUNCTION)
          targets.get_or_insert (where).safe_push (
              (tree) const_cast<void *> (g->objects.v[c.seen.v[k]].what));
    }
}

/* What each call releases, by number.  */

void
statement_order::find_releases ()
{
  for (uint32_t i = 0; i < g->releases.n; i++)
    if (const void *where = g->steps.v[g->releases.v[i].step].where)
      releases.get_or_insert ((gimple *)const_cast<void *> (where))
          .safe_push (i);
}

/* Calls of unknown code are those that a step says so of.  */

void
statement_order::find_unknown ()
{
  for (step_id s = 1; s < g->steps.n; s++)
    {
      gimple *where = (gimple *)const_cast<void *> (g->steps.v[s].where);
      if (g->steps.v[s].kind == STEP_UNKNOWN && where && gimple_vdef (where))
        unknown.add (where);
    }
}

statement_order::statement_order (function_info *i)
    : info (i), g (i->graph), scanned (0), jumps (false), joins (false),
      calls_unknown (false), leaves (false)
{
  static const char *const jumping[]
      = { "setjmp",   "_setjmp",    "__sigsetjmp",   "sigsetjmp", "longjmp",
          "_longjmp", "siglongjmp", "__longjmp_chk", "__longjmp", NULL };
  static const char *const joining[]
      = { "pthread_join",       "pthread_timedjoin_np",
          "pthread_tryjoin_np", "pthread_clockjoin_np",
          "thrd_join",          "pthread_exit",
          "thrd_exit",          "pthread_barrier_wait",
          "sem_wait",           "pthread_cond_wait",
          "cnd_wait",           NULL };
  find_several ();
  find_targets ();
  find_releases ();
  find_unknown ();
  n_blocks = last_basic_block_for_fn (info->fun);
  blocks = XCNEWVEC (vec<write_at>, n_blocks);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      unsigned pos = 1;
      for (gphi_iterator p = gsi_start_phis (bb); !gsi_end_p (p); gsi_next (&p))
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

statement_order::~statement_order ()
{
  for (int i = 0; i < n_blocks; i++)
    blocks[i].release ();
  XDELETEVEC (blocks);
  for (auto t : targets)
    t.second.release ();
  for (auto r : releases)
    r.second.release ();
}

/* SIZE bytes at OFF behind where PTR, a value, points to.  *SURE is cleared if
   that may be several places.  */

void
statement_order::point (tree ptr, int64_t off, int64_t size, vec<region> &out,
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
  if (TREE_CODE (ptr) != SSA_NAME || SSA_NAME_VERSION (ptr) >= info->n_ssa)
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
statement_order::resolve (tree ref, vec<region> &out, bool *sure)
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
statement_order::add (basic_block bb, gimple *stmt, unsigned pos,
                      const vec<region> &regions, bool sure, const void *field,
                      tree ref, bool clean)
{
  tree ended = ended_variable (stmt);
  for (const region &r : regions)
    {
      write_at w = { pos, stmt, ended, { r, sure, field, ref, false, clean } };
      enum object_kind kind = r.obj ? g->objects.v[r.obj].kind : OBJECT_NONE;
      if (kind == OBJECT_UNKNOWN || kind == OBJECT_OUTER)
        {
          w.write.where = { NULL, NO_OBJECT, 0, -1 };
          w.write.sure = false;
        }
      blocks[bb->index].safe_push (w);
    }
}

/* Add the names that NODE is the value of.  */

void
statement_order::names_of (node_id node, vec<tree> &out)
{
  if (first_name.is_empty ())
    {
      first_name.safe_grow_cleared (g->nodes.n, true);
      next_name.safe_grow_cleared (info->n_ssa, true);
      unsigned k;
      tree name;
      FOR_EACH_SSA_NAME (k, name, info->fun)
        if (k < info->n_ssa)
          {
            next_name[k] = first_name[info->ssa[k]];
            first_name[info->ssa[k]] = name;
          }
    }
  if (node < first_name.length ())
    for (tree n = first_name[node]; n; n = next_name[SSA_NAME_VERSION (n)])
      out.safe_push (n);
}

/* Where the callee of CALL accesses A, here.  */

void
statement_order::map_access (gcall *call, const outside_access &a,
                             vec<region> &out, bool *sure)
{
  if (a.global)
    {
      object_id *o = variables.get (a.global);
      out.safe_push ({ a.global, o ? *o : NO_OBJECT, a.off, a.size });
    }
  else if (a.param >= 0)
    {
      if (a.param < (int)gimple_call_num_args (call))
        point (gimple_call_arg (call, a.param), a.off, a.size, out, sure);
    }
  else
    out.safe_push ({ NULL, NO_OBJECT, 0, -1 });
}

void
statement_order::add_callee_writes (basic_block bb, gcall *call, unsigned pos,
                                    tree callee, bool sure)
{
  const outside_accesses *a = accesses_of (callee);
  /* What it writes is not in its facts.  */
  if (import_find (callee))
    unknown.add (call);
  if (!a)
    return;
  joins |= a->joins;
  if (a->unknown_code)
    unknown.add (call);
  blocks[bb->index].reserve (a->writes.length ());
  for (unsigned i = 0; i < a->writes.length (); i++)
    {
      const outside_access &w = a->writes[i];
      auto_vec<region, 8> regions;
      bool certain = sure && w.sure;
      map_access (call, w, regions, &certain);
      add (bb, call, pos, regions, certain, w.field, w.ref,
           w.sure ? w.anew : w.clean);
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
statement_order::add_call_writes (basic_block bb, gcall *call, unsigned pos)
{
  tree fndecl = gimple_call_fndecl (call);
  if (fndecl)
    {
      if (function_info_of (fndecl))
        calls.safe_push (call);
      add_callee_writes (bb, call, pos, fndecl, true);
      leaves |= may_leave (fndecl);
    }
  if (vec<tree> *some = targets.get (call))
    for (tree target : *some)
      {
        add_callee_writes (bb, call, pos, target,
                           !fndecl && some->length () == 1);
        leaves |= may_leave (target);
      }
  if (int64_t size = bytes_written (info, call))
    {
      auto_vec<region, 8> regions;
      bool sure = size > 0;
      point (gimple_call_arg (call, 0), 0, size, regions, &sure);
      add (bb, call, pos, regions, sure, NULL, NULL_TREE,
           gimple_call_builtin_p (call, BUILT_IN_MEMSET)
               || gimple_call_builtin_p (call, BUILT_IN_MEMSET_CHK));
    }
  /* What is released holds nothing any more.  */
  vec<uint32_t> *released = releases.get (call);
  for (unsigned i = 0; released && i < released->length (); i++)
    {
      const struct release &r = g->releases.v[(*released)[i]];
      const struct node &n = g->nodes.v[r.ptr];
      for (uint32_t k = 0; k < n.facts.n; k++)
        {
          object_id o = g->nodes.v[n.facts.v[k].target].obj;
          auto_vec<region, 8> regions;
          regions.safe_push (region_of_object (g, o, 0, -1));
          add (bb, call, pos, regions,
               r.direct && !(r.how & RELEASE_MOVES) && n.facts.n == 1
                   && !several[o],
               NULL, NULL_TREE, false);
        }
    }
}

/* Is what STMT stores in LHS a pointer, or made of those and of numbers as wide
   as one, or a constant?  */

static bool
writes_known_pointers (gimple *stmt, tree lhs)
{
  tree type = TREE_TYPE (lhs);
  tree value
      = gimple_assign_single_p (stmt) ? gimple_assign_rhs1 (stmt) : NULL_TREE;
  if (POINTER_TYPE_P (type)
      || (value
          && (CONSTANT_CLASS_P (value)
              || (TREE_CODE (value) == CONSTRUCTOR
                  && !CONSTRUCTOR_NELTS (value)))))
    return true;
  const struct shape *shape
      = RECORD_OR_UNION_TYPE_P (type) ? type_shape (type) : NULL;
  for (unsigned i = 0; shape && i < shape->n; i++)
    if (shape->parts[i].stride
        || shape->parts[i].off != (int64_t)i * POINTER_SIZE_UNITS)
      return false;
  return shape && (int64_t)shape->n * POINTER_SIZE_UNITS == type_bytes (type);
}

void
statement_order::add_writes (basic_block bb, gimple *stmt, unsigned pos)
{
  tree lhs = ended_variable (stmt);
  if (!lhs)
    lhs = gimple_get_lhs (stmt);
  if (lhs && TREE_CODE (lhs) != SSA_NAME)
    {
      auto_vec<region, 8> regions;
      bool sure = true;
      resolve (lhs, regions, &sure);
      add (bb, stmt, pos, regions, sure, field_of (lhs), lhs,
           writes_known_pointers (stmt, lhs));
    }
  if (gcall *call = dyn_cast<gcall *> (stmt))
    add_call_writes (bb, call, pos);
  if (unknown.contains (stmt))
    {
      write_at w = {
        pos,
        stmt,
        NULL_TREE,
        { { NULL, NO_OBJECT, 0, -1 }, false, NULL, NULL_TREE, true, false }
      };
      blocks[bb->index].safe_push (w);
      calls_unknown = true;
    }
}

/* --- The way from a store. ---  */

bool
same_value (tree a, tree b, int depth)
{
  if (!a || !b || depth > 8)
    return a == b;
  a = copied_from (a);
  b = copied_from (b);
  if (a == b)
    return true;
  if (TREE_CODE (a) != TREE_CODE (b))
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

/* Can E be taken where those of HOLDS that are not in GONE hold?  */

static bool
contradicts (const auto_vec<condition> &holds, uint32_t gone, edge e)
{
  gcond *c = safe_dyn_cast<gcond *> (last_stmt (e->src));
  if (!c)
    return false;
  bool value = (e->flags & EDGE_TRUE_VALUE) != 0;
  for (unsigned i = 0; i < holds.length (); i++)
    {
      const condition &h = holds[i];
      if (gone >> i & 1
          || !same_value (gimple_cond_lhs (c), gimple_cond_lhs (h.cond))
          || !same_value (gimple_cond_rhs (c), gimple_cond_rhs (h.cond)))
        continue;
      if (gimple_cond_code (c) == gimple_cond_code (h.cond))
        return value != h.value;
      if (gimple_cond_code (c)
          == invert_tree_comparison (gimple_cond_code (h.cond), false))
        return value == h.value;
    }
  return false;
}

/* Add BIT to the blocks at whose entry VALUE may become another.  */

static void
find_renewals (hash_map<basic_block, uint32_t> &renewed, tree value,
               uint32_t bit, int depth = 0)
{
  if (!value || depth > 8)
    return;
  if (TREE_CODE (value) != SSA_NAME)
    {
      for (int i = 0; EXPR_P (value) && i < TREE_OPERAND_LENGTH (value); i++)
        find_renewals (renewed, TREE_OPERAND (value, i), bit, depth + 1);
      return;
    }
  gimple *def = SSA_NAME_DEF_STMT (value);
  if (!is_gimple_assign (def))
    {
      if (gimple_bb (def))
        renewed.get_or_insert (gimple_bb (def)) |= bit;
      return;
    }
  for (unsigned i = 1; i < gimple_num_ops (def); i++)
    find_renewals (renewed, gimple_op (def, i), bit, depth + 1);
}

enum write_effect
{
  WRITE_NONE,
  WRITE_MAYBE,
  WRITE_SURE
};

/* Does STMT, which writes the height of a stack, not raise it?  */

static bool
lowers (gimple *stmt)
{
  if (!gimple_assign_single_p (stmt)
      || TREE_CODE (gimple_assign_rhs1 (stmt)) != SSA_NAME)
    return true;
  gimple *def = SSA_NAME_DEF_STMT (gimple_assign_rhs1 (stmt));
  while (gimple_assign_cast_p (def)
         && TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME)
    def = SSA_NAME_DEF_STMT (gimple_assign_rhs1 (def));
  if (!is_gimple_assign (def))
    return true;
  tree by = gimple_num_ops (def) > 2 ? gimple_assign_rhs2 (def) : NULL_TREE;
  enum tree_code code = gimple_assign_rhs_code (def);
  return !((code == PLUS_EXPR || code == POINTER_PLUS_EXPR) && by
           && TREE_CODE (by) == INTEGER_CST
           && wi::gt_p (wi::to_wide (by), 0, SIGNED));
}

static enum write_effect
effect_of (const watched &w, const write_at &at)
{
  const struct write &write = at.write;
  if (write.unknown_code)
    return w.shared ? WRITE_MAYBE : WRITE_NONE;
  /* What hangs on a local that is left behind is left behind with it.  */
  if (at.ended)
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
  /* What was pushed is popped.  */
  if (overlaps (write.where, w.height) && lowers (at.stmt))
    return WRITE_MAYBE;
  bool vague = !write.where.decl && !write.where.obj;
  bool lost = !w.where.decl && !w.where.obj;
  return (vague || lost) && w.field && w.field == write.field ? WRITE_MAYBE
                                                              : WRITE_NONE;
}

way::way (statement_order &o, gimple *from, const watched &w)
    : reaches_end (false), uncertain (false), order (o), what (w), store (from)
{
  unsigned *pos = order.positions.get (from);
  if (!pos)
    return;
  conditions_at (order.info, gimple_bb (from), holds);
  for (unsigned i = 0; i < holds.length (); i++)
    {
      find_renewals (renewed, gimple_cond_lhs (holds[i].cond), 1u << i);
      find_renewals (renewed, gimple_cond_rhs (holds[i].cond), 1u << i);
    }
  run (gimple_bb (from), *pos + 1);
}

way::way (statement_order &o, const watched &w)
    : reaches_end (false), uncertain (false), order (o), what (w), store (NULL)
{
  run (single_succ (ENTRY_BLOCK_PTR_FOR_FN (order.info->fun)), 0);
}

way::~way ()
{
  for (auto s : reached)
    s.second.release ();
}

/* Does control come straight from LOAD to the end of BB, with nothing written
   between the two?  */

static bool
is_unchanged_since (gimple *load, basic_block bb)
{
  for (int depth = 0; gimple_bb (load) != bb; depth++)
    {
      if (depth == 4 || !single_pred_p (bb))
        return false;
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        if (gimple_vdef (gsi_stmt (i)))
          return false;
      bb = single_pred (bb);
    }
  return true;
}

/* Is E taken only where what was stored is there no more, as in
   `if (p->buf == local) p->buf = NULL;'?  */

bool
way::denied_on (edge e) const
{
  gcond *c = safe_dyn_cast<gcond *> (last_stmt (e->src));
  if (!c || !store || !gimple_assign_single_p (store)
      || gimple_cond_code (c)
             != (e->flags & EDGE_TRUE_VALUE ? NE_EXPR : EQ_EXPR))
    return false;
  tree now = gimple_cond_lhs (c), other = gimple_cond_rhs (c);
  if (TREE_CODE (now) != SSA_NAME)
    std::swap (now, other);
  now = copied_from (now);
  gimple *load = TREE_CODE (now) == SSA_NAME ? SSA_NAME_DEF_STMT (now) : NULL;
  unsigned *pos = load ? order.positions.get (load) : NULL;
  return pos && gimple_assign_load_p (load) && is_unchanged_since (load, e->src)
         && (gimple_bb (store) != gimple_bb (load)
             || *order.positions.get (store) < *pos)
         && same_value (gimple_assign_rhs1 (load), gimple_assign_lhs (store))
         && same_value (other, gimple_assign_rhs1 (store));
}

void
way::run (basic_block bb, unsigned pos)
{
  struct place_in_code
  {
    basic_block bb;
    unsigned pos;
    uint32_t gone; /* The conditions that need not hold any more. */
  };
  auto_vec<place_in_code, 16> queue;
  hash_map<basic_block, uint32_t> seen;
  queue.safe_push ({ bb, pos, 0 });
  while (!queue.is_empty ())
    {
      place_in_code p = queue.pop ();
      unsigned last = UINT_MAX;
      for (const write_at &w : order.blocks[p.bb->index])
        {
          order.scanned++;
          if (w.pos < p.pos)
            continue;
          enum write_effect effect = effect_of (what, w);
          if (effect == WRITE_MAYBE)
            uncertain = true;
          if (effect == WRITE_SURE)
            {
              last = w.pos;
              break;
            }
        }
      reached.get_or_insert (p.bb).safe_push ({ p.pos, last });
      if (last != UINT_MAX)
        continue;
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, p.bb->succs)
        {
          if (!order.info->values->executable (e)
              || contradicts (holds, p.gone, e) || denied_on (e))
            continue;
          if (e->dest == EXIT_BLOCK_PTR_FOR_FN (order.info->fun))
            {
              reaches_end = true;
              continue;
            }
          uint32_t *ends = renewed.get (e->dest);
          uint32_t gone = p.gone | (ends ? *ends : 0);
          bool existed;
          uint32_t &before = seen.get_or_insert (e->dest, &existed);
          if (existed && !(gone & ~before))
            continue;
          before |= gone;
          queue.safe_push ({ e->dest, 0, before });
        }
    }
}

bool
way::comes_by (gimple *stmt) const
{
  vec<span> *list = reached.get (gimple_bb (stmt));
  unsigned *pos = order.positions.get (stmt);
  if (!list || !pos)
    return false;
  for (const span &x : *list)
    if (*pos >= x.first && *pos <= x.last)
      return true;
  return false;
}

/* --- The order in callees. ---  */

static bool
comes_before (gimple *a, gimple *b)
{
  basic_block bb = gimple_bb (a);
  if (!bb || !gimple_bb (b) || a == b)
    return true;
  if (bb == gimple_bb (b))
    {
      if (gimple_code (a) == GIMPLE_PHI || gimple_code (b) == GIMPLE_PHI)
        return true;
      for (gimple_stmt_iterator i = gsi_for_stmt (a); !gsi_end_p (i);
           gsi_next (&i))
        if (gsi_stmt (i) == b)
          return true;
    }
  return control_reaches (bb, gimple_bb (b), [] (edge) { return true; });
}

bool
is_in_order (const struct trace *t)
{
  gimple *before = NULL;
  for (unsigned i = 0; t && i < t->n; i++)
    {
      gimple *where = (gimple *)const_cast<void *> (t->steps[i].where);
      if (!is_in_order (t->steps[i].inner))
        return false;
      if (!where)
        continue;
      if (before && !comes_before (before, where))
        return false;
      before = where;
    }
  return true;
}

/* --- For the callers. ---  */

/* Accesses of a function that are told apart.  */
#define MAX_ACCESSES 64

static bool
is_global (const region &r)
{
  return r.decl && is_global_var ((tree) const_cast<void *> (r.decl));
}

static bool
to_outside (statement_order &order, const region &r, outside_access *a)
{
  struct graph *g = order.g;
  *a = { r.decl, -1, NULL, r.off, r.size, false, false, false, NULL_TREE };
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
is_own (statement_order &order, const region &r)
{
  if (r.decl)
    return !is_global (r);
  if (!r.obj)
    return false;
  enum object_kind kind = order.g->objects.v[r.obj].kind;
  return kind == OBJECT_FRAME || kind == OBJECT_ALLOCA || kind == OBJECT_FRESH
         || kind == OBJECT_RESULT || kind == OBJECT_PARAM;
}

/* Collects accesses, each once.  */

class access_set
{
public:
  access_set (auto_vec<outside_access> &list) : m_list (list)
  {
  }
  void add (outside_access a);

private:
  bool find (const outside_access &a);

  auto_vec<outside_access> &m_list;
  hash_map<int_hash<hashval_t, 0, 1>, unsigned> m_first;
};

/* Is A there?  Of those that share a hash only the first is found: some come
   twice, then.  */

bool
access_set::find (const outside_access &a)
{
  uint64_t h
      = (uintptr_t)a.global ^ (uintptr_t)a.field << 1 ^ (uintptr_t)a.ref << 2;
  h = (h + a.param) * 31 + a.off * 37 + a.size;
  h *= UINT64_C (0x9e3779b97f4a7c15);
  bool existed;
  unsigned &i = m_first.get_or_insert (h >> 32 | 2, &existed);
  if (!existed)
    {
      i = m_list.length ();
      return false;
    }
  outside_access &b = m_list[i];
  if (a.off != b.off || a.field != b.field || a.global != b.global
      || a.param != b.param || a.ref != b.ref || a.size != b.size)
    return false;
  b.sure |= a.sure;
  b.anew |= a.anew;
  b.clean &= a.clean;
  return true;
}

/* Where there are many, what comes on top is somewhere in its object, or in some
   such member.  */

void
access_set::add (outside_access a)
{
  if (m_list.length () >= MAX_ACCESSES)
    a = { a.global, a.param, a.field, 0, -1, false, false, false, NULL_TREE };
  if (m_list.length () >= MAX_ACCESSES && (a.global || a.param >= 0))
    a.field = NULL;
  if (!find (a))
    m_list.safe_push (a);
}

/* Is it known that nothing that is in R, memory of the caller, on entry is stored
   there again?  */

static bool
is_new (const statement_order &order, const region &r)
{
  const struct graph *g = order.g;
  if (!r.obj || g->objects.v[r.obj].kind != OBJECT_CONTENT)
    return false;
  const struct object &o = g->objects.v[r.obj];
  for (uint32_t i = 0; i < o.cells.n; i++)
    if (g->nodes.v[o.cells.v[i]].moved
        && overlaps (region_of_cell (g, o.cells.v[i]), r))
      return false;
  for (int i = 0; i < order.n_blocks; i++)
    for (const write_at &w : order.blocks[i])
      if (!w.write.clean && overlaps (w.write.where, r))
        return false;
  return true;
}

static void
collect_writes (statement_order &order, outside_accesses *all)
{
  access_set writes (all->writes);
  unsigned asked = 0;
  for (int i = 0; i < order.n_blocks; i++)
    for (const write_at &w : order.blocks[i])
      {
        outside_access a;
        const region &r = w.write.where;
        if (is_own (order, r))
          continue;
        if (to_outside (order, r, &a))
          {
            a.field = w.write.field;
            a.ref = w.write.ref;
            a.clean = w.write.clean;
            if (w.write.sure && asked++ < 64)
              {
                watched what = { r, NULL_TREE, NULL, false, {} };
                way path (order, what);
                a.sure = !path.reaches_end && !order.jumps;
                a.anew = a.sure && is_new (order, r);
              }
          }
        else if (w.write.field
                 && (r.size < 0 || r.size >= (int64_t)order.g->pointer_size))
          a
              = { NULL,  -1,    w.write.field, 0,          -1,
                  false, false, false,         w.write.ref };
        else
          continue;
        writes.add (a);
      }
}

void
note_accesses (statement_order &order)
{
  outside_accesses *all = new outside_accesses;
  all->joins = order.joins;
  all->unknown_code = order.calls_unknown;
  all->leaves = order.leaves || order.jumps;
  for (uint32_t i = 0; i < order.g->calls.n; i++)
    all->leaves |= order.g->calls.v[i].deferred;
  collect_writes (order, all);
  if (!known_accesses)
    known_accesses = new hash_map<tree, outside_accesses *>;
  known_accesses->put (order.info->decl, all);
}
