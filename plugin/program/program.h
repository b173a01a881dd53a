/* `escape program': the analysis of a whole program.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   input.c reads units out of files; link.c finds out which symbol is which, as
   the linker does; analyse.c goes through the functions of all units, callees
   first, with the core that the compiler's plugin has; judge.c reads verdicts
   off the solved graphs, and asks ordered.c in which order things happen;
   nil.c looks for maps that were never made;
   report.c tells them; exchange.c writes what is known of
   functions to a file, and takes it from such; cache.c keeps what was found for
   the next time, in the form that kept.c gives it, by digests of digest.c.  */

#ifndef ESCAPE_PROGRAM_H
#define ESCAPE_PROGRAM_H

#include <stdio.h>
#include "bottomup.h"
#include "encode.h"
#include "exports.h"
#include "judged.h"
#include "record.h"

enum group
{
  GROUP_HEAP,
  GROUP_STACK,
  GROUP_FREE,
  GROUP_LEAK,
  GROUP_PATHLEAK,
  GROUP_NIL,
  GROUP_UNNEEDED,
  GROUP_ALLOC,
  GROUP_ASSERT,
  N_GROUPS
};

enum group_state
{
  STATE_IGNORE,
  STATE_WARN,
  STATE_ERROR
};

struct symbol;
struct function;

struct program_options
{
  int m;
  unsigned track;
  enum group_state state[N_GROUPS];
  uint64_t stack_limit;
  uint64_t budget;
  const char *json;
  const char *findings;       /* File to write, or null.  */
  const char *exports;        /* File to write, or null.  */
  const char *cache;          /* Folder, or null.  */
  bool distrust;              /* Who can be interposed may be.  */
  VEC (const char *) exclude; /* Patterns of files of which nothing is told.  */
};

extern struct program_options options;
extern const char *const group_names[N_GROUPS];

/* Print `escape: ' and the sentence; exit status 2.  */
void fail (const char *format, ...)
    __attribute__ ((noreturn, format (printf, 1, 2)));

/* Print `escape: ' and the sentence.  */
void remark (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

/* See digest.h.  */

struct digest
{
  uint64_t a, b;
};

/* --- input.c. ---  */

/* A unit, and the file that it stands in.  */

struct member
{
  struct unit *unit;
  const char *where;       /* FILE or ARCHIVE(MEMBER).  */
  const char *label;       /* As JSON names it.  */
  bool optional;           /* Of an archive: only if it is needed.  */
  bool needed;             /* It is part of the program.  */
  bool linked;             /* It comes out of a linker.  */
  bool brought;            /* Only others ask for it.  */
  struct symbol **symbols; /* What its symbols are in the program.  */
  bool digested;           /* DIGEST is there.  */
  struct digest digest;
};

/* A shared library that another file needs.  */

struct needed
{
  const char *name, *by;
  const char *folders; /* Where to look, with colons between.  */
};

struct program
{
  VEC (struct member) members;
  VEC (const char *) files;    /* As they were asked for.  */
  VEC (const char *) exported; /* Names in tables of dynamic symbols.  */
  VEC (struct needed) needed;
  bool open; /* Code that is not in sight was linked too, or may be.  */
  bool only_archives;
  bool pieces;      /* In some unit numbers are pieces of pointers.  */
  unsigned machine; /* The ELF target of the first file; 0: none yet.  */
  const char *machine_of;
  VEC (struct symbol *) symbols;
  VEC (struct function *) functions;
};

/* Read FILE, an object, archive, executable or shared library.  */
void input_read (struct program *, const char *file);

/* Read the libraries that those which were read need, as far as they are found
   and have units.  */
void input_read_needed (struct program *);

/* The units of the ELF file or archive NAME at DATA, which stays.  Null, or a
   sentence about what is wrong, from `malloc'.  */
char *input_parse (struct program *, const char *name, const uint8_t *data,
                   size_t size);

/* FILE as it is: *SIZE bytes, which stay.  Null if it is empty or, with *ERROR a
   sentence, cannot be read.  */
const uint8_t *input_map (const char *file, size_t *size, char **error);

/* --- link.c. ---  */

struct mention
{
  const struct member *member;
  const struct unit_symbol *symbol;
};

/* What the analysis of a function can ask of a symbol.  */

enum asked_how
{
  ASKED_KNOWN, /* What the program knows without its body.  */
  ASKED_BODY,  /* What its body does.  */
  ASKED_ORDER, /* The body itself.  */
  N_ASKED
};

/* What a name stands for.  It begins as the thing that traces speak of.  */

struct symbol
{
  struct thing thing;
  const char *name;
  bool is_function;
  const struct member *owner; /* Of the definition, or null.  */
  const struct unit_symbol *definition;
  struct function *body;
  const struct callee *callee; /* Its description.  */
  const struct exported
      *imports;  /* What is known of it if nobody defines it.  */
  bool exported; /* Code that is not in sight can name it.  */
  bool address_taken;
  bool interposable; /* Another's may be in its place when it runs.  */
  bool literal;      /* It is what its initialiser says.  */
  bool followed;     /* What units put into it is all that it holds.  */
  uint32_t stamp;
  uint32_t asked_for[N_ASKED]; /* The last component that has asked so.  */
  bool named, digested;        /* The digests are there.  */
  struct digest name_digest, digest;
  VEC (struct mention) mentions;
};

/* A function with a body.  */

struct function
{
  struct caller caller; /* First: casts.  */
  const struct unit_function *code;
  const struct member *member;
  struct symbol *symbol;
  struct replay replay;
  bool root;
  struct skeleton *skeleton; /* Or null: not asked for yet.  */
  struct arena *words;       /* Of its places.  */
  bool large;                /* It is not kept, nor run at calls.  */
  bool leaves;               /* It may leave by longjmp.  */
  struct kept *kept;         /* What the cache has of it, or null.  */
  uint64_t nonnil;           /* See nil_judge.  */
  bool order_digested;       /* ORDER is there.  */
  struct digest order;       /* Of its skeleton.  */
};

/* Put the members together: symbols and functions.  */
void link_program (struct program *);

/* --- analyse.c. ---  */

/* Analyse all functions and hand their verdicts to the report.  */
void analyse_program (struct program *);

/* Is the body of S what its calls will run?  */
bool is_trusted (const struct symbol *s);

/* What F, in hand, is told of the body of S: nothing unless HAS_BODY.  Of a
   RECURSIVE one the summary is that of the last round, which may be null.  */

struct body_answer
{
  bool has_body, recursive;
};

struct body_answer analyse_ask (const struct function *f,
                                const struct symbol *s);

/* The recursion that F is part of was too large: say so.  */
void analyse_cut (struct caller *f);

/* What is known of the body of F, which is analysed or of the component in
   hand; null: nothing yet.  */
const struct summary *summary_of (const struct function *f);

/* --- ordered.c. ---  */

struct event
{
  struct source_place place;
  const char *function;
  const char *text;
};

typedef VEC (struct event) event_path;

/* F's skeleton, with the nodes of the graph that F has now.  */
const struct skeleton *ordered_skeleton (struct function *f);

/* The engine for F, which becomes the function in hand.  Its graph is solved.  */
struct flow *flow_of (struct function *f);

/* Append to OUT the events of P; LOST is the text of the last.  */
void events_of_flow (const struct flow_path *p, const char *lost,
                     event_path *out);

/* The answer about OBJ of F, the function in hand.  Of a yes, PATH, if it is not null, gets the events that lead there, LAST the text
   of the last.  */
enum flow_answer ask_in_order (struct function *f, object_id obj,
                               enum flow_question question, event_path *path,
                               const char *last);

/* F is done.  */
void ordered_done (struct function *f);

/* The body of S, if F may run it at its calls; null: it may not.  */
struct function *ordered_body (const struct function *f,
                               const struct symbol *s);

/* What that of F says, and what the program knows of the functions that it calls
   by name.  Those that come before F are analysed.  */
struct digest ordered_digest (struct function *f);

/* --- nil.c. ---  */

/* Find what F, whose graph is solved if it has one, does to maps that were never
   made.  What it calls is done.  */
void program_judge_nil (struct function *f);

/* The parameters of S that must not be null; and can control come back from
   it?  */
uint64_t nil_faulty (const struct symbol *s);
bool nil_comes_back (const struct symbol *s);

/* --- exchange.c. ---  */

/* Write what is known of the functions that P offers to FILE.  They are
   analysed.  */
void exchange_export (struct program *p, const char *file);

/* Write the SIZE bytes at DATA beside FILE, and rename that.  0, or `errno'.  */
int exchange_write (const char *file, const uint8_t *data, size_t size);

/* Read FILE, which exchange_export has written.  */
void exchange_import (const char *file);

/* Give the symbols of P, which is linked, what was read of them.  */
void exchange_resolve (struct program *p);

/* --- report.c. ---  */

enum object_class
{
  CLASS_ALLOCATION,
  CLASS_VARIABLE,
  CLASS_PARAMETER
};

struct verdict
{
  struct judged judged; /* First: casts.  */
  enum object_class object;
  const struct function *function;
  struct source_place place;
  const char *name;
  const char *written; /* As the user wrote it; allocations.  */
  bool ok;
  const struct leak *leaks; /* Of a parameter.  */
  unsigned n_leaks;
  event_path path, bug_path, loss_path;
};

/* --- judge.c. ---  */

/* What judging a function comes to.  */

enum told_kind
{
  TOLD_VERDICT,
  TOLD_WAITING, /* VERDICT is to wait for callers: they may see WHAT.  */
  TOLD_SEEN,    /* Of what waits as WHAT, made by MAKER: what a caller shows. */
  TOLD_FINDING, /* In GROUP.  */
  TOLD_GIVEN_UP, /* The function was.  */
  N_TOLD
};

struct told
{
  enum told_kind kind;
  struct verdict verdict; /* Of TOLD_SEEN: RELEASED, UNKNOWN_CALLEE, PATH; of
                             TOLD_FINDING: FAULT, PATH.  */
  const struct function *maker;
  const void *what;
  struct outcome outcome;
  enum group group;
  struct source_place place;
  const char *text;
  bool ok;
};

void judge_function (struct function *);

/* Is there anything to tell of F?  */
bool judge_is_told (const struct function *f);

/* T is so of F.  The paths of its verdict are free afterwards.  */
void judge_tell (struct function *f, struct told *t);

/* Found of F in GROUP, at PLACE; PATH is empty afterwards.  FAULT: see struct
   judged.  */
void judge_found (struct function *f, enum group group,
                  struct source_place place, const char *text, event_path *path,
                  bool ok, unsigned fault);

/* All functions are judged.  */
void judge_finish (void);

/* --- cache.c. ---  */

/* Take what an earlier run has left about P, which is linked.  */
void cache_open (struct program *p);

/* The next component is that of the N functions at V, of which a recursion's
   summaries may take MEMORY bytes: tell what an earlier run has said of it.  False
   if that said nothing, or not of the same; then what is asked and told until
   cache_end is kept.  */
bool cache_tell (struct caller **v, uint32_t n, size_t memory);
void cache_ask (const struct symbol *s, enum asked_how how);
void cache_note (const struct function *f, const struct told *t);
void cache_end (struct caller **v, uint32_t n, const struct rounds *rounds);

/* Read the summary of F, which the cache has.  */
void cache_fetch (struct function *f);

/* Leave it all for the next run.  */
void cache_close (void);

/* --- report.c, once more. ---  */

/* All of this is copied; PATH's texts live on.  FAULT: see struct judged.  */
void report_verdict (const struct verdict *);
void report_finding (enum group, const struct function *, struct source_place,
                     const char *text, const event_path *, bool ok,
                     unsigned fault);
void report_note (int level, const struct function *, struct source_place,
                  const char *text);

/* FORMAT as printf has it, with a text in the quotes of the locale for %q;
   kept until the end.  */
const char *report_text (const char *format, ...);

/* Tell everything; the exit status.  */
int report_flush (void);

/* What messages call the call at SPOT, of the function NAME.  */
const char *written_name (const struct spot *, const char *name);

/* That the object that CALLED made is lost; DEALLOCATOR may be null.  */
const char *lost_text (const char *called, const char *deallocator);

/* That the call at SPOT, of the function NAME, makes an object; that something is
   stored in what T stands for.  */
const char *allocation_text (const struct spot *spot, const char *name);
const char *stored_text (const struct thing *t, bool copied);

/* TEXT, which a unit has, with the quotes of the locale.  */
const char *quoted_text (const char *text);

/* The events of TRACE.  */
void events_of_trace (const struct trace *, event_path *);

/* --- program.c. ---  */

int program_main (int argc, char **argv);

#endif
