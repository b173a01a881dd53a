"""`make install' asks for what it needs before it copies anything."""

from harness import SOURCE, Case


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
