/* Which symbol is which, as the linker has it: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Strong definitions go before weak ones; of weak ones the first counts; of an
   archive only those members belong to the program that define what is missing.
   A name with local binding is its unit's own.  */

#include "program.h"

#include <stdlib.h>
#include <string.h>

struct linker
{
  struct program *p;
  struct arena *arena;
  struct table *globals, *units, *labels;
};

/* The symbol that has NAME in the program, made when first asked for.  */

static struct symbol *
new_symbol (struct linker *l, const struct unit_symbol *us)
{
  struct symbol *s = arena_alloc (l->arena, sizeof *s);
  s->thing.kind = THING_FUNCTION;
  s->thing.text = us->source;
  s->name = us->name;
  s->is_function = us->is_function;
  *vec_push (&l->p->symbols) = s;
  return s;
}

static struct symbol *
global_symbol (struct linker *l, const struct unit_symbol *us)
{
  uint64_t h = encode_hash (us->name, strlen (us->name));
  for (uint64_t salt = 0;; salt++)
    {
      uint32_t *slot = table_slot (l->globals, h, salt, 0);
      if (!*slot)
        {
          new_symbol (l, us);
          *slot = l->p->symbols.n;
          return l->p->symbols.v[l->p->symbols.n - 1];
        }
      struct symbol *s = l->p->symbols.v[*slot - 1];
      if (!strcmp (s->name, us->name))
        return s;
    }
}

static bool
is_strong (const struct unit_symbol *us)
{
  return us->binding == BINDING_GLOBAL && !us->comdat;
}

static void
define (struct symbol *s, const struct member *m, const struct unit_symbol *us)
{
  if (s->definition && is_strong (s->definition) && is_strong (us)
      && !(m->linked && s->owner->linked))
    fail ("`%s' is defined in %s and in %s", s->name, s->owner->where,
          m->where);
  if (s->definition && (is_strong (s->definition) || !is_strong (us)))
    return;
  s->definition = us;
  s->owner = m;
  s->is_function = us->is_function;
  s->thing.text = us->source;
}

/* M is part of the program: its global names.  */

static void
take_in (struct linker *l, struct member *m)
{
  struct unit *u = m->unit;
  m->needed = true;
  l->p->pieces |= u->pieces;
  m->symbols = arena_alloc (l->arena, (u->symbols.n + 1) * sizeof *m->symbols);
  for (uint32_t i = 0; i < u->symbols.n; i++)
    {
      const struct unit_symbol *us = &u->symbols.v[i];
      struct symbol *s = us->binding == BINDING_LOCAL || !*us->name
                             ? new_symbol (l, us)
                             : global_symbol (l, us);
      m->symbols[i] = s;
      *vec_push_in (l->arena, &s->mentions) = (struct mention){ m, us };
      if (us->defined)
        define (s, m, us);
    }
}

/* Does M define something that is missing?  */

static bool
is_wanted (struct linker *l, const struct member *m)
{
  for (uint32_t i = 0; i < m->unit->symbols.n; i++)
    {
      const struct unit_symbol *us = &m->unit->symbols.v[i];
      if (!us->defined || us->binding == BINDING_LOCAL)
        continue;
      uint64_t h = encode_hash (us->name, strlen (us->name));
      for (uint64_t salt = 0;; salt++)
        {
          uint32_t n = *table_slot (l->globals, h, salt, 0);
          if (!n)
            break;
          if (strcmp (l->p->symbols.v[n - 1]->name, us->name))
            continue;
          if (!l->p->symbols.v[n - 1]->definition)
            return true;
          break;
        }
    }
  return false;
}

static void
choose_members (struct linker *l)
{
  struct program *p = l->p;
  for (uint32_t i = 0; i < p->members.n; i++)
    {
      struct member *m = &p->members.v[i];
      /* A unit that comes twice is one.  */
      uint32_t *seen = table_slot (l->units, m->unit->hash, 0, 0);
      if (*seen)
        m->unit = NULL;
      else if (!m->optional || p->only_archives)
        take_in (l, m);
      *seen = 1;
    }
  for (bool again = true; again;)
    {
      again = false;
      for (uint32_t i = 0; i < p->members.n; i++)
        {
          struct member *m = &p->members.v[i];
          if (m->unit && !m->needed && is_wanted (l, m))
            {
              take_in (l, m);
              again = true;
            }
        }
    }
}

/* Two units of one name are told apart by a number.  */

static void
label_members (struct linker *l)
{
  for (uint32_t i = 0; i < l->p->members.n; i++)
    {
      struct member *m = &l->p->members.v[i];
      if (!m->needed)
        continue;
      uint32_t *n
          = table_slot (l->labels,
                        encode_hash (m->unit->file, strlen (m->unit->file)), 0,
                        0);
      if (++*n > 1)
        m->label = report_text ("%s#%u", m->unit->file, *n);
    }
}

/* An alias is what it stands for.  */

static struct symbol *
stands_for (struct symbol *s)
{
  for (uint32_t steps = 0; steps < 100; steps++)
    {
      if (!s->definition || !s->definition->alias)
        return s;
      s = s->owner->symbols[s->definition->alias - 1];
    }
  return s;
}

static const struct fn_attributes no_attributes;

/* Give the callees of M their symbols, and the symbols a description.  */

static void
describe_callees (struct linker *l, struct member *m)
{
  struct unit *u = m->unit;
  for (uint32_t i = 0; i < u->callees.n; i++)
    {
      struct callee *c = &u->callees.v[i];
      if (!c->decl)
        continue;
      struct symbol *s = m->symbols[(uintptr_t)c->decl - 1];
      c->decl = s;
      /* A body in sight counts, whatever its name.  */
      if (s->body)
        c->library = NULL;
      if (!s->callee || m == s->owner)
        s->callee = c;
    }
  for (uint32_t i = 0; i < u->symbols.n; i++)
    if (!m->symbols[i]->callee)
      {
        struct callee *c = arena_alloc (l->arena, sizeof *c);
        c->decl = m->symbols[i];
        c->name = m->symbols[i]->thing.text;
        c->attributes = &no_attributes;
        m->symbols[i]->callee = c;
      }
}

static void
add_functions (struct linker *l, struct member *m)
{
  struct unit *u = m->unit;
  for (uint32_t i = 0; i < u->functions.n; i++)
    {
      struct function *f = arena_alloc (l->arena, sizeof *f);
      struct symbol *s = m->symbols[u->functions.v[i].symbol - 1];
      f->code = &u->functions.v[i];
      f->member = m;
      f->symbol = s;
      f->caller.number = l->p->functions.n;
      bool chosen = s->owner == m && !s->definition->ifunc;
      if (chosen)
        s->body = f;
      /* What another unit's definition stands for is not in the program.  */
      if (s->owner == m)
        *vec_push (&l->p->functions) = f;
    }
}

static bool
has_main (const struct program *p)
{
  for (uint32_t i = 0; i < p->functions.n; i++)
    if (p->functions.v[i]->code->is_main)
      return true;
  return false;
}

/* Which names can be used by code that is not in sight?  */

static void
mark_exported (struct linker *l)
{
  struct program *p = l->p;
  bool whole = has_main (p) && !p->open;
  struct table *names = table_new (l->arena);
  for (uint32_t i = 0; i < p->exported.n; i++)
    *table_slot (names,
                 encode_hash (p->exported.v[i], strlen (p->exported.v[i])), 0,
                 0)
        = 1;
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      struct symbol *s = p->symbols.v[i];
      const struct unit_symbol *d = s->definition;
      if (!d)
        {
          s->exported = true;
          continue;
        }
      if (d->binding != BINDING_LOCAL && *s->name)
        s->exported
            = s->owner->linked
                  ? *table_slot (names, encode_hash (s->name, strlen (s->name)),
                                 0, 0)
                        != 0
                  : !whole && !d->hidden;
      s->exported |= d->kept;
      s->interposable = s->owner->linked && s->exported && !has_main (p)
                        && d->binding == BINDING_GLOBAL;
    }
}

/* Who can use an alias can use what it stands for.  */

static void
export_targets (struct program *p)
{
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      struct symbol *s = p->symbols.v[i];
      if (s->definition && s->definition->alias && s->exported)
        stands_for (s)->exported = true;
    }
}

/* What does a variable hold?  */

static void
mark_followed (struct program *p)
{
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      struct symbol *s = p->symbols.v[i];
      if (!s->definition || s->is_function)
        continue;
      bool local = s->definition->binding == BINDING_LOCAL;
      s->literal = s->definition->literal;
      s->followed = local || (!p->open && !s->exported);
      for (uint32_t k = 0; k < s->mentions.n; k++)
        s->followed &= s->mentions.v[k].symbol->by_name_only;
    }
}

static void
mark_taken (struct program *p)
{
  for (uint32_t i = 0; i < p->functions.n; i++)
    {
      const struct function *f = p->functions.v[i];
      for (uint32_t k = 0; k < f->code->refs.n; k++)
        if (!f->code->refs.v[k].direct)
          stands_for (f->member->symbols[f->code->refs.v[k].symbol - 1])
              ->address_taken
              = true;
    }
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      const struct symbol *s = p->symbols.v[i];
      for (uint32_t k = 0; s->definition && k < s->definition->refs.n; k++)
        stands_for (s->owner->symbols[s->definition->refs.v[k] - 1])
            ->address_taken
            = true;
    }
}

/* By where the source has them: what recursions come to hangs on the order in
   which their functions are taken, which is not to hang on how the program is
   cut into units, or on the order of files.  */

static int
compare_places (const void *a, const void *b)
{
  const struct function *f = *(struct function *const *)a;
  const struct function *g = *(struct function *const *)b;
  const struct source_place *x = &f->code->place, *y = &g->code->place;
  int order = strcmp (x->file, y->file);
  if (!order)
    order = (x->line > y->line) - (x->line < y->line);
  if (!order)
    order = (x->column > y->column) - (x->column < y->column);
  if (!order)
    order = strcmp (f->symbol->name, g->symbol->name);
  return order ? order
               : (f->caller.number > g->caller.number)
                     - (f->caller.number < g->caller.number);
}

static void
sort_functions (struct program *p)
{
  if (p->functions.n > 1)
    qsort (p->functions.v, p->functions.n, sizeof *p->functions.v,
           compare_places);
}

void
link_program (struct program *p)
{
  struct linker l = { p, arena_new (), NULL, NULL, NULL };
  l.globals = table_new (l.arena);
  l.units = table_new (l.arena);
  l.labels = table_new (l.arena);
  choose_members (&l);
  label_members (&l);
  for (uint32_t i = 0; i < p->members.n; i++)
    if (p->members.v[i].needed)
      add_functions (&l, &p->members.v[i]);
  sort_functions (p);
  for (uint32_t i = 0; i < p->members.n; i++)
    {
      struct member *m = &p->members.v[i];
      for (uint32_t k = 0; m->needed && k < m->unit->symbols.n; k++)
        m->symbols[k] = stands_for (m->symbols[k]);
    }
  for (uint32_t i = 0; i < p->members.n; i++)
    if (p->members.v[i].needed)
      describe_callees (&l, &p->members.v[i]);
  mark_exported (&l);
  export_targets (p);
  mark_followed (p);
  mark_taken (p);
  for (uint32_t i = 0; i < p->functions.n; i++)
    {
      struct function *f = p->functions.v[i];
      f->root = f->code->is_main || f->symbol->exported
                || f->symbol->address_taken
                || f->member->unit->callees.v[f->code->callee - 1]
                       .attributes->flows;
    }
}
