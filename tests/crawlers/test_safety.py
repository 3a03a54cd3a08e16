"""Hostile servers, over real HTTP: what they may not make us ask, read, expand or store."""

import json
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawlers.resolver import is_local_name, is_public_address
from crawlers.structured_data import MAX_BLOCK_CHARACTERS, MAX_DEPTH
from tests.crawlers.child import crawl_rows
from tests.crawlers.loopback import Answer, Asked, Loopback

_JOB = {"id": 1, "title": "Welder", "content": "Weld pipe."}
_OK = Answer(json.dumps({"jobs": [_JOB], "meta": {"total": 1}}).encode())
_ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY n SYSTEM "%s/secret">'
    '<!ENTITY %% p SYSTEM "%s/secret.dtd"> %%p;]>'
)


def _row(server: Loopback, **fields: str) -> dict[str, str]:
    return {"slug": "x", "family": "greenhouse", "token": "x", "base_url": server.base_url, **fields}


# Addresses.


def test_private_hosts_are_refused_by_default(tmp_path: Path) -> None:
    spellings = [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
    ]
    with Loopback({"/v1/boards/x/jobs": _OK}) as server:
        port = server.host.split(":")[1]
        rows = [
            {"slug": f"s{number}", "family": "greenhouse", "token": "x", "base_url": f"http://{host}:{port}"}
            for number, host in enumerate(spellings)
        ]
        crawled = crawl_rows(tmp_path, rows, environment={"SIGNALPOST_ALLOW_PRIVATE_HOSTS": ""})
        assert [report["status"] for report in crawled.outcome.reports] == ["failed"] * len(spellings)
        assert all("SIGNALPOST_ALLOW_PRIVATE_HOSTS" in report["cause"] for report in crawled.outcome.reports)
        assert server.asked == []


def test_redirect_to_another_private_host_is_refused(tmp_path: Path) -> None:
    with Loopback({"/v1/boards/x/jobs": _OK}) as inside:
        target = f"{inside.base_url}/v1/boards/x/jobs"
        with Loopback(
            {"/v1/boards/x/jobs": Answer(b"", status=302, headers={"Location": target})}
        ) as outside:
            row = {"slug": "x", "family": "greenhouse", "token": "x", "base_url": outside.base_url}
            crawled = crawl_rows(
                tmp_path, [row], environment={"SIGNALPOST_ALLOW_PRIVATE_HOSTS": outside.host}
            )
            assert crawled.report("x")["status"] == "failed"
            assert "not a public address" in crawled.report("x")["cause"]
            assert inside.asked == []


def test_a_name_that_resolves_to_a_private_address_is_refused(tmp_path: Path) -> None:
    name = socket.gethostname()
    try:
        address = socket.gethostbyname(name)
    except OSError:
        pytest.skip("this machine has no name")
    if is_public_address(address) or is_local_name(name):
        pytest.skip(f"{name} is {address}")
    with Loopback({"/v1/boards/x/jobs": _OK}) as server:
        row = _row(server, base_url=f"http://{name}:{server.host.split(':')[1]}")
        crawled = crawl_rows(tmp_path, [row], environment={"SIGNALPOST_ALLOW_PRIVATE_HOSTS": ""})
    assert crawled.report("x")["status"] == "failed"
    assert server.asked == []


def test_a_proxy_of_the_environment_is_not_used(tmp_path: Path) -> None:
    with Loopback({}, [lambda _: _OK]) as proxy, Loopback({"/v1/boards/x/jobs": _OK}) as server:
        environment = dict.fromkeys(("http_proxy", "HTTP_PROXY", "all_proxy"), proxy.base_url)
        crawled = crawl_rows(tmp_path, [_row(server)], environment=environment)
    assert crawled.report("x")["status"] == "complete"
    assert proxy.asked == []


# Connections.


def _self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with Loopback({"/v1/boards/x/jobs": _OK}, tls=_self_signed(tmp_path)) as server:
        crawled = crawl_rows(tmp_path, [_row(server)])
    assert crawled.report("x")["status"] == "failed"
    assert "certificate verify failed" in crawled.report("x")["cause"]
    assert server.asked == []


def test_no_remote_console_listens_during_a_crawl(tmp_path: Path) -> None:
    found: list[int] = []

    def look(_: Asked) -> Answer:
        for port in range(6023, 6074):  # Scrapy's telnet console takes the first free one of these
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    found.append(port)
        return _OK

    with Loopback({"/v1/boards/x/jobs": look}) as server:
        assert crawl_rows(tmp_path, [_row(server)]).report("x")["status"] == "complete"
    assert found == []


def test_cookies_are_not_sent_back(tmp_path: Path) -> None:
    links = b'<a href="/job/1">1</a><a href="/job/2">2</a>'
    answers = {
        "/careers": Answer(links, content_type="text/html", headers={"Set-Cookie": "visitor=1"}),
        **{f"/job/{number}": Answer(b"<p>none</p>", content_type="text/html") for number in (1, 2)},
    }
    with Loopback(dict(answers)) as server:
        crawl_rows(tmp_path, [_row(server, family="schema_org", token="https://x.example/careers")])
    assert len(server.paths()) >= 1
    assert not any("cookie" in asked.headers for asked in server.asked)


def test_a_source_that_never_ends_is_ended_after_its_time(tmp_path: Path) -> None:
    def page(asked: Asked) -> Answer | None:
        if not asked.path.startswith("/job/"):
            return None
        data = {"@type": "JobPosting", "title": "Cook", "identifier": asked.path}
        body = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        return Answer(body.encode(), content_type="text/html", delay_seconds=0.3)

    urls = "".join(f"<url><loc>https://x.example/job/{number}</loc></url>" for number in range(5000))
    sitemap = Answer(f"<urlset>{urls}</urlset>".encode(), content_type="text/xml")
    with Loopback({"/s.xml": sitemap}, [page]) as server:
        row = _row(server, family="schema_org", token="https://x.example/s.xml")
        crawled = crawl_rows(tmp_path, [row], environment={"SIGNALPOST_RUN_TIMEOUT_SECONDS": "2"})
    report = crawled.report("x")
    assert (report["status"], report["cause"]) == ("partial", "stopped before the end: closespider_timeout")
    assert 0 < report["n_kept"] < 5000


# Content.


@pytest.mark.parametrize(
    ("family", "token", "path", "xml"),
    [
        ("indeed_xml", "https://x.example/f.xml", "/f.xml", "<jobs><job><referencenumber>1</referencenumber><title>Cook</title><description>&c;&f;&n;</description></job></jobs>"),
        ("rss", "https://x.example/f.xml", "/f.xml", "<rss><channel><item><guid>1</guid><title>Cook</title><description>&c;&f;&n;</description></item></channel></rss>"),
        ("personio", "x", "/xml", "<workzag-jobs><position><id>1</id><name>Cook</name><office>&c;&f;&n;</office></position></workzag-jobs>"),
    ],
)  # fmt: skip
def test_entities_are_neither_expanded_nor_fetched(
    tmp_path: Path, family: str, token: str, path: str, xml: str
) -> None:
    with Loopback({}) as server:
        head = _ENTITIES % (server.base_url, server.base_url)
        server.answers[path] = Answer((head + xml).encode(), content_type="text/xml")
        crawled = crawl_rows(tmp_path, [_row(server, family=family, token=token)])
    [posting] = crawled.of("x")
    assert (posting["title"], posting["description_text"]) == ("Cook", "")
    assert "haha" not in json.dumps(posting)
    assert "root:" not in json.dumps(posting)
    assert set(server.paths()) == {path}


def test_entities_in_a_sitemap_lead_nowhere(tmp_path: Path) -> None:
    with Loopback({"/secret": _OK}) as server:
        head = _ENTITIES % (server.base_url, server.base_url)
        urls = "<url><loc>https://x.example/&f;</loc></url><url><loc>https://x.example/job/1</loc></url>"
        server.answers["/s.xml"] = Answer(f"{head}<urlset>{urls}</urlset>".encode(), content_type="text/xml")
        crawl_rows(tmp_path, [_row(server, family="schema_org", token="https://x.example/s.xml")])
    assert "/secret" not in server.paths()
    assert not any("root" in asked.path for asked in server.asked)


def _nested(depth: int) -> str:
    inner = '{"@type": "JobPosting", "title": "Cook", "identifier": "1"}'
    return '{"a": ' * depth + inner + "}" * depth


@pytest.mark.parametrize(
    ("block", "n_kept"),
    [
        (_nested(MAX_DEPTH - 2), 1),
        (_nested(MAX_DEPTH + 1), 0),
        ('{"a":' * 100_000, 0),
        ('{"@type": "JobPosting", "title": "' + "x" * MAX_BLOCK_CHARACTERS + '"}', 0),
        ("[" + "[],".join("" for _ in range(30_000)) + _nested(0) + "]", 0),
    ],
    ids=["deep", "too deep", "bottomless", "too long", "too many"],
)
def test_json_ld_is_read_to_a_depth_and_a_size(tmp_path: Path, block: str, n_kept: int) -> None:
    page = f'<script type="application/ld+json">{block}</script>'.encode()
    with Loopback({"/job": Answer(page, content_type="text/html")}) as server:
        crawled = crawl_rows(tmp_path, [_row(server, family="schema_org", token="https://x.example/job")])
    assert crawled.report("x")["n_kept"] == n_kept
    assert crawled.report("x")["status"] in {"complete", "empty", "failed"}


def test_markup_is_stored_nowhere(tmp_path: Path) -> None:
    marked = "Welder<script>alert(1)</script><br>"
    job = {**_JOB, "title": marked, "location": {"name": marked}, "content": marked, "company_name": marked}
    with Loopback({"/v1/boards/x/jobs": Answer(json.dumps({"jobs": [job]}).encode())}) as server:
        [posting] = crawl_rows(tmp_path, [_row(server)]).of("x")
    assert "<" not in json.dumps(posting)
    assert "alert" not in json.dumps(posting)
