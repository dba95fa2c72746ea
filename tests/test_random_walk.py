"""Customer orders live through whatever people may do, and the truths hold."""

from ast import literal_eval
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from lxml import etree

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_customer_orders.tests.common import CustomerOrderCommon

CENT = 0.005


@tagged("post_install", "-at_install")
class TestRandomWalk(CustomerOrderCommon):
    """Two stores, four products with taxes that round, one desk with a bank journal."""

    runs = 200
    steps = 8

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.company_data["default_journal_bank"]
        cls.company._ensure_retail_charge_codes()
        cls.company.retail_cancellation_charge_percent = 7
        # What is taken, paid and cancelled is judged elsewhere.
        cls.company.retail_deposit_percent = 0
        stock = {cls.store_a: 1000, cls.store_b: 1000}
        cls.goods = cls.env["product.product"].union(
            *(
                cls.create_product(
                    f"Walk {number}", list_price=price, taxes=tax, stock=stock
                )
                for number, (price, tax) in enumerate(
                    (
                        (99.99, cls.create_tax(25, "tax_included")),
                        (33.33, cls.create_tax(12, "tax_excluded")),
                        (0.05, cls.create_tax(6, "tax_included")),
                        (7.77, None),
                    )
                )
            )
        )
        cls.registers = cls.register_a | cls.register_b
        for register in cls.registers:
            cls.open_session(register)

    @classmethod
    def create_tax(cls, amount, included):
        account = cls.env["account.account"].search(
            [("code", "=", "275000"), ("company_ids", "in", cls.company.ids)]
        ) or cls.env["account.account"].create(
            {
                "name": "Tax to pay",
                "code": "275000",
                "account_type": "liability_current",
                "company_ids": [Command.set(cls.company.ids)],
            }
        )
        shares = [
            Command.create(
                {
                    "document_type": document_type,
                    "repartition_type": kind,
                    "account_id": kind == "tax" and account.id,
                }
            )
            for document_type in ("invoice", "refund")
            for kind in ("base", "tax")
        ]
        return cls.env["account.tax"].create(
            {
                "name": f"{amount} % {included}",
                "amount": amount,
                "price_include_override": included,
                "company_id": cls.company.id,
                "repartition_line_ids": shares,
            }
        )

    def test_truths_hold_whatever_is_done(self):
        views = self.env["retail.deposit.entry"].get_view(view_type="search")
        (domain,) = etree.fromstring(views["arch"]).xpath(
            "//filter[@name='filter_booked']/@domain"
        )
        self.booked = literal_eval(domain)
        run_state_machine_as_test(
            lambda: Walk(self),
            settings=settings(
                max_examples=self.runs,
                stateful_step_count=self.steps,
                deadline=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )


class Walk(RuleBasedStateMachine):
    """One life of a few orders, in a savepoint that is rolled back."""

    def __init__(self, test):
        super().__init__()
        self.test = test
        self.env = test.env
        self.orders = self.env["sale.order"]
        self.savepoint = self.env.cr.savepoint()

    def teardown(self):
        self.savepoint.close(rollback=True)
        self.env.invalidate_all()

    # --- what people do ----------------------------------------------------

    @initialize(data=st.data())
    def first_order(self, data):
        self.take(data)

    @rule(data=st.data())
    def take(self, data):
        """A customer orders at a till, with some deposit."""
        draw = data.draw
        lines = [
            self.test.later(
                draw(st.sampled_from(list(self.test.goods))),
                draw(st.integers(1, 4)),
                draw(st.sampled_from([self.test.store_a, self.test.store_b])),
                draw(st.sampled_from(["pickup", "pickup", "ship"])),
                discount=draw(st.sampled_from([0, 0, 10])),
            )
            for _line in range(draw(st.integers(1, 3)))
        ]
        total = sum(self.test.value(line) for line in lines)
        share = draw(st.sampled_from([0, 0.1, 1 / 3, 1]))
        deposit = self.test.company.currency_id.round(total * share)
        register = draw(st.sampled_from(list(self.test.registers)))
        with self.allowed("more than the order costs"):
            self.orders |= self.test.make_order(
                lines, deposit=deposit, register=register
            )

    def choose(self, data):
        return data.draw(st.sampled_from(list(self.orders)))

    @contextmanager
    def allowed(self, *sentences):
        """Let these refusals pass; what is refused leaves nothing behind."""
        try:
            with self.env.cr.savepoint():
                yield
        except UserError as error:
            if not any(sentence in str(error) for sentence in sentences):
                raise

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), share=st.sampled_from([0.25, 0.5, 1]))
    def pay_at_the_desk(self, data, share):
        order = self.choose(data)
        amount = order.currency_id.round(max(order.amount_balance, 0) * share)
        with self.allowed("still costs", "Enter an amount"):
            order._receive_deposit(amount, self.test.bank)

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def pick_up(self, data):
        order = self.choose(data)
        store = data.draw(st.sampled_from([self.test.store_a, self.test.store_b]))
        lines = order.order_line.filtered(
            lambda line: not line._get_pickup_obstacle(store)
        )
        if not lines:
            return
        quantities = {
            line: data.draw(st.integers(1, int(line.fulfilment_open_qty)))
            for line in lines
            if line.fulfilment_open_qty >= 1
        }
        register = self.test.registers.filtered(lambda one: one.store_id == store)
        self.test.pick_up(order, quantities, register=register)

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def ship_and_invoice(self, data):
        order = self.choose(data)
        lines = order.order_line.filtered(
            lambda line: line.fulfilment == "ship" and line.fulfilment_open_qty
        )
        pickings = lines.move_ids.picking_id.filtered(
            lambda one: one.state in ("assigned", "confirmed")
        )
        if not pickings:
            return
        picking = data.draw(st.sampled_from(list(pickings)))
        for move in picking.move_ids:
            move.quantity = data.draw(st.integers(1, int(move.product_uom_qty)))
            move.picked = True
        picking.with_context(cancel_backorder=False)._action_done()
        order._create_invoices().action_post()

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), now=st.booleans())
    def cancel(self, data, now):
        """In the back office: some of it or all, the deposit back or left."""
        order = self.choose(data)
        open_ = order._get_cancellable()
        if not open_ or order.state != "sale":
            return
        some = data.draw(st.booleans())
        quantities = {
            line: data.draw(st.integers(1, int(quantity))) if some else quantity
            for line, quantity in open_.items()
            if quantity >= 1 and not (some and data.draw(st.booleans()))
        }
        if quantities:
            order._cancel_in_back_office(
                quantities, journal=now and self.test.bank or None
            )

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def pay_back(self, data):
        order = self.choose(data)
        spare = order._get_spare_deposit()
        if not order.currency_id.is_zero(spare):
            order._refund_deposit(spare, self.test.bank)

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), change=st.sampled_from([-1, 1, 2]))
    def edit(self, data, change):
        """A line gets more or fewer; what must stay on the order is refused."""
        order = self.choose(data)
        lines = order.order_line.filtered("fulfilment")
        if order.state != "sale" or not lines:
            return
        line = data.draw(st.sampled_from(list(lines)))
        with self.allowed(""):
            line.product_uom_qty = max(line.product_uom_qty + change, 0)

    @rule(data=st.data())
    def close_a_session(self, data):
        register = data.draw(st.sampled_from(list(self.test.registers)))
        self.test.close_session(register)
        self.test.open_session(register)

    # --- the truths --------------------------------------------------------

    @invariant()
    def money_received_is_somewhere(self):
        for order in self.orders:
            order.invalidate_recordset()
            self.test.assertAlmostEqual(
                order.deposit_received,
                order.deposit_applied
                + order.deposit_refunded
                + order.deposit_forfeited
                + order.deposit_held,
                msg=order.name,
            )
            held = order.order_line._get_held()
            self.test.assertAlmostEqual(sum(held.values()), order.deposit_held)
            self.test.assertGreaterEqual(min(held.values(), default=0), -CENT)

    @invariant()
    def the_account_holds_what_the_ledger_says(self):
        self.env.flush_all()
        entries = self.env["retail.deposit.entry"]
        ((booked,),) = entries._read_group(self.test.booked, [], ["amount_account:sum"])
        self.test.assertAlmostEqual(self.test.get_account_balance(), booked or 0.0)

    @invariant()
    def goods_leave_once(self):
        for line in self.orders.order_line.filtered("fulfilment"):
            done = line.move_ids.filtered(
                lambda move: move.state == "done"
                and move.location_dest_id.usage == "customer"
            )
            left = sum(done.mapped("quantity"))
            self.test.assertAlmostEqual(left, line.qty_delivered)
            self.test.assertLessEqual(left, line.product_uom_qty + CENT)
            self.test.assertLessEqual(line.qty_invoiced, line.product_uom_qty + CENT)
            warehouses = done.picking_type_id.warehouse_id
            self.test.assertLessEqual(warehouses, line.fulfilment_store_id)

    @invariant()
    def revenue_only_when_goods_leave(self):
        for order in self.orders:
            goods = order.order_line.filtered("fulfilment")
            for line in goods:
                self.test.assertAlmostEqual(line.qty_invoiced, line.qty_delivered)
            if order.customer_order_state in ("done", "cancel"):
                self.test.assertAlmostEqual(order.amount_open, 0)
