/* Functions bottom-up over the call graph's strongly connected components, each
   leaving a summary that its callers instantiate.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The order follows all that a function refers to, so that the targets of most
   calls through pointers have their summaries in time.  Where that makes a big
   cycle, only calls by name count in it.

   A function is looked at as precisely as its budget allows; a recursion as often
   as its summaries change, and more coarsely the longer that takes.  Where it
   takes too long, or too much memory, its calls of itself are taken for calls of
   unknown code.

   The compiler's plugin and `escape program' differ in where graphs come from,
   and in what they do with solved ones.  */

#ifndef ESCAPE_CORE_BOTTOMUP_H
#define ESCAPE_CORE_BOTTOMUP_H

#include "apply.h"
#include "components.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* How the rounds of a recursion went, as far as that hangs on what other
     functions there are.  */

  struct rounds
  {
    bool cut;
    /* Bytes that their summaries took: the most of those that came to an end, the
       fewest of those that took too many.  */
    size_t most, fewest;
  };

  struct bottomup_client
  {
    /* Append the numbers of the functions that it refers to, itself or through
       what variables hold; DIRECT: that it calls by name.  */
    void (*references) (struct caller *, bool direct, numbers *out);

    /* Before and after the work on its component; or null.  */
    void (*begin) (struct caller *);
    void (*end) (struct caller *);

    /* Around what is done to find its summary; or null.  */
    void (*enter) (struct caller *);
    void (*leave) (struct caller *);

    /* Make its graph, which it has not yet, at its precision.  */
    void (*build) (struct caller *);

    /* The graph is solved: say what the client knows of its objects.  */
    void (*mark) (struct caller *);

    /* Free its graph, if it has one.  */
    void (*drop) (struct caller *);

    /* It is given up; or null.  */
    void (*give_up) (struct caller *);

    /* All that it calls, it itself too, is summarised: judge it.  */
    void (*finish) (struct caller *);

    /* The recursion that it is part of is too large.  */
    void (*cut) (struct caller *);

    /* Is all known that is to be known of the N functions of a component, of
       which a recursion's summaries may take MEMORY bytes?  Then nothing else is
       asked of them; or, when they are finished, SETTLE.  May be null.  */
    bool (*is_settled) (struct caller **, uint32_t n, size_t memory);
    void (*settle) (struct caller **, uint32_t n, const struct rounds *);
  };

  /* Go through the N functions of ALL.  BUDGET: steps that one may take; MEMORY:
     bytes that all arenas may.  */
  void bottomup_run (const struct bottomup_client *, struct caller **all,
                     uint32_t n, uint64_t budget, size_t memory);

  /* CALLER uses the summary of TARGET, which is in its component.  */
  void bottomup_uses (struct caller *caller, struct caller *target);

#ifdef __cplusplus
}
#endif

#endif
