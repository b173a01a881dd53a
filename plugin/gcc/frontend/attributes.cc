/* What the attributes say.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "attributes.h"

const char attribute_prefix[] = "escape_";

static bool
is_ours (const_tree attribute)
{
  return strncmp (IDENTIFIER_POINTER (get_attribute_name (attribute)),
                  attribute_prefix, attribute_prefix_length)
         == 0;
}

bool
has_equal_attribute (tree a, tree list)
{
  const char *name = IDENTIFIER_POINTER (get_attribute_name (a));
  for (tree b = lookup_attribute (name, list); b;
       b = lookup_attribute (name, TREE_CHAIN (b)))
    if (attribute_value_equal (a, b))
      return true;
  return false;
}

/* Variables and parameters that carry `ok', as their handler saw them.  */
static vec<tree> ok_variables;

void
remember_ok (tree decl)
{
  ok_variables.safe_push (decl);
}

/* The typedefs that carry attributes, as their handler saw them.  */
static vec<tree> typedefs;

void
remember_typedef (tree decl)
{
  typedefs.safe_push (decl);
}

/* Types that typedefs with attributes name, and what they say: with -flto, GCC
   forgets the names of types before it makes GIMPLE.  */
static hash_map<tree, tree> said_by_typedefs;

void
attributes_ggc_mark (void)
{
  for (tree decl : ok_variables)
    gt_ggc_mx_tree_node (decl);
  for (tree decl : typedefs)
    gt_ggc_mx_tree_node (decl);
  for (const auto &said : said_by_typedefs)
    {
      tree type = said.first, attributes = said.second;
      gt_ggc_mx_tree_node (type);
      gt_ggc_mx_tree_node (attributes);
    }
}

/* --- Their arguments. ---  */

tree
integer_argument (tree arg)
{
  tree value = tree_strip_any_location_wrapper (arg);
  STRIP_NOPS (value);
  value = fold (value);
  return TREE_CODE (value) == INTEGER_CST ? value : NULL_TREE;
}

/* The value of the argument number ARG, which a handler has accepted.  */

static unsigned HOST_WIDE_INT
accepted_position (tree arg)
{
  tree value = integer_argument (arg);
  return value && tree_fits_uhwi_p (value) ? tree_to_uhwi (value) : 0;
}

bool
parse_kind (const char *text, enum heap_kind *kind)
{
  for (int k = 0; k < N_KINDS; k++)
    if (strcmp (text, heap_kind_names[k]) == 0)
      {
        *kind = (enum heap_kind)k;
        return true;
      }
  return false;
}

const char *
attribute_string (tree a)
{
  tree string = tree_strip_any_location_wrapper (TREE_VALUE (TREE_VALUE (a)));
  STRIP_NOPS (string);
  if (TREE_CODE (string) == ADDR_EXPR)
    string = TREE_OPERAND (string, 0);
  return TREE_STRING_POINTER (string);
}

/* --- Function types. ---  */

/* The bits of the argument numbers in attribute A.  */

static unsigned HOST_WIDE_INT
position_bits (tree a)
{
  unsigned HOST_WIDE_INT bits = 0;
  for (tree arg = TREE_VALUE (a); arg; arg = TREE_CHAIN (arg))
    {
      unsigned HOST_WIDE_INT n = accepted_position (TREE_VALUE (arg));
      if (n >= 1 && n <= MAX_ARGUMENT)
        bits |= HOST_WIDE_INT_1U << (n - 1);
    }
  return bits;
}

/* Append the flows of TEXT to those of *RESULT.  An empty text leaves a list
   that is not null: the function has no effects.  */

static void
append_flows (fn_attributes *result, const char *text)
{
  struct flow *more;
  unsigned n_more;
  char *wrong = flow_parse (text, &more, &n_more);
  gcc_assert (!wrong);
  unsigned n = result->n_flows + n_more;
  struct flow *flows = XNEWVEC (struct flow, n + 1);
  if (result->n_flows)
    memcpy (flows, result->flows, result->n_flows * sizeof *flows);
  if (n_more)
    memcpy (flows + result->n_flows, more, n_more * sizeof *flows);
  free (const_cast<struct flow *> (result->flows));
  free (more);
  result->flows = flows;
  result->n_flows = n;
}

static void
read_attribute (fn_attributes *result, tree a)
{
  const char *name
      = IDENTIFIER_POINTER (get_attribute_name (a)) + attribute_prefix_length;
  if (strcmp (name, "allocates") == 0)
    result->allocates
        = parse_kind (attribute_string (a), &result->allocates_kind);
  else if (strcmp (name, "releases") == 0)
    result->releases |= position_bits (a);
  else if (strcmp (name, "noescape") == 0)
    result->noescape |= position_bits (a);
  else if (strcmp (name, "nonnil") == 0)
    result->nonnil |= position_bits (a);
  else if (strcmp (name, "flow") == 0)
    append_flows (result, attribute_string (a));
  else if (strcmp (name, "nonallocating") == 0)
    result->nonallocating = true;
  else if (strcmp (name, "stack_backed") == 0)
    result->stack_backed = true;
  else
    return;
  result->any = true;
}

/* Do ALL hold the attribute A, with the same arguments?  */

static bool
hold (const vec<tree> &all, tree a)
{
  for (tree b : all)
    if (get_attribute_name (a) == get_attribute_name (b)
        && attribute_value_equal (a, b))
      return true;
  return false;
}

/* Add those of ATTRIBUTES that are ours to ALL.  GCC's lists have the newest
   first; the source, and ALL, the oldest.  */

static void
gather (auto_vec<tree> &all, tree attributes)
{
  unsigned begin = all.length ();
  for (tree a = attributes; a; a = TREE_CHAIN (a))
    if (is_ours (a) && !hold (all, a))
      all.safe_insert (begin, a);
}

/* Add what the typedefs say that TYPE is named by, or what it points to.  */

static void
gather_from_typedefs (auto_vec<tree> &all, tree type)
{
  for (;;)
    {
      tree name = TYPE_NAME (type);
      if (tree *said = said_by_typedefs.get (type))
        gather (all, *said);
      else if (name && TREE_CODE (name) == TYPE_DECL)
        {
          gather (all, DECL_ATTRIBUTES (name));
          if (DECL_ORIGINAL_TYPE (name) && DECL_ORIGINAL_TYPE (name) != type)
            gather_from_typedefs (all, DECL_ORIGINAL_TYPE (name));
        }
      if (!POINTER_TYPE_P (type) && TREE_CODE (type) != ARRAY_TYPE)
        return;
      type = TREE_TYPE (type);
    }
}

/* Add what is said of a function of type FNTYPE, which is FNDECL if that is
   known.  */

static void
gather_of_function (auto_vec<tree> &all, tree fntype, tree fndecl)
{
  if (fndecl)
    {
      gather (all, DECL_ATTRIBUTES (fndecl));
      gather (all, TYPE_ATTRIBUTES (TREE_TYPE (fndecl)));
    }
  if (fntype)
    {
      gather (all, TYPE_ATTRIBUTES (fntype));
      gather_from_typedefs (all, fntype);
    }
}

tree
typedef_attributes (tree type)
{
  auto_vec<tree> all;
  tree list = NULL_TREE;
  gather_from_typedefs (all, type);
  for (tree a : all)
    list = tree_cons (TREE_PURPOSE (a), TREE_VALUE (a), list);
  return list;
}

void
attributes_keep_typedefs (void)
{
  for (tree decl : typedefs)
    for (tree type = TYPE_MAIN_VARIANT (TREE_TYPE (decl)); type;
         type = TYPE_NEXT_VARIANT (type))
      if (tree attributes = typedef_attributes (type))
        said_by_typedefs.put (type, attributes);
}

/* Read GCC's own malloc, and malloc (DEALLOCATOR, N): the first in the source,
   where there are several.  */

static void
read_gnu_malloc (fn_attributes *result, tree fndecl)
{
  result->gnu_malloc = DECL_IS_MALLOC (fndecl);
  for (tree a = lookup_attribute ("malloc", DECL_ATTRIBUTES (fndecl)); a;
       a = lookup_attribute ("malloc", TREE_CHAIN (a)))
    {
      result->gnu_malloc = true;
      tree args = TREE_VALUE (a);
      if (!args)
        continue;
      tree dealloc = TREE_VALUE (args);
      STRIP_NOPS (dealloc);
      if (TREE_CODE (dealloc) == ADDR_EXPR)
        dealloc = TREE_OPERAND (dealloc, 0);
      if (TREE_CODE (dealloc) != FUNCTION_DECL)
        continue;
      result->deallocator = IDENTIFIER_POINTER (DECL_NAME (dealloc));
      result->deallocator_arg = 1;
      if (TREE_CHAIN (args))
        if (unsigned HOST_WIDE_INT n
            = accepted_position (TREE_VALUE (TREE_CHAIN (args))))
          result->deallocator_arg = n;
    }
}

typedef pair_hash<nofree_ptr_hash<tree_node>, nofree_ptr_hash<tree_node> >
    tree_pair_hash;

/* What ALL say, and of FNDECL GCC's own; what functions share that have none is
   there once.  */

static const fn_attributes *
read_attributes (const vec<tree> &all, tree fndecl)
{
  static fn_attributes none;
  fn_attributes *read = XCNEW (fn_attributes);
  for (tree a : all)
    read_attribute (read, a);
  if (fndecl)
    read_gnu_malloc (read, fndecl);
  if (memcmp (read, &none, sizeof none))
    return read;
  free (read);
  return &none;
}

const fn_attributes *
fn_attributes_of (tree fntype, tree fndecl)
{
  static hash_map<tree_pair_hash, const fn_attributes *> cache;
  bool existed;
  const fn_attributes *&entry
      = cache.get_or_insert (std::make_pair (fntype, fndecl), &existed);
  if (existed)
    return entry;
  auto_vec<tree> all;
  gather_of_function (all, fntype, fndecl);
  return entry = read_attributes (all, fndecl);
}

/* Add what the declarations say of a function that VALUE points to: those of
   VALUE's type, and of what VALUE was read from.  */

static void
gather_of_value (auto_vec<tree> &all, tree value, int depth)
{
  gather_from_typedefs (all, TREE_TYPE (value));
  switch (TREE_CODE (value))
    {
    case SSA_NAME:
      {
        if (SSA_NAME_VAR (value) && DECL_P (SSA_NAME_VAR (value)))
          gather_of_value (all, SSA_NAME_VAR (value), depth);
        gimple *def = SSA_NAME_DEF_STMT (value);
        if (depth < 8 && is_gimple_assign (def)
            && (gimple_assign_single_p (def) || gimple_assign_cast_p (def)))
          gather_of_value (all, gimple_assign_rhs1 (def), depth + 1);
        break;
      }
    case VAR_DECL:
    case PARM_DECL:
      gather (all, DECL_ATTRIBUTES (value));
      break;
    case COMPONENT_REF:
      gather (all, DECL_ATTRIBUTES (TREE_OPERAND (value, 1)));
      gather_from_typedefs (all, TREE_TYPE (TREE_OPERAND (value, 1)));
      break;
    case ARRAY_REF:
      gather_of_value (all, TREE_OPERAND (value, 0), depth + 1);
      break;
    case MEM_REF:
      if (TREE_CODE (TREE_OPERAND (value, 0)) == ADDR_EXPR)
        gather_of_value (all, TREE_OPERAND (TREE_OPERAND (value, 0), 0),
                         depth + 1);
      break;
    default:
      break;
    }
}

const fn_attributes *
fn_attributes_of_call (const gcall *call, tree fndecl)
{
  static hash_map<tree_pair_hash, const fn_attributes *> cache;
  tree fntype = gimple_call_fntype (call);
  tree fn = gimple_call_fn (call);
  if (!fn || gimple_call_addr_fndecl (fn))
    return fn_attributes_of (fntype, fndecl);
  bool existed;
  const fn_attributes *&entry
      = cache.get_or_insert (std::make_pair (fn, fndecl), &existed);
  if (existed)
    return entry;
  auto_vec<tree> all;
  gather_of_function (all, fntype, fndecl);
  gather_of_value (all, fn, 0);
  return entry = read_attributes (all, fndecl);
}

/* LIST without attributes of ours.  */

static tree
without_ours (tree list)
{
  tree *p = &list;
  while (*p)
    if (is_ours (*p))
      *p = TREE_CHAIN (*p);
    else
      p = &TREE_CHAIN (*p);
  return list;
}

/* GCC leaves the signature of a function alone whose type has attributes that
   it does not know: they could be about its parameters.  */

static void
strip_type (tree fndecl)
{
  tree all = TYPE_ATTRIBUTES (TREE_TYPE (fndecl));
  tree kept = without_ours (copy_list (all));
  if (list_length (kept) != list_length (all))
    TREE_TYPE (fndecl)
        = build_type_attribute_variant (TREE_TYPE (fndecl), kept);
}

void
attributes_strip (void)
{
  symtab_node *node;
  FOR_EACH_SYMBOL (node)
  {
    if (DECL_ATTRIBUTES (node->decl))
      DECL_ATTRIBUTES (node->decl)
          = without_ours (DECL_ATTRIBUTES (node->decl));
    if (TREE_CODE (node->decl) == FUNCTION_DECL)
      strip_type (node->decl);
  }
}

bool
type_container_kind (tree type, enum heap_kind *kind)
{
  if (!type || TREE_CODE (type) != RECORD_TYPE)
    return false;
  tree attributes = TYPE_ATTRIBUTES (TYPE_MAIN_VARIANT (type));
  if (lookup_attribute ("escape_slice", attributes))
    *kind = KIND_SLICE;
  else if (lookup_attribute ("escape_map", attributes))
    *kind = KIND_MAP;
  else
    return false;
  return true;
}

bool
decl_is_automatic (tree decl)
{
  return TREE_CODE (decl) == PARM_DECL
         || (VAR_P (decl) && !TREE_STATIC (decl) && !DECL_EXTERNAL (decl));
}

bool
decl_is_local (tree decl)
{
  return lookup_attribute ("escape_local", DECL_ATTRIBUTES (decl));
}

bool
decl_is_stack_backed (tree decl)
{
  return lookup_attribute ("escape_stack_backed", DECL_ATTRIBUTES (decl));
}

const char *
decl_ok (tree decl)
{
  tree a = lookup_attribute ("escape_ok", DECL_ATTRIBUTES (decl));
  return a ? attribute_string (a) : NULL;
}

const vec<tree> &
decls_with_ok (void)
{
  static vec<tree> decls;
  static bool complete;
  if (complete)
    return decls;
  complete = true;

  /* The parameters of prototypes have no function.  */
  unsigned i;
  tree decl;
  FOR_EACH_VEC_ELT (ok_variables, i, decl)
    if (DECL_CONTEXT (decl) && TREE_CODE (DECL_CONTEXT (decl)) == FUNCTION_DECL)
      decls.safe_push (decl);

  /* A redeclaration is merged into the first declaration after its attributes
     were handled, so what has static storage is found by the symbol table.  */
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (decl_ok (node->decl))
      decls.safe_push (node->decl);
  varpool_node *variable;
  FOR_EACH_DEFINED_VARIABLE (variable)
    if (decl_ok (variable->decl))
      decls.safe_push (variable->decl);
  return decls;
}
