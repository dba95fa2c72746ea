from odoo import fields, models


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
