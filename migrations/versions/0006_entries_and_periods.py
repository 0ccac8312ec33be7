"""entries changed and reviewed, drafts, oddities; periods closed and declared, reminders"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('closures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=24), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('closed_at', INSTANT, nullable=False),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('figures', sa.Text(), nullable=False),
    sa.Column('reopened_at', INSTANT, nullable=True),
    sa.Column('reopened_by_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.CheckConstraint('first_on <= last_on', name=op.f('ck_closures_dates')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['people.id'], name=op.f('fk_closures_closed_by_id')),
    sa.ForeignKeyConstraint(['reopened_by_id'], ['people.id'], name=op.f('fk_closures_reopened_by_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_closures_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closures'))
    )
    op.create_index('ix_closures_in_effect', 'closures', ['ward_id', 'period'], unique=True, sqlite_where=sa.text('reopened_at IS NULL'), postgresql_where=sa.text('reopened_at IS NULL'))
    op.create_index(op.f('ix_closures_ward_id_first_on'), 'closures', ['ward_id', 'first_on'])
    op.create_table('declarations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=24), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('said', sa.String(length=10), nullable=False),
    sa.Column('said_at', INSTANT, nullable=False),
    sa.Column('said_by_id', sa.Integer(), nullable=True),
    sa.Column('said_as', sa.String(length=80), nullable=False),
    sa.Column('undone_at', INSTANT, nullable=True),
    sa.CheckConstraint("said IN ('complete', 'nothing')", name=op.f('ck_declarations_said')),
    sa.ForeignKeyConstraint(['said_by_id'], ['people.id'], name=op.f('fk_declarations_said_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_declarations_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_declarations'))
    )
    op.create_index('ix_declarations_in_effect', 'declarations', ['unit_id', 'period'], unique=True, sqlite_where=sa.text('undone_at IS NULL'), postgresql_where=sa.text('undone_at IS NULL'))
    op.create_table('drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=40), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('saved_at', INSTANT, nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_drafts_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_drafts_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_drafts')),
    sa.UniqueConstraint('unit_id', 'key', name=op.f('uq_drafts_unit_id_key'))
    )
    op.create_table('period_plans',
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=24), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('made_at', INSTANT, nullable=False),
    sa.CheckConstraint('first_on <= last_on', name=op.f('ck_period_plans_dates')),
    sa.ForeignKeyConstraint(['made_by_id'], ['people.id'], name=op.f('fk_period_plans_made_by_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_period_plans_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'period', name=op.f('pk_period_plans'))
    )
    op.create_table('reminders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=24), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_reminders_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_reminders_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminders'))
    )
    op.create_index(op.f('ix_reminders_unit_id_period'), 'reminders', ['unit_id', 'period'])
    op.create_table('activity_changes',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(length=20), nullable=False),
    sa.Column('party', sa.String(length=10), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_as', sa.String(length=80), nullable=False),
    sa.Column('was', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('duplicate_of_id', sa.Integer(), nullable=True),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.CheckConstraint("party IN ('unit', 'ward')", name=op.f('ck_activity_changes_party')),
    sa.CheckConstraint("step IN ('correct', 'withdraw', 'restore', 'return', 'confirm', 'unconfirm', 'mark-duplicate', 'unmark-duplicate')", name=op.f('ck_activity_changes_step')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_changes_activity_id')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_activity_changes_by_id')),
    sa.ForeignKeyConstraint(['duplicate_of_id'], ['activities.id'], name=op.f('fk_activity_changes_duplicate_of_id')),
    sa.PrimaryKeyConstraint('activity_id', 'version', name=op.f('pk_activity_changes'))
    )
    op.create_table('oddities',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("kind IN ('duplicate', 'jump', 'crowd', 'late')", name=op.f('ck_oddities_kind')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_oddities_activity_id')),
    sa.ForeignKeyConstraint(['other_id'], ['activities.id'], name=op.f('fk_oddities_other_id')),
    sa.PrimaryKeyConstraint('activity_id', 'kind', name=op.f('pk_oddities'))
    )
    op.create_index(op.f('ix_oddities_other_id'), 'oddities', ['other_id'])
    op.create_table('supplements',
    sa.Column('closure_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_supplements_activity_id')),
    sa.ForeignKeyConstraint(['closure_id'], ['closures.id'], name=op.f('fk_supplements_closure_id')),
    sa.PrimaryKeyConstraint('closure_id', 'activity_id', name=op.f('pk_supplements'))
    )
    op.create_index(op.f('ix_supplements_activity_id'), 'supplements', ['activity_id'])
    op.add_column('activities', sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False))
    op.add_column('activities', sa.Column('told_by', sa.String(length=120), server_default=sa.text("''"), nullable=False))
    op.add_column('activities', sa.Column('mended_at', INSTANT, nullable=True))


def downgrade() -> None:
    op.drop_column('activities', 'mended_at')
    op.drop_column('activities', 'told_by')
    op.drop_column('activities', 'version')
    op.drop_index(op.f('ix_supplements_activity_id'), table_name='supplements')
    op.drop_table('supplements')
    op.drop_index(op.f('ix_oddities_other_id'), table_name='oddities')
    op.drop_table('oddities')
    op.drop_table('activity_changes')
    op.drop_index(op.f('ix_reminders_unit_id_period'), table_name='reminders')
    op.drop_table('reminders')
    op.drop_table('period_plans')
    op.drop_table('drafts')
    op.drop_index('ix_declarations_in_effect', table_name='declarations')
    op.drop_table('declarations')
    op.drop_index(op.f('ix_closures_ward_id_first_on'), table_name='closures')
    op.drop_index('ix_closures_in_effect', table_name='closures')
    op.drop_table('closures')
