import json

from markupsafe import Markup

from odoo import models


class RetailOrderRequest(models.Model):
    """Notes of a ticket and of its lines, which the order keeps."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_order(self, parsed):
        """Override of this addon's own method to keep what the customer reads."""
        values = super()._prepare_order(parsed)
        note = self.pos_order_id.general_customer_note
        return {**values, "note": values["note"] or note or False}

    def _create_order(self, parsed):
        """Override of this addon's own method to keep what only the staff reads."""
        order = super()._create_order(parsed)
        notes = [
            f"{line['product'].display_name}: {line['internal_note']}"
            for line in parsed["lines"]
            if line["internal_note"]
        ]
        of_ticket = self._read_tags(self.pos_order_id.internal_note)
        if notes or of_ticket:
            body = Markup("<br/>").join([*of_ticket, *notes])
            order.message_post(body=body)
        return order

    def _read_tags(self, text):
        """Read the internal note of a ticket: a list of tags, as core stores it."""
        try:
            tags = json.loads(text or "[]")
        except ValueError:
            return [text]
        tags = tags if isinstance(tags, list) else []
        return [
            str(tag["text"]) for tag in tags if isinstance(tag, dict) and "text" in tag
        ]
