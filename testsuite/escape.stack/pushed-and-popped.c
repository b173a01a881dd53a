/* A stack in an array: what is above its height is as good as gone.  */
/* { dg-do compile } */

struct scope
{
  int line;
};

static struct scope *scopes[10];
static int height;

static void
push (struct scope *s)
{
  scopes[height++] = s;
}

static void
pop (void)
{
  height--;
}

int
lowered (int line)
{
  struct scope s = { line }; /* { dg-bogus "escape:stack" } */
  scopes[height++] = &s;
  line += s.line;
  height--;
  return line;
}

int
cleared (int line)
{
  struct scope s = { line }; /* { dg-bogus "escape:stack" } */
  scopes[height++] = &s;
  line += s.line;
  scopes[--height] = 0;
  return line;
}

int
lowered_by_callee (int line)
{
  struct scope s = { line }; /* { dg-bogus "escape:stack" } */
  push (&s);
  line += s.line;
  pop ();
  return line;
}

int
left (int line)
{
  struct scope s = { line }; /* { dg-warning {address of local 's' escapes its frame \[escape:stack\]} } */
  scopes[height++] = &s;
  return line + s.line;
}

int
left_by_callee (int line)
{
  struct scope s = { line }; /* { dg-warning {address of local 's' escapes its frame \[escape:stack\]} } */
  push (&s);
  return line + s.line;
}

int
innermost (void)
{
  return height ? scopes[height - 1]->line : 0;
}
