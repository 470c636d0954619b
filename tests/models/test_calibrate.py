import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calibrate import Calibration, best_threshold, calibration_error, fit_calibration

CLAIMS = st.lists(
    st.tuples(st.sampled_from([0.1, 0.2, 0.2001, 0.35, 0.5, 0.8, 0.95]), st.booleans()), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("features", "confidence"),
    [((0.0, 0.0), 0.5), ((2.0, 1.0), 0.7311), ((-2.0, -1.0), 0.2689), ((1e9, 0.0), 1.0), ((-1e9, 0.0), 0.0)],
)
def test_confidence_is_the_logistic_of_the_weighted_features(features, confidence):
    """Whatever the features, a confidence is a probability, rounded to four digits."""
    assert Calibration(weights=(1.0, -1.0)).confidence(features) == confidence


def test_features_and_weights_must_match():
    """A calibration made for other features is an error rather than a wrong number."""
    with pytest.raises(ValueError, match=r"shorter|longer"):
        Calibration(weights=(1.0, 2.0)).confidence((1.0,))


def test_an_empty_calibration_takes_any_features():
    """Before anything is fitted, all claims are alike."""
    assert Calibration().confidence((3.0, 4.0)) == 0.5


def test_fitting_finds_what_tells_right_from_wrong():
    """A feature that goes with right claims raises the confidence, one that does not hardly matters."""
    noise = np.random.default_rng(7)
    features = noise.normal(size=(400, 2))
    right = features[:, 0] + noise.normal(size=400) / 2 > 0

    fitted = fit_calibration(features.tolist(), right.tolist())

    assert fitted.weights[0] > 1
    assert abs(fitted.weights[1]) < 0.4
    assert fitted.confidence((2.0, 0.0)) > 0.9
    assert fitted.confidence((-2.0, 0.0)) < 0.1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_fitted_confidences_sum_to_the_right_claims(share):
    """On what it was fitted on, the mean confidence is the share of right claims."""
    noise = np.random.default_rng(3)
    features = noise.normal(size=(200, 3)).tolist()
    right = (noise.random(200) < share).tolist()

    fitted = fit_calibration(features, right)

    assert np.mean([fitted.confidence(row) for row in features]) == pytest.approx(np.mean(right), abs=1e-3)


@pytest.mark.parametrize("right", [True, False])
def test_fitting_survives_claims_that_are_all_alike(right):
    """Where every claim is right, or none, confidences stay probabilities."""
    fitted = fit_calibration([[1.0], [2.0], [3.0]], [right] * 3)

    assert 0 <= fitted.confidence((2.0,)) <= 1
    assert (fitted.confidence((2.0,)) > 0.5) == right


def f1_from(threshold, claims, gold):
    """The F1 of printing all claims from a threshold on."""
    printed = [right for confidence, right in claims if confidence >= threshold]
    return 2 * sum(printed) / (len(printed) + gold)


@settings(deadline=None)
@given(claims=CLAIMS, gold=st.integers(1, 15))
def test_no_threshold_is_better_than_the_best(claims, gold):
    """Printing the claims from the threshold on gives the best F1 of all, also where confidences are equal."""
    confidences, right = zip(*claims, strict=True)

    threshold = best_threshold(confidences, right, gold)

    assert f1_from(threshold, claims, gold) == pytest.approx(max(f1_from(c, claims, gold) for c in confidences))


def test_without_claims_everything_is_printed():
    """No claim, no threshold."""
    assert best_threshold([], [], 5) == 0.0


@pytest.mark.parametrize(
    ("confidences", "right", "error"),
    [
        ([1.0, 1.0, 0.0], [True, True, False], 0.0),
        ([1.0, 1.0], [False, False], 1.0),
        ([0.75] * 4, [True, True, True, False], 0.0),
        ([0.85, 0.25], [True, False], 0.2),
        ([], [], 0.0),
    ],
)
def test_calibration_error_is_the_mean_gap(confidences, right, error):
    """The error is how far confidences lie from the share of right claims, over bins of equal width."""
    assert calibration_error(confidences, right) == pytest.approx(error)
