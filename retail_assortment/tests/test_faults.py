from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.retail_base.tests.race import RaceCase

from .test_import import ImportCommon


@tagged("post_install", "-at_install")
class TestFaults(ImportCommon):
    """What people get wrong is refused with a sentence, in forms and in files."""

    def test_end_before_start_names_each_row_of_a_file(self):
        header = ["assortment_id", "product_id", "date_start", "date_end"]
        rows = [
            ["Spring", "Rake", "2026-03-01", "2026-03-01"],
            ["Spring", "Chair", "2026-03-02", "2026-03-01"],
            ["Spring", "Spade", "", "2026-03-01"],
            ["Spring", "Pan", "2026-03-31", "2026-03-01"],
        ]
        self.assertFalse(self._import(header, rows))
        self.assertEqual([one["rows"]["from"] for one in self.messages], [1, 3])
        self.assertEqual([one["record"] for one in self.messages], [2, 4])
        self.assertIn(
            "“Chair” would end on 2026-03-01, before it starts on 2026-03-02",
            self.messages[0]["message"],
        )
        self.assertEqual(len(self.rule.line_ids), 1)

    def test_ten_wrong_rows_are_named(self):
        header = ["assortment_id", "product_id", "date_start", "date_end"]
        rows = [["Spring", "Rake", "2026-03-02", "2026-03-01"]] * 12
        self.assertFalse(self._import(header, rows))
        self.assertEqual(self.messages[-1]["message"], "2 more rows are wrong.")
        self.assertEqual(len(self.messages), 11)

    def test_end_before_start_of_an_assortment_in_a_file(self):
        header = ["name", "date_start", "date_end", "line_ids/product_id"]
        header += ["line_ids/date_start", "line_ids/date_end"]
        rows = [
            ["Good", "2026-03-01", "2026-03-02", "Rake", "", ""],
            ["Bad", "2026-03-02", "2026-03-01", "Rake", "", ""],
            ["", "", "", "Chair", "2026-03-02", "2026-03-01"],
        ]
        self.assertFalse(self._import(header, rows, model="retail.assortment"))
        self.assertEqual([one["rows"]["from"] for one in self.messages], [1, 2])

    def test_a_date_that_would_end_before_what_is_stored(self):
        """A file that names one date alone: the row is named by the database."""
        self.rule.line_ids.date_start = "2026-03-02"
        self.env.flush_all()
        with mute_logger("odoo.sql_db"):
            self._import([".id", "date_end"], [[self.rule.line_ids.id, "2026-03-01"]])
        self.assertIn("cannot end before it starts", self.messages[0]["message"])
        self.assertEqual(self.messages[0]["rows"], {"from": 0, "to": 0})

    @mute_logger("odoo.sql_db")
    def test_a_row_that_names_nothing_or_two_things(self):
        header = ["assortment_id", "categ_id", "product_id"]
        rows = [
            ["Spring", "", "Rake"],
            ["Spring", "", ""],
            ["Spring", "Garden", "Rake"],
        ]
        self.assertFalse(self._import(header, rows))
        self.assertEqual([one["rows"]["from"] for one in self.messages], [1, 2])
        for message in self.messages:
            self.assertIn("names one thing", message["message"])

    def test_a_date_that_is_none_is_said(self):
        header = ["assortment_id", "product_id", "date_start", "date_end"]
        self._import(header, [["Spring", "Rake", "2026-03-01", "soon"]])
        self.assertEqual(self.messages[0]["type"], "error")
        self.assertIn("soon", self.messages[0]["message"])

    def test_an_import_leaves_no_published_assortment_empty(self):
        header = ["name", "state", "store_ids"]
        rows = [["Summer", "Published", "Store A"]]
        self.assertFalse(self._import(header, rows, model="retail.assortment"))
        self.assertIn("“Summer” is empty", self.messages[0]["message"])
        header += ["line_ids/product_id"]
        nowhere = [["Summer", "Published", "", "Rake"]]
        self.assertFalse(self._import(header, nowhere, model="retail.assortment"))
        self.assertIn("is for no store", self.messages[0]["message"])
        rows = [["Summer", "Published", "Store A", "Rake"]]
        rule = self._import_all(header, rows, model="retail.assortment")
        self.assertEqual(rule.state, "published")

    def test_the_last_line_and_the_last_store_stay(self):
        with self.refused("would be empty. Close it instead"):
            self.rule.line_ids.unlink()
        other = self._assort(self.store_a, include=self.pan, name="Other")
        with self.refused("“(Spring|Other)” is published and would be empty"):
            (self.rule | other).line_ids.unlink()
        other.action_close()
        with self.refused("“Spring” is for no store"):
            self.store_a.assortment_ids = [Command.clear()]

    def test_the_last_line_does_not_leave_for_another_assortment(self):
        other = self._assort(self.store_a, include=self.pan, name="Other")
        with self.refused("“Spring” is empty"):
            self.rule.line_ids.assortment_id = other

    def test_circular_groups_and_categories_are_refused(self):
        north = self._create_group("North")
        oslo = self._create_group("Oslo", north)
        with self.refused("North cannot be below itself. Choose another parent"):
            north.parent_id = oslo
        with self.refused("cannot be below itself"):
            north.parent_id = north
        self.assertFalse(
            self._import_groups([["North", "North / Oslo"]], north, oslo),
        )
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.garden.parent_id = self.tools

    def _import_groups(self, rows, north, oslo):
        """Put North below Oslo by a file, as an administrator."""
        groups = self.env["retail.store.group"].with_user(self.admin)
        result = groups.load([".id", "parent_id/.id"], [[str(north.id), str(oslo.id)]])
        self.assertIn("cannot be below itself", result["messages"][0]["message"])
        return result["ids"]


@tagged("post_install", "-at_install")
class TestPublishingAtOnce(RaceCase):
    """Two managers at the same assortment."""

    @classmethod
    def _set_up(cls, env):
        group = env.ref("retail_base.group_retail_manager")
        cls.managers = (
            env["res.users"]
            .create(
                [
                    {
                        "name": f"Manager {n}",
                        "login": f"publishing_manager_{n}",
                        "group_ids": [Command.set(group.ids)],
                    }
                    for n in range(2)
                ]
            )
            .ids
        )
        cls.product = env["product.product"].create({"name": "Race"}).id
        cls.group = env["retail.store.group"].create({"name": "Nowhere"}).id

    @classmethod
    def _clean(cls, env):
        env["product.product"].browse(cls.product).unlink()
        env["retail.store.group"].browse(cls.group).unlink()
        env["res.users"].browse(cls.managers).active = False

    def setUp(self):
        super().setUp()
        [self.rule] = self.commit(
            lambda env: env["retail.assortment"].create(
                {
                    "name": "Race",
                    "group_ids": [Command.set([self.group])],
                    "line_ids": [Command.create({"product_id": self.product})],
                }
            )
        )
        self.addCleanup(self._delete)

    def _delete(self):
        with self.committed() as env:
            rule = env["retail.assortment"].browse(self.rule)
            rule.action_close()
            rule.unlink()

    def _race(self, first, second):
        """Let both managers act at once, the second waiting for the first, as the
        server runs them; return how the second ended.

        :param first: function of the assortment
        :param second: the same
        """

        def browse(cr, user_id):
            return self.env_of(cr, user_id)["retail.assortment"].browse(self.rule)

        def serve(cr):
            rule = browse(cr, self.managers[1])
            retrying(lambda: second(rule), rule.env)

        return self.race(lambda cr: first(browse(cr, self.managers[0])), serve)

    def _read(self, read):
        with self.committed() as env:
            return read(env["retail.assortment"].browse(self.rule))

    def _get_publications(self, rule):
        """Return who published, as the chatter has it."""
        values = rule.message_ids.sudo().tracking_value_ids.filtered(
            lambda value: value.field_id.name == "state"
        )
        return [
            (value.mail_message_id.author_id.name, value.new_value_char)
            for value in values
        ]

    def test_two_managers_publish_at_once(self):
        def publish(rule):
            rule.action_publish()

        self.assertIsNone(self._race(publish, publish))
        self.assertEqual(self._read(lambda rule: rule.state), "published")
        self.assertEqual(
            self._read(self._get_publications), [("Manager 0", "Published")]
        )

    def test_one_publishes_what_the_other_changes(self):
        def change(rule):
            rule.date_end = "2099-12-31"
            rule.line_ids.date_end = "2099-12-24"

        self.assertIsNone(self._race(change, lambda rule: rule.action_publish()))
        self.assertEqual(
            self._read(
                lambda rule: (
                    rule.state,
                    str(rule.date_end),
                    str(rule.line_ids.date_end),
                )
            ),
            ("published", "2099-12-31", "2099-12-24"),
        )
        self.assertEqual(
            self._read(self._get_publications), [("Manager 1", "Published")]
        )

    def test_one_empties_what_the_other_publishes(self):
        outcome = self._race(
            lambda rule: rule.action_publish(), lambda rule: rule.line_ids.unlink()
        )
        self.assertIsInstance(outcome, UserError)
        self.assertIn("would be empty", str(outcome))
        self.assertEqual(self._read(lambda rule: len(rule.line_ids)), 1)
        self.assertNotIsInstance(outcome, ValidationError)
