"""Whether somebody means what a word of the lexicon tells: no stance shows in what he is made to do, or blamed for."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.events.acts import is_undone
from stakegraph.extract.reading.actorwords import words as role_nouns
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_left_out, is_negated
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match
from stakegraph.extract.reading.voices import Voices
from stakegraph.syntax import FINITE, Token

BODILY = frozenset(("ASSAULT", "COERCE", "AID", "COOPERATE"))
"""Classes of acts that show a stance where they are told as a fact, and towards somebody only."""

_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "would", "wo"))
_GOING = frozenset(("going", "gon"))


@dataclass(frozen=True, slots=True)
class Intent:
    """Tells acts that are meant from those that are not."""

    context: Context
    voices: Voices

    def is_meant(self, match: Match, speaker: str | None) -> bool:
        """Say whether a predicate can show a stance where it stands; ``speaker`` says the words around it."""
        token = self.context.parse.tokens[match.i]
        had = self.context.parse.tokens[match.verb].lemma in {"have", "make"}  # "we have a commitment to peace"
        made = had or (match.verb != match.i and token.lemma in word_set("calls"))  # "led calls for peace"
        owned = self.context.parse.child(match.i, "nmod:poss") is not None or not made
        idea = token.pos == "NOUN" and token.lemma in word_set("own idea") and owned
        if is_left_out(self.context.parse, match.i) or self._is_reasonless(token):
            return False
        if idea or is_undone(self.context, match) or self._is_description(token) or self._is_blamed(token):
            return False
        return not self._is_made_to(match) and (speaker is None or not self._is_hearsay(match, speaker))

    def is_speakers(self, match: Match, speaker: str) -> bool:
        """Say whether ``speaker`` wants for himself what he says: "we will stop them", "it can’t be allowed"."""
        barred = match.predicate.lemma in word_set("allowing") and is_negated(self.context.parse, match.i)
        if not match.agents:
            return barred or match.predicate.lemma in word_set("exclaimed")
        verbs = (match.i, self.context.parse.tokens[match.i].head)[: 1 + self.context.parse.is_infinitive(match.i)]
        will = barred or any(aux.lower in _FUTURE for i in verbs for aux in self.context.parse.children(i, "aux"))
        will = will or self.context.parse.tokens[verbs[-1]].lower in _GOING
        anybody = barred and any(self.context.parse.tokens[i].lower == "you" for i in match.agents)
        by_speaker = anybody or any(speaker in self.voices.known(i) for i in match.agents)
        by_speaker = by_speaker or (match.predicate.pos == "VERB" and self.speaks_for(match.agents, speaker))
        return will and by_speaker and not is_conditional(self.context.parse, match.i)

    def is_own_body(self, agents: tuple[int, ...], speaker: str) -> bool:
        """Say whether who acts is the speaker's body, so that he speaks for it: "she said her party would scrap it"."""
        tokens = self.context.parse.tokens
        bodies = [i for i in agents if tokens[i].lemma.lower() not in role_nouns().roles]
        owners = (c.i for i in bodies for c in self.context.parse.children(i, "nmod:poss"))
        return any(speaker in self.voices.known(i) for i in owners)

    def speaks_for(self, agents: tuple[int, ...], speaker: str) -> bool:
        """Say whether the speaker can vow for who acts: his own body, or the one that he speaks for by office."""
        principal = self.voices.principals().get(speaker)
        named = principal is not None and any(principal in self.voices.known(i) for i in agents)
        known = role_nouns().organizations | role_nouns().groups
        bodies = tuple(
            i for i in agents if self.context.parse.tokens[i].lower in known
        )  # not "her ruling would ban it"
        return named or self.is_own_body(bodies, speaker)

    def is_open(self, match: Match, *, own: bool) -> bool:
        """Say whether it is open that something is done; the speaker’s ``own`` vow is not, nor is what can’t be."""
        settled = own and (bool(match.agents) or is_negated(self.context.parse, match.i))
        return match.factuality == "hypothetical" and not settled

    def _is_reasonless(self, token: Token) -> bool:
        """Say whether there is nothing to do something for: "no reason to sign the pact"."""
        noun = self.context.parse.tokens[token.head]
        led = token.dep == "acl" and noun.lemma in word_set("lacking")
        return led and (is_negated(self.context.parse, noun.i) or is_negated(self.context.parse, noun.head))

    def _is_description(self, token: Token) -> bool:
        """Say whether a participle only describes the noun after it: "enough pledged delegates"."""
        before = self.context.parse.tokens[token.i - 1] if token.i else token
        led = before.pos in {"DET", "ADJ", "NUM", "PRON", "ADP"} or before.lower in {"most", "more", "both"}
        return token.dep == "amod" and token.tag == "VBN" and led

    def _is_blamed(self, token: Token) -> bool:
        """Say whether a gerund only tells what somebody is blamed for: "criticised for offering too little"."""
        if token.tag != "VBG":
            return False
        above = self.context.parse.tokens[token.head]
        head = self.context.predicate_at(above.i if above.pos == "VERB" or token.dep != "acl" else above.head)
        led = any(c.lower in {"for", "of", "over"} for c in self.context.parse.children(token.i, "mark", "case"))
        return led and head is not None and (-1, "obj") in head.stance

    def _is_made_to(self, match: Match) -> bool:
        """Say whether who does something has no choice: "they have to sign", "asked them to sign"."""
        parse = self.context.parse
        token = parse.tokens[match.i]
        if token.pos != "VERB" or not parse.is_infinitive(match.i):
            return False
        governor = parse.tokens[token.head]
        own = parse.child(match.i, "nsubj") is not None
        reputed = governor.lemma in word_set("reputed") and self.context.grammar.is_passive(governor.i)
        controlled = not reputed and match.agents[:1] == (self.context.grammar.object(governor.i),)
        asking = self.context.predicate_at(governor.i)
        asked = asking is not None and "order" in asking.say and token.head != token.i
        return own or controlled or asked or (token.dep == "xcomp" and governor.lemma in word_set("needing"))

    def _is_hearsay(self, match: Match, speaker: str) -> bool:
        """Say whether somebody only tells of what others did to others: "she said the church imprisoned her"."""
        token = self.context.parse.tokens[match.i]
        done = set(match.predicate.event) & BODILY and not set(match.predicate.event) & {"ACCUSE", "REJECT"}
        return (
            bool(done)
            and token.tag in FINITE | {"VBN", "NN", "NNS"}
            and all(speaker not in self.voices.known(i) for i in match.agents)
        )
