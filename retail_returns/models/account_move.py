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
        notes = notes.sudo().filtered(lambda note: note._is_of_retailer())
        notes._judge_credit_notes()
        return super()._post(soft)

    def _is_of_retailer(self):
        """Say whether this move is of a company with stores: others are left alone."""
        self.ensure_one()
        stores = self.env["stock.warehouse"]
        own = [("is_store", "=", True), ("company_id", "=", self.company_id.id)]
        return bool(stores.search_count(own, limit=1))

    def _judge_credit_notes(self):
        """Refuse credit notes of more than was sold and has not come back yet.

        :raise UserError: what is refused, and what to do
        """
        lines = self.invoice_line_ids.sale_line_ids
        lock_records(lines)
        # Returns lock the same rows: what an order sold, or else its invoice's line.
        lock_records(self.reversed_entry_id.invoice_line_ids)
        notes = self.filtered("reversed_entry_id")
        # Notes that are posted together give back together.
        for invoice, group in notes.grouped("reversed_entry_id").items():
            invoice._judge_credited_ticket()
            group._judge_credited_items(invoice)
        self._judge_credited_order_lines(lines)

    def _judge_credited_ticket(self):
        """Refuse to credit what a store's register sold: its ticket would not know."""
        tickets = self.pos_order_ids.filtered(
            lambda ticket: ticket.config_id.store_id.is_store
        )
        if tickets:
            raise UserError(
                self.env._(
                    "%(invoice)s is of ticket %(ticket)s. Give it back with a return, "
                    "which counts what came back and pays it out.",
                    invoice=self.name,
                    ticket=tickets[:1].pos_reference,
                )
            )

    def _judge_credited_items(self, invoice):
        """Refuse more than an invoice without order has left of each product.

        :param invoice: the one that all of these credit notes are of
        """
        sold = invoice.invoice_line_ids.filtered(
            lambda item: item._is_returnable_goods()
            # A service does not come back; its price may be lowered piece by piece.
            and item.product_id.type == "consu"
            and not item.sale_line_ids
        )
        left, asked = defaultdict(float), defaultdict(float)
        for item, values in sold._get_returnables().items():
            left[item.product_id] += values["sold"] - values["returned"]
        for item in self.invoice_line_ids:
            if item.product_id in left and not item.sale_line_ids:
                asked[item.product_id] += item._get_product_quantity()
        for product, quantity in asked.items():
            self._judge_credited(invoice.name, product, quantity, left[product])

    def _judge_credited_order_lines(self, lines):
        """Refuse more than was invoiced of each order line and is not given back."""
        lines = lines.filtered(
            lambda line: line._is_returnable_goods() and line.product_id.type == "consu"
        )
        returnables = lines._get_returnables()
        for line in lines:
            items = self.invoice_line_ids.filtered(
                lambda item, line=line: line in item.sale_line_ids
            )
            asked = sum(item._get_product_quantity() for item in items)
            values = returnables[line]
            left = values["sold"] - values["returned"]
            self._judge_credited(line.order_id.name, line.product_id, asked, left)

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
