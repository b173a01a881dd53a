/* Strings: slices of them share, conversions and joins copy.  */

#include "pairs.h"
#include <ctype.h>

struct word
{
  char *text;
  struct word *next;
};

char *global;

char *
skip (char *s) // truth: s: to result 0
{
  return s + 1;
}

int
length (char *s) // truth: s: stays
{
  return strlen (s);
}

void
keep (char *s) // truth: s: to heap 0
{
  global = s;
}

_Bool
same (char *s, char *t) // truth: s: stays; t: stays
{
  return strcmp (s, t) == 0;
}

int
where (char *s, char *t) // truth: s: stays; t: stays
{
  char *found = strstr (s, t);
  return found ? found - s : -1;
}

char *
from (char *s, char *t) // truth: s: to result 0; t: stays
{
  char *found = strstr (s, t);
  return found ? found : "";
}

int
joined_stays (char *s, char *t) // truth: s: stays; t: stays
{
  char *u = malloc (strlen (s) + strlen (t) + 1); // truth: new: stays
  strcpy (u, s);
  strcat (u, t);
  int n = strlen (u);
  free (u);
  return n;
}

char *
joined_returned (char *s, char *t) // truth: s: stays; t: stays
{
  char *u = malloc (strlen (s) + strlen (t) + 1); // truth: new: escapes
  strcpy (u, s);
  strcat (u, t);
  return u;
}

char
bytes_stay (char *s) // truth: s: stays
{
  char *b = strdup (s); // truth: new: stays
  b[0] = 'x';
  char first = b[0];
  free (b);
  return first;
}

char *
bytes_returned (char *s) // truth: s: stays
{
  char *b = strdup (s); // truth: new: escapes
  b[0] = 'x';
  return b;
}

struct word *
word_of (char *s) // truth: s: to result 0
{
  struct word *w = NEW (struct word); // truth: new: escapes
  w->text = s;
  return w;
}

int
word_stays (char *s) // truth: s: stays
{
  struct word *w = word_of (s); // truth: call: stays
  int n = strlen (w->text);
  free (w);
  return n;
}

char *
text_of (struct word *w) // truth: w: to result 1
{
  return w->text;
}

void
rename_word (struct word *w, char *s) // truth: w: stays; s: to param w 0
{
  w->text = s;
}

char *
longer (char *s, char *t) // truth: s: to result 0; t: to result 0
{
  return strlen (s) > strlen (t) ? s : t;
}

char *
trimmed (char *s) // truth: s: to result 0
{
  while (isspace ((unsigned char) *s))
    s++;
  return s;
}

int
fields (char *s) // truth: s: stays
{
  int n = 0;
  for (; *s; s++)
    n += *s == ' ';
  return n;
}
