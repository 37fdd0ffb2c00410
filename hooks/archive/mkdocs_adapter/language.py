"""The language of the theme: its catalogue, for templates, Markdown and scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from archive.core.catalogue import SOURCE, Catalogue
from archive.core.model import Problem
from archive.mkdocs_adapter.problems import report, stop_at
from archive.read.translations import find_catalogue, languages

SCRIPTS = "assets/javascripts/"
"""Where scripts are among the hand-written files."""
TRANSLATIONS = f"{SCRIPTS}translations.js"
"""The module from which ``messages.js`` reads the words of scripts; a site in English has none."""
FOOTNOTES = ("footnotes", "markdown.extensions.footnotes")
"""Names of the Markdown extension that puts words of its own into pages."""
_ROOT = re.compile(r'<html lang="[^"]*"')
NUMBERS = (*range(201), 1_000, 1_000_000)
"""Numbers that together have every plural form of whole numbers in any language."""


def check_language(config: MkDocsConfig) -> None:
    """Stops the build of a site whose language has no translation, before a plugin looks for one.

    Raises:
        Abort: If there is no such translation.
    """
    if config.theme.get("language", SOURCE) in languages():
        return
    _, problems = _find_catalogue(config)
    report(problems)
    stop_at(problems)


def catalogue_of(config: MkDocsConfig) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Reads the catalogue of a site, and has Markdown use it.

    Args:
        config: The site's configuration.

    Returns:
        The catalogue, and what is wrong with the setting or with the translations.
    """
    catalogue, problems = _find_catalogue(config)
    configs = config.mdx_configs or {}
    for name in set(FOOTNOTES).intersection(config.markdown_extensions):
        # The extension puts the number where "{}" is.
        title = catalogue.gettext("Jump back to footnote {number} in the text", number="{}")
        configs[name] = {"BACKLINK_TITLE": title, **configs.get(name, {})}
    config.mdx_configs = configs
    return catalogue, problems


def _find_catalogue(config: MkDocsConfig) -> tuple[Catalogue, tuple[Problem, ...]]:
    file = Path(config.config_file_path)
    language = config.theme.get("language", SOURCE)
    return find_catalogue(language, file.name, file.read_text("utf-8"))


def with_direction(html: str, catalogue: Catalogue) -> str:
    """Returns a page whose root element has the language and the direction of writing.

    Material for MkDocs states the direction only of the body.
    """
    return _ROOT.sub(f"<html {catalogue.html_attributes}", html, count=1)


def translate_scripts(files: Files, config: MkDocsConfig, catalogue: Catalogue) -> None:
    """Publishes the messages of scripts in the language of the site.

    Args:
        files: All files that MkDocs is to publish.
        config: The site's configuration.
        catalogue: The messages of the interface.
    """
    if catalogue.language == SOURCE:
        return
    scripts = (
        Path(config.docs_dir, file.src_uri)
        for file in files
        if file.src_uri.startswith(SCRIPTS)
        and file.src_uri.endswith(".js")
        and file.src_dir == config.docs_dir  # not those of the theme
    )
    table = {key: text for script in scripts for key, text in script_messages(script, catalogue)}
    said = json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = f"export default {said};\n"
    files.append(File.generated(config, TRANSLATIONS, content=content))


def script_messages(
    script: Path, catalogue: Catalogue
) -> Iterator[tuple[str, str | dict[str, str]]]:
    """Yields what a script says: the English, and its translation.

    That of a message with a number is a mapping, from the names that ``Intl.PluralRules`` has for
    plural forms ("one", "few"); a message with a context has that before it, as in MO files.

    Args:
        script: A script that uses ``messages.js``.
        catalogue: The messages of the interface.
    """
    # A site in English goes without this part of Babel.
    from babel.messages.extract import extract_from_file

    for _, message, _, context in extract_from_file("javascript", script):
        if isinstance(message, tuple):
            one, many = message
            yield one, plural_forms(one, many, catalogue)
        elif context:
            yield f"{context}\4{message}", catalogue.pgettext(context, message)
        else:
            yield message, catalogue.gettext(message)


def plural_forms(one: str, many: str, catalogue: Catalogue) -> dict[str, str]:
    """Returns the forms of a message by the CLDR's names for them."""
    rule = catalogue.locale.plural_form
    ngettext = catalogue.translations.ngettext
    return {rule(number): ngettext(one, many, number) for number in reversed(NUMBERS)}
