/* What state.c, compare.c and join.c share.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_CORE_VALUES_H
#define ESCAPE_CORE_VALUES_H

#include "state.h"

static inline int64_t
lowest (unsigned bits, bool is_signed)
{
  if (bits == 0 || bits >= 64)
    return INT64_MIN;
  return is_signed ? -(INT64_C (1) << (bits - 1)) : 0;
}

static inline int64_t
highest (unsigned bits, bool is_signed)
{
  if (bits == 0 || bits >= 64)
    return INT64_MAX;
  return is_signed ? (INT64_C (1) << (bits - 1)) - 1
                   : (int64_t)((UINT64_C (1) << bits) - 1);
}

static inline bool
excludes (const struct value *v, int64_t number)
{
  if (number < v->lo || number > v->hi)
    return true;
  for (unsigned i = 0; i < v->n_unequal; i++)
    if (v->unequal[i] == number)
      return true;
  return false;
}

static inline int
compare_locations (const struct location *a, const struct location *b)
{
  uint64_t x = (uint64_t)a->kind << 48 | (uint64_t)a->ctx << 32 | a->id;
  uint64_t y = (uint64_t)b->kind << 48 | (uint64_t)b->ctx << 32 | b->id;
  if (x != y)
    return x < y ? -1 : 1;
#define BY(F)                                                                  \
  if (a->F != b->F)                                                            \
  return a->F < b->F ? -1 : 1
  BY (off);
  BY (size);
  BY (index);
  BY (loose);
#undef BY
  return 0;
}

/* state.c */
struct state *state_new_state (struct arena *arena, unsigned word,
                               uint32_t n_bindings, uint32_t n_values);
void state_copy_contents (struct state *s, const struct state *from);
bool state_exclude (struct state *s, struct value *v, int64_t number);
bool state_limit (struct value *v, int64_t lo, int64_t hi);
value_id state_expression (struct state *s, unsigned op, value_id a, value_id b,
                           unsigned bits, bool is_signed);
int64_t state_wrap (int64_t number, unsigned bits, bool is_signed);

#endif
