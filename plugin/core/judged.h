/* The verdict on an object, read off a solved graph and the flow engine.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What the plugin says of a unit and `escape program' of a whole program alike.
   Each is a client, which knows where in the source things are, has words for
   them, and keeps the paths of its verdicts.  */

#ifndef ESCAPE_CORE_JUDGED_H
#define ESCAPE_CORE_JUDGED_H

#include "ends.h"
#include "outcome.h"
#include "trace.h"

#ifdef __cplusplus
extern "C"
{
#endif

  struct judged
  {
    enum heap_kind heap_kind; /* Of what is on the heap.  */
    bool on_stack;            /* Variable, alloca or stack-backed.  */
    bool escapes;
    unsigned reasons; /* Bits of enum reason.  */
    enum grade grade;
    bool outlives_iteration;
    int64_t size; /* Bytes, or -1 where not known.  */
    enum released released;
    bool promotable;
    bool left_to_callers; /* In a function that only others of the unit call,
                             and the only reasons are `returned' or
                             `parameter': `heap' is told at the calls.  */
    bool stack_bug;       /* Groups `stack', `leak' and `pathleak': yes.  */
    bool leak_bug;
    bool path_leak_bug;
    unsigned
        fault; /* What is wrong with objects of one number is told once: the
                       client's, by judge_fault; 0: nothing else speaks of it.
                     */
    const char *unknown_callee; /* The unknown code that it is passed to, or
                                   null.  */
  };

  /* The paths of a verdict.  */

  enum judged_path
  {
    PATH_WHY,  /* It escapes.  */
    PATH_BUG,  /* Of a stack_bug or leak_bug, where it differs.  */
    PATH_LOSS, /* Of a path_leak_bug.  */
    N_JUDGED_PATHS
  };

  struct judge_client;

  typedef VEC (object_id) object_list;

  /* The function in hand.  */

  struct judging
  {
    const struct judge_client *client;
    struct graph *g; /* Solved.  */
    struct outcome *out;
    struct search *search;
    object_id *one_with; /* By object; or null.  See judge_fault.  */
    bool root;           /* Code that is not in sight calls it.  */
    bool is_main;        /* What it makes lasts as long as the process.  */
    uint64_t stack_limit;
  };

  struct judge_client
  {
    struct flow *(*flow) (struct judging *);

    /* Append to a path of V, which is about OBJ, what T says, which may be
       null; what FOUND says, the answer to QUESTION, or where the function
       returns and OBJ is lost; that from there on it fails.  */
    void (*tell_trace) (struct judging *, struct judged *v, enum judged_path,
                        const struct trace *t);
    void (*tell_flow) (struct judging *, struct judged *v, enum judged_path,
                       object_id obj, enum flow_question question,
                       const struct flow_path *found);
    void (*tell_failing) (struct judging *, struct judged *v, enum judged_path,
                          const struct failing *how);

    /* The events of path FROM of V become the last ones of INTO's path TO.  */
    void (*move_path) (struct judged *into, enum judged_path to,
                       struct judged *v, enum judged_path from);

    /* Does STEP call a function that nothing is known of but its declaration? */
    bool (*calls_library) (struct judging *, const struct step *step);

    /* The entry of the table for libc that function WHAT has, or null.  */
    const struct lib_effects *(*library) (const void *what);

    /* The innermost loop around the call CALL, or null; is CALL in LOOP; does
       the storage of WHAT end with each iteration of it; does a name that holds
       OBJ carry its value over an iteration's end?  */
    const void *(*loop) (struct judging *, const void *call);
    bool (*in_loop) (struct judging *, const void *loop, const void *call);
    bool (*dies_in) (struct judging *, const void *loop, const void *what);
    bool (*survives) (struct judging *, const void *loop, object_id obj);

    /* The verdict on OBJ, which a callee has made and handed out, by
       judge_allocation with SAME.  The client's until it is handed over, or
       dropped because INTO, about the same call, has it too: then what the
       client has added goes there.  */
    struct judged *(*clone) (struct judging *, object_id obj,
                             const struct judged *same);
    /* WAITS: what it waits for callers by (judge_waits_by), or null.  */
    void (*hand_over) (struct judging *, struct judged *v, const void *waits);
    void (*drop) (struct judged *v, struct judged *into);

    /* OBJ is a callee's, and only callbacks see it.  */
    void (*feed_back) (struct judging *, object_id obj);
  };

  /* Compute J's outcome and its search anew.  */
  void judging_begin (struct judging *j);
  void judging_end (struct judging *j);

  /* Fill in of V whether OBJ escapes, and why.  */
  void judge_escape (struct judging *j, object_id obj, struct judged *v);

  /* Fill in V, which is zero but for FAULT: OBJ is made by a call.  SAME: null, or
     the verdict on another object of that call, which V will be merged into.  */
  void judge_allocation (struct judging *j, object_id obj,
                         const struct judged *same, struct judged *v);

  /* The object that stands for those with which OBJ is told: of all arrays of one
     slice, and all parts of one map, the same.  */
  object_id judge_fault (struct judging *j, object_id obj);

  /* Append to OUT all that the slices and maps hold that argument I of MAKING is
     or points to.  */
  void judged_handed (const struct graph *, const struct making *making,
                      uint32_t i, object_list *out);

  /* Judge what callees have made and handed out: one verdict for each call and
     kind.  */
  void judge_clones (struct judging *j);

  /* The call, of a function that gets nothing but OBJ, by which the function in hand
     releases OBJ where it does; or null.  */
  const void *judge_releasing_call (struct judging *j, object_id obj);

  /* Can it not be shown that some release gets WHAT, which is not on the heap, or
     one of SEVERAL?  HOW: of the release in question.  */
  bool judge_is_spared (struct judging *j, object_id what, bool several,
                        enum release_how how);

  /* Does OBJ, of the frame, outlive the function, as the outcome has it, by nothing
     but calls of libc that others withdraw before the function ends?  */
  bool judge_is_withdrawn (struct judging *j, object_id obj);

  /* What a verdict about O, which callers' callbacks may see, waits by in the
     function that made it, or whose callee did: the object's own `what', or the
     call that it came out of.  Null: it does not wait.  */
  const void *judge_waits_by (const struct object *o);

  /* The same in a caller, for O that is `carried'.  */
  const void *judge_waited_by (const struct object *o);

  /* What callbacks do to OBJ, a callee's that only they see: it has escaped the
     callee's frame if it is found anywhere but in its like.  */
  struct outcome judge_carried (const struct judging *j, object_id obj);

  /* V waits for callers, and one shows OUT and RELEASED of its object.  PATH: why
     it escapes has been told.  True: now is the time to.  */
  bool judged_add (struct judged *v, const struct outcome *out,
                   enum released released, bool path);

  /* A caller was given up, so its callbacks may do anything.  */
  void judged_give_up (struct judged *v);

#ifdef __cplusplus
}
#endif

#endif
