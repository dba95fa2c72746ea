from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """Credit notes that lower a price: no goods come back, the money is counted."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    is_price_reduction = fields.Boolean(
        string="Price Reduction Only",
        copy=False,
        help="No goods come back with this credit note: what it gives back lowers the "
        "price of goods that the customer keeps. They can still be returned, for what "
        "was paid less this.",
    )

    def write(self, vals):
        """Override of `account` to keep what posted credit notes gave back."""
        if "is_price_reduction" in vals:
            for move in self.filtered(lambda move: move.state == "posted"):
                if move.is_price_reduction != bool(vals["is_price_reduction"]):
                    raise UserError(
                        self.env._(
                            "%s is posted. Reset it to draft to say whether goods "
                            "come back with it.",
                            move.name,
                        )
                    )
        return super().write(vals)

    def _judge_credited_money(self):
        """Refuse more money than is left of an invoice, where a price is lowered.

        Elsewhere quantities say how much can be given back.
        """
        self._judge_money_of_orders()
        self._judge_money_of_invoices()

    def _judge_money_of_orders(self):
        asked = defaultdict(float)
        items = self.invoice_line_ids
        for item in items:
            for line in item.sale_line_ids:
                asked[line] += item._get_total_in(line.currency_id)
        lowered = items.filtered("move_id.is_price_reduction").sale_line_ids
        lines = items.sale_line_ids.filtered(
            lambda line: line._is_returnable_goods()
            and (line in lowered or line._is_price_lowered())
        )
        for line, left in lines._get_money_left().items():
            name, currency = line.order_id.name, line.currency_id
            self._judge_money(name, line.product_id, currency, asked[line], left)

    def _judge_money_of_invoices(self):
        asked, left = defaultdict(float), defaultdict(float)
        lowered = set()
        for item in self.invoice_line_ids.filtered(lambda one: not one.sale_line_ids):
            note = item.move_id
            key = (note.reversed_entry_id, item.product_id)
            asked[key] += item._get_total_in(note.reversed_entry_id.currency_id)
            if note.is_price_reduction:
                lowered.add(key)
        sold = self.reversed_entry_id.invoice_line_ids.filtered(
            lambda item: item._is_credited_by_product()
            and ((item.move_id, item.product_id) in lowered or item._is_price_lowered())
        )
        for item, money in sold._get_money_left().items():
            left[item.move_id, item.product_id] += money
        for (invoice, product), money in left.items():
            currency = invoice.currency_id
            self._judge_money(
                invoice.name, product, currency, asked[invoice, product], money
            )

    def _judge_money(self, name, product, currency, asked, left):
        # A share of a rounded amount is off by at most its smallest unit.
        if currency.compare_amounts(asked, left + currency.rounding) > 0:
            raise UserError(
                self.env._(
                    "%(product)s of %(document)s: %(asked)s would be given back, but "
                    "only %(left)s is left of what was invoiced. Lower the price on "
                    "the credit note.",
                    product=product.display_name,
                    document=name,
                    asked=currency.format(asked),
                    left=currency.format(max(left, 0.0)),
                )
            )
