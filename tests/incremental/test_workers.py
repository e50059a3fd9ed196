"""Pages are made in several processes, from both ends, and come back in their order."""

import os
import sys

from sitegen.incremental.task_order import alike_together
from sitegen.incremental.workers import in_processes
from sitegen.pages.page import Kind, Page
from sitegen.pages.urls import Urls

URLS = Urls("https://example.org/", "ko")


def test_results_come_in_the_order_of_their_tasks():
    tasks = list(range(40))
    for jobs in (1, 2, 3):
        assert list(in_processes(lambda task: task * task, tasks, jobs)) == [task * task for task in tasks]


def test_nothing_that_was_worked_on_is_held_afterwards():
    held = [object() for _ in range(4)]
    before = sys.getrefcount(held)
    assert len(list(in_processes(id, held, 2))) == 4
    assert sys.getrefcount(held) == before


def test_one_process_begins_with_the_first_task_and_the_next_with_the_last():
    def begun(task):
        first = not begun.by
        begun.by.append(task)
        return os.getpid(), task, first

    begun.by = []
    firsts = {task for _, task, first in in_processes(begun, list(range(200)), 2) if first}
    assert firsts and firsts <= {0, 199}  # one may have done all before the other began


def as_given(context):
    return context


def made(*paths: str) -> dict[str, Page]:
    """Pages of the kinds that their paths begin with, below a language."""
    kinds = {
        name: Kind(view=as_given, template=f"{name}.html", address=f"{name}/<id>/") for name in ("notes", "topics")
    }
    return {path: Page(URLS.at(path), kinds[path.removeprefix("en/").partition("/")[0]]) for path in paths}


def test_pages_of_a_language_stand_together_and_those_of_notes_in_the_middle():
    pages = made("notes/a/", "topics/x/", "en/topics/x/", "en/notes/a/", "notes/b/", "en/notes/b/")
    order = ["topics/x/", "notes/a/", "notes/b/", "en/notes/a/", "en/notes/b/", "en/topics/x/"]
    assert alike_together(pages, ("ko", "en")) == order
