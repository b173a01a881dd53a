/* Where things are in the source, as its writer sees it.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   GCC's virtual locations know for each token of a macro's expansion whether the
   definition or an argument brought it.  From preprocessed source, and with
   -ftrack-macro-expansion=0, there are none: then a call is named by its
   function.  */

#include "compat.h"
#include <fnmatch.h>
#include "options.h"
#include "source.h"

location_t
source_location (location_t loc)
{
  return expansion_point_location_if_in_system_header (loc);
}

static const char *
after_slash (const char *name)
{
  const char *slash = strchr (name, '/');
  return slash ? slash + 1 : NULL;
}

/* Is FILE, or its end from some folder on, what a pattern of exclude= says?  */

static bool
excluded_p (const char *file)
{
  for (const char *pattern : options.exclude)
    for (const char *end = file; end; end = after_slash (end))
      if (fnmatch (pattern, end, 0) == 0)
        return true;
  return false;
}

/* Where the definition stands counts, not where its name is spelled: that of a
   function that a template header makes is the user's.  */

bool
source_hides (tree decl)
{
  location_t loc
      = linemap_resolve_location (line_table, DECL_SOURCE_LOCATION (decl),
                                  LRK_MACRO_EXPANSION_POINT, NULL);
  if (!warn_system_headers && in_system_header_at (loc))
    return true;
  const char *file = options.exclude.is_empty () ? NULL : LOCATION_FILE (loc);
  return file && excluded_p (file);
}

/* The outermost macro whose definition brought the token at *LOC, or null; *LOC
   becomes where that macro is used, or the token is written.  */

static const char *
macro_of_token (location_t *loc)
{
  const char *name = NULL;
  location_t token = get_pure_location (*loc);
  while (linemap_location_from_macro_expansion_p (line_table, token))
    {
      const line_map_macro *map
          = linemap_check_macro (linemap_lookup (line_table, token));
      const location_t *pair
          = MACRO_MAP_LOCATIONS (map) + 2 * (token - MAP_START_LOCATION (map));
      /* The token outside of this expansion, and in the definition: of an
         argument they differ.  */
      if (pair[0] == pair[1])
        {
          name = linemap_map_get_macro_name (map);
          token = compat_expansion_point (map);
        }
      else
        token = pair[0];
      token = get_pure_location (token);
    }
  *loc = token;
  return name;
}

/* The call's own token is the name of the function, which may be an argument of
   a macro that has the call's end in its definition.  */

const char *
source_call (location_t *loc, const char *name)
{
  if (!linemap_location_from_macro_expansion_p (line_table, *loc))
    return name;
  source_range range = get_range_from_loc (line_table, *loc);
  location_t start = *loc, end = range.m_finish;
  const char *macro = macro_of_token (&start);
  const char *macro_at_end = macro_of_token (&end);
  /* Parentheses around a call are in its range too.  */
  bool around
      = macro_at_end
        && get_pure_location (range.m_start) == get_pure_location (*loc)
        && get_pure_location (
               linemap_resolve_location (line_table, *loc,
                                         LRK_MACRO_EXPANSION_POINT, NULL))
               == end;
  *loc = around ? end : start;
  return around ? macro_at_end : macro ? macro : name;
}

char *
source_call_text (location_t *loc, const char *name)
{
  return concat (loc ? source_call (loc, name) : name, "(...)", NULL);
}

int
compare_places (const expanded_location *a, const expanded_location *b)
{
  int order = strcmp (a->file ? a->file : "", b->file ? b->file : "");
  if (order == 0)
    order = a->line - b->line;
  if (order == 0)
    order = a->column - b->column;
  return order;
}
