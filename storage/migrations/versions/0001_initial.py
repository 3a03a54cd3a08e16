"""Sources, runs, postings, mentions, codes, vintages.

Revision: 0001, after .
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=True),
        sa.Column("homepage", sa.String(), nullable=True),
        sa.Column("base_url", sa.String(), nullable=True),
        sa.Column("naics_code", sa.String(length=6), nullable=True),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("min_postings", sa.Integer(), nullable=True),
        sa.Column("max_postings", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("slug", name=op.f("uq_sources_slug")),
    )
    op.create_table(
        "vintages",
        sa.Column("vintage_id", sa.String(length=40), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("n_postings", sa.Integer(), nullable=False),
        sa.Column("pipeline_version", sa.String(length=80), nullable=False),
        sa.Column("taxonomy_digest", sa.String(length=80), nullable=False),
        sa.Column("source_list_digest", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("vintage_id", name=op.f("pk_vintages")),
    )
    op.create_table(
        "crawl_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("n_requests", sa.Integer(), nullable=False),
        sa.Column("n_bytes", sa.Integer(), nullable=False),
        sa.Column("n_seen", sa.Integer(), nullable=False),
        sa.Column("n_new", sa.Integer(), nullable=False),
        sa.Column("n_changed", sa.Integer(), nullable=False),
        sa.Column("n_skipped", sa.Integer(), nullable=False),
        sa.Column("advertised_total", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status IN ('running', 'complete', 'partial', 'blocked', 'empty', 'failed')",
            name=op.f("ck_crawl_runs_status"),
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_crawl_runs_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl_runs")),
    )
    with op.batch_alter_table("crawl_runs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_crawl_runs_source_id_started_at"), ["source_id", "started_at"], unique=False
        )

    op.create_table(
        "postings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("requisition_id", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description_text", sa.String(), nullable=False),
        sa.Column("hiring_organization", sa.String(), nullable=True),
        sa.Column("job_location_type", sa.String(), nullable=True),
        sa.Column("employment_type", sa.JSON(), nullable=False),
        sa.Column("employment_type_raw", sa.String(), nullable=True),
        sa.Column("base_salary", sa.JSON(), nullable=True),
        sa.Column("base_salary_raw", sa.String(), nullable=True),
        sa.Column("date_posted", sa.Date(), nullable=True),
        sa.Column("date_posted_raw", sa.String(), nullable=True),
        sa.Column("date_modified", sa.String(length=20), nullable=True),
        sa.Column("valid_through", sa.String(length=20), nullable=True),
        sa.Column("industry", sa.String(), nullable=True),
        sa.Column("occupational_category", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("content_digest", sa.String(length=80), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["last_run_id"], ["crawl_runs.id"], name=op.f("fk_postings_last_run_id_crawl_runs")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_postings_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
        sa.UniqueConstraint("source_id", "external_id", name=op.f("uq_postings_source_id_external_id")),
    )
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_postings_content_digest"), ["content_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_postings_last_seen_at"), ["last_seen_at"], unique=False)

    op.create_table(
        "cluster_codes",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column("cluster", sa.String(length=60), nullable=False),
        sa.Column("sub_cluster", sa.String(length=80), nullable=True),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["postings.id"],
            name=op.f("fk_cluster_codes_posting_id_postings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_cluster_codes")),
    )
    op.create_table(
        "extractions",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("content_digest", sa.String(length=80), nullable=False),
        sa.Column("pipeline_version", sa.String(length=80), nullable=False),
        sa.Column("extracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("education_minimum", sa.String(length=20), nullable=True),
        sa.Column("experience_years_min", sa.Double(), nullable=True),
        sa.Column("employment_type", sa.String(length=12), nullable=True),
        sa.Column("remote", sa.String(length=8), nullable=True),
        sa.Column("pay_unit", sa.String(length=10), nullable=True),
        sa.Column("wage_min_usd_hourly", sa.Double(), nullable=True),
        sa.Column("wage_max_usd_hourly", sa.Double(), nullable=True),
        sa.Column("wage_min_usd_annual", sa.Double(), nullable=True),
        sa.Column("wage_max_usd_annual", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["postings.id"],
            name=op.f("fk_extractions_posting_id_postings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_extractions")),
    )
    with op.batch_alter_table("extractions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extractions_pipeline_version"), ["pipeline_version"], unique=False
        )

    op.create_table(
        "mentions",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=12), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("concept_id", sa.String(length=160), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(length=10), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_mentions_posting_id_postings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", "ordinal", name=op.f("pk_mentions")),
    )
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentions_concept_id"), ["concept_id"], unique=False)

    op.create_table(
        "occupation_codes",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column("soc_code", sa.String(length=7), nullable=True),
        sa.Column("onet_soc_code", sa.String(length=10), nullable=True),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=True),
        sa.Column("level_code", sa.String(length=7), nullable=True),
        sa.Column("alternatives", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["postings.id"],
            name=op.f("fk_occupation_codes_posting_id_postings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_occupation_codes")),
    )
    with op.batch_alter_table("occupation_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_occupation_codes_soc_code"), ["soc_code"], unique=False)

    op.create_table(
        "posting_locations",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("postal_code", sa.String(length=10), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("county_fips", sa.String(length=5), nullable=True),
        sa.Column("cbsa_code", sa.String(length=5), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["postings.id"],
            name=op.f("fk_posting_locations_posting_id_postings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("posting_id", "ordinal", name=op.f("pk_posting_locations")),
    )
    with op.batch_alter_table("posting_locations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_locations_cbsa_code"), ["cbsa_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_locations_state"), ["state"], unique=False)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    with op.batch_alter_table("posting_locations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posting_locations_state"))
        batch_op.drop_index(batch_op.f("ix_posting_locations_cbsa_code"))

    op.drop_table("posting_locations")
    with op.batch_alter_table("occupation_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occupation_codes_soc_code"))

    op.drop_table("occupation_codes")
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mentions_concept_id"))

    op.drop_table("mentions")
    with op.batch_alter_table("extractions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extractions_pipeline_version"))

    op.drop_table("extractions")
    op.drop_table("cluster_codes")
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postings_last_seen_at"))
        batch_op.drop_index(batch_op.f("ix_postings_content_digest"))

    op.drop_table("postings")
    with op.batch_alter_table("crawl_runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_crawl_runs_source_id_started_at"))

    op.drop_table("crawl_runs")
    op.drop_table("vintages")
    op.drop_table("sources")
