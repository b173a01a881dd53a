/* A variable of a block, left behind in a struct of the frame.  */
/* { dg-do compile } */

struct iov
{
  const char *base;
  int length;
};

static int
total (const struct iov *v, int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += v[i].length + v[i].base[0];
  return sum;
}

int
send_late (int tagged)
{
  struct iov v[2] = { { "body", 4 }, { "", 0 } };
  if (tagged)
    {
      char tag[2] = { (char) tagged, 0 }; /* { dg-warning {address of local 'tag' outlives its block \[escape:stack\]} } */
      v[1].base = tag;
      v[1].length = 1;
    }
  return total (v, 2);
}

int
send_in_time (int tagged)
{
  struct iov v[2] = { { "body", 4 }, { "", 0 } };
  if (tagged)
    {
      char tag[2] = { (char) tagged, 0 }; /* { dg-bogus "escape:stack" } */
      v[1].base = tag;
      v[1].length = 1;
      return total (v, 2);
    }
  return total (v, 1);
}
