"""Statements in quotation marks whose cue no lexicon knows, or that have no cue at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import Predicate, predicates, word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.quotations import Quotation
from stakegraph.extract.statements.asides import led_in
from stakegraph.extract.statements.drafts import GUESS, LIKELY, SURE, TRANSCRIPT, Draft, Drafts, can_speak, complement
from stakegraph.extract.statements.quoting import is_title
from stakegraph.extract.statements.sources import source_of
from stakegraph.syntax import Token

_MIN_LEFT_OVER = 4
_VERBAL = frozenset(("VERB", "NOUN"))
"""A tag may know a verb that was taken for a noun: "shot back"."""
_HOLDING = frozenset(("have", "need", "include", "contain"))
"""Verbs before a quotation whose subject need not say it: "The voters have two choices: ..."."""
_TURNS = 3
"""Turns of talk that make a transcript."""

_QUOTING = frozenset(("quote", "cite"))
"""Whoever is quoted speaks, not whoever quotes: "The book quotes Ann Moss: ..."."""
_NAME = 8
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "den", "der", "di", "la", "le", "ter", "van", "von"))
"""Small words of names."""
_ANY_CUE = Predicate("", "VERB", frozenset({"quote"}), (), (), (), ())


def by_neighbour(context: Context, drafts: Drafts) -> Iterator[Draft]:
    """A quotation beside a verb that no lexicon knows as a cue: "...," the letter reads; he continued: "..."."""
    tokens = context.parse.tokens
    for quotation in context.quotations:
        if not _is_utterance(context, quotation):
            continue
        draft = Draft([quotation.inner], (quotation.first, quotation.last), None, None, "direct", "", LIKELY)
        if drafts.claims(draft):
            continue
        verb = _verb_before(context, quotation)
        verb = _verb_after(context, quotation) if verb is None else verb
        if verb is None:
            continue
        quotes = context.grammar.object(verb) if tokens[verb].lemma in _QUOTING and verb < quotation.first else None
        source = quotes or source_of(context, Match(verb, verb, _ANY_CUE, _agents(context, verb), "actual"))
        if source is not None and can_speak(context, source):
            cue = (tokens[verb].start, tokens[verb].end)
            yield replace(draft, source=source, cue=cue, rule="verb beside a quotation")


def _agents(context: Context, verb: int) -> tuple[int, ...]:
    subject = context.grammar.subject(verb)
    return () if subject is None else (subject,)


def _verb_before(context: Context, quotation: Quotation) -> int | None:
    """The last finite verb before a colon or comma that leads into the quotation."""
    tokens = context.parse.tokens
    at = quotation.first - 1
    if at > 0 and tokens[at].tag in {"VBD", "VBZ"} and tokens[at].pos == "VERB" and context.inside[at] < 0:
        quoted = context.parse.child(at, "ccomp")
        return at if quoted is not None and quotation.first < quoted.i < quotation.last else None
    if at < 0 or tokens[at].text not in {":", ","} or context.paragraph(quotation.first) - context.paragraph(at) > 1:
        return None
    first, _ = context.sentence(at)
    verbs = [t.i for t in tokens[first:at] if t.tag in {"VBD", "VBZ", "VBP", "VBG"} and t.pos in _VERBAL]
    if verbs and tokens[verbs[-1]].lemma in _HOLDING:
        return None
    if not verbs and led_in(context, first) is not None:
        return first
    if not verbs and tokens[at - 1].tag == "NNS" and (tokens[at - 1].lemma, "VERB") in predicates():
        verbs = [at - 1]  # "Article 3 affirms:" may be taken for a plural
    return verbs[-1] if verbs and context.inside[verbs[-1]] < 0 else None


def _verb_after(context: Context, quotation: Quotation) -> int | None:
    """A finite verb in the short clause after a quotation that ends in a comma, question or exclamation mark."""
    tokens = context.parse.tokens
    end = tokens[quotation.last].start if quotation.last < len(tokens) else 0
    ends = context.article.text[quotation.inner[0] : quotation.inner[1]].rstrip("’'")[-1:]
    if ends not in {",", "?", "!", "…", "—"}:
        return None
    _, last = context.sentence(min(quotation.last + 1, len(tokens) - 1))
    if quotation.last + 1 < len(tokens) and context.paragraph(quotation.last + 1) != context.paragraph(quotation.first):
        return None
    for token in tokens[quotation.last + 1 : min(last, quotation.last + 12) + 1]:
        if token.tag in {"VBD", "VBZ", "VBP"} and token.pos == "VERB" and token.start > end:
            return token.i if context.inside[token.i] < 0 else None
    return None


def by_transcript(context: Context, _: Drafts) -> Iterator[Draft]:
    """A paragraph of a transcript: its speaker's name, a colon, and what was said.

    A name in capitals is one anywhere; other names only where paragraphs follow each other like that, or somebody
    speaks again: else they are the items of a list.
    """
    tokens = context.parse.tokens
    turns = [turn for first, end in context.parse.paragraphs if (turn := _turn(tokens, first, end)) is not None]
    names = {tokens[colon - 1].lower for _, colon, _ in turns}
    in_turn = any(turns[k + _TURNS - 1][0] - turns[k][2] <= _between(turns, k) for k in range(len(turns) - _TURNS + 1))
    spoken = sum(any(t.pos in {"VERB", "AUX"} for t in tokens[colon:end]) for _, colon, end in turns)
    talk = len(turns) >= _TURNS and 2 * spoken > len(turns) and (in_turn or len(names) < len(turns))
    for start, colon, end in turns:
        shouted = all(t.text.isupper() and len(t.text) > 1 for t in tokens[start:colon])
        if talk or (shouted and tokens[start].lower not in word_set("headings")):
            content = (tokens[colon + 1].start, tokens[end - 1].end)
            cue = (tokens[colon].start, tokens[colon].end)
            yield Draft([content], (colon + 1, end - 1), colon - 1, cue, "direct", TRANSCRIPT, LIKELY)


def _between(turns: list[tuple[int, int, int]], k: int) -> int:
    """Tokens of the turns between the first and the last of those from ``k`` on, with a mark before each."""
    return sum(end - start for start, _, end in turns[k + 1 : k + _TURNS - 1]) + _TURNS


def _turn(tokens: list[Token], first: int, end: int) -> tuple[int, int, int] | None:
    """Return where the name, the colon and the end of a paragraph stand that may be a turn of talk."""
    start = first + 1 if tokens[first].text in {"“", '"', "''"} else first
    colon = next((i for i in range(start, min(start + _NAME, end)) if tokens[i].text == ":"), None)
    if colon is None or colon == start or colon + 3 > end - 1:
        return None
    words = [t.text for t in tokens[start:colon] if any(c.isalpha() for c in t.text)]
    named = all(w[0].isupper() or w in _PARTICLES for w in words) and any(w.isalpha() for w in words)
    return (start, colon, end) if named else None


def by_signature(context: Context, drafts: Drafts) -> Iterator[Draft]:
    """A quotation signed with a dash: “...” — Maria Rossi."""
    tokens = context.parse.tokens
    for quotation in context.quotations:
        at = quotation.last + 1
        if at + 1 >= len(tokens) or tokens[at].text not in {"―", "—", "–", "--", "-"} or quotation.tokens < 5:
            continue
        draft = Draft([quotation.inner], (quotation.first, quotation.last), None, None, "direct", "signed", SURE)
        name = complement(context, at + 1)
        if name is not None and tokens[at + 1].pos == "PROPN" and not drafts.claims(draft):
            yield replace(draft, source=name, cue=(tokens[at].start, tokens[at].end))


# -- what quotations are left --------------------------------------------------------------------------------------


def by_left_over_quotation(context: Context, drafts: Drafts) -> Iterator[Draft]:
    """A quotation without a cue of its own: its speaker is whoever spoke just before."""
    for quotation in context.quotations:
        if not _is_utterance(context, quotation):
            continue
        draft = Draft([quotation.inner], (quotation.first, quotation.last), None, None, "direct", "", GUESS)
        if drafts.claims(draft):
            continue
        yield _attributed(context, draft, drafts)


def _is_utterance(context: Context, quotation: Quotation) -> bool:
    """A sentence, not a title or a scare quote: it has a verb, some length, and ends or begins like a sentence."""
    tokens = context.parse.tokens[quotation.first : quotation.last + 1]
    if quotation.single or len(tokens) < _MIN_LEFT_OVER + 2 or not any(t.pos in {"VERB", "AUX"} for t in tokens):
        return False
    if is_title(context, quotation):
        return False
    ends = any(t.text in ".,!?…" for t in tokens[-2:])
    first = context.parse.sentences[tokens[0].sent][0]
    return ends or (tokens[1].text[:1].isupper() and quotation.first == first) or len(tokens) > 12


def _attributed(context: Context, draft: Draft, known: Drafts) -> Draft:
    """Find who goes on speaking: an attribution in this paragraph before, or the end of the last paragraph."""
    first = draft.tokens[0]
    here = context.paragraph(first)
    same = known.last_before(first, here)
    if same is not None:
        return replace(draft, follows=same, rule="follow-on quotation", confidence=LIKELY)
    introducer = _introducer(context, first, here)
    if introducer is not None:
        return replace(draft, source=introducer, rule="quotation after its speaker", confidence=GUESS)
    previous = known.last_before(first, here - 1) or _left_open(context, known.last_before(first, here - 2))
    if previous is not None and context.parse.paragraphs[here][0] == first:
        return replace(draft, follows=previous, rule="follow-on paragraph", confidence=LIKELY)
    return replace(draft, rule="quotation without a speaker", confidence=GUESS)


def _left_open(context: Context, draft: Draft | None) -> Draft | None:
    """A picture or a pulled quote may stand between two paragraphs of a quotation that was not closed."""
    quotation = context.quotation_at(draft.tokens[1]) if draft is not None else None
    return draft if quotation is not None and not quotation.closed else None


def _introducer(context: Context, first: int, paragraph: int) -> int | None:
    """The subject of the sentence before a quotation in the same paragraph ("Mr Smith was blunt. “...”")."""
    if context.parse.paragraphs[paragraph][0] == first:
        return None
    start, last = context.sentence(first - 1)
    root = next((t for t in context.parse.tokens[start : last + 1] if t.dep == "root"), None)
    return context.grammar.subject(root.i) if root is not None else None
