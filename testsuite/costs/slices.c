/* Core operations of slices, each in a function of its own, for callgrind to
   count: py/test_costs.py.  Each handles N elements.  */

#include <escape/slices.h>

enum
{
  N = 10000,
  FEW = 100
};

typedef struct wide
{
  uint64_t word[7];
} wide;

#define SLICE_NAME wides
#define SLICE_TYPE wide
#include <escape/slice.h>

#define COUNTED(type) __attribute__ ((noinline, noclone)) type

COUNTED (ints)
count_append (void)
{
  ints s = { 0 };
  for (int i = 0; i < N; i++)
    s = ints_append (s, i);
  return s;
}

COUNTED (ints)
count_append_hint (void)
{
  ints s = ints_make (0, N);
  for (int i = 0; i < N; i++)
    s = ints_append (s, i);
  return s;
}

COUNTED (void)
count_append_few (ints lists[])
{
  for (int k = 0; k < N / FEW; k++)
    {
      ints s = { 0 };
      for (int i = 0; i < FEW; i++)
        s = ints_append (s, i);
      lists[k] = s;
    }
}

COUNTED (wides)
count_append_wide (void)
{
  wides s = { 0 };
  wide x = { { 0 } };
  for (int i = 0; i < N; i++)
    {
      x.word[0] = (uint64_t)i;
      s = wides_append (s, x);
    }
  return s;
}

COUNTED (int)
count_index (ints s)
{
  int sum = 0;
  for (size_t i = 0; i < s.len; i++)
    sum += slice_at (s, i);
  return sum;
}

COUNTED (int)
count_each (ints s)
{
  int sum = 0;
  SLICE_EACH (ints, x, s)
    sum += *x;
  return sum;
}

COUNTED (void)
count_append_slice (ints to[], const ints from[])
{
  for (int k = 0; k < N / FEW; k++)
    to[k] = ints_append_slice (to[k], from[k]);
}

COUNTED (void)
count_clone (ints to[], const ints from[])
{
  for (int k = 0; k < N / FEW; k++)
    to[k] = ints_clone (from[k]);
}

COUNTED (ints)
count_insert (ints s)
{
  for (int i = 0; i < N; i++)
    s = ints_insert (s, s.len - 4, i);
  return s;
}

COUNTED (ints)
count_delete (ints s)
{
  for (int i = 0; i < N; i++)
    s = ints_delete (s, s.len - 5, s.len - 4);
  return s;
}

COUNTED (void)
count_sort (ints s)
{
  ints_sort (s);
}

static void
free_all (ints lists[])
{
  for (int k = 0; k < N / FEW; k++)
    ints_free (&lists[k]);
}

int
main (void)
{
  static ints few[N / FEW], copies[N / FEW];
  wides w = count_append_wide ();
  ints s = count_append (), t = count_append_hint ();
  count_append_few (few);
  int sum = count_index (s) + count_each (t);
  count_clone (copies, few);
  count_append_slice (few, copies);
  t = count_insert (t);
  t = count_delete (t);
  for (int i = 0; i < N; i++)
    slice_at (s, i) = (int)((unsigned)i * 2654435769u);
  count_sort (s);
  sum += slice_at (s, 0);
  free_all (few);
  free_all (copies);
  ints_free (&s);
  ints_free (&t);
  wides_free (&w);
  return sum == 0;
}
