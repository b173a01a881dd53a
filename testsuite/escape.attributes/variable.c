/* local, stack_backed and ok on variables and parameters.  */
/* { dg-do compile } */

int
f (int p __attribute__ ((escape_local)), void (*fn) (void))
{
  int i __attribute__ ((escape_local)) = p;
  __attribute__ ((escape_local)) int in_front = i;
  char storage[4] __attribute__ ((escape_stack_backed)) = { 0 };
  int *array[4] __attribute__ ((escape_local)) = { 0 };
  void (*g) (void) __attribute__ ((escape_local)) = fn;
  (void) g;
  return in_front + storage[0] + (array[0] == 0);
}

char *spill (char *) __attribute__ ((escape_stack_backed));
