"""Claims: taken by one process at a time, kept by renewing, free again when their holder has died."""

import os
import secrets
import socket
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError

from storage.models import ClaimRow
from storage.session import open_session


class ClaimRepository:
    """The claims of one process. Every call is a transaction of its own.

    Hosts that share a database must agree on the time to well within the lease.
    """

    def __init__(self, engine: Engine, lease: timedelta) -> None:
        self._engine = engine
        self._lease = lease
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    def take(self, names: Collection[str]) -> bool:
        """Claim all of these, or none when anybody holds one. A claim that has expired is nobody's."""
        now = datetime.now(UTC)
        claims = [
            ClaimRow(name=name, owner=self.owner, claimed_at=now, expires_at=now + self._lease)
            for name in sorted(names)
        ]
        try:
            with open_session(self._engine) as session:
                session.execute(delete(ClaimRow).where(ClaimRow.name.in_(names), ClaimRow.expires_at <= now))
                session.add_all(claims)
        except IntegrityError:
            return False
        return True

    def renew(self) -> set[str]:
        """Extend the lease of everything that this process holds. Returns the names of what it holds."""
        mine = ClaimRow.owner == self.owner
        with open_session(self._engine) as session:
            session.execute(update(ClaimRow).where(mine).values(expires_at=datetime.now(UTC) + self._lease))
            return set(session.scalars(select(ClaimRow.name).where(mine)))

    def release(self, names: Collection[str]) -> None:
        """Let go of these; what others hold by now is left alone."""
        with open_session(self._engine) as session:
            session.execute(delete(ClaimRow).where(ClaimRow.name.in_(names), ClaimRow.owner == self.owner))

    def clear_expired(self) -> list[str]:
        """Remove the claims of processes that died. Returns what they held: work that was interrupted."""
        expired = ClaimRow.expires_at <= datetime.now(UTC)
        with open_session(self._engine) as session:
            names = list(session.scalars(select(ClaimRow.name).where(expired).order_by(ClaimRow.name)))
            session.execute(delete(ClaimRow).where(ClaimRow.name.in_(names), expired))
        return names

    def holder(self, name: str) -> str | None:
        """Who holds this; null when nobody does."""
        query = select(ClaimRow.owner).where(ClaimRow.name == name, ClaimRow.expires_at > datetime.now(UTC))
        with open_session(self._engine) as session:
            return session.scalar(query)
