"""Layouts of large parts of a map: ties draw, everything else pushes, and the push is counted on a mesh."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.intp]

CELLS = 128
ROUNDS = 220


def forced(homes: Array, ties: Pairs, strength: Array, gravity: Array, *, seed: int) -> Array:
    """Return a force-directed layout (nodes, 2) after Fruchterman and Reingold (1991), every node drawn to its home.

    ``ties`` are pairs of nodes and ``strength`` says how much each draws; ``gravity`` is the draw of the homes. The
    push of all nodes on all others is a convolution on a mesh of cells (the particle-mesh method of Hockney and
    Eastwood 1981), so that a round costs as much as the nodes and the mesh are many, not the pairs of nodes.
    """
    size = len(homes)
    ideal = 1.8 / np.sqrt(size)
    one, other = ties.T
    place: Array = homes + np.random.default_rng(seed).normal(scale=0.3, size=homes.shape)
    kernels = _kernels()
    for turn in range(ROUNDS):
        delta = place[one] - place[other]
        distance = np.hypot(delta[:, 0], delta[:, 1])
        drawn = delta * (strength * distance / ideal)[:, None]
        move = ideal**2 * _pushes(place, kernels) - gravity[:, None] * (place - homes)
        for axis in (0, 1):
            move[:, axis] -= np.bincount(one, drawn[:, axis], size) - np.bincount(other, drawn[:, axis], size)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)[:, None]
        heat = 0.12 * (1 - turn / ROUNDS) + 0.002
        place = place + move / length * np.minimum(length * 0.1, heat)
    return place


def _kernels() -> npt.NDArray[np.complex128]:
    """Return the transforms of the push along x and along y: the distance over its square, in cells."""
    steps = np.fft.fftfreq(2 * CELLS, 1 / (2 * CELLS))
    x, y = np.meshgrid(steps, steps, indexing="ij")
    square = x * x + y * y
    square[0, 0] = 1.0
    found: npt.NDArray[np.complex128] = np.fft.rfft2(np.stack([x / square, y / square]))
    return found


def _pushes(place: Array, kernels: npt.NDArray[np.complex128]) -> Array:
    """Spread every node over the four cells around it, convolve, and read the push at its place."""
    low = place.min(axis=0)
    cell = max(float(np.ptp(place, axis=0).max()), 1e-9) / (CELLS - 2)
    at = (place - low) / cell
    corner = at.astype(np.intp)
    part = at - corner
    shares = [(dx, dy, np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])) for dx in (0, 1) for dy in (0, 1)]
    spots = [(corner[:, 0] + dx) * CELLS + corner[:, 1] + dy for dx, dy, _ in shares]
    mass = sum(np.bincount(spot, share, CELLS * CELLS) for spot, (_, _, share) in zip(spots, shares, strict=True))
    waves = np.fft.rfft2(np.reshape(mass, (CELLS, CELLS)), (2 * CELLS, 2 * CELLS))
    field = np.fft.irfft2(waves * kernels)[:, :CELLS, :CELLS].reshape(2, -1)
    pushed: Array = sum(field[:, spot] * share for spot, (_, _, share) in zip(spots, shares, strict=True)).T / cell
    return pushed
