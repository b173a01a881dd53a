/* Digests of what the analysis of a function can ask for: what the cache has as
   keys.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Equal digests mean: equal for the analysis and for all that it tells, in
   whatever run.  So nothing in them hangs on addresses or on the order of
   files; what a trace tells counts, with its lines and columns.  */

#ifndef ESCAPE_PROGRAM_DIGEST_H
#define ESCAPE_PROGRAM_DIGEST_H

#include "program.h"

/* Of the functions of P, which is linked.  */
void digest_open (const struct program *p);

void digest_number (struct digest *, uint64_t);
void digest_bytes (struct digest *, const void *, size_t);
void digest_add (struct digest *, struct digest);

/* What tells S from other symbols.  */
struct digest digest_of_name (const struct symbol *s);

/* All that the program knows of S but what its body does.  S is linked.  */
struct digest digest_of_symbol (struct symbol *s);

/* What F's unit says of F, and all that it names.  */
struct digest digest_of_code (const struct function *f);

/* What is done to callers, and how that is told; null: nothing is known yet.  */
struct digest digest_of_summary (const struct summary *);

/* The same of what S's body does, if it is trusted or imported.  */
struct digest digest_of_body (const struct symbol *s);

/* What T tells, and of what; null: no trace.  */
struct digest digest_of_trace (const struct trace *t);

/* P, a summary or trace that was read, has digest D.  */
void digest_remember (const void *p, struct digest d);

/* What S's body overwrites behind its parameters.  */
struct digest digest_of_overwrites (const struct symbol *s);

/* The number of WHAT among the things and spots of F, 0 if it is none of them;
   and what has NUMBER there, or null.  */
uint32_t digest_number_of (const struct function *f, const void *what);
const void *digest_what (const struct function *f, uint64_t number);

/* The symbol of FUNCTION, whose object or trace something is: one with a body, or
   what stands for one that was imported.  */
const struct symbol *digest_owner (const void *function);

/* Is P a symbol of the program?  */
bool digest_is_symbol (const void *p);

/* The function that has WHAT there, or null.  */
const struct function *digest_maker (const void *what);

#endif
