/* `escape build': see command.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The build runs as it would without us, but that COMPILER_PATH leads GCC to
   our shims (shim.c).  Their folder is named by what the plugin is: ccache takes
   COMPILER_PATH for a part of the compiler, so that an object that another
   plugin has looked at is none of ours.

   In the folder of the build are then

     journal                what the shims left word of
     compilers/             what is known of each compiler
     json/                  the verdicts of each unit
     build.json             the units, the links, and what could not be analysed
     compile_commands.json  for editors

   The last two are made anew of the journal when the build has ended, or by
   --collect if it did not come to that.  */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "command.h"

static const char usage[]
    = "Usage: escape build [OPTION...] [--] COMMAND [ARGUMENT...]\n"
      "\n"
      "Run COMMAND, which builds a C program with GCC in whatever way, and "
      "have "
      "GCC's\n"
      "analysis of each unit collected on the way.  Output, exit status and "
      "objects of\n"
      "the build are what they are without; the objects have one section "
      "more,\n"
      ".gnu.escape.  Then `escape report' shows what was found.\n"
      "\n"
      "  --output DIR    where to collect (default .escape)\n"
      "  --plugin FILE   the plugin, an escape.so; default: the one beside "
      "this\n"
      "                  program, else each compiler's own\n"
      "  --collect       run nothing: make the lists of what a build that was "
      "killed\n"
      "                  left in DIR\n"
      "  --quiet         say nothing at the end\n"
      "\n"
      "The exit status is COMMAND's; 2 for bad usage.\n";

struct build
{
  char *folder;
  char *plugin; /* Or null: each compiler's own.  */
  bool quiet;
};

/* --- Before. ---  */

/* A hash of the files that are the plugin: what was analysed by another one
   counts as compiled by another compiler.  Those that the compilers have
   themselves go by the version of this program.  */

static uint64_t
plugin_hash (const char *plugin)
{
  static const char *const parts[] = { "escape.so", "escape-impl.so" };
  uint64_t hash
      = hash_bytes (HASH_START, ESCAPE_VERSION, sizeof ESCAPE_VERSION);
  int folder = plugin ? (int)(base_name (plugin) - plugin) : 0;
  for (size_t i = 0; plugin && i < sizeof parts / sizeof *parts; i++)
    {
      char *path = format_string ("%.*s%s", folder, plugin, parts[i]);
      FILE *file = fopen (path, "r");
      char bytes[65536];
      size_t n;
      while (file && (n = fread (bytes, 1, sizeof bytes, file)) > 0)
        hash = hash_bytes (hash, bytes, n);
      if (file)
        fclose (file);
      free (path);
    }
  return hash;
}

/* LINK leads to TARGET from now on, whoever else says so at this time.  */

static void
link_to (const char *target, const char *link)
{
  char *there = realpath (link, NULL);
  if (!there || strcmp (there, target) != 0)
    {
      char *other = format_string ("%s.%ld", link, (long)getpid ());
      unlink (other);
      if (symlink (target, other) != 0 || rename (other, link) != 0)
        die (EXIT_USAGE, "cannot make %s: %s", link, strerror (errno));
      free (other);
    }
  free (there);
}

/* The folder with the shims, made if it is not there.  */

static char *
make_shims (const struct build *b)
{
  const char *cache = getenv ("XDG_CACHE_HOME"), *home = getenv ("HOME");
  char *above = cache && *cache == '/' ? format_string ("%s/escape", cache)
                : home && *home == '/'
                    ? format_string ("%s/.cache/escape", home)
                    : format_string ("%s/shims", b->folder);
  char *self = own_path ();
  char *folder;
  for (;;)
    {
      folder = format_string ("%s/%016llx", above,
                              (unsigned long long)plugin_hash (b->plugin));
      /* COMPILER_PATH is a list.  */
      const char *why = strchr (folder, ':') ? "its name has a colon"
                        : make_folders (folder) && access (folder, W_OK) == 0
                            ? NULL
                            : strerror (errno);
      if (!why)
        break;
      /* A home that cannot be written to, as in packages' builds.  */
      free (folder);
      if (!strncmp (above, b->folder, strlen (b->folder)))
        die (EXIT_USAGE, "cannot use the folder %s: %s", above, why);
      free (above);
      above = format_string ("%s/shims", b->folder);
    }
  for (const char *const *name = shim_names; *name; name++)
    {
      char *link = format_string ("%s/%s", folder, *name);
      link_to (self, link);
      free (link);
    }
  free (self);
  free (above);
  return folder;
}

static void
make_folder (const struct build *b, const char *name)
{
  char *path = format_string ("%s/%s", b->folder, name);
  if (!make_folders (path))
    die (EXIT_USAGE, "cannot make the folder %s: %s", path, strerror (errno));
  free (path);
}

static void
set_environment (const struct build *b)
{
  char *shims = make_shims (b);
  const char *old = getenv ("COMPILER_PATH");
  char *path
      = old && *old ? format_string ("%s:%s", shims, old) : copy_string (shims);
  setenv ("COMPILER_PATH", path, 1);
  setenv (ENV_SHIMS, shims, 1);
  setenv (ENV_FOLDER, b->folder, 1);
  if (b->plugin)
    setenv (ENV_PLUGIN, b->plugin, 1);
  else
    unsetenv (ENV_PLUGIN);
  free (path);
  free (shims);
}

/* --- Meanwhile. ---  */

static volatile sig_atomic_t child;

static void
pass_on (int signal)
{
  if (child > 0)
    kill (child, signal);
}

/* How many compilations the journal of B has by now.  */

static size_t
count_units (const struct build *b)
{
  size_t n, units = 0;
  struct journal_record *records = journal_read (b->folder, &n);
  for (size_t i = 0; i < n; i++)
    {
      const char *kind = record_get (&records[i], TAG_KIND);
      units += kind && !strcmp (kind, "compile");
      record_free (&records[i]);
    }
  free (records);
  return units;
}

/* On a terminal that shows nothing else, a line; else in its title.  */

static void
show_progress (const struct build *b, bool alone, size_t before)
{
  size_t units = count_units (b) - before;
  if (alone)
    fprintf (stderr, "\r\033[Kescape: %zu units", units);
  else
    fprintf (stderr, "\033]2;escape: %zu units\a", units);
  fflush (stderr);
}

/* Run COMMAND; its exit status as a shell has it.  */

static int
run (const struct build *b, char **command)
{
  bool show = isatty (2) && !b->quiet, alone = show && !isatty (1);
  size_t before = count_units (b);
  struct sigaction forward = { .sa_handler = pass_on, .sa_flags = SA_RESTART };
  struct sigaction ignore = { .sa_handler = SIG_IGN }, interrupt, quit;

  /* What the terminal sends, all that runs there gets by itself.  */
  sigaction (SIGINT, &ignore, &interrupt);
  sigaction (SIGQUIT, &ignore, &quit);
  pid_t pid = fork ();
  if (pid < 0)
    die (EXIT_USAGE, "cannot run %s: %s", command[0], strerror (errno));
  if (pid == 0)
    {
      sigaction (SIGINT, &interrupt, NULL);
      sigaction (SIGQUIT, &quit, NULL);
      execvp (command[0], command);
      int status = errno == ENOENT ? 127 : 126;
      fprintf (stderr, "escape: cannot run %s: %s\n", command[0],
               strerror (errno));
      _exit (status);
    }
  child = pid;
  sigaction (SIGTERM, &forward, NULL);
  sigaction (SIGHUP, &forward, NULL);

  int how;
  pid_t ended;
  while ((ended = waitpid (pid, &how, show ? WNOHANG : 0)) != pid)
    {
      if (ended < 0 && errno != EINTR)
        die (EXIT_USAGE, "lost %s: %s", command[0], strerror (errno));
      if (show)
        {
          show_progress (b, alone, before);
          usleep (500000);
        }
    }
  child = 0;
  if (alone)
    fputs ("\r\033[K", stderr);
  sigaction (SIGINT, &interrupt, NULL);
  sigaction (SIGQUIT, &quit, NULL);
  return WIFEXITED (how) ? WEXITSTATUS (how) : 128 + WTERMSIG (how);
}

/* --- Afterwards. ---  */

/* What the journal of a build comes to.  Of several records about one thing the
   last counts, if the thing is still there: configure's probes are not.  */

enum record_state
{
  RECORD_OLDER,
  RECORD_GONE,
  RECORD_COUNTS
};

struct collection
{
  struct journal_record *records;
  size_t n;
  enum record_state *state; /* Of each.  */
  size_t units, analysed, links, foreign;
};

static bool
same_text (const struct journal_record *a, const struct journal_record *b,
           enum journal_tag tag)
{
  const char *x = record_get (a, tag), *y = record_get (b, tag);
  return x == y || (x && y && !strcmp (x, y));
}

static bool
is_kind (const struct journal_record *r, const char *kind)
{
  const char *k = record_get (r, TAG_KIND);
  return k && !strcmp (k, kind);
}

/* The file that field TAG of R names; the caller frees it.  Null if it has
   none.  */

static char *
file_of (const struct journal_record *r, enum journal_tag tag)
{
  const char *name = record_get (r, tag);
  return name ? absolute_path (record_get (r, TAG_DIRECTORY), name) : NULL;
}

static bool
file_is_there (const struct journal_record *r, enum journal_tag tag)
{
  char *file = file_of (r, tag);
  bool there = file && access (file, F_OK) == 0;
  free (file);
  return there;
}

/* What makes two records speak of one thing.  */

static uint64_t
record_key (const struct journal_record *r)
{
  static const enum journal_tag tags[]
      = { TAG_KIND, TAG_DIRECTORY, TAG_SOURCE, TAG_OUTPUT, TAG_JSON };
  uint64_t hash = HASH_START;
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    {
      const char *text = record_get (r, tags[i]);
      if (text)
        hash = hash_bytes (hash, text, strlen (text));
      hash = hash_bytes (hash, "", 1);
    }
  return hash;
}

static bool
same_thing (const struct journal_record *a, const struct journal_record *b)
{
  return same_text (a, b, TAG_KIND) && same_text (a, b, TAG_DIRECTORY)
         && same_text (a, b, TAG_SOURCE) && same_text (a, b, TAG_OUTPUT)
         && same_text (a, b, TAG_JSON);
}

/* Find out which records count.  */

static void
choose (struct collection *c)
{
  size_t room = 16;
  while (room < 2 * c->n)
    room *= 2;
  size_t *table = check_memory (calloc (room, sizeof *table));
  c->state = check_memory (calloc (c->n + 1, sizeof *c->state));
  for (size_t i = c->n; i-- > 0;)
    {
      const struct journal_record *r = &c->records[i];
      if (!record_get (r, TAG_DIRECTORY))
        continue;
      size_t slot = record_key (r) & (room - 1);
      while (table[slot] && !same_thing (&c->records[table[slot] - 1], r))
        slot = (slot + 1) & (room - 1);
      if (table[slot])
        continue;
      table[slot] = i + 1;
      bool unit = is_kind (r, "compile");
      c->state[i] = file_is_there (r, unit ? TAG_SOURCE : TAG_OUTPUT)
                        ? RECORD_COUNTS
                        : RECORD_GONE;
      if (c->state[i] == RECORD_GONE)
        continue;
      c->units += unit;
      c->analysed += unit && !record_get (r, TAG_WHY);
      c->links += is_kind (r, "link");
      c->foreign += is_kind (r, "foreign");
    }
  free (table);
}

/* Remove the verdicts of units that are gone.  */

static void
drop_verdicts (const struct collection *c)
{
  for (size_t i = 0; i < c->n; i++)
    {
      const char *json = record_get (&c->records[i], TAG_JSON);
      if (json && c->state[i] == RECORD_GONE)
        unlink (json);
    }
}

static void
write_member (FILE *file, const char *name, const char *text, bool first)
{
  fputs (first ? "" : ", ", file);
  json_string (file, name);
  fputs (": ", file);
  if (text)
    json_string (file, text);
  else
    fputs ("null", file);
}

/* The records of KIND that count, as a JSON array of what WRITE makes of
   each.  */

static void
write_records (FILE *file, const struct collection *c, const char *kind,
               void (*write_one) (FILE *, const struct journal_record *))
{
  bool some = false;
  fputc ('[', file);
  for (size_t i = 0; i < c->n; i++)
    if (c->state[i] == RECORD_COUNTS && is_kind (&c->records[i], kind))
      {
        fputs (some ? ",\n  {" : "\n  {", file);
        write_one (file, &c->records[i]);
        fputc ('}', file);
        some = true;
      }
  fputs (some ? "\n]" : "]", file);
}

static void
write_unit (FILE *file, const struct journal_record *r)
{
  char *object = file_of (r, TAG_OUTPUT);
  write_member (file, "directory", record_get (r, TAG_DIRECTORY), true);
  write_member (file, "source", record_get (r, TAG_SOURCE), false);
  write_member (file, "object", object, false);
  write_member (file, "verdicts", record_get (r, TAG_JSON), false);
  write_member (file, "compiler", record_get (r, TAG_COMPILER), false);
  write_member (file, "not_analysed", record_get (r, TAG_WHY), false);
  free (object);
}

static void
write_link (FILE *file, const struct journal_record *r)
{
  char *output = file_of (r, TAG_OUTPUT);
  write_member (file, "output", output, true);
  write_member (file, "compiler", record_get (r, TAG_COMPILER), false);
  free (output);
}

static void
write_command (FILE *file, const struct journal_record *r)
{
  bool first = true;
  write_member (file, "directory", record_get (r, TAG_DIRECTORY), true);
  write_member (file, "file", record_get (r, TAG_SOURCE), false);
  if (record_get (r, TAG_OUTPUT))
    write_member (file, "output", record_get (r, TAG_OUTPUT), false);
  fputs (", \"arguments\": [", file);
  for (size_t i = 0; i < r->fields.n; i++)
    if (r->fields.v[i][0] == TAG_ARGUMENT)
      {
        fputs (first ? "" : ", ", file);
        json_string (file, r->fields.v[i] + 1);
        first = false;
      }
  fputc (']', file);
}

static bool
write_file (const struct build *b, const struct collection *c, const char *name,
            void (*write_all) (FILE *, const struct collection *))
{
  char *path = format_string ("%s/%s", b->folder, name);
  char *other = format_string ("%s.%ld", path, (long)getpid ());
  FILE *file = fopen (other, "w");
  if (file)
    write_all (file, c);
  bool ok = file && fclose (file) == 0 && rename (other, path) == 0;
  if (!ok)
    fprintf (stderr, "escape: cannot write %s: %s\n", path, strerror (errno));
  free (other);
  free (path);
  return ok;
}

static void
write_build (FILE *file, const struct collection *c)
{
  fputs ("{\"units\": ", file);
  write_records (file, c, "compile", write_unit);
  fputs (",\n\"links\": ", file);
  write_records (file, c, "link", write_link);
  fputs (",\n\"foreign\": ", file);
  write_records (file, c, "foreign", write_link);
  fputs ("}\n", file);
}

static void
write_commands (FILE *file, const struct collection *c)
{
  write_records (file, c, "compile", write_command);
  fputc ('\n', file);
}

/* Each compiler that could not analyse what it compiled, once.  */

static void
say_what_is_missing (const struct collection *c)
{
  struct missing
  {
    const struct journal_record *first;
    size_t units;
  } *all = NULL;
  size_t n = 0;
  for (size_t i = 0; i < c->n; i++)
    {
      const struct journal_record *r = &c->records[i];
      if (c->state[i] != RECORD_COUNTS || !record_get (r, TAG_WHY))
        continue;
      size_t k = 0;
      while (k < n
             && !(same_text (r, all[k].first, TAG_WHY)
                  && same_text (r, all[k].first, TAG_COMPILER)))
        k++;
      if (k == n)
        {
          all = check_memory (realloc (all, ++n * sizeof *all));
          all[k] = (struct missing){ r, 0 };
        }
      all[k].units++;
    }
  for (size_t k = 0; k < n; k++)
    fprintf (stderr, "escape: %zu units not analysed, %s has no plugin: %s\n",
             all[k].units, record_get (all[k].first, TAG_COMPILER),
             record_get (all[k].first, TAG_WHY));
  free (all);
  if (c->foreign)
    fprintf (stderr,
             "escape: %zu linked by a compiler that is not GCC, such "
             "as clang, which cannot load the plugin: what it compiled "
             "is not analysed\n",
             c->foreign);
}

/* Does FILE, an object, carry an analysis?  One that is gone may have had.  */

static bool
is_bare (const char *file)
{
  static const char section[] = ".gnu.escape";
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  struct stat st;
  bool bare = false;
  if (fd < 0)
    return false;
  if (fstat (fd, &st) == 0 && st.st_size > 0)
    {
      void *bytes
          = mmap (NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
      if (bytes != MAP_FAILED)
        {
          bare = !memmem (bytes, (size_t)st.st_size, section,
                          sizeof section - 1);
          munmap (bytes, (size_t)st.st_size);
        }
    }
  close (fd);
  return bare;
}

static int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* The objects that were linked and carry no analysis, once; those of units that
   are said not to be analysed are not counted again.  */

static void
say_what_is_bare (const struct collection *c)
{
  struct strings objects = { 0 }, known = { 0 };
  size_t bare = 0;
  const char *first = NULL;
  for (size_t i = 0; i < c->n; i++)
    {
      const struct journal_record *r = &c->records[i];
      bool link = is_kind (r, "link");
      if (c->state[i] != RECORD_COUNTS || (!link && !record_get (r, TAG_WHY)))
        continue;
      for (size_t k = 0; k < r->fields.n; k++)
        if (r->fields.v[k][0] == (link ? TAG_ARGUMENT : TAG_OUTPUT))
          {
            char *path = absolute_path (record_get (r, TAG_DIRECTORY),
                                        r->fields.v[k] + 1);
            strings_add (link ? &objects : &known, path);
            free (path);
          }
    }
  if (objects.n)
    qsort (objects.v, objects.n, sizeof *objects.v, compare_strings);
  if (known.n)
    qsort (known.v, known.n, sizeof *known.v, compare_strings);
  for (size_t i = 0; i < objects.n; i++)
    if ((i == 0 || strcmp (objects.v[i], objects.v[i - 1]))
        && !(known.n
             && bsearch (&objects.v[i], known.v, known.n, sizeof *known.v,
                         compare_strings))
        && is_bare (objects.v[i]) && !bare++)
      first = objects.v[i];
  if (bare)
    fprintf (stderr,
             "escape: %zu linked objects carry no analysis, such as %s: they "
             "were compiled before this build, elsewhere (distcc), or are not "
             "from C\n",
             bare, first);
  strings_free (&objects);
  strings_free (&known);
}

/* Make the lists; false, and said, if they cannot be written.  The folder may
   be gone, by what the build cleans.  */

static bool
collect (const struct build *b)
{
  struct collection c = { 0 };
  c.records = journal_read (b->folder, &c.n);
  choose (&c);
  drop_verdicts (&c);
  make_folders (b->folder);
  bool ok = write_file (b, &c, "build.json", write_build)
            && write_file (b, &c, "compile_commands.json", write_commands);
  if (ok && !b->quiet)
    {
      if (c.units || c.links)
        fprintf (stderr,
                 "escape: %zu units, %zu analysed, %zu linked; 'escape "
                 "report' shows what was found\n",
                 c.units, c.analysed, c.links);
      else
        fprintf (stderr, "escape: no C compilation by GCC was seen%s\n",
                 c.foreign ? ""
                           : ": was all built before, is the compiler another "
                             "one, or does the build clear its environment?");
      say_what_is_missing (&c);
      say_what_is_bare (&c);
    }
  for (size_t i = 0; i < c.n; i++)
    record_free (&c.records[i]);
  free (c.records);
  free (c.state);
  return ok;
}

int
build_main (int argc, char **argv)
{
  struct build b = { 0 };
  const char *output = ".escape";
  bool only_collect = false;
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; i++)
    {
      if (!strcmp (argv[i], "--"))
        {
          i++;
          break;
        }
      if (!strcmp (argv[i], "--help") || !strcmp (argv[i], "-h"))
        {
          fputs (usage, stdout);
          return 0;
        }
      const char *value;
      if ((value = option_value (argc, argv, &i, "--output")))
        output = value;
      else if ((value = option_value (argc, argv, &i, "--plugin")))
        b.plugin = plugin_file (value);
      else if (!strcmp (argv[i], "--collect"))
        only_collect = true;
      else if (!strcmp (argv[i], "--quiet"))
        b.quiet = true;
      else
        die (EXIT_USAGE, "build: unexpected '%s'; see 'escape build --help'",
             argv[i]);
    }
  if (i == argc && !only_collect)
    die (EXIT_USAGE, "build: no command to run; say 'escape build -- make' or "
                     "the like");
  if (i < argc && only_collect)
    die (EXIT_USAGE, "build: --collect runs nothing, but '%s' was given",
         argv[i]);
  char *here = getcwd (NULL, 0);
  if (!here)
    die (EXIT_USAGE, "cannot tell the working folder: %s", strerror (errno));
  b.folder = absolute_path (here, output);
  free (here);
  if (!b.plugin)
    b.plugin = plugin_beside ();
  if (only_collect && access (b.folder, F_OK) != 0)
    die (EXIT_USAGE, "there is no %s", b.folder);
  make_folder (&b, "json");
  make_folder (&b, "compilers");
  int status = 0;
  if (!only_collect)
    {
      set_environment (&b);
      status = run (&b, argv + i);
    }
  if (!collect (&b) && only_collect)
    status = EXIT_USAGE;
  free (b.folder);
  free (b.plugin);
  return status;
}
