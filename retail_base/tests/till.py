"""Stores with registers, tickets and browsers, for the tests of all addons."""

from contextlib import contextmanager
from unittest.mock import patch
from uuid import uuid4

from odoo import Command, fields
from odoo.tests import HttpCase, new_test_user

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.addons.point_of_sale.tests.common import archive_products
from odoo.addons.point_of_sale.tests.test_frontend import TestPointOfSaleHttpCommon
from odoo.addons.stock_account.tests.test_anglo_saxon_valuation_reconciliation_common import (  # noqa: E501
    ValuationReconciliationTestCommon,
)
from odoo.addons.web.tests.test_js import unit_test_error_checker

# An internal user: the group of the till alone does not even read contacts.
TILL_CASHIER_GROUPS = "base.group_user,point_of_sale.group_pos_user"
TILL_MANAGER_PIN = "246810"
TILL_MANAGER_BADGE = "BADGE-4711"
CHARTS = {}


class TillBuilders:
    """Two stores with a register each, a cashier with no other right, and a manager.

    Mixed into a test class with the accounts of `AccountTestInvoicingCommon`.
    """

    @classmethod
    def setup_independent_company(cls, **kwargs):
        """Override of `account` to read once which charts of accounts there are, and
        not three times for each class."""
        charts = cls.env.registry["account.chart.template"]
        read = charts._get_chart_template_mapping

        def get_known(self, get_all=False):
            key = (self.env.cr.dbname, get_all)
            if key not in CHARTS:
                CHARTS[key] = read(self, get_all)
            return CHARTS[key]

        with patch.object(charts, "_get_chart_template_mapping", get_known):
            return super().setup_independent_company(**kwargs)

    @classmethod
    def set_up_stores(cls):
        """Create `store_a`, `store_b`, `register_a`, `register_b`, `cashier`,
        `manager` (PIN and badge above), `customer` and `product` (100, no tax, 10 in
        each store). The user of `self.env` administers retail."""
        cls.env.user.group_ids += cls.env.ref("retail_base.group_retail_admin")
        cls.cashier = cls.create_user("till_cashier", TILL_CASHIER_GROUPS)
        cls.manager = cls.create_user(
            "till_manager", "retail_base.group_retail_manager", name="Mona Manager"
        )
        cls.manager.write(
            {"retail_pin": TILL_MANAGER_PIN, "retail_badge": TILL_MANAGER_BADGE}
        )
        cls.store_a = cls.create_store("Store A")
        cls.store_b = cls.create_store("Store B")
        cls.register_a = cls.store_a.register_ids
        cls.register_b = cls.store_b.register_ids
        cls.customer = cls.env["res.partner"].create({"name": "Kari Customer"})
        cls.product = cls.create_product(
            "Blue Lamp", list_price=100, stock={cls.store_a: 10, cls.store_b: 10}
        )

    @classmethod
    def create_user(cls, login, groups, **values):
        """Create a user of the test company with these groups and no other."""
        company = cls.company_data["company"]
        values = {"company_id": company.id, "company_ids": company.ids, **values}
        user = new_test_user(cls.env, login=login, groups=groups, **values)
        user.email = f"{login}@example.com"
        return user

    @classmethod
    def create_store(cls, name, **values):
        """Create a store with one register that takes cash and cards.

        :param str name: its last letters and digits make the code of the warehouse
        :param values: further values of the `stock.warehouse`
        :return: the `stock.warehouse`; its register is `register_ids`
        """
        code = "".join(name.split()).upper()[-5:]
        store = cls.env["stock.warehouse"].create(
            {
                "name": name,
                "code": code,
                "is_store": True,
                "tz": "UTC",
                "company_id": cls.company_data["company"].id,
                **values,
            }
        )
        cls.create_register(store, name=f"Register {name}")
        return store

    @classmethod
    def create_register(cls, store, **values):
        """Create a register of a store, with a cash journal of its own."""
        number = cls.env["pos.config"].search_count([]) + 1
        company = store.company_id
        cash_journal = cls.env["account.journal"].create(
            {
                "name": f"Cash {store.name} {number}",
                "type": "cash",
                "code": f"C{number}{store.code}"[:5],
                "company_id": company.id,
            }
        )
        methods = cls.env["pos.payment.method"].create(
            [
                {
                    "name": "Cash",
                    "journal_id": cash_journal.id,
                    "company_id": company.id,
                },
                {
                    "name": "Card",
                    "journal_id": cls.company_data["default_journal_bank"].id,
                    "company_id": company.id,
                },
            ]
        )
        return cls.env["pos.config"].create(
            {
                "name": f"Register {store.name} {number}",
                "company_id": company.id,
                "picking_type_id": store.pos_type_id.id,
                "payment_method_ids": [Command.set(methods.ids)],
                **values,
            }
        )

    @classmethod
    def create_product(cls, name, list_price=100.0, taxes=None, stock=None, **values):
        """Create a storable product that the registers sell.

        :param taxes: `account.tax` records; none when not given
        :param dict stock: {store: quantity on hand}
        :return: the `product.product`
        """
        product = cls.env["product.product"].create(
            {
                "name": name,
                "is_storable": True,
                "available_in_pos": True,
                "list_price": list_price,
                "taxes_id": [Command.set(taxes.ids if taxes else [])],
                **values,
            }
        )
        for store, quantity in (stock or {}).items():
            cls.env["stock.quant"]._update_available_quantity(
                product, store.lot_stock_id, quantity
            )
        return product

    @classmethod
    def open_session(cls, register, user=None):
        """Open the register as the cashier and return the `pos.session`."""
        user = user or cls.cashier
        if not register.current_session_id:
            register.with_user(user).open_ui()
            register.current_session_id.with_user(user).set_opening_control(0, None)
        return register.current_session_id

    def close_session(self, register):
        """Close the session of a register, counting the cash that should be there."""
        session = register.current_session_id
        cash = session.get_closing_control_data()["default_cash_details"]
        session.post_closing_cash_details(cash["amount"])
        answer = session.close_session_from_ui()
        self.assertTrue(answer["successful"], answer)
        return session

    @classmethod
    def build_ticket(cls, register, lines, payments=None, partner=None, **values):
        """Build a ticket as the register sends it.

        :param register: the `pos.config`, with an open session
        :param list lines: (product, qty) or (product, qty, values of the line);
            `price_unit` and `tax_ids` (records) are the product's when not given
        :param list payments: (payment method, amount); all in cash when not given
        :param values: further values of the ticket, for example `to_invoice`
        :return: dict for `sync_from_ui`
        """
        commands = [cls.build_ticket_line(*line) for line in lines]
        total = sum(command[2]["price_subtotal_incl"] for command in commands)
        net = sum(command[2]["price_subtotal"] for command in commands)
        cash = register.payment_method_ids.filtered("is_cash_count")[:1]
        payments = [(cash, total)] if payments is None else payments
        session = register.current_session_id
        return {
            "uuid": str(uuid4()),
            "access_token": str(uuid4()),
            "state": "paid",
            "session_id": session.id,
            "company_id": register.company_id.id,
            "partner_id": partner.id if partner else False,
            "user_id": session.user_id.id,
            "date_order": fields.Datetime.to_string(fields.Datetime.now()),
            "fiscal_position_id": False,
            "pricelist_id": register.pricelist_id.id,
            "amount_total": total,
            "amount_tax": total - net,
            "amount_paid": sum(amount for method, amount in payments),
            "amount_return": 0,
            "last_order_preparation_change": "{}",
            "lines": commands,
            "payment_ids": [
                Command.create(
                    {
                        "uuid": str(uuid4()),
                        "name": fields.Datetime.to_string(fields.Datetime.now()),
                        "payment_method_id": method.id,
                        "amount": amount,
                    }
                )
                for method, amount in payments
            ],
            "to_invoice": False,
            **values,
        }

    def build_refund_line(self, line):
        """Build what `build_ticket` takes to return one of a sold `pos.order.line`."""
        values = {"refunded_orderline_id": line.id}
        if "return_reason_id" in line:  # asked for where `retail_returns` is installed
            reason = self.env.ref("retail_base.reason_code_return_regret")
            values["return_reason_id"] = reason.id
        return line.product_id, -1, values

    @classmethod
    def build_ticket_line(cls, product, qty, values=None):
        """Build the create command of a ticket line, see `build_ticket`."""
        values = dict(values or {})
        company = cls.company_data["company"]
        taxes = values.pop(
            "tax_ids", product.taxes_id.filtered(lambda tax: tax.company_id == company)
        )
        price = values.pop("price_unit", product.lst_price)
        net_price = price * (1 - values.get("discount", 0.0) / 100)
        amounts = taxes.compute_all(net_price, company.currency_id, qty, product)
        return Command.create(
            {
                "uuid": str(uuid4()),
                "product_id": product.id,
                "qty": qty,
                "price_unit": price,
                "discount": 0.0,
                "tax_ids": [Command.set(taxes.ids)],
                "price_subtotal": amounts["total_excluded"],
                "price_subtotal_incl": amounts["total_included"],
                "pack_lot_ids": [],
                **values,
            }
        )

    def sync_ticket(self, ticket, user=None, silent=False):
        """Send a ticket as the register does and return the `pos.order`.

        :param dict ticket: see `build_ticket`; it is not changed
        :param user: who sends it, the cashier when not given
        :param bool silent: True as after having been off line
        """
        register = self.env["pos.session"].browse(ticket["session_id"]).config_id
        context = {"config_id": register.id, "device_identifier": "0"}
        if silent:
            context["retail_silent"] = True
        orders = self.env["pos.order"].with_user(user or self.cashier)
        orders = orders.with_context(**context)
        orders.sync_from_ui([_copy(ticket)])
        return self.env["pos.order"].search([("uuid", "=", ticket["uuid"])])

    def sell(self, register, lines, user=None, silent=False, **values):
        """Open the register if need be, sell, and return the `pos.order`."""
        self.open_session(register)
        ticket = self.build_ticket(register, lines, **values)
        return self.sync_ticket(ticket, user=user, silent=silent)

    def approve(self, register, kind, ticket_uuid, amount=0.0):
        """Let the manager approve something on a register, as its dialog does.

        With a reason, where there are some for this kind.
        """
        reason = self.env["retail.reason.code"].search([("kind", "=", kind)], limit=1)
        answer = (
            self.env["retail.approval"]
            .with_user(self.cashier)
            .approve_from_ui(
                register.id,
                {
                    "uuid": str(uuid4()),
                    "kind": kind,
                    "description": kind,
                    "amount": amount,
                    "ticket_uuid": ticket_uuid,
                    "reason_id": reason.id,
                    "note": "Agreed with the customer",
                    "login": self.manager.login,
                    "pin": TILL_MANAGER_PIN,
                },
            )
        )
        self.assertTrue(answer["ok"], answer)
        return self.env["retail.approval"].search([("uuid", "=", answer["uuid"])])


def _copy(ticket):
    """Copy a ticket: core empties and deletes parts of what it is given."""
    if isinstance(ticket, dict):
        return {key: _copy(value) for key, value in ticket.items()}
    if isinstance(ticket, list):
        return [_copy(value) for value in ticket]
    return ticket


class RetailTillCommon(TillBuilders, ValuationReconciliationTestCommon):
    """Stores and tickets, without a browser.

    The company has its accounts as in Odoo's own tests, but not the products, partners
    and taxes that these sell with: they would be half of what each class waits for.
    """

    @classmethod
    def setUpClass(cls):
        super(AccountTestInvoicingCommon, cls).setUpClass()
        cls.maxDiff = None
        cls.company_data = cls.collect_company_accounting_data(cls.env.company)
        cls.product_category.write(
            {
                f"property_account_{kind}_categ_id": cls.company_data[account].id
                for kind, account in (
                    ("income", "default_account_revenue"),
                    ("expense", "default_account_expense"),
                )
            }
        )
        cls.set_up_outstanding_accounts()
        archive_products(cls.env)
        cls.env.user.group_ids += cls.env.ref("point_of_sale.group_pos_manager")
        (cls.env.ref("base.EUR") | cls.env.ref("base.USD")).active = True
        cls.set_up_stores()

    @classmethod
    def set_up_outstanding_accounts(cls):
        """Let the bank's payments wait for its statement, as in Odoo's own tests."""
        bank = cls.company_data["default_journal_bank"]
        charts = cls.env["account.chart.template"]
        for way, side in (("inbound", "debit"), ("outbound", "credit")):
            line = bank[f"{way}_payment_method_line_ids"][0]
            line.payment_account_id = charts.ref(
                f"account_journal_payment_{side}_account_id", raise_if_not_found=False
            )


class RetailTillHttpCommon(TillBuilders, TestPointOfSaleHttpCommon):
    """Stores, and tours at their registers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_stores()

    def start_till_tour(self, tour, register=None, login=None, **kwargs):
        """Run a tour at a register, `register_a` when not given, as the cashier."""
        register = register or self.register_a
        self.open_session(register)
        self.start_pos_tour(
            tour,
            login=login or self.cashier.login,
            pos_config=register,
            **kwargs,
        )

    @contextmanager
    def phone(self):
        """Make the browser of the tours within as small as a phone."""
        desktop = self.browser_size
        type(self).browser_size = "390x844"
        try:
            yield
        finally:
            type(self).browser_size = desktop


class RetailHootCase(HttpCase):
    """Runs the unit tests of an addon's JavaScript in the browser."""

    def run_hoot(self, addon, preset="desktop"):
        """Run `static/tests/unit` of an addon.

        :param str addon: its technical name
        :param str preset: "desktop" or "mobile"
        """
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset={preset}&timeout=15000"
            f"&id={self._hash_suite('@' + addon)}",
            "",
            "",
            login="admin",
            timeout=600,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )

    @staticmethod
    def _hash_suite(name):
        """Return the id that Hoot gives to a suite."""
        code = 0
        for char in name:
            code = ((code << 5) - code + ord(char)) & 0xFFFFFFFF
        return f"{code:08x}"
