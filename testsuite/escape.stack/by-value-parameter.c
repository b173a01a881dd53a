/* A by-value parameter is a variable of the frame too.  What its pointer
   member points to is the caller's.  */
/* { dg-do compile } */

struct event
{
  int id;
  const char *text;
};

const struct event *last_event;
const char *last_text;

void
log_event (struct event e) /* { dg-warning {address of local 'e' escapes its frame \[escape:stack\]} } */
{
  last_event = &e;
}

void
log_text (struct event e) /* { dg-bogus "escape:stack" } */
{
  const struct event *p = &e;
  last_text = p->text;
}
