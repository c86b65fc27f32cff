"""Reading articles: encodings, line ends, HTML, titles, and files that are none."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from stakegraph.errors import ReadError
from stakegraph.read import LIMIT, read_article, read_bytes

TEXT = "A plan for the harbour\r\n\r\nThe mayor said “yes”.\n\nThe union said no.\n"

HTML = """<!DOCTYPE html>
<html lang="en"><head><title>Harbour plan divides the town - The Valley Post</title>
<meta property="og:site_name" content="The Valley Post"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2025-03-07T10:00:00Z">
<link rel="canonical" href="https://example.org/harbour"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Harbour plan divides the town</h1>
<p>The mayor of Westport said on Friday that the harbour plan would go ahead in the coming summer.</p>
<p>But the fishing union said it would fight the plan in court, and its leader called it a mistake.</p>
<p>The ministry in the capital has promised to pay for half of the works, according to a letter.</p>
</article><footer>Copyright 2025 The Valley Post</footer></body></html>"""


def test_text_is_kept_as_it_is() -> None:
    assert read_bytes(TEXT.encode()).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_goes(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding)).text == TEXT


def test_an_encoding_that_is_named_is_used() -> None:
    assert read_bytes(TEXT.encode("cp1252"), encoding="cp1252").text == TEXT


def test_the_id_is_the_name_of_the_file_and_a_hash() -> None:
    info = read_bytes(TEXT.encode(), "news/Harbour plan.txt").info
    assert info.id == f"harbour-plan-{info.sha256[:8]}"


def test_the_same_text_under_two_line_ends_is_two_articles() -> None:
    unix = TEXT.replace("\r\n", "\n")
    assert read_bytes(TEXT.encode()).info.id != read_bytes(unix.encode()).info.id


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read_article("-").text == TEXT


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A plan for the harbour\n\nThe mayor said yes.", "A plan for the harbour"),
        ("\n\n  Will the harbour close?\nThe mayor said no.", "Will the harbour close?"),
        ("The mayor said yes.\n\nThe union said no.", None),
        ("Word " * 40 + "\n\nThe union said no.", None),
        ("The mayor said yes", None),
        ("The mayor, who is new,\nsaid yes.", None),
    ],
)
def test_the_first_line_is_the_title_where_it_looks_like_one(text: str, title: str | None) -> None:
    assert read_bytes(text.encode()).info.title == title


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Friday, March 7, 2025", "2025-03-07"),
        ("Published: 7 Mar 2025 10:15 GMT", "2025-03-07"),
        ("2025-03-07", "2025-03-07"),
        ("30 February 2025", None),
        ("The harbour closed on March 7, 2025.", None),
    ],
)
def test_a_line_that_is_a_date_dates_the_article(line: str, date: str | None) -> None:
    assert read_bytes(f"A plan\n\n{line}\n\nThe mayor said yes.".encode()).info.published == date


def test_the_article_of_a_page_is_its_extracted_text() -> None:
    text = read_bytes(HTML.encode(), "harbour.html").text
    assert text.startswith("Harbour plan divides the town\n\nThe mayor of Westport said")
    assert "Copyright" not in text and "Home" not in text


def test_a_page_tells_its_metadata() -> None:
    info = read_bytes(HTML.encode(), "harbour.html").info
    assert (info.title, info.publisher, info.author, info.published, info.url) == (
        "Harbour plan divides the town",
        "The Valley Post",
        "Ann Example",
        "2025-03-07",
        "https://example.org/harbour",
    )


def test_html_is_known_by_its_beginning_too() -> None:
    assert read_bytes(HTML.encode(), "harbour.txt").text == read_bytes(HTML.encode(), "harbour.html").text


def test_trafilatura_is_not_loaded_for_text() -> None:
    import subprocess

    code = "import sys, stakegraph.read as r; r.read_bytes(b'No.'); print('trafilatura' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.txt: is empty"),
        (b" \r\n\t\n", "x.txt: has no words"),
        (b"12 - 34 ...", "x.txt: has no words"),
        (b"%PDF-1.7 ...", "x.txt: is a PDF, not text"),
        (b"PK\x03\x04 ...", "x.txt: is a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "x.txt: is a PNG picture"),
        (b"some\0thing", "x.txt: holds NUL characters"),
        (b"caf\xe9 closed", "x.txt: is not valid UTF-8 at byte 3; name its encoding, say --encoding cp1252"),
        (b"a" * (LIMIT + 1), "x.txt: is larger than 5 MB"),
        (b"No. " * 50_001, "x.txt: has a line of 200,004 characters, 200,000 are allowed"),
        (b"<html><body></body></html>", "x.txt: no article was found in this HTML"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as raised:
        read_bytes(data, "x.txt")
    assert str(raised.value).startswith(message)


def test_a_wrong_encoding_is_named() -> None:
    with pytest.raises(ReadError, match="is not valid ASCII at byte 0; check --encoding"):
        read_bytes("“yes”".encode(), "x.txt", encoding="ascii")


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(ReadError, match="the encoding 'klingon' is unknown"):
        read_bytes(b"yes", "x.txt", encoding="klingon")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: there is no such file; check the path"):
        read_article(tmp_path / "none.txt")


def test_a_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a directory, not an article"):
        read_article(tmp_path)
