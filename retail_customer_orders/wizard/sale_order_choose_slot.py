from odoo import fields, models
from odoo.exceptions import UserError


class SaleOrderChooseSlot(models.TransientModel):
    """Chooses when the customer comes for goods (TS-01)."""

    _name = "sale.order.choose.slot"
    _description = "Choose a Slot"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, ondelete="cascade"
    )
    line_ids = fields.Many2many(comodel_name="sale.order.line", string="Goods")
    store_id = fields.Many2one(comodel_name="stock.warehouse", required=True)
    delivery_mode_id = fields.Many2one(comodel_name="delivery.carrier")
    option_ids = fields.One2many(
        comodel_name="sale.order.choose.slot.option", inverse_name="wizard_id"
    )

    def _choose(self, start, end):
        """Promise a slot for the goods.

        :raise UserError: the slot has been booked meanwhile
        """
        self.ensure_one()
        self.line_ids.check_access("write")
        if not self.line_ids:
            raise UserError(self.env._("Choose the goods that the customer comes for."))
        self.line_ids._set_slot(start, end)


class SaleOrderChooseSlotOption(models.TransientModel):
    _name = "sale.order.choose.slot.option"
    _description = "Slot to Choose"
    _order = "start, id"

    wizard_id = fields.Many2one(
        comodel_name="sale.order.choose.slot", required=True, ondelete="cascade"
    )
    day = fields.Char()
    label = fields.Char(string="Time")
    start = fields.Datetime(required=True)
    end = fields.Datetime(required=True)
    left = fields.Integer(string="Free")

    def action_choose(self):
        """Promise this slot."""
        self.ensure_one()
        self.wizard_id._choose(self.start, self.end)
        return {"type": "ir.actions.act_window_close"}
