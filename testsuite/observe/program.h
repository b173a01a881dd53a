/* program.h -- what the programs of generate.py stand on.

   Pointers go anywhere in them, and some dangle.  So each is asked for before it
   is followed: ok, okp.  For that, what can be pointed to is registered.  These
   functions keep nothing and return nothing of what they are given, and the
   plugin is told so.  */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <pthread.h>

#define NO_EFFECT __attribute__ ((escape_flow ("")))

struct S;
typedef struct S *(*F) (struct S *, struct S *);
struct S
{
  struct S *a, *b;
  uintptr_t u;
  F f;
  struct S *arr[3];
  struct
  {
    struct S *x;
    short t;
    struct S *y;
  } in;
};

union P
{
  struct S *p;
  double d;
  uintptr_t u;
  char c[8];
  struct
  {
    uint32_t lo, hi;
  } h;
};

struct context
{
  F f;
  struct S *a, *b;
};

#define SLICE_NAME ptrs
#define SLICE_TYPE struct S *
#include <escape/slice.h>

#define HMAP_NAME table
#define HMAP_KEY int
#define HMAP_VALUE struct S *
#include <escape/hmap.h>

/* The next number of the run's stream.  */
int rnd (void) NO_EFFECT;

/* Whether P points to a struct S that lives.  */
int ok (const void *p) NO_EFFECT;

/* Whether P points to a pointer that lives.  */
int okp (const void *p) NO_EFFECT;

/* Whether P was malloc'ed and lives.  */
int heap (const void *p) NO_EFFECT;

/* Whether C and Q point into the same struct S, to its beginning the one.  */
int same (const void *c, const void *q) NO_EFFECT;

/* SIZE bytes at P live until the function returns, or forever.  */
void reg (const void *p, size_t size) NO_EFFECT;
void reg_heap (const void *p, size_t size) NO_EFFECT;

/* P is going to be freed.  */
void gone (const void *p) NO_EFFECT;

/* A function begins: what leave needs, or -1 if the program has run for long
   enough and the function is to return at once.  */
int enter (void) NO_EFFECT;
void leave (int mark) NO_EFFECT;

/* Numbers that nobody knows beforehand: 3, and N.  */
int three (void) NO_EFFECT;
size_t size (size_t n) NO_EFFECT;

/* It is an error of the program if X is not Y.  */
void expect_same (const void *x, const void *y) NO_EFFECT;

/* A chain is over: it returned RESULT, and could write two pointers to OUT.  */
void ended (void *result, void **out) NO_EFFECT;

/* A new run, with the Nth stream of numbers.  */
void start_run (int n) NO_EFFECT;
