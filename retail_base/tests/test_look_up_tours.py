from odoo import Command
from odoo.tests import tagged

from .common import RetailTillHttpCommon

SCANNED = "4006381333931"


@tagged("post_install", "-at_install")
class TestLookUpTours(RetailTillHttpCommon):
    """A cashier looks up what other stores have, on a desktop and on a phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.store_c = cls.create_store("Store C")
        cls.depot = cls.create_store("Depot", is_store=False)
        for place, latitude, longitude in (
            (cls.store_a, 59.9123, 10.7422),
            (cls.store_b, 60.3922, 5.3243),
            (cls.store_c, 59.9560, 11.0490),
            (cls.depot, 0, 0),
        ):
            cls._set_address(place, latitude, longitude)
        cls.store_a.opening_calendar_id = cls._create_calendar()
        cls.store_a.fulfilment_group_ids = cls.env["retail.fulfilment.group"].create(
            {
                "name": "Around",
                "company_id": cls.store_a.company_id.id,
                "member_ids": [
                    Command.create({"warehouse_id": place.id})
                    for place in cls.store_a | cls.store_b | cls.store_c | cls.depot
                ],
            }
        )
        cls._create_jacket()

    @classmethod
    def _set_address(cls, place, latitude, longitude):
        place.partner_id = cls.env["res.partner"].create(
            {
                "name": place.name,
                "street": "Main Street 1",
                "city": f"City of {place.name}",
                "partner_latitude": latitude,
                "partner_longitude": longitude,
            }
        )

    @classmethod
    def _create_calendar(cls):
        """Create hours from the first minute of each day to the last but a few."""
        return cls.env["resource.calendar"].create(
            {
                "name": "Long hours",
                "company_id": cls.store_a.company_id.id,
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": "Open",
                            "dayofweek": str(day),
                            "day_period": "full_day",
                            "hour_from": 0,
                            "hour_to": 23.9,
                        }
                    )
                    for day in range(7)
                ],
            }
        )

    @classmethod
    def _create_jacket(cls):
        """Create a jacket whose values stand in another order than they were made."""
        attributes = cls.env["product.attribute"].create(
            [{"name": "Colour", "sequence": 1}, {"name": "Size", "sequence": 2}]
        )
        names = {"Colour": {"Blue": 2, "Navy": 1}, "Size": {"M": 2, "S": 1}}
        cls.env["product.attribute.value"].create(
            [
                {"attribute_id": attribute.id, "name": name, "sequence": sequence}
                for attribute in attributes
                for name, sequence in names[attribute.name].items()
            ]
        )
        template = cls.env["product.template"].create(
            {
                "name": "Jacket",
                "is_storable": True,
                "available_in_pos": True,
                "list_price": 80,
                "taxes_id": [Command.clear()],
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                    for attribute in attributes
                ],
            }
        )
        cls.jackets = {}
        for variant in template.product_variant_ids:
            chosen = variant.product_template_attribute_value_ids
            code = "-".join(chosen.sorted("attribute_id").mapped("name")).upper()
            variant.default_code = f"JAC-{code}"
            cls.jackets[code] = variant
        cls.jackets["NAVY-M"].barcode = SCANNED
        cls.jackets["BLUE-M"].active = False
        for code, place, quantity in (
            ("NAVY-S", cls.store_a, 2),
            ("BLUE-S", cls.store_a, 1),
            ("NAVY-M", cls.store_b, 4),
            ("NAVY-M", cls.depot, 9),
        ):
            cls.env["stock.quant"]._update_available_quantity(
                cls.jackets[code], place.lot_stock_id, quantity
            )

    def test_il_01_from_cart_and_product(self):
        quants = self.env["stock.quant"]
        quants._update_available_quantity(self.product, self.store_b.lot_stock_id, -3)
        self._receive(self.store_b, 3)
        self.start_till_tour("RetailStockDialogTour")

    def _receive(self, store, quantity):
        suppliers = self.env.ref("stock.stock_location_suppliers")
        self.env["stock.picking"].create(
            {
                "picking_type_id": store.in_type_id.id,
                "location_id": suppliers.id,
                "location_dest_id": store.lot_stock_id.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "product_uom_qty": quantity,
                            "location_id": suppliers.id,
                            "location_dest_id": store.lot_stock_id.id,
                        }
                    )
                ],
            }
        ).action_confirm()

    def test_il_04_look_up_and_matrix(self):
        self.start_till_tour("RetailLookUpTour")

    def test_il_04_look_up_and_matrix_on_a_phone(self):
        with self.phone():
            self.start_till_tour("RetailLookUpTour")

    def test_il_01_off_line(self):
        self.start_till_tour("RetailLookUpOfflineTour")
