/* The attributes, the pragma, and what the front end knows and GIMPLE forgets.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Both spellings of an attribute reach one handler, which checks the use,
   reports a misuse as an error, and records the attribute itself under its GNU
   name: so everything after the handlers looks for `escape_NAME' alone, and
   GCC's merging of redeclarations adds attributes up.  GCC is asked to check
   nothing but the number of arguments, since what it says of an attribute on
   the wrong thing is a warning that names no remedy.

   Function-type attributes are type attributes, so that they reach prototypes,
   typedefs, members and indirect calls.  They make type variants, but only in
   units that use them.

   C-family symbols are weak: f951, gnat1 and lto1 do not have them.  */

#include "compat.h"
#include "c-family/c-pragma.h"
#include "cpplib.h"
#include "attributes.h"

extern void c_register_pragma (const char *, const char *, pragma_handler_1arg)
    __attribute__ ((weak));
extern enum cpp_ttype pragma_lex (tree *, location_t *) __attribute__ ((weak));

static const char gnu_prefix[] = "escape_";
static const size_t gnu_prefix_length = sizeof gnu_prefix - 1;

static bool
is_ours (const_tree attribute)
{
  return strncmp (IDENTIFIER_POINTER (get_attribute_name (attribute)),
                  gnu_prefix, gnu_prefix_length)
         == 0;
}

/* Arguments of a function that a bitmap of fn_attributes can hold.  */
static const unsigned max_argument = 64;

/* Variables and parameters that carry `ok', as their handler saw them.  */
static vec<tree> ok_variables;

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

/* Set *U up from what GCC passes to a handler.  Tell GCC not to add the
   attribute.  Return false if the use is already known to be wrong.  */

static bool
begin_use (struct use *u, tree *node, tree name, tree args, int flags,
           bool *no_add_attrs)
{
  *no_add_attrs = true;
  const char *given = IDENTIFIER_POINTER (name);
  bool gnu = strncmp (given, gnu_prefix, gnu_prefix_length) == 0;
  char gnu_name[sizeof u->spelling];

  u->base = gnu ? given + gnu_prefix_length : given;
  snprintf (gnu_name, sizeof gnu_name, "%s%s", gnu_prefix, u->base);
  snprintf (u->spelling, sizeof u->spelling, gnu ? "%s%s" : "escape::%.0s%s",
            gnu_prefix, u->base);
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

/* Is the attribute at A in LIST, with the same arguments?  */

static bool
has_equal_attribute (tree a, tree list)
{
  const char *name = IDENTIFIER_POINTER (get_attribute_name (a));
  for (tree b = lookup_attribute (name, list); b;
       b = lookup_attribute (name, TREE_CHAIN (b)))
    if (attribute_value_equal (a, b))
      return true;
  return false;
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
  if (n > max_argument)
    {
      error_at (u->loc,
                "attribute %qs: argument number %wu is too large; "
                "expected at most %u",
                u->spelling, n, max_argument);
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

/* ARG as an integer constant, or null.  */

static tree
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

/* The handler of every attribute of function types: find the function type in
   the node, let CHECK judge the use, and record the attribute.  A declaration
   of a pointer to a function keeps it to itself: another pointer type would show
   in the debug information.  */

static tree
handle_function_type (const struct use *u, function_type_check *check)
{
  bool is_decl = DECL_P (*u->node);
  tree type = is_decl ? TREE_TYPE (*u->node) : *u->node;
  tree fntype = type ? function_type_in (type) : NULL_TREE;

  if (can_pass_on (u)
      && (!fntype
          || (fntype != type && !(u->flags & ATTR_FLAG_FUNCTION_NEXT))))
    return pass_on (u);
  if (!fntype || (is_decl && TREE_CODE (*u->node) == CONST_DECL))
    {
      wrong_thing (u, "a function, a function type or a pointer to a "
                      "function");
      return NULL_TREE;
    }
  if (!check (u, fntype))
    return NULL_TREE;

  if (is_decl && fntype != type)
    add_to_decl (u);
  else if (is_decl)
    TREE_TYPE (*u->node) = add_to_function_type (u, type);
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
  if (!found && u->last_decl && TREE_CODE (u->last_decl) == FUNCTION_DECL)
    found = lookup_attribute (name, TYPE_ATTRIBUTES (TREE_TYPE (u->last_decl)));
  else if (!found && u->last_decl && DECL_P (u->last_decl))
    found = lookup_attribute (name, DECL_ATTRIBUTES (u->last_decl));
  return found;
}

/* The kind that the string TEXT names, or false.  */

static bool
parse_kind (const char *text, enum heap_kind *kind)
{
  if (strcmp (text, "slice") == 0)
    *kind = KIND_SLICE;
  else if (strcmp (text, "map") == 0)
    *kind = KIND_MAP;
  else if (strcmp (text, "raw") == 0)
    *kind = KIND_RAW;
  else
    return false;
  return true;
}

/* The string that is the only argument of attribute A, which a handler has
   accepted.  */

static const char *
accepted_string (tree a)
{
  tree string = tree_strip_any_location_wrapper (TREE_VALUE (TREE_VALUE (a)));
  STRIP_NOPS (string);
  if (TREE_CODE (string) == ADDR_EXPR)
    string = TREE_OPERAND (string, 0);
  return TREE_STRING_POINTER (string);
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
    if (parse_kind (accepted_string (a), &former) && former != kind)
      {
        error_at (u->loc,
                  "attribute %qs: kind %qs contradicts the kind %qs "
                  "given before",
                  u->spelling, text, accepted_string (a));
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
    if (flows_allocate (accepted_string (a)))
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

/* --- The handlers. ---  */

static tree
handle_allocates (tree *node, tree name, tree args, int flags, bool *no_add)
{
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;
  return handle_function_type (&u, check_allocates);
}

static tree
handle_positions (tree *node, tree name, tree args, int flags, bool *no_add)
{
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;
  return handle_function_type (&u, check_positions);
}

static tree
handle_flow (tree *node, tree name, tree args, int flags, bool *no_add)
{
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;
  return handle_function_type (&u, check_flow);
}

static tree
handle_nonallocating (tree *node, tree name, tree args, int flags, bool *no_add)
{
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;
  return handle_function_type (&u, check_nonallocating);
}

/* Record the attribute of U on every variant of the struct TYPE: it is about
   values of the type, and a typedef of a struct is the struct.  */

static void
mark_container (const struct use *u, tree type)
{
  for (tree v = TYPE_MAIN_VARIANT (type); v; v = TYPE_NEXT_VARIANT (v))
    TYPE_ATTRIBUTES (v) = add_attribute (u, TYPE_ATTRIBUTES (v));
}

static tree
handle_container (tree *node, tree name, tree args, int flags, bool *no_add)
{
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;

  tree type = NULL_TREE;
  if (TYPE_P (*node) && (flags & ATTR_FLAG_TYPE_IN_PLACE))
    type = *node;
  else if (TREE_CODE (*node) == TYPE_DECL)
    type = TREE_TYPE (*node);
  else if (can_pass_on (&u))
    return pass_on (&u);

  if (!type || TREE_CODE (type) != RECORD_TYPE)
    {
      wrong_thing (&u, "a struct, or a typedef of one");
      return NULL_TREE;
    }
  const char *other
      = strcmp (u.base, "slice") == 0 ? "escape_map" : "escape_slice";
  if (lookup_attribute (other, TYPE_ATTRIBUTES (TYPE_MAIN_VARIANT (type))))
    {
      error_at (u.loc,
                "attribute %qs contradicts %qs: a struct cannot be "
                "both",
                u.spelling, other);
      return NULL_TREE;
    }
  mark_container (&u, type);
  return NULL_TREE;
}

/* Variables and parameters that live in a frame.  */

static bool
automatic_p (tree node)
{
  return TREE_CODE (node) == PARM_DECL
         || (VAR_P (node) && !TREE_STATIC (node) && !DECL_EXTERNAL (node));
}

static tree
handle_local (tree *node, tree name, tree args, int flags, bool *no_add)
{
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;
  if (can_pass_on (&u))
    return pass_on (&u);
  if (!automatic_p (*node))
    wrong_thing (&u, "a variable with automatic storage");
  else
    add_to_decl (&u);
  return NULL_TREE;
}

static tree
handle_stack_backed (tree *node, tree name, tree args, int flags, bool *no_add)
{
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;
  tree type = TYPE_P (*node) ? *node : TREE_TYPE (*node);
  if (type && function_type_in (type))
    return handle_function_type (&u, check_stack_backed_function);
  if (can_pass_on (&u))
    return pass_on (&u);
  if (!automatic_p (*node))
    wrong_thing (&u, "a function, or a variable with automatic storage");
  else
    add_to_decl (&u);
  return NULL_TREE;
}

static tree
handle_ok (tree *node, tree name, tree args, int flags, bool *no_add)
{
  static const char expected[] = "why it is, as in \"kept for the cache\"";
  struct use u;
  if (!begin_use (&u, node, name, args, flags, no_add))
    return NULL_TREE;
  if (can_pass_on (&u))
    return pass_on (&u);
  if (!VAR_P (*node) && TREE_CODE (*node) != PARM_DECL
      && TREE_CODE (*node) != FUNCTION_DECL)
    {
      wrong_thing (&u, "a variable or a function");
      return NULL_TREE;
    }
  const char *why = string_argument (&u, TREE_VALUE (args), expected);
  if (!why)
    return NULL_TREE;
  if (!*why)
    {
      error_at (u.loc, "attribute %qs: the string is empty; expected %s",
                u.spelling, expected);
      return NULL_TREE;
    }
  add_to_decl (&u);
  if (automatic_p (*node))
    ok_variables.safe_push (*node);
  return NULL_TREE;
}

/* --- Registration. ---  */

typedef tree attribute_handler (tree *, tree, tree, int, bool *);

static const struct
{
  const char *gnu_name;
  int min_args, max_args; /* -1 is no maximum.  */
  attribute_handler *handler;
} our_attributes[] = {
  { "escape_allocates", 1, 1, handle_allocates },
  { "escape_releases", 1, 1, handle_positions },
  { "escape_noescape", 1, -1, handle_positions },
  { "escape_flow", 1, 1, handle_flow },
  { "escape_nonallocating", 0, 0, handle_nonallocating },
  { "escape_nonnil", 1, -1, handle_positions },
  { "escape_slice", 0, 0, handle_container },
  { "escape_map", 0, 0, handle_container },
  { "escape_stack_backed", 0, 0, handle_stack_backed },
  { "escape_local", 0, 0, handle_local },
  { "escape_ok", 1, 1, handle_ok },
};

static const size_t n_attributes = ARRAY_SIZE (our_attributes);

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
      gnu[i].handler = our_attributes[i].handler;
      scoped[i] = gnu[i];
      scoped[i].name += gnu_prefix_length;
      register_attribute (&gnu[i]);
    }
  compat_register_scoped_attributes (scoped, n_attributes, "escape");
}

/* --- What the attributes say. ---  */

/* The bits of the argument numbers in attribute A.  */

static unsigned HOST_WIDE_INT
position_bits (tree a)
{
  unsigned HOST_WIDE_INT bits = 0;
  for (tree arg = TREE_VALUE (a); arg; arg = TREE_CHAIN (arg))
    {
      unsigned HOST_WIDE_INT n = accepted_position (TREE_VALUE (arg));
      if (n >= 1 && n <= max_argument)
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
  free (CONST_CAST (struct flow *, result->flows));
  free (more);
  result->flows = flows;
  result->n_flows = n;
}

static void
read_type_attribute (fn_attributes *result, tree a)
{
  if (!is_ours (a))
    return;
  const char *name
      = IDENTIFIER_POINTER (get_attribute_name (a)) + gnu_prefix_length;
  result->any = true;
  if (strcmp (name, "allocates") == 0)
    result->allocates
        = parse_kind (accepted_string (a), &result->allocates_kind);
  else if (strcmp (name, "releases") == 0)
    result->releases |= position_bits (a);
  else if (strcmp (name, "noescape") == 0)
    result->noescape |= position_bits (a);
  else if (strcmp (name, "nonnil") == 0)
    result->nonnil |= position_bits (a);
  else if (strcmp (name, "flow") == 0)
    append_flows (result, accepted_string (a));
  else if (strcmp (name, "nonallocating") == 0)
    result->nonallocating = true;
  else if (strcmp (name, "stack_backed") == 0)
    result->stack_backed = true;
}

/* Read those of ATTRIBUTES that ALREADY does not have.  GCC's lists have the
   newest first; the source has the oldest first.  */

static void
read_attributes (fn_attributes *result, tree attributes, tree already)
{
  auto_vec<tree> list;
  for (tree a = attributes; a; a = TREE_CHAIN (a))
    list.safe_push (a);
  for (unsigned i = list.length (); i-- > 0;)
    if (!has_equal_attribute (list[i], already))
      read_type_attribute (result, list[i]);
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

const fn_attributes *
fn_attributes_of (tree fntype, tree fndecl)
{
  static hash_map<tree_pair_hash, fn_attributes *> cache;
  bool existed;
  fn_attributes *&entry
      = cache.get_or_insert (std::make_pair (fntype, fndecl), &existed);
  if (existed)
    return entry;

  entry = XCNEW (fn_attributes);
  tree decltype_ = fndecl ? TREE_TYPE (fndecl) : NULL_TREE;
  if (decltype_)
    {
      read_attributes (entry, TYPE_ATTRIBUTES (decltype_), NULL_TREE);
      read_gnu_malloc (entry, fndecl);
    }
  if (fntype && fntype != decltype_)
    read_attributes (entry, TYPE_ATTRIBUTES (fntype),
                     decltype_ ? TYPE_ATTRIBUTES (decltype_) : NULL_TREE);
  return entry;
}

/* The declarations that say of what type a pointer to a function is.  */

static void
add_source (auto_vec<tree> &sources, tree decl)
{
  for (tree a = DECL_ATTRIBUTES (decl); a; a = TREE_CHAIN (a))
    if (is_ours (a) && !sources.contains (decl))
      {
        sources.safe_push (decl);
        return;
      }
}

static void
add_typedefs (auto_vec<tree> &sources, tree type)
{
  for (;;)
    {
      tree name = TYPE_NAME (type);
      if (name && TREE_CODE (name) == TYPE_DECL)
        {
          add_source (sources, name);
          if (DECL_ORIGINAL_TYPE (name) && DECL_ORIGINAL_TYPE (name) != type)
            add_typedefs (sources, DECL_ORIGINAL_TYPE (name));
        }
      if (!POINTER_TYPE_P (type) && TREE_CODE (type) != ARRAY_TYPE)
        return;
      type = TREE_TYPE (type);
    }
}

static void
add_sources (auto_vec<tree> &sources, tree value, int depth)
{
  add_typedefs (sources, TREE_TYPE (value));
  switch (TREE_CODE (value))
    {
    case SSA_NAME:
      {
        if (SSA_NAME_VAR (value) && DECL_P (SSA_NAME_VAR (value)))
          add_sources (sources, SSA_NAME_VAR (value), depth);
        gimple *def = SSA_NAME_DEF_STMT (value);
        if (depth < 8 && is_gimple_assign (def)
            && (gimple_assign_single_p (def) || gimple_assign_cast_p (def)))
          add_sources (sources, gimple_assign_rhs1 (def), depth + 1);
        break;
      }
    case VAR_DECL:
    case PARM_DECL:
      add_source (sources, value);
      break;
    case COMPONENT_REF:
      add_source (sources, TREE_OPERAND (value, 1));
      add_typedefs (sources, TREE_TYPE (TREE_OPERAND (value, 1)));
      break;
    case ARRAY_REF:
      add_sources (sources, TREE_OPERAND (value, 0), depth + 1);
      break;
    case MEM_REF:
      if (TREE_CODE (TREE_OPERAND (value, 0)) == ADDR_EXPR)
        add_sources (sources, TREE_OPERAND (TREE_OPERAND (value, 0), 0),
                     depth + 1);
      break;
    default:
      break;
    }
}

const fn_attributes *
fn_attributes_of_call (const gcall *call, tree fndecl)
{
  static hash_map<tree_pair_hash, fn_attributes *> cache;
  tree fntype = gimple_call_fntype (call);
  tree fn = gimple_call_fn (call);
  auto_vec<tree> sources;
  if (fn)
    add_sources (sources, fn, 0);
  if (sources.is_empty ())
    return fn_attributes_of (fntype, fndecl);
  bool existed;
  fn_attributes *&entry
      = cache.get_or_insert (std::make_pair (fn, fndecl), &existed);
  if (existed)
    return entry;
  entry = XCNEW (fn_attributes);
  tree already = NULL_TREE;
  if (fndecl)
    {
      already = TYPE_ATTRIBUTES (TREE_TYPE (fndecl));
      read_attributes (entry, already, NULL_TREE);
      read_gnu_malloc (entry, fndecl);
    }
  if (!fndecl || fntype != TREE_TYPE (fndecl))
    read_attributes (entry, TYPE_ATTRIBUTES (fntype), already);
  for (tree decl : sources)
    read_attributes (entry, DECL_ATTRIBUTES (decl), already);
  return entry;
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
    TREE_TYPE (fndecl) = build_type_attribute_variant (TREE_TYPE (fndecl), kept);
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
  return a ? accepted_string (a) : NULL;
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

/* --- Returned addresses of locals. ---  */

static vec<returned_local> returned;

/* The local of FNDECL whose address T is, as the C front end sees it: through
   conversions, arithmetic and components.  Null if there is none.  */

static tree
addressed_local (tree t, tree fndecl)
{
  for (;;)
    switch (TREE_CODE (t))
      {
      CASE_CONVERT:
      case NON_LVALUE_EXPR:
      case PLUS_EXPR:
      case MINUS_EXPR:
      case POINTER_PLUS_EXPR:
        t = TREE_OPERAND (t, 0);
        continue;

      case ADDR_EXPR:
        t = TREE_OPERAND (t, 0);
        while (REFERENCE_CLASS_P (t) && TREE_CODE (t) != INDIRECT_REF)
          t = TREE_OPERAND (t, 0);
        return (VAR_P (t) || TREE_CODE (t) == PARM_DECL) && automatic_p (t)
                       && DECL_CONTEXT (t) == fndecl
                   ? t
                   : NULL_TREE;

      default:
        return NULL_TREE;
      }
}

/* If T is a return whose value, the address of a local, was replaced by
   COMPOUND_EXPR <address, 0>, remember it.  One that the source wrote has a
   location.  An address that is only one arm of a conditional is not
   replaced, and GIMPLE still has it.  */

static tree
find_returned_local (tree *tp, int *walk_subtrees, void *data)
{
  tree fndecl = (tree)data;
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  if (TREE_CODE (*tp) != RETURN_EXPR)
    return NULL_TREE;
  tree set = TREE_OPERAND (*tp, 0);
  if (!set || (TREE_CODE (set) != MODIFY_EXPR && TREE_CODE (set) != INIT_EXPR))
    return NULL_TREE;
  tree value = TREE_OPERAND (set, 1);
  if (TREE_CODE (value) != COMPOUND_EXPR || EXPR_HAS_LOCATION (value)
      || !integer_zerop (TREE_OPERAND (value, 1)))
    return NULL_TREE;
  tree decl = addressed_local (TREE_OPERAND (value, 0), fndecl);
  if (decl)
    {
      returned_local found = { fndecl, decl, EXPR_LOCATION (*tp) };
      returned.safe_push (found);
    }
  return NULL_TREE;
}

/* Compound literals become variables that nothing tells from temporaries: by
   DECL_UID, which is never used again.  */

static hash_set<int_hash<unsigned, 0> > compound_literals;

static tree
find_compound_literal (tree *tp, int *walk_subtrees, void *)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  if (TREE_CODE (*tp) == COMPOUND_LITERAL_EXPR)
    compound_literals.add (DECL_UID (COMPOUND_LITERAL_EXPR_DECL (*tp)));
  return NULL_TREE;
}

bool
decl_is_compound_literal (tree decl)
{
  return VAR_P (decl) && compound_literals.contains (DECL_UID (decl));
}

void
attributes_pre_genericize (void *data, void *)
{
  tree fndecl = (tree)data;
  if (TREE_CODE (fndecl) != FUNCTION_DECL || !DECL_SAVED_TREE (fndecl))
    return;
  walk_tree_without_duplicates (&DECL_SAVED_TREE (fndecl),
                                find_returned_local, fndecl);
  walk_tree_without_duplicates (&DECL_SAVED_TREE (fndecl),
                                find_compound_literal, NULL);
}

const vec<returned_local> &
returned_locals (void)
{
  return returned;
}

void
attributes_ggc_mark (void)
{
  unsigned i;
  tree decl;
  FOR_EACH_VEC_ELT (ok_variables, i, decl)
    gt_ggc_mx_tree_node (decl);
  returned_local *local;
  FOR_EACH_VEC_ELT (returned, i, local)
    {
      gt_ggc_mx_tree_node (local->function);
      gt_ggc_mx_tree_node (local->decl);
    }
}

/* --- #pragma escape ignore|warn|error "GROUP", push, pop. ---  */

/* The states of all groups from LOC on.  */

struct group_states
{
  location_t loc;
  enum group_state state[N_GROUPS];
};

static vec<group_states> history; /* In the order of the source.  */
static vec<group_states> pushed;

/* The states after the last pragma so far.  */

static group_states
current_states (void)
{
  if (!history.is_empty ())
    return history.last ();
  group_states initial;
  initial.loc = UNKNOWN_LOCATION;
  memcpy (initial.state, options.state, sizeof initial.state);
  return initial;
}

static void
change_states (group_states states, location_t loc)
{
  states.loc = loc;
  history.safe_push (states);
}

/* As GCC's own: without a push, the command line's states.  */

static void
pop_states (location_t loc)
{
  group_states states;
  if (!pushed.is_empty ())
    states = pushed.pop ();
  else
    memcpy (states.state, options.state, sizeof states.state);
  change_states (states, loc);
}

/* The rest of `#pragma escape WORD' is "GROUP": set it to STATE.  */

static void
set_state (const char *word, enum group_state state, location_t loc)
{
  tree x;
  location_t group_loc;
  if (pragma_lex (&x, &group_loc) != CPP_STRING)
    {
      error_at (group_loc,
                "%<#pragma escape %s%> needs a group in quotes, as "
                "in %<#pragma escape %s \"heap\"%>",
                word, word);
      return;
    }
  const char *name = TREE_STRING_POINTER (x);
  for (int g = 0; g < N_GROUPS; g++)
    if (strcmp (name, group_names[g]) == 0)
      {
        group_states states = current_states ();
        states.state[g] = state;
        change_states (states, loc);
        return;
      }
  error_at (group_loc,
            "unknown group %qs in %<#pragma escape %s%>; valid "
            "groups are: heap, stack, free, leak, unneeded, alloc, assert, nil",
            name, word);
}

static void
handle_pragma (cpp_reader *)
{
  tree x;
  location_t loc;
  const char *word = "";
  if (pragma_lex (&x, &loc) == CPP_NAME)
    word = IDENTIFIER_POINTER (x);

  if (strcmp (word, "ignore") == 0)
    set_state (word, STATE_IGNORE, loc);
  else if (strcmp (word, "warn") == 0)
    set_state (word, STATE_WARN, loc);
  else if (strcmp (word, "error") == 0)
    set_state (word, STATE_ERROR, loc);
  else if (strcmp (word, "push") == 0)
    pushed.safe_push (current_states ());
  else if (strcmp (word, "pop") == 0)
    pop_states (loc);
  else
    {
      error_at (loc, "%<#pragma escape%> is not followed by %<ignore%>, "
                     "%<warn%>, %<error%>, %<push%> or %<pop%>");
      return;
    }
  if (pragma_lex (&x, &loc) != CPP_EOF)
    error_at (loc, "junk at the end of %<#pragma escape %s%>", word);
}

void
pragmas_register (void)
{
  if (&c_register_pragma && &pragma_lex)
    c_register_pragma (NULL, "escape", handle_pragma);
}

enum group_state
group_state_at (enum group group, location_t loc)
{
  for (unsigned i = history.length (); i-- > 0;)
    if (linemap_location_before_p (line_table, history[i].loc, loc))
      return history[i].state[group];
  return options.state[group];
}
