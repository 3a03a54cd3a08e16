"""Withdrawals of corrections.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("corrections", sa.Column("withdrawn_by", sa.String(), nullable=True))
    op.add_column("corrections", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    op.add_column("corrections", sa.Column("withdrawn_reason", sa.String(), nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for name in ("withdrawn_reason", "withdrawn_on", "withdrawn_by"):
        op.drop_column("corrections", name)
