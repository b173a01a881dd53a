/* Writes into maps that were never made, across units: see core/nil.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "nil.h"
#include "program.h"

#include <string.h>

uint64_t
nil_faulty (const struct symbol *s)
{
  return (s->imports                  ? s->imports->nonnil
          : s->body && is_trusted (s) ? s->body->nonnil
                                      : 0)
         | (s->callee ? s->callee->attributes->nonnil : 0);
}

static uint64_t
nonnil (void *data, const struct skel_site *site)
{
  (void)data;
  return site->callee ? nil_faulty (site->callee) : 0;
}

bool
nil_comes_back (const struct symbol *s)
{
  return !s->body || s->body->code->returns;
}

static bool
comes_back (void *data, const struct skel_site *site)
{
  (void)data;
  return !site->callee || nil_comes_back (site->callee);
}

/* Has the unit found what happens at SPOT?  */

static bool
is_found (const struct function *f, const struct spot *spot)
{
  for (uint32_t i = 0; i < f->code->findings.n; i++)
    {
      const struct unit_finding *found = &f->code->findings.v[i];
      if (found->group == GROUP_NIL && found->place.line == spot->place.line
          && found->place.column == spot->place.column
          && !strcmp (found->place.file, spot->place.file))
        return true;
    }
  return false;
}

static void
tell (void *data, const struct skel_site *site, const object_id *holders,
      uint32_t n)
{
  (void)holders;
  (void)n;
  struct function *f = data;
  const struct spot *spot = site->where;
  event_path path = { NULL, 0, 0 };
  if (is_found (f, spot))
    return;
  *vec_push (&path)
      = (struct event){ spot->place, f->symbol->thing.text,
                        report_text ("%q writes to it: make the map before",
                                     spot->name) };
  judge_found (f, GROUP_NIL, spot->place, "assignment to entry in nil map",
               &path, f->code->ok, 0);
}

void
program_judge_nil (struct function *f)
{
  struct nil_client client = { f, nonnil, comes_back, tell };
  bool some = false;
  for (uint32_t i = 0; i < f->code->refs.n && !some; i++)
    some = nil_faulty (f->member->symbols[f->code->refs.v[i].symbol - 1]);
  const struct graph *g = judge_is_told (f) ? f->caller.graph : NULL;
  f->nonnil = some ? nil_judge (ordered_skeleton (f), g, &client) : 0;
}
