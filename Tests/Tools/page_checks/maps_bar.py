"""The maps, components and custom axes; three dimensions."""
import os

import numpy as np

from page_checks.driving import choose, click_on, inside, places, press, selected, state, text_of
from page_checks.renderers import compare


def check_maps(report, browser, runs):
    page = browser.open(runs.mixed(), reduced_motion=False)
    map_of = lambda: np.array(page.eval("astrolabe.app.map.axes.map(a => Array.from(a))")).T
    folder = os.path.dirname(runs.mixed())
    tsne, pca = (np.load(os.path.join(folder, name + ".npy")) for name in ("tsne", "pca"))
    report.check("the page has the t-SNE map", np.allclose(map_of(), tsne, atol=np.ptp(tsne) / 60000))
    report.check("the map that one opens with stands first, PCA after it", page.eval(
        "[...document.querySelectorAll('#maps button')].map(b => b.dataset.map)") == ["tsne", "pca", "custom"]
        and page.eval("document.querySelector('#maps button').ariaChecked") == "true")
    page.key("2")
    blends = [page.eval("astrolabe.view.morph ? astrolabe.view.scene.blend : -1") for _ in range(12)
              if page.idle(0.06) is None]
    report.check("the points move from map to map", any(0 < blend < 1 for blend in blends), blends)
    page.wait("!astrolabe.view.morph")
    report.check("2 shows PCA", state(page, "map") == "pca" and np.allclose(map_of(), pca, atol=np.ptp(pca) / 60000))
    report.check("explained variance is told", "% of the variance" in text_of(page, "#summary"), text_of(page, "#summary"))
    choose(page, '#axes label:nth-of-type(1) select', "9")
    page.wait("!astrolabe.view.morph")
    report.check("the tenth component can be shown", state(page, "axes")[0] == 9, state(page, "axes"))
    click_on(page, "#axes .dims button:last-child")
    page.wait("!astrolabe.view.morph")
    report.check("PCA in three dimensions", page.eval("astrolabe.app.map.axes.length") == 3)
    press(page, "3")
    for end, query in ((1, "kind:group 0"), (2, "kind:group 4")):
        click_on(page, "#axes .row:nth-of-type(%d) input" % end)
        page.do('type %s' % query.replace("group ", '"group ') + '"')
        page.idle(0.1)
    page.wait("!astrolabe.view.morph")
    custom = map_of()
    ends = custom[:200, 0].mean(), custom[800:1000, 0].mean()
    report.check("a custom axis goes from centroid to centroid", np.allclose(ends, (0, 1), atol=1e-3), ends)
    browser.done(page, "maps")


def check_deep(report, browser, runs):
    page = browser.open(runs.deep())
    compare(report, page, "deep")
    before = places(page)
    page.path([(400, 350), (520, 390)])
    page.idle(0.3)
    after = places(page)
    report.check("a drag turns the map", np.abs(after - before).max() > 20)
    depths = np.array(page.eval("Array.from({length: 600}, (_, i) => astrolabe.view.place(i)[2])"))
    i = int(depths.argmin())
    page.do("move %f,%f" % tuple(after[i]))
    page.idle(0.15)
    report.check("the nearest point can be pointed at", page.eval("astrolabe.view.hover") == i,
                 (page.eval("astrolabe.view.hover"), i))
    page.do("wheel 400,400 -300")
    page.idle(0.3)
    report.check("the wheel comes closer", page.eval("astrolabe.view.camera.zoom") > 1.2)
    press(page, "l")
    spots = places(page)
    polygon = np.array([(250, 200), (480, 180), (520, 420), (240, 470)], float)
    page.path([tuple(spot) for spot in polygon])
    report.check("the lasso in 3-D selects what is seen inside",
                 selected(page) == np.flatnonzero(inside(polygon, spots)).tolist())
    browser.done(page, "deep")
