/* A local that a recursive call hands round again is still told of; so is a
   captured one whose place in the frame is not known.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=stack" } */
/* { dg-json {"name": ?"i".*"verdict": ?"escapes"} } */
/* { dg-json {"name": ?"k".*"verdict": ?"escapes"} } */

struct node
{
  struct node *next;
  int *item;
};

static struct node *walk (struct node *, int);

static void
step (struct node *n, int left)
{
  if (left)
    walk (n->next, left - 1);
}

static struct node *
walk (struct node *n, int left)
{
  int i = left;
  struct node here = { n, &i };
  n->item = &i;
  step (&here, left);
  return n;
}

int
walk_some (void)
{
  struct node n = { 0 };
  return *walk (&n, 3)->item;
}

void *kept;

void
captured (int n)
{
  int k[8] = { 0 };
  void add (int at) { k[at]++; kept = &k[at]; }
  add (n);
}
