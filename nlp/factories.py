"""Registers component factories under versioned, dotted names ("signalpost.pay.v1").

spaCy's own decorator refuses dots in factory names, though its registry, configuration and entry points take
them; this one writes the same two records (factory and meta) without that check.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from spacy.language import FactoryMeta, Language
from spacy.pipe_analysis import validate_attrs
from spacy.util import registry

FactoryT = TypeVar("FactoryT", bound=Callable[..., object])


def component_factory(
    name: str, *, assigns: Sequence[str] = (), requires: Sequence[str] = ()
) -> Callable[[FactoryT], FactoryT]:
    """Decorator for `create_<component>(nlp, name)`; use it where spaCy's manual says `@Language.factory`.

    Args:
        name: "signalpost.<component>.v<version>".
        assigns: attributes that the component sets, e.g. "doc._.pay", "doc.spans".
        requires: attributes that it reads.
    """

    def register(factory: FactoryT) -> FactoryT:
        registry.factories.register(name, func=factory)
        meta = FactoryMeta(factory=name, assigns=validate_attrs(assigns), requires=validate_attrs(requires))
        Language.set_factory_meta(name, meta)
        return factory

    return register
