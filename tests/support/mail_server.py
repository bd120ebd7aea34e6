"""A real mail server on this machine's own address, over TLS, that can be told to refuse, put off or break off."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from support.serving import free_port


@dataclass
class Taken(MessageHandler):
    """What a server took, and what it says instead of taking the next: a reply, or BREAK to drop the connection."""

    mails: list[Message] = field(default_factory=list)
    to_recipient: list[str] = field(default_factory=list)
    to_data: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.to_recipient:
            said = self.to_recipient.pop(0)
            if said == BREAK:
                server.transport.abort()
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        said = self.to_data.pop(0) if self.to_data else None
        if said == BREAK:
            server.transport.abort()
            return "451 never heard"
        if said is not None:
            return said
        self.mails.append(self.prepare_message(session, envelope))
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        raise AssertionError("handle_DATA keeps them.")


BREAK = "break"


def certificate(folder: Path, host: str = "127.0.0.1") -> Path:
    """Write a key and a certificate for this host into one file, and return it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server of the tests")])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    clear = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, clear)
    path = folder / "server.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def mail_server(pem: Path, *, from_the_start: bool = False) -> Iterator[tuple[Taken, str]]:
    """Serve with TLS, asked for or from the start; hand back what it takes, and its address."""
    taken, port = Taken(), free_port()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    how: dict[str, Any] = {"ssl_context": context} if from_the_start else {"tls_context": context}
    server = Controller(
        taken, hostname="127.0.0.1", port=port, **how, **({} if from_the_start else {"require_starttls": True})
    )
    server.start()
    try:
        yield taken, f"{'smtps' if from_the_start else 'smtp'}://127.0.0.1:{port}"
    finally:
        server.stop()
