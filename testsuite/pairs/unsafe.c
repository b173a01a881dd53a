/* Pointers that change their type, or are numbers for a while.  */

#include "pairs.h"
#include <stddef.h>
#include <stdint.h>

struct inner
{
  int n;
};

struct outer
{
  int key;
  struct inner in;
};

struct pair
{
  int *a, *b;
};

double *
cast (int64_t *p) // truth: p: to result 0
{
  return (double *) p;
}

int *
by_number (int *p) // truth: p: to result 0
{
  return (int *) ((uintptr_t) p + 8);
}

struct outer *
container_of (struct inner *p) // truth: p: to result 0
{
  return (struct outer *) ((uintptr_t) p - offsetof (struct outer, in));
}

double
cast_stays (void)
{
  int64_t *p = NEW (int64_t); // truth: new: stays
  *p = 3;
  double value = *cast (p);
  free (p);
  return value;
}

int
container_stays (void)
{
  struct outer *o = NEW (struct outer); // truth: new: stays
  o->key = 4;
  int key = container_of (&o->in)->key;
  free (o);
  return key;
}

struct outer *
container_returned (void)
{
  struct outer *o = NEW (struct outer); // truth: new: escapes
  return container_of (&o->in);
}

int
stored_at_offset (void)
{
  struct pair *t = NEW (struct pair); // truth: new: stays
  int **p = (int **) ((uintptr_t) t + offsetof (struct pair, b));
  *p = NEW (int); // truth: new: stays
  int value = *t->b;
  free (t->b);
  free (t);
  return value;
}

int *
loaded_at_offset (struct pair *t) // truth: t: to result 1
{
  return *(int **) ((uintptr_t) t + 8);
}

unsigned char
bytes_of (int64_t *p) // truth: p: stays
{
  return ((unsigned char *) p)[3];
}

unsigned char *
viewed (int64_t *p) // truth: p: to result 0
{
  return (unsigned char *) p;
}

unsigned char
view_stays (void)
{
  int64_t *p = NEW (int64_t); // truth: new: stays
  unsigned char b = viewed (p)[1];
  free (p);
  return b;
}

_Bool
aligned (int *p) // truth: p: stays
{
  return (uintptr_t) p % 16 == 0;
}

int *
aligned_down (int *p) // truth: p: to result 0
{
  return (int *) ((uintptr_t) p & ~(uintptr_t) 15);
}

int
distance (int *p, int *q) // truth: p: stays; q: stays
{
  return (uintptr_t) p - (uintptr_t) q;
}
