"""Statements: who says what, in quotation marks or not.

Each rule proposes drafts; the first to claim a stretch wins. A draft names its cue, the mention that the sentence gives
as source, and its content; who the source is, is left to coreference (``speakers``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.quotations import Quotation
from stakegraph.extract.statements.complementless import OF_NOUN
from stakegraph.extract.statements.content import content_of_verb
from stakegraph.extract.statements.cues import Stretch, speaks_within
from stakegraph.extract.statements.drafts import GUESS, LIKELY, SURE, Draft, Drafts, can_speak, complement, manner
from stakegraph.extract.statements.extents import before_source, is_misread_gerund
from stakegraph.extract.statements.headlines import by_headline
from stakegraph.extract.statements.quoted import by_left_over_quotation, by_neighbour, by_signature, by_transcript
from stakegraph.extract.statements.sources import source_of

OTHER_SIDE = "other side of a quotation"
"""The rule of what goes on behind the cue that breaks a quotation: a statement of its own, one act with it."""

_OPENING = 3
"""A side of so few words only opens what is said ("Look," he said. "..."), and is one statement with what follows."""

_DUE = frozenset(("must", "should", "ought"))


def find_statements(context: Context) -> list[Draft]:
    """Return the statements of the article in order of their content."""
    drafts = Drafts(context)
    for rule in RULES:
        for draft in rule(context, drafts):
            if not drafts.claims(draft):
                drafts.add(draft)
    apart = [draft for draft in drafts.all if not _is_joined(context, draft)]
    return sorted(apart, key=lambda d: (d.start, d.tokens))


def _is_joined(context: Context, draft: Draft) -> bool:
    """Mark a draft that is the other side of a quotation, or give what it says to its first side if that only opens."""
    first = draft.follows
    if first is None or not _is_other_side(context, first, draft):
        return False
    draft.rule, draft.confidence = OTHER_SIDE, first.confidence
    words = [word for start, end in first.content for word in context.article.text[start:end].split()]
    if len(words) > _OPENING:
        return False
    first.content = [*first.content, *draft.content]
    first.tokens = first.tokens[0], draft.tokens[1]
    return True


def _is_other_side(context: Context, first: Draft, second: Draft) -> bool:
    """Only the rest of the cue's own sentence stands between the two: "...," she said. "..."."""
    if first.cue is None or first.cue[0] < first.content[-1][1] or first.manner != "direct":
        return False
    between = second.tokens[0] - 1
    cue = next(t for t in context.parse.tokens[first.tokens[1] :] if t.start == first.cue[0])
    return context.parse.tokens[cue.i].sent == context.parse.tokens[between].sent


# -- verbs ---------------------------------------------------------------------------------------------------------


def by_verb(context: Context, _: Drafts) -> Iterator[Draft]:
    """A verb of saying or thinking (or "is worried") with a clause, a quotation, an infinitive or "X as Y"."""
    for match in context.matches:
        if match.predicate.pos == "NOUN" or not match.predicate.say or context.inside[match.i] >= 0:
            continue
        if context.grammar.sufferer(match.i) is not None or _is_only_due(context, match.i):
            continue
        if _is_prevented(context, match.i) or _is_ensured(context, match):
            continue
        subject = source_of(context, match)
        if subject is not None and not can_speak(context, subject):
            continue
        if _is_only_judged(context, match.i, subject):
            continue
        found = content_of_verb(context, match, subject)
        if found is not None:
            yield _draft(context, match, subject, found)


def _is_only_due(context: Context, i: int) -> bool:
    """What somebody ought to say, or is told to, nobody has said: "she must admit that", "Think of it"."""
    token = context.parse.tokens[i]
    if token.pos != "VERB":
        return False
    helpers = [c.lower for c in context.parse.children(i, "aux")]
    before = context.parse.tokens[i - 1]
    opens = i == context.sentence(i)[0] or before.text in {"(", "—", "–", ":"}
    return bool(_DUE & {*helpers}) or (token.tag == "VB" and opens and not helpers)


def _is_prevented(context: Context, i: int) -> bool:
    """What somebody is kept from saying nobody has said: "barred the guards from telling that"."""
    token = context.parse.tokens[i]
    return token.tag == "VBG" and any(mark.lower == "from" for mark in context.parse.children(i, "mark", "case"))


def _is_ensured(context: Context, match: Match) -> bool:
    """What a thing is there for is no word of whoever made it: "a system to guarantee that each cell is sound"."""
    purpose = context.parse.tokens[match.i].relation in ("acl", "advcl") and context.parse.is_infinitive(match.i)
    return purpose and match.predicate.lemma == "guarantee"


def _is_only_judged(context: Context, i: int, subject: int | None) -> bool:
    """What is good or bad to say, nobody has said: "it is unfair to call them liars"."""
    above = context.parse.tokens[context.parse.tokens[i].head]
    it = context.parse.child(above.i, "expl", "nsubj")
    judged = context.parse.child(above.i, "cop", "aux") is not None and above.lemma not in word_set("planning")
    nobody = subject is None or (it is not None and it.i == subject)
    return judged and nobody and it is not None and it.lower == "it" and context.parse.is_infinitive(i)


def _draft(context: Context, match: Match, subject: int | None, found: Stretch) -> Draft:
    tokens = context.parse.tokens
    content, covered = _spans(context, found)
    addressee = next(context.grammar.slot(match.i, "obj"), None) if match.predicate.lemma == "tell" else None
    confidence = (SURE if found.sure else LIKELY) if subject is not None else GUESS
    return Draft(
        content, covered, subject, (tokens[match.i].start, tokens[match.i].end), manner(context, content, covered),
        found.rule, confidence, match.factuality, addressee.i if addressee is not None else None,
        _judged(context, match.i, found.rule), _relative(context, match.i),
    )  # fmt: skip


def _judged(context: Context, i: int, rule: str) -> int | None:
    """What is said to be so: the object of a verb that judges, the noun that a relative clause describes."""
    if rule == OF_NOUN:
        clause = context.parse.tokens[i]
        return clause.head if clause.relation == "acl" else None
    return context.grammar.object(i) if rule == "judgement" else None


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
        start = min(a, opening.first) if opening is not None else a
        end = max(b, closing.last) if closing is not None else b
        first, last = min(first, start), max(last, end)
        spans.append((context.parse.tokens[start].start, context.parse.tokens[end].end))
    return spans, (first, last)


def _is_whole(context: Context, first: int, last: int, quotation: Quotation) -> bool:
    inner = context.trim(quotation.first, quotation.last)
    return inner is not None and last - first + 1 >= 0.6 * quotation.tokens


# -- "according to" and nouns --------------------------------------------------------------------------------------


def by_according_to(context: Context, _: Drafts) -> Iterator[Draft]:
    """The rest of a sentence that has "according to" somebody."""
    tokens = context.parse.tokens
    for token in tokens[:-2]:
        if token.lower != "according" or tokens[token.i + 1].lower != "to" or context.inside[token.i] >= 0:
            continue
        head = complement(context, token.i + 2)
        if head is None:
            continue
        first, last = context.sentence(token.i)
        end = max(context.grammar.noun_phrase(head)[1], head)
        parts = [p for p in (context.trim(first, token.i - 1), context.trim(end + 1, last)) if p is not None]
        parts = [p for p in parts if p[1] - p[0] >= 2]
        if parts:
            content, covered = _spans(context, Stretch(parts, "according to", True))
            cue = (token.start, tokens[token.i + 1].end)
            yield Draft(content, covered, head, cue, manner(context, content, covered), "according to", SURE)


def by_noun(context: Context, _: Drafts) -> Iterator[Draft]:
    """A noun of saying with a "that" clause: "her claim that", "warnings from his lawyer that"."""
    tokens = context.parse.tokens
    for match in context.matches:
        token = tokens[match.i]
        if token.pos != "NOUN" or "that" not in match.predicate.say or context.inside[match.i] >= 0:
            continue
        part = _clause_of_noun(context, token.i) or _infinitive_of_noun(context, match)
        if part is None:
            continue
        source = next(iter(match.agents), None)
        source = source if source is not None else _governing_subject(context, token.i)
        if source is not None and not can_speak(context, source):
            continue
        content, covered = _spans(context, Stretch([part], "noun of saying", False))
        confidence = LIKELY if source is not None else GUESS
        cue = (token.start, token.end)
        yield Draft(content, covered, source, cue, manner(context, content, covered), "noun of saying", confidence)


def _clause_of_noun(context: Context, noun: int) -> tuple[int, int] | None:
    for clause in context.parse.children(noun, "acl", "ccomp", "appos", "acl:relcl"):
        if clause.i > noun and _opens_with_that(context, clause.i, noun) and not speaks_within(context, clause.i):
            return context.trim(min(_after(context, clause.i, noun)) + 1, max(context.parse.subtree(clause.i)))
    return None


def _infinitive_of_noun(context: Context, match: Match) -> tuple[int, int] | None:
    """What somebody promises, asks or threatens to do: "her vow to close it", "calls from the town to act"."""
    tokens = context.parse.tokens
    if match.predicate.lemma not in word_set("spoken aims") or not match.agents:
        return None
    for clause in context.parse.children(match.i, "acl", "xcomp", "ccomp"):
        after = _after(context, clause.i, match.i)
        if (
            clause.i > match.i
            and after
            and tokens[after[0]].lower in {"to", "not"}
            and context.parse.is_infinitive(clause.i)
        ):
            return context.trim(after[0], before_source(context, after[0], after[-1]))
    return None


def _after(context: Context, clause: int, noun: int) -> list[int]:
    return [i for i in context.parse.subtree(clause) if i > noun]


def _opens_with_that(context: Context, clause: int, noun: int) -> bool:
    """Say whether a "that" leads a clause in, and is no subject of its own: not "a plan that failed"."""
    opens = next((context.parse.tokens[i] for i in _after(context, clause, noun)), None)
    return opens is not None and opens.lower == "that" and not opens.dep.startswith("nsubj")


def _governing_subject(context: Context, i: int) -> int | None:
    """Who says what a noun tells: the subject above it, unless he will not have it, "dismissed claims that"."""
    verbs = (t for t in context.parse.ancestors(i) if t.pos == "VERB")
    outermost = is_misread_gerund(context, i)  # "urged them to wait, warning that": who urges warns
    above = next((t for t in verbs if not outermost or t.dep == "root"), None)
    if above is None or above.lemma in word_set("denying"):
        return None
    return context.grammar.subject(above.i)


Rule = Callable[[Context, Drafts], Iterator[Draft]]

RULES: tuple[Rule, ...] = (
    by_transcript,
    by_headline,
    by_verb,
    by_according_to,
    by_noun,
    by_signature,
    by_neighbour,
    by_left_over_quotation,
)
"""The rules in the order in which they may claim a stretch, most precise first."""
