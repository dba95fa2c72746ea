from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.read_id import read_id

from ..tools.payload import parse_quantities
from ..tools.read import PayloadError, is_uuid

ADDRESS_FIELDS = ("name", "street", "street2", "zip", "city", "phone")


class RetailOrderRequest(models.Model):
    """What a register asks the server.

    A cashier has no access to orders: each method checks the register first, then
    looks with superuser rights at what belongs to its company, and answers in plain
    data.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def check_order_from_ui(self, config_id, payload, partner_id):
        """Say whether the server would take an order, before it is paid.

        :param int config_id: the register
        :param dict payload: as in `pos.order.customer_order_payload`
        :param partner_id: id of the customer, or False
        :return: {"ok": bool, "message": why not, "deposit_required": amount,
            "deposit_explanation": text}, and "approval": {"kind", "description",
            "amount"} where a manager's approval is all that is missing
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        # Everything that the order depends on is looked at, nothing is written.
        request = self.sudo().new(self._prepare_check(config, payload, partner_id))
        answer = {"ok": True, "message": "", **request._describe_deposit({})}
        try:
            request._ensure_new()
            terms = request._check_request()["deposit_terms"]
            answer.update(request._describe_deposit(terms))
        except UserError as error:
            more = getattr(error, "answer", {})
            answer.update(ok=False, message=str(error.args[0]), **more)
        return answer

    @api.model
    def _prepare_check(self, config, payload, partner_id):
        payload = payload if isinstance(payload, dict) else {}
        partner = self.env["res.partner"].browse(partner_id or []).exists()
        partner.check_access("read")
        identifier = payload.get("uuid")
        return {
            "uuid": identifier if is_uuid(identifier) else False,
            "config_id": config.id,
            "store_id": config.store_id.id,
            "company_id": config.company_id.id,
            "currency_id": config.currency_id.id,
            "partner_id": partner.id,
            "payload": payload,
        }

    def _ensure_new(self):
        other = self.uuid and self.search(
            [("uuid", "=", self.uuid), ("state", "!=", "conflict")], limit=1
        )
        if other and other.pos_order_id.uuid != self.payload.get("ticket_uuid"):
            raise UserError(
                self.env._(
                    "This order was taken already on ticket %s. Start a new ticket.",
                    other.pos_order_id.pos_reference,
                )
            )

    @api.model
    def get_fulfilment_options_from_ui(self, config_id, lines):
        """Say which stores can hand out or ship products, and what they have.

        :param int config_id: the register
        :param list lines: [{"product_id", "qty"}]
        :return: {"stores": as `product.product.get_store_availability`,
            "shipping_store_id": where this store ships from by default, "today": the
            date in the register's store}
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        product_ids = {
            line.get("product_id") for line in lines or [] if isinstance(line, dict)
        }
        stores = self.env["product.product"].get_store_availability(
            config_id, list(product_ids)
        )
        shipping = config.store_id.shipping_warehouse_id or config.store_id
        return {
            "stores": stores,
            "shipping_store_id": shipping.id,
            "today": config.store_id._get_local_today().isoformat(),
        }

    @api.model
    def create_address_from_ui(self, config_id, partner_id, values):
        """Create a delivery address of a customer, unless there is the same.

        :param int config_id: the register
        :param int partner_id: the customer
        :param dict values: "name", "street", "street2", "zip", "city", "phone" (texts)
            and "country_id"
        :return: {"id": the new `res.partner`}
        :raise UserError: street or city is missing
        :raise AccessError: the user may not see the customer
        """
        self.env["pos.config"]._browse_from_ui(config_id)
        partner = self.env["res.partner"].browse(partner_id).exists()
        partner.check_access("read")
        texts = {name: str(values.get(name) or "").strip() for name in ADDRESS_FIELDS}
        if not partner or not texts["street"] or not texts["city"]:
            raise UserError(
                self.env._("An address needs at least a street and a city.")
            )
        country = (
            self.env["res.country"].browse(values.get("country_id") or []).exists()
        )
        # A cashier cannot create contacts; an address of a customer is what a delivery
        # needs, and nothing but its fields is taken over.
        partners = self.env["res.partner"].sudo()
        place = {
            "country_id": country.id,
            "parent_id": partner.id,
            "type": "delivery",
        }
        same = [(name, "in", [text, text or False]) for name, text in texts.items()]
        same += [(name, "=", value) for name, value in place.items()]
        # A register that lost the answer asks again.
        address = partners.search(same, limit=1) or partners.create({**texts, **place})
        return {"id": address.id}

    @api.model
    def _browse_order(self, config, order_id):
        order = self.env["sale.order"].sudo().browse(read_id(order_id)).exists()
        if order.company_id != config.company_id:
            raise UserError(self.env._("This order does not exist any more."))
        if not order.is_customer_order:
            raise UserError(
                self.env._(
                    "%s is a plain sales order: registers neither change it nor hand "
                    "it out as a customer order. Change it in the back office.",
                    order.name,
                )
            )
        return order

    @api.model
    def read_order_from_ui(self, config_id, order_id):
        """Read one order with what can be done with it at this register.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :return: as one of `find_orders_from_ui`, and "partner_id", "note",
            "collector", "code": {"required", "state": "missing", "valid" or "used"},
            "total", "deposit_held", "currency_id", "authorised": on cards and not
            charged, "cards": [{"id", "label", "amount"}] of them, "awaits_payment":
            a sentence about its payment link, "lines": see
            `sale.order.line._describe_for_till`, "payments": see
            `sale.order._describe_payments`, "actions": {"pickup", "cancel":
            {"enabled", "why"}, "order": see `_describe_order_action`, "payment":
            {"enabled", "why", "highest", "spare", "proposed"}, "undo_pickup":
            {"enabled", "why", "ticket_uuid"}}
        :raise UserError: there is no such order in this company
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        return order._describe_in_full_for_till(config)

    @api.model
    def prepare_pickup_from_ui(
        self, config_id, order_id, quantities, pickup_uuid=None, code=None
    ):
        """Say what a ticket that hands out these quantities looks like (DP-08).

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :param dict quantities: {order line id: quantity in the product's unit}
        :param str pickup_uuid: the "uuid" that the ticket's `pickup_payload` will have
        :param str code: what the collector said; the right one proves that pickup, so
            that the ticket need not carry it
        :return: {"lines": [{"order_line_id", "product_id", "name", "qty",
            "price_unit", "discount", "tax_ids", and of tracked products those of
            `sale.order.line._describe_lots`}], "deposit": to be used, positive,
            "deposit_lines": the lines that take it off, see
            `sale.order._describe_deposit_lines`, "balance": to be paid, "cards": as
            `read_order_from_ui` has them, "code": {"required", "ok", "message",
            "attempts_left"}}; a wrong code is an answer and not an error, so that it
            is counted
        :raise UserError: something cannot be handed out here, and why
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        try:
            wanted = parse_quantities(quantities)
        except PayloadError as error:
            raise UserError(self.env._("Choose what is handed out.")) from error
        asked = order._get_pickup_quantities(wanted)
        parts = {line: line._from_product_unit(qty) for line, qty in asked.items()}
        order._ensure_can_hand_out(parts, config.store_id)
        if order.currency_id != config.currency_id:
            raise UserError(
                self.env._(
                    "The order is in %(order)s, this register sells in %(register)s.",
                    order=order.currency_id.name,
                    register=config.currency_id.name,
                )
            )
        charged = order._get_charged_for_pickup()
        shares = order._get_deposit_shares(parts, charged=charged)
        deposit = sum(shares.values())
        deposit_lines = order._describe_deposit_lines(shares)
        goods = [
            {**line._describe_pickup(qty), **line._describe_lots(qty, config.store_id)}
            for line, qty in asked.items()
        ]
        return {
            "lines": goods,
            "deposit": order.currency_id.round(deposit),
            "deposit_lines": deposit_lines,
            "balance": order._get_ticket_total(goods + deposit_lines),
            "cards": order._describe_cards(),
            "code": self._answer_pickup_code(
                config,
                order,
                code.strip() if isinstance(code, str) else "",
                pickup_uuid if is_uuid(pickup_uuid) else "",
            ),
        }
