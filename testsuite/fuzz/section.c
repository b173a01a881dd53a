/* Fuzz target: a unit as a hostile file has it, from its bytes to verdicts.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The input is the body of a unit, unpacked: checksum and packing, which others
   test (testsuite/unit/pack.c), would take most of the time.  To look:

     clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE \
       -fno-sanitize-recover=undefined -Iplugin/core -Iplugin/program \
       testsuite/fuzz/section.c plugin/core/*.c \
       plugin/program/[!pr]*.c -o fuzz-section
     ASAN_OPTIONS=detect_leaks=0 ./fuzz-section -detect_leaks=0 -entropic=0 \
       -max_len=3000 CORPUS

   What link.c makes is never freed: the program ends then.  */

#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct program_options options;
static jmp_buf out;

void
fail (const char *format, ...)
{
  (void)format;
  longjmp (out, 1);
}

void
remark (const char *format, ...)
{
  (void)format;
}

const char *
report_text (const char *format, ...)
{
  return format;
}

const char *
lost_text (const char *called, const char *deallocator)
{
  return deallocator ? deallocator : called;
}

const char *
allocation_text (const struct spot *spot, const char *name)
{
  return *spot->written ? spot->written : name;
}

const char *
stored_text (const struct thing *t, bool copied)
{
  (void)copied;
  return t->text;
}

const char *
quoted_text (const char *text)
{
  return text;
}

const char *
written_name (const struct spot *spot, const char *name)
{
  return *spot->written ? spot->written : name;
}

void
events_of_trace (const struct trace *t, event_path *path)
{
  (void)t;
  (void)path;
}

static volatile size_t told;

void
report_verdict (const struct verdict *v)
{
  told += strlen (v->name) + strlen (v->place.file);
}

void
report_finding (enum group group, const struct function *f,
                struct source_place place, const char *text,
                const event_path *path, bool ok, unsigned fault)
{
  (void)group, (void)f, (void)path, (void)ok, (void)fault;
  told += strlen (text) + strlen (place.file);
}

void
report_note (int level, const struct function *f, struct source_place place,
             const char *text)
{
  report_finding ((enum group)level, f, place, text, NULL, false, 0);
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static struct program p;
  options.budget = 20000;
  options.stack_limit = 65536;
  struct unit *u = unit_decode_body (data, size);
  if (u)
    {
      p = (struct program){ .only_archives = true };
      *vec_push (&p.members)
          = (struct member){ .unit = u, .where = "x", .label = "x" };
      if (!setjmp (out))
        {
          link_program (&p);
          analyse_program (&p);
        }
      else
        judge_finish ();
      unit_free (u);
      unit_arena_free ();
    }
  return 0;
}
