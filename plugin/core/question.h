/* Questions about a solved graph that have no order in them.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_CORE_QUESTION_H
#define ESCAPE_CORE_QUESTION_H

#include "graph.h"
#include "outcome.h"
#include "trace.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Why an object with this outcome escapes, as verdicts have it.  */
  unsigned question_reasons (const struct outcome *);

  /* The chain that makes OBJ escape, and in *CALLEE, unless that is null, the
     callee that is unknown code, if that ends it.  */
  const struct trace *question_why (const struct graph *,
                                    const struct outcome *out, struct search *,
                                    object_id obj, const char **callee);

  /* Is a pointer to OBJ handed to a deallocator?  Set *ELSEWHERE if a callee or
     realloc does it.  */
  enum released question_released (const struct graph *,
                                   const struct outcome *out, object_id obj,
                                   bool *elsewhere);

  /* An object that is not on the heap and that R releases, guarded or not, if
     nothing that the pointer can be is on the heap or unknown; or NO_OBJECT.
     *SEVERAL: it is one of several.  */
  object_id question_bad_release (const struct graph *, const struct release *r,
                                  bool *several);

  /* How what L speaks of leaks.  */
  const struct trace *question_leak (const struct graph *, struct search *,
                                     const struct leak *l);

  /* Is it shown that what L speaks of is kept where L says?  */
  bool question_kept (const struct outcome *out, const struct leak *l);

#ifdef __cplusplus
}
#endif

#endif
