from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class AccountMove(models.Model):
    """Credit notes, a road of the back office, give back what was sold and no more."""

    _inherit = "account.move"

    retail_return_id = fields.Many2one(
        comodel_name="retail.return",
        string="Return",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _get_credit_notes(self):
        """Return the posted credit notes of these invoices that people made.

        What a return gives back, with a ticket or without, is counted by the return.
        """
        return self.reversal_move_ids.filtered(
            lambda note: note.state == "posted" and note._is_plain_credit_note()
        )

    def _is_plain_credit_note(self):
        """Say whether this credit note was made without a return."""
        self.ensure_one()
        # Who posts credit notes may not see tickets.
        move = self.sudo()
        return move.move_type == "out_refund" and not (
            move.pos_order_ids or move.retail_return_id
        )

    def _post(self, soft=True):
        """Override of `account` to give back what was sold and no more (row l)."""
        notes = self.filtered(lambda move: move._is_plain_credit_note())
        # Judges what other stores and registers gave back, which the user may not see.
        notes.sudo()._filter_of_retailers()._judge_credit_notes()
        return super()._post(soft)

    def _filter_of_retailers(self):
        """Return the moves of companies with stores: others are left alone."""
        own = [("is_store", "=", True), ("company_id", "in", self.company_id.ids)]
        groups = self.env["stock.warehouse"]._read_group(own, ["company_id"])
        companies = [company for (company,) in groups]
        return self.filtered(lambda move: move.company_id in companies)

    def _judge_credit_notes(self):
        """Refuse credit notes of more than was sold and has not come back yet.

        :raise UserError: what is refused, and what to do
        """
        lock_records(self.invoice_line_ids.sale_line_ids)
        # Returns lock the same rows: what an order sold, or else its invoice's line.
        lock_records(self.reversed_entry_id.invoice_line_ids)
        self.reversed_entry_id._judge_credited_tickets()
        # A lower price takes back no goods.
        notes = self.filtered(lambda note: not note.is_price_reduction)
        notes._judge_credited_items()
        notes._judge_credited_order_lines()
        self._judge_credited_money()

    def _judge_credited_tickets(self):
        """Refuse to credit what a store's register sold: its ticket would not know."""
        for invoice in self:
            tickets = invoice.pos_order_ids.filtered(
                lambda ticket: ticket.config_id.store_id.is_store
            )
            if tickets:
                raise UserError(
                    self.env._(
                        "%(invoice)s is of ticket %(ticket)s. Give it back with a "
                        "return, which counts what came back and pays it out.",
                        invoice=invoice.name,
                        ticket=tickets[:1].pos_reference,
                    )
                )

    def _judge_credited_items(self):
        """Refuse more than invoices without order have left of each product.

        Notes that are posted together give back together.
        """
        sold = self.reversed_entry_id.invoice_line_ids.filtered(
            lambda item: item._is_credited_by_product()
        )
        left, asked = defaultdict(float), defaultdict(float)
        for item, values in sold._get_return_quantities().items():
            left[item.move_id, item.product_id] += values["sold"] - values["returned"]
        for item in self.invoice_line_ids.filtered(lambda one: not one.sale_line_ids):
            key = (item.move_id.reversed_entry_id, item.product_id)
            asked[key] += item._get_product_quantity()
        for (invoice, product), quantity in left.items():
            self._judge_credited(
                invoice.name, product, asked[invoice, product], quantity
            )

    def _judge_credited_order_lines(self):
        """Refuse more than was invoiced of each order line and is not given back."""
        asked = defaultdict(float)
        for item in self.invoice_line_ids:
            for line in item.sale_line_ids:
                asked[line] += item._get_product_quantity()
        lines = self.invoice_line_ids.sale_line_ids.filtered(
            lambda line: line._is_returnable_goods() and line.product_id.type == "consu"
        )
        for line, values in lines._get_return_quantities().items():
            left = values["sold"] - values["returned"]
            name = line.order_id.name
            self._judge_credited(name, line.product_id, asked[line], left)

    def _judge_credited(self, name, product, asked, left):
        if product.uom_id.compare(asked, max(left, 0.0)) > 0:
            raise UserError(
                self.env._(
                    "%(product)s of %(document)s: %(asked)g would be given back, but "
                    "only %(left)g can still be. Lower the quantity on the credit "
                    "note.",
                    product=product.display_name,
                    document=name,
                    asked=asked,
                    left=max(left, 0.0),
                )
            )

    def button_draft(self):
        """Override of `account` to leave invoices posted of which something came back.

        Changed, they would have sold less than came back.
        """
        for move in self.filtered(lambda move: move.move_type == "out_invoice"):
            move._ensure_nothing_returned()
        for note in self.filtered("retail_return_id"):
            raise UserError(
                self.env._(
                    "%(note)s gives back return %(number)s, whose goods are here: it "
                    "stays as it is.",
                    note=note.name,
                    number=note.sudo().retail_return_id.name,
                )
            )
        return super().button_draft()

    def _ensure_nothing_returned(self):
        """See that no return gave back anything of this invoice.

        :raise UserError: one did
        """
        self.ensure_one()
        items = self.sudo().invoice_line_ids
        returned = self.env["retail.return.line"].sudo()._find_of_invoice_items(items)
        if returned:
            raise UserError(
                self.env._(
                    "Goods of %(invoice)s came back with return %(number)s: the "
                    "invoice stays as it is.",
                    invoice=self.name,
                    number=returned[:1].return_id.name,
                )
            )

    def action_take_back(self):
        """Take back in the back office what this invoice sold."""
        self.ensure_one()
        return self.env["retail.return.wizard"]._open(self, move_id=self.id)
