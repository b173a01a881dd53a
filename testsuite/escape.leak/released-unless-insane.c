/* A buffer that is released unless it looks insane is not lost by who never saw
   it: that its bytes come out is only assumed.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

int give_up (int);

struct buffer
{
  char *data;
  const char *view;
  size_t used, room;
  unsigned count;
};

static int
check (const struct buffer *b)
{
  if (b->data != b->view || b->count < 1)
    {
      give_up (11);
      return -1;
    }
  return 0;
}

static struct buffer *
buffer_new (void)
{
  struct buffer *b = calloc (1, sizeof *b);
  if (b == NULL)
    return NULL;
  b->room = 256;
  b->count = 1;
  b->view = b->data = calloc (1, b->room);
  if (b->data == NULL)
    {
      free (b);
      return NULL;
    }
  return b;
}

static void
buffer_free (struct buffer *b)
{
  if (b == NULL || check (b) != 0)
    return;
  free (b->data);
  free (b);
}

static int
reserve (struct buffer *b, size_t n, char **at)
{
  if (b->used > 99)
    memmove (b->data, b->data + 99, b->used - 99);
  if (check (b) != 0)
    return -1;
  if (n + b->used > b->room)
    {
      char *data = malloc (b->used + n);
      if (data == NULL)
        return -1;
      memcpy (data, b->data, b->used);
      free (b->data);
      b->view = b->data = data;
      b->room = b->used + n;
    }
  *at = b->data + b->used;
  b->used += n;
  return 0;
}

static int
put (struct buffer *b, const void *bytes, size_t n)
{
  char *at;
  if (reserve (b, n, &at) != 0)
    return -1;
  memcpy (at, bytes, n);
  return 0;
}

static int
put_digits (struct buffer *to, const struct buffer *from)
{
  char *s = malloc (from->used + 1);
  size_t i;
  int r;
  if (s == NULL)
    return -1;
  for (i = 0; i < from->used; i++)
    s[i] = 'a' + (from->view[i] & 15);
  s[i] = '\0';
  r = put (to, s, i);
  free (s);
  return r;
}

static char *
copy (const struct buffer *b)
{
  char *s;
  if (check (b) != 0 || (s = malloc (b->used + 1)) == NULL)
    return NULL;
  memcpy (s, b->view, b->used);
  s[b->used] = '\0';
  return s;
}

char *
digits (const struct buffer *b)
{
  struct buffer *to = buffer_new ();
  char *s;
  if (to == NULL)
    return NULL;
  if (put_digits (to, b) != 0)
    {
      buffer_free (to);
      return NULL;
    }
  s = copy (to);
  buffer_free (to);
  return s;
}

size_t
length (const struct buffer *b)
{
  char *s = digits (b); /* { dg-bogus "escape:leak" } */
  size_t n = s ? strlen (s) : 0;
  free (s);
  return n;
}
