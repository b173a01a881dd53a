/* Facts of functions to and from other programs: `--export' and `--import'.  See
   program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- Writing. ---  */

/* Is S a function that other units or programs can call, and will find as it is
   here?  Of a library what it has in its table of dynamic symbols; of a program
   and of objects, what is not static.  */

static bool
is_offered (const struct program *p, const struct symbol *s, bool whole)
{
  const struct unit_symbol *d = s->definition;
  return s->body && *s->name && !s->owner->brought
         && d->binding != BINDING_LOCAL
         && (d->binding != BINDING_WEAK || d->comdat || !p->open)
         && (whole || !s->owner->linked || s->exported);
}

/* Mark the functions that may leave by longjmp, or call those that may.  */

static void
mark_leaving (struct program *p)
{
  for (bool again = true; again;)
    {
      again = false;
      for (uint32_t i = 0; i < p->functions.n; i++)
        {
          struct function *f = p->functions.v[i];
          const struct summary *known = summary_of (f);
          bool leaves = !known || known->unknown || known->others_run
                        || known->deferred.n;
          for (uint32_t k = 0; k < f->code->refs.n && !leaves; k++)
            {
              const struct symbol *to
                  = f->member->symbols[f->code->refs.v[k].symbol - 1];
              leaves = to->body      ? to->body->leaves
                       : to->imports ? to->imports->leaves
                                     : callee_leaves (to->name);
            }
          again |= leaves && !f->leaves;
          f->leaves |= leaves;
        }
    }
}

int
exchange_write (const char *file, const uint8_t *data, size_t size)
{
  char *name;
  if (asprintf (&name, "%s.%ld", file, (long)getpid ()) < 0)
    abort ();
  FILE *out = fopen (name, "wx");
  bool done = out && fwrite (data, 1, size, out) == size;
  if (out)
    done = !fclose (out) && done;
  int error = done && !rename (name, file) ? 0 : errno;
  if (error && out)
    unlink (name);
  free (name);
  return error;
}

void
exchange_export (struct program *p, const char *file)
{
  struct exports *x = exports_new ();
  const struct unit *first = p->members.v[0].unit;
  bool whole = false;
  for (uint32_t i = 0; i < p->functions.n; i++)
    {
      first = p->functions.v[i]->member->unit;
      whole |= p->functions.v[i]->code->is_main;
    }
  x->unit->target = first ? first->target : "";
  x->unit->pointer_size = first ? first->pointer_size : 0;
  x->unit->pieces = p->pieces;
  mark_leaving (p);
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      const struct symbol *s = p->symbols.v[i];
      const struct function *f = s->body;
      const struct summary *known
          = s->definition && is_offered (p, s, whole) ? summary_of (f) : NULL;
      if (known && !known->unknown)
        exports_add (x, s->name,
                     &f->member->unit->callees.v[f->code->callee - 1], known,
                     f->leaves, f->nonnil);
    }
  size_t size;
  uint8_t *data = exports_encode (x, &size);
  int error = exchange_write (file, data, size);
  if (error)
    fail ("cannot write %s: %s", file, strerror (error));
  escape_release (data);
  exports_free (x);
}

/* --- Reading. ---  */

struct import
{
  const char *file;
  struct exports *exports;
  bool told; /* That it is stale.  */
};

static VEC (struct import) imports;

void
exchange_import (const char *file)
{
  size_t size;
  char *wrong = NULL;
  const uint8_t *data = input_map (file, &size, &wrong);
  if (wrong)
    fail ("%s", wrong);
  const char *error;
  bool other;
  struct exports *x = exports_decode (data, size, &error, &other);
  if (x)
    *vec_push (&imports) = (struct import){ file, x, false };
  else if (other)
    remark ("%s %s; it is ignored", file, error);
  else
    fail ("%s %s", file, error);
}

/* Is I of use to P, whose units are like UNIT?  */

static bool
is_of_use (const struct import *i, const struct program *p,
           const struct unit *unit)
{
  const struct unit *from = i->exports->unit;
  if (strcmp (from->target, unit->target)
      || from->pointer_size != unit->pointer_size)
    remark ("%s is for %s, not for %s; it is ignored", i->file, from->target,
            unit->target);
  else if (p->pieces && !from->pieces)
    remark ("%s takes numbers for no part of pointers, as they are here; it is "
            "ignored",
            i->file);
  else
    return true;
  return false;
}

/* Give the symbols of P that nobody defines what IMPORT knows of them.  */

static void
give_facts (const struct program *p, struct import *import)
{
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      struct symbol *s = p->symbols.v[i];
      const struct exported *x
          = s->definition || s->imports || !s->callee || !*s->name
                ? NULL
                : exports_find (import->exports, s->name);
      if (!x)
        continue;
      if (exported_fits (x, s->callee))
        s->imports = x;
      else if (!import->told)
        {
          import->told = true;
          remark ("%s is stale: it knows `%s' with another type", import->file,
                  s->name);
        }
    }
}

void
exchange_resolve (struct program *p)
{
  const struct unit *unit = NULL;
  for (uint32_t i = 0; i < p->members.n && !unit; i++)
    if (p->members.v[i].needed)
      unit = p->members.v[i].unit;
  bool pieces = false;
  for (uint32_t i = 0; unit && i < imports.n; i++)
    if (is_of_use (&imports.v[i], p, unit))
      {
        pieces |= imports.v[i].exports->unit->pieces;
        give_facts (p, &imports.v[i]);
      }
  p->pieces |= pieces;
}
