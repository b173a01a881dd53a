/* The work that every list does: included by each peer's program, which is
   compiled once for each kind of elements with KIND_INT, KIND_U64, KIND_PAIR or
   KIND_STRUCT.

   A peer has defined, before it includes work.c:
     list               the type of a variable that is a list
     list_new (hint)    an empty one, with room for HINT elements if not 0
     list_append (l, x) a statement; l is a variable
     list_len (l), list_at (l, i): an element, an lvalue
     list_each (x, l)   the head of a loop by the peer's own means; X points to
                        each element in turn
     list_insert (l, i, x), list_delete (l, i), list_append_list (l, other),
     list_clone (l), list_copy (to, from), list_sort (l), list_free (l)
     LISTS (n)          N of them, to be assigned to
     MOVE (l)           L, which is not used any more

   Prints a line `OPERATION NANOSECONDS' for each operation and a checksum that
   must be the same for all peers.  Times are CPU time of the process.  */

#ifndef WORK_H
#define WORK_H

#include "../common.h"
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined KIND_INT
typedef int element;
#  define NUMBER(x) (x)
#elif defined KIND_U64
typedef uint64_t element;
#  define NUMBER(x) (x)
#elif defined KIND_PAIR
typedef struct element
{
  uint64_t word[2];
} element;
#  define NUMBER(x) ((x).word[0])
#else
typedef struct element
{
  uint64_t word[7];
} element;
#  define NUMBER(x) ((x).word[0])
#endif

static inline element
make_element (uint64_t i)
{
#if defined KIND_INT
  return (int)i;
#elif defined KIND_U64
  return i;
#elif defined KIND_PAIR
  element x = { { i, i } };
  return x;
#else
  element x = { { i, i, i, i, i, i, i } };
  return x;
#endif
}

static inline int
element_less (const element *a, const element *b)
{
  return NUMBER (*a) < NUMBER (*b);
}

/* As qsort wants it.  */
static inline int
element_compare (const void *a, const void *b)
{
  const element *x = (const element *)a, *y = (const element *)b;
  return (NUMBER (*x) > NUMBER (*y)) - (NUMBER (*x) < NUMBER (*y));
}

#endif /* WORK_H */
