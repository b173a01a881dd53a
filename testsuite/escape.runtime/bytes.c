/* Byte slices as text: parts are views of the whole, comparing and finding keep
   nothing, what is formatted or read is a new slice.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/bytes.h>
#include <stdlib.h>

ptrdiff_t
finding_stays (bytes other)
{
  bytes b = bytes_make (8, 8); /* { dg-bogus "escape:" } */
  ptrdiff_t n = bytes_index (b, other) + bytes_last_index (b, other)
		+ bytes_index_byte (b, 'a') + bytes_last_index_byte (b, 'a')
		+ bytes_index_any (b, other) + bytes_contains (b, other)
		+ (ptrdiff_t) bytes_count (b, other);
  n += bytes_equal (b, other) + bytes_compare (b, other)
       + bytes_has_prefix (b, other) + bytes_has_suffix (b, other);
  bytes_free (&b);
  return n;
}

size_t
parts_stay (bytes other)
{
  bytes b = bytes_make (8, 8); /* { dg-bogus "escape:" } */
  bytes before, after;
  size_t n = bytes_cut (b, other, &before, &after);
  n += bytes_trim (bytes_trim_space (b), other).len
       + bytes_trim_prefix (b, other).len + bytes_trim_suffix (b, other).len;
  BYTES_EACH_LINE (line, b)
    BYTES_EACH_WORD (word, line.part)
      BYTES_EACH_PART (it, word.part, other)
	n += it.part.len + before.len + after.len;
  bytes_free (&b);
  return n;
}

bytes
trimmed_leaves (void)
{
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return bytes_trim_space (b);
}

bytes
trimmed_by_set_leaves (bytes set)
{
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return bytes_trim (b, set);
}

bytes
without_ends_leaves (bytes end)
{
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return bytes_trim_prefix (bytes_trim_suffix (b, end), end);
}

bytes
part_leaves (bytes sep)
{
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  BYTES_EACH_PART (it, b, sep)
    return it.part;
  return (bytes) { 0 };
}

bytes
line_leaves (void)
{
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  BYTES_EACH_LINE (it, b)
    return it.part;
  return (bytes) { 0 };
}

bytes
word_leaves (void)
{
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  BYTES_EACH_WORD (it, b)
    return it.part;
  return (bytes) { 0 };
}

bytes
cut_leaves (bytes sep)
{
  bytes before, after;
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  bytes_cut (b, sep, &before, &after);
  return after;
}

bytes
view_dangles (void)
{
  char text[] = "text"; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  return bytes_view_string (text);
}

size_t
view_stays (void)
{
  char text[] = "text"; /* { dg-bogus "escape:" } */
  return bytes_view_string (text).len;
}

bytes
format_leaves (int n)
{
  char text[] = "text"; /* { dg-bogus "escape:" } */
  return bytes_append_format ((bytes) { 0 }, "%d%s", n, text); /* { dg-warning {'bytes_append_format\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_format_leaves (bytes *b, int n)
{
  return bytes_try_append_format (b, "%d", n); /* { dg-warning {'bytes_try_append_format\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
format_stays (int n)
{
  char text[] = "text"; /* { dg-bogus "escape:" } */
  bytes b = bytes_append_format ((bytes) { 0 }, "%d%s", n, text); /* { dg-bogus "escape:" } */
  b = bytes_append_string (b, text); /* { dg-bogus "escape:" } */
  n = bytes_c_string (&b) != NULL;   /* { dg-bogus "escape:" } */
  size_t len = b.len + (size_t) n;
  bytes_free (&b);
  return len;
}

char *
c_string_leaves (void)
{
  bytes b = bytes_make (0, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return bytes_c_string (&b);
}

bytes
file_leaves (const char *path)
{
  return bytes_read_file (path); /* { dg-warning {'bytes_read_file\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_file_leaves (bytes *out, const char *path)
{
  return bytes_try_read_file (out, path); /* { dg-warning {'bytes_try_read_file\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
file_stays (void)
{
  char path[] = "/tmp";             /* { dg-bogus "escape:" } */
  bytes b = bytes_read_file (path); /* { dg-bogus "escape:" } */
  size_t n = b.len;
  bytes_free (&b);
  return n;
}

size_t
file_never_freed (const char *path)
{
  bytes b = bytes_read_file (path); /* { dg-warning {'bytes_read_file\(\.\.\.\)' is never released \[escape:leak\]} } */
  return b.len;
}

bytes
right_end_leaves (bytes set)
{
  bytes b = bytes_make (8, 8); /* { dg-warning {'bytes_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return bytes_trim_right (b, set);
}

size_t
formatted_stays (const char *format, ...)
{
  bytes b = bytes_make (0, 8); /* { dg-bogus "escape:" } */
  va_list args;
  va_start (args, format);
  size_t n = bytes_try_append_format_va (&b, format, args) ? b.len : 0;
  va_end (args);
  bytes_free (&b);
  return n;
}
