/* Pointers that are printed into memory, as digits.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What sprintf and its like write can be read back, by strtoul or sscanf, or
   digit by digit.  Text is not followed, and so the pointer escapes.  What goes
   to a stream does not come back.  */

#include "compat.h"
#include "ssa.h"
#include "site.h"

/* Does E write its text to memory, and get what is printed as arguments?  A
   va_list holds too much that is not printed as a number.  */

static bool
prints_to_memory (const struct lib_effects *e)
{
  return e->format && strchr (e->shape, '.')
         && (strstr (e->name, "sprintf") || strstr (e->name, "snprintf"));
}

/* A conversion of a format: at TEXT, behind the %.  */

struct conversion
{
  unsigned stars = 0; /* Arguments that say how wide it is.  */
  bool numbered = false;
  char kind = 0;

  explicit conversion (const char *&text)
  {
    for (; *text && !ISALPHA (*text) && *text != '%'; text++)
      {
        stars += *text == '*';
        numbered |= *text == '$';
      }
    while (*text && strchr ("hlqLjztI", *text))
      text++;
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

static void
print (function_info *info, gcall *call, tree arg)
{
  struct graph *g = info->graph;
  step_id step = graph_step (g, STEP_LIBRARY, call, NULL, NULL);
  graph_copy (g, lower_value (info, arg, call),
              graph_sink (g, REASON_HEAP, GRADE_ASSUMED, NULL, step),
              place_anywhere, GRADE_ASSUMED, false, step);
}

void
lower_printed (function_info *info, gcall *call, const struct lib_effects *e)
{
  unsigned n = gimple_call_num_args (call), first;
  if (!prints_to_memory (e) || n < (first = strcspn (e->shape + 1, ".")))
    return;
  const char *text = c_getstr (gimple_call_arg (call, first - 1));
  unsigned i = first;
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
      if (i < n && is_printed_pointer (gimple_call_arg (call, i), c.kind))
        print (info, call, gimple_call_arg (call, i));
      i++;
    }
  for (; !text && i < n; i++)
    if (is_printed_pointer (gimple_call_arg (call, i), 0))
      print (info, call, gimple_call_arg (call, i));
}
