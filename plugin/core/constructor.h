/* Functions that make an object and release it again where they give up, or that
   make several.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A constructor that frees on its error path what it returns on the other has
   released nothing, as its callers see it.  The graph knows no order.  So paths
   are asked: if one leads from where the object is made to a return, with the
   object and past all its releases, then what comes out of the function is not
   released.  A release in a loop can be that of all objects that were made
   before, by a path of its own, and spoils the answer.

   What is made in a loop is several objects, and its callers know it as one.
   Where the loop goes round only if none was to be had, it is one.  */

#ifndef ESCAPE_CORE_CONSTRUCTOR_H
#define ESCAPE_CORE_CONSTRUCTOR_H

#include "skeleton.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Does what constructor_mark says of G, which is solved, hang on a
     skeleton?  */
  bool constructor_asks (const struct graph *g);

  /* Note in G which of its objects come out of the function past their releases,
     which are made again and again, and which are alternatives; which calls are
     made again and again; which releases are under a guard.  S: its skeleton; RECURSIVE: it calls itself.  */
  void constructor_mark (struct graph *g, const struct skeleton *s,
                         bool recursive);

#ifdef __cplusplus
}
#endif

#endif
