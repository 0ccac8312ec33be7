"""The tables the bench prints."""

from collections.abc import Sequence
from math import floor
from statistics import median

from bench.browser import Visit
from bench.measuring import Measured
from bench.targets import BARE, OVERVIEW, STATUS, Target
from bench.wrk import CONNECTIONS, Run

HEAD = f"{'':24}{'requests/s':>11}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}   {'of':12}{'rate':>6}{'CPU':>6}  goal"
WORKER_MB = 110
GROWTH = {
    STATUS: 1.3,
    OVERVIEW: 1.5,
}  # of p50: of the status page from the smallest size, of the overview from the next


def print_measured(told: Measured, sizes: Sequence[int], targets: Sequence[Target]) -> None:
    """Medians of one kind of worker, with what they are of the bare ones."""
    print(f"\n{told.worker_class} workers, {CONNECTIONS} connections; the median of {_rounds(told)} interleaved rounds")
    print(HEAD)
    for target in BARE:
        print(_line(told, target, 0))
    for size in sizes:
        print(f"with {size:,} entries")
        for target in targets:
            print(_line(told, target, size))
    _print_posts(told, sizes)
    _print_growth(told, sizes)
    _print_memory(told)


def _rounds(told: Measured) -> int:
    return max(len(runs) for runs in told.runs.values())


def _line(told: Measured, target: Target, size: int) -> str:
    runs = told.runs[target.name, size]
    rate, p50, p95, cpu = (median(getattr(run, name) for run in runs) for name in ("rate", "p50", "p95", "cpu"))
    line = f"  {target.name:22}{rate:11.0f}{p50:8.1f}{p95:8.1f}{cpu:8.2f}"
    if target.against:
        by_rate, by_cpu = ratios(runs, told.runs[target.against, 0])
        line += f"   {target.against:12}{_cut(by_rate):6.2f}{_cut(by_cpu):6.2f}"
        if target.goal is not None:
            line += f"  ≥ {target.goal:.2f} {_verdict(by_rate >= target.goal)}"
    broken = sum(run.broken for run in runs)
    return line + (f"  {broken} connections broke" if broken else "")


def ratios(runs: Sequence[Run], bare: Sequence[Run]) -> tuple[float, float]:
    """The median over rounds of what each reached of its round's bare one: in rate, and in CPU time a request."""
    pairs = list(zip(runs, bare, strict=True))
    return median(r.rate / b.rate for r, b in pairs), median(b.cpu / r.cpu for r, b in pairs)


def _cut(ratio: float) -> float:
    """Two places, cut and not rounded: 0.499 is not 0.50."""
    return floor(100 * ratio) / 100


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def _print_posts(told: Measured, sizes: Sequence[int]) -> None:
    """Each acknowledged meeting is stored; a run's end may cut off answers to meetings that were."""
    for size in sizes:
        sent, kept = told.acknowledged[size], told.stored[size]
        right = sent <= kept <= sent + told.cut_off
        said = "as many as acknowledged" if right else "WRONG"
        print(f"  meetings, {size:,}: {sent:,} acknowledged, {kept:,} stored ({said}; up to {told.cut_off} cut off)")


def _print_growth(told: Measured, sizes: Sequence[int]) -> None:
    """What a page costs in the largest database against a smaller one: a ward must not pay for the city."""
    smaller = {STATUS: min(sizes), OVERVIEW: max((size for size in sizes if size < max(sizes)), default=max(sizes))}
    for name, allowed in GROWTH.items():
        size = smaller[name]
        if size == max(sizes) or (name, size) not in told.runs:
            continue
        pairs = zip(told.runs[name, size], told.runs[name, max(sizes)], strict=True)
        p50, cpu = zip(*((large.p50 / small.p50, large.cpu / small.cpu) for small, large in pairs), strict=True)
        grown = median(p50)
        print(
            f"  {name}, {max(sizes):,} against {size:,} entries: p50 × {grown:.2f}, CPU × {median(cpu):.2f}"
            f"  ≤ {allowed} {_verdict(grown <= allowed)}"
        )


def _print_memory(told: Measured) -> None:
    most = max(mb for size, mb in told.peak_mb.items() if size)
    print(
        f"  a worker at its peak: {most:.0f} MB (bare: {told.peak_mb[0]:.0f})  < {WORKER_MB} {_verdict(most < WORKER_MB)}"
    )


def print_visits(visits: dict[str, Visit], size: int) -> None:
    """Bytes and requests of the pages, with brotli, headers included."""
    print(f"\nOver the wire (brotli, headers included), {size:,} entries")
    print(f"{'':24}{'first visit':>12}{'requests':>10}{'HTML':>8}{'loaded later':>14}{'later visit':>13}")
    for name, cost in visits.items():
        print(
            f"  {name:22}{cost.first / 1000:9.1f} KB{1 + cost.needed_files:10}{cost.html / 1000:5.1f} KB"
            f"{cost.later / 1000:11.1f} KB{cost.html / 1000:10.1f} KB"
        )
