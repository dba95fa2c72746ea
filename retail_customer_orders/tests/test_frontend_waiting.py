from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon


@tagged("post_install", "-at_install")
class TestWaitingTours(RetailTillHttpCommon):
    """The till goes on while the server has not answered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product.barcode = "7001234567890"
        for number in range(20):
            cls.create_product(f"Waiting {number + 101}")

    def test_nobody_waits(self):
        """Twenty lines, the dialog and *Find order* ask nothing that blocks."""
        self.start_till_tour("retail_customer_orders_nobody_waits")
