from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillCommon

from .till import AssortmentBuilders


@tagged("post_install", "-at_install")
class TestNoProcessing(AssortmentBuilders, RetailTillCommon):
    """The need of AS-08, a ready list for each register, met with nothing to process.

    Everything is asked as a plain cashier, in the very next call after the change.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_range()
        cls.open_session(cls.register_a)
        cls.lamps = (cls.product | cls.red | cls.green).product_tmpl_id

    def _ask(self, *args):
        """Return what one request of the register says of its range."""
        configs = self.env["pos.config"].with_user(self.cashier)
        return configs.get_range_from_ui(self.register_a.id, *args)

    def _get_range(self):
        """Return the lamps that the register may sell, and those that it loads."""
        outside = self._ask(self.lamps.ids)["outside"]
        session = self.register_a.current_session_id.with_user(self.cashier)
        data = session.load_data(["pos.config", "product.template"])
        loaded = {row["id"] for row in data["product.template"]}
        inside = self.lamps.filtered(lambda lamp: lamp.id not in outside)
        self.assertEqual(self.lamps.filtered(lambda lamp: lamp.id in loaded), inside)
        return inside

    def test_as_08_nothing_of_ours_runs_in_the_background(self):
        ours = self.env["ir.model.data"].search(
            [
                ("module", "in", ["retail_base", "retail_assortment"]),
                ("model", "in", ["ir.cron", "base.automation"]),
            ]
        )
        self.assertFalse(ours)

    def test_as_08_every_change_acts_in_the_next_call(self):
        blue, red, green = self.lamps
        lights = self.env["product.category"].create({"name": "Lights"})
        group = self.env["retail.store.group"].create({"name": "North"})
        north = self.assort(self.store_b, self.red, name="North")
        north.write({"store_ids": False, "group_ids": [Command.set(group.ids)]})
        category = Command.create({"categ_id": lights.id, "exclude": True})
        triggers = self.env["ir.cron.trigger"].sudo().search_count([])
        for change, inside in (
            (lambda: None, blue | green),
            (lambda: self.store_a.write({"store_group_id": group.id}), self.lamps),
            (lambda: self.range_a.write({"line_ids": [category]}), self.lamps),
            (lambda: green.write({"categ_id": lights.id}), blue | red),
            (lambda: north.action_close(), blue),
            (lambda: self.range_a.line_ids[0].unlink(), red.browse()),
        ):
            change()
            self.assertEqual(self._get_range(), inside)
        self.assertEqual(self.env["ir.cron.trigger"].sudo().search_count([]), triggers)

    def test_as_08_a_date_that_passes_acts_by_itself(self):
        blue, red, green = self.lamps
        self.assort(self.store_a, self.red, date_start="2026-03-02")
        with freeze_time("2026-03-01 23:59:00"):
            self.assertEqual(self._get_range(), blue | green)
            self.assertEqual(self._ask()["next_change"], 60)
        with freeze_time("2026-03-02 00:00:00"):
            self.assertEqual(self._get_range(), blue | red | green)

    def test_as_08_all_drafts_are_published_at_once(self):
        """Publishing many is all that is left of a manual *Process all*."""
        blue, red, green = self.lamps
        drafts = self.assort(self.store_a, self.red, state="draft")
        drafts |= self.assort(self.store_a, self.green, state="draft")
        drafts[1].line_ids.exclude = True
        self.assertEqual(self._get_range(), blue | green)
        drafts.action_publish()
        self.assertEqual(self._get_range(), blue | red)

    def test_as_08_the_register_reads_its_set_in_one_request(self):
        blue, red, green = self.lamps

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            asked = self.env["product.template"].search([])
            answer = self._ask((asked - green).ids, True)
            self.assertIn(red.id, answer["outside"])
            self.assertNotIn(blue.id, answer["outside"])
            self.assertIn(green.id, answer["missing"])
            return self.env.cr.sql_log_count - start

        count()  # what is read once, as access rights
        few = count()
        for number in range(20):
            lamp = self.create_product(f"Lamp {number}")
            self.assort((self.store_a, self.store_b)[number % 2], lamp)
        count()
        self.assertEqual(count(), few)
