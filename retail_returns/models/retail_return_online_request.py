from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.retail_base.tools.judge import lock_records

from .retail_return_life import OPEN_STATES
from .retail_return_line import SOLD_LINE_FIELDS

MAX_PICTURES = 5
MAX_PICTURE_BYTES = 10 * 1024 * 1024
PICTURE_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")


class RetailReturn(models.Model):
    """How a customer's request becomes a return. It holds nothing back: the goods
    are judged when they are received."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _request_online(self, order, request, pictures=()):
        """Record that a customer wants to bring back goods of an order.

        Call it in superuser mode, for an order that the customer may see.

        :param order: the `sale.order`
        :param dict request: see `read_online_request`
        :param list pictures: (name, bytes)
        :return: the `retail.return`, requested
        :raise UserError: what is refused, and what the customer can do
        """
        pictures = self._judge_pictures(pictures)
        store = self._find_online_store(order, request["store_id"])
        reason = self._find_online_reason(order, request)
        if not request["asked"]:
            raise UserError(self.env._("Enter how many come back of a product."))
        for lines in order._find_online_lines().values():
            lock_records(lines)
        offers = order._get_return_offers(store)
        chosen = {}
        for key, quantity in request["asked"].items():
            chosen[key] = self._judge_online_line(offers, key, quantity, reason)
        lines = [
            Command.create(values)
            for key, offer in chosen.items()
            for values in self._prepare_online_lines(offer, request, key, reason)
        ]
        records = self.with_company(order.company_id)
        record = records.with_context(mail_create_nosubscribe=True).create(
            {
                "is_online": True,
                "company_id": order.company_id.id,
                "currency_id": order.company_id.currency_id.id,
                "store_id": store.id,
                "partner_id": order.partner_id.id,
                "user_id": False,
                "line_ids": lines,
            }
        )
        for line in record.line_ids:
            line._set_sold_values()
        record._file_pictures(pictures)
        record._try_mail("retail_returns.mail_template_return_requested")
        return record

    @api.model
    def _find_online_store(self, order, store_id):
        store = order._get_return_stores().filtered(lambda one: one.id == store_id)
        if not store:
            raise UserError(self.env._("Choose the store where you bring the goods."))
        return store

    @api.model
    def _get_online_reasons(self, order):
        return self.env["retail.reason.code"].search(
            [
                ("kind", "=", "return"),
                ("company_id", "in", (order.company_id.id, False)),
            ]
        )

    @api.model
    def _find_online_reason(self, order, request):
        reason = self._get_online_reasons(order).filtered(
            lambda one: one.id == request["reason_id"]
        )
        if not reason:
            raise UserError(self.env._("Choose why you return the goods."))
        if reason.note_required and not request["note"]:
            raise UserError(
                self.env._('Tell us more: the reason "%s" asks for it.', reason.name)
            )
        return reason

    @api.model
    def _judge_online_line(self, offers, key, quantity, reason):
        """Refuse what cannot come back, and more than others did not ask for yet."""
        offer = offers.get(key)
        if not offer:
            raise UserError(
                self.env._("A product is not known any more. Load the page again.")
            )
        name = offer["sold"].product_id.display_name
        refusal = offer["why_not"] or offer["refusals"][reason]
        if refusal:
            raise UserError(
                self.env._(
                    "%(product)s cannot be returned. %(why)s",
                    product=name,
                    why=refusal,
                )
            )
        unit = offer["sold"]._get_returned_unit()
        if unit.compare(quantity, offer["available"]) > 0:
            raise UserError(
                self.env._(
                    "Of %(product)s at most %(left)g can come back.",
                    product=name,
                    left=offer["available"],
                )
            )
        if unit.compare(quantity, unit.round(quantity)) or unit.is_zero(quantity):
            raise UserError(
                self.env._("%s does not come back in such a part.", name),
            )
        return offer

    @api.model
    def _prepare_online_lines(self, offer, request, key, reason):
        """Return the values of the lines of a sold line; each serial has its own."""
        link, sold_id = key
        quantity = request["asked"][key]
        product = offer["sold"].product_id
        parts = [quantity]
        if product.tracking == "serial":
            parts = [1.0] * round(quantity)
        return [
            {
                link: sold_id,
                "product_id": product.id,
                "qty": part,
                "reason_id": reason.id,
                "note": request["note"],
                "condition": request["condition"],
            }
            for part in parts
        ]

    @api.model
    def _get_asked_quantities(self, link, sold_lines):
        """Sum up what open requests and approved returns ask for of sold lines.

        :param str link: the field of `retail.return.line` that names the line
        :return: {id of the sold line: quantity in the unit of the product}
        """
        before = SOLD_LINE_FIELDS[: SOLD_LINE_FIELDS.index(link)]
        domain = Domain(link, "in", sold_lines.ids) & Domain(
            "return_id.state", "in", OPEN_STATES
        )
        for name in before:
            domain &= Domain(name, "=", False)
        groups = self.env["retail.return.line"]._read_group(domain, [link], ["qty:sum"])
        return {line.id: quantity for line, quantity in groups}

    # === PICTURES ===#

    @api.model
    def _judge_pictures(self, pictures):
        """Refuse files that are no pictures, or too many, or too large."""
        pictures = [(name, data) for name, data in pictures if data]
        if len(pictures) > MAX_PICTURES:
            raise UserError(self.env._("Add at most %s pictures.", MAX_PICTURES))
        for name, data in pictures:
            if guess_mimetype(data) not in PICTURE_TYPES:
                raise UserError(
                    self.env._("%s is no picture. Add JPEG or PNG files.", name)
                )
            if len(data) > MAX_PICTURE_BYTES:
                raise UserError(
                    self.env._("%s is larger than 10 MB. Add a smaller one.", name)
                )
        return pictures

    def _file_pictures(self, pictures):
        self.ensure_one()
        if pictures:
            self.message_post(
                body=self.env._("Pictures of the customer"),
                author_id=self.partner_id.id,
                attachments=list(pictures),
                subtype_xmlid="mail.mt_note",
            )

    def _get_pictures(self):
        """Return the pictures that the customer added, with a token to see them by."""
        self.ensure_one()
        pictures = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("mimetype", "in", PICTURE_TYPES),
                ("create_uid", "=", self.create_uid.id),
            ]
        )
        pictures.generate_access_token()
        return pictures
