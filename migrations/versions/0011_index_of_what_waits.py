"""indexes of what waits: a unit's entries by status, and those that were mended"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'


def upgrade() -> None:
    op.create_index(op.f('ix_activities_unit_id_status_held_on_id'), 'activities', ['unit_id', 'status', 'held_on', 'id'])
    op.create_index('ix_activities_mended', 'activities', ['unit_id'], sqlite_where=sa.text('mended_at IS NOT NULL'), postgresql_where=sa.text('mended_at IS NOT NULL'))


def downgrade() -> None:
    op.drop_index('ix_activities_mended', table_name='activities', sqlite_where=sa.text('mended_at IS NOT NULL'), postgresql_where=sa.text('mended_at IS NOT NULL'))
    op.drop_index(op.f('ix_activities_unit_id_status_held_on_id'), table_name='activities')
