from odoo import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RaceCase


@tagged("post_install", "-at_install")
class TestRaceInvoice(RaceCase):
    """A return and a credit note give back the same unit of an invoice at once."""

    @classmethod
    def _set_up(cls, env):
        cls.company_id = env.ref("base.main_company").id
        store = env["stock.warehouse"].search(
            [("company_id", "=", cls.company_id)], limit=1
        )
        cls.store_id, cls.was_store = store.id, store.is_store
        store.is_store = True
        cls.reason_id = env.ref("retail_base.reason_code_return_regret").id
        cls.partner_id = env["res.partner"].create({"name": "Race Customer"}).id
        product = env["product.product"].create(
            {"name": "Race Goods", "type": "consu", "taxes_id": []}
        )
        cls.product_id = product.id

    @classmethod
    def _clean(cls, env):
        items = [("product_id", "=", cls.product_id)]
        for query in (
            "DELETE FROM stock_picking WHERE id IN"
            " (SELECT picking_id FROM stock_move WHERE product_id = %s)",
            "DELETE FROM stock_move_line WHERE product_id = %s",
            "DELETE FROM stock_move WHERE product_id = %s",
        ):
            env.cr.execute(query, [cls.product_id])
        env.invalidate_all()
        env["retail.return"].search([("line_ids", "any", items)]).unlink()
        moves = env["account.move"].search([("partner_id", "=", cls.partner_id)])
        moves.filtered(lambda move: move.state == "posted").button_draft()
        moves.with_context(force_delete=True).unlink()
        env["product.product"].browse(cls.product_id).unlink()
        env["res.partner"].browse(cls.partner_id).unlink()
        env["stock.warehouse"].browse(cls.store_id).is_store = cls.was_store

    def setUp(self):
        super().setUp()
        with self.committed() as env:
            line = {"product_id": self.product_id, "price_unit": 10, "tax_ids": []}
            invoice = env["account.move"].create(
                {
                    "move_type": "out_invoice",
                    "partner_id": self.partner_id,
                    "company_id": self.company_id,
                    "invoice_line_ids": [Command.create(line)],
                }
            )
            invoice.action_post()
            note = invoice._reverse_moves([{}])
            record = env["retail.return"].create(
                {
                    "store_id": self.store_id,
                    "company_id": self.company_id,
                    "partner_id": self.partner_id,
                    "line_ids": [
                        Command.create(
                            {
                                "invoice_line_id": invoice.invoice_line_ids.id,
                                "product_id": self.product_id,
                                "qty": 1,
                                "reason_id": self.reason_id,
                            }
                        )
                    ],
                }
            )
            self.note_id, self.return_id = note.id, record.id

    def _credit(self, cr):
        note = self.env_of(cr)["account.move"].browse(self.note_id)
        note.action_post()
        note.env.flush_all()

    def _receive(self, cr):
        record = self.env_of(cr)["retail.return"].browse(self.return_id)
        record.action_receive()
        record.env.flush_all()

    def test_credit_note_before_the_return(self):
        self.assertRetriedAndTold(
            self._credit, self._receive, "only 0 of 1 can still be"
        )

    def test_return_before_the_credit_note(self):
        self.assertRetriedAndTold(self._receive, self._credit, "only 0 can still be")

    def test_return_before_the_price_is_lowered(self):
        with self.committed() as env:
            env["account.move"].browse(self.note_id).is_price_reduction = True
            env["retail.return"].browse(self.return_id).line_ids.price_unit = 10
        self.assertRetriedAndTold(
            self._receive, self._credit, "only .*0.00 is left of what was invoiced"
        )
