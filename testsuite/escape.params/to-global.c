/* A parameter that a global keeps leaks.  What the global held before and what
   is only read does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

static const char *program_name;

void
set_program_name (const char *name) /* { dg-note "leaking param: 'name'(?! to)" } */
{
  program_name = name;
}

int
is_program_name (const char *name) /* { dg-note "'name' does not escape" } */
{
  return name == program_name;
}
