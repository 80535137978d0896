"""What is done with each article of a corpus, and the run over all of them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from toolkit.articles.forms import InputForm
from toolkit.articles.inputs import Cut, Item, items_in, items_of
from toolkit.articles.read import Defaults, article_of
from toolkit.errors import ReadoutError, UsageError
from toolkit.extract.names.lexical import lexicon_of
from toolkit.extract.names.register import Register, default_register
from toolkit.extract.pipeline import ArticleResult, extract_article
from toolkit.patterns import keep

Made = TypeVar("Made")

DEBUG = "READOUT_DEBUG"
"""Where this is set in the environment, a bug ends the run with its traceback."""


_MADE_BEFORE_COLLECTING = 200_000


@contextmanager
def _without_collecting() -> Generator[None, None, None]:
    """Put off the collection of garbage, of which making the register's many values leaves none.

    What has been made stays to the end of the process: it is not looked through again. Reading
    articles leaves no garbage either (values hold no circles), so from now on it is looked for only
    after many more values than an article makes: looking every 700 took a tenth of the time.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
        gc.set_threshold(_MADE_BEFORE_COLLECTING, *gc.get_threshold()[1:])
    finally:
        if collected:
            gc.enable()


@dataclass
class Work(Generic[Made]):
    """Reads an item, extracts from the article, and makes something of its rows.

    It is handed to other processes; each loads the register for itself.

    Attributes:
        defaults: what is known of the articles beside what they say.
        finish: what to make of the rows, in the same process.
    """

    defaults: Defaults
    finish: Callable[[ArticleResult], Made]

    @cached_property
    def register(self) -> Register:
        """People, offices and countries."""
        keep()
        with _without_collecting():
            register = default_register()
            lexicon_of(register)
        return register

    def prepare(self) -> None:
        """Load what every article needs."""
        _ = self.register

    def __call__(self, item: Item) -> Made | ReadoutError:
        """What is made of an item, or why nothing can be."""
        try:
            return self.finish(extract_article(article_of(item, self.defaults), self.register))
        except ReadoutError as error:
            return error
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            words = " ".join(str(error).split())[:200]
            what = f"cannot be extracted: {type(error).__name__}: {words}"
            hint = f"This is a bug. Run it on this article with {DEBUG}=1 and report what it says."
            return UsageError(what, where=item.where, hint=hint)


def run(
    paths: Sequence[Path], work: Work[Made], form: InputForm | None = None, jobs: int = 1
) -> Generator[Made | ReadoutError, None, None]:
    """Extract from all articles in files, folders and standard input.

    Memory does not grow with the corpus.

    Args:
        paths: files and folders; ``-`` is standard input.
        work: what is done with each article.
        form: what every file holds; by default it is told by its looks.
        jobs: processes to use.

    Yields:
        What was made of each article, in the order of the articles; an error in the place of each
        that cannot be read.

    Raises:
        UsageError: a path does not exist, or a folder holds no article.
    """
    for path in paths:
        if str(path) != "-" and not os.path.lexists(path):
            raise UsageError("no such file or folder", where=str(path))
    cut = _cut(paths, form)
    if jobs > 1:
        from toolkit.run.pool import ordered

        with closing(ordered(cut, work, jobs)) as outcomes:
            yield from outcomes
        return
    for item in cut:
        yield item if isinstance(item, ReadoutError) else work(item)


def _cut(paths: Sequence[Path], form: InputForm | None) -> Cut:
    for path in paths:
        if str(path) == "-":
            yield from items_in(sys.stdin.buffer, form=form)
        else:
            yield from items_of(path, form)
