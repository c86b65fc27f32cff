"""Multiplies a pipeline's matrices with NumPy: its BLAS is two to three times as fast as the one that thinc brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps, get_current_ops, set_current_ops

_Matrix = NDArray[np.float32]


class FasterOps(NumpyOps):  # type: ignore[misc]  # a Cython class, which has no types
    """Thinc's operations, but for the product of two matrices, where nearly all the time goes."""

    def gemm(
        self, x: _Matrix, y: _Matrix, out: _Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> _Matrix:
        """Return the product of ``x`` and ``y``, either of them transposed if so asked."""
        product: _Matrix = np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
        return product


@contextmanager
def faster() -> Iterator[None]:
    """Let what is loaded meanwhile compute with NumPy, unless a GPU is in use."""
    before = get_current_ops()
    if type(before) is not NumpyOps:
        yield
        return
    set_current_ops(FasterOps())
    try:
        yield
    finally:
        set_current_ops(before)
