/* Pointers that are printed into memory, as digits.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What sprintf and its like write can be read back, by strtoul or sscanf, or
   digit by digit.  Text is not followed, and so the pointer escapes.  What goes
   to a stream does not come back.

   Who calls a function that hands its arguments on, as a va_list, to vsnprintf
   and its like knows the format: it stands in front of them.  */

#include "compat.h"
#include "ssa.h"
#include "site.h"

/* Does E write its text to memory?  */

static bool
prints_to_memory (const struct lib_effects *e)
{
  return e->format
         && (strstr (e->name, "sprintf") || strstr (e->name, "snprintf")
             || strstr (e->name, "swprintf"));
}

/* A conversion of a format: at TEXT, behind the %.  */

struct conversion
{
  unsigned stars = 0; /* Arguments that say how wide it is.  */
  bool numbered = false;
  bool is_long = false;
  char kind = 0;

  explicit conversion (const char *&text)
  {
    for (; *text && !ISALPHA (*text) && *text != '%'; text++)
      {
        stars += *text == '*';
        numbered |= *text == '$';
      }
    for (; *text && strchr ("hlqLjztI", *text); text++)
      is_long |= *text != 'h';
    kind = *text;
    if (kind)
      text++;
  }
};

/* Is ARG, which is converted as KIND says (0: who knows), printed as a number that
   is a pointer?  */

static bool
is_printed_pointer (tree arg, char kind)
{
  tree type = TREE_TYPE (arg);
  if (POINTER_TYPE_P (type))
    return kind == 'p' || (!kind && VOID_TYPE_P (TREE_TYPE (type)));
  return INTEGRAL_TYPE_P (type) && type_bytes (type) >= pointer_size_bytes ()
         && comes_from_pointer (arg) && (!kind || strchr ("diouxXc", kind));
}

/* Does C convert what can be a pointer?  */

static bool
is_wide_conversion (const conversion &c)
{
  bool is_wide = c.is_long || INT_TYPE_SIZE >= POINTER_SIZE;
  return c.kind == 'p' || (is_wide && c.kind && strchr ("diouxX", c.kind));
}

static void
print (function_info *info, gcall *call, node_id value)
{
  struct graph *g = info->graph;
  step_id step = graph_step (g, STEP_LIBRARY, call, NULL, NULL);
  graph_copy (g, value, graph_sink (g, REASON_HEAP, GRADE_ASSUMED, NULL, step),
              place_anywhere, GRADE_ASSUMED, false, step);
}

/* The format of CALL, its argument I, or null.  */

static const char *
format_text (gcall *call, unsigned i)
{
  tree format = gimple_call_arg (call, i);
  return POINTER_TYPE_P (TREE_TYPE (format)) ? c_getstr (format) : NULL;
}

/* CALL prints the arguments from number FIRST on, which the format is in front
   of.  */

static void
print_arguments (function_info *info, gcall *call, unsigned first)
{
  unsigned n = gimple_call_num_args (call), i = first;
  const char *text = format_text (call, first - 1);
  while (text && i < n && (text = strchr (text, '%')))
    {
      conversion c (++text);
      if (c.numbered)
        {
          i = first;
          text = NULL;
          break;
        }
      i += c.stars;
      if (!c.kind || c.kind == '%' || c.kind == 'm')
        continue;
      tree arg = i < n ? gimple_call_arg (call, i) : NULL_TREE;
      if (arg && is_printed_pointer (arg, c.kind))
        print (info, call, lower_value (info, arg, call));
      i++;
    }
  for (; !text && i < n; i++)
    if (is_printed_pointer (gimple_call_arg (call, i), 0))
      print (info, call, lower_value (info, gimple_call_arg (call, i), call));
}

/* Does TEXT convert something that can be a pointer?  */

static bool
has_wide_conversion (const char *text)
{
  bool found = false;
  while (text && !found && (text = strchr (text, '%')))
    found = is_wide_conversion (conversion (++text));
  return found;
}

/* CALL prints what the va_list that is its argument I holds.  Where the format is
   not known here, it is the caller's.  */

static void
print_list (function_info *info, gcall *call, unsigned i)
{
  struct graph *g = info->graph;
  node_id list = graph_variable (g), value = graph_variable (g);
  if (!i || !has_wide_conversion (format_text (call, i - 1)))
    return;
  graph_load (g, lower_value (info, gimple_call_arg (call, i), call),
              place_anywhere, -1, list, KEY_ANY, NO_STEP);
  graph_load (g, list, place_anywhere, -1, value, KEY_ANY, NO_STEP);
  print (info, call, list);
  print (info, call, value);
}

/* The number of CALL's last argument, if that is a va_list, or the address of one;
   or 0.  */

static unsigned
list_argument (gcall *call)
{
  unsigned n = gimple_call_num_args (call);
  if (n < 2)
    return 0;
  tree type = TREE_TYPE (gimple_call_arg (call, n - 1));
  if (!targetm.canonical_va_list_type (type)
      && !(POINTER_TYPE_P (type)
           && targetm.canonical_va_list_type (TREE_TYPE (type))))
    return 0;
  return n - 1;
}

static hash_map<tree, bool> *list_printers;

/* Does a function of the unit, FNDECL, or what it hands a va_list to, print that
   into memory?  */

static bool
prints_lists (tree fndecl)
{
  function_info *info = function_info_of (fndecl);
  if (!info)
    return false;
  if (!list_printers)
    list_printers = new hash_map<tree, bool>;
  bool existed, prints = false;
  bool &known = list_printers->get_or_insert (fndecl, &existed);
  if (existed)
    return known;
  known = false; /* In a recursion.  */
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      {
        gcall *call = dyn_cast<gcall *> (gsi_stmt (i));
        tree to = call && list_argument (call) ? gimple_call_fndecl (call)
                                               : NULL_TREE;
        const struct lib_effects *e = to ? callee_of_decl (to)->library : NULL;
        prints |= to && (e ? prints_to_memory (e) : prints_lists (to));
      }
  list_printers->put (fndecl, prints);
  return prints;
}

/* CALL is one of FNDECL, which is not of libc.  */

static void
lower_printer (function_info *info, gcall *call, tree fndecl)
{
  tree type = TREE_TYPE (fndecl);
  unsigned named = type_num_arguments (type), list = list_argument (call);
  bool prints = prints_lists (fndecl);
  if (list && prints)
    print_list (info, call, list);
  if (!stdarg_p (type) || !named || gimple_call_num_args (call) <= named)
    return;
  if (prints || (!function_info_of (fndecl) && format_text (call, named - 1)))
    print_arguments (info, call, named);
}

void
lower_printed (function_info *info, gcall *call, tree fndecl)
{
  const struct callee *callee = callee_of_decl (fndecl);
  const struct lib_effects *e = callee->library;
  unsigned n = gimple_call_num_args (call);
  if (!e)
    {
      if (!callee->builtin && !callee->attributes->flows)
        lower_printer (info, call, fndecl);
      return;
    }
  unsigned first = strcspn (e->shape + 1, ".a");
  if (!prints_to_memory (e) || !first || n <= first)
    return;
  if (e->shape[first + 1] == '.')
    print_arguments (info, call, first);
  else
    print_list (info, call, first);
}

void
lower_printed_free (void)
{
  delete list_printers;
  list_printers = NULL;
}
