"""The measure of chains: micro F1 over the channels of each thread, and the share of chains read exactly."""
import math

from benchmarks.attempts_score import by_channel, channel_f1, exact_chain, with_attempts

PAIRS = [(["phone", "email"], ["phone"]), ([], []), (["phone"], ["email", "phone"]), (["chat"], ["chat"])]


def test_f1_counts_a_channel_once_a_thread():
    assert channel_f1(PAIRS) == 2 * 3 / (4 + 4) and channel_f1([(["phone", "email", "phone"], ["phone", "email"])]) == 1.0


def test_a_chain_is_exact_when_its_order_is():
    assert exact_chain(PAIRS) == 0.5 and exact_chain([(["phone", "email"], ["email", "phone"])]) == 0.0


def test_threads_without_attempts_can_be_left_out():
    assert exact_chain(with_attempts(PAIRS)) == 1 / 3 and len(with_attempts(PAIRS)) == 3


def test_each_channel_has_its_tally():
    assert by_channel(PAIRS) == {"chat": (1, 1, 1), "email": (0, 1, 1), "phone": (2, 2, 2)}


def test_nothing_to_read_is_read_perfectly_and_no_threads_have_no_share():
    assert channel_f1([([], [])]) == 1.0 and math.isnan(exact_chain([]))
