"""A real mail server (Postfix) on this machine, in a folder of its own that goes when the tests end. It delivers into a folder; nothing leaves the machine."""
from __future__ import annotations

import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import trustme
from post_office import free_port

_MAIN = """
compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost.localdomain
mydestination =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = example.com
virtual_mailbox_base = {base}/mail
virtual_mailbox_maps = inline:{{ ann@example.com=ann/, ben@example.com=ben/ }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
default_transport = error:no mail leaves this machine
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {base}/chain.pem
maillog_file = {base}/log
maillog_file_prefixes = {base}
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """Ann and Ben have mailboxes at example.com, nobody else has; `port` speaks SMTP that must be upgraded to TLS, `trust` is what a client needs for it."""

    def __init__(self) -> None:
        self.base, self.port, self.authority = Path(tempfile.mkdtemp(prefix="postfix-")), free_port(), trustme.CA()
        self.base.chmod(0o755)
        owner = pwd.getpwnam("mail")
        for folder in ("queue", "data", "mail", "config"):
            (self.base / folder).mkdir()
        shutil.chown(self.base / "data", "postfix")
        os.chown(self.base / "mail", owner.pw_uid, owner.pw_gid)
        made = self.authority.issue_cert("localhost")
        (self.base / "chain.pem").write_bytes(made.private_key_pem.bytes() + b"".join(blob.bytes() for blob in made.cert_chain_pems))
        values = dict(base=self.base, port=self.port, uid=owner.pw_uid, gid=owner.pw_gid)
        (self.base / "config" / "main.cf").write_text(_MAIN.format(**values))
        (self.base / "config" / "master.cf").write_text(_MASTER.format(**values))
        self._call("start")
        self._wait()

    @property
    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def mails(self, name: str, n: int) -> list[EmailMessage]:
        """The mails in a mailbox, once `n` have come."""
        folder = self.base / "mail" / name / "new"
        for _ in range(200):
            if folder.is_dir() and len(list(folder.iterdir())) >= n:
                break
            time.sleep(0.05)     # a queue takes its time, and has no end to wait for
        return [BytesParser(policy=default).parsebytes(path.read_bytes()) for path in sorted(folder.iterdir())]

    def close(self) -> None:
        self._call("stop")
        shutil.rmtree(self.base, ignore_errors=True)

    def _call(self, verb: str) -> None:
        subprocess.run([binary(), "-c", self.base / "config", verb], check=True, capture_output=True, timeout=60)

    def _wait(self) -> None:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.1).close()
                return
            except OSError:
                time.sleep(0.05)     # the start of a real server cannot be waited for otherwise
        raise RuntimeError(f"Postfix does not listen: {(self.base / 'log').read_text()}")


def binary() -> str | None:
    return shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
