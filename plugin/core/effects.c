/* What functions without a body do: the flow language and the table for libc.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   One parser reads the text of a `flow' attribute and the texts of
   libc-effects.def, which may use more words.  The table is parsed and sorted
   when it is first asked for; an error in it is an error of ours and ends the
   process.  */

#include "effects.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Larger numbers are mistakes, and would cost the solver dearly.  */
#define MAX_ARG 65535
#define MAX_LEVEL 255

#define COUNT(ARRAY) (sizeof (ARRAY) / sizeof *(ARRAY))

static void *
grow (void *old, size_t size)
{
  void *p = realloc (old, size);
  if (!p)
    {
      fputs ("escape: out of memory\n", stderr);
      exit (EXIT_FAILURE);
    }
  return p;
}

/* --- Reading. ---  */

struct parser
{
  const char *text;
  const char *at;
  bool table;  /* The words of the table are allowed.  */
  char *error; /* The first error, or null.  */
};

static bool
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_word (char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
         || is_digit (c);
}

static void
skip_space (struct parser *p)
{
  while (is_space (*p->at))
    p->at++;
}

static size_t
word_length (const char *s)
{
  size_t n = 0;
  while (is_word (s[n]))
    n++;
  return n;
}

/* Set the error, unless there is one.  Returns false, for its callers to
   return in turn.  */
__attribute__ ((format (printf, 2, 3))) static bool
fail (struct parser *p, const char *format, ...)
{
  if (p->error)
    return false;
  va_list args, again;
  va_start (args, format);
  va_copy (again, args);
  int n = vsnprintf (NULL, 0, format, args);
  va_end (args);
  p->error = grow (NULL, (size_t)n + 1);
  vsnprintf (p->error, (size_t)n + 1, format, again);
  va_end (again);
  return false;
}

static size_t
position (const struct parser *p)
{
  return (size_t)(p->at - p->text) + 1;
}

/* What stands here is not what was EXPECTED.  */
static bool
fail_expected (struct parser *p, const char *expected)
{
  size_t n = word_length (p->at);
  unsigned char c = (unsigned char)*p->at;

  if (!c)
    return fail (p, "the text ends at character %zu, where %s was expected",
                 position (p), expected);
  if (n > 0)
    return fail (p, "found '%.*s%s' at character %zu, where %s was expected",
                 n > 30 ? 30 : (int)n, p->at, n > 30 ? "..." : "", position (p),
                 expected);
  if (c < ' ' || c > '~')
    return fail (p,
                 "found a byte 0x%02x at character %zu, where %s was expected",
                 c, position (p), expected);
  return fail (p, "found '%c' at character %zu, where %s was expected", c,
               position (p), expected);
}

/* Skip white space and then TOKEN, if it stands here.  */
static bool
accept (struct parser *p, const char *token)
{
  size_t n = strlen (token);

  skip_space (p);
  if (is_word (*token) ? word_length (p->at) != n || memcmp (p->at, token, n)
                       : strncmp (p->at, token, n) != 0)
    return false;
  p->at += n;
  return true;
}

static bool
expect (struct parser *p, const char *token)
{
  if (accept (p, token))
    return true;
  char quoted[16];
  snprintf (quoted, sizeof quoted, "'%s'", token);
  return fail_expected (p, quoted);
}

/* Read an argument number.  If there is none, EXPECTED was.  */
static bool
parse_number (struct parser *p, unsigned *number, const char *expected)
{
  skip_space (p);
  size_t digits = 0;
  unsigned n = 0;
  bool large = false;
  for (; is_digit (p->at[digits]); digits++)
    {
      n = n * 10 + (unsigned)(p->at[digits] - '0');
      if (n > MAX_ARG)
        {
          large = true;
          n = MAX_ARG;
        }
    }
  if (digits == 0 || word_length (p->at) != digits)
    return fail_expected (p, expected);
  if (large)
    return fail (p,
                 "the argument number at character %zu is too large, the "
                 "largest is %d",
                 position (p), MAX_ARG);
  p->at += digits;
  *number = n;
  return true;
}

static bool
parse_argument (struct parser *p, unsigned *arg, const char *expected)
{
  skip_space (p);
  size_t at = position (p);
  if (!parse_number (p, arg, expected))
    return false;
  if (*arg == 0)
    return fail (p,
                 "found argument 0 at character %zu, where arguments are "
                 "counted from 1",
                 at);
  return true;
}

static bool
parse_stars (struct parser *p, unsigned *level)
{
  for (*level = 0; accept (p, "*"); ++*level)
    if (*level == MAX_LEVEL)
      return fail (p,
                   "found a '*' at character %zu after %d others, which is "
                   "the most that there can be",
                   position (p) - 1, MAX_LEVEL);
  return true;
}

/* --- Flows. ---  */

const char *const heap_kind_names[] = { "raw", "slice", "map" };

static bool
parse_kind (struct parser *p, enum heap_kind *kind)
{
  for (int k = 0; k < N_KINDS; k++)
    if (accept (p, heap_kind_names[k]))
      {
        *kind = (enum heap_kind)k;
        return true;
      }
  return fail_expected (p, "'slice', 'map' or 'raw'");
}

static bool
parse_source (struct parser *p, struct flow *flow)
{
  if (accept (p, "new"))
    {
      flow->src = FLOW_FROM_NEW;
      return expect (p, "(") && parse_kind (p, &flow->new_kind)
             && expect (p, ")");
    }
  flow->src = FLOW_FROM_ARG;
  return parse_argument (p, &flow->src_arg, "an argument number or 'new(KIND)'")
         && parse_stars (p, &flow->src_level);
}

static bool
parse_arrow (struct parser *p, struct flow *flow)
{
  if (accept (p, "->"))
    return true;
  if (p->table && accept (p, "=>"))
    return flow->exact = true;
  return fail_expected (p, flow->src == FLOW_FROM_NEW ? "'->'" : "'*' or '->'");
}

static bool
parse_destination (struct parser *p, struct flow *flow)
{
  if (accept (p, "ret"))
    {
      flow->dst = FLOW_TO_RET;
      if (p->table && accept (p, "*"))
        flow->dst_level = 1;
      else if (flow->src == FLOW_FROM_NEW)
        flow->exact = true;
      if (!p->table && flow->src == FLOW_FROM_ARG && flow->src_level == 0
          && accept (p, "exact"))
        flow->exact = true;
      return true;
    }
  if (accept (p, "heap"))
    {
      flow->dst = FLOW_TO_HEAP;
      return true;
    }
  if (p->table && accept (p, "thread"))
    {
      flow->dst = FLOW_TO_THREAD;
      return true;
    }
  if (p->table && accept (p, "unknown"))
    {
      flow->dst = FLOW_TO_UNKNOWN;
      return true;
    }
  flow->dst = FLOW_TO_ARG;
  if (!parse_argument (p, &flow->dst_arg,
                       "'ret', 'heap' or an argument number with '*'")
      || !parse_stars (p, &flow->dst_level))
    return false;
  if (flow->dst_level == 0)
    return fail_expected (p, "a '*', since a function cannot change its "
                             "caller's argument but only what it points to,");
  return !p->table || !accept (p, "[")
         || (parse_number (p, &flow->dst_word, "a number") && expect (p, "]"));
}

struct flow_list
{
  struct flow *v;
  unsigned n, capacity;
};

static bool
parse_flow (struct parser *p, struct flow_list *list)
{
  struct flow flow = { .new_kind = KIND_RAW };

  if (!parse_source (p, &flow) || !parse_arrow (p, &flow)
      || !parse_destination (p, &flow))
    return false;
  if (list->n == list->capacity)
    {
      list->capacity = list->capacity ? list->capacity * 2 : 4;
      list->v = grow (list->v, list->capacity * sizeof *list->v);
    }
  list->v[list->n++] = flow;
  return true;
}

char *
flow_parse (const char *text, struct flow **flows, unsigned *n_flows)
{
  struct parser p = { .text = text, .at = text };
  struct flow_list list = { 0 };

  skip_space (&p);
  if (*p.at)
    while (parse_flow (&p, &list))
      {
        skip_space (&p);
        if (!*p.at)
          break;
        if (!accept (&p, ";"))
          {
            fail_expected (&p, "';' or the end");
            break;
          }
      }
  if (p.error)
    {
      free (list.v);
      list = (struct flow_list){ 0 };
    }
  *flows = list.v;
  *n_flows = list.n;
  return p.error;
}

/* --- The words of the table, in the order of libc-effects.def. ---  */

struct entry
{
  struct lib_effects effects;
  struct flow_list flows;
  struct callback *callbacks;
};

static bool
parse_frees (struct parser *p, struct entry *e)
{
  unsigned arg, level;

  if (!parse_argument (p, &arg, "an argument number")
      || !parse_stars (p, &level))
    return false;
  if (level == 0)
    e->effects.releases = arg;
  else
    e->effects.releases_content = arg;
  return true;
}

static bool
parse_realloc (struct parser *p, struct entry *e)
{
  e->effects.reallocates = true;
  return parse_frees (p, e);
}

static bool
parse_size (struct parser *p, struct entry *e)
{
  return parse_argument (p, &e->effects.size_arg, "an argument number")
         && (!accept (p, "x")
             || parse_argument (p, &e->effects.size_arg2,
                                "an argument number"));
}

static bool
parse_if_null (struct parser *p, struct entry *e)
{
  return parse_argument (p, &e->effects.fresh_if_null, "an argument number");
}

static bool
parse_name (struct parser *p, const char **name)
{
  skip_space (p);
  size_t n = word_length (p->at);
  if (n == 0)
    return fail_expected (p, "a function's name");
  char *copy = grow (NULL, n + 1);
  memcpy (copy, p->at, n);
  copy[n] = '\0';
  p->at += n;
  *name = copy;
  return true;
}

static bool
parse_by (struct parser *p, struct entry *e)
{
  return parse_name (p, &e->effects.deallocator);
}

/* N of N, N of N*, N names N.  */
static bool
parse_same (struct parser *p, struct withdrawal *w)
{
  struct same_argument *s = &w->same[w->n_same++];
  if (!parse_argument (p, &s->arg, "an argument number"))
    return false;
  s->named = accept (p, "names");
  return (s->named || expect (p, "of"))
         && parse_argument (p, &s->of, "an argument number")
         && parse_stars (p, &s->level);
}

/* withdraws NAME {, NAME} [SAME [{and | or} SAME]] [{when | unless} N is N].  */
static bool
parse_withdraws (struct parser *p, struct entry *e)
{
  struct withdrawal *w = &e->effects.withdraws;
  unsigned n = 0;
  do
    if (n == MAX_WITHDRAWN)
      return fail (p, "more than %d functions", MAX_WITHDRAWN);
    else if (!parse_name (p, &w->names[n++]))
      return false;
  while (accept (p, ","));
  skip_space (p);
  if (is_digit (*p->at))
    {
      if (!parse_same (p, w))
        return false;
      w->any = accept (p, "or");
      if ((w->any || accept (p, "and")) && !parse_same (p, w))
        return false;
    }
  w->unless = accept (p, "unless");
  return !(w->unless || accept (p, "when"))
         || (parse_argument (p, &w->when, "an argument number")
             && expect (p, "is") && parse_number (p, &w->is, "a number"));
}

/* idle N is N, idle N* is N.  */
static bool
parse_idle (struct parser *p, struct entry *e)
{
  struct idle *i = &e->effects.idle;
  i->n_flows = e->flows.n;
  return parse_argument (p, &i->arg, "an argument number")
         && parse_stars (p, &i->level) && expect (p, "is")
         && parse_number (p, &i->is, "a number");
}

/* One argument of a callback: 0, or N with any `*' and then perhaps `+'.  */
static bool
parse_passed (struct parser *p, struct callback *c)
{
  if (c->n_args == MAX_CALLBACK_ARGS)
    return fail (p, "more than %d arguments of a callback at character %zu",
                 MAX_CALLBACK_ARGS, position (p));
  unsigned i = c->n_args++;
  if (!parse_number (p, &c->args[i], "an argument number or 0")
      || !parse_stars (p, &c->levels[i]))
    return false;
  c->inside[i] = accept (p, "+");
  return true;
}

static bool
parse_calls (struct parser *p, struct entry *e)
{
  struct callback c = { 0 };

  if (!parse_argument (p, &c.fn_arg, "an argument number")
      || !parse_stars (p, &c.fn_level) || !expect (p, "("))
    return false;
  if (!accept (p, ")"))
    {
      do
        if (!parse_passed (p, &c))
          return false;
      while (accept (p, ","));
      if (!expect (p, ")"))
        return false;
    }
  c.once = accept (p, "once");
  c.result_to_ret = accept (p, "kept");
  unsigned n = e->effects.n_callbacks++;
  e->callbacks = grow (e->callbacks, (n + 1) * sizeof *e->callbacks);
  e->callbacks[n] = c;
  return true;
}

static bool
parse_set (struct parser *p, unsigned *set)
{
  do
    {
      unsigned arg;
      if (!parse_argument (p, &arg, "an argument number"))
        return false;
      if (arg > 32)
        return fail (p, "an argument above 32 before character %zu",
                     position (p));
      *set |= 1U << (arg - 1);
    }
  while (accept (p, ","));
  return true;
}

static bool
parse_fills (struct parser *p, struct entry *e)
{
  e->effects.fills = true;
  return parse_set (p, &e->effects.fills_args);
}

static bool
parse_inputs (struct parser *p, struct entry *e)
{
  return parse_set (p, &e->effects.inputs_args)
         && parse_stars (p, &e->effects.inputs_level);
}

/* if_ret N, if_ret N or more.  */
static bool
parse_if_ret (struct parser *p, struct entry *e)
{
  e->effects.if_ret = true;
  if (!parse_number (p, &e->effects.made_if, "a number"))
    return false;
  e->effects.or_more = accept (p, "or");
  return !e->effects.or_more || expect (p, "more");
}

static bool
parse_static (struct parser *p, struct entry *e)
{
  (void)p;
  return e->effects.static_result = true;
}

static bool
parse_allocates (struct parser *p, struct entry *e)
{
  (void)p;
  return e->effects.allocates = true;
}

static bool
parse_fails (struct parser *p, struct entry *e)
{
  (void)p;
  return e->effects.fails = true;
}

static bool
parse_others (struct parser *p, struct entry *e)
{
  (void)p;
  return e->effects.others = true;
}

static bool
parse_format (struct parser *p, struct entry *e)
{
  (void)p;
  return e->effects.format = true;
}

static bool
parse_clause (struct parser *p, struct entry *e)
{
  static const struct
  {
    const char *word;
    bool (*parse) (struct parser *, struct entry *);
  } words[] = {
    { "frees", parse_frees },     { "realloc", parse_realloc },
    { "by", parse_by },           { "size", parse_size },
    { "if_null", parse_if_null }, { "calls", parse_calls },
    { "fills", parse_fills },     { "inputs", parse_inputs },
    { "static", parse_static },   { "allocates", parse_allocates },
    { "format", parse_format },   { "withdraws", parse_withdraws },
    { "idle", parse_idle },       { "others", parse_others },
    { "fails", parse_fails },     { "if_ret", parse_if_ret },
  };

  for (size_t i = 0; i < COUNT (words); i++)
    if (accept (p, words[i].word))
      return words[i].parse (p, e);
  return parse_flow (p, &e->flows);
}

/* --- The table. ---  */

struct row
{
  const char *name;
  const char *shape;
  const char *text;
};

static const struct row rows[] = {
#define LIB(NAME, SHAPE, TEXT) { #NAME, SHAPE, TEXT },
#include "libc-effects.def"
#undef LIB
};

/* Sorted by name, once `load' has run.  */
static struct lib_effects *table;

static void
parse_row (const struct row *row, struct lib_effects *result)
{
  struct parser p = { .text = row->text, .at = row->text, .table = true };
  struct entry e = { .effects = { .name = row->name, .shape = row->shape } };

  skip_space (&p);
  while (*p.at && parse_clause (&p, &e))
    {
      skip_space (&p);
      if (*p.at && !accept (&p, ";"))
        fail_expected (&p, "';' or the end");
    }
  if (p.error)
    {
      fprintf (stderr, "escape: libc-effects.def: %s: %s\n", row->name,
               p.error);
      abort ();
    }
  for (unsigned i = 0; i < e.flows.n; i++)
    if (e.flows.v[i].src == FLOW_FROM_NEW)
      e.effects.allocates = true;
  e.effects.flows = e.flows.v;
  e.effects.n_flows = e.flows.n;
  e.effects.callbacks = e.callbacks;
  *result = e.effects;
}

/* Functions whose effects others withdraw, by the number of their bit.  */
static const struct lib_effects *withdrawn[64];

static int
compare_names (const void *a, const void *b)
{
  return strcmp (((const struct lib_effects *)a)->name,
                 ((const struct lib_effects *)b)->name);
}

/* Number what is withdrawn.  */

static void
number_withdrawn (struct lib_effects *t)
{
  unsigned n = 0;
  for (size_t i = 0; i < COUNT (rows); i++)
    for (unsigned w = 0; w < MAX_WITHDRAWN && t[i].withdraws.names[w]; w++)
      {
        struct lib_effects key = { .name = t[i].withdraws.names[w] };
        struct lib_effects *e
            = bsearch (&key, t, COUNT (rows), sizeof key, compare_names);
        if (!e || (!e->withdrawn && n == COUNT (withdrawn)))
          abort ();
        if (!e->withdrawn)
          {
            withdrawn[n] = e;
            e->withdrawn = UINT64_C (1) << n++;
          }
        t[i].withdraws.all |= e->withdrawn;
      }
}

static void
load (void)
{
  if (table)
    return;
  struct lib_effects *t = grow (NULL, COUNT (rows) * sizeof *t);
  for (size_t i = 0; i < COUNT (rows); i++)
    parse_row (&rows[i], &t[i]);
  qsort (t, COUNT (rows), sizeof *t, compare_names);
  number_withdrawn (t);
  table = t;
}

const struct lib_effects *
lib_effects_find (const char *name)
{
  struct lib_effects key = { .name = name };
  load ();
  return bsearch (&key, table, COUNT (rows), sizeof key, compare_names);
}

unsigned
lib_effects_count (void)
{
  return COUNT (rows);
}

const struct lib_effects *
lib_effects_at (unsigned i)
{
  load ();
  return i < COUNT (rows) ? &table[i] : NULL;
}

const struct lib_effects *
lib_effects_withdrawn (unsigned i)
{
  load ();
  return i < COUNT (withdrawn) ? withdrawn[i] : NULL;
}

bool
callee_leaves (const char *name)
{
  static const char *const leaving[] = {
    "longjmp",      "_longjmp",  "siglongjmp", "__longjmp_chk", "__longjmp",
    "pthread_exit", "thrd_exit", "setcontext", "swapcontext",   NULL
  };
  for (unsigned i = 0; leaving[i]; i++)
    if (!strcmp (name, leaving[i]))
      return true;
  return false;
}
