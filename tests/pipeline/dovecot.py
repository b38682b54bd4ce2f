"""A real IMAP server (Dovecot) on this machine, with a mailbox of its own in a folder that goes when the tests end."""
from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

USER, PASSWORD = "complaints", "pass-word-17"
_CONFIG = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
default_internal_user = {runs_as}
default_internal_group = {group}
default_login_user = {runs_as}
mail_location = maildir:{base}/mail
mail_uid = {mail_user}
mail_gid = {mail_group}
first_valid_uid = 1
auth_mechanisms = plain login
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = home={base}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
}}
"""


class Dovecot:
    """`deliver` puts a mail where a mail server would; `port` speaks IMAP over TLS with the certificate `cert`."""

    def __init__(self) -> None:
        self.base = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.base.chmod(0o755)
        self.cert, self.port, self.delivered_n = self.base / "cert.pem", _free_port(), 0
        me = getpass.getuser()
        mail_user = "mail" if os.getuid() == 0 else me   # no server gives mails out as root
        self._owner = pwd.getpwnam(mail_user)
        runs_as = "dovecot" if os.getuid() == 0 else me
        for folder in ("mail/new", "mail/cur", "mail/tmp", "home", "run"):
            (self.base / folder).mkdir(parents=True)
        for folder in ("mail", "mail/new", "mail/cur", "mail/tmp", "home"):
            os.chown(self.base / folder, self._owner.pw_uid, self._owner.pw_gid)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", self.base / "key.pem", "-out", self.cert], check=True, capture_output=True)
        config = self.base / "dovecot.conf"
        config.write_text(_CONFIG.format(base=self.base, runs_as=runs_as, group=_group(runs_as), mail_user=mail_user, mail_group=_group(mail_user), password=PASSWORD, port=self.port))
        self._server = subprocess.Popen([binary(), "-F", "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._wait()

    def deliver(self, mail: EmailMessage | bytes, folder: str = "") -> None:
        self.delivered_n += 1
        path = self.base / "mail" / folder / "new" / f"1790000000.{self.delivered_n:06}.test"
        path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
        os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(10)
        shutil.rmtree(self.base, ignore_errors=True)

    def _wait(self) -> None:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.1).close()
                return
            except OSError:
                if self._server.poll() is not None:
                    raise RuntimeError(self._server.stderr.read().decode()) from None
                time.sleep(0.05)   # the start of a real server cannot be waited for otherwise
        raise RuntimeError("Dovecot does not listen")


def binary() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def _group(user: str) -> str:
    import grp

    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
