"""The lock that every judge takes before it reads what it decides on."""

from odoo.tools import SQL


def lock_records(records):
    """Lock the rows of `records` until the transaction ends, and write them.

    A lock alone is not enough under PostgreSQL's repeatable read: the second of two
    transactions waits, then still reads its own old snapshot, and spends the same
    money again. Because the rows are also written (with their own value), the second
    one fails with a SerializationFailure instead, and Odoo runs it again on fresh data.

    The lock is the one an UPDATE takes (`FOR NO KEY UPDATE`): judges exclude each
    other, while rows that merely refer to these can still be inserted meanwhile.
    Rows are locked in order of their ids, so two judges cannot wait for each other.

    :param records: stored records of one model, of any number, that exist
    :return: the same records, with an empty cache
    :raise psycopg2.errors.SerializationFailure: somebody else committed a change
        to these rows since this transaction began (let it pass: Odoo retries)
    """
    if not records:
        return records
    records.env.flush_all()
    table = SQL.identifier(records._table)
    ids = tuple(records.ids)
    cr = records.env.cr
    cr.execute(
        SQL(
            "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
            table,
            ids,
        )
    )
    cr.execute(SQL("UPDATE %s SET write_date = write_date WHERE id IN %s", table, ids))
    records.invalidate_recordset(flush=False)
    return records
