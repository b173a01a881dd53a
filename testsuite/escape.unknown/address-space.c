/* Memory in a named address space is a thread's, a processor's or a device's,
   also near address 0; and what is volatile is there, wherever it is.  A member
   of what null points to is nowhere.  */
/* { dg-do compile { target x86 } } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stddef.h>
#include <stdlib.h>

struct area { void *first, *slot; };

void
per_thread (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  *(void *__seg_gs *) 64 = p;
}

void
member (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  ((struct area __seg_fs *) 0)->slot = p;
}

void
by_pointer (void *__seg_gs *area)
{
  area[1] = malloc (8); /* { dg-warning "escapes to heap" } */
}

extern void *__seg_gs current;

void
by_name (void)
{
  current = malloc (8); /* { dg-warning "escapes to heap" } */
}

void
device (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  *(void *volatile *) 0x100 = p;
}

void
registers (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  ((volatile struct area *) 0x200)->slot = p;
}

size_t
nowhere (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes" } */
  struct area *none = NULL;
  if (!p)
    none->slot = p;
  free (p);
  return 0;
}
