#!/usr/bin/env python3
"""page_check - does the page that astrolabe writes really work?

Makes small runs with the binary, opens their index.html in headless Chromium (software WebGL, and
none), and drives them with real mouse, wheel, keys, lasso and touch. Needs numpy and Debian's
chromium.

  page_check.py --binary astrolabe --examples DIR --work DIR [--only NAME] [--shots DIR]

Last line printed: "page_check: N passed, N failed". Exit status: 0 all passed, 1 not.
"""
import argparse
import os
import subprocess
import sys
import time

from chromium import Fail
from page_checks.address import check_link
from page_checks.browser import Browser, Report
from page_checks.color_panel import check_colors, check_palette, check_scales
from page_checks.data import check_damage, check_early, check_external, check_hostile
from page_checks.find_panel import check_search
from page_checks.maps_bar import check_deep, check_maps
from page_checks.renderers import check_context_loss, check_no_gl
from page_checks.runs import Runs
from page_checks.selection_panel import check_select_by, check_selection
from page_checks.stage import (
    check_bare, check_dark_and_ratio, check_first_picture, check_keyboard, check_large,
    check_mobile, check_still)

WITH_GL = [check_first_picture, check_search, check_selection, check_select_by, check_palette, check_scales,
           check_colors, check_maps, check_deep, check_link, check_dark_and_ratio, check_mobile, check_keyboard, check_hostile,
           check_bare, check_large, check_still, check_early, check_context_loss, check_damage, check_external]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--examples", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--only", help="the checks whose name contains this")
    parser.add_argument("--shots", help="keep a screenshot of each page there")
    options = parser.parse_args()
    report = Report()
    runs = Runs(os.path.abspath(options.binary), os.path.abspath(options.examples), os.path.abspath(options.work))
    for gl, checks in (("swiftshader", WITH_GL), ("none", [check_no_gl])):
        wanted = [check for check in checks if not options.only or options.only in check.__name__]
        if not wanted:
            continue
        browser = Browser(report, gl, options.shots)
        for check in wanted:
            start = time.time()
            try:
                check(report, browser, runs)
            except (Fail, subprocess.CalledProcessError) as problem:
                report.check(check.__name__, False, problem)
            print("      %s: %.1f s" % (check.__name__, time.time() - start), flush=True)
        browser.close()
    print("page_check: %d passed, %d failed" % (report.passed, report.failed))
    sys.exit(report.failed > 0)


if __name__ == "__main__":
    main()
