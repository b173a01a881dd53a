/* Growing arrays and a hash table of 64-bit keys: the only containers of core.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Out of memory ends the process with a sentence, as it does GCC.  */

#ifndef ESCAPE_CORE_VEC_H
#define ESCAPE_CORE_VEC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C"
{
#endif

#define VEC(T)                                                                 \
  struct                                                                       \
  {                                                                            \
    T *v;                                                                      \
    uint32_t n, cap;                                                           \
  }

/* Make room for one more element and give the address of the new last one,
   which is not initialised.  */
#define vec_push(V)                                                            \
  ((V)->n == (V)->cap                                                          \
       ? (void)((V)->v = escape_grow ((V)->v, &(V)->cap, sizeof *(V)->v))      \
       : (void)0,                                                              \
   &(V)->v[(V)->n++])

/* The same with memory of ARENA, which is never freed by itself.  */
#define vec_push_in(ARENA, V)                                                  \
  ((V)->n == (V)->cap ? (                                                      \
       void)((V)->v = arena_grow ((ARENA), (V)->v, &(V)->cap, sizeof *(V)->v)) \
                      : (void)0,                                               \
   &(V)->v[(V)->n++])

#define vec_free(V)                                                            \
  (escape_release ((V)->v), (V)->v = NULL, (V)->n = (V)->cap = 0)

  void *escape_grow (void *old, uint32_t *cap, size_t size);
  void *escape_alloc (size_t size); /* Zeroed.  */
  void escape_release (void *);

  /* Memory that is given back all at once: small arrays come and go by the
   thousand, one graph after the other.  */
  struct arena;
  struct arena *arena_new (void);
  void arena_free (struct arena *);
  void arena_empty (struct arena *); /* All that was taken is given back.  */
  void *arena_alloc (struct arena *, size_t size); /* Zeroed.  */
  void *arena_take (struct arena *, size_t size);  /* Not.  */
  void *arena_grow (struct arena *, void *old, uint32_t *cap, size_t size);
  void *arena_copy (struct arena *, const void *, size_t size); /* Or null.  */

  /* Bytes that an arena, that all arenas hold, in whole chunks.  */
  size_t arena_size (const struct arena *);
  size_t arenas_size (void);

  /* Bytes that were asked for, whatever was there before.  */
  size_t arena_taken (const struct arena *);

  /* The arena of what lives as long as the analysis of a unit: summaries and
   traces.  */
  struct arena *unit_arena (void);

  /* Free it, and what is kept for further arenas.  */
  void unit_arena_free (void);

  /* A table from three 64-bit words to a nonzero number.  */
  struct table;
  struct table *table_new (struct arena *);

  /* The slot for the key, with 0 in it if the key is new.  Valid until the next
   call.  */
  uint32_t *table_slot (struct table *, uint64_t a, uint64_t b, uint64_t c);

#ifdef __cplusplus
}
#endif

#endif
