/* SPDX-License-Identifier: MIT */
/* Byte slices as text: what Go's package bytes does, on `bytes' (slice.h).

   Nothing here copies or allocates but append_format, append_string, c_string
   and read_file.  Parts, trimmed slices and lines are views of the argument's
   array, valid as long as it is.  Positions are byte offsets, -1 for "not
   there".  The search is libc's (memchr, memmem), case counts, and no encoding
   is assumed but that white space is ASCII's.  The empty slice is found at 0 of
   any other.

       BYTES_EACH_LINE (line, text)
         BYTES_EACH_PART (it, line.part, bytes_view_string (","))
           use (bytes_trim_space (it.part));  */

#ifndef ESCAPE_BYTES_H
#define ESCAPE_BYTES_H

#include <escape/slice.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

ESCAPE_BEGIN_DECLS

/* Where the M bytes at SUB first are, and last are, among the N bytes at PTR, or
   -1; M is not 0.  First: O(N + M); last: O(N M) at worst.  */
ptrdiff_t escape_bytes_index (const void *ptr, size_t n, const void *sub,
                              size_t m) ESCAPE_PURE
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ptrdiff_t escape_bytes_last_index (const void *ptr, size_t n, const void *sub,
                                   size_t m) ESCAPE_PURE
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* What the file PATH holds: an array of *CAP bytes of which *LEN are used, to be
   freed by escape_slice_free.  Null, with errno, if it cannot be read.  */
unsigned char *escape_bytes_read_file (const char *path, size_t *len,
                                       size_t *cap) ESCAPE_ALLOCATES ("slice")
    ESCAPE_FLOW ("") ESCAPE_MALLOC (escape_slice_free, 1);

ESCAPE_NORETURN void escape_bytes_file_fault (const char *where,
                                              const char *path)
    __attribute__ ((cold)) ESCAPE_FLOW ("");

ESCAPE_END_DECLS

/* The bytes of S, without its NUL: a view, not to be written to if S is
   constant.  O(strlen).  */
ESCAPE_TEMPLATE bytes
bytes_view_string (const char *s)
{
  return bytes_view ((unsigned char *)(uintptr_t)s, strlen (s));
}

/* --- Comparing. --- */

ESCAPE_TEMPLATE bool
bytes_equal (bytes a, bytes b)
{
  return a.len == b.len && (a.len == 0 || memcmp (a.ptr, b.ptr, a.len) == 0);
}

/* Below 0, 0, above 0, as A comes before B in the order of unsigned bytes, is
   equal, comes after it.  A beginning comes before the whole.  */
ESCAPE_TEMPLATE int
bytes_compare (bytes a, bytes b)
{
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n > 0 ? memcmp (a.ptr, b.ptr, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

ESCAPE_TEMPLATE bool
bytes_has_prefix (bytes b, bytes prefix)
{
  return b.len >= prefix.len
         && bytes_equal (bytes_view (b.ptr, prefix.len), prefix);
}

ESCAPE_TEMPLATE bool
bytes_has_suffix (bytes b, bytes suffix)
{
  return b.len >= suffix.len
         && (suffix.len == 0
             || memcmp (b.ptr + (b.len - suffix.len), suffix.ptr, suffix.len)
                    == 0);
}

/* --- Finding. --- */

/* The first place of C in B, or -1.  O(len), as all of these.  */
ESCAPE_TEMPLATE ptrdiff_t
bytes_index_byte (bytes b, unsigned char c)
{
  const unsigned char *at
      = b.len > 0 ? (const unsigned char *)memchr (b.ptr, c, b.len) : NULL;
  return at ? at - b.ptr : -1;
}

ESCAPE_TEMPLATE ptrdiff_t
bytes_last_index_byte (bytes b, unsigned char c)
{
  size_t i = b.len;
  while (i > 0 && b.ptr[i - 1] != c)
    i--;
  return (ptrdiff_t)i - 1;
}

/* The first place of SUB in B, or -1.  O(len of both).  */
ESCAPE_TEMPLATE ptrdiff_t
bytes_index (bytes b, bytes sub)
{
  return sub.len == 0   ? 0
         : b.len == 0   ? -1
         : sub.len == 1 ? bytes_index_byte (b, sub.ptr[0])
                        : escape_bytes_index (b.ptr, b.len, sub.ptr, sub.len);
}

/* The last.  */
ESCAPE_TEMPLATE ptrdiff_t
bytes_last_index (bytes b, bytes sub)
{
  return sub.len == 0 ? (ptrdiff_t)b.len
         : b.len == 0
             ? -1
             : escape_bytes_last_index (b.ptr, b.len, sub.ptr, sub.len);
}

/* The first place of a byte of SET.  O(len B x len SET).  */
ESCAPE_TEMPLATE ptrdiff_t
bytes_index_any (bytes b, bytes set)
{
  for (size_t i = 0; i < b.len; i++)
    if (bytes_index_byte (set, b.ptr[i]) >= 0)
      return (ptrdiff_t)i;
  return -1;
}

ESCAPE_TEMPLATE bool
bytes_contains (bytes b, bytes sub)
{
  return bytes_index (b, sub) >= 0;
}

/* B without its first N bytes; N is at most its length.  */
ESCAPE_TEMPLATE bytes
bytes_after_ (bytes b, size_t n)
{
  return bytes_view (b.ptr ? b.ptr + n : b.ptr, b.len - n);
}

/* How often SUB is in B, not overlapping; if SUB is empty, len + 1.  */
ESCAPE_TEMPLATE size_t
bytes_count (bytes b, bytes sub)
{
  size_t n = 0;
  if (sub.len == 0)
    return b.len + 1;
  for (ptrdiff_t at; (at = bytes_index (b, sub)) >= 0; n++)
    b = bytes_after_ (b, (size_t)at + sub.len);
  return n;
}

/* --- Trimming: views.  O(what is trimmed). --- */

ESCAPE_TEMPLATE bool
bytes_is_space_ (unsigned char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Without white space at both ends: space, \t, \n, \v, \f, \r.  */
ESCAPE_TEMPLATE bytes
bytes_trim_space (bytes b)
{
  size_t lo = 0, hi = b.len;
  while (lo < hi && bytes_is_space_ (b.ptr[lo]))
    lo++;
  while (lo < hi && bytes_is_space_ (b.ptr[hi - 1]))
    hi--;
  return bytes_view (b.ptr ? b.ptr + lo : b.ptr, hi - lo);
}

/* Without the bytes of SET at the beginning, at the end, at both.  */
ESCAPE_TEMPLATE bytes
bytes_trim_left (bytes b, bytes set)
{
  size_t lo = 0;
  while (lo < b.len && bytes_index_byte (set, b.ptr[lo]) >= 0)
    lo++;
  return bytes_after_ (b, lo);
}

ESCAPE_TEMPLATE bytes
bytes_trim_right (bytes b, bytes set)
{
  size_t hi = b.len;
  while (hi > 0 && bytes_index_byte (set, b.ptr[hi - 1]) >= 0)
    hi--;
  return bytes_view (b.ptr, hi);
}

ESCAPE_TEMPLATE bytes
bytes_trim (bytes b, bytes set)
{
  return bytes_trim_right (bytes_trim_left (b, set), set);
}

/* Without PREFIX at the beginning, SUFFIX at the end, if it is there.  */
ESCAPE_TEMPLATE bytes
bytes_trim_prefix (bytes b, bytes prefix)
{
  return bytes_after_ (b, bytes_has_prefix (b, prefix) ? prefix.len : 0);
}

ESCAPE_TEMPLATE bytes
bytes_trim_suffix (bytes b, bytes suffix)
{
  return bytes_view (b.ptr,
                     bytes_has_suffix (b, suffix) ? b.len - suffix.len : b.len);
}

/* --- Splitting: views, one at a time. --- */

/* Around the first SEP in B: *BEFORE and *AFTER it.  False, *BEFORE all of B and
   *AFTER empty, if there is none.  */
ESCAPE_TEMPLATE bool
bytes_cut (bytes b, bytes sep, bytes *before, bytes *after)
{
  ptrdiff_t at = bytes_index (b, sep);
  *before = bytes_view (b.ptr, at < 0 ? b.len : (size_t)at);
  *after = bytes_after_ (b, at < 0 ? b.len : (size_t)at + sep.len);
  return at >= 0;
}

/* A walk over the parts of a byte slice.  */
typedef struct bytes_walk
{
  bytes part; /* the present one */
  bytes rest, sep;
  bool more;
} bytes_walk;

ESCAPE_TEMPLATE bytes_walk
bytes_walk_begin (bytes b, bytes sep)
{
  bytes_walk walk
      = { bytes_view (NULL, 0), bytes_view (b.ptr, b.len), sep, true };
  return walk;
}

/* On to the next part between separators: there is one more than there are
   separators, as with Go's Split.  An empty separator parts each byte from the
   next.  */
ESCAPE_TEMPLATE bool
bytes_next_part (bytes_walk *w)
{
  if (!w->more)
    return false;
  if (w->sep.len > 0)
    w->more = bytes_cut (w->rest, w->sep, &w->part, &w->rest);
  else
    {
      size_t n = w->rest.len > 0;
      w->part = bytes_view (w->rest.ptr, n);
      w->rest = bytes_after_ (w->rest, n);
      w->more = w->rest.len > 0;
    }
  return true;
}

/* On to the next line, without its end (\n or \r\n); the last need not have
   one.  */
ESCAPE_TEMPLATE bool
bytes_next_line (bytes_walk *w)
{
  unsigned char end[] = { '\n' };
  if (w->rest.len == 0)
    return false;
  if (bytes_cut (w->rest, bytes_view (end, 1), &w->part, &w->rest)
      && w->part.len > 0 && w->part.ptr[w->part.len - 1] == '\r')
    w->part = bytes_view (w->part.ptr, w->part.len - 1);
  return true;
}

/* On to the next word between white space, as Go's Fields.  */
ESCAPE_TEMPLATE bool
bytes_next_word (bytes_walk *w)
{
  size_t lo = 0, hi;
  while (lo < w->rest.len && bytes_is_space_ (w->rest.ptr[lo]))
    lo++;
  for (hi = lo; hi < w->rest.len && !bytes_is_space_ (w->rest.ptr[hi]);)
    hi++;
  bytes word = bytes_after_ (w->rest, lo);
  w->part = bytes_view (word.ptr, hi - lo);
  w->rest = bytes_after_ (w->rest, hi);
  return hi > lo;
}

/* for (each part, line, word of B): it is IT.part.  */
#define BYTES_EACH_PART(it, b, sep)                                            \
  for (bytes_walk it = bytes_walk_begin (b, sep); bytes_next_part (&it);)
#define BYTES_EACH_LINE(it, b)                                                 \
  for (bytes_walk it = bytes_walk_begin (b, bytes_view (NULL, 0));             \
       bytes_next_line (&it);)
#define BYTES_EACH_WORD(it, b)                                                 \
  for (bytes_walk it = bytes_walk_begin (b, bytes_view (NULL, 0));             \
       bytes_next_word (&it);)

/* --- What allocates. --- */

/* Append what printf would print.  Its arguments may not be in B's array.
   try_append_format is false, and *B as it was, when out of memory or for a
   format that printf refuses; append_format is a fault then.  O(what is
   printed), moves as append.  */
ESCAPE_TEMPLATE bool bytes_try_append_format_va (bytes *b, const char *format,
                                                 va_list args)
    ESCAPE_PRINTF (2, 0);
ESCAPE_TEMPLATE bool
bytes_try_append_format_va (bytes *b, const char *format, va_list args)
{
  va_list again;
  va_copy (again, args);
  int n = vsnprintf (NULL, 0, format, again);
  va_end (again);
  /* One more, for the NUL, whose place may be another slice's.  */
  if (n < 0 || !bytes_try_reserve (b, (size_t)n + 1))
    return false;
  unsigned char *end = b->ptr + b->len + (size_t)n, kept = *end;
  vsnprintf ((char *)(b->ptr + b->len), (size_t)n + 1, format, args);
  *end = kept;
  b->len += (size_t)n;
  return true;
}

ESCAPE_TEMPLATE bool bytes_try_append_format (bytes *b, const char *format, ...)
    ESCAPE_PRINTF (2, 3);
ESCAPE_TEMPLATE bool
bytes_try_append_format (bytes *b, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  bool done = bytes_try_append_format_va (b, format, args);
  va_end (args);
  return done;
}

ESCAPE_TEMPLATE ESCAPE_USE_RESULT bytes bytes_append_format (bytes b,
                                                             const char *format,
                                                             ...)
    ESCAPE_PRINTF (2, 3);
ESCAPE_TEMPLATE ESCAPE_USE_RESULT bytes
bytes_append_format (bytes b, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  bool done = bytes_try_append_format_va (&b, format, args);
  va_end (args);
  if (!done)
    escape_slice_memory_fault (NULL, "bytes_append_format", b.len, 1, 1);
  return b;
}

/* Append the bytes of S, without its NUL.  As append_many.  */
ESCAPE_TEMPLATE bool
bytes_try_append_string (bytes *b, const char *s)
{
  return bytes_try_append_many (b, (const unsigned char *)s, strlen (s));
}

ESCAPE_TEMPLATE ESCAPE_USE_RESULT bytes
bytes_append_string (bytes b, const char *s)
{
  return bytes_append_many (b, (const unsigned char *)s, strlen (s));
}

/* *B as a C string: a NUL is put behind its last byte, in its capacity, and the
   array handed out; valid until *B changes.  Null when there was no room and no
   memory.  Moves as reserve.  */
ESCAPE_TEMPLATE char *
bytes_c_string (bytes *b)
{
  if (!bytes_try_reserve (b, 1))
    return NULL;
  b->ptr[b->len] = 0;
  return (char *)b->ptr;
}

/* *OUT = a new owner of what the file PATH holds, to its end, as Go's
   os.ReadFile.  False, with errno and *OUT untouched, if it cannot be read or
   memory runs out (ENOMEM).  O(size), one allocation for a regular file.  */
ESCAPE_TEMPLATE bool
bytes_try_read_file (bytes *out, const char *path)
{
  size_t len, cap;
  unsigned char *array = escape_bytes_read_file (path, &len, &cap);
  if (!array)
    return false;
  *out = bytes_view (array, len);
  out->cap = cap & ESCAPE_SLICE_MAX;
  out->owned = 1;
  return true;
}

/* The same, but a fault that says what was wrong with the file.  */
ESCAPE_TEMPLATE bytes
bytes_read_file_at (const char *path, const char *where)
{
  bytes b = bytes_view (NULL, 0);
  if (!bytes_try_read_file (&b, path))
    escape_bytes_file_fault (where, path);
  return b;
}

ESCAPE_TEMPLATE bytes
bytes_read_file (const char *path)
{
  return bytes_read_file_at (path, NULL);
}

#define slice_read_file(path) bytes_read_file_at (path, ESCAPE_HERE)

#endif /* ESCAPE_BYTES_H */
