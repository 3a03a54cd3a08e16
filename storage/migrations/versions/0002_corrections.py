"""Corrections of reviewers.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=True),
        sa.Column("title_pattern", sa.String(), nullable=True),
        sa.Column("soc_code", sa.String(length=7), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(posting_id IS NULL) <> (title_pattern IS NULL)", name=op.f("ck_corrections_names_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_corrections_posting_id_postings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("corrections")
