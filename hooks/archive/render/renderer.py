"""From a view to the HTML of its article."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from archive.core.catalogue import Catalogue
from archive.core.languages import language_attributes
from archive.core.settings import Settings
from archive.core.urls import path_to_root
from archive.pages.feeds import feed_links
from archive.pages.page_links import page_links
from archive.pages.views import View
from archive.render.messages import constant_messages, template_functions

TEMPLATES = Path(__file__).parent / "templates"
KEPT = 40_000
"""Size of the cache of rendered parts, each of some hundred characters."""


class Renderer:
    """The templates, loaded once for many pages. Everything inserted is escaped."""

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        compiled: BytecodeCache | None = None,
        templates: Path = TEMPLATES,
    ) -> None:
        """Prepares the templates of a folder.

        Args:
            settings: The archive's settings.
            catalogue: The messages of the interface.
            compiled: Where compiled templates are kept, or None.
            templates: The folder.
        """
        self._settings = settings
        self._catalogue = catalogue
        self._environment = Environment(
            loader=_Loader(templates, catalogue),
            extensions=[constant_messages(catalogue)],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled,
        )
        self._environment.globals["language"] = _language
        self._environment.globals["kept"] = lru_cache(KEPT)(_call)
        self._environment.globals.update(template_functions(catalogue))
        self._template = self._environment.get_template("article.html")

    def compile_all(self) -> None:
        """Compiles all templates, which otherwise happens when each is first used."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def render(self, view: View) -> str:
        """Returns the HTML of a page's article, without the site's shell."""
        return self._template.render(
            view=view,
            base=path_to_root(view.url),
            settings=self._settings,
            links=page_links(view, self._settings, self._catalogue),
            feeds=feed_links(view, self._settings),
        )


class _Loader(FileSystemLoader):
    """Loads templates for one catalogue: what was compiled for another has a different source."""

    def __init__(self, templates: Path, catalogue: Catalogue) -> None:
        super().__init__(templates)
        self._comment = f"{{# {catalogue.language} {catalogue.digest} #}}"

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)
        return self._comment + source, file, is_current


def _language(tag: str) -> Markup:
    """Returns the attributes of an element with text in a language, as markup."""
    return Markup(language_attributes(tag))


def _call(macro: Macro, *args: Hashable) -> str:
    """Calls a macro; as ``kept``, only once with equal values, for parts that many pages show."""
    made: str = macro(*args)
    return made
