/* Fuzz target: a unit as a hostile file has it, from its bytes to verdicts.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The input is the body of a unit; the head with the right checksum is made
   here, so that what follows is reached.  To look:

     clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE \
       -fno-sanitize-recover=undefined -Iplugin/core -Iplugin/program \
       testsuite/fuzz/section.c plugin/core/*.c \
       plugin/program/{analyse,judge,link}.c -o fuzz-section
     ASAN_OPTIONS=detect_leaks=0 ./fuzz-section -max_len=3000 CORPUS

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
                const event_path *path, bool ok)
{
  (void)group, (void)f, (void)path, (void)ok;
  told += strlen (text) + strlen (place.file);
}

void
report_note (int level, const struct function *f, struct source_place place,
             const char *text)
{
  report_finding ((enum group)level, f, place, text, NULL, false);
}

static void
put (uint8_t *at, uint64_t n, unsigned bytes)
{
  for (unsigned i = 0; i < bytes; i++)
    at[i] = (uint8_t)(n >> 8 * i);
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static struct program p;
  uint8_t *unit = malloc (ENCODE_HEAD + size);
  size_t used;
  const char *error;
  memcpy (unit, "ESCU", 4);
  put (unit + 4, ENCODE_VERSION, 4);
  put (unit + 8, size, 4);
  put (unit + 12, encode_hash (data, size), 8);
  memcpy (unit + ENCODE_HEAD, data, size);
  options.budget = 20000;
  options.stack_limit = 65536;
  struct unit *u = unit_decode (unit, ENCODE_HEAD + size, &used, &error);
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
  free (unit);
  return 0;
}
