from odoo import fields, models


class SaleOrder(models.Model):
    """A register that lost the answer to a change asks again (ED-06)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    last_till_change = fields.Json(
        readonly=True,
        copy=False,
        help="Which change a register made last, and the amounts before it.",
    )

    def _is_last_till_change(self, identifier):
        self.ensure_one()
        last = self.last_till_change or {}
        return bool(identifier) and last.get("uuid") == identifier

    def _answer_till_change(self, config):
        """Return what `edit_order_from_ui` answers about the last change."""
        self.ensure_one()
        before = self.last_till_change["before"]
        after = self._get_figures()
        return {
            "order": self._describe_in_full_for_till(config),
            **{name: {"before": before[name], "after": after[name]} for name in before},
        }
