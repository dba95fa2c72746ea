from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailReturn(models.Model):
    """The goods of a return without a ticket."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    picking_ids = fields.One2many(
        comodel_name="stock.picking",
        inverse_name="retail_return_id",
        string="Receipts",
        readonly=True,
    )
    picking_count = fields.Integer(compute="_compute_picking_count", compute_sudo=True)

    @api.depends("picking_ids", "pos_order_id.picking_ids")
    def _compute_picking_count(self):
        for record in self:
            record.picking_count = len(record._get_pickings())

    def _get_pickings(self):
        self.ensure_one()
        return self.picking_ids | self.pos_order_id.picking_ids

    def _receive(self):
        """Bring the goods into the store.

        :raise UserError: something could not be received
        """
        self.ensure_one()
        received = self.line_ids.filtered(lambda line: line.product_id.type == "consu")
        if not received:
            return
        picking = self.env["stock.picking"].create(self._prepare_receipt())
        for line in received:
            self.env["stock.move"].create(line._prepare_receipt_move(picking))
        picking.action_confirm()
        for move in picking.move_ids:
            move._set_returned_quantity()
        picking.with_context(skip_sms=True)._action_done()
        if picking.state != "done":
            raise UserError(
                self.env._(
                    "The goods of %(number)s could not be taken into stock. Check "
                    "their lots.",
                    number=self.name,
                )
            )

    def _prepare_receipt(self):
        store = self.store_id
        customers = self.env["stock.warehouse"]._get_partner_locations()[0]
        location = store.return_location_id or store.lot_stock_id
        return {
            "partner_id": self.partner_id.id,
            "picking_type_id": store.in_type_id.id,
            "location_id": (self.partner_id.property_stock_customer or customers).id,
            "location_dest_id": location.id,
            "origin": self.name,
            "retail_return_id": self.id,
            "company_id": self.company_id.id,
        }

    def action_view_pickings(self):
        """Open the receipts of the returned goods."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_picking_tree_all"
        )
        action["domain"] = [("id", "in", self.sudo()._get_pickings().ids)]
        action["context"] = {}
        return action
