from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailHootCase


@tagged("post_install", "-at_install")
class TestHoot(RetailHootCase):
    def test_unit_tests_of_the_till(self):
        """The till's own unit tests pass in a real browser."""
        self.run_hoot("retail_customer_orders")
