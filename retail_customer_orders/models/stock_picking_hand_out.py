from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.quiet import QUIET


class StockPicking(models.Model):
    """Who got the goods of a customer order, and against which invoice."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    collected_by = fields.Char(
        readonly=True, copy=False, help="Who came for the goods."
    )
    collector_check = fields.Char(
        string="ID Check",
        readonly=True,
        copy=False,
        help="How whoever handed out the goods knew the collector.",
    )
    hand_out_move_id = fields.Many2one(
        comodel_name="account.move",
        string="Invoice of the Hand-Out",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="account.group_account_readonly,account.group_account_invoice,"
        "retail_base.group_retail_user",
        help="The invoice made when the back office handed out these goods.",
    )

    can_undo_hand_out = fields.Boolean(
        compute="_compute_can_undo_hand_out", compute_sudo=True
    )

    @api.depends("state", "return_ids.state", "hand_out_move_id.state")
    def _compute_can_undo_hand_out(self):
        for picking in self:
            invoice = picking.hand_out_move_id
            picking.can_undo_hand_out = (
                picking.state == "done"
                and bool(invoice)
                and not invoice._get_undo_hand_out_obstacle()
            )

    def action_undo_hand_out(self):
        """Open what undoing this hand-out means for the money."""
        self.ensure_one()
        wizard = self.env["retail.pickup.undo"].create(
            {"move_id": self.hand_out_move_id.id}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Undo Hand-Out"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    def _take_back(self):
        """Bring what these deliveries handed out back into the stock of their store.

        :return: the receipts that are done
        :raise UserError: something did not come back
        """
        returns = self.browse()
        for picking in self:
            returned = picking._create_return_of_all()
            returned.with_context(retail_hand_out=True, **QUIET)._action_done()
            if returned.state != "done":
                raise UserError(
                    self.env._(
                        "The goods of %s could not be taken back into stock. Check "
                        "their lots.",
                        picking.name,
                    )
                )
            returns |= returned
        return returns

    def _create_return_of_all(self):
        """Return a receipt of all that this delivery moved, ready to be validated."""
        self.ensure_one()
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_model=self._name, active_id=self.id, **QUIET)
            .create({"picking_id": self.id})
        )
        for line in wizard.product_return_moves:
            line.quantity = line.move_id.quantity
        returned = wizard._create_return()
        # Where the next delivery of the order takes them from, however many steps
        # the store receives other goods in.
        stock = self.picking_type_id.warehouse_id.lot_stock_id
        returned.location_dest_id = stock
        returned.move_ids.location_dest_id = stock
        returned.move_line_ids.location_dest_id = stock
        returned.move_ids.picked = True
        return returned
