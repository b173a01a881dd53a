/* A global that holds the address of a local when the function returns points
   to nothing.  An address used only while the frame lives is fine.  */
/* { dg-do compile } */

static int *current;

void
enter (int value)
{
  int depth = value; /* { dg-warning {address of local 'depth' escapes its frame \[escape:stack\]} } */
  current = &depth;
}

int
enter_locally (int value)
{
  int depth = value; /* { dg-bogus "escape:stack" } */
  int *mine = &depth;
  return *mine;
}

int
depth_now (void)
{
  return *current;
}
