/* A compound literal in a function is a variable of its block.  At file scope
   it is static.  */
/* { dg-do compile } */

struct style
{
  int width;
};

static const struct style *style;
static const struct style *plain = &(const struct style){ 80 }; /* { dg-bogus "escape:stack" } */

void
set_width (int width)
{
  style = &(struct style){ width }; /* { dg-warning {address of .*escapes its (?:frame|block) \[escape:stack\]} } */
}

int
use_width (int width)
{
  const struct style *s = &(struct style){ width }; /* { dg-bogus "escape:stack" } */
  return s->width;
}

int
get_width (void)
{
  return style ? style->width : plain->width;
}
