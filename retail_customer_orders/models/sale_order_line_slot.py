from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tools.misc import format_date


class SaleOrderLine(models.Model):
    """The slot in which the customer comes for goods; a change of templates keeps it
    (TS-04)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    _fulfilment_slot_idx = models.Index(
        "(fulfilment_store_id, fulfilment_slot_start) "
        "WHERE fulfilment_slot_start IS NOT NULL"
    )

    fulfilment_slot_start = fields.Datetime(
        string="Slot", help="From when on the customer comes for the goods."
    )
    fulfilment_slot_end = fields.Datetime(string="Slot End")
    slot_label = fields.Char(
        string="Time",
        compute="_compute_slot_label",
        help="As in the store's time zone.",
    )
    needs_slot = fields.Boolean(compute="_compute_needs_slot")

    @api.constrains(
        "fulfilment",
        "fulfilment_date",
        "fulfilment_slot_start",
        "fulfilment_slot_end",
    )
    def _check_slot(self):
        for line in self:
            start, end = line.fulfilment_slot_start, line.fulfilment_slot_end
            if bool(start) != bool(end) or (start and start >= end):
                raise ValidationError(
                    self.env._("A slot needs a beginning and an end after it.")
                )
            if start and line.fulfilment_date != line._get_slot_day(start):
                raise ValidationError(
                    self.env._(
                        "The slot of “%(product)s” is on another day. Choose a slot of "
                        "that day.",
                        product=line.product_id.display_name,
                    )
                )
            if start and line.fulfilment != "pickup":
                raise ValidationError(
                    self.env._(
                        "“%(product)s” is not picked up, so it has no slot. Clear it.",
                        product=line.product_id.display_name,
                    )
                )

    @api.depends("fulfilment_slot_start", "fulfilment_slot_end", "fulfilment_store_id")
    def _compute_slot_label(self):
        for line in self:
            line.slot_label = line._describe_slot()

    @api.depends("fulfilment", "fulfilment_store_id.slot_template_ids")
    def _compute_needs_slot(self):
        for line in self:
            store = line.fulfilment_store_id
            line.needs_slot = line.fulfilment == "pickup" and store.slot_template_ids

    @api.onchange(
        "fulfilment", "fulfilment_store_id", "fulfilment_date", "delivery_mode_id"
    )
    def _onchange_slot_place(self):
        """Forget a slot that was chosen for another place or day."""
        if self.fulfilment_slot_start:
            self.fulfilment_slot_start = self.fulfilment_slot_end = False

    def _get_slot(self):
        """Return start and end of the slot, naive datetimes in UTC, or None."""
        self.ensure_one()
        if not self.fulfilment_slot_start:
            return None
        return self.fulfilment_slot_start, self.fulfilment_slot_end

    def _describe_slot(self):
        """Return the slot as people in its store read it."""
        slot = self._get_slot()
        return self.fulfilment_store_id._describe_slot(*slot) if slot else ""

    def action_change_details(self):
        """Open what a line has beside its columns: the amount of a charge, or the slot
        of goods."""
        self.ensure_one()
        if self.charge_code_id:
            return self.action_change_charge()
        return self.action_choose_slot()

    def action_choose_slot(self):
        """Show when the customer may come for this and what is picked up with it."""
        self.ensure_one()
        lines = self.order_id.order_line.filtered(
            lambda line: line.fulfilment == "pickup"
            and line.fulfilment_store_id == self.fulfilment_store_id
            and line.delivery_mode_id == self.delivery_mode_id
            and (line.fulfilment_open_qty or line.state != "sale")
        )
        slots = self.fulfilment_store_id._get_slots(
            self.delivery_mode_id, besides=self.order_id
        )
        wizard = self.env["sale.order.choose.slot"].create(
            {
                "order_id": self.order_id.id,
                "line_ids": [Command.set(lines.ids)],
                "store_id": self.fulfilment_store_id.id,
                "delivery_mode_id": self.delivery_mode_id.id,
                "option_ids": [
                    Command.create(self._prepare_slot_option(slot))
                    for slot in slots or []
                    if slot["left"]
                ],
            }
        )
        return {
            **wizard._get_records_action(target="new"),
            "name": self.env._("Choose a Slot"),
        }

    def _prepare_slot_option(self, slot):
        store = self.fulfilment_store_id
        day = self._get_slot_day(slot["start"])
        return {
            "day": format_date(self.env, day, date_format="EEE d MMM"),
            "label": store._describe_slot(slot["start"], slot["end"]),
            "start": slot["start"],
            "end": slot["end"],
            "left": slot["left"],
        }

    def _set_slot(self, start, end):
        """Promise a slot, and with it its day.

        :param start: naive datetime in UTC
        """
        for line in self:
            line.write(
                {
                    "fulfilment_slot_start": start,
                    "fulfilment_slot_end": end,
                    "fulfilment_date": line._get_slot_day(start),
                }
            )

    def _get_slot_day(self, start):
        return self.fulfilment_store_id._localize(start).date()

    def _get_slot_problem(self):
        """Say why the customer cannot come in the slot of this line, or with none.

        :return: the end of a sentence, or False
        """
        self.ensure_one()
        if self.fulfilment != "pickup":
            return False
        return self.fulfilment_store_id._get_slot_problem(
            self.delivery_mode_id, self._get_slot(), besides=self.order_id
        )

    def _lock_slots(self):
        """Lock the slots of these lines before they are counted; see `_get_slots`."""
        self.env["retail.slot"].sudo()._lock(
            [
                (line.fulfilment_store_id, line.fulfilment_slot_start)
                for line in self
                if line.fulfilment_slot_start
            ]
        )
