"""Who is on whose side: "a critic of the dam", "she is against the dam", "the dam drew criticism from her"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_negated
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.aims import Aims
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.syntax import Token

_OF = ("of", "for", "to")
_MANY = 9
"""Givers of one favour: "endorsements from Brazil, Peru and Chile"."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Finds stances in what people are, rather than in what they say or do."""

    context: Context
    voices: Voices
    targets: Targets
    aims: Aims

    def of_sides(self) -> Iterator[StanceDraft]:
        """Yield the stances of critics and supporters, of who is against something, and of who is drawn by it."""
        tokens = self.context.parse.tokens
        holding, signed, greeting = word_set("opinions"), word_set("petitions"), word_set("greeting")
        for token in tokens:
            noun = token.pos == "NOUN" or (token.pos == "PROPN" and token.text.islower())
            sign = self._side(token) if noun else 0
            if sign:
                for target in self._cause(token):
                    yield from self._held(token, [token.i, *self._bearers(token)], sign, target)
            elif token.lower == "against" and self.context.parse.child(token.head, "cop") is not None:
                yield from self._held(tokens[token.head], [*self._bearers(tokens[token.head])], -1, token.head)
            elif noun and token.lemma in holding:
                yield from self._thought(token)
            elif noun and token.lemma in signed:
                yield from self._signed(token)
            elif token.pos == "VERB" and token.lemma in greeting:
                yield from self._greeted(token)
        for match in self.context.matches:
            if match.predicate.pos == "NOUN" and match.predicate.stance:
                yield from self._drawn(match)

    def _thought(self, token: Token) -> Iterator[StanceDraft]:
        """What somebody thinks of somebody: "farmers have a favourable opinion of her"."""
        verb = self.context.parse.tokens[self.context.grammar.carrier(token.i)]
        sign = sum(evaluations().get(c.lower, 0) for c in self.context.parse.children(token.i, "amod"))
        about = self.context.grammar.hung(token.i, "of") if verb.lemma in word_set("holding") and sign else []
        for target in about[:1]:
            yield from self._held(token, list(self.context.grammar.subjects(verb.i)), sign, target.i)

    def _signed(self, token: Token) -> Iterator[StanceDraft]:
        """Who signs or joins what is for or against something: "a petition against the dam was signed by her"."""
        verb = self.context.parse.tokens[token.head]
        found = self.context.predicate_at(verb.i)
        done = token.dep in {"obj", "nsubj:pass"} and verb.lemma in word_set("issuing") | word_set("taking part")
        if not done or (found is not None and (1, "obj") in found.stance) or is_negated(self.context.parse, verb.i):
            return
        for sign, target in self.aims.causes(token.i):
            yield from self._held(token, [*self.context.grammar.subjects(verb.i)], sign, target, most=_MANY)

    def _greeted(self, verb: Token) -> Iterator[StanceDraft]:
        """Who greets something with joy or anger is for or against it: "the dam was met with anger by farmers"."""
        grammar = self.context.grammar
        greeted = grammar.object(verb.i)
        heads = (verb.i,) if greeted is None else (verb.i, greeted)
        shown = next((t for i in heads for t in grammar.hung(i, "with") if self._felt(t)), None)
        if shown is None:
            return
        passive = grammar.is_passive(verb.i)
        givers = [t.i for i in (verb.i, shown.i) for name in ("by", "from", "among") for t in grammar.hung(i, name)]
        holders = givers[:1] if passive else [*grammar.subjects(verb.i)]
        holders = [i for i in holders if self.voices.actors(i)]
        targets = [greeted] if greeted is not None else [t.i for i in (verb.i, shown.i) for t in grammar.hung(i, "to")]
        for target in targets[:1]:
            yield from self._held(verb, holders, self._felt(shown), self._taken_up(target), most=_MANY)

    def _taken_up(self, i: int) -> int:
        """Return what an "it" takes up, the matter of the sentence before: "The dam is new. It drew praise from us"."""
        parse = self.context.parse
        first = self.context.sentence(i)[0]
        if (
            parse.tokens[i].lower != "it"
            or first == 0
            or self.context.paragraph(first - 1) != self.context.paragraph(i)
        ):
            return i
        begin, end = self.context.sentence(first - 1)
        subjects = (t for t in parse.tokens[begin : end + 1] if t.relation == "nsubj" and t.head != t.i)
        main = next((t for t in subjects if parse.tokens[t.head].dep == "root"), None)
        return main.i if main is not None and main.pos == "NOUN" and not self.voices.known(main.i) else i

    def _felt(self, token: Token) -> int:
        return (token.lemma in word_set("joy")) - (token.lemma in word_set("dismay"))

    def _side(self, token: Token) -> int:
        return (token.lemma in word_set("supporters")) - (token.lemma in word_set("opponents"))

    def _cause(self, token: Token) -> Iterator[int]:
        """What somebody supports or opposes: "of the dam", "Brazil’s" critics, a "government" supporter."""
        grammar = self.context.grammar
        found = [t.i for name in _OF for t in grammar.hung(token.i, name)]
        before = self.context.parse.children(token.i, "nmod:poss", "compound", "amod")
        yield from found[:1] or [t.i for t in before if t.i < token.i and self.voices.known(t.i)][:1]

    def _bearers(self, token: Token) -> Iterator[int]:
        """Who is said to be it: the subject of "is", the name beside it; "one of the critics" is one too."""
        above = self.context.parse.tokens[token.head]
        token = above if token.dep == "nmod" and above.lower in {"one", "some"} else token
        if self.context.parse.child(token.i, "cop") is not None:
            subject = self.context.grammar.subject(token.i)
            yield from () if subject is None else (subject,)
        elif token.dep in {"appos", "nmod:desc"}:
            yield token.head
        elif token.dep == "conj" and self.context.parse.tokens[token.head].dep == "appos":
            yield self.context.parse.tokens[token.head].head
        for name in self.context.parse.children(token.i, "appos", "flat"):
            yield name.i

    def _held(self, token: Token, bearers: list[int], sign: int, target: int, most: int = 1) -> Iterator[StanceDraft]:
        denied = is_negated(self.context.parse, token.i)
        if is_conditional(self.context.parse, token.i) or (denied and sign < 0):
            return  # who is no critic of something is not for it yet
        sign = -1 if denied else sign  # "no fan of the dam"
        holders = list(dict.fromkeys(a for i in bearers for a in self.voices.known(i)))
        evidence = self.targets.evidence(token.i, target, *bearers)
        speech = self.targets.speech_at(token.i)
        for holder in holders[:most]:
            for name, is_issue in self._others(target, holder, speech):
                if evidence is not None:
                    rule = f"side {token.lower}"
                    yield StanceDraft(holder, name, is_issue, sign, evidence, "actual", 0.6, rule)

    def _others(self, target: int, holder: str, speech: Speech | None) -> list[tuple[str, bool]]:
        """What a phrase names besides the holder, whom all of "a supporter of the dam" describes."""
        found = self.targets.of(target, speech)
        if found != [(holder, False)]:
            return [one for one in found if one[0] != holder]
        issue = self.targets.issues.of_phrase(target)
        return [] if issue is None else [(issue, True)]

    def _drawn(self, match: Match) -> Iterator[StanceDraft]:
        """What draws something from somebody: "the dam drew criticism from her", "won the backing of Brazil"."""
        noun = self.context.parse.tokens[match.i]
        while noun.dep == "conj" and self.context.parse.tokens[noun.head].pos == "NOUN":
            noun = self.context.parse.tokens[noun.head]  # "drew praise from Peru and criticism from Brazil"
        verb = self.context.parse.tokens[noun.head]
        bearing = noun.relation == "nsubj" and noun.dep != "nsubj:pass"
        if bearing or (noun.relation == "obl" and self.context.grammar.is_passive(verb.i)):
            return  # "the plan drew criticism": it is not the plan that was drawn; "was met with anger by farmers"
        had = verb.lemma == "have" and match.predicate.lemma in word_set("favours")
        drawn = had or verb.lemma in word_set("drawing") or self.context.grammar.is_won(match.i)
        subject = self.context.grammar.subject(verb.i) if drawn else None
        acts = subject is not None and self.context.parse.tokens[subject].pos == "VERB"
        if subject is None or acts or match.factuality in {"denied", "hypothetical"}:
            return
        grammar = self.context.grammar
        names = ("from", "of", "by") if noun.i == match.i else ("from",)
        givers = [t.i for name in names for i in (match.i, verb.i) for t in grammar.hung(i, name)]
        sign = match.predicate.stance[0][0]
        beside = (c for i in (match.i, verb.i, *givers[:1]) for c in self.context.parse.children(i, "conj"))
        more = [c.i for c in beside if any(t.lower == "from" for t in self.context.parse.children(c.i, "case"))]
        for giver in (*givers[:1], *(i for i in more if i > givers[0])) if givers else ():
            yield from self._held(
                self.context.parse.tokens[match.i], [giver], sign, self._taken_up(subject), most=_MANY
            )
