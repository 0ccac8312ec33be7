"""feedback: threads, messages, numbers, words; answer templates, shared answers"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'

SORT_KEY = sa.String().with_variant(sa.String(collation='C'), 'postgresql')
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('answer_templates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('category', sa.String(length=40), nullable=True),
    sa.Column('step', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('made_at', INSTANT, nullable=False),
    sa.Column('removed_at', INSTANT, nullable=True),
    sa.CheckConstraint("step IN ('gui', 'tiep_nhan', 'tra_lai', 'bo_sung', 'phan_loai', 'chuyen_don_vi', 'thu_ve', 'cap_nhat', 'hoi_lai', 'du_kien_tra_loi', 'chuyen_tra_loi', 'tra_loi', 'kien_nghi', 'thong_bao_chung', 'xac_nhan', 'giai_quyet', 'het_han', 'mo_lai')", name=op.f('ck_answer_templates_step')),
    sa.ForeignKeyConstraint(['made_by_id'], ['people.id'], name=op.f('fk_answer_templates_made_by_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_answer_templates_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_templates'))
    )
    op.create_index(op.f('ix_answer_templates_ward_id_step'), 'answer_templates', ['ward_id', 'step'])
    op.create_table('feedback_numbers',
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_feedback_numbers_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'year', name=op.f('pk_feedback_numbers'))
    )
    op.create_table('feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('severity', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('proposal', sa.Text(), nullable=False),
    sa.Column('raised_by_id', sa.Integer(), nullable=True),
    sa.Column('raised_as', sa.String(length=80), nullable=False),
    sa.Column('raised_at', INSTANT, nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=30), nullable=False),
    sa.Column('handler_id', sa.Integer(), nullable=True),
    sa.Column('handler_outside', sa.String(length=40), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('last_at', INSTANT, nullable=False),
    sa.Column('waiting_since', INSTANT, nullable=True),
    sa.Column('waited', sa.Integer(), nullable=False),
    sa.Column('received_at', INSTANT, nullable=True),
    sa.Column('received_in_time', sa.Boolean(), nullable=True),
    sa.Column('answer_time', sa.Integer(), nullable=True),
    sa.Column('answered_in_time', sa.Boolean(), nullable=True),
    sa.Column('due_at', INSTANT, nullable=True),
    sa.Column('closes_at', INSTANT, nullable=True),
    sa.Column('closed_at', INSTANT, nullable=True),
    sa.Column('closed_by', sa.String(length=20), nullable=True),
    sa.Column('rating', sa.String(length=20), nullable=True),
    sa.CheckConstraint("closed_by IN ('unit', 'ward', 'clock')", name=op.f('ck_feedback_closed_by')),
    sa.CheckConstraint("kind IN ('kho_khan', 'de_xuat')", name=op.f('ck_feedback_kind')),
    sa.CheckConstraint("rating IN ('hai_long', 'tam_duoc', 'chua_hai_long')", name=op.f('ck_feedback_rating')),
    sa.CheckConstraint("severity IN ('thap', 'thuong', 'cao', 'khan')", name=op.f('ck_feedback_severity')),
    sa.CheckConstraint("state IN ('moi_gui', 'da_tiep_nhan', 'tra_lai_bo_sung', 'dang_xu_ly', 'da_kien_nghi_cap_tren', 'da_tra_loi', 'da_giai_quyet', 'mo_lai')", name=op.f('ck_feedback_state')),
    sa.CheckConstraint('handler_id IS NULL OR handler_outside IS NULL', name=op.f('ck_feedback_one_handler')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_feedback_activity_id')),
    sa.ForeignKeyConstraint(['handler_id'], ['units.id'], name=op.f('fk_feedback_handler_id')),
    sa.ForeignKeyConstraint(['raised_by_id'], ['people.id'], name=op.f('fk_feedback_raised_by_id')),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_feedback_submission_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_feedback_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_feedback_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('submission_id', name=op.f('uq_feedback_submission_id')),
    sa.UniqueConstraint('ward_id', 'year', 'number', name=op.f('uq_feedback_ward_id_year_number'))
    )
    op.create_index(op.f('ix_feedback_activity_id'), 'feedback', ['activity_id'])
    op.create_index(op.f('ix_feedback_handler_id_last_at_id'), 'feedback', ['handler_id', 'last_at', 'id'])
    op.create_index(op.f('ix_feedback_unit_id_last_at_id'), 'feedback', ['unit_id', 'last_at', 'id'])
    op.create_index(op.f('ix_feedback_unit_id_state_last_at'), 'feedback', ['unit_id', 'state', 'last_at'])
    op.create_index('ix_feedback_by_last', 'feedback', ['ward_id', 'last_at', 'id', 'unit_id'])
    op.create_index(op.f('ix_feedback_ward_id_raised_on'), 'feedback', ['ward_id', 'raised_on'])
    op.create_index('ix_feedback_by_due', 'feedback', ['ward_id', 'due_at', 'id', 'state', 'unit_id'])
    op.create_index(op.f('ix_feedback_ward_id_state_closes_at'), 'feedback', ['ward_id', 'state', 'closes_at'])
    op.create_index(op.f('ix_feedback_ward_id_state_last_at_id'), 'feedback', ['ward_id', 'state', 'last_at', 'id'])
    op.create_table('feedback_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('feedback_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.Column('step', sa.String(length=20), nullable=False),
    sa.Column('party', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=30), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('handler_id', sa.Integer(), nullable=True),
    sa.Column('handler_outside', sa.String(length=40), nullable=True),
    sa.Column('is_held', sa.Boolean(), nullable=False),
    sa.CheckConstraint("party IN ('unit', 'ward', 'handler', 'clock')", name=op.f('ck_feedback_messages_party')),
    sa.CheckConstraint("state IN ('moi_gui', 'da_tiep_nhan', 'tra_lai_bo_sung', 'dang_xu_ly', 'da_kien_nghi_cap_tren', 'da_tra_loi', 'da_giai_quyet', 'mo_lai')", name=op.f('ck_feedback_messages_state')),
    sa.CheckConstraint("step IN ('gui', 'tiep_nhan', 'tra_lai', 'bo_sung', 'phan_loai', 'chuyen_don_vi', 'thu_ve', 'cap_nhat', 'hoi_lai', 'du_kien_tra_loi', 'chuyen_tra_loi', 'tra_loi', 'kien_nghi', 'thong_bao_chung', 'xac_nhan', 'giai_quyet', 'het_han', 'mo_lai')", name=op.f('ck_feedback_messages_step')),
    sa.ForeignKeyConstraint(['feedback_id'], ['feedback.id'], name=op.f('fk_feedback_messages_feedback_id')),
    sa.ForeignKeyConstraint(['handler_id'], ['units.id'], name=op.f('fk_feedback_messages_handler_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_feedback_messages_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_feedback_messages_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_messages')),
    sa.UniqueConstraint('feedback_id', 'position', name=op.f('uq_feedback_messages_feedback_id_position'))
    )
    op.create_table('feedback_words',
    sa.Column('word', SORT_KEY, nullable=False),
    sa.Column('feedback_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['feedback_id'], ['feedback.id'], name=op.f('fk_feedback_words_feedback_id')),
    sa.PrimaryKeyConstraint('word', 'feedback_id', name=op.f('pk_feedback_words'))
    )
    op.create_index(op.f('ix_feedback_words_feedback_id'), 'feedback_words', ['feedback_id'])
    op.create_table('shared_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('feedback_id', sa.Integer(), nullable=True),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('question', sa.String(length=300), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('shared_by_id', sa.Integer(), nullable=True),
    sa.Column('shared_at', INSTANT, nullable=False),
    sa.Column('removed_at', INSTANT, nullable=True),
    sa.ForeignKeyConstraint(['feedback_id'], ['feedback.id'], name=op.f('fk_shared_answers_feedback_id')),
    sa.ForeignKeyConstraint(['shared_by_id'], ['people.id'], name=op.f('fk_shared_answers_shared_by_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_shared_answers_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_answers'))
    )
    op.create_index(op.f('ix_shared_answers_feedback_id'), 'shared_answers', ['feedback_id'])
    op.create_index(op.f('ix_shared_answers_ward_id_category'), 'shared_answers', ['ward_id', 'category'])


def downgrade() -> None:
    op.drop_index(op.f('ix_shared_answers_ward_id_category'), table_name='shared_answers')
    op.drop_index(op.f('ix_shared_answers_feedback_id'), table_name='shared_answers')
    op.drop_table('shared_answers')
    op.drop_index(op.f('ix_feedback_words_feedback_id'), table_name='feedback_words')
    op.drop_table('feedback_words')
    op.drop_table('feedback_messages')
    op.drop_index(op.f('ix_feedback_ward_id_state_last_at_id'), table_name='feedback')
    op.drop_index(op.f('ix_feedback_ward_id_state_closes_at'), table_name='feedback')
    op.drop_index('ix_feedback_by_due', table_name='feedback')
    op.drop_index(op.f('ix_feedback_ward_id_raised_on'), table_name='feedback')
    op.drop_index('ix_feedback_by_last', table_name='feedback')
    op.drop_index(op.f('ix_feedback_unit_id_state_last_at'), table_name='feedback')
    op.drop_index(op.f('ix_feedback_unit_id_last_at_id'), table_name='feedback')
    op.drop_index(op.f('ix_feedback_handler_id_last_at_id'), table_name='feedback')
    op.drop_index(op.f('ix_feedback_activity_id'), table_name='feedback')
    op.drop_table('feedback')
    op.drop_table('feedback_numbers')
    op.drop_index(op.f('ix_answer_templates_ward_id_step'), table_name='answer_templates')
    op.drop_table('answer_templates')
