/* SPDX-License-Identifier: MIT */
/* Containers that own what they hold, and structs that hold slices and maps of
   themselves: each is freed once.  That none is lost is LeakSanitizer's to say.
 */

#include "check.h"
#include <escape/arena.h>
#include <escape/hmap.h>
#include <escape/hmap_any.h>
#include <escape/slice.h>

static size_t live;

static char *
text_new (const char *text)
{
  size_t n = strlen (text) + 1;
  live++;
  return memcpy (malloc (n), text, n);
}

static void
text_free (char *text)
{
  live -= text != NULL;
  free (text);
}

#define HMAP_NAME titles
#define HMAP_KEY char *
#define HMAP_VALUE char *
#define HMAP_KEY_STRING
#define HMAP_FREE_KEY text_free
#define HMAP_FREE_VALUE(value) text_free (value)
#include <escape/hmap.h>

/* One of both alone.  */
#define HMAP_NAME boxes
#define HMAP_KEY int
#define HMAP_VALUE char *
#define HMAP_FREE_VALUE text_free
#include <escape/hmap.h>

#define SLICE_NAME texts
#define SLICE_TYPE char *
#define SLICE_FREE text_free
#include <escape/slice.h>

struct tree;
SLICE_DECLARE (trees, struct tree);
struct tree
{
  char *name;
  trees children;
};

#define SLICE_NAME trees
#define SLICE_TYPE struct tree
#define SLICE_DECLARED
#define SLICE_FREE(t) (text_free ((t).name), trees_free (&(t).children))
#include <escape/slice.h>

HMAP_DECLARE (folders);
struct folder
{
  int size;
  folders *entries;
};

#define HMAP_NAME folders
#define HMAP_KEY char *
#define HMAP_VALUE struct folder
#define HMAP_KEY_STRING
#define HMAP_FREE_KEY text_free
#define HMAP_FREE_VALUE(f) folders_free ((f).entries)
#include <escape/hmap.h>

static void
test_put_takes (void)
{
  titles *m = titles_make (0);
  titles_put (m, text_new ("a"), text_new ("1"));
  CHECK_SIZE (live, 2);
  char *stored = *titles_find_entry (m, (char[]){ "a" }).key;
  titles_put (m, text_new ("a"), text_new ("2"));
  CHECK_SIZE (live, 2);
  CHECK (*titles_find_entry (m, stored).key == stored);
  CHECK (strcmp (titles_get (m, stored), "2") == 0);
  /* What is there already is not freed.  */
  hmap_put (titles, m, stored, titles_get (m, stored));
  CHECK (titles_try_put (m, stored, titles_get (m, stored)));
  CHECK (*titles_slot (m, text_new ("a")) == titles_get (m, stored));
  CHECK_SIZE (live, 2);
  *titles_slot (m, text_new ("b")) = text_new ("3");
  CHECK_SIZE (live, 4);
  titles_free (m);
  CHECK_SIZE (live, 0);
}

#if ESCAPE_CAN_CLEAR_PADDING

struct part
{
  char *name;
  int number;
};

static uint64_t
hash (struct part part, uint64_t seed)
{
  return escape_hash_int ((uint64_t)part.number, seed);
}

static bool
h (const struct part *a, const struct part *b)
{
  return a->number == b->number;
}

#  define HMAP_NAME m
#  define HMAP_KEY struct part
#  define HMAP_VALUE struct part
#  define HMAP_HASH(key, seed) hash (key, seed)
#  define HMAP_EQUAL(a, b) h (&(a), &(b))
#  define HMAP_FREE_KEY(key) text_free ((key).name)
#  define HMAP_FREE_VALUE(value) text_free ((value).name)
#  include <escape/hmap.h>

/* What is there already may come with other padding.  */
static void
test_padding (void)
{
  m *parts = m_make (0);
  struct part key[2], value[2];
  memset (key, 0, sizeof key[0]);
  memset (key + 1, 0xff, sizeof key[1]);
  memcpy (value, key, sizeof key);
  key[0].name = key[1].name = text_new ("key");
  value[0].name = value[1].name = text_new ("value");
  for (int i = 0; i < 2; i++)
    {
      key[i].number = value[i].number = 1;
      m_put (parts, key[i], value[i]);
    }
  CHECK_SIZE (live, 2);
  m_free (parts);
  CHECK_SIZE (live, 0);
}

#endif

static bool
no_memory (size_t bytes)
{
  (void)bytes;
  return false;
}

static void
test_out_of_memory (void)
{
  titles *m = titles_make (0);
  char name[2] = "a";
  for (; name[0] < 'i'; name[0]++)
    titles_put (m, text_new (name), NULL);
  escape_set_alloc_hook (no_memory);
  char *key = text_new ("z"), *value = text_new ("26");
  CHECK (!titles_try_put (m, key, value) && !titles_try_slot (m, key));
  escape_set_alloc_hook (NULL);
  CHECK_SIZE (live, 10); /* they are still the caller's */
  text_free (key);
  text_free (value);
  titles_free (m);
  CHECK_SIZE (live, 0);
}

/* Through growths, with entries in old and new buckets, and walks that hold
   outgrown arrays.  */
static void
test_many (void)
{
  titles *m = titles_make (0);
  char name[16];
  for (int i = 0; i < 3000; i++)
    {
      snprintf (name, sizeof name, "%d", i * 7 % 2000);
      titles_put (m, text_new (name), text_new (name));
      CHECK_SIZE (live, 2 * titles_len (m));
      if (i % 3 == 0)
        CHECK (titles_delete (m, name) && !titles_delete (m, name));
    }
  titles_iter it = titles_iter_begin (m);
  CHECK (titles_iter_next (&it));
  for (int i = 2000; i < 9000; i++)
    {
      snprintf (name, sizeof name, "%d", i);
      titles_put (m, text_new (name), NULL);
    }
  CHECK (titles_delete (m, (char *)*it.key));
  titles_reserve (m, 20000);
  titles_iter_end (&it);
  titles_clear (m);
  CHECK_SIZE (live, 0);
  titles_put (m, text_new ("a"), text_new ("b"));
  titles_shrink (m);
  CHECK_SIZE (live, 2);
  titles_free (m);
  CHECK_SIZE (live, 0);
}

static void
test_delete_entry (void)
{
  titles *m = titles_make (0);
  char *key = NULL, *value = NULL;
  titles_put (m, text_new ("a"), text_new ("1"));
  titles_put (m, text_new ("b"), text_new ("2"));
  CHECK (!titles_delete_entry (m, (char[]){ "c" }, &key, &value) && !key);
  CHECK (!titles_delete_entry (NULL, (char[]){ "a" }, &key, &value));
  CHECK (titles_delete_entry (m, (char[]){ "a" }, &key, &value));
  CHECK (strcmp (key, "a") == 0 && strcmp (value, "1") == 0);
  CHECK_SIZE (live, 4);
  text_free (key);
  text_free (value);
  CHECK (titles_delete (m, *titles_find_entry (m, (char[]){ "b" }).key));
  CHECK_SIZE (live, 0);
  CHECK (!titles_find_entry (m, (char[]){ "b" }).key);
  CHECK (!titles_find_entry (NULL, (char[]){ "b" }).value);

  /* What is not taken is freed.  */
  for (int i = 0; i < 4; i++)
    {
      titles_put (m, text_new ("c"), text_new ("3"));
      CHECK (titles_delete_entry (m, (char[]){ "c" }, i & 1 ? &key : NULL,
                                  i & 2 ? &value : NULL));
      CHECK_SIZE (live, (size_t)((i & 1) + (i >> 1)));
      if (i & 1)
        text_free (key);
      if (i & 2)
        text_free (value);
    }
  titles_free (m);
}

/* In the frame, and in an arena.  */
static void
test_elsewhere (void)
{
  {
    HMAP_ON_STACK (boxes, m, 8);
    for (int i = 0; i < 100; i++)
      boxes_put (m, i % 50, text_new ("x"));
    CHECK_SIZE (live, 50);
  }
  CHECK_SIZE (live, 0);
  ARENA_ON_STACK (a, 100);
  boxes *m = boxes_make_in (&a.allocator, 0);
  boxes_put (m, 1, text_new ("x"));
  boxes_free_in (&a.allocator, m);
  CHECK_SIZE (live, 0);
  texts s = texts_append_in (&a.allocator, (texts){ 0 }, text_new ("x"));
  texts_free_in (&a.allocator, &s);
  CHECK_SIZE (live, 0);
}

static texts owner;

static void
growth_of_a_view (void)
{
  texts view = texts_sub3 (owner, 0, 2, 2);
  view = texts_append (view, NULL);
}

static void
test_slices (void)
{
  texts s = { 0 };
  for (int i = 0; i < 10; i++)
    s = texts_append (s, text_new ("x"));
  s = texts_insert (s, 3, text_new ("y"));
  CHECK_SIZE (live, 11);
  s = texts_delete (s, 2, 5);
  CHECK_SIZE (live, 8);
  texts view = texts_sub (s, 1, 7);
  view = texts_truncate (view, 2);
  texts_free (&view);
  CHECK_SIZE (live, 8);
  s = texts_clip (texts_truncate (s, 6));
  CHECK_SIZE (live, 6);
  owner = s;
  CHECK_FAULT (growth_of_a_view,
               "growth of a view whose elements have an owner\n");
  texts_clear (s);
  CHECK_SIZE (live, 0);
  slice_at (s, 5) = text_new ("z");
  texts_free (&s);
  CHECK_SIZE (live, 0);

  SLICE_ON_STACK (texts, t, 4);
  for (int i = 0; i < 3; i++)
    t = texts_append (t, text_new ("x"));
  texts_free (&t);
  CHECK_SIZE (live, 0);
}

static struct tree
tree_of (int depth)
{
  struct tree t = { text_new ("node"), { 0 } };
  for (int i = 0; i < depth; i++)
    t.children = trees_append (t.children, tree_of (i));
  return t;
}

static size_t
nodes (trees forest)
{
  size_t n = forest.len;
  SLICE_EACH (trees, t, forest)
    n += nodes (t->children);
  return n;
}

static void
test_trees (void)
{
  trees forest = trees_append ((trees){ 0 }, tree_of (6));
  CHECK_SIZE (nodes (forest), 64);
  CHECK_SIZE (live, 64);
  struct tree *top = &slice_at (forest, 0);
  top->children = trees_delete (top->children, 4, 6);
  CHECK_SIZE (nodes (forest), 16);
  CHECK_SIZE (live, 16);
  trees_free (&forest);
  CHECK_SIZE (live, 0);

  folders *root = folders_make (0);
  for (int i = 0; i < 20; i++)
    {
      char name[16];
      snprintf (name, sizeof name, "%d", i % 10);
      struct folder f = { i, folders_make (0) };
      folders_put (f.entries, text_new ("x"), (struct folder){ 1, NULL });
      folders_put (root, text_new (name), f);
    }
  CHECK_SIZE (live, 20);
  folders_free (root);
  CHECK_SIZE (live, 0);
}

/* Types known at run time have entries, too.  */
static void
test_any (void)
{
  static const hmap_kind kind = { .key_size = 4, .value_size = 8 };
  hmap_any *m = hmap_any_make (&kind, 0);
  int32_t key = 3, taken = 0;
  int64_t value = 4, out = 0;
  hmap_any_put (m, &key, &value);
  hmap_any_entry e = hmap_any_find_entry (m, &key);
  CHECK (e.key != &key && memcmp (e.key, &key, sizeof key) == 0);
  CHECK (e.value == hmap_any_find (m, &key));
  CHECK (hmap_any_delete_entry (m, &key, &taken, &out));
  CHECK (taken == 3 && out == 4);
  CHECK (!hmap_any_delete_entry (m, &key, NULL, NULL));
  hmap_any_free (m);
}

int
main (void)
{
  test_put_takes ();
#if ESCAPE_CAN_CLEAR_PADDING
  test_padding ();
#endif
  test_out_of_memory ();
  test_many ();
  test_delete_entry ();
  test_elsewhere ();
  test_slices ();
  test_trees ();
  test_any ();
  return check_done ();
}
