from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailHootCase


@tagged("post_install", "-at_install")
class TestHoot(RetailHootCase):
    def test_unit(self):
        self.run_hoot("retail_assortment")
