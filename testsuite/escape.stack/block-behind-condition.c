/* A variable of a block is used behind the block's end, under a condition that
   holds only where its address was kept; and where it is used only there it was
   not kept.  */
/* { dg-do compile } */

struct list
{
  struct list *next;
  int v;
};

int
kept_in_member (int n)
{
  struct list head = { 0, 0 };
  if (n)
    {
      struct list l = { 0, n }; /* { dg-warning {address of local 'l' outlives its block \[escape:stack\]} } */
      head.next = &l;
    }
  return head.next ? head.next->v : 0;
}

int
taken_out_again (int n)
{
  struct list head = { 0, 0 };
  if (n)
    {
      struct list l = { 0, n }; /* { dg-bogus "escape:stack" } */
      head.next = &l;
      n = head.next->v;
      head.next = 0;
    }
  return head.next ? head.next->v : n;
}

int
of_another_branch (int n, int *other)
{
  int *p = other;
  if (n)
    {
      int l = n; /* { dg-bogus "escape:stack" } */
      p = &l;
      n = *p;
    }
  return n ? n : *p;
}

int
named_behind (int n)
{
  int *p = &n;
  switch (n)
    {
    case 1:
      {
	int one = 1; /* { dg-warning {address of local 'one' outlives its block \[escape:stack\]} } */
	p = &one;
	break;
      }
    case 2:
      {
	int two = 2; /* { dg-bogus "escape:stack" } */
	p = &two;
	return *p;
      }
    }
  return *p;
}
