"""Signatures of a release, by keys that the tests make."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.errors import DataError, UsageError
from toolkit.inputs.ssh import NAMESPACE, format_fault, signature_fault
from toolkit.inputs.sums import SIGNATURE, SUMS
from toolkit.release.signatures import sign, verify

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
SIGNER = "ada@example.org"


def make_key(path: Path, passphrase: str = "") -> Path:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", str(path)],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return path


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_key(tmp_path_factory.mktemp("keys") / "id_ed25519")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_key(tmp_path_factory.mktemp("keys") / "id_ed25519", "a passphrase")


@pytest.fixture
def sums(tmp_path: Path) -> Path:
    path = tmp_path / SUMS
    path.write_text(f"{'0' * 64}  data/rivers.csv\n", encoding="utf-8")
    return path


def signers(folder: Path, key: Path, options: str = "") -> Path:
    public = key.with_name(f"{key.name}.pub").read_text(encoding="utf-8")
    path = folder / "signers"
    path.write_text(f"# whom we trust\n{SIGNER} {options} {public}", encoding="utf-8")
    return path


@pytest.fixture
def no_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An agent of our own, without keys."""
    socket = tmp_path / "agent"
    if len(str(socket)) > 90:
        pytest.skip("the path is too long for a socket")
    process = subprocess.Popen(
        ["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline()  # it tells its socket when that is open
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        yield
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.mark.usefixtures("no_agent")
def test_a_signature_is_verified_and_its_signer_named(sums: Path, key: Path) -> None:
    sign(sums, str(key))
    signature = sums.with_name(SIGNATURE)
    assert format_fault(signature.read_bytes()) is None
    assert signature_fault(sums.read_bytes(), signature) is None
    trusted = signers(sums.parent, key, f'namespaces="{NAMESPACE}"')
    assert verify(sums, signature, trusted) == SIGNER
    sign(sums, str(key))  # once more: the file is replaced
    assert verify(sums, signature, trusted) == SIGNER
    assert sorted(path.name for path in sums.parent.iterdir()) == [SUMS, SIGNATURE, "signers"]
    git = ["-Y", "verify", "-f", str(trusted), "-I", SIGNER, "-n", NAMESPACE, "-s", str(signature)]
    with sums.open("rb") as file:
        subprocess.run(["ssh-keygen", *git], stdin=file, check=True, capture_output=True)


@pytest.mark.usefixtures("no_agent")
def test_the_first_of_several_names_is_told(sums: Path, key: Path) -> None:
    sign(sums, str(key))
    trusted = signers(sums.parent, key)
    text = trusted.read_text(encoding="utf-8").replace(SIGNER, f"{SIGNER},bob@example.org")
    trusted.write_text(text, encoding="utf-8")
    assert verify(sums, sums.with_name(SIGNATURE), trusted) == SIGNER


@pytest.mark.usefixtures("no_agent")
def test_what_was_changed_does_not_fit(sums: Path, key: Path) -> None:
    sign(sums, str(key))
    signature, trusted = sums.with_name(SIGNATURE), signers(sums.parent, key)
    sums.write_text(sums.read_text(encoding="utf-8").replace("0", "1", 1), encoding="utf-8")
    with pytest.raises(DataError, match="the signature does not fit: what was signed"):
        verify(sums, signature, trusted)


@pytest.mark.usefixtures("no_agent")
def test_every_changed_byte_of_a_signature_is_noticed(sums: Path, key: Path) -> None:
    sign(sums, str(key))
    signature, signed = sums.with_name(SIGNATURE), sums.read_bytes()
    good = signature.read_bytes()
    asked = 0
    for at in range(len(good)):
        bad = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        if format_fault(bad) is not None:
            continue
        asked += 1
        if at % 13 == 0:  # (to ask ssh-keygen of all takes long)
            signature.write_bytes(bad)
            assert signature_fault(signed, signature) is not None, at
    assert asked > 100


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda good: b"", "begin and end"),
        (lambda good: b"hello", "begin and end"),
        (lambda good: good[:-1], "begin and end"),
        (lambda good: good + b"\n", "begin and end"),
        (lambda good: good.replace(b"\n", b"\r\n"), "begin and end"),
        (lambda good: good.replace(b"U1NIU0lH", b"U1NIU0l?"), "no Base64"),
        (lambda good: good.replace(b"U1NIU0lH", b"U1NI\nU0lH"), "different lengths"),
        (lambda good: good.replace(b"U1NIU0lH", b"U1NIU0lI"), "another kind"),
        (lambda good: re.sub(rb"[A-Za-z0-9+/](==?\n)", rb"9\1", good), "canonical"),
    ],
)
@pytest.mark.usefixtures("no_agent")
def test_what_is_no_signature_is_told(sums: Path, key: Path, damage: object, what: str) -> None:
    assert callable(damage)
    sign(sums, str(key))
    signature = sums.with_name(SIGNATURE)
    damaged = damage(signature.read_bytes())
    if damaged == signature.read_bytes():
        pytest.skip("this signature has no padding")
    signature.write_bytes(damaged)
    assert what in str(format_fault(damaged))
    with pytest.raises(DataError, match="the signature is no SSH signature"):
        verify(sums, signature, signers(sums.parent, key))


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ('valid-before="20200101"', "has expired"),
        ('valid-after="29991231"', "not valid yet"),
        ('namespaces="git"', "not one for releases"),
    ],
)
@pytest.mark.usefixtures("no_agent")
def test_keys_that_may_not_sign(sums: Path, key: Path, options: str, what: str) -> None:
    sign(sums, str(key))
    with pytest.raises(DataError, match=what):
        verify(sums, sums.with_name(SIGNATURE), signers(sums.parent, key, options))


@pytest.mark.usefixtures("no_agent")
def test_other_signers_and_other_purposes(sums: Path, key: Path, locked: Path) -> None:
    sign(sums, str(key))
    signature = sums.with_name(SIGNATURE)
    with pytest.raises(DataError, match="by a key that is not listed"):
        verify(sums, signature, signers(sums.parent, locked))
    made = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", "git"],
        input=sums.read_bytes(),
        capture_output=True,
        check=True,
    )
    signature.write_bytes(made.stdout)
    with pytest.raises(DataError, match="its namespace is not readout-release"):
        verify(sums, signature, signers(sums.parent, key))


@pytest.mark.usefixtures("no_agent")
def test_files_that_are_not_there_or_not_what_they_should_be(sums: Path, key: Path) -> None:
    signature, trusted = sums.with_name(SIGNATURE), signers(sums.parent, key)
    with pytest.raises(UsageError, match="the release is not signed"):
        verify(sums, signature, trusted)
    sign(sums, str(key))
    with pytest.raises(UsageError, match="cannot be read"):
        verify(sums, signature, sums.with_name("nobody"))
    trusted.write_text("# nobody\n\n", encoding="utf-8")
    with pytest.raises(UsageError, match="names nobody"):
        verify(sums, signature, trusted)
    trusted.write_text("# a comment\nada@example.org\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"signers:2: the line is no signer"):
        verify(sums, signature, trusted)


@pytest.mark.usefixtures("no_agent")
def test_keys_that_cannot_be_used(sums: Path, key: Path, locked: Path, tmp_path: Path) -> None:
    public = tmp_path / "alone.pub"
    shutil.copyfile(key.with_name(f"{key.name}.pub"), public)
    exposed = tmp_path / "exposed"
    shutil.copyfile(key, exposed)
    exposed.chmod(0o644)
    text = tmp_path / "text"
    text.write_text("no key", encoding="utf-8")
    cases = {
        str(tmp_path / "nothing"): "there is no such key",
        str(locked): "the key has a passphrase",
        str(public): "neither there nor in the agent",
        str(exposed): "may be read by others",
        str(text): "this is no SSH key",
    }
    for named, what in cases.items():
        with pytest.raises(UsageError, match=what) as caught:
            sign(sums, named)
        assert caught.value.where == named
        assert caught.value.hint
    assert not sums.with_name(SIGNATURE).exists()


@pytest.mark.usefixtures("agent")
def test_the_agent_signs_with_a_key_that_has_a_passphrase(
    sums: Path, locked: Path, tmp_path: Path
) -> None:
    script = tmp_path / "askpass"
    script.write_text("#!/bin/sh\necho 'a passphrase'\n", encoding="utf-8")
    script.chmod(0o700)
    asking = {**os.environ, "SSH_ASKPASS": str(script), "SSH_ASKPASS_REQUIRE": "force"}
    added = ["ssh-add", "-q", str(locked)]
    subprocess.run(added, env=asking, check=True, stdin=subprocess.DEVNULL, timeout=20)
    for named in (locked, locked.with_name(f"{locked.name}.pub")):
        sign(sums, str(named))
        trusted = signers(tmp_path, locked)
        assert verify(sums, sums.with_name(SIGNATURE), trusted) == SIGNER


@pytest.mark.usefixtures("no_agent")
def test_without_ssh_keygen_the_format_is_still_checked(
    sums: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(sums, str(key))
    signature, trusted = sums.with_name(SIGNATURE), signers(sums.parent, key)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="ssh-keygen is not installed"):
        sign(sums, str(key))
    with pytest.raises(UsageError, match="ssh-keygen is not installed"):
        verify(sums, signature, trusted)
    assert signature_fault(b"other", signature) is None
    signature.write_bytes(b"other")
    assert "no SSH signature" in str(signature_fault(b"other", signature))


@pytest.mark.usefixtures("no_agent")
def test_an_old_ssh_keygen_accuses_nobody(
    sums: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(sums, str(key))
    program = tmp_path / "bin" / "ssh-keygen"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'unknown option -- Y' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UsageError, match="too old for signatures"):
        sign(sums, str(key))
    signature = sums.with_name(SIGNATURE)
    with pytest.raises(UsageError, match="too old for signatures"):
        verify(sums, signature, signers(tmp_path, key))
    assert signature_fault(sums.read_bytes(), signature) is None
