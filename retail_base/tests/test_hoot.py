from odoo.tests import tagged

from .common import RetailHootCase


@tagged("post_install", "-at_install")
class TestHoot(RetailHootCase):
    def test_unit(self):
        self.run_hoot("retail_base")
