"""How many topics."""
import numpy as np
import pytest

from models.granularity import candidate_counts, choose_count, stability_curve


@pytest.mark.parametrize(("touchpoints_n", "complaints_n", "ends"), [(20, 6000, (10, 39)), (23, 8000, (11, 43)), (20, 200, (10, 13)),
                                                                    (20, 40, (2, 2)), (2, 10, (1, 1))])
def test_candidates_run_from_half_to_twice_the_touchpoints(touchpoints_n, complaints_n, ends):
    counts = candidate_counts(touchpoints_n, complaints_n)
    assert (counts[0], counts[-1]) == ends and counts == sorted(set(counts))


def test_the_finest_division_within_the_tolerance_is_chosen():
    curve = [{"topics_n": k, "smoothed": s} for k, s in [(10, 0.9), (12, 0.88), (14, 0.85), (16, 0.7)]]
    assert (choose_count(curve), choose_count(curve, tolerance=0.06)) == (12, 14)


def test_agreement_is_highest_at_the_planted_number():
    dice = np.random.default_rng(1)
    rows = np.vstack([np.eye(12)[i] + dice.normal(0, 0.1, (40, 12)) for i in range(6)])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    curve = stability_curve(rows, [3, 6, 12])
    assert max(curve, key=lambda point: point["agreement"])["topics_n"] == 6
