"""Takes a picture of every kind of page in every way it can be seen, for a designer's eye. Nothing is judged here.

    .build/tools/bin/python Tests/BrowserTests/pictures.py .build/site /tmp/pictures [kind or way ...]
"""

import os
import pathlib
import shutil
import sys

from built_site import Nginx, all_pages, richest
from playwright.sync_api import sync_playwright

WAYS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"},
        "print": {"media": "print", "color_scheme": "dark"}}
WIDTHS = [320, 1280]
# What a page kind shows only after somebody has used it: the address to open, with what the browser keeps from before.
PICKED = """localStorage.setItem("clearinghouse / basket", JSON.stringify(["One", "Another"].map((name) => ({
  kind: "Practice", title: `${name} practice`, path: `practices/${name}/`, text: "What it is about, in a sentence or two.",
  citation: `${name} practice. Compiled 2026-11-28.`, address: `https://example.org/practices/${name}/` }))));"""
PLANNED = """localStorage.setItem("clearinghouse / planner", JSON.stringify({ kind: "clearinghouse planner", version: 1, state: "co",
  type: "unified", programs: ["title-i-adult", "wagner-peyser"], notes: { "ii-c-1": "Ask the boards." } }));
  addEventListener("load", () => setTimeout(() => {
    const show = document.getElementById("planner-show");
    show.value = "started";
    show.dispatchEvent(new Event("change", { bubbles: true }));
    document.querySelector('[data-element="ii-c-1"]').open = true;
  }, 200));"""
IN_USE = {
    "basket-filled": ("/basket/", PICKED),
    "planner-in-use": ("/planner/", PLANNED),
    "search-results": ("/search/?q=child+care", ""),
    "compare-in-use": ("/compare/?e=ii-c-1&s=co,ky,in", ""),
    "practices-filtered": ("/practices/?topic=child-care", ""),
}


def take(browser, url: str, address: str, before: str, file: pathlib.Path, width: int, way: dict) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": 900})
    if before:
        context.add_init_script(before)
    page = context.new_page()
    page.emulate_media(**way)
    page.goto(url + address, wait_until="networkidle")
    height = min(page.evaluate("() => document.documentElement.scrollHeight"), 2600 if width < 600 else 2000)
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=file)
    context.close()


def main(site: str, folder: str, chosen: list[str]) -> None:
    ways = [way for way in WAYS if way in chosen] or list(WAYS)
    kinds = [kind for kind in chosen if kind not in WAYS]
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
                    for width in WIDTHS:
                        take(browser, nginx.url, address, before, out / f"{kind}-{width}-{name}.png", width, WAYS[name])
            browser.close()
    finally:
        nginx.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
