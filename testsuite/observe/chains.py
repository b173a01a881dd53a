#!/usr/bin/env python3
"""Random C programs in which each object goes one way, for the observation.

    chains.py SEED > FILE.c

In the programs of generate.py everything reaches everything by many ways, so
that the loss of one of them changes nothing.  Here a pointer to a fresh object
is handed from step to step: each step is one thing that C or its library can
do with a pointer, and what one step gives is all that the next one has.  At
the end it is kept, or not.  Who does not follow one of the steps calls an
object that is kept `does-not-escape'.  Some steps call functions that are
chains themselves.

All steps are used equally often: they are dealt from a shuffled deck.
"""

import random
import re
import sys

CHAINS = 40
HOPS = 10  # Functions that are called on the way.

PRELUDE = r"""
#define _GNU_SOURCE
#include "program.h"
#include <alloca.h>
#include <search.h>
#include <setjmp.h>
#include <stdio.h>
#include <strings.h>
#include <time.h>

typedef void *(*step) (void *);
struct pair { void *a, *b; };
struct big { long n[3]; void *p; struct pair in; };
struct job { step f; void *data; };
struct packed { char c; void *p; } __attribute__ ((packed));
struct flexible { int n; void *v[]; };
struct cons { struct cons *next; void *v; };
struct ring { void *v[8]; unsigned head, tail; };
typedef long pair_of_long __attribute__ ((vector_size (16)));
enum { W = sizeof (void *) };
#if __SIZEOF_POINTER__ == 8
typedef uint32_t half;
typedef unsigned __int128 wide;
#else
typedef uint16_t half;
typedef uint64_t wide;
#endif
typedef struct { half lo, hi; } halves;
#if defined __x86_64__ || defined __i386__
#define STORE "mov %1, %0"
#elif defined __s390x__
#define STORE "stg %1, %0"
#elif defined __riscv
#define STORE "sd %1, %0"
#elif defined __mips__
#define STORE "sw %1, %0"
#else
#define STORE "str %1, %0"
#endif

#define SLICE_NAME pointers
#define SLICE_TYPE void *
#include <escape/slice.h>

#define HMAP_NAME registry
#define HMAP_KEY int
#define HMAP_VALUE void *
#include <escape/hmap.h>

void *kept, *holder[8];
struct pair *kept_pair;
static struct big kept_big;
static _Thread_local void *kept_here;
static void *tree;

static void *same_pointer (void *x) { return x; }
static void *by_variable (void *x) { void *volatile y = x; return y; }
static const step table_of_steps[] = { same_pointer, by_variable };
static void give (void **to, void *x) { *to = x; }
static void give_if (int c, void **to, void *x) { if (c) *to = x; }
static void fill (struct big *to, void *x) { to->in.b = x; }
static void copy_big (struct big *to, const struct big *x) { *to = *x; }
static void *of_pair (struct pair x) { return x.b; }
static void *of_big (struct big x) { return x.p; }
static struct pair to_pair (void *x) { return (struct pair) { 0, x }; }
static struct big to_big (void *x) { return (struct big) { .p = x }; }
static struct big through_big (struct big x) { return x; }
static void *apply (step f, void *x) { return f (x); }
static void *do_job (void *job) { struct job *j = job; return j->f (j->data); }
static void hand_over (void *pair)
{ struct pair *p = pair; *(void **) p->b = p->a; }
static void hand_pair_over (struct pair *p) { hand_over (p); }
static void *field (void *big) { return &((struct big *) big)->in; }
static void *down (int n, void *x) { return n ? down (n - 1, x) : x; }
static void *odd (int n, void *x);
static void *even (int n, void *x) { return n ? odd (n - 1, x) : x; }
static void *odd (int n, void *x) { return n ? even (n - 1, x) : x; }
static void throw (jmp_buf *j, void *volatile *to, void *x)
{ *to = x; longjmp (*j, 1); }
static void *make (size_t n) { return malloc (n); }
static void *make_cell (void *x)
{ void **p = malloc (sizeof *p); *p = x; return p; }
static void push (struct cons **head, void *v)
{
  struct cons *n = malloc (sizeof *n);
  n->v = v; n->next = *head; *head = n;
}
static void *pop (struct cons **head)
{
  struct cons *n = *head;
  void *v = n->v;
  *head = n->next; free (n);
  return v;
}
static void enqueue (struct ring *r, void *v) { r->v[r->head++ % 8] = v; }
static void *dequeue (struct ring *r) { return r->v[r->tail++ % 8]; }
static void *last_of (int n, va_list list)
{ void *x = 0; while (n-- > 0) x = va_arg (list, void *); return x; }
static void *last (int n, ...)
{
  va_list list, again; va_start (list, n); va_copy (again, list);
  void *x = last_of (n, again);
  va_end (again); va_end (list);
  return x;
}
static void *first (int n, ...)
{
  va_list list; va_start (list, n);
  void *x = va_arg (list, void *);
  va_end (list); return x;
}
static void *second_of_pair (int n, ...)
{
  va_list list; va_start (list, n);
  struct pair x = va_arg (list, struct pair);
  va_end (list); return x.b;
}
static void scatter (void *x, ...)
{
  va_list list; va_start (list, x);
  *va_arg (list, void **) = x;
  va_end (list);
}
static int by_address (const void *x, const void *y)
{
  void *p = *(void *const *) x, *q = *(void *const *) y;
  return p < q ? -1 : p > q;
}
static int pointers_by_address (const void *p, const void *q)
{ return p < q ? -1 : p > q; }
static int catching (const void *x, const void *y, void *to)
{ *(void **) to = *(void *const *) x; return by_address (x, y); }
static int keeping (const void *x, const void *y)
{ kept = *(void *const *) x; return by_address (x, y); }
/* Called so often that watching each call takes too long.  */
#define QUICK __attribute__ ((no_instrument_function))
static char base[64];
static QUICK int at_most (void *x, uintptr_t n) { return (uintptr_t) x <= n; }
static QUICK int order (uintptr_t x, uintptr_t y)
{
  if (x < y)
    return -1;
  return x > y;
}
static QUICK int order_at (const uintptr_t *x, const uintptr_t *y)
{ return order (*x, *y); }
static QUICK uintptr_t between (uintptr_t x, uintptr_t y)
{ return x + (y - x) / 2; }
struct range { uintptr_t low, high; };
static QUICK void narrow (struct range *r, void *x)
{
  uintptr_t m = between (r->low, r->high);
  if (at_most (x, m)) r->high = m;
  else r->low = m + 1;
}
static QUICK void *bisected (void *x, uintptr_t low, uintptr_t high)
{
  uintptr_t m = low + (high - low) / 2;
  if (low >= high)
    return (void *) low;
  return at_most (x, m) ? bisected (x, low, m) : bisected (x, m + 1, high);
}
static QUICK uintptr_t counted (uintptr_t x, uintptr_t from)
{
  while (from < x)
    from++;
  return from;
}
static QUICK void step_up (uintptr_t *n) { ++*n; }
static QUICK ptrdiff_t way (char *x, char *y) { return x - y; }
static QUICK ptrdiff_t way_at (char **x, char **y) { return *x - *y; }
static QUICK void set_way (ptrdiff_t *to, char *x, char *y)
{ *to = way (x, y); }
static void *searched (void *x)
{
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (middle < (uintptr_t) x) low = middle + 1;
      else high = middle;
    }
  return (void *) low;
}
static void keep (void *x) { kept = x; }
static void keep_deep (struct pair *p) { kept = *(void **) p->a; }
static void *keep_in_thread (void *x) { kept = x; return 0; }
static void call (void (*f) (void *), void *x) { f (x); }
"""

# What a step does with the pointer X; Y, which is declared, gets it; @ makes a
# name unique.  X points to 64 bytes that a step may overwrite.
STEPS = [
    "Y = X;",
    # Memory.
    "void *c@, **p@ = &c@; *p@ = X; Y = c@;",
    "void *c@, **p@ = &c@, ***q@ = &p@; **q@ = X; Y = **q@;",
    "struct pair a@ = { 0, X }, b@; b@ = a@; Y = b@.b;",
    "struct big a@ = { .in.b = X }, b@, *p@ = &a@, *q@ = &b@; *q@ = *p@; "
    "Y = b@.in.b;",
    "struct big a@[4]; int i@ = three (); a@[i@].p = X; a@[0] = a@[i@]; "
    "Y = a@[0].p;",
    "void *v@[4]; v@[three ()] = X; Y = v@[three ()];",
    "void *v@[3], **e@ = v@ + 3; *--e@ = X; Y = v@[2];",
    "void *v@[2][3]; v@[1][2] = X; void **p@ = &v@[0][0]; Y = p@[5];",
    "void *v@[three ()]; v@[2] = X; Y = v@[2];",
    "void **v@ = alloca (2 * W); v@[1] = X; Y = v@[1];",
    "void **v@ = malloc (2 * W); v@[1] = X; Y = v@[1]; free (v@);",
    "struct pair *h@ = calloc (1, sizeof *h@); h@->b = X; Y = h@->b; "
    "free (h@);",
    "void **v@ = malloc (W); *v@ = X; v@ = realloc (v@, 400); Y = *v@; "
    "free (v@);",
    "void **v@ = malloc (W); *v@ = X; v@ = reallocarray (v@, three (), W); "
    "Y = *v@; free (v@);",
    "struct flexible *f@ = malloc (sizeof *f@ + W * three ()); "
    "f@->v[three () - 1] = X; Y = f@->v[2]; free (f@);",
    "struct packed a@ = { 0, X }, b@; b@ = a@; Y = b@.p;",
    "struct pair *p@ = &(struct pair) { X, 0 }; Y = p@->a;",
    "struct big b@; struct pair *in@ = field (&b@); in@->a = X; "
    "Y = b@.in.a;",
    "struct big b@; struct pair *in@ = &b@.in; "
    "struct big *o@ = (struct big *) "
    "((char *) in@ - offsetof (struct big, in)); o@->p = X; Y = b@.p;",
    "void *volatile v@ = X; Y = v@;",
    "static void *s@; s@ = X; Y = s@; s@ = 0;",
    # Copies by the library.
    "void *a@ = X, *b@; memcpy (&b@, &a@, sizeof b@); Y = b@;",
    "void *a@[3] = { X }, *b@[3]; memcpy (b@, a@, W * three ()); Y = b@[0];",
    "void *a@[3] = { X }, *b@[3]; memmove (b@, a@, W * three ()); Y = b@[0];",
    "void *a@[3] = { X }; memmove (a@ + 1, a@, W * (three () - 1)); "
    "Y = a@[1];",
    "void *a@[3] = { X }, *b@[3]; bcopy (a@, b@, W * three ()); Y = b@[0];",
    "void *a@ = X, *b@, *e@; e@ = mempcpy (&b@, &a@, W - 3 + three ()); "
    "Y = ((void **) e@)[-1];",
    "void *a@[3] = { X }, *b@[3]; Y = *(void **) memcpy (b@, a@, "
    "W * three ());",
    "struct big a@ = { .p = X }, *b@ = malloc (sizeof *b@); memcpy (b@, &a@, "
    "size (sizeof a@)); Y = b@->p; free (b@);",
    "void *a@ = X, *b@; for (int k = 0; k < W; k++) ((char *) &b@)[k] "
    "= ((char *) &a@)[k]; Y = b@;",
    "void *a@[2] = { X }, *b@[3]; memmove (b@ + 1, a@, 2 * W); Y = b@[1];",
    # The library returns its argument.
    "Y = memset (X, 0, size (8));", 'Y = strcpy (X, "a");',
    'Y = strncpy (X, "abc", size (8));', 'Y = stpcpy (X, "");',
    "memset (X, 0, 8); Y = memchr (X, 0, 8);",
    "memset (X, 0, 8); Y = strchr (X, 0);",
    "memset (X, 0, 8); Y = strrchr (X, 0);",
    "memset (X, 0, 8); Y = rawmemchr (X, 0);",
    'strcpy (X, "ab"); Y = strstr (X, "a");',
    'strcpy (X, "ab"); Y = strpbrk (X, "a");',
    'strcpy (X, ""); Y = strcat (X, "b");',
    'char *s@, *r@ = strcpy (X, "a,b"); Y = strtok_r (r@, ",", &s@);',
    'char *s@, *r@ = strcpy (X, "a,b"); strtok_r (r@, ",", &s@); '
    "Y = s@ - 2;",
    'char *s@ = strcpy (X, "a,b"); Y = strsep (&s@, ",");',
    'char *s@ = strcpy (X, "a,b"); strsep (&s@, ","); Y = s@ - 2;',
    'char *e@; strcpy (X, "12 "); strtol (X, &e@, 10); Y = e@ - 2;',
    'char *e@; strcpy (X, "12 "); strtod (X, &e@); Y = e@ - 2;',
    "time_t t@ = 0; Y = gmtime_r (&t@, X);",
    "time_t t@ = 0; struct tm m@ = *gmtime (&t@); Y = asctime_r (&m@, X);",
    # Calls back.
    "void *a@[2] = { X, X }, *c@ = 0; qsort_r (a@, 2, W, catching, &c@); "
    "Y = c@;",
    "void *a@[1] = { X }, *k@ = X; Y = *(void **) bsearch (&k@, a@, 1, W, "
    "by_address);",
    "void *a@[1] = { X }, *k@ = X; size_t n@ = 1; Y = *(void **) lfind (&k@, "
    "a@, &n@, W, by_address);",
    "void *t@ = 0; tsearch (X, &t@, pointers_by_address); Y = *(void **) "
    "tfind (X, &t@, pointers_by_address); tdelete (Y, &t@, "
    "pointers_by_address);",
    "void *c@; pthread_cleanup_push (hand_over, (&(struct pair) { X, &c@ })); "
    "pthread_cleanup_pop (1); Y = c@;",
    "Y = apply (same_pointer, X);", "Y = table_of_steps[three () & 1] (X);",
    "struct job j@ = { by_variable, X }; Y = j@.f (j@.data);",
    "struct job j@ = { same_pointer, X }; Y = do_job (&j@);",
    "struct job j@ = { same_pointer, X }; Y = apply (do_job, &j@);",
    # Threads.
    "pthread_t i@; void *r@; pthread_create (&i@, 0, same_pointer, X); "
    "pthread_join (i@, &r@); Y = r@;",
    "pthread_t i@; void *c@ = 0; struct pair j@ = { X, &c@ }; "
    "pthread_create (&i@, 0, (step) hand_over, &j@); pthread_join (i@, 0); "
    "Y = c@;",
    # Searches.
    "uintptr_t l@ = 0, h@ = -1; while (l@ < h@) { uintptr_t m@ = l@ + (h@ - "
    "l@) / 2; if ((uintptr_t) X <= m@) h@ = m@; else l@ = m@ + 1; } "
    "Y = (void *) l@;",
    "Y = searched (X);", "Y = bisected (X, 0, -1);",
    "uintptr_t l@ = 0, h@ = -1; while (l@ < h@) { uintptr_t m@ = between (l@, "
    "h@); if (at_most (X, m@)) h@ = m@; else l@ = m@ + 1; } "
    "Y = (void *) l@;",
    "uintptr_t l@ = 0, h@ = -1, m@, w@ = (uintptr_t) X; while ((m@ = l@ + (h@ "
    "- l@) / 2, order_at (&w@, &m@))) { if (m@ < w@) l@ = m@ + 1; else h@ = "
    "m@; } Y = (void *) m@;",
    "struct range r@ = { 0, -1 }; while (r@.low < r@.high) narrow (&r@, X); "
    "Y = (void *) r@.low;",
    "static struct range r@; r@ = (struct range) { 0, -1 }; while (r@.low < "
    "r@.high) { uintptr_t m@ = between (r@.low, r@.high); if (m@ < (uintptr_t)"
    " X) r@.low = m@ + 1; else r@.high = m@; } Y = (void *) r@.low; "
    "r@.low = r@.high = 0;",
    "uintptr_t u@ = 0; for (int k = 8 * W - 4; k >= 0; k -= 4) { u@ <<= 4; "
    "while (u@ != (uintptr_t) X >> k) u@++; } Y = (void *) u@;",
    "uintptr_t u@ = 0; for (int k = 8 * W - 4; k >= 0; k -= 4) "
    "u@ = counted ((uintptr_t) X >> k, u@ << 4); Y = (void *) u@;",
    "uintptr_t u@ = 0; for (int k = 8 * W - 4; k >= 0; k -= 4) { u@ <<= 4; "
    "while (order (u@, (uintptr_t) X >> k)) step_up (&u@); } "
    "Y = (void *) u@;",
    "uintptr_t u@ = 0, w@ = (uintptr_t) X; for (int k = W; k-- > 0;) { "
    "uintptr_t m@ = w@ >> 8 * k; u@ <<= 8; while (memcmp (&u@, &m@, W)) u@++; "
    "} Y = (void *) u@;",
    # Differences.
    "Y = base + way (X, base);",
    "char *a@ = X, *b@ = base; Y = base + way_at (&a@, &b@);",
    "ptrdiff_t d@; set_way (&d@, X, base); Y = base + d@;",
    "char *b@ = base; ptrdiff_t d@ = (char *) X - b@; Y = b@ + d@;",
    # Digits.
    'char s@[32]; snprintf (s@, sizeof s@, "%p", X); '
    "Y = (void *) strtoul (s@, 0, 16);",
    'char s@[32]; sprintf (s@, "%s %*jx", "a", 3, (uintmax_t) (uintptr_t) X);'
    " Y = (void *) strtoul (s@ + 2, 0, 16);",
    'char *s@; void *t@; if (asprintf (&s@, "<%p>", X) < 0) return 0; '
    'sscanf (s@, "<%p>", &t@); Y = t@; free (s@);',
    # Calls.
    "Y = same_pointer (X);", "void *c@; give (&c@, X); Y = c@;",
    "void *c@ = 0; give_if (three (), &c@, X); Y = c@;",
    "struct big b@; fill (&b@, X); Y = b@.in.b;",
    "struct big a@, b@; fill (&a@, X); copy_big (&b@, &a@); Y = b@.in.b;",
    "Y = of_pair ((struct pair) { 0, X });",
    "Y = of_big ((struct big) { .p = X });", "Y = to_pair (X).b;",
    "Y = to_big (X).p;", "Y = through_big (to_big (X)).p;",
    "Y = down (three (), X);", "Y = odd (three (), X);",
    "void **c@ = make_cell (X); Y = *c@; free (c@);",
    # Numbers.
    "uintptr_t u@ = (uintptr_t) X; Y = (void *) u@;",
    "uintptr_t u@ = (uintptr_t) X + 24; u@ -= 24; Y = (void *) u@;",
    "uintptr_t k@ = rnd (), u@ = (uintptr_t) X ^ k@; Y = (void *) (u@ ^ k@);",
    "uintptr_t u@ = ~(uintptr_t) X; Y = (void *) ~u@;",
    "uintptr_t u@ = (uintptr_t) X | 1; Y = (void *) (u@ & ~1ul);",
    "uint64_t u@ = (uint64_t) (uintptr_t) X * 3; "
    "Y = (void *) (uintptr_t) (u@ / 3);",
    "char *e@ = (char *) X + 40; Y = e@ - 40;",
    "char *e@ = X; ptrdiff_t d@ = e@ - (char *) 0; Y = (char *) 0 + d@;",
    "wide w@ = (uintptr_t) X; w@ <<= 8 * W; "
    "Y = (void *) (uintptr_t) (w@ >> 8 * W);",
    "struct { uint64_t u : 60, k : 4; } b@ = { (uintptr_t) X, 3 }; "
    "Y = (void *) (uintptr_t) b@.u;",
    "pair_of_long v@ = { 0, (long) X }, w@ = v@ + (pair_of_long) { 1, 0 }; "
    "Y = (void *) w@[1];",
    "union P u@; u@.p = X; union P w@; w@.d = u@.d; Y = w@.p;",
    "union P u@; u@.p = X; union P w@; w@.h.lo = u@.h.lo; "
    "w@.h.hi = u@.h.hi; Y = w@.p;",
    "union P u@; u@.p = X; Y = (void *) u@.u;",
    "double d@; memcpy (&d@, &(void *) { X }, W); memcpy (&Y, &d@, W);",
    "half l@ = (uintptr_t) X, h@ = (uintptr_t) X >> 4 * W; "
    "Y = (void *) ((uintptr_t) h@ << 4 * W | l@);",
    "halves h@ = *(halves *) &(void *) { X }; Y = *(void **) &h@;",
    # Atomics, assembly.
    "void *c@; __atomic_store_n (&c@, X, __ATOMIC_SEQ_CST); "
    "Y = __atomic_load_n (&c@, __ATOMIC_SEQ_CST);",
    "void *c@ = 0; __atomic_exchange_n (&c@, X, __ATOMIC_SEQ_CST); "
    "Y = __atomic_exchange_n (&c@, 0, __ATOMIC_SEQ_CST);",
    "void *c@ = 0, *o@ = 0; __atomic_compare_exchange_n (&c@, &o@, X, 0, "
    "__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); Y = c@;",
    "void *c@ = X, *o@ = 0; __atomic_compare_exchange_n (&c@, &o@, 0, 0, "
    "__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); Y = o@;",
    "void *c@ = 0; __sync_val_compare_and_swap (&c@, 0, X); "
    "Y = __sync_lock_test_and_set (&c@, 0);",
    "uintptr_t c@ = 0; __atomic_fetch_add (&c@, (uintptr_t) X, "
    "__ATOMIC_SEQ_CST); Y = (void *) c@;",
    "void *_Atomic c@ = X; Y = c@;",
    'asm ("" : "=r" (Y) : "0" (X));',
    'void *c@; asm (STORE : "=m" (c@) : "r" (X)); Y = c@;',
    # Control.
    "Y = 0; if (three ()) Y = X;", "Y = three () ? X : 0;",
    "switch (three ()) { case 3: Y = X; break; default: Y = 0; }",
    "void *a@ = 0, *b@ = X; for (int k = three (); k > 0; k--) "
    "{ void *c = a@; a@ = b@; b@ = c; } Y = a@;",
    "Y = ({ void *c@ = X; c@; });", "Y = (three (), X);",
    "static void *const l@[] = { &&m@, &&o@ }; Y = 0; goto *l@[three () - 3]; "
    "m@: Y = X; o@:;",
    "void *c@; { struct pair p __attribute__ ((cleanup (hand_pair_over))) "
    "= { X, &c@ }; } Y = c@;",
    "void *c@; void set@ (void) { c@ = X; } set@ (); Y = c@;",
    "void *c@; void put@ (void *x) { c@ = x; } call (put@, X); Y = c@;",
    "jmp_buf j@; void *volatile c@ = 0; if (!setjmp (j@)) { c@ = X; "
    "longjmp (j@, 1); } Y = c@;",
    "jmp_buf j@; void *volatile c@ = 0; if (!setjmp (j@)) throw (&j@, &c@, "
    "X); Y = c@;",
    # Varargs.
    "Y = last (2, (void *) 0, X);", "Y = first (1, X);",
    "Y = last (9, X, X, X, X, X, X, X, X, X);",
    "Y = second_of_pair (1, (struct pair) { 0, X });",
    "void *c@; scatter (X, &c@); Y = c@;",
    # Containers.
    "struct cons *l@ = 0; push (&l@, 0); push (&l@, X); Y = pop (&l@); "
    "pop (&l@);",
    "struct ring r@ = { 0 }; enqueue (&r@, X); Y = dequeue (&r@);",
    "pointers s@ = { 0 }; s@ = slice_append (pointers, s@, X); "
    "Y = slice_at (s@, 0);",
    "pointers s@ = slice_make (pointers, 3, 3); slice_at (s@, 2) = X; "
    "s@ = slice_sub (pointers, s@, 1, 3); s@ = slice_clone (pointers, s@); "
    "Y = slice_at (s@, 1);",
    "registry *m@ = hmap_make (registry, 0); hmap_put (registry, m@, 7, X); "
    "Y = *registry_find (m@, 7); registry_free (m@);",
    "registry *m@ = hmap_make (registry, 0); hmap_put (registry, m@, 7, X); "
    "Y = 0; HMAP_EACH (registry, it@, m@) Y = *it@.value;",
]

# Where a pointer begins; & for an object of the frame.
SOURCES = [
    "malloc (64)", "calloc (8, 8)", "aligned_alloc (64, 64)",
    "realloc (0, 64)", "realloc (malloc (8), 64)", "make (64)",
    'strdup ("1234567890123456789012345678901234567890123456789012345678901234'
    '567890")', "&l", "&l", "&l",
]

# What becomes of it; most keep it.
ENDS = [
    "kept = X;", "kept_here = X;", "kept_big.in.b = X;", "*out = X;",
    "((void **) out)[1] = X;", "holder[three ()] = X;", "return X;",
    "return X;", "keep (X);", "call (keep, X);",
    "static void *s; s = X;", "kept = make_cell (X);",
    "kept_pair = malloc (sizeof *kept_pair); kept_pair->b = X;",
    "keep_deep (&(struct pair) { &(void *) { X } });",
    "void *a[2] = { X, X }; qsort (a, 2, W, keeping);",
    "tsearch (X, &tree, pointers_by_address);",
    "pthread_t i; pthread_create (&i, 0, keep_in_thread, X); "
    "pthread_join (i, 0);",
    "give (out, X);", "give (&kept, X);",
]
DROPS = ["", "if (X) memset (X, 1, 1);", "void *c; give (&c, X);"]


class Deck:
    """Endless cards, each as often as the others."""

    def __init__(self, pick, cards):
        self.pick = pick
        self.cards = cards
        self.rest = []

    def deal(self):
        if not self.rest:
            self.rest = self.pick.sample(self.cards, len(self.cards))
        return self.rest.pop()


class Chains:
    """A program of chains."""

    def __init__(self, seed):
        self.pick = random.Random(f"chains {seed}")
        self.steps = Deck(self.pick, STEPS)
        self.ends = Deck(self.pick, ENDS)
        self.hops = []
        self.keeps = []  # Of each chain, whether it ends with one of ENDS.
        self.number = 0

    def links(self, pointer, cards):
        """Lines that hand POINTER on, and the name that it has then."""
        lines = []
        for card in cards:
            self.number += 1
            after = f"x{self.number}"
            card = fill_in(card, X=pointer, Y=after)
            lines.append(f"  void *{after}; "
                         + card.replace("@", str(self.number)))
            pointer = after
        return lines, pointer

    def hop(self, number):
        """A function that returns its argument, in a roundabout way."""
        name = f"h{number}"
        lines, result = self.links("x", self.cards(2))
        self.hops.append(f"Y = {name} (X);")
        self.hops.append(f"Y = apply ({name}, X);")
        return [f"\nstatic void *\n{name} (void *x)\n{{", *lines,
                f"  return {result};\n}}"]

    def cards(self, most):
        cards = [self.steps.deal()
                 for _ in range(self.pick.randint(1, most))]
        if self.hops and self.pick.random() < .3:
            cards.insert(self.pick.randint(0, len(cards)),
                         self.pick.choice(self.hops))
        return cards

    def chain(self, number):
        source = self.pick.choice(SOURCES)
        lines, last = self.links("x", self.cards(3))
        self.keeps.append(self.pick.random() < .75)
        end = (self.ends.deal() if self.keeps[-1]
               else self.pick.choice(DROPS))
        end = fill_in(end, X=last)
        return [f"\nstatic void *\nc{number} (void **out)\n{{",
                "  char l[64];" if "&" in source else "",
                f"  void *x = {source};", *lines,
                f"  expect_same (x, {last});", f"  {end}", "  return 0;\n}"]

    def program(self):
        lines = [PRELUDE]
        for number in range(HOPS):
            lines += self.hop(number)
        for number in range(CHAINS):
            lines += self.chain(number)
        lines.append("\nint\nmain (int argc, char **argv)\n{\n"
                     "  void *out[2];\n  start_run (atoi (argv[1]));")
        lines += [f"  ended (c{number} (out), out);"
                  for number in range(CHAINS)]
        return "\n".join([*filter(None, lines), "}\n"])


def fill_in(text, **names):
    """TEXT with other words for some."""
    return re.sub(r"\b[XY]\b", lambda match: names[match[0]], text)


if __name__ == "__main__":
    sys.stdout.write(Chains(int(sys.argv[1])).program())
