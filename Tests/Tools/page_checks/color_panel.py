"""The legend and what colors the points; the same colors as in the pictures."""
import json
import re

from page_checks.driving import choose, click_in_row, click_on, drawn, press, text_of
from page_checks.renderers import compare


def check_palette(report, browser, runs):
    """The same group has the same color in the page and in the picture, on light and on dark."""
    for theme in ("light", "dark"):
        for column in ("kind", "nine", "digit"):
            page = browser.open(runs.palette(theme, column), dark=theme == "dark")
            picture = open(runs.path("palette-%s-%s/pca.svg" % (theme, column)), encoding="utf-8").read()
            legend = re.findall(r'<circle[^>]*fill="(#\w+)"[^>]*/>\n<text [^>]*>([^<]*)</text>\n<text [^>]*anchor="end">',
                                picture)
            shown = [[color, name] for color, name, is_rest in page.eval(
                "astrolabe.app.coloring.groups.map(g => ['#' + g.color.toString(16).padStart(6, '0'), g.name, g.isRest])")
                if not is_rest]
            named = [list(row) for row in legend if not row[1].startswith("other")]
            report.check("picture and page have the same groups in the same colors: %s, %s" % (theme, column),
                         shown == named and len(named) == {"kind": 24, "nine": 9, "digit": 6}[column], (shown, named))
            report.check("no two groups share a color", len({color for color, _ in shown}) == len(shown))
            browser.done(page, "palette, %s, %s" % (theme, column))


def check_scales(report, browser, runs):
    """What is a scale in the picture is one in the page, with the same ends and the same points beyond."""
    for column, kind, scaling in (("rating", "groups", None), ("change", "scale", "diverging"),
                                  ("price", "scale", "log"), ("far", "scale", "linear"), ("told", "scale", "linear")):
        page = browser.open(runs.scales(column))
        picture = open(runs.path("scales-%s/pca.svg" % column), encoding="utf-8").read()
        texts = re.findall(r"<text [^>]*>([^<]*)</text>", picture)
        shown = page.eval("""(c => [c.kind, c.scaling ?? null, c.missing ?? 0, c.above ?? 0, c.below ?? 0])
          (astrolabe.app.coloring)""")
        told = [int(text.split()[0]) if text else 0 for text in (
            next((t for t in texts if re.fullmatch(r"\d+ " + side, t)), "") for side in ("above", "below"))]
        empty = int(texts[texts.index("(empty)") + 1]) if "(empty)" in texts else 0
        report.check("picture and page show the same scale: " + column, shown == [kind, scaling, empty, *told]
                     and ("logarithmic" in texts) == (scaling == "log"), (shown, empty, told, texts))
        legend = text_of(page, "#legend")
        report.check("what lies beyond the scale is told: " + column,
                     all(("%d %s" % (n, side)) in legend for n, side in zip(told, ("above", "below")) if n), legend)
        browser.done(page, "scales, " + column)


def check_colors(report, browser, runs):
    page = browser.open(runs.mixed())
    click_on(page, "#legend .group:nth-child(2) > button")
    report.check("a click on the legend hides a group", drawn(page) == 1000, drawn(page))
    page.do("move 10,400")
    click_on(page, "#legend .all")
    report.check("show all", drawn(page) == 1200)
    click_in_row(page, 3, '[title^="Hide all other"]')
    report.check("“only” hides all others", drawn(page) == 200, drawn(page))
    press(page, "ctrl+z")
    choose(page, "#color", "column:score")
    report.check("colored by number: a scale with gaps", page.eval(
        "astrolabe.app.coloring.kind === 'scale' && astrolabe.app.coloring.missing") == 24)
    kinds = page.eval("new Set(astrolabe.view.scene.paint).size")
    report.check("colored by number: many colors", kinds > 50, kinds)
    for scaling in ("quantile", "diverging"):
        choose(page, "#scaling", scaling)
        report.check("scale " + scaling, page.eval("astrolabe.app.coloring.scaling") == scaling)
    choose(page, "#ramp", "cividis")
    compare(report, page, "mixed by number")
    choose(page, "#color", "quality")
    metrics = json.load(open(runs.path("mixed/report.json")))["layouts"]
    told = next(layout["quality"] for layout in metrics if layout["method"] == "tsne")
    mean = page.eval("astrolabe.app.map.quality.reduce((sum, share) => sum + share / 255, 0) / 1200")
    report.check("quality colors the points", abs(mean - told) < 1e-6
                 and page.eval("astrolabe.app.coloring.kind") == "scale", (mean, told))
    choose(page, "#color", "none")
    report.check("one color", page.eval("new Set(astrolabe.view.scene.paint).size") == 1)
    browser.done(page, "colors")
