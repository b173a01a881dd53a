/* What a library or program offers: summaries of its functions as bytes and
   back.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The file has the head of a unit (encode.h) with the magic "ESCX".  It knows
   nothing of the places in the library: of its variables and functions that come
   out, only that they are static storage or code that is not in sight.  Traces
   end at the call.  */

#ifndef ESCAPE_CORE_EXPORTS_H
#define ESCAPE_CORE_EXPORTS_H

#include "encode.h"
#include "summary.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* A function that is offered.  */

  struct exported
  {
    const char *name; /* The assembler's.  */
    /* Its type: as in struct callee.  */
    unsigned n_params;
    bool variadic, returns_pointer;
    bool leaves;     /* It may leave by longjmp.  */
    uint64_t nonnil; /* As in struct unit_function.  */
    struct summary *summary;
  };

  struct exports
  {
    struct unit *unit; /* Its tables, target, pointer size, pieces.  */
    VEC (struct exported) functions;
    struct table *names;
  };

  struct exports *exports_new (void);
  void exports_free (struct exports *);

  /* Add what S says of the function that CALLEE, which NAME stands for,
     describes.  Both must live as long as E.  */
  void exports_add (struct exports *, const char *name, const struct callee *,
                    const struct summary *, bool leaves, uint64_t nonnil);

  /* As bytes: *SIZE of them, freed with escape_release.  */
  uint8_t *exports_encode (struct exports *, size_t *size);

  /* What is at DATA; or null, and *ERROR what is wrong with it: a sentence that begins with a name.  *OTHER: with a file of ours,
     but one of another version.  */
  struct exports *exports_decode (const uint8_t *data, size_t size,
                                  const char **error, bool *other);

  /* The function that is called NAME, or null.  */
  const struct exported *exports_find (const struct exports *,
                                       const char *name);

  /* Can X be what CALLEE, a declaration, is of?  */
  bool exported_fits (const struct exported *x, const struct callee *callee);

#ifdef __cplusplus
}
#endif

#endif
