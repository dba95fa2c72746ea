from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon

# Debian's package leaves this library out, and the bundle complains.
MISSING = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"


@tagged("post_install", "-at_install")
class TestBackOfficeTours(RetailTillHttpCommon):
    """A plain user of Retail in the web client, on a desk and on a phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.company.retail_deposit_percent = 10
        cls.company._ensure_retail_deposit()
        cls.company._ensure_retail_charge_codes()
        code = cls.company.retail_cancellation_charge_code_id
        code.product_id.taxes_id = False
        cls.company.retail_cancellation_charge_percent = 10
        cls.user = cls.create_user(
            "store_user", "retail_base.group_retail_user", password="store_user"
        )
        cls.env["ir.asset"].create(
            {
                "name": f"Without {MISSING}",
                "bundle": "web.assets_backend",
                "directive": "remove",
                "path": MISSING,
            }
        )
        cls.chair = cls.create_product("Chair", list_price=100, stock={cls.store_b: 10})

    def _quote(self):
        line = {
            "product_id": self.chair.id,
            "product_uom_qty": 4,
            "fulfilment": "pickup",
            "fulfilment_store_id": self.store_b.id,
        }
        return self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "order_line": [(0, 0, line)],
            }
        )

    def test_w_01_from_quote_to_refund(self):
        order = self._quote()
        self.start_tour(
            f"/odoo/customer-orders/{order.id}",
            "retail_customer_orders_back_office",
            login=self.user.login,
        )
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(order.deposit_received, 200)
        self.assertEqual(order.deposit_refunded, 120)
        self.assertEqual(order.deposit_held, 0)
        self.assertEqual(order.order_line[:1].qty_delivered, 1)
