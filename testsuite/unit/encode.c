/* Units as bytes and back, whole and damaged.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "pack.h"
#include "check.h"
#include "encode.h"
#include "record.h"

static const struct fn_attributes no_attributes;

/* A unit with `void f (void *p) { where = p; }'.  */

static uint32_t
spot (struct record *r, const void *where)
{
  (void)where;
  if (!r->function->spots.n)
    *vec_push_in (r->unit->arena, &r->function->spots)
        = (struct spot){ .place = { "f.c", 3, 7 },
                         .name = "",
                         .vla = "",
                         .written = "",
                         .written_at = { "f.c", 3, 7 },
                         .block = 2 };
  return 1;
}

static uint32_t
thing (struct record *r, enum step_kind kind, const void *what)
{
  (void)kind, (void)what;
  *vec_push_in (r->unit->arena, &r->function->things)
      = (struct thing){ .kind = THING_GLOBAL,
                        .text = "where",
                        .place = { "", 0, 0 } };
  return r->function->things.n;
}

static uint32_t
decl (struct record *r, enum object_kind kind, const void *what)
{
  (void)r, (void)what;
  return kind == OBJECT_GLOBAL ? 2 : 0;
}

static uint32_t
type_key (struct record *r, uint32_t key)
{
  (void)r;
  return key;
}

static struct unit *
new_unit (void)
{
  struct unit *u = unit_new ();
  struct unit_function f = { .symbol = 1, .callee = 1, .n_params = 1 };
  struct record r = { .spot = spot,
                      .thing = thing,
                      .decl = decl,
                      .type_key = type_key };
  int where;
  u->file = "f.c";
  u->pointer_size = PTR;
  *vec_push_in (u->arena, &u->symbols)
      = (struct unit_symbol){ .name = "f",
                              .source = "f",
                              .binding = BINDING_GLOBAL,
                              .is_function = true,
                              .defined = true,
                              .extent = -1,
                              .function = 1 };
  *vec_push_in (u->arena, &u->symbols)
      = (struct unit_symbol){ .name = "where",
                              .source = "where",
                              .binding = BINDING_GLOBAL,
                              .extent = PTR };
  *vec_push_in (u->arena, &u->callees)
      = (struct callee){ .decl = (const void *)(uintptr_t)1,
                         .name = "f",
                         .attributes = &no_attributes };
  struct graph *g = new_graph ();
  record_begin (&r, g, u, &f);
  node_id p = graph_variable (g);
  graph_load (g, graph_address (g, graph_param (g, 0), place_start, NO_STEP),
              place_start, PTR, p, KEY_TYPES + 77, NO_STEP);
  object_id global = graph_decl_object (g, OBJECT_GLOBAL, &where, PTR);
  graph_store (g, graph_address (g, global, place_start, NO_STEP), at8, p,
               graph_step (g, STEP_STORE, &where, &where, NULL));
  record_end (&r, g);
  graph_free (g);
  f.place = f.end = (struct source_place){ "f.c", 1, 6 };
  f.n_blocks = 3;
  f.end.line = 4;
  *vec_push_in (u->arena, &f.parameters)
      = (struct unit_parameter){ .name = "p",
                                 .place = { "f.c", 1, 14 },
                                 .told = true };
  *vec_push_in (u->arena, &u->functions) = f;
  return u;
}

/* --- Adding it to a graph again. ---  */

static const struct callee *
callee_of (struct caller *c, const void *function)
{
  (void)c, (void)function;
  return NULL;
}

static bool
body_of (struct caller *c, const struct callee *callee,
         const struct summary **s, bool *recursive)
{
  (void)c, (void)callee, (void)s, (void)recursive;
  return false;
}

static void
fill_global (struct caller *c, object_id o)
{
  (void)c, (void)o;
}

static const struct code code
    = { callee_of, body_of, fill_global };

static const void *
replayed_decl (struct replay *r, enum object_kind kind, uint32_t number)
{
  return kind == OBJECT_GLOBAL && number <= r->unit->symbols.n
             ? &r->unit->symbols.v[number - 1]
             : NULL;
}

static const struct callee *
replayed_callee (struct replay *r, uint32_t number)
{
  return &r->unit->callees.v[number - 1];
}

/* Replay U's functions; are they what was written?  */

static bool
replay (const struct unit *u)
{
  bool same = u->functions.n == 1;
  for (uint32_t i = 0; i < u->functions.n; i++)
    {
      struct caller c = { .graph = new_graph (), .code = &code };
      struct replay r = { .unit = u,
                          .function = &u->functions.v[i],
                          .decl = replayed_decl,
                          .callee = replayed_callee };
      same &= replay_run (&r, &c) && apply_and_solve (&c, true);
      bool stored = false;
      for (object_id o = 1; o < c.graph->objects.n; o++)
        for (uint32_t k = 0; k < c.graph->objects.v[o].cells.n; k++)
          {
            const struct node *n
                = &c.graph->nodes.v[c.graph->objects.v[o].cells.v[k]];
            stored |= c.graph->objects.v[o].kind == OBJECT_GLOBAL
                      && n->place.off == 8 && n->facts.n;
          }
      same &= stored;
      escape_release (r.nodes);
      graph_free (c.graph);
    }
  return same;
}

static void
test_round_trip (void)
{
  struct unit *u = new_unit ();
  size_t size, again, used;
  const char *error;
  uint8_t *bytes = unit_encode (u, &size);
  struct unit *v = unit_decode (bytes, size, &used, &error);
  CHECK (v && !error && used == size);
  if (v)
    {
      CHECK (!strcmp (v->file, "f.c") && v->symbols.n == 2);
      CHECK (!strcmp (v->symbols.v[1].source, "where"));
      CHECK (v->functions.v[0].end.line == 4);
      CHECK (replay (v));
      unit_free (v);
    }
  unit_free (u);
  u = new_unit ();
  uint8_t *same = unit_encode (u, &again);
  CHECK (size == again && !memcmp (bytes, same, size));
  unit_free (u);
  escape_release (bytes);
  escape_release (same);
}

/* Each byte in turn is another, packed and with the checksum that fits.  */

static void
test_damage (void)
{
  struct unit *u = new_unit ();
  size_t size, used;
  const char *error;
  uint8_t *bytes = unit_encode (u, &size);
  unit_free (u);
  size_t n = bytes[12] | (size_t)bytes[13] << 8;
  uint8_t *body = escape_alloc (n);
  unpack (bytes + ENCODE_HEAD, size - ENCODE_HEAD, body, n);
  unsigned refused = 0, tried = 0;
  for (size_t i = 0; i < n; i++)
    for (unsigned flip = 1; flip < 256; flip = 2 * flip + 1)
      {
        body[i] ^= (uint8_t)flip;
        size_t sealed;
        uint8_t *other = encode_seal ("ESCU", body, n, &sealed);
        struct unit *v = unit_decode (other, sealed, &used, &error);
        refused += !v;
        tried++;
        CHECK (v ? !error && used == sealed : error != NULL);
        if (v)
          {
            replay (v);
            unit_free (v);
          }
        body[i] ^= (uint8_t)flip;
        escape_release (other);
      }
  CHECK (refused > tried / 4 && refused < tried);
  for (size_t i = 0; i < size; i++)
    {
      struct unit *v = unit_decode (bytes, i, &used, &error);
      CHECK (!v && (error || i == 0));
    }
  escape_release (bytes);
  escape_release (body);
}

/* N bytes, of which each is one of KINDS, come back; *PACKED: as how many.  */

static bool
comes_back (size_t n, unsigned kinds, size_t *packed)
{
  uint8_t *data = escape_alloc (n + 1), *back = escape_alloc (n + 1);
  uint32_t random = 1;
  for (size_t i = 0; i < n; i++)
    {
      random = random * 1664525 + 1013904223;
      data[i] = (uint8_t)((random >> 16) % kinds);
    }
  uint8_t *small = pack (data, n, packed);
  unpack (small, *packed, back, n);
  bool same = !memcmp (data, back, n);
  /* What is not ours is something, too.  */
  unpack (data, n, back, n);
  escape_release (data);
  escape_release (back);
  escape_release (small);
  return same;
}

static void
test_pack (void)
{
  size_t packed;
  for (size_t n = 0; n < 40; n++)
    CHECK (comes_back (n, 3, &packed));
  CHECK (comes_back (20000, 1, &packed) && packed < 200);
  CHECK (comes_back (20000, 4, &packed) && packed < 6500);
  CHECK (comes_back (20000, 256, &packed) && packed < 22000);
}

int
main (void)
{
  test_round_trip ();
  test_damage ();
  test_pack ();
  unit_arena_free ();
  return failures != 0;
}
