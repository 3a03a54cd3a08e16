import pytest

from nlp.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are looking for a nurse to join our team and care for patients in the clinic.", "en"),
        (
            "Wir suchen einen Entwickler mit Erfahrung in Java und Python für unser Team in Berlin, der mit uns wächst.",
            "de",
        ),
        (
            "Nous recherchons un infirmier avec une expérience dans les soins pour rejoindre notre équipe de Paris.",
            "fr",
        ),
        (
            "Buscamos un enfermero con experiencia en el cuidado de los pacientes para trabajar en el hospital.",
            "es",
        ),
        ("我们正在寻找一名软件工程师,需要精通多种编程语言并且能够独立完成工作", "zh"),
    ],
)
def test_the_language_of_a_posting(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nurse",
        "12345 --- 6789",
        "Python, SQL, AWS, Docker, Kubernetes, Terraform, Ansible, Jenkins, Git, Linux, Bash, Go, Rust, Perl, Scala",
        "Lift carry push pull up to 50 pounds. Drug test paid by employer. Background check. Valid drivers license.",
    ],
)
def test_too_little_to_tell_is_null(text: str) -> None:
    assert detect_language(text) is None
