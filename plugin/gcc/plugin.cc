/* The plugin's entry point: options, callbacks, the pass.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   loader.c calls escape_plugin_init once GCC's version is known to fit.  That
   happens in every program that -fplugin reaches: cc1 compiling or only
   preprocessing, cc1plus, f951, gnat1, lto1.  Options are checked and
   attributes registered in all of them; everything else acts on GNU C units
   that are compiled, and `active' is the one place that says so.

   The pass stands right after build_ssa_passes: every function of the unit is
   in SSA form and none is optimised or inlined, at every -O level.  It only
   looks.  To debug it: -fplugin-arg-escape-m=3, which also writes the dump file
   DUMPBASE.NNNi.escape.  */

/* GCC's configuration headers redefine PACKAGE_VERSION, so it is taken before
   they come.  */
#ifdef PACKAGE_VERSION
static const char escape_version[] = PACKAGE_VERSION;
#else
static const char escape_version[] = "0.1";
#endif

#include "compat.h"
#include "options.h"
#include "attributes.h"
#include "frontend.h"
#include "pragma.h"
#include "import.h"
#include "json.h"
#include "report.h"
#include "section.h"
#include "lower.h"

#define EXPORT __attribute__ ((visibility ("default")))

extern "C"
{
  EXPORT int plugin_is_GPL_compatible;
  EXPORT int escape_plugin_init (struct plugin_name_args *,
                                 struct plugin_gcc_version *);
}

/* --- Options. ---  */

/* What holds if the command line does not say; --help quotes them.  */
#define DEFAULT_STACK_LIMIT 65536
#define DEFAULT_BUDGET 300000

#define QUOTE_(X) #X
#define QUOTE(X) QUOTE_ (X)

struct escape_options options;

const char *const group_names[N_GROUPS]
    = { "heap", "stack",    "free",  "leak",  "pathleak",
        "nil",  "unneeded", "alloc", "assert" };

const char group_list[] = "heap, stack, free, leak, pathleak, nil, unneeded, "
                          "alloc, assert, all";

// clang-format off
static const char help[] = "\
  -fplugin-arg-escape-m=0..3             Verdict notes, as Go's -m: 1 verdicts, 2 with\n\
                                         paths, 3 with the graph (default 0)\n\
  -fplugin-arg-escape-track=LIST         Kinds that the warnings heap and unneeded speak\n\
                                         of: slice, map, raw (default slice,map)\n\
  -fplugin-arg-escape-warn=LIST          Groups to warn of: heap, stack, free, leak,\n\
                                         pathleak, nil, unneeded, alloc, assert, all\n\
  -fplugin-arg-escape-error=LIST         Groups to make errors\n\
  -fplugin-arg-escape-ignore=LIST        Groups to be silent about\n\
  -fplugin-arg-escape-exclude=GLOB       Files to tell nothing of\n\
  -fplugin-arg-escape-stack-limit=BYTES  Largest object that could live on the stack\n\
                                         (default " QUOTE (DEFAULT_STACK_LIMIT) ")\n\
  -fplugin-arg-escape-interpose=trust|distrust\n\
                                         Do non-weak symbols keep their behaviour\n\
                                         when interposed? (default trust)\n\
  -fplugin-arg-escape-json=FILE or DIR/  Write every verdict, one JSON object a line\n\
  -fplugin-arg-escape-budget=N           Solver steps a function (default " QUOTE (DEFAULT_BUDGET) ")\n\
  -fplugin-arg-escape-program            Write the section .gnu.escape into the object,\n\
                                         for `escape program'\n\
  -fplugin-arg-escape-import=FILE        What `escape program --export' knows of\n\
                                         functions elsewhere\n";
// clang-format on

static void
default_options (void)
{
  options.m = 0;
  options.track = 1 << KIND_SLICE | 1 << KIND_MAP;
  for (int g = 0; g < N_GROUPS; g++)
    options.state[g] = STATE_BUG;
  options.state[GROUP_HEAP] = STATE_WARN;
  options.state[GROUP_UNNEEDED] = STATE_IGNORE;
  options.state[GROUP_ASSERT] = STATE_ERROR;
  options.stack_limit = DEFAULT_STACK_LIMIT;
  options.interpose_distrust = false;
  options.json = NULL;
  options.budget = DEFAULT_BUDGET;
  options.program = false;
}

/* What the LENGTH bytes at NAME stand for, as a set of bits; none if they are no
   name.  */

unsigned
groups_named (const char *name, size_t length)
{
  if (length == strlen ("all") && memcmp (name, "all", length) == 0)
    return ALL_GROUPS;
  for (int g = 0; g < N_GROUPS; g++)
    if (strlen (group_names[g]) == length
        && memcmp (name, group_names[g], length) == 0)
      return 1u << g;
  return 0;
}

static unsigned
kinds_named (const char *name, size_t length)
{
  for (int k = 0; k < N_KINDS; k++)
    if (strlen (heap_kind_names[k]) == length
        && memcmp (name, heap_kind_names[k], length) == 0)
      return 1u << k;
  return 0;
}

/* Parse VALUE of option KEY, a list of what NAMED knows separated by commas,
   into a set of bits.  WHAT and VALID say in errors what an item is and which
   there are.  Returns 0 after an error.  */

static unsigned
parse_list (const char *key, const char *value,
            unsigned (*named) (const char *, size_t), const char *what,
            const char *valid)
{
  unsigned set = 0;
  for (const char *item = value;; item++)
    {
      size_t length = strcspn (item, ",");
      unsigned bits = named (item, length);
      if (length == 0)
        {
          error ("%<-fplugin-arg-escape-%s=%s%> has an empty item; expected a "
                 "list of %s separated by commas, of: %s",
                 key, value, what, valid);
          return 0;
        }
      if (!bits)
        {
          error ("unknown item %<%.*s%> in %<-fplugin-arg-escape-%s=%s%>; "
                 "valid %s are: %s",
                 (int)length, item, key, value, what, valid);
          return 0;
        }
      if (set & bits)
        {
          error ("%<-fplugin-arg-escape-%s=%s%> names %<%.*s%> twice", key,
                 value, (int)length, item);
          return 0;
        }
      set |= bits;
      item += length;
      if (!*item)
        return set;
    }
}

static void
set_groups (const char *key, const char *value, enum group_state state)
{
  unsigned set = parse_list (key, value, groups_named, "groups", group_list);
  for (int g = 0; g < N_GROUPS; g++)
    if (set & 1u << g)
      options.state[g] = state;
}

static void
set_m (const char *key, const char *value)
{
  if (value[0] < '0' || value[0] > '3' || value[1])
    error ("bad value %qs for %<-fplugin-arg-escape-%s%>; expected 0, 1, 2 or "
           "3",
           value, key);
  else
    options.m = value[0] - '0';
}

static void
set_track (const char *key, const char *value)
{
  unsigned set
      = parse_list (key, value, kinds_named, "kinds", "slice, map, raw");
  if (set)
    options.track = set;
}

static void
set_warn (const char *key, const char *value)
{
  set_groups (key, value, STATE_WARN);
}

static void
set_error (const char *key, const char *value)
{
  set_groups (key, value, STATE_ERROR);
}

static void
set_ignore (const char *key, const char *value)
{
  set_groups (key, value, STATE_IGNORE);
}

/* Parse VALUE, decimal digits alone, into *RESULT; LEAST and MOST bound it.  */

static bool
parse_number (const char *key, const char *value, const char *unit,
              unsigned long long least, unsigned long long most,
              unsigned long long *result)
{
  unsigned long long number = 0;
  bool valid = *value != '\0';
  for (const char *p = value; *p && valid; p++)
    {
      unsigned digit = *p - '0';
      if (digit > 9 || number > (most - digit) / 10)
        valid = false;
      else
        number = number * 10 + digit;
    }
  if (!valid || number < least)
    {
      error ("bad value %qs for %<-fplugin-arg-escape-%s%>; expected a decimal "
             "number of %s from %llu to %llu",
             value, key, unit, least, most);
      return false;
    }
  *result = number;
  return true;
}

static void
set_stack_limit (const char *key, const char *value)
{
  parse_number (key, value, "bytes", 0, LLONG_MAX, &options.stack_limit);
}

static void
set_budget (const char *key, const char *value)
{
  unsigned long long number;
  if (parse_number (key, value, "solver steps", 1, LONG_MAX, &number))
    options.budget = number;
}

static void
set_interpose (const char *key, const char *value)
{
  if (strcmp (value, "trust") == 0)
    options.interpose_distrust = false;
  else if (strcmp (value, "distrust") == 0)
    options.interpose_distrust = true;
  else
    error ("bad value %qs for %<-fplugin-arg-escape-%s%>; expected %<trust%> "
           "or %<distrust%>",
           value, key);
}

static void
set_json (const char *key, const char *value)
{
  if (!*value)
    error ("%<-fplugin-arg-escape-%s%> has an empty value; expected the name "
           "of a file, or of a directory with %</%> at its end",
           key);
  else
    options.json = value;
}

static void
add_exclude (const char *key, const char *value)
{
  if (!*value)
    error ("%<-fplugin-arg-escape-%s%> has an empty value; expected a pattern "
           "of file names, such as %<vendor/*%>",
           key);
  else
    options.exclude.safe_push (value);
}

static void
add_import (const char *key, const char *value)
{
  if (!*value)
    error ("%<-fplugin-arg-escape-%s%> has an empty value; expected the name "
           "of a file that %<escape program --export%> has written",
           key);
  else
    options.import.safe_push (value);
}

static void
set_program (const char *, const char *)
{
  options.program = true;
}

static const struct option_key
{
  const char *name;
  const char *value; /* What the value is, for errors; null: it has none.  */
  void (*set) (const char *key, const char *value);
} option_keys[] = {
  { "m", "0..3", set_m },
  { "track", "LIST", set_track },
  { "warn", "LIST", set_warn },
  { "error", "LIST", set_error },
  { "ignore", "LIST", set_ignore },
  { "stack-limit", "BYTES", set_stack_limit },
  { "interpose", "trust|distrust", set_interpose },
  { "json", "FILE", set_json },
  { "exclude", "GLOB", add_exclude },
  { "budget", "N", set_budget },
  { "program", NULL, set_program },
  { "import", "FILE", add_import },
};

static void
set_option (const char *key, const char *value)
{
  for (const option_key &known : option_keys)
    if (strcmp (known.name, key) == 0)
      {
        if (!value == !known.value)
          known.set (key, value);
        else if (value)
          error ("%<-fplugin-arg-escape-%s%> has no value", key);
        else
          error ("%<-fplugin-arg-escape-%s%> needs a value: "
                 "%<-fplugin-arg-escape-%s=%s%>",
                 key, key, known.value);
        return;
      }
  error ("unknown option %<-fplugin-arg-escape-%s%>; valid keys are: m, track, "
         "warn, error, ignore, stack-limit, interpose, json, exclude, budget, "
         "program, import",
         key);
}

/* --- The pass. ---  */

/* Is this a GNU C unit, as opposed to another language or an LTO link?  */

static bool
gnu_c_p (void)
{
  return !in_lto_p && strncmp (lang_hooks.name, "GNU C", 5) == 0
         && ISDIGIT (lang_hooks.name[5]);
}

static bool
active (void)
{
  return gnu_c_p () && !flag_syntax_only;
}

/* Errors counted when the report was complete: a later one, from another pass,
   makes this a unit with errors after all.  -1 before that.  */

static int errors_at_flush = -1;

namespace
{

const pass_data escape_pass_data = {
  SIMPLE_IPA_PASS, "escape", OPTGROUP_NONE, TV_PLUGIN_RUN, 0, 0, 0, 0, 0,
};

class escape_pass : public simple_ipa_opt_pass
{
public:
  escape_pass (gcc::context *context)
      : simple_ipa_opt_pass (escape_pass_data, context)
  {
  }

  bool
  gate (function *) final override
  {
    return active () && !seen_error ();
  }

  unsigned int
  execute (function *) final override
  {
    escape_analyse_unit ();
    report_flush ();
    attributes_strip ();
    errors_at_flush = compat_error_count ();
    /* GCC would append every function's body to the graph.  */
    set_dump_file (NULL);
    return 0;
  }
};

}

/* GCC reads -fdump-ipa-NAME before it loads plugins and does not know our name
   then; only -fdump-ipa-all reaches us.  So m=3 opens the dump file.  */

static void
enable_dump (opt_pass *pass)
{
  dump_file_info *dump
      = g->get_dumps ()->get_dump_file_info (pass->static_pass_number);
  if (dump && dump->pstate == 0)
    dump->pstate = -1;
}

static void
register_escape_pass (const char *plugin)
{
  struct register_pass_info info;
  info.pass = new escape_pass (g);
  info.reference_pass_name = "build_ssa_passes";
  info.ref_pass_instance_number = 1;
  info.pos_op = PASS_POS_INSERT_AFTER;
  register_callback (plugin, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
  if (options.m >= 3)
    enable_dump (info.pass);
}

/* --- Callbacks. ---  */

static void
on_attributes (void *, void *)
{
  attributes_register ();
}

static void
on_pragmas (void *, void *)
{
  pragmas_register ();
}

/* A unit with errors leaves no JSON file, not even when a missing header ends
   the compilation at once: so the older file goes first.  */

static void
on_start_unit (void *, void *)
{
  if (active ())
    {
      json_discard ();
      import_read ();
    }
  /* Silence about another language would look like praise.  */
  else if ((options.m > 0 || options.json) && !gnu_c_p () && !in_lto_p)
    inform (UNKNOWN_LOCATION, "escape reports on C only, not on %s",
            lang_hooks.name);
}

static void
on_pre_genericize (void *fndecl, void *data)
{
  if (active ())
    frontend_pre_genericize (fndecl, data);
}

static void
on_all_ipa_passes_start (void *, void *)
{
  if (active ())
    attributes_keep_typedefs ();
}

static void
on_ggc_marking (void *, void *)
{
  attributes_ggc_mark ();
  frontend_ggc_mark ();
}

static void
on_finish_unit (void *, void *)
{
  if (active () && !seen_error ())
    section_write ();
}

static void
on_finish (void *, void *)
{
  if (active () && errors_at_flush >= 0
      && compat_error_count () > errors_at_flush)
    json_discard ();
}

/* Is OPTION one that loads the plugin called NAME, or one for it?  */

static bool
is_own_option (const struct cl_decoded_option &option, const char *name)
{
  size_t length = strlen (name);
  const char *arg = option.arg;
  if (option.opt_index == OPT_fplugin_arg_)
    return !strncmp (arg, name, length) && arg[length] == '-';
  if (option.opt_index != OPT_fplugin_)
    return false;
  const char *base = lbasename (arg);
  return !strncmp (base, name, length)
         && (!base[length] || !strcmp (base + length, ".so"));
}

/* Debug information and the like name the options of the compilation.  The
   object is to be as without the plugin NAME, so its own are taken out; where
   to look for plugins is, if there is no other.  */

static void
forget_own_options (const char *name)
{
  struct cl_decoded_option *all = save_decoded_options;
  unsigned n = 0, others = 0;
  for (unsigned i = 0; i < save_decoded_options_count; i++)
    others += all[i].opt_index == OPT_fplugin_ && !is_own_option (all[i], name);
  for (unsigned i = 0; i < save_decoded_options_count; i++)
    if (!is_own_option (all[i], name)
        && (others || all[i].opt_index != OPT_iplugindir_))
      all[n++] = all[i];
  save_decoded_options_count = n;
}

int
escape_plugin_init (struct plugin_name_args *args, struct plugin_gcc_version *)
{
  static struct plugin_info info = { escape_version, help };
  const char *plugin = args->base_name;

  forget_own_options (plugin);
  default_options ();
  for (int i = 0; i < args->argc; i++)
    set_option (args->argv[i].key, args->argv[i].value);

  register_callback (plugin, PLUGIN_INFO, NULL, &info);
  register_callback (plugin, PLUGIN_ATTRIBUTES, on_attributes, NULL);
  register_callback (plugin, PLUGIN_PRAGMAS, on_pragmas, NULL);
  register_callback (plugin, PLUGIN_START_UNIT, on_start_unit, NULL);
  register_callback (plugin, PLUGIN_PRE_GENERICIZE, on_pre_genericize, NULL);
  register_callback (plugin, PLUGIN_ALL_IPA_PASSES_START,
                     on_all_ipa_passes_start, NULL);
  register_callback (plugin, PLUGIN_GGC_MARKING, on_ggc_marking, NULL);
  register_callback (plugin, PLUGIN_FINISH_UNIT, on_finish_unit, NULL);
  register_callback (plugin, PLUGIN_FINISH, on_finish, NULL);
  register_escape_pass (plugin);
  return 0;
}
