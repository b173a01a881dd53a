#!/usr/bin/env python3
"""Random C programs of functions that call the functions they are given.

    orders.py SEED > FILE.c

A function calls what it is given, several times with the same or with what an
earlier call returned, in loops and recursions, hands it on to others, and puts
the results where its caller says.  All that is made on the way is said to be
made where the function was given.  Some of what is called makes elements, some
hands on what it gets, some keeps it.  Nothing is released, so that no pointer
dangles; loops and recursions use up fuel.
"""

import random
import sys

TITLE = "/* Orders.  */"
PRELUDE = TITLE + """
#include "program.h"

struct node { int key; struct node *next, *other; };
typedef struct node *(*step) (struct node *);
struct order { step f; struct node *a, *r; };

struct node *kept;
static struct node *hidden;
static int fuel;

static int
spend (void)
{
  return fuel > 0 && fuel-- > 0;
}

static struct node *
fresh (struct node *n)
{
  struct node *x = calloc (1, sizeof *x);
  x->next = n;
  return x;
}

static struct node *
alone (struct node *n)
{
  (void) n;
  return calloc (1, sizeof (struct node));
}

static struct node *back (struct node *n) { return n; }

static struct node *
rest (struct node *n)
{
  return n && n->next ? n->next : n;
}

static struct node *
once (struct node *n)
{
  return n ? n : calloc (1, sizeof *n);
}

static struct node *
keep (struct node *n)
{
  return kept = n;
}
"""

STEPS = ["fresh", "fresh", "alone", "back", "rest", "once", "keep"]
BODY = [
    "r = f (a);", "s = f (a);", "*x = f (a);", "*y = f (a);", "r = f (r);",
    "s = f (r);", "*x = r;", "*y = s;", "*y = f (s);", "r = f (0);",
    "while (spend ()) r = f (r);", "if (spend ()) r = HIGH (f, r, x, y);",
    "if (spend ()) s = HIGH (f, a, x, &r);", "if (r) r->other = s;",
    "if (spend ()) s = HIGH (f, r, y, x);", "if (s) s->next = f (a);",
    "o.f = f; o.a = r; by_order (&o); s = o.r;", "if (a) *x = a->other;",
]
# What lets a result out at once; too much of it proves little.
OUT = ["kept = f (a);", "hidden = r;"]


class Orders:
    """A program."""

    def __init__(self, seed):
        self.random = random.Random(f"orders {seed}")
        self.lines = [PRELUDE]
        self.high = [f"high{i}" for i in range(self.random.randrange(1, 4))]

    def fill(self, text):
        """TEXT with functions for its placeholders."""
        text = text.replace("HIGH", self.random.choice(self.high))
        return text.replace("STEP", self.random.choice(STEPS))

    def write_high(self, name):
        pick = self.random
        body = [self.fill(pick.choice(BODY))
                for _ in range(pick.randrange(2, 9))]
        if pick.random() < .1:
            body.append(pick.choice(OUT))
        self.lines.append(
            f"static struct node *\n{name} (step f, struct node *a, "
            "struct node **x, struct node **y)\n{\n"
            "  struct node *r = a, *s = 0;\n  struct order o = { 0 };\n  "
            + "\n  ".join(body)
            + f"\n  return {pick.choice(['r', 's', 'o.r', 'a', '0'])};\n}}\n")

    def make(self, number):
        """A function that has elements made and keeps some."""
        pick = self.random
        given = pick.random() < .4
        places = ["&x", "&y"] + (["out"] if given else [])
        if pick.random() < .1:
            places.append("&hidden")
        calls = "".join(
            self.fill(f"  {pick.choice(['', 'x = ', 'y = '])}HIGH (STEP, ")
            + f"{pick.choice(['0', 'x', 'y', '&own'])}, {pick.choice(places)},"
            f" {pick.choice(places)});\n"
            for _ in range(pick.randrange(1, 3)))
        self.lines.append(
            f"static struct node *\nmake{number} (struct node **out)\n{{\n"
            "  struct node *x = 0, *y = 0, own = { 0 };\n  (void) own;\n"
            f"{calls}  return {pick.choice(['x', 'y', '0', '0'])};\n}}\n")
        return f"make{number} (&{pick.choice(['a', 'b'])})"

    def program(self):
        for name in self.high:
            self.lines.append(f"static struct node *{name} (step, struct node "
                              "*, struct node **, struct node **);")
        self.lines.append("\nstatic void\nby_order (struct order *o)\n{\n"
                          "  o->r = o->f (o->a);\n}\n")
        for name in self.high:
            self.write_high(name)
        calls = [self.make(i) for i in range(self.random.randrange(3, 9))]
        body = "\n".join(
            f"      fuel = 12; {self.random.choice(['', 'last = '])}{call};"
            for call in calls * 2)
        self.lines.append(
            "int\nmain (int argc, char **argv)\n{\n"
            "  struct node *last = 0;\n"
            "  for (int k = 0; k < atoi (argv[1]); k++)\n    {\n"
            "      struct node *a = 0, *b = 0;\n"
            "      kept = hidden = 0;\n      start_run (k);\n"
            f"{body}\n"
            "    }\n}")
        return "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(Orders(int(sys.argv[1])).program())
