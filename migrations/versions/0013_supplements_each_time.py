"""an entry that came or was changed after a closing is marked each time, so that every report keeps what it carried"""

from alembic import op

revision = '0013'
down_revision = '0012'

PAIR = ['closure_id', 'activity_id']


def upgrade() -> None:
    with op.batch_alter_table('supplements') as table:
        table.drop_constraint('pk_supplements', type_='primary')
        table.create_primary_key('pk_supplements', [*PAIR, 'at'])


def downgrade() -> None:
    op.execute('DELETE FROM supplements WHERE at < (SELECT max(later.at) FROM supplements AS later'
               ' WHERE later.closure_id = supplements.closure_id AND later.activity_id = supplements.activity_id)')
    with op.batch_alter_table('supplements') as table:
        table.drop_constraint('pk_supplements', type_='primary')
        table.create_primary_key('pk_supplements', PAIR)
