"""Whom an act is aimed at: who is accused, asked, helped, met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stakegraph.extract.events.acts import FRIENDLY
from stakegraph.extract.reading.actorwords import words
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match, predicate_of
from stakegraph.extract.reading.voices import Voices
from stakegraph.model import EVENT_TYPES, EventType
from stakegraph.syntax import FINITE, NOMINAL, Token

_UNNAMED = frozenset(EVENT_TYPES) - {"REJECT", "MOBILIZE"}
"""Classes whose recipient may be people without a name: villagers are rescued, but it is a plan that is rejected."""

_OF_VERBS = frozenset(("obj", "iobj", "beneficiary"))
_VAGUE = frozenset(("it", "this", "that"))
_DIRECTED = frozenset(
    ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "SUPPORT", "CONCEDE", "RETREAT")
)
"""Classes that are aimed at somebody, wherever the sentence names him."""

_BARRING = frozenset(("SANCTION", "RETREAT", "COERCE"))
"""Classes of acts that are aimed at whose goods they bar or let in."""
_JUDGING = frozenset(("PROTEST", "ACCUSE", "REJECT", "SUPPORT"))
"""Classes of acts that are aimed at whoever owns what they are about."""
_ELSEWHERE = frozenset(
    (
        "in",
        "at",
        "by",
        "as",
        "like",
        "since",
        "after",
        "before",
        "until",
        "than",
        "during",
        "for",
        "about",
        "over",
        "according",
    )
)
_OFFICE = {True: frozenset(("as",)), False: frozenset(("as", "in"))}
"""What may lead to an office: right under the act, or deeper in it ("resigned from his post in the cabinet")."""
_AFTER = frozenset(("after", "as", "because", "since", "when"))
"""What leads to why somebody protests."""
_AMID = frozenset(("despite", "amid", "after", "following", "under", "over", "to", "against", "with"))
"""What leads to that amid which somebody acts."""
_ASIDE = frozenset(("acl:relcl", "ccomp", "parataxis", "appos", "conj", "nsubj", "csubj"))
_REACH = 25
"""Tokens between an act and whom it is aimed at."""
_SINCE = 150
"""Tokens back to the words that somebody takes up without saying whose they are."""
_FORCE = frozenset(("ASSAULT", "COERCE"))
_HARM = frozenset(("ASSAULT", "COERCE", "SANCTION"))
_OWNING = frozenset(("own", "operate", "run", "hold", "build"))
_REFLEXIVE = ("self", "selves")


@dataclass(frozen=True, slots=True)
class Recipients:
    """Finds the other end of acts: the slot that names it, else what the act is about."""

    context: Context
    voices: Voices

    def of(self, match: Match, agents: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """Return the token that names the other end, and the actors there; named actors before unnamed."""
        if "alliance" in match.predicate.recipient:
            done = self.context.grammar.object(match.i)
            return done, tuple(self.voices.alliance(done)) if done is not None else ()
        fillers = self._fillers(match)
        fillers = [*self._origins(match, fillers), *fillers]
        ways = [self.voices.known]
        for i in self.context.grammar.addressees(match.i) if "REQUEST" in match.predicate.event else ():
            written = tuple(a for a in self._introduced(i) if a not in agents)
            if written:
                return i, written  # "wrote to the mayor asking for a delay"
        if set(match.predicate.event) & _UNNAMED and "named" not in match.predicate.recipient:
            ways.append(self._introduced)
        for resolve in ways:
            for i in fillers:
                found = tuple(a for a in (*resolve(i), *self.voices.included(i)) if a not in agents)
                if found:
                    return i, found
        if "needed" in match.predicate.recipient:
            return None, ()
        elsewhere = (
            self._struck(match, fillers, agents)
            or self._forced(match, agents)
            or self._below(match, agents)
            or self._left(match, agents)
        )
        elsewhere = elsewhere or self._occasion(match, agents) or self._answered(match, agents)
        elsewhere = elsewhere or self._made_by(match, agents) or self._said(match, agents)
        return elsewhere or ((fillers[0], ()) if fillers else (None, ()))

    def _origins(self, match: Match, fillers: list[int]) -> list[int]:
        """Where people come from to whom force is done: "killed six soldiers from Peru", "expelled envoys from it"."""
        forced = match.predicate.pos == "VERB" and _HARM & set(match.predicate.event)
        people = [i for i in fillers if forced and self.context.parse.tokens[i].tag == "NNS" and self._is_people(i)]
        heads = dict.fromkeys(head for i in people for head in (i, match.i))
        return [f.i for head in heads for f in self.context.grammar.hung(head, "from") if f.pos == "PROPN"]

    def _struck(self, match: Match, fillers: list[int], agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Whose thing is struck or taken: "shelled the KPA posts", "fired rounds aimed at a loudspeaker in Peru"."""
        if not _FORCE & set(match.predicate.event) or match.predicate.pos != "VERB":
            return None
        grammar, parse = self.context.grammar, self.context.parse
        for i in (at for filler in fillers for at in (filler, *(c.i for c in parse.children(filler, "conj")))):
            before = parse.tokens[grammar.noun_phrase(i)[0] : i]
            aimed = [f.i for c in parse.children(i, "acl") for f in grammar.hung(c.i, "at")]
            held = [f.i for head in (i, *aimed) for name in ("of", "in") for f in grammar.hung(head, name)]
            owned = [c.i for c in parse.children(i, "acl") if c.tag == "VBN" and c.lemma in _OWNING]
            held += [f.i for at in owned for f in grammar.hung(at, "by")]
            for at in (*(t.i for t in before if t.text[:1].isupper()), *held):
                found = tuple(a for a in self.voices.known(at) if a not in agents)
                if found:
                    return at, found
        return None

    def _introduced(self, i: int) -> list[str]:
        """Those that the phrase headed by ``i`` stands for, named or not; a statement speaks, but bears nothing."""
        token, documents = self.context.parse.tokens[i], words().sets["documents"]
        spoken = token.lower in documents or token.lemma in documents
        return self.voices.known(i) if spoken else self.voices.actors(i)

    def _describes_people(self, i: int) -> bool:
        """Say whether token ``i`` tells where people are from: who accepts Syrian refugees takes nothing of Syria's."""
        token, known = self.context.parse.tokens[i], words()
        people = self.context.parse.tokens[token.head].lower
        of_people = people in known.groups or people in known.role_plurals or people in known.roles
        return token.pos == "ADJ" and token.dep == "amod" and of_people

    def _is_joined(self, i: int) -> bool:
        """Say whether the second noun of a pair was taken for a clause: "paused intelligence sharing with us"."""
        after = self.context.parse.tokens[min(i + 1, len(self.context.parse.tokens) - 1)]
        return after.tag == "VBG" and after.relation == "acl" and after.head == i

    def _fillers(self, match: Match) -> list[int]:
        """Return the tokens in the slots of the predicate, best first."""
        grammar, tokens = self.context.grammar, self.context.parse.tokens
        sufferer = grammar.sufferer(match.i)
        if sufferer is not None:
            return [sufferer, *(c.i for c in self.context.parse.children(sufferer, "nmod:poss"))]
        done = grammar.object(match.i) if match.i == match.verb else None
        given = match.verb if match.verb != match.i else None  # "gave the mayor her backing"
        told = [c.i for c in self.context.parse.children(match.i, "iobj") if "obj" in match.predicate.recipient]
        if given is not None and tokens[given].lemma in word_set("giving"):
            told += [c.i for c in self.context.parse.children(given, "iobj", "obj") if c.i < match.i]
        bases = [match.i, *([match.verb] if match.verb != match.i else [])]
        bases += [c.i for c in self.context.parse.children(match.i, "xcomp") if c.tag == "VBG"]
        bases += [done] if done is not None else []
        bases += [done + 1] if done is not None and self._is_joined(done) else []
        found = [
            filler.i
            for base in bases
            for name in match.predicate.recipient
            if base == match.i or (name.isalpha() and name not in _OF_VERBS)
            for filler in grammar.slot(base, name)
            if not (name == "that" and filler.dep == "nsubj:pass" and match.predicate.lemma in word_set("complaining"))
        ]
        barred = _BARRING & set(match.predicate.event)
        led = [name for name in match.predicate.recipient if name.isalpha() and name not in _OF_VERBS]
        found += [
            owner
            for base in dict.fromkeys((match.i, match.verb, *([done] if done is not None and barred else [])))
            for name in led
            for filler in grammar.slot(base, name)
            for owner in self._owners(filler.i, set(match.predicate.event))
        ]
        found = [*told, *(self._bidden(i) for i in found)]
        asked = grammar.noun_after(match.i) if not found and "order" in match.predicate.say else None
        found += [asked] if asked is not None else []
        found = [i for i in found if tokens[i].pos not in ("VERB", "AUX") and not self._describes_people(i)]
        return [i for i in found if tokens[i].lower not in _VAGUE and not tokens[i].lower.endswith(_REFLEXIVE)]

    def _bidden(self, i: int) -> int:
        """Return who is to do what an infinitive after "for" tells: "called on Monday for Peru to pay"."""
        led = any(mark.lower == "for" for mark in self.context.parse.children(i, "mark"))
        own = self.context.parse.child(i, "nsubj") if led and self.context.parse.is_infinitive(i) else None
        return i if own is None else own.i

    def _owners(self, i: int, events: set[EventType]) -> Iterator[int]:
        """Whose something is that an act of these classes is aimed at; a rival of somebody is no part of him."""
        token = self.context.parse.tokens[i]
        if token.lemma in word_set("opponents") | word_set("rivals") | word_set("supporters"):
            return
        yield from (owner.i for owner in self.context.parse.children(i, "nmod:poss"))
        if token.pos != "NOUN" or self._is_people(i):
            return
        if events & _BARRING:  # "lifted its ban on Australian wine"
            yield from (owner.i for owner in self.context.grammar.owners(i) if owner.dep == "amod")
        if events & _JUDGING:
            yield from (owner.i for owner in self.context.grammar.hung(i, "of"))

    def _is_people(self, i: int) -> bool:
        known = words()
        lower = self.context.parse.tokens[i].lower
        return any(lower in names for names in (known.roles, known.role_plurals, known.groups))

    def _forced(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Whoever forces somebody to admit something is whom it is admitted to."""
        token = self.context.parse.tokens[match.i]
        above = self.context.parse.tokens[token.head]
        forced = token.dep == "xcomp" and above.lemma in word_set("object control")
        by = self.context.grammar.subject(above.i) if forced and "CONCEDE" in match.predicate.event else None
        found = tuple(a for a in self.voices.known(by) if a not in agents) if by is not None else ()
        return (by, found) if by is not None and found else None

    def _occasion(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Who did what a protest answers: "picketed after the bank cut their pay"."""
        clauses = self.context.parse.children(match.i, "advcl") if match.predicate.event == ("PROTEST",) else ()
        for clause in clauses:
            led = {c.lower for c in self.context.parse.children(clause.i, "mark", "case")} & _AFTER
            done_by = self.context.grammar.subject(clause.i) if led else None
            found = tuple(a for a in self.voices.known(done_by) if a not in agents) if done_by is not None else ()
            if done_by is not None and found:
                return done_by, found
        return None

    def _answered(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Who acts amid what others do to him: "despite criticism from Mr Roy, the mayor signed it"."""
        parse, token = self.context.parse, self.context.parse.tokens[match.i]
        verb = parse.tokens[token.head]
        led = {c.lower for c in parse.children(token.i, "case")} & _AMID
        aimed = match.predicate.pos == "NOUN" and {"ACCUSE", "REJECT", "REQUEST", "THREATEN"} & set(
            match.predicate.event
        )
        following = parse.tokens[token.i + 1 : token.i + 2]
        given = any(t.lower in {"from", "by"} for t in following) and match.predicate.lemma != "question"
        if not led or not aimed or not given or token.dep != "obl" or verb.pos != "VERB":
            return None
        borne = self.context.grammar.subject(verb.i)
        found = tuple(a for a in self.voices.known(borne) if a not in agents) if borne is not None else ()
        return (borne, found) if borne is not None and found else None

    def _made_by(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Whoever stands behind what is turned down or praised: "vetoed a bill backed by the union"."""
        parse, grammar = self.context.parse, self.context.grammar
        done = grammar.object(match.i) if match.predicate.pos == "VERB" else None
        if done is None or not {"ACCUSE", "REJECT", "SUPPORT"} & set(match.predicate.event):
            return None
        made = [c.i for c in parse.children(done, "acl") if c.tag == "VBN" and not self._is_against(c)]
        for maker in (filler.i for head in (done, *made) for filler in grammar.hung(head, "by")):
            found = tuple(a for a in self.voices.known(maker) if a not in agents)
            if found:
                return maker, found
        return self._meant_for(done, agents) if "REJECT" in match.predicate.event else None

    def _is_against(self, token: Token) -> bool:
        """Say whether who does something to a thing is against it, and so did not make it."""
        found = predicate_of(self.context.grammar, token)
        return found is not None and (-1, "obj") in found.aims

    def _meant_for(self, done: int, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Who would get what a deal gives: "cancelled a deal that would have handed the port to the group"."""
        parse = self.context.parse
        giving = (c.i for c in parse.children(done, "acl", "acl:relcl") if c.lemma in word_set("giving"))
        for i in (at for verb in giving for at in parse.subtree(verb)):
            led = any(case.lower == "to" for case in parse.children(i, "case"))
            found = tuple(a for a in self.voices.known(i) if a not in agents) if led else ()
            if found:
                return i, found
        return None

    def _said(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Whose words were quoted last, where an act is aimed at words that have no owner: "condemned the remarks"."""
        against = match.predicate.pos == "VERB" and {"ACCUSE", "REJECT"} & set(match.predicate.event)
        done = self.context.grammar.object(match.i) if against else None
        if done is None or self.context.parse.tokens[done].lemma not in word_set("words"):
            return None
        if self.context.parse.child(done, "det") is None or not agents:
            return None
        before = max(0, self.context.sentence(match.i)[0] - _SINCE)
        for i in range(self.context.sentence(match.i)[0] - 1, before, -1):
            speaker = self.voices.speaker_at(i)
            if speaker is not None and speaker not in agents:
                return done, (speaker,)
        return None

    def _left(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Whoever resigns leaves the body or state that he speaks for by office."""
        principals = self.voices.principals() if match.predicate.lemma in word_set("resigning") else {}
        left = tuple(dict.fromkeys(principals[a] for a in agents if a in principals and principals[a] not in agents))
        return (match.i, left) if left else None

    def _below(self, match: Match, agents: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """The first actor in what an act is about: "refused to answer the panel", "called for tariffs on China"."""
        tokens = self.context.parse.tokens
        events = set(match.predicate.event)
        directed = events & _DIRECTED and "AID" not in events and tokens[match.i].pos != "NOUN"
        ordered = (c.i for c in self.context.parse.children(match.i, "xcomp", "ccomp", "advcl") if c.i > match.i)
        if "order" in match.predicate.say and any(self.context.parse.is_infinitive(i) for i in ordered):
            return None  # it is whoever should act, and he is no actor here
        if (
            not directed
            or self.context.grammar.is_passive(match.i)
            or (match.predicate.lemma == "call" and self.context.grammar.object(match.i) is not None)
        ):
            return None
        for i in self.context.parse.subtree(match.i):
            if not match.i < i <= match.i + _REACH or tokens[i].pos not in NOMINAL or tokens[i].lower in _VAGUE:
                continue
            about = self._is_about(match.i, i, leaving="RETREAT" in match.predicate.event)
            found = tuple(a for a in self.voices.known(i) if a not in agents) if about else ()
            if found:
                return i, found
        return None

    def _follows_noun(self, i: int) -> bool:
        """Say whether the preposition of token ``i`` stands right after a noun: "resigned his post in the party"."""
        led = self.context.parse.child(i, "case")
        return led is not None and led.i > 0 and self.context.parse.tokens[led.i - 1].pos == "NOUN"

    def _is_set_off(self, i: int) -> bool:
        """Say whether a comma stands before what leads token ``i`` in."""
        led = self.context.parse.child(i, "case")
        return led is not None and led.i > 0 and self.context.parse.tokens[led.i - 1].text == ","

    def _is_about(self, act: int, i: int, *, leaving: bool) -> bool:
        """Say whether token ``i`` stands in the object or infinitive of an act, and not in an aside or another act.

        Who leaves is ``leaving`` what he holds an office in: "resigned as leader of the party".
        """
        done = predicate_of(self.context.grammar, self.context.parse.tokens[act])
        predicate_of_act = done.event if done is not None else ()
        while i != act:
            token = self.context.parse.tokens[i]
            elsewhere = _ELSEWHERE - _OFFICE[token.head == act and not self._follows_noun(i)] if leaving else _ELSEWHERE
            cases = {case.lower for case in self.context.parse.children(i, "case", "mark")}
            led = cases & elsewhere and not (cases == {"for"} and token.head == act)
            inner = predicate_of(self.context.grammar, token) if token.pos == "VERB" else None
            threat = predicate_of_act == ("THREATEN",)  # "threatening to pull out of it"
            led_on = threat and token.dep == "advcl" and self.context.parse.is_infinitive(i)
            own = (token.dep == "xcomp" or led_on) and token.head == act
            told = token.tag in FINITE or any(mark.lower == "that" for mark in self.context.parse.children(i, "mark"))
            thought = token.dep == "acl" and told  # "rejected the notion that Peru had paid"
            blamed = token.tag == "VBG" and bool(cases & {"of", "for"})  # "accused them of robbing Peru"
            allowed = frozenset(EVENT_TYPES) if threat else FRIENDLY
            another = inner is not None and bool(inner.event) and not (own and set(inner.event) <= allowed)
            amid = "with" in cases and self._is_set_off(i)  # "approved it, with the Greens against"
            if amid or led or thought or blamed or another or token.dep in _ASIDE or token.relation in _ASIDE:
                return False
            i = token.head
        return True
