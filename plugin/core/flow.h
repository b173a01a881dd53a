/* The flow engine: what is so at which point, on which path.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   After ESP (Das, Lerner, Seigle, PLDI 2002), for one OBJECT at a time, over a
   function's skeleton and its solved graph.

   STATE.  The object's LIFE; and an environment that gives each place (a name,
   a cell of a memory, a cell behind a pointer) a VALUE.  Places with equal
   values share one, so that what is learnt of one is learnt of all: whether the
   value is a pointer into the object (no, may, must), its bounds, some numbers
   that it is not, the memory that it is the address of.  States of a block are
   keyed by life and by which places must hold the object; those with equal keys
   join, and past MAX_KEYS of them the nearest do.

   CALLS.  The callee's skeleton, where the client has one and it is small, is
   run in place of its call, so that out-parameters, error codes and guarded
   releases are as exact as in one function.  Else the call may do what the
   solved graph says that it may: release the object, hand it to somebody, put
   it into cells; and writes to all that it can reach.

   TWO DIRECTIONS.  What no state shows is so on no path: the joined states
   stand for all paths.  That something is so on some path is only said after a
   path that shows it was run alone, from the entry, where nothing is joined and
   nothing is in doubt: no condition on it is contradicted; each is a literal
   that the engine keeps, or tests what nothing else on the path depends on; no
   effect on it is a mere may.

   Over budget, of an object that stands for several, or of a heap object that was
   not seen made: it cannot be told.  */

#ifndef ESCAPE_CORE_FLOW_H
#define ESCAPE_CORE_FLOW_H

#include "skeleton.h"

#ifdef __cplusplus
extern "C"
{
#endif

  enum flow_answer
  {
    FLOW_NO,    /* On no path.  */
    FLOW_MAYBE, /* It cannot be told.  */
    FLOW_YES    /* For certain, on the path that comes with it.  */
  };

  /* What is asked of an object.  "Some path": one that a caller can make the
   function take.  */

  enum flow_question
  {
    /* Frame storage.  On some path the function returns while memory that lives
       longer holds a pointer to it, as far as code that is seen put it there.  */
    FLOW_DANGLES,
    /* Storage of a block: on some path it is used behind its end.  */
    FLOW_USED_LATE,
    /* Heap.  On some path the last pointer goes while the object is live, and
       nobody else has it: overwritten, or out of scope.  */
    FLOW_LOST,
    /* On some path it is released; on every one on which it is made it is
       released in the end, or control does not return.  */
    FLOW_RELEASED,
    FLOW_NOT_RELEASED, /* NO: it is always released.  */
    FLOW_RELEASED_TWICE,
    /* Storage that is not on the heap is released on some path.  Where unseen
       code was asked about it, or its references were counted, that is not
       certain: who does so knows, perhaps.  */
    FLOW_RELEASED_WRONGLY,
    /* On some path it is there, live or not, when the function returns, and
       memory that lives longer, the result or somebody unseen has it.  Frame
       storage: or such memory has it, and other code runs, or it is read where
       the graph does not say so.  */
    FLOW_LEAVES,
    N_FLOW_QUESTIONS
  };

  /* The path of a YES, for the report.  */

  enum flow_event_kind
  {
    FLOW_MADE,   /* WHERE makes the object.  */
    FLOW_BRANCH, /* EDGE of a condition is taken.  */
    FLOW_STORED, /* A step puts it into memory.  */
    FLOW_CALL,   /* WHERE calls FUNCTION; the events up to FLOW_BACK are
		      in there.  */
    FLOW_BACK,
    FLOW_GONE, /* Its storage ends: SKEL_END, or the return.  */
    FLOW_RELEASE,
    FLOW_LAST /* What the question was about: the loss, the use, the
		      return, the release.  */
  };

  struct flow_event
  {
    enum flow_event_kind kind;
    const struct skeleton *skeleton; /* Where it is, and ...  */
    edge_id edge;                    /* ... FLOW_BRANCH: this edge; of
					FLOW_LAST: the one to its block ... */
    uint32_t step;                   /* ... else this step (an index).  */
    const void *where;               /* The statement of either.  */
  };

  struct flow_path
  {
    VEC (struct flow_event) events;
    bool open; /* Control need not take it.  */
  };

  /* What the engine asks its client.  */

  struct flow_client
  {
    void *data;
    /* The skeleton of what SITE of CALLER calls, if its body is what will run
       and it is at hand; or null.  The engine looks itself at whether it is too
       big or recursive.  */
    const struct skeleton *(*body) (void *data, const struct skeleton *caller,
                                    const struct skel_site *site);
    /* Whether a pointer that was there on entry is null is taken to be known
       where it is kept as a sign: behind `saved = NULL; if (c) saved = arg;'
       who tests SAVED means C.  */
    bool believes;
  };

  struct flow;

  /* For the function of SKELETON, whose solved graph is G; both must outlive it.
   CLIENT may be null.  BUDGET bounds the steps that are run for all objects
   together.  */
  struct flow *flow_new (const struct skeleton *, const struct graph *g,
                         const struct flow_client *, uint64_t budget);
  void flow_free (struct flow *);

  /* That of its function.  */
  const struct skeleton *flow_skeleton (const struct flow *);

  /* That of what SITE of CALLER calls, as the client knows it; or null.  */
  const struct skeleton *flow_body (const struct flow *,
                                    const struct skeleton *caller,
                                    const struct skel_site *site);

  /* The answer to QUESTION about OBJ: OBJECT_FRAME, OBJECT_ALLOCA, OBJECT_FRESH,
   for FLOW_RELEASED_WRONGLY OBJECT_GLOBAL too, and for the releases what a
   parameter points to (OBJECT_CONTENT at level 0).  Of YES, PATH, if not null,
   gets the path; the caller frees its events by vec_free.  What is asked of
   one object one after the other is computed once.  */
  enum flow_answer flow_ask (struct flow *, object_id obj, enum flow_question,
                             struct flow_path *path);

  /* Is the answer no?  Sooner than by asking, if not.  */
  bool flow_is_never (struct flow *, object_id obj, enum flow_question);

  /* Is the answer yes, and control need but enter the function for that?  */
  bool flow_is_forced (struct flow *, object_id obj, enum flow_question);

  /* Is FLOW_NOT_RELEASED answered by NO?  Where it is not, that is found sooner
   than by asking.  Not THOROUGH: only where few steps tell it.  */
  bool flow_always_released (struct flow *, object_id obj, bool thorough);

  /* Steps run so far.  */
  uint64_t flow_steps (const struct flow *);

#ifdef __cplusplus
}
#endif

#endif
