/* SPDX-License-Identifier: MIT */
/* Sort, search, equality and reversal, with the comparison in place.  */

#include "check.h"
#include <escape/slices.h>
#include <math.h>

struct person
{
  char name[8];
  int age;
};

#define SLICE_NAME people
#define SLICE_TYPE struct person
#define SLICE_LESS(a, b) (strcmp ((a).name, (b).name) < 0)
#include <escape/slice.h>

static long comparisons;

static bool
younger (const struct person *a, const struct person *b)
{
  comparisons++;
  return a->age < b->age;
}

#define SLICE_NAME people
#define SLICE_ORDER by_age
#define SLICE_LESS(a, b) younger (&(a), &(b))
#include <escape/slice_order.h>

/* An order that is none.  */
#define SLICE_NAME people
#define SLICE_ORDER at_random
#define SLICE_LESS(a, b) ((void)(a), (void)(b), (check_random () & 1) != 0)
#include <escape/slice_order.h>

static int
compare (const void *a, const void *b)
{
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

/* The I-th element of N in a pattern that tries a sort's weak places.  */
static int
pattern (int which, int i, int n)
{
  switch (which)
    {
    case 0:
      return i;
    case 1:
      return n - i;
    case 2:
      return 0;
    case 3:
      return i % 2;
    case 4:
      return i < n / 2 ? i : n - i;
    case 5:
      return (int)(check_random () % 10);
    case 6:
      return i == n - 1 ? -1 : i;
    default:
      return (int)check_random ();
    }
}

static void
test_sort_agrees_with_qsort (void)
{
  for (int n = 0; n < 3000; n = n < 40 ? n + 1 : n * 3)
    for (int which = 0; which < 9; which++)
      {
        ints s = ints_make ((size_t)n, (size_t)n);
        for (int i = 0; i < n; i++)
          s.ptr[i] = pattern (which, i, n);
        ints wanted = ints_clone (s);
        if (n > 0)
          qsort (wanted.ptr, wanted.len, sizeof (int), compare);
        ints_sort (s);
        CHECK (ints_equal (s, wanted));
        CHECK (ints_is_sorted (s));
        ints_free (&s);
        ints_free (&wanted);
      }
}

static void
test_sort_never_slow (void)
{
  enum
  {
    N = 1 << 16
  };
  for (int which = 0; which < 9; which++)
    {
      people s = people_make (N, N);
      for (int i = 0; i < N; i++)
        slice_at (s, i).age = pattern (which, i, N);
      comparisons = 0;
      people_sort_by_age (s);
      CHECK (comparisons < 4L * N * 16);
      CHECK (people_is_sorted_by_age (s));
      people_free (&s);
    }
}

static void
test_heapsort_alone (void)
{
  int v[100];
  for (int i = 0; i < 100; i++)
    v[i] = (int)(check_random () % 50);
  ints_sort_quick_ (v, 100, 0);
  CHECK (ints_is_sorted (ints_view (v, 100)));
  ints_sort_quick_ (v, 100, 1);
  CHECK (ints_is_sorted (ints_view (v, 100)));
}

static void
test_orders (void)
{
  people s
      = slice_literal (people, { "eve", 30 }, { "adam", 40 }, { "cain", 9 });
  people_sort (s);
  CHECK (strcmp (slice_at (s, 0).name, "adam") == 0);
  people_sort_by_age (s);
  CHECK (slice_at (s, 0).age == 9 && slice_at (s, 2).age == 40);
  bool found;
  struct person thirty = { "", 30 };
  CHECK_SIZE (people_search_by_age (s, thirty, &found), 1);
  CHECK (found);
  thirty.age = 31;
  CHECK_SIZE (people_search_by_age (s, thirty, &found), 2);
  CHECK (!found);
  thirty.age = 50;
  CHECK_SIZE (people_search_by_age (s, thirty, NULL), 3);
  people_free (&s);

  s = people_make (500, 500);
  people_sort_at_random (s); /* ends, and stays within the array */
  people_free (&s);
}

static void
test_nan_first (void)
{
  doubles d = slice_literal (doubles, 2, NAN, -1, NAN, 0);
  doubles_sort (d);
  CHECK (isnan (d.ptr[0]) && isnan (d.ptr[1]) && d.ptr[2] == -1
         && d.ptr[4] == 2);
  CHECK (!doubles_equal (d, d));
  doubles_free (&d);
}

static void
test_equality (void)
{
  strings s = slice_literal (strings, "a", "b", "b");
  char b[] = "b";
  CHECK (strings_index (s, b) == 1 && strings_contains (s, b));
  CHECK (strings_index (s, "c") == -1 && !strings_contains (s, "c"));
  CHECK (!strings_equal (s, strings_sub (s, 0, 2)));
  CHECK (strings_equal (s, s));
  slice_at (s, 2) = "c";
  strings_reverse (s);
  CHECK (strings_index (s, "c") == 0 && strings_index (s, "a") == 2);
  strings_reverse (strings_sub (s, 0, 2));
  CHECK (strings_index (s, "c") == 1);
  strings_reverse ((strings){ 0 });
  strings_sort (s);
  CHECK (strings_search (s, "b", NULL) == 1);
  strings_free (&s);
}

int
main (void)
{
  test_sort_agrees_with_qsort ();
  test_sort_never_slow ();
  test_heapsort_alone ();
  test_orders ();
  test_nan_first ();
  test_equality ();
  return check_done ();
}
