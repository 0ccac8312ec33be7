"""photos of entries"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'

SHOWN = {'sqlite_where': sa.text('removed_at IS NULL'), 'postgresql_where': sa.text('removed_at IS NULL')}


def upgrade() -> None:
    op.create_table('photos',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=36), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=32), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('bytes', sa.Integer(), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_by_id', sa.Integer(), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_photos_activity_id')),
    sa.ForeignKeyConstraint(['added_by_id'], ['people.id'], name=op.f('fk_photos_added_by_id')),
    sa.ForeignKeyConstraint(['removed_by_id'], ['people.id'], name=op.f('fk_photos_removed_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_photos_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_photos')),
    sa.UniqueConstraint('unit_id', 'key', name=op.f('uq_photos_unit_id_key'))
    )
    op.create_index('ix_photos_shown', 'photos', ['activity_id', 'id'], **SHOWN)
    op.create_index('ix_photos_digest', 'photos', ['digest'], **SHOWN)


def downgrade() -> None:
    op.drop_table('photos')
