"""lines of the form a ward types its figures into"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'


def upgrade() -> None:
    op.create_table('retype_lines',
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=200), nullable=False),
    sa.Column('measure', sa.String(length=40), nullable=False),
    sa.Column('unit_kind', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_retype_lines_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'position', name=op.f('pk_retype_lines'))
    )


def downgrade() -> None:
    op.drop_table('retype_lines')
