/* Digests of what the analysis of a function can ask for: see digest.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "kept.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* --- Numbers and texts. ---  */

void
digest_number (struct digest *d, uint64_t n)
{
  d->a = (d->a ^ n) * UINT64_C (0x9e3779b97f4a7c15);
  d->a ^= d->a >> 32;
  d->b = (d->b << 23 | d->b >> 41) ^ n * UINT64_C (0xd6e8feb86659fd93);
  d->b = d->b * UINT64_C (0xa0761d6478bd642f) + 1;
}

void
digest_bytes (struct digest *d, const void *data, size_t size)
{
  const char *p = data;
  digest_number (d, size);
  for (; size; p += 8)
    {
      uint64_t word = 0;
      size_t n = size < 8 ? size : 8;
      memcpy (&word, p, n);
      digest_number (d, word);
      size -= n;
    }
}

static void
add_text (struct digest *d, const char *text)
{
  if (text)
    digest_bytes (d, text, strlen (text));
  else
    digest_number (d, UINT64_MAX);
}

void
digest_add (struct digest *d, struct digest other)
{
  digest_number (d, other.a);
  digest_number (d, other.b);
}

/* What no other run has: of something that has no name that lasts.  */

static void
add_unique (struct digest *d)
{
  static uint64_t unique;
  if (!unique)
    {
      struct timespec now;
      clock_gettime (CLOCK_REALTIME, &now);
      unique = (uint64_t)now.tv_sec * UINT64_C (1000000000)
               + (uint64_t)now.tv_nsec + ((uint64_t)getpid () << 40);
    }
  digest_number (d, unique++);
}

static void
add_place (struct digest *d, struct place p)
{
  digest_number (d, (uint64_t)p.off);
  digest_number (d, p.stride);
  digest_number (d, p.period);
  digest_number (d, (uint64_t)p.len);
}

static void
add_source_place (struct digest *d, const struct source_place *p)
{
  add_text (d, p->line ? p->file : NULL);
  digest_number (d, (uint64_t)p->line << 32 | p->column);
}

/* --- Symbols. ---  */

struct digest
digest_of_name (const struct symbol *s)
{
  struct symbol *kept = (struct symbol *)s;
  struct digest d = { 0, 0 };
  if (s->named)
    return s->name_digest;
  const struct mention *m = &s->mentions.v[0];
  bool own = m->symbol->binding == BINDING_LOCAL || !*s->name;
  digest_number (&d, own);
  add_text (&d, s->name);
  if (own)
    add_text (&d, m->member->label);
  if (!*s->name)
    digest_number (&d, (uint64_t)(m->symbol - m->member->unit->symbols.v));
  kept->name_digest = d;
  kept->named = true;
  return d;
}

static void
add_attributes (struct digest *d, const struct fn_attributes *a)
{
  digest_number (d, a->any | a->allocates << 1 | a->stack_backed << 2
                        | a->nonallocating << 3 | a->gnu_malloc << 4
                        | (a->flows != NULL) << 5);
  digest_number (d, a->allocates_kind);
  digest_number (d, a->releases);
  digest_number (d, a->noescape);
  digest_number (d, a->nonnil);
  digest_number (d, a->deallocator_arg);
  add_text (d, a->deallocator);
  digest_number (d, a->n_flows);
  for (unsigned i = 0; i < a->n_flows; i++)
    {
      const struct flow *f = &a->flows[i];
      digest_number (d, f->src);
      digest_number (d, f->src_arg);
      digest_number (d, f->src_level);
      digest_number (d, f->new_kind);
      digest_number (d, f->dst);
      digest_number (d, f->dst_arg);
      digest_number (d, f->dst_level);
      digest_number (d, f->dst_word);
      digest_number (d, f->exact);
    }
}

static void
add_callee (struct digest *d, const struct callee *c)
{
  add_text (d, c->name);
  add_attributes (d, c->attributes);
  add_text (d, c->library ? c->library->name : NULL);
  digest_number (d, c->pure | c->no_memory << 1 | c->fresh << 2
                        | c->builtin << 3 | c->alloca << 4 | c->chain << 5
                        | c->returns_pointer << 6 | c->variadic << 7
                        | c->has_result_kind << 8);
  digest_number (d, c->n_params);
  digest_number (d, c->to_const);
  digest_number (d, (uint64_t)c->alloc_size[0] << 32 | c->alloc_size[1]);
  add_place (d, c->fresh_at);
  digest_number (d, c->result_kind);
  digest_number (d, c->not_kept);
  digest_number (d, c->written);
  digest_number (d, c->returned_arg);
}

static void
add_definition (struct digest *d, const struct symbol *s)
{
  const struct unit_symbol *u = s->definition;
  digest_number (d, u != NULL);
  if (!u)
    return;
  add_text (d, s->owner->label);
  digest_number (d, u->binding);
  digest_number (d, u->is_function | u->defined << 1 | u->hidden << 2
                        | u->kept << 3 | u->comdat << 4 | u->is_const << 5
                        | u->ifunc << 6 | u->by_name_only << 7 | u->literal << 8
                        | (u->alias != 0) << 9);
  digest_number (d, (uint64_t)u->extent);
}

/* What variable S holds: what analyse.c puts in its object.  */

static void
add_contents (struct digest *d, const struct symbol *s)
{
  for (uint32_t i = 0; i < s->mentions.n; i++)
    {
      const struct mention *m = &s->mentions.v[i];
      if (!s->followed && m->symbol != s->definition)
        continue;
      for (uint32_t k = 0; k < m->symbol->contents.n; k++)
        {
          const struct content *c = &m->symbol->contents.v[k];
          add_place (d, c->at);
          digest_number (d, c->symbol != 0);
          if (!c->symbol)
            continue;
          const struct symbol *to = m->member->symbols[c->symbol - 1];
          digest_add (d, digest_of_name (to));
          digest_number (d, to->is_function);
          add_definition (d, to);
          add_place (d, c->shift);
        }
    }
}

struct digest
digest_of_symbol (struct symbol *s)
{
  if (s->digested)
    return s->digest;
  struct digest d = digest_of_name (s);
  digest_number (&d, s->thing.kind);
  add_text (&d, s->thing.text);
  digest_number (&d, s->is_function | s->exported << 1 | s->address_taken << 2
                         | s->interposable << 3 | s->literal << 4
                         | s->followed << 5 | (s->body != NULL) << 6
                         | (s->imports != NULL) << 7 | is_trusted (s) << 8);
  add_definition (&d, s);
  if (s->followed || s->literal)
    add_contents (&d, s);
  if (s->callee)
    add_callee (&d, s->callee);
  if (s->imports)
    {
      digest_number (&d, s->imports->leaves);
      digest_add (&d, digest_of_summary (s->imports->summary));
    }
  s->digest = d;
  s->digested = true;
  return d;
}

struct digest
digest_of_code (const struct function *f)
{
  struct member *m = (struct member *)f->member;
  if (!m->digested)
    {
      struct digest d = { m->unit->hash, m->unit->sealed };
      add_text (&d, m->label);
      for (uint32_t i = 0; i < m->unit->symbols.n; i++)
        digest_add (&d, digest_of_symbol (m->symbols[i]));
      m->digest = d;
      m->digested = true;
    }
  struct digest d = m->digest;
  digest_number (&d, (uint64_t)(f->code - m->unit->functions.v));
  return d;
}

struct digest
digest_of_body (const struct symbol *s)
{
  const struct function *f = s->body;
  return s->imports ? digest_of_summary (s->imports->summary)
         : f->kept  ? f->kept->summary
                    : digest_of_summary (f->caller.summary);
}

struct digest
digest_of_overwrites (const struct symbol *s)
{
  struct digest d = { 0, 0 };
  if (!s->body)
    return d;
  const struct unit_function *code = s->body->code;
  for (uint32_t i = 0; i < code->overwrites.n; i++)
    {
      const struct unit_overwrite *o = &code->overwrites.v[i];
      digest_number (&d, o->param);
      digest_number (&d, (uint64_t)o->off);
      digest_number (&d, (uint64_t)o->size);
    }
  return d;
}

/* --- Traces. ---  */

struct known
{
  struct arena *arena;
  VEC (struct digest) all;
  struct table *numbers; /* Of summaries and traces in ALL, from 1.  */
  struct table *symbols; /* That there is one.  */
  struct table *imports; /* Numbers of symbols, from 1, by their summaries.  */
  const struct program *program;
};

static struct known known;

static uint32_t *
slot_of (const void *p)
{
  return table_slot (known.numbers, (uintptr_t)p, 0, 0);
}

void
digest_remember (const void *p, struct digest d)
{
  *vec_push_in (known.arena, &known.all) = d;
  *slot_of (p) = known.all.n;
}

const struct symbol *
digest_owner (const void *function)
{
  uint32_t n = *table_slot (known.imports, (uintptr_t)function, 0, 0);
  return n ? known.program->symbols.v[n - 1]
           : ((const struct function *)function)->symbol;
}

bool
digest_is_symbol (const void *p)
{
  return *table_slot (known.symbols, (uintptr_t)p, 0, 0);
}

static void
add_spot (struct digest *d, const struct spot *s)
{
  digest_number (d, s != NULL);
  if (!s)
    return;
  add_source_place (d, &s->place);
  add_text (d, s->name);
  add_text (d, s->vla);
  add_text (d, s->written);
  add_source_place (d, &s->written_at);
  digest_number (d, s->call << 1 | s->assembler);
}

/* Chains of callees are as long as chains of calls: what is deeper than this at
   once has no digest that lasts.  */
#define MAX_NESTED 1000

/* Which spot, thing or symbol P is.  */

static void
add_pointer (struct digest *d, const void *p)
{
  const struct function *f = p ? digest_maker (p) : NULL;
  digest_number (d, !p ? 0 : f ? digest_number_of (f, p) : 1);
  if (f)
    digest_add (d, digest_of_name (f->symbol));
  else if (p && digest_is_symbol (p))
    digest_add (d, digest_of_name (p));
  else if (p)
    add_unique (d);
}

static struct digest
trace_digest (const struct trace *t, unsigned depth)
{
  struct digest d = { 0, 0 };
  if (!t)
    return d;
  uint32_t n = *slot_of (t);
  if (n)
    return known.all.v[n - 1];
  const struct function *f = t->function;
  digest_number (&d, f != NULL);
  if (f)
    {
      digest_add (&d, digest_of_name (f->symbol));
      digest_number (&d, f->code->in_header);
      add_text (&d, f->symbol->thing.text);
      add_source_place (&d, &f->code->end);
    }
  digest_number (&d, t->hidden);
  digest_number (&d, (uint64_t)t->events << 32 | t->n);
  digest_number (&d, (uint64_t)t->gap << 32 | t->left_out);
  for (unsigned i = 0; i < t->n; i++)
    {
      const struct step *s = &t->steps[i];
      const struct thing *what = s->what;
      digest_number (&d, s->kind);
      add_pointer (&d, s->where);
      add_spot (&d, s->where);
      add_pointer (&d, what);
      digest_number (&d, what ? what->kind : N_THING_KINDS);
      add_text (&d, what ? what->text : NULL);
      if (s->inner && depth == MAX_NESTED)
        add_unique (&d);
      else
        digest_add (&d, trace_digest (s->inner, depth + 1));
    }
  digest_remember (t, d);
  return d;
}

struct digest
digest_of_trace (const struct trace *t)
{
  return trace_digest (t, 0);
}

/* --- Summaries. ---  */

/* The number of the element at P, from 1, of the N at V of SIZE bytes each; 0: it
   is none.  */

static uint32_t
index_of (const void *p, const void *v, uint32_t n, size_t size)
{
  uintptr_t at = (uintptr_t)p - (uintptr_t)v;
  return n && (uintptr_t)p >= (uintptr_t)v && at / size < n
             ? (uint32_t)(at / size) + 1
             : 0;
}

uint32_t
digest_number_of (const struct function *f, const void *what)
{
  const struct unit_function *c = f->code;
  uint32_t n = index_of (what, c->things.v, c->things.n, sizeof *c->things.v);
  if (n)
    return 2 * n;
  n = index_of (what, c->spots.v, c->spots.n, sizeof *c->spots.v);
  return n ? 2 * n + 1 : 0;
}

const void *
digest_what (const struct function *f, uint64_t number)
{
  const struct unit_function *c = f->code;
  uint64_t n = number / 2;
  if (!n || n > (number & 1 ? c->spots.n : c->things.n))
    return NULL;
  return number & 1 ? (const void *)&c->spots.v[n - 1] : &c->things.v[n - 1];
}

/* Where the things and spots of a function are in memory.  */

struct range
{
  uintptr_t from, to;
  const struct function *f;
};

static VEC (struct range) ranges;

static void
add_range (const void *v, size_t size, const struct function *f)
{
  if (size)
    *vec_push (&ranges)
        = (struct range){ (uintptr_t)v, (uintptr_t)v + size, f };
}

static int
compare_ranges (const void *a, const void *b)
{
  const struct range *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

void
digest_open (const struct program *p)
{
  known.arena = arena_new ();
  known.numbers = table_new (known.arena);
  known.symbols = table_new (known.arena);
  known.imports = table_new (known.arena);
  known.program = p;
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      const struct symbol *s = p->symbols.v[i];
      *table_slot (known.symbols, (uintptr_t)s, 0, 0) = 1;
      if (s->imports)
        *table_slot (known.imports, (uintptr_t)s->imports->summary, 0, 0)
            = i + 1;
    }
  for (uint32_t i = 0; i < p->functions.n; i++)
    {
      const struct function *f = p->functions.v[i];
      const struct unit_function *c = f->code;
      add_range (c->things.v, c->things.n * sizeof *c->things.v, f);
      add_range (c->spots.v, c->spots.n * sizeof *c->spots.v, f);
    }
  if (ranges.n)
    qsort (ranges.v, ranges.n, sizeof *ranges.v, compare_ranges);
}

const struct function *
digest_maker (const void *what)
{
  uint32_t low = 0, high = ranges.n;
  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      if ((uintptr_t)what < ranges.v[middle].to)
        high = middle;
      else
        low = middle + 1;
    }
  return low < ranges.n && (uintptr_t)what >= ranges.v[low].from
             ? ranges.v[low].f
             : NULL;
}

/* What O is of: a symbol, or something in a function, which is only compared with
   others and, of a variable, asked what is in it.  */

static void
add_what (struct digest *d, const struct summary_object *o)
{
  if (o->kind == OBJECT_GLOBAL || o->kind == OBJECT_FUNCTION)
    {
      digest_add (d, digest_of_symbol ((struct symbol *)o->what));
      return;
    }
  const struct function *f = digest_maker (o->what);
  uint32_t n = f ? digest_number_of (f, o->what) : 0;
  if (!n)
    {
      add_unique (d);
      return;
    }
  digest_number (d, n);
  digest_add (d, digest_of_name (f->symbol));
  if (n & 1)
    return;
  const struct thing *t = o->what;
  digest_number (d, t->kind << 8 | t->ok | t->local << 1 | t->address_used << 2
                        | t->taken_back << 3 | t->outlives << 4);
  add_text (d, t->text);
  add_source_place (d, &t->place);
}

static void
add_size (struct digest *d, const struct object_size *s)
{
  digest_number (d, s->kind);
  if (s->kind == SIZE_UNKNOWN)
    return;
  digest_number (d, s->bytes);
  if (s->kind != SIZE_CONSTANT)
    digest_number (d, (uint64_t)s->arg << 32 | s->arg2);
}

static void
add_object (struct digest *d, const struct summary_object *o)
{
  digest_number (d, o->kind);
  digest_number (d, o->what != NULL);
  if (o->what)
    add_what (d, o);
  digest_number (d, (uint64_t)o->extent);
  digest_number (d, o->heap_kind);
  add_size (d, &o->size);
  add_text (d, o->deallocator);
  digest_number (d, (uint64_t)o->index);
  digest_number (d, o->type_key);
  digest_number (d, o->needs);
  digest_number (d, o->only_if.arg);
  if (o->only_if.arg)
    {
      digest_number (d, o->only_if.equal);
      digest_number (d, o->only_if.mask);
      digest_number (d, o->only_if.value);
    }
  digest_number (d, o->doubtful | o->several << 1 | o->carried << 2
                        | o->caller_frame << 3 | o->read_only << 4
                        | o->shared << 5 | o->merged << 6 | o->behind << 7);
  digest_number (d, o->instead);
  digest_add (d, digest_of_trace (o->birth));
  for (const struct summary_object *p = o->origin; p; p = p->origin)
    {
      digest_number (d, (uint64_t)p->instead << 8 | p->kind);
      if (p->function)
        digest_add (d, digest_of_name (digest_owner (p->function)));
    }
}

static void
add_term (struct digest *d, const struct term *t)
{
  digest_number (d, t->object);
  add_place (d, t->place);
  digest_number (d, t->grade);
}

static void
add_effect (struct digest *d, const struct effect *e)
{
  digest_number (d, e->kind);
  add_term (d, &e->target);
  digest_number (d, e->holder);
  add_place (d, e->place);
  digest_number (d, e->reason);
  add_text (d, e->name);
  digest_number (d, e->how);
  digest_add (d, digest_of_trace (e->trace));
}

static void
add_deferred (struct digest *d, const struct deferred *c)
{
  add_term (d, &c->fn);
  digest_number (d, c->block_args);
  digest_number (d, c->n_args);
  for (uint32_t i = 0; i < c->n_args; i++)
    {
      digest_number (d, c->n_terms[i]);
      for (uint32_t k = 0; k < c->n_terms[i]; k++)
        add_term (d, &c->args[i][k]);
    }
  digest_number (d, c->result);
  digest_number (d, (uint64_t)c->depth << 1 | c->many);
  digest_add (d, digest_of_trace (c->trace));
}

static void
add_relation (struct digest *d, const struct summary_relation *r)
{
  digest_number (d, r->kind << 2 | r->counted << 1 | r->outside);
  digest_number (d, r->a.n);
  for (uint32_t i = 0; i < r->a.n; i++)
    add_term (d, &r->a.v[i]);
  digest_number (d, r->b.n);
  for (uint32_t i = 0; i < r->b.n; i++)
    add_term (d, &r->b.v[i]);
  digest_number (d, r->to.n);
  for (uint32_t i = 0; i < r->to.n; i++)
    {
      digest_number (d, r->to.v[i].holder);
      add_place (d, r->to.v[i].place);
    }
}

struct digest
digest_of_summary (const struct summary *s)
{
  struct digest d = { 1, 0 };
  if (!s)
    return d;
  uint32_t number = *slot_of (s);
  if (number)
    return known.all.v[number - 1];
  digest_number (&d, s->unknown | s->imprecise << 1 | s->others_run << 2
                         | s->variadic << 3 | (s->likeness != 0) << 4
                         | s->guessed << 5);
  digest_number (&d, (uint64_t)s->n_params);
  digest_number (&d, s->withdraws);
  digest_number (&d, s->objects.n);
  for (uint32_t i = 0; i < s->objects.n; i++)
    add_object (&d, &s->objects.v[i]);
  digest_number (&d, s->links.n);
  for (uint32_t i = 0; i < s->links.n; i++)
    {
      digest_number (&d, s->links.v[i].parent);
      add_place (&d, s->links.v[i].place);
      digest_number (&d, s->links.v[i].child);
    }
  digest_number (&d, s->effects.n);
  for (uint32_t i = 0; i < s->effects.n; i++)
    add_effect (&d, &s->effects.v[i]);
  digest_number (&d, s->deferred.n);
  for (uint32_t i = 0; i < s->deferred.n; i++)
    add_deferred (&d, &s->deferred.v[i]);
  digest_number (&d, s->relations.n);
  for (uint32_t i = 0; i < s->relations.n; i++)
    add_relation (&d, &s->relations.v[i]);
  digest_number (&d, s->allocates_grade);
  digest_add (&d, digest_of_trace (s->allocates));
  digest_remember (s, d);
  return d;
}
