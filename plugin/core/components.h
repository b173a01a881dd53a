/* The order of functions: strongly connected components, callees first.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_CORE_COMPONENTS_H
#define ESCAPE_CORE_COMPONENTS_H

#include <stdbool.h>
#include <stdint.h>
#include "vec.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef VEC (uint32_t) numbers;

  void numbers_push (numbers *, uint32_t);

  struct components
  {
    numbers members; /* One component behind the other ...  */
    numbers starts;  /* ... and where each begins; the end, last.  */
  };

  /* The components that can be reached from ROOTS, N of them, in a graph of
     nodes 0 to SIZE - 1.  NEXT appends a node's successors to OUT.  Without
     recursion: call chains can be long.  */
  void components_find (struct components *, uint32_t size,
                        const uint32_t *roots, uint32_t n,
                        void (*next) (void *, uint32_t node, numbers *out),
                        void *data);

  void components_free (struct components *);

#ifdef __cplusplus
}
#endif

#endif
