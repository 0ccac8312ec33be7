"""reports: texts of the letterheads, edited sections, reports that were kept"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'

# A report that was kept is never altered.
TRIGGERS = {
    'sqlite': [
        "CREATE TRIGGER issued_reports_keep BEFORE UPDATE ON issued_reports "
        "BEGIN SELECT RAISE(ABORT, 'a report that was kept is never altered'); END"
    ],
    'postgresql': [
        "CREATE FUNCTION keep_issued_report() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a report that was kept is never altered'; END $$",
        "CREATE TRIGGER issued_reports_keep BEFORE UPDATE ON issued_reports "
        "FOR EACH STATEMENT EXECUTE FUNCTION keep_issued_report()",
    ],
}


def upgrade() -> None:
    op.create_table('report_texts',
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_report_texts_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'name', name=op.f('pk_report_texts'))
    )
    op.create_table('report_sections',
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=24), nullable=False),
    sa.Column('section', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_report_sections_by_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_report_sections_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'period', 'section', name=op.f('pk_report_sections'))
    )
    op.create_table('issued_reports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=24), nullable=False),
    sa.Column('letter', sa.String(length=10), nullable=False),
    sa.Column('closure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('issued_by_id', sa.Integer(), nullable=True),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('document', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['closure_id'], ['closures.id'], name=op.f('fk_issued_reports_closure_id')),
    sa.ForeignKeyConstraint(['issued_by_id'], ['people.id'], name=op.f('fk_issued_reports_issued_by_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_issued_reports_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issued_reports'))
    )
    op.create_index(op.f('ix_issued_reports_ward_id_period_id'), 'issued_reports', ['ward_id', 'period', 'id'])
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table('issued_reports')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute("DROP FUNCTION keep_issued_report()")
    op.drop_table('report_sections')
    op.drop_table('report_texts')
