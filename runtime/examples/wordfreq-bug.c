/* SPDX-License-Identifier: MIT */
/* Three bugs that the plugin finds without running anything: a local that
   outlives its frame, a map that is never released, and a free of storage that
   is not on the heap.  */

#include <escape/hmaps.h>
#include <escape/slices.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static strings seen;

/* WORD goes into a global slice; the buffer that it points to does not live as
   long.  */
static void
remember (const char *word)
{
  seen = slice_append (strings, seen, word);
}

static void
read_word (FILE *in)
{
  char word[64];
  if (fscanf (in, "%63s", word) == 1)
    remember (word); /* [stack] */
}

static int
distinct (const strings words)
{
  string_int_map *counts = hmap_make (string_int_map, words.len); /* [leak] */
  for (size_t i = 0; i < words.len; i++)
    ++*hmap_slot (string_int_map, counts, slice_at (words, i));
  return (int)string_int_map_len (counts);
}

static void
shout (const char *word)
{
  char upper[64];
  char *copy = upper;
  snprintf (upper, sizeof upper, "%s!", word);
  puts (copy);
  free (copy); /* [free] */
}

int
main (int argc, char **argv)
{
  read_word (stdin);
  if (argc > 1)
    shout (argv[1]);
  printf ("%d\n", distinct (seen));
  strings_free (&seen);
  return 0;
}
