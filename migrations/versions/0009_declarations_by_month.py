"""what a unit once said of a month is found without reading every declaration"""

from alembic import op

revision = '0009'
down_revision = '0008'


def upgrade() -> None:
    op.create_index(op.f('ix_declarations_unit_id_period'), 'declarations', ['unit_id', 'period'])


def downgrade() -> None:
    op.drop_index(op.f('ix_declarations_unit_id_period'), table_name='declarations')
