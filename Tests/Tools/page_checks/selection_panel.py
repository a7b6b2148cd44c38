"""Selections: by lasso, box, legend, search and neighbors; saved as files."""
import json
import os
import time

import numpy as np

from page_checks.driving import (
    click_in_row, click_on, drawn, inside, places, press, selected, state, text_of)


def check_selection(report, browser, runs):
    downloads = runs.path("downloads")
    page = browser.open(runs.mixed(), downloads=downloads)
    spots = places(page)
    press(page, "l")
    center = spots[:200].mean(0)
    polygon = np.array([center + 90 * np.array([np.cos(t), np.sin(t)]) for t in np.linspace(0, 6, 11)])
    page.path([tuple(spot) for spot in polygon])
    page.idle(0.2)
    wanted = np.flatnonzero(inside(polygon, spots)).tolist()
    report.check("the lasso selects exactly the points inside", selected(page) == wanted and len(wanted) > 20,
                 (len(selected(page)), len(wanted)))
    for title, ending in (("Save the numbers", "ids.txt"), ("Save the selected rows as CSV", "csv"),
                          ("Save the selected rows, one", "jsonl")):
        click_on(page, '#selection button[title^="%s"]' % title)
        saved = wait_for(os.path.join(downloads, "mixed-selection." + ending))
        check_saved(report, ending, saved, wanted, runs)
    page.path([(a, b) for a, b in np.array([spots[200:400].min(0) - 4, spots[200:400].max(0) + 4])])
    before = set(wanted)
    press(page, "b")
    low, high = spots[400:600].min(0) - 3, spots[400:600].max(0) + 3
    page.path([tuple(spots[:200].mean(0) - 60), tuple(spots[:200].mean(0) + 60)])
    first = set(selected(page))
    page.path([tuple(low), tuple(high)], mods=8)
    box = set(np.flatnonzero(((spots > low) & (spots < high)).all(1)).tolist())
    report.check("Shift and the box add", set(selected(page)) == first | box, len(before))
    page.path([tuple(low), tuple(high)], mods=1)
    report.check("Alt takes away", set(selected(page)) == first - box)
    press(page, "i")
    report.check("I inverts", set(selected(page)) == set(range(1200)) - (first - box))
    press(page, "o")
    report.check("O shows the selection alone", drawn(page) == 1200 - len(first - box), drawn(page))
    press(page, "ctrl+z", "ctrl+z")
    report.check("undo goes back", set(selected(page)) == first - box and drawn(page) == 1200)
    press(page, "ctrl+shift+z")
    report.check("redo goes on", set(selected(page)) == set(range(1200)) - (first - box))
    browser.done(page, "selection")


def wait_for(path):
    for _ in range(100):
        if os.path.exists(path) and os.path.getsize(path) > 0:
            return open(path, encoding="utf-8", newline="").read()
        time.sleep(0.05)
    return ""


def check_saved(report, ending, saved, wanted, runs):
    if ending == "ids.txt":
        rows = [int(line) for line in saved.split()]
    elif ending == "jsonl":
        objects = [json.loads(line) for line in saved.splitlines()]
        rows = [entry["row"] for entry in objects]
        report.check("jsonl has the metadata", all(
            entry["title"] == runs.mixed_table[entry["row"]][0] for entry in objects))
    else:
        lines = saved.split("\r\n")[1:-1]
        rows = [int(line.split(",")[0]) for line in lines]
        report.check("csv has places and metadata", saved.startswith("row,tsne_x,tsne_y,title,kind,score\r\n")
                     and all(line.split(",")[3] == runs.mixed_table[row][0] for row, line in zip(rows, lines)),
                     saved[:80])
    report.check("the export as %s holds exactly those" % ending, rows == wanted, (len(rows), len(wanted)))


def check_select_by(report, browser, runs):
    """Groups of the legend, what a search finds and neighbors, each in every way to combine."""
    page = browser.open(runs.mixed())
    kinds = page.eval("astrolabe.app.coloring.groups.map(g => g.name)")
    rows = {name: {i for i, row in enumerate(runs.mixed_table) if row[1] == name} for name in kinds}
    click_in_row(page, 3, '[title^="Select"]')
    report.check("one click on the legend selects a group", set(selected(page)) == rows[kinds[2]], len(selected(page)))
    report.check("many selected points are told by their color, not by rings around some of them", page.eval(
        """(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.every(v => v === 0))
        (document.querySelector('#overlay'))"""))
    click_in_row(page, 5, '[title^="Select"]', mods=8)
    report.check("Shift adds another group", set(selected(page)) == rows[kinds[2]] | rows[kinds[4]])
    click_on(page, '#selection [data-mode="subtract"]')
    click_in_row(page, 3, '[title^="Select"]')
    report.check("“take away” takes a group away", set(selected(page)) == rows[kinds[4]])
    click_on(page, '#selection [data-mode="intersect"]')
    words = {i for i, row in enumerate(runs.mixed_table) if "lantern" in row[0]}
    press(page, "/")
    page.do("type lantern")
    page.idle(0.15)
    click_on(page, "#found button")
    report.check("“common” keeps what the search shares", set(selected(page)) == rows[kinds[4]] & words
                 and state(page, "query") == "", len(selected(page)))
    click_on(page, '#selection [data-mode="add"]')
    press(page, "/")
    page.do("type willow")
    page.idle(0.15)
    found = {i for i, row in enumerate(runs.mixed_table) if "willow" in row[0]}
    page.eval("document.querySelector('#overlay').focus()")
    press(page, "a")
    wanted = rows[kinds[4]] & words | found
    report.check("A adds what is found", set(selected(page)) == wanted, len(selected(page)))
    page.do("click %f,%f" % tuple(places(page)[17]))
    page.idle(0.1)
    near = {17, *page.eval("astrolabe.app.neighbors.map(n => n.id)")}
    click_on(page, "#point h3 button", mods=1)
    report.check("a point's neighbors, taken away", set(selected(page)) == wanted - near and len(near) == 16)
    click_on(page, '#selection [data-mode="replace"]')
    press(page, "n")
    report.check("N selects a point and its neighbors", set(selected(page)) == near, selected(page))
    press(page, "ctrl+z", "ctrl+z")
    report.check("undo takes both back", set(selected(page)) == wanted)
    click_on(page, '#selection [data-mode="subtract"]')
    click_on(page, '#selection [title^="Select nothing"]')
    report.check("with nothing selected the next is new", page.eval("astrolabe.app.mode") == "replace")
    page.eval("document.querySelector('#legend .group:nth-child(2) button').focus()")
    press(page, "Tab", "Enter")
    report.check("the legend selects by keys, and keeps the focus", set(selected(page)) == rows[kinds[1]]
                 and page.eval("document.activeElement.title").startswith("Select this group"),
                 page.eval("document.activeElement.outerHTML.slice(0, 200)"))
    click_on(page, "#legend .group:nth-child(2) > button")
    report.check("what is selected and hidden is told", "200 of them hidden" in text_of(page, "#selection h2"),
                 text_of(page, "#selection h2"))
    browser.done(page, "select by")
