/* A variable of a block, left behind in a struct of the frame: a callee that
   reads the member uses it, one that reads another or sets it anew does not.  */
/* { dg-do compile } */

struct option
{
  const char *name;
  int value;
};

static int
name_length (const struct option *o)
{
  return o->name ? o->name[0] : 0;
}

static int
value_of (const struct option *o)
{
  return o->value;
}

static void
reset (struct option *o)
{
  o->name = 0;
  o->value = 0;
}

int
read_late (int n)
{
  struct option o = { 0, n };
  if (n)
    {
      char digit[2] = { (char) n, 0 }; /* { dg-warning {address of local 'digit' outlives its block \[escape:stack\]} } */
      o.name = digit;
    }
  return name_length (&o);
}

int
other_member (int n)
{
  struct option o = { 0, n };
  if (n)
    {
      char digit[2] = { (char) n, 0 }; /* { dg-bogus "escape:stack" } */
      o.name = digit;
      n = name_length (&o);
    }
  return value_of (&o) + n;
}

int
set_anew (int n)
{
  struct option o = { 0, n };
  for (int i = 0; i < n; i++)
    {
      char digit[2] = { (char) i, 0 }; /* { dg-bogus "escape:stack" } */
      o.name = digit;
      n -= name_length (&o);
    }
  reset (&o);
  return name_length (&o);
}
