/* The dump file of the pass: each function's graph for Graphviz.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   To look at it: dot -Tsvg -O FILE, which draws every function of the unit.  */

#include "compat.h"
#include "ssa.h"
#include "judge.h"
#include "dot.h"
#include "skeleton.h"

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

/* --- Skeletons, as text in a comment of the same file. ---  */

static void
print_name (const struct skeleton *s, name_id n)
{
  tree ssa = (tree) const_cast<void *> (s->names.v[n].what);
  tree id = ssa ? SSA_NAME_IDENTIFIER (ssa) : NULL_TREE;
  fprintf (dump_file, "%s.%u", id ? IDENTIFIER_POINTER (id) : "", n);
}

static void
print_memory (const struct skeleton *s, memory_id m)
{
  const char *text = decl_text ((const_tree)s->memories.v[m].what);
  fprintf (dump_file, "%s.m%u", text ? text : "", m);
}

static void
print_operand (const struct skeleton *s, const struct operand &a)
{
  switch (a.kind)
    {
    case OPERAND_UNKNOWN:
      fputs ("?", dump_file);
      break;
    case OPERAND_NUMBER:
      fprintf (dump_file, "%ld", (long)a.number);
      break;
    case OPERAND_NAME:
      print_name (s, a.name);
      break;
    case OPERAND_ADDRESS:
      fputs ("&", dump_file);
      print_memory (s, a.memory);
      if (a.number)
        fprintf (dump_file, "+%ld", (long)a.number);
      break;
    }
}

static void
print_reference (const struct skeleton *s, const struct reference &r)
{
  fputs (r.exact ? "[" : "[~", dump_file);
  print_operand (s, r.base);
  fprintf (dump_file, " %ld:%ld", (long)r.off, (long)r.size);
  if (r.index)
    {
      fputs (" by ", dump_file);
      print_name (s, r.index);
    }
  fputs (r.is_volatile ? " volatile]" : "]", dump_file);
}

static const char *const op_texts[]
    = { "of", "+",  "-",  "*", "&",  "|", "^", "<<",
        ">>", "==", "!=", "<", "<=", ">", ">=" };

static void
print_reads (const struct skeleton *s, uint32_t first, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      fputs (" ", dump_file);
      print_operand (s, s->reads.v[first + i]);
    }
}

static void
print_site (const struct skeleton *s, const struct skel_site &site)
{
  static const char *const kinds[]
      = { "call", "allocate", "alloca", "release", "move", "fill" };
  fprintf (dump_file, "%s %s (", kinds[site.kind],
           site.callee ? function_name ((tree) const_cast<void *> (site.callee))
                       : "*");
  for (uint32_t i = 0; i < site.n_args; i++)
    {
      const struct skel_arg &a = s->args.v[site.args + i];
      fputs (i ? ", " : "", dump_file);
      if (a.by_block)
        print_reference (s, a.block);
      else
        print_operand (s, a.value);
      fputs (a.to_const ? " const" : "", dump_file);
    }
  fputs (")", dump_file);
  const struct
  {
    bool is;
    const char *text;
  } flags[] = {
    { site.may_fail, "may_fail" },   { site.clears, "clears" },
    { site.no_return, "no_return" }, { site.unseen, "unseen" },
    { site.pure, "pure" },           { site.writes_args_only, "args_only" },
    { site.joins, "joins" },         { site.leaves, "leaves" }
  };
  for (const auto &f : flags)
    if (f.is)
      fprintf (dump_file, " %s", f.text);
  if (site.returns_arg >= 0)
    fprintf (dump_file, " returns %d", site.returns_arg);
}

static void
print_step (const struct skeleton *s, const struct skel_step &step)
{
  static const char *const kinds[]
      = { "copy",  "arith",   "opaque",  "load",   "store",
          "block", "clear",   "",        "use",    "begin",
          "end",   "restore", "barrier", "return", "stop" };
  name_id result
      = step.kind == SKEL_CALL ? s->sites.v[step.site].result : step.result;
  fputs ("     ", dump_file);
  if (result)
    {
      print_name (s, result);
      fputs (" = ", dump_file);
    }
  fputs (kinds[step.kind], dump_file);
  if (step.kind == SKEL_CALL)
    print_site (s, s->sites.v[step.site]);
  if (step.memory)
    {
      fputs (" ", dump_file);
      print_memory (s, step.memory);
    }
  if (step.to.size)
    {
      fputs (" ", dump_file);
      print_reference (s, step.to);
    }
  if (step.a.kind != OPERAND_UNKNOWN)
    {
      fputs (" ", dump_file);
      print_operand (s, step.a);
    }
  if (step.kind == SKEL_ARITH)
    {
      fprintf (dump_file, " %s ", op_texts[step.op]);
      print_operand (s, step.b);
    }
  if (step.from.size)
    {
      fputs (" from ", dump_file);
      print_reference (s, step.from);
    }
  print_reads (s, step.reads, step.n_reads);
  fputs ("\n", dump_file);
}

static void
print_edge (const struct skeleton *s, const struct skel_edge &e)
{
  fprintf (dump_file, "     -> %u", e.dst);
  for (uint32_t i = 0; i < e.n_literals; i++)
    {
      const struct literal &l = s->literals.v[e.literals + i];
      fputs (i ? ", " : " if ", dump_file);
      print_operand (s, l.a);
      if (l.mask)
        fprintf (dump_file, " & %lx", (unsigned long)l.mask);
      fprintf (dump_file, " %s ", op_texts[l.op]);
      print_operand (s, l.b);
      print_reads (s, l.reads, l.n_reads);
    }
  for (uint32_t i = 0; i < e.n_copies; i++)
    {
      fputs ("; ", dump_file);
      print_name (s, s->copies.v[e.copies + i].result);
      fputs (" = ", dump_file);
      print_operand (s, s->copies.v[e.copies + i].value);
    }
  fputs ("\n", dump_file);
}

void
dump_skeleton (const struct skeleton *s)
{
  if (!dump_file)
    return;
  fprintf (dump_file, "/* %s in order\n",
           function_name ((tree) const_cast<void *> (s->function)));
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      const struct skel_block &block = s->blocks.v[b];
      fprintf (dump_file, "   block %u\n", b);
      for (uint32_t i = 0; i < block.n_steps; i++)
        print_step (s, s->steps.v[block.steps + i]);
      for (uint32_t i = 0; i < block.n_edges; i++)
        print_edge (s, s->edges.v[s->out.v[block.edges + i]]);
    }
  fputs ("*/\n", dump_file);
}
