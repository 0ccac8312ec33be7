"""the words of a thread beside its number, so that a search reads the index alone

Some databases had this index from their first day (0004 made it for a while), others have the narrower one: both are met here.
"""

from alembic import op

revision = '0012'
down_revision = '0011'

NARROW, WIDE = 'ix_feedback_words_feedback_id', 'ix_feedback_words_feedback_id_word'


def upgrade() -> None:
    op.create_index(WIDE, 'feedback_words', ['feedback_id', 'word'], if_not_exists=True)
    op.drop_index(NARROW, table_name='feedback_words', if_exists=True)


def downgrade() -> None:
    op.create_index(NARROW, 'feedback_words', ['feedback_id'])
    op.drop_index(WIDE, table_name='feedback_words')
