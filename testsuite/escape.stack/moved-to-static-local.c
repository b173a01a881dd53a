/* A static local is as bad a place for a frame's address as a global.  */
/* { dg-do compile } */

int
changed (int value)
{
  int now = value; /* { dg-warning {address of local 'now' escapes its frame \[escape:stack\]} } */
  static int *before;
  int result = before && *before != now;
  before = &now;
  return result;
}

int
changed_right (int value)
{
  int now = value; /* { dg-bogus "escape:stack" } */
  int *p = &now;
  static int before;
  int result = before != *p;
  before = *p;
  return result;
}
