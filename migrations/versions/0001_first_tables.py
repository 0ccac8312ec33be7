"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table('people',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('phone', sa.String(length=10), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('phone', name=op.f('uq_people_phone'))
    )
    op.create_table('units',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('ward_id', sa.Integer(), nullable=True),
    sa.Column('households', sa.Integer(), nullable=True),
    sa.Column('opened_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('search', sa.String(length=240), nullable=False),
    sa.Column('sort_key', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=False),
    sa.CheckConstraint('closed_on IS NULL OR opened_on IS NULL OR closed_on >= opened_on', name=op.f('ck_units_dates')),
    sa.ForeignKeyConstraint(['parent_id'], ['units.id'], name=op.f('fk_units_parent_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_units_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_units')),
    sa.UniqueConstraint('code', name=op.f('uq_units_code'))
    )
    op.create_index(op.f('ix_units_ward_id'), 'units', ['ward_id'], unique=False)
    op.create_table('memberships',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.CheckConstraint("role IN ('reporter', 'reviewer', 'handler', 'publisher', 'observer', 'admin')", name=op.f('ck_memberships_role')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_memberships_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_memberships_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships'))
    )
    op.create_index(op.f('ix_memberships_person_id_unit_id_role'), 'memberships', ['person_id', 'unit_id', 'role'], unique=False)
    op.create_index(op.f('ix_memberships_unit_id'), 'memberships', ['unit_id'], unique=False)
    op.create_table('sign_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_agent', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sign_ins_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_ins')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_ins_token_hash'))
    )
    op.create_index(op.f('ix_sign_ins_person_id'), 'sign_ins', ['person_id'], unique=False)
    op.create_table('submissions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_submissions_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_submissions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submissions')),
    sa.UniqueConstraint('unit_id', 'key', name=op.f('uq_submissions_unit_id_key'))
    )
    op.create_table('activities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('difficulty', sa.Text(), nullable=False),
    sa.Column('difficulty_category', sa.String(length=40), nullable=True),
    sa.Column('logged_by_id', sa.Integer(), nullable=True),
    sa.Column('logged_as', sa.String(length=80), nullable=False),
    sa.Column('logged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('duplicate_of_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("status IN ('nhap', 'da_gui', 'tra_lai', 'da_xac_nhan', 'da_huy')", name=op.f('ck_activities_status')),
    sa.CheckConstraint('duplicate_of_id <> id', name=op.f('ck_activities_duplicate')),
    sa.ForeignKeyConstraint(['duplicate_of_id'], ['activities.id'], name=op.f('fk_activities_duplicate_of_id')),
    sa.ForeignKeyConstraint(['logged_by_id'], ['people.id'], name=op.f('fk_activities_logged_by_id')),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_activities_submission_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_activities_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities'))
    )
    op.create_index(op.f('ix_activities_duplicate_of_id'), 'activities', ['duplicate_of_id'], unique=False)
    op.create_index(op.f('ix_activities_submission_id'), 'activities', ['submission_id'], unique=False)
    op.create_index(op.f('ix_activities_unit_id_held_on_id'), 'activities', ['unit_id', 'held_on', 'id'], unique=False)
    op.create_table('measurements',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('counts', sa.Boolean(), nullable=False),
    sa.CheckConstraint('value >= 0', name=op.f('ck_measurements_value')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_measurements_activity_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_measurements_unit_id')),
    sa.PrimaryKeyConstraint('activity_id', 'measure', name=op.f('pk_measurements'))
    )
    op.create_index('ix_measurements_totals', 'measurements', ['unit_id', 'held_on', 'measure', 'type', 'counts', 'value'], unique=False)
    op.create_table('tags',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('tag', sa.String(length=40), nullable=False),
    sa.CheckConstraint("kind IN ('topic', 'audience', 'channel')", name=op.f('ck_tags_kind')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_tags_activity_id')),
    sa.PrimaryKeyConstraint('activity_id', 'kind', 'tag', name=op.f('pk_tags'))
    )


def downgrade() -> None:
    op.drop_table('tags')
    op.drop_index('ix_measurements_totals', table_name='measurements')
    op.drop_table('measurements')
    op.drop_index(op.f('ix_activities_unit_id_held_on_id'), table_name='activities')
    op.drop_index(op.f('ix_activities_submission_id'), table_name='activities')
    op.drop_index(op.f('ix_activities_duplicate_of_id'), table_name='activities')
    op.drop_table('activities')
    op.drop_table('submissions')
    op.drop_index(op.f('ix_sign_ins_person_id'), table_name='sign_ins')
    op.drop_table('sign_ins')
    op.drop_index(op.f('ix_memberships_unit_id'), table_name='memberships')
    op.drop_index(op.f('ix_memberships_person_id_unit_id_role'), table_name='memberships')
    op.drop_table('memberships')
    op.drop_index(op.f('ix_units_ward_id'), table_name='units')
    op.drop_table('units')
    op.drop_table('people')
