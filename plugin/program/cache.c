/* What was told of functions, kept for the next run: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Functions are looked at component by component, callees first (bottomup.h).
   What comes of one is a computation without side effects.  It reads

     the units of its functions, and what the program knows of the symbols that
     these name;
     options, and a few facts about the whole program;
     what functions in earlier components do, and other symbols hold: what it has
     asked for while it was done (cache_ask).

   The first two make its KEY.  The third are kept with what came of it, each as a
   name and a digest of the answer; they are asked for again: if all are the same,
   so is what comes of it.  Where only the lines of a unit moved, all is as it was
   but what is told with these lines.

   What comes of it is what is told of its functions, and their summaries.  What
   is told (struct told) is kept as it comes and told again, in its place in the
   order of functions: the report, the verdicts that wait for callers, all that
   hangs on several components is done anew.  Summaries (kept.h) are read if a
   caller that is not as it was asks for them; to all others their digests will
   do.

   A program has a file in the folder, called by the files and options that it is
   asked for.  It begins with digests of this very `escape' and of the rest of the
   file: one that another has written, that is damaged or was not written to the
   end is no file.  It is written whole beside its place and renamed, so that two
   runs at once only cost the work of one.  */

#define _GNU_SOURCE
#include "coder.h"
#include "kept.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct dependence
{
  struct digest name, answer;
  uint64_t how;
};

/* What is kept of a function.  */

struct part
{
  struct kept kept;
  const uint8_t *log; /* What was told.  */
  uint32_t log_size;
};

/* A component.  */

struct entry
{
  struct digest key;
  const struct dependence *needs;
  struct part *parts;
  uint32_t n_needs, n_parts;
  struct rounds rounds;
  bool used;
};

/* What the component in hand has asked.  */

struct asked
{
  const struct symbol *symbol;
  enum asked_how how;
};

struct log
{
  const struct function *f;
  struct coder coder;
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
  struct table *by_key;
  bool fresh; /* Something is not in the file.  */
  /* The component in hand, if what comes of it is to be kept.  */
  uint32_t component; /* Or 0.  */
  struct digest key;
  VEC (struct asked) asked;
  VEC (struct log) logs; /* By function.  */
} cache;

/* --- What is told, as bytes. ---  */

/* A string that is always there.  */

static void
code_sure_string (struct coder *c, const char **text)
{
  kept_string (c, text);
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
  kept_string (c, &v->name);
  kept_string (c, &v->written);
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
  kept_string (c, &v->judged.unknown_callee);
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
  const struct symbol *s = kept_symbol (d);
  maker = s ? s->body : NULL;
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
      kept_string (c, &t->verdict.judged.unknown_callee);
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

/* Go through what P has of F; tell it if ALOUD.  False if it cannot be read.  */

static bool
go_through (struct function *f, const struct part *p, bool aloud)
{
  struct coder c = { .p = p->log, .end = p->log + p->log_size };
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

/* What F's component is told of symbol S.  What is in the component itself
   follows from the key.  */

static struct digest
digest_of_answer (const struct function *f, struct symbol *s,
                  enum asked_how how)
{
  struct digest d = digest_of_symbol (s);
  digest_number (&d, how);
  struct body_answer r = analyse_ask (f, s);
  if (how == ASKED_BODY)
    digest_number (&d, r.recursive << 1 | (!r.recursive && r.has_body));
  if (how == ASKED_BODY && r.has_body && !r.recursive)
    digest_add (&d, digest_of_body (s));
  if (how == ASKED_BODY && (r.has_body || r.recursive))
    digest_add (&d, digest_of_overwrites (s));
  if (how != ASKED_ORDER)
    return d;
  /* A function in hand has its own body, whatever others may take for it.  */
  struct function *body
      = s->body && s->body->caller.component == f->caller.component
            ? s->body
            : ordered_body (f, s);
  if (body)
    digest_add (&d, ordered_digest (body));
  return d;
}

static struct digest
key_of (struct caller **v, uint32_t n)
{
  struct digest d = cache.same;
  digest_number (&d, n);
  for (uint32_t i = 0; i < n; i++)
    {
      const struct function *f = (const struct function *)v[i];
      digest_add (&d, digest_of_code (f));
      digest_number (&d, f->root << 1 | f->caller.recursive);
      for (uint32_t k = 0; k < f->code->refs.n; k++)
        {
          const struct symbol *s
              = f->member->symbols[f->code->refs.v[k].symbol - 1];
          digest_number (&d, nil_faulty (s));
          digest_number (&d, nil_comes_back (s));
        }
    }
  return d;
}

/* Is what N says as it was?  */

static bool
is_as_it_was (const struct function *f, const struct dependence *n)
{
  struct symbol *s = kept_symbol (n->name);
  if (!s || n->how >= N_ASKED)
    return false;
  struct digest d = digest_of_answer (f, s, (enum asked_how)n->how);
  return d.a == n->answer.a && d.b == n->answer.b;
}

/* Is E what comes of the N functions at V now?  */

static bool
is_valid (struct caller **v, uint32_t n, size_t memory, const struct entry *e)
{
  if (e->n_parts != n || e->rounds.most > memory || e->rounds.fewest <= memory)
    return false;
  for (uint32_t i = 0; i < e->n_needs; i++)
    if (!is_as_it_was ((const struct function *)v[0], &e->needs[i]))
      return false;
  for (uint32_t i = 0; i < n; i++)
    if (!go_through ((struct function *)v[i], &e->parts[i], false))
      return false;
  return true;
}

/* --- A component. ---  */

static void
tell_all (struct caller **v, uint32_t n, struct entry *e)
{
  e->used = true;
  if (e->rounds.cut)
    analyse_cut (v[0]);
  for (uint32_t i = 0; i < n; i++)
    {
      struct function *f = (struct function *)v[i];
      f->kept = &e->parts[i].kept;
      f->nonnil = f->kept->nonnil;
      go_through (f, &e->parts[i], true);
    }
}

bool
cache_tell (struct caller **v, uint32_t n, size_t memory)
{
  cache.key = key_of (v, n);
  uint32_t *number = table_slot (cache.by_key, cache.key.a, cache.key.b, 0);
  struct entry *e = *number ? &cache.entries.v[*number - 1] : NULL;
  if (e && is_valid (v, n, memory, e))
    {
      tell_all (v, n, e);
      return true;
    }
  cache.component = v[0]->component;
  cache.asked.n = 0;
  cache.logs.n = 0;
  return false;
}

void
cache_ask (const struct symbol *s, enum asked_how how)
{
  if (!cache.component || s->asked_for[how] == cache.component)
    return;
  ((struct symbol *)s)->asked_for[how] = cache.component;
  *vec_push (&cache.asked) = (struct asked){ s, how };
}

/* Of what a component tells, that about one function comes in one piece.  */

void
cache_note (const struct function *f, const struct told *t)
{
  struct told copy = *t;
  if (!cache.component)
    return;
  if (!cache.logs.n || cache.logs.v[cache.logs.n - 1].f != f)
    *vec_push (&cache.logs)
        = (struct log){ f, (struct coder){ .writing = true } };
  code_told (&cache.logs.v[cache.logs.n - 1].coder, &copy, f);
}

/* The part of an entry that F is.  False if it cannot be kept.  */

static bool
fill_part (struct part *p, const struct function *f)
{
  bool good = true;
  *p = (struct part){ .kept
                      = { digest_of_summary (f->caller.summary), f->nonnil,
                          f->caller.summary->unknown, kept_write (f) } };
  for (uint32_t i = 0; i < cache.logs.n; i++)
    {
      struct log *l = &cache.logs.v[i];
      if (l->f != f)
        continue;
      good &= !l->coder.bad && !p->log;
      p->log = arena_copy (cache.arena, l->coder.out.v, l->coder.out.n);
      p->log_size = l->coder.out.n;
    }
  return good;
}

static struct dependence *
needs_of (const struct function *f)
{
  struct dependence *needs
      = arena_alloc (cache.arena, (cache.asked.n + 1) * sizeof *needs);
  for (uint32_t i = 0; i < cache.asked.n; i++)
    {
      struct symbol *s = (struct symbol *)cache.asked.v[i].symbol;
      enum asked_how how = cache.asked.v[i].how;
      needs[i] = (struct dependence){ digest_of_name (s),
                                      digest_of_answer (f, s, how), how };
    }
  return needs;
}

void
cache_end (struct caller **v, uint32_t n, const struct rounds *rounds)
{
  struct part *parts = arena_alloc (cache.arena, n * sizeof *parts);
  bool good = true;
  for (uint32_t i = 0; i < n; i++)
    good &= fill_part (&parts[i], (const struct function *)v[i]);
  if (good)
    {
      *vec_push_in (cache.arena, &cache.entries)
          = (struct entry){ cache.key, needs_of ((const struct function *)v[0]),
                            parts,     cache.asked.n,
                            n,         *rounds,
                            true };
      cache.fresh = true;
    }
  for (uint32_t i = 0; i < cache.logs.n; i++)
    vec_free (&cache.logs.v[i].coder.out);
  cache.component = 0;
}

void
cache_fetch (struct function *f)
{
  struct summary *s = kept_read (f, &f->kept->code);
  if (!s)
    fail ("the cache %s contradicts itself: remove it", cache.file);
  f->caller.summary = s;
  digest_remember (s, f->kept->summary);
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

/* As it is in the file; the bytes of its parts follow, and its needs.  */

struct entry_head
{
  struct digest key;
  uint64_t n_needs, n_parts, cut, most, fewest;
};

struct part_head
{
  struct digest summary;
  uint64_t nonnil, unknown, log_size;
};

static size_t
padded (size_t size)
{
  return (size + 7) & ~(size_t)7;
}

/* The part in the SIZE bytes at P: how many it takes, or 0.  */

static size_t
read_part (struct part *part, const uint8_t *p, size_t size)
{
  struct part_head h;
  if (size < sizeof h)
    return 0;
  memcpy (&h, p, sizeof h);
  size_t log = padded (h.log_size);
  if (h.log_size > size || size - sizeof h < log)
    return 0;
  *part = (struct part){
    .kept = { .summary = h.summary, .nonnil = h.nonnil, .unknown = h.unknown },
    .log = p + sizeof h,
    .log_size = (uint32_t)h.log_size
  };
  size_t used = kept_parse (&part->kept.code, p + sizeof h + log,
                            size - sizeof h - log);
  return used ? sizeof h + log + used : 0;
}

/* The entry in the SIZE bytes at P, likewise.  */

static size_t
read_entry (struct entry *e, const uint8_t *p, size_t size)
{
  struct entry_head h;
  if (size < sizeof h)
    return 0;
  memcpy (&h, p, sizeof h);
  size_t at = sizeof h;
  if (h.n_needs > (size - at) / sizeof *e->needs)
    return 0;
  *e = (struct entry){ .key = h.key,
                       .needs = (const struct dependence *)(p + at),
                       .n_needs = (uint32_t)h.n_needs,
                       .n_parts = (uint32_t)h.n_parts,
                       .rounds = { h.cut, h.most, h.fewest } };
  at += h.n_needs * sizeof *e->needs;
  if (h.n_parts > (size - at) / sizeof (struct part_head))
    return 0;
  e->parts = arena_alloc (cache.arena, h.n_parts * sizeof *e->parts);
  for (uint32_t i = 0; i < e->n_parts; i++)
    {
      size_t used = read_part (&e->parts[i], p + at, size - at);
      if (!used)
        return 0;
      at += used;
    }
  return at;
}

/* The entries in the SIZE bytes at P, which stay, behind the traces.  False if
   they are none.  */

static bool
read_entries (const uint8_t *p, size_t size)
{
  uint64_t traces;
  if (size < sizeof traces)
    return false;
  memcpy (&traces, p, sizeof traces);
  size_t at = sizeof traces;
  if (traces > size - at || !kept_read_traces (p + at, traces))
    return false;
  for (at += traces; at < size;)
    {
      struct entry e;
      size_t used = read_entry (&e, p + at, size - at);
      if (!used)
        return false;
      at += used;
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
  kept_open (p, cache.arena);
  cache.maker = digest_of_maker ();
  cache.by_key = table_new (cache.arena);
  digest_options (p);
  read_file ();
}

static void
append (struct coder *c, const void *data, size_t size)
{
  const uint8_t *p = data;
  for (size_t i = 0; i < size; i++)
    *vec_push (&c->out) = p[i];
}

static void
append_entry (struct coder *c, const struct entry *e)
{
  struct entry_head h = { e->key,        e->n_needs,     e->n_parts,
                          e->rounds.cut, e->rounds.most, e->rounds.fewest };
  append (c, &h, sizeof h);
  append (c, e->needs, e->n_needs * sizeof *e->needs);
  for (uint32_t i = 0; i < e->n_parts; i++)
    {
      const struct part *p = &e->parts[i];
      struct part_head part
          = { p->kept.summary, p->kept.nonnil, p->kept.unknown, p->log_size };
      append (c, &part, sizeof part);
      append (c, p->log, p->log_size);
      append (c, "\0\0\0\0\0\0\0", padded (p->log_size) - p->log_size);
      kept_append (c, &p->kept.code);
    }
}

/* The traces that the entries in use refer to, and their number of bytes.  */

static void
append_traces (struct coder *c)
{
  uint64_t size = 0;
  uint32_t at = c->out.n;
  append (c, &size, sizeof size);
  for (uint32_t i = 0; i < cache.entries.n; i++)
    {
      const struct entry *e = &cache.entries.v[i];
      for (uint32_t k = 0; k < e->n_parts && e->used; k++)
        kept_append_traces (c, &e->parts[k].kept.code);
    }
  size = c->out.n - at - sizeof size;
  memcpy (c->out.v + at, &size, sizeof size);
}

static void
write_file (void)
{
  struct coder c = { .writing = true };
  struct head h = { .maker = cache.maker };
  memcpy (h.magic, magic, sizeof magic);
  append (&c, &h, sizeof h);
  append_traces (&c);
  for (uint32_t i = 0; i < cache.entries.n; i++)
    if (cache.entries.v[i].used)
      append_entry (&c, &cache.entries.v[i]);
  digest_bytes (&h.rest, c.out.v + sizeof h, c.out.n - sizeof h);
  memcpy (c.out.v, &h, sizeof h);
  int error = mkdir (options.cache, 0777) && errno != EEXIST
                  ? errno
                  : exchange_write (cache.file, c.out.v, c.out.n);
  if (error)
    remark ("cannot write the cache %s: %s", cache.file, strerror (error));
  vec_free (&c.out);
}

void
cache_close (void)
{
  bool same = !cache.fresh;
  for (uint32_t i = 0; i < cache.entries.n; i++)
    same &= cache.entries.v[i].used;
  if (!same && !kept_failed ())
    write_file ();
}
