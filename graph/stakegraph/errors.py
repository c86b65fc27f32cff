"""The errors of stakegraph: each says what happened, with which value, and what to do about it."""

from __future__ import annotations


class StakegraphError(Exception):
    """Base of all errors that a user can mend; ``exit_code`` is what the command line leaves with."""

    exit_code = 1


class UsageError(StakegraphError):
    """A command or a function was called in a way that can't be meant."""

    exit_code = 2


class ReadError(StakegraphError):
    """An article can't be read as text."""


class AnnotationError(StakegraphError):
    """An annotation breaks a rule of the records, or does not fit its article."""


class LanguageModelError(StakegraphError):
    """A language pipeline is missing or can't do what extraction needs."""


class GraphError(StakegraphError):
    """RDF can't be read, or does not say what the model asks for."""


class StoreError(StakegraphError):
    """A store can't be opened, is held by somebody else, or is no store of ours."""


class QueryError(StakegraphError):
    """A query is unknown, misspelt, lacks a parameter, or was stopped."""


class OutputError(StakegraphError):
    """A result can't be written where it was asked for."""
