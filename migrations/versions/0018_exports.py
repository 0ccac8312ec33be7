"""files of figures that are written outside a request"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'


def upgrade() -> None:
    op.create_table('exports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('wanted', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('beat_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'ready', 'broken', 'gone')", name=op.f('ck_exports_state')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_exports_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_exports_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_exports_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exports'))
    )
    op.create_index(op.f('ix_exports_by_id_id'), 'exports', ['by_id', 'id'])


def downgrade() -> None:
    op.drop_table('exports')
