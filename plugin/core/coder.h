/* Coding one thing: a number, a place, a text.  See encode.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each function writes what it is given and returns that, or reads and returns
   what it has read.  */

#ifndef ESCAPE_CORE_CODER_H
#define ESCAPE_CORE_CODER_H

#include <string.h>
#include "encode.h"

uint64_t code_number (struct coder *, uint64_t);
uint64_t code_below (struct coder *, uint64_t, uint64_t limit);
int64_t code_signed (struct coder *, int64_t);
bool code_bool (struct coder *, bool);

void code_u32 (struct coder *, uint32_t *);

/* A number of things to come, each of a byte at least.  */
uint32_t code_count (struct coder *, uint32_t);

/* N flags as one number.  */
uint64_t code_flags (struct coder *, unsigned n, bool *const *flags);
struct place code_place (struct coder *, struct place);
const char *code_text (struct coder *, const char *);
uint32_t code_key (struct coder *, uint32_t key);

#define CODE_FLAGS(C, ...)                                                     \
  code_flags (C, sizeof ((bool *[]){ __VA_ARGS__ }) / sizeof (bool *),         \
              (bool *[]){ __VA_ARGS__ })

/* Go through the elements of V.  */
#define CODE_VEC(C, V, ELEMENT)                                                \
  do                                                                           \
    {                                                                          \
      uint32_t count_ = code_count (C, (V)->n);                                \
      for (uint32_t i_ = 0; i_ < count_ && !(C)->bad; i_++)                    \
        {                                                                      \
          if (!(C)->writing)                                                   \
            memset (vec_push_in ((C)->unit->arena, V), 0, sizeof *(V)->v);     \
          ELEMENT (C, &(V)->v[i_]);                                            \
        }                                                                      \
    }                                                                          \
  while (0)

/* --- The head, and the tables that the rest refers to. ---  */

/* What REST, which is freed, has written behind a head with MAGIC and the tables
   of its unit: *SIZE bytes, freed with escape_release.  */
uint8_t *coder_seal (struct coder *rest, const char *magic, size_t *size);

/* Begin to read what was sealed so, with the tables into the coder's unit.  Null,
   or what is wrong, for a sentence that begins with a name.  */
const char *coder_open (struct coder *, const char *magic, const uint8_t *data,
                        size_t size);

/* Two that readers tell from the others, or say too.  */
#define ENCODE_OTHER_VERSION "is of another version of escape"
#define ENCODE_CONTRADICTS "is damaged: what it says contradicts itself"

#endif
