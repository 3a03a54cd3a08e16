import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.factories import component_factory


@component_factory("signalpost_test.shout.v1", assigns=["doc.user_data"])
def create_shout(nlp: Language, name: str) -> "Shout":
    return Shout(name)


class Shout:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[self.name] = doc.text.upper()
        return doc


def test_a_dotted_factory_works_in_a_pipeline_and_from_its_config() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("signalpost_test.shout.v1", name="shout")
    again = spacy.blank("en").from_config(nlp.config)
    assert again("quiet").user_data["shout"] == "QUIET"
    assert nlp.get_factory_meta("signalpost_test.shout.v1").assigns == ["doc.user_data"]
