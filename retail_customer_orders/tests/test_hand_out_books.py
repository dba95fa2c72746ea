from odoo.tests import tagged

from .hand_out import HandOutCommon


@tagged("post_install", "-at_install")
class TestHandOutBooks(HandOutCommon):
    """The same order, handed out by a till and by the back office: the same figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.inventory_valuation = "real_time"
        cls.expense = cls.company_data["default_account_expense"]
        cls.category = cls.env["product.category"].create(
            {
                "name": "Valued",
                "property_valuation": "real_time",
                "property_cost_method": "standard",
                "property_account_expense_categ_id": cls.expense.id,
            }
        )

    def create_tax(self, included):
        return self.company_data["default_tax_sale"].copy(
            {"name": included, "amount": 25, "price_include_override": included}
        )

    def create_goods(self, name, price, tax):
        return self.create_product(
            name,
            list_price=price,
            taxes=tax,
            stock={self.store_b: 10},
            standard_price=price / 2,
            categ_id=self.category.id,
        )

    def get_balances(self, moves):
        """Sum up revenue, taxes, cost, stock and deposits by account."""
        accounts = (
            self.company_data["default_account_revenue"]
            | self.company_data["default_account_tax_sale"]
            | self.deposit_account
            | self.expense
            | self.category.property_stock_valuation_account_id
        )
        items = moves.line_ids.filtered(lambda item: item.account_id in accounts)
        balances = {
            account.name: round(sum(group.mapped("balance")), 2)
            for account, group in items.grouped("account_id").items()
        }
        self.assertEqual(len(balances), len(accounts), balances)
        return balances

    def get_figures(self, order, moves):
        order.invalidate_recordset()
        return {
            "books": self.get_balances(moves),
            "state": order.customer_order_state,
            "invoice_status": order.invoice_status,
            "balance": order.amount_balance,
            "deposit": (order.deposit_applied, order.deposit_held),
            "lines": [
                (
                    line.qty_delivered,
                    line.qty_invoiced,
                    line.fulfilment_open_qty,
                    line.untaxed_amount_invoiced,
                    line.amount_invoiced,
                )
                for line in order.order_line
            ],
        }

    def compare(self, tax, quantities):
        """Hand out the same of two alike orders, one on each road."""
        orders, goods = [], []
        for road in ("till", "office"):
            products = [
                self.create_goods(f"Lamp {road}", 199.99, tax),
                self.create_goods(f"Rope {road}", 33.33, tax),
            ]
            later = [self.later(product, 3) for product in products]
            orders.append(self.make_order(later))
            goods.append(products)
        by_till, by_office = orders
        self.close_session(self.register_a)
        wanted = dict(zip(by_till.order_line, quantities, strict=True))
        ticket = self.pick_up(by_till, wanted)
        session = self.close_session(self.register_b)
        wanted = dict(zip(by_office.order_line, quantities, strict=True))
        invoice = self.hand_out(by_office, wanted).move_id
        self.assertAlmostEqual(ticket.amount_total, invoice.amount_total)
        payments = invoice.matched_payment_ids.move_id
        till = self.get_figures(by_till, session._get_related_account_moves())
        office = self.get_figures(by_office, invoice | payments)
        self.assertTrue(till["books"])
        self.assertEqual(till, office)
        for ours, theirs in zip(*goods, strict=True):
            self.assertEqual(
                self.on_hand(ours, self.store_b), self.on_hand(theirs, self.store_b)
            )
        self.assertBooksMatch(by_till, by_office)

    def test_tax_included(self):
        self.compare(self.create_tax("tax_included"), [2, 1])

    def test_tax_excluded(self):
        self.compare(self.create_tax("tax_excluded"), [2, 1])

    def test_all_of_it(self):
        self.compare(self.create_tax("tax_excluded"), [3, 3])

    def test_what_is_shown_is_what_is_invoiced(self):
        """To the cent, however taxes are rounded."""
        tax = self.create_tax("tax_excluded")
        for method in ("round_per_line", "round_globally"):
            self.company.tax_calculation_rounding_method = method
            goods = [self.create_goods(method, price, tax) for price in (33.33, 0.02)]
            order = self.make_order([self.later(one, 3) for one in goods])
            for _time in range(3):
                wizard = self.open_wizard(order)
                wizard.line_ids.quantity = 1
                wizard.journal_id = self.bank
                due = wizard.amount_due
                wizard.action_confirm()
                self.assertAlmostEqual(wizard.move_id.amount_total, due)
            self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
