/* An element on the stack is looked for in a list and unlinked where it is found:
   the path on which it is not found does not happen.  */
/* { dg-do compile } */

struct waiter
{
  struct waiter *next;
  int done;
};

static struct waiter *waiters;
extern void sleep_on (struct waiter *);

int
wait_one (void)
{
  struct waiter w = { waiters, 0 }; /* { dg-bogus "escape:stack" } */
  waiters = &w;
  while (!w.done)
    sleep_on (&w);
  for (struct waiter **p = &waiters; *p; p = &(*p)->next)
    if (*p == &w)
      {
	*p = w.next;
	break;
      }
  return w.done;
}
