"""Prints the seconds of each suite, the slowest first, from the events that swift test writes
(--event-stream-output-path, version 0; tests ran one at a time):

    suite_seconds.py EVENTS [MOST]
"""

import collections
import json
import sys


def suite(test):
    """KernelsTests.OnDevice/FieldTests/name()/File.swift:1:2 -> KernelsTests FieldTests."""
    module, _, path = test.partition(".")
    types = path.split("/")[:-2]
    return "%s %s" % (module, "/".join(t for t in types if t != "OnDevice") or "(no suite)")


def spent(lines):
    """Seconds and number of tests by suite. A test that never ended has no seconds."""
    functions, started = set(), {}
    seconds, tests = collections.Counter(), collections.Counter()
    for line in lines:
        record = json.loads(line)
        payload = record["payload"]
        if record["kind"] == "test" and payload["kind"] == "function":
            functions.add(payload["id"])
        if record["kind"] != "event" or payload.get("testID") not in functions:
            continue
        test, now = payload["testID"], payload["instant"]["absolute"]
        if payload["kind"] == "testStarted":
            started[test] = now
        elif payload["kind"] == "testEnded":
            seconds[suite(test)] += now - started.pop(test)
            tests[suite(test)] += 1
    for test in started:
        print("did not end: " + test)
    return seconds, tests


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        seconds, tests = spent(file)
    most = int(sys.argv[2]) if len(sys.argv) > 2 else len(seconds)
    print("%8s %6s  suite" % ("seconds", "tests"))
    for name, value in seconds.most_common(most):
        print("%8.2f %6d  %s" % (value, tests[name], name))
    print("%8.2f %6d  all" % (sum(seconds.values()), sum(tests.values())))


main()
