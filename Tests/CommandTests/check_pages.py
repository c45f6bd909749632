"""Reads every page of a finished site with Python's own HTML parser and says what is wrong with it.

Usage: check_pages.py OUTPUT CONTENT BASE
Knows nothing of the program's own audit. Counts pages against the files of CONTENT; checks on every page the language,
the title, one h1, no skipped heading, unique ids, alternatives of images, and that each link and fragment of the site
under the base path BASE leads somewhere. Fragments, which other pages fetch and show (`part.html`), have no head, no h1
and no ids; their links must lead somewhere like all others.
"""

import html.parser
import json
import pathlib
import re
import sys
import urllib.parse

output, content = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
base = sys.argv[3]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
failures = []


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.twins, self.links, self.headings, self.faults = set(), [], [], [], []
        self.language, self.title, self.refresh, self.open = None, None, False, []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if len(values) != len(attributes):
            self.faults.append(f"an attribute twice in <{tag}>")
        if tag == "html":
            self.language = values.get("lang")
        if tag == "title" and self.title is None:
            self.title = ""
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.refresh = True
        if tag == "img" and "alt" not in values:
            self.faults.append("an image without alternative")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in values:
            (self.twins.append if values["id"] in self.ids else self.ids.add)(values["id"])
        for name in ("href", "src"):
            if name in values:
                self.links.append(values[name])
        for name in attributes:
            if name[0].startswith("on"):
                self.faults.append(f"an event handler {name[0]} in <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1] if self.open else 'nothing'}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title = (self.title or "") + data


def front_matter(path):
    text = path.read_text(encoding="utf-8-sig")
    return text.split("---\n", 2)[1] if text.startswith("---\n") else ""


def is_published(path):
    matter = front_matter(path)
    return not re.search(r"^(status: *(draft|archived)|publish: *false) *$", matter, re.M)


pages = {path.relative_to(output).as_posix(): path for path in sorted(output.rglob("*.html"))}
read = {name: Page(path.read_text(encoding="utf-8")) for name, path in pages.items()}
fragments = {name for name in pages if name.endswith("/part.html")}

# Counts, from the files of the content alone.
expected = {
    "practices": {p.stem for p in (content / "practices").glob("*.md") if is_published(p)},
    "guidance": {p.stem for p in (content / "guidance").glob("*.md")},
    "jurisdictions": set(re.findall(r"^  - code: (\S+)$", (content / "jurisdictions.yml").read_text(), re.M)),
    "elements": {
        re.sub("[^a-z0-9]+", "-", code.lower())
        for code in re.findall(r"^ *- code: (\S+)$", (content / "outlines/wioa-2024.yml").read_text(), re.M)
    },
}
for kind, ids in expected.items():
    there = {
        name.split("/")[1]
        for name, page in read.items()
        if re.fullmatch(f"{kind}/[^/]+/index.html", name) and not page.refresh
    }
    if there != ids:
        failures.append(f"{kind}: missing {sorted(ids - there)[:5]}, too many {sorted(there - ids)[:5]}")
plans = [p.parent for p in (content / "plans").glob("*/*/plan.md") if is_published(p)]
sections = 0
for folder in plans:
    address = folder.relative_to(content).as_posix()
    if f"{address}/index.html" not in pages:
        failures.append(f"no page for {address}")
    for path in folder.glob("*.md"):
        element = re.search(r"^element: *[\"']?([^\s\"']+)", front_matter(path), re.M)
        if not element:
            continue
        sections += 1
        name = re.sub("[^a-z0-9]+", "-", element[1].lower())
        if f"{address}/{name}/index.html" not in pages:
            failures.append(f"no page for {address}/{path.name}")
counts = {kind: len(ids) for kind, ids in expected.items()} | {"plans": len(plans), "sections": sections}

# Every page for itself.
for name, page in read.items():
    faults = list(page.faults)
    if name in fragments:
        faults += ["a head or an id"] if page.ids or page.twins or page.language or page.title is not None else []
        failures += [f"{name}: {fault}" for fault in faults]
        continue
    if not page.language:
        faults.append("no language")
    if not (page.title or "").strip():
        faults.append("no title")
    if page.headings.count(1) != 1 and not page.refresh:
        faults.append(f"{page.headings.count(1)} h1")
    level = 0
    for heading in page.headings:
        if heading > level + 1:
            faults.append(f"h{heading} below h{level}")
        level = heading
    if page.twins:
        faults.append(f"ids twice: {page.twins[:5]}")
    failures += [f"{name}: {fault}" for fault in faults]

# All pages together.
checked = 0
for name, page in read.items():
    here = urllib.parse.urljoin(base, name.removesuffix("index.html"))
    for link in set(page.links):
        parts = urllib.parse.urlsplit(urllib.parse.urljoin("https://site.invalid" + here, link))
        if parts.scheme not in ("http", "https"):
            if parts.scheme not in ("mailto", "tel"):
                failures.append(f"{name}: a link with the scheme {parts.scheme}: {link[:60]}")
            continue
        if parts.netloc != "site.invalid":
            continue
        checked += 1
        path = urllib.parse.unquote(parts.path)
        if not path.startswith(base):
            failures.append(f"{name}: {link} leads out of {base}")
            continue
        target = path.removeprefix(base)
        file = target + "index.html" if target == "" or target.endswith("/") else target
        if not (output / file).is_file():
            failures.append(f"{name}: {link} leads nowhere")
        elif parts.fragment and file in read:
            fragment = urllib.parse.unquote(parts.fragment)
            if fragment not in read[file].ids and fragment != "top":
                failures.append(f"{name}: {link} has no such id")

print(json.dumps(counts | {"pages": len(pages) - len(fragments), "links": checked, "failures": len(failures)}, sort_keys=True))
for failure in failures[:50]:
    print(failure)
sys.exit(1 if failures else 0)
