/* Every difference between GCC's versions, and nowhere else.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The first header that a file of plugin/gcc includes: it brings GCC's own
   headers in an order that works in GCC 11 to 16.  Where a version needs another
   wording, a function or macro `compat_...' says the one thing that is
   meant, so that no other file tests GCCPLUGIN_VERSION.  */

#ifndef ESCAPE_GCC_COMPAT_H
#define ESCAPE_GCC_COMPAT_H

#include "gcc-plugin.h"
#include "plugin-version.h"

#if GCCPLUGIN_VERSION_MAJOR < 11
#  error "escape needs GCC 11 or later"
#endif

#include "tree.h"
#include "stringpool.h"
#include "attribs.h"
#include "tree-pass.h"
#include "context.h"
#include "function.h"
#include "basic-block.h"
#include "gimple.h"
#include "gimple-iterator.h"
#include "tree-cfg.h"
#include "tree-iterator.h"
#include "cgraph.h"
#include "fold-const.h"
#include "langhooks.h"
#include "target.h"
#include "toplev.h"
#include "opts.h"
#include "pretty-print.h"
#include "diagnostic.h"
#if GCCPLUGIN_VERSION_MAJOR >= 16
/* It includes diagnostics/paths.h.  */
#  include "simple-diagnostic-path.h"
#elif GCCPLUGIN_VERSION_MAJOR >= 15
#  include "diagnostic-path.h"
#  include "simple-diagnostic-path.h"
#else
#  include "diagnostic-path.h"
#endif

/* --- Language. ---  */

#if GCCPLUGIN_VERSION_MAJOR < 12
static inline bool
startswith (const char *text, const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}
#endif

/* --- GIMPLE. ---  */

/* The name that this had before GCC 14.  */

#if GCCPLUGIN_VERSION_MAJOR >= 14
static inline gimple *
last_stmt (basic_block bb)
{
  return last_nondebug_stmt (bb);
}
#endif

/* Is STMT what -ftrivial-auto-var-init makes of a variable's birth?  */

static inline bool
compat_is_deferred_init (const gimple *stmt)
{
#if GCCPLUGIN_VERSION_MAJOR >= 12
  return gimple_call_internal_p (stmt, IFN_DEFERRED_INIT);
#else
  (void)stmt;
  return false;
#endif
}

/* May the array of REF go on behind its declared end?  */

static inline bool
compat_is_open_array (tree ref)
{
#if GCCPLUGIN_VERSION_MAJOR >= 13
  return array_ref_flexible_size_p (ref);
#else
  return array_at_struct_end_p (ref);
#endif
}

/* --- Attributes. ---  */

/* Register the table SPECS of N entries, which an all-zero entry follows,
   under the scope NAME.  The table must live as long as the compilation.  */

static inline void
compat_register_scoped_attributes (const struct attribute_spec *specs, size_t n,
                                   const char *name)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
  static scoped_attribute_specs scope
      = { name, array_slice<const attribute_spec> (specs, n) };
  register_scoped_attributes (scope);
#else
  (void)n;
  register_scoped_attributes (specs, name);
#endif
}

/* --- Diagnostics. ---  */

/* Where the macro of MAP is used.  */

static inline location_t
compat_expansion_point (const line_map_macro *map)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
  return map->get_expansion_point_location ();
#else
  return MACRO_MAP_EXPANSION_POINT_LOCATION (map);
#endif
}

/* Does the terminal that diagnostics go to show colours?  */

static inline bool
compat_diagnostics_show_color (void)
{
#if GCCPLUGIN_VERSION_MAJOR >= 15
  return pp_show_color (global_dc->get_reference_printer ());
#else
  return pp_show_color (global_dc->printer);
#endif
}

/* FORMAT and *AP as text, with the locale's quotes and, if COLOR, the escape
   sequences that a terminal wants around them.  The caller frees it.  The
   printer is our own: GCC's adds its prefix.  */

static inline char *
compat_vformat (bool color, const char *format, va_list *ap)
{
  pretty_printer pp;
  pp_show_color (&pp) = color;
#if GCCPLUGIN_VERSION_MAJOR >= 14
  text_info text (format, ap, errno);
#else
  text_info text = text_info ();
  text.err_no = errno;
  text.args_ptr = ap;
  text.format_spec = format;
#endif
  pp_format (&pp, &text);
  pp_output_formatted_text (&pp);
  return xstrdup (pp_formatted_text (&pp));
}

/* An empty path whose events are finished texts.  PP must outlive it.  */

static inline simple_diagnostic_path *
compat_new_path (pretty_printer *pp)
{
#if GCCPLUGIN_VERSION_MAJOR >= 16
  static tree_logical_location_manager locations;
  return new simple_diagnostic_path (locations, pp);
#else
  return new simple_diagnostic_path (pp);
#endif
}

/* Does -Werror hold?  Set whether it does.  */

static inline bool
compat_warnings_are_errors (void)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
  return global_dc->warning_as_error_requested_p ();
#else
  return global_dc->warning_as_error_requested;
#endif
}

static inline void
compat_set_warnings_are_errors (bool value)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
  global_dc->set_warning_as_error_requested (value);
#else
  global_dc->warning_as_error_requested = value;
#endif
}

/* Errors so far, -Werror's not counted.  */

static inline int
compat_error_count (void)
{
  return errorcount + sorrycount;
}

#endif
