"""What the tests of the site's tools share: keys, dialogs, files that a page hands out, Word documents."""

import io
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile

import docx

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
# What must stay text wherever it comes from.
HOSTILE = '"><script>window.broken = 1</script><img src=x onerror="window.broken = 1">'


def press(page, target, key: str) -> None:
    """Presses a key on something that the keyboard can reach."""
    target.focus()
    assert target.evaluate("it => it === document.activeElement"), "the keyboard does not reach it"
    page.keyboard.press(key)


def errors(it) -> list[str]:
    """What went wrong on a visit; a favicon that a new page overtook is no fault."""
    refused = it.page.evaluate("() => window.refused ?? []")
    return [error for error in it.errors if not ("favicon" in error and "ERR_ABORTED" in error)] + refused


def count_of(text: str) -> int:
    return int(re.search(r"\d+", text).group())


def handed_out(page, button) -> tuple[str, bytes]:
    """The name and content of the file that a button hands out."""
    with page.expect_download() as download:
        press(page, button, "Enter")
    return download.value.suggested_filename, pathlib.Path(download.value.path()).read_bytes()


def check_word(content: bytes, folder: pathlib.Path) -> list[tuple[int, str]]:
    """Checks a Word document as Word's and LibreOffice's readers see it, and returns its headings with their levels."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "[Content_Types].xml" and len(names) == len(set(names))
        for name in names:
            ET.fromstring(package.read(name))
        styles = ET.fromstring(package.read("word/styles.xml"))
        assert styles.find(f"{WORD}docDefaults//{WORD}lang").get(f"{WORD}val") == "en-US"

    document = docx.Document(io.BytesIO(content))
    assert document.core_properties.title and document.core_properties.language == "en-US"
    assert not document.tables
    paragraphs = document.paragraphs
    assert paragraphs and all(paragraph.text.strip() for paragraph in paragraphs), "an empty paragraph"
    assert paragraphs[0].style.name == "Title" and paragraphs[0].text == document.core_properties.title
    headings = [(int(paragraph.style.name[-1]), paragraph.text) for paragraph in paragraphs
                if re.fullmatch(r"Heading \d", paragraph.style.name)]
    levels = [level for level, _ in headings]
    assert all(new <= old + 1 for old, new in zip([0, *levels], levels)), "a heading skips a level"

    # LibreOffice opens it, prints it, and sees the same headings and language.
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: apt-get install libreoffice-writer-nogui"
    source = folder / "document.docx"
    source.write_bytes(content)
    for target in ["pdf", "fodt"]:
        subprocess.run([program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target,
                        "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=300)
    assert (folder / "document.pdf").read_bytes().startswith(b"%PDF-")
    opened = ET.parse(folder / "document.fodt")
    seen = [(int(heading.get(f"{TEXT}outline-level")), "".join(heading.itertext())) for heading in opened.iter(f"{TEXT}h")]
    assert seen == headings, "LibreOffice sees other headings"
    languages = {node.get(f"{FORMAT}language") for node in opened.iter() if node.get(f"{FORMAT}language")}
    assert "en" in languages and languages <= {"en", "none"}
    return headings
