/* What is given to libc or the kernel and withdrawn again.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A function that registers the address of a local (epoll_ctl, putenv, setvbuf,
   sigaltstack) and withdraws it whichever way it returns leaves nothing behind.
   The table for libc says which calls are such pairs, the graph which calls
   withdraw something, themselves or by what they call.  Where the registration
   itself has failed there is nothing to withdraw.  */

#include "effects.h"
#include "judged.h"

#include <string.h>

/* What leaves a pointer: step AT of BLOCK is the call in the function, which leads
   to one of EFFECTS, CALL of SKELETON; that is null if it cannot be seen.  */

struct registration
{
  block_id block;
  uint32_t at;
  bool direct; /* They are the same.  */
  const struct skeleton *skeleton;
  block_id in; /* Where in SKELETON.  */
  uint32_t call;
  const struct lib_effects *effects;
};

/* --- Values. ---  */

static const struct skel_step *
step_of (const struct skeleton *s, block_id b, uint32_t i)
{
  return &s->steps.v[s->blocks.v[b].steps + i];
}

/* What O is a copy of.  */

static struct operand
origin_of (const struct skeleton *s, struct operand o)
{
  for (unsigned depth = 0; o.kind == OPERAND_NAME && depth < 8; depth++)
    {
      const struct skel_step *step = skeleton_definition (s, o.name);
      if (!step || step->kind != SKEL_COPY)
        break;
      o = step->a;
    }
  return o;
}

static bool
is_same_operand (struct operand a, struct operand b)
{
  return a.kind == b.kind && a.name == b.name && a.memory == b.memory
         && a.number == b.number && a.kind != OPERAND_UNKNOWN;
}

/* The step that loads O, or null.  */

static const struct skel_step *
load_of (const struct skeleton *s, struct operand o)
{
  const struct skel_step *step
      = o.kind == OPERAND_NAME ? skeleton_definition (s, o.name) : NULL;
  return step && step->kind == SKEL_LOAD ? step : NULL;
}

/* Do A and B have the same value, as far as can be seen?  */

static bool
is_same (const struct skeleton *s, struct operand a, struct operand b)
{
  a = origin_of (s, a);
  b = origin_of (s, b);
  if (is_same_operand (a, b))
    return true;
  const struct skel_step *x = load_of (s, a), *y = load_of (s, b);
  return x && y && x->from.off == y->from.off && x->from.size == y->from.size
         && x->from.index == y->from.index
         && is_same_operand (origin_of (s, x->from.base),
                             origin_of (s, y->from.base));
}

/* What P, a pointer, begins with; *OFF grows by the bits that it is behind that.  */

static struct operand
base_of (const struct skeleton *s, struct operand p, int64_t *off)
{
  for (unsigned depth = 0; depth < 8; depth++)
    {
      p = origin_of (s, p);
      const struct skel_step *step
          = p.kind == OPERAND_NAME ? skeleton_definition (s, p.name) : NULL;
      if (!step || step->kind != SKEL_ARITH || step->op != OP_ADD
          || step->b.kind != OPERAND_NUMBER)
        break;
      *off += step->b.number * 8;
      p = step->a;
    }
  if (p.kind == OPERAND_ADDRESS)
    {
      *off += p.number;
      p.number = 0;
    }
  return p;
}

/* Is O what stands where P points?  */

static bool
is_what_stands_at (const struct skeleton *s, struct operand o, struct operand p)
{
  const struct skel_step *load = load_of (s, origin_of (s, o));
  if (!load || !load->from.exact)
    return false;
  int64_t off = load->from.off, at = 0;
  struct operand base = base_of (s, load->from.base, &off);
  p = base_of (s, p, &at);
  return off == at && is_same_operand (base, p);
}

/* --- What was last stored in a variable. ---  */

enum stored
{
  STORED_NOT,
  STORED_HERE,
  STORED_PERHAPS
};

/* Looking back from a step for what was stored OFF bits behind the start of
   MEMORY; WHOLE: or anywhere in it.  */

struct look
{
  const struct judging *j;
  const struct skeleton *s;
  memory_id memory;
  bool whole;
  int64_t off;
  const struct skel_step
      *found;   /* The only step that can have stored it; ... */
  bool unclear; /* ... no, there may be another.  */
};

/* Of a call that writes a string to its first argument: the argument that it
   begins with, from 0; or -1.  */

static int
written_text (const struct judging *j, const struct skel_site *site)
{
  static const struct
  {
    const char *name;
    int text;
  } writers[] = { { "strcpy", 1 },   { "__strcpy_chk", 1 },
                  { "sprintf", 1 },  { "__sprintf_chk", 3 },
                  { "snprintf", 2 }, { "__snprintf_chk", 4 } };
  const struct lib_effects *e
      = site->callee ? j->client->library (site->callee) : NULL;
  for (unsigned i = 0; e && i < sizeof writers / sizeof *writers; i++)
    if (!strcmp (e->name, writers[i].name)
        && writers[i].text < (int)site->n_args)
      return writers[i].text;
  return -1;
}

static enum stored
call_stores (const struct look *l, const struct skel_site *site)
{
  if (site->pure || site->is_const)
    return STORED_NOT;
  struct operand to
      = site->n_args ? l->s->args.v[site->args].value : operand_unknown ();
  return l->whole && written_text (l->j, site) >= 0
                 && to.kind == OPERAND_ADDRESS && to.memory == l->memory
                 && !to.number
             ? STORED_HERE
             : STORED_PERHAPS;
}

static enum stored
stores (const struct look *l, const struct skel_step *step)
{
  const struct reference *to = &step->to;
  switch (step->kind)
    {
    case SKEL_STORE:
    case SKEL_BLOCK:
    case SKEL_CLEAR:
      if (to->base.kind != OPERAND_ADDRESS)
        return STORED_PERHAPS;
      return to->base.memory != l->memory
                     || (!l->whole && to->exact
                         && (to->off + to->size <= l->off || to->off > l->off))
                 ? STORED_NOT
                 : STORED_HERE;
    case SKEL_CALL:
      return call_stores (l, &l->s->sites.v[step->site]);
    case SKEL_BEGIN:
    case SKEL_END:
      return step->memory == l->memory ? STORED_PERHAPS : STORED_NOT;
    case SKEL_BARRIER:
      return STORED_PERHAPS;
    default:
      return STORED_NOT;
    }
}

/* Look in BLOCK, in front of step END.  False: what was stored there is not in
   front of that.  */

static bool
look_in (struct look *l, block_id block, uint32_t end)
{
  for (uint32_t i = end; i-- > 0;)
    {
      const struct skel_step *step = step_of (l->s, block, i);
      enum stored is = stores (l, step);
      if (is == STORED_NOT)
        continue;
      l->unclear |= is == STORED_PERHAPS || (l->found && l->found != step);
      l->found = step;
      return false;
    }
  l->unclear |= block == SKEL_ENTRY;
  return true;
}

/* What L looks for, in front of step END of BLOCK; null: it cannot be told.  */

static const struct skel_step *
look_back (struct look *l, block_id block, uint32_t end)
{
  const struct skeleton *s = l->s;
  bool *seen = escape_alloc (s->blocks.n);
  block_id *todo = escape_alloc ((s->blocks.n + 1) * sizeof *todo);
  uint32_t n = 0;
  if (look_in (l, block, end))
    todo[n++] = block;
  while (n && !l->unclear)
    {
      block_id at = todo[--n];
      for (edge_id e = 1; e < s->edges.n; e++)
        {
          block_id from = s->edges.v[e].src;
          if (s->edges.v[e].dst != at || seen[from])
            continue;
          seen[from] = true;
          if (look_in (l, from, s->blocks.v[from].n_steps))
            todo[n++] = from;
        }
    }
  escape_release (seen);
  escape_release (todo);
  return l->unclear ? NULL : l->found;
}

/* --- Texts, and numbers in memory. ---  */

/* The text that O points to, a constant; or null.  */

static const char *
constant_text (const struct skeleton *s, struct operand o)
{
  const char *text
      = o.kind == OPERAND_ADDRESS ? s->memories.v[o.memory].text : NULL;
  return text && o.number % 8 == 0 && o.number >= 0
                 && (uint64_t)o.number / 8 <= strlen (text)
             ? text + o.number / 8
             : NULL;
}

/* The text that O points to in front of step AT of BLOCK, or null.  */

static const char *
visible_text (const struct judging *j, const struct skeleton *s,
              struct operand o, block_id block, uint32_t at)
{
  o = origin_of (s, o);
  if (o.kind != OPERAND_ADDRESS)
    return NULL;
  if (s->memories.v[o.memory].kind != MEMORY_FRAME || o.number)
    return constant_text (s, o);
  struct look l = { j, s, o.memory, true, 0, NULL, false };
  const struct skel_step *step = look_back (&l, block, at);
  if (step && step->kind == SKEL_CALL)
    {
      const struct skel_site *site = &s->sites.v[step->site];
      int text = written_text (j, site);
      return constant_text (s,
                            origin_of (s, s->args.v[site->args + text].value));
    }
  if (!step || step->kind != SKEL_BLOCK || step->to.off)
    return NULL;
  o = step->from.base;
  o.number = step->from.off;
  return constant_text (s, o);
}

/* May CALL, a step of BLOCK, name by O the variable of the environment that R
   sets by OF?  */

static bool
may_name (const struct judging *j, const struct registration *r,
          struct operand o, block_id block, uint32_t call, struct operand of)
{
  const char *name = visible_text (j, r->skeleton, o, block, call);
  const char *text = visible_text (j, r->skeleton, of, r->in, r->call);
  size_t n = text ? strcspn (text, "=%") : 0;
  return !name || !text || text[n] != '='
         || (strcspn (name, "=") == n && !strncmp (name, text, n));
}

/* Does the call of R do nothing, by what it is given in memory?  */

static bool
is_idle (const struct judging *j, const struct registration *r)
{
  const struct idle *idle = &r->effects->idle;
  if (!r->skeleton || idle->level != 1)
    return false;
  const struct skeleton *s = r->skeleton;
  const struct skel_site *site = &s->sites.v[step_of (s, r->in, r->call)->site];
  if (site->first_int < 0 || idle->arg > site->n_args)
    return false;
  struct operand o = origin_of (s, s->args.v[site->args + idle->arg - 1].value);
  if (o.kind != OPERAND_ADDRESS)
    return false;
  struct look l
      = { j, s, o.memory, false, o.number + site->first_int, NULL, false };
  const struct skel_step *step = look_back (&l, r->in, r->call);
  return step && step->kind == SKEL_STORE && step->to.off == l.off
         && step->a.kind == OPERAND_NUMBER
         && step->a.number == (int64_t)idle->is;
}

/* --- Withdrawals. ---  */

static bool
is_same_argument (const struct judging *j, const struct registration *r,
                  const struct same_argument *same, block_id block,
                  uint32_t call)
{
  const struct skeleton *s = r->skeleton;
  const struct skel_site *to = &s->sites.v[step_of (s, block, call)->site];
  const struct skel_site *site = &s->sites.v[step_of (s, r->in, r->call)->site];
  if (same->arg > to->n_args || same->of > site->n_args)
    return false;
  struct operand a = s->args.v[to->args + same->arg - 1].value;
  struct operand of = s->args.v[site->args + same->of - 1].value;
  return same->named   ? may_name (j, r, a, block, call, of)
         : same->level ? is_what_stands_at (s, a, of)
                       : is_same (s, a, of);
}

/* Is what W says it withdraws, at step CALL of BLOCK, what R has left?  Which of
   several that is cannot be told in callees.  */

static bool
withdraws (const struct judging *j, const struct withdrawing *w,
           const struct registration *r, block_id block, uint32_t call)
{
  unsigned same = 0;
  if (!(w->what & r->effects->withdrawn))
    return false;
  if (!w->by || !r->direct)
    return true;
  for (unsigned i = 0; i < w->by->withdraws.n_same; i++)
    same += is_same_argument (j, r, &w->by->withdraws.same[i], block, call);
  return same >= (w->by->withdraws.any ? 1 : w->by->withdraws.n_same);
}

/* Does step I of BLOCK withdraw what R has left?  */

static bool
is_withdrawal (const struct judging *j, const struct skeleton *s,
               const struct registration *r, block_id block, uint32_t i)
{
  const struct skel_step *step = step_of (s, block, i);
  bool found = false;
  for (uint32_t k = 0;
       step->kind == SKEL_CALL && k < j->g->withdrawals.n && !found; k++)
    found = j->g->withdrawals.v[k].where == step->where
            && withdraws (j, &j->g->withdrawals.v[k], r, block, i);
  return found && !(block == r->block && i == r->at);
}

/* Does 0, as one of NAME's values, fulfil OP NUMBER?  */

static bool
is_zero (const struct skel_name *name, enum skel_op op, int64_t number)
{
  int sign = !number ? 0 : number > 0 || !name->is_signed ? 1 : -1;
  switch (op)
    {
    case OP_EQ:
      return sign == 0;
    case OP_NE:
      return sign != 0;
    case OP_LT:
      return sign > 0;
    case OP_LE:
      return sign >= 0;
    case OP_GT:
      return sign < 0;
    case OP_GE:
      return sign <= 0;
    default:
      return true;
    }
}

/* Is E taken only where the call of R has failed, by what it returned: not 0?  */

static bool
is_failure (const struct skeleton *s, const struct registration *r, edge_id id)
{
  const struct skel_edge *e = &s->edges.v[id];
  const struct skel_step *step = step_of (s, r->block, r->at);
  name_id result
      = step->kind == SKEL_CALL ? s->sites.v[step->site].result : NO_NAME;
  for (uint32_t i = 0; result && i < e->n_literals; i++)
    {
      const struct literal *l = &s->literals.v[e->literals + i];
      struct operand a = origin_of (s, l->a);
      if (a.kind == OPERAND_NAME && a.name == result && !l->mask
          && !s->names.v[result].is_pointer && l->b.kind == OPERAND_NUMBER
          && !is_zero (&s->names.v[result], l->op, l->b.number))
        return true;
    }
  return false;
}

static bool
returns_in (const struct skeleton *s, block_id b)
{
  uint32_t n = s->blocks.v[b].n_steps;
  return n && step_of (s, b, n - 1)->kind == SKEL_RETURN;
}

/* Can control go from R to a return, and not by a block that is BARRED?  */

static bool
returns_past (const struct skeleton *s, const struct registration *r,
              bool *barred)
{
  block_id *todo = escape_alloc ((s->blocks.n + 1) * sizeof *todo);
  uint32_t n = 0;
  bool found = returns_in (s, r->block);
  todo[n++] = r->block;
  while (n && !found)
    {
      const struct skel_block *b = &s->blocks.v[todo[--n]];
      for (uint32_t i = 0; i < b->n_edges; i++)
        {
          edge_id e = s->out.v[b->edges + i];
          block_id to = s->edges.v[e].dst;
          if (barred[to] || is_failure (s, r, e))
            continue;
          barred[to] = true;
          found |= returns_in (s, to);
          todo[n++] = to;
        }
    }
  escape_release (todo);
  return found;
}

/* Does a call that withdraws follow R, whichever way control goes?  */

static bool
is_always_withdrawn (const struct judging *j, const struct skeleton *s,
                     const struct registration *r)
{
  bool *barred = escape_alloc (s->blocks.n);
  bool some = false, behind = false;
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      if (is_withdrawal (j, s, r, b, i))
        {
          barred[b] = some = true;
          behind |= b == r->block && i > r->at;
        }
  bool always = behind || (some && !returns_past (s, r, barred));
  escape_release (barred);
  return always;
}

/* --- Registrations. ---  */

/* Where in S the call WHERE is, if it is there.  */

static bool
find_call (const struct skeleton *s, const void *where, block_id *block,
           uint32_t *at)
{
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      if (step_of (s, b, i)->kind == SKEL_CALL
          && step_of (s, b, i)->where == where)
        {
          *block = b;
          *at = i;
          return true;
        }
  return false;
}

/* The registration that STEP is, if it is one.  */

static bool
find_registration (struct judging *j, const struct step *step,
                   struct registration *r)
{
  struct flow *flow = j->client->flow (j);
  const struct skeleton *s = flow_skeleton (flow);
  memset (r, 0, sizeof *r);
  if (!find_call (s, step->where, &r->block, &r->at))
    return false;
  r->direct = true;
  r->in = r->block;
  r->call = r->at;
  while (step->inner && step->inner->n)
    {
      s = s ? flow_body (flow, s,
                         &s->sites.v[step_of (s, r->in, r->call)->site])
            : NULL;
      r->direct = false;
      step = &step->inner->steps[step->inner->n - 1];
      if (s && !find_call (s, step->where, &r->in, &r->call))
        s = NULL;
    }
  r->skeleton = s;
  r->effects = step->kind == STEP_LIBRARY && step->where && step->what
                   ? j->client->library (step->what)
                   : NULL;
  return r->effects;
}

/* Does E take out of memory what was registered, and put only that there?  */

static bool
is_mere_withdrawal (const struct lib_effects *e)
{
  return e->withdraws.all && !(e->withdraws.all & e->withdrawn);
}

bool
judge_is_withdrawn (struct judging *j, object_id obj)
{
  const struct graph *g = j->g;
  bool some = false;
  for (uint32_t e = 1; e < g->edges.n; e++)
    {
      const struct flow_edge *edge = &g->edges.v[e];
      object_id holder = g->nodes.v[edge->dst].obj;
      enum grade grade;
      if (holder == NO_OBJECT || holder == obj
          || !graph_holds (g, edge->src, obj)
          || !graph_holds (g, edge->dst, obj))
        continue;
      bool keeps = outcome_root (&g->objects.v[holder], &grade)
                       ? grade == GRADE_SHOWN && edge->grade == GRADE_SHOWN
                       : j->out[holder].shown != 0;
      if (!keeps)
        continue;
      struct registration r;
      if (!find_registration (j, &g->steps.v[edge->step], &r))
        return false;
      if (is_idle (j, &r) || is_mere_withdrawal (r.effects))
        continue;
      if (!is_always_withdrawn (j, flow_skeleton (j->client->flow (j)), &r))
        return false;
      some = true;
    }
  return some;
}
