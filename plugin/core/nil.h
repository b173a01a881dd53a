/* Writes into maps that were never made.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A pointer about which the solved graph has no fact points to nothing: nobody
   stored a map where it was read, on no path, in no callee.  To hand it to a
   function that is declared `nonnil' for that argument, or that does so with
   its own parameter whatever happens, is certainly a fault.  */

#ifndef ESCAPE_CORE_NIL_H
#define ESCAPE_CORE_NIL_H

#include "skeleton.h"

#ifdef __cplusplus
extern "C"
{
#endif

  struct nil_client
  {
    void *data;

    /* The arguments that SITE's callee must not be given as null, as bits from
       0: what is declared, and what is known of its body.  */
    uint64_t (*nonnil) (void *data, const struct skel_site *site);

    /* Can a call at SITE come back?  */
    bool (*comes_back) (void *data, const struct skel_site *site);

    /* SITE certainly hands over a map that was never made.  HOLDERS: the N
       objects in which there should have been one, as far as is known.  */
    void (*tell) (void *data, const struct skel_site *site,
                  const object_id *holders, uint32_t n);
  };

  /* Tell the faults of the function of S, whose solved graph is G, unless that
     is null.  The parameters that certainly lead to one where they are null, as
     bits from 0.  */
  uint64_t nil_judge (const struct skeleton *s, const struct graph *g,
                      const struct nil_client *client);

#ifdef __cplusplus
}
#endif

#endif
