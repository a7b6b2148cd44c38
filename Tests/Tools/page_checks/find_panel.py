"""The search, and the card of a point with its neighbors."""
import re

import numpy as np

from page_checks.driving import places, press, state, text_of
from page_checks.renderers import compare


def check_search(report, browser, runs):
    page = browser.open(runs.mixed())
    table = runs.mixed_table
    press(page, "/")
    page.do("type lantern")
    page.idle(0.2)
    wanted = sum("lantern" in row[0] for row in table)
    report.check("search finds words", page.eval("astrolabe.app.hitCount") == wanted,
                 (page.eval("astrolabe.app.hitCount"), wanted))
    report.check("search says how many", text_of(page, "#found").startswith(str(wanted) + " points"),
                 text_of(page, "#found"))
    press(page, "Enter")
    page.idle(0.3)
    focus = state(page, "focus")
    spot = places(page)[focus]
    middle = page.eval("[astrolabe.view.viewport.middleX, astrolabe.view.viewport.middleY]")
    report.check("Enter flies to a hit", "lantern" in table[focus][0] and np.hypot(*(spot - middle)) < 2,
                 (focus, spot, middle))
    for query, holds in (
            ("/^river .*[02468]$/", lambda row: re.match(r"^river .*[02468]$", row[0])),
            ('kind:"group 3"', lambda row: row[1] == "group 3"),
            ("score>2.5 stone", lambda row: row[2] and float(row[2]) > 2.5 and "stone" in row[0]),
            ("score<=-1 -kind:1", lambda row: row[2] and float(row[2]) <= -1 and "1" not in row[1]),
            ('"river stone"', lambda row: "river stone" in row[0]),
            ("nothing like this", lambda row: False)):
        press(page, "/")
        page.eval("document.querySelector('#search').select()")
        page.do("type " + query)
        page.idle(0.15)
        wanted = sum(bool(holds(row)) for row in table)
        found = page.eval("astrolabe.app.hitCount")
        report.check("search %s" % query, found == wanted, (found, wanted))
    page.eval("document.querySelector('#search').select()")
    page.do("type /(/")
    page.idle(0.1)
    report.check("a bad expression is explained", "expression" in text_of(page, "#found"), text_of(page, "#found"))
    press(page, "Escape", "Escape")
    check_neighbors(report, page, runs)
    compare(report, page, "mixed")
    browser.done(page, "search")


def check_neighbors(report, page, runs):
    points = runs.mixed_points.astype("f8")
    press(page, "0")
    page.idle(0.1)
    for i in (17, 640, 1111):
        distances = np.sqrt(((points - points[i]) ** 2).sum(1))
        distances[i] = np.inf
        exact = np.argsort(distances, kind="stable")[:15]
        page.do("click %f,%f" % tuple(places(page)[i]))
        page.idle(0.1)
        shown = page.eval("[...document.querySelectorAll('#point li')].map(e => +e.dataset.point)")
        near = page.eval("astrolabe.app.neighbors.map(n => n.distance)")
        report.check("click on %d shows the exact neighbors" % i,
                     state(page, "focus") == i and shown == exact.tolist(), (state(page, "focus"), shown, exact))
        report.check("distances of %d are right" % i,
                     np.allclose(near, distances[exact], rtol=0.01), (near, distances[exact]))
    press(page, "ArrowDown", "ArrowDown")
    second = page.eval("astrolabe.app.neighbors[1].id")
    report.check("arrows walk the neighbors", page.eval("astrolabe.view.marked") == second)
    press(page, "ArrowRight")
    report.check("the right arrow goes to one", state(page, "focus") == second)
    press(page, "ArrowLeft")
    report.check("the left arrow comes back", state(page, "focus") == 1111)
