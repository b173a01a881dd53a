/* Elements of what callers have: an array behind a struct that is copied as a block,
   one that a number of the caller's says, one that goes back by value.  */
/* { dg-do compile } */

#include <stddef.h>

struct strings
{
  const char **ptr;
  size_t len, cap;
};

struct node
{
  struct node *next;
  unsigned hash;
};

static struct strings seen;
static struct node *buckets[64];

extern const char **room (size_t n);

static struct strings
append (struct strings s, const char *x)
{
  if (s.len == s.cap)
    {
      s.ptr = room (s.cap * 2);
      s.cap *= 2;
    }
  s.ptr[s.len++] = x;
  return s;
}

static void
remember (const char *x)
{
  seen = append (seen, x);
}

void
in_global (void)
{
  char word[8] = ""; /* { dg-warning {address of local 'word' escapes its frame \[escape:stack\]} } */
  remember (word);
}

void
behind_parameter (struct strings *s)
{
  char word[8] = ""; /* { dg-warning {address of local 'word' escapes its frame \[escape:stack\]} } */
  *s = append (*s, word);
}

struct strings
by_value (struct strings s)
{
  char word[8] = ""; /* { dg-warning {address of local 'word' escapes its frame \[escape:stack\]} } */
  return append (s, word);
}

static void
insert (struct node *n)
{
  unsigned at = n->hash % 64;
  n->next = buckets[at];
  buckets[at] = n;
}

void
in_bucket (unsigned hash)
{
  struct node n = { NULL, hash }; /* { dg-warning {address of local 'n' escapes its frame \[escape:stack\]} } */
  insert (&n);
}

static struct
{
  void *slots[8];
  unsigned head;
} ring;

static void
put (void *p)
{
  ring.slots[ring.head] = p;
  ring.head = (ring.head + 1) % 8;
}

void
in_ring (void)
{
  int x = 1; /* { dg-warning {address of local 'x' escapes its frame \[escape:stack\]} } */
  put (&x);
}

static const char **
slot (struct strings *s)
{
  return s->len == s->cap ? NULL : &s->ptr[s->len++];
}

void
in_slot (struct strings *s)
{
  char word[8] = ""; /* { dg-warning {address of local 'word' escapes its frame \[escape:stack\]} } */
  const char **at = slot (s);
  if (at)
    *at = word;
}

/* The last one is taken away again.  */

void
taken_off (struct strings *s)
{
  char word[8] = ""; /* { dg-bogus "escape:stack" } */
  s->ptr[s->len++] = word;
  s->len--;
}
