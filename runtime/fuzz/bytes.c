/* SPDX-License-Identifier: MIT */
/* Byte slices against definitions that cannot be wrong: a loop over all places.

   The first byte of the input says where the rest is cut in two: the text, and
   what is looked for in it.  Texts of few letters find more.  */

#include <escape/bytes.h>
#include <stdlib.h>

#define MUST(cond) ((cond) ? (void)0 : abort ())

static bool
is_at (bytes b, size_t i, bytes sub)
{
  if (sub.len > b.len - i)
    return false;
  for (size_t k = 0; k < sub.len; k++)
    if (b.ptr[i + k] != sub.ptr[k])
      return false;
  return true;
}

static bool
has (bytes set, unsigned char c)
{
  for (size_t k = 0; k < set.len; k++)
    if (set.ptr[k] == c)
      return true;
  return false;
}

static void
finding (bytes b, bytes sub)
{
  ptrdiff_t first = -1, last = -1, any = -1;
  size_t n = 0, from = 0;
  for (size_t i = 0; i <= b.len; i++)
    if (is_at (b, i, sub))
      {
        first = first < 0 ? (ptrdiff_t)i : first;
        last = (ptrdiff_t)i;
        if (i >= from)
          n++, from = i + (sub.len ? sub.len : 1);
      }
  for (size_t i = b.len; i-- > 0;)
    if (has (sub, b.ptr[i]))
      any = (ptrdiff_t)i;
  MUST (bytes_index (b, sub) == first);
  MUST (bytes_last_index (b, sub) == last);
  MUST (bytes_count (b, sub) == n);
  MUST (bytes_index_any (b, sub) == any);
  MUST (bytes_has_prefix (b, sub) == (first == 0));
  MUST (bytes_has_suffix (b, sub)
        == (last >= 0 && (size_t)last + sub.len == b.len));
  MUST (bytes_equal (b, sub) == (b.len == sub.len && first == 0));
  MUST ((bytes_compare (b, sub) == 0) == bytes_equal (b, sub));
  MUST ((bytes_compare (b, sub) < 0) == (bytes_compare (sub, b) > 0));
}

/* Parts and separators, put together again, are the text.  */
static void
splitting (bytes b, bytes sep)
{
  bytes again = { 0 };
  size_t n = 0;
  BYTES_EACH_PART (it, b, sep)
  {
    if (n++ > 0)
      again = bytes_append_slice (again, sep);
    again = bytes_append_slice (again, it.part);
    MUST (sep.len == 0 || !bytes_contains (it.part, sep));
  }
  MUST (bytes_equal (again, b));
  MUST (n == (sep.len == 0 ? b.len + (b.len == 0) : bytes_count (b, sep) + 1));
  bytes_free (&again);
  BYTES_EACH_LINE (it, b)
  MUST (bytes_index_byte (it.part, '\n') < 0);
  size_t letters = 0, in_words = 0;
  for (size_t i = 0; i < b.len; i++)
    letters += !has (bytes_view_string (" \t\n\v\f\r"), b.ptr[i]);
  BYTES_EACH_WORD (it, b)
  in_words += it.part.len;
  MUST (letters == in_words);
}

static void
trimming (bytes b, bytes set)
{
  bytes t = bytes_trim (b, set);
  MUST (t.len == 0 || (!has (set, t.ptr[0]) && !has (set, t.ptr[t.len - 1])));
  for (size_t i = 0; i < b.len; i++)
    MUST (has (set, b.ptr[i])
          || (b.ptr + i >= t.ptr && b.ptr + i < t.ptr + t.len));
  MUST (bytes_equal (bytes_trim_space (b),
                     bytes_trim (b, bytes_view_string (" \t\n\v\f\r"))));
}

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  if (size == 0)
    return 0;
  bytes all = bytes_of (data + 1, size - 1);
  bool few = data[0] & 1;
  for (size_t i = 0; i < all.len && few; i++)
    slice_at (all, i) = (unsigned char)("ab \n"[all.ptr[i] % 4]);
  size_t cut = all.len ? (data[0] / 2) % 6 % (all.len + 1) : 0;
  bytes sub = bytes_sub3 (all, 0, cut, cut), b = bytes_sub (all, cut, all.len);
  finding (b, sub);
  splitting (b, sub);
  trimming (b, sub);
  bytes_free (&all);
  return 0;
}
