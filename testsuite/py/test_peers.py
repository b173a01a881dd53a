"""The warnings of bugs beside those of four peers: ours get no worse."""

import json

from harness import TESTS, Case
import peers


class Peers(Case):
    def test_no_figure_gets_worse(self):
        recorded = json.loads(peers.FIGURES.read_text())
        score = peers.judge(peers.PEERS[0])
        for group in peers.GROUPS:
            with self.subTest(group=group):
                now = score.figures(group)
                self.assertGreaterEqual(now["found"], recorded[group]["found"])
                for kind in ("missed", "false", "refused"):
                    self.assertLessEqual(now[kind], recorded[group][kind],
                                         getattr(score, kind))

    def test_what_is_found_missed_and_false(self):
        """Every tool is judged alike: here, one that warns of one place."""
        path = TESTS / "escape.leak/never-freed.c"
        (bug, group), = peers.bugs_of(path).items()
        for line, expected in ((bug.line, (1, 0, 0)),
                               (bug.line + 5, (1, 0, 0)),
                               (bug.line + 10, (0, 1, 1))):
            say = f"printf '%s\\n' '{path}:{line}:1: warning: x [{group}]'"
            peer = peers.Peer("shell", ["sh", "-c", say],
                              {rf"\[{group}\]": group})
            score = peers.Score(peer)
            score.judge(path, self.directory)
            figures = score.figures(group)
            self.assertEqual((figures["found"], figures["missed"],
                              figures["false"]), expected)
