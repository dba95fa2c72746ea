from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.read_id import read_id


class PosConfig(models.Model):
    _inherit = "pos.config"

    store_id = fields.Many2one(
        related="picking_type_id.warehouse_id",
        string="Store",
        store=True,
        index=True,
        help="The store that this register sells from: "
        "the warehouse of its operation type.",
    )

    @api.model
    def _browse_from_ui(self, config_id):
        """Return the register that a till names in a call, if its user may use it.

        :param int config_id: what the till sent
        :raise UserError: there is no such register
        :raise AccessError: it is not a register of the user
        """
        config = self.browse(read_id(config_id)).exists()
        if not config:
            raise UserError(self.env._("This register does not exist any more."))
        config.check_access("read")
        return config
