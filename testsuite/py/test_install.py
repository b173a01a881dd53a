"""`make install' asks for what it needs before it copies anything."""

import re

from harness import BUILD, CC, HEADERS, SOURCE, Case


class Installable(Case):
    def installable(self, *directories):
        return self.run_here(SOURCE / "contrib/installable", "gcc-x",
                             *directories)

    def test_silent_if_all_can_be_made(self):
        self.assert_silent(self.installable("a/b/c", "a/d"))
        self.assertEqual(list(self.directory.iterdir()), [])

    def test_plugin_directory(self):
        result = self.installable("/dev/null/plugin", "a")
        self.assertEqual(result.status, 1)
        for word in ("gcc-x", "/dev/null/plugin", "--with-gcc-plugin-dir=DIR",
                     "Nothing has been installed"):
            self.assertIn(word, result.output)

    def test_other_directories(self):
        result = self.installable("a", "b", "/dev/null/lib")
        self.assertEqual(result.status, 1)
        for word in ("/dev/null/lib", "--prefix"):
            self.assertIn(word, result.output)


class PkgConfig(Case):
    def test_static_programs_link(self):
        """With what escape.pc says: -latomic where counters need it."""
        library = [path for path in (BUILD / "runtime/.libs/libescape.a",
                                     BUILD / "runtime/libescape.a")
                   if path.exists()]
        said = (BUILD / "runtime/escape.pc").read_text()
        libraries = re.search(r"^Libs\.private: (.*)$", said, re.M)[1].split()
        self.write("a.c", "#include <escape/hmaps.h>\n"
                          "#include <escape/memstats.h>\n"
                          "int main (void)\n{\n  memstats s;\n"
                          "  int_int_map_free (int_int_map_make (9));\n"
                          "  memstats_read (&s);\n  return 0;\n}\n")
        result = self.run_here(*CC, "-I", HEADERS, "a.c", *library,
                               *libraries, "-o", "a")
        self.assertEqual(result.status, 0, result.output)
