/* The pointer members of a by-value struct are level 0.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct view
{
  const char *first;
  int length;
};

const char *
view_end (struct view v) /* { dg-note "leaking param: 'v' to result level=0" } */
{
  return v.first + v.length;
}

int
view_length (struct view v) /* { dg-note "'v' does not escape" } */
{
  return v.length;
}

static const char *kept;

void
view_keep (struct view v) /* { dg-note "leaking param: 'v'(?! to)" } */
{
  kept = v.first;
}

char
kept_first (void)
{
  return *kept;
}
