"""One answer of a file, read as the kind of answer that its question wants."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.answers.file_head import age
from acucheck.answers.lists import list_entries, says
from acucheck.answers.name_entries import NamesReading
from acucheck.answers.place_entries import PlacesReading
from acucheck.answers.quantities import read_gestation, read_quantity
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.answers import NOT_SURE, Answer, Head, Name, NameKind, Names, Places, WholeEntry
from acucheck.model.book import AnswerKind, Question
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary


class AnswerReading(Struct, frozen=True):
    """Reads the answers of one file. *pairs* are all that stands in it, *day* is that on which it was answered."""

    vocabulary: Vocabulary
    day: date
    pairs: Entries
    head: Head

    def setting(self) -> Setting:
        """What lines of the file are read in: the day on which it was answered; its writer; the age it gives."""
        given = {str(key.content): node for key, node in self.pairs}
        years = age(given, self.vocabulary.book)
        return Setting(self.day, self.head.writer, years)

    def read_answer(self, question: Question, node: Node) -> Answer:
        """The answer to a question. Raises InvalidFile."""
        if says(node, fixed_words.NOT_SURE):
            return NOT_SURE
        match question.kind:
            case AnswerKind.MANY | AnswerKind.ONE:
                return self._chosen(question, node)
            case AnswerKind.NAMES:
                return self._list_of_names(node, NameKind(question.names))
            case AnswerKind.PLACES:
                reading = PlacesReading(self.vocabulary)
                places, complete = list_entries(node, reading.places_told)
                return Places(reading.without_details(places), complete)
            case AnswerKind.NUMBER:
                return read_quantity(question, node)
            case AnswerKind.GESTATION:
                return read_gestation(node, self.day)
            case AnswerKind.PLAN:
                return PlacesReading(self.vocabulary).plan(node)

    def _chosen(self, question: Question, node: Node) -> Answer:
        from acucheck.answers.choosing import choosing  # one word of the rule book is known without it

        reading = choosing(self.vocabulary.book, question)
        if question.kind is AnswerKind.MANY:
            return reading.ticks(node)
        return reading.one_choice(node)

    def _list_of_names(self, node: Node, kind: NameKind) -> Names:
        """A list of names. It is not complete where words in it say only that there is something."""
        if says(node, fixed_words.NO):
            return Names()
        if says(node, fixed_words.TRUE, fixed_words.FALSE):
            instead = f"write names, '{fixed_words.NONE}' or '{fixed_words.NOT_SURE}'"
            node.fail(f"this answers only a question of yes and no; {instead}")
        names = NamesReading(self.vocabulary, self.setting(), kind)
        whole: list[WholeEntry] = []

        def names_of(entry: Node) -> tuple[Name | str, ...]:
            found = names.names_of_entry(entry)
            if len(found) > 1:
                typed = tuple(name.typed for name in found if isinstance(name, Name))
                whole.append(WholeEntry(names.text_of_entry(entry), typed, not entry.is_mapping()))
            return found

        entries, complete = list_entries(node, names_of)
        named = tuple(entry for entry in entries if isinstance(entry, Name))
        unclear = tuple(entry for entry in entries if isinstance(entry, str))
        return Names(named, complete and not unclear, unclear, whole=tuple(whole))
