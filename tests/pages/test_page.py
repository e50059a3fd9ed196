"""No fact reaches a view but through what is observed, or what the page is given as plain data."""

import datetime as dt
from functools import partial

import pytest
from msgspec import Struct

from sitegen.pages import plan
from sitegen.pages.page import Kind, Page, Whole
from sitegen.pages.urls import Urls
from tests.site import clean, note

URL = Urls("https://example.org/", "ko").at("x/")


def view(context, *given):
    return Whole("".join(f"{each.text('ko').front.title}\n" for each in context.digest.notes.values()).encode())


def as_given(context, *given):
    return given


def closed_over(title):
    def view(context):
        return Whole(title.encode())

    return view


class Maker(Struct, frozen=True):
    title: str = ""

    def view(self, context):
        return Whole(self.title.encode())


class Mutable(Struct):
    title: str = ""


class Plain(Struct, frozen=True):
    title: str = ""


@pytest.mark.parametrize(
    "smuggling",
    [
        closed_over("제목"),
        partial(view, title="제목"),
        lambda context, title="제목": Whole(title.encode()),
        Maker("제목").view,
        Maker,
        {"제목": 1}.get,
    ],
    ids=["closure", "partial", "default", "method", "class", "builtin"],
)
def test_a_view_that_may_hold_something_is_refused(smuggling):
    with pytest.raises(TypeError, match="a function of its module"):
        Kind(view=smuggling)


@pytest.mark.parametrize(
    "given",
    [
        *(
            ["제목"],
            {"title": "제목"},
            {"제목"},
            Mutable("제목"),
            lambda: "제목",
            ("a", ["제목"]),
            object(),
            iter("제목"),
        ),
        *(dt.date(2025, 10, 24), Plain("제목")),  # which come back as something else when they are written and read
    ],
    ids=["list", "mapping", "set", "struct", "function", "list in a tuple", "object", "iterator", "day", "frozen"],
)
def test_what_is_given_and_is_no_plain_data_is_refused(given):
    with pytest.raises(TypeError, match="no plain data"):
        Page(URL, Kind(view=as_given), (given,)).view(None)


def test_plain_data_is_taken():
    given = ("a", 1, None, True, ("b", ("c",)))
    assert Page(URL, Kind(view=as_given), given).view(None) == given


def titles(context):
    """A kind that looks at the digest while its pages are planned, which nobody observes: it gives what it saw."""
    yield Page(context.urls.at("seen.txt"), SEEN)
    for each in context.digest.notes.values():
        yield Page(context.urls.at(f"given-{each.id}.txt"), GIVEN, (each.text("ko").front.title,))


def given(context, title):
    return Whole(title.encode())


SEEN = Kind(view=view, pages=titles)
GIVEN = Kind(view=given)


def test_what_a_kind_takes_while_it_is_planned_or_viewed_makes_its_page_anew(site, monkeypatch):
    monkeypatch.setattr(plan, "KINDS", (*plan.KINDS, SEEN))
    digest = site()
    digest.put("content/notes/2025-10-24-x.md", note("하나"))
    digest.build()
    digest.put("content/notes/2025-10-24-x.md", note("둘"))
    digest.build()
    assert (digest.page("seen.txt"), digest.page("given-x.txt")) == ("둘\n", "둘")
    assert {name: data for name, data in digest.files().items() if name.endswith(".txt")} == {
        name: data for name, data in clean(digest).items() if name.endswith(".txt")
    }
