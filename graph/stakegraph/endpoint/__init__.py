"""A graph over HTTP: SPARQL 1.1 protocol, pages to ask and to look at, and a small JSON API.

The chain of a query::

    client ─▶ http.Connection ─▶ protocol.Protocol ─▶ service.Service ─▶ pool.Pool ─▶ worker.work ─▶ answering.Reader
              limits of HTTP     what is asked        snapshots          who is free   time, memory    the engine

The server is one process that reads requests and never asks the engine anything. It has a nursery, a process that
holds the data and forks the workers, which share its memory. A worker answers one query after the other and is ended
by the system when one takes too long; the pool has a new one forked, and the next query never notices. Where updates
are allowed, one worker is the writer of a folder store, and the others read snapshots, which are links to its files.

Clients meet a front first, a process that the nursery forks too::

    client ─▶ reception.Reception ─▶ front.Front ─▶ glance.Glance ──────────▶ lookup.Index
              who accepts            connections    is it a plain lookup?     the engine's indexes

A front answers lookups, queries of a few patterns with a bound on every step. Their filters are for the engine, which
is asked when what it has to work on has been found and weighed. A connection over which anything else comes is passed
to the server, with what has come, and takes the way above until the next lookup comes over it. After an update a front
holds lookups until it is lent the new snapshot. When the data has been changed, by updates or by another process, and
then been left alone for a while, a new nursery reads it into memory, and its workers and fronts take the places of the
old ones.
"""
