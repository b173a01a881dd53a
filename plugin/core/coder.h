/* Coding one thing: a number, a place, a text.  See encode.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each function writes what it is given and returns that, or reads and returns
   what it has read.  */

#ifndef ESCAPE_CORE_CODER_H
#define ESCAPE_CORE_CODER_H

#include "encode.h"

uint64_t code_number (struct coder *, uint64_t);
uint64_t code_below (struct coder *, uint64_t, uint64_t limit);
int64_t code_signed (struct coder *, int64_t);
bool code_bool (struct coder *, bool);

/* A number of things to come, each of a byte at least.  */
uint32_t code_count (struct coder *, uint32_t);

/* N flags as one number.  */
uint64_t code_flags (struct coder *, unsigned n, bool *const *flags);
struct place code_place (struct coder *, struct place);
const char *code_text (struct coder *, const char *);
uint32_t code_key (struct coder *, uint32_t key);

#endif
