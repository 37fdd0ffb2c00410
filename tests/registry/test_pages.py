"""Pages of historic states, of territories with ties to a state, and of incomplete lists."""

from __future__ import annotations

import html
import re

import pytest

from tests.support.sites import Run, brief, build_site

OWN = """\
mine:
  name: My Club
  kind: forum
  members:
    - {actor: kg}
    - {actor: fr}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Run:
    actors = "Soviet Union, Cook Islands, Jersey, Kosovo, Guam, Kyrgyzstan, NATO, OAU, My Club"
    relations = (
        "relations:\n  - {subject: Armenia, relation: member, object: CSTO, status: suspended}\n"
    )
    armenia = brief("Frozen", "2024-02-22", "Armenia, CSTO, Mercosur, Venezuela, EU, UK, Gazprom")
    files = {
        "briefs/1985/one.md": brief(date="1985-03-11", actors=actors),
        "briefs/2020/names.md": brief("Names", "2020-01-01", "Кыргызстан, ОДКБ, Gazprom, WHO"),
        "briefs/2024/armenia.md": armenia.replace("---\nThe", f"{relations}---\nThe"),
        **{
            f"briefs/2024/{at}.md": brief(f"No. {at}", "2024-01-01", "Armenia, CSTO") for at in "ab"
        },
        "registry/organizations.yml": OWN,
    }
    run = build_site(tmp_path_factory.mktemp("pages"), files)
    assert run.code == 0, run.output
    return run


def facts(page: str) -> dict[str, str]:
    """Returns the fact box of a page: label → text."""
    box = page[page.index('<dl class="facts">') : page.index("</dl>")]
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", box, re.DOTALL)
    return {label: html.unescape(re.sub(r"<[^>]+>", "", value)).strip() for label, value in found}


def words(page: str) -> str:
    """Returns the text of a page with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_suspended_member_has_both_dates(site: Run) -> None:
    dates = "suspended since December 2016 (member since 2012)"
    organization = words(site.page("organizations/mercosur"))
    assert f"Suspended members 1 Venezuela {dates}" in organization
    country = words(site.page("countries/venezuela"))
    assert f"Suspended member of 1 Mercosur {dates}" in country
    assert "since 2012)" in country
    box = facts(site.page("organizations/mercosur"))
    assert box["Members"] == "6, 1 of them suspended"


def test_a_former_member_has_its_dates_on_both_pages(site: Run) -> None:
    dates = "1973 – 31 January 2020"
    organization = words(site.page("organizations/eu"))
    assert f"Former members 1 United Kingdom {dates}" in organization
    assert f"European Union {dates}" in words(site.page("countries/united-kingdom"))


@pytest.mark.parametrize(
    "page",
    [
        "countries/armenia",
        "organizations/csto",
        "countries/armenia/with/csto",
    ],
)
def test_pages_show_where_a_brief_and_the_registry_differ(site: Run, page: str) -> None:
    assert (
        "Where briefs and the registry differ Armenia in CSTO"
        " The registry says: member (since 2002)."
        " The brief of 22 February 2024 says: suspended member."
    ) in words(site.page(page))


def test_pages_show_no_difference_where_they_agree(site: Run) -> None:
    assert "registry differ" not in site.page("organizations/mercosur")


def test_a_historic_state_shows_its_years_and_successors(site: Run) -> None:
    box = facts(site.page("countries/soviet-union"))
    assert box["Type"] == "Historic state"
    assert box["Existed"] == "1922–1991"
    assert box["Succeeded by"].startswith("Russia, Ukraine, Belarus, Kazakhstan, Uzbekistan")


def test_a_dissolved_organization_shows_its_successor(site: Run) -> None:
    box = facts(site.page("organizations/oau"))
    assert (box["Dissolved"], box["Succeeded by"]) == ("9 July 2002", "African Union")


def test_each_tie_to_a_state_has_its_own_label(site: Run) -> None:
    assert facts(site.page("countries/guam"))["Administered by"] == "United States"
    assert facts(site.page("countries/cook-islands"))["In free association with"] == "New Zealand"
    assert facts(site.page("countries/jersey"))["Foreign affairs and defence"] == "United Kingdom"


def test_kosovo_has_no_iso_code(site: Run) -> None:
    assert "ISO 3166-1" not in facts(site.page("countries/kosovo"))


def test_a_complete_list_has_a_number_a_date_and_a_source(site: Run) -> None:
    page = site.page("organizations/nato")
    box = facts(page)
    assert (box["Members"], box["As of"]) == ("32", "22 January 2026")
    assert box["Source of the list"].startswith("The World Factbook")
    assert "known to this archive" not in page


def test_an_incomplete_list_is_labelled_as_such(site: Run) -> None:
    page = site.page("organizations/my-club")
    box = facts(page)
    assert "Members" not in box
    assert box["Members known to this archive"] == "2"
    assert box["Source of the list"] == "none recorded"
    assert ">Membership known to this archive</h2>" in page


def test_an_organization_without_a_list_is_labelled_as_such(site: Run) -> None:
    missing = "no list of members is known to this archive"
    assert facts(site.page("organizations/oau"))["Members"] == missing
    assert facts(site.page("organizations/who"))["Members"] == missing
    assert "Members" not in facts(site.page("organizations/gazprom"))


def test_names_in_other_languages_resolve_to_actors(site: Run) -> None:
    assert "unknown actor" not in site.output
    page = site.page("briefs/2020/names")
    for folder in ("countries/kyrgyzstan", "organizations/csto"):
        assert f'href="../../../{folder}/"' in page
        assert ">Names</a>" in site.page(folder)


def test_a_country_does_not_claim_to_list_all_its_memberships(site: Run) -> None:
    page = site.page("countries/kyrgyzstan")
    assert ">Memberships known to this archive</h2>" in page
    assert ">Organizations</h2>" not in page
