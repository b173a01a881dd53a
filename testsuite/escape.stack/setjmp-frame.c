/* The buffer that a longjmp finds is in the frame: what is left on a way that no
   longjmp takes is told of.  */
/* { dg-do compile } */

#include <setjmp.h>

static jmp_buf *top;
extern int flag;
extern void work (void);

int
returns_early (void)
{
  jmp_buf here, *saved = top; /* { dg-warning {address of local 'here' escapes its frame \[escape:stack\]} } */
  if (setjmp (here) == 0)
    {
      top = &here;
      if (flag)
        return 1;
      work ();
    }
  top = saved;
  return 0;
}

int
never_restores (void)
{
  jmp_buf here; /* { dg-warning {address of local 'here' escapes its frame \[escape:stack\]} } */
  if (setjmp (here) == 0)
    top = &here;
  return 0;
}

int
restores_where_nothing_was_thrown (void)
{
  jmp_buf here, *saved = top; /* { dg-bogus "escape:stack" } */
  int code = setjmp (here);
  if (code == 0)
    {
      top = &here;
      work ();
      top = saved;
    }
  else
    top = saved;
  return code;
}

int
restores (void)
{
  jmp_buf here, *saved = top; /* { dg-bogus "escape:stack" } */
  if (setjmp (here) == 0)
    {
      top = &here;
      work ();
    }
  top = saved;
  return 0;
}

void
throw (void)
{
  if (top)
    longjmp (*top, 1);
}
