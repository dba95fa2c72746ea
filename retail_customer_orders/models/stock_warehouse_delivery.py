from odoo import models

# What fulfilment groups call the ways of delivery.
PLACE_KINDS = {"pickup": "pickup", "ship": "shipping"}


class StockWarehouse(models.Model):
    """How a store delivers, and which stores another one may promise."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    def _get_promised_stores(self, fulfilment):
        """Return the stores that this one may promise for a way of delivery (DM-05).

        :param str fulfilment: "ship" or "pickup"
        """
        return self._get_fulfilment_stores(PLACE_KINDS[fulfilment])

    def _get_default_store(self, fulfilment):
        """Return where this store's orders are handed out or shipped from (DM-06)."""
        if fulfilment == "ship":
            return self.shipping_warehouse_id or self
        return self if self.is_store else self.browse()

    def _get_mode_problem(self, mode, fulfilment, offered):
        """Say what is wrong with the delivery mode of goods from this store.

        Where there are no modes at all, none is needed.

        :param mode: the `delivery.carrier` that was chosen, or none
        :param str fulfilment: "ship" or "pickup"
        :param offered: the modes that the goods may have
        :return: a sentence, or False
        """
        self.ensure_one()
        if mode and mode not in offered:
            return self.env._(
                "“%(mode)s” is not offered here. Choose another delivery mode.",
                mode=mode.name,
            )
        if mode:
            return False
        if offered:
            names = ", ".join(offered.mapped("name"))
            return self.env._("choose a delivery mode: %(modes)s.", modes=names)
        if mode._get_delivery_modes(fulfilment, self.company_id):
            return self.env._(
                "no delivery mode of %(store)s takes it. Choose another store, or take "
                "it off.",
                store=self.name,
            )
        return False

    def action_view_booked_slots(self):
        """Open who comes to these stores, and when."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.retail_slot_booking_action"
        )
        return {**action, "domain": [("store_id", "in", self.ids)]}
