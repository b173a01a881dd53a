/* The attributes, as the front end meets them.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Every use, in either spelling, reaches one handler, which checks it, reports a
   misuse as an error, and records the attribute itself under its GNU name: so
   everything after it looks for `escape_NAME' alone, and GCC's merging of
   redeclarations adds attributes up.  GCC is asked to check nothing but the
   number of arguments, since what it says of an attribute on the wrong thing is
   a warning that names no remedy.

   The attributes of a function are on its declaration, those of a typedef, member
   or variable on that, and only what no declaration has is on a type: another
   type for a function, even a variant, is merged otherwise with that of a
   redeclaration, and so shows in the debug information.  */

#include "compat.h"
#include "attributes.h"

/* --- One use of an attribute, while its handler runs. ---  */

struct use
{
  char spelling[64]; /* As the source has it, escape_ok or escape::ok.  */
  const char *base;  /* The name without escape_.  */
  tree name;         /* The identifier of the GNU spelling.  */
  tree args;         /* TREE_LIST of the arguments.  */
  tree *node;        /* What the front end hands over: a decl or a type.  */
  tree last_decl;    /* The former declaration of *NODE, or null.  */
  int flags;         /* enum attribute_flags.  */
  location_t loc;    /* For errors.  */
};

/* Set *U up from what GCC passes to a handler.  Return false if the use is
   already known to be wrong.  */

static bool
begin_use (struct use *u, tree *node, tree name, tree args, int flags)
{
  const char *given = IDENTIFIER_POINTER (name);
  bool gnu = strncmp (given, attribute_prefix, attribute_prefix_length) == 0;
  char gnu_name[sizeof u->spelling];

  u->base = gnu ? given + attribute_prefix_length : given;
  snprintf (gnu_name, sizeof gnu_name, "%s%s", attribute_prefix, u->base);
  snprintf (u->spelling, sizeof u->spelling, gnu ? "%s%s" : "escape::%.0s%s",
            attribute_prefix, u->base);
  u->name = get_identifier (gnu_name);
  u->args = args;
  u->node = node;
  u->last_decl = node[1];
  u->flags = flags;
  u->loc = input_location;
  if (error_operand_p (*node))
    return false;
  if (DECL_P (*node) && DECL_SOURCE_LOCATION (*node) != UNKNOWN_LOCATION)
    u->loc = DECL_SOURCE_LOCATION (*node);
  for (tree arg = args; arg; arg = TREE_CHAIN (arg))
    if (error_operand_p (TREE_VALUE (arg)))
      return false;
  return true;
}

/* LIST with the attribute of U in front, or LIST if it holds that already.  */

static tree
add_attribute (const struct use *u, tree list)
{
  tree a = tree_cons (u->name, u->args, list);
  return has_equal_attribute (a, list) ? list : a;
}

/* The node of U is a type that is still being built into a declaration: hand
   the attribute on to that declaration.  */

static bool
can_pass_on (const struct use *u)
{
  return !DECL_P (*u->node)
         && u->flags
                & (ATTR_FLAG_DECL_NEXT | ATTR_FLAG_FUNCTION_NEXT
                   | ATTR_FLAG_ARRAY_NEXT);
}

static tree
pass_on (const struct use *u)
{
  return tree_cons (u->name, u->args, NULL_TREE);
}

/* What NODE is, for errors.  */

static const char *
describe (tree node)
{
  if (TYPE_P (node))
    return "a type";
  switch (TREE_CODE (node))
    {
    case FUNCTION_DECL:
      return "a function";
    case TYPE_DECL:
      return "a typedef";
    case FIELD_DECL:
      return "a struct member";
    case LABEL_DECL:
      return "a label";
    case CONST_DECL:
      return "an enumerator";
    case PARM_DECL:
      return "a parameter";
    case VAR_DECL:
      return TREE_STATIC (node) || DECL_EXTERNAL (node)
                 ? "a variable with static storage"
                 : "a variable";
    default:
      return "this";
    }
}

static void
wrong_thing (const struct use *u, const char *expected)
{
  error_at (u->loc, "attribute %qs is for %s, not for %s", u->spelling,
            expected, describe (*u->node));
}

/* --- Arguments of attributes. ---  */

/* A type that can hold a pointer, or that is not known well enough to deny
   it.  */

static bool
can_hold_pointer (tree type)
{
  if (error_operand_p (type) || POINTER_TYPE_P (type))
    return true;
  if (TREE_CODE (type) == ARRAY_TYPE)
    return can_hold_pointer (TREE_TYPE (type));
  if (!RECORD_OR_UNION_TYPE_P (type))
    return false;
  if (!COMPLETE_TYPE_P (type))
    return true;
  for (tree field = TYPE_FIELDS (type); field; field = DECL_CHAIN (field))
    if (TREE_CODE (field) == FIELD_DECL && can_hold_pointer (TREE_TYPE (field)))
      return true;
  return false;
}

/* ARG as a string, or null after an error.  */

static const char *
string_argument (const struct use *u, tree arg, const char *expected)
{
  tree string = tree_strip_any_location_wrapper (arg);
  STRIP_NOPS (string);
  if (TREE_CODE (string) == ADDR_EXPR)
    string = TREE_OPERAND (string, 0);
  if (TREE_CODE (string) == STRING_CST
      && TYPE_PRECISION (TREE_TYPE (TREE_TYPE (string))) == BITS_PER_UNIT)
    {
      const char *text = TREE_STRING_POINTER (string);
      size_t length = TREE_STRING_LENGTH (string);
      if (length > 0 && strlen (text) == length - 1)
        return text;
    }
  error_at (u->loc,
            "attribute %qs: the argument is not a plain string; "
            "expected %s",
            u->spelling, expected);
  return NULL;
}

/* The number of named parameters of FNTYPE.  */

static unsigned
parameter_count (tree fntype)
{
  unsigned n = 0;
  for (tree t = TYPE_ARG_TYPES (fntype); t && !VOID_TYPE_P (TREE_VALUE (t));
       t = TREE_CHAIN (t))
    n++;
  return n;
}

/* Check that FNTYPE has an argument N that can hold a pointer.  An argument of
   an unprototyped function, or beyond the named ones of a variadic one, may be
   anything.  */

static bool
check_position (const struct use *u, tree fntype, unsigned HOST_WIDE_INT n)
{
  if (n > MAX_ARGUMENT)
    {
      error_at (u->loc,
                "attribute %qs: argument number %wu is too large; "
                "expected at most %u",
                u->spelling, n, MAX_ARGUMENT);
      return false;
    }
  if (!prototype_p (fntype))
    return true;
  unsigned count = parameter_count (fntype);
  if (n > count)
    {
      if (stdarg_p (fntype))
        return true;
      if (count == 0)
        error_at (u->loc,
                  "attribute %qs: argument number %wu is out of "
                  "range; the function takes no arguments",
                  u->spelling, n);
      else
        error_at (u->loc,
                  "attribute %qs: argument number %wu is out of "
                  "range; expected a number from 1 to %u",
                  u->spelling, n, count);
      return false;
    }
  tree parameter = TYPE_ARG_TYPES (fntype);
  for (unsigned HOST_WIDE_INT i = 1; i < n; i++)
    parameter = TREE_CHAIN (parameter);
  if (!can_hold_pointer (TREE_VALUE (parameter)))
    {
      error_at (u->loc,
                "attribute %qs: argument %wu of the function is "
                "neither a pointer nor a struct that holds one",
                u->spelling, n);
      return false;
    }
  return true;
}

/* Check every argument of U as an argument number of FNTYPE.  */

static bool
check_positions (const struct use *u, tree fntype)
{
  for (tree arg = u->args; arg; arg = TREE_CHAIN (arg))
    {
      tree value = integer_argument (TREE_VALUE (arg));
      if (!value)
        {
          error_at (u->loc,
                    "attribute %qs: an argument number is not an "
                    "integer constant; expected one from 1 up",
                    u->spelling);
          return false;
        }
      if (tree_int_cst_sgn (value) <= 0 || !tree_fits_uhwi_p (value))
        {
          error_at (u->loc,
                    "attribute %qs: an argument number is out of "
                    "range; arguments count from 1",
                    u->spelling);
          return false;
        }
      if (!check_position (u, fntype, tree_to_uhwi (value)))
        return false;
    }
  return true;
}

/* --- Attributes of function types. ---  */

/* The function type in TYPE: TYPE itself, or what it points to or is an array
   of, at any depth.  Null if there is none.  */

static tree
function_type_in (tree type)
{
  while (POINTER_TYPE_P (type) || TREE_CODE (type) == ARRAY_TYPE)
    type = TREE_TYPE (type);
  return FUNC_OR_METHOD_TYPE_P (type) ? type : NULL_TREE;
}

static void
add_to_decl (const struct use *u)
{
  tree decl = *u->node;
  DECL_ATTRIBUTES (decl) = add_attribute (u, DECL_ATTRIBUTES (decl));
  if (TREE_CODE (decl) == TYPE_DECL)
    remember_typedef (decl);
}

/* TYPE with the attribute of U on the function type in it.  The function type
   is a variant and no type of its own, so that debug information knows one only.
   A pointer or array type is built anew: it cannot share its main variant with
   one whose target type differs.  */

static tree
add_to_function_type (const struct use *u, tree type)
{
  if (FUNC_OR_METHOD_TYPE_P (type))
    {
      tree attributes = add_attribute (u, TYPE_ATTRIBUTES (type));
      if (attributes == TYPE_ATTRIBUTES (type))
        return type;
      type = build_variant_type_copy (type);
      TYPE_ATTRIBUTES (type) = attributes;
      return type;
    }

  tree target = add_to_function_type (u, TREE_TYPE (type));
  tree result;
  switch (TREE_CODE (type))
    {
    case ARRAY_TYPE:
      result = build_array_type (target, TYPE_DOMAIN (type));
      break;
    case REFERENCE_TYPE:
      result = build_reference_type (target);
      break;
    default:
      result = build_pointer_type (target);
      break;
    }
  return build_qualified_type (result, TYPE_QUALS (type));
}

typedef bool function_type_check (const struct use *u, tree fntype);

/* What every attribute of function types comes to: find the function type in
   the node, let CHECK judge the use, and record the attribute.  */

static tree
handle_function_type (const struct use *u, function_type_check *check)
{
  bool is_decl = DECL_P (*u->node);
  tree type = is_decl ? TREE_TYPE (*u->node) : *u->node;
  tree fntype = type ? function_type_in (type) : NULL_TREE;

  if (can_pass_on (u)
      && (!fntype || (fntype != type && !(u->flags & ATTR_FLAG_FUNCTION_NEXT))))
    return pass_on (u);
  if (!fntype || (is_decl && TREE_CODE (*u->node) == CONST_DECL))
    {
      wrong_thing (u, "a function, a function type or a pointer to a "
                      "function");
      return NULL_TREE;
    }
  if (!check (u, fntype))
    return NULL_TREE;

  if (is_decl)
    add_to_decl (u);
  else
    *u->node = add_to_function_type (u, type);
  return NULL_TREE;
}

/* The next attribute NAME of the function type FNTYPE or, where a former
   declaration is known, of that: for contradictions.  */

static tree
attribute_so_far (const struct use *u, tree fntype, const char *name)
{
  tree found = lookup_attribute (name, TYPE_ATTRIBUTES (fntype));
  if (!found && DECL_P (*u->node))
    found = lookup_attribute (name, DECL_ATTRIBUTES (*u->node));
  if (!found && u->last_decl && DECL_P (u->last_decl))
    found = lookup_attribute (name, DECL_ATTRIBUTES (u->last_decl));
  return found;
}

/* Do the flows of TEXT, which parses, bring a fresh object?  */

static bool
flows_allocate (const char *text)
{
  struct flow *flows;
  unsigned n_flows;
  bool allocate = false;
  char *wrong = flow_parse (text, &flows, &n_flows);
  if (wrong)
    {
      free (wrong);
      return false;
    }
  for (unsigned i = 0; i < n_flows; i++)
    allocate |= flows[i].src == FLOW_FROM_NEW;
  free (flows);
  return allocate;
}

/* Is the function declared `nonallocating' so far?  Then say that U, which
   makes it allocate, contradicts that.  */

static bool
contradicts_nonallocating (const struct use *u, tree fntype)
{
  if (!attribute_so_far (u, fntype, "escape_nonallocating"))
    return false;
  error_at (u->loc,
            "attribute %qs contradicts %qs: a function cannot both "
            "return a fresh object and not allocate",
            u->spelling, "escape_nonallocating");
  return true;
}

static bool
check_allocates (const struct use *u, tree fntype)
{
  static const char expected[] = "\"slice\", \"map\" or \"raw\"";
  enum heap_kind kind, former;
  const char *text = string_argument (u, TREE_VALUE (u->args), expected);
  if (!text)
    return false;
  if (!parse_kind (text, &kind))
    {
      error_at (u->loc, "attribute %qs: unknown kind %qs; expected %s",
                u->spelling, text, expected);
      return false;
    }
  if (!can_hold_pointer (TREE_TYPE (fntype)))
    {
      error_at (u->loc,
                "attribute %qs: the function returns neither a "
                "pointer nor a struct with a pointer member",
                u->spelling);
      return false;
    }
  if (tree a = attribute_so_far (u, fntype, "escape_allocates"))
    if (parse_kind (attribute_string (a), &former) && former != kind)
      {
        error_at (u->loc,
                  "attribute %qs: kind %qs contradicts the kind %qs "
                  "given before",
                  u->spelling, text, attribute_string (a));
        return false;
      }
  return !contradicts_nonallocating (u, fntype);
}

static bool
check_nonallocating (const struct use *u, tree fntype)
{
  const char *other = NULL;
  if (attribute_so_far (u, fntype, "escape_allocates"))
    other = "escape_allocates";
  for (tree a = attribute_so_far (u, fntype, "escape_flow"); a;
       a = lookup_attribute ("escape_flow", TREE_CHAIN (a)))
    if (flows_allocate (attribute_string (a)))
      other = "escape_flow";
  if (other)
    error_at (u->loc,
              "attribute %qs contradicts %qs: a function cannot both "
              "return a fresh object and not allocate",
              u->spelling, other);
  return !other;
}

/* Check one flow of a `flow' attribute against FNTYPE.  */

static bool
check_flow_ends (const struct use *u, tree fntype, const struct flow *flow)
{
  if (flow->src == FLOW_FROM_ARG && !check_position (u, fntype, flow->src_arg))
    return false;
  if (flow->dst == FLOW_TO_ARG && !check_position (u, fntype, flow->dst_arg))
    return false;
  if (flow->dst == FLOW_TO_RET && !can_hold_pointer (TREE_TYPE (fntype)))
    {
      error_at (u->loc,
                "attribute %qs: a flow goes to %<ret%>, but the "
                "function returns neither a pointer nor a struct with a "
                "pointer member",
                u->spelling);
      return false;
    }
  if (flow->src == FLOW_FROM_NEW && contradicts_nonallocating (u, fntype))
    return false;
  return true;
}

static bool
check_flow (const struct use *u, tree fntype)
{
  const char *text = string_argument (u, TREE_VALUE (u->args),
                                      "flows such as \"1 -> ret; 2* -> 1*\"");
  if (!text)
    return false;

  struct flow *flows = NULL;
  unsigned n_flows = 0;
  char *wrong = flow_parse (text, &flows, &n_flows);
  if (wrong)
    {
      error_at (u->loc, "attribute %qs: %s", u->spelling, wrong);
      free (wrong);
      return false;
    }
  bool right = true;
  for (unsigned i = 0; i < n_flows && right; i++)
    right = check_flow_ends (u, fntype, &flows[i]);
  free (flows);
  return right;
}

static bool
check_stack_backed_function (const struct use *u, tree fntype)
{
  if (can_hold_pointer (TREE_TYPE (fntype)))
    return true;
  error_at (u->loc,
            "attribute %qs: the function returns neither a pointer "
            "nor a struct with a pointer member",
            u->spelling);
  return false;
}

/* --- Attributes of other things. ---  */

/* Record the attribute of U on every variant of the struct TYPE: it is about
   values of the type, and a typedef of a struct is the struct.  */

static void
mark_container (const struct use *u, tree type)
{
  for (tree v = TYPE_MAIN_VARIANT (type); v; v = TYPE_NEXT_VARIANT (v))
    TYPE_ATTRIBUTES (v) = add_attribute (u, TYPE_ATTRIBUTES (v));
}

static tree
handle_container (const struct use *u)
{
  tree type = NULL_TREE;
  if (TYPE_P (*u->node) && (u->flags & ATTR_FLAG_TYPE_IN_PLACE))
    type = *u->node;
  else if (TREE_CODE (*u->node) == TYPE_DECL)
    type = TREE_TYPE (*u->node);
  else if (can_pass_on (u))
    return pass_on (u);

  if (!type || TREE_CODE (type) != RECORD_TYPE)
    {
      wrong_thing (u, "a struct, or a typedef of one");
      return NULL_TREE;
    }
  const char *other
      = strcmp (u->base, "slice") == 0 ? "escape_map" : "escape_slice";
  if (lookup_attribute (other, TYPE_ATTRIBUTES (TYPE_MAIN_VARIANT (type))))
    {
      error_at (u->loc,
                "attribute %qs contradicts %qs: a struct cannot be "
                "both",
                u->spelling, other);
      return NULL_TREE;
    }
  mark_container (u, type);
  return NULL_TREE;
}

/* The attribute is for what lives in a frame, and EXPECTED says for what.  */

static tree
handle_automatic (const struct use *u, const char *expected)
{
  if (can_pass_on (u))
    return pass_on (u);
  if (!decl_is_automatic (*u->node))
    wrong_thing (u, expected);
  else
    add_to_decl (u);
  return NULL_TREE;
}

static tree
handle_local (const struct use *u)
{
  return handle_automatic (u, "a variable with automatic storage");
}

static tree
handle_stack_backed (const struct use *u)
{
  tree type = TYPE_P (*u->node) ? *u->node : TREE_TYPE (*u->node);
  if (type && function_type_in (type))
    return handle_function_type (u, check_stack_backed_function);
  return handle_automatic (u, "a function, or a variable with automatic "
                              "storage");
}

static tree
handle_ok (const struct use *u)
{
  static const char expected[] = "why it is, as in \"kept for the cache\"";
  if (can_pass_on (u))
    return pass_on (u);
  if (!VAR_P (*u->node) && TREE_CODE (*u->node) != PARM_DECL
      && TREE_CODE (*u->node) != FUNCTION_DECL)
    {
      wrong_thing (u, "a variable or a function");
      return NULL_TREE;
    }
  const char *why = string_argument (u, TREE_VALUE (u->args), expected);
  if (!why)
    return NULL_TREE;
  if (!*why)
    {
      error_at (u->loc, "attribute %qs: the string is empty; expected %s",
                u->spelling, expected);
      return NULL_TREE;
    }
  add_to_decl (u);
  if (decl_is_automatic (*u->node))
    remember_ok (*u->node);
  return NULL_TREE;
}

/* --- Functions that a typedef declares. ---  */

/* They take over what the typedef says, since GCC forgets its name where it
   merges declarations.  GCC calls targetm.insert_attributes for each declaration
   before that.  */

static void (*former_insert_attributes) (tree decl, tree *attributes);

static void
insert_attributes (tree decl, tree *attributes)
{
  former_insert_attributes (decl, attributes);
  if (TREE_CODE (decl) == FUNCTION_DECL && !error_operand_p (decl))
    DECL_ATTRIBUTES (decl) = chainon (typedef_attributes (TREE_TYPE (decl)),
                                      DECL_ATTRIBUTES (decl));
}

/* --- Registration. ---  */

/* Either CHECK judges the uses, of an attribute of function types, or HANDLER
   does all.  */

static const struct
{
  const char *gnu_name;
  int min_args, max_args; /* -1 is no maximum.  */
  function_type_check *check;
  tree (*handler) (const struct use *);
} our_attributes[] = {
  { "escape_allocates", 1, 1, check_allocates, NULL },
  { "escape_releases", 1, 1, check_positions, NULL },
  { "escape_noescape", 1, -1, check_positions, NULL },
  { "escape_flow", 1, 1, check_flow, NULL },
  { "escape_nonallocating", 0, 0, check_nonallocating, NULL },
  { "escape_nonnil", 1, -1, check_positions, NULL },
  { "escape_slice", 0, 0, NULL, handle_container },
  { "escape_map", 0, 0, NULL, handle_container },
  { "escape_stack_backed", 0, 0, NULL, handle_stack_backed },
  { "escape_local", 0, 0, NULL, handle_local },
  { "escape_ok", 1, 1, NULL, handle_ok },
};

static const size_t n_attributes = ARRAY_SIZE (our_attributes);

/* What GCC calls for each use.  */

static tree
handle (tree *node, tree name, tree args, int flags, bool *no_add_attrs)
{
  *no_add_attrs = true;
  struct use u;
  if (!begin_use (&u, node, name, args, flags))
    return NULL_TREE;
  size_t i = 0;
  while (strcmp (our_attributes[i].gnu_name, IDENTIFIER_POINTER (u.name)) != 0)
    i++;
  return our_attributes[i].check
             ? handle_function_type (&u, our_attributes[i].check)
             : our_attributes[i].handler (&u);
}

void
attributes_register (void)
{
  static struct attribute_spec gnu[n_attributes + 1];
  static struct attribute_spec scoped[n_attributes + 1];

  for (size_t i = 0; i < n_attributes; i++)
    {
      gnu[i].name = our_attributes[i].gnu_name;
      gnu[i].min_length = our_attributes[i].min_args;
      gnu[i].max_length = our_attributes[i].max_args;
      gnu[i].handler = handle;
      scoped[i] = gnu[i];
      scoped[i].name += attribute_prefix_length;
      register_attribute (&gnu[i]);
    }
  compat_register_scoped_attributes (scoped, n_attributes, "escape");

  former_insert_attributes = targetm.insert_attributes;
  targetm.insert_attributes = insert_attributes;
}
