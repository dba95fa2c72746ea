from unittest.mock import patch

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RetailTillCommon


@tagged("post_install", "-at_install")
class TestReview(RetailTillCommon):
    def test_plain_ticket(self):
        order = self.sell(self.register_a, [(self.product, 2)])
        self.assertEqual(order.state, "paid")
