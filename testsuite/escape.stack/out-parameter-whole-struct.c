/* A local's address travels inside a struct that is copied whole into the
   caller's memory; a copy that took only the number does not carry it.  */
/* { dg-do compile } */

struct result
{
  int code;
  const char *message;
};

void
fail (struct result *out, int code)
{
  char text[4] = "E0"; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  struct result r;
  text[1] += code;
  r.code = code;
  r.message = text;
  *out = r;
}

void
fail_silently (struct result *out, int code)
{
  char text[4] = "E0"; /* { dg-bogus "escape:stack" } */
  struct result r;
  text[1] += code;
  r.code = code;
  r.message = text;
  out->code = r.code + r.message[1];
}
