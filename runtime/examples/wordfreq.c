/* SPDX-License-Identifier: MIT */
/* wordfreq FILE: the most frequent words of a text, and how long its lines are.

   Slices and maps together, one object of each verdict.  See what the plugin
   says of each:

       gcc -fplugin=escape -fplugin-arg-escape-m=1
   -fplugin-arg-escape-warn=unneeded wordfreq.c -lescape  */

#include <ctype.h>
#include <escape/slices.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
  LONGEST_WORD = 64,
  LINE_CLASSES = 8,
  SHOWN = 10
};

struct entry
{
  const char *word;
  size_t count;
};

#define SLICE_NAME entries
#define SLICE_TYPE struct entry
#include <escape/slice.h>

#define HMAP_NAME counts
#define HMAP_KEY const char *
#define HMAP_VALUE size_t
#define HMAP_KEY_STRING
#include <escape/hmap.h>

#define HMAP_NAME lengths
#define HMAP_KEY size_t
#define HMAP_VALUE size_t
#include <escape/hmap.h>

/* Every distinct word, in the order of the text.  Its array escapes to a
   global.  */
static strings vocabulary;

/* The file's bytes and a null, as a slice: it escapes to whoever called.  */
static bytes
read_file (const char *name)
{
  FILE *in = fopen (name, "rb");
  if (!in)
    {
      perror (name);
      exit (1);
    }
  bytes text = slice_make (bytes, 0, 4096);
  for (;;)
    {
      text = slice_reserve (bytes, text, 4096);
      size_t got = fread (text.ptr + text.len, 1, 4096, in);
      if (got == 0)
        break;
      text.len += got;
    }
  fclose (in);
  return slice_append (bytes, text, '\0');
}

/* The next word of *TEXT in lower case, in WORD; false at the end.  */
static bool
next_word (const unsigned char **text, char word[LONGEST_WORD])
{
  const unsigned char *p = *text;
  size_t n = 0;
  while (*p && !isalpha (*p))
    p++;
  for (; isalpha (*p); p++)
    if (n < LONGEST_WORD - 1)
      word[n++] = (char)tolower (*p);
  word[n] = '\0';
  *text = p;
  return n > 0;
}

static char *
copy_of (const char *word)
{
  size_t size = strlen (word) + 1;
  char *copy = malloc (size);
  if (!copy)
    exit (1);
  return memcpy (copy, word, size);
}

/* Add the words of TEXT to SEEN and, when they are new, to the vocabulary.  */
static void
count_words (const unsigned char *text, counts *seen)
{
  char word[LONGEST_WORD];
  while (next_word (&text, word))
    {
      size_t *count = counts_find (seen, word);
      if (!count)
        {
          const char *copy = copy_of (word);
          vocabulary = slice_append (strings, vocabulary, copy);
          count = hmap_slot (counts, seen, copy);
        }
      ++*count;
    }
}

static int
by_count (const void *a, const void *b)
{
  const struct entry *x = a, *y = b;
  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;
  return strcmp (x->word, y->word);
}

/* The entries of SEEN, most frequent first: the array is returned.  */
static entries
ranked (counts *seen)
{
  entries all = slice_make (entries, 0, counts_len (seen));
  HMAP_EACH (counts, it, seen)
  all = slice_append (entries, all, ((struct entry){ *it.key, *it.value }));
  if (all.len > 0)
    qsort (all.ptr, all.len, sizeof *all.ptr, by_count);
  return all;
}

/* The lines of TEXT by tens of characters.  Most texts have few classes, and
   then the map and the slice need no heap; a text with more makes them spill.
 */
static void
show_line_lengths (const unsigned char *text)
{
  HMAP_ON_STACK (lengths, by_tens, LINE_CLASSES);
  SLICE_ON_STACK (sizes, classes, LINE_CLASSES);
  for (size_t n; *text; text += n + (text[n] != '\0'))
    {
      n = strcspn ((const char *)text, "\n");
      if (!lengths_has (by_tens, n / 10))
        classes = slice_append (sizes, classes, n / 10);
      ++*hmap_slot (lengths, by_tens, n / 10);
    }
  for (size_t i = 0; i < classes.len; i++)
    {
      size_t tens = slice_at (classes, i);
      printf ("%7zu lines of %zu to %zu characters\n",
              lengths_get (by_tens, tens), 10 * tens, 10 * tens + 9);
    }
  sizes_free (&classes);
}

/* How many words start with each letter.  26 numbers that nobody else sees:
   they need no heap.  */
static void
show_initials (void)
{
  sizes initials = slice_make (sizes, 26, 26);
  for (size_t i = 0; i < vocabulary.len; i++)
    {
      int c = slice_at (vocabulary, i)[0];
      if (c >= 'a' && c <= 'z')
        slice_at (initials, c - 'a')++;
    }
  for (size_t i = 0; i < initials.len; i++)
    printf ("%c%zu ", (int)('a' + i), slice_at (initials, i));
  putchar ('\n');
  sizes_free (&initials);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      fprintf (stderr, "usage: %s FILE\n", argv[0]);
      return 2;
    }
  bytes text = read_file (argv[1]);
  counts *seen = hmap_make (counts, 0);
  count_words (text.ptr, seen);

  entries top = ranked (seen);
  printf ("%zu distinct words\n", vocabulary.len);
  for (size_t i = 0; i < top.len && i < SHOWN; i++)
    printf ("%7zu %s\n", slice_at (top, i).count, slice_at (top, i).word);
  show_line_lengths (text.ptr);
  show_initials ();

  entries_free (&top);
  counts_free (seen);
  bytes_free (&text);
  for (size_t i = 0; i < vocabulary.len; i++)
    free ((void *)slice_at (vocabulary, i));
  strings_free (&vocabulary);
  return 0;
}
