"""The link and the named views."""
import numpy as np

from page_checks.driving import choose, click_on, places, press, selected, text_of


def check_link(report, browser, runs):
    page = browser.open(runs.mixed())
    spots = places(page)
    press(page, "b")
    page.path([tuple(spots[:200].min(0)), tuple(spots[:200].max(0))])
    chosen = selected(page)
    press(page, "v")
    page.do("wheel 400,300 -400")
    page.path([(420, 420), (470, 450)])
    choose(page, "#color", "column:score")
    press(page, "/")
    page.do("type amber")
    page.idle(0.6)
    address = page.eval("location.href")
    kept = "JSON.stringify([astrolabe.app.state.color, astrolabe.app.state.query, astrolabe.app.state.map])"
    first = page.eval(kept), page.eval("Object.values(astrolabe.view.camera)"), chosen
    page.eval("document.querySelector('#views').open = true")
    click_on(page, "#view-name")
    page.do("type amber things")
    press(page, "Enter", "Escape")
    press(page, "Escape", "Escape", "0")
    places(page)
    click_on(page, "#views-list button")
    places(page)
    report.check("a named view comes back", page.eval(kept) == first[0] and selected(page) == chosen
                 and np.allclose(page.eval("Object.values(astrolabe.view.camera)"), first[1], rtol=1e-4),
                 page.eval(kept))
    page.idle(0.4)
    address = page.eval("location.href")
    browser.done(page, "link, first")
    page = browser.open(address)
    report.check("the link restores color, search and map", page.eval(kept) == first[0], page.eval(kept))
    report.check("the link restores the view",
                 np.allclose(page.eval("Object.values(astrolabe.view.camera)"), first[1], rtol=1e-4))
    report.check("the link restores the selection", selected(page) == chosen and len(chosen) > 20, len(chosen))
    report.check("the link holds the named views", text_of(page, "#views-list .name") == "amber things")
    browser.done(page, "link, second")
