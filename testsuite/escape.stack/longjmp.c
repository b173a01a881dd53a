/* Where longjmp may have left the function, whether the cell was overwritten
   cannot be told: no warning.  */
/* { dg-do compile } */

#include <setjmp.h>

static struct trap
{
  jmp_buf env;
  int code;
} *trap;

extern void work (void);

int
guarded (void)
{
  struct trap here; /* { dg-bogus "escape:stack" } */
  struct trap *saved = trap;
  here.code = 0;
  trap = &here;
  if (setjmp (here.env) == 0)
    work ();
  trap = saved;
  return here.code;
}

void
throw (int code)
{
  trap->code = code;
  longjmp (trap->env, 1);
}
