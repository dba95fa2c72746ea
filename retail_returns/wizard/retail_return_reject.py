from odoo import fields, models


class RetailReturnReject(models.TransientModel):
    """Asks why a return is rejected."""

    _name = "retail.return.reject"
    _description = "Reject a Return"

    return_id = fields.Many2one(
        comodel_name="retail.return", required=True, ondelete="cascade"
    )
    note = fields.Char(string="Why", required=True)

    def action_confirm(self):
        """Reject the return."""
        self.ensure_one()
        self.return_id.action_reject(self.note)
        return {"type": "ir.actions.act_window_close"}
