"""Whether a figure keeps its budget. Budgets are by the clock, and for 10,000 notes unless they say otherwise."""

NOTES = 10_000
MANY_NOTES = 100_000
SECONDS = 0.3  # of a build that finds nothing changed
A_NOTE = 1.2  # the time for one of many notes, to that for one of 10,000


def peak(notes: int) -> int:
    """MB of the largest process."""
    return 300 if notes <= NOTES else 1_400


class Verdicts:
    """Says of each figure whether it keeps its budget, and remembers those that count and do not."""

    def __init__(self) -> None:
        self.missed: list[str] = []
        self._kept, self._others = 0, False

    def on(self, what: str, seen: float, most: float, counts: bool) -> str:
        """`kept` or `missed`, in brackets where the budget is one of another number of notes."""
        verdict = "kept" if seen <= most else "missed"
        if not counts:
            self._others = True
            return f"({verdict})"
        if verdict == "missed":
            self.missed.append(what)
        else:
            self._kept += 1
        return verdict

    def summary(self) -> str:
        lines = [f"{self._kept} of {self._kept + len(self.missed)} budgets kept"] if self._kept or self.missed else []
        lines += [f"missed: {what}" for what in self.missed]
        if self._others:
            lines.append(f"verdicts in brackets do not count: budgets are for {NOTES:,} notes")
        return "\n".join(lines)
