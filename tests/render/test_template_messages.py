"""Templates use the catalogue: text is escaped, and no page shows another language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment

from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.settings import Settings
from archive.mkdocs_adapter.serve_state import CompiledTemplates
from archive.pages.views import IndexPage
from archive.render.messages import constant_messages, template_functions
from archive.render.renderer import Renderer
from tests.core.test_catalogue import catalogue

FRENCH = catalogue(
    "fr",
    ("Sources", "Sources & <textes>", ""),
    ("To", "À", "relation"),
    ("part of {name}", "{name} <l'englobe>", ""),
    (("{count} brief", "{count} briefs"), ("{count} note", "{count} notes"), ""),
)
VIEW = IndexPage("countries/", "", (), "countries", "", "", (), 0)


def rendered(template: str, words: Catalogue = FRENCH, **values: Any) -> str:
    environment = Environment(autoescape=True, extensions=[constant_messages(words)])
    environment.globals.update(template_functions(words))
    return environment.from_string(template).render(values)


def test_a_message_is_escaped() -> None:
    assert rendered('{{ _("Sources") }}') == "Sources &amp; &lt;textes&gt;"
    assert rendered("{{ _(word) }}", word="Sources") == "Sources &amp; &lt;textes&gt;"
    assert rendered('{{ pgettext("relation", "To") }}') == "À"


def test_values_in_a_message_are_escaped_unless_they_are_markup() -> None:
    plain = '{{ _("part of {name}", name=name) }}'
    assert rendered(plain, name="<b>") == "&lt;b&gt; &lt;l&#39;englobe&gt;"
    marked = '{% set name %}<b>{{ text }}</b>{% endset %}{{ _("part of {name}", name=name) }}'
    assert rendered(marked, text="&") == "<b>&amp;</b> &lt;l&#39;englobe&gt;"
    both = '{{ _("part of {name}", name="<b>" | safe) }}{{ _("part of {name}", name="<b>") }}'
    assert rendered(both, ENGLISH) == "part of <b>part of &lt;b&gt;"


def test_a_number_selects_the_plural_form() -> None:
    template = '{{ ngettext("{count} brief", "{count} briefs", number) }}'
    assert [rendered(template, number=number) for number in (0, 1, 2)] == [
        "0 note",
        "1 note",
        "2 notes",
    ]
    assert rendered('{{ fill("{count} <notes>", count=3) }}') == "3 &lt;notes&gt;"


def test_messages_without_placeholders_are_translated_at_compilation() -> None:
    environment = Environment(autoescape=True, extensions=[constant_messages(FRENCH)])
    template = environment.from_string('{{ _("Sources") }} {{ pgettext("relation", "To") }}')
    assert template.render() == "Sources &amp; &lt;textes&gt; À", "without the functions"


def test_a_template_compiled_for_one_language_is_not_used_for_another() -> None:
    """The language may change while a preview runs."""
    compiled = CompiledTemplates()
    words = catalogue("fr", ("There is none yet.", "Rien encore.", ""))
    shown = [Renderer(Settings(), one, compiled).render(VIEW) for one in (ENGLISH, words, ENGLISH)]
    assert "There is none yet." in shown[0]
    assert "Rien encore." in shown[1]
    assert shown[2] == shown[0]


def test_the_folder_of_the_templates_does_not_show(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("<p>\n{{ nothing }}", "utf-8")
    renderer = Renderer(Settings(), FRENCH, templates=tmp_path)
    assert renderer._environment.get_template("article.html").render(nothing="") == "<p>\n"
