/* What a callee makes only where an argument has a certain bit or value is not
   made at a call where it has another.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

enum
{
  FREE_ELEMENTS = 1,
  COPY_NAME = 2,
  KEEP_SEGMENT = 4
};

enum mode
{
  MODE_NONE,
  MODE_TEXT,
  MODE_NUMBER
};

struct array
{
  char *data;
};

static char *
array_free (struct array *a, unsigned flags)
{
  char *segment = NULL;
  if (flags & FREE_ELEMENTS)
    free (a->data);
  else
    {
      segment = a->data;
      if (!segment)
        segment = calloc (1, 1);
    }
  free (a);
  return segment;
}

void
array_drop (struct array *a)
{
  array_free (a, FREE_ELEMENTS);
}

void
array_drop_more (struct array *a)
{
  array_free (a, FREE_ELEMENTS | COPY_NAME);
}

int
array_forget (struct array *a)
{
  char *segment = array_free (a, COPY_NAME); /* { dg-warning {'array_free\(\.\.\.\)' is never released \[escape:leak\]} } */
  return segment[0];
}

static char *
through (struct array *a, unsigned flags)
{
  return array_free (a, flags);
}

void
drop_through (struct array *a)
{
  through (a, FREE_ELEMENTS);
}

int
forget_through (struct array *a)
{
  return *through (a, KEEP_SEGMENT); /* { dg-warning {'through\(\.\.\.\)' is never released \[escape:leak\]} } */
}

int
unknown_flags (struct array *a, unsigned flags)
{
  char *segment = array_free (a, flags); /* { dg-warning {'array_free\(\.\.\.\)' is never released \[escape:leak\]} } */
  return segment ? segment[0] : 0;
}

static const char *
text_of (enum mode mode, const char *name)
{
  switch (mode)
    {
    case MODE_TEXT:
      return strdup (name);
    case MODE_NUMBER:
      return "number";
    default:
      return "";
    }
}

int
number (const char *name)
{
  return *text_of (MODE_NUMBER, name);
}

int
text (const char *name)
{
  return *text_of (MODE_TEXT, name); /* { dg-warning {'text_of\(\.\.\.\)' is never released \[escape:leak\]} } */
}

static char *
named (int mode, const char *name)
{
  return mode == 3 ? strdup (name) : NULL;
}

int
nobody (void)
{
  return named (2, "x") == NULL;
}

int
somebody (void)
{
  return named (3, "x") != NULL; /* { dg-warning {'named\(\.\.\.\)' is never released \[escape:leak\]} } */
}
