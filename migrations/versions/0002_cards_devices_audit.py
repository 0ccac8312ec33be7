"""cards, known devices, throttle, settings, audit"""

import sqlalchemy as sa
from alembic import op

from app.vietnamese import fold, person_key

revision = '0002'
down_revision = '0001'

SORT_KEY = sa.String().with_variant(sa.String(collation='C'), 'postgresql')
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _widen_people()
    _widen_sign_ins()
    op.create_table('known_devices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mark_hash', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('known_at', INSTANT, nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_known_devices_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_known_devices')),
    sa.UniqueConstraint('mark_hash', 'person_id', name=op.f('uq_known_devices_mark_hash_person_id'))
    )
    op.create_index(op.f('ix_known_devices_person_id'), 'known_devices', ['person_id'])
    op.create_table('recovery_codes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_recovery_codes_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_codes'))
    )
    op.create_index(op.f('ix_recovery_codes_person_id'), 'recovery_codes', ['person_id'])
    _make_cards()
    op.create_table('throttles',
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('failed_at', INSTANT, nullable=False),
    sa.Column('open_at', INSTANT, nullable=False),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_throttles'))
    )
    op.create_index(op.f('ix_throttles_failed_at'), 'throttles', ['failed_at'])
    op.create_table('settings',
    sa.Column('ward_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_settings_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'name', name=op.f('pk_settings'))
    )
    _make_audit()


def _widen_people() -> None:
    op.add_column('people', sa.Column('pin_hash', sa.String(length=200), server_default=sa.text("''"), nullable=False))
    op.add_column('people', sa.Column('search', sa.String(length=160), server_default=sa.text("''"), nullable=False))
    op.add_column('people', sa.Column('sort_key', SORT_KEY, server_default=sa.text("''"), nullable=False))
    op.add_column('people', sa.Column('factor_nonce', sa.String(length=40), nullable=True))
    op.add_column('people', sa.Column('factor_since', INSTANT, nullable=True))
    op.add_column('people', sa.Column('factor_used', sa.Integer(), nullable=True))
    people = sa.table('people', *(sa.column(name) for name in ('id', 'name', 'phone', 'search', 'sort_key')))
    for row in op.get_bind().execute(sa.select(people.c.id, people.c.name, people.c.phone)).all():
        values = {'search': fold(f"{row.name} {row.phone}"), 'sort_key': person_key(row.name)}
        op.execute(people.update().where(people.c.id == row.id).values(values))


def _widen_sign_ins() -> None:
    with op.batch_alter_table('sign_ins') as table:
        table.add_column(sa.Column('unit_id', sa.Integer(), nullable=True))
        table.add_column(sa.Column('step', sa.String(length=10), nullable=True))
        table.add_column(sa.Column('used_at', INSTANT, nullable=True))
        table.add_column(sa.Column('confirmed_at', INSTANT, nullable=True))
        table.add_column(sa.Column('ends_at', INSTANT, nullable=True))
        table.add_column(sa.Column('idle_minutes', sa.Integer(), nullable=True))
        table.add_column(sa.Column('as_official', sa.Boolean(), nullable=True))
        table.create_foreign_key(op.f('fk_sign_ins_unit_id'), 'units', ['unit_id'], ['id'])
    op.execute("UPDATE sign_ins SET used_at = started_at, idle_minutes = 129600, as_official = false")
    with op.batch_alter_table('sign_ins') as table:
        table.alter_column('used_at', existing_type=INSTANT, nullable=False)
        table.alter_column('idle_minutes', existing_type=sa.Integer(), nullable=False)
        table.alter_column('as_official', existing_type=sa.Boolean(), nullable=False)


def _make_cards() -> None:
    op.create_table('cards',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('sheet_key', sa.String(length=36), nullable=True),
    sa.Column('for_official', sa.Boolean(), nullable=False),
    sa.Column('issued_by_id', sa.Integer(), nullable=True),
    sa.Column('issued_at', INSTANT, nullable=False),
    sa.Column('expires_at', INSTANT, nullable=False),
    sa.Column('used_at', INSTANT, nullable=True),
    sa.Column('sign_in_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', INSTANT, nullable=True),
    sa.CheckConstraint("kind IN ('card', 'code', 'setup')", name=op.f('ck_cards_kind')),
    sa.CheckConstraint("kind = 'setup' OR membership_id IS NOT NULL", name=op.f('ck_cards_membership')),
    sa.ForeignKeyConstraint(['issued_by_id'], ['people.id'], name=op.f('fk_cards_issued_by_id')),
    sa.ForeignKeyConstraint(['membership_id'], ['memberships.id'], name=op.f('fk_cards_membership_id')),
    sa.ForeignKeyConstraint(['sign_in_id'], ['sign_ins.id'], name=op.f('fk_cards_sign_in_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cards')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_cards_code_hash')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_cards_token_hash'))
    )
    op.create_index(op.f('ix_cards_membership_id'), 'cards', ['membership_id'])
    op.create_index(op.f('ix_cards_sheet_key'), 'cards', ['sheet_key'])


def _make_audit() -> None:
    op.create_table('audit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('address', sa.String(length=64), nullable=False),
    sa.Column('ward_id', sa.Integer(), nullable=True),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_audit_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_audit_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_audit_unit_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['units.id'], name=op.f('fk_audit_ward_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit'))
    )
    op.create_index('ix_audit_ward', 'audit', ['ward_id', 'id'])
    op.create_index('ix_audit_person', 'audit', ['person_id', 'id'])
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


# Lines are added, never changed and never taken away.
TRIGGERS = {
    'sqlite': [
        f"CREATE TRIGGER audit_keeps_{verb.lower()} BEFORE {verb} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        for verb in ('UPDATE', 'DELETE')
    ] + [  # INSERT OR REPLACE would take a line away without a DELETE
        "CREATE TRIGGER audit_keeps_insert BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    ],
    'postgresql': [
        "CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$",
        "CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION keep_audit()",
    ],
}


def downgrade() -> None:
    op.drop_table('audit')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute("DROP FUNCTION keep_audit()")
    for name in ('settings', 'throttles', 'cards', 'recovery_codes', 'known_devices'):
        op.drop_table(name)
    with op.batch_alter_table('sign_ins') as table:
        table.drop_constraint(op.f('fk_sign_ins_unit_id'), type_='foreignkey')
        for name in ('unit_id', 'step', 'used_at', 'confirmed_at', 'ends_at', 'idle_minutes', 'as_official'):
            table.drop_column(name)
    for name in ('pin_hash', 'search', 'sort_key', 'factor_nonce', 'factor_since', 'factor_used'):
        op.drop_column('people', name)
