from odoo import fields, models

from .retail_return_line import RECEIVED_STATES


class RetailReturn(models.Model):
    """Labels of all goods of a return."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    has_label_to_print = fields.Boolean(compute="_compute_has_label_to_print")

    def _compute_has_label_to_print(self):
        for record in self:
            record.has_label_to_print = record.state in RECEIVED_STATES and any(
                line.needs_label and not line.label_printed_at
                for line in record.line_ids
            )

    def action_print_labels(self):
        """Print a label for each of the goods of this return."""
        return self.line_ids.action_print_labels()
