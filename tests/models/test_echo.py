"""Reply campaigns are found where replies outgrow what came in, and posting after them is held against what swings by itself."""
import numpy as np
import pytest

from models.echo import campaigns, echo


def world(effect: float, seed: int = 3, weeks: int = 52) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """People who post in answered and in other channels, and replies; campaigns in weeks 20-21 and 38-39, after which posting is `effect` times."""
    rng = np.random.default_rng(seed)
    mean = 150 * np.exp(np.cumsum(rng.normal(0, 0.05, weeks)))
    raised, share = np.ones(weeks), np.full(weeks, 0.05)
    for start in (20, 38):
        raised[start:start + 2], share[start:start + 2] = effect, 0.3
    answered, others = rng.poisson(mean * raised), rng.poisson(0.6 * mean)
    return answered.astype(float), others.astype(float), rng.binomial(answered, share).astype(float)


def test_weeks_of_many_replies_for_what_came_in_are_campaigns():
    answered, _, replies = world(1.0)
    assert campaigns(replies, answered) == [(20, 21), (38, 39)]


def test_many_replies_to_a_flood_are_no_campaign():
    replies, heard = np.full(30, 10.0), np.full(30, 200.0)
    replies[15], heard[15] = 60.0, 1200.0
    assert campaigns(replies, heard) == []


def test_a_planted_echo_is_shown():
    answered, others, replies = world(1.7)
    found = echo(answered, others, campaigns(replies, answered))
    assert found.is_shown and found.low > 1 and found.low < 1.7 < found.high and found.campaigns_n == 2 and found.is_compared


def test_without_one_none_is_shown():
    shown = [echo(a, o, campaigns(r, a)) for a, o, r in (world(1.0, seed) for seed in range(40))]
    assert sum(one.is_shown for one in shown if one) <= 2


def test_a_rise_of_all_channels_is_no_echo():
    answered, others, replies = world(1.7)
    others[20:22], others[38:40] = others[20:22] * 1.7, others[38:40] * 1.7
    assert not echo(answered, others, campaigns(replies, answered)).is_shown
    alone = echo(answered, None, campaigns(replies, answered))
    assert alone.low > 1 and alone.is_beyond and not alone.is_shown


@pytest.mark.parametrize("weeks", [0, 5, 12])
def test_too_short_a_past_says_nothing(weeks):
    assert campaigns(np.ones(weeks), np.ones(weeks)) == [] and echo(np.ones(weeks), None, [(4, 4)]) is None
