/* allocates (KIND) is for what returns a pointer, or a struct with a pointer
   member.  */
/* { dg-do compile } */

struct slice
{
  unsigned long len;
  int *ptr;
};

struct opaque;

void *raw_new (void) __attribute__ ((escape_allocates ("raw")));
struct slice slice_new (void) __attribute__ ((escape_allocates ("slice")));
void *map_new (void) __attribute__ ((__escape_allocates__ ("map")));
struct opaque opaque_new (void) __attribute__ ((escape_allocates ("raw")));
__attribute__ ((escape_allocates ("raw"))) void *in_front (void);
void *__attribute__ ((escape_allocates ("raw"))) in_between (void);
typedef void *maker (unsigned long) __attribute__ ((escape_allocates ("raw")));

/* Saying the same twice is no contradiction.  */
void *raw_new (void) __attribute__ ((escape_allocates ("raw")));
