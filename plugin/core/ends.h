/* How a function ends behind a call: whether it can return with what the call
   has made, and whether all that it can do then is fail.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Of one statement, and of where control can go from there, whatever the state:
   the flow engine (flow.h) is asked about paths.  */

#ifndef ESCAPE_CORE_ENDS_H
#define ESCAPE_CORE_ENDS_H

#include "flow.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Can the function of S return after CALL has made OBJ, and with OBJ?  Not if
     that is only where a name that holds OBJ is null, and else control does not
     return at all, as in `if (error) abort ();'.  Then END, of kind FLOW_LAST,
     is the return that is next; its WHERE and EDGE are empty if there is none
     but where the function ends.  */
  bool ends_with (const struct skeleton *s, const struct graph *g,
                  const void *call, object_id obj, struct flow_event *end);

  /* An error path.  */

  struct failing
  {
    bool null; /* It returns a null pointer; else VALUE.  */
    int64_t value;
    struct flow_event end;
  };

  /* Does control that comes to statement WHERE return nothing but what is
     negative or null, while it can return something else where it does not?  */
  bool ends_failing (const struct skeleton *s, const void *where,
                     struct failing *how);

#ifdef __cplusplus
}
#endif

#endif
