"""The offline copy, unpacked and opened from the disk: pages of every kind, links, and each tool, without a server."""

import csv
import functools
import hashlib
import http.server
import io
import pathlib
import re
import threading
import urllib.parse
import zipfile

import pytest
from conftest import REPORTER, Visit
from tools import errors, handed_out, press

ELEMENT = "ii-c-1"


@pytest.fixture(scope="module")
def archive(site_folder) -> pathlib.Path:
    return site_folder / "data/offline-copy.zip"


@pytest.fixture(scope="module")
def copy(archive, tmp_path_factory) -> pathlib.Path:
    """The unpacked copy, in a folder such as people have."""
    folder = tmp_path_factory.mktemp("copy") / "My documents, État #1"
    with zipfile.ZipFile(archive) as package:
        package.extractall(folder)
    assert [entry.name for entry in folder.iterdir()] == ["offline-copy"], "unpacking fills the reader's folder"
    return folder / "offline-copy"


@pytest.fixture
def read(browser, copy):
    """Opens a file of the copy: `read("elements/index.html")`."""
    opened = []

    def open_file(path: str, width: int = 1280, scheme: str = "light", **options) -> Visit:
        context = browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        if options.get("java_script_enabled", True):
            context.add_init_script(REPORTER)
        opened.append(context)
        # Whatever a page asks for outside of the folder is an error of the visit.
        it = Visit(context, copy.as_uri(), width, scheme)
        it.response = it.open("/" + path)
        return it

    yield open_file
    for context in opened:
        context.close()


def file_of(url: str) -> pathlib.Path:
    return pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(url).path))


def test_page_opens_from_the_disk(kind, site_folder, copy, read):
    path = kind.file.relative_to(site_folder).as_posix()
    if kind.kind == "not-found":
        assert not (copy / path).exists(), "nobody asks the disk for a wrong address"
        return
    it = read(path)
    assert it.page.locator("h1").is_visible()
    assert it.page.evaluate("() => typeof clearinghouse") == "object", "no script runs"
    assert it.page.evaluate("() => document.styleSheets.length") >= 1
    assert it.page.evaluate("() => getComputedStyle(document.querySelector('.site-footer')).borderTopWidth") != "0px"
    broken = it.page.evaluate("() => [...document.images].filter(it => it.complete && !it.naturalWidth).map(it => it.src)")
    assert not broken
    canonical = it.page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical.startswith("https://") and canonical.endswith(kind.address)
    assert not errors(it), f"{path}:\n" + "\n".join(errors(it))


def test_links_lead_from_page_to_page(copy, read):
    """Home, an element, the section of a state, a passage of it, and back by the breadcrumb: by keyboard."""
    it = read("index.html")
    page = it.page
    assert page.get_by_text("This is an offline copy").is_visible()
    for link in ["nav[aria-label=Main] a[href*=elements]", f"main a[href$='elements/{ELEMENT}/index.html']",
                 "main a[href*='plans/']", ".breadcrumb li:last-child a", ".site-title a"]:
        target = page.locator(link).first.evaluate("it => it.href")
        press(page, page.locator(link).first.element_handle(), "Enter")
        page.wait_for_url(target)
        assert file_of(target).is_file() and copy in file_of(target).parents
        assert page.locator("h1").is_visible()
    assert file_of(page.url) == copy / "index.html"
    assert not errors(it), "\n".join(errors(it))


def test_fragment_shows_its_passage(copy, read):
    section = next(path for path in sorted(copy.glob(f"plans/*/*/{ELEMENT}/index.html")) if "passage-link" in path.read_text())
    it = read(section.relative_to(copy).as_posix())
    link = it.page.locator(".passage-link").last
    press(it.page, link.element_handle(), "Enter")
    assert it.page.evaluate("() => document.querySelector(':target') !== null")
    assert not errors(it)


def test_old_address_leads_on_within_the_copy(site_pages, site_folder, copy, read):
    redirects = [page for page in site_pages if page.kind == "redirect"]
    if not redirects:
        pytest.skip("this site has no redirects")
    it = read(redirects[0].file.relative_to(site_folder).as_posix())
    it.page.wait_for_selector("body[data-layout]")
    assert copy in file_of(it.page.url).parents
    assert not errors(it)


def test_search_box_finds_exact_names_and_says_what_needs_the_host(copy, read):
    it = read("practices/index.html")
    page = it.page
    page.fill("#site-q", "II.c.1")
    press(page, page.query_selector("#site-q"), "Enter")
    page.wait_for_selector("[data-results] a")
    assert file_of(page.url) == copy / "search/index.html"
    assert page.get_by_text("This is an offline copy of the site").is_visible()
    online = page.locator("main a[href^='https://']").first
    assert online.get_attribute("href").endswith("/search/") and online.is_visible()
    assert page.locator("[data-limits]").count() == 0, "limits without an index"
    press(page, page.query_selector("[data-results] a"), "Enter")
    page.wait_for_url("**/elements/**")
    assert page.locator("h1").inner_text().startswith("II.c.1")

    page.go_back()
    page.fill("#q", "zebra crossings")
    press(page, page.query_selector("#q"), "Enter")
    page.wait_for_function("() => document.querySelector('[data-status]').textContent.startsWith('Nothing was found')")
    ways = page.locator("[data-browse] a")
    assert ways.count() > 5 and ways.first.is_visible()
    assert all(file_of(link.evaluate("it => it.href")).is_file() for link in ways.all())
    assert not errors(it), "\n".join(errors(it))


def test_search_without_script_leads_to_the_lists(read):
    it = read("search/index.html", java_script_enabled=False)
    assert it.page.get_by_text("This is an offline copy of the site").is_visible()
    assert it.page.locator("[data-browse] a").first.is_visible()


def test_compare_works(copy, read):
    it = read("compare/index.html", permissions=["clipboard-read", "clipboard-write"])
    page = it.page
    page.select_option("#compare-element", ELEMENT)
    page.wait_for_selector("#compare-title:has-text('II.c.1')")
    states = page.eval_on_selector_all("#compare-state optgroup:first-child option", "all => all.map(it => it.value)")[:2]
    for state in states:
        page.select_option("#compare-state", state)
        press(page, page.query_selector("[data-add]"), "Enter")
        page.wait_for_selector(f"[data-code={state}] .compare-text")
    links = page.eval_on_selector_all("[data-columns] a, [data-element-page]", "all => all.map(it => it.href)")
    inner = [link for link in links if link.startswith("file:")]
    assert len(inner) >= 3 and all(file_of(link).is_file() for link in inner)
    # The comparison is passed on under the address that others can open.
    press(page, page.query_selector("[data-share]"), "Enter")
    page.wait_for_selector(".toast:has-text('copied')")
    shared = page.evaluate("() => navigator.clipboard.readText()")
    assert re.fullmatch(rf"https://\S+/compare/\?e={ELEMENT}&s={','.join(states)}", shared)
    page.reload()
    page.wait_for_selector(f"[data-code={states[1]}] .compare-text")
    assert not errors(it), "\n".join(errors(it))


def test_compare_works_where_the_copy_is_served(browser, copy):
    """An office may put the copy on a server of its own, below any folder."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=copy.parent)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context(reduced_motion="reduce")
        it = Visit(context, f"http://127.0.0.1:{server.server_port}", 1280, "light")
        it.open(f"/offline-copy/compare/index.html?e={ELEMENT}&s=co")
        it.page.wait_for_selector("[data-code=co] .compare-text")
        links = it.page.eval_on_selector_all("[data-columns] a, [data-element-page]", "all => all.map(it => it.href)")
        inner = [link for link in links if link.startswith(it.server)]
        assert len(inner) >= 2 and all(it.page.request.get(link).ok for link in inner)
        assert not errors(it), "\n".join(errors(it))
        context.close()
        server.shutdown()


def test_planner_works(copy, read):
    it = read("planner/index.html")
    page = it.page
    page.select_option("#planner-state", "co")
    item = page.query_selector(f"[data-element={ELEMENT}]")
    press(page, item.query_selector("summary"), "Enter")
    page.wait_for_selector(f"[data-element={ELEMENT}] .answer-before a")
    links = item.eval_on_selector_all("a", "all => all.map(it => it.href)")
    assert len(links) >= 3 and all(file_of(link).is_file() for link in links), "an answer, a practice or a state is missing"
    item.query_selector("textarea").fill("Written on a train.")
    name, text = handed_out(page, page.query_selector("[data-markdown]"))
    assert name.endswith(".md") and "Written on a train." in text.decode()
    addresses = re.findall(r"\]\((\S+)\)", text.decode())
    assert addresses and all(address.startswith("https://") for address in addresses), "others cannot open what is on this disk"
    assert not any("index.html" in address for address in addresses)
    page.reload()
    press(page, page.query_selector(f"[data-element={ELEMENT}] summary"), "Enter")
    assert page.input_value(f"#notes-{ELEMENT}") == "Written on a train."
    assert not errors(it), "\n".join(errors(it))


def test_filter_works(read):
    it = read("practices/index.html")
    page = it.page
    everything = page.locator(".card:visible").count()
    box = page.query_selector("[data-facet] input[type=checkbox]")
    box.evaluate("it => it.closest('details').open = true")
    press(page, box, "Space")
    page.wait_for_selector("[data-chips] li")
    some = page.locator(".card:visible").count()
    assert 0 < some < everything
    assert "?" in page.url
    page.reload()
    assert page.locator(".card:visible").count() == some
    assert not errors(it), "\n".join(errors(it))


def test_basket_works(copy, read):
    practice = sorted(copy.glob("practices/*/index.html"))[0].relative_to(copy).as_posix()
    it = read(practice)
    page = it.page
    press(page, page.query_selector(".pick-record button"), "Enter")
    page.goto((copy / "basket/index.html").as_uri())
    link = page.locator("[data-basket-list] a")
    assert file_of(link.evaluate("it => it.href")) == copy / practice
    _, content = handed_out(page, page.query_selector("[data-csv]"))
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["address"].startswith("https://") and row["address"].endswith(practice.removesuffix("index.html"))
    assert not errors(it), "\n".join(errors(it))


def test_data_page_names_the_copy_with_its_size(archive, copy, visit):
    it = visit("/data/")
    section = it.page.locator("section[aria-labelledby=offline]")
    size = archive.stat().st_size
    assert f"({size / 1e6:.1f} MB)" in section.inner_text()
    assert section.locator("a").get_attribute("href").endswith("/data/offline-copy.zip")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert f"{digest}  offline-copy.zip\n" in (archive.parent / "SHA256SUMS").read_text()
    inside = (copy / "data/index.html").read_text()
    assert "offline-copy.zip" not in inside and "This is an offline copy" in inside
