import re
from html import unescape

from odoo.fields import Command
from odoo.tests import tagged

from .common import AssortmentCommon


@tagged("post_install", "-at_install")
class TestLog(AssortmentCommon):
    """Who changed what of an assortment, in its chatter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls.rule = cls.env["retail.assortment"].browse(
            cls._assort(cls.store_a, include=[cls.pan, cls.garden], name="Spring").id
        )
        cls._begin()

    @classmethod
    def _begin(cls):
        """Make what there is part of another transaction, as far as a test can."""
        cls.env.flush_all()
        cls.env.cr.precommit.run()
        cls.env.cr.execute(
            "UPDATE retail_assortment SET create_date = '2020-01-01';"
            "DELETE FROM mail_message WHERE model = 'retail.assortment'"
        )
        cls.env.invalidate_all()

    def _get_log(self, assortment=None):
        """End the transaction, as far as a test can; return what its messages say."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        messages = (assortment or self.rule).message_ids.sorted("id")
        return [
            [unescape(item) for item in re.findall("<li>(.*?)</li>", message.body)]
            for message in messages
            if message.body
        ]

    def _logged(self, assortment=None):
        """Return what the one message of this transaction says."""
        messages = self._get_log(assortment)
        self.assertEqual(len(messages), 1, messages)
        return messages[0]

    def test_lines_that_come_and_go(self):
        rule = self.rule.with_user(self.manager)
        rule.line_ids = [
            self._line(self.chair, exclude=True),
            self._line(self.spade, date_start="2026-12-01", date_end="2026-12-24"),
        ]
        rule.line_ids.filtered(lambda line: line.product_id == self.pan).unlink()
        self.assertEqual(
            self._logged(),
            [
                "+ Exclude Chair",
                "+ Include Spade, from 1 Dec 2026, until 24 Dec 2026",
                "− Include Pan",
            ],
        )
        message = self.rule.message_ids[0]
        self.assertEqual(message.author_id, self.manager.partner_id)
        self.assertTrue(message.is_internal)
        self.assertFalse(message.notified_partner_ids)

    def test_lines_that_change(self):
        first, second = self.rule.line_ids
        first.write({"date_end": "2026-12-01"})
        self.assertEqual(
            self._logged(), [f"{first.display_name}: until not set → 1 Dec 2026"]
        )
        self._begin()
        first.date_end = "2026-12-24"
        second.write({"effect": "exclude", "date_start": "2026-11-01"})
        self.assertEqual(
            self._logged(),
            [
                f"{first.display_name}: until 1 Dec 2026 → 24 Dec 2026",
                f"{second.display_name}: Include → Exclude, from not set → 1 Nov 2026",
            ],
        )

    def test_a_line_that_names_something_else(self):
        line = self.rule.line_ids.filtered("categ_id")
        line.target = self.tools
        self.assertEqual(self._logged(), ["Garden / Tools: instead of Garden"])

    def test_a_line_that_moves_to_another_assortment(self):
        other = self._assort(self.store_b, include=self.pan, name="Other")
        self._begin()
        line = self.rule.line_ids.filtered("categ_id")
        line.assortment_id = other
        self.assertEqual(self._logged(), ["− Include Garden"])
        self.assertEqual(self._logged(other), ["+ Include Garden"])

    def test_stores_and_groups_that_come_and_go(self):
        north = self._create_group("North")
        self.rule.write(
            {
                "store_ids": [
                    Command.link(self.store_b.id),
                    Command.unlink(self.store_a.id),
                ],
                "group_ids": [Command.link(north.id)],
            }
        )
        self.assertCountEqual(
            self._logged(),
            ["+ Store Store B", "− Store Store A", "+ Store group North"],
        )

    def test_a_store_that_takes_an_assortment_on_its_own_form(self):
        store = self.store_b.with_env(self.env)
        store.assortment_ids = [Command.link(self.rule.id)]
        self.assertEqual(self._logged(), ["+ Store Store B"])
        self._begin()
        store.assortment_ids = [Command.clear()]
        self.assertEqual(self._logged(), ["− Store Store B"])

    def test_ten_changes_are_named(self):
        self.env["res.lang"]._activate_lang("en_US")
        products = self.env["product.product"].create(
            [{"name": f"Article {n:04}"} for n in range(1200)]
        )
        self.rule.line_ids = [self._line(product) for product in products]
        logged = self._logged()
        self.assertEqual(logged[0], "+ Include Article 0000")
        self.assertEqual(logged[9], "+ Include Article 0009")
        self.assertEqual(logged[10:], ["and 1,190 more"])

    def test_a_name_is_no_markup(self):
        self.chair.name = "<b>Chair</b>"
        self.rule.line_ids = [self._line(self.chair)]
        self.assertEqual(self._logged(), ["+ Include <b>Chair</b>"])
        self.assertIn("&lt;b&gt;Chair", self.rule.message_ids[0].body)

    def test_what_is_no_change_is_not_logged(self):
        first, second = self.rule.line_ids
        first.write({"exclude": first.exclude})
        second.exclude = True
        second.exclude = False
        added = self.rule.line_ids.create(
            {"assortment_id": self.rule.id, "product_id": self.chair.id}
        )
        added.unlink()
        self.rule.store_ids = [Command.link(self.store_b.id)]
        self.rule.store_ids = [Command.unlink(self.store_b.id)]
        self.assertEqual(self._get_log(), [])

    def test_what_is_rolled_back_is_not_logged(self):
        """As by the button *Test* of an import."""
        with self.env.cr.savepoint() as savepoint:
            self.rule.line_ids[0].exclude = True
            self.rule.line_ids[1].unlink()
            self.rule.line_ids = [self._line(self.chair)]
            self.env.flush_all()
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual(self._get_log(), [])

    def test_what_is_new_logs_its_creation_alone(self):
        rule = self._assort(self.store_a, include=[self.pan], state="draft")
        rule.line_ids = [self._line(self.chair)]
        rule.store_ids = [Command.link(self.store_b.id)]
        rule.line_ids[0].unlink()
        self.assertEqual(self._get_log(rule), [[]])
        self.assertIn("created", rule.message_ids.body)
        self._begin()
        rule.line_ids = [self._line(self.spade)]
        self.assertEqual(self._logged(rule), ["+ Include Spade"])

    def test_what_was_deleted_meanwhile_is_logged_all_the_same(self):
        gone = self._create_product("Gone")
        line = self.rule.line_ids.create(
            {"assortment_id": self.rule.id, "product_id": gone.id}
        )
        self._begin()
        line.unlink()
        gone.unlink()
        self.assertEqual(self._logged(), ["− Include something deleted"])
        self.rule.line_ids[0].unlink()
        self.rule.action_close()
        self.rule.unlink()
        self.env.cr.precommit.run()

    def test_an_import_is_logged_once_and_a_silent_write_is_not(self):
        self.rule.line_ids.with_context(tracking_disable=True).exclude = True
        self.assertEqual(self._get_log(), [])
        lines = self.env["retail.assortment.line"].with_context(
            tracking_disable=True, import_file=True
        )
        result = lines.load(
            ["assortment_id", "product_id"], [["Spring", "Rake"], ["Spring", "Chair"]]
        )
        self.assertFalse(result["messages"])
        self.assertEqual(self._logged(), ["+ Include Rake", "+ Include Chair"])

    def test_several_assortments_have_a_message_each(self):
        other = self._assort(self.store_b, include=self.pan, name="Other")
        self._begin()
        (self.rule | other).line_ids.date_end = "2099-12-31"
        self.assertEqual(len(self._logged()), 2)
        self.assertEqual(self._logged(other), ["Pan: until not set → 31 Dec 2099"])
