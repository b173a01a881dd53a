/* Storing the address of a local outside and restoring the old value before
   the function returns is ordinary C (a chain of handlers, say).  */
/* { dg-do compile } */

struct handler
{
  struct handler *outer;
  int code;
};

static struct handler *handlers;

int
protect (int code)
{
  struct handler h = { handlers, code }; /* { dg-bogus "escape:stack" } */
  handlers = &h;
  code += handlers->code;
  handlers = h.outer;
  return code;
}

int
forget (int code)
{
  struct handler h = { handlers, code }; /* { dg-warning {address of local 'h' escapes its frame \[escape:stack\]} } */
  handlers = &h;
  return handlers->code;
}
