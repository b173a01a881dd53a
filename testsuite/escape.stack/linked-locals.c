/* Locals that point to each other: when one is left behind, so are those that
   can be reached from it, and no other.  */
/* { dg-do compile } */

struct frame
{
  struct frame *up;
  int line;
};

struct frame *innermost;

int
chain (int line)
{
  struct frame outer = { 0, line };       /* { dg-warning {address of local 'outer' escapes its frame \[escape:stack\]} } */
  struct frame inner = { &outer, line };  /* { dg-warning {address of local 'inner' escapes its frame \[escape:stack\]} } */
  struct frame other = { &inner, line };  /* { dg-bogus "escape:stack" } */
  struct frame *p = &other;
  innermost = &inner;
  return p->line;
}
