/* Units as bytes and back: see encode.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "encode.h"
#include "coder.h"
#include "pack.h"

#include <string.h>

static const char magic[] = "ESCU";

/* --- Numbers. ---  */

static void
put_byte (struct coder *c, uint8_t byte)
{
  *vec_push (&c->out) = byte;
}

static uint8_t
take_byte (struct coder *c)
{
  if (c->p < c->end)
    return *c->p++;
  c->bad = true;
  return 0;
}

uint64_t
code_number (struct coder *c, uint64_t n)
{
  if (c->writing)
    {
      uint64_t rest = n;
      for (; rest >= 0x80; rest >>= 7)
        put_byte (c, (uint8_t)(rest | 0x80));
      put_byte (c, (uint8_t)rest);
      return n;
    }
  n = 0;
  for (unsigned shift = 0; !c->bad; shift += 7)
    {
      uint8_t byte = take_byte (c);
      if (shift > 63 || (shift == 63 && byte > 1))
        c->bad = true;
      else
        n |= (uint64_t)(byte & 0x7f) << shift;
      if (byte < 0x80)
        break;
    }
  return c->bad ? 0 : n;
}

uint64_t
code_below (struct coder *c, uint64_t n, uint64_t limit)
{
  n = code_number (c, n);
  if (!c->writing && n >= limit)
    {
      c->bad = true;
      return 0;
    }
  return n;
}

/* Offsets and sizes are far from where sums of them overflow.  */
#define MOST_BYTES (INT64_C (1) << 60)

int64_t
code_signed (struct coder *c, int64_t n)
{
  if (c->writing && (n > MOST_BYTES || n < -MOST_BYTES))
    n = n < 0 ? -MOST_BYTES : MOST_BYTES;
  uint64_t u = code_number (c, (uint64_t)n << 1 ^ (uint64_t)(n >> 63));
  int64_t r = (int64_t)(u >> 1) ^ -(int64_t)(u & 1);
  if (r > MOST_BYTES || r < -MOST_BYTES)
    {
      c->bad = true;
      return 0;
    }
  return r;
}

uint32_t
code_count (struct coder *c, uint32_t n)
{
  return (uint32_t)code_below (c, n,
                               c->writing ? UINT64_MAX
                                          : (uint64_t)(c->end - c->p) + 1);
}

bool
code_bool (struct coder *c, bool b)
{
  return code_below (c, b, 2);
}

uint64_t
code_flags (struct coder *c, unsigned n, bool *const *flags)
{
  uint64_t set = 0;
  for (unsigned i = 0; i < n; i++)
    set |= (uint64_t)*flags[i] << i;
  set = code_below (c, set, UINT64_C (1) << n);
  for (unsigned i = 0; i < n; i++)
    *flags[i] = set >> i & 1;
  return set;
}

struct place
code_place (struct coder *c, struct place p)
{
  bool plain = !p.stride && !p.period && !p.len;
  bool anywhere = !p.off && p.stride == 1 && !p.len && !p.period;
  unsigned form = (unsigned)code_below (c,
                                        plain && !p.off ? 0
                                        : anywhere      ? 1
                                        : plain         ? 2
                                                        : 3,
                                        4);
  if (form == 0)
    return place_start;
  if (form == 1)
    return place_anywhere;
  struct place r = { code_signed (c, p.off), 0, 0, 0 };
  if (form == 2)
    return r;
  r.stride = (uint32_t)code_below (c, p.stride, UINT32_C (1) << 31);
  r.period = (uint32_t)code_below (c, p.period, UINT32_C (1) << 31);
  r.len = code_signed (c, p.len);
  c->bad |= r.len < 0 || (r.period && (!r.stride || r.len >= r.period))
            || (!r.stride && r.len);
  return r;
}

/* --- Texts and types: numbers in the unit's tables. ---  */

uint64_t
encode_hash (const void *data, size_t size)
{
  const uint8_t *p = data;
  uint64_t h = UINT64_C (0xcbf29ce484222325);
  for (size_t i = 0; i < size; i++)
    h = (h ^ p[i]) * UINT64_C (0x100000001b3);
  return h;
}

static uint32_t
text_number (struct unit *u, const char *text)
{
  uint64_t h = encode_hash (text, strlen (text));
  for (uint64_t salt = 0;; salt++)
    {
      uint32_t *slot = table_slot (u->text_numbers, h, salt, 0);
      if (!*slot)
        {
          *vec_push_in (u->arena, &u->texts)
              = arena_copy (u->arena, text, strlen (text) + 1);
          *slot = u->texts.n;
        }
      if (!strcmp (u->texts.v[*slot - 1], text))
        return *slot - 1;
    }
}

const char *
unit_text (struct unit *u, const char *text)
{
  uint32_t n = text_number (u, text);
  return u->texts.v[n];
}

const char *
code_text (struct coder *c, const char *text)
{
  if (c->writing)
    {
      code_number (c, text_number (c->unit, text ? text : ""));
      return text;
    }
  uint64_t n = code_below (c, 0, c->unit->texts.n);
  return c->unit->texts.n ? c->unit->texts.v[n] : "";
}

uint32_t
code_key (struct coder *c, uint32_t key)
{
  struct unit *u = c->unit;
  uint64_t n = key;
  if (c->writing && key >= KEY_TYPES)
    {
      uint32_t *slot = table_slot (u->key_numbers, key, 0, 0);
      if (!*slot)
        {
          *vec_push_in (u->arena, &u->keys) = key;
          *slot = u->keys.n;
        }
      n = KEY_TYPES + *slot - 1;
    }
  n = code_below (c, n, (uint64_t)KEY_TYPES + u->keys.n);
  return n < KEY_TYPES ? (uint32_t)n : u->keys.v[n - KEY_TYPES];
}

/* --- Parts of a unit. ---  */

void
code_u32 (struct coder *c, uint32_t *n)
{
  *n = (uint32_t)code_below (c, *n, UINT64_C (1) << 32);
}

static void
code_source_place (struct coder *c, struct source_place *p)
{
  p->file = code_text (c, p->file);
  code_u32 (c, &p->line);
  code_u32 (c, &p->column);
}

static void
code_content (struct coder *c, struct content *k)
{
  k->at = code_place (c, k->at);
  code_u32 (c, &k->symbol);
  k->shift = code_place (c, k->shift);
}

static void
code_symbol (struct coder *c, struct unit_symbol *s)
{
  s->name = code_text (c, s->name);
  s->source = code_text (c, s->source);
  s->binding = (enum binding)code_below (c, s->binding, N_BINDINGS);
  CODE_FLAGS (c, &s->is_function, &s->defined, &s->hidden, &s->kept, &s->comdat,
              &s->is_const, &s->ifunc, &s->by_name_only, &s->literal);
  code_u32 (c, &s->alias);
  s->extent = code_signed (c, s->extent);
  CODE_VEC (c, &s->contents, code_content);
  CODE_VEC (c, &s->refs, code_u32);
  code_u32 (c, &s->function);
}

static void
code_flow (struct coder *c, struct flow *f)
{
  f->src = (enum flow_src)code_below (c, f->src, 2);
  f->src_arg = (unsigned)code_below (c, f->src_arg, 1 << 16);
  f->src_level = (unsigned)code_below (c, f->src_level, 64);
  f->new_kind = (enum heap_kind)code_below (c, f->new_kind, N_KINDS);
  f->dst = (enum flow_dst)code_below (c, f->dst, FLOW_TO_UNKNOWN + 1);
  f->dst_arg = (unsigned)code_below (c, f->dst_arg, 1 << 16);
  f->dst_level = (unsigned)code_below (c, f->dst_level, 64);
  f->exact = code_bool (c, f->exact);
  f->dst_word = (unsigned)code_below (c, f->dst_word, 1 << 16);
  c->bad |= (f->src == FLOW_FROM_ARG && !f->src_arg)
            || (f->dst == FLOW_TO_ARG && (!f->dst_arg || !f->dst_level));
}

static void
code_attributes (struct coder *c, const struct fn_attributes **attributes)
{
  struct fn_attributes a = { 0 };
  if (c->writing)
    a = **attributes;
  bool some = code_bool (c, a.any || a.gnu_malloc || a.deallocator);
  if (some)
    {
      bool has_flows = a.flows;
      CODE_FLAGS (c, &a.any, &a.allocates, &a.stack_backed, &a.nonallocating,
                  &a.gnu_malloc, &has_flows);
      a.allocates_kind
          = (enum heap_kind)code_below (c, a.allocates_kind, N_KINDS);
      a.releases = code_number (c, a.releases);
      a.noescape = code_number (c, a.noescape);
      a.nonnil = code_number (c, a.nonnil);
      const char *name = code_text (c, a.deallocator);
      a.deallocator = name && *name ? name : NULL;
      a.deallocator_arg = (unsigned)code_below (c, a.deallocator_arg, 1 << 16);
      VEC (struct flow) flows = { NULL, 0, 0 };
      if (c->writing)
        for (unsigned i = 0; i < a.n_flows; i++)
          *vec_push_in (c->unit->arena, &flows) = a.flows[i];
      CODE_VEC (c, &flows, code_flow);
      a.n_flows = flows.n;
      static const struct flow none;
      a.flows = flows.n ? flows.v : has_flows ? &none : NULL;
    }
  if (!c->writing)
    *attributes = arena_copy (c->unit->arena, &a, sizeof a);
}

static void
code_callee (struct coder *c, struct callee *k)
{
  k->decl = (const void *)(uintptr_t)code_below (c, (uintptr_t)k->decl,
                                                 UINT64_C (1) << 31);
  k->name = code_text (c, k->name);
  code_attributes (c, &k->attributes);
  const char *library = code_text (c, k->library ? k->library->name : NULL);
  if (!c->writing && *library)
    k->library = lib_effects_find (library);
  CODE_FLAGS (c, &k->pure, &k->no_memory, &k->fresh, &k->builtin, &k->alloca,
              &k->chain, &k->returns_pointer, &k->variadic,
              &k->has_result_kind);
  k->n_params = (unsigned)code_below (c, k->n_params, UINT64_C (1) << 31);
  k->to_const = code_number (c, k->to_const);
  for (int i = 0; i < 2; i++)
    k->alloc_size[i] = (unsigned)code_below (c, k->alloc_size[i], 1 << 16);
  k->fresh_at = code_place (c, k->fresh_at);
  k->result_kind = (enum heap_kind)code_below (c, k->result_kind, N_KINDS);
  k->not_kept = code_number (c, k->not_kept);
  k->written = code_number (c, k->written);
  k->returned_arg = (unsigned)code_below (c, k->returned_arg, 1 << 16);
}

static void
code_spot (struct coder *c, struct spot *s)
{
  code_source_place (c, &s->place);
  s->name = code_text (c, s->name);
  s->vla = code_text (c, s->vla);
  bool same = s->written == s->name && s->written_at.line == s->place.line
              && s->written_at.column == s->place.column
              && s->written_at.file == s->place.file;
  CODE_FLAGS (c, &s->call, &s->assembler, &same);
  if (same)
    {
      s->written = s->name;
      s->written_at = s->place;
    }
  else
    {
      s->written = code_text (c, s->written);
      code_source_place (c, &s->written_at);
    }
  code_u32 (c, &s->block);
  code_u32 (c, &s->loop);
}

static void
code_thing (struct coder *c, struct thing *t)
{
  t->kind = (enum thing_kind)code_below (c, t->kind, N_THING_KINDS);
  t->text = code_text (c, t->text);
  if (t->kind != THING_VARIABLE)
    return;
  code_source_place (c, &t->place);
  CODE_FLAGS (c, &t->ok, &t->local, &t->address_used, &t->taken_back,
              &t->outlives);
}

static void
code_parameter (struct coder *c, struct unit_parameter *p)
{
  p->name = code_text (c, p->name);
  code_source_place (c, &p->place);
  CODE_FLAGS (c, &p->told, &p->ok);
  code_u32 (c, &p->max_level);
}

static void
code_reference (struct coder *c, struct unit_reference *r)
{
  code_u32 (c, &r->symbol);
  r->direct = code_bool (c, r->direct);
}

static void
code_overwrite (struct coder *c, struct unit_overwrite *o)
{
  code_u32 (c, &o->param);
  o->off = code_signed (c, o->off);
  o->size = code_signed (c, o->size);
}

static void
code_loop (struct coder *c, struct unit_loop *l)
{
  CODE_VEC (c, &l->blocks, code_u32);
  CODE_VEC (c, &l->dying, code_u32);
  CODE_VEC (c, &l->surviving, code_u32);
}

static void
code_attributed (struct coder *c, struct attributed *a)
{
  code_u32 (c, &a->node);
  CODE_FLAGS (c, &a->ok, &a->local);
  a->name = code_text (c, a->name);
  code_source_place (c, &a->place);
}

static void
code_container (struct coder *c, struct container_put *p)
{
  code_u32 (c, &p->value);
  p->kind = (enum heap_kind)code_below (c, p->kind, N_KINDS);
}

static void
code_event (struct coder *c, struct unit_event *e)
{
  code_source_place (c, &e->place);
  e->function = code_text (c, e->function);
  e->text = code_text (c, e->text);
}

static void
code_finding (struct coder *c, struct unit_finding *f)
{
  code_u32 (c, &f->group);
  code_source_place (c, &f->place);
  f->text = code_text (c, f->text);
  CODE_VEC (c, &f->path, code_event);
}

/* The N bytes at OUT, or what *IN gets: *SIZE bytes.  */

static void
code_bytes (struct coder *c, const uint8_t *out, uint32_t n, const uint8_t **in,
            uint32_t *size)
{
  n = code_count (c, n);
  for (uint32_t i = 0; i < n && c->writing; i++)
    put_byte (c, out[i]);
  if (c->writing)
    return;
  if (c->bad || n > (uint64_t)(c->end - c->p))
    {
      c->bad = true;
      n = 0;
    }
  *in = c->p;
  *size = n;
  c->p += n;
}

static void
code_function (struct coder *c, struct unit_function *f)
{
  code_u32 (c, &f->symbol);
  code_u32 (c, &f->callee);
  code_source_place (c, &f->place);
  code_source_place (c, &f->end);
  CODE_FLAGS (c, &f->reported, &f->root, &f->always_inline, &f->in_header,
              &f->ok, &f->is_main, &f->variadic, &f->small_result, &f->returns);
  code_u32 (c, &f->n_params);
  CODE_VEC (c, &f->parameters, code_parameter);
  CODE_VEC (c, &f->refs, code_reference);
  CODE_VEC (c, &f->spots, code_spot);
  CODE_VEC (c, &f->things, code_thing);
  CODE_VEC (c, &f->overwrites, code_overwrite);
  c->bad |= f->overwrites.n > MAX_OVERWRITES;
  f->n_blocks = code_count (c, f->n_blocks);
  CODE_VEC (c, &f->loops, code_loop);
  CODE_VEC (c, &f->attributed, code_attributed);
  CODE_VEC (c, &f->containers, code_container);
  CODE_VEC (c, &f->findings, code_finding);
  code_bytes (c, f->body.v, f->body.n, &f->constraints, &f->constraints_size);
  code_bytes (c, f->order.v, f->order.n, &f->skeleton, &f->skeleton_size);
}

static void
code_unit (struct coder *c, struct unit *u)
{
  u->file = code_text (c, u->file);
  u->target = code_text (c, u->target);
  u->pointer_size = (uint32_t)code_below (c, u->pointer_size, 17);
  u->pieces = code_bool (c, u->pieces);
  CODE_VEC (c, &u->callees, code_callee);
  CODE_VEC (c, &u->symbols, code_symbol);
  CODE_VEC (c, &u->functions, code_function);
}

static void
code_shape (struct coder *c, struct shape *s)
{
  s->n = code_count (c, s->n);
  struct place *parts
      = c->writing ? (struct place *)s->parts
                   : arena_alloc (c->unit->arena, (s->n + 1) * sizeof *parts);
  uint32_t *keys
      = c->writing ? (uint32_t *)s->type_keys
                   : arena_alloc (c->unit->arena, (s->n + 1) * sizeof *keys);
  for (unsigned i = 0; i < s->n && !c->bad; i++)
    {
      parts[i] = code_place (c, parts[i]);
      keys[i] = code_key (c, keys[i]);
    }
  s->parts = parts;
  s->type_keys = keys;
}

/* The tables that the rest refers to.  */

static void
code_one_text (struct coder *c, const char **text)
{
  uint32_t length = code_count (c, c->writing ? strlen (*text) : 0);
  if (c->writing)
    {
      for (uint32_t i = 0; i <= length; i++)
        put_byte (c, (uint8_t)(*text)[i]);
      return;
    }
  *text = (const char *)c->p;
  if (c->bad || length >= (uint64_t)(c->end - c->p) || c->p[length])
    {
      c->bad = true;
      *text = "";
    }
  else
    c->p += length + 1;
}

static void
code_tables (struct coder *c, struct unit *u)
{
  CODE_VEC (c, &u->texts, code_one_text);
  CODE_VEC (c, &u->keys, code_u32);
  for (uint32_t i = 0; i < u->keys.n; i++)
    c->bad |= u->keys.v[i] < KEY_TYPES;
}

/* --- Whole units. ---  */

struct unit *
unit_new (void)
{
  struct arena *a = arena_new ();
  struct unit *u = arena_alloc (a, sizeof *u);
  u->arena = a;
  u->text_numbers = table_new (a);
  u->key_numbers = table_new (a);
  return u;
}

void
unit_free (struct unit *u)
{
  arena_free (u->arena);
}

void
coder_free (struct coder *c)
{
  vec_free (&c->out);
}

static void
put_fixed (uint8_t *at, uint64_t n, unsigned bytes)
{
  for (unsigned i = 0; i < bytes; i++)
    at[i] = (uint8_t)(n >> 8 * i);
}

static uint64_t
get_fixed (const uint8_t *at, unsigned bytes)
{
  uint64_t n = 0;
  for (unsigned i = 0; i < bytes; i++)
    n |= (uint64_t)at[i] << 8 * i;
  return n;
}

/* The checksum of what was sealed at DATA, with PACKED bytes behind the head: of
   these and how many they become.  */

static uint64_t
seal_of (const uint8_t *data, size_t packed)
{
  return encode_hash (data + ENCODE_HEAD, packed)
         ^ get_fixed (data + 12, 4) * UINT64_C (0x9e3779b97f4a7c15);
}

uint8_t *
encode_seal (const char *magic, const uint8_t *body, size_t n, size_t *size)
{
  size_t length;
  uint8_t *packed = pack (body, n, &length);
  uint8_t *sealed = escape_alloc (ENCODE_HEAD + length);
  memcpy (sealed, magic, 4);
  memcpy (sealed + ENCODE_HEAD, packed, length);
  put_fixed (sealed + 4, ENCODE_VERSION, 4);
  put_fixed (sealed + 8, length, 4);
  put_fixed (sealed + 12, n, 4);
  put_fixed (sealed + 16, seal_of (sealed, length), 8);
  escape_release (packed);
  *size = ENCODE_HEAD + length;
  return sealed;
}

uint8_t *
coder_seal (struct coder *rest, const char *magic, size_t *size)
{
  struct coder all = { .writing = true, .unit = rest->unit };
  code_tables (&all, rest->unit);
  for (uint32_t i = 0; i < rest->out.n; i++)
    put_byte (&all, rest->out.v[i]);
  uint8_t *sealed = encode_seal (magic, all.out.v, all.out.n, size);
  coder_free (rest);
  coder_free (&all);
  return sealed;
}

const char *
coder_open (struct coder *c, const char *magic, const uint8_t *data,
            size_t size)
{
  if (size < ENCODE_HEAD || memcmp (data, magic, 4))
    return "is damaged: no unit begins where one should";
  if (get_fixed (data + 4, 4) != ENCODE_VERSION)
    return ENCODE_OTHER_VERSION;
  size_t packed = get_fixed (data + 8, 4), body = get_fixed (data + 12, 4);
  if (packed > size - ENCODE_HEAD)
    return "is truncated";
  if (seal_of (data, packed) != get_fixed (data + 16, 8))
    return "is damaged: its checksum is wrong";
  if (body > (uint64_t)packed * MOST_UNPACKED)
    return ENCODE_CONTRADICTS;
  uint8_t *from = arena_alloc (c->unit->arena, body + 1);
  unpack (data + ENCODE_HEAD, packed, from, body);
  c->unit->hash = get_fixed (data + 16, 8);
  c->unit->sealed = ENCODE_HEAD + packed;
  c->p = from;
  c->end = from + body;
  code_tables (c, c->unit);
  return NULL;
}

uint8_t *
unit_encode (struct unit *u, size_t *size)
{
  /* What refers to the tables fills them.  */
  struct coder rest = { .writing = true, .unit = u };
  CODE_VEC (&rest, &u->shapes, code_shape);
  code_unit (&rest, u);
  return coder_seal (&rest, magic, size);
}

/* Do all numbers in what was read name something?  */

static bool
is_symbol (const struct unit *u, uint64_t n, bool function)
{
  return n <= u->symbols.n
         && (!n || !function || u->symbols.v[n - 1].is_function);
}

static bool
is_whole_symbol (const struct unit *u, const struct unit_symbol *s)
{
  if (!is_symbol (u, s->alias, s->is_function) || s->function > u->functions.n
      || s->extent < -1)
    return false;
  for (uint32_t i = 0; i < s->contents.n; i++)
    if (!is_symbol (u, s->contents.v[i].symbol, false))
      return false;
  for (uint32_t i = 0; i < s->refs.n; i++)
    if (!s->refs.v[i] || !is_symbol (u, s->refs.v[i], false))
      return false;
  return true;
}

static bool
is_whole_function (const struct unit *u, const struct unit_function *f)
{
  if (!f->symbol || !is_symbol (u, f->symbol, true) || !f->callee
      || f->callee > u->callees.n || !u->callees.v[f->callee - 1].decl
      || f->parameters.n != f->n_params || f->n_params >= CHAIN_PARAM)
    return false;
  for (uint32_t i = 0; i < f->refs.n; i++)
    if (!f->refs.v[i].symbol || !is_symbol (u, f->refs.v[i].symbol, false))
      return false;
  for (uint32_t i = 0; i < f->spots.n; i++)
    if (f->spots.v[i].block >= f->n_blocks || f->spots.v[i].loop > f->loops.n)
      return false;
  for (uint32_t i = 0; i < f->loops.n; i++)
    {
      const struct unit_loop *l = &f->loops.v[i];
      for (uint32_t k = 0; k < l->blocks.n; k++)
        if (l->blocks.v[k] >= f->n_blocks)
          return false;
      for (uint32_t k = 0; k < l->dying.n; k++)
        if (!l->dying.v[k] || l->dying.v[k] > f->things.n)
          return false;
    }
  return true;
}

static bool
is_whole (const struct unit *u)
{
  if (u->pointer_size != 2 && u->pointer_size != 4 && u->pointer_size != 8)
    return false;
  for (uint32_t i = 0; i < u->callees.n; i++)
    if (!is_symbol (u, (uintptr_t)u->callees.v[i].decl, true))
      return false;
  for (uint32_t i = 0; i < u->symbols.n; i++)
    if (!is_whole_symbol (u, &u->symbols.v[i]))
      return false;
  for (uint32_t i = 0; i < u->functions.n; i++)
    if (!is_whole_function (u, &u->functions.v[i]))
      return false;
  return true;
}

/* Read the rest of C's unit behind its tables: null, or what is wrong.  */

static const char *
read_unit (struct coder *c)
{
  struct unit *u = c->unit;
  CODE_VEC (c, &u->shapes, code_shape);
  code_unit (c, u);
  return c->bad || c->p != c->end || !is_whole (u) ? ENCODE_CONTRADICTS : NULL;
}

struct unit *
unit_decode_body (const uint8_t *body, size_t size)
{
  struct unit *u = unit_new ();
  struct coder c = { .unit = u, .p = body, .end = body + size };
  code_tables (&c, u);
  if (!read_unit (&c))
    return u;
  unit_free (u);
  return NULL;
}

struct unit *
unit_decode (const uint8_t *data, size_t size, size_t *used, const char **error)
{
  size_t at = 0;
  *error = NULL;
  while (at < size && !data[at])
    at++;
  *used = at;
  if (at == size)
    return NULL;
  struct unit *u = unit_new ();
  struct coder c = { .unit = u };
  *error = coder_open (&c, magic, data + at, size - at);
  if (!*error)
    *error = read_unit (&c);
  if (*error)
    {
      unit_free (u);
      return NULL;
    }
  *used = at + u->sealed;
  return u;
}
