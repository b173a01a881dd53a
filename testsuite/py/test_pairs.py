"""The pairs with Go: no figure of theirs gets worse."""

import json
import shutil
import unittest

from harness import Case
import pairs

FALSE_GO = """package pairs

var global *int

func stays(p *int) int { // truth: p: to result 0
	q := new(int) // truth: new: escapes
	return *p + *q
}

func escapes(p *int) *int { // truth: p: stays
	global = new(int) // truth: new: stays
	return p
}
"""

FALSE_C = """#include "pairs.h"

int *global;

int
stays (int *p) // truth: p: to result 0
{
  int *q = NEW (int); // truth: new: escapes
  int value = *p + *q;
  free (q);
  return value;
}

int *
escapes (int *p) // truth: p: stays
{
  global = NEW (int); // truth: new: stays
  return p;
}
"""


class Pairs(Case):
    @unittest.skipUnless(shutil.which("go"),
                         "go is missing, install golang-go")
    def test_no_figure_gets_worse(self):
        recorded = json.loads(pairs.FIGURES.read_text())
        answered = pairs.ask_all()
        now = pairs.figures(answered)
        why = "\n".join(pairs.not_exact(answered))
        for title in ("ours too conservative", "ours wrong",
                      "ours worse than Go"):
            with self.subTest(figure=title):
                self.assertLessEqual(now[title], recorded[title], why)
        for title in ("functions", "verdicts"):
            with self.subTest(figure=title):
                self.assertGreaterEqual(now[title], recorded[title])

    def test_there_are_enough(self):
        functions = {(path.stem, item.function)
                     for path in pairs.PAIRS.glob("*.c")
                     for item in pairs.items_of(path)}
        self.assertGreaterEqual(len(functions), 150)

    @unittest.skipUnless(shutil.which("go"),
                         "go is missing, install golang-go")
    def test_false_truths_are_noticed(self):
        self.write("false.go", FALSE_GO)
        source = self.write("false.c", FALSE_C)
        grades = [(pair.go_answer.grade, pair.c_answer.grade)
                  for pair in pairs.ask(source, self.directory)]
        self.assertEqual(grades, [(pairs.WRONG,) * 2] * 2
                         + [(pairs.CONSERVATIVE,) * 2] * 2)
