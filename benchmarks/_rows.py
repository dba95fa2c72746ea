"""Rows made by SQL, with ids that begin at BASE."""

from odoo.sql_db import db_connect
from odoo.tools import SQL

BASE = 1_000_000
HASH = """
    CREATE OR REPLACE FUNCTION pg_temp.draw(size integer, VARIADIC seed integer[])
    RETURNS integer LANGUAGE sql IMMUTABLE AS $$
        SELECT (('x' || substr(md5(seed::text), 1, 8))::bit(32)::bigint
                % size)::integer $$
"""


def execute(env, query, **parameters):
    """Run a statement that finds BASE as `base`."""
    env.cr.execute(query, {"base": BASE, **parameters})


def count(env, table):
    """Return how many rows of a table were made here."""
    execute(env, f"SELECT count(*) FROM {table} WHERE id > %(base)s")
    return env.cr.fetchone()[0]


def copy(env, model, values, source, **parameters):
    """Insert copies of a record: what the values do not name is as in the model.

    :param values: {column: expression}
    :param source: what to select from beside the model, with a column `n`
    """
    table = model._table
    names = [name for name, field in model._fields.items() if field.column_type]
    names = [name for name in names if model._fields[name].store]
    columns = ", ".join(f'"{name}"' for name in names)
    taken = ", ".join(values.get(name, f'model."{name}"') for name in names)
    execute(
        env,
        f"INSERT INTO {table} ({columns}) SELECT {taken} FROM {table} model, {source}"
        " WHERE model.id = %(model)s ORDER BY n",
        model=model.id,
        **parameters,
    )


def vacuum(env, *tables):
    """Commit, then VACUUM ANALYZE these tables outside of any transaction."""
    env.cr.commit()
    with db_connect(env.cr.dbname).cursor() as cr:
        cr._cnx.autocommit = True
        for table in tables:
            cr.execute(SQL("VACUUM (ANALYZE) %s", SQL.identifier(table)))


def get_megabytes(env, *relations):
    """Return the size of tables with all of their indexes, or of some indexes."""
    env.cr.execute(
        "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s) name",
        [list(relations)],
    )
    return float(env.cr.fetchone()[0]) / 2**20
