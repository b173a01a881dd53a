/* The parts of types that can hold pointers: see lower.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "statements.h"

bool
is_in_union (tree ref)
{
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (ref) == COMPONENT_REF
        && TREE_CODE (TREE_TYPE (TREE_OPERAND (ref, 0))) == UNION_TYPE)
      return true;
  return false;
}

bool
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
