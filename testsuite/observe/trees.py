#!/usr/bin/env python3
"""Random C programs of lists and trees with the links in the elements.

    trees.py SEED > FILE.c

Functions link an element into what a head leads to, then move links about in
loops and recursions: rotate, splice, concatenate, take out, with a comparison
called on the way.  Others make the elements, for the head of a caller, of
their own, or a global.  Nothing is released, so that no link dangles; loops
and recursions use up fuel.
"""

import random
import sys

PRELUDE = """\
#include "program.h"

struct node { int key; struct node *f0, *f1, *f2; long weight; };
struct head { long n; struct node *h0, *h1; };

struct head kept;
static struct head hidden;
static int fuel;

static int
compare (const struct node *a, const struct node *b)
{
  return a->key - b->key;
}

static int
spend (void)
{
  return fuel > 0 && fuel-- > 0;
}
"""

MOVES = [
    "x = p->F;", "y = p->F;", "if (x) y = x->F;", "if (y) x = y->F;",
    "p->F = x ? x->F : 0;", "if (x) x->F = p;", "if (x) x->F = p->F;",
    "if (y) y->F = x;", "if (y) p->F = y;", "t->H = x;", "t->H = p;",
    "if (!t->H) t->H = n;", "x = t->H;", "n->F = t->H;", "p->F = n;",
    "if (!p->F) p->F = n;", "if (x && (y = x->F)) y->F = p;", "t->n++;",
    "if (x && compare (x, p) < 0) { y = x->F; x->F = p->F; p->F = y; }",
    "if (x && compare (p, x) > 0) { p->F = x->F; x->F = p; t->H = x; }",
    "for (struct node **q = &t->H; *q && spend (); q = &(*q)->F) "
    "if (compare (*q, n) > 0) { n->F = *q; *q = n; break; }",
    "if (x && spend ()) MOVE (t, x);", "if (y && spend ()) MOVE (t, y);",
]
STEPS = ["p = p->F;", "p = x;", "p = y ? y : p->F;"]


class Trees:
    """A program."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = [PRELUDE]
        self.moves = [f"move{i}" for i in range(self.random.randrange(1, 4))]

    def fill(self, text):
        """TEXT with members and functions for its placeholders."""
        pick = self.random.choice
        parts = text.split("->F")
        text = parts[0] + "".join(
            f"->f{self.random.randrange(3)}{part}" for part in parts[1:])
        while "->H" in text:
            text = text.replace("->H", "->" + pick(["h0", "h1"]), 1)
        return text.replace("MOVE", pick(self.moves))

    def move(self, name):
        pick = self.random
        body = [self.fill(pick.choice(MOVES))
                for _ in range(pick.randrange(3, 11))]
        self.lines.append(
            f"static void\n{name} (struct head *t, struct node *n)\n{{\n"
            "  struct node *p = n, *x = 0, *y = 0;\n"
            "  while (p && spend ())\n    {\n      "
            + "\n      ".join([*body, self.fill(pick.choice(STEPS))])
            + "\n    }\n}\n")

    def put(self, name):
        calls = "\n".join(f"  {self.random.choice(self.moves)} (t, n);"
                          for _ in range(self.random.randrange(3)))
        link = self.fill(self.random.choice([
            "n->F = p;\n  if (p) p->F = n;\n  else t->H = n;",
            "if (p) p->F = n;\n  else t->H = n;",
            "n->F = t->H;\n  t->H = n;"]))
        self.lines.append(
            f"static void\n{name} (struct head *t, struct node *n)\n{{\n"
            + self.fill("  struct node *at = t->H, *p = 0;\n"
                        "  while (at && spend ())\n    {\n      p = at;\n"
                        "      at = compare (n, at) < 0 ? at->F : at->F;\n"
                        "    }\n")
            + f"  {link}\n{calls}\n}}\n")

    def make(self, number):
        """A function that makes elements and puts them somewhere."""
        pick = self.random
        head, given = pick.choice([("t", "struct head *t"), ("&own", "void"),
                                   ("&own", "void"), ("&kept", "void"),
                                   ("&hidden", "void")])
        if given == "void" and head != "&own" and pick.random() < .7:
            head, given = "t", "struct head *t"
        puts = "\n".join(
            f"  n = calloc (1, sizeof *n); n->key = rnd () & 7; "
            f"{pick.choice(['put0', 'put1', *self.moves])} ({head}, n);"
            for _ in range(pick.randrange(1, 3)))
        result = self.fill(pick.choice(["0", "0", "own->H", "n->F"]))
        result = result.replace("own->", "own.")
        if pick.random() < .3:
            puts += self.fill(f"\n  {pick.choice(self.moves)} (&own, n);")
        self.lines.append(
            f"static struct node *\nmake{number} ({given})\n{{\n"
            "  struct head own = { 0 };\n  struct node *n;\n"
            f"{puts}\n  return {result};\n}}\n")
        return f"make{number} ({'h' if given != 'void' else ''})"

    def program(self):
        for name in [*self.moves, "put0", "put1"]:
            self.lines.append(f"static void {name} (struct head *, "
                              "struct node *);")
        for name in self.moves:
            self.move(name)
        for name in ("put0", "put1"):
            self.put(name)
        calls = [self.make(i) for i in range(self.random.randrange(3, 9))]
        body = "\n".join(
            "      fuel = 40; "
            + self.random.choice(["", "x = ", "last = ", "h = &a; ",
                                  "h = b; "]) + call + ";"
            for call in calls * 2)
        self.lines.append(
            "int\nmain (int argc, char **argv)\n{\n"
            "  struct node *last = 0;\n"
            "  struct head *b = calloc (1, sizeof *b);\n"
            "  for (int k = 0; k < atoi (argv[1]); k++)\n    {\n"
            "      struct head a = { 0 }, *h = &a;\n"
            "      struct node *x = 0;\n"
            "      memset (&kept, 0, sizeof kept);\n"
            "      memset (&hidden, 0, sizeof hidden);\n"
            "      memset (b, 0, sizeof *b);\n"
            "      start_run (k);\n"
            f"{body}\n"
            "    }\n}")
        return "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(Trees(int(sys.argv[1])).program())
