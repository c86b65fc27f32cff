"""Bodies that bear the name of a listed one of another country: "Brazil's Congress", "the Congress party"."""

from __future__ import annotations

from stakegraph.extract.actors.countries import gazetteer
from stakegraph.extract.actors.entities import Entities
from stakegraph.extract.actors.entity import Entity
from stakegraph.extract.actors.naming import Name
from stakegraph.extract.actors.nounphrases import POSSESSIVE
from stakegraph.extract.reading.actorwords import words
from stakegraph.model import slug


class Elsewhere:
    """Finds the names of listed bodies that an article gives to bodies of other states, or to parties."""

    def __init__(self, entities: Entities, names: list[Name]) -> None:
        self.entities = entities
        self.tokens = entities.parse.tokens
        self._codes = {n.last: n.code for n in names if n.kind in ("country", "demonym")}
        self._found: dict[str, tuple[str, str]] = {}
        for name in names:
            self._note(name)
        self._parties(names)
        for name in names:
            body = words().bodies.get(name.text)
            if body is not None and (name.text != body.name or self._owner(name) == body.country):
                self._found.pop(body.name, None)

    def _note(self, name: Name) -> None:
        """Note whose a name is where what stands beside it says that it is not the listed body's."""
        first, _, rest = name.text.partition(" ")
        state = gazetteer().named(first, "demonym") if rest else None
        text = rest if state is not None else name.text
        body = words().bodies.get(text)
        if body is None or not body.country or text in self._found:
            return
        code = state.code if state is not None else self._owner(name)
        after = self.tokens[name.last + 1].text if name.last + 1 < len(self.tokens) else ""
        if text in words().sets["legislatures"] and after == "party":
            self._found[text] = f"{text} party", ""
        elif code and code != body.country and body.name == text:
            found = f"{self.entities.country(code).name}'s {text}", code
            self._found |= {text: found, name.text: found}

    def _parties(self, names: list[Name]) -> None:
        """Note the parties of a state that nothing in the article belongs to, while it names another one."""
        bodies = [body for n in names if (body := words().bodies.get(n.text)) is not None]
        states = {n.code for n in names if n.code}
        home = {body.country for body in bodies if body.name not in words().parties} | states
        for name in names if states else ():
            body = words().bodies.get(name.text) if name.text not in words().adjectives else None
            if body is not None and body.name in words().parties and body.country and body.country not in home:
                self._found.setdefault(name.text, (name.text, ""))

    def _owner(self, name: Name) -> str:
        """Return the code of the state that stands before a name: "Brazil's Congress", "the Brazilian Congress"."""
        at = name.first - 1
        if at > 0 and self.tokens[at].text in POSSESSIVE:
            at -= 1
        return self._codes.get(at, "")

    def body(self, name: Name) -> Entity | None:
        """Return the body that a listed name means here, None where it is the listed one."""
        if name.text not in self._found:
            return None
        text, code = self._found[name.text]
        known = self.entities.by_id.get(slug(text))
        if known is not None:
            return known
        backer = self.entities.country(code).id if code else None
        return self.entities.add(Entity(slug(text), text, "organization", represents=backer, firm=True))
