/* The dump file of the pass: each function's graph for Graphviz.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   To look at it: dot -Tsvg -O FILE, which draws every function of the unit.  */

#include "compat.h"
#include "ssa.h"
#include "judge.h"
#include "dot.h"

struct namer
{
  auto_vec<tree> ssa; /* By node: the first name that it stands for. */
  char text[200];
};

static const char *
decl_text (const_tree t)
{
  if (DECL_P (t))
    return DECL_NAME (t) ? IDENTIFIER_POINTER (DECL_NAME (t)) : NULL;
  return TREE_CODE (t) == STRING_CST ? "string" : NULL;
}

static const char *
object_text (void *data, const struct object *o)
{
  namer *names = (namer *)data;
  switch (o->kind)
    {
    case OBJECT_FRAME:
    case OBJECT_GLOBAL:
    case OBJECT_CONSTANT:
    case OBJECT_FUNCTION:
      return o->what ? decl_text ((const_tree)o->what) : NULL;
    case OBJECT_FRESH:
    case OBJECT_ALLOCA:
      {
        const gimple *made = (const gimple *)(o->call ? o->call : o->what);
        if (!made || !is_gimple_call (made))
          return NULL;
        snprintf (names->text, sizeof names->text, "%s(...) line %d",
                  call_name (made), LOCATION_LINE (gimple_location (made)));
        return names->text;
      }
    default:
      return NULL;
    }
}

static const char *
variable_text (void *data, node_id n)
{
  namer *names = (namer *)data;
  tree name = n < names->ssa.length () ? names->ssa[n] : NULL_TREE;
  if (!name)
    return NULL;
  tree id = SSA_NAME_IDENTIFIER (name);
  snprintf (names->text, sizeof names->text, "%s_%u",
            id ? IDENTIFIER_POINTER (id) : "", SSA_NAME_VERSION (name));
  return names->text;
}

static const char *
place_text (void *data, const struct step *s)
{
  namer *names = (namer *)data;
  location_t loc = s->where ? gimple_location ((const gimple *)s->where)
                            : UNKNOWN_LOCATION;
  if (loc == UNKNOWN_LOCATION)
    return NULL;
  snprintf (names->text, sizeof names->text, "line %d", LOCATION_LINE (loc));
  return names->text;
}

void
dump_graph (function_info *info)
{
  if (!dump_file)
    return;
  if (info->gave_up)
    {
      fprintf (dump_file, "/* %s: given up.  */\n", function_name (info->decl));
      return;
    }
  namer names;
  names.ssa.safe_grow_cleared (info->graph->nodes.n, true);
  for (unsigned i = 0; i < info->n_ssa; i++)
    if (info->ssa[i] && !names.ssa[info->ssa[i]])
      names.ssa[info->ssa[i]] = (*SSANAMES (info->fun))[i];
  struct dot_names callbacks
      = { object_text, variable_text, place_text, &names };
  dot_write (dump_file, info->graph, function_name (info->decl), &callbacks);
}
