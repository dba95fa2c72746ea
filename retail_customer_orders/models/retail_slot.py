from odoo import api, fields, models
from odoo.tools import SQL


class RetailSlot(models.Model):
    """A moment at a store that orders compete for: the row that its judge locks.

    How many orders a slot has is counted from their lines; nothing is kept here.
    """

    _name = "retail.slot"
    _description = "Slot"
    _rec_name = "start"

    _start_unique = models.Constraint(
        "UNIQUE (store_id, start)", "This slot is there already."
    )

    store_id = fields.Many2one(
        comodel_name="stock.warehouse", required=True, ondelete="cascade"
    )
    start = fields.Datetime(required=True)

    @api.model
    def _lock(self, slots):
        """Lock slots until the transaction ends, and write them; see `lock_records`.

        :param slots: (`stock.warehouse`, start) pairs, naive datetimes in UTC
        :raise psycopg2.errors.SerializationFailure: somebody else has booked one of
            them meanwhile (let it pass: Odoo runs the whole call again)
        """
        if not slots:
            return
        self.env.flush_all()
        for store_id, start in sorted({(store.id, start) for store, start in slots}):
            self.env.cr.execute(
                SQL(
                    "INSERT INTO retail_slot (store_id, start, write_date) "
                    "VALUES (%s, %s, now() AT TIME ZONE 'UTC') "
                    "ON CONFLICT (store_id, start) "
                    "DO UPDATE SET write_date = excluded.write_date",
                    store_id,
                    start,
                )
            )
        self.env["sale.order.line"].invalidate_model(flush=False)

    @api.autovacuum
    def _gc_past_slots(self):
        """Forget the slots that nobody can book any more."""
        self.env.cr.execute(
            "DELETE FROM retail_slot WHERE start < now() AT TIME ZONE 'UTC' - "
            "interval '1 day'"
        )
