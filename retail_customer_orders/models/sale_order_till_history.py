from odoo import models
from odoo.tools import format_datetime, html2plaintext, is_html_empty

MOST_EVENTS = 20


class SaleOrder(models.Model):
    """What became of an order, as a register shows it. Runs with superuser rights."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_in_full_for_till(self, config):
        """Override of `retail_customer_orders` to add what was noted on the order.

        :return: see `read_order_from_ui`, and "history": [{"when", "text"}], the newest
            first: what the system noted, not what people wrote to each other
        """
        answer = super()._describe_in_full_for_till(config)
        return {**answer, "history": self._describe_history(config.store_id)}

    def _describe_history(self, store):
        messages = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "=", "notification"),
                ("body", "!=", False),
            ],
            order="id desc",
            limit=MOST_EVENTS,
        )
        return [
            {
                "when": self._describe_moment(message, store),
                "text": html2plaintext(message.body).strip(),
            }
            for message in messages
            if not is_html_empty(message.body)
        ]

    def _describe_moment(self, message, store):
        moment = format_datetime(
            self.env, message.date, tz=store.tz or "UTC", dt_format="d MMM, HH:mm"
        )
        # The server books what registers sent; nobody knows it by name.
        author = message.author_id.name if message.author_id.user_ids else ""
        return ", ".join(filter(None, (moment, author)))
