/* Facts of functions elsewhere: see import.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "options.h"
#include "import.h"
#include "lower.h"
#include "section.h"
#include "site.h"

struct import
{
  const char *file;
  struct exports *exports;
  bool told; /* That it is stale.  */
};

static auto_vec<import> imports;
static hash_map<tree, const struct exported *> *found;

/* What is in FILE: *SIZE bytes for the caller to free, or null and errno.  */

static char *
contents_of (const char *file, size_t *size)
{
  FILE *in = fopen (file, "rb");
  if (!in)
    return NULL;
  size_t room = 4096;
  char *data = XNEWVEC (char, room);
  *size = 0;
  while (size_t n = fread (data + *size, 1, room - *size, in))
    {
      *size += n;
      if (*size == room)
        data = XRESIZEVEC (char, data, room *= 2);
    }
  bool failed = ferror (in);
  int why = errno;
  fclose (in);
  if (!failed)
    return data;
  free (data);
  errno = why;
  return NULL;
}

/* Can X, out of FILE, be used in this unit?  */

static bool
is_of_use (const char *file, const struct exports *x)
{
  if (strcmp (x->unit->target, ESCAPE_TARGET)
      || x->unit->pointer_size != POINTER_SIZE_UNITS)
    warning_at (UNKNOWN_LOCATION, 0,
                "%qs is for %s with pointers of %u bytes, not for %s with %u; "
                "it "
                "is ignored",
                file, x->unit->target, x->unit->pointer_size, ESCAPE_TARGET,
                (unsigned)POINTER_SIZE_UNITS);
  else
    return true;
  return false;
}

void
import_read (void)
{
  for (const char *file : options.import)
    {
      size_t size;
      char *data = contents_of (file, &size);
      if (!data)
        {
          error_at (UNKNOWN_LOCATION,
                    "cannot read %qs, which %<-fplugin-arg-escape-import%> "
                    "names: "
                    "%m",
                    file);
          continue;
        }
      const char *wrong;
      bool other;
      struct exports *x
          = exports_decode ((const uint8_t *)data, size, &wrong, &other);
      free (data);
      if (x && is_of_use (file, x))
        imports.safe_push ({ file, x, false });
      else if (x)
        exports_free (x);
      else if (other)
        warning_at (UNKNOWN_LOCATION, 0, "%qs %s; it is ignored", file, wrong);
      else
        error_at (UNKNOWN_LOCATION, "%qs %s", file, wrong);
    }
}

void
import_begin (void)
{
  found = new hash_map<tree, const struct exported *>;
  unsigned kept = 0;
  for (const import &i : imports)
    if (!numbers_are_pieces () || i.exports->unit->pieces)
      imports[kept++] = i;
    else
      {
        warning_at (UNKNOWN_LOCATION, 0,
                    "%qs takes numbers for no part of pointers, as they are "
                    "in this unit; it is ignored",
                    i.file);
        exports_free (i.exports);
      }
  imports.truncate (kept);
}

bool
import_pieces (void)
{
  for (const import &i : imports)
    if (i.exports->unit->pieces)
      return true;
  return false;
}

void
import_end (void)
{
  for (const import &i : imports)
    exports_free (i.exports);
  imports.truncate (0);
  delete found;
  found = NULL;
}

static const struct exported *
find (tree fndecl)
{
  if (!TREE_PUBLIC (fndecl) || !DECL_NAME (fndecl) || function_info_of (fndecl))
    return NULL;
  const char *name = assembler_name (fndecl);
  for (import &i : imports)
    {
      const struct exported *x = exports_find (i.exports, name);
      if (!x)
        continue;
      if (exported_fits (x, callee_of_decl (fndecl)))
        return x;
      if (!i.told)
        warning_at (DECL_SOURCE_LOCATION (fndecl), 0,
                    "%qs is stale: it knows %qs with another type", i.file,
                    name);
      i.told = true;
    }
  return NULL;
}

const struct exported *
import_find (tree fndecl)
{
  if (imports.is_empty ())
    return NULL;
  bool known;
  const struct exported *&slot = found->get_or_insert (fndecl, &known);
  if (!known)
    slot = find (fndecl);
  return slot;
}
