"""Hiring platforms, one module each: a module whose name has no underscore first is a family."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawlers.families.base import FamilySpider

_NOT_FAMILIES = {"base"}


def family_names() -> tuple[str, ...]:
    """Names of all families, sorted."""
    names = (module.name for module in iter_modules(__path__))
    return tuple(sorted(name for name in names if not name.startswith("_") and name not in _NOT_FAMILIES))


@cache
def load_family(name: str) -> "type[FamilySpider]":
    """The spider class of a family: the one in its module that bears its name.

    Raises:
        KeyError: there is no such family.
        LookupError: the module holds no spider of that name (a mistake of ours; a test sweeps all families).
    """
    from crawlers.families.base import FamilySpider  # noqa: PLC0415 - families import this package

    if name not in family_names():
        raise KeyError(name)
    module = import_module(f"{__name__}.{name}")
    for item in vars(module).values():
        if isinstance(item, type) and issubclass(item, FamilySpider) and item.name == name:
            return item
    raise LookupError(f"{module.__name__} holds no spider named {name!r}")
