/* SPDX-License-Identifier: MIT */
/* libFuzzer's bytes are operations on two maps of one kind, typed or not, and
   on tables that cannot be wrong.  A difference aborts.  Three bytes an
   operation: what, key, how.  */

#include <escape/hmap_any.h>
#include <escape/hmaps.h>
#include <stdlib.h>
#include <string.h>

#define MUST(cond) ((cond) ? (void)0 : abort ())

static const hmap_kind kind = { sizeof (int), sizeof (int), NULL, NULL };

struct model
{
  size_t count;
  bool there[256];
  int value[256];
};

struct pair
{
  int_int_map *typed;
  hmap_any *any;
  struct model model;
};

static bool scarce;

static bool
hook (size_t bytes)
{
  return !scarce || bytes < 600;
}

static void
put (struct pair *p, int key, int value)
{
  bool typed = int_int_map_try_put (p->typed, key, value),
       any = hmap_any_try_put (p->any, &key, &value);
  MUST (scarce || (typed && any));
  /* The model follows the typed one, and the other the model.  */
  if (typed != any)
    {
      scarce = false;
      if (typed)
        hmap_any_put (p->any, &key, &value);
      else
        hmap_any_delete (p->any, &key);
    }
  if (!typed)
    {
      MUST (!p->model.there[key]);
      return;
    }
  p->model.count += !p->model.there[key];
  p->model.there[key] = true;
  p->model.value[key] = value;
}

static void
check (struct pair *p)
{
  size_t n = 0;
  HMAP_EACH (int_int_map, it, p->typed)
  {
    MUST (p->model.there[*it.key] && p->model.value[*it.key] == *it.value);
    n++;
  }
  MUST (n == p->model.count && int_int_map_len (p->typed) == n);
  HMAP_EACH (hmap_any, at, p->any)
  {
    int key = *(const int *)at.key;
    MUST (p->model.there[key] && p->model.value[key] == *(int *)at.value);
    n--;
  }
  MUST (n == 0 && hmap_any_len (p->any) == p->model.count);
}

static void
merge (struct pair *to, struct pair *from)
{
  scarce = false;
  int_int_map_merge (to->typed, from->typed);
  hmap_any_merge (to->any, from->any);
  for (int i = 0; i < 256; i++)
    if (from->model.there[i])
      {
        to->model.count += !to->model.there[i];
        to->model.there[i] = true;
        to->model.value[i] = from->model.value[i];
      }
}

static void
clone (struct pair *p)
{
  scarce = false;
  int_int_map *typed = int_int_map_clone (p->typed);
  hmap_any *any = hmap_any_clone (p->any);
  MUST (int_int_map_equal (typed, p->typed) && hmap_any_equal (any, p->any));
  int_int_map_free (p->typed);
  hmap_any_free (p->any);
  p->typed = typed;
  p->any = any;
}

/* Many at once, so that short inputs see growth.  */
static void
range (struct pair *p, int first, int n, bool in)
{
  for (int k = first; k < first + n && k < 256; k++)
    if (in)
      put (p, k, k);
    else
      {
        bool there = p->model.there[k];
        MUST (int_int_map_delete (p->typed, k) == there);
        MUST (hmap_any_delete (p->any, &k) == there);
        p->model.there[k] = false;
        p->model.count -= there;
      }
}

/* Write while walking: everything is seen once, or was written.  */
static void
walk_and_write (struct pair *p, int first, bool in)
{
  unsigned char seen[256] = { 0 };
  HMAP_EACH (int_int_map, it, p->typed)
  {
    MUST (p->model.there[*it.key] && !seen[*it.key]++);
    range (p, first, 3, in);
    first += 3;
  }
}

static void
one (struct pair *p, struct pair *other, unsigned char what, int key, int how)
{
  scarce = what & 0x80;
  switch (what % 12)
    {
    case 0:
    case 1:
      put (p, key, how);
      break;
    case 2:
      range (p, key, 1, false);
      break;
    case 3:
      range (p, key, how, true);
      break;
    case 4:
      range (p, key, how, false);
      break;
    case 5:
      MUST (int_int_map_has (p->typed, key) == p->model.there[key]);
      MUST (hmap_any_has (p->any, &key) == p->model.there[key]);
      break;
    case 6:
      (void)(int_int_map_try_reserve (p->typed, (size_t)how)
             && hmap_any_try_reserve (p->any, (size_t)how));
      break;
    case 7:
      (void)(int_int_map_try_shrink (p->typed) && hmap_any_try_shrink (p->any));
      break;
    case 8:
      if (how % 8)
        break;
      int_int_map_clear (p->typed);
      hmap_any_clear (p->any);
      memset (&p->model, 0, sizeof p->model);
      break;
    case 9:
      clone (p);
      break;
    case 10:
      merge (p, other);
      break;
    case 11:
      walk_and_write (p, key, how % 2);
      break;
    }
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct pair pairs[2];
  memset (pairs, 0, sizeof pairs);
  scarce = false;
  escape_set_alloc_hook (hook);
  for (int i = 0; i < 2; i++)
    {
      pairs[i].typed = int_int_map_make (0);
      pairs[i].any = hmap_any_make (&kind, 0);
    }
  for (size_t i = 0; i + 2 < size; i += 3)
    one (&pairs[data[i] >> 6 & 1], &pairs[~data[i] >> 6 & 1], data[i],
         data[i + 1], data[i + 2]);
  for (int i = 0; i < 2; i++)
    {
      check (&pairs[i]);
      int_int_map_free (pairs[i].typed);
      hmap_any_free (pairs[i].any);
    }
  return 0;
}
