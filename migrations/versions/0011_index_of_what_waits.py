"""indexes of the entries that wait: to be confirmed, to be mended, to be looked at again"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'

INDEXES = (
    ('ix_activities_waiting', ['unit_id', 'held_on', 'id'], "status = 'da_gui'"),
    ('ix_activities_returned', ['unit_id', 'held_on', 'id'], "status = 'tra_lai'"),
    ('ix_activities_mended', ['unit_id', 'held_on'], 'mended_at IS NOT NULL'),
)


def upgrade() -> None:
    for name, columns, where in INDEXES:
        op.create_index(name, 'activities', columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, _, where in reversed(INDEXES):
        op.drop_index(name, table_name='activities', sqlite_where=sa.text(where), postgresql_where=sa.text(where))
