/* SPDX-License-Identifier: MIT */
/* Byte slices as text do what Go's package bytes does.  */

#include "check.h"
#include <errno.h>
#include <escape/bytes.h>

#define B(s) bytes_view_string (s)
#define IS(b, s) bytes_equal (b, B (s))

static const bytes nil;

static void
test_comparing (void)
{
  CHECK (bytes_equal (B ("ab"), B ("ab")) && bytes_equal (nil, B ("")));
  CHECK (!bytes_equal (B ("ab"), B ("abc")) && !bytes_equal (B ("a"), B ("b")));
  CHECK (bytes_compare (B ("a"), B ("b")) < 0);
  CHECK (bytes_compare (B ("b"), B ("abc")) > 0);
  CHECK (bytes_compare (B ("ab"), B ("abc")) < 0);
  CHECK (bytes_compare (B ("abc"), B ("ab")) > 0);
  CHECK (bytes_compare (B ("\xff"), B ("a")) > 0);
  CHECK (bytes_compare (nil, nil) == 0);
  CHECK (bytes_has_prefix (B ("abc"), B ("ab")));
  CHECK (!bytes_has_prefix (B ("abc"), B ("abcd")));
  CHECK (bytes_has_suffix (B ("abc"), B ("bc")) && bytes_has_suffix (nil, nil));
  CHECK (!bytes_has_suffix (B ("c"), B ("bc")));
  CHECK (!bytes_has_suffix (B ("abc"), B ("ac")));
}

static void
test_finding (void)
{
  bytes b = B ("chicken");
  CHECK (bytes_index (b, B ("ken")) == 4 && bytes_index (b, B ("dmr")) == -1);
  CHECK (bytes_index (b, nil) == 0 && bytes_index (nil, b) == -1);
  CHECK (bytes_index (b, B ("c")) == 0 && bytes_index (nil, nil) == 0);
  CHECK (bytes_index_byte (b, 'k') == 4 && bytes_index_byte (b, 'x') == -1);
  CHECK (bytes_index_byte (nil, 'k') == -1);
  CHECK (bytes_last_index_byte (b, 'c') == 3);
  CHECK (bytes_last_index_byte (b, 'x') == -1);
  CHECK (bytes_last_index (B ("go gopher"), B ("go")) == 3);
  CHECK (bytes_last_index (B ("go gopher"), B ("rodent")) == -1);
  CHECK (bytes_last_index (B ("aab"), B ("aa")) == 0);
  CHECK (bytes_last_index (b, B ("chickens")) == -1);
  CHECK (bytes_last_index (b, nil) == 7 && bytes_last_index (nil, b) == -1);
  CHECK (bytes_index_any (b, B ("nk")) == 4);
  CHECK (bytes_index_any (b, B ("xy")) == -1);
  CHECK (bytes_contains (b, B ("ick")) && !bytes_contains (b, B ("chicks")));
  CHECK_SIZE (bytes_count (B ("cheese"), B ("e")), 3);
  CHECK_SIZE (bytes_count (B ("five"), nil), 5);
  CHECK_SIZE (bytes_count (B ("aaaa"), B ("aa")), 2);
  CHECK_SIZE (bytes_count (nil, B ("a")), 0);
}

static void
test_trimming (void)
{
  CHECK (IS (bytes_trim_space (B (" \t a b\v\f\r\n ")), "a b"));
  CHECK (IS (bytes_trim_space (B (" \n")), "")
         && IS (bytes_trim_space (nil), ""));
  CHECK (IS (bytes_trim (B (" !! Achtung! ! "), B ("! ")), "Achtung"));
  CHECK (IS (bytes_trim_left (B ("xxaxx"), B ("x")), "axx"));
  CHECK (IS (bytes_trim_right (B ("xxaxx"), B ("x")), "xxa"));
  CHECK (IS (bytes_trim (nil, B ("x")), ""));
  CHECK (IS (bytes_trim_prefix (B ("Goodbye"), B ("Good")), "bye"));
  CHECK (IS (bytes_trim_prefix (B ("Goodbye"), B ("bad")), "Goodbye"));
  CHECK (IS (bytes_trim_suffix (B ("a.c"), B (".c")), "a"));
  CHECK (IS (bytes_trim_suffix (B ("a.c"), B (".h")), "a.c"));
}

/* The parts of B, joined by `|'.  */
static const char *
joined (bytes b, bytes sep, bool (*next) (bytes_walk *))
{
  static bytes out;
  out = bytes_truncate (out, 0);
  for (bytes_walk w = bytes_walk_begin (b, sep); next (&w);)
    {
      out = bytes_append_slice (out, w.part);
      out = bytes_append (out, '|');
    }
  return bytes_c_string (&out);
}

static void
test_splitting (void)
{
  bytes before, after;
  CHECK (bytes_cut (B ("key=a=b"), B ("="), &before, &after));
  CHECK (IS (before, "key") && IS (after, "a=b"));
  CHECK (!bytes_cut (B ("key"), B ("="), &before, &after));
  CHECK (IS (before, "key") && IS (after, ""));

  CHECK (strcmp (joined (B ("a,b,c"), B (","), bytes_next_part), "a|b|c|")
         == 0);
  CHECK (strcmp (joined (B (",a,"), B (","), bytes_next_part), "|a||") == 0);
  CHECK (strcmp (joined (B ("ab"), B ("::"), bytes_next_part), "ab|") == 0);
  CHECK (strcmp (joined (B ("a::b::"), B ("::"), bytes_next_part), "a|b||")
         == 0);
  CHECK (strcmp (joined (B ("abc"), nil, bytes_next_part), "a|b|c|") == 0);
  CHECK (strcmp (joined (nil, B (","), bytes_next_part), "|") == 0);
  CHECK (strcmp (joined (nil, nil, bytes_next_part), "|") == 0);

  CHECK (strcmp (joined (B ("a\r\nb\n\nc"), nil, bytes_next_line), "a|b||c|")
         == 0);
  CHECK (strcmp (joined (B ("a\n"), nil, bytes_next_line), "a|") == 0);
  CHECK (strcmp (joined (nil, nil, bytes_next_line), "") == 0);
  CHECK (strcmp (joined (B ("a\r"), nil, bytes_next_line), "a\r|") == 0);

  CHECK (
      strcmp (joined (B ("  foo \t bar\n"), nil, bytes_next_word), "foo|bar|")
      == 0);
  CHECK (strcmp (joined (B ("  "), nil, bytes_next_word), "") == 0);
  CHECK (strcmp (joined (nil, nil, bytes_next_word), "") == 0);

  size_t n = 0;
  BYTES_EACH_LINE (line, B ("a b\nc"))
  BYTES_EACH_WORD (word, line.part)
  BYTES_EACH_PART (it, word.part, B (","))
  n += it.part.len;
  CHECK_SIZE (n, 3);
}

static void
test_appending (void)
{
  bytes b = bytes_append_string (nil, "x");
  for (int i = 0; i < 100; i++)
    b = bytes_append_format (b, "%d,%s;", i, "yz");
  CHECK (bytes_has_prefix (b, B ("x0,yz;1,yz;")));
  CHECK (bytes_has_suffix (b, B ("99,yz;")));
  CHECK_SIZE (b.len, 1 + 10 + 2 * 90 + 100 * 4);
  CHECK (bytes_try_append_string (&b, "end"));
  CHECK_SIZE (strlen (bytes_c_string (&b)), b.len);
  bytes_free (&b);

  /* The NUL of printf does not show, not even in another's bytes.  */
  unsigned char array[] = "abcdef";
  bytes view = bytes_sub3 (bytes_view (array, 6), 0, 1, 4);
  view = bytes_append_format (view, "%d", 12);
  CHECK (view.ptr == array && memcmp (array, "a12def", 6) == 0);
  view = bytes_append_format (view, "%s", "4");
  CHECK (view.ptr != array && IS (view, "a124"));
  CHECK (memcmp (array, "a12def", 6) == 0);
  bytes_free (&view);
}

static void
test_files (void)
{
  char name[] = "bytes-XXXXXX";
  int fd = mkstemp (name);
  if (fd < 0)
    exit (77);
  bytes got = bytes_read_file (name);
  CHECK_SIZE (got.len, 0);
  bytes_free (&got);
  for (int i = 0; i < 1000; i++)
    if (write (fd, "0123456789abcde\n", 16) != 16)
      exit (77);
  close (fd);
  CHECK (bytes_try_read_file (&got, name));
  CHECK_SIZE (got.len, 16000);
  CHECK_SIZE (bytes_count (got, B ("abcde\n")), 1000);
  bytes_free (&got);
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  CHECK (!bytes_try_read_file (&got, name) && errno == ENOMEM && !got.ptr);
  escape_set_alloc_hook (NULL);
  unlink (name);
  CHECK (!bytes_try_read_file (&got, name) && errno == ENOENT);
  CHECK (!bytes_try_read_file (&got, "/") && errno == EISDIR);
  CHECK (bytes_try_read_file (&got, "/proc/self/stat") || errno == ENOENT);
  bytes_free (&got);
}

static void
no_file (void)
{
  slice_read_file ("/nowhere/at/all");
}

static void
no_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  bytes b = bytes_append_format (nil, "%d", 1);
  bytes_free (&b);
}

static void
test_out_of_memory (void)
{
  bytes b = bytes_make (0, 2);
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  CHECK (bytes_try_append_format (&b, "%c", 'a'));
  CHECK (!bytes_try_append_format (&b, "%d", 10));
  CHECK (!bytes_try_append_string (&b, "bc") && IS (b, "a"));
  b = bytes_append (b, 'b');
  CHECK (!bytes_c_string (&b) && IS (b, "ab"));
  escape_set_alloc_hook (NULL);
  bytes_free (&b);
}

int
main (void)
{
  test_comparing ();
  test_finding ();
  test_trimming ();
  test_splitting ();
  test_appending ();
  test_files ();
  test_out_of_memory ();
  CHECK_FAULT (no_file, "bytes.c:");
  CHECK_FAULT (no_file, "cannot read /nowhere/at/all: No such file");
  CHECK_FAULT (no_memory, "bytes_append_format: out of memory");
  return check_done ();
}
