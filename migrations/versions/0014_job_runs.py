"""runs of jobs; which card began a sign-in is looked for when old sign-ins go"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'


def upgrade() -> None:
    op.create_table('job_runs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job', sa.String(length=40), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('beat_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('succeeded', sa.Boolean(), nullable=True),
    sa.Column('said', sa.String(length=300), nullable=False),
    sa.CheckConstraint('(ended_at IS NULL) = (succeeded IS NULL)', name=op.f('ck_job_runs_ended')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_runs')),
    sa.UniqueConstraint('job', 'due_at', name=op.f('uq_job_runs_job_due_at'))
    )
    op.create_index(op.f('ix_cards_sign_in_id'), 'cards', ['sign_in_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_cards_sign_in_id'), 'cards')
    op.drop_table('job_runs')
