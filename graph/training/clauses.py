"""Makes up sentences of news from parts of the treebanks, and gives the names in these others.

Treebanks have few sentences like "Moss rejected calls for talks": a name, a verb in the past, an object without an
article. A parser that saw few takes the verb for a participle of what follows. What is made up makes no sense, but its
syntax is known: phrases and adverbials are cut out of the treebanks with their trees, and put behind names and verbs.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from training import names
from training.corpora import Sentence

_WORDS = Path(__file__).parent / "clauses.toml"
_KEPT = 0.25
_HEADINGS = 0.12
_SINGULAR = 0.25
"""How many nouns in the singular are taken without an article: "rejected help", but hardly ever "rejected plan"."""

_SHORTEST = 3
_LONGEST = 10
_LONGEST_DONE = 16
_BARED = 0.5
_PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
_PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_ONE, _MANY = "Number=Sing", "Number=Plur"
_AROUND = {"punct", "conj", "cc", "parataxis", "discourse"}
_BARRED = {"det", "nmod:poss", "cop", "punct", "cc", "conj", "nummod", "mark", "appos"}


class Word(NamedTuple):
    """A word of a phrase; ``head`` is the place of its head within the phrase, its own where it heads it."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    dep: str
    head: int
    space: bool = True


Phrase = list[Word]


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


class Builder:
    """Puts a sentence together from phrases whose heads are hung up later."""

    def __init__(self) -> None:
        self.sentence = Sentence(new_doc=True, new_par=True)

    def put(self, phrase: Phrase, dep: str, head: int | None = None) -> int:
        """Add a phrase and return where its head stands; without a ``head`` it is its own until it is hung."""
        made, first = self.sentence, len(self.sentence.words)
        root = first
        for at, word in enumerate(phrase):
            own = word.head == at
            root = first + at if own else root
            made.words.append(word.form)
            made.lemmas.append(word.lemma)
            made.pos.append(word.pos)
            made.tags.append(word.tag)
            made.morphs.append(word.morph)
            made.deps.append(dep if own else word.dep)
            made.heads.append(first + word.head if not own or head is None else head)
            made.spaces.append(word.space or at == len(phrase) - 1)
        return root

    def word(self, form: str, kind: str, dep: str, head: int | None = None, lemma: str | None = None) -> int:
        """Add one word of a ``kind`` "TAG/POS" or "TAG/POS/morph" and return its place."""
        tag, pos, *morph = kind.split("/")
        one = Word(form, lemma or form.lower(), pos, tag, "".join(morph), dep, 0)
        if pos == "PUNCT" and self.sentence.spaces and tag != "``":
            self.sentence.spaces[-1] = False
        return self.put([one], dep, head)

    def hang(self, head: int, *places: int) -> None:
        """Give what stands at these places their head."""
        for place in places:
            self.sentence.heads[place] = head


class Clauses:
    """Makes up sentences; ``chance`` decides, so that a seed gives the same data again."""

    def __init__(self, sentences: Iterable[Sentence], chance: random.Random) -> None:
        self._chance = chance
        self._bare: list[Phrase] = []
        self._done: list[Phrase] = []
        verbs: set[tuple[str, str]] = set()
        for sentence in sentences:
            for i, tag in enumerate(sentence.tags):
                often = tag == "NNS" or (tag == "NN" and chance.random() < _SINGULAR)
                if often and (phrase := _bare(sentence, i)):
                    self._bare.append(phrase)
                if tag == "VBD" and any(sentence.deps[k] == "obj" and k > i for k in _children(sentence, i)):
                    verbs.add((sentence.words[i].lower(), sentence.lemmas[i]))
                    self._done += _done(sentence, i, bare=chance.random() < _BARED)
        self._verbs = sorted(verbs | set(_regular(_lists()["verbs"])))

    def sentence(self) -> Sentence:
        """Make up a sentence."""
        made = Builder()
        if self._chance.random() < _HEADINGS:
            root = self._heading(made)
        else:
            kinds = (self._plain, self._plain, self._plain, self._reported, self._led, self._joined)
            root = self._chance.choice(kinds)(made)
            made.word(".", "./PUNCT", "punct", root)
        made.sentence.deps[root] = "root"
        made.sentence.heads[root] = root
        made.sentence.words[0] = made.sentence.words[0][:1].upper() + made.sentence.words[0][1:]
        return made.sentence

    def _heading(self, made: Builder) -> int:
        """A headline, in the present and without a stop: "Moss rejects calls for talks", "Roy to meet rebels"."""
        subject = self._subject(made)
        lemma = self._chance.choice(self._verbs)[1]
        if self._chance.random() < 0.2:
            to = made.word("to", "TO/PART", "mark")
            verb = made.word(lemma, "VB/VERB/VerbForm=Inf", "root")
            made.hang(verb, to)
        else:
            verb = made.word(_third(lemma), f"VBZ/VERB/{_PRESENT}", "root", lemma=lemma)
        made.hang(verb, subject)
        self._object(made, verb)
        self._day(made, verb)
        return verb

    def _plain(self, made: Builder) -> int:
        first = []
        if self._chance.random() < 0.15:
            word, kind = self._pick("openings")
            first.append(made.word(word, kind, "cc" if kind.startswith("CC") else "advmod"))
        elif self._chance.random() < 0.1:
            day = made.put([Word("On", "on", "ADP", "IN", "", "case", 1), _name(self._pick("days"), 1)], "obl")
            first += [day, made.word(",", ",/PUNCT", "punct")]
        verb = self._clause(made)
        made.hang(verb, *first)
        return verb

    def _reported(self, made: Builder) -> int:
        """Somebody says that: with or without the "that"."""
        subject = self._subject(made)
        form, lemma = self._pick("reports")
        says = made.word(form, f"VBD/VERB/{_PAST}", "root", lemma=lemma)
        made.hang(says, subject)
        mark = [made.word("that", "IN/SCONJ", "mark")] if self._chance.random() < 0.4 else []
        told = self._clause(made)
        made.hang(told, *mark)
        made.hang(says, told)
        made.sentence.deps[told] = "ccomp"
        return says

    def _led(self, made: Builder) -> int:
        """A clause before or behind the main one: "while Moss backed talks, Roy rejected them"."""
        if self._chance.random() < 0.5:
            return self._following(made)
        mark = made.word(self._pick("conjunctions"), "IN/SCONJ", "mark")
        under = self._clause(made)
        comma = made.word(",", ",/PUNCT", "punct")
        verb = self._clause(made)
        made.hang(under, mark)
        made.hang(verb, under, comma)
        made.sentence.deps[under] = "advcl"
        return verb

    def _following(self, made: Builder) -> int:
        verb = self._clause(made)
        mark = made.word(self._pick("conjunctions"), "IN/SCONJ", "mark")
        under = self._clause(made)
        made.hang(under, mark)
        made.hang(verb, under)
        made.sentence.deps[under] = "advcl"
        return verb

    def _joined(self, made: Builder) -> int:
        """Two clauses beside each other: "Moss backed talks and Roy rejected them"."""
        verb = self._clause(made)
        comma = [made.word(",", ",/PUNCT", "punct")] if self._chance.random() < 0.4 else []
        link = made.word(self._chance.choice(("and", "but")), "CC/CCONJ", "cc")
        second = self._clause(made) if self._chance.random() < 0.6 else self._predicate(made)
        made.hang(second, *comma, link)
        made.hang(verb, second)
        made.sentence.deps[second] = "conj"
        return verb

    def _clause(self, made: Builder) -> int:
        subject = self._subject(made)
        aside = self._aside(made) if self._chance.random() < 0.12 else []
        verb = self._predicate(made)
        made.hang(verb, subject)
        made.hang(subject, *aside)
        return verb

    def _predicate(self, made: Builder) -> int:
        """What a treebank says that somebody did, or a verb with an object, or with what it calls that."""
        if self._chance.random() < 0.6:
            return made.put(self._chance.choice(self._done), "root")
        if self._chance.random() < 0.2:
            return self._calling(made)
        form, lemma = self._chance.choice(self._verbs)
        if self._chance.random() < 0.12:
            verb = made.word(_third(lemma), f"VBZ/VERB/{_PRESENT}", "root", lemma=lemma)
        else:
            verb = made.word(form, f"VBD/VERB/{_PAST}", "root", lemma=lemma)
        self._object(made, verb)
        self._day(made, verb)
        return verb

    def _day(self, made: Builder, verb: int) -> None:
        """Add a day behind a verb, which is hung on nothing else: "rejected calls for talks on Monday"."""
        if self._chance.random() < 0.2:
            made.put([Word("on", "on", "ADP", "IN", "", "case", 1), _name(self._pick("days"), 1)], "obl", verb)

    def _object(self, made: Builder, verb: int) -> None:
        draw = self._chance.random()
        if draw < 0.1:
            made.put([_name(self._chance.choice(names.people()[1]), 0)], "obj", verb)
        elif draw < 0.16:
            made.word(self._chance.choice(("it", "them")), "PRP/PRON", "obj", verb)
        else:
            made.put(self._chance.choice(self._bare), "obj", verb)

    def _calling(self, made: Builder) -> int:
        """Somebody calls something that: "called the plan a farce", "deemed it unfair"."""
        form, lemma = self._pick("callings")
        verb = made.word(form, f"VBD/VERB/{_PAST}", "root", lemma=lemma)
        if self._chance.random() < 0.5:
            article = made.word(self._chance.choice(("the", "this", "a")), "DT/DET", "det")
            made.hang(made.put(self._chance.choice(self._bare), "obj", verb), article)
        else:
            self._object(made, verb)
        quoted = self._chance.random() < 0.3
        marks = [made.word('"', "``/PUNCT", "punct")] if quoted else []
        if quoted:
            made.sentence.spaces[-1] = False
        if self._chance.random() < 0.7:
            word = self._pick("judgements")
            marks.append(made.word("an" if word[0] in "aeiou" else "a", "DT/DET", "det"))
            told = made.word(word, f"NN/NOUN/{_ONE}", "xcomp", verb)
        else:
            told = made.word(self._pick("adjectives"), "JJ/ADJ/Degree=Pos", "xcomp", verb)
        marks += [made.word('"', "''/PUNCT", "punct")] if quoted else []
        made.hang(told, *marks)
        return verb

    def _aside(self, made: Builder) -> list[int]:
        """What stands between commas behind a name: its role, or a clause on it."""
        comma = made.word(",", ",/PUNCT", "punct")
        if self._chance.random() < 0.5:
            article = made.word(self._chance.choice(("the", "a")), "DT/DET", "det")
            aside = made.word(self._pick("roles"), f"NN/NOUN/{_ONE}", "appos")
            made.hang(aside, article)
        else:
            who = made.word(self._chance.choice(("who", "which")), "WP/PRON/PronType=Rel", "nsubj")
            aside = self._predicate(made)
            made.hang(aside, who)
            made.sentence.deps[aside] = "acl:relcl"
        made.hang(aside, comma, made.word(",", ",/PUNCT", "punct"))
        return [aside]

    def _subject(self, made: Builder) -> int:
        return made.put(self._named(), "nsubj")

    def _named(self) -> Phrase:
        """A person, with or without given name, title or role, a country, a body, or a noun."""
        given, family = names.people()
        draw, last = self._chance.random(), self._chance.choice(family)
        if draw < 0.3:
            return [_name(self._chance.choice(given), 0), _name(last, 0, "flat")]
        if draw < 0.5:
            return [_name(last, 0)]
        if draw < 0.62:
            return [_name(self._pick("titles"), 1, "compound"), _name(last, 1)]
        if draw < 0.76:
            words = self._chance.choice(names.countries()).split()
            return [_name(word, len(words) - 1, "compound") for word in words]
        if draw < 0.84:
            return [_article("the"), _name(self._pick("bodies"), 1)]
        if draw < 0.92:
            form, lemma = self._pick("plurals")
            return [Word(form, lemma, "NOUN", "NNS", _MANY, "", 0)]
        noun = self._pick("roles")
        return [_article(self._chance.choice(("the", "a"))), Word(noun, noun, "NOUN", "NN", _ONE, "", 1)]

    def _pick(self, name: str) -> Any:
        return self._chance.choice(_lists()[name])


def renamed(old: Sentence, chance: random.Random) -> Sentence | None:
    """Return a sentence of a treebank with most of its names replaced, None where it has none.

    Of what kind a name is, treebanks don't tell; a name of several words is a person where they are "flat".
    """
    new = Sentence(new_doc=True, new_par=True)
    new.words, new.lemmas = [*old.words], [*old.lemmas]
    new.spaces, new.pos, new.tags, new.morphs = [*old.spaces], [*old.pos], [*old.tags], [*old.morphs]
    new.heads, new.deps = [*old.heads], [*old.deps]
    for i, word in enumerate(old.words):
        plain = word.isalpha() and word[0].isupper() and len(word) >= _SHORTEST and word not in _lists()["kept"]
        if old.tags[i] == "NNP" and plain and chance.random() > _KEPT:
            new.words[i] = new.lemmas[i] = _other(old, i, chance)
    return new if new.words != old.words else None


def _other(old: Sentence, i: int, chance: random.Random) -> str:
    given, family = names.people()
    if old.deps[i] == "flat":
        return chance.choice(family)
    if any(old.deps[k] == "flat" for k in _children(old, i)):
        return chance.choice(given)
    if old.words[i].isupper():
        return names.organization(chance, after_article=False).split()[0].upper()[:5]
    return chance.choice((chance.choice(family), chance.choice(family), names.place(chance, words=1)))


def headline(old: Sentence) -> Sentence:
    """Return a sentence with Its Words Capitalised, as some papers set their headlines."""
    new = Sentence(**{name: getattr(old, name) for name in Sentence.__slots__})
    small = ("ADP", "CCONJ", "DET", "PART", "SCONJ")
    pairs = zip(old.words, old.pos, strict=True)
    new.words = [w if i and p in small else w[:1].upper() + w[1:] for i, (w, p) in enumerate(pairs)]
    return new


def _name(word: str, head: int, dep: str = "") -> Word:
    return Word(word, word, "PROPN", "NNP", _ONE, dep, head)


def _article(word: str) -> Word:
    return Word(word, word, "DET", "DT", "", "det", 1)


def _regular(lemmas: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield past form and lemma of verbs that add "ed"."""
    for lemma in lemmas:
        if lemma.endswith("e"):
            yield lemma + "d", lemma
        else:
            yield re.sub(r"(?<=[^aeiou])y$", "i", lemma) + "ed", lemma


def _third(lemma: str) -> str:
    """Return the third person of a verb.

    >>> [_third(verb) for verb in ("push", "deny", "back")]
    ['pushes', 'denies', 'backs']
    """
    if re.search(r"(s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", lemma) + "s"


def _children(sentence: Sentence, i: int) -> list[int]:
    return [k for k, head in enumerate(sentence.heads) if head == i and k != i]


def _below(sentence: Sentence, i: int) -> list[int]:
    """Return the places of all words under word ``i``, itself among them."""
    found, todo = [i], [i]
    while todo:
        new = _children(sentence, todo.pop())
        found += new
        todo += new
    return sorted(found)


def _cut(sentence: Sentence, places: list[int], root: int) -> Phrase:
    """Cut these words out; empty where one of them hangs on what is left out."""
    at = {place: number for number, place in enumerate(places)}
    if any(i != root and sentence.heads[i] not in at for i in places):
        return []
    return [
        Word(
            sentence.words[i], sentence.lemmas[i], sentence.pos[i], sentence.tags[i], sentence.morphs[i],
            sentence.deps[i], at[root if i == root else sentence.heads[i]], sentence.spaces[i],
        )
        for i in places
    ]  # fmt: skip


def _bare(sentence: Sentence, i: int) -> Phrase:
    """Cut out the noun phrase that word ``i`` heads, if it has no article, no number and no "and"."""
    if _BARRED & {sentence.deps[k] for k in _children(sentence, i)}:
        return []
    case = {k for k in _children(sentence, i) if sentence.deps[k] == "case"}
    places = [k for k in _below(sentence, i) if k not in case]
    whole = places[-1] - places[0] + 1 == len(places)
    plain = (
        whole and len(places) <= _LONGEST and sentence.tags[places[0]] not in ("PRP", "WDT", "WP", "DT", "PDT", "CD")
    )
    return _cut(sentence, places, i) if plain and sentence.words[places[0]][0].islower() else []


def _done(sentence: Sentence, i: int, *, bare: bool) -> list[Phrase]:
    """Cut out a verb with all behind it, if that is short; ``bare`` leaves out the article of objects in the plural.

    So what hangs on what stays as it was: on the verb, or on its object.
    """
    behind = [k for k in _children(sentence, i) if k > i and sentence.deps[k] not in _AROUND]
    places = sorted([i, *(place for k in behind for place in _below(sentence, k))])
    whole = places[-1] - places[0] + 1 == len(places) and places[0] == i and len(places) <= _LONGEST_DONE
    plural = [k for k in behind if sentence.deps[k] == "obj" and sentence.tags[k] == "NNS"]
    articles = {c for k in plural for c in _children(sentence, k) if sentence.deps[c] == "det"} if bare else set()
    return [_cut(sentence, [k for k in places if k not in articles], i)] if whole else []
