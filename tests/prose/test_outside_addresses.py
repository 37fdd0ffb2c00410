"""Addresses of other sites are recognised as a browser recognises them."""

from __future__ import annotations

import pytest

from archive.prose.links import Broken, Targets, is_elsewhere, resolve_link

ELSEWHERE = [
    *("https://a.example/", "HTTP:a.example", "https:/a.example", "//a.example", "\\\\a.example"),
    *("/\\a.example", " \n//a.example", "ht\ntps:a.example", "/\t/a.example", "data:image/png,x"),
]
HERE = ["", "a.png", "../a.png", "/a.png", "#a:b", "a/b:c", "?a=https://b", "1a:b", "a//b"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_addresses_of_other_sites_are_recognised(address: str) -> None:
    assert is_elsewhere(address)


@pytest.mark.parametrize("address", HERE)
def test_addresses_of_this_site_are_recognised(address: str) -> None:
    assert not is_elsewhere(address)


@pytest.mark.parametrize("address", ["https:a.example/x", "http:/a.example"])
def test_an_address_without_a_host_is_broken(address: str) -> None:
    """A browser would request it from this site or another, depending on the page's scheme."""
    result = resolve_link(address, "briefs/a.md", "../", Targets({}, frozenset()))
    assert isinstance(result, Broken)
    assert result.reason == "is not a complete address"


def test_a_complete_address_is_not_changed() -> None:
    targets = Targets({}, frozenset())
    for address in ("https://a.example/x", "mailto:a@a.example"):
        assert resolve_link(address, "briefs/a.md", "../", targets) == address
