/* Summaries: do they say the same?  See summary.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "summary.h"

#include <stdlib.h>
#include <string.h>

/* Signatures: sums of hashes, so that the order in which things were found
   makes no difference.  */

static uint64_t
mix (uint64_t a, uint64_t b)
{
  a = (a ^ b) * UINT64_C (0x9e3779b97f4a7c15);
  return a ^ a >> 29;
}

static uint64_t
mix_place (uint64_t a, struct place p)
{
  return mix (mix (a, (uint64_t)p.off), mix (p.stride, place_bound (p)));
}

static uint64_t
sign_term (const uint64_t *objects, const struct term *t)
{
  return mix_place (mix (objects[t->object], t->grade), t->place);
}

static uint64_t
mix_text (uint64_t a, const char *text)
{
  for (; text && *text; text++)
    a = mix (a, (unsigned char)*text);
  return a;
}

/* Where O was made, and by which calls.  Those that a recursion shares have no
   call of their own.  */

static uint64_t
mix_birth (uint64_t a, const struct summary_object *o)
{
  for (const struct trace *t = o->shared ? NULL : o->birth; t && t->n;
       t = t->steps[0].inner)
    a = mix (a, (uintptr_t)t->steps[0].where);
  return a;
}

/* All that S says of object O by itself.  */

static uint64_t
sign_object (const struct summary_object *o)
{
  const struct need *n = &o->only_if;
  uint64_t words[] = { o->kind,
                       (uintptr_t)o->what,
                       (uint64_t)o->extent,
                       o->heap_kind,
                       (uint64_t)o->index,
                       o->needs,
                       o->size.kind,
                       o->size.bytes,
                       o->size.arg,
                       o->size.arg2,
                       n->arg,
                       n->arg ? n->equal : 0,
                       n->arg ? n->mask : 0,
                       n->arg ? n->value : 0,
                       o->doubtful,
                       o->several,
                       o->merged,
                       o->carried,
                       o->caller_frame,
                       o->read_only,
                       o->behind,
                       o->type_key };
  uint64_t h = 1;
  for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
    h = mix (h, words[i]);
  return mix_birth (mix_text (h, o->deallocator), o);
}

/* A number for each object of S: what it is and, of placeholders, all the access
   paths that lead there.  Enough ROUNDS for that are as many as S has objects:
   so far two that differ can look alike.  */

static uint64_t *
sign_objects (const struct summary *s, uint32_t rounds, struct arena *arena)
{
  uint32_t n = s->objects.n;
  uint64_t *sign = arena_alloc (arena, 2 * n * sizeof *sign);
  for (uint32_t i = 0; i < n; i++)
    sign[i] = sign_object (&s->objects.v[i]);
  for (uint32_t round = 0; round < rounds; round++)
    {
      memcpy (sign + n, sign, n * sizeof *sign);
      for (uint32_t i = 0; i < s->links.n; i++)
        {
          const struct summary_link *l = &s->links.v[i];
          sign[l->child]
              += mix_place (mix (sign[n + l->parent], round), l->place);
        }
    }
  return sign;
}

static int
compare_numbers (const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static uint64_t
sign_relation (const uint64_t *objects, const struct summary_relation *r)
{
  uint64_t h = mix (r->kind << 2 | r->counted << 1 | r->outside, 3);
  for (uint32_t i = 0; i < r->a.n; i++)
    h += mix (sign_term (objects, &r->a.v[i]), 1);
  for (uint32_t i = 0; i < r->b.n; i++)
    h += mix (sign_term (objects, &r->b.v[i]), 2);
  for (uint32_t i = 0; i < r->to.n; i++)
    h += mix_place (mix (objects[r->to.v[i].holder], 3), r->to.v[i].place);
  return h;
}

/* A number for each thing that S says, sorted, in ARENA.  */

static uint64_t *
sign (const struct summary *s, uint32_t rounds, struct arena *arena,
      uint32_t *n)
{
  uint64_t *objects = sign_objects (s, rounds, arena);
  uint64_t *all
      = arena_alloc (arena, (s->effects.n + s->deferred.n + s->relations.n)
                                * sizeof *all);
  /* By which ways an object is given away can depend on what was met first.  */
  bool *given = arena_alloc (arena, s->objects.n);
  *n = 0;
  for (uint32_t i = 0; i < s->effects.n; i++)
    {
      const struct effect *e = &s->effects.v[i];
      bool sink = s->imprecise && e->kind == EFFECT_SINK;
      if (sink && given[e->target.object])
        continue;
      given[e->target.object] |= sink;
      uint64_t holder = e->kind == EFFECT_STORE ? objects[e->holder] : 0;
      all[(*n)++]
          = sink
                ? mix (objects[e->target.object], EFFECT_SINK)
                : mix (mix_place (mix (sign_term (objects, &e->target), holder),
                                  e->place),
                       mix_text ((uint64_t)e->kind << 40
                                     | (uint64_t)e->reason << 8 | e->how,
                                 e->kind == EFFECT_RELEASE ? e->name : NULL));
    }
  for (uint32_t i = 0; i < s->deferred.n; i++)
    {
      const struct deferred *d = &s->deferred.v[i];
      uint64_t call
          = mix (mix (sign_term (objects, &d->fn), d->n_args),
                 mix (d->block_args, (d->result != UINT32_MAX) << 1 | d->many));
      for (uint32_t k = 0; k < d->n_args; k++)
        for (uint32_t t = 0; t < d->n_terms[k]; t++)
          call += mix (sign_term (objects, &d->args[k][t]), k);
      all[(*n)++] = call;
    }
  for (uint32_t i = 0; i < s->relations.n; i++)
    all[(*n)++] = sign_relation (objects, &s->relations.v[i]);
  qsort (all, *n, sizeof *all, compare_numbers);
  return all;
}

bool
summary_covers (const struct summary *a, const struct summary *b)
{
  if (a->unknown != b->unknown || a->imprecise < b->imprecise
      || a->guessed < b->guessed || a->others_run < b->others_run
      || b->withdraws & ~a->withdraws
      || (b->allocates
          && (!a->allocates || a->allocates_grade != b->allocates_grade)))
    return false;
  struct arena *scratch = arena_new ();
  uint32_t rounds = a->objects.n > b->objects.n ? a->objects.n : b->objects.n;
  uint32_t na, nb, i = 0, k = 0;
  const uint64_t *sa = sign (a, rounds, scratch, &na);
  const uint64_t *sb = sign (b, rounds, scratch, &nb);
  while (i < na && k < nb && sa[i] <= sb[k])
    k += sa[i++] == sb[k];
  arena_free (scratch);
  return k == nb;
}

uint64_t
summary_likeness (const struct summary *s)
{
  if (s->unknown || s->deferred.n)
    return 0;
  for (uint32_t i = 0; i < s->objects.n; i++)
    switch (s->objects.v[i].kind)
      {
      case OBJECT_FRESH:
      case OBJECT_FRAME:
      case OBJECT_ALLOCA:
        return 0;
      default:
        break;
      }
  struct arena *scratch = arena_new ();
  uint32_t n;
  const uint64_t *all = sign (s, s->objects.n, scratch, &n);
  uint64_t h = mix (s->guessed << 3 | s->imprecise << 2 | s->others_run << 1
                        | s->variadic,
                    mix (s->withdraws, (uint64_t)s->n_params));
  for (uint32_t i = 0; i < n; i++)
    h = mix (h, all[i]);
  arena_free (scratch);
  return h ? h : 1;
}
