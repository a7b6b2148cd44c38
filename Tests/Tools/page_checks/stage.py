"""The map itself: its first picture, pointing, many and few points, other screens and fingers."""
import json
import os
import re

import numpy as np

from page_checks.driving import places, press, state, text_of
from page_checks.renderers import compare


def check_first_picture(report, browser, runs):
    page = browser.open(runs.digits())
    found = compare(report, page, "digits")
    report.check("digits: the first picture has many colors", found["colors"] >= 9, found)
    report.check("digits: WebGL draws", page.eval("astrolabe.painter.renderer.kind") == "webgl")
    spots = places(page)
    right, bottom = page.eval("[document.querySelector('#panel').getBoundingClientRect().left,"
                              " document.querySelector('#tools').getBoundingClientRect().top]")
    within = (spots[:, 0] > 0) & (spots[:, 0] < right) & (spots[:, 1] > 0) & (spots[:, 1] < bottom)
    report.check("digits: all points lie in the free part of the page", within.mean() > 0.99, within.mean())
    size = os.path.getsize(runs.digits())
    shell = page.eval("document.scripts[0].textContent.length + document.querySelector('style').textContent.length")
    report.check("the page without data is at most 150 kB", shell < 150_000, shell)
    report.check("digits: the file is small", size < 1_500_000, size)
    report.check("every control has a tooltip", page.eval(
        "[...document.querySelectorAll('button, select, input')].filter(e => !e.title).map(e => e.outerHTML)") == [],
        page.eval("[...document.querySelectorAll('button, select, input')].filter(e => !e.title).map(e => e.id)"))
    report.check("a mouse is told to point", "Point at a dot" in text_of(page, "#point"), text_of(page, "#point"))
    check_hover(report, page, runs, spots)
    press(page, "p")
    report.check("thumbnails can be shown", state(page, "sprites") is True)
    browser.done(page, "digits")


def check_hover(report, page, runs, spots):
    lines = open(runs.path("digits/metadata.tsv"), encoding="utf-8").read().split("\n")
    labels = [line.split("\t")[1] for line in lines[1:] if line]
    random = np.random.default_rng(1)
    right = []
    for i in random.choice(len(labels), 10, replace=False):
        page.do("move %f,%f" % tuple(spots[i]))
        page.idle(0.12)
        shown = page.eval("document.querySelector('#card').hidden ? -1 : +document.querySelector('#card').dataset.point")
        cells = page.eval("[...document.querySelectorAll('#card .cells > div')].map(e => [...e.children].map(c => c.textContent))")
        thumbnail = page.eval("!!document.querySelector('#card canvas')")
        right.append(shown == i and ["Label", labels[i]] in cells and thumbnail)
    report.check("the hover card is right for ten random points", all(right), right)


def check_dark_and_ratio(report, browser, runs):
    page = browser.open(runs.digits(), dark=True, dpr=2, size="900x700")
    report.check("dark by itself", page.eval("document.documentElement.classList.contains('dark')"))
    dark = page.eval("getComputedStyle(document.body).backgroundColor")
    report.check("the background is dark", sum(int(v) for v in re.findall(r"\d+", dark)) < 120, dark)
    report.check("the device's own pixels are used", page.eval(
        "[astrolabe.painter.glCanvas.width, astrolabe.painter.glCanvas.height]") == [1800, 1400])
    compare(report, page, "digits, dark, two pixels a pixel")
    i = 5
    page.do("move %f,%f" % tuple(places(page)[i]))
    page.idle(0.15)
    report.check("pointing is right at that ratio", page.eval("astrolabe.view.hover") == i)
    page.c.send("Emulation.setDeviceMetricsOverride", width=760, height=600, deviceScaleFactor=1.5, mobile=False)
    page.idle(0.3)
    report.check("resized and zoomed", page.eval(
        "[astrolabe.painter.glCanvas.width, astrolabe.painter.glCanvas.height]") == [1140, 900])
    press(page, "d")
    report.check("D makes it light", not page.eval("document.documentElement.classList.contains('dark')"))
    browser.done(page, "dark")


def check_mobile(report, browser, runs):
    page = browser.open(runs.digits(), mobile=True, dpr=2, size="390x780")
    report.check("nothing wider than the screen", page.eval("document.documentElement.scrollWidth") <= 390)
    report.check("fingers are told to tap", "Tap a dot" in text_of(page, "#point"), text_of(page, "#point"))
    report.check("the closed sheet says what is in it", text_of(page, "#handle span") == "Legend and details"
                 and page.eval("document.querySelector('#handle span').getBoundingClientRect().bottom < innerHeight"))
    spots = places(page)
    clear = [i for i in range(1500) if 150 < spots[i][1] < 500 and 20 < spots[i][0] < 320]
    page.touch("touchStart", tuple(spots[clear[0]]))
    page.touch("touchEnd")
    page.idle(0.3)
    report.check("a tap chooses a point", state(page, "focus") == clear[0], (state(page, "focus"), clear[0]))
    zoom = page.eval("astrolabe.view.camera.zoom")
    page.do("pinch 180,330 40 110")
    page.idle(0.3)
    report.check("a pinch zooms", page.eval("astrolabe.view.camera.zoom") > 1.8 * zoom,
                 page.eval("astrolabe.view.camera.zoom"))
    x = page.eval("astrolabe.view.camera.x")
    page.do("touchdrag 200,330 120,330")
    page.idle(0.2)
    report.check("a finger moves the map", page.eval("astrolabe.view.camera.x") > x)
    box = page.eval("(r => [r.left + r.width / 2, r.top + 8])(document.querySelector('#handle').getBoundingClientRect())")
    page.touch("touchStart", tuple(box))
    page.touch("touchEnd")
    page.idle(0.4)
    report.check("the sheet opens", page.eval("document.querySelector('#panel').classList.contains('open')"))
    browser.done(page, "mobile")


def check_keyboard(report, browser, runs):
    page = browser.open(runs.mixed())
    seen = []
    for _ in range(12):
        press(page, "Tab")
        seen.append(page.eval("document.activeElement.id || document.activeElement.dataset.map || ''"))
    report.check("Tab reaches the map and the controls", {"overlay", "tsne", "tool-pan", "zoom-in"} <= set(seen), seen)
    report.check("the focus is visible", page.eval(
        "getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
    page.eval("document.querySelector('#overlay').focus()")
    camera = page.eval("astrolabe.view.camera.x")
    press(page, "ArrowRight", "+", "Enter")
    page.idle(0.2)
    report.check("arrows move, Enter chooses", page.eval("astrolabe.view.camera.x") != camera
                 and state(page, "focus") >= 0)
    press(page, "?")
    report.check("? opens the help", page.eval("document.querySelector('#help').open"))
    press(page, "Escape")
    report.check("Escape closes it", not page.eval("document.querySelector('#help').open"))
    press(page, "Escape")
    report.check("Escape lets go of the point", state(page, "focus") == -1)
    browser.done(page, "keyboard")


def check_bare(report, browser, runs):
    page = browser.open(runs.bare())
    spots = places(page)
    shown = (np.abs(spots - spots[1:].mean(0)) < 400).all(1)
    report.check("an outlier does not squeeze the view", shown.sum() >= 295 and np.ptp(spots[1:], axis=0).max() > 300,
                 np.ptp(spots[1:], axis=0))
    press(page, "Enter")
    report.check("without neighbors the card says why", "only t-SNE" in text_of(page, "#point"), text_of(page, "#point"))
    compare(report, page, "bare")
    browser.done(page, "bare")


def check_large(report, browser, runs):
    page = browser.open(runs.large())
    compare(report, page, "20,000 points")
    groups = page.eval("astrolabe.app.coloring.groups.map(g => [g.name, g.count])")
    report.check("hundreds of categories: some named, the rest counted", len(groups) == 201
                 and groups[-1][0] == "other (100)" and sum(count for _, count in groups) == 20_000, groups[-1])
    for query, count in (('"number 1234"', 11), ("place:299", page.eval(
            "Array.from({length: 20000}, (_, i) => i * 7919 % 300 === 299).filter(Boolean).length"))):
        page.eval("astrolabe.app.change({ query: %s })" % json.dumps(query))
        report.check("found among 20,000: " + query, page.eval("astrolabe.app.hitCount") == count,
                     page.eval("astrolabe.app.hitCount"))
    browser.done(page, "large")


def check_still(report, browser, runs):
    """Pointing at points does not draw them all again."""
    page = browser.open(runs.large())
    spots = places(page)
    page.eval("""(r => { const plain = r.draw; window.pictures = 0;
      r.draw = function (scene) { window.pictures++; plain.call(r, scene); }; })(astrolabe.painter.renderer)""")
    seen = set()
    for i in (3, 777, 15_000):
        page.do("move %f,%f" % tuple(spots[i]))
        page.idle(0.15)
        seen.add(page.eval("astrolabe.view.hover"))
    report.check("pointing draws no point again", page.eval("window.pictures") == 0 and len(seen - {-1}) == 3,
                 (page.eval("window.pictures"), seen))
    page.do("wheel 400,400 -300")
    page.idle(0.3)
    report.check("zooming does", page.eval("window.pictures") > 0)
    browser.done(page, "still")
