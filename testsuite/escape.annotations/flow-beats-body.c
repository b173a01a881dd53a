/* flow stands in place of the body, here of one that keeps its argument where
   its callers need not care.  */
/* { dg-do compile } */

static const char *last_logged, *last_kept;

__attribute__ ((escape_flow (""))) static void
log_text (const char *text)
{
  last_logged = text;
}

static void
keep_text (const char *text)
{
  last_kept = text;
}

int
run (int n)
{
  char logged[2] = { n, 0 }; /* { dg-bogus "escape:stack" } */
  char kept[2] = { n, 0 }; /* { dg-warning {address of local 'kept' escapes its frame \[escape:stack\]} } */
  log_text (logged);
  keep_text (kept);
  return last_logged != last_kept;
}
