"""From replies and failures to a status that claims no more than is known."""

from __future__ import annotations

import http.client
import re
import socket
import ssl

from payguide.external.model import Answer, Reply, Status

#: Refusals that say nothing about the page: sign-in, robots, quotas, firewalls (999, 52x, 412 are those of big ones).
_REFUSED = frozenset(
    (401, 402, 403, 405, 406, 407, 409, 412, 418, 421, 423, 425, 429, 430, 444, 451, 456, 468, 493, 496, 501, 509, 511)
)
_ODD = frozenset((520, 521, 522, 523, 525, 526, 530, 567, 585, 599, 999))
_GONE = (404, 410)
_MOVES = (301, 302, 303, 307, 308)
#: Answers by the name service that say: there is no such host. Others (EAI_AGAIN) say: ask again.
_NO_NAME = tuple(getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name))
_CHALLENGE = re.compile(
    b"|".join(
        (
            rb"captcha|cf-chl|cf-browser-verification|just a moment|are you a (?:human|robot)|verify you are",
            rb"acw_sc__|__jsl_clearance|geetest|safeline",
            *(words.encode() for words in ("安全验证", "人机验证", "访问验证", "滑动验证")),
        )
    ),
    re.IGNORECASE,
)


def is_redirect(reply: Reply) -> bool:
    """Whether `reply` sends the browser on."""
    return reply.code in _MOVES and bool(reply.headers.get("location", "").strip())


def wants_get(reply: Reply) -> bool:
    """Whether the answer to a HEAD is to be doubted: many hosts answer nothing but GET rightly."""
    return not (200 <= reply.code < 300 or is_redirect(reply))


def may_pass(reply: Reply) -> bool:
    """Whether trying again later may bring another answer."""
    return reply.code in (408, 425, 429, 500, 502, 503, 504) and not _is_challenge(reply)


def _is_challenge(reply: Reply) -> bool:
    """Whether an answer that is no page wants proof that a human asks."""
    return reply.headers.get("cf-mitigated") == "challenge" or bool(_CHALLENGE.search(reply.body))


def of_reply(reply: Reply) -> Answer:
    """What a final reply says of the address."""
    code = reply.code
    if 200 <= code < 300:
        return Answer(Status.OK, code)
    challenged = _is_challenge(reply)
    if challenged or code in _REFUSED or code in _ODD:
        return Answer(Status.BLOCKED, code, detail="asks for proof of a human" if challenged else f"HTTP {code}")
    if code in _GONE:
        return Answer(Status.GONE, code, detail=f"HTTP {code}")
    if code in (408, 504):
        return Answer(Status.TIMEOUT, code, detail=f"HTTP {code}")
    return Answer(Status.ERROR, code, detail=f"HTTP {code}")


def of_failure(error: Exception) -> Answer:
    """What a request that brought no reply says of the address."""
    if isinstance(error, TimeoutError):
        return Answer(Status.TIMEOUT, detail=str(error) or "no answer in time")
    if isinstance(error, socket.gaierror):
        no_name = error.errno in _NO_NAME
        return Answer(Status.ERROR, detail="no such host" if no_name else "name service failed", no_name=no_name)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Answer(Status.ERROR, detail=f"TLS certificate: {error.verify_message}")
    if isinstance(error, ssl.SSLError):
        return Answer(Status.ERROR, detail=f"TLS: {error.reason or error}")
    if isinstance(error, http.client.HTTPException):
        words = "closed without an answer" if isinstance(error, http.client.RemoteDisconnected) else "answer is no HTTP"
        return Answer(Status.ERROR, detail=words)
    if isinstance(error, OSError):
        return Answer(Status.ERROR, detail=(error.strerror or str(error) or type(error).__name__).lower())
    return Answer(Status.ERROR, detail=type(error).__name__)
