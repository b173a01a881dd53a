/* Summaries as bytes and back, for the cache.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Unlike what exports.h writes, all is kept: what is read back is as good as
   what was written, to the last step of the last trace.  Functions and variables
   are called by the digests of their names; statements and expressions, by their
   numbers in their functions; traces, which are shared, by digests of their own.
   So bytes that refer to a trace stay good as long as its digest is the same,
   and can be copied from one file to the next.

   Nothing is read before somebody asks for it.  */

#ifndef ESCAPE_PROGRAM_KEPT_H
#define ESCAPE_PROGRAM_KEPT_H

#include "digest.h"

/* Bytes, and the traces that they refer to.  */

struct kept_bytes
{
  const struct digest *traces;
  const uint8_t *bytes;
  uint32_t n_traces, size;
};

/* A function in the cache: its graph need not be made.  */

struct kept
{
  struct digest summary; /* Its digest.  */
  uint64_t nonnil;       /* See struct function.  */
  bool unknown;          /* The summary says nothing.  */
  struct kept_bytes code;
};

/* The functions of P, which is linked.  All that is made lives in ARENA.  */
void kept_open (const struct program *p, struct arena *arena);

/* A string, or null; what is read stays where it is in the bytes.  */
void kept_string (struct coder *, const char **text);

/* The symbol that has this NAME, or null.  */
struct symbol *kept_symbol (struct digest name);

/* What F's summary becomes.  */
struct kept_bytes kept_write (const struct function *f);

/* Did something that was to be written speak of what has no name?  Then none of
   it is good.  */
bool kept_failed (void);

/* The summary of F that B says.  It cannot fail where what F needs is as it was:
   then all that it speaks of is there.  */
struct summary *kept_read (const struct function *f,
                           const struct kept_bytes *b);

/* --- The traces in a file. ---  */

/* Append those that B refers to, and all that these do, which were not appended
   yet.  */
void kept_append_traces (struct coder *, const struct kept_bytes *b);

/* The traces in the SIZE bytes at P, which stay.  False if they are none.  */
bool kept_read_traces (const uint8_t *p, size_t size);

/* B behind 64-bit numbers of its own, in bytes that are a multiple of eight; and
   back: how many bytes it takes of the SIZE at P, or 0.  */
void kept_append (struct coder *, const struct kept_bytes *b);
size_t kept_parse (struct kept_bytes *b, const uint8_t *p, size_t size);

#endif
