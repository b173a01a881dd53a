"""The repository agrees with itself."""

import re
import unittest

from harness import SOURCE, TESTS


class House(unittest.TestCase):
    def test_makefile_lists_every_source(self):
        makefile = (SOURCE / "Makefile.am").read_text()
        listed = set(re.findall(
            r"\b(?:plugin|runtime)/[\w/-]+\.(?:cc|def|[ch])\b", makefile))
        there = {str(path.relative_to(SOURCE))
                 for pattern in ("plugin/*.c", "plugin/*/*.[ch]",
                                 "plugin/*/*.cc", "plugin/*/*/*.h",
                                 "plugin/*/*/*.cc", "plugin/*/*.def",
                                 "runtime/*.[ch]",
                                 "runtime/include/escape/*.h")
                 for path in SOURCE.glob(pattern)}
        self.assertEqual(listed, there)

    def test_every_folder_has_its_driver(self):
        for folder in TESTS.glob("escape.*"):
            with self.subTest(folder=folder.name):
                topic = folder.name.split(".", 1)[1]
                driver = folder / f"{topic}.exp"
                self.assertIn("escape-folder", driver.read_text())

    def test_every_dg_test_says_what_it_does(self):
        for test in TESTS.glob("escape.*/*.c"):
            with self.subTest(test=test.name):
                self.assertRegex(test.read_text(), r"\{ dg-do \w+ ")
