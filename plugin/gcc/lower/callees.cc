/* Functions that are called, described for core: see callee.h; and the builtins
   that are statements rather than calls.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "attr-fnspec.h"
#include "builtins.h"
#include "calls.h"
#include "internal-fn.h"
#include "locals.h"
#include "site.h"

int64_t
pointer_size_bytes (void)
{
  return POINTER_SIZE_UNITS;
}

/* The table for libc.  */

/* Is TYPE one that LETTER of a shape stands for?  */

static bool
fits_letter (tree type, char letter)
{
  switch (letter)
    {
    case 'p':
      return POINTER_TYPE_P (type);
    case 'i':
      return INTEGRAL_TYPE_P (type);
    case 'f':
      return SCALAR_FLOAT_TYPE_P (type);
    case 'n':
      return INTEGRAL_TYPE_P (type) || SCALAR_FLOAT_TYPE_P (type);
    case 'h':
      return INTEGRAL_TYPE_P (type) || POINTER_TYPE_P (type);
    default:
      return true;
    }
}

/* Does a declaration of FNTYPE fit SHAPE?  A union for a pointer is glibc's for
   socket addresses.  */

static bool
fits_shape (tree fntype, const char *shape)
{
  if (!fntype || !fits_letter (TREE_TYPE (fntype), *shape))
    return false;
  if (!prototype_p (fntype))
    return true;
  tree t = TYPE_ARG_TYPES (fntype);
  for (shape++; *shape && *shape != '.'; shape++, t = TREE_CHAIN (t))
    {
      if (!t || VOID_TYPE_P (TREE_VALUE (t)))
        return false;
      tree type = TREE_VALUE (t);
      if (!fits_letter (type, *shape)
          && !(*shape == 'p' && TREE_CODE (type) == UNION_TYPE))
        return false;
    }
  return *shape == '.' ? t == NULL_TREE : t && VOID_TYPE_P (TREE_VALUE (t));
}

/* Is ASSEMBLER the name that glibc gives its NAME where that takes times of 64
   bits on a machine of 32 (__localtime64_r, __stat64_time64)?  */

static bool
is_time64 (const char *assembler, const char *name)
{
  if (!startswith (assembler, "__"))
    return false;
  bool some = false;
  for (assembler += 2; *assembler;)
    if (*assembler == *name && !startswith (assembler, "_time64"))
      assembler++, name++;
    else if (startswith (assembler, "64") || startswith (assembler, "_time64"))
      {
        assembler += *assembler == '_' ? strlen ("_time64") : 2;
        some = true;
      }
    else
      return false;
  return some && !*name;
}

const struct lib_effects *
find_library (tree fndecl)
{
  if (!fndecl || !DECL_NAME (fndecl) || !TREE_PUBLIC (fndecl)
      || !DECL_EXTERNAL (fndecl))
    return NULL;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  if (DECL_ASSEMBLER_NAME_SET_P (fndecl)
      && !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    {
      const char *as = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (fndecl));
      as += *as == '*';
      if (!is_time64 (as, name))
        name = as;
    }
  if (startswith (name, "__builtin_"))
    name += strlen ("__builtin_");
  const struct lib_effects *e = lib_effects_find (name);
  return e && fits_shape (TREE_TYPE (fndecl), e->shape) ? e : NULL;
}

/* Descriptions.  */

/* Where the first pointer member of TYPE is.  */

static struct place
first_pointer_place (tree type)
{
  const struct shape *shape = type_shape (type);
  for (unsigned i = 0; shape && i < shape->n; i++)
    if (shape->type_keys[i] >= KEY_TYPES)
      return shape->parts[i];
  return place_anywhere;
}

static void
describe_alloc_size (struct callee *c, tree fntype)
{
  tree attr = lookup_attribute ("alloc_size", TYPE_ATTRIBUTES (fntype));
  if (!attr || !TREE_VALUE (attr))
    return;
  int n = 0;
  for (tree v = TREE_VALUE (attr); v && n < 2; v = TREE_CHAIN (v))
    c->alloc_size[n++] = tree_to_uhwi (TREE_VALUE (v));
}

static void
describe_type (struct callee *c, tree fntype)
{
  tree ret = TREE_TYPE (fntype);
  c->returns_pointer = POINTER_TYPE_P (ret);
  c->variadic = stdarg_p (fntype);
  c->fresh_at
      = RECORD_OR_UNION_TYPE_P (ret) ? first_pointer_place (ret) : place_start;
  for (tree t = TYPE_ARG_TYPES (fntype); t; t = TREE_CHAIN (t))
    {
      tree type = TREE_VALUE (t);
      if (c->n_params < 64 && POINTER_TYPE_P (type)
          && TYPE_READONLY (TREE_TYPE (type)))
        c->to_const |= UINT64_C (1) << c->n_params;
      c->n_params++;
    }
  c->has_result_kind
      = POINTER_TYPE_P (ret)
        && type_container_kind (TREE_TYPE (ret), &c->result_kind);
  describe_alloc_size (c, fntype);
}

static void
describe_flags (struct callee *c, int flags)
{
  c->pure = flags & (ECF_PURE | ECF_CONST | ECF_NOVOPS);
  c->no_memory = flags & (ECF_CONST | ECF_NOVOPS);
  c->fresh = flags & ECF_MALLOC;
}

/* What GCC knows of the arguments of FNDECL.  */

static void
describe_arguments (struct callee *c, tree fndecl)
{
  tree attr
      = lookup_attribute ("fn spec", TYPE_ATTRIBUTES (TREE_TYPE (fndecl)));
  attr_fnspec spec = attr ? attr_fnspec (TREE_VALUE (TREE_VALUE (attr)))
                          : builtin_fnspec (fndecl);
  for (unsigned i = 0; i < 64; i++)
    if (spec.arg_specified_p (i) && spec.arg_noescape_p (i))
      {
        c->not_kept |= UINT64_C (1) << i;
        if (spec.arg_maybe_written_p (i))
          c->written |= UINT64_C (1) << i;
      }
  unsigned arg;
  if (spec.returns_arg (&arg))
    c->returned_arg = arg + 1;
}

static hash_map<tree, struct callee *> *described;

const struct callee *
callee_of_decl (tree fndecl)
{
  if (!described)
    described = new hash_map<tree, struct callee *>;
  bool existed;
  struct callee *&slot = described->get_or_insert (fndecl, &existed);
  if (existed)
    return slot;
  struct callee *c = slot = XCNEW (struct callee);
  c->decl = fndecl;
  c->name = function_name (fndecl);
  c->attributes = fn_attributes_of (TREE_TYPE (fndecl), fndecl);
  c->library = find_library (fndecl);
  c->builtin = fndecl_built_in_p (fndecl);
  c->alloca = fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
              && ALLOCA_FUNCTION_CODE_P (DECL_FUNCTION_CODE (fndecl));
  c->chain = DECL_STATIC_CHAIN (fndecl);
  describe_flags (c, flags_from_decl_or_type (fndecl));
  describe_type (c, TREE_TYPE (fndecl));
  describe_arguments (c, fndecl);
  return c;
}

void
forget_callees (void)
{
  if (described)
    for (auto entry : *described)
      free (entry.second);
  delete described;
  described = NULL;
  lower_printed_free ();
}

typedef pair_hash<nofree_ptr_hash<tree_node>,
                  nofree_ptr_hash<const fn_attributes> >
    typed_hash;

const struct callee *
callee_of_type (gcall *call, tree fndecl)
{
  static hash_map<typed_hash, struct callee *> cache;
  tree fntype = gimple_call_fntype (call);
  if (!fntype)
    return NULL;
  const fn_attributes *a = fn_attributes_of_call (call, fndecl);
  if (fndecl && fntype == TREE_TYPE (fndecl))
    {
      const struct callee *c = callee_of_decl (fndecl);
      if (c->attributes == a)
        return c;
    }
  bool existed;
  struct callee *&slot
      = cache.get_or_insert (std::make_pair (fntype, a), &existed);
  if (existed)
    return slot;
  struct callee *c = slot = XCNEW (struct callee);
  c->attributes = a;
  describe_flags (c, flags_from_decl_or_type (fntype));
  describe_type (c, fntype);
  return c;
}

/* Builtins that the table does not speak of.  True if handled.  */

static bool
is_atomic (tree fndecl, bool *writes_expected)
{
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  *writes_expected = startswith (name, "__atomic_compare_exchange");
  return startswith (name, "__atomic_") || startswith (name, "__sync_");
}

/* __atomic_* and __sync_*: the first argument is the place, what follows goes
   there, the old or new value comes back.  */

static void
apply_atomic (struct graph *g, const site &s, tree callee, bool expected)
{
  node_id ptr = apply_arg (&s, 0);
  step_id step = graph_step (g, STEP_STORE, s.stmt, callee, NULL);
  unsigned i = 1;
  node_id old = graph_variable (g);
  graph_load (g, ptr, place_start, pointer_size_bytes (), old, KEY_ANY,
              NO_STEP);
  if (expected)
    {
      graph_store (g, apply_arg (&s, 1), place_start, old, step);
      i = 2;
    }
  for (; i < s.n_args && i < 3; i++)
    {
      graph_store (g, ptr, place_start, s.args[i], step);
      /* fetch_add and such.  */
      apply_result (g, &s, s.args[i], place_anywhere, NO_STEP);
    }
  apply_result (g, &s, old, place_start, NO_STEP);
}

/* Sanitizers and profiling.  */

static bool
is_sanitizer (tree callee)
{
  static const char *const prefixes[] = { "__builtin___ubsan_",
                                          "__builtin___asan_",
                                          "__builtin___hwasan_",
                                          "__builtin___tsan_",
                                          "__builtin___sanitizer_",
                                          "__ubsan_",
                                          "__asan_",
                                          "__tsan_",
                                          "__hwasan_",
                                          "__sanitizer_cov_" };
  const char *name = IDENTIFIER_POINTER (DECL_NAME (callee));
  for (const char *prefix : prefixes)
    if (startswith (name, prefix))
      return true;
  return false;
}

bool
is_check_call (gimple *call)
{
  if (gimple_call_internal_p (call) || is_profiling (call))
    return is_for_checks (call);
  tree callee = gimple_call_fndecl (call);
  return callee && fndecl_built_in_p (callee, BUILT_IN_NORMAL)
         && is_sanitizer (callee);
}

bool
is_inert_builtin (enum built_in_function code)
{
  switch (code)
    {
    case BUILT_IN_STACK_SAVE:
    case BUILT_IN_VA_END:
    case BUILT_IN_VA_ARG_PACK_LEN:
    case BUILT_IN_PREFETCH:
    case BUILT_IN_OBJECT_SIZE:
    case BUILT_IN_FRAME_ADDRESS:
    case BUILT_IN_RETURN_ADDRESS:
    case BUILT_IN_CLEAR_PADDING:
    case BUILT_IN_PROFILE_FUNC_ENTER:
    case BUILT_IN_PROFILE_FUNC_EXIT:
    case BUILT_IN_CONSTANT_P:
    case BUILT_IN_CLASSIFY_TYPE:
    case BUILT_IN_CLEAR_CACHE:
      return true;
    default:
      return false;
    }
}

bool
lower_builtin (function_info *info, const site &s, tree callee)
{
  struct graph *g = info->graph;
  bool expected;
  if (!fndecl_built_in_p (callee, BUILT_IN_NORMAL))
    return false;
  enum built_in_function code = DECL_FUNCTION_CODE (callee);
  switch (code)
    {
    case BUILT_IN_EXPECT:
    case BUILT_IN_EXPECT_WITH_PROBABILITY:
    case BUILT_IN_ASSUME_ALIGNED:
    case BUILT_IN_EXTEND_POINTER:
    case BUILT_IN_EXTRACT_RETURN_ADDR:
      apply_result (g, &s, apply_arg (&s, 0), place_start, NO_STEP);
      return true;
    case BUILT_IN_VA_START:
      {
        node_id memory = lower_variadic (info);
        graph_store (g, apply_arg (&s, 0), place_anywhere, memory, NO_STEP);
        return true;
      }
    case BUILT_IN_APPLY_ARGS:
      {
        /* What arrives is as good as anywhere.  */
        step_id step = graph_step (g, STEP_UNKNOWN, s.stmt, callee, NULL);
        graph_copy (g, lower_all_parameters (info),
                    graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED,
                                function_name (callee), step),
                    place_start, GRADE_ASSUMED, false, step);
        apply_unknown_result (g, &s);
        return true;
      }
    case BUILT_IN_RETURN:
      graph_store (g, graph_address (g, info->result, place_start, NO_STEP),
                   place_anywhere, apply_unknown_value (g), NO_STEP);
      return true;
    case BUILT_IN_VA_COPY:
      {
        node_id n = apply_arg (&s, 1);
        /* A va_list that is a pointer is passed by value.  */
        if (!POINTER_TYPE_P (va_list_type_node))
          {
            n = graph_variable (g);
            graph_load (g, apply_arg (&s, 1), place_anywhere, -1, n, KEY_ANY,
                        NO_STEP);
          }
        graph_store (g, apply_arg (&s, 0), place_anywhere, n, NO_STEP);
        return true;
      }
    case BUILT_IN_INIT_TRAMPOLINE:
    case BUILT_IN_INIT_HEAP_TRAMPOLINE:
    case BUILT_IN_INIT_DESCRIPTOR:
      {
        struct place second = place_at (pointer_size_bytes ());
        graph_store (g, apply_arg (&s, 0), place_start, apply_arg (&s, 1),
                     NO_STEP);
        graph_store (g, apply_arg (&s, 0), second, apply_arg (&s, 2), NO_STEP);
        return true;
      }
    case BUILT_IN_ADJUST_TRAMPOLINE:
    case BUILT_IN_ADJUST_DESCRIPTOR:
      {
        node_id fn = graph_variable (g);
        graph_load (g, apply_arg (&s, 0), place_start, pointer_size_bytes (),
                    fn, KEY_ANY, NO_STEP);
        apply_result (g, &s, apply_arg (&s, 0), place_start, NO_STEP);
        apply_result (g, &s, fn, place_start, NO_STEP);
        return true;
      }
    case BUILT_IN_UNREACHABLE:
    case BUILT_IN_TRAP:
    case BUILT_IN_STACK_RESTORE:
    case BUILT_IN_EH_POINTER:
    case BUILT_IN_EH_FILTER:
    case BUILT_IN_EH_COPY_VALUES:
    case BUILT_IN_UNWIND_RESUME:
    case BUILT_IN_SETJMP:
    case BUILT_IN_SETJMP_SETUP:
    case BUILT_IN_SETJMP_RECEIVER:
    case BUILT_IN_LONGJMP:
    case BUILT_IN_NONLOCAL_GOTO:
    case BUILT_IN_UPDATE_SETJMP_BUF:
      return true;
    default:
      if (is_inert_builtin (code))
        return true;
    }
  if (is_atomic (callee, &expected))
    {
      apply_atomic (g, s, callee, expected);
      return true;
    }
  return is_sanitizer (callee);
}
