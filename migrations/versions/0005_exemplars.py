"""exemplars: stories with their consent, what was done with them, where they were published"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'

INSTANT = sa.DateTime(timezone=True)
STATES = "('moi_gui', 'cho_dong_y', 'da_xac_minh', 'de_xuat_phuong', 'da_dang', 'rut_lai')"
ACTS = "('gioi_thieu', 'dong_y', 'xin_dong_y', 'xac_minh', 'nhan_rong', 'dang', 'ghi_chu', 'rut_dong_y', 'rut_lai', 'da_go')"


def upgrade() -> None:
    op.create_table('exemplars',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('story', sa.Text(), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=True),
    sa.Column('proposed_as', sa.String(length=80), nullable=False),
    sa.Column('proposed_at', INSTANT, nullable=False),
    sa.Column('proposed_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('consent', sa.Boolean(), nullable=False),
    sa.Column('consent_on', sa.Date(), nullable=True),
    sa.Column('is_child', sa.Boolean(), nullable=False),
    sa.Column('guardian_consent', sa.Boolean(), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('ca_nhan', 'tap_the', 'mo_hinh')", name=op.f('ck_exemplars_kind')),
    sa.CheckConstraint(f"state IN {STATES}", name=op.f('ck_exemplars_state')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['people.id'], name=op.f('fk_exemplars_proposed_by_id')),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_exemplars_submission_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_exemplars_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_exemplars_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exemplars')),
    sa.UniqueConstraint('submission_id', name=op.f('uq_exemplars_submission_id'))
    )
    op.create_index(op.f('ix_exemplars_unit_id_proposed_at_id'), 'exemplars', ['unit_id', 'proposed_at', 'id'])
    op.create_index(op.f('ix_exemplars_unit_id_proposed_on'), 'exemplars', ['unit_id', 'proposed_on'])
    op.create_index(op.f('ix_exemplars_ward_id_proposed_at_id'), 'exemplars', ['ward_id', 'proposed_at', 'id'])
    op.create_index(op.f('ix_exemplars_ward_id_state_proposed_at_id'), 'exemplars', ['ward_id', 'state', 'proposed_at', 'id'])
    op.create_table('exemplar_events',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('exemplar_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('act', sa.String(length=20), nullable=False),
    sa.Column('party', sa.String(length=10), nullable=False),
    sa.Column('state_before', sa.String(length=20), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.CheckConstraint(f"act IN {ACTS}", name=op.f('ck_exemplar_events_act')),
    sa.CheckConstraint("party IN ('unit', 'ward', 'publisher')", name=op.f('ck_exemplar_events_party')),
    sa.CheckConstraint(f"state_before IN {STATES}", name=op.f('ck_exemplar_events_state_before')),
    sa.CheckConstraint(f"state IN {STATES}", name=op.f('ck_exemplar_events_state')),
    sa.ForeignKeyConstraint(['exemplar_id'], ['exemplars.id'], name=op.f('fk_exemplar_events_exemplar_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_exemplar_events_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_exemplar_events_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exemplar_events')),
    sa.UniqueConstraint('exemplar_id', 'position', name=op.f('uq_exemplar_events_exemplar_id_position'))
    )
    op.create_table('publications',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('exemplar_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('link', sa.String(length=300), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('marked_by_id', sa.Integer(), nullable=True),
    sa.Column('marked_at', INSTANT, nullable=False),
    sa.Column('taken_down_by_id', sa.Integer(), nullable=True),
    sa.Column('taken_down_at', INSTANT, nullable=True),
    sa.ForeignKeyConstraint(['exemplar_id'], ['exemplars.id'], name=op.f('fk_publications_exemplar_id')),
    sa.ForeignKeyConstraint(['marked_by_id'], ['people.id'], name=op.f('fk_publications_marked_by_id')),
    sa.ForeignKeyConstraint(['taken_down_by_id'], ['people.id'], name=op.f('fk_publications_taken_down_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_publications_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publications'))
    )
    op.create_index(op.f('ix_publications_exemplar_id'), 'publications', ['exemplar_id'])
    op.create_index(op.f('ix_publications_unit_id_exemplar_id'), 'publications', ['unit_id', 'exemplar_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_publications_unit_id_exemplar_id'), table_name='publications')
    op.drop_index(op.f('ix_publications_exemplar_id'), table_name='publications')
    op.drop_table('publications')
    op.drop_table('exemplar_events')
    op.drop_index(op.f('ix_exemplars_ward_id_state_proposed_at_id'), table_name='exemplars')
    op.drop_index(op.f('ix_exemplars_ward_id_proposed_at_id'), table_name='exemplars')
    op.drop_index(op.f('ix_exemplars_unit_id_proposed_on'), table_name='exemplars')
    op.drop_index(op.f('ix_exemplars_unit_id_proposed_at_id'), table_name='exemplars')
    op.drop_table('exemplars')
