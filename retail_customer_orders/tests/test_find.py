from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..tools.order_filter import parse_filters
from ..tools.read import PayloadError
from ..tools.reference import read_receipt_token
from .common import CustomerOrderCommon

TRIGRAM_INDEXES = (
    "res_partner_complete_name_trigram_idx",
    "res_partner_phone_partial_gin_idx",
    "sale_order__collector_name_index",
)
TOKEN = "0a1b2c3d-0000-4000-8000-123456789abc"


class FindCommon(CustomerOrderCommon):
    """A cashier who may read no order looks for them."""

    def find(self, register=None, **options):
        register = register or self.register_b
        return self.till().find_orders_from_ui(register.id, options)

    def find_ids(self, **options):
        return [row["id"] for row in self.find(**options)["orders"]]

    def make_back_office_orders(self, number, **values):
        """Make confirmed orders to be picked up in store B, the oldest first."""
        line = {
            "product_id": self.goods_a.id,
            "product_uom_qty": 0.01,
            "fulfilment": "pickup",
            "fulfilment_store_id": self.store_b.id,
        }
        orders = self.env["sale.order"].create(
            [
                {
                    "is_customer_order": True,
                    "partner_id": self.customer.id,
                    "warehouse_id": self.store_b.id,
                    "order_line": [Command.create(line)],
                    **values,
                }
                for _number in range(number)
            ]
        )
        orders.action_confirm()
        for minutes, order in enumerate(orders):
            order.date_order += timedelta(minutes=minutes)
        return orders


@tagged("post_install", "-at_install")
class TestFind(FindCommon):
    """Rows RC-01 to RC-04: presets, scans, free search, filters, pages."""

    def test_rc_01_presets_are_of_this_store(self):
        here = self.make_order([self.later(self.goods_a)])
        ship = self.make_order([self.later(self.goods_b, fulfilment="ship")])
        there = self.make_order([self.later(self.goods_c, store=self.store_a)])
        self.assertEqual(self.find_ids(preset="pickup"), here.ids)
        self.assertEqual(self.find_ids(preset="ship"), ship.ids)
        self.assertEqual(
            self.find_ids(preset="pickup", register=self.register_a), there.ids
        )
        self.assertEqual(self.find_ids(preset="overdue"), [])
        self.assertEqual(
            self.find(preset="pickup")["counts"],
            {"pickup": 1, "ship": 1, "overdue": 0, "all": 3},
        )

    def test_rc_01_counts_come_with_the_first_page_alone(self):
        self.make_back_office_orders(3)
        first = self.find(limit=2)
        self.assertEqual((first["total"], first["more"]), (3, True))
        self.assertIn("counts", first)
        second = self.find(limit=2, after=first["orders"][-1]["id"])
        self.assertEqual(second.keys(), {"orders", "more"})
        self.assertFalse(second["more"])
        self.assertNotIn("counts", self.find(term="Kari"))

    def test_rc_02_scan_of_any_number(self):
        ticket = self.take_order(
            [],
            payload=self.order_payload(
                [self.later(self.goods_a)], client_order_ref="WEB-4711"
            ),
        )
        order = self.order_of(ticket)
        self.make_order([self.later(self.goods_b)])
        pickup = self.pick_up(order, {order.order_line: 1})
        ticket.access_token = TOKEN
        url = f"https://shop.example.com/pos/ticket/validate?access_token={TOKEN}"
        for term in (
            order.customer_order_reference,
            order.name,
            order.name.lower(),
            "WEB-4711",
            ticket.pos_reference,
            pickup.pos_reference,
            url,
        ):
            self.assertEqual(self.find_ids(term=term), order.ids, term)

    def test_rc_02_a_number_is_not_looked_for_among_names(self):
        order = self.make_order([self.later(self.goods_a)])
        order.client_order_ref = "4711"
        other = self.env["res.partner"].create({"name": "Shop 4711"})
        self.make_order([self.later(self.goods_b)], partner=other)
        self.assertEqual(self.find_ids(term="4711"), order.ids)

    def test_rc_02_receipt_code(self):
        for text, token in (
            (f"https://x.example/pos/ticket/validate?access_token={TOKEN}", TOKEN),
            (f"http://x/pos/ticket?a=1&access_token={TOKEN}#top", TOKEN),
            (TOKEN, None),
            ("https://x.example/pos/ticket/validate?access_token=1", None),
            ("S00016", None),
        ):
            self.assertEqual(read_receipt_token(text), token, text)

    def test_rc_03_orders_of_any_store(self):
        order = self.make_order([self.later(self.goods_a, store=self.store_a)])
        self.customer.email = "Kari.Customer@Example.com"
        for term in (
            "kari",
            "customer kari",
            "ari cust",
            "Kari.Customer@Example.com",
            "kari.cust@example",
            "kari.customer@",
            "22334455",
            "22 33 44 55",
            "334455",
        ):
            expected = [] if term == "kari.cust@example" else order.ids
            self.assertEqual(self.find_ids(term=term), expected, term)

    def test_rc_03_phone_however_it_is_written(self):
        norway = self.env.ref("base.no")
        self.company.country_id = norway
        self.customer.write({"country_id": norway.id, "phone": "22 33 44 55"})
        order = self.make_order([self.later(self.goods_a)])
        for term in ("+47 22334455", "004722334455", "22334455", "(22) 33-44.55"):
            self.assertEqual(self.find_ids(term=term), order.ids, term)
        self.customer.phone = "+47 22 33 44 55"
        for term in ("22334455", "0047 22 33 44 55"):
            self.assertEqual(self.find_ids(term=term), order.ids, term)

    def test_rc_03_names_are_no_patterns(self):
        self.make_order([self.later(self.goods_a)])
        for term in ("%%%", "___", "k%i", "a b", "%", "\\", "  ", "' OR 1=1 --"):
            found = self.find_ids(term=term) if term.strip() else []
            self.assertEqual(found, [], term)

    def test_rc_03_archived_customers_are_found(self):
        order = self.make_order([self.later(self.goods_a)])
        self.customer.active = False
        self.assertEqual(self.find_ids(term="kari"), order.ids)

    def test_rc_04_filters(self):
        early = self.make_order(
            [
                self.later(self.goods_a, date="2099-01-01"),
                self.later(self.goods_b, date="2099-02-01", fulfilment="ship"),
            ]
        )
        late = self.make_order(
            [self.later(self.goods_c, date="2099-03-01")], register=self.register_b
        )
        quote = self.order_of(
            self.take_order(
                [],
                payload=self.order_payload(
                    [self.later(self.goods_a)], deposit=0, type="quote"
                ),
            )
        )
        early.date_order = "2020-05-04 21:30:00"  # the 4th in Oslo
        self.store_b.tz = "Europe/Oslo"
        for filters, expected in (
            ({}, early + late + quote),
            ({"origin_store_id": self.store_a.id}, early + quote),
            ({"state": "open"}, early + late),
            ({"state": "quote"}, quote),
            ({"fulfilment": "ship"}, early),
            ({"fulfilment": "ship", "wanted_to": "2099-01-31"}, early.browse()),
            ({"fulfilment": "pickup", "wanted_from": "2099-01-01"}, early + late),
            ({"wanted_from": "2099-02-02", "wanted_to": "2099-03-01"}, late),
            ({"ordered_from": "2020-05-04", "ordered_to": "2020-05-04"}, early),
            ({"ordered_from": "2020-05-05"}, late + quote),
            ({"ordered_to": "2020-05-03"}, early.browse()),
            ({"delivery_mode_id": 2**31 - 1}, early.browse()),
            ({"state": "", "origin_store_id": None}, early + late + quote),
        ):
            found = self.find(preset="all", filters=filters)
            ids = [row["id"] for row in found["orders"]]
            self.assertCountEqual(ids, expected.ids, filters)
            self.assertEqual(found["total"], len(expected), filters)
        self.assertEqual(
            self.find_ids(term="kari", filters={"fulfilment": "ship"}), early.ids
        )
        self.assertEqual(
            self.find_ids(preset="ship", filters={"wanted_from": "2099-02-01"}),
            early.ids,
        )

    def test_rc_04_filters_that_cannot_be_read(self):
        for filters in (
            {"nonsense": 1},
            {"state": 5},
            {"origin_store_id": "1"},
            {"fulfilment": "carry_out"},
            {"ordered_from": "soon"},
            {"ordered_to": "9999-12-31"},
            {"wanted_from": ["2020-01-01"]},
            [1],
        ):
            with self.assertRaises(PayloadError, msg=filters):
                parse_filters(filters)
            with self.assertRaisesRegex(UserError, "Clear the filters"):
                self.find(filters=filters)

    def test_rc_04_choices(self):
        choices = self.till().get_find_choices_from_ui(self.register_b.id)
        stores = {row["id"] for row in choices["stores"]}
        self.assertLessEqual({self.store_a.id, self.store_b.id}, stores)
        self.assertIn({"id": "open", "name": "Open"}, choices["states"])
        other = self.env["res.company"].create({"name": "Other"})
        self.store_a._write({"company_id": other.id})
        self.store_a.invalidate_recordset()
        choices = self.till().get_find_choices_from_ui(self.register_b.id)
        self.assertNotIn(self.store_a.id, {row["id"] for row in choices["stores"]})

    def test_pages_keep_their_place(self):
        """Whatever is taken or moved meanwhile, no order comes twice or is left out."""
        orders = self.make_back_office_orders(7)
        newest_first = orders[::-1].ids
        for preset in ("all", "pickup"):
            first = self.find_ids(preset=preset, limit=3)
            newer = self.make_back_office_orders(1)
            newer.date_order += timedelta(days=1)
            second = self.find_ids(preset=preset, limit=3, after=first[-1])
            third = self.find_ids(preset=preset, limit=3, after=second[-1])
            self.assertEqual(first + second + third, newest_first, preset)
            newer._action_cancel()
            newer.is_customer_order = False

    def test_pages_of_the_same_moment(self):
        orders = self.make_back_office_orders(4)
        orders.date_order = orders[0].date_order
        first = self.find_ids(limit=2)
        second = self.find_ids(limit=2, after=first[-1])
        self.assertEqual(first + second, orders[::-1].ids)

    def test_pages_of_expedited_orders(self):
        orders = self.make_back_office_orders(5)
        orders[:2].is_expedited = True
        pages, after = [], None
        for _page in range(4):
            page = self.find_ids(preset="pickup", limit=2, after=after)
            pages += page
            after = page[-1] if page else after
        self.assertEqual(pages, (orders[1::-1] + orders[:1:-1]).ids)

    def test_a_page_after_nothing_known_is_the_first(self):
        orders = self.make_back_office_orders(1)
        for after in (None, 0, -1, "1", True, 2**40, [1]):
            self.assertEqual(self.find_ids(after=after), orders.ids)


@tagged("post_install", "-at_install")
class TestFindSpeed(FindCommon):
    """What is measured over a million orders by `benchmarks/find_order.py`."""

    def fill(self, record, **values):
        """Make so many copies of a record that an index is worth its while."""
        self.env.flush_all()
        names = [
            name
            for name, field in record._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        taken = [values.get(name, f'"{name}"') for name in names]
        self.env.cr.execute(
            f"""INSERT INTO {record._table} ({", ".join(f'"{n}"' for n in names)})
                SELECT {", ".join(taken)}
                  FROM {record._table}, generate_series(1, 3000) AS n
                 WHERE id = %s""",
            [record.id],
        )

    def explain(self, work):
        """Return the indexes that what work asks can be answered by."""
        self.env.flush_all()
        self.env.cr.execute(
            "ANALYZE sale_order, sale_order_line, res_partner, pos_order"
        )
        # Three thousand rows are read from end to end as quickly. As VACUUM does in
        # time, what is new goes where indexes of parts of words are quick.
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        for index in TRIGRAM_INDEXES:
            self.env.cr.execute("SELECT gin_clean_pending_list(%s)", [index])
        plans = []
        execute = type(self.env.cr).execute

        def spy(cursor, query, params=None, log_exceptions=True):
            text = cursor.mogrify(query, params).decode()
            if text.lstrip().startswith("SELECT"):
                execute(cursor, "EXPLAIN " + text)
                plans.extend(row[0] for row in cursor.fetchall())
            return execute(cursor, query, params, log_exceptions)

        self.env.invalidate_all()
        self.patch(type(self.env.cr), "execute", spy)
        work()
        return "\n".join(plans)

    def test_each_key_has_its_index(self):
        self.customer.email = "kari@example.com"
        order = self.make_order([self.later(self.goods_a)])
        self.fill(
            self.customer,
            complete_name="'Ola ' || n",
            phone="'+47 ' || n",
            phone_sanitized="'+47' || n",
            email_normalized="'ola' || n",
        )
        self.fill(
            order,
            name="'X' || n",
            client_order_ref="'X' || n",
            customer_order_reference="'X' || n",
            collector_name="'Ola ' || n",
        )
        self.fill(
            order.order_request_ids.pos_order_id,
            access_token="'X' || n",
            pos_reference="'X' || n",
            uuid="'X' || n",
        )
        requests = self.env["retail.order.request"].sudo()
        config = self.register_b
        mine = requests._get_preset_domain(config, "all")
        plan = self.explain(
            lambda: [
                requests._find_order_ids(config, term, mine)
                for term in (
                    order.customer_order_reference,
                    "S99999",
                    f"?access_token={TOKEN}",
                    "kari@example.com",
                    "customer kari",
                    "+1 202 555 0123",
                )
            ]
        )
        for index in (
            *TRIGRAM_INDEXES,
            "sale_order_customer_order_reference_unique",
            "sale_order_customer_order_name_idx",
            "sale_order__client_order_ref_index",
            "pos_order_access_token_idx",
            "res_partner_email_begin_idx",
            "res_partner__phone_sanitized_index",
        ):
            self.assertIn(index, plan)
        self.assertNotIn("Seq Scan on res_partner", plan)
        self.assertNotIn("Seq Scan on sale_order", plan)
        self.assertNotIn("Seq Scan on pos_order", plan)

    def count_queries(self, work):
        work()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        return self.env.cr.sql_log_count - before

    def test_a_long_list_takes_the_queries_of_a_short_one(self):
        self.make_back_office_orders(10)
        for options in ({"preset": "pickup"}, {"preset": "all"}, {"term": "kari"}):
            few = self.count_queries(lambda options=options: self.find(**options))
            with self.subTest(options=options):
                self.assertEqual(len(self.find_ids(**options)), 10)
                self.assertLessEqual(few, 40)
        few = self.count_queries(lambda: self.find(preset="pickup"))
        self.make_back_office_orders(30)
        self.assertEqual(len(self.find_ids(preset="pickup")), 40)
        self.assertEqual(self.count_queries(lambda: self.find(preset="pickup")), few)

    def test_detail_takes_the_same_queries_among_many_orders(self):
        order = self.make_back_office_orders(10)[0]

        def read():
            self.till().read_order_from_ui(self.register_b.id, order.id)

        few = self.count_queries(read)
        self.make_back_office_orders(30)
        self.assertEqual(self.count_queries(read), few)
