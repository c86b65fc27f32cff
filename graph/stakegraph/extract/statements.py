"""Statements: who says what, in quotation marks or not.

Each rule proposes drafts; the first to claim a stretch wins. A draft names its cue, the mention that the sentence gives
as source, and its content; who the source is, is left to coreference (``speakers``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from stakegraph.extract.clauses import Stretch, content_of_verb
from stakegraph.extract.context import Context
from stakegraph.extract.grammar import Match
from stakegraph.extract.lexicon import Predicate
from stakegraph.extract.quotations import Quotation
from stakegraph.extract.sources import source_of
from stakegraph.model import Factuality, Manner

_SURE = 0.9
_LIKELY = 0.7
_GUESS = 0.5
_MIN_LEFT_OVER = 4
_ANY_CUE = Predicate("", "VERB", frozenset({"quote"}), (), (), (), ())


@dataclass(slots=True)
class Draft:
    """A statement before its speaker is resolved. ``content`` are character spans, ``tokens`` the stretch they cover.

    ``source`` is the head token of whoever speaks, ``relative`` the "who" that stands for it, ``judged`` what a
    judgement is about, ``follows`` the draft whose speaker goes on speaking.
    """

    content: list[tuple[int, int]]
    tokens: tuple[int, int]
    source: int | None
    cue: tuple[int, int] | None
    manner: Manner
    rule: str
    confidence: float
    factuality: Factuality = "actual"
    addressee: int | None = None
    judged: int | None = None
    relative: int | None = None
    follows: Draft | None = None

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.content[0][0]


def find_statements(context: Context) -> list[Draft]:
    """Return the statements of the article in order of their content."""
    drafts: list[Draft] = []
    for rule in RULES:
        for draft in rule(context, drafts):
            if not _claimed(draft, drafts):
                drafts.append(draft)
    return _joined(context, sorted(drafts, key=lambda d: (d.start, d.tokens)))


def _joined(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Join the two sides of a quotation that its cue breaks: "...," she said. "...", one act of speech."""
    kept: list[Draft] = []
    for draft in drafts:
        first = draft.follows
        if first is not None and draft.rule == "follow-on quotation" and _is_other_side(context, first, draft):
            first.content.extend(draft.content)
            first.tokens = (first.tokens[0], draft.tokens[1])
            continue
        kept.append(draft)
    return kept


def _is_other_side(context: Context, first: Draft, second: Draft) -> bool:
    """Only the rest of the cue's own sentence stands between the two sides."""
    if first.cue is None or first.cue[0] < first.start or not first.manner == "direct":
        return False
    between = second.tokens[0] - 1
    cue = next(t for t in context.parse.tokens[first.tokens[1] :] if t.start == first.cue[0])
    return context.parse.tokens[cue.i].sent == context.parse.tokens[between].sent


def _claimed(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether most of a draft's words stand in a draft that was found before."""
    size = sum(end - start for start, end in draft.content)
    for other in drafts:
        common = sum(
            max(0, min(end, stop) - max(start, begin)) for start, end in draft.content for begin, stop in other.content
        )
        if common > 0.6 * size:
            return True
    return False


# -- verbs ---------------------------------------------------------------------------------------------------------


def by_verb(context: Context, _: list[Draft]) -> Iterator[Draft]:
    """A verb of saying or thinking with a clause, a quotation, an infinitive or "X as Y" as its complement."""
    for match in context.matches:
        if match.predicate.pos != "VERB" or not match.predicate.say or context.inside[match.i] >= 0:
            continue
        subject = source_of(context, match)
        if subject is not None and not _can_speak(context, subject):
            continue
        found = content_of_verb(context, match, subject)
        if found is not None:
            yield _draft(context, match, subject, found)


def _can_speak(context: Context, i: int) -> bool:
    """The reporter's own "I" and "we", and the "it" of "it seems", speak for nobody in the article."""
    token = context.parse.tokens[i]
    return token.dep != "expl" and token.lower not in {"i", "we", "there", "you", "what"}


def _draft(context: Context, match: Match, subject: int | None, found: Stretch) -> Draft:
    tokens = context.parse.tokens
    content, covered = _spans(context, found)
    addressee = next(context.grammar.slot(match.i, "obj"), None) if match.predicate.lemma == "tell" else None
    confidence = (_SURE if found.sure else _LIKELY) if subject is not None else _GUESS
    return Draft(
        content, covered, subject, (tokens[match.i].start, tokens[match.i].end), _manner(context, content),
        found.rule, confidence, match.factuality, addressee.i if addressee is not None else None,
        context.grammar.object(match.i) if found.rule == "judgement" else None, _relative(context, match.i),
    )  # fmt: skip


def _relative(context: Context, i: int) -> int | None:
    """The "who" that speaks a cue in a relative clause: it is the mention that the sentence gives."""
    own = context.parse.child(i, "nsubj")
    return own.i if own is not None and own.tag in {"WP", "WDT"} else None


def _spans(context: Context, found: Stretch) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Widen each part to the quotations that it touches, and drop the marks where it is one whole quotation."""
    spans = []
    first, last = found.parts[0][0], found.parts[-1][1]
    for a, b in found.parts:
        opening, closing = context.quotation_at(a), context.quotation_at(b)
        if opening is not None and opening is closing and (found.quoted or _is_whole(context, a, b, opening)):
            spans.append(opening.inner)
            first, last = min(first, opening.first), max(last, opening.last)
            continue
        a = min(a, opening.first) if opening is not None else a
        b = max(b, closing.last) if closing is not None else b
        first, last = min(first, a), max(last, b)
        spans.append((context.parse.tokens[a].start, context.parse.tokens[b].end))
    return spans, (first, last)


def _is_whole(context: Context, first: int, last: int, quotation: Quotation) -> bool:
    inner = context.trim(quotation.first, quotation.last)
    return inner is not None and last - first + 1 >= 0.6 * quotation.tokens


def _manner(context: Context, content: list[tuple[int, int]]) -> Manner:
    quoted = sum(
        max(0, min(end, q.end) - max(start, q.start))
        for start, end in content
        for q in context.quotations
        if not q.single
    )
    size = sum(end - start for start, end in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= size - 2 else "mixed"


# -- "according to" and nouns --------------------------------------------------------------------------------------


def by_according_to(context: Context, _: list[Draft]) -> Iterator[Draft]:
    """The rest of a sentence that has "according to" somebody."""
    tokens = context.parse.tokens
    for token in tokens[:-2]:
        if token.lower != "according" or tokens[token.i + 1].lower != "to" or context.inside[token.i] >= 0:
            continue
        head = _complement(context, token.i + 2)
        if head is None:
            continue
        first, last = context.sentence(token.i)
        end = max(context.grammar.noun_phrase(head)[1], head)
        parts = [p for p in (context.trim(first, token.i - 1), context.trim(end + 1, last)) if p is not None]
        parts = [p for p in parts if p[1] - p[0] >= 2]
        if parts:
            content, covered = _spans(context, Stretch(parts, "according to", True))
            cue = (token.start, tokens[token.i + 1].end)
            yield Draft(content, covered, head, cue, _manner(context, content), "according to", _SURE)


def _complement(context: Context, i: int) -> int | None:
    """Return the head of the noun phrase that begins at token ``i``."""
    tokens = context.parse.tokens
    if i >= len(tokens):
        return None
    at = tokens[i]
    seen = 0
    while tokens[at.head].i > at.i and tokens[at.head].pos in {"NOUN", "PROPN", "PRON"} and seen < 8:
        at, seen = tokens[at.head], seen + 1
    return at.i if at.pos in {"NOUN", "PROPN", "PRON", "X"} else None


def by_noun(context: Context, _: list[Draft]) -> Iterator[Draft]:
    """A noun of saying with a "that" clause: "her claim that", "warnings from his lawyer that"."""
    tokens = context.parse.tokens
    for match in context.matches:
        token = tokens[match.i]
        if token.pos != "NOUN" or "that" not in match.predicate.say or context.inside[match.i] >= 0:
            continue
        clause = next(
            (c for c in context.parse.children(token.i, "acl", "ccomp", "appos", "acl:relcl")
             if c.i > token.i and _opens_with_that(context, c.i, token.i)),
            None,
        )  # fmt: skip
        if clause is None:
            continue
        part = context.trim(min(_after(context, clause.i, token.i)) + 1, max(context.parse.subtree(clause.i)))
        source = next(iter(match.agents), None)
        source = source if source is not None else _governing_subject(context, token.i)
        if part is None or (source is not None and not _can_speak(context, source)):
            continue
        content, covered = _spans(context, Stretch([part], "noun of saying", False))
        confidence = _LIKELY if source is not None else _GUESS
        cue = (token.start, token.end)
        yield Draft(content, covered, source, cue, _manner(context, content), "noun of saying", confidence)


def _after(context: Context, clause: int, noun: int) -> list[int]:
    return [i for i in context.parse.subtree(clause) if i > noun]


def _opens_with_that(context: Context, clause: int, noun: int) -> bool:
    after = _after(context, clause, noun)
    return bool(after) and context.parse.tokens[after[0]].lower == "that"


def _governing_subject(context: Context, i: int) -> int | None:
    for above in context.parse.ancestors(i):
        if above.pos == "VERB":
            return context.grammar.subject(above.i)
    return None


# -- any verb beside a quotation -----------------------------------------------------------------------------------


def by_neighbour(context: Context, drafts: list[Draft]) -> Iterator[Draft]:
    """A quotation beside a verb that no lexicon knows as a cue: "...," the letter reads; he continued: "..."."""
    tokens = context.parse.tokens
    for quotation in context.quotations:
        if not _is_utterance(context, quotation):
            continue
        draft = Draft([quotation.inner], (quotation.first, quotation.last), None, None, "direct", "", _LIKELY)
        if _claimed(draft, drafts):
            continue
        verb = _verb_before(context, quotation) or _verb_after(context, quotation)
        if verb is None:
            continue
        source = source_of(context, Match(verb, verb, _ANY_CUE, _agents(context, verb), "actual"))
        if source is not None and _can_speak(context, source):
            cue = (tokens[verb].start, tokens[verb].end)
            yield replace(draft, source=source, cue=cue, rule="verb beside a quotation")


def _agents(context: Context, verb: int) -> tuple[int, ...]:
    subject = context.grammar.subject(verb)
    return () if subject is None else (subject,)


def _verb_before(context: Context, quotation: Quotation) -> int | None:
    """The last finite verb before a colon or comma that leads into the quotation."""
    tokens = context.parse.tokens
    at = quotation.first - 1
    if at < 0 or tokens[at].text not in {":", ","} or context.paragraph(quotation.first) - context.paragraph(at) > 1:
        return None
    first, _ = context.sentence(at)
    verbs = [t.i for t in tokens[first:at] if t.tag in {"VBD", "VBZ", "VBP", "VBG"} and t.pos == "VERB"]
    return verbs[-1] if verbs and context.inside[verbs[-1]] < 0 else None


def _verb_after(context: Context, quotation: Quotation) -> int | None:
    """A finite verb in the short clause after a quotation that ends in a comma, question or exclamation mark."""
    tokens = context.parse.tokens
    end = tokens[quotation.last].start if quotation.last < len(tokens) else 0
    if context.article.text[max(0, quotation.inner[1] - 1) : quotation.inner[1]] not in {",", "?", "!", "…", "—"}:
        return None
    _, last = context.sentence(min(quotation.last + 1, len(tokens) - 1))
    for token in tokens[quotation.last + 1 : min(last, quotation.last + 12) + 1]:
        if token.tag in {"VBD", "VBZ", "VBP"} and token.pos == "VERB" and token.start > end:
            return token.i if context.inside[token.i] < 0 else None
    return None


def by_signature(context: Context, drafts: list[Draft]) -> Iterator[Draft]:
    """A quotation signed with a dash: “...” — Maria Rossi."""
    tokens = context.parse.tokens
    for quotation in context.quotations:
        at = quotation.last + 1
        if at + 1 >= len(tokens) or tokens[at].text not in {"―", "—", "–", "--", "-"} or quotation.tokens < 5:
            continue
        draft = Draft([quotation.inner], (quotation.first, quotation.last), None, None, "direct", "signed", _SURE)
        name = _complement(context, at + 1)
        if name is not None and tokens[at + 1].pos == "PROPN" and not _claimed(draft, drafts):
            yield replace(draft, source=name, cue=(tokens[at].start, tokens[at].end))


# -- what quotations are left --------------------------------------------------------------------------------------


def by_left_over_quotation(context: Context, drafts: list[Draft]) -> Iterator[Draft]:
    """A quotation without a cue of its own: its speaker is whoever spoke just before."""
    known = sorted(drafts, key=lambda d: d.tokens)
    made: list[Draft] = []
    for quotation in context.quotations:
        if not _is_utterance(context, quotation):
            continue
        draft = Draft([quotation.inner], (quotation.first, quotation.last), None, None, "direct", "", _GUESS)
        if _claimed(draft, drafts):
            continue
        draft = _attributed(context, draft, sorted([*known, *made], key=lambda d: d.tokens))
        made.append(draft)
        yield draft


def _is_utterance(context: Context, quotation: Quotation) -> bool:
    """A sentence, not a title or a scare quote: it has a verb, some length, and ends or begins like a sentence."""
    tokens = context.parse.tokens[quotation.first : quotation.last + 1]
    if quotation.single or len(tokens) < _MIN_LEFT_OVER + 2 or not any(t.pos in {"VERB", "AUX"} for t in tokens):
        return False
    ends = any(t.text in ".,!?…" for t in tokens[-2:])
    first = context.parse.sentences[tokens[0].sent][0]
    return ends or (tokens[1].text[:1].isupper() and quotation.first == first) or len(tokens) > 12


def _attributed(context: Context, draft: Draft, known: list[Draft]) -> Draft:
    """Find who goes on speaking: an attribution in this paragraph before, or the end of the last paragraph."""
    first = draft.tokens[0]
    here = context.paragraph(first)
    before = [d for d in known if d.tokens[0] < first]
    same = [d for d in before if context.paragraph(d.tokens[0]) == here]
    if same:
        return replace(draft, follows=same[-1], rule="follow-on quotation", confidence=_LIKELY)
    introducer = _introducer(context, first, here)
    if introducer is not None:
        return replace(draft, source=introducer, rule="quotation after its speaker", confidence=_GUESS)
    previous = [d for d in before if context.paragraph(d.tokens[0]) == here - 1]
    if not previous and _left_open(context, before, here - 2):
        previous = before[-1:]
    if previous and context.parse.paragraphs[here][0] == first:
        return replace(draft, follows=previous[-1], rule="follow-on paragraph", confidence=_LIKELY)
    return replace(draft, rule="quotation without a speaker", confidence=_GUESS)


def _left_open(context: Context, before: list[Draft], paragraph: int) -> bool:
    """A picture or a pulled quote may stand between two paragraphs of a quotation that was not closed."""
    if not before or context.paragraph(before[-1].tokens[0]) != paragraph:
        return False
    quotation = context.quotation_at(before[-1].tokens[1])
    return quotation is not None and not quotation.closed


def _introducer(context: Context, first: int, paragraph: int) -> int | None:
    """The subject of the sentence before a quotation in the same paragraph ("Mr Smith was blunt. “...”")."""
    if context.parse.paragraphs[paragraph][0] == first:
        return None
    start, last = context.sentence(first - 1)
    root = next((t for t in context.parse.tokens[start : last + 1] if t.dep == "root"), None)
    return context.grammar.subject(root.i) if root is not None else None


Rule = Callable[[Context, list[Draft]], Iterator[Draft]]

RULES: tuple[Rule, ...] = (by_verb, by_according_to, by_noun, by_signature, by_neighbour, by_left_over_quotation)
"""The rules in the order in which they may claim a stretch, most precise first."""
