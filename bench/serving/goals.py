"""What serving shall cost, held against what it does."""

from dataclasses import dataclass

from bench.serving.contestants import FLOOR, OURS, STOCK
from bench.serving.results import Report


@dataclass(frozen=True)
class Goal:
    """``measured`` shall be at least ``limit``, or at most where ``most`` is set."""

    what: str
    measured: float
    limit: float
    most: bool = False

    @property
    def met(self) -> bool:
        """Whether it is."""
        return self.measured <= self.limit if self.most else self.measured >= self.limit


def stock_training(report: Report) -> float:
    """The CPU seconds that the stock project would take to learn all phrases.

    CPU, because its training is measured once and kept, and the machine may have been busier then or less.
    """
    return report.scaling.cpu_seconds(report.stock_training.epochs)


def goals(report: Report) -> list[Goal]:
    """Ratios, so that they say the same on any machine."""
    ours, stock, floor = (report.service(name) for name in (OURS, STOCK, FLOOR))
    mine, theirs = ours.few.latency, stock.few.latency
    return [
        Goal("requests/s at 1 client, ours / stock", ours.few.rate.median / stock.few.rate.median, 8),
        Goal("requests/s at 16 clients, ours / stock", ours.many.rate.median / stock.many.rate.median, 8),
        Goal("latency p50 at 1 client, stock / ours", theirs.p50 / mine.p50, 8),
        Goal("latency p99 at 1 client, stock / ours", theirs.p99 / mine.p99, 8),
        Goal("our p99 / our p50 at 1 client", mine.p99 / mine.p50, 4, most=True),
        Goal("start to first reply, stock / ours", stock.start_seconds.median / ours.start_seconds.median, 5),
        Goal("memory after the load, stock / ours", stock.loaded_mb.median / ours.loaded_mb.median, 2),
        Goal("training on all phrases, CPU, stock / ours", stock_training(report) / report.our_training[1], 5),
        Goal("time of a request at 1 client, ours / floor", mine.p50 / floor.few.latency.p50, 5, most=True),
    ]
