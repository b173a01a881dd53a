/* Writes into maps that were never made, across units: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   As nil.cc in the compiler's plugin: a pointer about which the solved graph has
   no fact points to nothing.  Who hands it to what writes to it whatever happens
   is certainly at fault.  */

#include "program.h"

#include <string.h>

static uint64_t
nonnil_of (const struct symbol *s)
{
  return (s->imports                  ? s->imports->nonnil
          : s->body && is_trusted (s) ? s->body->nonnil
                                      : 0)
         | (s->callee ? s->callee->attributes->nonnil : 0);
}

static bool
is_faulty (const struct function *f, const struct unit_handed *h)
{
  return nonnil_of (f->member->symbols[h->callee - 1]) >> h->arg & 1;
}

/* What control can reach in F if parameter PARAM, from 1, is null; or, if that is
   0, what the graph has no facts about.  */

struct walk
{
  struct function *f;
  uint32_t param;
  bool *seen, *open; /* By block; open ones lead to the one in hand.  */
  bool faults;       /* Control comes to where that is certainly a fault ...  */
  bool returns;      /* ... or to the end, or perhaps for ever round.  */
};

static bool
is_unset (const struct function *f, uint32_t recorded)
{
  return recorded < f->replay.n_nodes
         && !f->caller.graph->nodes.v[f->replay.nodes[recorded]].facts.n;
}

static bool
is_null (const struct walk *w, uint32_t recorded)
{
  const struct unit_function *code = w->f->code;
  if (recorded == NO_NODE)
    return false;
  if (!w->param)
    return is_unset (w->f, recorded);
  for (uint32_t i = 0; i < code->handed.n; i++)
    if (code->handed.v[i].param == w->param
        && code->handed.v[i].value == recorded)
      return true;
  return false;
}

/* Where control leaves BLOCK if one of its edges is taken for certain; or
   null.  */

static const struct unit_edge *
certain_edge (const struct walk *w, uint32_t block)
{
  const struct unit_function *code = w->f->code;
  for (uint32_t i = 0; i < code->edges.n; i++)
    if (code->edges.v[i].from == block
        && is_null (w, code->edges.v[i].null_node))
      return &code->edges.v[i];
  return NULL;
}

static bool
faults_in (const struct walk *w, uint32_t block)
{
  const struct unit_function *code = w->f->code;
  for (uint32_t i = 0; i < code->handed.n && w->param; i++)
    {
      const struct unit_handed *h = &code->handed.v[i];
      if (h->param == w->param && code->spots.v[h->spot - 1].block == block
          && is_faulty (w->f, h))
        return true;
    }
  return false;
}

/* A block on the way to the one in hand, and its next edge.  */

struct turn
{
  uint32_t block, next;
  const struct unit_edge *only;
};

static void
enter (struct walk *w, struct turn *t, uint32_t block)
{
  w->seen[block] = w->open[block] = true;
  bool faults = faults_in (w, block);
  w->faults |= faults;
  w->returns |= block == EXIT_BLOCK_NUMBER;
  *t = (struct turn){ block, faults ? w->f->code->edges.n : 0,
                      certain_edge (w, block) };
}

static void
run (struct walk *w)
{
  const struct unit_function *code = w->f->code;
  struct turn *path = escape_alloc ((code->n_blocks + 1) * sizeof *path);
  uint32_t n = 0;
  w->seen = escape_alloc ((code->n_blocks + 2) * sizeof *w->seen);
  w->open = escape_alloc ((code->n_blocks + 2) * sizeof *w->open);
  enter (w, &path[n++], 0);
  while (n)
    {
      struct turn *t = &path[n - 1];
      if (t->next >= code->edges.n)
        {
          w->open[t->block] = false;
          n--;
          continue;
        }
      const struct unit_edge *e = &code->edges.v[t->next++];
      if (e->from != t->block || (t->only && e != t->only))
        continue;
      w->returns |= w->open[e->to];
      if (!w->seen[e->to])
        enter (w, &path[n++], e->to);
    }
  escape_release (path);
}

static void
end (struct walk *w)
{
  escape_release (w->seen);
  escape_release (w->open);
}

/* Is it certainly a fault if parameter PARAM, from 1, of F is null?  */

static bool
faults_always (struct function *f, uint32_t param)
{
  struct walk w = { f, param, NULL, NULL, false, false };
  run (&w);
  end (&w);
  return w.faults && !w.returns;
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
tell (const struct function *f, const struct spot *spot)
{
  struct event e
      = { spot->place, f->symbol->thing.text,
          report_text ("%q writes to it: make the map before", spot->name) };
  event_path path = { &e, 1, 1 };
  if (!is_found (f, spot))
    report_finding (GROUP_NIL, f, spot->place, "assignment to entry in nil map",
                    &path, f->code->ok, 0);
}

/* What of F is nil is handed to those who write to it.  */

static void
judge_handed (struct function *f)
{
  struct walk w = { f, 0, NULL, NULL, false, false };
  for (uint32_t i = 0; i < f->code->handed.n; i++)
    {
      const struct unit_handed *h = &f->code->handed.v[i];
      const struct spot *spot = &f->code->spots.v[h->spot - 1];
      if (h->param || !is_faulty (f, h)
          || (h->value != NO_NODE && !is_unset (f, h->value)))
        continue;
      if (!w.seen)
        run (&w);
      if (w.seen[spot->block])
        tell (f, spot);
    }
  end (&w);
}

void
nil_judge (struct function *f)
{
  f->nonnil = f->code->nonnil;
  for (uint32_t i = 0; i < f->code->handed.n; i++)
    {
      const struct unit_handed *h = &f->code->handed.v[i];
      if (h->param && h->param <= 64 && !(f->nonnil >> (h->param - 1) & 1)
          && is_faulty (f, h) && faults_always (f, h->param))
        f->nonnil |= UINT64_C (1) << (h->param - 1);
    }
  if (f->caller.graph && judge_is_told (f))
    judge_handed (f);
}
