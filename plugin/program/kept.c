/* Summaries as bytes and back: see kept.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "kept.h"
#include "coder.h"

/* A trace; TRACE or its bytes are there, or both.  */

struct kept_trace
{
  struct digest digest;
  const struct trace *trace;
  uint32_t n; /* Its steps.  */
  struct kept_bytes code;
  bool appended;
};

static struct
{
  struct arena *arena;
  const struct program *program;
  struct table *symbols; /* By name: numbers from 1.  */
  VEC (struct kept_trace) traces;
  struct table *by_digest; /* Their numbers from 1.  */
  VEC (uint32_t) queue;    /* Of those whose bytes or steps are to come.  */
  bool failed;             /* Something that was to be written has no name.  */
} kept;

void
kept_open (const struct program *p, struct arena *arena)
{
  kept.arena = arena;
  kept.program = p;
  kept.symbols = table_new (arena);
  kept.by_digest = table_new (arena);
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      struct digest d = digest_of_name (p->symbols.v[i]);
      *table_slot (kept.symbols, d.a, d.b, 0) = i + 1;
    }
}

struct symbol *
kept_symbol (struct digest name)
{
  uint32_t n = *table_slot (kept.symbols, name.a, name.b, 0);
  return n ? kept.program->symbols.v[n - 1] : NULL;
}

/* The slot for the number of the trace that has digest D.  */

static uint32_t *
slot_of (struct digest d)
{
  return table_slot (kept.by_digest, d.a, d.b, 0);
}

/* What goes through a summary or a trace of OWNER.  */

struct keeper
{
  struct coder c;
  const struct function *owner;
  VEC (struct digest) used;        /* Writing.  */
  const struct kept_bytes *source; /* Reading.  */
};

/* --- Names. ---  */

static void
code_digest (struct coder *c, struct digest *d)
{
  uint8_t *bytes = (uint8_t *)d;
  if (c->writing)
    {
      for (unsigned i = 0; i < sizeof *d; i++)
        *vec_push (&c->out) = bytes[i];
      return;
    }
  c->bad |= c->end - c->p < (ptrdiff_t)sizeof *d;
  if (c->bad)
    return;
  memcpy (bytes, c->p, sizeof *d);
  c->p += sizeof *d;
}

static void
code_symbol (struct coder *c, const struct symbol **s)
{
  struct digest d = { 0, 0 };
  if (c->writing)
    d = digest_of_name (*s);
  code_digest (c, &d);
  if (!c->writing)
    *s = c->bad ? NULL : kept_symbol (d);
  c->bad |= !*s;
}

static void
code_other_function (struct coder *c, const struct function **f)
{
  const struct symbol *s = c->writing ? (*f)->symbol : NULL;
  code_symbol (c, &s);
  if (!c->writing)
    *f = s ? s->body : NULL;
  c->bad |= !*f;
}

void
kept_string (struct coder *c, const char **text)
{
  uint32_t n
      = code_count (c, c->writing && *text ? (uint32_t)strlen (*text) + 1 : 0);
  if (c->writing)
    {
      for (uint32_t i = 0; i < n; i++)
        *vec_push (&c->out) = (uint8_t)(*text)[i];
      return;
    }
  c->bad |= n > (uint64_t)(c->end - c->p) || (n && !!c->p[n - 1]);
  *text = c->bad || !n ? NULL : (const char *)c->p;
  if (!c->bad)
    c->p += n;
}

/* Owner, or another function, which may be imported, or none.  */

static void
code_function (struct keeper *k, const void **function)
{
  struct coder *c = &k->c;
  const void *f = *function;
  unsigned form = (unsigned)code_below (c, !f ? 0 : f == k->owner ? 1 : 2, 3);
  if (form < 2)
    {
      *function = form ? k->owner : NULL;
      return;
    }
  const struct symbol *s = c->writing ? digest_owner (f) : NULL;
  code_symbol (c, &s);
  if (c->writing)
    return;
  *function = !s           ? NULL
              : s->body    ? (const void *)s->body
              : s->imports ? s->imports->summary
                           : NULL;
  c->bad |= !*function;
}

/* A spot or thing of some function, or a symbol, or null.  */

enum what_form
{
  WHAT_NONE,
  WHAT_OWN,
  WHAT_OTHER,
  WHAT_SYMBOL,
  N_WHAT_FORMS
};

static void
code_what (struct keeper *k, const void **what)
{
  struct coder *c = &k->c;
  const struct function *maker
      = c->writing && *what ? digest_maker (*what) : NULL;
  enum what_form form
      = (enum what_form)code_below (c,
                                    !*what              ? WHAT_NONE
                                    : !maker            ? WHAT_SYMBOL
                                    : maker == k->owner ? WHAT_OWN
                                                        : WHAT_OTHER,
                                    N_WHAT_FORMS);
  const struct symbol *s = *what;
  c->bad |= c->writing && form == WHAT_SYMBOL && !digest_is_symbol (s);
  if (c->bad)
    return;
  switch (form)
    {
    case WHAT_SYMBOL:
      code_symbol (c, &s);
      *what = s;
      return;
    case WHAT_OTHER:
      code_other_function (c, &maker);
      break;
    case WHAT_OWN:
      maker = k->owner;
      break;
    default:
      return;
    }
  uint64_t n
      = code_number (c, c->writing ? digest_number_of (maker, *what) : 0);
  if (!c->writing && !c->bad)
    *what = digest_what (maker, n);
  c->bad |= !*what;
}

/* --- Traces. ---  */

/* The number of T, which is known or to be written.  */

static uint32_t
number_of (const struct trace *t)
{
  struct digest d = digest_of_trace (t);
  uint32_t *slot = slot_of (d);
  if (*slot && !kept.traces.v[*slot - 1].trace)
    kept.traces.v[*slot - 1].trace = t;
  if (!*slot)
    {
      *vec_push_in (kept.arena, &kept.traces)
          = (struct kept_trace){ d, t, t->n, { NULL, NULL, 0, 0 }, false };
      *slot = kept.traces.n;
      *vec_push (&kept.queue) = *slot;
    }
  return *slot;
}

/* The trace that has number N; its steps come when the queue is worked off.  */

static const struct trace *
trace_at (uint32_t n)
{
  struct kept_trace *k = &kept.traces.v[n - 1];
  if (!k->trace)
    {
      struct trace *t
          = arena_alloc (kept.arena, sizeof *t + k->n * sizeof (struct step));
      t->n = k->n;
      k->trace = t;
      digest_remember (t, k->digest);
      *vec_push (&kept.queue) = n;
    }
  return k->trace;
}

static void
code_trace (struct keeper *k, const struct trace **t)
{
  struct coder *c = &k->c;
  if (c->writing)
    {
      code_number (c, *t ? k->used.n + 1 : 0);
      if (*t)
        {
          number_of (*t);
          *vec_push (&k->used) = digest_of_trace (*t);
        }
      return;
    }
  uint32_t n = (uint32_t)code_below (c, 0, UINT32_MAX);
  c->bad |= n > k->source->n_traces;
  *t = NULL;
  if (!n || c->bad)
    return;
  n = *slot_of (k->source->traces[n - 1]);
  c->bad |= !n;
  if (n)
    *t = trace_at (n);
}

static void
code_step (struct keeper *k, struct step *s)
{
  s->kind = (enum step_kind)code_number (&k->c, s->kind);
  code_what (k, &s->where);
  code_what (k, &s->what);
  code_trace (k, &s->inner);
}

static void
code_steps (struct keeper *k, struct trace *t)
{
  struct coder *c = &k->c;
  code_function (k, &t->function);
  k->owner = t->function;
  CODE_FLAGS (c, &t->hidden);
  code_u32 (c, &t->events);
  code_u32 (c, &t->gap);
  code_u32 (c, &t->left_out);
  for (uint32_t i = 0; i < t->n && !c->bad; i++)
    code_step (k, &t->steps[i]);
}

/* What K has written.  */

static struct kept_bytes
finish (struct keeper *k)
{
  struct kept_bytes r
      = { arena_copy (kept.arena, k->used.v, k->used.n * sizeof *k->used.v),
          arena_copy (kept.arena, k->c.out.v, k->c.out.n), k->used.n,
          k->c.out.n };
  kept.failed |= k->c.bad;
  vec_free (&k->used);
  vec_free (&k->c.out);
  return r;
}

/* T, which may be constant, as bytes.  */

static struct kept_bytes
write_trace (const struct trace *t)
{
  size_t size = sizeof *t + t->n * sizeof (struct step);
  struct trace *copy = escape_alloc (size);
  struct keeper k = { .c = { .writing = true } };
  memcpy (copy, t, size);
  code_steps (&k, copy);
  escape_release (copy);
  return finish (&k);
}

/* Write or read those that are waiting for it.  False if one cannot be
   read.  */

static bool
work_off (void)
{
  bool good = true;
  while (kept.queue.n)
    {
      uint32_t n = kept.queue.v[--kept.queue.n];
      struct kept_trace waiting = kept.traces.v[n - 1];
      if (!waiting.code.bytes)
        {
          struct kept_bytes code = write_trace (waiting.trace);
          kept.traces.v[n - 1].code = code;
          continue;
        }
      struct keeper k
          = { .c = { .p = waiting.code.bytes,
                     .end = waiting.code.bytes + waiting.code.size },
              .source = &waiting.code };
      code_steps (&k, (struct trace *)waiting.trace);
      good &= !k.c.bad;
    }
  return good;
}

/* --- Summaries. ---  */

static void
code_size (struct coder *c, struct object_size *s)
{
  s->kind = (enum size_kind)code_below (c, s->kind, SIZE_ARG_ARG + 1);
  s->bytes = code_number (c, s->bytes);
  code_u32 (c, &s->arg);
  code_u32 (c, &s->arg2);
}

static void
code_need (struct coder *c, struct need *n)
{
  code_u32 (c, &n->arg);
  n->equal = code_bool (c, n->equal);
  n->mask = code_number (c, n->mask);
  n->value = code_number (c, n->value);
}

/* Of what O is a clone: what of that is asked for.  */

static void
code_origin (struct keeper *k, const struct summary_object **origin)
{
  struct coder *c = &k->c;
  while (code_bool (c, *origin) && !c->bad)
    {
      struct summary_object *o = c->writing
                                     ? (struct summary_object *)*origin
                                     : arena_alloc (kept.arena, sizeof *o);
      *origin = o;
      o->kind = (enum object_kind)code_below (c, o->kind, OBJECT_SINK + 1);
      code_function (k, &o->function);
      code_u32 (c, &o->instead);
      origin = &o->origin;
    }
}

static void
code_object (struct keeper *k, struct summary_object *o)
{
  struct coder *c = &k->c;
  o->kind = (enum object_kind)code_below (c, o->kind, OBJECT_SINK + 1);
  code_what (k, &o->what);
  o->extent = code_signed (c, o->extent);
  o->heap_kind = (enum heap_kind)code_below (c, o->heap_kind, N_KINDS);
  code_size (c, &o->size);
  kept_string (c, &o->deallocator);
  o->index = (int)code_signed (c, o->index);
  code_u32 (c, &o->type_key);
  o->needs = code_number (c, o->needs);
  code_need (c, &o->only_if);
  CODE_FLAGS (c, &o->doubtful, &o->several, &o->merged, &o->carried,
              &o->caller_frame, &o->read_only, &o->shared, &o->behind);
  code_u32 (c, &o->instead);
  code_trace (k, &o->birth);
  code_function (k, &o->function);
  code_origin (k, &o->origin);
}

static void
code_link (struct keeper *k, struct summary_link *l)
{
  code_u32 (&k->c, &l->parent);
  l->place = code_place (&k->c, l->place);
  code_u32 (&k->c, &l->child);
}

static void
code_term (struct keeper *k, struct term *t)
{
  code_u32 (&k->c, &t->object);
  t->place = code_place (&k->c, t->place);
  t->grade = (enum grade)code_below (&k->c, t->grade, GRADE_SHOWN + 1);
}

static void
code_effect (struct keeper *k, struct effect *e)
{
  struct coder *c = &k->c;
  e->kind = (enum effect_kind)code_below (c, e->kind, EFFECT_RELEASE + 1);
  code_term (k, &e->target);
  code_u32 (c, &e->holder);
  e->place = code_place (c, e->place);
  e->reason = (enum reason)code_below (c, e->reason, UINT32_MAX);
  kept_string (c, &e->name);
  e->how = (enum release_how)code_below (c, e->how, UINT32_MAX);
  code_trace (k, &e->trace);
}

static void
code_argument (struct keeper *k, const struct term **terms, uint32_t *n)
{
  *n = code_count (&k->c, *n);
  if (!k->c.writing)
    *terms = arena_alloc (kept.arena, (*n + 1) * sizeof **terms);
  for (uint32_t i = 0; i < *n && !k->c.bad; i++)
    code_term (k, &((struct term *)*terms)[i]);
}

static void
code_deferred (struct keeper *k, struct deferred *d)
{
  struct coder *c = &k->c;
  code_term (k, &d->fn);
  d->block_args = code_number (c, d->block_args);
  d->n_args = code_count (c, d->n_args);
  if (!c->writing)
    {
      d->args = arena_alloc (kept.arena, (d->n_args + 1) * sizeof *d->args);
      d->n_terms
          = arena_alloc (kept.arena, (d->n_args + 1) * sizeof *d->n_terms);
    }
  for (uint32_t i = 0; i < d->n_args && !c->bad; i++)
    code_argument (k, &d->args[i], &d->n_terms[i]);
  code_u32 (c, &d->result);
  d->depth = (unsigned)code_below (c, d->depth, UINT32_MAX);
  d->many = code_bool (c, d->many);
  code_trace (k, &d->trace);
}

/* Go through the elements of V.  */
#define CODE_ALL(K, V, ELEMENT)                                                \
  do                                                                           \
    {                                                                          \
      uint32_t count_ = code_count (&(K)->c, (V)->n);                          \
      if (!(K)->c.writing)                                                     \
        {                                                                      \
          (V)->v = arena_alloc (kept.arena, (count_ + 1) * sizeof *(V)->v);    \
          (V)->n = (V)->cap = count_;                                          \
        }                                                                      \
      for (uint32_t i_ = 0; i_ < count_ && !(K)->c.bad; i_++)                  \
        ELEMENT (K, &(V)->v[i_]);                                              \
    }                                                                          \
  while (0)

static void
code_destination (struct keeper *k, struct destination *d)
{
  code_u32 (&k->c, &d->holder);
  d->place = code_place (&k->c, d->place);
}

static void
code_relation (struct keeper *k, struct summary_relation *r)
{
  struct coder *c = &k->c;
  r->kind = (enum relation_kind)code_below (c, r->kind, RELATION_RETURNED + 1);
  CODE_FLAGS (c, &r->counted, &r->outside);
  CODE_ALL (k, &r->a, code_term);
  CODE_ALL (k, &r->b, code_term);
  CODE_ALL (k, &r->to, code_destination);
}

static void
code_summary (struct keeper *k, struct summary *s)
{
  struct coder *c = &k->c;
  bool alike = s->likeness != 0;
  CODE_FLAGS (c, &s->unknown, &s->imprecise, &s->guessed, &s->others_run,
              &s->variadic, &alike);
  s->n_params = (int)code_signed (c, s->n_params);
  s->withdraws = code_number (c, s->withdraws);
  CODE_ALL (k, &s->objects, code_object);
  CODE_ALL (k, &s->links, code_link);
  CODE_ALL (k, &s->effects, code_effect);
  CODE_ALL (k, &s->deferred, code_deferred);
  CODE_ALL (k, &s->relations, code_relation);
  code_trace (k, &s->allocates);
  s->allocates_grade
      = (enum grade)code_below (c, s->allocates_grade, GRADE_SHOWN + 1);
  if (!c->writing && !c->bad && alike)
    s->likeness = summary_likeness (s);
}

struct kept_bytes
kept_write (const struct function *f)
{
  struct keeper k = { .c = { .writing = true }, .owner = f };
  code_summary (&k, f->caller.summary);
  work_off ();
  return finish (&k);
}

bool
kept_failed (void)
{
  return kept.failed;
}

struct summary *
kept_read (const struct function *f, const struct kept_bytes *b)
{
  struct keeper k = { .c = { .p = b->bytes, .end = b->bytes + b->size },
                      .owner = f,
                      .source = b };
  struct summary *s = arena_alloc (kept.arena, sizeof *s);
  code_summary (&k, s);
  s->function = f;
  return !work_off () || k.c.bad || k.c.p != k.c.end ? NULL : s;
}

/* --- The traces in a file. ---  */

static void
append (struct coder *c, const void *data, size_t size)
{
  const uint8_t *p = data;
  for (size_t i = 0; i < size; i++)
    *vec_push (&c->out) = p[i];
}

static size_t
padded (size_t size)
{
  return (size + 7) & ~(size_t)7;
}

void
kept_append (struct coder *c, const struct kept_bytes *b)
{
  uint64_t numbers[] = { b->n_traces, b->size };
  append (c, numbers, sizeof numbers);
  append (c, b->traces, b->n_traces * sizeof *b->traces);
  append (c, b->bytes, b->size);
  append (c, "\0\0\0\0\0\0\0", padded (b->size) - b->size);
}

size_t
kept_parse (struct kept_bytes *b, const uint8_t *p, size_t size)
{
  uint64_t numbers[2];
  if (size < sizeof numbers)
    return 0;
  memcpy (numbers, p, sizeof numbers);
  size -= sizeof numbers;
  *b = (struct kept_bytes){ (const struct digest *)(p + sizeof numbers), NULL,
                            (uint32_t)numbers[0], (uint32_t)numbers[1] };
  size_t traces = b->n_traces * sizeof *b->traces;
  if (size < traces || size - traces < padded (b->size))
    return 0;
  b->bytes = p + sizeof numbers + traces;
  return sizeof numbers + traces + padded (b->size);
}

static void
want_all (const struct kept_bytes *b)
{
  for (uint32_t i = 0; i < b->n_traces; i++)
    {
      uint32_t n = *slot_of (b->traces[i]);
      if (!n || kept.traces.v[n - 1].appended)
        continue;
      kept.traces.v[n - 1].appended = true;
      *vec_push (&kept.queue) = n;
    }
}

void
kept_append_traces (struct coder *c, const struct kept_bytes *b)
{
  want_all (b);
  while (kept.queue.n)
    {
      const struct kept_trace *k
          = &kept.traces.v[kept.queue.v[--kept.queue.n] - 1];
      uint64_t numbers[] = { k->digest.a, k->digest.b, k->n };
      append (c, numbers, sizeof numbers);
      kept_append (c, &k->code);
      want_all (&k->code);
    }
}

bool
kept_read_traces (const uint8_t *p, size_t size)
{
  while (size)
    {
      uint64_t numbers[3];
      struct kept_trace k = { { 0, 0 }, NULL, 0, { NULL, NULL, 0, 0 }, false };
      if (size < sizeof numbers)
        return false;
      memcpy (numbers, p, sizeof numbers);
      k.digest = (struct digest){ numbers[0], numbers[1] };
      k.n = (uint32_t)numbers[2];
      p += sizeof numbers;
      size -= sizeof numbers;
      size_t used = kept_parse (&k.code, p, size);
      /* A step takes some bytes.  */
      if (!used || k.n > k.code.size)
        return false;
      p += used;
      size -= used;
      *vec_push_in (kept.arena, &kept.traces) = k;
      *slot_of (k.digest) = kept.traces.n;
    }
  return true;
}
