"""What checks do in a page, and what they ask it."""
import json

import numpy as np


def places(page):
    """Where every point stands, in CSS pixels, when all is at rest."""
    page.wait("!astrolabe.view.flight && !astrolabe.view.morph && !astrolabe.view.isWaiting")
    flat = page.eval("""(() => { const v = astrolabe.view;
      return Array.from({length: astrolabe.model.count}, (_, i) => v.place(i).slice(0, 2)).flat(); })()""")
    return np.array(flat).reshape(-1, 2)


def state(page, name):
    return page.eval("astrolabe.app.state." + name)


def selected(page):
    return page.eval("(s => s ? Array.from(s.keys()).filter(i => s[i]) : [])(astrolabe.app.state.selection)")


def drawn(page):
    return page.eval("astrolabe.view.scene.paint.reduce((n, p) => n + (p >>> 24 > 0), 0)")


def press(page, *keys):
    for key in keys:
        page.key(key)
        page.idle(0.06)


def click_on(page, selector, mods=0):
    """A real click into the middle of an element; keys that are down: 8 Shift, 1 Alt."""
    box = page.eval("""(e => { e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();
      return [r.left + r.width / 2, r.top + r.height / 2]; })(document.querySelector(%s))"""
                    % json.dumps(selector))
    page.mouse("mouseMoved", box)
    page.mouse("mousePressed", box, button="left", buttons=1, clickCount=1, modifiers=mods)
    page.mouse("mouseReleased", box, button="left", clickCount=1, modifiers=mods)
    page.idle(0.08)


def click_in_row(page, place, selector, mods=0):
    """What a legend's row shows only under the pointer."""
    row = "#legend .group:nth-child(%d)" % place
    page.do("move %f,%f" % tuple(page.eval(
        "(r => [r.left + 20, r.top + r.height / 2])(document.querySelector('%s').getBoundingClientRect())" % row)))
    click_on(page, row + " " + selector, mods)


def text_of(page, selector):
    return page.eval("document.querySelector(%s)?.textContent ?? ''" % json.dumps(selector))


def choose(page, selector, value):
    page.eval("""((e, v) => { e.value = v; e.dispatchEvent(new Event('change')); })
      (document.querySelector(%s), %s)""" % (json.dumps(selector), json.dumps(value)))
    page.idle(0.15)


def inside(polygon, spots):
    """The even-odd rule, for many spots at once."""
    result = np.zeros(len(spots), bool)
    x, y = spots[:, 0], spots[:, 1]
    for (ax, ay), (bx, by) in zip(polygon, np.roll(polygon, 1, axis=0)):
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            result ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return result
