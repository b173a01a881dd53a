/* What a library offers, as bytes and back: see exports.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "exports.h"
#include "coder.h"

#include <string.h>

static const char magic[] = "ESCX";

/* How what is offered came to be is told no more.  */
static const struct trace untold = { .hidden = true };

struct exports *
exports_new (void)
{
  struct unit *u = unit_new ();
  struct exports *x = arena_alloc (u->arena, sizeof *x);
  x->unit = u;
  x->names = table_new (u->arena);
  return x;
}

void
exports_free (struct exports *x)
{
  unit_free (x->unit);
}

/* The slot for NAME: the number of the function that has it, or 0.  */

static uint32_t *
slot_of (const struct exports *x, const char *name)
{
  uint64_t h = encode_hash (name, strlen (name));
  for (uint64_t salt = 0;; salt++)
    {
      uint32_t *slot = table_slot (x->names, h, salt, 0);
      if (!*slot || !strcmp (x->functions.v[*slot - 1].name, name))
        return slot;
    }
}

const struct exported *
exports_find (const struct exports *x, const char *name)
{
  uint32_t n = *slot_of (x, name);
  return n ? &x->functions.v[n - 1] : NULL;
}

bool
exported_fits (const struct exported *x, const struct callee *callee)
{
  /* Without a prototype, nothing is known of the parameters.  */
  return x->returns_pointer == callee->returns_pointer
         && (!x->n_params || !callee->n_params
             || (x->n_params == callee->n_params
                 && x->variadic == callee->variadic));
}

/* --- What the library alone knows by name. ---  */

/* What KIND is to others.  */

static enum object_kind
kind_outside (enum object_kind kind)
{
  return kind == OBJECT_GLOBAL || kind == OBJECT_CONSTANT ? OBJECT_OUTER
         : kind == OBJECT_FUNCTION                        ? OBJECT_UNKNOWN
                                                          : kind;
}

static struct term
term_outside (const struct summary *s, struct term t)
{
  enum object_kind kind = s->objects.v[t.object].kind;
  if (kind_outside (kind) != kind)
    t.place = place_anywhere;
  if (kind == OBJECT_FUNCTION)
    t.grade = GRADE_ASSUMED;
  return t;
}

/* Is the object of T, which a function releases, one that others know?  */

static bool
is_known_outside (const struct summary *s, const struct term *t)
{
  enum object_kind kind = s->objects.v[t->object].kind;
  return kind_outside (kind) == kind;
}

/* A copy of S in X, for others.  */

static struct summary *
summary_outside (struct exports *x, const struct summary *s)
{
  struct arena *a = x->unit->arena;
  struct summary *r = arena_copy (a, s, sizeof *s);
  r->objects.v
      = arena_copy (a, s->objects.v, s->objects.n * sizeof *s->objects.v);
  for (uint32_t i = 0; i < s->objects.n; i++)
    {
      struct summary_object *o = &r->objects.v[i];
      o->kind = kind_outside (o->kind);
      if (o->kind != s->objects.v[i].kind)
        o->extent = -1;
    }
  r->effects.v = NULL;
  r->effects.n = r->effects.cap = 0;
  for (uint32_t i = 0; i < s->effects.n; i++)
    {
      struct effect e = s->effects.v[i];
      if (e.kind == EFFECT_RELEASE && !is_known_outside (s, &e.target))
        continue;
      e.target = term_outside (s, e.target);
      *vec_push_in (a, &r->effects) = e;
    }
  r->deferred.v
      = arena_copy (a, s->deferred.v, s->deferred.n * sizeof *s->deferred.v);
  for (uint32_t i = 0; i < s->deferred.n; i++)
    {
      struct deferred *d = &r->deferred.v[i];
      d->fn = term_outside (s, d->fn);
      d->args = arena_copy (a, d->args, d->n_args * sizeof *d->args);
      for (uint32_t k = 0; k < d->n_args; k++)
        {
          struct term *terms
              = arena_copy (a, d->args[k], d->n_terms[k] * sizeof *terms);
          for (uint32_t t = 0; t < d->n_terms[k]; t++)
            terms[t] = term_outside (s, terms[t]);
          d->args[k] = terms;
        }
    }
  r->relations.v
      = arena_copy (a, s->relations.v, s->relations.n * sizeof *s->relations.v);
  for (uint32_t i = 0; i < s->relations.n; i++)
    {
      struct summary_relation *o = &r->relations.v[i];
      o->a.v = arena_copy (a, o->a.v, o->a.n * sizeof *o->a.v);
      o->b.v = arena_copy (a, o->b.v, o->b.n * sizeof *o->b.v);
      for (uint32_t t = 0; t < o->a.n; t++)
        o->a.v[t] = term_outside (s, o->a.v[t]);
      for (uint32_t t = 0; t < o->b.n; t++)
        o->b.v[t] = term_outside (s, o->b.v[t]);
    }
  return r;
}

void
exports_add (struct exports *x, const char *name, const struct callee *callee,
             const struct summary *s, bool leaves, uint64_t nonnil)
{
  uint32_t *slot = slot_of (x, name);
  if (*slot)
    return;
  struct exported *f = vec_push_in (x->unit->arena, &x->functions);
  *f = (struct exported){
    name,   callee->n_params, callee->variadic,      callee->returns_pointer,
    leaves, nonnil,           summary_outside (x, s)
  };
  *slot = x->functions.n;
}

/* --- Coding. ---  */

static void
code_text_or_null (struct coder *c, const char **text)
{
  const char *t = code_text (c, *text);
  *text = t && *t ? t : NULL;
}

static void
code_size (struct coder *c, struct object_size *s)
{
  s->kind = (enum size_kind)code_below (c, s->kind, SIZE_ARG_ARG + 1);
  if (s->kind == SIZE_UNKNOWN)
    return;
  s->bytes = code_number (c, s->bytes);
  if (s->kind == SIZE_CONSTANT)
    return;
  code_u32 (c, &s->arg);
  code_u32 (c, &s->arg2);
}

static void
code_need (struct coder *c, struct need *n)
{
  code_u32 (c, &n->arg);
  if (!n->arg)
    return;
  n->equal = code_bool (c, n->equal);
  n->mask = code_number (c, n->mask);
  n->value = code_number (c, n->value);
}

static void
code_object (struct coder *c, struct summary_object *o)
{
  o->kind = (enum object_kind)code_below (c, o->kind, OBJECT_SINK);
  switch (o->kind)
    {
    case OBJECT_UNKNOWN:
    case OBJECT_OUTER:
      return;
    case OBJECT_PARAM:
      o->index = (int)code_below (c, (uint64_t)o->index, CHAIN_PARAM + 1);
      return;
    case OBJECT_CONTENT:
      o->type_key = code_key (c, o->type_key);
      o->behind = code_bool (c, o->behind);
      return;
    case OBJECT_RESULT:
    case OBJECT_CALL_RESULT:
      return;
    case OBJECT_FRAME:
    case OBJECT_ALLOCA:
    case OBJECT_FRESH:
      break;
    default:
      c->bad = true;
      return;
    }
  o->extent = code_signed (c, o->extent);
  c->bad |= o->extent < -1;
  o->heap_kind = (enum heap_kind)code_below (c, o->heap_kind, N_KINDS);
  code_size (c, &o->size);
  code_text_or_null (c, &o->deallocator);
  o->needs = code_number (c, o->needs);
  code_need (c, &o->only_if);
  CODE_FLAGS (c, &o->doubtful, &o->several, &o->merged, &o->carried,
              &o->caller_frame, &o->read_only);
  code_u32 (c, &o->instead);
}

static void
code_link (struct coder *c, struct summary_link *l)
{
  code_u32 (c, &l->parent);
  l->place = code_place (c, l->place);
  code_u32 (c, &l->child);
}

static void
code_term (struct coder *c, struct term *t)
{
  code_u32 (c, &t->object);
  t->place = code_place (c, t->place);
  t->grade = (enum grade)code_below (c, t->grade, GRADE_SHOWN + 1);
}

static void
code_effect (struct coder *c, struct effect *e)
{
  e->kind = (enum effect_kind)code_below (c, e->kind, EFFECT_RELEASE + 1);
  code_term (c, &e->target);
  switch (e->kind)
    {
    case EFFECT_STORE:
      code_u32 (c, &e->holder);
      e->place = code_place (c, e->place);
      break;
    case EFFECT_SINK:
      e->reason = (enum reason)code_below (c, e->reason, 2 * REASON_CONST_CALL);
      code_text_or_null (c, &e->name);
      break;
    case EFFECT_RELEASE:
      e->how = (enum release_how)code_below (c, e->how,
                                             (RELEASE_MOVES | RELEASE_GUARDED)
                                                 + 1);
      code_text_or_null (c, &e->name);
      break;
    }
}

/* An argument of a deferred call.  */

struct argument
{
  VEC (struct term) terms;
};

static void
code_argument (struct coder *c, struct argument *a)
{
  CODE_VEC (c, &a->terms, code_term);
}

static void
code_deferred (struct coder *c, struct deferred *d)
{
  VEC (struct argument) args = { NULL, 0, 0 };
  struct arena *a = c->unit->arena;
  for (uint32_t i = 0; c->writing && i < d->n_args; i++)
    *vec_push_in (a, &args)
        = (struct argument){ { (struct term *)d->args[i], d->n_terms[i],
                               d->n_terms[i] } };
  code_term (c, &d->fn);
  d->block_args = code_number (c, d->block_args);
  d->depth = (unsigned)code_below (c, d->depth, 256);
  d->many = code_bool (c, d->many);
  uint32_t result = d->result + 1;
  code_u32 (c, &result);
  d->result = result - 1;
  CODE_VEC (c, &args, code_argument);
  if (c->writing)
    return;
  d->n_args = args.n;
  d->args = arena_alloc (a, (args.n + 1) * sizeof *d->args);
  d->n_terms = arena_alloc (a, (args.n + 1) * sizeof *d->n_terms);
  for (uint32_t i = 0; i < args.n; i++)
    {
      d->args[i] = args.v[i].terms.v;
      d->n_terms[i] = args.v[i].terms.n;
    }
  d->trace = &untold;
}

/* A set of functions of libc, by their names.  */

static uint64_t
code_withdrawn (struct coder *c, uint64_t set)
{
  uint32_t n = 0;
  for (unsigned i = 0; i < 64; i++)
    n += set >> i & 1;
  n = code_count (c, n);
  if (!c->writing)
    set = 0;
  for (unsigned i = 0; i < 64 && c->writing; i++)
    if (set >> i & 1)
      code_text (c, lib_effects_withdrawn (i)->name);
  for (uint32_t i = 0; i < n && !c->writing && !c->bad; i++)
    {
      const char *name = code_text (c, NULL);
      const struct lib_effects *e = name ? lib_effects_find (name) : NULL;
      set |= e ? e->withdrawn : 0;
    }
  return set;
}

static void
code_destination (struct coder *c, struct destination *d)
{
  code_u32 (c, &d->holder);
  d->place = code_place (c, d->place);
}

static void
code_relation (struct coder *c, struct summary_relation *r)
{
  r->kind = (enum relation_kind)code_below (c, r->kind, RELATION_RETURNED + 1);
  CODE_FLAGS (c, &r->counted, &r->outside);
  CODE_VEC (c, &r->a, code_term);
  CODE_VEC (c, &r->b, code_term);
  CODE_VEC (c, &r->to, code_destination);
}

static void
code_summary (struct coder *c, struct summary *s)
{
  uint32_t params = (uint32_t)s->n_params;
  bool allocates = s->allocates;
  CODE_FLAGS (c, &s->imprecise, &s->guessed, &s->others_run, &s->variadic,
              &allocates);
  params = (uint32_t)code_below (c, params, CHAIN_PARAM);
  s->n_params = (int)params;
  s->withdraws = code_withdrawn (c, s->withdraws);
  s->allocates_grade
      = (enum grade)code_below (c, s->allocates_grade, GRADE_SHOWN + 1);
  CODE_VEC (c, &s->objects, code_object);
  CODE_VEC (c, &s->links, code_link);
  CODE_VEC (c, &s->effects, code_effect);
  CODE_VEC (c, &s->deferred, code_deferred);
  CODE_VEC (c, &s->relations, code_relation);
  if (c->writing)
    return;
  s->allocates = allocates ? &untold : NULL;
  s->function = s;
  for (uint32_t i = 0; i < s->objects.n; i++)
    s->objects.v[i].function = s;
}

static void
code_exported (struct coder *c, struct exported *f)
{
  f->name = code_text (c, f->name);
  code_u32 (c, &f->n_params);
  CODE_FLAGS (c, &f->variadic, &f->returns_pointer, &f->leaves);
  f->nonnil = code_number (c, f->nonnil);
  if (!c->writing)
    f->summary = arena_alloc (c->unit->arena, sizeof *f->summary);
  code_summary (c, f->summary);
}

static void
code_exports (struct coder *c, struct exports *x)
{
  struct unit *u = x->unit;
  u->target = code_text (c, u->target);
  u->pointer_size = (uint32_t)code_below (c, u->pointer_size, 17);
  u->pieces = code_bool (c, u->pieces);
  CODE_VEC (c, &x->functions, code_exported);
}

uint8_t *
exports_encode (struct exports *x, size_t *size)
{
  struct coder rest = { .writing = true, .unit = x->unit };
  code_exports (&rest, x);
  return coder_seal (&rest, magic, size);
}

/* --- Do all numbers in what was read name something? ---  */

/* Can something be stored in, or found by way of, an object of KIND?  */

static bool
is_memory (enum object_kind kind)
{
  return kind != OBJECT_NONE && kind != OBJECT_PARAM && kind != OBJECT_RESULT;
}

static bool
is_whole_term (const struct summary *s, const struct term *t)
{
  return t->object < s->objects.n && is_memory (s->objects.v[t->object].kind);
}

static bool
is_whole_effect (const struct summary *s, const struct effect *e)
{
  if (!is_whole_term (s, &e->target))
    return false;
  if (e->kind != EFFECT_STORE)
    return e->kind != EFFECT_SINK || e->reason;
  if (e->holder >= s->objects.n)
    return false;
  enum object_kind kind = s->objects.v[e->holder].kind;
  return kind == OBJECT_RESULT || is_memory (kind);
}

static bool
is_whole_call (const struct summary *s, const struct deferred *d)
{
  if (!is_whole_term (s, &d->fn)
      || (d->result != UINT32_MAX
          && (d->result >= s->objects.n
              || s->objects.v[d->result].kind != OBJECT_CALL_RESULT)))
    return false;
  for (uint32_t i = 0; i < d->n_args; i++)
    for (uint32_t k = 0; k < d->n_terms[i]; k++)
      if (!is_whole_term (s, &d->args[i][k]))
        return false;
  return true;
}

static bool
is_whole_relation (const struct summary *s, const struct summary_relation *r)
{
  for (uint32_t i = 0; i < r->a.n; i++)
    if (!is_whole_term (s, &r->a.v[i]))
      return false;
  for (uint32_t i = 0; i < r->b.n; i++)
    if (!is_whole_term (s, &r->b.v[i]))
      return false;
  for (uint32_t i = 0; i < r->to.n; i++)
    {
      uint32_t holder = r->to.v[i].holder;
      if (holder >= s->objects.n
          || (s->objects.v[holder].kind != OBJECT_RESULT
              && !is_memory (s->objects.v[holder].kind)))
        return false;
    }
  return true;
}

static bool
is_whole_summary (const struct summary *s)
{
  for (uint32_t i = 0; i < s->links.n; i++)
    {
      const struct summary_link *l = &s->links.v[i];
      if (l->parent >= s->objects.n || l->child >= s->objects.n
          || s->objects.v[l->child].kind != OBJECT_CONTENT
          || s->objects.v[l->parent].kind == OBJECT_RESULT)
        return false;
    }
  for (uint32_t i = 0; i < s->effects.n; i++)
    if (!is_whole_effect (s, &s->effects.v[i]))
      return false;
  for (uint32_t i = 0; i < s->deferred.n; i++)
    if (!is_whole_call (s, &s->deferred.v[i]))
      return false;
  for (uint32_t i = 0; i < s->relations.n; i++)
    if (!is_whole_relation (s, &s->relations.v[i]))
      return false;
  return true;
}

/* Enter the names.  False if one comes twice or a summary is not whole.  */

static bool
enter (struct exports *x)
{
  for (uint32_t i = 0; i < x->functions.n; i++)
    {
      const struct exported *f = &x->functions.v[i];
      uint32_t *slot = slot_of (x, f->name);
      if (*slot || !is_whole_summary (f->summary))
        return false;
      *slot = i + 1;
    }
  return true;
}

struct exports *
exports_decode (const uint8_t *data, size_t size, const char **error,
                bool *other)
{
  *other = false;
  if (size < sizeof magic - 1 || memcmp (data, magic, sizeof magic - 1))
    {
      *error = "is not a file that `escape program --export' has written";
      return NULL;
    }
  struct exports *x = exports_new ();
  struct coder c = { .unit = x->unit };
  *error = coder_open (&c, magic, data, size);
  *other = *error && !strcmp (*error, ENCODE_OTHER_VERSION);
  if (!*error)
    {
      code_exports (&c, x);
      if (c.bad || c.p != c.end || x->unit->sealed != size || !enter (x))
        *error = ENCODE_CONTRADICTS;
    }
  if (!*error)
    return x;
  exports_free (x);
  return NULL;
}
