"""Judge and booking steps as an addon has them, for the tests of tickets."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import UserError

from .common import RetailTillCommon

REFUSAL = "This store does not sell the Blue Lamp. Take it off the ticket."


def refuse(order):
    order.floating_order_name = "Written before it was refused"
    raise UserError(REFUSAL)


class ReviewCommon(RetailTillCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.register_a.invoice_journal_id = cls.company_data["default_journal_sale"]

    def _build(self, **values):
        self.open_session(self.register_a)
        return self.build_ticket(self.register_a, [(self.product, 2)], **values)

    @contextmanager
    def steps(self, **methods):
        """Give the tickets judge and booking steps as an addon does.

        :param methods: {"_judge_x" or "_book_x": function of a ticket}
        """
        model = type(self.env["pos.order"])
        judges = [name for name in methods if name.startswith("_judge")]
        bookings = [name for name in methods if name.startswith("_book")]
        with patch.multiple(
            model,
            create=True,
            _get_judge_steps=lambda order: judges,
            _get_booking_steps=lambda order: bookings,
            **methods,
        ):
            yield

    def _get_reviews(self, order):
        return self.env["retail.review"].search([("pos_order_id", "=", order.id)])
