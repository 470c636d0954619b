import numpy as np
import pytest

from models.calibrate import Calibration, calibration_error, fit_calibration


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
