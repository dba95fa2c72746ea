from odoo import api, fields, models
from odoo.exceptions import UserError

from .retail_return_line import RECEIVED_STATES


class RetailReturnLine(models.Model):
    """Labels say of returned goods where they come from and what becomes of them."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    is_blocked = fields.Boolean(
        string="Blocked",
        readonly=True,
        copy=False,
        help="Nothing is sold of these goods until somebody moves them on.",
    )
    needs_label = fields.Boolean(
        readonly=True, copy=False, help="A disposition rule wants a label on the goods."
    )
    label_printed_at = fields.Datetime(
        string="Label Printed", readonly=True, copy=False
    )

    def _set_disposition(self):
        """Override of `retail_returns` to note what a rule wants of goods."""
        result = super()._set_disposition()
        for line in self:
            rule = line.store_id._find_disposition_rule(line.product_id, line.reason_id)
            line.write(self._prepare_handling(rule))
        return result

    @api.model
    def _prepare_from_ticket_line(self, line):
        """Override of `retail_returns` to note what a rule wants of goods."""
        values = super()._prepare_from_ticket_line(line)
        store = line.order_id.config_id.store_id
        if not store:
            return values
        reason = line.return_reason_id
        rule = store._find_disposition_rule(line.product_id, reason)
        return {**values, **self._prepare_handling(rule)}

    @api.model
    def _prepare_handling(self, rule):
        return {"is_blocked": rule.block_stock, "needs_label": rule.print_label}

    def action_print_labels(self):
        """Print a label for each of these goods.

        :return: action of the report
        :raise UserError: the goods are not here yet
        """
        self.check_access("read")
        here = self.filtered(
            lambda line: line.return_id.state in RECEIVED_STATES
            and line.product_id.type == "consu"
        )
        if not here:
            raise UserError(self.env._("Receive the goods first, then print labels."))
        # The right to read is checked; what was printed is noted by the server.
        here.sudo().label_printed_at = fields.Datetime.now()
        report = self.env.ref("retail_returns.retail_return_label_report")
        return report.report_action(here)

    def _get_disposition_text(self):
        """Say on a label what becomes of the goods."""
        self.ensure_one()
        labels = dict(self._fields["disposition"]._description_selection(self.env))
        # A label may name a store that the user does not see.
        store = self.sudo().destination_store_id
        if store:
            return self.env._("To %s", store.name)
        return labels.get(self.disposition) or self.env._("Returned goods")
