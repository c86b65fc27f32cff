"""An actor while it is put together from its mentions."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entity:
    """One actor while it is put together. ``kind`` is an actor type, or ``place`` or ``unknown``.

    ``represents`` is the id of another entity, ``roles`` are small words for what it is said to be: "senator",
    "union". ``mentions`` are token spans with the rule that merged each.
    ``firm`` says that it is an actor without being asked for, ``used`` that a later stage asked for it.
    """

    id: str
    name: str
    kind: str
    forms: set[str] = field(default_factory=set)
    mentions: dict[tuple[int, int], str] = field(default_factory=dict)
    role: str | None = None
    represents: str | None = None
    country: str | None = None
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    evident: bool = False
    plural: bool = False
    unnamed: bool = False
    firm: bool = False
    used: bool = False
    optional: bool = False

    @property
    def words(self) -> list[str]:
        """The words of its name."""
        return self.name.split()
