"""A cashier's look-up, for the tests of what it says."""

from odoo.fields import Command

from .common import RetailCommon


class LookUpCommon(RetailCommon):
    """Four places in the fulfilment group of store A, the depot without coordinates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls._create_product(
            "Green Lamp",
            default_code="LAMP_7",
            barcode="7099990099999",
            available_in_pos=True,
        )
        cls.store_c = cls._create_store("Store C", "RSC")
        cls.group = cls.env["retail.fulfilment.group"].create(
            {
                "name": "Around",
                "member_ids": [
                    Command.create({"warehouse_id": place.id})
                    for place in cls.store_a | cls.store_b | cls.store_c | cls.depot
                ],
            }
        )
        cls.store_a.fulfilment_group_ids = cls.group
        for place, latitude, longitude in (
            (cls.store_a, 59.9123, 10.7422),
            (cls.store_b, 60.3922, 5.3243),
            (cls.store_c, 59.9560, 11.0490),
            (cls.depot, 0, 0),
        ):
            cls._set_address(place, latitude, longitude)

    @classmethod
    def _set_address(cls, place, latitude, longitude):
        place.partner_id = cls.env["res.partner"].create(
            {
                "name": place.name,
                "street": "Main Street 1",
                "zip": "0154",
                "city": f"City of {place.name}",
                "phone": "+47 22 00 00 16",
                "partner_latitude": latitude,
                "partner_longitude": longitude,
            }
        )

    @classmethod
    def _create_calendar(cls, hours=((10, 18),), days=(0, 1, 2, 3, 4, 5), **values):
        return cls.env["resource.calendar"].create(
            {
                "name": "Hours",
                "company_id": cls.company.id,
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": "Open",
                            "dayofweek": str(day),
                            "day_period": "morning",
                            "hour_from": start,
                            "hour_to": end,
                        }
                    )
                    for day in days
                    for start, end in hours
                ],
                **values,
            }
        )

    def _look_up(self, *args, register=None):
        return (
            self.env["product.product"]
            .with_user(self.cashier)
            .get_store_availability(
                (register or self.register_a).id, self.product.ids, *args
            )
        )
