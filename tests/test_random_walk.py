"""Customer orders live through whatever people may do, and the truths hold."""

import gc
from ast import literal_eval
from contextlib import suppress
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from lxml import etree
from walk import Walk

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tests import tagged

from odoo.addons.retail_customer_orders.tests.deposit_tax import TaxedTicketMixin
from odoo.addons.retail_customer_orders.tests.undo import UndoCommon
from odoo.addons.retail_customer_orders.tools.quiet import QUIET
from odoo.addons.retail_returns.tests.common import ReturnBuilders


@tagged("post_install", "-at_install")
class TestRandomWalk(ReturnBuilders, TaxedTicketMixin, UndoCommon):
    """Two stores, four products with taxes that round, one desk with a bank journal."""

    runs = 200
    steps = 8

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_returns()
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
                        (99.99, cls.create_tax("25 % in", 25, "tax_included")),
                        (33.33, cls.create_tax("12 % on top", 12, "tax_excluded")),
                        (0.05, cls.create_tax("6 % in", 6, "tax_included")),
                        (7.77, None),
                    )
                )
            )
        )
        cls.hold_reasons = {
            "payment": cls.env.ref("retail_base.reason_code_hold_payment"),
            "fraud": cls.env.ref("retail_customer_orders.reason_code_hold_fraud"),
        }
        cls.registers = cls.register_a | cls.register_b
        cls.be_quiet()
        for register in cls.registers:
            cls.open_session(register)

    @classmethod
    def be_quiet(cls):
        """Keep no history of changes: nobody reads it here, and it takes its time."""
        cls.env = cls.env(context={**cls.env.context, **QUIET})
        for name, value in list(vars(cls).items()):
            if isinstance(value, BaseModel):
                setattr(cls, name, value.with_env(cls.env))

    def take_any(self, choose):
        """Take some order at a till, with some deposit, as it is taxed today.

        :param choose: chooses one of its arguments
        :return: the `sale.order`
        """
        self.company.retail_deposit_tax = choose("none", "none", "now")
        lines = [
            self.later(
                choose(*self.goods),
                choose(1, 2, 3, 4),
                choose(self.store_a, self.store_b),
                choose("pickup", "pickup", "ship"),
                discount=choose(0, 0, 10),
            )
            for _line in range(choose(1, 2, 3))
        ]
        total = sum(self.value(line) for line in lines)
        deposit = self.company.currency_id.round(total * choose(0, 0.1, 1 / 3, 1))
        register = choose(*self.registers)
        return self.make_order(lines, deposit=deposit, register=register)

    def take_many(self, number):
        """Take orders to begin with: of half of them, the session is closed."""
        chance = Random(4)
        orders = []
        while len(orders) < number:
            with suppress(UserError), self.env.cr.savepoint():
                orders.append(self.take_any(lambda *choices: chance.choice(choices)))
            if len(orders) == number // 2:
                for register in self.registers:
                    self.close_session(register)
                    self.open_session(register)
        return orders

    def test_truths_hold_whatever_is_done(self):
        self.taken = self.take_many(24)
        views = self.env["retail.deposit.entry"].get_view(view_type="search")
        (domain,) = etree.fromstring(views["arch"]).xpath(
            "//filter[@name='filter_booked']/@domain"
        )
        self.booked = literal_eval(domain)
        gc.collect()
        gc.freeze()
        self.addCleanup(gc.unfreeze)
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
