"""Takes a picture of every kind of page in every way it can be seen, for a designer's eye. Nothing is judged here.

    .build/tools/bin/python Tests/BrowserTests/pictures.py .build/site /tmp/pictures [kind, way or size as 1000x700 ...]
"""

import os
import pathlib
import re
import shutil
import sys

from built_site import Nginx, all_pages, richest
from playwright.sync_api import sync_playwright

WAYS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"},
        "print": {"media": "print", "color_scheme": "dark"}}
# Width, and the greatest height of a picture.
SIZES = [(320, 2600), (1280, 2000)]
# What a page kind shows only after somebody has used it: the address to open, and what happened before: a script that runs
# first, or the page on whose cards two entries were put into the basket.
PLANNED = """localStorage.setItem("clearinghouse / planner", JSON.stringify({ kind: "clearinghouse planner", version: 1, state: "co",
  type: "unified", notes: { "ii-c-1": "Ask the boards." } }));
  addEventListener("load", () => setTimeout(() => {
    const show = document.getElementById("planner-show");
    show.value = "started";
    show.dispatchEvent(new Event("change", { bubbles: true }));
    document.querySelector('[data-element="ii-c-1"]').open = true;
  }, 200));"""
IN_USE = {
    "basket-filled": ("/basket/", "/elements/ii-c-1/"),
    "planner-in-use": ("/planner/", PLANNED),
    "search-results": ("/search/?q=child+care", ""),
    "compare-in-use": ("/compare/?e=ii-c-1&s=co,ky,in", ""),
    "practices-filtered": ("/practices/?topic=child-care", ""),
}


def take(browser, url: str, address: str, before: str, file: pathlib.Path, size: tuple[int, int], way: dict) -> None:
    width, greatest = size
    context = browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": min(900, greatest)})
    if before and not before.startswith("/"):
        context.add_init_script(before)
    page = context.new_page()
    if before.startswith("/"):
        page.goto(url + before)
        for position in range(2):
            page.locator("[data-card] button").nth(position).click()
            page.get_by_text(f"({position + 1})").wait_for()
    page.emulate_media(**way)
    page.goto(url + address, wait_until="networkidle")
    height = min(page.evaluate("() => document.documentElement.scrollHeight"), greatest)
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=file)
    context.close()


def main(site: str, folder: str, chosen: list[str]) -> None:
    ways = [way for way in WAYS if way in chosen] or list(WAYS)
    sizes = [tuple(map(int, size.split("x"))) for size in chosen if re.fullmatch(r"\d+x\d+", size)] or SIZES
    kinds = [kind for kind in chosen if kind not in WAYS and not kind[0].isdigit()]
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    looks = {page.kind: (page.address, "") for page in richest(all_pages(pathlib.Path(site))) if page.kind != "redirect"} | IN_USE
    nginx = Nginx(pathlib.Path(site))
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"] if os.geteuid() == 0 else [])
            for kind, (address, before) in looks.items():
                if kinds and kind not in kinds:
                    continue
                for name in ways:
                    for size in sizes:
                        take(browser, nginx.url, address, before, out / f"{kind}-{size[0]}-{name}.png", size, WAYS[name])
            browser.close()
    finally:
        nginx.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
