/* Questions of order: the flow engine's client.  See program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Skeletons are read out of the units when they are asked for.  What a unit did
   not know of the functions that its sites call, the program does.  */

#include "digest.h"
#include "transcript.h"

/* Steps that the engine may run for one function: a share of the budget.  */
#define SHARE 4

/* Skeletons of up to this many steps are kept, to be run at calls.  */
#define MAX_KEPT 400

static struct flow *current;
static struct function *current_function;

/* --- Skeletons. ---  */

/* Is it known what S, which F calls, does?  No matter when F's skeleton is read,
   what comes before F is.  */

static bool
is_done (const struct function *f, const struct symbol *s)
{
  return s->imports || s->body->caller.component < f->caller.component;
}

/* Is more known of S than its declaration says?  */

static bool
is_known (const struct symbol *s)
{
  return s && s->callee && !s->callee->attributes->flows
         && (s->imports || is_trusted (s));
}

static void
describe_known (struct skeleton *sk, struct skel_site *site,
                const struct summary *known)
{
  site->kind = SITE_CALL;
  site->unseen = site->writes_args_only = false;
  site->only_makes = known && summary_only_makes (known);
  site->moves = summary_moves (known);
  site->returns_arg = -1;
  for (uint32_t i = 0; i < site->n_args; i++)
    sk->args.v[site->args + i].kept
        = !known || !summary_only_accesses (known, (int)i);
}

static void
resolve_sites (struct function *f, struct skeleton *sk)
{
  for (site_id i = 1; i < sk->sites.n; i++)
    {
      struct skel_site *site = &sk->sites.v[i];
      uint32_t n = transcript_number (site->callee);
      const struct symbol *s = n ? f->member->symbols[n - 1] : NULL;
      site->where = &f->code->spots.v[transcript_number (site->where) - 1];
      site->callee = s;
      site->recursive = s && s->body == f;
      if (is_known (s))
        describe_known (sk, site,
                        !is_done (f, s) ? NULL
                        : s->imports    ? s->imports->summary
                                        : summary_of (s->body));
    }
}

static const struct thing *
thing_of (const struct function *f, const void *client)
{
  uint32_t n = transcript_number (client);
  return n ? &f->code->things.v[n - 1] : NULL;
}

/* Put what is F's in the place of numbers.  PLACES become spots, so that all
   that is told where it is has the same form.  */

static void
resolve (struct function *f, struct transcript *t)
{
  struct skeleton *sk = t->skeleton;
  struct spot *spots
      = arena_alloc (f->words, (t->places.n + 1) * sizeof *spots);
  for (uint32_t i = 0; i < t->places.n; i++)
    spots[i + 1].place = t->places.v[i];
  sk->function = f;
  for (name_id n = 1; n < sk->names.n; n++)
    {
      node_id node = sk->names.v[n].node;
      sk->names.v[n].node = node < f->replay.n_nodes && f->caller.graph
                                ? f->replay.nodes[node]
                                : NO_NODE;
    }
  for (memory_id m = 1; m < sk->memories.n; m++)
    {
      struct skel_memory *memory = &sk->memories.v[m];
      uint32_t n = transcript_number (memory->what);
      memory->what = memory->kind == MEMORY_FRAME ? thing_of (f, memory->what)
                     : n ? (const void *)f->member->symbols[n - 1]
                         : NULL;
    }
  for (uint32_t i = 0; i < sk->steps.n; i++)
    {
      struct skel_step *step = &sk->steps.v[i];
      uint32_t n = transcript_number (step->where);
      step->to.what = thing_of (f, step->to.what);
      step->where = step->kind == SKEL_CALL ? &f->code->spots.v[n - 1]
                    : n                     ? &spots[n]
                                            : NULL;
    }
  for (edge_id e = 1; e < sk->edges.n; e++)
    {
      struct skel_edge *edge = &sk->edges.v[e];
      uint32_t n = transcript_number (edge->where);
      edge->where = n ? &spots[n] : NULL;
      edge->label = thing_of (f, edge->label);
    }
  resolve_sites (f, sk);
}

static void
free_skeleton (struct function *f)
{
  skeleton_free (f->skeleton);
  f->skeleton = NULL;
  if (f->words)
    arena_free (f->words);
  f->words = NULL;
}

static const struct skeleton *
skeleton_of (struct function *f)
{
  struct transcript t;
  if (f->skeleton)
    return f->skeleton;
  f->words = arena_new ();
  if (!transcript_read (&t, f->member->unit, f->code, f->words))
    fail ("the section `.gnu.escape' of %s is damaged: the order of `%s' "
          "contradicts itself",
          f->member->where, f->symbol->thing.text);
  f->skeleton = t.skeleton;
  f->large = t.skeleton->steps.n > MAX_KEPT;
  resolve (f, &t);
  return f->skeleton;
}

struct function *
ordered_body (const struct function *f, const struct symbol *s)
{
  /* What comes behind F calls what is not analysed yet.  */
  return is_trusted (s) && s->body->caller.component <= f->caller.component
             ? s->body
             : NULL;
}

static const struct skeleton *
body_of (void *data, const struct skeleton *caller,
         const struct skel_site *site)
{
  (void)data;
  const struct symbol *s = site->callee;
  if (!s || site->kind != SITE_CALL)
    return NULL;
  cache_ask (s, ASKED_ORDER);
  struct function *target = ordered_body (current_function, s);
  if (!target || target == caller->function
      || (target->large && !target->skeleton))
    return NULL;
  const struct skeleton *body = skeleton_of (target);
  return target->large ? NULL : body;
}

struct digest
ordered_digest (struct function *f)
{
  if (f->order_digested)
    return f->order;
  struct digest d = digest_of_code (f);
  /* Its sites are among what it calls by name.  */
  for (uint32_t i = 0; i < f->code->refs.n; i++)
    {
      const struct unit_reference *r = &f->code->refs.v[i];
      const struct symbol *s = f->member->symbols[r->symbol - 1];
      if (r->direct && is_known (s) && is_done (f, s))
        digest_add (&d, digest_of_body (s));
    }
  f->order = d;
  f->order_digested = true;
  return d;
}

static const struct flow_client client = { NULL, body_of, true };

void
ordered_done (struct function *f)
{
  flow_free (current);
  current = NULL;
  current_function = NULL;
  if (f->large)
    free_skeleton (f);
}

/* --- The events of a path. ---  */

static struct source_place
place_of (const void *where)
{
  const struct spot *spot = where;
  return spot ? spot->place : (struct source_place){ "", 0, 0 };
}

/* Where the source has what control came by over edge E: its last step in front
   of the edge.  */

static struct source_place
place_before (const struct skeleton *s, edge_id e)
{
  const struct skel_block *b = &s->blocks.v[s->edges.v[e].src];
  if (!s->edges.v[e].n_literals && place_of (s->edges.v[e].where).line)
    return place_of (s->edges.v[e].where);
  if (skeleton_ends_by (s, e))
    return place_of (NULL);
  if (place_of (s->edges.v[e].where).line)
    return place_of (s->edges.v[e].where);
  for (uint32_t i = b->n_steps; i-- > 0;)
    if (place_of (s->steps.v[b->steps + i].where).line)
      return place_of (s->steps.v[b->steps + i].where);
  return place_of (NULL);
}

static const char *
event_text (const struct flow_event *e, const char *lost)
{
  const struct spot *spot = e->where;
  switch (e->kind)
    {
    case FLOW_MADE:
      return allocation_text (spot, spot->name);
    case FLOW_BRANCH:
      {
        const struct thing *t = e->skeleton->edges.v[e->edge].label;
        return t ? quoted_text (t->text) : NULL;
      }
    case FLOW_STORED:
      {
        const struct skel_step *step = &e->skeleton->steps.v[e->step];
        const struct thing *t = step->to.what;
        if (!t && (step->kind == SKEL_STORE || step->kind == SKEL_CALL) && spot
            && spot->name)
          return report_text ("passed to %q", spot->name);
        return t ? stored_text (t, step->kind == SKEL_BLOCK) : NULL;
      }
    case FLOW_CALL:
      return report_text ("calls %q", spot->name);
    case FLOW_RELEASE:
      return report_text ("released by %q", spot->name);
    case FLOW_LAST:
      return lost;
    default:
      return NULL;
    }
}

/* What a call does is told only if something happens in it.  */

static bool
is_empty_call (const struct flow_path *p, uint32_t i)
{
  return p->events.v[i].kind == FLOW_CALL && i + 1 < p->events.n
         && p->events.v[i + 1].kind == FLOW_BACK;
}

void
events_of_flow (const struct flow_path *p, const char *lost, event_path *out)
{
  for (uint32_t i = 0; i < p->events.n; i++)
    {
      const struct flow_event *e = &p->events.v[i];
      const struct function *f = e->skeleton->function;
      if (e->kind == FLOW_BACK)
        continue;
      if (is_empty_call (p, i))
        {
          i++;
          continue;
        }
      struct source_place place = place_of (e->where);
      edge_id by = e->kind == FLOW_LAST && e->edge
                       ? skeleton_returns_by (e->skeleton, e->edge)
                       : NO_EDGE;
      if (e->kind == FLOW_LAST && e->edge && (!place.line || by))
        {
          struct source_place before
              = place_before (e->skeleton, by ? by : e->edge);
          if (before.line)
            place = before;
        }
      if (e->kind == FLOW_LAST && !place.line)
        place = f->code->end;
      const char *text
          = place.line && !f->code->in_header ? event_text (e, lost) : NULL;
      if (text)
        *vec_push (out)
            = (struct event){ e->kind == FLOW_MADE
                                  ? ((const struct spot *)e->where)->written_at
                                  : place,
                              f->symbol->thing.text, text };
    }
}

const struct skeleton *
ordered_skeleton (struct function *f)
{
  cache_ask (f->symbol, ASKED_ORDER);
  free_skeleton (f);
  return skeleton_of (f);
}

struct flow *
flow_of (struct function *f)
{
  if (current_function != f)
    {
      current_function = f;
      current = flow_new (ordered_skeleton (f), f->caller.graph, &client,
                          options.budget / SHARE);
    }
  return current;
}

enum flow_answer
ask_in_order (struct function *f, object_id obj, enum flow_question question,
              event_path *path, const char *last)
{
  struct flow_path found = { { NULL, 0, 0 }, false };
  enum flow_answer answer
      = flow_ask (flow_of (f), obj, question, path ? &found : NULL);
  if (path && answer == FLOW_YES)
    events_of_flow (&found, last, path);
  vec_free (&found.events);
  return answer;
}
