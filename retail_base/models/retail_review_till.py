from odoo import api, models

LIMIT = 50


class RetailReview(models.Model):
    """What a register is told about its tickets on the review list."""

    _inherit = "retail.review"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def read_open_from_ui(self, config_id):
        """List what somebody still has to look into of a register's tickets.

        :param int config_id: the register
        :return: [{"id", "ticket": number on the receipt, "amount" in the register's
            currency, "customer", "date" in UTC, "message": what is wrong, "way_out":
            what happens now}], newest first, at most 50
        :raise UserError: there is no such register
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        # A cashier does not see the review list, but hears about the own register.
        reviews = self.sudo().search(
            [("config_id", "=", config.id), ("state", "=", "open")],
            order="id desc",
            limit=LIMIT,
        )
        return [review._describe_for_till() for review in reviews]

    def _describe_for_till(self):
        self.ensure_one()
        return {
            "id": self.id,
            "ticket": self.name,
            "amount": self.amount_total,
            "customer": self.pos_order_id.partner_id.name or "",
            "date": str(self.create_date.replace(microsecond=0)),
            "message": self.message or "",
            "way_out": self._get_way_out(),
        }

    def _get_way_out(self):
        """Say what a cashier can tell the customer, in one or two sentences."""
        self.ensure_one()
        owner = self.user_id.name or self.env._("A manager")
        if self.kind == "unsent":
            return self.env._(
                "Nothing of this ticket is booked. %s books it from the review list; "
                "do not sell it a second time.",
                owner,
            )
        return self.env._(
            "The money is booked and the register can be closed. %s settles the rest "
            "from the review list; do not sell it a second time.",
            owner,
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Override to tell the register whose ticket it is."""
        reviews = super().create(vals_list)
        reviews._notify_registers()
        return reviews

    def _close(self, resolution):
        """Override to tell the register that it is settled."""
        result = super()._close(resolution)
        self._notify_registers()
        return result

    def _notify_registers(self):
        """Tell the open registers that their list is another one; they ask for it."""
        # Whoever settles a review need not be a user of the register.
        for config in self.config_id.sudo().filtered("current_session_id"):
            config._notify("RETAIL_REVIEWS", {})
