"""Remembering what is costly to work out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

from luoshi.memory import remembered


def test_an_answer_is_worked_out_once() -> None:
    asked: list[int] = []

    @remembered(2)
    def double(number: int) -> int:
        asked.append(number)
        return number * 2

    assert [double(1), double(2), double(1), double(2)] == [2, 4, 2, 4]
    assert asked == [1, 2]
    double(3)
    double(1)
    assert asked == [1, 2, 3, 1]


def test_many_who_ask_at_once_wait_for_one_answer_and_others_do_not() -> None:
    begun, go_on = Event(), Event()
    asked: list[str] = []

    @remembered(4)
    def slow(name: str) -> str:
        asked.append(name)
        if name == "slow":
            begun.set()
            go_on.wait(10)
        return name.upper()

    slow("known")
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(slow, "slow") for _ in range(3)]
        begun.wait(10)
        assert pool.submit(slow, "known").result(10) == "KNOWN"
        go_on.set()
        assert [one.result(10) for one in waiting] == ["SLOW"] * 3
    assert asked == ["known", "slow"]


def test_a_failure_is_not_remembered() -> None:
    tries: list[int] = []

    @remembered(1)
    def second_time(number: int) -> int:
        tries.append(number)
        if len(tries) == 1:
            raise ValueError
        return number

    for _ in range(2):
        try:
            assert second_time(7) == 7
        except ValueError:
            continue
    assert tries == [7, 7]


def test_different_answers_are_worked_out_one_at_a_time() -> None:
    at_work: list[str] = []
    most: list[int] = []

    @remembered(4)
    def alone(name: str) -> str:
        at_work.append(name)
        sleep(0.05)
        most.append(len(at_work))
        at_work.remove(name)
        return name

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(alone, "abcd")) == list("abcd")
    assert most == [1] * 4
