"""Hashes, seals and secrets: which are used, by which modules, how long they are, and that each is written down."""

import ast
import re

from support.repository import ROOT, SOURCE, modules, named

KEYS = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").partition("## Keys")[2].partition("\n## ")[0]
SEALS = {
    "cryptography.exceptions",
    "cryptography.fernet",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.hashes",
    "cryptography.hazmat.primitives.kdf.hkdf",
}
NAMES = {"InvalidSignature", "InvalidTag", "AESGCM", "Fernet", "InvalidToken", "MultiFernet", "HKDF", "SHA256"}
NAMES |= {"Ed25519PrivateKey", "Ed25519PublicKey"}
HOLDS_KEYS = {"hmac", "secrets", "salted_hmac", "constant_time_compare", *(NAMES - {"SHA256"})}
"""What a module imports that works with a secret. A plain hash of content, and a name made at random, hold none."""
OF_INVENTED_PEOPLE = SOURCE / "apps" / "accounts" / "invented.py"
"""Passwords that a demonstration prints, of several pieces each."""


def imports(path):
    """Each import of a module as its module and name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node.module or "", one.name) for one in node.names)


def test_only_sealed_encryption_is_used():
    for path in modules():
        for module, name in imports(path):
            if module.split(".")[0] == "cryptography":
                assert module in SEALS, f"{named(path)} imports {module}"
                assert name in NAMES, f"{named(path)} imports {name}"
            assert module.split(".")[0] not in {"Crypto", "Cryptodome", "nacl", "rsa", "ecdsa", "jwt"}, named(path)


def test_hashes_are_strong_and_from_the_libraries():
    for path in modules():
        text = path.read_text(encoding="utf-8")
        used = set(re.findall(r"\bhashlib\.(\w+)", text))
        assert used <= {"sha256", "file_digest"}, f"{named(path)}: {used}"
        assert not re.search(r"\b(md5|sha1|MD5|SHA1)\(|algorithm=\"(?!sha256)", text), named(path)
        keyed = [line for line in text.splitlines() if re.search(r"\bhmac\.new\(|\bsalted_hmac\(", line)]
        assert all("sha256" in line for line in keyed), named(path)


def test_secrets_are_long_and_from_the_machines_own_source():
    """256 bits for links and tokens; letters of which each holds more than five for names and salts."""
    for path in modules():
        if path == OF_INVENTED_PEOPLE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        held = {one.targets[0].id: one.value.value for one in tree.body if _is_number(one)}
        held |= {one.target.id: one.value.value for one in tree.body if _is_told_number(one)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name))):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if name in {"token_urlsafe", "token_bytes", "token_hex", "get_random_string"}:
                said = node.args[0]
                length = said.value if isinstance(said, ast.Constant) else held[said.id]
                fewest = {"token_hex": 8, "get_random_string": 16}.get(name, 32)
                assert length >= fewest, f"{named(path)}, line {node.lineno}"


def _is_number(node):
    is_one = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    return is_one and isinstance(node.value, ast.Constant)


def _is_told_number(node):
    return isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant)


def test_each_module_that_holds_keys_is_on_the_page():
    found = set()
    for path in modules():
        if any({module, name} & HOLDS_KEYS for module, name in imports(path)):
            found.add(path.relative_to(SOURCE).as_posix())
    assert len(found) > 5
    missing = {name for name in found if f"`{name}`" not in KEYS}
    assert not missing, f"say in docs/security.md which keys they hold: {missing}"
