from odoo import models
from odoo.exceptions import UserError


class PosOrder(models.Model):
    """The exact amounts that a refund gives back (RT-12)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _judge_exact_amounts(self):
        """Refuse amounts of taxes that are not those of the sale.

        A line without such amounts, as core's own refund makes it, is judged by what
        was paid alone.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        lines = self.lines.filtered(
            lambda line: line.extra_tax_data and line.qty < 0 and not line._is_extra()
        )
        expected = self._get_exact_amounts(
            [(line._get_return_source(), -line.qty) for line in self.lines]
            if lines
            else []
        )
        for line, amounts in zip(self.lines, expected, strict=False):
            if line in lines and not line._has_exact_amounts(amounts):
                raise UserError(
                    self.env._(
                        "%s is not given back with the taxes that its sale was booked "
                        "with. Begin the return again in Returns.",
                        line.product_id.display_name,
                    )
                )

    def _get_exact_amounts(self, pairs):
        """Return what quantities of sold lines exactly give back on this ticket.

        :param list pairs: (sold line of one of three models, quantity); in the order of
            the ticket, where several are of one sold line
        :return: list, for each pair, of what `_get_exact_amounts` of the sold line
            says, or an empty dict where the sale does not say it
        """
        base_lines, before = {}, {}
        for model in {sold._name for sold, _quantity in pairs if sold}:
            lines = self.env[model].union(
                *(sold for sold, _quantity in pairs if sold._name == model)
            )
            base_lines.update(lines._get_sold_base_lines())
            before.update(
                {
                    line: values["returned"]
                    for line, values in lines._get_returnables(self).items()
                }
            )
        result = []
        for sold, quantity in pairs:
            base_line = sold and base_lines.get(sold)
            result.append(
                sold._get_exact_amounts(base_line, quantity, before[sold])
                if base_line
                else {}
            )
            if sold:
                before[sold] += quantity
        return result
