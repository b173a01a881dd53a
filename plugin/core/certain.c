/* Summaries: what they say for certain.  See summary.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "summary.h"

/* Does D hand on a pointer to object number OBJECT?  */

static bool
call_gets (const struct deferred *d, uint32_t object)
{
  bool found = d->fn.object == object;
  for (uint32_t k = 0; k < d->n_args; k++)
    for (uint32_t t = 0; t < d->n_terms[k]; t++)
      found |= d->args[k][t].object == object;
  return found;
}

/* Can pointers to object number OBJECT come of R?  */

static bool
relation_keeps (const struct summary_relation *r, uint32_t object)
{
  bool found = false;
  for (uint32_t i = 0; i < r->a.n; i++)
    found |= r->a.v[i].object == object;
  for (uint32_t i = 0; i < r->b.n; i++)
    found |= r->b.v[i].object == object;
  return found && r->kind != RELATION_COMPARISON
         && r->kind != RELATION_RETURNED;
}

bool
summary_only_accesses (const struct summary *s, int param)
{
  if (s->unknown || s->imprecise || param >= s->n_params)
    return false;
  for (uint32_t i = 0; i < s->links.n; i++)
    {
      const struct summary_link *l = &s->links.v[i];
      const struct summary_object *parent = &s->objects.v[l->parent];
      if (parent->kind != OBJECT_PARAM || parent->index != param)
        continue;
      for (uint32_t k = 0; k < s->links.n; k++)
        if (k != i && s->links.v[k].child == l->child)
          return false;
      for (uint32_t k = 0; k < s->effects.n; k++)
        if (s->effects.v[k].target.object == l->child)
          return false;
      for (uint32_t k = 0; k < s->deferred.n; k++)
        if (call_gets (&s->deferred.v[k], l->child))
          return false;
      for (uint32_t k = 0; k < s->relations.n; k++)
        if (relation_keeps (&s->relations.v[k], l->child))
          return false;
    }
  return true;
}

bool
summary_moves (const struct summary *s)
{
  if (!s || s->unknown || s->others_run || s->deferred.n)
    return true;
  for (uint32_t i = 0; i < s->effects.n; i++)
    {
      const struct effect *e = &s->effects.v[i];
      if (e->kind == EFFECT_STORE
          && s->objects.v[e->holder].kind == OBJECT_CONTENT)
        return true;
    }
  for (uint32_t i = 0; i < s->relations.n; i++)
    if (s->relations.v[i].outside || s->relations.v[i].to.n)
      return true;
  return false;
}

/* The only fresh object of S that is made here and can come out; or
   UINT32_MAX.  */

static uint32_t
only_made (const struct summary *s)
{
  uint32_t made = UINT32_MAX;
  for (uint32_t i = 0; i < s->objects.n; i++)
    {
      const struct summary_object *o = &s->objects.v[i];
      if (o->kind == OBJECT_FRAME || o->kind == OBJECT_ALLOCA)
        return UINT32_MAX;
      if (o->kind != OBJECT_FRESH)
        continue;
      if (made != UINT32_MAX || o->carried || o->doubtful || o->several
          || o->shared)
        return UINT32_MAX;
      made = i;
    }
  return made;
}

bool
summary_only_makes (const struct summary *s)
{
  uint32_t made = only_made (s);
  bool comes_out = false;
  if (s->unknown || s->imprecise || s->others_run || s->deferred.n
      || made == UINT32_MAX)
    return false;
  for (uint32_t i = 0; i < s->effects.n; i++)
    {
      const struct effect *e = &s->effects.v[i];
      bool result = e->kind == EFFECT_STORE
                    && s->objects.v[e->holder].kind == OBJECT_RESULT;
      if (result && !e->place.off && e->target.object == made
          && !e->target.place.off && !e->target.place.stride
          && e->target.grade == GRADE_SHOWN)
        comes_out = true;
      else if (result || e->target.object == made || e->kind != EFFECT_STORE)
        return false;
    }
  return comes_out;
}
