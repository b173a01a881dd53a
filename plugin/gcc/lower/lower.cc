/* GIMPLE -> graph: see lower.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   One function a GIMPLE construct.  What moves is bytes, not types: a value
   wider than a pointer is a block in memory of its own, an integer can hold a
   pointer.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "gimple-walk.h"
#include "attributes.h"
#include "locals.h"
#include "lower.h"
#include "section.h"

static int64_t
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

static step_id
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

static object_id decl_object (function_info *, tree decl);

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

static object_id
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

/* A temporary object for a value that is wider than a pointer.  */

static object_id
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

/* OP as a multiple of something plus a constant: the displacement that it
   stands for, in units of SCALE bytes.  WRAPS: a part of the value is lost
   later on.  */

static struct place
displacement (function_info *info, tree op, int64_t scale, bool wraps = false,
              int depth = 0)
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

static node_id
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

static uint32_t
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

/* What arrives as parameter INDEX, of TYPE, as a pointer to where it is.  */

static node_id
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

static node_id
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

/* Is REF a part of a union, so that it may overlap a pointer?  */

static bool
is_in_union (tree ref)
{
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (ref) == COMPONENT_REF
        && TREE_CODE (TREE_TYPE (TREE_OPERAND (ref, 0))) == UNION_TYPE)
      return true;
  return false;
}

/* Is REF a side of a memcpy that GCC has made an assignment?  It does so or
   not, depending on options.  */

static bool
is_folded_copy (tree ref)
{
  return TREE_CODE (ref) == MEM_REF && INTEGRAL_TYPE_P (TREE_TYPE (ref))
         && TYPE_REF_CAN_ALIAS_ALL (TREE_TYPE (TREE_OPERAND (ref, 1)));
}

uint32_t
load_key (tree ref)
{
  tree type = TREE_TYPE (ref);
  if (POINTER_TYPE_P (type))
    return pointee_key (type);
  if (is_folded_copy (ref) && type_bytes (type) >= pointer_bytes ())
    return KEY_ANY;
  /* Even a double: values are boxed in NaNs.  */
  if (type_bytes (type) >= pointer_bytes () || is_in_union (ref))
    return KEY_NUMBER;
  /* Pieces of pointers are copied through char or word pointers; a member or
     variable that is declared a small number is one.  */
  if (numbers_are_pieces ())
    return KEY_NUMBER;
  if (TREE_CODE (ref) == COMPONENT_REF || DECL_P (ref)
      || TREE_CODE (ref) == BIT_FIELD_REF)
    return KEY_NARROW;
  return KEY_NUMBER;
}

/* The parts of TYPE that can hold pointers, for block copies out of the
   caller's memory.  Null: no good list.  */

#define MAX_PARTS 64

struct shape_builder
{
  auto_vec<place> parts;
  auto_vec<uint32_t> keys;
  /* The numbers that lie one behind the other, so far: from RUN, RUN_BYTES.  */
  place run;
  int64_t run_bytes;
  bool failed;
};

static void
add_part (shape_builder &b, struct place p, uint32_t key)
{
  if (b.parts.length () >= MAX_PARTS)
    b.failed = true;
  else
    {
      b.parts.safe_push (p);
      b.keys.safe_push (key);
    }
}

/* Numbers too small for a pointer, or no integers: together their bytes can be
   one's, as when values are boxed in NaNs or cookies kept in words.  Where there
   is room for one they are a part, as one.  */

static void
end_run (shape_builder &b)
{
  int64_t bytes = b.run_bytes, step = pointer_bytes ();
  b.run_bytes = 0;
  if (bytes < step)
    return;
  if (!b.run.stride && bytes > step)
    {
      struct place p = { b.run.off, (uint32_t)step, 0, bytes };
      add_part (b, p, KEY_NUMBER);
      return;
    }
  for (int64_t i = 0; i + step <= bytes && !b.failed; i += step)
    add_part (b, place_add (b.run, place_at (i)), KEY_NUMBER);
}

static void
add_number (shape_builder &b, struct place at, int64_t bytes)
{
  struct place start = at;
  start.off = b.run.off;
  int64_t gap = at.off - b.run.off;
  if (bytes <= 0)
    return;
  if (!b.run_bytes || !place_equal (start, b.run) || gap < 0
      || gap > b.run_bytes)
    {
      end_run (b);
      b.run = at;
      gap = 0;
    }
  if (gap + bytes > b.run_bytes)
    b.run_bytes = gap + bytes;
}

/* Is a value of TYPE a number that is too small for a pointer, or no integer?  */

static bool
is_mere_number (const_tree type)
{
  return SCALAR_FLOAT_TYPE_P (type)
         || (INTEGRAL_TYPE_P (type) && type_bytes (type) < pointer_bytes ());
}

/* How many bytes FIELD, a bit-field, has a part in; a wide one has room for an
   address.  */

static int64_t
bit_field_bytes (tree field)
{
  int64_t bits = tree_to_shwi (DECL_SIZE (field));
  int64_t first = tree_to_shwi (DECL_FIELD_BIT_OFFSET (field)) % BITS_PER_UNIT;
  return bits > POINTER_SIZE / 2
             ? pointer_bytes ()
             : (first + bits + BITS_PER_UNIT - 1) / BITS_PER_UNIT;
}

static void
add_parts (shape_builder &b, tree type, struct place at)
{
  if (b.failed)
    return;
  if (RECORD_OR_UNION_TYPE_P (type))
    {
      for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
        if (TREE_CODE (f) == FIELD_DECL && TREE_TYPE (f) != error_mark_node)
          {
            if (!tree_fits_shwi_p (DECL_FIELD_OFFSET (f))
                || !tree_fits_shwi_p (DECL_FIELD_BIT_OFFSET (f)))
              {
                b.failed = true;
                return;
              }
            struct place p = place_add (at, place_at (int_byte_position (f)));
            if (DECL_BIT_FIELD (f) && !numbers_are_pieces ())
              add_number (b, p, bit_field_bytes (f));
            else
              add_parts (b, TREE_TYPE (f), p);
          }
      return;
    }
  if (TREE_CODE (type) == ARRAY_TYPE)
    {
      int64_t size = type_bytes (type), elt = type_bytes (TREE_TYPE (type));
      if (size <= 0 || elt <= 0)
        return;
      bool bytes = elt == 1 && size >= pointer_bytes ();
      if (is_mere_number (TREE_TYPE (type)) && !bytes && !numbers_are_pieces ())
        add_number (b, at, size);
      else if (size / elt <= 8 && !bytes)
        for (int64_t i = 0; i < size / elt; i++)
          add_parts (b, TREE_TYPE (type), place_add (at, place_at (i * elt)));
      else
        {
          struct place p = { 0, (uint32_t)elt, 0, size };
          add_parts (b, TREE_TYPE (type), place_add (p, at));
        }
      return;
    }
  int64_t size = type_bytes (type);
  if (POINTER_TYPE_P (type))
    add_part (b, at, pointee_key (type));
  else if (numbers_are_pieces () && size > 0 && size <= pointer_bytes ())
    add_part (b, at, KEY_NUMBER);
  else if (size == 1 && at.stride)
    add_part (b, at, KEY_NUMBER);
  else if (is_mere_number (type))
    add_number (b, at, size);
  else if (size == pointer_bytes ())
    add_part (b, at, KEY_NUMBER);
  else if (size > pointer_bytes ())
    for (int64_t i = 0; i + pointer_bytes () <= size; i += pointer_bytes ())
      add_part (b, place_add (at, place_at (i)), KEY_NUMBER);
}

static hash_map<tree, struct shape *> *shapes;

const struct shape *
type_shape (tree type)
{
  type = TYPE_MAIN_VARIANT (type);
  if (!COMPLETE_TYPE_P (type))
    return NULL;
  if (!shapes)
    shapes = new hash_map<tree, struct shape *>;
  bool existed;
  struct shape *&slot = shapes->get_or_insert (type, &existed);
  if (existed)
    return slot;
  shape_builder b;
  b.failed = false;
  b.run_bytes = 0;
  add_parts (b, type, place_start);
  end_run (b);
  if (b.failed)
    return slot = NULL;
  struct shape *s = XCNEW (struct shape);
  s->n = b.parts.length ();
  place *parts = XNEWVEC (place, s->n + 1);
  uint32_t *keys = XNEWVEC (uint32_t, s->n + 1);
  for (unsigned i = 0; i < s->n; i++)
    {
      parts[i] = b.parts[i];
      keys[i] = b.keys[i];
    }
  s->parts = parts;
  s->type_keys = keys;
  return slot = s;
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

/* Assignments.  */

static void
copy_block (function_info *info, gimple *stmt, tree dst, tree src)
{
  struct place dp, sp;
  int64_t size = type_bytes (TREE_TYPE (dst));
  if (TREE_CODE (src) == CONSTRUCTOR || CONSTANT_CLASS_P (src))
    return;
  node_id d = lower_reference (info, dst, stmt, &dp, ACCESS_WRITE);
  node_id s = lower_reference (info, src, stmt, &sp, ACCESS_READ);
  bool memory = TREE_CODE (dst) != SSA_NAME && TREE_CODE (src) != SSA_NAME;
  graph_block (info->graph, d, dp, s, sp, size,
               is_folded_copy (dst) || is_folded_copy (src)
                   ? NULL
                   : type_shape (TREE_TYPE (dst)),
               new_step (info,
                         memory || TREE_CODE (dst) != SSA_NAME ? STEP_COPY
                                                               : STEP_SILENT,
                         stmt, dst));
}

/* DST, memory or a wide SSA name, gets something made of OP.  */

static void
mix_into (function_info *info, gimple *stmt, tree dst, tree op, struct place at)
{
  struct place dp;
  node_id d = lower_reference (info, dst, stmt, &dp, ACCESS_WRITE);
  step_id step = new_step (info, STEP_STORE, stmt, dst);
  if (is_block_type (TREE_TYPE (op)) && TREE_CODE (op) == SSA_NAME)
    {
      node_id n = lower_value (info, op, stmt);
      node_id m = graph_variable (info->graph);
      graph_copy (info->graph, n, m, place_anywhere, GRADE_SHOWN, false,
                  NO_STEP);
      graph_store (info->graph, d, place_add (dp, place_anywhere), m, step);
    }
  else
    graph_store (info->graph, d, place_add (dp, at),
                 lower_value (info, op, stmt), step);
}

static void
lower_block_assign (function_info *info, gimple *stmt, tree lhs)
{
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);
  if (code == CONSTRUCTOR)
    {
      unsigned HOST_WIDE_INT i;
      tree value;
      FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (rhs), i, value)
      mix_into (info, stmt, lhs, value, place_anywhere);
    }
  else if (code == COMPLEX_EXPR)
    {
      mix_into (info, stmt, lhs, rhs, place_start);
      mix_into (info, stmt, lhs, gimple_assign_rhs2 (stmt),
                place_at (type_bytes (TREE_TYPE (rhs))));
    }
  else if (gimple_assign_single_p (stmt) && is_block_type (TREE_TYPE (rhs)))
    copy_block (info, stmt, lhs, rhs);
  else if (!SCALAR_FLOAT_TYPE_P (TREE_TYPE (lhs)) || floats_are_pointers ()
           || gimple_assign_rhs_class (stmt) != GIMPLE_BINARY_RHS)
    for (unsigned i = 1; i < gimple_num_ops (stmt); i++)
      if (gimple_op (stmt, i))
        mix_into (info, stmt, lhs, gimple_op (stmt, i), place_anywhere);
}

/* Does integer OP come from a pointer, as far as can be seen nearby?  */

static bool
comes_from_pointer (tree op, int depth = 0)
{
  if (TREE_CODE (op) == ADDR_EXPR)
    return true;
  if (TREE_CODE (op) != SSA_NAME || depth > 6)
    return false;
  if (POINTER_TYPE_P (TREE_TYPE (op)))
    return true;
  gimple *def = SSA_NAME_DEF_STMT (op);
  if (!is_gimple_assign (def) || gimple_assign_load_p (def))
    return false;
  for (unsigned i = 1; i < gimple_num_ops (def); i++)
    if (gimple_op (def, i)
        && comes_from_pointer (gimple_op (def, i), depth + 1))
      return true;
  return false;
}

/* Is what CODE makes of A and B a few bits?  They are a tag, unless A is taken
   apart into such: then they are digits.  */

static bool
is_less_than_byte (function_info *info, enum tree_code code, tree a, tree b)
{
  tree value = info->values->constant (b);
  return (code == TRUNC_MOD_EXPR || code == BIT_AND_EXPR) && value
         && TREE_CODE (value) == INTEGER_CST && tree_int_cst_sgn (value) > 0
         && compare_tree_int (value, (1 << BITS_PER_UNIT) - 1) < 0
         && !is_taken_apart (a);
}

#define MAX_STEP (1 << 30)

/* Does STMT move pointer A on for the next round of a loop?  */

static bool
is_step_of_loop (gimple *stmt, tree a)
{
  a = copied_from (a);
  gphi *phi = TREE_CODE (a) == SSA_NAME
                  ? dyn_cast<gphi *> (SSA_NAME_DEF_STMT (a))
                  : NULL;
  for (unsigned i = 0; phi && i < gimple_phi_num_args (phi); i++)
    if (copied_from (gimple_phi_arg_def (phi, i)) == gimple_get_lhs (stmt))
      return true;
  return false;
}

/* LHS = A CODE B on numbers or pointers.  */

static void
lower_arithmetic (function_info *info, gimple *stmt, node_id dst,
                  enum tree_code code, tree a, tree b)
{
  struct graph *g = info->graph;
  struct place shift_a = place_anywhere, shift_b = place_anywhere;
  bool number_a = false, number_b = false;
  if (TREE_CODE_CLASS (code) == tcc_comparison
      || (code == POINTER_DIFF_EXPR && !leads_across (a, b))
      || code == TRUTH_AND_EXPR || code == TRUTH_OR_EXPR
      || is_less_than_byte (info, code, a, b)
      || (SCALAR_FLOAT_TYPE_P (TREE_TYPE (a)) && !floats_are_pointers ()))
    return;
  if (code == POINTER_PLUS_EXPR || code == PLUS_EXPR || code == MINUS_EXPR)
    {
      shift_a = displacement (info, b, 1);
      if (code == MINUS_EXPR)
        shift_a.off = -shift_a.off;
      /* So often that each place is not looked at.  */
      if (code == POINTER_PLUS_EXPR && !shift_a.stride && shift_a.off
          && shift_a.off > -MAX_STEP && shift_a.off < MAX_STEP
          && is_step_of_loop (stmt, a))
        shift_a = place_every (0, (uint32_t)(shift_a.off < 0 ? -shift_a.off
                                                             : shift_a.off));
    }
  if (code == PLUS_EXPR)
    shift_b = displacement (info, a, 1);
  if (code == POINTER_PLUS_EXPR)
    number_b = true;
  else
    {
      bool pa = comes_from_pointer (a), pb = comes_from_pointer (b);
      /* A link is two pointers in one, made by XOR or a sum: taking out one
	 leaves the other.  */
      number_a = pb && !pa && code != BIT_XOR_EXPR && code != MINUS_EXPR;
      number_b = pa && !pb && code != BIT_XOR_EXPR;
      /* A counter in memory that could hold a pointer too is not followed step
	 by step.  */
      if (!pa)
        shift_a = place_anywhere;
      if (!pb)
        shift_b = place_anywhere;
    }
  /* What multiplication, shifts and such make of a pointer is not shown to be
     one, nor is a piece of one.  */
  bool keeps = code == POINTER_PLUS_EXPR || code == PLUS_EXPR
               || code == MINUS_EXPR || code == BIT_AND_EXPR
               || code == BIT_IOR_EXPR || code == BIT_XOR_EXPR
               || code == MIN_EXPR || code == MAX_EXPR;
  enum grade grade = keeps && type_bytes (TREE_TYPE (a)) >= pointer_bytes ()
                         ? GRADE_SHOWN
                         : GRADE_ASSUMED;
  graph_copy (g, lower_value (info, a, stmt), dst, shift_a, grade, number_a,
              NO_STEP);
  graph_copy (g, lower_value (info, b, stmt), dst, shift_b, grade, number_b,
              NO_STEP);
}

/* STMT compares A and B.  */

static void
lower_comparison (function_info *info, gimple *stmt, tree a, tree b)
{
  if (type_bytes (TREE_TYPE (a)) < pointer_bytes ())
    return;
  for (int i = 0; i < 2; i++, std::swap (a, b))
    {
      auto_vec<tree, 4> names;
      searched_by (a, b, names);
      for (tree name : names)
        graph_copy (info->graph, lower_value (info, a, stmt),
                    lower_value (info, name, stmt), place_anywhere,
                    GRADE_ASSUMED, false, NO_STEP);
    }
}

/* CALL may compare some of its arguments.  */

static void
lower_comparisons_of (function_info *info, gcall *call)
{
  auto_vec<compared_arguments> pairs;
  compared_by (call, pairs);
  for (const compared_arguments &pair : pairs)
    lower_comparison (info, call, pair.a, pair.b);
}

/* STMT goes by OP, which may be a digit of a pointer.  */

static void
lower_test (function_info *info, gimple *stmt, tree op)
{
  struct graph *g = info->graph;
  tree pointer = pointer_of_digit (op);
  if (!pointer)
    return;
  step_id step
      = new_step (info, is_gimple_call (stmt) ? STEP_LIBRARY : STEP_UNKNOWN,
                  stmt, NULL_TREE);
  graph_copy (g, lower_value (info, pointer, stmt),
              graph_sink (g, REASON_HEAP, GRADE_ASSUMED, NULL, step),
              place_anywhere, GRADE_ASSUMED, false, step);
}

/* Does STMT write to nothing but locals?  */

static bool
leaves_outside_alone (gimple *stmt)
{
  if (is_gimple_call (stmt))
    return is_check_call (stmt);
  tree lhs = gimple_get_lhs (stmt);
  tree base = lhs ? get_base_address (lhs) : NULL_TREE;
  return gimple_code (stmt) == GIMPLE_PHI
         || (is_gimple_assign (stmt) && base && DECL_P (base)
             && !is_global_var (base));
}

/* Does control come to STMT, a load, before anything but own locals is written
   to?  */

static bool
reads_entry (function_info *info, gimple *stmt)
{
  auto_vec<tree, 16> queue, seen;
  if (gimple_has_volatile_ops (stmt) || !gimple_vuse (stmt))
    return false;
  queue.safe_push (gimple_vuse (stmt));
  while (!queue.is_empty ())
    {
      tree state = queue.pop ();
      if (SSA_NAME_IS_DEFAULT_DEF (state) || seen.contains (state))
        continue;
      gimple *def = SSA_NAME_DEF_STMT (state);
      if (seen.length () == 16 || !leaves_outside_alone (def))
        return false;
      seen.safe_push (state);
      if (gphi *phi = dyn_cast<gphi *> (def))
        {
          for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
            if (info->values->executable (gimple_phi_arg_edge (phi, i)))
              queue.safe_push (gimple_phi_arg_def (phi, i));
        }
      else
        queue.safe_push (gimple_vuse (def));
    }
  return true;
}

tree
stored_before (gimple *stmt, tree ref)
{
  if (TREE_THIS_VOLATILE (ref) || TREE_SIDE_EFFECTS (ref))
    return NULL_TREE;
  gimple *store = SSA_NAME_DEF_STMT (gimple_vuse (stmt));
  while (is_gimple_call (store) && is_for_checks (store))
    store = SSA_NAME_DEF_STMT (gimple_vuse (store));
  return gimple_store_p (store) && gimple_assign_single_p (store)
                 && operand_equal_p (gimple_assign_lhs (store), ref, 0)
             ? gimple_assign_rhs1 (store)
             : NULL_TREE;
}

static void
lower_scalar_assign (function_info *info, gimple *stmt, tree lhs)
{
  struct graph *g = info->graph;
  node_id dst = ssa_value (info, lhs);
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);
  if (!dst)
    return;
  switch (gimple_assign_rhs_class (stmt))
    {
    case GIMPLE_SINGLE_RHS:
      if (code == SSA_NAME && !is_block_type (TREE_TYPE (rhs)))
        graph_copy (g, ssa_value (info, rhs), dst, place_start, GRADE_SHOWN,
                    false, NO_STEP);
      else if (code == ADDR_EXPR)
        graph_copy (g, address_value (info, rhs, stmt), dst, place_start,
                    GRADE_SHOWN, false, NO_STEP);
      else if (code == CONSTRUCTOR)
        {
          unsigned HOST_WIDE_INT i;
          tree value;
          FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (rhs), i, value)
          graph_copy (g, lower_value (info, value, stmt), dst, place_anywhere,
                      GRADE_SHOWN, false, NO_STEP);
        }
      else if (!CONSTANT_CLASS_P (rhs))
        {
          struct place place;
          /* BIT_FIELD_REF and such of a name that is no block.  */
          tree base = rhs;
          while (handled_component_p (base))
            base = TREE_OPERAND (base, 0);
          tree stored
              = gimple_vuse (stmt) ? stored_before (stmt, rhs) : NULL_TREE;
          if (stored && is_gimple_val (stored))
            graph_copy (g, lower_value (info, stored, stmt), dst, place_start,
                        GRADE_SHOWN, false, NO_STEP);
          else if (TREE_CODE (base) == SSA_NAME
                   && !is_block_type (TREE_TYPE (base)))
            graph_copy (g, ssa_value (info, base), dst,
                        code == VIEW_CONVERT_EXPR ? place_start
                                                  : place_anywhere,
                        GRADE_SHOWN, false, NO_STEP);
          else
            {
              node_id ptr
                  = lower_reference (info, rhs, stmt, &place, ACCESS_READ);
              uint32_t key = load_key (rhs);
              if (tree digit = digit_named_by (rhs))
                graph_copy (g, lower_value (info, digit, stmt), dst,
                            place_anywhere, GRADE_ASSUMED, false, NO_STEP);
              if (key == KEY_NARROW && may_be_piece (info, lhs))
                key = KEY_NUMBER;
              /* A number where a pointer could be as well is not shown to be
                 one.  */
              if (key == KEY_NUMBER && is_in_union (rhs))
                {
                  node_id either = graph_variable (g);
                  graph_copy (g, either, dst, place_start, GRADE_ASSUMED, false,
                              NO_STEP);
                  dst = either;
                }
              (reads_entry (info, stmt)
                   ? graph_load_entry
                   : graph_load) (g, ptr, place, type_bytes (TREE_TYPE (rhs)),
                                  dst, key,
                                  new_step (info, STEP_LOAD, stmt, rhs));
            }
        }
      break;
    case GIMPLE_UNARY_RHS:
      if (!is_lowest_byte (lhs))
        {
          bool whole = CONVERT_EXPR_CODE_P (code)
                       && type_bytes (TREE_TYPE (lhs)) >= pointer_bytes ()
                       && type_bytes (TREE_TYPE (rhs)) >= pointer_bytes ();
          graph_copy (g, lower_value (info, rhs, stmt), dst,
                      whole ? place_start : place_anywhere,
                      whole ? GRADE_SHOWN : GRADE_ASSUMED, false, NO_STEP);
        }
      break;
    case GIMPLE_BINARY_RHS:
      lower_arithmetic (info, stmt, dst, code, rhs, gimple_assign_rhs2 (stmt));
      break;
    case GIMPLE_TERNARY_RHS:
      if (code == COND_EXPR || code == VEC_COND_EXPR)
        {
          graph_copy (g, lower_value (info, gimple_assign_rhs2 (stmt), stmt),
                      dst, place_start, GRADE_SHOWN, false, NO_STEP);
          graph_copy (g, lower_value (info, gimple_assign_rhs3 (stmt), stmt),
                      dst, place_start, GRADE_SHOWN, false, NO_STEP);
        }
      else
        for (unsigned i = 1; i < gimple_num_ops (stmt); i++)
          graph_copy (g, lower_value (info, gimple_op (stmt, i), stmt), dst,
                      place_anywhere, GRADE_SHOWN, false, NO_STEP);
      break;
    default:
      break;
    }
}

static void
lower_assign (function_info *info, gimple *stmt)
{
  if (TREE_CODE_CLASS (gimple_assign_rhs_code (stmt)) == tcc_comparison)
    {
      lower_test (info, stmt, gimple_assign_rhs1 (stmt));
      lower_comparison (info, stmt, gimple_assign_rhs1 (stmt),
                        gimple_assign_rhs2 (stmt));
    }
  tree lhs = gimple_assign_lhs (stmt);
  if (gimple_clobber_p (stmt))
    return;
  if (is_block_type (TREE_TYPE (lhs)))
    {
      lower_block_assign (info, stmt, lhs);
      return;
    }
  if (TREE_CODE (lhs) == SSA_NAME)
    {
      lower_scalar_assign (info, stmt, lhs);
      return;
    }
  tree rhs = gimple_assign_rhs1 (stmt);
  if (!gimple_assign_single_p (stmt)
      || (CONSTANT_CLASS_P (rhs) && !POINTER_TYPE_P (TREE_TYPE (rhs))))
    return;
  /* What null is stored through points somewhere: that is where a pointer is
     overwritten.  */
  struct place place;
  node_id ptr = lower_reference (info, lhs, stmt, &place, ACCESS_WRITE);
  if (CONSTANT_CLASS_P (rhs))
    return;
  step_id step = new_step (info, STEP_STORE, stmt, lhs);
  if (TREE_CODE (rhs) != SSA_NAME && TREE_CODE (rhs) != ADDR_EXPR)
    {
      /* A small struct member to another, both in memory.  */
      struct place from;
      node_id src = lower_reference (info, rhs, stmt, &from, ACCESS_READ);
      node_id n = graph_variable (info->graph);
      graph_load (info->graph, src, from, type_bytes (TREE_TYPE (rhs)), n,
                  load_key (rhs), NO_STEP);
      graph_store (info->graph, ptr, place, n, step);
      return;
    }
  node_id value = lower_value (info, rhs, stmt);
  graph_store (info->graph, ptr, place, value, step);
  container_store c;
  if (value && TREE_CODE (lhs) == COMPONENT_REF
      && POINTER_TYPE_P (TREE_TYPE (lhs))
      && type_container_kind (TREE_TYPE (TREE_OPERAND (lhs, 0)), &c.kind))
    {
      c.value = value;
      info->container_stores.safe_push (c);
    }
}

/* Other statements.  */

static void
lower_phi (function_info *info, gphi *phi)
{
  tree result = gimple_phi_result (phi);
  if (virtual_operand_p (result))
    return;
  struct graph *g = info->graph;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    {
      edge e = gimple_phi_arg_edge (phi, i);
      tree arg = gimple_phi_arg_def (phi, i);
      if (!info->values->executable (e)
          || (TREE_CODE (arg) == SSA_NAME && is_null_on (arg, e)))
        continue;
      if (is_block_type (TREE_TYPE (result)))
        copy_block (info, phi, result, arg);
      else
        {
          node_id dst = ssa_value (info, result);
          if (dst)
            graph_copy (g, lower_value (info, arg, phi), dst, place_start,
                        GRADE_SHOWN, false, NO_STEP);
        }
    }
}

static void
lower_return (function_info *info, greturn *stmt)
{
  tree value = gimple_return_retval (stmt);
  struct graph *g = info->graph;
  if (!value)
    return;
  node_id result = graph_address (g, info->result, place_start, NO_STEP);
  step_id step = new_step (info, STEP_RETURN, stmt, value);
  if (is_block_type (TREE_TYPE (value)))
    {
      struct place place;
      node_id src = lower_reference (info, value, stmt, &place, ACCESS_READ);
      graph_block (g, result, place_start, src, place,
                   type_bytes (TREE_TYPE (value)),
                   type_shape (TREE_TYPE (value)), step);
    }
  else if (TREE_CODE (value) == SSA_NAME || TREE_CODE (value) == ADDR_EXPR)
    {
      if (type_bytes (TREE_TYPE (value)) >= pointer_bytes ()
          || may_return_piece (value))
        graph_store (g, result, place_start, lower_value (info, value, stmt),
                     step);
    }
  else if (!CONSTANT_CLASS_P (value))
    {
      struct place place;
      node_id n = graph_variable (g);
      node_id src = lower_reference (info, value, stmt, &place, ACCESS_READ);
      graph_load (g, src, place, type_bytes (TREE_TYPE (value)), n,
                  load_key (value), NO_STEP);
      graph_store (g, result, place_start, n, step);
    }
}

/* Is OP of an asm an operand in memory?  */

static bool
is_memory_operand (tree op)
{
  return TREE_CODE (op) != SSA_NAME && TREE_CODE (op) != ADDR_EXPR
         && !CONSTANT_CLASS_P (op);
}

static void
collect_memory_operands (gasm *stmt, vec<tree> &operands)
{
  for (unsigned i = 0; i < gimple_asm_ninputs (stmt); i++)
    if (is_memory_operand (TREE_VALUE (gimple_asm_input_op (stmt, i))))
      operands.safe_push (TREE_VALUE (gimple_asm_input_op (stmt, i)));
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    if (is_memory_operand (TREE_VALUE (gimple_asm_output_op (stmt, i))))
      operands.safe_push (TREE_VALUE (gimple_asm_output_op (stmt, i)));
}

/* Can output OUT be the address of OPERAND, which is in memory (lea)?  */

static bool
can_be_address (gasm *stmt, tree out, tree operand)
{
  return *gimple_asm_string (stmt)
         && type_bytes (TREE_TYPE (out)) >= pointer_bytes ()
         && !operand_equal_p (out, operand, 0);
}

/* Can STMT, which writes to memory that it does not name, keep the address of
   OPERAND there?  What it writes to is given for that, as a counter is.  */

static bool
can_keep_address (gasm *stmt, tree operand)
{
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    if (operand_equal_p (TREE_VALUE (gimple_asm_output_op (stmt, i)), operand,
                         0))
      return false;
  return *gimple_asm_string (stmt) && gimple_asm_clobbers_memory_p (stmt);
}

/* Does STMT possibly hand out the address of its operand in memory with BASE? */

static bool
hands_out_address (gasm *stmt, tree base)
{
  auto_vec<tree, 8> operands;
  collect_memory_operands (stmt, operands);
  for (tree operand : operands)
    if (get_base_address (operand) == base && can_keep_address (stmt, operand))
      return true;
  for (tree operand : operands)
    for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
      if (get_base_address (operand) == base
          && can_be_address (stmt, TREE_VALUE (gimple_asm_output_op (stmt, i)),
                             operand))
        return true;
  return false;
}

/* What output OUT of STMT can be: MIXED of the inputs, what unknown code hands
   out, the address of an operand in memory.  */

static node_id
asm_output (function_info *info, gasm *stmt, tree out, node_id mixed,
            const vec<tree> &operands)
{
  struct graph *g = info->graph;
  node_id value = graph_variable (g);
  graph_copy (g, mixed, value, place_start, GRADE_SHOWN, false, NO_STEP);
  graph_copy (g, graph_address (g, GRAPH_UNKNOWN, place_anywhere, NO_STEP),
              value, place_start, GRADE_ASSUMED, false, NO_STEP);
  for (tree operand : operands)
    if (can_be_address (stmt, out, operand))
      {
        struct place place;
        node_id ptr = lower_reference (info, operand, stmt, &place);
        graph_copy (g, ptr, value, place, GRADE_ASSUMED, false, NO_STEP);
      }
  return value;
}

/* Everything that goes in can come out, be kept, or be reached.  */

static void
lower_asm (function_info *info, gasm *stmt)
{
  struct graph *g = info->graph;
  step_id step = new_step (info, STEP_UNKNOWN, stmt, NULL_TREE);
  node_id mixed = graph_variable (g);
  node_id sink = graph_sink (g, REASON_ASM, GRADE_ASSUMED, NULL, step);
  /* In a naked function it finds the arguments by itself.  */
  bool naked = lookup_attribute ("naked", DECL_ATTRIBUTES (info->decl));
  if (naked)
    graph_copy (g, lower_all_parameters (info), mixed, place_anywhere,
                GRADE_SHOWN, false, NO_STEP);
  bool alone
      = !naked && !gimple_asm_ninputs (stmt) && !gimple_asm_noutputs (stmt);
  /* An empty one is there for the compiler only.  */
  if (!alone
      || (gimple_asm_clobbers_memory_p (stmt) && *gimple_asm_string (stmt)))
    graph_others_run (g);
  if (alone)
    return;
  auto_vec<tree, 8> operands;
  collect_memory_operands (stmt, operands);
  for (unsigned i = 0; i < gimple_asm_ninputs (stmt); i++)
    {
      tree op = TREE_VALUE (gimple_asm_input_op (stmt, i));
      node_id n;
      struct place place;
      if (TREE_CODE (op) == SSA_NAME || TREE_CODE (op) == ADDR_EXPR)
        n = lower_value (info, op, stmt);
      else if (CONSTANT_CLASS_P (op))
        continue;
      else
        {
          /* A memory operand: it is read where it is.  */
          n = graph_variable (g);
          graph_load (g, lower_reference (info, op, stmt, &place, ACCESS_READ),
                      place, type_bytes (TREE_TYPE (op)), n, KEY_ANY, NO_STEP);
        }
      graph_copy (g, n, mixed, place_anywhere, GRADE_SHOWN, false, NO_STEP);
    }
  graph_copy (g, mixed, sink, place_start, GRADE_ASSUMED, false, step);
  for (tree operand : operands)
    if (can_keep_address (stmt, operand))
      {
        struct place place;
        node_id ptr = lower_reference (info, operand, stmt, &place);
        graph_copy (g, ptr, sink, place, GRADE_ASSUMED, false, step);
      }
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree op = TREE_VALUE (gimple_asm_output_op (stmt, i));
      bool scalar
          = TREE_CODE (op) == SSA_NAME && !is_block_type (TREE_TYPE (op));
      node_id dst = scalar ? ssa_value (info, op) : NO_NODE;
      if (scalar && !dst)
        continue;
      node_id value = asm_output (info, stmt, op, mixed, operands);
      struct place place;
      if (scalar)
        graph_copy (g, value, dst, place_start, GRADE_SHOWN, false, NO_STEP);
      else
        {
          node_id ptr = lower_reference (info, op, stmt, &place, ACCESS_WRITE);
          graph_store (g, ptr, place, value, NO_STEP);
        }
    }
}

/* Which locals have their address used as a value.  The base of an access does
   not count, nor a memory operand of asm that does not give addresses out, nor
   what only marks a lifetime or feeds a builtin that GCC may fold into an
   access.  */

static bool
note_address (gimple *stmt, tree op, tree arg, void *data)
{
  function_info *info = (function_info *)data;
  tree base = get_base_address (op);
  if (gimple_code (stmt) == GIMPLE_ASM && TREE_CODE (arg) != ADDR_EXPR
      && !hands_out_address (as_a<gasm *> (stmt), base))
    return false;
  if (base && (TREE_CODE (base) == VAR_DECL || TREE_CODE (base) == PARM_DECL)
      && !is_global_var (base))
    {
      if (is_for_checks (stmt) || compat_is_deferred_init (stmt)
          || (gimple_call_builtin_p (stmt, BUILT_IN_NORMAL)
              && ignores_address (stmt, arg)))
        return false;
      info->address_used->add (base);
    }
  return false;
}

static void
note_addresses (function_info *info)
{
  info->address_used = new hash_set<tree>;
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    if (info->values->executable (bb))
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        walk_stmt_load_store_addr_ops (gsi_stmt (i), info, NULL, NULL,
                                       note_address);
}

static void
lower_statement (function_info *info, gimple *stmt)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_ASSIGN:
      lower_assign (info, stmt);
      break;
    case GIMPLE_CALL:
      for (unsigned i = 0; i < gimple_call_num_args (stmt); i++)
        lower_test (info, stmt, gimple_call_arg (stmt, i));
      lower_comparisons_of (info, as_a<gcall *> (stmt));
      lower_call (info, as_a<gcall *> (stmt));
      break;
    case GIMPLE_COND:
      lower_test (info, stmt, gimple_cond_lhs (stmt));
      lower_comparison (info, stmt, gimple_cond_lhs (stmt),
                        gimple_cond_rhs (stmt));
      break;
    case GIMPLE_SWITCH:
      lower_test (info, stmt, gimple_switch_index (as_a<gswitch *> (stmt)));
      break;
    case GIMPLE_RETURN:
      lower_return (info, as_a<greturn *> (stmt));
      break;
    case GIMPLE_ASM:
      lower_asm (info, as_a<gasm *> (stmt));
      break;
    default:
      break;
    }
}

static object_id
entry_object (function_info *info, tree parm)
{
  object_id o = info->locals->written (parm, NULL);
  return o ? o : decl_object (info, parm);
}

/* Parameters that live in memory get what arrives.  */

static void
lower_parameters (function_info *info)
{
  struct graph *g = info->graph;
  int i = 0;
  for (tree p = DECL_ARGUMENTS (info->decl); p; p = DECL_CHAIN (p), i++)
    {
      tree type = TREE_TYPE (p);
      if (is_gimple_reg (p) && !is_block_type (type))
        continue;
      node_id dst
          = is_gimple_reg (p)
                ? (ssa_default_def (info->fun, p)
                       ? graph_address (g,
                                        wide_object (info,
                                                     ssa_default_def (info->fun,
                                                                      p)),
                                        place_start, NO_STEP)
                       : NO_NODE)
                : graph_address (g, entry_object (info, p), place_start,
                                 NO_STEP);
      if (dst)
        graph_block (g, dst, place_start, param_memory (info, i), place_start,
                     type_bytes (type), type_shape (type), NO_STEP);
    }
}

void
lower_function (function_info *info)
{
  /* A share of the budget for the finer ways to look at it.  */
  uint64_t budget = info->precision == PRECISION_FULL ? options.budget / 16
                    : info->precision == PRECISION_OWN_FIELDS
                        ? options.budget / 8
                        : options.budget;
  info->graph
      = graph_new (info->decl, pointer_bytes (), info->precision, budget);
  info->graph->recursive = info->recursive;
  info->graph->recurrence = info->recurrence;
  if (info->record)
    section_begin_function (info);
  info->code = &calls_in_gimple;
  info->budget = options.budget;
  info->always_inline
      = lookup_attribute ("always_inline", DECL_ATTRIBUTES (info->decl));
  info->graph->memory = info->record ? 0 : graph_memory ();
  info->graph->hidden = info->hidden;
  info->n_ssa = SSANAMES (info->fun)->length ();
  info->ssa = XCNEWVEC (node_id, info->n_ssa);
  info->wide = new hash_map<tree, object_id>;
  if (!info->address_used)
    note_addresses (info);
  info->allocations.n = 0;
  info->container_stores.truncate (0);
  info->allocates = NULL;
  info->variadic_args = NO_NODE;
  info->result = graph_object (info->graph, OBJECT_RESULT, NULL, -1);
  delete info->locals;
  info->locals = NULL;
  info->locals = new local_versions (info);
  lower_parameters (info);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      if (!info->values->executable (bb))
        continue;
      /* Too much for this look at it already.  */
      if (info->precision < N_PRECISIONS - 1 && !info->record
          && graph_is_over_budget (info->graph))
        {
          info->graph->exhausted = true;
          return;
        }
      for (gphi_iterator i = gsi_start_phis (bb); !gsi_end_p (i); gsi_next (&i))
        lower_phi (info, i.phi ());
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        lower_statement (info, gsi_stmt (i));
    }
}
