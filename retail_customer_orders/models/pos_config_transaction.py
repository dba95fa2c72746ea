from odoo import fields, models


class PosConfig(models.Model):
    """What a register is told about a new cart (CO-03)."""

    _inherit = "pos.config"  # pylint: disable=consider-merging-classes-inherited

    # Loaded with the register's data, as all of its fields are.
    default_transaction = fields.Selection(
        selection=[("sale", "Plain Sale"), ("customer_order", "Customer Order")],
        compute="_compute_default_transaction",
        compute_sudo=True,
        help="What a new cart is, by the functionality profile of the store.",
    )

    def _compute_default_transaction(self):
        for config in self:
            store = config.store_id
            profiled = store and store._get_profile_value("default_transaction")
            config.default_transaction = profiled or "sale"
