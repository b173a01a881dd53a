/* Bytes of pointers move in what is no pointer by its type: doubles in which
   pointers are boxed, members of unions, links made by XOR.  And an index that
   wraps around is no multiple of what it was multiplied with.  */
/* { dg-do compile { target lp64 } } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=stack" } */
/* { dg-json-not {"object": ?"variable".*"verdict": ?"does-not-escape"} } */

#include <stdint.h>
#include <string.h>

union box
{
  void *pointer;
  double number;
  struct
  {
    uint32_t low, high;
  } half;
};

void *kept, *kept_too;

static void
keep_double (double d)
{
  union box b;
  b.number = d;
  kept = b.pointer;
}

void
by_double (void)
{
  int in_double;
  union box b;
  b.pointer = &in_double;
  keep_double (b.number);
}

static double
as_loaded (const double *from)
{
  return *from;
}

void
by_loaded_double (void)
{
  int in_loaded_double;
  double d;
  union box b;
  b.pointer = &in_loaded_double;
  d = as_loaded (&b.number);
  keep_double (d);
  kept = &b;
}

static void
copy_halves (union box *to, const union box *from)
{
  to->half.low = from->half.low;
  to->half.high = from->half.high;
}

void
by_halves (void)
{
  int in_halves;
  union box a, b;
  b.pointer = &in_halves;
  copy_halves (&a, &b);
  kept = a.pointer;
  kept_too = &a;
  kept = &b;
}

struct node
{
  uintptr_t link;
  void *item;
};

static void *
last_item (struct node *first)
{
  struct node *before = NULL, *at = first;
  while (at->link)
    {
      struct node *next = (struct node *) ((uintptr_t) before ^ at->link);
      before = at;
      at = next;
    }
  return at->item;
}

void
by_xor (void)
{
  int in_last;
  struct node a = { 0 }, b = { 0 }, c = { 0 };
  a.link = (uintptr_t) &b;
  b.link = (uintptr_t) &a ^ (uintptr_t) &c;
  c.item = &in_last;
  kept = last_item (&a);
  kept = &a;
}

void
by_wrapped_index (int i)
{
  int in_table;
  void *table[256];
  memset (table, 0, sizeof table);
  table[(unsigned char) (i * 3)] = &in_table;
  kept = table[1];
}
