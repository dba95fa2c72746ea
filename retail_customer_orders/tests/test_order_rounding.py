from odoo.tests import tagged

from .hand_out import HandOutCommon

# (price, discount, quantity, number of the tax) of each line.
LINES = (
    (33.33, 0, 3, 0),
    (199.99, 7.5, 2, 1),
    (0.05, 0, 7, 2),
    (12.345, 0, 3, 0),
    (66.67, 33.33, 3, 1),
    (1.01, 0, 9, 2),
    (149.5, 12.5, 1, 0),
)
# What is handed out of each line: at a register, in the back office, and so on.
VISITS = (
    ("till", (1, 0, 2, 1, 0, 4, 0)),
    ("office", (1, 1, 2, 1, 1, 0, 0)),
    ("till", (1, 0, 3, 0, 1, 4, 1)),
    ("office", (0, 1, 0, 1, 1, 1, 0)),
)


@tagged("post_install", "-at_install")
class TestOrderRounding(HandOutCommon):
    """An order of seven lines and three taxes, to the cent after every step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.taxes = [
            cls.company_data["default_tax_sale"].copy(
                {
                    "name": f"{amount} % {included}",
                    "amount": amount,
                    "price_include_override": included,
                }
            )
            for amount, included in (
                (25, "tax_included"),
                (15, "tax_excluded"),
                (11.11, "tax_excluded"),
            )
        ]

    def take(self):
        stock = {self.store_b: 20}
        lines = [
            self.later(
                self.create_product(f"Goods {number}", price, self.taxes[tax], stock),
                quantity,
                discount=discount,
            )
            for number, (price, discount, quantity, tax) in enumerate(LINES)
        ]
        self.open_session(self.register_a)
        answer = self.till().check_order_from_ui(
            self.register_a.id, self.order_payload(lines), self.customer.id
        )
        order = self.make_order(lines, deposit=answer["deposit_required"])
        self.assertEqual(order.deposit_required, answer["deposit_required"])
        return order

    def assertCents(self, order, paid, steps):
        """All amounts are whole cents; what was paid and what is open is the total.

        A cent may be missing for each part that was rounded on its own.
        """
        order.env.invalidate_all()
        currency = order.currency_id
        for line in order.order_line:
            self.assertGreaterEqual(currency.compare_amounts(line.deposit_held, 0), 0)
        amounts = [
            order.amount_total,
            order.amount_open,
            order.amount_balance,
            order.deposit_held,
            *order.deposit_entry_ids.mapped("amount"),
        ]
        for amount in amounts:
            self.assertAlmostEqual(amount, currency.round(amount), 9)
        self.assertDeposits(order, order.deposit_required, order.deposit_applied)
        self.assertAlmostEqual(
            sum(order.order_line.mapped("deposit_held")), order.deposit_held
        )
        self.assertAlmostEqual(
            order.amount_balance, order.amount_open - order.deposit_held
        )
        gap = abs(paid + order.amount_balance - order.amount_total)
        self.assertLessEqual(currency.round(gap), 0.01 * len(LINES) * steps)

    def visit(self, order, place, quantities):
        """Hand out quantities of the lines; return what the customer paid."""
        wanted = dict(zip(order.order_line, quantities, strict=True))
        if place == "till":
            # The builder sees that the ticket costs what the server prepared.
            wanted = {line: quantity for line, quantity in wanted.items() if quantity}
            return self.pick_up(order, wanted).amount_total
        wizard = self.open_wizard(order)
        for line in wizard.line_ids:
            line.quantity = wanted[line.order_line_id.sudo()]
        wizard.journal_id = self.bank
        due = wizard.amount_due
        wizard.action_confirm()
        invoice = wizard.move_id.sudo()
        self.assertAlmostEqual(invoice.amount_total, due)
        self.assertEqual(invoice.amount_residual, 0)
        return due

    def live(self, method):
        """Let an order live from its deposit to its last goods."""
        self.company.tax_calculation_rounding_method = method
        order = self.take()
        paid = order.deposit_received
        self.assertCents(order, paid, 0)
        for step, (place, quantities) in enumerate(VISITS, start=1):
            paid += self.visit(order, place, quantities)
            self.assertCents(order, paid, step)
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        sessions = [
            self.close_session(register)
            for register in (self.register_a, self.register_b)
        ]
        self.assertBalanced(*sessions)
        self.assertBooksMatch(order)

    def test_seven_lines_and_three_taxes_rounded_per_line(self):
        self.live("round_per_line")

    def test_seven_lines_and_three_taxes_rounded_globally(self):
        self.live("round_globally")
