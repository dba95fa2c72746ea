from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AssortmentCommon


@tagged("post_install", "-at_install")
class TestRetailAssortment(AssortmentCommon):
    def test_publishing_an_empty_assortment_is_refused(self):
        rule = self._assort(self.store_a, include=self.spade, state="draft")
        rule.line_ids = [Command.clear()]
        with self.refused("is empty. Add at least one"):
            rule.action_publish()
        nowhere = self._assort(self.store_a.browse(), include=self.spade, state="draft")
        with self.refused("is for no store. Add at least"):
            nowhere.action_publish()

    def test_a_published_assortment_keeps_a_line_and_a_store(self):
        rule = self._assort(self.store_a, include=[self.spade, self.rake])
        rule.line_ids[0].unlink()
        with self.refused("would be empty. Close it instead"):
            rule.line_ids.unlink()
        with self.refused("is empty"):
            rule.line_ids = [Command.clear()]
        rule.line_ids = [Command.clear(), self._line(self.pan)]
        self.assertEqual(self._carried(self.store_a), self.pan)
        with self.refused("is for no store"):
            rule.store_ids = [Command.clear()]
        with self.refused("is published. Close it"):
            rule.unlink()
        rule.action_close()
        rule.unlink()

    @mute_logger("odoo.sql_db")
    def test_end_before_start_is_refused(self):
        rule = self._assort(self.store_a, include=self.spade)
        dates = {"date_start": "2026-03-02", "date_end": "2026-03-01"}
        for record in (rule, rule.line_ids):
            with self.subTest(record._name):
                with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                    record.write(dates)
                    record.flush_recordset()
                constraint = type(record)._table_objects[f"{record._table}_date_check"]
                message = constraint.get_error_message(record)
                self.assertIn("cannot end before it starts", message)
                record.write({**dates, "date_end": "2026-03-02"})

    @mute_logger("odoo.sql_db")
    def test_a_line_names_exactly_one_thing(self):
        rule = self._assort(self.store_a, include=self.spade)
        for values in (
            {},
            {"categ_id": self.tools.id, "product_id": self.spade.id},
        ):
            with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                rule.line_ids.create({"assortment_id": rule.id, **values})
        with self.refused("Choose a category, a product or"):
            rule.line_ids.target = "res.partner,1"

    def test_what_a_line_names_is_set_and_changed(self):
        rule = self._assort(self.store_a, include=self.tools)
        line = rule.line_ids
        self.assertEqual((line.target, line.categ_id), (self.tools, self.tools))
        line.target = self.spade.product_tmpl_id
        self.assertEqual(line.product_tmpl_id, self.spade.product_tmpl_id)
        self.assertFalse(line.categ_id)
        line.write({"product_tmpl_id": False, "product_id": self.spade.id})
        self.assertEqual(line.target, self.spade)
        self.assertEqual(line.display_name, self.spade.display_name)

    def test_form_edits_lines_in_place(self):
        with Form(self.env["retail.assortment"].with_user(self.manager)) as form:
            form.name = "Winter"
            form.store_ids.add(self.store_a)
            with form.line_ids.new() as line:
                self.assertEqual(line.effect, "include")
                line.target = f"product.category,{self.garden.id}"
            with form.line_ids.new() as line:
                line.target = f"product.product,{self.rake.id}"
                line.effect = "exclude"
        rule = form.record
        self.assertEqual(rule.line_ids.categ_id, self.garden)
        self.assertEqual(rule.line_ids.filtered("exclude").product_id, self.rake)
        self.assertEqual((rule.store_count, rule.product_count), (1, 2))
        rule.action_publish()
        self.assertEqual(self._carried(self.store_a), self.spade | self.chair)

    def test_as_13_a_copy_is_a_draft_with_the_same_lines(self):
        rule = self._assort(self.store_a, include=self.garden, exclude=self.rake)
        copied = rule.copy()
        self.assertEqual((copied.name, copied.state), ("Range (copy)", "draft"))
        self.assertEqual(copied.store_ids, self.store_a)
        self.assertEqual(
            [(line.target, line.exclude) for line in copied.line_ids],
            [(line.target, line.exclude) for line in rule.line_ids],
        )

    def test_publishing_again_changes_nothing(self):
        rule = self._assort(self.store_a, include=self.spade)
        write_date = rule.write_date
        rule.action_publish()
        self.assertEqual((rule.state, rule.write_date), ("published", write_date))

    def test_circular_groups_are_refused(self):
        north = self._create_group("North")
        oslo = self._create_group("Oslo", north)
        with self.assertRaises(UserError):
            north.parent_id = oslo

    def test_products_of_an_assortment_are_those_it_carries_by_itself(self):
        rule = self._assort(
            self.store_a,
            include=self.garden,
            exclude=self.rake,
            state="draft",
            date_start="2099-01-01",
        )
        rule.line_ids.filtered("exclude").date_start = "2099-01-01"
        other = self._assort(self.store_a, include=self.pan, exclude=self.spade)
        template = self.env["product.template"]
        spade, rake, chair, pan = (
            product.product_tmpl_id
            for product in (self.spade, self.rake, self.chair, self.pan)
        )
        self.assertEqual(
            template.search([("assortment_ids", "in", rule.ids)]),
            (spade | chair).sorted(),
        )
        self.assertEqual(template.search([("assortment_ids", "in", other.ids)]), pan)
        self.assertEqual(chair.assortment_ids, rule)
        self.assertEqual(pan.assortment_ids, other)
        self.assertFalse(rake.assortment_ids)

    def test_who_may_do_what(self):
        rule = self._assort(self.store_a, include=self.spade, state="draft")
        self.assertEqual(rule.with_user(self.retail_user).name, "Range")
        with self.assertRaises(AccessError):
            rule.with_user(self.retail_user).name = "Mine"
        with self.assertRaises(AccessError):
            rule.with_user(self.cashier).read(["name"])
        rule.with_user(self.manager).action_publish()
        rule.with_user(self.manager).action_close()
        with self.assertRaises(AccessError):
            rule.with_user(self.manager).unlink()
        rule.with_user(self.admin).unlink()

    def test_named_products_are_not_deleted_silently(self):
        self._assort(self.store_a, include=[self.spade, self.tools])
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.spade.unlink()
            self.env.flush_all()

    def test_policy_falls_back_to_the_default_profile(self):
        policy = self.store_a._get_out_of_range_policy
        self.assertEqual(policy(), "order_only")
        profile = self.env["retail.profile"].create({"name": "City"})
        self.store_a.profile_id = profile
        self.assertEqual(policy(), "forbid")
        self.company.retail_profile_id = self.env["retail.profile"].create(
            {"name": "Default", "out_of_range_policy": "approval"}
        )
        self.assertEqual(policy(), "approval")
        profile.out_of_range_policy = "allow"
        self.assertEqual(policy(), "allow")
        self.assertEqual(self.store_b._get_out_of_range_policy(), "approval")
