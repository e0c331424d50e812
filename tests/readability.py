"""How hard a text is to read: the Flesch-Kincaid grade."""

from __future__ import annotations

import re


def grade(text: str) -> float:
    """The Flesch-Kincaid grade.

    A sentence ends at a full stop, question mark or exclamation mark; a word is a run of letters, with hyphens and
    apostrophes inside it; figures are left out.
    """
    words = re.findall(r"[A-Za-z]+(?:['-][A-Za-z]+)*", text)
    sentences = max(1, len(re.findall(r"[.!?](?=\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, at least one.

    An e at the end is silent, but not in -le after a consonant; so is the e of -ed and -es unless it is heard.
    Capitals alone, as in GP, are spelt out.
    """
    if word.isupper() and len(word) < 5 and not re.search("[AEIOUY]", word):
        return len(word)
    word = word.lower()
    count = 0
    for part in re.split("['-]", word):
        silent = re.sub(r"(?<![aeiouy])es$", "s", part) if not re.search("(s|x|z|ch|sh|c|g)es$", part) else part
        silent = re.sub(r"(?<![aeioutd])ed$", "d", silent)
        silent = re.sub(r"(?<![aeiouyl])e$", "", silent) if len(silent) > 2 else silent
        silent = re.sub(r"(?<=[aeiouy])le$", "l", silent)
        count += len(re.findall("[aeiouy]+", silent))
    return max(1, count)
