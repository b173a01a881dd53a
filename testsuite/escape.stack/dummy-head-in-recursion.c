/* A list or tree hangs on a head in the caller's frame, and a recursion goes
   down it: what comes back or is kept hangs on the head, as it would in a loop,
   unless it is the head.  */
/* { dg-do compile } */

struct node
{
  struct node *next;
  int key;
};

static struct node *kept;

static struct node *
behind_nth (struct node *a, int n)
{
  return n ? behind_nth (a->next, n - 1) : a->next;
}

struct node *
third (struct node *l)
{
  struct node head = { l, 0 }; /* { dg-bogus "escape:stack" } */
  return behind_nth (&head, 3);
}

static struct node *
last (struct node *a)
{
  return a->next ? last (a->next) : a;
}

struct node *
last_of (struct node *l)
{
  struct node head = { l, 0 }; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  return last (&head);
}

/* What the initialiser clears first is not there when the link is tested.  */

struct big { struct big *next; int keys[40]; };

static struct big *
last_big (struct big *a)
{
  return a->next ? last_big (a->next) : a;
}

struct big *
last_of_big (struct big *l)
{
  struct big head = { l, { 0 } }; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  return last_big (&head);
}

/* Through a function that is no recursion itself.  */

static void
append (struct node *a, struct node *n)
{
  last (a)->next = n;
}

struct node *
appended (struct node *l, struct node *n)
{
  struct node head = { l, 0 }; /* { dg-bogus "escape:stack" } */
  append (&head, n);
  return head.next;
}

/* A head behind another is what hangs on that.  */

struct node *
third_of_two (struct node *l)
{
  struct node inner = { l, 0 };      /* { dg-warning {address of local 'inner' escapes its frame \[escape:stack\]} } */
  struct node outer = { &inner, 0 }; /* { dg-bogus "escape:stack" } */
  return behind_nth (&outer, 3);
}

static struct node *
removed (struct node *a, int key)
{
  struct node *n = a->next;
  if (!n)
    return 0;
  if (n->key != key)
    return removed (n, key);
  a->next = n->next;
  return n;
}

struct node *
remove_first (struct node **l, int key)
{
  struct node head = { *l, 0 }; /* { dg-bogus "escape:stack" } */
  struct node *n = removed (&head, key);
  *l = head.next;
  return n;
}

static void
keep_last (struct node *a)
{
  if (a->next)
    keep_last (a->next);
  kept = a->next;
}

void
keep (struct node *l)
{
  struct node head = { l, 0 }; /* { dg-bogus "escape:stack" } */
  keep_last (&head);
}

/* Two functions that call each other.  */

static struct node *behind_odd (struct node *a, int n);

static struct node *
behind_even (struct node *a, int n)
{
  return n ? behind_odd (a->next, n - 1) : a->next;
}

static struct node *
behind_odd (struct node *a, int n)
{
  kept = n < 0 ? a : 0;
  return behind_even (a->next, n - 1);
}

struct node *
by_twos (struct node *l)
{
  struct node head = { l, 0 }; /* { dg-bogus "escape:stack" } */
  return behind_even (&head, 4);
}

struct node *
by_twos_from_one (struct node *l, int n)
{
  struct node head = { l, 0 }; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  return behind_odd (&head, n);
}

/* A merge that fills in behind a tail.  */

static void
merge (struct node *tail, struct node *a, struct node *b)
{
  if (!a || !b)
    tail->next = a ? a : b;
  else if (a->key < b->key)
    {
      tail->next = a;
      merge (a, a->next, b);
    }
  else
    {
      tail->next = b;
      merge (b, a, b->next);
    }
}

struct node *
merged (struct node *a, struct node *b)
{
  struct node head = { 0, 0 }; /* { dg-bogus "escape:stack" } */
  merge (&head, a, b);
  return head.next;
}

struct tree
{
  struct tree *left, *right;
  int key;
};

static struct tree *
smallest (struct tree *t)
{
  return t->left->left ? smallest (t->left) : t->left;
}

struct tree *
smallest_of (struct tree *root)
{
  struct tree above = { root, 0, 0 }; /* { dg-bogus "escape:stack" } */
  return smallest (&above);
}

static struct tree *
find (struct tree *t, int key, struct tree **parent)
{
  *parent = t;
  struct tree *next = key < t->key ? t->left : t->right;
  return !next || next->key == key ? next : find (next, key, parent);
}

struct tree *
found (struct tree *root, int key)
{
  struct tree above = { root, root, key }, *parent; /* { dg-bogus "escape:stack" } */
  return find (&above, key, &parent);
}

struct tree *
parent_of (struct tree *root, int key)
{
  struct tree above = { root, root, key }, *parent; /* { dg-warning {address of local 'above' escapes its frame \[escape:stack\]} } */
  find (&above, key, &parent);
  return parent;
}

/* A list made of a tree, behind a tail that moves.  */

struct line
{
  struct node *tail;
};

static void
flatten (struct tree *t, struct node *nodes, struct line *line)
{
  if (!t)
    return;
  flatten (t->left, nodes, line);
  line->tail->next = nodes + t->key;
  line->tail = line->tail->next;
  flatten (t->right, nodes, line);
}

struct node *
flattened (struct tree *t, struct node *nodes)
{
  struct node head = { 0, 0 }; /* { dg-bogus "escape:stack" } */
  struct line line = { &head };
  flatten (t, nodes, &line);
  return head.next;
}

struct node *
end_of_flattened (struct tree *t, struct node *nodes)
{
  struct node head = { 0, 0 }; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  struct line line = { &head };
  flatten (t, nodes, &line);
  return line.tail;
}
