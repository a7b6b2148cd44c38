"""What the checks found, and the page's limits that several of them use."""

LIMIT_POINTS = 100_000      # the page never asks for more rows


class CannotRun(Exception):
    """The check itself could not be carried out."""


class Report:
    def __init__(self):
        self.passed = self.failed = self.warned = 0

    def ok(self, text):
        self.passed += 1
        print("ok    " + text)

    def fail(self, text):
        self.failed += 1
        print("FAIL  " + text)

    def warn(self, text):
        self.warned += 1
        print("warn  " + text)

    def check(self, cond, good, bad):
        if cond:
            self.ok(good)
        else:
            self.fail(bad)
        return bool(cond)
