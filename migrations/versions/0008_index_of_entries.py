"""an index of entries alone: what a ward's units did in a year"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    op.create_index('ix_measurements_entries', 'measurements', ['unit_id', 'held_on', 'type'], sqlite_where=sa.text("measure = 'so_hoat_dong' AND counts = 1"), postgresql_where=sa.text("measure = 'so_hoat_dong' AND counts"))


def downgrade() -> None:
    op.drop_index('ix_measurements_entries', table_name='measurements', sqlite_where=sa.text("measure = 'so_hoat_dong' AND counts = 1"), postgresql_where=sa.text("measure = 'so_hoat_dong' AND counts"))
