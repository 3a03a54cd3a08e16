"""How many postings a run missed.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("crawl_runs", sa.Column("n_missing", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("crawl_runs", "n_missing")
