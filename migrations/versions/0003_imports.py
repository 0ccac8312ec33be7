"""imports"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('address', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('beat_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'reading', 'checked', 'applying', 'applied', 'refused', 'broken')", name=op.f('ck_imports_state')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_imports_by_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_imports_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports'))
    )
    op.create_index('ix_imports_ward_id_id', 'imports', ['ward_id', 'id'])


def downgrade() -> None:
    op.drop_index('ix_imports_ward_id_id', table_name='imports')
    op.drop_table('imports')
