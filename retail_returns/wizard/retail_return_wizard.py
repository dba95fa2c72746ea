from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

MAX_LINES = 100


class RetailReturnWizard(models.TransientModel):
    """Finds what was sold by an order, an invoice, a ticket or to a customer."""

    _name = "retail.return.wizard"
    _description = "Take Goods Back"

    partner_id = fields.Many2one(
        comodel_name="res.partner", string="Customer", readonly=True
    )
    order_id = fields.Many2one(
        comodel_name="sale.order", readonly=True, ondelete="cascade"
    )
    move_id = fields.Many2one(
        comodel_name="account.move", readonly=True, ondelete="cascade"
    )
    pos_order_id = fields.Many2one(
        comodel_name="pos.order", readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Returned In",
        domain="[('is_store', '=', True), ('company_id', '=', company_id)]",
        default=lambda self: self._get_default_store(),
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        domain=[("kind", "=", "return")],
        help="The reason of each line that has none of its own.",
    )
    line_ids = fields.One2many(
        comodel_name="retail.return.wizard.line",
        inverse_name="wizard_id",
        string="Sold",
    )
    amount_total = fields.Monetary(string="Refund", compute="_compute_amount_total")

    @api.model
    def _get_default_store(self):
        stores = self.env["stock.warehouse"].search(
            [("is_store", "=", True), ("company_id", "=", self.env.company.id)], limit=2
        )
        return stores if len(stores) == 1 else stores.browse()

    @api.depends("line_ids.qty", "line_ids.unit_amount")
    def _compute_amount_total(self):
        for wizard in self:
            wizard.amount_total = sum(
                line.qty * line.unit_amount for line in wizard.line_ids
            )

    @api.model
    def _open(self, document, **values):
        """Open the wizard with what was sold by a document or to a customer.

        :param document: what the user has opened; its company takes the goods back
        :param values: one of "order_id", "move_id", "pos_order_id", "partner_id"
        :return: action
        :raise UserError: nothing was sold that could ever come back
        :raise AccessError: the user may not read the document
        """
        # What it sold is read in superuser mode, and a client may send any id.
        document.check_access("read")
        wizard = self.with_company(document.company_id).create(values)
        sold = wizard._find_sold_lines()
        if not sold:
            raise UserError(
                self.env._(
                    "Nothing is found here that a customer could bring back. Goods "
                    "have to be delivered and invoiced, or sold at a register, first."
                )
            )
        wizard.line_ids = [
            Command.create(wizard.line_ids._prepare_from_sold_line(line, returnable))
            for line, returnable in sold.items()
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take Goods Back"),
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _find_sold_lines(self):
        """Return what was sold, with what of it can come back.

        :return: {sold line of one of three models: as `_get_returnables` says}
        """
        self.ensure_one()
        # Who takes goods back may read neither orders nor invoices; `_open` checked
        # that the user may read what this begins with.
        found = self.sudo()
        result = {}
        for lines in (
            found._find_ticket_lines(),
            found._find_order_lines(),
            found._find_invoice_lines(),
        ):
            result.update(lines[:MAX_LINES]._get_returnables())
        return {line: values for line, values in result.items() if values["sold"] > 0}

    def _find_ticket_lines(self):
        tickets = self.pos_order_id | self.move_id.pos_order_ids
        if self.order_id:
            tickets |= self.order_id.order_line.pickup_line_ids.order_id
        if self.partner_id:
            tickets |= tickets.search(
                [
                    ("partner_id", "child_of", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("state", "in", ("paid", "done")),
                    ("is_refund", "=", False),
                ],
                limit=MAX_LINES,
            )
        lines = tickets.lines.filtered(
            lambda line: line.qty > 0
            and not line._is_deposit()
            and not line._is_discount_line()
            and line.product_id.type != "combo"
        )
        if self.order_id:
            lines = lines.filtered(
                lambda line: line.customer_order_line_id.order_id == self.order_id
            )
        return lines

    def _find_order_lines(self):
        lines = self.order_id.order_line | self.move_id.invoice_line_ids.sale_line_ids
        if self.partner_id:
            lines |= lines.search(
                [
                    ("order_id.partner_id", "child_of", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("state", "=", "sale"),
                    ("qty_invoiced", ">", 0),
                ],
                order="id desc",
                limit=MAX_LINES,
            )
        return lines.filtered(lambda line: line._is_returnable_goods())

    def _find_invoice_lines(self):
        items = self.move_id.invoice_line_ids
        if self.partner_id:
            items |= items.search(
                [
                    ("move_id.partner_id", "child_of", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("move_id.move_type", "=", "out_invoice"),
                    ("parent_state", "=", "posted"),
                    ("product_id", "!=", False),
                ],
                order="id desc",
                limit=MAX_LINES,
            )
        return items.filtered(
            lambda item: item._is_returnable_goods()
            and not item.sale_line_ids
            and not item.move_id.pos_order_ids
        )

    def action_confirm(self):
        """Make the return of what was chosen, and open it.

        :raise UserError: nothing was chosen
        """
        self.ensure_one()
        chosen = self.line_ids.filtered(lambda line: line.qty > 0)
        if not self.store_id:
            raise UserError(self.env._("Choose the store that takes the goods back."))
        if not chosen:
            raise UserError(
                self.env._("Enter how many come back of at least one line.")
            )
        returns = self.env["retail.return"].with_company(self.company_id)
        record = returns.create(
            {
                "store_id": self.store_id.id,
                "partner_id": self._get_customer().id,
                "line_ids": [
                    Command.create(line._prepare_return_line()) for line in chosen
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "retail.return",
            "res_id": record.id,
            "view_mode": "form",
        }

    def _get_customer(self):
        documents = self.sudo()
        return (
            documents.partner_id
            or documents.order_id.partner_id
            or documents.move_id.partner_id
            or documents.pos_order_id.partner_id
        )
