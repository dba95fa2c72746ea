from uuid import uuid4

from odoo.fields import Command

from odoo.addons.retail_base.tests.race import RaceCase


class PickupRaceCase(RaceCase):
    """Two people at the goods of one order."""

    @classmethod
    def _set_up(cls, env):
        company = env.company
        company._ensure_retail_deposit()
        store = env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        profile = env["retail.profile"].create({"name": "Race"})
        config = env["pos.config"].create(
            {"name": "Race", "picking_type_id": store.pos_type_id.id}
        )
        session = env["pos.session"].create({"config_id": config.id, "user_id": 1})
        session.state = "opened"
        partner = env["res.partner"].create({"name": "Racer"})
        product = env["product.product"].create(
            {"name": "Race", "type": "service", "list_price": 10, "taxes_id": []}
        )
        accounts = env["account.account"]
        income = accounts.search([("account_type", "=", "income")], limit=1)
        product.property_account_income_id = income or accounts.create(
            {"name": "Race", "code": "RACE01", "account_type": "income"}
        )
        cls.profile_before = store.profile_id.id
        cls.ids = {
            record._name: record.id
            for record in (
                company,
                config,
                session,
                partner,
                product,
                store,
                profile,
            )
        }

    @classmethod
    def _clean(cls, env):
        partner, session = cls.ids["res.partner"], cls.ids["pos.session"]
        tickets = env["pos.order"].search([("partner_id", "=", partner)])
        orders = env["sale.order"].search([("partner_id", "=", partner)])
        orders.activity_ids.unlink()
        reviews = env["retail.review"].search([("pos_order_id", "in", tickets.ids)])
        reviews.activity_ids.unlink()
        env.flush_all()
        for query, ids in (
            ("DELETE FROM retail_review WHERE id = ANY(%s)", reviews.ids),
            ("DELETE FROM retail_pickup_wizard", None),
            ("DELETE FROM retail_deposit_entry WHERE partner_id = %s", partner),
            ("DELETE FROM pos_order WHERE undo_pickup_of_id IS NOT NULL", None),
            ("DELETE FROM pos_order WHERE partner_id = %s", partner),
            ("DELETE FROM account_move WHERE partner_id = %s", partner),
            ("DELETE FROM sale_order WHERE partner_id = %s", partner),
            ("DELETE FROM pos_session WHERE id = %s", session),
        ):
            env.cr.execute(query, [ids] if ids is not None else [])
        env.invalidate_all()
        for model in ("pos.config", "product.product", "res.partner", "retail.profile"):
            env[model].browse(cls.ids[model]).unlink()

    def ask_for_codes(self, policy):
        """Let the store ask for codes, until the test is over."""

        def write(env, profile_id):
            store = env["stock.warehouse"].browse(self.ids["stock.warehouse"])
            store.profile_id = profile_id
            profile = env["retail.profile"].browse(self.ids["retail.profile"])
            profile.pickup_code = policy
            return store

        self.commit(lambda env: write(env, self.ids["retail.profile"]))
        self.addCleanup(self.commit, lambda env: write(env, self.profile_before))

    # === WHAT IS RACED FOR ===#

    def create_order(self, env, deposit=10, qty=1):
        order = env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.ids["res.partner"],
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.ids["product.product"],
                            "product_uom_qty": qty,
                            "price_unit": 10,
                            "tax_ids": [Command.clear()],
                            "fulfilment": "pickup",
                            "fulfilment_store_id": self.ids["stock.warehouse"],
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        if deposit:
            entries = env["retail.deposit.entry"]
            entries._book(order, "received", {order.order_line: deposit})
        return order

    def create_ticket(self, env, order, sign=1, deposit=10, **payload):
        """A ticket that hands out one, or takes it back, against its deposit."""
        uuid = str(uuid4())
        product = env.company.retail_deposit_product_id
        lines = [
            (self.ids["product.product"], sign, 10, uuid),
            (product.id, -sign, deposit, str(uuid4())),
        ]
        total = sign * (10 - deposit)
        return env["pos.order"].create(
            {
                "uuid": str(uuid4()),
                "session_id": self.ids["pos.session"],
                "company_id": self.ids["res.company"],
                "partner_id": self.ids["res.partner"],
                "amount_total": total,
                "amount_tax": 0,
                "amount_paid": total,
                "amount_return": 0,
                "lines": [
                    Command.create(
                        {
                            "uuid": line_uuid,
                            "product_id": product_id,
                            "qty": qty,
                            "price_unit": price,
                            "price_subtotal": qty * price,
                            "price_subtotal_incl": qty * price,
                        }
                    )
                    for product_id, qty, price, line_uuid in lines
                    if price
                ],
                "pickup_payload": {
                    "uuid": str(uuid4()),
                    "order_id": order.id,
                    "deposit": deposit,
                    "lines": [
                        {
                            "uuid": uuid,
                            "order_line_id": order.order_line.id,
                            "qty": sign,
                        }
                    ],
                    **payload,
                },
            }
        )

    def commit_ticket(self, order_id, **values):
        (ticket_id,) = self.commit(
            lambda env: self.create_ticket(
                env, env["sale.order"].browse(order_id), **values
            )
        )
        return ticket_id

    def add_payment(self, env, ticket_id):
        ticket = env["pos.order"].browse(ticket_id)
        method = ticket.config_id.payment_method_ids[:1]
        return env["pos.payment"].create(
            {
                "pos_order_id": ticket_id,
                "payment_method_id": method.id,
                "amount": ticket.amount_total,
            }
        )

    # === THE RACE ===#

    def pay(self, ticket_id):
        """Return what the server does when a register sends a paid ticket."""
        return self.call("pos.order", ticket_id, "_process_saved_order", False)

    def call(self, model, record_id, name, *arguments):
        def run(cr):
            record = self.env_of(cr)[model].browse(record_id)
            getattr(record, name)(*arguments)

        return run

    def look_at(self, order_id, name):
        with self.committed() as env:
            return env["sale.order"].browse(order_id).mapped(name)
