/* A unit that cuts pointers into numbers too small for one: wherever such
   numbers go, in structs, by value, through callees and back, the pointer goes
   too; and no further.  */
/* { dg-do compile { target lp64 } } */
/* { dg-options "-fplugin-arg-escape-m=1 -fplugin-arg-escape-ignore=stack" } */

#include <stdint.h>

struct halves
{
  uint32_t low, high;
};

struct entry
{
  const char *name;
  uint32_t low, high;
};

union any
{
  int *pointer;
  struct halves halves;
  struct
  {
    uint64_t low : 20, middle : 24, high : 20;
  } bits;
};

int *global;
struct halves global_halves;

static struct halves
split (int *p) /* { dg-note {leaking param: 'p' to result level=0} } */
{
  struct halves h = { (uint32_t) (uintptr_t) p, (uintptr_t) p >> 32 };
  return h;
}

static struct halves
split_by_union (int *p) /* { dg-note {leaking param: 'p' to result level=0} } */
{
  union any u;
  u.pointer = p;
  return u.halves;
}

static int *
join (struct halves h)
{
  return (int *) ((uintptr_t) h.low | (uintptr_t) h.high << 32);
}

static int *
join_by_union (struct halves h)
{
  union any u;
  u.halves = h;
  return u.pointer;
}

static void
set (struct halves *to, uint32_t low, uint32_t high) /* { dg-note {'to' does not escape} } */
{
  to->low = low;
  to->high = high;
}

static void
copy_entry (struct entry *to, const struct entry *from) /* { dg-note {'to' does not escape} } */
        /* { dg-note {leaking param: 'from' to param 'to' level=1} "" { target *-*-* } .-1 } */
{
  *to = *from;
}

static void
copy_members (struct entry *to, const struct entry *from) /* { dg-note {'to' does not escape} } */
        /* { dg-note {'from' does not escape} "" { target *-*-* } .-1 } */
{
  to->low = from->low;
  to->high = from->high;
}

static void
call (void (*f) (uint32_t, uint32_t), uint32_t low, uint32_t high) /* { dg-note {'f' does not escape} } */
{
  f (low, high);
}

static void
keep (uint32_t low, uint32_t high)
{
  set (&global_halves, low, high);
}

static void
drop (uint32_t low, uint32_t high)
{
  struct halves h; /* { dg-note {'h' does not escape} } */
  set (&h, low, high);
  *join (h) = 0;
}

void
joined (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  global = join (split (&i));
}

void
joined_and_dropped (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  *join (split (&i)) = 1;
}

void
joined_by_union (void)
{
  int i = 0; /* { dg-note {address of local 'i' escapes its frame} } */
  global = join_by_union (split_by_union (&i));
}

void
joined_by_union_and_dropped (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  *join_by_union (split_by_union (&i)) = 1;
}

void
members_set (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  set (&global_halves, (uint32_t) (uintptr_t) &i, (uintptr_t) &i >> 32);
}

void
local_members_set (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  struct halves h; /* { dg-note {'h' does not escape} } */
  set (&h, (uint32_t) (uintptr_t) &i, (uintptr_t) &i >> 32);
}

void
in_entry (void)
{
  int i = 0, k = 0; /* { dg-note {'i' is passed to unknown code} } */
        /* { dg-note {'k' does not escape} "" { target *-*-* } .-1 } */
  struct halves h = split (&i);
  struct entry a = { (char *) &k, h.low, h.high }, b; /* { dg-note {'a' does not escape} } */
        /* { dg-note {'b' does not escape} "" { target *-*-* } .-1 } */
  copy_entry (&b, &a);
  global = join ((struct halves) { b.low, b.high });
}

void
by_members (void)
{
  int i = 0, k = 0; /* { dg-note {'i' is passed to unknown code} } */
        /* { dg-note {'k' does not escape} "" { target *-*-* } .-1 } */
  struct halves h = split (&i);
  struct entry a = { (char *) &k, h.low, h.high }, b; /* { dg-note {'a' does not escape} } */
        /* { dg-note {'b' does not escape} "" { target *-*-* } .-1 } */
  copy_members (&b, &a);
  global = join ((struct halves) { b.low, b.high });
}

void
by_bit_fields (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  union any u, v;
  u.pointer = &i;
  v.bits.low = u.bits.low;
  v.bits.middle = u.bits.middle;
  v.bits.high = u.bits.high;
  global = v.pointer;
}

void
kept_by_callback (void)
{
  int i = 0; /* { dg-note {'i' is passed to unknown code} } */
  call (keep, (uint32_t) (uintptr_t) &i, (uintptr_t) &i >> 32);
}

void
dropped_by_callback (void)
{
  int i = 0; /* { dg-note {'i' does not escape} } */
  call (drop, (uint32_t) (uintptr_t) &i, (uintptr_t) &i >> 32);
}
