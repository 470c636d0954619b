"""Confidences that mean what they say: a logistic regression fitted on held-out folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a claim's features, and the confidence from which claims are printed by default."""

    weights: tuple[float, ...] = ()
    bias: float = 0.0
    threshold: float = 0.0

    def confidence(self, features: Sequence[float]) -> float:
        """The probability that a claim with these features is right."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=bool(self.weights)))
        return round(1 / (1 + exp(-max(min(total, 30.0), -30.0))), 4)


def fit_calibration(
    features: Sequence[Sequence[float]], right: Sequence[bool], steps: int = 50, ridge: float = 1.0
) -> Calibration:
    """Fit a logistic regression by Newton's method with a ridge on the weights; features ``(claims, F)``."""
    x = np.hstack([np.asarray(features, dtype=np.float64), np.ones((len(features), 1))])
    y = np.asarray(right, dtype=np.float64)
    penalty = ridge * np.eye(x.shape[1])
    penalty[-1, -1] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + penalty @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:  # noqa: PLR2004 - converged
            break
    return Calibration(tuple(float(w) for w in weights[:-1]), float(weights[-1]))


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: over bins of equal width, the mean gap of confidence and share of right claims."""
    p, y = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=np.float64)
    number = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [
        abs(p[number == b].mean() - y[number == b].mean()) * (number == b).sum()
        for b in range(bins)
        if (number == b).any()
    ]
    return float(sum(gaps) / max(len(p), 1))
