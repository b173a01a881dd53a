/* What was told of functions, kept for the next run: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Of the time that a program takes, five sixths go into judging functions: the
   flow engine and the search for paths.  That is what is kept.  Graphs are
   always built and solved, and summaries read off them, so that the rest of the
   analysis goes on as without a cache.

   Judging a function is a computation without side effects.  What it reads is

     its own unit, and what the program knows of the symbols that this names;
     what its graph was made of: answers of analyse.c about symbols, in order
     (struct asked);
     further such answers, asked for while it is judged: to close the graph, and
     of bodies that the flow engine runs at calls;
     options, and a few facts about the whole program.

   All but the third make its KEY.  The third are kept with what was told, each as
   a name and a digest of the answer; they are asked for again, in the same
   order: if all are the same, so is what is told.  Where only the lines of a
   unit moved, all is as it was but what is told with these lines.

   What it tells (struct told) is kept as it comes and told again, in its place in
   the order of functions: the report, the verdicts that wait for callers, all
   that hangs on several functions is done anew.

   A program has a file in the folder, called by the files and options that it is
   asked for.  It begins with digests of this very `escape' and of the rest of the
   file: one that another has written, that is damaged or was not written to the
   end is no file.  It is written whole beside its place and renamed, so that two
   runs at once only cost the work of one.  */

#define _GNU_SOURCE
#include "coder.h"
#include "digest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct dependence
{
  struct digest name, answer;
  uint64_t how;
};

struct entry
{
  struct digest key;
  const struct dependence *needs;
  const uint8_t *log; /* What was told.  */
  uint32_t n_needs, log_size;
  bool used;
};

struct head
{
  char magic[8];
  struct digest maker, rest;
};

static const char magic[8] = "ESCAPEC";

static struct
{
  struct arena *arena;
  struct program *program;
  char *file;
  struct digest maker; /* This very program.  */
  struct digest same;  /* What all functions have in common.  */
  VEC (struct entry) entries;
  struct table *by_key, *by_name;
  bool fresh; /* Something is not in the file.  */
  /* The function in hand, if what is told of it is to be kept.  */
  struct function *in_hand;
  struct digest key;
  uint32_t first_need; /* In its list of what was asked.  */
  struct coder log;
} cache;

/* --- What is told, as bytes. ---  */

static void
code_string (struct coder *c, const char **text)
{
  uint32_t n
      = code_count (c, c->writing && *text ? (uint32_t)strlen (*text) + 1 : 0);
  if (c->writing)
    {
      for (uint32_t i = 0; i < n; i++)
        *vec_push (&c->out) = (uint8_t)(*text)[i];
      return;
    }
  c->bad |= n > (uint64_t)(c->end - c->p) || (n && !!c->p[n - 1]);
  *text = c->bad || !n ? NULL : (const char *)c->p;
  if (!c->bad)
    c->p += n;
}

/* One that is always there.  */

static void
code_sure_string (struct coder *c, const char **text)
{
  code_string (c, text);
  if (!*text)
    *text = "";
}

static void
code_where (struct coder *c, struct source_place *p)
{
  code_u32 (c, &p->line);
  code_u32 (c, &p->column);
  code_sure_string (c, &p->file);
}

static void
code_event (struct coder *c, struct event *e)
{
  code_where (c, &e->place);
  code_sure_string (c, &e->function);
  code_sure_string (c, &e->text);
}

static void
code_path (struct coder *c, event_path *path)
{
  uint32_t n = code_count (c, path->n);
  for (uint32_t i = 0; i < n && !c->bad; i++)
    {
      if (!c->writing)
        *vec_push (path) = (struct event){ { NULL, 0, 0 }, NULL, NULL };
      code_event (c, &path->v[i]);
    }
}

/* LEAK is of a function with so many PARAMS.  */

static void
code_leak (struct coder *c, struct leak *l, uint32_t params)
{
  l->param = (int)code_below (c, (uint64_t)l->param, params);
  l->to = (enum leak_to)code_below (c, l->to, LEAK_TO_PARAM + 1);
  if (l->to == LEAK_TO_PARAM)
    l->to_param = (int)code_below (c, (uint64_t)l->to_param, params);
  l->level = (unsigned)code_below (c, l->level, UINT32_MAX);
}

static void
code_leaks (struct coder *c, struct verdict *v, uint32_t params)
{
  v->n_leaks = code_count (c, v->n_leaks);
  struct leak *leaks = c->writing
                           ? (struct leak *)v->leaks
                           : arena_alloc (cache.arena, ((size_t)v->n_leaks + 1)
                                                           * sizeof *leaks);
  for (uint32_t i = 0; i < v->n_leaks && !c->bad; i++)
    code_leak (c, &leaks[i], params);
  v->leaks = leaks;
}

static void
code_verdict (struct coder *c, struct verdict *v, const struct function *f)
{
  v->function = f;
  v->object = (enum object_class)code_below (c, v->object, CLASS_PARAMETER + 1);
  code_where (c, &v->place);
  code_string (c, &v->name);
  code_string (c, &v->written);
  v->judged.heap_kind
      = (enum heap_kind)code_below (c, v->judged.heap_kind, N_KINDS);
  v->judged.grade
      = (enum grade)code_below (c, v->judged.grade, GRADE_SHOWN + 1);
  v->judged.released
      = (enum released)code_below (c, v->judged.released, RELEASED_UNKNOWN + 1);
  v->judged.reasons = (unsigned)code_below (c, v->judged.reasons, UINT32_MAX);
  v->judged.size = (int64_t)code_number (c, (uint64_t)v->judged.size);
  CODE_FLAGS (c, &v->judged.on_stack, &v->judged.escapes,
              &v->judged.outlives_iteration, &v->judged.promotable,
              &v->judged.left_to_callers, &v->judged.leak_bug,
              &v->judged.path_leak_bug, &v->judged.stack_bug, &v->ok);
  v->judged.fault = (unsigned)code_below (c, v->judged.fault, UINT32_MAX);
  code_string (c, &v->judged.unknown_callee);
  code_leaks (c, v, f->code->n_params);
  code_path (c, &v->path);
  code_path (c, &v->bug_path);
  code_path (c, &v->loss_path);
}

/* A function that has a body, by the name of its symbol.  */

static const struct function *
code_maker (struct coder *c, const struct function *maker)
{
  struct digest d = { 0, 0 };
  if (c->writing && maker)
    d = digest_of_name (maker->symbol);
  d.a = code_number (c, d.a);
  d.b = code_number (c, d.b);
  c->bad |= c->writing && !maker;
  if (c->writing)
    return maker;
  uint32_t n = *table_slot (cache.by_name, d.a, d.b, 0);
  maker = n ? cache.program->symbols.v[n - 1]->body : NULL;
  c->bad |= !maker;
  return maker;
}

static void
code_what (struct coder *c, struct told *t)
{
  uint64_t n = c->writing && !c->bad ? digest_number_of (t->maker, t->what) : 0;
  n = code_number (c, n);
  if (!c->bad && !c->writing)
    t->what = digest_what (t->maker, n);
  c->bad |= !n || !t->what;
}

static void
code_told (struct coder *c, struct told *t, const struct function *f)
{
  t->kind = (enum told_kind)code_below (c, t->kind, N_TOLD);
  switch (t->kind)
    {
    case TOLD_VERDICT:
      code_verdict (c, &t->verdict, f);
      break;
    case TOLD_WAITING:
      code_verdict (c, &t->verdict, f);
      t->maker = f;
      code_what (c, t);
      break;
    case TOLD_SEEN:
      t->maker = code_maker (c, t->maker);
      code_what (c, t);
      t->outcome.shown = (unsigned)code_below (c, t->outcome.shown, UINT32_MAX);
      t->outcome.assumed
          = (unsigned)code_below (c, t->outcome.assumed, UINT32_MAX);
      t->verdict.judged.released
          = (enum released)code_below (c, t->verdict.judged.released,
                                       RELEASED_UNKNOWN + 1);
      code_string (c, &t->verdict.judged.unknown_callee);
      code_path (c, &t->verdict.path);
      break;
    case TOLD_FINDING:
      t->group = (enum group)code_below (c, t->group, N_GROUPS);
      code_where (c, &t->place);
      code_sure_string (c, &t->text);
      t->verdict.judged.fault
          = (unsigned)code_below (c, t->verdict.judged.fault, UINT32_MAX);
      code_path (c, &t->verdict.path);
      t->ok = code_bool (c, t->ok);
      break;
    default:
      break;
    }
}

static void
free_paths (struct told *t)
{
  vec_free (&t->verdict.path);
  vec_free (&t->verdict.bug_path);
  vec_free (&t->verdict.loss_path);
}

/* Go through what E has of F; tell it if ALOUD.  False if it cannot be read.  */

static bool
go_through (struct function *f, const struct entry *e, bool aloud)
{
  struct coder c = { .p = e->log, .end = e->log + e->log_size };
  while (c.p < c.end && !c.bad)
    {
      struct told t = { .kind = TOLD_VERDICT };
      code_told (&c, &t, f);
      if (aloud && !c.bad)
        judge_tell (f, &t);
      else
        free_paths (&t);
    }
  return !c.bad;
}

/* --- Keys. ---  */

static struct digest
digest_of_asked (const struct function *f, const struct asked *a)
{
  struct digest d = digest_of_symbol (a->symbol);
  digest_number (&d, a->how << 2 | a->has_body << 1 | a->recursive);
  if (a->how == ASKED_BODY)
    digest_add (&d, digest_of_summary (a->summary));
  if (a->how == ASKED_BODY && a->has_body)
    digest_add (&d, digest_of_overwrites (a->symbol));
  if (a->how != ASKED_ORDER)
    return d;
  struct function *body = a->symbol == f->symbol ? (struct function *)f
                                                 : ordered_body (f, a->symbol);
  if (body)
    digest_add (&d, ordered_digest (body));
  return d;
}

static struct digest
key_of (const struct function *f)
{
  const struct caller *c = &f->caller;
  struct digest d = cache.same;
  digest_add (&d, digest_of_code (f));
  digest_number (&d, f->root | c->recursive << 1 | (c->summary != NULL) << 2
                         | (c->summary && c->summary->unknown) << 3);
  digest_number (&d,
                 (uint64_t)c->recurrence << 32 | c->precision << 8 | c->coarse);
  digest_add (&d, digest_of_allocates (c));
  for (uint32_t i = 0; i < f->asked.n; i++)
    digest_add (&d, digest_of_asked (f, &f->asked.v[i]));
  return d;
}

/* Is what N says as it was?  */

static bool
is_as_it_was (const struct function *f, const struct dependence *n)
{
  uint32_t number = *table_slot (cache.by_name, n->name.a, n->name.b, 0);
  if (!number || n->how >= N_ASKED)
    return false;
  struct symbol *s = cache.program->symbols.v[number - 1];
  struct asked a = { s, (enum asked_how)n->how, false, false, NULL };
  if (a.how == ASKED_BODY)
    a = analyse_ask (f, s);
  struct digest d = digest_of_asked (f, &a);
  return d.a == n->answer.a && d.b == n->answer.b;
}

static bool
is_valid (const struct function *f, const struct entry *e)
{
  for (uint32_t i = 0; i < e->n_needs; i++)
    if (!is_as_it_was (f, &e->needs[i]))
      return false;
  return true;
}

/* --- A function. ---  */

bool
cache_tell (struct function *f)
{
  cache.in_hand = NULL;
  if (f->caller.gave_up)
    return false;
  cache.key = key_of (f);
  uint32_t *n = table_slot (cache.by_key, cache.key.a, cache.key.b, 0);
  struct entry *e = *n ? &cache.entries.v[*n - 1] : NULL;
  if (e && is_valid (f, e) && go_through (f, e, false))
    {
      e->used = true;
      go_through (f, e, true);
      return true;
    }
  cache.in_hand = f;
  cache.first_need = f->asked.n;
  cache.log = (struct coder){ .writing = true };
  return false;
}

void
cache_note (struct function *f, const struct told *t)
{
  struct told copy = *t;
  if (f == cache.in_hand)
    code_told (&cache.log, &copy, f);
}

void
cache_end (struct function *f)
{
  struct arena *a = cache.arena;
  if (f != cache.in_hand)
    return;
  cache.in_hand = NULL;
  uint32_t n = f->asked.n - cache.first_need;
  struct dependence *needs = arena_alloc (a, (n + 1) * sizeof *needs);
  for (uint32_t i = 0; i < n; i++)
    {
      const struct asked *asked = &f->asked.v[cache.first_need + i];
      needs[i] = (struct dependence){ digest_of_name (asked->symbol),
                                      digest_of_asked (f, asked), asked->how };
    }
  if (!cache.log.bad)
    {
      *vec_push_in (a, &cache.entries)
          = (struct entry){ cache.key,
                            needs,
                            arena_copy (a, cache.log.out.v, cache.log.out.n),
                            n,
                            cache.log.out.n,
                            true };
      cache.fresh = true;
    }
  vec_free (&cache.log.out);
}

/* --- The file. ---  */

/* Of the `escape' that runs; null digest: it cannot be read.  */

static struct digest
digest_of_maker (void)
{
  struct digest d = { 0, 0 };
  char *error = NULL;
  size_t size;
  const uint8_t *data = input_map ("/proc/self/exe", &size, &error);
  if (data)
    digest_bytes (&d, data, size);
  free (error);
  return d;
}

static void
add_string (struct digest *d, const char *text)
{
  digest_bytes (d, text, strlen (text));
}

/* What the file is called by, and all functions have in common.  */

static void
digest_options (const struct program *p)
{
  struct digest *d = &cache.same;
  digest_number (d, options.stack_limit);
  digest_number (d, options.budget);
  digest_number (d, options.distrust);
  digest_number (d, options.exclude.n);
  for (uint32_t i = 0; i < options.exclude.n; i++)
    add_string (d, options.exclude.v[i]);
  add_string (d, report_text ("%q", ""));
  struct digest name = *d;
  for (uint32_t i = 0; i < p->files.n; i++)
    {
      char *path = realpath (p->files.v[i], NULL);
      add_string (&name, path ? path : p->files.v[i]);
      free (path);
    }
  digest_number (d, p->open | p->pieces << 1);
  if (asprintf (&cache.file, "%s/%016llx%016llx.escape-cache", options.cache,
                (unsigned long long)name.a, (unsigned long long)name.b)
      < 0)
    abort ();
}

/* The entries in the SIZE bytes at P, which stay.  False if they are none.  */

static bool
read_entries (const uint8_t *p, size_t size)
{
  for (size_t at = 0; at < size;)
    {
      uint64_t numbers[4];
      if (size - at < sizeof numbers)
        return false;
      memcpy (numbers, p + at, sizeof numbers);
      at += sizeof numbers;
      struct entry e = { .key = { numbers[0], numbers[1] },
                         .needs = (const struct dependence *)(p + at),
                         .n_needs = (uint32_t)numbers[2],
                         .log_size = (uint32_t)numbers[3] };
      size_t needs = e.n_needs * sizeof (struct dependence);
      size_t padded = ((size_t)e.log_size + 7) & ~(size_t)7;
      if (size - at < needs || size - at - needs < padded)
        return false;
      e.log = p + at + needs;
      at += needs + padded;
      *vec_push_in (cache.arena, &cache.entries) = e;
      *table_slot (cache.by_key, e.key.a, e.key.b, 0) = cache.entries.n;
    }
  return true;
}

static void
read_file (void)
{
  struct stat st;
  struct head h;
  FILE *in = fopen (cache.file, "re");
  if (!in)
    return;
  if (!fstat (fileno (in), &st) && S_ISREG (st.st_mode)
      && fread (&h, sizeof h, 1, in) == 1
      && !memcmp (h.magic, magic, sizeof magic) && h.maker.a == cache.maker.a
      && h.maker.b == cache.maker.b)
    {
      size_t size = (size_t)st.st_size - sizeof h;
      uint8_t *data = arena_alloc (cache.arena, size + 1);
      struct digest d = { 0, 0 };
      bool whole = fread (data, 1, size, in) == size;
      digest_bytes (&d, data, size);
      if (!whole || d.a != h.rest.a || d.b != h.rest.b
          || !read_entries (data, size))
        cache.entries.n = 0;
    }
  fclose (in);
}

void
cache_open (struct program *p)
{
  cache.arena = arena_new ();
  cache.program = p;
  digest_open (p);
  cache.maker = digest_of_maker ();
  cache.by_key = table_new (cache.arena);
  cache.by_name = table_new (cache.arena);
  digest_options (p);
  for (uint32_t i = 0; i < p->symbols.n; i++)
    {
      struct digest d = digest_of_name (p->symbols.v[i]);
      *table_slot (cache.by_name, d.a, d.b, 0) = i + 1;
    }
  read_file ();
}

static void
append (struct coder *c, const void *data, size_t size)
{
  const uint8_t *p = data;
  for (size_t i = 0; i < size; i++)
    *vec_push (&c->out) = p[i];
}

void
cache_close (void)
{
  bool same = !cache.fresh;
  struct coder c = { .writing = true };
  struct head h = { .maker = cache.maker };
  memcpy (h.magic, magic, sizeof magic);
  append (&c, &h, sizeof h);
  for (uint32_t i = 0; i < cache.entries.n; i++)
    {
      const struct entry *e = &cache.entries.v[i];
      same &= e->used;
      if (!e->used)
        continue;
      uint64_t numbers[] = { e->key.a, e->key.b, e->n_needs, e->log_size };
      append (&c, numbers, sizeof numbers);
      append (&c, e->needs, e->n_needs * sizeof *e->needs);
      append (&c, e->log, e->log_size);
      while (c.out.n % 8)
        *vec_push (&c.out) = 0;
    }
  if (!same)
    {
      digest_bytes (&h.rest, c.out.v + sizeof h, c.out.n - sizeof h);
      memcpy (c.out.v, &h, sizeof h);
      int error = mkdir (options.cache, 0777) && errno != EEXIST
                      ? errno
                      : exchange_write (cache.file, c.out.v, c.out.n);
      if (error)
        remark ("cannot write the cache %s: %s", cache.file, strerror (error));
    }
  vec_free (&c.out);
}
