/* A chain of frames in a global, pushed and popped by a recursive function, as
   compilers and interpreters have it.  */
/* { dg-do compile } */

struct scope
{
  struct scope *outer;
  int depth;
};

static struct scope *innermost;

int
visit (int n)
{
  struct scope s = { innermost, innermost ? innermost->depth + 1 : 0 }; /* { dg-bogus "escape:stack" } */
  int deepest = s.depth;
  innermost = &s;
  if (n > 0)
    deepest = visit (n - 1);
  innermost = s.outer;
  return deepest;
}

int
visit_once (int n)
{
  struct scope s = { innermost, innermost ? innermost->depth + 1 : 0 }; /* { dg-warning {address of local 's' escapes its frame \[escape:stack\]} } */
  innermost = &s;
  return n > 0 ? s.depth : -1;
}
