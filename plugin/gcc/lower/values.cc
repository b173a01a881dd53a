/* Values, and where they are in memory: see statements.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Objects, references, the variables of values.  */

#include "compat.h"
#include "options.h"
#include "locals.h"
#include "statements.h"
#include "section.h"

int64_t
pointer_bytes (void)
{
  return POINTER_SIZE_UNITS;
}

int64_t
type_bytes (const_tree type)
{
  tree size = TYPE_SIZE_UNIT (type);
  return size && tree_fits_shwi_p (size) ? tree_to_shwi (size) : -1;
}

bool
is_block_type (const_tree type)
{
  if (AGGREGATE_TYPE_P (type))
    return true;
  int64_t size = type_bytes (type);
  return size < 0 || size > pointer_bytes ();
}

step_id
new_step (function_info *info, enum step_kind kind, gimple *stmt, tree what)
{
  return graph_step (info->graph, kind, stmt, what, NULL);
}
/* Objects.  */

void
each_initial_address (tree init, int64_t base, bool known, unsigned *left,
                      void (*found) (void *, tree address, struct place at,
                                     struct place shift),
                      void *data)
{
  if (!init || !*left)
    return;
  --*left;
  STRIP_NOPS (init);
  if (TREE_CODE (init) == CONSTRUCTOR)
    {
      unsigned HOST_WIDE_INT i;
      tree index, value;
      int64_t next = 0;
      bool array = TREE_CODE (TREE_TYPE (init)) == ARRAY_TYPE;
      int64_t elt = array ? type_bytes (TREE_TYPE (TREE_TYPE (init))) : 0;
      FOR_EACH_CONSTRUCTOR_ELT (CONSTRUCTOR_ELTS (init), i, index, value)
      {
        int64_t off = base;
        bool exact = known;
        if (array)
          {
            if (index && TREE_CODE (index) == INTEGER_CST)
              next = tree_to_shwi (index);
            else if (index)
              exact = false;
            off = base + next * elt;
            next++;
          }
        else if (index && TREE_CODE (index) == FIELD_DECL)
          off = base + int_byte_position (index);
        each_initial_address (value, off, exact, left, found, data);
      }
      return;
    }
  /* An address, perhaps with something added.  */
  struct place shift = place_start;
  auto_vec<tree, 4> parts;
  parts.safe_push (init);
  while (!parts.is_empty ())
    {
      tree t = parts.pop ();
      if (TREE_CODE (t) == ADDR_EXPR)
        found (data, t, known ? place_at (base) : place_anywhere, shift);
      else if (EXPR_P (t))
        for (int i = 0; i < TREE_OPERAND_LENGTH (t); i++)
          if (TREE_OPERAND (t, i))
            {
              if (!CONVERT_EXPR_P (t))
                shift = place_anywhere;
              parts.safe_push (TREE_OPERAND (t, i));
            }
    }
}

/* A global and the function in whose graph it gets what it holds.  */

struct filling
{
  function_info *info;
  object_id obj;
};

static void
fill_initial (void *data, tree address, struct place at, struct place shift)
{
  filling *f = (filling *)data;
  struct graph *g = f->info->graph;
  node_id value = lower_value (f->info, address, NULL);
  if (value)
    graph_copy (g, value, graph_cell (g, f->obj, at), shift, GRADE_SHOWN, false,
                NO_STEP);
}

/* Is DECL constant, with an initialiser that this unit can rely on?  */

bool
has_known_contents (tree decl)
{
  if (!TREE_READONLY (decl) || TREE_THIS_VOLATILE (decl) || DECL_EXTERNAL (decl)
      || !DECL_INITIAL (decl) || DECL_INITIAL (decl) == error_mark_node
      || DECL_WEAK (decl) || (!TREE_STATIC (decl)))
    return false;
  return !TREE_PUBLIC (decl) || !options.interpose_distrust || !flag_shlib
         || !flag_pic;
}

void
lower_global (function_info *info, object_id obj)
{
  struct graph *g = info->graph;
  if (g->objects.v[obj].kind != OBJECT_GLOBAL || g->objects.v[obj].filled
      || g->record)
    return;
  g->objects.v[obj].filled = true;
  tree decl = (tree) const_cast<void *> (g->objects.v[obj].what);
  const static_contents *c = static_contents_of (decl);
  if (c->known || has_known_contents (decl))
    {
      unsigned left = 20000;
      g->objects.v[obj].read_only = true;
      filling f = { info, obj };
      each_initial_address (DECL_INITIAL (decl), 0, true, &left, fill_initial,
                            &f);
      for (const static_store &s : c->stores)
        graph_fact (g, graph_cell (g, obj, place_at (s.off)),
                    s.function ? graph_cell (g, decl_object (info, s.function),
                                             place_start)
                               : graph_cell (g, GRAPH_OUTER, place_anywhere),
                    GRADE_SHOWN);
      if (left)
        return;
    }
  graph_fact (g, graph_cell (g, obj, place_anywhere),
              graph_cell (g, GRAPH_OUTER, place_anywhere), GRADE_SHOWN);
}

object_id
decl_object (function_info *info, tree decl)
{
  struct graph *g = info->graph;
  enum object_kind kind;
  if (TREE_CODE (decl) == FUNCTION_DECL)
    kind = OBJECT_FUNCTION;
  else if (TREE_CODE (decl) == CONST_DECL || TREE_CODE (decl) == LABEL_DECL
           || TREE_CODE (decl) == STRING_CST)
    kind = OBJECT_CONSTANT;
  else if (is_global_var (decl))
    kind = OBJECT_GLOBAL;
  else
    kind = OBJECT_FRAME;
  int64_t extent = kind == OBJECT_FUNCTION || kind == OBJECT_CONSTANT
                       ? -1
                       : type_bytes (TREE_TYPE (decl));
  object_id o = graph_decl_object (g, kind, decl, extent);
  lower_global (info, o);
  return o;
}

object_id
wide_object (function_info *info, tree name)
{
  bool existed;
  object_id &slot = info->wide->get_or_insert (name, &existed);
  if (!existed)
    {
      object_id o = graph_object (info->graph, OBJECT_FRAME, NULL,
                                  type_bytes (TREE_TYPE (name)));
      info->wide->put (name, o);
      return o;
    }
  return slot;
}

/* References.  */

/* Can a value that is cast to TO, or computed in it, lose bits that matter
   for an address?  Then it stays a multiple of powers of two only.  */

static bool
can_wrap (const_tree to)
{
  return !INTEGRAL_TYPE_P (to)
         || (TYPE_PRECISION (to) < POINTER_SIZE && TYPE_OVERFLOW_WRAPS (to));
}

struct place
displacement (function_info *info, tree op, int64_t scale, bool wraps,
              int depth)
{
  tree value = info->values->constant (op);
  if (value && TREE_CODE (value) == INTEGER_CST)
    {
      int64_t v, r;
      if (!cst_and_fits_in_hwi (value))
        return place_anywhere;
      v = int_cst_value (value);
      if (TYPE_UNSIGNED (TREE_TYPE (value))
          && TYPE_PRECISION (TREE_TYPE (value)) == 64)
        v = (int64_t)TREE_INT_CST_LOW (value);
      if (__builtin_mul_overflow (v, scale, &r))
        return place_anywhere;
      return place_at (r);
    }
  uint32_t stride = scale > 0 && scale < (1 << 30) ? (uint32_t)scale : 1;
  struct place unknown = place_every (0, stride);
  if (TREE_CODE (op) != SSA_NAME || depth > 6)
    return unknown;
  gimple *def = SSA_NAME_DEF_STMT (op);
  if (gimple_assign_cast_p (def))
    {
      tree from = gimple_assign_rhs1 (def);
      if (!INTEGRAL_TYPE_P (TREE_TYPE (from)))
        return unknown;
      wraps |= TYPE_PRECISION (TREE_TYPE (op))
               < TYPE_PRECISION (TREE_TYPE (from));
      return displacement (info, from, scale, wraps, depth + 1);
    }
  enum tree_code code;
  tree a, b;
  if (!arithmetic_operands (def, &code, &a, &b))
    return unknown;
  wraps |= can_wrap (TREE_TYPE (op));
  if (code == MULT_EXPR || code == LSHIFT_EXPR)
    {
      tree c = info->values->constant (b);
      if (!c || TREE_CODE (c) != INTEGER_CST || !tree_fits_shwi_p (c))
        return unknown;
      int64_t f = tree_to_shwi (c), r;
      if (code == LSHIFT_EXPR)
        {
          if (f < 0 || f > 30)
            return unknown;
          f = (int64_t)1 << f;
        }
      bool negative = f < 0;
      if (f == INT64_MIN)
        return unknown;
      if (negative)
        f = -f;
      if (wraps)
        f &= -f;
      if (__builtin_mul_overflow (f, scale, &r) || r >= 1 << 30)
        return unknown;
      struct place p = displacement (info, a, r, wraps, depth + 1);
      if (negative)
        p.off = -p.off;
      return p;
    }
  if (code == PLUS_EXPR)
    return place_add (displacement (info, a, scale, wraps, depth + 1),
                      displacement (info, b, scale, wraps, depth + 1));
  if (code == MINUS_EXPR)
    {
      struct place p = displacement (info, b, scale, wraps, depth + 1);
      p.off = -p.off;
      return place_add (displacement (info, a, scale, wraps, depth + 1), p);
    }
  return unknown;
}

/* The place of an array element within the array.  */

static struct place
element_place (function_info *info, tree ref)
{
  tree array = TREE_OPERAND (ref, 0);
  tree unit = array_ref_element_size (ref);
  tree low = array_ref_low_bound (ref);
  if (!tree_fits_shwi_p (unit) || tree_to_shwi (unit) <= 0
      || !integer_zerop (low))
    return place_anywhere;
  struct place p
      = displacement (info, TREE_OPERAND (ref, 1), tree_to_shwi (unit));
  if (!p.stride)
    return p;
  int64_t size = type_bytes (TREE_TYPE (array));
  /* The end of a struct's last array is not where its type says.  */
  p.len = size > 0 && !compat_is_open_array (ref) ? size : (int64_t)1 << 40;
  p.off = (p.off % p.stride + p.stride) % p.stride;
  return p;
}

/* Memory in a named address space is beside all that the graph knows: a
   thread's or a processor's own, a device's.  */

static bool
has_address_space (const_tree type)
{
  return !ADDR_SPACE_GENERIC_P (TYPE_ADDR_SPACE (type));
}

node_id
lower_reference (function_info *info, tree op, gimple *stmt,
                 struct place *place, enum access_kind access)
{
  struct graph *g = info->graph;
  *place = place_start;
  for (;;)
    switch (TREE_CODE (op))
      {
      case COMPONENT_REF:
        {
          tree field = TREE_OPERAND (op, 1);
          tree off = component_ref_field_offset (op);
          if (tree_fits_shwi_p (off))
            {
              int64_t bits = tree_to_shwi (DECL_FIELD_BIT_OFFSET (field));
              *place = place_add (*place, place_at (tree_to_shwi (off)
                                                    + bits / BITS_PER_UNIT));
            }
          else
            *place = place_anywhere;
          op = TREE_OPERAND (op, 0);
          break;
        }
      case ARRAY_REF:
      case ARRAY_RANGE_REF:
        *place = place_add (*place, element_place (info, op));
        op = TREE_OPERAND (op, 0);
        break;
      case BIT_FIELD_REF:
        {
          int64_t bits = bit_field_offset (op).to_constant ();
          *place = place_add (*place, place_at (bits / BITS_PER_UNIT));
          op = TREE_OPERAND (op, 0);
          break;
        }
      case IMAGPART_EXPR:
        {
          struct place p = place_at (type_bytes (TREE_TYPE (op)));
          *place = place_add (*place, p);
          op = TREE_OPERAND (op, 0);
          break;
        }
      case REALPART_EXPR:
      case VIEW_CONVERT_EXPR:
        op = TREE_OPERAND (op, 0);
        break;
      case MEM_REF:
        {
          int64_t off = mem_ref_offset (op).force_shwi ().to_constant ();
          *place = place_add (*place, place_at (off));
          tree ptr = TREE_OPERAND (op, 0);
          if (TREE_CODE (ptr) == ADDR_EXPR)
            {
              op = TREE_OPERAND (ptr, 0);
              break;
            }
          node_id outer
              = graph_address (g, GRAPH_OUTER, place_anywhere, NO_STEP);
          tree value = info->values->constant (ptr);
          /* A member of what null points to is nowhere, as null is; but what
             is volatile is there.  */
          if (value && TREE_CODE (value) == INTEGER_CST)
            return !TREE_THIS_VOLATILE (op)
                           && !has_address_space (TREE_TYPE (op))
                           && tree_fits_uhwi_p (value)
                           && tree_to_uhwi (value) < 4096
                       ? NO_NODE
                       : outer;
          if (!has_address_space (TREE_TYPE (op)))
            return lower_value (info, ptr, stmt);
          node_id there = graph_variable (g);
          graph_copy (g, lower_value (info, ptr, stmt), there, place_start,
                      GRADE_SHOWN, false, NO_STEP);
          graph_copy (g, outer, there, place_start, GRADE_SHOWN, false,
                      NO_STEP);
          return there;
        }
      case TARGET_MEM_REF:
        *place = place_anywhere;
        return lower_value (info, TMR_BASE (op), stmt);
      case SSA_NAME:
        return graph_address (g, wide_object (info, op), place_start, NO_STEP);
      case VAR_DECL:
      case PARM_DECL:
      case RESULT_DECL:
      case CONST_DECL:
      case LABEL_DECL:
      case FUNCTION_DECL:
      case STRING_CST:
        {
          object_id o = !info->locals           ? NO_OBJECT
                        : access == ACCESS_READ ? info->locals->read (op, stmt)
                        : access == ACCESS_WRITE
                            ? info->locals->written (op, stmt)
                            : NO_OBJECT;
          if (o == NO_OBJECT)
            o = decl_object (info, op);
          return graph_address (g, o, place_start, NO_STEP);
        }
      case WITH_SIZE_EXPR:
        op = TREE_OPERAND (op, 0);
        break;
      default:
        if (CONSTANT_CLASS_P (op) || TREE_CODE (op) == CONSTRUCTOR)
          return NO_NODE;
        /* Not known to come here; anything at all.  */
        *place = place_anywhere;
        return graph_address (g, GRAPH_UNKNOWN, place_anywhere, NO_STEP);
      }
}

/* Values.  */

node_id
address_value (function_info *info, tree op, gimple *stmt)
{
  struct graph *g = info->graph;
  struct place place;
  tree base = get_base_address (TREE_OPERAND (op, 0));
  if (base && DECL_P (base))
    {
      /* The object's own birth tells where the address was taken.  */
      lower_reference (info, TREE_OPERAND (op, 0), stmt, &place);
      object_id o = decl_object (info, base);
      step_id step = NO_STEP;
      if (g->objects.v[o].kind == OBJECT_FRAME && stmt)
        step = new_step (info, STEP_ADDRESS, stmt, base);
      return graph_address (g, o, place, step);
    }
  node_id ptr = lower_reference (info, TREE_OPERAND (op, 0), stmt, &place);
  if (!ptr || (!place.off && !place.stride))
    return ptr;
  node_id n = graph_variable (g);
  graph_copy (g, ptr, n, place, GRADE_SHOWN, false, NO_STEP);
  return n;
}

static bool
can_hold_pointer (const_tree type)
{
  return !VOID_TYPE_P (type) && TREE_CODE (type) != BOOLEAN_TYPE;
}

/* A number for TYPE.  Structs go by their names: under -flto GCC puts
   incomplete copies in place of some.  */

static hash_map<tree, uint32_t> *type_numbers;

static uint32_t
type_number (tree type)
{
  type = TYPE_MAIN_VARIANT (type);
  tree name = RECORD_OR_UNION_TYPE_P (type) ? TYPE_NAME (type) : NULL_TREE;
  if (name && TREE_CODE (name) == TYPE_DECL)
    name = DECL_NAME (name);
  if (!name)
    return TYPE_UID (type);
  if (!type_numbers)
    type_numbers = new hash_map<tree, uint32_t>;
  bool existed;
  uint32_t &number = type_numbers->get_or_insert (name, &existed);
  if (!existed)
    number = TYPE_UID (type);
  return number;
}

uint32_t
pointee_key (const_tree type)
{
  if (!POINTER_TYPE_P (type))
    return KEY_NUMBER;
  tree to = TREE_TYPE (type);
  bool narrow = (INTEGRAL_TYPE_P (to) || SCALAR_FLOAT_TYPE_P (to))
                && type_bytes (to) > 1 && type_bytes (to) < pointer_bytes ();
  uint32_t key = (KEY_TYPES + type_number (to)) | (narrow ? KEY_TO_NARROW : 0);
  section_note_type (key, to);
  return key;
}

static int
param_index (function_info *info, tree parm)
{
  int i = 0;
  for (tree p = DECL_ARGUMENTS (info->decl); p; p = DECL_CHAIN (p), i++)
    if (p == parm)
      return i;
  return CHAIN_PARAM;
}

static object_id
param_object (function_info *info, int index)
{
  struct graph *g = info->graph;
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_PARAM && g->objects.v[o].index == index)
      return o;
  return graph_param (g, index);
}

node_id
param_memory (function_info *info, int index)
{
  return graph_address (info->graph, param_object (info, index), place_start,
                        NO_STEP);
}

node_id
lower_variadic (function_info *info)
{
  if (!info->variadic_args)
    {
      info->variadic_args = graph_variable (info->graph);
      graph_load (info->graph, param_memory (info, info->n_params),
                  place_anywhere, -1, info->variadic_args, KEY_ANY, NO_STEP);
    }
  return info->variadic_args;
}

node_id
lower_all_parameters (function_info *info)
{
  node_id all = graph_variable (info->graph);
  for (int i = 0; i < info->n_params + info->variadic; i++)
    graph_load (info->graph, param_memory (info, i), place_anywhere, -1, all,
                KEY_ANY, NO_STEP);
  return all;
}

node_id
ssa_value (function_info *info, tree name)
{
  struct graph *g = info->graph;
  node_id &slot = info->ssa[SSA_NAME_VERSION (name)];
  if (slot || !can_hold_pointer (TREE_TYPE (name)))
    return slot;
  slot = graph_variable (g);
  node_id n = slot;
  tree var = SSA_NAME_VAR (name);
  int64_t size = type_bytes (TREE_TYPE (name));
  if (SSA_NAME_IS_DEFAULT_DEF (name) && var && TREE_CODE (var) == PARM_DECL
      && (size >= pointer_bytes () || may_be_piece (info, name)))
    graph_load (g, param_memory (info, param_index (info, var)), place_start,
                size, n, pointee_key (TREE_TYPE (name)), NO_STEP);
  return n;
}

node_id
lower_value (function_info *info, tree op, gimple *stmt)
{
  switch (TREE_CODE (op))
    {
    case SSA_NAME:
      if (is_block_type (TREE_TYPE (op)))
        {
          /* Its parts as one value.  */
          node_id n = graph_variable (info->graph);
          graph_load (info->graph,
                      graph_address (info->graph, wide_object (info, op),
                                     place_start, NO_STEP),
                      place_anywhere, -1, n, KEY_NUMBER, NO_STEP);
          return n;
        }
      return ssa_value (info, op);
    case ADDR_EXPR:
      return address_value (info, op, stmt);
    default:
      return NO_NODE;
    }
}
struct object_size
lower_size (function_info *info, tree op)
{
  struct object_size size = { SIZE_UNKNOWN, 0, 0, 0 };
  tree value = info->values->maximum (op);
  if (value && TREE_CODE (value) == INTEGER_CST && tree_fits_uhwi_p (value))
    {
      size.kind = SIZE_CONSTANT;
      size.bytes = tree_to_uhwi (value);
      return size;
    }
  uint64_t factor = 1;
  for (int depth = 0; depth < 8 && TREE_CODE (op) == SSA_NAME; depth++)
    {
      tree var = SSA_NAME_VAR (op);
      if (SSA_NAME_IS_DEFAULT_DEF (op))
        {
          if (var && TREE_CODE (var) == PARM_DECL
              && param_index (info, var) < info->n_params)
            {
              size.kind = SIZE_ARG;
              size.bytes = factor;
              size.arg = param_index (info, var);
            }
          return size;
        }
      gimple *def = SSA_NAME_DEF_STMT (op);
      enum tree_code code;
      tree a, b;
      if (gimple_assign_cast_p (def) || gimple_assign_ssa_name_copy_p (def))
        {
          op = gimple_assign_rhs1 (def);
          continue;
        }
      if (!arithmetic_operands (def, &code, &a, &b) || code != MULT_EXPR)
        return size;
      tree c = info->values->constant (b);
      if (c && tree_fits_uhwi_p (c)
          && !__builtin_mul_overflow (factor, tree_to_uhwi (c), &factor))
        {
          op = a;
          continue;
        }
      struct object_size x = lower_size (info, a), y = lower_size (info, b);
      if (x.kind == SIZE_ARG && y.kind == SIZE_ARG
          && !__builtin_mul_overflow (factor, x.bytes, &factor)
          && !__builtin_mul_overflow (factor, y.bytes, &factor))
        {
          size.kind = SIZE_ARG_ARG;
          size.bytes = factor;
          size.arg = x.arg;
          size.arg2 = y.arg;
        }
      return size;
    }
  return size;
}
