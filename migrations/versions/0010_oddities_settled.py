"""what is odd about an entry: which figure against what, and who said that it is right"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'

KINDS = "kind IN ('duplicate', 'jump', 'crowd', 'late'"


def upgrade() -> None:
    # Nothing wrote this table before: it is made anew.
    op.drop_table('oddities')
    op.create_table('oddities',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=True),
    sa.Column('measure', sa.String(length=40), nullable=True),
    sa.Column('value', sa.BigInteger(), nullable=True),
    sa.Column('against', sa.BigInteger(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint(f"{KINDS}, 'numbers')", name=op.f('ck_oddities_kind')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_oddities_activity_id')),
    sa.ForeignKeyConstraint(['other_id'], ['activities.id'], name=op.f('fk_oddities_other_id')),
    sa.ForeignKeyConstraint(['settled_by_id'], ['people.id'], name=op.f('fk_oddities_settled_by_id')),
    sa.PrimaryKeyConstraint('activity_id', 'kind', name=op.f('pk_oddities'))
    )
    op.create_index(op.f('ix_oddities_other_id'), 'oddities', ['other_id'])
    op.create_index('ix_oddities_open', 'oddities', ['activity_id'], sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))


def downgrade() -> None:
    op.drop_table('oddities')
    op.create_table('oddities',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=True),
    sa.CheckConstraint(f"{KINDS})", name=op.f('ck_oddities_kind')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_oddities_activity_id')),
    sa.ForeignKeyConstraint(['other_id'], ['activities.id'], name=op.f('fk_oddities_other_id')),
    sa.PrimaryKeyConstraint('activity_id', 'kind', name=op.f('pk_oddities'))
    )
    op.create_index(op.f('ix_oddities_other_id'), 'oddities', ['other_id'])
