/* Units out of files: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   ELF of both classes and byte orders, and archives, thin ones too, as far as
   sections and dynamic symbols are concerned.  Every offset is compared with the
   file's size before it is followed.  */

#define _GNU_SOURCE
#include "program.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTION ".gnu.escape"
#define LTO_SECTION ".gnu.debuglto_.gnu.escape"

static char *
sentence (const char *format, ...)
{
  char *text;
  va_list ap;
  va_start (ap, format);
  int n = vasprintf (&text, format, ap);
  va_end (ap);
  if (n < 0)
    abort ();
  return text;
}

/* --- ELF. ---  */

struct elf
{
  const uint8_t *data;
  size_t size;
  bool wide, big;
};

/* A number of BYTES at OFFSET; 0 behind the end.  */

static uint64_t
field (const struct elf *e, uint64_t offset, unsigned bytes)
{
  uint64_t n = 0;
  if (offset > e->size || e->size - offset < bytes)
    return 0;
  for (unsigned i = 0; i < bytes; i++)
    n |= (uint64_t)e->data[offset + i] << 8 * (e->big ? bytes - 1 - i : i);
  return n;
}

/* A member of a structure that both classes have.  */
#define FIELD(E, BASE, TYPE, MEMBER)                                           \
  ((E)->wide ? field (E, (BASE) + offsetof (Elf64_##TYPE, MEMBER),             \
                      sizeof ((Elf64_##TYPE *)0)->MEMBER)                      \
             : field (E, (BASE) + offsetof (Elf32_##TYPE, MEMBER),             \
                      sizeof ((Elf32_##TYPE *)0)->MEMBER))

struct section
{
  uint64_t name, type, offset, size, link, entry_size;
};

static struct section
section_at (const struct elf *e, uint64_t at)
{
  struct section s
      = { FIELD (e, at, Shdr, sh_name),   FIELD (e, at, Shdr, sh_type),
          FIELD (e, at, Shdr, sh_offset), FIELD (e, at, Shdr, sh_size),
          FIELD (e, at, Shdr, sh_link),   FIELD (e, at, Shdr, sh_entsize) };
  if (s.type == SHT_NOBITS || s.offset > e->size || s.size > e->size - s.offset)
    s.offset = s.size = 0;
  return s;
}

/* The text at OFFSET in the table TEXTS; "" if there is none.  */

static const char *
text_at (const struct elf *e, const struct section *texts, uint64_t offset)
{
  if (offset >= texts->size
      || !memchr (e->data + texts->offset + offset, 0, texts->size - offset))
    return "";
  return (const char *)e->data + texts->offset + offset;
}

static void
read_dynamic_symbols (struct program *p, const struct elf *e,
                      const struct section *table, const struct section *texts)
{
  uint64_t step = e->wide ? sizeof (Elf64_Sym) : sizeof (Elf32_Sym);
  for (uint64_t at = 0; table->size - at >= step; at += step)
    {
      uint64_t sym = table->offset + at;
      if (FIELD (e, sym, Sym, st_shndx) != SHN_UNDEF)
        *vec_push (&p->exported)
            = text_at (e, texts, FIELD (e, sym, Sym, st_name));
    }
}

/* No file needs as many libraries as this.  */
#define MAX_NEEDED 4096

/* What the dynamic section S asks for, with texts in TEXTS.  */

static void
read_needed (struct program *p, const char *where, const struct elf *e,
             const struct section *s, const struct section *texts)
{
  uint64_t step = e->wide ? sizeof (Elf64_Dyn) : sizeof (Elf32_Dyn);
  uint32_t from = p->needed.n;
  const char *folders = "";
  for (uint64_t at = 0; s->size - at >= step; at += step)
    {
      uint64_t tag = FIELD (e, s->offset + at, Dyn, d_tag);
      const char *text
          = text_at (e, texts, FIELD (e, s->offset + at, Dyn, d_un));
      if (tag == DT_NULL || p->needed.n >= MAX_NEEDED)
        break;
      if (tag == DT_NEEDED && *text)
        *vec_push (&p->needed) = (struct needed){ text, where, NULL };
      else if (tag == DT_RUNPATH || (tag == DT_RPATH && !*folders))
        folders = text;
    }
  for (uint32_t i = from; i < p->needed.n; i++)
    p->needed.v[i].folders = folders;
}

static char *
read_units (struct program *p, const char *where, const struct elf *e,
            const struct section *s, bool optional, bool linked)
{
  size_t at = 0;
  while (at < s->size)
    {
      size_t used;
      const char *error;
      struct unit *u
          = unit_decode (e->data + s->offset + at, s->size - at, &used, &error);
      if (error)
        return sentence ("the section `%s' of %s %s", SECTION, where, error);
      at += used;
      if (!u)
        break;
      if (u->pointer_size != (e->wide ? 8 : 4))
        {
          unit_free (u);
          return sentence ("the section `%s' of %s is for another target",
                           SECTION, where);
        }
      *vec_push (&p->members) = (struct member){ .unit = u,
                                                 .where = where,
                                                 .label = u->file,
                                                 .optional = optional,
                                                 .linked = linked };
    }
  return NULL;
}

static char *
check_machine (struct program *p, const char *where, const struct elf *e)
{
  unsigned machine = (unsigned)FIELD (e, 0, Ehdr, e_machine) << 2
                     | (unsigned)e->wide << 1 | (unsigned)e->big;
  if (!p->machine_of)
    {
      p->machine = machine;
      p->machine_of = where;
    }
  return machine == p->machine
             ? NULL
             : sentence ("%s and %s are for different targets", p->machine_of,
                         where);
}

/* Why WHERE has nothing to say.  */

static char *
no_section (const char *where)
{
  return sentence ("%s has no section `" SECTION "'; compile it with "
                   "-fplugin=escape -fplugin-arg-escape-program",
                   where);
}

static char *
parse_elf (struct program *p, const char *where, const uint8_t *data,
           size_t size, bool optional)
{
  struct elf e = { data, size, data[EI_CLASS] == ELFCLASS64,
                   data[EI_DATA] == ELFDATA2MSB };
  char *error = check_machine (p, where, &e);
  if (error)
    return error;
  bool linked = FIELD (&e, 0, Ehdr, e_type) != ET_REL;
  uint64_t headers = FIELD (&e, 0, Ehdr, e_shoff);
  uint64_t step = FIELD (&e, 0, Ehdr, e_shentsize);
  uint64_t n = FIELD (&e, 0, Ehdr, e_shnum);
  uint64_t names = FIELD (&e, 0, Ehdr, e_shstrndx);
  if (!n && headers)
    n = section_at (&e, headers).size ? section_at (&e, headers).size
                                      : FIELD (&e, headers, Shdr, sh_size);
  if (names == SHN_XINDEX)
    names = section_at (&e, headers).link;
  uint64_t least = e.wide ? sizeof (Elf64_Shdr) : sizeof (Elf32_Shdr);
  if (headers > size || step < least || n > (size - headers) / step
      || (n && names >= n))
    return sentence ("%s is truncated or no ELF file", where);
  struct section texts = section_at (&e, headers + names * step);
  uint32_t before = p->members.n;
  bool found = false;
  for (uint64_t i = 0; i < n && !error; i++)
    {
      struct section s = section_at (&e, headers + i * step);
      const char *name = text_at (&e, &texts, s.name);
      if (s.type == SHT_DYNSYM && s.link < n)
        {
          struct section strings = section_at (&e, headers + s.link * step);
          read_dynamic_symbols (p, &e, &s, &strings);
        }
      else if (s.type == SHT_DYNAMIC && s.link < n)
        {
          struct section strings = section_at (&e, headers + s.link * step);
          read_needed (p, where, &e, &s, &strings);
        }
      else if (!strcmp (name, SECTION)
               || (!strcmp (name, LTO_SECTION) && !found))
        {
          found = true;
          error = read_units (p, where, &e, &s, optional, linked);
        }
    }
  if (error)
    return error;
  /* What else is in an executable is not known.  */
  p->open |= linked || p->members.n == before;
  return p->members.n > before ? NULL : no_section (where);
}

/* --- Archives. ---  */

struct ar_header
{
  char name[16], date[12], owner[6], group[6], mode[8], size[10], end[2];
};

/* The decimal number in the WIDTH characters at TEXT.  */

static uint64_t
decimal (const char *text, unsigned width)
{
  uint64_t n = 0;
  for (unsigned i = 0; i < width && text[i] >= '0' && text[i] <= '9'; i++)
    n = n * 10 + (unsigned)(text[i] - '0');
  return n;
}

/* What the member at H is called; LONG are the long names.  */

static char *
member_name (const struct ar_header *h, const char *names, size_t names_size)
{
  if (h->name[0] == '/' && h->name[1] >= '0' && h->name[1] <= '9')
    {
      uint64_t at = decimal (h->name + 1, 15);
      size_t n = 0;
      while (at + n < names_size && names[at + n] != '\n')
        n++;
      if (n && names[at + n - 1] == '/')
        n--;
      return sentence ("%.*s", (int)n, at < names_size ? names + at : "");
    }
  unsigned n = 0;
  while (n < sizeof h->name && h->name[n] != '/')
    n++;
  return sentence ("%.*s", (int)n, h->name);
}

static bool
is_elf (const uint8_t *data, size_t size)
{
  return size >= sizeof (Elf32_Ehdr) && !memcmp (data, ELFMAG, SELFMAG);
}

/* A member of a thin archive stands in a file of its own, beside it.  */

static const uint8_t *
map_beside (const char *archive, const char *name, size_t *size, char **error)
{
  const char *slash = strrchr (archive, '/');
  char *file
      = *name == '/' || !slash
            ? sentence ("%s", name)
            : sentence ("%.*s/%s", (int)(slash - archive), archive, name);
  const uint8_t *data = input_map (file, size, error);
  free (file);
  return data;
}

static char *
parse_archive (struct program *p, const char *file, const uint8_t *data,
               size_t size, bool thin)
{
  const char *names = "";
  size_t names_size = 0, without = 0, with = 0;
  char *error = NULL;
  for (size_t at = 8; at < size && !error;)
    {
      const struct ar_header *h = (const struct ar_header *)(data + at);
      if (size - at < sizeof *h || memcmp (h->end, "`\n", 2))
        return sentence ("the archive %s is damaged", file);
      uint64_t length = decimal (h->size, sizeof h->size);
      bool special = h->name[0] == '/'
                     && (h->name[1] == ' ' || h->name[1] == '/'
                         || !strncmp (h->name, "/SYM64/", 7));
      at += sizeof *h;
      bool inside = !thin || special;
      if (inside && length > size - at)
        return sentence ("the archive %s is truncated", file);
      if (h->name[0] == '/' && h->name[1] == '/')
        {
          names = (const char *)data + at;
          names_size = length;
        }
      else if (!special)
        {
          char *name = member_name (h, names, names_size);
          char *where = sentence ("%s(%s)", file, name);
          const uint8_t *m = data + at;
          size_t m_size = length;
          if (thin)
            m = map_beside (file, name, &m_size, &error);
          if (!error && is_elf (m, m_size))
            {
              char *why = parse_elf (p, where, m, m_size, true);
              bool missing = why && strstr (why, "has no section");
              without += missing;
              with += !why;
              if (missing)
                free (why);
              else
                error = why;
            }
          free (name);
        }
      if (inside)
        at += length + (length & 1);
    }
  if (error)
    return error;
  if (with && without)
    remark ("%zu members of %s have no section `" SECTION
            "'; they are taken for unknown code",
            without, file);
  return with ? NULL : no_section (file);
}

/* --- Files. ---  */

const uint8_t *
input_map (const char *file, size_t *size, char **error)
{
  struct stat st;
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &st))
    *error = sentence ("cannot read %s: %s", file, strerror (errno));
  else if (!S_ISREG (st.st_mode))
    *error = sentence ("%s is not a file", file);
  const uint8_t *data = NULL;
  *size = 0;
  if (!*error && st.st_size > 0)
    {
      data = mmap (NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
      *size = (size_t)st.st_size;
      if (data == MAP_FAILED)
        {
          *error = sentence ("cannot read %s: %s", file, strerror (errno));
          data = NULL;
        }
    }
  if (fd >= 0)
    close (fd);
  return data;
}

char *
input_parse (struct program *p, const char *name, const uint8_t *data,
             size_t size)
{
  if (is_elf (data, size))
    {
      p->only_archives = false;
      return parse_elf (p, name, data, size, false);
    }
  if (size >= 8 && !memcmp (data, "!<arch>\n", 8))
    return parse_archive (p, name, data, size, false);
  if (size >= 8 && !memcmp (data, "!<thin>\n", 8))
    return parse_archive (p, name, data, size, true);
  return sentence ("%s is neither an ELF file nor an archive", name);
}

void
input_read (struct program *p, const char *file)
{
  size_t size;
  char *error = NULL;
  const uint8_t *data = input_map (file, &size, &error);
  if (!error)
    error = input_parse (p, file, data, size);
  if (!error)
    return;
  if (!strstr (error, "has no section"))
    fail ("%s", error);
  p->open = true;
  remark ("%s", error);
  free (error);
}

/* --- Libraries that others need. ---  */

/* FOLDER, of N bytes, with $ORIGIN as the folder of FILE, and NAME in it.  */

static char *
in_folder (const char *folder, size_t n, const char *file, const char *name)
{
  static const char *const origins[] = { "$ORIGIN", "${ORIGIN}" };
  const char *slash = strrchr (file, '/');
  for (unsigned i = 0; i < 2; i++)
    {
      size_t length = strlen (origins[i]);
      if (n >= length && !memcmp (folder, origins[i], length))
        return sentence ("%.*s%.*s/%s", slash ? (int)(slash - file) : 1,
                         slash ? file : ".", (int)(n - length), folder + length,
                         name);
    }
  return sentence ("%.*s/%s", (int)n, folder, name);
}

/* Read the library that D says, if it is in one of FOLDERS and says something of
   itself for this target.  */

static bool
read_library (struct program *p, const struct needed *d, const char *folders)
{
  for (size_t n; *folders; folders += n + (folders[n] == ':'))
    {
      n = strcspn (folders, ":");
      char *file = in_folder (folders, n, d->by, d->name), *error = NULL;
      size_t size;
      const uint8_t *data = n ? input_map (file, &size, &error) : NULL;
      bool there = data && is_elf (data, size);
      bool open = p->open;
      uint32_t exported = p->exported.n, from = p->members.n;
      if (there)
        error = parse_elf (p, file, data, size, false);
      if (error)
        {
          p->open = open;
          p->exported.n = exported;
        }
      for (uint32_t i = from; i < p->members.n; i++)
        p->members.v[i].brought = true;
      if (there && error && !strstr (error, "has no section")
          && !strstr (error, "different targets"))
        remark ("%s", error);
      free (error);
      if (there)
        return true;
      free (file);
    }
  return false;
}

void
input_read_needed (struct program *p)
{
  const char *path = getenv ("LD_LIBRARY_PATH");
  for (uint32_t i = 0; i < p->needed.n; i++)
    {
      const struct needed d = p->needed.v[i];
      bool again = strchr (d.name, '/');
      for (uint32_t k = 0; k < i && !again; k++)
        again = !strcmp (p->needed.v[k].name, d.name);
      for (uint32_t k = 0; k < p->files.n && !again; k++)
        {
          const char *slash = strrchr (p->files.v[k], '/');
          again = !strcmp (slash ? slash + 1 : p->files.v[k], d.name);
        }
      if (!again && !(path && read_library (p, &d, path)))
        read_library (p, &d, d.folders);
    }
}
