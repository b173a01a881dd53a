/* The program `escape': what its files share.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   escape.c says which of its subcommands is wanted.  build.c runs a build so
   that each of GCC's programs that it starts is first one of ours: shim.c,
   which is this very program under another name.  What the shims see goes to
   the journal in the folder of the build (journal.c), and build.c makes a list
   of units of it in the end.  */

#ifndef ESCAPE_COMMAND_H
#define ESCAPE_COMMAND_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What the shims know of the build, in their environment.  */
#define ENV_FOLDER "ESCAPE_BUILD_FOLDER" /* Where the journal is.  */
#define ENV_SHIMS "ESCAPE_BUILD_SHIMS"   /* Where the shims are.  */
#define ENV_PLUGIN                                                             \
  "ESCAPE_BUILD_PLUGIN" /* The plugin to load; unset: the one
                                            that the compiler has.  */

/* The exit status for bad usage and for what could not be done.  */
#define EXIT_USAGE 2

/* Each subcommand gets its own arguments, argv[0] its name.  */
int build_main (int argc, char **argv);
int flags_main (int argc, char **argv);
int program_main (int argc, char **argv);
int report_main (int argc, char **argv);

/* Is this program run as one of GCC's own, by NAME?  Then be that.  */
bool is_shim_name (const char *name);
int shim_main (int argc, char **argv);
extern const char *const shim_names[];

/* --- text.c: strings and paths.  Memory that cannot be had ends the program.
   ---  */

/* "escape: TEXT" and the end, with STATUS.  */
void die (int status, const char *format, ...)
    __attribute__ ((noreturn, format (printf, 2, 3)));
void *check_memory (void *);
char *copy_string (const char *);
char *format_string (const char *format, ...)
    __attribute__ ((format (printf, 1, 2)));

/* A list of strings, each its own; ends with a null pointer.  */

struct strings
{
  char **v;
  size_t n, room;
};

void strings_add (struct strings *, const char *);
void strings_free (struct strings *);

const char *base_name (const char *path);

/* PATH seen from DIRECTORY.  The caller frees it.  */
char *absolute_path (const char *directory, const char *path);

/* Make PATH and the folders above it; false with errno if that fails.  */
bool make_folders (const char *path);

/* The file of this program.  The caller frees it.  */
char *own_path (void);

/* The plugin beside this program, as in a build tree, or null; the file of the
   plugin PATH, or the end if it cannot be read.  The caller frees them.  */
char *plugin_beside (void);
char *plugin_file (const char *path);

/* The value of the option NAME if the argument at *I is that, as `NAME VALUE' or
   `NAME=VALUE'; then *I is where it ends.  Else null; the end if it has none.  */
const char *option_value (int argc, char **argv, int *i, const char *name);

/* Append the strings of COMMAND's words to LIST, as GCC writes the environment
   variable COLLECT_GCC_OPTIONS.  */
void split_quoted (const char *command, struct strings *list);

/* Append ARG to LIST, or, if it is @FILE, the arguments in FILE.  */
void expand_argument (const char *arg, struct strings *list, int depth);

/* The first line that COMMAND, run without a shell, prints on stream FD (1 or
   2); its exit status goes to *STATUS.  The caller frees it.  */
char *first_line_of (char *const *command, int fd, int *status);

uint64_t hash_bytes (uint64_t hash, const void *bytes, size_t n);
#define HASH_START UINT64_C (0xcbf29ce484222325)

/* Write TEXT as a JSON string.  */
void json_string (FILE *, const char *text);

/* --- journal.c ---

   A record is a list of fields, each a tag of one character and a text.  Records
   are appended whole, by as many processes as there are.  */

struct journal_record
{
  struct strings fields;
};

enum journal_tag
{
  TAG_KIND = 'k',      /* "compile", "link" or "foreign".  */
  TAG_DIRECTORY = 'd', /* Where it ran.  */
  TAG_COMPILER = 'c',  /* The driver, as it was called.  */
  TAG_SOURCE = 's',
  TAG_OUTPUT = 'o',   /* The object, the linked file.  */
  TAG_JSON = 'j',     /* The verdicts' file.  */
  TAG_WHY = 'w',      /* Why it was not analysed.  */
  TAG_ARGUMENT = 'a', /* Of the driver; of a link, an input.  */
  TAG_END = 'e'
};

void record_add (struct journal_record *, enum journal_tag, const char *text);

/* The text of the first field with TAG, or null.  */
const char *record_get (const struct journal_record *, enum journal_tag);

void record_free (struct journal_record *);

/* Append it to the journal in FOLDER.  False with errno.  */
bool journal_append (const char *folder, const struct journal_record *);

/* All whole records of FOLDER's journal, in order, *N of them.  A record that
   a killed process left unfinished is no record.  */
struct journal_record *journal_read (const char *folder, size_t *n);

#endif
