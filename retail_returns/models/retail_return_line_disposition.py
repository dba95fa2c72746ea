from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .retail_disposition_rule import DISPOSITIONS


class RetailReturnLine(models.Model):
    """What becomes of returned goods, and where they wait for it."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    disposition = fields.Selection(selection=DISPOSITIONS, readonly=True, copy=False)
    destination_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Belongs To",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    transfer_id = fields.Many2one(
        comodel_name="stock.picking",
        string="Sent On With",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    def _set_disposition(self):
        """Decide what becomes of these goods. Call it in superuser mode."""
        for line in self:
            disposition, destination = line.store_id._get_disposition(
                line.product_id, line.reason_id, line._get_home_store()
            )
            line.write(
                {
                    "disposition": disposition,
                    "destination_store_id": destination.id,
                }
            )

    def _get_home_store(self):
        """Return the store that sold these goods, empty when it is not known."""
        self.ensure_one()
        ticket = self.sold_line_id.order_id
        store = ticket.config_id.store_id or self.order_line_id.warehouse_id
        return store if store.is_store else store.browse()

    def _get_location(self):
        """Return the location that these goods are received in."""
        self.ensure_one()
        return self.store_id._get_disposition_location(
            self.disposition, self.is_blocked
        )

    def action_transfer(self):
        """Send goods on to the stores that they belong to, one transfer for each.

        :return: action that opens the transfers
        :raise UserError: nothing of this belongs elsewhere
        """
        self.check_access("write")
        waiting = self.filtered(
            lambda line: line.destination_store_id
            and not line.transfer_id
            and line.return_id.state in ("received", "refunded")
        )
        if not waiting:
            raise UserError(
                self.env._("Nothing of this waits here for another store any more.")
            )
        # The right is checked; the stock of other stores is written.
        transfers = waiting.sudo()._create_transfers()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.action_picking_tree_all"
        )
        action.update({"domain": [("id", "in", transfers.ids)], "context": {}})
        return action

    def _create_transfers(self):
        by_way = defaultdict(self.browse)
        for line in self:
            by_way[line.store_id, line.destination_store_id] |= line
        transfers = self.env["stock.picking"]
        for (store, destination), lines in by_way.items():
            transfer = transfers.create(lines._prepare_transfer(store, destination))
            transfer.action_confirm()
            transfer.action_assign()
            lines.transfer_id = transfer
            transfers |= transfer
        return transfers

    def _prepare_transfer(self, store, destination):
        return {
            "picking_type_id": store.int_type_id.id,
            "location_id": store.lot_stock_id.id,
            "location_dest_id": destination.lot_stock_id.id,
            "origin": ", ".join(sorted(set(self.return_id.mapped("name")))),
            "company_id": store.company_id.id,
            "move_ids": [
                Command.create(
                    {
                        "product_id": line.product_id.id,
                        "product_uom": line.product_uom_id.id,
                        "product_uom_qty": line.qty,
                        "location_id": line._get_location().id,
                        "location_dest_id": destination.lot_stock_id.id,
                        "company_id": store.company_id.id,
                    }
                )
                for line in self
            ],
        }
