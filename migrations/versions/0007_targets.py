"""targets of the ward for a unit or a kind of unit"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'


def upgrade() -> None:
    op.create_table('targets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('unit_kind', sa.String(length=40), nullable=True),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('period', sa.String(length=24), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=True),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(unit_id IS NULL) <> (unit_kind IS NULL)', name=op.f('ck_targets_whose')),
    sa.CheckConstraint('value > 0', name=op.f('ck_targets_value')),
    sa.ForeignKeyConstraint(['set_by_id'], ['people.id'], name=op.f('fk_targets_set_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_targets_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_targets_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_targets')),
    sa.UniqueConstraint('unit_id', 'measure', 'period', name=op.f('uq_targets_unit_id_measure_period')),
    sa.UniqueConstraint('ward_id', 'unit_kind', 'measure', 'period', name=op.f('uq_targets_ward_id_unit_kind_measure_period'))
    )


def downgrade() -> None:
    op.drop_table('targets')
