"""Stances of those who do or want something: "rejected the plan", "vowed to fight it", "his offer of help"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stakegraph.extract.events.acts import classes
from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_negated
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.aims import Aims
from stakegraph.extract.stances.intent import Intent
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.model import Factuality
from stakegraph.syntax import Token

_ABOUT = frozenset(("for", "to", "of", "on", "against", "about", "that"))
"""What leads in what an idea is about."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """Finds the stances that the words of the lexicon show."""

    context: Context
    voices: Voices
    targets: Targets
    aims: Aims
    intent: Intent

    def of_predicates(self, events: Mapping[int, EventDraft]) -> Iterator[StanceDraft]:
        """A word that supports or opposes what fills a slot of it: "rejected the plan", "is wary of it"."""
        for match in self.context.matches:
            if not match.predicate.aims:
                continue
            speech = self.targets.speech_at(match.i)
            if not self.intent.is_meant(match, speech.speaker if speech is not None else None):
                continue
            own = speech is not None and self.intent.is_speakers(match, speech.speaker)
            if self.intent.is_open(match, own=own):
                continue
            told = events.get(match.i)
            holders = self._vowing(match, speech.speaker) if own and speech is not None else self._holders(match)
            if not holders and told is not None and "," not in told.rule and self.voices.speaker_at(match.i) is None:
                holders = [*told.source]  # "a statement that accused the board" is somebody's
            marks = match.predicate.aims if own else match.predicate.stance
            for sign, slot in marks if holders else ():
                gated = {"blaming", "appointing"} & set(match.predicate.recipient)
                hinges = (
                    slot == "beneficiary" or bool(gated) or match.predicate.lemma == "ask"
                )  # "asked whether she would go" asks for nothing
                if hinges and not classes(self.context, match):
                    continue
                for aim, target, filler in self.aims.of(match, sign, slot):
                    for draft in self._proposals(match, holders, aim, target, filler):
                        yield replace(draft, event=told)
            if told is not None and "money" in match.predicate.recipient and "SUPPORT" in told.types:
                yield from self._given(told)

    def _vowing(self, match: Match, speaker: str) -> list[str]:
        """The speaker, with the body that he says will do it: "she said her party would scrap the plan"."""
        agents = [i for i in match.agents if self.intent.speaks_for((i,), speaker)]
        own_party = self.voices.principals().get(speaker)
        parties = [own_party for i in agents if own_party and self.context.parse.tokens[i].lower == "party"]
        return list(dict.fromkeys((speaker, *(parties or (a for i in agents for a in self.voices.known(i))))))

    def _given(self, told: EventDraft) -> Iterator[StanceDraft]:
        """Who gives somebody money supports him: "raised a million dollars from donors"."""
        kind: Factuality = "planned" if told.factuality == "planned" else "actual"
        for holder in told.source if told.factuality in {"actual", "planned"} else ():
            for name in told.recipient:
                yield StanceDraft(holder, name, False, 1, told.evidence, kind, 0.6, told.rule, event=told)

    def _fits(self, match: Match, is_issue: bool) -> bool:
        """Say whether an act shows a stance towards such a target: "fired the minister", not "fired shots"."""
        lemma, events = match.predicate.lemma, set(match.predicate.event)
        if is_issue:
            bodily = bool(events) and events <= {"ASSAULT", "AID"} and lemma not in word_set("paying")
            return lemma not in word_set("done to people") and not bodily
        return lemma not in word_set("done to things")

    def _holders(self, match: Match) -> list[str]:
        """The named actors among the agents; within a quotation only its speaker speaks for himself."""
        agents = (*match.agents, *self._sided(match))
        found = [a for i in agents for a in (*self.voices.known(i), *self.voices.included(i))]
        inside = self.voices.speaker_at(match.i)
        speech = self.targets.speech_at(match.i)
        if speech is not None and self.intent.is_own_body(agents, speech.speaker):
            return list(dict.fromkeys((speech.speaker, *found)))  # "she said her party had backed the plan"
        if not found and inside is None and match.predicate.event:
            found = [a for i in agents[:1] for a in self.voices.actors(i)]
        return found if inside is None else [a for a in found if a == inside]

    def _sided(self, match: Match) -> tuple[int, ...]:
        """Who does something "in support of" a cause, or is "in favour of" it."""
        token = self.context.parse.tokens[match.i]
        if token.pos != "NOUN" or all(case.lower != "in" for case in self.context.parse.children(match.i, "case")):
            return ()
        own = self.context.parse.child(match.i, "cop") is not None
        return self.context.grammar.subjects(match.i if own else token.head)

    def _proposals(self, match: Match, holders: list[str], sign: int, filler: int, shown: int) -> Iterator[StanceDraft]:
        speech = self.targets.speech_at(match.i)
        scant = any(c.lower in word_set("scant") for c in self.context.parse.children(match.i, "amod", "det"))
        if scant or match.factuality == "denied" or is_negated(self.context.parse, match.i):
            lemma = match.predicate.lemma
            kept = lemma in word_set("done to things") - word_set("allowing")  # "did not introduce the bill"
            if kept or (sign < 0 and lemma not in word_set("allowing") | word_set("faulting")):
                return
            sign = -sign
        if self._is_withdrawn(match.i):
            sign = -sign
        kind: Factuality = "planned" if match.factuality == "planned" else "actual"
        rule = f"{match.predicate.pos.lower()} {match.predicate.lemma}"
        basis = speech.number if speech is not None else None
        aimed = self.context.parse.tokens[filler]
        if (aimed.pos == "VERB" and aimed.lemma in word_set("nobody's cause")) or self._is_silence(match, aimed):
            return
        mere = match.predicate.lemma in word_set("mere effort")
        for aim, target in self.targets.reached(sign, filler):
            if target == filler and ((mere and aimed.pos == "VERB") or self._is_private(match, aimed)):
                continue
            evidence = self.targets.evidence(match.i, *match.agents[:1], target, *((shown,) if filler != shown else ()))
            evidence = evidence or self.targets.evidence(match.i, target)  # who does it may be named far away
            if evidence is None:
                continue
            for holder in holders:
                for name, is_issue in self.targets.of(target, speech):
                    if name != holder and (filler != shown or self._fits(match, is_issue)):
                        yield StanceDraft(holder, name, is_issue, aim, evidence, kind, 0.7, rule, basis)

    def _is_silence(self, match: Match, aimed: Token) -> bool:
        """Say whether somebody only tells nothing: "refused to admit it", "declined to give details"."""
        if match.predicate.lemma not in word_set("declining") or aimed.pos != "VERB":
            return False
        found, given = self.context.predicate_at(aimed.i), self.context.grammar.object(aimed.i)
        tells = found is not None and bool(found.say) and not found.aims and set(found.event) <= {"CONCEDE"}
        return tells or (given is not None and self.context.parse.tokens[given].lemma in word_set("information"))

    def _is_private(self, match: Match, aimed: Token) -> bool:
        """Say whether somebody only wants something for himself: "wants to write a book", "wants answers"."""
        if match.predicate.lemma not in word_set("wishing"):
            return False
        told = self.context.grammar.object(match.i)
        if aimed.pos == "VERB" and (told is None or aimed.dep == "xcomp"):
            found = self.context.predicate_at(aimed.i)
            own = told is None or told == aimed.i
            return own and (found is None or not found.event)
        return self.targets.is_bare(aimed.i)

    def _is_withdrawn(self, i: int) -> bool:
        """Say whether a noun names what its holder gives up: "withdrew her support for the dam"."""
        token = self.context.parse.tokens[i]
        verb = self.context.parse.tokens[token.head]
        return token.pos == "NOUN" and token.dep in {"obj", "nsubj:pass"} and verb.lemma in word_set("withdrawing")

    def of_owned_ideas(self) -> Iterator[StanceDraft]:
        """Whoever owns a plan supports it: "Mr Roy's plan for the harbour"."""
        for token in self.context.parse.tokens:
            if token.pos != "NOUN" or token.lemma not in word_set("own idea"):
                continue
            owner = self.context.parse.child(token.i, "nmod:poss")
            sign, cause, shown = self._cause(token) if owner is not None else (0, token.i, token.i)
            if owner is None or not sign or self.context.parse.child(token.i, "cc:preconj") is not None:
                continue
            evidence = self.targets.evidence(token.i, owner.i, shown)
            for holder in self.voices.known(owner.i):
                yield from self.targets.held(holder, cause, sign, evidence, f"owner of a {token.lemma}", 0.6)

    def _cause(self, idea: Token) -> tuple[int, int, int]:
        """The sign, what an idea is for or against (the dam of "her bid to stop the dam"), and what shows it.

        The sign is 0 where nothing tells what it is about.
        """
        against = self._against(idea)
        if against is not None:
            return -1, against, against
        purpose = self._purpose(idea)
        if purpose is not None:
            sign, target = next(self.targets.reached(1, purpose))
            if target != purpose:
                return sign, target, target
        near = self.context.parse.children(idea.i, "nmod", "acl", "compound")
        content = (c for c in near if c.dep not in {"nmod:poss", "acl:relcl"} and self._tells(idea, c))
        about = next(content, None) or self._called_for(idea)
        if about is None:
            return 0, idea.i, idea.i
        called = idea.lemma in word_set("calls") and about.pos == "NOUN"  # "her call for a ban" is for the ban
        return 1, about.i if called else idea.i, about.i

    def _called_for(self, idea: Token) -> Token | None:
        """Return what stands right behind "a call for", wherever the parser hung it."""
        after = self.context.parse.tokens[min(idea.i + 1, len(self.context.parse.tokens) - 1)]
        follows = after.lower == "for" and idea.lemma in word_set("calls")
        heads = (idea.i, idea.head) if follows else ()
        led = (one for head in heads for one in self.context.grammar.hung(head, "for"))
        return next((one for one in led if one.lemma not in word_set("nobody's cause")), None)

    def _against(self, idea: Token) -> int | None:
        """Return what an idea is against: the dam of "her fight against the dam"."""
        led = self.context.grammar.hung(idea.i, "against")
        return led[0].i if led else None

    def _purpose(self, idea: Token) -> int | None:
        """Return the infinitive that an idea leads to: "her bid to stop the dam", wherever the parser hung it."""
        own = next((c for c in self.context.parse.children(idea.i, "acl") if c.dep == "acl" and c.i > idea.i), None)
        if own is not None:
            return own.i if self.context.parse.is_infinitive(own.i) else None
        after = self.context.parse.tokens[idea.i + 1 : idea.i + 3]
        return after[1].i if len(after) > 1 and after[0].lower == "to" and after[1].tag == "VB" else None

    def _tells(self, idea: Token, token: Token) -> bool:
        """Say whether a word tells what an idea is about: a campaign for something, not one of some year."""
        cases = {c.lower for c in self.context.parse.children(token.i, "case", "mark")}
        if token.lemma in word_set("nobody's cause") or (
            token.dep == "compound" and token.lemma in word_set("own idea")
        ):
            return False  # "a request for comment"; "his plan calls for a dam": a verb taken for a noun
        if idea.lemma in word_set("calls"):
            return bool(cases & {"for", "that"})
        if idea.lemma in word_set("races"):
            return bool(cases & {"for", "against", "to"})
        return token.dep == "compound" or bool(cases & _ABOUT) or token.tag == "VBG"
