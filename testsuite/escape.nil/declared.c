/* Any type's functions can be declared `nonnil': here for arguments 1 and 3.  */
/* { dg-do compile } */

struct table;
void copy (struct table *into, const struct table *from, struct table *log)
  __attribute__ ((escape_nonnil (1, 3)));
struct table *make (void);

void
f (struct table *t)
{
  copy (t, 0, t); /* { dg-bogus "escape:nil" } */
  copy (0, t, t); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  copy (t, t, 0); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
  copy (make (), 0, t); /* { dg-bogus "escape:nil" } */
}

struct operations
{
  void (*put) (struct table *) __attribute__ ((escape_nonnil (1)));
};

void
indirect (struct operations *o, struct table *t)
{
  o->put (t); /* { dg-bogus "escape:nil" } */
  o->put (0); /* { dg-warning {assignment to entry in nil map \[escape:nil\]} } */
}
