"""What stances share: the statements they rest on, what a phrase names as a target, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stakegraph.extract.events.acts import conditional_objects
from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_negated
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.topics import POINTING, Speech, Topics
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.issues import IssueTable, empty_nouns
from stakegraph.model import Evidence, Factuality
from stakegraph.syntax import Token

_SELF = frozenset(("i", "we", "you", "one"))
_OTHERS = frozenset(("it", "him", "her", "them"))
LONGEST = 45
"""Tokens of a stance's evidence: a longer stretch shows nothing."""


@dataclass(frozen=True, slots=True)
class StanceDraft:
    """A stance before it becomes a record; ``target`` is an actor's id or (``is_issue``) an issue's key."""

    holder: str
    target: str
    is_issue: bool
    sign: int
    evidence: Evidence
    factuality: Factuality
    confidence: float
    rule: str
    basis: int | None = None
    event: EventDraft | None = None


@dataclass(slots=True)
class Targets:
    """Resolves targets: the actors or the issue that a phrase names."""

    context: Context
    voices: Voices
    issues: IssueTable
    speeches: list[Speech]
    _topics: Topics = field(init=False)
    _at: dict[int, Speech] = field(default_factory=dict)
    _spoken: list[tuple[Speech, Token]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._topics = Topics(self.context, lambda i: self.of(i, None), self.speeches)
        for speech in sorted(self.speeches, key=lambda s: (s.first - s.last, s.number)):
            self._at.update(dict.fromkeys(range(speech.first, speech.last + 1), speech))

    def spoken(self) -> list[tuple[Speech, Token]]:
        """Return the tokens of each statement that stand in no statement within it, once for each who says it.

        What a speaker quotes is another's: "at least they said it: ‘We must win’".
        """
        if not self._spoken:
            principals = self.voices.principals()
            for speech in self.speeches:
                stretch = (speech.first, speech.last)
                told = self._told_by_others(speech, {speech.speaker, principals.get(speech.speaker)})
                for token in self.context.parse.tokens[speech.first : speech.last + 1]:
                    innermost = self._at.get(token.i)
                    if token.i in told or self.context.is_quoted_within(token.i):
                        continue
                    if innermost is speech or (innermost is not None and stretch == (innermost.first, innermost.last)):
                        self._spoken.append((speech, token))
        return self._spoken

    def _told_by_others(self, speech: Speech, own: set[str | None]) -> set[int]:
        """Return the tokens of a statement that it gives to others: "most voters think that the dam is a farce".

        ``own`` are the speaker and whoever he speaks for.
        """
        parse = self.context.parse
        found: set[int] = set()
        for token in parse.tokens[speech.first : speech.last + 1]:
            told = token.pos == "VERB" and token.tag != "VBG" and token.lemma in word_set("others hold")
            if not told or token.i in found:
                continue
            subject = self.context.grammar.subject(token.i)
            others = subject is not None and parse.tokens[subject].lower not in _SELF
            if subject is None or not others or own & {*self.voices.known(subject)}:
                continue
            for clause in parse.children(token.i, "ccomp"):
                if clause.i > token.i:
                    found.update(parse.subtree(clause.i))
        return found

    def of(self, i: int, speech: Speech | None) -> list[tuple[str, bool]]:
        """Return what the phrase headed by token ``i`` names: actors, else an issue, else the topic of talk."""
        token = self.context.parse.tokens[i]
        done = self.context.parse.child(i, "acl:relcl") if token.lower == "what" else None
        doer = self.context.grammar.subject(done.i) if done is not None else None
        if doer is not None and doer != i:
            return [(actor, False) for actor in self.voices.known(doer)]  # "what she did is shameful"
        if token.lower in POINTING and speech is not None:
            if token.relation == "nsubj" and speech.speaker in self.voices.known(i):
                return [(speech.speaker, False)]  # "the army said it had killed them"
            topic = self._topics.of(token, speech)
            if topic:
                return topic
        same = self._paralleled(token) if token.lower == "it" and token.relation in {"obj", "obl", "expl"} else None
        if same is not None:
            return self.of(same, speech)
        named = self._topics.epithet(token, speech) if token.pos == "NOUN" and speech is not None else []
        if named:
            return named
        sent = token.pos == "NOUN" and token.lemma.lower() in conditional_objects("forces")
        actors = [] if sent else self.voices.known(i) or self.voices.alliance(i)
        if actors and token.lower in _OTHERS and token.relation in {"obj", "obl", "expl"}:
            doer = self.context.grammar.subject(token.head)
            doers = self.voices.known(doer) if doer is not None else []
            actors = [a for a in actors if a not in doers]  # "asked the journal to retract it": it is no journal
        if actors:
            return [(a, False) for a in actors]
        if token.pos in {"PRON", "DET"}:
            return []
        is_clause = token.pos in {"VERB", "AUX"} and self.context.parse.child(i, "det") is None
        issue = self.issues.of_clause(i) if is_clause else self.issues.of_phrase(i)
        return [(issue, True)] if issue is not None else []

    def decided_before(self, token: Token) -> int | None:
        """Return what was just supported or opposed, on which somebody votes at ``token``."""
        return self._paralleled(token)

    def _paralleled(self, it: Token) -> int | None:
        """Return what was just supported or opposed, which "it" takes up: "Peru backs the dam, Brazil opposes it"."""
        parse = self.context.parse
        begin = parse.sentences[max(it.sent - 1, 0)][0]
        same = self.context.paragraph(begin) == self.context.paragraph(it.i)
        doer = self.context.grammar.subject(it.head)
        for match in reversed(self.context.matches):
            judges = match.predicate.stance or "as" in match.predicate.say
            if match.i >= it.i or match.i == it.head or not judges:
                continue
            if match.i < (begin if same else parse.sentences[it.sent][0]):
                return None
            done = self.context.grammar.object(match.i) if match.predicate.pos == "VERB" else None
            if done is not None and done == doer:
                continue  # "asked the journal to retract it": it is no journal
            if done is not None and done < it.i:
                common = parse.tokens[done].pos == "NOUN" and not self.voices.known(done)
                return done if common else None
        return None

    def held(
        self, holder: str, i: int, sign: int, evidence: Evidence | None, rule: str, confidence: float,
        speech: Speech | None = None,
    ) -> Iterator[StanceDraft]:  # fmt: skip
        """Yield what ``holder`` is for or against: all that the phrase headed by ``i`` names, save himself.

        A stance rests on the statement ``speech``, if it stands in one; without evidence there is none.
        """
        if evidence is None:
            return
        basis = speech.number if speech is not None else None
        for name, is_issue in self.of(i, speech):
            if name != holder:
                yield StanceDraft(holder, name, is_issue, sign, evidence, "actual", confidence, rule, basis)

    def speech_at(self, i: int) -> Speech | None:
        """Return the innermost statement that token ``i`` stands in."""
        return self._at.get(i)

    def evidence(self, *tokens: int | None) -> Evidence | None:
        """The stretch from the first to the last of the phrases headed by ``tokens``, within one sentence."""
        given = [i for i in tokens if i is not None]
        sentence = self.context.sentence(given[0])
        ends: list[int] = [given[0]]
        for i in given:
            if sentence[0] <= i <= sentence[1]:
                ends.extend(self.context.grammar.noun_phrase(i))
        first, last = min(ends), max(ends)
        return self.context.evidence(first, last) if last - first <= LONGEST else None

    def reached(self, sign: int, filler: int) -> Iterator[tuple[int, int]]:
        """Yield what an aim is about, and the aim itself where that is somebody: "wants to deport her" is both."""
        aim, target = self.through(sign, filler)
        if target == filler and self.context.parse.tokens[filler].dep == "xcomp":
            done = self.context.grammar.object(filler)
            if done is not None and done < self.context.parse.tokens[filler].head:
                return  # "a hall that they want to paint": what they want of it is neither for nor against it
            if self.context.parse.tokens[filler].lemma in word_set("using") and is_negated(self.context.parse, filler):
                return  # "pledged not to handle ships": these are no issue
        vague = self.context.parse.tokens[target].lemma in empty_nouns() | word_set("words")
        if target != filler and (vague or (aim == sign and self.is_bare(target))):
            aim, target = sign, filler  # "take back his words", "boost incomes": a bare noun is no issue
        yield aim, target
        inner = self.context.predicate_at(filler)
        is_act = inner is not None and bool(inner.event)  # to deport her is a cause, to defeat her an aim
        if target != filler and aim != sign and is_act and self.voices.known(target):
            yield sign, filler

    def is_bare(self, i: int) -> bool:
        """Say whether a noun stands alone, so that it tells little: "incomes", but not "the pact"."""
        token = self.context.parse.tokens[i]
        alone = token.pos == "NOUN" and self.context.parse.child(i, "det", "amod", "compound", "nmod", "acl") is None
        return alone and not self.voices.known(i)

    def _raised(self, i: int) -> int | None:
        """What a passive under "has to" is done to: "the dam has to be stopped"."""
        parse = self.context.parse
        token = parse.tokens[i]
        under = token.dep == "xcomp" and parse.child(i, "aux:pass") is not None
        return self.context.grammar.subject(token.head) if under else None

    def _forsworn(self, sign: int, filler: int) -> tuple[int, int]:
        """See through what somebody will not do: "promised not to block the pact", "vowed never to use the bomb"."""
        done = self.context.grammar.object(filler)
        inner = self.context.predicate_at(filler)
        above = self.context.parse.tokens[self.context.parse.tokens[filler].head].lemma
        vowed = above in word_set("vowing") | word_set("promising")  # whoever is asked not to has done it
        if done is None or not vowed or self.is_bare(done):
            return -sign, filler
        own = next((own for own, slot in inner.aims if slot == "obj"), 0) if inner is not None else 0
        used = self.context.parse.tokens[filler].lemma in word_set("using")
        return (-sign * own, done) if own else (-sign, done) if used else (-sign, filler)

    def through(self, sign: int, filler: int) -> tuple[int, int]:
        """See through an infinitive to what it is about: "vowed to fight the law" opposes the law."""
        token = self.context.parse.tokens[filler]
        if token.pos not in {"VERB", "ADJ"}:
            ended = [t.i for name in ("to", "of") for t in self.context.grammar.hung(filler, name)]
            return (-sign, ended[0]) if token.lemma in word_set("ending") and ended else (sign, filler)
        inner = self.context.predicate_at(filler)
        if is_negated(self.context.parse, filler):
            return self._forsworn(sign, filler)
        if inner is not None and not {"blaming", "appointing"} & set(inner.recipient):
            for own, slot in inner.aims:
                open_ = slot == "to" or (slot == "beneficiary" and "help" in inner.recipient)
                deeper = [] if open_ else [f.i for f in self.context.grammar.slot(filler, slot)]
                raised = self._raised(filler) if slot == "obj" and not deeper else None
                if deeper or raised is not None:
                    return sign * own, deeper[0] if raised is None else raised
        if token.lemma not in word_set("carrying"):
            return sign, filler
        seen = self.context.parse.child(filler, "ccomp", "xcomp") if token.lemma == "see" else None
        done = self.context.grammar.object(filler) if seen is None else seen.i
        return sign, filler if done is None else done
