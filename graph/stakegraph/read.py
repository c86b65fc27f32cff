"""Reads articles: plain text, HTML, or what stands on standard input.

The text is kept as it is, line ends and all, for every offset refers to it; only a byte order mark goes. Of HTML the
extracted text is the article. Boilerplate is marked by leaving it out of the body.
"""

from __future__ import annotations

import codecs
import re
import sys
from datetime import date
from pathlib import Path

from stakegraph.boilerplate import body
from stakegraph.errors import ReadError
from stakegraph.model import Article, ArticleInfo

LIMIT = 5_000_000
"""The most bytes an article may have; the longest news features have a fiftieth of it."""

LONGEST = 200_000
"""The most characters that a line may have; the parser holds a paragraph whole, and a book's is no longer."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SENTENCE_END = re.compile(r"[.…][\"'”’)\]]*$")
_TITLE_WORDS = 14
_TITLE_LENGTH = 160


def read_article(source: str | Path, *, encoding: str | None = None) -> Article:
    """Read the article in the file ``source``, or on standard input where it is ``-``.

    ``encoding`` is needed only where the text is neither UTF-8 nor begins with a byte order mark. Raises ReadError
    that says what is wrong with the file and what to do.
    """
    if str(source) == "-":
        return read_bytes(sys.stdin.buffer.read(LIMIT + 1), "standard input", encoding=encoding)
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise ReadError(f"{path}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{path}: is a directory, not an article; name the files in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path}: can't be read ({reason}); check the path and its permissions") from None
    return read_bytes(data, str(source), encoding=encoding)


def read_bytes(data: bytes, name: str = "article", *, encoding: str | None = None) -> Article:
    r"""Read an article from the bytes of a text or HTML file; ``name`` is its path, for messages and for its id.

    >>> article = read_bytes(b"A plan is born\n\nMoscow said no.", "brief.txt")
    >>> article.info.title, article.info.file, article.body
    ('A plan is born', 'brief.txt', ((0, 31),))
    """
    if len(data) > LIMIT:
        raise ReadError(f"{name}: is larger than {LIMIT // 1_000_000} MB, the most an article may have; split it")
    if not data:
        raise ReadError(f"{name}: is empty; there is no article to read")
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise ReadError(f"{name}: is {kind}, not text; save the article as text or HTML first")
    text = _decode(data, name, encoding)
    if Path(name).suffix.lower() in {".html", ".htm", ".xhtml"} or _HTML.match(text):
        return _from_html(text, name)
    _require_prose(text, name)
    info = ArticleInfo.of(text, _stem(name), file=_file(name), title=title(text), published=_published(text))
    return Article(info, text, body(text))


def _decode(data: bytes, name: str, encoding: str | None) -> str:
    used = encoding or next((known for mark, known in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(used)
    except LookupError:
        raise ReadError(f"{name}: the encoding {used!r} is unknown; use one such as utf-8, cp1252 or latin-1") from None
    except UnicodeError as error:
        at = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        advice = "check --encoding" if encoding else "name its encoding, say --encoding cp1252"
        raise ReadError(f"{name}: is not valid {used.upper()}{at}; {advice}") from None
    if "\0" in text:
        raise ReadError(f"{name}: holds NUL characters; it is no text, or needs, say, --encoding utf-16-le")
    return text.removeprefix("\ufeff")


def _require_prose(text: str, name: str) -> None:
    if not any(char.isalpha() for char in text):
        raise ReadError(f"{name}: has no words; there is no article to read")
    longest = max(len(line) for line in text.splitlines())
    if longest > LONGEST:
        raise ReadError(
            f"{name}: has a line of {longest:,} characters, {LONGEST:,} are allowed; break it into paragraphs"
        )


def _stem(name: str) -> str:
    return Path(name).stem or "article"


def _file(name: str) -> str | None:
    return Path(name).name if name != "standard input" else None


def title(text: str) -> str | None:
    r"""Return the headline: the first line, where it is short, and is not all there is.

    A line that ends like a sentence is one only where it has few words and a longer line follows.

    >>> title("A plan is born\n\nMoscow said no.")
    'A plan is born'
    """
    lines = [line.strip() for line in re.split(r"[\r\n\u2028\u2029]+", text) if line.strip()]
    if len(lines) < 2 or len(lines[0]) > _TITLE_LENGTH or lines[0][-1] in ",;:":
        return None
    short = len(lines[0].split()) <= _TITLE_WORDS and len(lines[0]) < len(lines[1])
    is_sentence = _SENTENCE_END.search(lines[0].rstrip(".") if short else lines[0])
    return None if is_sentence else lines[0]


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december|sept|" + "|".join(
    _MONTHS
)
_DATE = re.compile(
    r"(?:(?:published|updated|posted)(?: on)?:? )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:(?P<year>\d{{4}})-(?P<number>\d\d)-(?P<day>\d\d)|(?P<day1>\d\d?) (?P<month1>{_MONTH})\.?,? (?P<year1>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\.? (?P<day2>\d\d?),? (?P<year2>\d{{4}}))(?:[ T,]+(?:at )?\d\d?[:.]\d\d.{{0,12}})?",
    re.IGNORECASE,
)


def _published(text: str) -> str | None:
    """Return the date that one of the first lines gives and nothing else, as ISO 8601."""
    lines = [line.strip() for line in re.split(r"[\r\n\u2028\u2029]+", text[:2000]) if line.strip()]
    found = next((match for line in lines[:5] if (match := _DATE.fullmatch(line))), None)
    if found is None:
        return None
    group = found.groupdict()
    word = (group["month1"] or group["month2"] or "").lower()
    month = int(group["number"]) if group["number"] else 1 + _MONTHS.index(word[:3])
    day = int(group["day"] or group["day1"] or group["day2"])
    return _iso(int(group["year"] or group["year1"] or group["year2"]), month, day)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _from_html(html: str, name: str) -> Article:
    """Extract the article of a page; trafilatura is imported here, for it is slow to load and text needs none of it."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False)
    extracted = getattr(found, "text", None)
    if not extracted:
        raise ReadError(f"{name}: no article was found in this HTML; save its text to a file and use that")
    known = {key: _clean(getattr(found, key, None)) for key in ("title", "author", "url", "sitename", "date")}
    text = re.sub(r"\n+", "\n\n", extracted.strip()) + "\n"
    if known["title"] and not text.startswith(known["title"]):
        text = f"{known['title']}\n\n{text}"
    _require_prose(text, name)
    info = ArticleInfo.of(
        text,
        _stem(name),
        file=_file(name),
        title=known["title"] or title(text),
        publisher=known["sitename"],
        author=known["author"],
        published=known["date"],
        url=known["url"] if (known["url"] or "").startswith(("http://", "https://")) else None,
    )
    return Article(info, text, body(text))


def _clean(value: object) -> str | None:
    words = " ".join(str(value).split()) if value else ""
    return words or None
