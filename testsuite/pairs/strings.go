package pairs

import "strings"

type word struct {
	text string
	next *word
}

var global string

func skip(s string) string { // truth: s: to result 0
	return s[1:]
}

func length(s string) int { // truth: s: stays
	return len(s)
}

func keep(s string) { // truth: s: to heap 0
	global = s
}

func same(s, t string) bool { // truth: s: stays; t: stays
	return s == t
}

func where(s, t string) int { // truth: s: stays; t: stays
	return strings.Index(s, t)
}

func from(s, t string) string { // truth: s: to result 0; t: stays
	i := strings.Index(s, t)
	if i < 0 {
		return ""
	}
	return s[i:]
}

func joinedStays(s, t string) int { // truth: s: stays; t: stays
	u := s + t // truth: new: stays
	return len(u)
}

func joinedReturned(s, t string) string { // truth: s: stays; t: stays
	return s + t // truth: new: escapes
}

func bytesStay(s string) byte { // truth: s: stays
	b := []byte(s) // truth: new: stays
	b[0] = 'x'
	return b[0]
}

func bytesReturned(s string) []byte { // truth: s: stays
	b := []byte(s) // truth: new: escapes
	b[0] = 'x'
	return b
}

func wordOf(s string) *word { // truth: s: to result 0
	return &word{s, nil} // truth: new: escapes
}

func wordStays(s string) int { // truth: s: stays
	w := wordOf(s) // truth: call: stays
	return len(w.text)
}

func textOf(w *word) string { // truth: w: to result 1
	return w.text
}

func renameWord(w *word, s string) { // truth: w: stays; s: to param w 0
	w.text = s
}

func longer(s, t string) string { // truth: s: to result 0; t: to result 0
	if len(s) > len(t) {
		return s
	}
	return t
}

func trimmed(s string) string { // truth: s: to result 0
	return strings.TrimSpace(s)
}

func fields(s string) int { // truth: s: stays
	n := 0
	for _, c := range s {
		if c == ' ' {
			n++
		}
	}
	return n
}
