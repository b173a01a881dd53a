/* The programs of GCC that a build under `escape build' runs: see command.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   COMPILER_PATH makes each GCC driver find this program as its cc1, its
   collect2 and its ld.  Each leaves word in the journal and becomes the real
   one; cc1 gets the plugin to load on the way.  Nothing else changes: a shim
   that cannot do its part is the real program and no more.

   What is known of a compiler is asked once a build and kept in the folder
   `compilers'.  */

#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "command.h"

const char *const shim_names[] = { "cc1", "collect2", "ld", NULL };

bool
is_shim_name (const char *name)
{
  for (const char *const *s = shim_names; *s; s++)
    if (!strcmp (*s, name))
      return true;
  return false;
}

/* --- Without us. ---  */

/* Take the shims' folder out of COMPILER_PATH: what is run from here on finds
   the real programs.  */

static void
forget_shims (void)
{
  const char *path = getenv ("COMPILER_PATH"), *shims = getenv (ENV_SHIMS);
  if (!path || !shims)
    return;
  char *rest = check_memory (malloc (strlen (path) + 1));
  size_t n = 0, shims_length = strlen (shims);
  for (const char *p = path; *p;)
    {
      size_t length = strcspn (p, ":"), plain = length;
      while (plain > 1 && p[plain - 1] == '/')
        plain--;
      if (plain != shims_length || memcmp (p, shims, plain) != 0)
        {
          if (n)
            rest[n++] = ':';
          memcpy (rest + n, p, length);
          n += length;
        }
      p += length + (p[length] == ':');
    }
  rest[n] = 0;
  if (n)
    setenv ("COMPILER_PATH", rest, 1);
  else
    unsetenv ("COMPILER_PATH");
  free (rest);
}

/* --- What is known of a compiler. ---  */

struct compiler
{
  char *cc1, *collect2, *ld; /* Paths.  */
  char *plugin;              /* Path, or empty: ...  */
  char *why;                 /* ... why there is none.  */
};

/* What DRIVER, called with PREFIXES (its -B options), says to OPTION.  */

static char *
ask (const char *driver, const struct strings *prefixes, const char *option)
{
  struct strings command = { 0 };
  int status;
  strings_add (&command, driver);
  for (size_t i = 0; i < prefixes->n; i++)
    strings_add (&command, prefixes->v[i]);
  strings_add (&command, option);
  char *answer = first_line_of (command.v, 1, &status);
  strings_free (&command);
  if (status != 0)
    answer[0] = 0;
  return answer;
}

/* Does DRIVER load PLUGIN?  Else why not, as its first line says.  */

static char *
refusal (const char *driver, const char *plugin)
{
  char *load = format_string ("-fplugin=%s", plugin);
  char *command[] = { (char *)driver, load,        "-x",        "c", "-S",
                      "-o",           "/dev/null", "/dev/null", NULL };
  int status;
  char *line = first_line_of (command, 2, &status);
  free (load);
  if (status == 0)
    line[0] = 0;
  else if (!line[0])
    {
      free (line);
      line = format_string ("%s does not load %s", driver, plugin);
    }
  return line;
}

static void
ask_compiler (const char *driver, const struct strings *prefixes,
              struct compiler *c)
{
  c->cc1 = ask (driver, prefixes, "-print-prog-name=cc1");
  c->collect2 = ask (driver, prefixes, "-print-prog-name=collect2");
  c->ld = ask (driver, prefixes, "-print-prog-name=ld");
  c->why = copy_string ("");
  const char *wanted = getenv (ENV_PLUGIN);
  if (wanted)
    c->plugin = copy_string (wanted);
  else
    {
      char *folder = ask (driver, prefixes, "-print-file-name=plugin");
      c->plugin = format_string ("%s/escape.so", folder);
      if (access (c->plugin, R_OK) != 0)
        {
          free (c->why);
          c->why = folder[0] == '/'
                       ? format_string ("there is no escape.so in %s", folder)
                       : copy_string ("it has no plugin directory");
        }
      free (folder);
    }
  if (!c->why[0])
    {
      free (c->why);
      c->why = refusal (driver, c->plugin);
    }
  if (c->why[0])
    c->plugin[0] = 0;
}

/* The file that NAME, a command, is; NAME itself if it is nowhere.  */

static char *
find_command (const char *name)
{
  const char *path = getenv ("PATH");
  if (strchr (name, '/') || !path)
    return copy_string (name);
  char *all = copy_string (path), *rest = all, *folder;
  while ((folder = strsep (&rest, ":")))
    {
      char *file = format_string ("%s/%s", *folder ? folder : ".", name);
      if (access (file, X_OK) == 0)
        {
          free (all);
          return file;
        }
      free (file);
    }
  free (all);
  return copy_string (name);
}

/* Where what is known of DRIVER is kept: another one, of another time or with
   another plugin, has another file.  */

static char *
compiler_file (const char *folder, const char *driver,
               const struct strings *prefixes)
{
  char *file = find_command (driver);
  const char *plugin = getenv (ENV_PLUGIN);
  struct stat about = { 0 };
  stat (file, &about);
  uint64_t hash = hash_bytes (HASH_START, file, strlen (file) + 1);
  hash = hash_bytes (hash, &about.st_mtim, sizeof about.st_mtim);
  for (size_t i = 0; i < prefixes->n; i++)
    hash = hash_bytes (hash, prefixes->v[i], strlen (prefixes->v[i]) + 1);
  if (plugin)
    hash = hash_bytes (hash, plugin, strlen (plugin) + 1);
  const char *shims = getenv (ENV_SHIMS); /* Named by what the plugin is.  */
  if (shims)
    hash = hash_bytes (hash, shims, strlen (shims));
  free (file);
  return format_string ("%s/compilers/%016llx", folder,
                        (unsigned long long)hash);
}

static char *
read_line (FILE *file)
{
  char *line = NULL;
  size_t room = 0;
  ssize_t n = getline (&line, &room, file);
  if (n <= 0 || line[n - 1] != '\n')
    {
      free (line);
      return NULL;
    }
  line[n - 1] = 0;
  return line;
}

static bool
read_compiler (const char *path, struct compiler *c)
{
  FILE *file = fopen (path, "r");
  if (!file)
    return false;
  char **fields[] = { &c->cc1, &c->collect2, &c->ld, &c->plugin, &c->why };
  bool whole = true;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    whole &= (*fields[i] = read_line (file)) != NULL;
  fclose (file);
  return whole;
}

static void
write_compiler (const char *path, const struct compiler *c)
{
  char *other = format_string ("%s.%ld", path, (long)getpid ());
  FILE *file = fopen (other, "w");
  if (file)
    {
      fprintf (file, "%s\n%s\n%s\n%s\n%s\n", c->cc1, c->collect2, c->ld,
               c->plugin, c->why);
      if (fclose (file) != 0 || rename (other, path) != 0)
        unlink (other);
    }
  free (other);
}

static void
know_compiler (const char *driver, const struct strings *options,
               struct compiler *c)
{
  struct strings prefixes = { 0 };
  for (size_t i = 0; i < options->n; i++)
    if (!strncmp (options->v[i], "-B", 2))
      {
        strings_add (&prefixes, options->v[i]);
        if (!options->v[i][2] && i + 1 < options->n)
          strings_add (&prefixes, options->v[++i]);
      }
  const char *folder = getenv (ENV_FOLDER);
  char *path = folder ? compiler_file (folder, driver, &prefixes) : NULL;
  if (!path || !read_compiler (path, c))
    {
      ask_compiler (driver, &prefixes, c);
      if (path)
        write_compiler (path, c);
    }
  free (path);
  strings_free (&prefixes);
}

/* --- Compilations. ---  */

/* Options of cc1 whose value is the next argument.  */
static const char *const separate_options[] = { "-A",
                                                "-D",
                                                "-I",
                                                "-MD",
                                                "-MF",
                                                "-MMD",
                                                "-MQ",
                                                "-MT",
                                                "-U",
                                                "-auxbase",
                                                "-aux-info",
                                                "-dumpbase",
                                                "-dumpdir",
                                                "-idirafter",
                                                "-imacros",
                                                "-imultiarch",
                                                "-imultilib",
                                                "-include",
                                                "-iprefix",
                                                "-iquote",
                                                "-isysroot",
                                                "-isystem",
                                                "-iwithprefix",
                                                "-o",
                                                "-T",
                                                "-auxbase-strip",
                                                "-dumpbase-ext",
                                                "-iwithprefixbefore",
                                                "--param",
                                                "-iplugindir",
                                                "-G",
                                                "-z",
                                                NULL };

static bool
takes_value (const char *option)
{
  for (const char *const *s = separate_options; *s; s++)
    if (!strcmp (*s, option))
      return true;
  return false;
}

/* The argument behind OPTION in LIST, the last if there are several; or
   null.  */

static const char *
value_of (const struct strings *list, const char *option)
{
  const char *value = NULL;
  for (size_t i = 0; i + 1 < list->n; i++)
    if (!strcmp (list->v[i], option))
      value = list->v[++i];
  return value;
}

static bool
contains (const struct strings *list, const char *word)
{
  for (size_t i = 0; i < list->n; i++)
    if (!strcmp (list->v[i], word))
      return true;
  return false;
}

/* What cc1 with the arguments ARGS compiles, or null if it only preprocesses,
   checks, or has no input.  */

static const char *
compiled_source (const struct strings *args)
{
  const char *source = NULL;
  for (size_t i = 0; i < args->n; i++)
    {
      const char *arg = args->v[i];
      if (!strcmp (arg, "-E") || !strcmp (arg, "-fsyntax-only"))
        return NULL;
      if (arg[0] != '-' || !arg[1])
        source = arg;
      else if (takes_value (arg))
        i++;
    }
  /* From -save-temps, or ccache: by the name of what it was.  */
  const char *base = value_of (args, "-dumpbase");
  if (source && contains (args, "-fpreprocessed") && base
      && access (base, F_OK) == 0)
    return base;
  return source;
}

/* The object that the driver makes of SOURCE, by its OPTIONS; null if it links
   at once.  The caller frees it.  */

static char *
object_of (const struct strings *options, const char *source)
{
  bool assembly = contains (options, "-S");
  if (!assembly && !contains (options, "-c"))
    return NULL;
  const char *output = value_of (options, "-o");
  if (output)
    return copy_string (output);
  const char *base = base_name (source), *dot = strrchr (base, '.');
  int length = dot && dot != base ? (int)(dot - base) : (int)strlen (base);
  return format_string ("%.*s.%c", length, base, assembly ? 's' : 'o');
}

/* Where the verdicts of SOURCE go.  The caller frees it.  Null if nothing can be
   written there: a build goes on that has cleaned our folder away.  Of a long
   name the beginning is enough, the hash tells them apart.  */

static char *
json_file (const char *folder, const char *directory, const char *source,
           const char *output, const struct strings *args)
{
  const char *parts[]
      = { directory, source, output, value_of (args, "-dumpdir") };
  uint64_t hash = HASH_START;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    {
      const char *part = parts[i] ? parts[i] : "";
      hash = hash_bytes (hash, part, strlen (part) + 1);
    }
  char *file = NULL, *above = format_string ("%s/json", folder);
  if (make_folders (above) && access (above, W_OK) == 0)
    file = format_string ("%s/%.128s-%016llx.escape.json", above,
                          base_name (source), (unsigned long long)hash);
  free (above);
  return file;
}

/* Is one of ARGS, as the user gave them, the plugin already?  */

static bool
loads_plugin (const struct strings *args)
{
  for (size_t i = 0; i < args->n; i++)
    if (!strncmp (args->v[i], "-fplugin=", 9))
      {
        const char *name = base_name (args->v[i] + 9);
        if (!strcmp (name, "escape") || !strcmp (name, "escape.so"))
          return true;
      }
  return false;
}

static bool
has_prefix (const struct strings *list, const char *prefix)
{
  for (size_t i = 0; i < list->n; i++)
    if (!strncmp (list->v[i], prefix, strlen (prefix)))
      return true;
  return false;
}

/* What makes cc1, with ARGS so far, analyse: added to COMMAND.  JSON is where
   the verdicts go; if the user has them written elsewhere, null.  */

static void
add_plugin (struct strings *command, const struct strings *args,
            const char *plugin, const char *json)
{
  if (!loads_plugin (args))
    {
      char *load = format_string ("-fplugin=%s", plugin);
      strings_add (command, load);
      free (load);
      strings_add (command, "-fplugin-arg-escape-ignore=all");
    }
  strings_add (command, "-fplugin-arg-escape-program");
  if (json)
    {
      char *option = format_string ("-fplugin-arg-escape-json=%s", json);
      strings_add (command, option);
      free (option);
    }
}

/* Leave word of the compilation of SOURCE; what makes it analyse is added to
   COMMAND.  */

static void
note_compilation (const struct compiler *c, const char *driver,
                  const struct strings *options, const struct strings *args,
                  const char *source, struct strings *command)
{
  const char *folder = getenv (ENV_FOLDER);
  char *directory = getcwd (NULL, 0);
  if (!folder || !directory)
    {
      free (directory);
      return;
    }
  struct journal_record r = { { 0 } };
  char *object = object_of (options, source);
  const char *output = object ? object : value_of (options, "-o");
  record_add (&r, TAG_KIND, "compile");
  record_add (&r, TAG_DIRECTORY, directory);
  record_add (&r, TAG_COMPILER, driver);
  record_add (&r, TAG_SOURCE, source);
  if (object)
    record_add (&r, TAG_OUTPUT, object);
  if (c->plugin[0])
    {
      char *json = has_prefix (args, "-fplugin-arg-escape-json=")
                       ? NULL
                       : json_file (folder, directory, source, output, args);
      if (json)
        record_add (&r, TAG_JSON, json);
      add_plugin (command, args, c->plugin, json);
      free (json);
    }
  else
    record_add (&r, TAG_WHY, c->why);
  record_add (&r, TAG_ARGUMENT, driver);
  for (size_t i = 0; i < options->n; i++)
    record_add (&r, TAG_ARGUMENT, options->v[i]);
  record_add (&r, TAG_ARGUMENT, source);
  journal_append (folder, &r);
  record_free (&r);
  free (object);
  free (directory);
}

/* --- Links. ---  */

/* Is ARGUMENT of a link an object of the program's?  Those that begin and end
   each program are the compiler's.  */

static bool
is_linked_object (const char *argument)
{
  size_t n = strlen (argument);
  return argument[0] != '-' && n > 2 && !strcmp (argument + n - 2, ".o")
         && !strstr (base_name (argument), "crt");
}

/* Leave word of a program or library that is linked, or, by a DRIVER that is
   not GCC, of that.  */

static void
note_link (const char *driver, const struct strings *args)
{
  const char *folder = getenv (ENV_FOLDER);
  char *directory = getcwd (NULL, 0);
  const char *output = value_of (args, "-o");
  if (folder && directory)
    {
      struct journal_record r = { { 0 } };
      record_add (&r, TAG_KIND, driver ? "link" : "foreign");
      record_add (&r, TAG_DIRECTORY, directory);
      if (driver)
        record_add (&r, TAG_COMPILER, driver);
      record_add (&r, TAG_OUTPUT, output ? output : "a.out");
      for (size_t i = 0; driver && i < args->n; i++)
        if (is_linked_object (args->v[i])
            && !(output && !strcmp (args->v[i], output)))
          record_add (&r, TAG_ARGUMENT, args->v[i]);
      journal_append (folder, &r);
      record_free (&r);
    }
  free (directory);
}

/* --- All of them. ---  */

static void
become (const char *path, char **argv)
{
  char *own = own_path (), *real = realpath (path, NULL);
  if (real && !strcmp (own, real))
    die (EXIT_USAGE, "cannot find the real %s", base_name (argv[0]));
  execvp (path, argv);
  die (EXIT_USAGE, "cannot run %s: %s", path, strerror (errno));
}

int
shim_main (int argc, char **argv)
{
  const char *name = base_name (argv[0]);
  const char *driver = getenv ("COLLECT_GCC");
  const char *quoted = getenv ("COLLECT_GCC_OPTIONS");
  struct strings options = { 0 }, args = { 0 }, command = { 0 };
  struct compiler c;
  forget_shims ();
  if (quoted)
    split_quoted (quoted, &options);
  for (int i = 0; i < argc; i++)
    {
      strings_add (&command, argv[i]);
      if (i)
        expand_argument (argv[i], &args, 0);
    }
  know_compiler (driver ? driver : "gcc", &options, &c);
  if (!strcmp (name, "cc1"))
    {
      const char *source = compiled_source (&args);
      if (source)
        note_compilation (&c, driver ? driver : "gcc", &options, &args, source,
                          &command);
      become (c.cc1, command.v);
    }
  if (!strcmp (name, "collect2"))
    {
      note_link (driver ? driver : "gcc", &args);
      become (c.collect2, command.v);
    }
  if (!driver)
    note_link (NULL, &args);
  become (c.ld, command.v);
  return EXIT_USAGE;
}
