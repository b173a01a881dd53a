/* releases (N) makes a function a deallocator: without it the object counts
   as handed over, with it as released, and a local must not reach it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

struct obj
{
  int refs;
};

struct obj *obj_new (void) __attribute__ ((escape_allocates ("raw")));
void obj_unref (struct obj *) __attribute__ ((escape_releases (1)));
void obj_take (struct obj *);

void
released (void)
{
  obj_unref (obj_new ()); /* { dg-bogus "escape:heap" } */
}

void
handed_over (void)
{
  obj_take (obj_new ()); /* { dg-warning {'obj_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
wrong (void)
{
  struct obj o = { 1 };
  obj_unref (&o); /* { dg-warning {'obj_unref' of 'o', which is not on the heap \[escape:free\]} } */
}
