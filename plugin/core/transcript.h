/* Skeletons as bytes and back.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What a skeleton has of its client is a number here, cast to a pointer, which
   writers and readers put in and take out:

     memory  WHAT    of globals and constants a symbol of the unit, of others a
                     thing of the function; or 0
     name    NODE    the node of the recording; WHAT is left out
     step    WHERE   calls: a spot; else a place of the transcript, or 0
             TO      WHAT: a thing, what the store is told with; else 0
     edge    WHERE   a place; LABEL: a thing, the words of the branch
     site    WHERE   a spot; CALLEE: a symbol, or 0  */

#ifndef ESCAPE_CORE_TRANSCRIPT_H
#define ESCAPE_CORE_TRANSCRIPT_H

#include "encode.h"
#include "skeleton.h"

#ifdef __cplusplus
extern "C"
{
#endif

  struct transcript
  {
    struct skeleton *skeleton;
    VEC (struct source_place) places; /* In the arena of the unit.  */
  };

  static inline uint32_t
  transcript_number (const void *client)
  {
    return (uint32_t)(uintptr_t)client;
  }

  static inline const void *
  transcript_client (uint32_t number)
  {
    return (const void *)(uintptr_t)number;
  }

  /* T as bytes, which are FUNCTION's in UNIT from now on.  */
  void transcript_write (struct transcript *t, struct unit *unit,
                         struct unit_function *function);

  /* FUNCTION's skeleton, which is new and whole, or null if it cannot be read:
     the places are in ARENA.  */
  bool transcript_read (struct transcript *t, const struct unit *unit,
                        const struct unit_function *function,
                        struct arena *arena);

#ifdef __cplusplus
}
#endif

#endif
