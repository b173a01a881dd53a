/* The flow language, and the table of what libc's functions do.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "effects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define CHECK(CONDITION, ...)                                                  \
  do                                                                           \
    if (!(CONDITION))                                                          \
      {                                                                        \
        failures++;                                                            \
        printf ("%s:%d: not %s: ", __FILE__, __LINE__, #CONDITION);            \
        printf (__VA_ARGS__);                                                  \
        putchar ('\n');                                                        \
      }                                                                        \
  while (0)

/* --- Printing what was parsed, in the language itself. ---  */

static void
append (char **at, const char *text)
{
  *at = stpcpy (*at, text);
}

static void
append_argument (char **at, unsigned arg, unsigned level)
{
  *at += sprintf (*at, "%u", arg);
  while (level-- > 0)
    append (at, "*");
}

static void
append_flow (char **at, const struct flow *f)
{
  static const char *const kinds[] = { "raw", "slice", "map" };

  if (f->src == FLOW_FROM_NEW)
    *at += sprintf (*at, "new(%s)", kinds[f->new_kind]);
  else
    append_argument (at, f->src_arg, f->src_level);
  append (at, f->exact && (f->src == FLOW_FROM_ARG || f->dst != FLOW_TO_RET)
		? " => " : " -> ");
  switch (f->dst)
    {
    case FLOW_TO_RET:
      append (at, f->dst_level ? "ret*" : "ret");
      break;
    case FLOW_TO_ARG:
      append_argument (at, f->dst_arg, f->dst_level);
      break;
    case FLOW_TO_HEAP:
      append (at, "heap");
      break;
    case FLOW_TO_THREAD:
      append (at, "thread");
      break;
    case FLOW_TO_UNKNOWN:
      append (at, "unknown");
      break;
    }
}

/* The flows as text, in a buffer that the next call overwrites.  */
static const char *
print_flows (const struct flow *flows, unsigned n)
{
  static char text[4096];
  char *at = text;
  *at = '\0';
  for (unsigned i = 0; i < n; i++)
    {
      if (i > 0)
        append (&at, "; ");
      append_flow (&at, &flows[i]);
    }
  return text;
}

/* --- The flow language. ---  */

static void
check_parses (const char *text, const char *canonical)
{
  struct flow *flows;
  unsigned n;
  char *error = flow_parse (text, &flows, &n);
  if (error)
    CHECK (false, "'%s' gives: %s", text, error);
  else
    {
      const char *printed = print_flows (flows, n);
      CHECK (strcmp (printed, canonical) == 0, "'%s' became '%s'", text,
             printed);
    }
  free (error);
  free (flows);
}

static void
check_fails (const char *text, const char *message)
{
  struct flow *flows;
  unsigned n;
  char *error = flow_parse (text, &flows, &n);
  CHECK (error && strcmp (error, message) == 0, "'%s' gives: %s", text,
         error ? error : "no error");
  CHECK (!flows && n == 0, "'%s' gives %u flows with its error", text, n);
  free (error);
}

static void
test_good_texts (void)
{
  static const char *const texts[]
      = { "",
          "1 -> ret",
          "2* -> 1*",
          "1** -> heap",
          "12 -> 3**",
          "new(raw) -> ret",
          "new(slice) -> 1*",
          "new(map) -> heap",
          "2* -> 1*; 1 -> ret",
          "new(raw) -> ret; 1 -> heap; 65535 -> 65535*" };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    check_parses (texts[i], texts[i]);
}

static void
test_white_space (void)
{
  check_parses ("  \t\n ", "");
  check_parses ("1->ret", "1 -> ret");
  check_parses (" 2 * * ->\t1 * ;\n1 -> ret ", "2** -> 1*; 1 -> ret");
  check_parses ("new ( slice )->ret;new(map)->heap",
                "new(slice) -> ret; new(map) -> heap");
  check_parses ("007 -> ret", "7 -> ret");
  /* Printed as the table has it.  */
  check_parses ("2->ret exact;1 -> ret", "2 => ret; 1 -> ret");
}

#define WANT_SOURCE "where an argument number or 'new(KIND)' was expected"
#define WANT_ARROW "where '*' or '->' was expected"
#define WANT_DESTINATION                                                       \
  "where 'ret', 'heap' or an argument number with '*' was expected"
#define WANT_STAR                                                              \
  "where a '*', since a function cannot change its caller's argument but "     \
  "only what it points to, was expected"

static void
test_bad_sources (void)
{
  check_fails ("x -> ret", "found 'x' at character 1, " WANT_SOURCE);
  check_fails (" -> ret", "found '-' at character 2, " WANT_SOURCE);
  check_fails ("* -> ret", "found '*' at character 1, " WANT_SOURCE);
  check_fails ("-1 -> ret", "found '-' at character 1, " WANT_SOURCE);
  check_fails ("1x -> ret", "found '1x' at character 1, " WANT_SOURCE);
  check_fails ("ret -> 1*", "found 'ret' at character 1, " WANT_SOURCE);
  check_fails ("news -> ret", "found 'news' at character 1, " WANT_SOURCE);
  check_fails ("0 -> ret", "found argument 0 at character 1, where arguments "
                           "are counted from 1");
  check_fails ("1 -> ret; 00 -> ret",
               "found argument 0 at character 11, where arguments are counted "
               "from 1");
}

static void
test_bad_kinds (void)
{
  check_fails ("new -> ret", "found '-' at character 5, where '(' was "
                             "expected");
  check_fails ("new(tree) -> ret", "found 'tree' at character 5, where "
                                   "'slice', 'map' or 'raw' was expected");
  check_fails ("new() -> ret", "found ')' at character 5, where 'slice', "
                               "'map' or 'raw' was expected");
  check_fails ("new(raw -> ret", "found '-' at character 9, where ')' was "
                                 "expected");
  check_fails ("new(raw", "the text ends at character 8, where ')' was "
                          "expected");
  check_fails ("new(raw)* -> ret", "found '*' at character 9, where '->' was "
                                   "expected");
}

static void
test_bad_arrows (void)
{
  check_fails ("1", "the text ends at character 2, " WANT_ARROW);
  check_fails ("1 ret", "found 'ret' at character 3, " WANT_ARROW);
  check_fails ("1 - > ret", "found '-' at character 3, " WANT_ARROW);
  check_fails ("1 => ret", "found '=' at character 3, " WANT_ARROW);
  check_fails ("1* > ret", "found '>' at character 4, " WANT_ARROW);
}

static void
test_bad_destinations (void)
{
  check_fails ("1 ->", "the text ends at character 5, " WANT_DESTINATION);
  check_fails ("1 -> result",
               "found 'result' at character 6, " WANT_DESTINATION);
  check_fails ("1 -> new(raw)",
               "found 'new' at character 6, " WANT_DESTINATION);
  check_fails ("1 -> thread",
               "found 'thread' at character 6, " WANT_DESTINATION);
  check_fails ("1 -> unknown",
               "found 'unknown' at character 6, " WANT_DESTINATION);
  check_fails ("1 -> 0*", "found argument 0 at character 6, where arguments "
                          "are counted from 1");
  check_fails ("1 -> 2", "the text ends at character 7, " WANT_STAR);
  check_fails ("1 -> 2; 1 -> ret", "found ';' at character 7, " WANT_STAR);
}

static void
test_bad_endings (void)
{
  check_fails ("1 -> ret;", "the text ends at character 10, " WANT_SOURCE);
  check_fails (";", "found ';' at character 1, " WANT_SOURCE);
  check_fails ("1 -> ret;; 2 -> ret",
               "found ';' at character 10, " WANT_SOURCE);
  check_fails ("1 -> ret, 2 -> ret",
               "found ',' at character 9, where ';' or the end was expected");
  check_fails ("2* -> ret exact",
               "found 'exact' at character 11, where ';' or the end was "
               "expected");
  check_fails ("new(raw) -> ret exact",
               "found 'exact' at character 17, where ';' or the end was "
               "expected");
  check_fails ("1 -> heap exact",
               "found 'exact' at character 11, where ';' or the end was "
               "expected");
  check_fails ("1 -> ret*",
               "found '*' at character 9, where ';' or the end was expected");
  check_fails ("1 -> 2* 3",
               "found '3' at character 9, where ';' or the end was expected");
  check_fails ("1 -> ret \xc3\xa4",
               "found a byte 0xc3 at character 10, where ';' or the end was "
               "expected");
  check_fails ("1 -> heap \x01",
               "found a byte 0x01 at character 11, where ';' or the end was "
               "expected");
  check_fails ("1 -> abcdefghijklmnopqrstuvwxyz0123456789",
               "found 'abcdefghijklmnopqrstuvwxyz0123...' at character "
               "6, " WANT_DESTINATION);
}

static void
test_limits (void)
{
#define TOO_LARGE " is too large, the largest is 65535"
  check_fails ("65536 -> ret", "the argument number at character 1" TOO_LARGE);
  check_fails ("4294967297 -> ret",
               "the argument number at character 1" TOO_LARGE);
  check_fails ("1 -> 18446744073709551617*",
               "the argument number at character 6" TOO_LARGE);

  enum
  {
    STARS = 100000
  };
  char *text = malloc (STARS + 16);
  if (!text)
    exit (EXIT_FAILURE);
  text[0] = '1';
  memset (text + 1, '*', STARS);
  strcpy (text + 1 + STARS, " -> ret");
  check_fails (text, "found a '*' at character 257 after 255 others, which is "
                     "the most that there can be");
  strcpy (text + 1 + 255, " -> ret");
  check_parses (text, text);

  memset (text, '9', STARS);
  text[STARS] = '\0';
  check_fails (text, "the argument number at character 1" TOO_LARGE);
  free (text);

  enum
  {
    FLOWS = 10000
  };
  static char many[FLOWS * 6 + 1];
  for (int i = 0; i < FLOWS; i++)
    memcpy (many + i * 6, "1->2*;", 6);
  many[FLOWS * 6 - 1] = '\0';
  struct flow *flows;
  unsigned n;
  char *error = flow_parse (many, &flows, &n);
  CHECK (!error && n == FLOWS, "%u flows: %s", n, error ? error : "");
  free (error);
  free (flows);
}

/* Whatever the text, there is an answer: all texts of up to five pieces.  */
static void
test_every_short_text (void)
{
  static const char *const pieces[]
      = { "",    "1", "0",   "*", " -> ", "ret", "heap",
          "new", "(", "raw", ")", ";",    "x",   "\x80" };
  enum
  {
    PIECES = sizeof pieces / sizeof *pieces
  };

  for (unsigned long code = 0; code < 14UL * 14 * 14 * 14 * 14; code++)
    {
      char text[64] = "";
      unsigned long rest = code;
      for (int i = 0; i < 5; i++, rest /= PIECES)
        strcat (text, pieces[rest % PIECES]);
      struct flow *flows;
      unsigned n;
      char *error = flow_parse (text, &flows, &n);
      CHECK (!error || (!flows && n == 0), "'%s'", text);
      if (!error)
        {
          /* What is printed from it parses to the same.  */
          char printed[128];
          strcpy (printed, print_flows (flows, n));
          check_parses (printed, printed);
        }
      free (error);
      free (flows);
    }
}

/* --- The table. ---  */

/* Whether ARG is the number of an argument of E; with '.' any number from the
   first variadic one on would do, but the table names that one alone.  */
static bool
in_shape (const struct lib_effects *e, unsigned arg)
{
  return arg >= 1 && arg < strlen (e->shape);
}

/* Whether argument ARG of E can hold a pointer.  */
static bool
can_point (const struct lib_effects *e, unsigned arg)
{
  return in_shape (e, arg) && strchr ("pa.", e->shape[arg]);
}

/* Is F of a number, which can be a piece of a pointer, to another or to where
   bytes go, or from where bytes are?  */
static bool
is_of_number (const struct lib_effects *e, const struct flow *f)
{
  if (f->src != FLOW_FROM_ARG || !in_shape (e, f->src_arg))
    return false;
  bool to_number = f->dst == FLOW_TO_RET && e->shape[0] != 'p';
  if (f->src_level)
    return to_number && can_point (e, f->src_arg);
  return (strchr ("if", e->shape[f->src_arg])
	  && (f->dst == FLOW_TO_UNKNOWN
	      || (f->dst == FLOW_TO_ARG && f->dst_level > 0
		  && can_point (e, f->dst_arg))))
	 || (to_number && strchr ("ifa", e->shape[f->src_arg]));
}

static void
check_shape (const struct lib_effects *e)
{
  size_t n = strlen (e->shape);
  CHECK (n >= 1 && strchr ("pifvanh", e->shape[0]), "%s: result of '%s'", e->name,
         e->shape);
  for (size_t i = 1; i < n; i++)
    CHECK (strchr (i == n - 1 ? "pifah." : "pifah", e->shape[i]),
           "%s: argument %zu of '%s'", e->name, i, e->shape);
  CHECK (!e->format || strchr ("a.", e->shape[n - 1]),
         "%s: a format function that takes no variable arguments", e->name);
  CHECK (n < 2 || e->shape[n - 1] != '.' || e->format,
         "%s: variadic arguments go nowhere", e->name);
}

static void
check_flows (const struct lib_effects *e)
{
  bool to_ret = false, fresh = false;
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      /* Functions of numbers, and of single characters.  */
      if (is_of_number (e, f))
        continue;
      if (f->src == FLOW_FROM_ARG)
        CHECK (can_point (e, f->src_arg), "%s: source of flow %u", e->name,
               i + 1);
      else
        fresh = true;
      if (f->dst == FLOW_TO_ARG)
        CHECK (can_point (e, f->dst_arg) && f->dst_level > 0,
               "%s: destination of flow %u", e->name, i + 1);
      if (f->dst == FLOW_TO_RET && f->dst_level == 0)
        to_ret = true;
      CHECK (!f->exact || f->src_level == 0
                 || (f->dst == FLOW_TO_ARG && f->src_level == f->dst_level),
             "%s: flow %u is no block copy", e->name, i + 1);
    }
  CHECK ((e->shape[0] == 'p') == (to_ret || e->static_result),
         "%s: where does its result come from?", e->name);
  CHECK (fresh == (e->deallocator != NULL), "%s: fresh objects, or by",
         e->name);
  CHECK (!fresh || e->allocates, "%s: allocates", e->name);
  CHECK (fresh || (!e->fresh_if_null && !e->size_arg && !e->reallocates),
         "%s: speaks of a fresh object", e->name);
}

static void
check_arguments (const struct lib_effects *e)
{
  CHECK (!e->releases || can_point (e, e->releases), "%s: releases", e->name);
  CHECK (!e->releases_content || can_point (e, e->releases_content),
         "%s: releases_content", e->name);
  CHECK (!e->reallocates || e->releases || e->releases_content,
         "%s: reallocates nothing", e->name);
  CHECK (!e->fresh_if_null || can_point (e, e->fresh_if_null), "%s: if_null",
         e->name);
  CHECK (!e->size_arg
             || (in_shape (e, e->size_arg) && e->shape[e->size_arg] == 'i'),
         "%s: size", e->name);
  CHECK (!e->size_arg2
             || (in_shape (e, e->size_arg2) && e->shape[e->size_arg2] == 'i'),
         "%s: second size", e->name);
  CHECK (e->fills == (e->fills_args != 0), "%s: fills", e->name);
  for (unsigned arg = 1; arg <= 32; arg++)
    if ((e->fills_args | e->inputs_args) >> (arg - 1) & 1)
      CHECK (can_point (e, arg), "%s: fills or inputs %u", e->name, arg);
  CHECK (!e->inputs_level || e->inputs_args, "%s: inputs", e->name);
}

/* Withdraws are there what they name, and have the arguments that are compared
   and numbers that they hang on.  */
static void
check_withdrawal (const struct lib_effects *e)
{
  const struct withdrawal *w = &e->withdraws;
  CHECK (!w->when || in_shape (e, w->when), "%s: when", e->name);
  for (unsigned i = 0; i < MAX_WITHDRAWN && w->names[i]; i++)
    {
      const struct lib_effects *there = lib_effects_find (w->names[i]);
      CHECK (there && there->n_flows, "%s: '%s' leaves nothing", e->name,
	     w->names[i]);
      for (unsigned k = 0; there && k < w->n_same; k++)
	CHECK (in_shape (e, w->same[k].arg) && in_shape (there, w->same[k].of)
		   && (!w->same[k].level || can_point (there, w->same[k].of)),
	       "%s: arguments of '%s'", e->name, w->names[i]);
    }
}

static void
check_callbacks (const struct lib_effects *e)
{
  for (unsigned i = 0; i < e->n_callbacks; i++)
    {
      const struct callback *c = &e->callbacks[i];
      CHECK (can_point (e, c->fn_arg), "%s: callback %u", e->name, i + 1);
      CHECK (c->n_args <= MAX_CALLBACK_ARGS, "%s: callback %u", e->name, i + 1);
      for (unsigned j = 0; j < c->n_args; j++)
        CHECK (c->args[j] ? can_point (e, c->args[j])
                          : !c->levels[j] && !c->inside[j],
               "%s: callback %u, argument %u", e->name, i + 1, j + 1);
    }
}

static void
check_deallocator (const struct lib_effects *e)
{
  if (!e->deallocator)
    return;
  const struct lib_effects *d = lib_effects_find (e->deallocator);
  CHECK (d && (d->releases || d->releases_content), "%s: '%s' releases nothing",
         e->name, e->deallocator);
}

static void
test_every_entry (void)
{
  unsigned n = lib_effects_count ();
  CHECK (n > 1500, "only %u entries", n);
  CHECK (!lib_effects_at (n), "an entry behind the last");
  for (unsigned i = 0; i < n; i++)
    {
      const struct lib_effects *e = lib_effects_at (i);
      CHECK (i == 0 || strcmp (lib_effects_at (i - 1)->name, e->name) < 0,
             "%s is out of order or twice in the table", e->name);
      CHECK (lib_effects_find (e->name) == e, "%s is not found", e->name);
      check_shape (e);
      check_flows (e);
      check_arguments (e);
      check_callbacks (e);
      check_withdrawal (e);
      check_deallocator (e);
    }
}

static void
test_unknown_names (void)
{
  static const char *const names[]
      = { "", "mallo", "mallocs", "MALLOC", "ioctl", "alloca", "zzz", "\xff" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    CHECK (!lib_effects_find (names[i]), "'%s' is in the table", names[i]);
}

/* --- What some of them do. ---  */

static const struct lib_effects *
entry (const char *name)
{
  const struct lib_effects *e = lib_effects_find (name);
  if (!e)
    {
      printf ("%s is not in the table\n", name);
      exit (EXIT_FAILURE);
    }
  return e;
}

static void
check_flows_are (const char *name, const char *flows)
{
  const struct lib_effects *e = entry (name);
  const char *printed = print_flows (e->flows, e->n_flows);
  CHECK (strcmp (printed, flows) == 0, "%s: %s", name, printed);
}

static void
test_strings_and_memory (void)
{
  check_flows_are ("memcpy", "2* => 1*; 1 => ret");
  check_flows_are ("__memcpy_chk", "2* => 1*; 1 => ret");
  check_flows_are ("strchr", "1 -> ret");
  check_flows_are ("strlen", "");
  check_flows_are ("strtol", "1 -> 2*");
  check_flows_are ("strsep", "1* -> ret; 1* -> 1*");
  check_flows_are ("strtok", "1 -> ret; 1 -> unknown");
  CHECK (entry ("strtok")->static_result, "an earlier string");
  check_flows_are ("putenv", "1 -> heap");
  check_flows_are ("setenv", "");
}

static void
test_allocators (void)
{
  check_flows_are ("malloc", "new(raw) -> ret");
  CHECK (entry ("malloc")->size_arg == 1, "malloc");
  CHECK (entry ("calloc")->size_arg == 1 && entry ("calloc")->size_arg2 == 2,
         "calloc");
  CHECK (entry ("realloc")->releases == 1 && entry ("realloc")->reallocates
             && entry ("realloc")->size_arg == 2,
         "realloc");
  CHECK (entry ("free")->releases == 1 && !entry ("free")->allocates, "free");
  check_flows_are ("posix_memalign", "new(raw) => 1*");
  check_flows_are ("realpath", "new(raw) -> ret; 2 => ret");
  CHECK (entry ("realpath")->fresh_if_null == 2, "realpath");
  CHECK (strcmp (entry ("fopen")->deallocator, "fclose") == 0, "fopen");
  CHECK (strcmp (entry ("popen")->deallocator, "pclose") == 0, "popen");
  CHECK (!entry ("memcpy")->allocates && entry ("printf")->allocates,
         "memcpy does not allocate, printf may");
}

static void
test_streams (void)
{
  check_flows_are ("setvbuf", "2 -> 1*");
  check_flows_are ("fmemopen", "new(raw) -> ret; 1 -> ret*");
  check_flows_are ("getline", "new(raw) => 1*");
  CHECK (entry ("getline")->releases_content == 1
             && entry ("getline")->reallocates && !entry ("getline")->releases,
         "getline");
  check_flows_are ("fgets", "1 => ret");
  check_flows_are ("fwrite", "1* -> unknown");
  CHECK (entry ("fgets")->fails && entry ("ctime_r")->fails
	     && !entry ("strcpy")->fails,
	 "which can be null");
  CHECK (entry ("fread")->inputs_args == 1, "fread");
  CHECK (entry ("sscanf")->inputs_args == 1U << 2, "sscanf");
  CHECK (!entry ("read")->inputs_level && entry ("readv")->inputs_level == 1
	     && entry ("recvmsg")->inputs_level == 2,
	 "readv");
  CHECK (strcmp (entry ("__isoc99_sscanf")->shape, entry ("sscanf")->shape)
             == 0,
         "sscanf");
}

static void
test_callbacks (void)
{
  const struct callback *c = entry ("qsort")->callbacks;
  CHECK (c->fn_arg == 4 && c->n_args == 2 && c->args[0] == 1 && c->inside[0]
             && c->args[1] == 1 && c->inside[1],
         "qsort");
  check_flows_are ("qsort", "1* -> 1*");
  c = entry ("bsearch")->callbacks;
  CHECK (c->fn_arg == 5 && c->args[0] == 1 && !c->inside[0] && c->args[1] == 2
             && c->inside[1],
         "bsearch");
  c = entry ("pthread_create")->callbacks;
  CHECK (c->fn_arg == 3 && c->n_args == 1 && c->args[0] == 4 && !c->inside[0]
             && c->result_to_ret,
         "pthread_create");
  check_flows_are ("pthread_create", "3 -> thread; 4 -> thread; 2* -> thread");
  c = entry ("tsearch")->callbacks;
  CHECK (c->args[1] == 2 && c->levels[1] == 2, "tsearch");
  c = entry ("pthread_once")->callbacks;
  CHECK (c->fn_arg == 2 && c->n_args == 0, "pthread_once");
  c = entry ("GOMP_parallel")->callbacks;
  CHECK (c->fn_arg == 1 && c->n_args == 1 && c->args[0] == 2, "GOMP_parallel");
  check_flows_are ("pthread_setspecific", "2 -> heap");
  CHECK (entry ("pthread_cond_wait")->others && entry ("raise")->others
	     && !entry ("pthread_mutex_unlock")->others,
	 "whose turn it is");
  check_flows_are ("signal", "2 -> heap");
}

int
main (void)
{
  test_good_texts ();
  test_white_space ();
  test_bad_sources ();
  test_bad_kinds ();
  test_bad_arrows ();
  test_bad_destinations ();
  test_bad_endings ();
  test_limits ();
  test_every_short_text ();
  test_every_entry ();
  test_unknown_names ();
  test_strings_and_memory ();
  test_allocators ();
  test_streams ();
  test_callbacks ();
  if (failures)
    printf ("%d failures\n", failures);
  return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
